"""Two states of a text → what the law says to the numbers that moved between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from piadiff.law import shelf
from piadiff.law.citation_words import JOINED
from piadiff.law.citations import Aliases, find_citations
from piadiff.law.lists import Criterion, criterion
from piadiff.law.renumbering import Cause, Listed, Pair, Proof, prove
from piadiff.law.text import Hold, Revision, Text, gone
from piadiff.text import key, wareki

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


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the law says to two states of a text.

    Attributes:
        evidence: For every table whose rows both list.
        unread: Lists that changed, and that could not be held against the law: what they say, and why.
    """

    evidence: tuple[Evidence, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Lists:
    """The rows of one table that a text lists; every list by itself, and all of it in words."""

    runs: list[list[str]] = field(default_factory=list)
    words: str = ""
    whole: bool = True
    end: int = -1

    @property
    def numbers(self) -> tuple[str, ...]:
        """All numbers, each once."""
        return tuple(dict.fromkeys(number for run in self.runs for number in run))


def weigh(before: str, after: str, days: tuple[date | None, date | None], names: Aliases) -> Weighed:
    """Whether the law accounts for the 項番 of two states of a text, table by table.

    Days that are not known are those on which one table gave way to the other.
    """
    was, now = _listed(before, names), _listed(after, names)
    rule = _rule(before, after)
    found, unread = list[Evidence](), list[str]()
    for place, listing in now.items():
        source = place if place in was else next((old for old in was if old not in now and _became(old, place)), None)
        if source is None:
            continue
        old = was[source]
        made = _evidence((source, old), (place, listing), days, rule)
        if isinstance(made, Evidence):
            found.append(made)
        elif source != place or not _same(old, listing):
            unread.append(f"{_told(old)}→{_told(listing)}（{made}）")
    return Weighed(tuple(found), tuple(unread))


def _became(old: tuple[str, str], new: tuple[str, str]) -> bool:
    return any(entry["from"] == list(old) and entry["to"] == list(new) for entry in shelf.moves())


def _same(old: _Lists, new: _Lists) -> bool:
    return old.runs == new.runs if old.whole and new.whole else old.words == new.words


def _told(lists: _Lists) -> str:
    return lists.words if len(lists.words) <= _SHOWN else f"{lists.words[:_SHOWN]}…"


_SHOWN = 30


def _evidence(
    was: tuple[tuple[str, str], _Lists],
    now: tuple[tuple[str, str], _Lists],
    days: tuple[date | None, date | None],
    rule: Criterion | None,
) -> Evidence | str:
    """The evidence on two lists, or why there is none."""
    old, new = (shelf.table(*place) if place[0] else None for place, _ in (was, now))
    if old is None or new is None:
        return "収録していない表の項番"
    if not (was[1].whole and now[1].whole):
        return "範囲で書かれたか、読み取れない項番がある"
    on = _days_of(old, new, days)
    if isinstance(on, str):
        return on
    proof = _proof((old, was[1], on[0]), (new, now[1], on[1]), rule)
    if proof is None:
        return "この日の版がない"
    return Evidence(proof, rule, on, (old.title, new.title), _amendments(old, new, proof, on))


def _days_of(old: Text, new: Text, days: tuple[date | None, date | None]) -> tuple[date, date] | str:
    """The days whose law counts, inside the time either table stood; or why there are none."""
    spans = (_span(old), _span(new))
    one_table = old is new
    first = days[0] or (None if one_table else spans[0][1])
    last = days[1] or (None if one_table else spans[1][0])
    if first is None or last is None:
        return "版の日が分からない"
    if Hold.BEYOND in (old.hold(first), new.hold(last)):
        return f"{wareki(new.checked)} より後の改正は未収録"
    first, last = (min(max(day, span[0]), span[1]) for day, span in zip((first, last), spans, strict=True))
    return (first, last) if first <= last else "版の日が前後している"


def _proof(was: tuple[Text, _Lists, date], now: tuple[Text, _Lists, date], rule: Criterion | None) -> Proof | None:
    """The proof of all numbers; where both sides have as many lists, of each list by itself: rows may change places."""
    (old, before, first), (new, after, last) = was, now
    runs = [(before.numbers, after.numbers)]
    if len(before.runs) == len(after.runs):
        runs = [(tuple(a), tuple(b)) for a, b in zip(before.runs, after.runs, strict=True)]
    proofs = [prove(Listed(old, a, first), Listed(new, b, last), rule) for a, b in runs]
    kept = [proof for proof in proofs if proof is not None]
    if len(kept) != len(proofs) or not kept:
        return None
    return Proof(tuple(dict.fromkeys(pair for proof in kept for pair in proof.pairs)), kept[0].revision)


_GOES_ON = re.compile(rf"(?:{JOINED}|から|[のは第:()「」]|項番号?)*")


def _listed(text: str, names: Aliases) -> dict[tuple[str, str], _Lists]:
    """Table → the rows of it that a text lists; rows with nothing but signs between them are one list."""
    found: dict[tuple[str, str], _Lists] = {}
    end = -1
    for each in find_citations(text, names):
        if each.numbers or each.partly:
            lists = found.setdefault((each.law, each.table), _Lists())
            if lists.end < 0 or lists.end != end or not _GOES_ON.fullmatch(key(text[end : each.start])):
                lists.runs.append([])
            lists.runs[-1] += each.numbers
            lists.words += "、" * bool(lists.words) + key(each.text)
            lists.whole = lists.whole and each.whole
            lists.end = each.end
        end = each.end
    return found


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
