"""Cells of a published 変更箇所 row → what they quote, leave out or merely describe.

The grammar of a cell is written here once. Words stand in ``cell_words.yaml``, alphabets in ``signs.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from piadiff.data import Strict, shipped
from piadiff.text.fold import key
from piadiff.text.signs import BARE_EMPTY, BARE_TICKED, BULLETS, CIRCLED, CROSSES, DASHES, TICKED

Side = Literal["before", "after"]

_OPENING, _CLOSING = "(（〔[［【<＜「『※", ")）〕]］】>＞」』。."
_BOX = re.compile(
    rf"[\[［〔]\s*(?P<mark>[{TICKED}{CROSSES}]?)\s*[\]］〕]|(?P<full>[{BARE_TICKED}])|(?P<empty>[{BARE_EMPTY}])"
)
_BULLETS_TOO = frozenset("■□")
_LISTED = re.compile(rf"^\s*(?:[{CIRCLED}{BULLETS}]|[0-9０-９]{{1,2}}[)）.．、])")
_NUMBER = re.compile(r"^\s*[0-9０-９]{1,2}[)）.．]\s*")


class _Words(Strict):
    absent: list[str]
    absent_before: list[str]
    absent_after: list[str]
    none: list[str]
    elided: list[str]
    elided_anywhere: list[str]
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
        "none": words.none,
    }
    return {name: frozenset(map(_bare, entries)) for name, entries in lists.items()}


_RIM = r"[ 　…・~～〜]*"


@lru_cache(maxsize=1)
def _elided_words() -> str:
    spelt = (r"\s?".join(map(re.escape, word)) for word in sorted(_words().elided, key=len, reverse=True))
    return f"(?:{'|'.join(spelt)})"


def bracketed_elision() -> str:
    """A pattern of （略） and its like, whatever its brackets."""
    return rf"[(（〔\[［【<＜]{_RIM}{_elided_words()}{_RIM}[)）〕\]］】>＞]"


@lru_cache(maxsize=1)
def _elision() -> re.Pattern[str]:
    """（略） anywhere, the bare word as a whole line, or 中略 and the like between other signs."""
    words, alone = _elided_words(), "|".join(sorted(map(re.escape, _words().elided_anywhere), key=len, reverse=True))
    return re.compile(
        rf"{_RIM}{bracketed_elision()}{_RIM}|^{_RIM}{words}{_RIM}[。.]?$"
        rf"|^[ 　]*[…]+[ 　]*$|[~～〜]+{words}[~～〜]+|(?<![一-鿿])(?:{alone})(?![一-鿿ぁ-ん])",
        re.MULTILINE,
    )


@lru_cache(maxsize=1)
def _elides() -> re.Pattern[str]:
    """What every elision holds, found without a look at what may stand around it."""
    return re.compile("|".join((_elided_words(), *map(re.escape, _words().elided_anywhere), "…")))


@lru_cache(maxsize=1)
def _descriptions() -> re.Pattern[str]:
    return re.compile("|".join(_words().described))


def _unbracketed(text: str) -> str:
    return text.strip().lstrip(_OPENING).rstrip(_CLOSING)


def _bare(text: str) -> str:
    """Key of a cell without the brackets around it."""
    return key(_unbracketed(text))


def is_dash(text: str) -> bool:
    """Whether a text is nothing but dashes, however bracketed."""
    inner = "".join(_unbracketed(text).split())
    return 0 < len(inner) <= 4 and all(char in DASHES for char in inner)


@lru_cache(maxsize=4096)
def absent(text: str, side: Side) -> bool:
    """Whether a cell says that there is no text on its side, in words that no form has: 「－」「記述無し」, empty.

    The sides differ: 追加 in the 変更前 cell, and 削除 in the 変更後 cell, say that nothing stood, or stands, there;
    in the other cell they describe what was done.
    """
    return not key(text) or is_dash(text) or _bare(text) in _keys()[side]


UNCHANGED = r"変更(?:は|が|も)?(?:な[しい]|無し|(?:あり|ござい)ません)"
"""A pattern of what people write where something stays as it was."""
STAYS = (
    rf"(?:{UNCHANGED}|(?:異動|変動|増減|違い|相違)(?:は|が|も)?(?:な[しい]|ありません)"
    r"|手[をはも](?:加え|入れ)て(?:は)?い?(?:ない|ません)|変わらない|変わりません|変わりは?(?:ない|ありません)|変更しない|変更していない"
    r"|(?:増え|減っ|減らし|増やし|変え|変わっ)て(?:は)?い?(?:ない|ません)"
    r"|(?:(?:前|元|もと)の|(?:従前|従来|以前|今まで|これまで)の?)(?:まま|とおり|通り|どおり)(?:(?:実施|継続|運用)している|行っている)?"
    r"|そのまま|(?:(?:前|従前|従来|以前|これまで)と)?(?:同じ(?!く)|同一(?:である|です|。|$)))"
)
"""The same in a sentence: 流れは変わらない, 部屋は前のまま, 事務は増えていません."""


def says_nothing(text: str, side: Side) -> bool:
    """Whether a cell stands for no content: it is absent, or the form itself says 「なし」 there."""
    return absent(text, side) or _bare(text) in _keys()["none"]


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str, ...]:
    """What a cell quotes, cut where it leaves text out: ``（略）`` and A → ``("", "A")``."""
    cut = _elision().split(text) if _elides().search(text) else [text]
    return tuple(piece.strip("\n") if key(piece) else "" for piece in cut)


def elided(text: str) -> bool:
    """Whether a cell says that it leaves text out."""
    return bool(_elides().search(text) and _elision().search(text))


def elisions(text: str) -> tuple[tuple[int, int], ...]:
    """Places of a text, folded or not, that stand for what is left out."""
    return tuple(match.span() for match in _elision().finditer(text)) if _elides().search(text) else ()


@lru_cache(maxsize=4096)
def describes(text: str) -> bool:
    """Whether a cell says what was done instead of quoting the form; a list item never does."""
    bare = _bare(text)
    return (
        0 < len(bare) <= _words().described_longest
        and not _LISTED.match(text)
        and bool(_descriptions().search(f"※{bare}" if text.lstrip().startswith(("※", "*", "＊")) else bare))
    )


def described(before: str, after: str) -> bool:
    """Whether a row says what was done instead of quoting both texts."""
    return key(before) == key(after) or describes(after)


@dataclass(frozen=True, slots=True)
class Box:
    """One check box as a cell prints it."""

    label: str
    ticked: bool

    def __str__(self) -> str:
        return f"[{'○' if self.ticked else '　'}]{self.label}"


def sides(before: str, after: str) -> tuple[tuple[str, Side], tuple[str, Side]]:
    """Both cells of a row, each with its side."""
    return (before, "before"), (after, "after")


def boxes(text: str, options: Iterable[str] = ()) -> tuple[Box, ...]:
    """Check boxes of a cell that consists of them; empty when it holds other text before the first one.

    ■ and □ are boxes where both stand, or where every label is one of the item's ``options``; else they are bullets.
    """
    marks = list(_BOX.finditer(text))
    if not marks or text[: marks[0].start()].strip() or any(mark["mark"] and mark["mark"] in CROSSES for mark in marks):
        return ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = tuple(
        Box(text[mark.end() : end].strip(), ticked=bool(mark["mark"] or mark["full"]))
        for mark, end in zip(marks, ends, strict=True)
    )
    signs = {mark[0] for mark in marks}
    known = tuple(options)
    sure = not signs <= _BULLETS_TOO or signs == _BULLETS_TOO or all(_option_of(box.label, known) for box in found)
    return tuple(box for box in found if box.label) if sure else ()


def same_boxes(before: str, after: str) -> bool:
    """Whether both cells print the same boxes, chosen or not alike, whatever the signs, the lines and their order."""
    sides = [sorted((key(box.label), box.ticked) for box in boxes(text)) for text in (before, after)]
    return bool(sides[0]) and sides[0] == sides[1]


def option_without_note(label: str, options: Iterable[str]) -> str | None:
    """The one option that a label names without its printed note, as 「連絡先」 does 「連絡先（電話番号等）」."""
    heads = [option for option in options if option.endswith("）") and key(option.split("（")[0]) == key(label)]
    return heads[0] if len(heads) == 1 else None


def _option_of(label: str, options: tuple[str, ...]) -> str | None:
    """An option with its own text in brackets, from a printed label; None when no option begins it."""
    fitting = [option for option in options if key(label).startswith(key(option))]
    if not fitting:
        return option_without_note(label, options)
    option = max(fitting, key=len)
    extra = key(label)[len(key(option)) :]
    if not extra:
        return option
    tail = label
    while len(key(tail)) > len(extra):
        tail = tail[1:]
    return f"{option}（{_unbracketed(tail)}）"


@dataclass(frozen=True, slots=True)
class Boxes:
    """What a cell says of check boxes; options it does not mention are in neither list."""

    ticked: tuple[str, ...]
    cleared: tuple[str, ...]


def read_boxes(text: str, options: tuple[str, ...]) -> Boxes | None:
    """The boxes a cell states, None when it states anything but options of the form."""
    printed = boxes(text, options)
    stated = printed or tuple(Box(_NUMBER.sub("", line), ticked=True) for line in text.splitlines() if key(line))
    read = [(box.ticked, _option_of(box.label, options)) for box in stated]
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
    ticked = [box.label for box in boxes(text, options) if box.ticked]
    text = "\n".join(ticked) if ticked else text
    wanted = _bare(_NUMBER.sub("", _unbracketed(text)))
    named = [option for option in options if _bare(option) == wanted]
    return named[0] if len(named) == 1 else None


def blank(text: str) -> bool:
    """Whether a field says nothing in whatever dress: empty, dashes, a pair of brackets with nothing in it."""
    return not key(text).strip("-ー()[]〔〕{}")
