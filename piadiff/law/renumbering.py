"""Two lists of 項番 on two days: which number became which, and whether the law explains what else differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from piadiff.law import shelf
from piadiff.law.checking import article
from piadiff.law.lists import Criterion
from piadiff.law.text import Hold, Text, Version, gone, order
from piadiff.text import wareki


class Cause(StrEnum):
    """Why a number stands in one list only, or in both."""

    RENUMBERED = "renumbered"
    LAW_ADDED = "added by law"
    LAW_DROPPED = "dropped by law"
    NONE = "no cause in the law"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Listed:
    """The numbers of a table that a text lists on a day."""

    text: Text
    numbers: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Pair:
    """One number, or one that became another; ``old`` or ``new`` is "" where the other list has none.

    Attributes:
        because: The evidence, or what is missing.
        row: Who asks and the law of the business, so that a person recognises the row.
    """

    old: str
    new: str
    cause: Cause
    because: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the law says to the move from one list to another.

    Attributes:
        revision: e-Gov revision that decides.
    """

    pairs: tuple[Pair, ...]
    revision: str

    def of(self, *causes: Cause) -> tuple[Pair, ...]:
        """Pairs of some causes."""
        return tuple(pair for pair in self.pairs if pair.cause in causes)

    @property
    def pure(self) -> bool:
        """Whether every number only has another name: no row came, none went."""
        return bool(self.pairs) and not self.of(*(cause for cause in Cause if cause is not Cause.RENUMBERED))

    @property
    def by_law(self) -> bool:
        """Whether the law accounts for every number."""
        return bool(self.pairs) and not self.of(Cause.NONE, Cause.UNDECIDED)


def prove(old: Listed, new: Listed, rule: Criterion | None = None) -> Proof | None:
    """The pairs of two lists; None where the data do not reach both days.

    ``rule`` is the criterion by which both lists were made, where the text states one: with it a row that
    came to give the kind of information, or ceased to, is the law's doing too.
    """
    if any(side.text.hold(side.day) is not Hold.HELD or not side.text.stands(side.day) for side in (old, new)):
        return None
    track = _Track(old, new)
    pairs = list(_pairs(track, rule))
    revision = new.text.revision(new.day)
    return Proof(tuple(pairs), revision.id if revision else "")


class _Track:
    """Where the numbers of the older table stand in the newer one."""

    def __init__(self, old: Listed, new: Listed) -> None:
        self.old, self.new = old, new
        self.rows = {side: side.text.on(side.day) for side in (old, new)}
        self.ends = {number: self._follow(number) for number in self.rows[old]}
        self.origin = {end[0]: number for number, end in self.ends.items() if end[0]}

    def _moves(self) -> Iterator[dict[str, Any]]:
        return (entry for entry in shelf.moves() if self.old.day < date.fromisoformat(entry["day"]) <= self.new.day)

    def _follow(self, number: str) -> tuple[str, str, str]:
        """Number in the newer table, how sure (certain, likely, none) and why."""
        place, sure, why = [self.old.text.id, self.old.text.table], "certain", ""
        first = self.rows[self.old][number]
        for entry in self._moves():
            if entry["from"] != place:
                continue
            pair = next((each for each in entry["pairs"] if each[0] == number), None)
            if pair is not None:
                number, how, why = pair[1] or "", pair[2], pair[3]
                sure = how if how != "certain" else sure
                place = entry["to"]
            elif entry["to"] != place:
                return "", "none", "移された項の対応がない"
            if not number:
                return "", "none", why
        if place != [self.new.text.id, self.new.text.table] or number not in self.rows[self.new]:
            return "", "none", why or "項がなくなっている"
        return number, sure, why or self._unchanged(first, self.rows[self.new][number])

    def _unchanged(self, old: Version, new: Version) -> str:
        return "同じ項" if (old.who, old.law) == (new.who, new.law) else "同じ項番（照会者か法律の記載が違う）"


def _pairs(track: _Track, rule: Criterion | None) -> Iterator[Pair]:
    listed, taken = set(track.new.numbers), set[str]()
    for number in sorted(set(track.old.numbers), key=order):
        pair = _of_old(track, number, listed, rule)
        taken.add(pair.new)
        yield pair
    for number in sorted(listed - taken, key=order):
        yield _of_new(track, number, rule)


def _row(version: Version | None) -> str:
    return f"{version.who}／{version.law}" if version else ""


def _of_old(track: _Track, number: str, listed: set[str], rule: Criterion | None) -> Pair:
    row = track.rows[track.old].get(number)
    if row is None:
        return Pair(
            number, "", Cause.NONE, f"{wareki(track.old.day)} の{track.old.text.title}に{number}の項はありません"
        )
    end, sure, why = track.ends[number]
    if sure == "none":
        return Pair(number, "", Cause.LAW_DROPPED, why, _row(row))
    cause = Cause.RENUMBERED if sure == "certain" else Cause.UNDECIDED
    if end in listed:
        return Pair(number, end, cause, why, _row(row))
    if cause is Cause.UNDECIDED:
        return Pair(number, "", cause, f"{end}の項に当たるか確かめてください（{why}）", _row(row))
    if rule and row.gives(rule.by, rule.kind) and not track.rows[track.new][end].gives(rule.by, rule.kind):
        return Pair(
            number, "", Cause.LAW_DROPPED, f"{end}の項になり、{rule.by}の{rule.kind}を含まなくなった", _row(row)
        )
    return Pair(number, "", Cause.NONE, f"{end}の項になっていますが、新しい記載にありません", _row(row))


def _of_new(track: _Track, number: str, rule: Criterion | None) -> Pair:
    row = track.rows[track.new].get(number)
    if row is None:
        return Pair(
            "", number, Cause.NONE, f"{wareki(track.new.day)} の{track.new.text.title}に{number}の項はありません"
        )
    origin = track.origin.get(number, "")
    if not origin:
        return Pair("", number, Cause.LAW_ADDED, f"{wareki(_since(track, number))} に加わった項", _row(row))
    before = track.rows[track.old][origin]
    if track.ends[origin][1] != "certain":
        return Pair("", number, Cause.UNDECIDED, f"前の{origin}の項に当たるか確かめてください", _row(row))
    if rule and row.gives(rule.by, rule.kind) and not before.gives(rule.by, rule.kind):
        return Pair("", number, Cause.LAW_ADDED, f"前の{origin}の項に、{rule.by}の{rule.kind}が加わった", _row(row))
    return Pair("", number, Cause.NONE, f"前から{origin}の項としてありましたが、前の記載にありません", _row(row))


def _since(track: _Track, number: str) -> date:
    """Day from which the number holds this row: the same party and law back to the first version."""
    now = track.rows[track.new][number]
    since = now.since.day
    for version in reversed(track.new.text.versions(number)):
        if version.since.day < since and (gone(version) or (version.who, version.law) != (now.who, now.law)):
            break
        since = min(since, version.since.day)
    return since


_SURE = {"certain": "", "likely": "、要確認"}


def successors(text: Text, number: str) -> Iterator[tuple[date, str, str]]:
    """Day, new place and evidence of every move of a number; a move to none is no move."""
    for entry in shelf.moves():
        if entry["from"] == [text.id, text.table]:
            law, table = entry["to"]
            for old, new, sure, because in entry["pairs"]:
                if old == number and new:
                    to = f"{shelf.entry(law).short}{f'{table}の{new}の項' if table else article(new)}"
                    yield date.fromisoformat(entry["day"]), to, f"{because}{_SURE[sure]}"
