"""Any spelling of a 項目 cell → the addresses it means, or a reason why that cannot be determined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from piadiff.addresses.letters import read_cell
from piadiff.addresses.refine import Facts, refined, with_file, with_number
from piadiff.addresses.search import Reading, readings
from piadiff.addresses.spelling import official_spelling
from piadiff.addresses.state import UNKNOWN_NUMBER, Context, Target
from piadiff.addresses.template_nodes import tree_of
from piadiff.model import WHOLE_FORM, Form, ItemPath
from piadiff.templates.loader import known, load
from piadiff.templates.moves import moved, revisions
from piadiff.templates.schema import Template

__all__ = ["Resolution", "official_spelling", "resolve"]

_LONGEST_CELL = 2000
_MOST_CANDIDATES = 5
_SAME_COST = 0.05
_SURE = 1.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a 項目 cell means.

    Attributes:
        paths: Addresses in the order of the cell; empty when it cannot be determined.
        reason: Why it cannot be determined, naming the candidates; beside ``paths``, what of the cell was not used.
    """

    paths: tuple[ItemPath, ...] = ()
    reason: str = ""


def resolve(raw: str, template: Template, *, form: Form | None = None, before: str = "", after: str = "") -> Resolution:
    """Find the items a 項目 cell names.

    Args:
        raw: The cell as published.
        template: The form the row belongs to.
        form: The form the row stands in; it gives file names and how often a group is repeated.
        before: 変更前の記載 of the row, which may say that an item below the named one is meant.
        after: 変更後の記載 of the row.
    """
    if len(raw) > _LONGEST_CELL:
        return Resolution(reason=f"項目の欄が{_LONGEST_CELL}字を超えるため、読み取りません")
    facts = Facts(raw, template, form, before, after)
    found = _readings(raw, template, facts.files)
    if found is None:
        return Resolution(reason="項目の欄に文字がありません")
    if found and found[0].conflict:
        other = _of_another_revision(facts)
        if other:
            return other
    if not found:
        return Resolution(reason=f"「{_short(raw)}」に当たる項目が{template.name}にありません")
    return _decided(raw, found, facts)


@lru_cache(maxsize=2048)
def _readings(raw: str, template: Template, files: tuple[str, ...]) -> tuple[Reading, ...] | None:
    """The readings of a cell, which every version of a form prints again; None where it has no letters."""
    cell = read_cell(raw)
    return tuple(readings(Context(cell, tree_of(template), files))) if cell.core else None


def _of_another_revision(facts: Facts) -> Resolution | None:
    """The items a cell names by the numbers of another revision, put at their present place.

    A row keeps the numbering of its own day: 「Ⅳ-8 監査」 where 監査 is Ⅳ-9 by now.
    """
    template = facts.template
    if (template.name, template.revision) not in known():
        return None
    for revision in reversed([one for one in revisions(template.name) if one != template.revision]):
        found = _readings(facts.raw, load(template.name, revision), facts.files)
        if not found or found[0].conflict or found[0].notes or found[0].cost > _SURE:
            continue
        chosen = [_paths(reading) for reading in found]
        now = [moved(path, template.name, revision, template.revision) for path in chosen[0]]
        if len(set(chosen)) == 1 and all(now):
            paths = [one for path in now if path for one in with_file(facts, path)[0]]
            return Resolution(tuple(paths), f"{revision}の様式の番号として読みました")
    return None


def _decided(raw: str, found: Sequence[Reading], facts: Facts) -> Resolution:
    """One resolution of the readings that cost about the same."""
    best = found[0]
    if best.conflict:
        named = "、".join([*(str(path) for path in _paths(best)), *best.conflict])
        return Resolution(reason=f"「{_short(raw)}」の番号と項目名が別の項目を指します: {named}")
    settled: _Settled = {}
    for reading in found:
        paths, notes = _settled(facts, reading)
        settled.setdefault(paths, (reading.cost, notes))
    choices = [paths for paths in settled if not _covered(paths, settled) and not _spread_out(paths, settled)]
    if all(path.section in WHOLE_FORM for paths in choices for path in paths):
        choices = choices[:1]
    if len(choices) > 1:
        narrowed = facts.fitting(choices)
        if len(narrowed) != 1:
            return Resolution(reason=f"「{_short(raw)}」は次のどれを指すか決められません: {_listed(choices)}")
        choices = narrowed
    lost = tuple(path for path in choices[0] if any(UNKNOWN_NUMBER in part for part in path.parts))
    if lost:
        reason = f"「{_short(raw)}」には番号がないため、何番目か決められません: {_listed([lost])}"
        return Resolution(reason=reason)
    cost, notes = settled[choices[0]]
    if cost >= _SURE and not notes:
        notes = ("書かれたとおりには読めないところがあり、最も近い項目として読みました",)
    return Resolution(choices[0], "。".join(notes))


def _settled(facts: Facts, reading: Reading) -> tuple[tuple[ItemPath, ...], tuple[str, ...]]:
    """Addresses of a reading with what the form and the row add, and what of the cell was not used."""
    notes = list(reading.notes)
    paths: list[ItemPath] = []
    for path in _paths(reading):
        filed, note = with_file(facts, with_number(facts, path))
        paths += [refined(facts, one) for one in filed]
        notes += [note] if note else []
    # 「共通」 above a list of items says only that one edit was made in all of them.
    named = [path for path in paths if path.section not in WHOLE_FORM]
    return tuple(dict.fromkeys(named or paths)), tuple(dict.fromkeys(notes))


_Settled = dict[tuple[ItemPath, ...], tuple[float, tuple[str, ...]]]
"""Addresses a cell may mean, each with its cost and what of the cell was not used."""


def _covered(paths: tuple[ItemPath, ...], settled: _Settled) -> bool:
    """Whether another reading, as cheap, names what stands above these items."""
    cost = settled[paths][0]
    return any(
        others != paths
        and price <= cost + _SAME_COST
        and len(others) == len(paths) == 1
        and others[0].contains(paths[0])
        for others, (price, _) in settled.items()
    )


def _spread_out(paths: tuple[ItemPath, ...], settled: _Settled) -> bool:
    """Whether another reading, as cheap, takes for one item below the first what this one takes for a list of items."""
    cost = settled[paths][0]
    return len(paths) > 1 and any(
        len(others) == 1 and price <= cost + _SAME_COST and others[0] != paths[0] and paths[0].contains(others[0])
        for others, (price, _) in settled.items()
    )


def _paths(reading: Reading) -> tuple[ItemPath, ...]:
    return tuple(dict.fromkeys(path for target in reading.targets for path in _addresses(target)))


def _addresses(target: Target) -> list[ItemPath]:
    head = target.head
    return [ItemPath(head.section, file, head.parts) for file in target.files or ("",)]


def _listed(choices: list[tuple[ItemPath, ...]]) -> str:
    """Candidates for a message, the first few by name."""
    names = ["、".join(str(path) for path in paths) for paths in choices]
    more = len(names) - _MOST_CANDIDATES
    return " ／ ".join(names[:_MOST_CANDIDATES]) + (f" ほか{more}通り" if more > 0 else "")


def _short(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) <= 60 else f"{text[:60]}…"
