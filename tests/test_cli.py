"""The command line on the whole forms of みほん市: what it prints, writes and exits with."""

import csv
import itertools
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import click
import pytest

from piadiff import canonical, read
from piadiff.cli.commands import cli
from piadiff.model import parse_path

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
ZEI = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))
KISO = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))
SLIPS = next((CORPORA / "planned-slips").glob("*.yaml"))


def document(out: str, command: str):
    found = json.loads(out)
    assert found["schema"] == f"piadiff/{command}/1"
    return found


def test_read_gives_the_contract_and_writes_a_form_that_reads_back(piadiff, tmp_path):
    status, out, err = piadiff("read", ZEI[-1], "--json", "-o", tmp_path / "form.yaml")
    found = document(out, "read")
    assert (status, found["form"]["kind"], found["form"]["published"]) == (0, "全項目", "2025-09-30")
    assert "読み取り率" in err
    assert (tmp_path / "form.yaml").read_text(encoding="utf-8") == ZEI[-1].read_text(encoding="utf-8")


def test_diff_tells_verdict_timing_rule_and_words(piadiff):
    status, out, _ = piadiff("diff", ZEI[1], ZEI[2], "--json")
    changes = {change["path"]: change for change in document(out, "diff")["changes"]}
    place = changes["Ⅱ(住民税ファイル)-6-①"]
    assert (status, place["verdict"], place["timing"]) == (0, "重要", "事前")
    assert place["rules"] and place["reasons"][0]["clause"] and place["reasons"][0]["words"]
    assert changes["Ⅰ-5"]["verdict"] == "軽微"


def test_diff_of_a_form_with_itself_is_empty(piadiff):
    status, out, _ = piadiff("diff", ZEI[0], ZEI[0], "--json", "--exit-code")
    assert (status, document(out, "diff")["changes"]) == (0, [])


def test_exit_code_asks_for_a_look_when_something_weighs(piadiff):
    assert piadiff("diff", ZEI[1], ZEI[2], "--exit-code")[0] == 1
    assert piadiff("diff", ZEI[0], ZEI[1], "--exit-code")[0] == 0


def test_classify_keeps_the_order_of_its_input(piadiff, tmp_path):
    rows = [
        {"form": "全項目", "item": "Ⅱ（税ファイル）－４－委託の有無", "before": "委託しない", "after": "委託する"},
        {"form": "基礎", "item": "Ⅳ－４", "before": "[○]委託しない", "after": "[　]委託しない"},
        {"form": "様式4", "item": "Ⅰ－７－①", "before": "財務部市民税課", "after": "税務部市民税課"},
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    status, out, _ = piadiff("classify", source, "--json")
    found = document(out, "classify")["changes"]
    assert status == 0
    assert [(c["row"], c["verdict"], c["timing"]) for c in found] == [
        (1, "重要", "事前"),
        (2, "軽微", "事後"),
        (3, "軽微", "事後"),
    ]


def test_an_item_that_cannot_be_read_is_undecided_and_says_why(piadiff, tmp_path):
    source = tmp_path / "rows.csv"
    source.write_text("form,item,before,after\n全項目,第八条関係,甲,乙\n", encoding="utf-8")
    found = document(piadiff("classify", source, "--json")[1], "classify")["changes"][0]
    assert found["verdict"] == "要判断"
    assert found["missing"]


def test_classify_prints_each_note_once_with_its_rows(piadiff, tmp_path):
    result = {"form": "基礎", "item": "Ⅲ", "before": "基礎項目評価の実施が義務付けられる"}
    rows = [
        {**result, "after": "基礎項目評価及び重点項目評価の実施が義務付けられる"},
        {**result, "after": "基礎項目評価及び全項目評価の実施が義務付けられる"},
    ]
    source = tmp_path / "行.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    told = {note for each in document(piadiff("classify", source, "--json")[1], "classify")["changes"] for note in each["notes"]}
    shown = [line for line in piadiff("classify", source)[1].splitlines() if line.startswith("注（")]
    assert told and sorted(shown) == sorted(f"注（行 1、2）: {note}" for note in told)


def test_draft_fits_excel_and_folds_nothing_away(piadiff, tmp_path):
    target = tmp_path / "rows.csv"
    assert piadiff("draft", KISO[1], KISO[2], "--format", "csv", "-o", target)[0] == 0
    rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert {"変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"} <= set(rows[0])
    assert any("こども給付課長" in row["変更後の記載"] for row in rows)


def test_a_binary_format_needs_a_file(piadiff):
    status, _, err = piadiff("draft", KISO[0], KISO[1], "--format", "xlsx")
    assert (status, "-o" in err) == (2, True)


def test_registry_walk_import_log_blame_report(piadiff, tmp_path):
    registry = tmp_path / "registry"
    assert piadiff("import", *KISO, "--registry", registry, "--json")[0] == 0
    versions = document(piadiff("log", "--registry", registry, "--json")[1], "log")["versions"]
    assert [version["published"] for version in versions] == [path.stem for path in KISO]
    old, new = versions[1]["commit"], versions[2]["commit"]
    assert document(piadiff("diff", old, new, "--registry", registry, "--json")[1], "diff")["changes"]
    blamed = document(piadiff("blame", "--registry", registry, "--json")[1], "blame")["items"]
    assert next(item for item in blamed if item["path"] == "Ⅰ-5-②")["rows"] == [5]
    assert piadiff("report", "--registry", registry, "-o", tmp_path / "site")[0] == 0
    pages = {page.name: page.read_text(encoding="utf-8") for page in (tmp_path / "site").glob("*.html")}
    assert "児童手当に関する事務" in pages["index.html"]
    assert not any("http://" in page or "https://" in page for page in pages.values())


def test_importing_the_same_twice_changes_nothing(piadiff, tmp_path):
    registry = tmp_path / "registry"
    first, again = (
        document(piadiff("import", *KISO, "--registry", registry, "--json")[1], "import")["versions"] for _ in range(2)
    )
    assert [version["commit"] for version in again] == [version["commit"] for version in first]
    assert {version["stored"] for version in first} == {True}
    assert {version["stored"] for version in again} == {False}
    count = subprocess.run(
        ["git", "-C", str(registry), "rev-list", "--count", "HEAD"], capture_output=True, text=True, check=True
    )
    assert count.stdout.strip() == str(len(KISO))


def test_audit_finds_the_planned_slips_and_nothing_grave_elsewhere(piadiff):
    status, out, _ = piadiff("audit", SLIPS, "--json")
    seen = {(o["check"], o["row"]) for o in document(out, "audit")["observations"]}
    assert status == 1
    assert {("A02", 9), ("A23", 10), ("A09", 13), ("A16", None)} <= seen
    for source in (KISO[-1], ZEI[-1], *sorted((CORPORA / "juuten-yobou-sesshu").glob("*.yaml"))):
        observations = document(piadiff("audit", source, "--json")[1], "audit")["observations"]
        assert [o for o in observations if o["level"] == "error"] == []


def test_leaving_a_check_out_needs_a_reason(piadiff):
    assert piadiff("audit", SLIPS, "--ignore", "A02")[0] == 2
    status, out, _ = piadiff("audit", SLIPS, "--ignore", "A02=起案の途中のため")
    assert "起案の途中のため" in out and "[A02]" not in out
    assert status == 1


def test_next_steps_differ_for_redoing_and_amending(piadiff):
    redo = document(piadiff("next", ZEI[1], ZEI[2], "--json")[1], "next")["steps"]
    amend = document(piadiff("next", ZEI[0], ZEI[1], "--json")[1], "next")["steps"]
    assert any("意見聴取" in step["title"] and step["clause"] for step in redo)
    assert not any("意見聴取を行う" in step["title"] for step in amend)


def test_next_steps_of_an_emergency_and_of_a_business_that_ended(piadiff, tmp_path):
    files = []
    for name, purpose in (("old", "賦課"), ("new", "賦課及び新たな給付の審査")):
        text = Path(ZEI[2]).read_text(encoding="utf-8").replace("評価書名: ", "評価書名: 【令和8年3月31日 終了】", 1)
        files.append(tmp_path / f"{name}.yaml")
        files[-1].write_text(text.replace("賦課", purpose), encoding="utf-8")
    steps = document(piadiff("next", *files, "--json")[1], "next")["steps"]
    assert any(step["clause"] == "規則第16条" for step in steps)
    assert any("3年間公表" in step["title"] for step in steps)
    assert any("第7条第6項・第10条第2項" in step["clause"] for step in steps)
    assert not any(step["clause"] == "規則第9条第2項" for step in steps)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", "会議録\n出席者 3名".encode(), b"PK\x03\x04broken", b"%PDF-1.4"]
)
def test_what_is_no_form_is_refused_with_file_and_remedy(piadiff, tmp_path, content):
    source = tmp_path / "source"
    source.write_bytes(content)
    status, out, err = piadiff("read", source)
    assert (status, out) == (3, "")
    assert str(source) in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "args", [["diff", "a"], ["nonsense"], ["read", "nowhere.txt"], ["draft", "a", "b", "--format", "ppt"]]
)
def test_a_wrong_call_is_told_in_japanese(piadiff, args):
    status, _, err = piadiff(*args)
    assert status == 2
    assert "誤り" in err and "対処" in err


def test_every_command_and_option_has_japanese_help(piadiff):
    for name, command in cli.commands.items():
        status, out, _ = piadiff(name, "--help")
        assert status == 0
        assert "使い方" in out
        for option in command.params:
            if isinstance(option, click.Argument):
                continue
            text = option.help or ""
            assert any("ぁ" <= char <= "ヿ" or "一" <= char <= "龠" for char in text), (name, option.name)


def test_the_gate_lets_a_complete_table_pass_and_names_what_is_missing(piadiff, tmp_path):
    for older, newer in [*itertools.pairwise(KISO), *itertools.pairwise(ZEI)]:
        status, out, _ = piadiff("check", older, newer, "--json")
        assert (status, document(out, "check")["observations"]) == (0, [])
    bare = tmp_path / "bare.yaml"
    text = ZEI[-1].read_text(encoding="utf-8")
    bare.write_text(text[: text.index("変更箇所:")], encoding="utf-8")
    status, out, _ = piadiff("check", ZEI[1], bare, "--json")
    assert status == 1
    assert "Ⅱ(住民税ファイル)-6-①" in {o["path"] for o in document(out, "check")["observations"]}


def test_a_group_that_came_without_a_row_is_told_once_to_people_and_item_by_item_to_scripts(piadiff, tmp_path):
    form = read(ZEI[-1])
    group = [item for item in form.items if "委託事項1" in item.path.parts and item.value]
    place = form.items.index(group[-1]) + 1
    came = [replace(item, path=parse_path(str(item.path).replace("委託事項1", "委託事項2"))) for item in group]
    changed = [replace(i, value="別の目的") if str(i.path) == "Ⅰ-4-①" else i for i in form.items]
    new = tmp_path / "new.yaml"
    text = canonical.dump(replace(form, items=(*changed[:place], *came, *changed[place:])))
    new.write_text(text, encoding="utf-8")
    status, shown, _ = piadiff("check", ZEI[-1], new)
    assert (status, shown.count("[A01]"), "要確認 2件" in shown) == (1, 2, True)
    assert f"その下の {len(came) - 1}項目も同じです（①、②" in shown
    listed = document(piadiff("check", ZEI[-1], new, "--json")[1], "check")["observations"]
    assert {str(item.path) for item in came} <= {each["path"] for each in listed if each["check"] == "A01"}


def test_templates_show_items_options_and_how_sure_they_are(piadiff):
    status, out, _ = piadiff("templates", "様式2", "--json")
    items = {item["path"]: item for item in document(out, "templates")["items"]}
    assert (status, items["Ⅰ-4-①"]["options"]) == (0, ["実施する", "実施しない", "未定"])
    assert items["Ⅳ-8"]["certainty_text"]
    told = piadiff("templates", "様式3")[1]
    assert "一般的な知識（未確認）" in told and "対象となる本人の範囲※" in told
    assert piadiff("templates", "様式9")[0] == 2
    assert {one["name"] for one in document(piadiff("templates", "--json")[1], "templates")["templates"]} == {
        "様式2",
        "様式3",
        "様式4",
    }


@pytest.mark.parametrize("format_", ["inline", "side", "markdown", "html"])
@pytest.mark.parametrize("view", ["words", "phrase"])
def test_every_format_of_a_diff_tells_all_changes(piadiff, format_, view):
    changes = document(piadiff("diff", ZEI[1], ZEI[2], "--json")[1], "diff")["changes"]
    status, out, _ = piadiff("diff", ZEI[1], ZEI[2], "--format", format_, "--view", view)
    assert status == 0
    assert f"計 {len(changes)}件" in out


def test_a_diff_says_what_it_could_not_compare(piadiff, tmp_path):
    text = ZEI[2].read_text(encoding="utf-8").rstrip("\n")
    assert "未配置:" not in text
    (tmp_path / "新.yaml").write_text(f"{text}\n未配置:\n- {{行: 3, 文: 欄外の書込み}}\n", encoding="utf-8")
    _, _, err = piadiff("diff", ZEI[1], tmp_path / "新.yaml")
    assert "新の版には、置き場が分からず比べていない記載が 1件" in err
    _, out, _ = piadiff("diff", ZEI[1], tmp_path / "新.yaml", "--json")
    assert document(out, "diff")["unread"]["new"]["unassigned"] == [{"line": 3, "text": "欄外の書込み"}]


def test_a_file_that_is_not_there_is_called_so(piadiff):
    status, _, err = piadiff("diff", "ない.xlsx", ZEI[0])
    assert (status, "「ない.xlsx」というファイル" in err) == (2, True)


@pytest.mark.parametrize("titles", ["", "新", "旧,", "旧,新,他"])
def test_two_names_and_no_other_number_of_them_name_the_sides_of_a_report(piadiff, tmp_path, titles):
    assert piadiff("import", KISO[0], "--registry", tmp_path / "保管庫")[0] == 0
    status, _, err = piadiff("report", "--registry", tmp_path / "保管庫", "-o", tmp_path / "頁", "--titles", titles)
    assert status == 2
    assert "二つの名前ではありません" in err
