"""One clause in the words of another: what is done told by another verb, 承認を受ける for 承認する."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from piadiff.guideline.language.clauses import ASIDE, CASES, COMPOUND, DOER, DONE, OF, Clause, Phrase

_TURNED = frozenset("等受限公開提外許委出入転輸禁導譲貸搬流放止停廃緩任代省例免解除再不未無非指掲告周保移")
"""Letters that bring a party, a direction, a limit, others or another act into a compound."""
RECEIVED = "得"
"""The reading of 受ける and 得る."""
PEOPLE = re.compile(r"[者員人長先課係部局社市町村区県国家]$|本人|機関")
"""How words end that name someone who acts."""


def same_doing(one: str, other: str) -> bool:
    """The same verb, or a native verb of one letter and a compound of two that holds it: 確かめる, 確認する."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    held = len(short) == 1 and len(long) == COMPOUND and short in long
    return held and not set(long.replace(short, "", 1)) & _TURNED


def recast(one: Clause, other: Clause) -> Clause:
    """A clause with the verb of another where it tells the same by another, else as it is."""
    if one.doing == RECEIVED:
        return _given(one, other) if other.doing != RECEIVED else _from_whom(one, other)
    if one.doing == "利用" != other.doing:
        return _done_by(one, other)
    return _apart(one, other)


def verbs(clause: Clause) -> tuple[str, ...]:
    """What is done in a clause, and what it may say is done where its verb only leads there."""
    if clause.doing not in (RECEIVED, "利用"):
        return (clause.doing,)
    return (clause.doing, *(_last(phrase) for phrase in clause.phrases))


def _apart(one: Clause, other: Clause) -> Clause:
    """A compound as what is done, and what it is done to, where the other side has them apart: 業務終了."""
    for phrase in other.phrases:
        rest = one.doing.removeprefix(phrase.name)
        if DONE in phrase.cases and COMPOUND <= len(rest) < len(one.doing) and same_doing(rest, other.doing):
            return replace(one, doing=rest, phrases=(*one.phrases, Phrase(phrase.words, frozenset({DONE}))))
        for own in one.phrases if DONE in phrase.cases else ():
            act, rest = one.doing[:COMPOUND], one.doing[COMPOUND:]
            whole = own.cases == CASES["の!"] and phrase.name == own.name + act
            if whole and len(rest) >= COMPOUND and same_doing(rest, other.doing):
                told = (replace(phrase, cases=frozenset({DONE})) if each is own else each for each in one.phrases)
                return replace(one, doing=rest, phrases=tuple(told))
    return one


def _given(one: Clause, other: Clause) -> Clause:
    """Who gives what is received as the one who does it: 課長の承認を受ける, 課長が承認する; 委託先から報告を受ける."""
    at = next((i for i, p in enumerate(one.phrases) if p.cases == {DONE} and _last(p) == other.doing), None)
    if at is None:
        return one
    owner = one.phrases[at].words.rpartition(OF)[0]
    rest = [*one.phrases[:at], *one.phrases[at + 1 :]]
    giver = [Phrase(owner, frozenset({DOER}))] if owner else []
    told = owner or any("から" in p.cases or (p.leads and DOER in p.cases) for p in rest)
    if not told or (owner and not PEOPLE.search(owner)):
        return one
    return replace(one, doing=other.doing, phrases=(*map(_taker, rest), *giver))


def _from_whom(one: Clause, other: Clause) -> Clause:
    """Whose leave is received as from whom it is, where the other side says so: 課長の承認, 課長から承認."""
    givers = {phrase.name for phrase in other.phrases if "から" in phrase.cases and PEOPLE.search(phrase.words)}
    there = {phrase.words for phrase in other.phrases}
    found: list[Phrase] = []
    for phrase in one.phrases:
        owner, _, noun = phrase.words.rpartition(OF)
        apart = phrase.cases == {DONE} and noun in there and owner.replace(OF, "") in givers
        found += (Phrase(owner, frozenset(CASES["から"])), replace(phrase, words=noun)) if apart else (phrase,)
    return replace(one, phrases=tuple(found))


def _taker(phrase: Phrase) -> Phrase:
    """A phrase beside what is received: from whom is who does it; who receives it is to whom it is done."""
    if "から" in phrase.cases:
        return replace(phrase, cases=frozenset({DOER}))
    if phrase.leads or not phrase.cases & {DOER, "に"}:
        return phrase
    if PEOPLE.search(phrase.words):
        return replace(phrase, cases=frozenset({"に"}))
    told = ASIDE in phrase.cases or "に" in phrase.cases
    return replace(phrase, cases=frozenset({DONE, "に", ASIDE})) if told else phrase


def _done_by(one: Clause, other: Clause) -> Clause:
    """What a thing is used for as what is done by it: 連携には番号を用いる, 番号により連携する."""
    found = next((p for p in one.phrases if p.cases == {"に"} and _last(p) == other.doing), None)
    if found is None:
        return one
    owner = found.words.rpartition(OF)[0]
    mine = (Phrase(owner, frozenset({DONE, "に"})),) if owner else ()
    by = (replace(p, cases=frozenset({"によって"})) if p.cases == {DONE} else p for p in one.phrases if p is not found)
    return replace(one, doing=other.doing, phrases=(*mine, *by))


def _last(phrase: Phrase) -> str:
    return phrase.words.rpartition(OF)[2]


def apart_from_means(phrases: Sequence[Phrase], other: Sequence[Phrase]) -> list[Phrase]:
    """Phrases, whoever acts apart from by what where the other side has them apart: 課長の書面による承認."""
    acting = {phrase.name for phrase in other if DOER in phrase.cases and not phrase.leads}
    if any(phrase.cases == {DOER} and not phrase.leads for phrase in phrases):
        return list(phrases)  # who acts is told: of another it is only told that they asked for it
    found: list[Phrase] = []
    for phrase in phrases:
        owner, _, means = phrase.words.partition(OF)
        if means and phrase.leads and "によって" in phrase.cases and owner in acting and PEOPLE.search(owner):
            found += (Phrase(owner, frozenset({DOER})), Phrase(means, frozenset({"によって"})))
        else:
            found.append(phrase)
    return found


_HOW_IT_IS = re.compile(r"状[況態]|有無|内容|結果|禁止|届出")
"""Nouns that name nothing of their own, only how what stands before them is, or what is said of it."""


def said_of_each(phrases: Sequence[Phrase], other: Sequence[Phrase]) -> list[Phrase]:
    """Entries of a list with what the last says of all, where the other side says each: 税の状況、収入の状況."""
    parts = (phrase.words.rpartition(OF) for phrase in phrases)
    heads = dict.fromkeys(head for owner, _, head in parts if owner and _HOW_IT_IS.fullmatch(head))
    there = {phrase.name for phrase in other} if heads else set()
    found: list[Phrase] = []
    for at, phrase in enumerate(phrases):
        each = [head for head in heads if ASIDE in phrase.cases and phrase.name + head in there]
        told = [head for head in each if any(later.words.endswith(OF + head) for later in phrases[at + 1 :])]
        found.append(replace(phrase, words=f"{phrase.words}{OF}{told[0]}") if told else phrase)
    return found
