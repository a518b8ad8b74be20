"""The options that a line of a printed table shows: in boxes, in an option list or in the brackets of a choice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from piadiff.readers.from_lines.source import Line
from piadiff.readers.from_lines.vocabulary import Vocabulary
from piadiff.text import key
from piadiff.text.signs import TICKED

_BOX = re.compile(rf"[\[［〔][ 　]*[{TICKED}]?[ 　]*[\]］〕][ 　]*(?P<name>[^\s\[［〔][^\[［〔]*)")
_ENTRY = re.compile(r"[0-9０-９]{1,2}[)）．.][ 　]*(?P<name>\S+)")
_CHOSEN = re.compile(r"[\[［〔][ 　]*(?P<name>[^\s\[［〔\]］〕][^\[［〔\]］〕]*?)[ 　]*[\]］〕]")
_REACH = 3


def shown_options(text: str, words: Vocabulary) -> frozenset[str]:
    """The options that a line shows, folded."""
    chosen = (key(match["name"]) for match in _CHOSEN.finditer(text))
    known = (name for name in chosen if name in words.options.texts)
    return frozenset([*_beginning(_BOX, text, words), *_beginning(_ENTRY, text, words), *known])


def holds_box(text: str, words: Vocabulary) -> bool:
    """Whether a text holds a check box with its option."""
    return any(True for _ in _beginning(_BOX, text, words))


def amid_boxes(page: Sequence[Line], at: int, words: Vocabulary) -> bool:
    """Whether a blank line stands between boxes of one item."""
    above = next((line.text for line in page[max(0, at - _REACH) : at][::-1] if not line.blank), "")
    behind = next((line.text for line in page[at + 1 : at + 1 + _REACH] if not line.blank), "")
    names, others = (frozenset(_beginning(_BOX, text, words)) for text in (above, behind))
    return bool(names and others) and any(names | others <= offered for offered in words.boxes)


def _beginning(pattern: re.Pattern[str], text: str, words: Vocabulary) -> Iterator[str]:
    """The options that stand behind the signs of a line."""
    for match in pattern.finditer(text):
        yield from [*words.options.at(key(match["name"]), 0)][:1]
