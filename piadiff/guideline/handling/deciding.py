"""Who takes the decisions that an item tells of: people, or a machine in their place."""

from __future__ import annotations

import re

from piadiff.guideline.handling.widening import scope
from piadiff.guideline.language.clauses import ASIDE, DOER, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import NOT
from piadiff.guideline.vocabulary import Signal
from piadiff.model import Change


def decision(edit: Edit, change: Change) -> Signal:
    """What an edit does to how decisions are taken: one that people took and a machine takes is another handling."""
    told = scope(edit, change)
    return Signal.NEW_HANDLING if told is Signal.REWRITTEN and _left_to_machine(edit) else told


def _left_to_machine(edit: Edit) -> bool:
    if edit.before is None or edit.after is None:
        return False
    (_, old), (machine, new) = (_doers(edit.before.text), _doers(edit.after.text))
    return bool(machine and old - new and not _doers(edit.before.text)[0])


def _doers(text: str) -> tuple[set[str], set[str]]:
    """Machines that do what a sentence says, or by which it is done, and people who do it."""
    told = [clause for clause in clauses(text) if NOT not in clause.sense]
    phrases = [phrase for clause in told for phrase in clause.phrases if ASIDE not in phrase.cases]
    names = {phrase.words for phrase in phrases if phrase.cases & {DOER, "によって"}}
    machines = {name for name in names if _MACHINE.search(name)}
    return machines, {name for name in names - machines if _PERSON.search(name)}


_MACHINE = re.compile(r"システム$|ai$|自動$|プログラム$")
_PERSON = re.compile(r"[員者長課係]$")
