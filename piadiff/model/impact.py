"""One amendment across the forms of a registry: what it touches, what a person decides, what is proposed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from piadiff.model.path import ItemPath

PILES = {
    "applied": "反映した",
    "applied, please check": "反映したが、確かめてほしい",
    "could not be applied": "反映できなかった",
}
"""The three piles of a review, and what people read."""

ADOPTED, REJECTED = "採用", "不採用"


@dataclass(frozen=True, slots=True)
class Touch:
    """One stretch of one item that the amendment touches.

    Attributes:
        pile: Key of ``PILES``.
        question: Id of the decision it stands under; touches of the same words have the same.
        answer: 採用, 不採用, or "" while nobody has decided.
    """

    form: str
    title: str
    path: ItemPath
    before: str
    after: str
    pile: str
    because: str
    place: str
    amendments: tuple[str, ...]
    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One decision for all that is the same, with its exceptions by form."""

    id: str
    before: str
    after: str
    pile: str
    because: str
    forms: tuple[str, ...]
    answer: str = ""
    person: str = ""
    reason: str = ""
    exceptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """The next version of a form, ready to review.

    Attributes:
        file: Where it stands, "" when it was not asked for.
        written: Whether this run wrote it; a run that changes nothing writes nothing.
        kept: Items and rows that an officer edited and that were left as they are.
    """

    form: str
    file: str
    written: bool
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What one amendment does to a registry.

    Attributes:
        notes: Where the law's data do not reach the days.
    """

    since: datetime.date
    until: datetime.date
    forms: int
    touches: Sequence[Touch]
    questions: Sequence[Question]
    proposed: Sequence[Proposed]
    notes: Sequence[str] = ()

    @property
    def open(self) -> Sequence[Question]:
        """Decisions nobody has taken."""
        return [each for each in self.questions if not each.answer and each.pile != "could not be applied"]

    @property
    def waits(self) -> bool:
        """Whether a person must still look at something."""
        return bool(self.open) or any(each.pile != "applied" and not each.answer for each in self.touches)
