"""What is made of drafts: one review of several forms, and a summary for residents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from piadiff.model.change import Timing, Verdict
from piadiff.model.draft import Draft, DraftRow


@dataclass(frozen=True, slots=True)
class Place:
    """A row of one form's draft."""

    form: str
    number: int
    row: DraftRow


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that mean the same, in one or more forms.

    Attributes:
        changes: (before, after) of what changed, as the first row words it.
    """

    changes: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Forms concerned, each once."""
        return tuple(dict.fromkeys(place.form for place in self.places))

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Verdicts given, each once; more than one needs a look."""
        return tuple(dict.fromkeys(place.row.verdict for place in self.places))

    @property
    def timings(self) -> tuple[Timing, ...]:
        """提出時期 given, each once."""
        return tuple(dict.fromkeys(place.row.timing for place in self.places))

    @property
    def agreed(self) -> bool:
        """Whether all rows are judged alike."""
        return len(self.verdicts) == 1 and len(self.timings) == 1


@dataclass(frozen=True, slots=True)
class Review:
    """All drafts of one amendment: ``common`` stands in several forms, ``own`` in one only."""

    drafts: Mapping[str, Draft]
    common: tuple[Group, ...]
    own: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class SummaryPoint:
    """One change in plain words.

    Attributes:
        about: What of the form it concerns, without numbers.
        item: The 項目, for those who look it up.
        says: What happens, as sentences.
        quotes: (before, after) of the words; "" where there are none.
        rows: Numbers of the rows it was made from.
        by_person: The reason is an officer's word.
    """

    about: str
    item: str
    says: str
    quotes: tuple[tuple[str, str], ...]
    reason: str
    rows: tuple[int, ...]
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class SummarySection:
    """Changes of one weight."""

    title: str
    lead: str
    points: tuple[SummaryPoint, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """変更概要 for residents; ``terms`` explains the words used."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[SummarySection, ...]
    terms: tuple[tuple[str, str], ...]
