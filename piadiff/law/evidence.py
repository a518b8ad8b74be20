"""Two states of a text → what the law says to the numbers that moved between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from piadiff.law import shelf
from piadiff.law.citations import Aliases, Citation, find_citations
from piadiff.law.lists import Criterion, criterion
from piadiff.law.renumbering import Cause, Listed, Pair, Proof, prove
from piadiff.law.text import Hold, Revision, Text, gone
from piadiff.text import wareki

_NEW_LAW = "（改正によらない版）"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the law says to a change of 項番.

    Attributes:
        rule: The rule by which both texts say they list, None where they state none.
        days: Days whose law was read.
        titles: Tables on both sides.
    """

    proof: Proof
    rule: Criterion | None
    days: tuple[date, date]
    titles: tuple[str, str]
    amendments: tuple[str, ...]

    @property
    def head(self) -> str:
        """Tables and revision, as every statement on the evidence begins."""
        return f"{self.titles[0]}→{self.titles[1]}（版 {self.proof.revision}）"


def evidence(before: str, after: str, days: tuple[date | None, date | None], names: Aliases) -> Evidence | None:
    """Whether the law accounts for the 項番 of two states of a text.

    Days that are not known are those on which one table gave way to the other; None where the texts do not list
    rows of one held table each, or the data do not reach the days.
    """
    was, now = _listed(before, names), _listed(after, names)
    if was is None or now is None:
        return None
    (old, old_numbers), (new, new_numbers) = was, now
    spans = (_span(old), _span(new))
    one_table = old is new
    first = days[0] or (None if one_table else spans[0][1])
    last = days[1] or (None if one_table else spans[1][0])
    if first is None or last is None or Hold.BEYOND in (old.hold(first), new.hold(last)):
        return None
    first, last = (min(max(day, span[0]), span[1]) for day, span in zip((first, last), spans, strict=True))
    if first > last:
        return None
    rule = _rule(before, after)
    proof = prove(Listed(old, old_numbers, first), Listed(new, new_numbers, last), rule)
    if proof is None:
        return None
    return Evidence(proof, rule, (first, last), (old.title, new.title), _amendments(old, new, proof, (first, last)))


def _listed(text: str, names: Aliases) -> tuple[Text, tuple[str, ...]] | None:
    """The one table whose rows a text lists, and the rows."""
    by_table: dict[tuple[str, str], list[Citation]] = {}
    for each in find_citations(text, names):
        if each.numbers:
            by_table.setdefault((each.law, each.table), []).append(each)
    if len(by_table) != 1:
        return None
    ((law, table), citations) = next(iter(by_table.items()))
    held = shelf.table(law, table) if law else None
    if held is None or any(each.ranged for each in citations):
        return None
    return held, tuple(dict.fromkeys(number for each in citations for number in each.numbers))


def _span(text: Text) -> tuple[date, date]:
    """First and last day on which a table stood, as far as the data reach."""
    real = [each for number in text.lines for each in text.versions(number) if not gone(each)]
    ends = [each.until.day - timedelta(days=1) if each.until else text.checked for each in real]
    return min(each.since.day for each in real), max(ends)


def _rule(before: str, after: str) -> Criterion | None:
    """The rule of both texts; one that only one of them states is taken for both."""
    old, new = criterion(before), criterion(after)
    return (new or old) if old is None or new is None or old == new else None


def _amendments(old: Text, new: Text, proof: Proof, days: tuple[date, date]) -> tuple[str, ...]:
    """Laws that moved, added or dropped the numbers, with the day they came into force."""
    if old is not new:
        return (opening(new),)
    turns: dict[str, Revision] = {}
    for pair in proof.of(Cause.RENUMBERED, Cause.LAW_ADDED, Cause.LAW_DROPPED):
        if pair.old != pair.new:
            for revision in _turned(new, pair, days):
                turns.setdefault(revision.id, revision)
    return tuple(amendment(new, each) for each in sorted(turns.values(), key=lambda each: each.day))


def _turned(text: Text, pair: Pair, days: tuple[date, date]) -> Sequence[Revision]:
    """The revision between two days by which a number came, or went."""
    number = pair.new or pair.old
    came = [each.since for each in text.versions(number) if days[0] < each.since.day <= days[1] and not gone(each)]
    went = [each.until for each in text.versions(number) if each.until and days[0] < each.until.day <= days[1]]
    return came[:1] if pair.new else went[-1:]


def opening(text: Text) -> str:
    """The amendment by which a table came to stand; of several on one day the one whose rows held."""
    real = (each for number in text.lines for each in text.versions(number) if not gone(each))
    return amendment(text, min((each.since for each in real), key=lambda each: each.day))


def amendment(text: Text, revision: Revision) -> str:
    """The law that made a revision, and its 施行日: 令和3年法律第37号、令和3年9月1日施行."""
    by = text.number if revision.by == _NEW_LAW else revision.by
    return f"{by}、{wareki(revision.day)}施行"


def moved_items(before: str, after: str, names: Aliases) -> tuple[str, ...]:
    """Amendments that gave a 号 cited before the number cited after: 番号法19条7号 → 8号."""
    old, new = (
        {(each.law, each.article, each.item) for each in find_citations(text, names) if each.law and each.item}
        for text in (before, after)
    )
    found: dict[str, None] = {}
    for entry in shelf.entries():
        for article, turned in entry.moved.items():
            for day, by, pairs in turned:
                gave = [(entry.id, article, number) for number in pairs]
                got = [(entry.id, article, number) for number in pairs.values()]
                if any(a in old - new and b in new - old for a, b in zip(gave, got, strict=True)):
                    found[f"{by}、{wareki(date.fromisoformat(day))}施行"] = None
    return tuple(found)
