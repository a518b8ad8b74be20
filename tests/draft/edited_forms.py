"""Forms of みほん市, and what officers may do to them between two versions."""

import dataclasses
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from piadiff.model import Form, ItemKind
from piadiff.readers import read

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
FORMS = ["kiso-jidou-teate", "juuten-yobou-sesshu", "zenkoumoku-jumin-zei"]
WORDS = ["番号法第19条第8号", "児童手当システム", "令和7年4月1日", "職員", "保管する", "庁内連携システム", "市民課"]
SENTENCES = [
    "・記録を毎月点検する。",
    "なお、委託先には提供しない。",
    "（写しを含む。）",
    "⑨通知書を送付する。",
    "別表第二の27の項",
]


@cache
def newest(name: str) -> Form:
    return read(max((CORPORA / name).glob("*.yaml")))


def with_line(draw, text: str) -> str:
    lines = text.split("\n")
    lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(SENTENCES)))
    return "\n".join(lines)


def without_line(draw, text: str) -> str:
    lines = text.split("\n")
    del lines[draw(st.integers(0, len(lines) - 1))]
    return "\n".join(lines)


def other_words(draw, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    return text[:start] + draw(st.sampled_from(WORDS)) + text[min(len(text), start + draw(st.integers(0, 9))) :]


def other_spelling(draw, text: str) -> str:
    swap = draw(st.sampled_from([("、", "，"), ("1", "１"), ("サーバー", "サーバ"), ("\n", ""), ("。", "。 ")]))
    return text.replace(*swap)


def another_order(draw, text: str) -> str:
    return "\n".join(draw(st.permutations(text.split("\n"))))


def emptied(_draw, _text: str) -> str:
    return ""


EDITS = [with_line, without_line, other_words, other_words, other_spelling, another_order, emptied]


def edited_item(draw, item):
    if item.kind is ItemKind.CHECKS:
        ticked = draw(st.sets(st.sampled_from(item.options))) if item.options else set()
        return dataclasses.replace(item, value=tuple(option for option in item.options if option in ticked))
    if item.kind is ItemKind.CHOICE and item.options:
        return dataclasses.replace(item, value=draw(st.sampled_from(["", *item.options])))
    text = item.text
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from(EDITS))(draw, text)
    return dataclasses.replace(item, value=text)


class Revision(NamedTuple):
    """Two versions, shown by what differs."""

    old: Form
    new: Form

    def __repr__(self):
        paths = dict.fromkeys([*self.old.by_path, *self.new.by_path])
        both = {str(path): (self.old.by_path.get(path), self.new.by_path.get(path)) for path in paths}
        told = {path: tuple(item and item.value for item in pair) for path, pair in both.items() if pair[0] != pair[1]}
        return f"Revision({told})"


@st.composite
def revisions(draw):
    form = newest(draw(st.sampled_from(FORMS)))
    items = list(form.items)
    for at in draw(st.lists(st.integers(0, len(items) - 1), unique=True, max_size=9)):
        items[at] = edited_item(draw, items[at])
    word, other = draw(st.permutations(WORDS))[:2]
    if draw(st.booleans()):
        items = [
            dataclasses.replace(item, value=item.value.replace(word, other)) if isinstance(item.value, str) else item
            for item in items
        ]
    gone = draw(st.sampled_from([item.path.parent or item.path for item in items]))
    if draw(st.booleans()):
        items = [item for item in items if not gone.contains(item.path)]
    new = dataclasses.replace(form, items=tuple(items))
    return Revision(form, new) if draw(st.booleans()) else Revision(new, form)
