"""All versions of a form → the data of the slider: a script beside the page, loaded when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from piadiff.model import Item, ItemPath, Version
from piadiff.templates import Template
from piadiff.writers.characters import visible
from piadiff.writers.report.changes import Revision, Step, version_name
from piadiff.writers.report.form_items import ordered, section_name
from piadiff.writers.report.scripts import script_value


def day_of(version: Version) -> date | None:
    """Day from which a version is the newest: 公表日, or for a rebuilt one the 変更日 it follows."""
    return version.published or version.since


def past(steps: Sequence[Step], shown: Sequence[Revision], template: Template) -> str:
    """A script that gives the page every value of every item.

    An item is [address, label, section, [[version, text or null, verdict or null, why unsure or ""], …]] with one
    entry for every version in which its value or its certainty differs from the one before.
    """
    ranks = {(revision.number, entry.path): entry.rank for revision in shown for entry in revision.entries}
    items = [
        [str(path), label, section_name(path, template), told]
        for path, label in ordered(steps)
        if (told := _values(path, steps, ranks))
    ]
    versions = [
        [version_name(step.version, number), _iso(day_of(step.version)), step.version.form.reconstructed]
        for number, step in enumerate(steps, 1)
    ]
    return f"report.past({script_value({'versions': versions, 'items': items})});\n"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _values(
    path: ItemPath, steps: Sequence[Step], ranks: Mapping[tuple[int, ItemPath], int]
) -> list[list[int | str | None]]:
    told: list[list[int | str | None]] = []
    last: tuple[str | None, str] = (None, "")
    for number, step in enumerate(steps, 1):
        form = step.version.form
        doubt = form.uncertain.get(path)
        now = _text(form.by_path.get(path)), doubt.reason if doubt else ""
        if now != last:
            told.append([number, now[0], ranks.get((number, path)), now[1]])
        last = now
    return told


def _text(item: Item | None) -> str | None:
    if item is None:
        return None
    return "（読み取れません）" if item.undetermined else visible(item.text)
