"""Which of the printed options a text says, whatever stands around it: in brackets, named once, or by a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from piadiff.text import key
from piadiff.text.cell import boxes
from piadiff.text.numerals import NUMERAL, number

_QUOTED = re.compile(r"[\[［〔【「]([^\[\]［］〔〕【】「」]*)[\]］〕】」]")
_BEFORE = r"(?<![\d,万])"
_FIGURE = re.compile(rf"(?P<total>(?:合計|総数|計|合わせて)は?[:、]?)?(?P<number>{NUMERAL})[人名]")
_PARTS = re.compile(rf"\([^()]*?{NUMERAL}[人名][^()]*\)")
"""A bracket that says of what a number consists, or what it was."""
_GROUPED = re.compile(r"(?<=[○一二三四五六七八九])、(?=[○一二三四五六七八九]{3}(?![○一二三四五六七八九]))")
"""The comma of thousands between digits in kanji."""
_INEXACT = re.compile(r"約|およそ|おおよそ|概ね|おおむね|程度|前後|ほど|弱|強|余|以上|未満|以下|超|下回|上回|増|減")
_RANGE = re.compile(r"^(?:(?P<low>[\d,万]+)人以上)?(?:(?P<high>[\d,万]+)人未満)?$")
_SERIOUS = r"(?:(?:特定個人情報(?:に関する|に係る|の)|個人番号に係る|漏えい等の)*重大(?:な)?事故)"
_ACCIDENT = re.compile(
    rf"(?:(?:過去|直近|この)1年(?:以内|間|の間)?[のにはで]*、?|[^、。年件事]{{2,16}}(?:において|における|では)は?、?"
    rf"|{_SERIOUS}(?:に(?:該当する|当たる)(?:事案|もの))?[はがのも:]*、?|特定個人情報(?:に関する|の)|発生[はがの:]?"
    r"|(?P<count>\d+)件[もの]?|一切|[、:])*"
    r"(?:(?P<no>0件|なし|無し?|(?:(?:発生し|起き|生じ)て|(?:発生し|起き|生じ)たことは?が?|(?:して)?)は?(?:い)?(?:ない|ません)"
    r"|(?:発生し|起き|生じ)なかった|しなかった|なかった|ありません|していません)"
    r"|(?P<yes>あり|有り?|あった|(?:発生し|起き|生じ|し)(?:た|ている|ました)))"
    r"(?:です|である|のまま)?。?"
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
    """The option whose bounds hold the only exact number of persons that a text gives, its parts left aside."""
    text = _GROUPED.sub("", text)
    bare = _PARTS.sub("", text) if _FIGURE.search(_PARTS.sub("", text)) else text
    found = list(_FIGURE.finditer(bare))
    totals = [match for match in found if match["total"]]
    found = totals if len(totals) == 1 else found
    persons = number(found[0]["number"]) if len(found) == 1 and not _INEXACT.search(bare) else None
    if persons is None:
        return ""
    holding = [option for option in options if (bounds := _bounds(option)) and bounds[0] <= persons < bounds[1]]
    return holding[0] if len(holding) == 1 else ""


def _bounds(option: str) -> tuple[int, float] | None:
    match = _RANGE.match(key(option))
    if match is None or not (match["low"] or match["high"]):
        return None
    low, high = (number(match[side] or "") for side in ("low", "high"))
    return (low or 0, float("inf") if high is None else high)


def _by_word(text: str, options: Sequence[str]) -> str:
    """The option of an accident that a text says in other words: 重大事故なし, 発生していない, 1件発生した."""
    if not all("発生" in option for option in options):
        return ""
    told = _ACCIDENT.fullmatch(_ASIDE.sub("", text))
    if told is None or (told["count"] == "0" and told["yes"]):
        return ""
    end = "なし" if told["no"] else "あり"
    return next((option for option in options if option.endswith(end)), "")


_ASIDE = re.compile(r"\([^()]*\)")
