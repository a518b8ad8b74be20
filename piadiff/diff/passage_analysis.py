"""One passage while its facets are determined: what differs, and which changed letters are explained already."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice, takewhile, zip_longest

from piadiff.diff.compare import Passage
from piadiff.diff.lcs import Hunk
from piadiff.diff.subject import Subject
from piadiff.model import Facet, FacetKind
from piadiff.text import Folded

Span = tuple[int, int]
Finder = Callable[[str], Sequence[Span]]
KindOf = Callable[[Span | None, Span | None], FacetKind]


def touches(span: Span, start: int, end: int, *, beside: bool = False) -> bool:
    """Whether a span shares a letter with a stretch, or holds an empty one; ``beside``: at its edge too."""
    if start < end:
        return span[0] < end and start < span[1]
    return span[0] <= start <= span[1] if beside else span[0] < start < span[1]


class Spans:
    """Spans in the order in which they begin, found again by place."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """How far those up to each one reach is known beforehand."""
        self._spans = spans
        self._reach = list(accumulate((end for _, end in spans), max))

    def touching(self, start: int, end: int, *, beside: bool = False) -> list[Span]:
        """Those that touch a stretch."""
        near = takewhile(lambda span: span[0] <= end, islice(self._spans, bisect_left(self._reach, start), None))
        return [span for span in near if touches(span, start, end, beside=beside)]


def quoted(folded: Folded, span: Span) -> str:
    """Published words behind a span of the key."""
    start, end = folded.span(*span)
    return folded.source[start:end].strip()


@dataclass
class PassageAnalysis:
    """A passage, its hunks, the letters of them that no facet explains yet, and the facets so far.

    Attributes:
        alone: The item is all new or all gone; nothing stands beside the passage.
    """

    passage: Passage
    subject: Subject
    alone: bool = False
    facets: dict[Facet, None] = field(default_factory=dict)
    old_open: set[int] = field(default_factory=set)
    new_open: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for hunk in self.hunks:
            self.old_open.update(range(hunk.old_start, hunk.old_end))
            self.new_open.update(range(hunk.new_start, hunk.new_end))

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """Stretches of the keys that differ."""
        return self.passage.hunks

    @property
    def old(self) -> str:
        """Key of the old side."""
        return self.passage.before.key

    @property
    def new(self) -> str:
        """Key of the new side."""
        return self.passage.after.key

    def texts(self, hunk: Hunk) -> tuple[str, str]:
        """Both sides of a hunk under the key."""
        return self.old[hunk.old_start : hunk.old_end], self.new[hunk.new_start : hunk.new_end]

    def quote_old(self, span: Span | None) -> str:
        """Published words of the old side."""
        return quoted(self.passage.before, span) if span else ""

    def quote_new(self, span: Span | None) -> str:
        """Published words of the new side."""
        return quoted(self.passage.after, span) if span else ""

    def is_open(self, hunk: Hunk) -> bool:
        """Whether any letter of a hunk is unexplained."""
        return any(at in self.old_open for at in range(hunk.old_start, hunk.old_end)) or any(
            at in self.new_open for at in range(hunk.new_start, hunk.new_end)
        )

    def open_hunks(self) -> Iterator[Hunk]:
        """Hunks with letters no facet explains yet."""
        return (hunk for hunk in self.hunks if self.is_open(hunk))

    def explain(self, old: Iterable[Span], new: Iterable[Span]) -> None:
        """Takes letters off the open ones."""
        for start, end in old:
            self.old_open.difference_update(range(start, end))
        for start, end in new:
            self.new_open.difference_update(range(start, end))

    def add(self, kind: FacetKind, before: str, after: str) -> None:
        """Notes a facet once."""
        self.facets[Facet(kind, before, after)] = None

    def tell(self, kind: FacetKind, old: Span | None, new: Span | None) -> None:
        """Notes a facet of a span on one side or both, and what it explains."""
        self.add(kind, self.quote_old(old), self.quote_new(new))
        self.explain([old] if old else [], [new] if new else [])

    def has_open(self, old: Iterable[Span], new: Iterable[Span]) -> bool:
        """Whether any letter of the spans is unexplained."""
        return any(at in self.old_open for start, end in old for at in range(start, end)) or any(
            at in self.new_open for start, end in new for at in range(start, end)
        )

    def detect_spans(self, find: Finder, kind: KindOf, *, beside: bool = False) -> None:
        """Notes what ``find`` sees on each side of every open hunk, the first against the first and so on.

        With ``beside``, a span at whose edge words were put in or taken out is their other side.
        """
        old_spans, new_spans = Spans(find(self.old)), Spans(find(self.new))
        for hunk in list(self.open_hunks()):
            old = old_spans.touching(hunk.old_start, hunk.old_end, beside=beside)
            new = new_spans.touching(hunk.new_start, hunk.new_end, beside=beside)
            if not self.has_open(old, new):
                continue
            for before, after in zip_longest(old, new):
                if before and after and self.old[slice(*before)] == self.new[slice(*after)]:
                    continue
                self.tell(kind(before, after), before, after)

    def near(self, hint: re.Pattern[str], reach: int) -> bool:
        """Whether a cheap pattern stands within reach of a change on either side."""
        return any(
            hint.search(text, max(0, start - reach), end + reach)
            for hunk in self.open_hunks()
            for text, start, end in (
                (self.old, hunk.old_start, hunk.old_end),
                (self.new, hunk.new_start, hunk.new_end),
            )
        )

    def rests(self, hunk: Hunk) -> tuple[list[Span], list[Span]]:
        """Runs of unexplained letters on each side of a hunk."""
        return (
            list(_runs(self.old_open, hunk.old_start, hunk.old_end)),
            list(_runs(self.new_open, hunk.new_start, hunk.new_end)),
        )


def _runs(opened: set[int], start: int, end: int) -> Iterator[Span]:
    at = start
    while at < end:
        stop = at
        while stop < end and stop in opened:
            stop += 1
        if stop > at:
            yield at, stop
        at = stop + 1
