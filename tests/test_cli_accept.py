"""The register of accepted observations on the command line."""

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from piadiff.guideline import rules

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
SLIPS = next((CORPORA / "planned-slips").glob("*.yaml"))
JUUTEN = sorted((CORPORA / "juuten-yobou-sesshu").glob("*.yaml"))
FILE = "piadiff-accepted.yaml"
FOCUSED = "みほん市長/21-重点.yaml"
WHO = ("--person", "監査係", "--reason", "次の改定で直すため")


@pytest.fixture
def registry(piadiff, tmp_path):
    folder = tmp_path / "保管庫"
    assert piadiff("import", SLIPS, *JUUTEN, "--registry", folder)[0] == 0
    return folder


@pytest.fixture
def audit(piadiff, registry):
    """Audit the registry; gives the exit status and the JSON object."""

    def call(*args):
        status, out, _ = piadiff("audit", "--registry", registry, "--json", *args)
        return status, json.loads(out)

    return call


def places(found):
    return [(seen["form"], seen["check"], seen["row"], seen["path"]) for seen in found]


def slip(audit, check="A02"):
    """The path of the form with slips, and one observation on it."""
    return next(seen for seen in audit()[1]["observations"] if seen["check"] == check and seen["row"])


def test_an_accepted_observation_is_listed_and_stops_nobody(piadiff, registry, audit):
    before = audit("--select", "A02")[1]["observations"]
    seen = slip(audit)
    call = ("accept", seen["form"], "A02", "--registry", registry, "--row", seen["row"], "--path", seen["path"], *WHO)
    assert piadiff(*call)[0] == 0
    status, found = audit("--select", "A02")
    assert places(found["observations"]) == places(before)
    assert [(a["row"], a["path"], a["person"]) for a in found["accepted"]] == [(seen["row"], seen["path"], "監査係")]
    left = [o for o in found["observations"] if not o["accepted"] and o["level"] != "info"]
    assert status == (1 if left else 0)
    for other in left:
        assert piadiff("accept", other["form"], "A02", "--registry", registry, "--row", other["row"], *WHO)[0] == 0
    status, out, _ = piadiff("audit", "--registry", registry, "--select", "A02")
    assert status == 0
    assert "受容済み" in out and "監査係「次の改定で直すため」" in out
    assert audit("--select", "A02")[0] == 0
    assert audit()[0] == 1


def test_an_entry_past_its_day_counts_again_and_is_told(piadiff, registry, audit):
    seen = slip(audit)
    call = (
        "accept",
        seen["form"],
        "A02",
        "--registry",
        registry,
        "--row",
        seen["row"],
        *WHO,
        "--until",
        "令和9年3月31日",
    )
    assert piadiff(*call, "--as-of", "2026-04-01")[0] == 0
    assert piadiff(*call, "--as-of", "2026-02-01")[0] == 2
    assert audit("--as-of", "2027-03-31")[1]["expired"] == []
    status, found = audit("--as-of", "2027-04-01")
    assert (status, found["accepted"]) == (1, [])
    assert [(e["row"], e["until"], e["entry"]) for e in found["expired"]] == [(seen["row"], "2027-03-31", 1)]
    assert "受容の期限切れ: 監査係" in piadiff("audit", "--registry", registry, "--as-of", "2027-04-01")[1]
    assert piadiff(*call, "--as-of", "2028-01-01")[0] == 2


def test_an_entry_ends_when_what_was_seen_changes(piadiff, registry, audit):
    seen = slip(audit)
    assert piadiff("accept", seen["form"], "A02", "--registry", registry, "--row", seen["row"], *WHO)[0] == 0
    file = registry / FILE
    text = file.read_text(encoding="utf-8")
    assert seen["fingerprint"] in text
    file.write_text(text.replace(seen["fingerprint"], "0" * 12), encoding="utf-8")
    status, found = audit("--select", "A02")
    assert (status, found["accepted"], [u["row"] for u in found["unused"]]) == (1, [], [seen["row"]])


def test_unused_entries_are_told_only_where_their_check_and_form_were_audited(piadiff, registry, audit):
    entries = "".join(
        f"- {{check: {check}, form: '{form}', row: 99, person: 係, reason: 理由, until: 2026-03-31}}\n"
        for check, form in (("A02", "12"), ("A03", "12"), ("A02", "廃止された事務-基礎"))
    )
    (registry / FILE).write_text(f"schema: piadiff/accepted/1\naccepted:\n{entries}", encoding="utf-8")
    assert [unused["entry"] for unused in audit()[1]["unused"]] == [1, 2, 3]
    assert [unused["entry"] for unused in audit("--select", "A02")[1]["unused"]] == [1, 3]
    assert [unused["entry"] for unused in audit("--ignore", "A02=別に見るため")[1]["unused"]] == [2]
    form = registry / "みほん市長" / "12-基礎.yaml"
    one = json.loads(piadiff("audit", form, "--registry", registry, "--json")[1])
    assert [unused["entry"] for unused in one["unused"]] == [1, 2]
    assert "使われなかった受容（3件）" in piadiff("audit", "--registry", registry)[1]


def test_a_register_may_lie_elsewhere_and_serve_a_single_file(piadiff, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "受容.yaml"
    assert piadiff("accept", SLIPS, "A02", "--accepted", file, "--row", 9, *WHO)[0] == 0
    found = json.loads(piadiff("audit", SLIPS, "--accepted", file, "--json")[1])
    assert [(a["check"], a["row"]) for a in found["accepted"]] == [("A02", 9)]
    assert json.loads(piadiff("audit", SLIPS, "--json")[1])["accepted"] == []
    assert piadiff("accept", SLIPS, "A02", "--row", 9, *WHO)[0] == 2


def test_all_observations_of_a_check_need_the_word_all(piadiff, audit, registry):
    seen = [o for o in audit()[1]["observations"] if o["level"] != "info"]
    check = max({o["check"] for o in seen}, key=lambda c: sum(o["check"] == c for o in seen))
    form = next(o["form"] for o in seen if o["check"] == check)
    wanted = [o for o in seen if (o["check"], o["form"]) == (check, form)]
    assert len(wanted) > 1
    status, _, err = piadiff("accept", form, check, "--registry", registry, *WHO)
    assert (status, "--all" in err, wanted[0]["fingerprint"] in err) == (2, True, True)
    assert not (registry / FILE).exists()
    assert piadiff("accept", form, check, "--registry", registry, *WHO, "--all")[0] == 0
    assert piadiff("accept", form, check, "--registry", registry, *WHO, "--all")[0] == 0
    assert (registry / FILE).read_text(encoding="utf-8").count("- check:") == len(wanted)
    assert len(audit("--select", check)[1]["accepted"]) == len(wanted)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("12", "A99X", *WHO), "検査「A99X」はありません"),
        (("99", "A02", *WHO), "評価書「99」がありません"),
        (("12", "A02", "--row", "77", *WHO), "その場所にありません"),
        (("12", "A02", "--row", "0", *WHO), "1 以上の数です"),
        (("12", "A02", "--row", "9", "--person", "係", "--reason", " "), "--reason が空です"),
        (("12", "A02", "--row", "9", "--person", "係"), "reason"),
        (("12", "A02", "--row", "9", *WHO, "--until", "2020-01-01"), "点検の日"),
        (("12", "A02", "--row", "9", *WHO, "--until", "そのうち"), "日付"),
    ],
)
def test_what_cannot_be_accepted_is_told_and_writes_nothing(piadiff, registry, args, words):
    status, _, err = piadiff("accept", *args, "--registry", registry)
    assert (status, words in err, "対処" in err) == (2, True, True)
    assert not (registry / FILE).exists()


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"accepted: [", b"schema: piadiff/accepted/1\naccepted:\n- {check: A02}\n"]
)
def test_a_broken_register_stops_the_audit_with_file_and_remedy(piadiff, registry, content):
    (registry / FILE).write_bytes(content)
    for call in (("audit",), ("accept", "12", "A02", "--row", 9, *WHO)):
        status, out, err = piadiff(*call, "--registry", registry)
        assert (status, out) == (2, "")
        assert FILE in err and "対処" in err
    assert (registry / FILE).read_bytes() == content


def test_a_number_that_two_forms_share_is_refused(piadiff, registry, tmp_path):
    other = tmp_path / "よそ.yaml"
    text = SLIPS.read_text(encoding="utf-8")
    other.write_text(text.replace("評価実施機関: みほん市長", "評価実施機関: よそのみほん市長"), encoding="utf-8")
    assert piadiff("import", other, "--registry", registry)[0] == 0
    assert "どれか決められません" in piadiff("accept", "12", "A02", "--registry", registry, "--row", 9, *WHO)[2]
    entry = "- {check: A02, form: '12', row: 9, person: 係, reason: 理由}\n"
    (registry / FILE).write_text(f"schema: piadiff/accepted/1\naccepted:\n{entry}", encoding="utf-8")
    status, _, err = piadiff("audit", "--registry", registry)
    assert (status, "accepted > 1番目 > form" in err) == (2, True)


@pytest.mark.parametrize("ignore", ["A02", "A02=", "A02= ", "=理由", "A99X=理由"])
def test_a_check_left_out_needs_an_id_and_a_reason(piadiff, registry, ignore):
    status, out, err = piadiff("audit", "--registry", registry, "--ignore", ignore)
    assert (status, out, "対処" in err) == (2, "", True)


def test_what_was_left_out_is_told(audit, piadiff, registry):
    assert audit("--ignore", "A02=別に見るため")[1]["ignored"] == [{"check": "A02", "reason": "別に見るため"}]
    assert "除いた検査 A02: 別に見るため" in piadiff("audit", "--registry", registry, "--ignore", "A02=別に見るため")[1]


def test_a_person_can_keep_the_register_in_git_beside_the_forms(piadiff, registry):
    assert piadiff("accept", "12", "A02", "--registry", registry, "--row", 9, *WHO)[0] == 0
    copy = registry.parent / "写し"
    shutil.copytree(registry, copy)
    assert piadiff("import", *sorted((CORPORA / "kiso-jidou-teate").glob("2019*.yaml")), "--registry", copy)[0] == 0
    assert [a["row"] for a in json.loads(piadiff("audit", "--registry", copy, "--json")[1])["accepted"]] == [9]


def test_which_day_a_last_day_is_held_against_is_said(piadiff, registry):
    assert piadiff("audit", "--registry", registry)[2] == ""
    call = ("accept", "12", "A02", "--registry", registry, "--row", 9, *WHO, "--as-of", "2026-04-01")
    assert piadiff(*call)[0] == 0
    assert "until: 2027-05-06" in (registry / FILE).read_text(encoding="utf-8")
    assert piadiff(*call, "--until", "2027-03-31")[0] == 0
    assert "公表日の時点で見ました" in piadiff("audit", "--registry", registry)[2]
    assert piadiff("audit", "--registry", registry, "--as-of", "2027-01-01")[2] == ""


def test_a_register_that_cannot_be_written_is_told(piadiff, registry):
    (registry / FILE).mkdir()
    before = sorted(registry.iterdir())
    status, _, err = piadiff("accept", "12", "A02", "--registry", registry, "--row", 9, *WHO)
    assert (status, FILE in err, "対処" in err) == (2, True, True)
    assert sorted(registry.iterdir()) == before


def test_the_audit_goes_by_the_policy_of_the_registry(piadiff, tmp_path):
    late = tmp_path / "事後.yaml"
    text = max((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml")).read_text(encoding="utf-8")
    late.write_text(text.replace("提出時期: 事前", "提出時期: 事後"), encoding="utf-8")
    call = ("audit", late, "--registry", tmp_path, "--select", "A04B", "--json")
    seen = json.loads(piadiff(*call)[1])["observations"]
    assert seen
    name = seen[0]["message"].partition("（")[2].rpartition("）")[0]
    rule = next(rule.id for rule in rules() if rule.name == name)
    policy = "overrides:\n  {}: {{verdict: {}, reason: 条例により別に扱うため}}\n"
    (tmp_path / "piadiff-policy.yaml").write_text(policy.format(rule, "再実施"), encoding="utf-8")
    left = {o["row"] for o in json.loads(piadiff(*call)[1])["observations"]}
    assert left < {o["row"] for o in seen}
    (tmp_path / "piadiff-policy.yaml").write_text(policy.format(rule, "軽微"), encoding="utf-8")
    status, out, err = piadiff(*call)
    assert (status != 0, out, "軽く" in err, "piadiff decide" in err) == (True, "", True, True)


def test_the_report_counts_only_what_nobody_accepted(piadiff, registry, audit, tmp_path):
    def counted():
        assert piadiff("report", "--registry", registry, "-o", tmp_path / "頁", "--reproducible")[0] == 0
        page = next(
            file
            for file in (tmp_path / "頁").glob("*.html")
            if file.name != "index.html" and seen["message"] in file.read_text("utf-8")
        )
        return page.read_text(encoding="utf-8").count("受容済み</span>"), page.read_text(encoding="utf-8")

    seen = slip(audit)
    assert counted()[0] == 0
    piadiff("accept", seen["form"], "A02", "--registry", registry, "--row", seen["row"], "--path", seen["path"], *WHO)
    number, page = counted()
    assert number == 1
    assert "監査係「次の改定で直すため」" in page


def test_an_acceptance_that_soon_ends_and_one_that_nothing_needed_stand_in_the_report(piadiff, registry, tmp_path):
    call = ("accept", "12", "A02", "--registry", registry, "--row", 9, *WHO, "--until", "2026-04-20")
    assert piadiff(*call, "--as-of", "2026-04-01")[0] == 0
    with (registry / FILE).open("a", encoding="utf-8") as file:
        file.write("- {check: A03, form: '12', row: 99, person: 係, reason: 済んだ話, until: 2026-04-20}\n")
    out = piadiff("audit", "--registry", registry, "--as-of", "2026-04-05")[1]
    assert "あと 15日で期限が切れます" in out
    pages = tmp_path / "報告"
    assert piadiff("report", "--registry", registry, "-o", pages, "--as-of", "2026-04-05")[0] == 0
    page = next(pages.glob("*12-*.html")).read_text(encoding="utf-8")
    assert "次の改定で直すため" in page and "あと 15日で期限が切れます" in page
    assert "済んだ話" in (pages / "index.html").read_text(encoding="utf-8")


def test_a_registry_survives_a_form_that_cannot_be_read(piadiff, registry, audit, tmp_path):
    before = {place for place in places(audit()[1]["observations"]) if "12-" in place[0]}
    bad = next(registry.glob("*/*重点.yaml"))
    name = f"みほん市長/{bad.name}"
    bad.write_text("これは評価書ではありません: [", encoding="utf-8")
    git = ("git", "-C", str(registry), "-c", "user.name=係", "-c", "user.email=k@example.invalid")
    subprocess.run([*git, "commit", "-q", "-a", "-m", "直した"], check=True)
    status, found = audit()
    lost = [seen for seen in found["observations"] if seen["check"] == "A41"]
    commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout[:10]
    assert (status, [(seen["form"], seen["level"]) for seen in lost]) == (1, [(name, "error")])
    assert commit in lost[0]["message"]
    assert before <= set(places(found["observations"]))
    assert piadiff("report", "--registry", registry, "-o", tmp_path / "報告")[0] == 0
    assert commit in (tmp_path / "報告" / "index.html").read_text(encoding="utf-8")


def test_a_version_whose_content_is_gone_is_an_error_with_its_name(registry, audit):
    git = ("git", "-C", str(registry))
    path = next(registry.glob("*/*重点.yaml")).relative_to(registry)
    oldest = subprocess.run(
        [*git, "rev-list", "--reverse", "HEAD", "--", path], check=True, capture_output=True, text=True
    ).stdout.split()[0]
    blob = subprocess.run([*git, "rev-parse", f"{oldest}:{path}"], check=True, capture_output=True, text=True).stdout
    for pack in (registry / ".git" / "objects" / "pack").glob("*.pack"):
        kept = pack.read_bytes()
        pack.unlink()
        subprocess.run([*git, "unpack-objects", "-q"], input=kept, check=True)
    (registry / ".git" / "objects" / blob[:2] / blob[2:].strip()).unlink()
    status, found = audit()
    (lost,) = [seen for seen in found["observations"] if seen["check"] == "A41"]
    assert (status, oldest[:10] in lost["message"], str(path) in lost["message"]) == (1, True, True)
    assert {seen["form"] for seen in found["observations"]} >= {str(path)}


def test_the_checks_are_listed_and_explained(piadiff):
    status, out, _ = piadiff("checks", "--json")
    listed = json.loads(out)
    assert (status, listed["schema"]) == (0, "piadiff/checks/1")
    assert {"A01", "A41"} <= {check["id"] for check in listed["checks"]}
    assert all(check["title"] and check["clause"] and check["level"] for check in listed["checks"])
    status, out, _ = piadiff("checks", "a02")
    assert (status, "変更後の記載が現在の評価書にありません" in out, "--select A02" in out) == (0, True, True)
    assert piadiff("checks")[1].count("\n") > len(listed["checks"])
    status, _, err = piadiff("checks", "A99X")
    assert (status, "A99X" in err, "piadiff checks" in err) == (2, True, True)


def test_an_observation_is_told_with_the_title_of_its_check(piadiff):
    out = piadiff("audit", SLIPS)[1]
    assert "[A02] Ⅰ-1-③、変更箇所 9行目　変更後の記載が現在の評価書にありません" in out


@pytest.fixture
def table(piadiff, registry, tmp_path):
    """The table of findings of the form with slips, as a report writes it, to be filled in and saved."""
    status, out, err = piadiff("report", "--registry", registry, "-o", tmp_path / "頁", "--reproducible", "--json")
    assert status == 0, err
    name = next(name for name in json.loads(out)["files"] if name.endswith(".xlsx") and "重点" not in name)
    book = openpyxl.load_workbook(tmp_path / "頁" / name)
    heads = {cell.value: cell.column for cell in book.active[1]}

    def fill(lines):
        for row, cells in lines:
            for head, value in cells.items():
                book.active.cell(row, heads[head], value)
        book.save(tmp_path / "記入.xlsx")
        return tmp_path / "記入.xlsx"

    fill.rows = [
        {head: book.active.cell(row, column).value or "" for head, column in heads.items()}
        for row in range(2, book.active.max_row + 1)
    ]
    return fill


def answer(response, remark="次の改定で直す", person="監査係", until="令和8年12月1日"):
    return {"対応": response, "所見": remark, "担当者": person, "期限": until}


def test_a_table_that_a_department_filled_in_is_read_back(piadiff, registry, table, audit):
    source = table([(2, answer("受容")), (3, answer("受容", until=date(2026, 12, 1))), (4, answer("修正する", remark=""))])
    call = ("accept", "--from", source, "--registry", registry, "--as-of", "2026-11-21")
    status, out, err = piadiff(*call)
    assert status == 0, err
    assert "受容 2件を記録しました" in out
    assert "記録しない対応: 修正する 1" in out
    accepted = audit("--as-of", "2026-11-21")[1]["accepted"]
    assert {(each["check"], each["person"], each["until"]) for each in accepted} == {
        (table.rows[number]["検査"], "監査係", "2026-12-01") for number in (0, 1)
    }
    before = (registry / FILE).read_bytes()
    assert "受容 0件を記録しました（すでにあるもの 2件）" in piadiff(*call)[1]
    assert (registry / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        (answer("受け入れ"), "対応「受け入れ」は使えません"),
        (answer("受容", remark=""), "所見（受容する理由）が空です"),
        (answer("受容", person=""), "担当者が空です"),
        (answer("受容", until="来年"), "期限「来年」は日付として読めません"),
        (answer("受容", until="令和20年1月1日"), "までの間にありません"),
    ],
)
def test_a_line_that_cannot_be_taken_stops_the_whole_table_and_is_named(piadiff, registry, table, filled, words):
    source = table([(2, answer("受容")), (3, filled)])
    status, _, err = piadiff("accept", "--from", source, "--registry", registry, "--as-of", "2026-11-21")
    assert status == 2
    assert "記入.xlsx 3行目" in err
    assert words in err
    assert not (registry / FILE).exists()


def test_a_line_whose_observation_is_gone_is_told_and_not_recorded(piadiff, registry, table):
    source = table([(2, {**answer("受容"), "識別子": "0" * 12})])
    status, out, _ = piadiff("accept", "--from", source, "--registry", registry, "--as-of", "2026-11-21")
    assert status == 0
    assert "もう見つからない点です" in out
    assert not (registry / FILE).exists()


def test_a_file_that_is_no_table_of_findings_is_refused(piadiff, registry, tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "検査"
    book.save(tmp_path / "別.xlsx")
    status, _, err = piadiff("accept", "--from", tmp_path / "別.xlsx", "--registry", registry)
    assert status == 3
    assert "「識別子」" in err


def test_the_report_shows_what_was_accepted_and_what_was_decided_by_whom_and_why(piadiff, registry, table, tmp_path):
    first, second = (f"{path.stem}:{FOCUSED}" for path in JUUTEN)
    call = ("decide", first, second, "1", "--registry", registry, "--person", "見本 花子", "--timing", "事前")
    status, out, err = piadiff(*call, "--reason", "所管と相談した")
    assert status == 0, err
    source = table([(2, answer("受容"))])
    assert piadiff("accept", "--from", source, "--registry", registry, "--as-of", "2026-11-21")[0] == 0
    assert piadiff("report", "--registry", registry, "-o", tmp_path / "後", "--as-of", "2026-11-21")[0] == 0
    told = {}
    for page in (tmp_path / "後").glob("*[基重]*.html"):
        for row in re.findall(r'<tr class="seen".*?</tr>', page.read_text(encoding="utf-8"), re.DOTALL):
            told.setdefault(re.search('data-state="([^"]+)"', row)[1], []).append(row)
    assert len(told["受容"]) == 1
    assert "監査係「次の改定で直す」" in told["受容"][0]
    assert told["決定"]
    assert all("見本 花子「所管と相談した」" in row for row in told["決定"])
    again = next((tmp_path / "後").glob("*重点-所見.xlsx"))
    status, out, err = piadiff("accept", "--from", again, "--registry", registry, "--as-of", "2026-11-21")
    assert (status, err) == (0, "")
    assert "受容 0件" in out


def test_an_acceptance_past_its_day_leaves_the_finding_open(piadiff, registry, table, tmp_path):
    source = table([(2, answer("受容"))])
    assert piadiff("accept", "--from", source, "--registry", registry, "--as-of", "2026-11-21")[0] == 0
    assert piadiff("report", "--registry", registry, "-o", tmp_path / "後", "--as-of", "2027-03-01")[0] == 0
    rows = "".join(page.read_text(encoding="utf-8") for page in (tmp_path / "後").glob("*基礎.html"))
    (over,) = [row for row in re.findall(r'<tr class="seen".*?</tr>', rows, re.DOTALL) if "監査係" in row]
    assert 'data-state="未対応"' in over
    assert "受容の期限切れ" in over


def test_a_table_comes_back_after_the_last_day_of_what_stood_in_it_before(piadiff, registry, table):
    source = table([(2, answer("受容")), (3, answer("受容", until="令和9年6月1日"))])
    assert piadiff("accept", "--from", source, "--registry", registry, "--as-of", "2026-11-21")[0] == 0
    before = (registry / FILE).read_bytes()
    later = ("accept", "--from", source, "--registry", registry, "--as-of", "2026-12-20")
    status, out, err = piadiff(*later)
    assert (status, err) == (0, "")
    assert "受容 0件を記録しました（すでにあるもの 2件）" in out
    assert (registry / FILE).read_bytes() == before
