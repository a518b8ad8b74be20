"""Changes made ready to be shown: their edit scripts as runs, in words or in phrases, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

import yaml

from piadiff.errors import DataError
from piadiff.model import Action, Change, Edit, FacetKind, Finding
from piadiff.writers.table import printable

_CONTEXT = 24
_WHOLE_NUMBER = re.compile(r"第?[0-9０-９]+(?:[.．,，][0-9０-９]+)*(?:[条項号](?:の[0-9０-９]+)*|[年月日件人回])?")
_ACTIONS = {
    Action.ADDED: "追加",
    Action.REMOVED: "削除",
    Action.CHANGED: "変更",
    Action.MOVED: "移動",
    Action.MOVED_CHANGED: "移動と変更",
}
_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class View(StrEnum):
    """How finely changed words are marked."""

    WORDS = "words"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of both texts; ``same`` when nothing differs, ``notation`` when only the spelling does."""

    old: str
    new: str
    same: bool = False
    notation: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One change as every view shows it.

    Attributes:
        head: Address and label, with where it stood before.
        verdict: Verdict and timing; "" for a change nobody judged.
        facts: What changed, in words.
        remarks: Explanation, rule, missing facts and notes.
    """

    head: str
    action: str
    verdict: str
    runs: tuple[Run, ...]
    facts: tuple[str, ...]
    remarks: tuple[str, ...]


@lru_cache(maxsize=1)
def facet_names() -> dict[FacetKind, str]:
    """Japanese names of all kinds of facets.

    Raises:
        DataError: When the shipped list leaves one out.
    """
    text = (resources.files("piadiff.writers") / "facet_names.yaml").read_text(encoding="utf-8")
    names = yaml.safe_load(text)
    if set(names) != {kind.value for kind in FacetKind}:
        raise DataError("種類の名前に過不足があります", where="facet_names.yaml")
    return {kind: names[kind.value] for kind in FacetKind}


def visible(text: str) -> str:
    """Text without characters that would steer a terminal or turn the reading direction."""
    return _UNSHOWN.sub("\ufffd", printable(text))


def runs_of(edits: Sequence[Edit]) -> Iterator[Run]:
    """Runs of an edit script; a deletion with the insertion behind it is one."""
    place = 0
    while place < len(edits):
        edit = edits[place]
        behind = edits[place + 1] if place + 1 < len(edits) else None
        if edit.op == "=":
            yield Run(edit.text, edit.text, same=True)
        elif edit.op == "-" and behind is not None and behind.op == "+" and behind.notation == edit.notation:
            yield Run(edit.text, behind.text, notation=edit.notation)
            place += 1
        elif edit.op == "-":
            yield Run(edit.text, "", notation=edit.notation)
        else:
            yield Run("", edit.text, notation=edit.notation)
        place += 1


def _borders(text: str) -> set[int]:
    """Places at which a BudouX phrase or a line begins, never inside a number."""
    places = {0, len(text)}
    at = 0
    for line in text.splitlines(keepends=True):
        inner = at
        for phrase in _parser().parse(line):
            places.add(inner)
            inner += len(phrase)
        at += len(line)
        places.update((at, at - 1 if line.endswith("\n") else at))
    for number in _WHOLE_NUMBER.finditer(text):
        places -= set(range(number.start() + 1, number.end()))
    return places


@lru_cache(maxsize=1)
def _parser():  # type: ignore[no-untyped-def]  # noqa: ANN202 - the library has no types
    import budoux

    return budoux.load_default_japanese_parser()


def in_phrases(runs: Sequence[Run]) -> list[Run]:
    """Runs whose edges stand between phrases; what then touches is one."""
    old_text, new_text = ("".join(part) for part in zip(*((run.old, run.new) for run in runs), strict=True))
    old_borders, new_borders = _borders(old_text), _borders(new_text)
    grown: list[Run] = []
    at = row = 0
    for run in runs:
        cuts = [
            cut for cut in range(len(run.old) + 1) if run.same and at + cut in old_borders and row + cut in new_borders
        ]
        if run.same and not cuts:
            grown.append(Run(run.old, run.new))
        elif run.same:
            first = 0 if at == row == 0 else cuts[0]
            last = (
                len(run.old) if at + len(run.old) == len(old_text) and row + len(run.new) == len(new_text) else cuts[-1]
            )
            grown += [
                Run(run.old[:first], run.new[:first]),
                Run(run.old[first:last], run.new[first:last], same=True),
                Run(run.old[last:], run.new[last:]),
            ]
        else:
            grown.append(run)
        at, row = at + len(run.old), row + len(run.new)
    return list(_fused(grown))


def _fused(runs: Sequence[Run]) -> Iterator[Run]:
    waiting: list[Run] = []
    for run in [*runs, Run("", "", same=True)]:
        if not run.same:
            waiting.append(run)
            continue
        changed = [part for part in waiting if part.old or part.new]
        if changed:
            spelling = all(part.notation or part.old == part.new for part in changed)
            yield Run("".join(p.old for p in changed), "".join(p.new for p in changed), notation=spelling)
        waiting = []
        if run.old:
            yield run


def shortened(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs with long unchanged stretches cut to their ends."""
    for place, run in enumerate(runs):
        if not run.same or len(run.old) <= 2 * _CONTEXT:
            yield run
            continue
        head = run.old[:_CONTEXT] if place else ""
        tail = run.old[-_CONTEXT:] if place < len(runs) - 1 else ""
        yield Run(f"{head}…{tail}", f"{head}…{tail}", same=True)


def shown(told: Finding | Change, view: View = View.WORDS) -> Shown:
    """A change, judged or not, ready for any view."""
    finding = told if isinstance(told, Finding) else None
    change = told.change if isinstance(told, Finding) else told
    runs = list(runs_of(change.edits))
    if view is View.PHRASE and any(not run.same for run in runs):
        runs = in_phrases(runs)
    return Shown(
        head=_head(change),
        action=_ACTIONS[change.action],
        verdict=f"{finding.verdict}・{finding.timing or '提出時期は未定'}" if finding else "",
        runs=tuple(Run(visible(run.old), visible(run.new), run.same, run.notation) for run in runs),
        facts=tuple(dict.fromkeys(_facts(change))),
        remarks=tuple(map(visible, _remarks(finding))) if finding else (),
    )


def _head(change: Change) -> str:
    moved = f"（{change.old_path} から）" if change.old_path and change.old_path != change.path else ""
    return visible(f"{change.path}{moved} {change.label}{'※' if change.significant else ''}".strip())


def _facts(change: Change) -> Iterator[str]:
    if change.notation:
        yield "表記だけの変更"
        return
    for facet in change.facets:
        yield facet_names()[facet.kind]


def _remarks(finding: Finding) -> Iterator[str]:
    for reason in finding.reasons[:1]:
        yield f"根拠: {reason.rule}（{reason.clause}）"
    if finding.explanation:
        yield f"説明: {finding.explanation}"
    yield from (f"足りない事実: {fact}" for fact in finding.missing)
    yield from (f"注: {note}" for note in finding.notes)
