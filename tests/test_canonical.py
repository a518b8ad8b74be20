"""Canonical YAML: lossless, one sentence per line, hostile input refused with file and key."""

import dataclasses
import difflib
from datetime import date

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from piadiff import canonical
from piadiff.canonical import yaml_parts
from piadiff.canonical.lines import from_lines, to_lines
from piadiff.canonical.yaml_text import Block, read, write
from piadiff.errors import PiadiffError, UnreadableSourceError
from piadiff.model import (
    ChangeRow,
    Form,
    FormKind,
    Header,
    Item,
    ItemKind,
    ItemPath,
    Unassigned,
    Uncertain,
    parse_path,
)
from piadiff.templates import for_kind
from tests.effort import examples

FULL = for_kind(FormKind.FULL)
PLACES = [item for item in FULL.items if item.kind is not None]
ODD = [
    "𠮷野",
    "\u0085",
    "\u2028",
    "\t",
    " ",
    "　",
    "\r\n",
    "\n",
    "↪",
    "↪↪",
    "#",
    "。",
    "）",
    "yes",
    "2024-09-10",
    "1:30",
    "~",
    "- ",
    ": ",
    "---",
    "か\u3099",
    "\x07",
    "\ufeff",
    "'",
    '"',
    "\\",
    "%",
    "|",
    "住民票の記載",
]
texts = st.one_of(st.lists(st.sampled_from(ODD), max_size=12).map("".join), st.text(max_size=20))


doubts = st.builds(Uncertain, row=st.one_of(st.none(), st.integers(1, 99)), reason=texts)


def path_of(pattern: str, file: str) -> ItemPath:
    """An address for a template pattern."""
    return (
        parse_path(pattern.replace("(*)", "(F)").replace("*", "1"))
        if "(*)" not in pattern
        else dataclasses.replace(parse_path(pattern.replace("(*)", "(F)").replace("*", "1")), file=file)
    )


@st.composite
def items(draw):
    known = draw(st.sampled_from(PLACES))
    value = draw(st.lists(texts, max_size=3).map(tuple)) if known.kind is ItemKind.CHECKS else draw(texts)
    file = draw(st.sampled_from(["住民基本台帳ファイル", "A(B)", "x-y", "#1: 名簿"]))
    doubt = draw(st.one_of(st.none(), doubts))
    return Item(
        path_of(known.pattern, file),
        known.label,
        known.kind,
        value,
        undetermined=draw(st.booleans()),
        uncertain=doubt,
    )


@st.composite
def strays(draw):
    kind = draw(st.sampled_from(list(ItemKind)))
    value = draw(st.lists(texts, max_size=3).map(tuple)) if kind is ItemKind.CHECKS else draw(texts)
    path = ItemPath("別紙1", "", draw(st.sampled_from([(), ("1",)])))
    return Item(path, draw(texts), kind, value, tuple(draw(st.lists(texts, max_size=2))), draw(st.booleans()))


days = st.one_of(st.none(), st.dates(min_value=date(2014, 4, 1)))
rows = st.builds(
    ChangeRow,
    row=st.integers(1, 99),
    date_raw=texts,
    item_raw=texts,
    before=texts,
    after=texts,
    timing=st.sampled_from(["", "事前", "事後"]),
    explanation=texts,
    date=days,
    items=st.lists(
        st.sampled_from([ItemPath("共通"), parse_path("Ⅰ-1-②-なお書き"), ItemPath("Ⅱ", "台帳)(甲", ("2", "③"))]),
        max_size=2,
    ).map(tuple),
)
headers = st.builds(
    Header,
    kind=st.just(FormKind.FULL),
    template=st.just("様式4"),
    revision=st.sampled_from(["", "令和6年10月"]),
    number=texts,
    title=texts,
    organ=texts,
    published=days,
)
forms = st.builds(
    Form,
    header=headers,
    items=st.lists(st.one_of(items(), strays()), max_size=5, unique_by=lambda item: item.path).map(tuple),
    changes=st.lists(rows, max_size=3).map(tuple),
    unassigned=st.lists(st.builds(Unassigned, line=st.integers(0, 9999), text=texts), max_size=2).map(tuple),
    reconstructed=st.booleans(),
    unproven=st.lists(st.tuples(st.sampled_from([ItemPath("別紙9"), parse_path("Ⅱ(台帳)-9")]), doubts), max_size=1).map(
        tuple
    ),
)


def form(*items: Item, **more) -> Form:
    """A 全項目評価書 of みほん市."""
    header = Header(
        FormKind.FULL, "様式4", "令和6年10月", "7", "みほん事務　全項目評価書", "みほん市長", date(2025, 4, 1)
    )
    return Form(header, items, **more)


def text_item(value: str, path: str = "Ⅰ-1-②") -> Item:
    address = parse_path(path)
    known = FULL.item(address)
    return Item(address, known.label, known.kind, value, known.options, known.significant)


@given(forms)
@examples(150)
def test_reads_back_what_was_written(given_form):
    written = canonical.dump(given_form)
    read_back = canonical.load(written, "見本.yaml")
    assert read_back == canonical.canonical(given_form)
    assert canonical.dump(read_back) == written


@given(forms)
@examples(60)
def test_any_yaml_parser_sees_the_same_texts(given_form):
    written = canonical.dump(given_form)
    plain = yaml.safe_load(written)
    assert [type(key) for key in plain["項目"]] == [str] * len(given_form.items)
    ours = read(written, "見本.yaml")
    for mine, theirs in zip(ours["変更箇所"], plain["変更箇所"], strict=True):
        assert mine["変更前の記載"] == theirs["変更前の記載"]
        assert mine["項目"] == theirs["項目"]


@given(st.lists(st.one_of(st.sampled_from(["↪", "。", "\n", "）", "あ"]), st.characters()), max_size=30).map("".join))
@example("↪↪あ。↪い。う\n↪")
def test_our_line_breaks_can_be_told_from_the_published_ones(text):
    assert from_lines(to_lines(text)) == text


@given(
    st.recursive(
        texts, lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(texts, deeper, max_size=3), max_leaves=8
    )
)
@examples(100)
def test_the_written_subset_is_yaml(value):
    assert read(write({"値": value}), "x") == {"値": value}


@pytest.mark.parametrize(
    "text", ["\t先頭", "  字下げ", "\n空行から", "末尾は空行でない\n\n中", "# 注", "--- 区切り", "𠮷\t田"]
)
def test_block_text_keeps_its_shape(text):
    written = write({"値": Block(text)})
    assert written.startswith("値: |")
    assert read(written, "x") == {"値": text}


@given(forms, st.data())
@examples(300)
def test_entries_read_one_by_one_are_what_the_whole_file_says(given_form, data):
    """Also of a file that a person has edited, and with what was kept of it before."""
    text = canonical.dump(given_form)
    assert yaml_parts.read(text, "x") == read(text, "x")
    pieces = ["  ", "\n", "'", '"', ": ", "- ", "|", "|+", "? ", "#", "{", "]", "&a ", "\t", "\r", "\n\n", "---\n"]
    for _ in range(3):
        at, cut = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(st.sampled_from(pieces)) + text[at + cut :]
        assert _told(yaml_parts.read, text) == _told(read, text)


def _told(reader, text):
    try:
        return reader(text, "x")
    except PiadiffError as error:
        return str(error)


def test_a_long_key_is_still_a_key():
    document = {"長" * 700: "値", "次": "値"}
    assert read(write(document), "x") == document


@pytest.mark.parametrize(
    "value", ["yes", "2024-09-10", "1:30", "0o17", "12e3", "=", "~", "null", "0x1F", "001", "1_000"]
)
def test_words_other_parsers_would_convert_are_quoted(value):
    choice = text_item(value, "Ⅰ-1-③")
    assert yaml.safe_load(canonical.dump(form(choice)))["項目"]["Ⅰ-1-③"] == value


def test_one_changed_phrase_is_two_changed_lines():
    old = text_item("①届出を受ける。②台帳に記載する。③通知する。\n別の段落である。")
    new = dataclasses.replace(old, value=old.value.replace("台帳に記載", "台帳へ記録"))
    texts = [canonical.dump(form(item)).splitlines() for item in (old, new)]
    changed = [line for line in difflib.ndiff(*texts) if line[0] in "+-"]
    assert changed == ["-     ↪②台帳に記載する。", "+     ↪②台帳へ記録する。"]


def test_stored_text_is_nfc_without_trailing_blanks():
    item = text_item("か\u3099く　 \r\n次\u2028末 \n\n")
    assert canonical.load(canonical.dump(form(item)), "x").items[0].value == "がく\n次\n末"


def test_labels_options_and_marks_come_from_the_template():
    item = text_item("本文")
    loose = dataclasses.replace(item, label="別の読み", options=("甲",), significant=not item.significant)
    assert canonical.load(canonical.dump(form(loose)), "x").items == (item,)


def test_items_outside_the_template_carry_what_they_are():
    extra = Item(parse_path("別紙1"), "提供先の一覧", ItemKind.TEXT, "1 甲\n2 乙", significant=True)
    written = canonical.dump(form(extra))
    assert "項目名: 提供先の一覧" in written
    assert canonical.load(written, "x").items == (extra,)


def test_two_items_at_one_address_are_not_dropped_in_silence():
    with pytest.raises(UnreadableSourceError, match="2回"):
        canonical.dump(form(text_item("甲"), text_item("乙")))


def broken(old: str, new: str) -> str:
    """A canonical text with one thing replaced."""
    row = ChangeRow(1, "令和7年4月1日", "Ⅰ－１－②", "甲", "乙", "事後", "", date(2025, 4, 1), (parse_path("Ⅰ-1-②"),))
    checks = Item(parse_path("Ⅰ-2-システム1-③"), "", ItemKind.CHECKS, ("庁内連携システム",))
    good = canonical.dump(form(text_item("本文。続き。"), checks, changes=(row,)))
    assert old in good
    canonical.load(good, "見本.yaml")
    return good.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("schema: piadiff/form/1", "schema: piadiff/form/9", "見本.yaml", "正準形"),
        ("schema: piadiff/form/1", "a: b", "見本.yaml", "正準形"),
        ("種類: 全項目", "種類: 全部", "評価書 > 種類", "基礎"),
        ("  種類: 全項目\n", "", "評価書", "種類"),
        ("公表日: 2025-04-01", "公表日: 令和7年4月1日", "評価書 > 公表日", "日付"),
        ("公表日: 2025-04-01", "公開日: x", "評価書", "公開日"),
        ("行: 1", "行: 一", "変更箇所 > 1番目 > 行", "番号"),
        ("行: 1", "行: [1]", "変更箇所 > 1番目 > 行", "文字列"),
        ("  Ⅰ-1-②: |-\n    本文。\n    ↪続き。", "  Ⅰ-1-②: {a: b}", "項目 > Ⅰ-1-②", "文字列"),
        ("    本文。\n", "", "項目 > Ⅰ-1-②", "↪"),
        ("    - 庁内連携システム", "    庁内連携システム", "項目 > Ⅰ-2-システム1-③", "一覧"),
        ("  Ⅰ-1-②: |-", "  Ⅱ(-1: |-", "項目 > Ⅱ(-1", "番地"),
        ("  Ⅰ-2-システム1-③:", "  Ⅰ-1-②:", "項目", "2回"),
        ("変更箇所:", "変更箇所: 無し\n未配置:", "変更箇所", "一覧"),
        ("変更箇所:", "未確定の項目: [Ⅰ-9]\n変更箇所:", "未確定の項目", "Ⅰ-9"),
        ("変更箇所:", "読取率: nan\n変更箇所:", "読取率", "0 から 1"),
        ("変更箇所:", "reconstructed: はい\n変更箇所:", "reconstructed", "true"),
        ("変更箇所:", "覚え: &a x\n変更箇所:", "覚え", "別名"),
        ("変更箇所:", "覚え: !!python/object:os.system x\n変更箇所:", "覚え", "型の指定"),
        ("変更箇所:", "覚え: " + "[" * 40 + "]" * 40 + "\n変更箇所:", "覚え", "深すぎ"),
        ("変更箇所:", "? [a]\n: b\n変更箇所:", "行目", "キー"),
        ("変更箇所:", "---\n変更箇所:", "行目", "2つ"),
        ("変更箇所:", "\tx: [", "行目", "YAML"),
        ("種類: 全項目", "種類: \x00", "見本.yaml", "YAML"),
    ],
)
def test_a_broken_file_is_refused_with_place_and_remedy(old, new, place, words):
    with pytest.raises(UnreadableSourceError) as caught:
        canonical.load(broken(old, new), "見本.yaml")
    assert caught.value.where.startswith("見本.yaml")
    assert place in caught.value.where
    assert words in caught.value.message


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
@examples(100)
def test_any_other_text_is_refused_without_a_traceback(text):
    with pytest.raises(UnreadableSourceError):
        canonical.load(text, "見本.yaml")


def test_deep_nesting_and_alias_bombs_are_refused_quickly():
    bomb = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    for hostile in ("[" * 100_000, "{a: " * 100_000, bomb, "- " * 100_000):
        with pytest.raises(UnreadableSourceError):
            canonical.load(hostile, "見本.yaml")
