"""Edit scripts as runs of both texts, marked in words or in phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from piadiff.model import Edit

_CONTEXT = 24
_WHOLE_NUMBER = re.compile(r"第?[0-9０-９]+(?:[.．,，][0-9０-９]+)*(?:[条項号](?:の[0-9０-９]+)*|[年月日件人回])?")


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
