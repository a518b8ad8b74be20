"""The register of accepted observations ⇄ its entries.

A broken entry is an error: what nobody can read must silence nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from piadiff.canonical.entries import path_of
from piadiff.canonical.form_file import path_key
from piadiff.canonical.place import Place
from piadiff.canonical.yaml_text import Writable, read, write
from piadiff.errors import DataError, UnreadableSourceError
from piadiff.model import Acceptance
from piadiff.text import find_dates

SCHEMA = "piadiff/accepted/1"
_KEYS = ("check", "form", "path", "row", "person", "reason", "until", "fingerprint")
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_REMEDY = "示された所を直すか、その受容を消して `piadiff accept` で書き直してください"


def read_accepted(text: str, where: str, checks: Collection[str]) -> tuple[Acceptance, ...]:
    """Entries of a register in the order of the file; ``checks`` are the checks there are.

    Raises:
        DataError: When the text is no register, or an entry is broken.
    """
    try:
        place = Place(read(text, where), where)
        if place.node == "":
            return ()
        place.only(("schema", "accepted"))
        if place.child("schema").text() != SCHEMA:
            raise place.child("schema").refuse(f"「schema: {SCHEMA}」であるべきところが違っています")
        entries = place.child("accepted", [])
        return tuple(_entry(entry, number, checks) for number, entry in enumerate(_listed(entries), 1))
    except UnreadableSourceError as error:
        raise DataError(error.message, where=error.where, remedy=error.remedy or _REMEDY) from error


def _listed(place: Place) -> Sequence[Place]:
    return () if place.node == "" else list(place.entries())


def _entry(place: Place, number: int, checks: Collection[str]) -> Acceptance:
    place.only(_KEYS)
    check = _word(place, "check")
    if check not in checks:
        raise place.child("check").refuse(f"検査「{check}」はありません（{'、'.join(sorted(checks))}）")
    return Acceptance(
        check=check,
        form=_word(place, "form"),
        path=path_of(place.child("path")) if place.child("path", "").text() else None,
        row=_row(place.child("row", "")),
        person=_word(place, "person"),
        reason=_word(place, "reason"),
        until=_day(place.child("until", "")),
        fingerprint=_fingerprint(place.child("fingerprint", "")),
        entry=number,
    )


def _word(place: Place, key: str) -> str:
    """A text that must be there."""
    text = place.child(key).text().strip()
    if not text:
        raise place.child(key).refuse(f"「{key}」が空です")
    return text


def _row(place: Place) -> int | None:
    if not place.text():
        return None
    if not place.number():
        raise place.refuse("変更箇所の行は 1 から数えます")
    return place.number()


def _day(place: Place) -> date | None:
    text = place.text().strip()
    if not text:
        return None
    found = list(find_dates(text))
    if len(found) != 1 or found[0].day is None or found[0].text.strip() != text:
        raise place.refuse(f"「{text[:20]}」は日付として読めません（例: 2027-03-31、令和9年3月31日）")
    return found[0].day


def _fingerprint(place: Place) -> str:
    text = place.text().strip()
    if text and not _FINGERPRINT.fullmatch(text):
        raise place.refuse("識別子は 0-9 と a-f の12文字です（piadiff audit --json の fingerprint）")
    return text


def write_accepted(text: str, new: Sequence[Acceptance], where: str, checks: Collection[str]) -> str:
    """The register with these entries in it; one about the same observation is replaced, all other lines stay."""
    kept = list(read_accepted(text, where, checks))
    for entry in new:
        old = next((number for number, known in enumerate(kept) if _same(known, entry)), None)
        text = _with_entry(text, kept, entry, old)
        kept = [*kept, entry] if old is None else [*kept[:old], entry, *kept[old + 1 :]]
        text = text if _holds(text, kept, where, checks) else _dump(kept)
    return text


def _holds(text: str, wanted: Sequence[Acceptance], where: str, checks: Collection[str]) -> bool:
    """Whether a text reads as these entries; one that a person indented in another way may not."""
    try:
        return _plain(read_accepted(text, where, checks)) == _plain(wanted)
    except DataError:
        return False


def _same(known: Acceptance, entry: Acceptance) -> bool:
    """Whether two entries are about the same observation, whoever accepts it and until when."""
    told = replace(known, person=entry.person, reason=entry.reason, until=entry.until, entry=entry.entry)
    return told == entry


def _plain(entries: Sequence[Acceptance]) -> list[Acceptance]:
    return [replace(entry, entry=0) for entry in entries]


def _with_entry(text: str, kept: Sequence[Acceptance], entry: Acceptance, old: int | None) -> str:
    """The text with the lines of one entry put at its end, or in the place of those of another."""
    if not kept:
        return _with_heading(text) + _lines([entry])
    lines = [line if line.endswith("\n") else f"{line}\n" for line in text.splitlines(keepends=True)]
    starts = [number for number, line in enumerate(lines) if line.startswith("- ")]
    if old is None or len(starts) != len(kept):
        return "".join(lines) + _lines([entry])
    end = starts[old] + 1
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return "".join((*lines[: starts[old]], _lines([entry]), *lines[end:]))


def _with_heading(text: str) -> str:
    """Comments of a register without entries, and its heading."""
    told = "".join(f"{line}\n" for line in text.splitlines() if line.startswith("#"))
    return f"{told}schema: {SCHEMA}\naccepted:\n"


def _dump(entries: Sequence[Acceptance]) -> str:
    return _with_heading("") + _lines(entries)


def _lines(entries: Sequence[Acceptance]) -> str:
    written = write({"accepted": [_object(entry) for entry in entries]})
    return "".join(f"{line.removeprefix('  ')}\n" for line in written.splitlines()[1:])


def _object(entry: Acceptance) -> dict[str, Writable]:
    values: dict[str, Writable | None] = {
        "check": entry.check,
        "form": entry.form,
        "path": path_key(entry.path) if entry.path else None,
        "row": entry.row,
        "person": entry.person,
        "reason": entry.reason,
        "until": entry.until,
        "fingerprint": entry.fingerprint,
    }
    return {key: value for key, value in values.items() if value not in (None, "")}
