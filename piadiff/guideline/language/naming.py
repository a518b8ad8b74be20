"""A name for a name: sections, posts, bodies and systems that were renamed."""

from __future__ import annotations

import re
from itertools import takewhile

from piadiff.guideline.language.reading import plainly
from piadiff.text import key

_UNIT = re.compile(
    r"([^課部局係室班所]+?)([課部局係室班所](?:長|員)?|(?:グループ|チーム)(?:長|員)?|担当(?=$|[^課部局係室班所長者員職]))"
)
_NO_UNIT = re.compile(r"及び|又は|賦課|[一全外内幹細各]部|[場住役箇名]所|関係|各課|同室|入室|退室|[ァ-ヺー電算械]室")
_SYSTEM = re.compile(r"(.+?)(システム|ネットワー?ク|センタ)(.*)")
_STEM = 2
"""Letters that names of one stem share."""
_WHEN = re.compile(
    r"(?:毎(?:年度?|[日週月])|[当翌即同][日月週]|[前後](?!期)|[一-龠]{1,4}[時前後末初中間度])(?=[^課部局係室班所]{2})"
)
"""When something is done, written before a name without a particle: 毎月税務課が, 年度末市民課長が."""


def same_name(before: str, after: str, *, of_users: bool = False) -> bool:
    """Whether one name stands for another of the same stem; as many names on either side.

    ``of_users``: who uses the data is told by the name alone, and 学校教育課 and 社会教育課 stand side by side: what
    is not alike in two names has a letter in common.
    """
    if not before or not after or before == after or re.search(r"\d", before + after):
        return False
    if _NO_UNIT.search(before + after) or when_told(before) != when_told(after):
        return False
    lists = [side.split("、") for side in (before, after)]
    if len(lists[0]) > 1 or len(lists[1]) > 1:
        alike = (one == other or same_name(one, other, of_users=of_users) for one, other in zip(*lists, strict=False))
        return len(lists[0]) == len(lists[1]) and all(alike)
    old, new = _UNIT.findall(before), _UNIT.findall(after)
    if old and new and _covers(old, before) and _covers(new, after):
        return _same_units(old, new, of_users=of_users)
    systems = _SYSTEM.fullmatch(before), _SYSTEM.fullmatch(after)
    if systems[0] and systems[1]:
        return systems[0].groups()[1:] == systems[1].groups()[1:] and _grown(systems[0][1], systems[1][1])
    return False


def one_more_of_house(before: str, after: str) -> str:
    """The one unit that came to a list of units, where it is of one 部 or 局 with a unit that stays; "" elsewhere.

    A 室 told without its 部 beside units told so may be part of one of them.
    """
    old, new = ({_LABEL.sub("", key(unit)) for unit in _AND.split(text)} - {""} for text in (before, after))
    rooms = [unit for unit in new - old if _ROOM.fullmatch(unit) and not _NO_PART.search(unit)]
    if old <= new and len(new - old) == 1 and rooms and all(map(_ALONE.fullmatch, old)):
        return rooms[0]
    came = [_OF_HOUSE.fullmatch(unit) for unit in new - old]
    if old - new or len(came) != 1 or came[0] is None or _NO_PART.search(came[0]["unit"]):
        return ""
    houses = {found["house"] for unit in old if (found := _OF_HOUSE.fullmatch(unit))}
    return came[0][0] if came[0]["house"] in houses else ""


_AND = re.compile(r"[、，,・/\n]|及び|並びに")
_LABEL = re.compile(r"^使用部署:?")
_OF_HOUSE = re.compile(
    r"(?P<house>.*(?<![東西南北央])[部局])(?P<unit>[^部局()（）]+(?:[課室係班]|担当|グループ|センター?))"
)
_ALONE = re.compile(r"[^部局()（）]+[課室]")
_ROOM = re.compile(r"[^部局()（）課]{2,}室")
_NO_PART = re.compile(r"支所|出張所|分室|連絡所|窓口センター?$|[各全他の]")
"""Where others work for the same house, or more than one unit is meant."""


def when_told(name: str) -> str:
    """The word of time that stands before a name as if it belonged to it; "" where none does."""
    found = _WHEN.match(name)
    return found[0] if found else ""


def _covers(units: list[tuple[str, str]], word: str) -> bool:
    return sum(len(name) + len(end) for name, end in units) == len(word)


def _same_units(old: list[tuple[str, str]], new: list[tuple[str, str]], *, of_users: bool) -> bool:
    """Whether the units at the end keep their stem and their rank, and what they are part of keeps its own."""
    rows = [_rows(units) for units in (old, new)]
    return len(rows[0]) == len(rows[1]) and all(_same_row(*pair, of_users=of_users) for pair in zip(*rows, strict=True))


def _rows(units: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Names that stand one behind the other, each from its highest unit to its lowest."""
    found: list[list[tuple[str, str]]] = []
    for unit in units:
        if found and _rank(unit) > _rank(found[-1][-1]):
            found[-1].append(unit)
        else:
            found.append([unit])
    return found


def _rank(unit: tuple[str, str]) -> int:
    return min("局部所室課班係グチ担".index(unit[1][0]), "局部所室課班係".index("係"))


def _same_row(old: list[tuple[str, str]], new: list[tuple[str, str]], *, of_users: bool) -> bool:
    (stem, end), (other, other_end) = old[-1], new[-1]
    if _LEVELS[end[0]] != _LEVELS[other_end[0]] or _post(end) != _post(other_end) or "委員会" in stem + other:
        return False
    return _grown(stem, other) or (_shares(stem, other) and not (of_users and _stand_apart(stem, other)))


def _post(end: str) -> str:
    """The post that a unit's name ends with."""
    return end[-1] if end[-1] in "長員" else ""


_LEVELS = {"局": 0, "部": 1, "所": 2, "室": 2, "課": 2, "班": 3, "係": 3, "グ": 3, "チ": 3, "担": 3}
"""A unit of another level holds more people, or fewer."""


def _grown(one: str, other: str) -> bool:
    """Whether a name only gained or lost letters in one place."""
    short, long = sorted((one, other), key=len)
    head = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False))))
    return bool(short) and long.endswith(short[head:])


def _stand_apart(one: str, other: str) -> bool:
    """Whether names that begin unlike have no letter in common but in their common end, or no end in common."""
    one, other = plainly(one), plainly(other)
    if one[:_STEM] == other[:_STEM]:
        return False
    tail = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one[::-1], other[::-1], strict=False))))
    return not tail or set(one[: len(one) - tail]).isdisjoint(other[: len(other) - tail])


def _shares(one: str, other: str) -> bool:
    return any(one[at : at + _STEM] in other for at in range(len(one) - _STEM + 1))
