"""Template files: what a broken one says, and what the shipped ones hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from piadiff.errors import DataError, WrongCallError
from piadiff.model import FormKind, parse_path
from piadiff.templates import Template, catalogue, describe, for_kind, known, load
from piadiff.templates.loader import TemplateStore
from piadiff.text.fold import key

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
BASE = """\
kind: 基礎
name: 様式2
revision: 平成31年1月
in_force: "2019-01-01"
certainty: page
change_table: 変更箇所
sections:
  - key: Ⅰ
    label: 関連情報
    items:
      - {key: "1", label: 事務の名称, kind: text}
      - {key: "2", label: 連携の有無, kind: choice, options: 有無}
  - {key: Ⅱ, label: 判断項目}
"""
ALL = [pytest.param(*pair, id=" ".join(pair)) for pair in known()]


def shelf(folder: Path, **files: str) -> TemplateStore:
    (folder / "options.yaml").write_text("有無: [有, 無]\n", encoding="utf-8")
    (folder / "form2-2019-01.yaml").write_text(BASE, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return TemplateStore(folder)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_says_what_and_where(broken: Path, tmp_path: Path):
    text = broken.read_text(encoding="utf-8")
    says = text.splitlines()[0].removeprefix("# says: ")
    with pytest.raises(DataError) as caught:
        shelf(tmp_path, form2_2024_10=text).load("様式2", "令和6年10月")
    assert says in str(caught.value)
    assert "form2-2024-10.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"), [("有無: []\n", "空か"), ("有無: [有, 有]\n", "2回"), ("有無: 有\n", "一覧")]
)
def test_broken_option_lists(text: str, says: str, tmp_path: Path):
    found = shelf(tmp_path)
    (tmp_path / "options.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=says):
        found.load("様式2", "平成31年1月")


def test_a_file_of_another_name(tmp_path: Path):
    with pytest.raises(DataError, match="form4-2024-10"):
        _ = shelf(tmp_path, yoshiki_2=BASE).files


def test_changes_are_worked_into_the_base(tmp_path: Path):
    later = BASE.split("sections:", maxsplit=1)[0].replace("平成31年1月", "令和6年10月") + (
        "base: 平成31年1月\n"
        "since: {previous: 平成31年1月, certainty: memory, moves: [{from: Ⅰ-2, to: Ⅰ-3}], added: [Ⅰ-2], removed: [Ⅱ]}\n"
        "changes:\n"
        "  remove: [Ⅱ]\n"
        "  renumber: [{from: Ⅰ-2, to: Ⅰ-3}]\n"
        "  replace: [{at: Ⅰ-1, label: 事務の名, certainty: seen}]\n"
        "  add: [{below: Ⅰ, after: '1', node: {key: '2', label: 概要, kind: text, items: [{key: ①, label: 要点}]}}]\n"
    )
    found = shelf(tmp_path, form2_2024_10=later)
    new, old = found.load("様式2", "令和6年10月"), found.load("様式2", "平成31年1月")
    assert [(item.pattern, item.label) for item in new.items] == [
        ("Ⅰ", "関連情報"),
        ("Ⅰ-1", "事務の名"),
        ("Ⅰ-2", "概要"),
        ("Ⅰ-2-①", "要点"),
        ("Ⅰ-3", "連携の有無"),
    ]
    assert [item.label for item in old.items] == ["関連情報", "事務の名称", "連携の有無", "判断項目"]
    assert new.since is not None
    assert new.since.added == ["Ⅰ-2", "Ⅰ-2-①"]
    assert new.items[1].certainty == "seen"


@pytest.mark.parametrize(("name", "revision"), ALL)
def test_every_shipped_template_is_complete(name: str, revision: str):
    template = load(name, revision)
    assert (template.name, template.revision) == (name, revision)
    assert template.in_force
    assert {item.certainty for item in template.items} <= {"seen", "page", "memory"}
    assert template.certainty == "seen" or template.note
    for item in template.items:
        path = parse_path(item.pattern.replace("(*)", "(みほんファイル)").replace("*", "2"))
        assert template.item(path) is item
        assert template.nearest(path.child("なお書き")) is item
        assert bool(item.options) == (item.kind in {"choice", "checks"})


def test_what_the_law_marks():
    """※ of the 別表: none in 様式2; in 様式4 not the count of persons nor 重大事故, but 保管場所 and the measures."""
    marked = {
        name: {item.pattern for item in load(name).items if item.significant} for name in ("様式2", "様式3", "様式4")
    }
    assert not marked["様式2"]
    assert {"Ⅰ-1-②", "Ⅱ(*)-6-①", "Ⅳ-3", "別添1-備考"} <= marked["様式4"]
    assert not {"Ⅰ-1-③", "Ⅲ(*)-7-リスク1-⑨", "Ⅲ(*)-7-リスク1-⑨-その内容", "Ⅵ-2-④"} & marked["様式4"]
    assert {"Ⅱ(*)-6", "Ⅲ(*)-10"} <= marked["様式3"]
    assert not {"Ⅰ-1-②", "Ⅱ(*)-3-⑤", "Ⅲ(*)-7-リスク-②"} & marked["様式3"]


def test_a_stamp_between_two_revisions_gets_the_one_before():
    assert for_kind(FormKind.BASIC, "平成29年5月").revision == "平成26年4月"
    assert for_kind(FormKind.BASIC, "令和２年４月").revision == "平成31年1月"
    assert for_kind(FormKind.FULL, "平成31年1月").revision == "平成31年1月"
    assert for_kind(FormKind.FULL, "").revision == "令和6年10月"
    assert for_kind(FormKind.FULL, "読めない印").revision == "令和6年10月"


def test_an_unknown_form_names_the_known_ones():
    with pytest.raises(WrongCallError, match="様式4 令和6年10月"):
        load("様式9")


def test_a_description_says_what_is_uncertain():
    found = describe("様式2")
    assert found["revision"] == "令和6年10月"
    assert "Ⅳ-8" in found["uncertain"]
    by_path = {item["path"]: item for item in found["items"]}
    assert "一般的な知識" in by_path["Ⅳ-11-対策"]["note"]
    assert by_path["Ⅰ-1-②"]["label"] == "事務の概要"
    assert by_path["Ⅰ-1-②"] | {"kind": "text", "significant": False} == by_path["Ⅰ-1-②"]
    assert [entry["revision"] for entry in catalogue() if entry["name"] == "様式2"] == [
        r for n, r in known() if n == "様式2"
    ]


@pytest.mark.seeds
@pytest.mark.parametrize(("number", "name"), [("000", "様式2"), ("003", "様式4")])
def test_printed_labels_are_those_of_published_forms(seed, number: str, name: str):
    """Every label that claims to be seen is printed in a real form, as far as the form's text is whole."""
    text = key(seed(number).read_text(encoding="utf-8"))
    template: Template = load(name)
    seen = [item for item in template.items if item.certainty == "seen" and item.pattern != "表紙"]
    absent = [item.pattern for item in seen for label in (item.label, *item.options) if key(label) not in text]
    allowed = {"Ⅳ-3-目的を超えた紐付け", "Ⅳ-11"} if number == "000" else set()
    assert set(absent) <= allowed
