"""What the law of the day says to a change of 項番 and 号: proof that only numbers moved, or a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piadiff import law
from piadiff.guideline.facts import Facts
from piadiff.law import Cause, Evidence, Pair
from piadiff.model import Change, FacetKind

_KINDS = frozenset({FacetKind.CITATION, FacetKind.ITEM_NUMBER_ADDED, FacetKind.ITEM_NUMBER_REMOVED})
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class LawEvidence:
    """What the law says to the numbers that came and went.

    Attributes:
        proven: Only numbers moved, or all that came and went follows the law, and no other provision came.
        unexplained: Numbers that the law gives no cause for, and those that could not be held against it.
        notes: The evidence, in words.
        amendments: Laws that made the change necessary, with their 施行日.
    """

    proven: bool = False
    unexplained: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    amendments: tuple[str, ...] = ()


def evidence_of(change: Change, facts: Facts) -> LawEvidence:
    """The evidence on one change; none where it moves no number.

    Only a list that states its own rule is said to follow the law where rows came or went: which rows a body
    asks by is its own choice, and one more may be a linkage begun.
    """
    if not change.before or not change.after or not any(facet.kind in _KINDS for facet in change.facets):
        return LawEvidence()
    names, days = facts.law_names, _days(facts)
    moved = law.moved_items(change.before, change.after, names)
    weighed = law.weigh(change.before, change.after, days, names)
    other = law.exchanged(change.before, change.after, days, names)
    asked = [_told(pair) for found in weighed.evidence for pair in _open(found)]
    return LawEvidence(
        proven=bool(weighed.evidence)
        and not weighed.unread
        and all(map(_proven, weighed.evidence))
        and not law.gained(change.before, change.after, names),
        unexplained=(*asked[:_SHOWN], *weighed.unread, *other),
        notes=(
            *(note for found in weighed.evidence for note in _notes(found)),
            *(f"法令と照らせていない項番: {each}" for each in weighed.unread),
            *(f"法令に理由の見つからない条・号: {each}" for each in other),
        ),
        amendments=tuple(dict.fromkeys((*moved, *(each for found in weighed.evidence for each in found.amendments)))),
    )


def _proven(found: Evidence) -> bool:
    return found.proof.pure or (found.proof.by_law and found.rule is not None)


def _open(found: Evidence) -> tuple[Pair, ...]:
    """Numbers without a cause, those whose likely counterpart the other list does not have, and new rows taken up.

    A list without a rule of its own need not follow a row that the law added.
    """
    undecided = found.proof.of(Cause.UNDECIDED)
    taken_up = found.proof.of(Cause.LAW_ADDED) if found.rule is None else ()
    return (*found.proof.of(Cause.NONE), *(pair for pair in undecided if not (pair.old and pair.new)), *taken_up)


def _days(facts: Facts) -> tuple[date | None, date | None]:
    """公表日 of both forms, as far as they are known."""
    old = facts.old.header.published if facts.old else None
    return old, facts.effective or (facts.new.header.published if facts.new else None)


def _notes(found: Evidence) -> list[str]:
    """One line for each cause, the rows named."""
    said = {
        Cause.RENUMBERED: "同じ項の番号だけが変わったもの",
        Cause.LAW_ADDED: "法令が加えた項",
        Cause.LAW_DROPPED: "法令がなくした項",
        Cause.NONE: "法令に理由の見つからない項",
        Cause.UNDECIDED: "同じ項かどうか決められないもの",
    }
    lines = []
    for cause, words in said.items():
        one_table = found.titles[0] == found.titles[1]
        pairs = [pair for pair in found.proof.of(cause) if not (one_table and pair.old == pair.new)]
        if pairs:
            more = f" ほか{len(pairs) - _SHOWN}" if len(pairs) > _SHOWN else ""
            lines.append(f"{found.head} {words} {len(pairs)}: {'、'.join(map(_told, pairs[:_SHOWN]))}{more}")
    return lines


def _told(pair: Pair) -> str:
    numbers = "→".join(filter(None, (pair.old, pair.new)))
    return f"{numbers}（{pair.because}）"
