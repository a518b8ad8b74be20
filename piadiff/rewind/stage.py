"""A state between two batches of rows, and how it was reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from piadiff.model import ChangeRow, ItemPath, KeptRow
from piadiff.rewind.batches import Batch
from piadiff.rewind.file_names import of_file
from piadiff.rewind.revisions import back
from piadiff.rewind.state import State
from piadiff.rewind.steps import Step
from piadiff.rewind.undo_batch import Doubt


@dataclass
class Stage:
    """One version in the making; the first stage is the published form and has no batch.

    Attributes:
        batch: The rows that were undone to reach it.
        rows: The rows that are still in its table.
        undone: The state right after those rows, as the newer stage's form has its items.
        steps: What undoing them did, newest first.
        files: Names of 特定個人情報ファイル that those rows changed, as the newer stage has them → as this one has.
        unsaid: Items of the newer form that this one's revision does not ask for, and no row said to be new.
    """

    state: State
    rows: tuple[ChangeRow, ...]
    batch: Batch | None = None
    undone: State | None = None
    steps: list[Step] = field(default_factory=list)
    kept: list[KeptRow] = field(default_factory=list)
    remarks: list[KeptRow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    files: Mapping[str, str] = field(default_factory=dict)
    unsaid: tuple[ItemPath, ...] = ()

    @cached_property
    def changed(self) -> frozenset[ItemPath]:
        """Items that undoing the rows changed, as the newer stage names them."""
        return frozenset(path for step in self.steps for path in step.paths)

    @property
    def since(self) -> date | None:
        """The newest 変更日 still in its table."""
        return max((row.date for row in self.rows if row.date), default=None)

    @property
    def until(self) -> date | None:
        """The 変更日 whose rows were undone to reach it."""
        return self.batch.day if self.batch else None


def before(path: ItemPath, later: Stage, older: Stage) -> ItemPath | None:
    """Where an item of a stage stands in the one before it; None where that one's form does not ask for it."""
    return back(of_file(path, older.files), later.state, older.state.template.revision)


def after(path: ItemPath, older: Stage, later: Stage) -> ItemPath | None:
    """Where an item of a stage stands in the one after it."""
    there = back(path, older.state, later.state.template.revision)
    return there and of_file(there, {old: new for new, old in older.files.items()})


def newer(stages: Sequence[Stage], path: ItemPath) -> Iterator[tuple[int, ItemPath, ItemPath | None]]:
    """From the last of some stages to the newest: its number, and an item there and in the stage after its rows."""
    here: ItemPath | None = path
    for at in range(len(stages) - 1, 0, -1):
        if here is None:
            return
        there = after(here, stages[at], stages[at - 1])
        yield at, here, there
        here = there
