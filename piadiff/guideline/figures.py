"""Which of the printed options a text says, whatever stands around it: in brackets, named once, or by a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from piadiff.text import key
from piadiff.text.cell import boxes

_QUOTED = re.compile(r"[\[［〔【「]([^\[\]［］〔〕【】「」]*)[\]］〕】」]")
_BEFORE = r"(?<![\d,万])"
_FIGURE = re.compile(r"(?<![\d,.万億])(?:(?P<tens>\d{1,5})万)?(?P<ones>\d{1,3}(?:,?\d{3})*)?人(?P<behind>.?)")
_INEXACT = re.compile(r"約|およそ|おおよそ|概ね|おおむね|程度|前後|ほど|弱|強|余|以上|未満|以下|超|下回|上回|増|減")
_RANGE = re.compile(r"^(?:(?P<low>[\d,万]+)人以上)?(?:(?P<high>[\d,万]+)人未満)?$")
_ACCIDENT = re.compile(
    r"(?:過去1年(?:以内|間)?[のにはで]?|特定個人情報(?:に関する|の)|重大(?:な)?事故[はのが:]?|発生[はがの:]?|[、:])*"
    r"(?P<told>あり|有り?|し(?:た|ている|ました)|なし|無し?|(?:して)?(?:い)?ない|しなかった|していません)"
    r"(?:です|である|のまま)?。?(?:\([^()]*\))?"
)


def options_in(text: str, options: Sequence[str]) -> set[str]:
    """Options that a text names, a longer one before what it begins or ends with."""
    rest, found = key(text), set()
    for option in sorted(options, key=len, reverse=True):
        rest, count = re.subn(rf"{_BEFORE}{re.escape(key(option))}(?!では?な|ではあり)", "|", rest)
        if count:
            found.add(option)
    return found


@lru_cache(maxsize=4096)
def _chosen(text: str, options: tuple[str, ...]) -> str:
    if marked := boxes(text, options):
        labels = {key(each.label) for each in marked if each.ticked}
        ticked = [option for option in options if key(option) in labels]
        return ticked[0] if len(ticked) == 1 else ""
    quoted = [found for each in _QUOTED.findall(text) if len(found := options_in(each, options)) == 1]
    told = set().union(*quoted) if quoted else options_in(text, options)
    if told:
        return told.pop() if len(told) == 1 else ""
    return _by_figure(key(text), options) or _by_word(key(text), options)


def chosen_of(text: str, options: Sequence[str]) -> str:
    """The one option that a text says, "" where it says none or several."""
    return _chosen(text, tuple(options))


def _by_figure(text: str, options: Sequence[str]) -> str:
    """The option whose bounds hold the only exact number of persons that a text gives."""
    found = [match for match in _FIGURE.finditer(text) if match["tens"] or match["ones"]]
    if len(found) != 1 or _INEXACT.search(text):
        return ""
    persons = int(found[0]["tens"] or 0) * 10_000 + _plain(found[0]["ones"] or "0")
    holding = [option for option in options if (bounds := _bounds(option)) and bounds[0] <= persons < bounds[1]]
    return holding[0] if len(holding) == 1 else ""


def _bounds(option: str) -> tuple[int, float] | None:
    match = _RANGE.match(key(option))
    if match is None or not (match["low"] or match["high"]):
        return None
    return (_number(match["low"]) if match["low"] else 0, _number(match["high"]) if match["high"] else float("inf"))


def _number(text: str) -> int:
    tens, _, ones = text.rpartition("万")
    return _plain(tens or "0") * 10_000 + _plain(ones or "0")


def _plain(text: str) -> int:
    return int(text.replace(",", ""))


def _by_word(text: str, options: Sequence[str]) -> str:
    """The option of an accident that a text says in other words: 重大事故なし, 発生していない."""
    told = _ACCIDENT.fullmatch(text) if all("発生" in option for option in options) else None
    if told is None:
        return ""
    end = "なし" if re.search("[な無]", told["told"]) else "あり"
    return next((option for option in options if option.endswith(end)), "")
