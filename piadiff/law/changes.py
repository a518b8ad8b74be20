"""What the revisions between two days did to a law or a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from piadiff.law import shelf
from piadiff.law.text import Revision, Text, Version, gone, order


class What(StrEnum):
    """What became of a number."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Touched:
    """One number that a revision touched.

    Attributes:
        what: ``words`` where the text changed and none of the facts held did.
        revision: The revision that did it.
        old: What the number said until then, ``new`` from then on; None when it was not there.
        to: New number, for one that moved; with its table where it went into another.
    """

    number: str
    what: What
    revision: Revision
    old: Version | None
    new: Version | None
    to: str = ""
    because: str = ""


def changes(text: Text, since: date, until: date) -> tuple[Touched, ...]:
    """Every number touched after ``since`` and up to ``until``, by day, then by number."""
    moved = {(day, old): (new, because) for day, old, new, because in _moved(text)}
    came = {(day, new) for (day, _), (new, _) in moved.items() if new in text.lines}
    found = [
        _touched(text, number, revision, moved)
        for number in text.lines
        for revision in _turns(text, number)
        if since < revision.day <= until
    ]
    kept = [each for each in found if each and not (each.old is None and (each.revision.day, each.number) in came)]
    return tuple(sorted(kept, key=lambda each: (each.revision.day, order(each.number))))


def _turns(text: Text, number: str) -> Iterator[Revision]:
    """Revisions at which a number began, changed or ended."""
    seen = dict[str, Revision]()
    for version in text.versions(number):
        seen.setdefault(version.since.id, version.since)
        if version.until:
            seen.setdefault(version.until.id, version.until)
    return iter(seen.values())


def _moved(text: Text) -> Iterator[tuple[date, str, str, str]]:
    for entry in shelf.moves():
        if entry["from"] == [text.id, text.table]:
            law, table = entry["to"]
            for old, new, sure, because in entry["pairs"]:
                if new:
                    place = new if entry["to"] == entry["from"] else f"{shelf.entry(law).short}{table}の{new}の項"
                    told = because if sure == "certain" else f"{because}、要確認"
                    yield date.fromisoformat(entry["day"]), old, place, told


def _touched(
    text: Text, number: str, revision: Revision, moved: dict[tuple[date, str], tuple[str, str]]
) -> Touched | None:
    versions = [each for each in text.versions(number) if not gone(each)]
    old = next((each for each in versions if each.until and each.until.id == revision.id), None)
    new = next((each for each in versions if each.since.id == revision.id), None)
    if old is None and (new is None or (revision.id == text.revisions[0].id and text.begins is None)):
        return None
    to, because = moved.get((revision.day, number), ("", ""))
    if to:
        return Touched(number, What.MOVED, revision, old, new, to, because)
    if old is None or new is None:
        return Touched(number, What.ADDED if old is None else What.REMOVED, revision, old, new)
    return Touched(number, What.WORDS if old.facts == new.facts else What.CHANGED, revision, old, new)


def differences(old: Version, new: Version) -> tuple[str, ...]:
    """What differs between two versions of a number, in words."""
    pairs = (("見出し", old.caption, new.caption), ("照会者", old.who, new.who), ("法律", old.law, new.law))
    found = [f"{name}「{was}」→「{now}」" for name, was, now in pairs if was != now]
    before, after = ({(given.by, kind): None for given in each.give for kind in given.kinds} for each in (old, new))
    found += [f"{by}の{kind}が加わる" for by, kind in after if (by, kind) not in before]
    return (*found, *(f"{by}の{kind}がなくなる" for by, kind in before if (by, kind) not in after))
