"""Forms as an office may fill them in: every sample of みほん市 with other values, files, groups and rows."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from piadiff import canonical
from piadiff.model import Form, Item, ItemKind, ItemPath, Unassigned
from piadiff.readers.change_table.rows import RawRow, number_rows
from piadiff.readers.header import read_header
from piadiff.readers.row_items import with_resolved_rows
from piadiff.templates import Template, for_kind
from piadiff.text import key

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SAMPLES = sorted(CORPORA.rglob("*.yaml"))
FILES = ["収納ファイル", "（仮称）宛名ファイル", "住民税（市）ファイル", "Ⅱ　基本情報ファイル", "個人番号-連携ファイル"]
_SENTENCES = [
    "・記録を毎月点検する。",
    "①窓口で本人に確かめる。",
    "　一字下げた行",
    "=SUM(A1:A3)",
    "+81-3-0000-0000",
    "-（該当なし）",
    "@みほん市",
    "'引用",
    "_x0041_という文字",
    "<b>&amp;",
    "|縦棒|",
    "[○]紙　[　]電子メール",
    "[　十分である　]",
    "＜選択肢＞",
    "1）実施する",
    "（　1　）　件",
    "○",
    "変更箇所",
    "項目",
    "[令和6年10月　様式4]",
    "（別紙1）見取図",
    "・別添１を参照",
    "令和7年4月1日　時点",
    "終わりの括弧）",
    "",
]


@cache
def load(path: Path) -> Form:
    return canonical.load(path.read_text(encoding="utf-8"), str(path))


def template_of(form: Form) -> Template:
    return for_kind(form.header.kind, form.header.in_use)


@cache
def printed_words(name: str, revision: str) -> list[str]:
    """Labels and options of a form, with their numbers and without."""
    template = next(template_of(load(path)) for path in SAMPLES if _form_of(path) == (name, revision))
    labels = [
        word for item in template.items for word in (item.label, f"{item.key}{item.label}", f"{item.key}．{item.label}")
    ]
    options = [option for item in template.items for option in item.options]
    return sorted({*labels, *options, *(item.field for item in template.items if item.field)})


def _form_of(path: Path) -> tuple[str, str]:
    header = load(path).header
    return header.template, header.revision


def texts(form: Form):
    """Values of several lines in which anything may stand that a form prints."""
    words = st.sampled_from(printed_words(form.header.template, form.header.revision))
    line = st.one_of(
        st.sampled_from(_SENTENCES),
        words,
        st.tuples(words, words).map("　".join),
        st.text("あア漢字Ａaé１1（）「」・※。、　 ", max_size=12),
    )
    lines = st.lists(line, max_size=5).map("\n".join)
    long = st.tuples(line, st.integers(100, 2000)).map(lambda pair: "".join([pair[0], "長い文。" * pair[1]]))
    return st.one_of(lines, lines, lines, long).map(kept)


def kept(text: str) -> str:
    """The text as a published form can hold it."""
    return canonical.canonical_text(text).strip("\n")


@st.composite
def filled_item(draw, form: Form, item: Item) -> Item:
    if draw(st.integers(0, 9)) == 0 and item.path.section != "表紙":
        return dataclasses.replace(item, value=() if item.kind is ItemKind.CHECKS else "", undetermined=True)
    return dataclasses.replace(item, value=draw(_value(form, item)), undetermined=False)


def _value(form: Form, item: Item):
    if item.kind is ItemKind.CHOICE:
        return st.sampled_from(["", *item.options])
    if item.kind is ItemKind.CHECKS:
        return _ticks(form, item)
    if item.kind is ItemKind.COUNT:
        return st.sampled_from(["", "1", "12", "120"])
    if item.kind is ItemKind.DATE:
        return st.sampled_from(["", "令和7年4月1日", "平成28年1月4日", "2025年4月1日", "未定", "令和7年4月"])
    return texts(form)


def _ticks(form: Form, item: Item):
    template = template_of(form)
    owner = template.item(item.path)
    slot = texts(form).map(lambda text: text.strip("　 \t\n")) | st.sampled_from(["3件", "１２件", "a）（b"])

    def one(option: str):
        if option in owner.texts:
            told = slot.map(lambda text: f"{option}（{text}）" if text else option)
            return st.one_of(st.none(), st.just(option), told)
        return st.sampled_from([None, option])

    return st.tuples(*map(one, item.options)).map(lambda ticks: tuple(filter(None, ticks)))


def _with_file(form: Form, name: str, *, first: bool) -> Form:
    """The form with its sections for a file told once more for another one."""
    sections: dict[str, list[Item]] = {}
    for item in form.items:
        sections.setdefault(item.path.section, []).append(item)
    known = next(iter(form.files))
    for section, items in sections.items():
        more = [
            dataclasses.replace(item, path=dataclasses.replace(item.path, file=name))
            for item in items
            if item.path.file == known
        ]
        sections[section] = [*more, *items] if first else [*items, *more]
    return dataclasses.replace(form, items=tuple(item for items in sections.values() for item in items))


def _with_group(form: Form, path: ItemPath, numbers: list[str]) -> Form:
    """A repeated group told under other numbers."""
    own = [item for item in form.items if path.contains(item.path)]
    name = path.parts[-1].rstrip("0123456789")
    copies = [
        dataclasses.replace(
            item,
            path=dataclasses.replace(
                item.path, parts=(*path.parts[:-1], f"{name}{number}", *item.path.parts[len(path.parts) :])
            ),
        )
        for number in numbers
        for item in own
    ]
    at = form.items.index(own[0])
    rest = [item for item in form.items if item not in own]
    return dataclasses.replace(form, items=(*rest[:at], *copies, *rest[at:]))


def _groups(form: Form) -> list[ItemPath]:
    """Groups numbered 1 that stand alone, so that they may be told again."""
    template = template_of(form)
    found = dict[ItemPath, None]()
    for item in form.items:
        for length in range(1, len(item.path.parts) + 1):
            path = dataclasses.replace(item.path, parts=item.path.parts[:length])
            owner = template.item(path)
            if owner is not None and owner.repeat:
                found[path] = None
    names = [(path.file, path.parts[-1].rstrip("0123456789")) for path in found]
    return [path for path, name in zip(found, names, strict=True) if names.count(name) == 1]


@dataclasses.dataclass(frozen=True)
class Filled:
    """A form, shown by what it has otherwise than its sample."""

    form: Form
    sample: Path

    def __repr__(self) -> str:
        known = load(self.sample).by_path
        told = [f"{item.path}={item.value!r}" for item in self.form.items if known.get(item.path) != item]
        return f"{self.sample.stem}: {'; '.join(told)[:2000]} {self.form.changes!r:.1000} {self.form.unassigned}"


def _without(form: Form, places: set[int]) -> Form:
    """The form without some items and all below them, as a source that does not show them gives it."""
    gone = [form.items[at].path for at in places]
    kept = tuple(item for item in form.items if not any(path.contains(item.path) for path in gone))
    return dataclasses.replace(form, items=kept)


@st.composite
def filled_forms(draw, sample: Path) -> Filled:
    form = load(sample)
    for path in _groups(form):
        if draw(st.booleans()):
            form = _with_group(
                form, path, draw(st.sampled_from([["1", "2"], ["2"], ["1", "2", "3", "10"], ["1", "2~5"]]))
            )
    if form.files:
        for name in draw(st.lists(st.sampled_from(FILES), unique=True, max_size=2)):
            form = _with_file(form, name, first=draw(st.booleans()))
    form = _without(form, draw(st.sets(st.integers(0, len(form.items) - 1), max_size=8)))
    chosen = draw(st.sets(st.integers(0, len(form.items) - 1), max_size=25))
    items = tuple(draw(filled_item(form, item)) if at in chosen else item for at, item in enumerate(form.items))
    if draw(st.booleans()):
        items += (
            Item(ItemPath("別紙1"), "（別紙1）見取図", ItemKind.TEXT, kept(f"（別紙1）見取図\n{draw(texts(form))}")),
        )
    pieces = draw(st.lists(st.builds(Unassigned, st.integers(0, 9999), texts(form).filter(bool)), max_size=3))
    form = dataclasses.replace(form, items=items, changes=draw(_rows(form)), unassigned=tuple(pieces))
    header = read_header(template_of(form), key(f"{form.header.revision}{form.header.template}"), items)
    return Filled(with_resolved_rows(dataclasses.replace(form, header=header)), sample)


def _rows(form: Form):
    raw = st.builds(
        RawRow,
        date=st.sampled_from(["", "令和7年4月1日", "2025/4/1", "同上", "未定"]),
        item=st.one_of(st.sampled_from([str(item.path) for item in form.items]), texts(form)),
        before=texts(form),
        after=texts(form),
        timing=st.sampled_from(["", "事前", "事後"]),
        explanation=texts(form),
        page=st.just(1),
    )
    told = raw.filter(lambda row: any((row.item, row.before, row.after, row.explanation, row.timing)))
    return st.lists(told, max_size=6).map(lambda rows: number_rows(rows).rows)
