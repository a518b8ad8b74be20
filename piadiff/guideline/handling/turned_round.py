"""Measures told the other way round: what was severed is joined, what came first comes last, what was denied can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from piadiff.guideline.handling.measures import handles, says
from piadiff.guideline.language.clauses import DONE, OF, TO_NOUN, Clause, clauses
from piadiff.guideline.language.reading import CAN, NOT, sentence_texts


@lru_cache(maxsize=64)
def turned_round(before: str, after: str) -> bool:
    """Whether one text does the opposite of what the other says guards, in whatever sentence it says so."""
    old, new = ([clauses(text) for text in sentence_texts(side)] for side in (before, after))
    was, now = ([clause for told in side for clause in told] for side in (old, new))
    return _joins(was, now) or _comes_last(was, now) or _can_now(was, now) or _by_word_alone(old, new)


def _joins(was: Sequence[Clause], now: Sequence[Clause]) -> bool:
    """Whether something is joined to what it was severed from, or was not to be joined to, and nothing severs it."""
    joined = {name for clause in now if NOT not in clause.sense for name in _joined_to(clause)}
    stays = {name for clause in was if NOT not in clause.sense for name in _joined_to(clause)}
    return bool((joined & _severed(was)) - stays - _severed(now))


def _severed(told: Sequence[Clause]) -> set[str]:
    done = (clause for clause in told if NOT not in clause.sense and _SEVERS.search(clause.doing))
    apart = {_head(p.words) for clause in done for p in clause.phrases if p.cases & {"から", "と"}}
    return apart | {name for clause in told if NOT in clause.sense for name in _joined_to(clause)}


def _joined_to(clause: Clause) -> Iterator[str]:
    if _JOINS.fullmatch(clause.doing) and not clause.link.startswith(TO_NOUN):
        yield from (_head(p.words) for p in clause.phrases if p.cases & {"に", "と"} and DONE not in p.cases)


_SEVERS, _JOINS = re.compile(r"[切隔分]離$|[遮切]断$"), re.compile(r"接続|連結|直結|常時接続")


def _comes_last(was: Sequence[Clause], now: Sequence[Clause]) -> bool:
    """Whether what was done to a thing beforehand is now done to it when all is over, and nothing beforehand."""
    first = [clause for clause in was if _is_done(clause) and _when(clause, _AHEAD)]
    last = [clause for clause in now if _is_done(clause) and _when(clause, _OVER)]
    early = [clause for clause in now if _when(clause, _AHEAD)]
    return any(_alike(one, other) and not any(_alike(one, each) for each in early) for one in first for other in last)


def _is_done(clause: Clause) -> bool:
    return NOT not in clause.sense and not clause.link.startswith(TO_NOUN)


def _when(clause: Clause, time: re.Pattern[str]) -> bool:
    return any(time.fullmatch(phrase.words) for phrase in clause.phrases)


def _alike(one: Clause, other: Clause) -> bool:
    """Whether two clauses do what is told in letters that they share, to a thing of the same name."""
    return bool(set(one.doing) & set(other.doing) and _things(one) & _things(other))


_AHEAD = re.compile(r"事前|.*[一-龠の]前")
_OVER = re.compile(r"事後|.*(?:終了|完了|修了)の?後")


def _can_now(was: Sequence[Clause], now: Sequence[Clause]) -> bool:
    """Whether a handling that was denied can be done too, to things of the name, without any only."""
    denied = [c for c in was if NOT in c.sense and not c.link.startswith(TO_NOUN) and handles(c.doing)]
    still = {clause.doing for clause in now if NOT in clause.sense}
    can = [c for c in now if CAN in c.sense and NOT not in c.sense and not c.link.startswith(TO_NOUN)]
    return any(
        one.doing == other.doing and one.doing not in still and _things(one) & _things(other, too=True)
        for one in denied
        for other in can
    )


def _by_word_alone(old: Sequence[Sequence[Clause]], new: Sequence[Sequence[Clause]]) -> bool:
    """Whether what was seen by a paper is now taken from what somebody says."""
    seen, still = ({doing for told in side for doing in _seen_by(told, _PAPER)} for side in (old, new))
    heard, before = ({doing for told in side for doing in _seen_by(told, _SAID)} for side in (new, old))
    return bool((seen & heard) - still - before)


def _seen_by(told: Sequence[Clause], means: re.Pattern[str]) -> set[str]:
    """What a sentence says is looked at by such a means."""
    by = any("によって" in p.cases and means.search(p.words) for clause in told for p in clause.phrases)
    return {clause.doing for clause in told if by and says("examines", clause.doing) and NOT not in clause.sense}


_PAPER = re.compile(r"(?:書類?|証|カード|原本|台帳|記録|ログ)$")
_SAID = re.compile(r"(?:申告|申出|口頭|聞き?取り?|電話)$")


def _things(clause: Clause, *, too: bool = False) -> set[str]:
    cases = {"も"} if too else {DONE}
    return {_head(phrase.words) for phrase in clause.phrases if phrase.cases & cases and not phrase.leads}


def _head(words: str) -> str:
    return words.split(OF)[-1]
