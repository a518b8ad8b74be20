"""Cells of a published 変更箇所 row → what they quote, leave out or merely describe."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from piadiff.data import Strict, shipped
from piadiff.text.fold import key

_BRACKETS = re.compile(r"^[(（〔\[［【<＜「]+|[)）〕\]］】>＞」。.]+$")
_BOX = re.compile(r"[\[［〔]\s*(?P<mark>[○〇◯Oo0Ｏ０●✓✔レ☑■]?)\s*[\]］〕]|(?P<full>[☑■✓✔☒])|(?P<empty>[□☐])")
_NUMBER = re.compile(r"^\s*[0-9０-９]{1,2}[)）.．]\s*")


class _Words(Strict):
    absent: list[str]
    absent_before: list[str]
    absent_after: list[str]
    elided: list[str]
    described: list[str]
    described_longest: int


def _words() -> _Words:
    return shipped("piadiff.text", "cell_words.yaml", _Words)


@lru_cache(maxsize=1)
def _keys() -> dict[str, frozenset[str]]:
    words = _words()
    lists = {
        "before": [*words.absent, *words.absent_before],
        "after": [*words.absent, *words.absent_after],
    }
    return {side: frozenset(map(_bare, entries)) for side, entries in lists.items()}


@lru_cache(maxsize=1)
def _elision() -> re.Pattern[str]:
    """（略） anywhere, or the bare word as a whole line."""
    words = "|".join(sorted(map(re.escape, _words().elided), key=len, reverse=True))
    rim = r"[ 　…・~～〜]*"
    return re.compile(
        rf"{rim}[(（〔\[［【<＜]{rim}(?:{words}){rim}[)）〕\]］】>＞]{rim}|^{rim}(?:{words}){rim}$|^[ 　]*[…]+[ 　]*$",
        re.MULTILINE,
    )


def _bare(text: str) -> str:
    """Key of a cell without the brackets around it."""
    return key(_BRACKETS.sub("", text.strip()))


def absent_before(text: str) -> bool:
    """Whether a 変更前 cell says that there was nothing."""
    return not key(text) or _bare(text) in _keys()["before"]


def absent_after(text: str) -> bool:
    """Whether a 変更後 cell says that nothing is left."""
    return not key(text) or _bare(text) in _keys()["after"]


def pieces(text: str) -> tuple[str, ...]:
    """What a cell quotes, cut where it leaves text out: ``（略）`` and A → ``("", "A")``."""
    return tuple(piece.strip("\n") if key(piece) else "" for piece in _elision().split(text))


def described(before: str, after: str) -> bool:
    """Whether a 変更後 cell tells what was done instead of quoting what is written now."""
    words = _words()
    bare = _bare(after)
    return key(before) == key(after) or (
        len(bare) <= words.described_longest
        and (after.lstrip().startswith("※") or bare.endswith(tuple(map(key, words.described))))
    )


def _ticks(text: str) -> list[tuple[bool, str]] | None:
    """(ticked, label) of every printed box; None without boxes or with text before the first."""
    marks = list(_BOX.finditer(text))
    if not marks or text[: marks[0].start()].strip():
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [
        (bool(mark["mark"] or mark["full"]), text[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]


def _option_of(label: str, options: tuple[str, ...]) -> str | None:
    """An option with its own text in brackets, from a printed label; None when no option begins it."""
    fitting = [option for option in options if key(label).startswith(key(option))]
    if not fitting:
        return None
    option = max(fitting, key=len)
    extra = key(label)[len(key(option)) :]
    if not extra:
        return option
    tail = label
    while len(key(tail)) > len(extra):
        tail = tail[1:]
    return f"{option}（{_BRACKETS.sub('', tail.strip())}）"


@dataclass(frozen=True, slots=True)
class Boxes:
    """What a cell says of check boxes; options it does not mention are in neither list."""

    ticked: tuple[str, ...]
    cleared: tuple[str, ...]


def read_boxes(text: str, options: tuple[str, ...]) -> Boxes | None:
    """The boxes a cell states, None when it states anything but options of the form."""
    ticks = _ticks(text)
    if ticks is None:
        ticks = [(True, _NUMBER.sub("", line)) for line in text.splitlines() if key(line)]
    read = [(ticked, _option_of(label, options)) for ticked, label in ticks]
    if not read or any(option is None for _, option in read):
        return None
    ticked, cleared = (tuple(option for mark, option in read if option and mark is wanted) for wanted in (True, False))
    return Boxes(ticked, cleared)


def in_printed_order(values: Iterable[str], options: tuple[str, ...]) -> tuple[str, ...]:
    """Ticked options in the order of the form."""
    return tuple(sorted(values, key=lambda value: _rank(value, options)))


def _rank(value: str, options: tuple[str, ...]) -> int:
    return next((at for at, option in enumerate(options) if key(value).startswith(key(option))), len(options))


def read_choice(text: str, options: tuple[str, ...]) -> str | None:
    """The option a cell names, None when it names none or several."""
    boxes = _ticks(text)
    if boxes is not None and any(ticked for ticked, _ in boxes):
        text = "\n".join(label for ticked, label in boxes if ticked)
    wanted = _bare(_NUMBER.sub("", _BRACKETS.sub("", text.strip())))
    named = [option for option in options if _bare(option) == wanted]
    return named[0] if len(named) == 1 else None
