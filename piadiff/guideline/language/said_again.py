"""Whether sentences say the same: the same things done, each with the same words in the same cases.

What the grammar of the written language does not say stays as written, and then both have to be written alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from piadiff.guideline.language.clauses import (
    AND,
    ASIDE,
    CASES,
    DOER,
    DONE,
    OF,
    TO_NOUN,
    Clause,
    Phrase,
    clauses,
)
from piadiff.guideline.language.plain_clauses import (
    attached,
    further,
    in_plain_forms,
    of_part,
    once,
    plainly_told,
    purposed,
)
from piadiff.guideline.language.reading import NOT, OR, Sentence
from piadiff.guideline.language.recast import PEOPLE, apart_from_means, recast, said_of_each, same_doing, verbs


def fits(one: Clause, other: Clause, named: tuple[set[str], set[str]]) -> bool:
    """Whether two clauses say the same; what was named before may be named again."""
    links = one.link.strip(AND), other.link.strip(AND)
    if one.sense != other.sense or links[0] != links[1]:
        return False
    one, other = recast(one, other), recast(other, one)
    if not same_doing(one.doing, other.doing) or _either(one.phrases) != _either(other.phrases):
        return False
    mine, left = _joined(one.phrases, other.phrases), list(_joined(other.phrases, one.phrases))
    if sum(phrase.cases == {DONE} for phrase in mine) > 1 and [p.name for p in mine] != [p.name for p in left]:
        return False  # told of each in turn: 職員は端末を、管理者はサーバを
    held = bool(set(one.doing) & _HOLDING)
    acting = 0
    for phrase in mine:
        found = next((x for x in left if _alike(phrase, x, named) and stand_alike(x, phrase, held=held)), None)
        if found is not None:
            left.remove(found)
            acting += phrase.cases != found.cases and phrase.cases & found.cases == {DOER}
        elif not _again(phrase, named[0]):
            return False
    # one only does it: of two of whom both sides may say so, each does it on one of them
    return acting <= 1 and all(_again(phrase, named[1]) for phrase in left)


def _either(phrases: Sequence[Phrase]) -> Counter[frozenset[str]]:
    """The words that stand round each or."""
    found: Counter[frozenset[str]] = Counter()
    for at, phrase in enumerate(phrases):
        start = at
        if phrase.words == OR:
            while start and phrases[start - 1].cases == {ASIDE} and phrases[start - 1].words != OR:
                start -= 1
            found[frozenset(each.name for each in phrases[start : at + 2] if each.words != OR)] += 1
    return found


def _joined(phrases: Sequence[Phrase], other: Sequence[Phrase]) -> list[Phrase]:
    """Phrases, those that lead to the next one joined to it where the other side joins them: 長からの申請."""
    names, found = {phrase.name for phrase in other}, said_of_each(apart_from_means(phrases, other), other)
    for at in range(len(found) - 2, -1, -1):
        whole = found[at].name + found[at + 1].name
        if found[at].leads and found[at].cases != CASES["への"] and whole in names:
            found[at : at + 2] = [Phrase(whole, found[at + 1].cases)]
    return found


def _alike(one: Phrase, other: Phrase, named: tuple[set[str], set[str]]) -> bool:
    """The same words, or without the topic that they belong to, which was named before."""
    if one.name == other.name:
        return True
    short, long = sorted((one, other), key=lambda phrase: len(phrase.name))
    topic, _, rest = long.words.partition(OF)
    return rest.replace(OF, "") == short.name and topic in named[0] & named[1]


_HOLDING = frozenset("保置記定規収納設蔵")
"""Letters of verbs of putting and keeping, whose place stands with に or で."""
_PARTY = re.compile(r"(?:[託供]先|[者員社])$")
"""Whom something is done with or to, not where."""
_UNIT = re.compile(r"(?:[課部局係員]|\d名(?:以上)?|[託供]先|担当者)$")


def stand_alike(one: Phrase, other: Phrase, *, held: bool) -> bool:
    """Whether two phrases stand in one case; of a section of the house で says who, as が does: 税務課で点検する."""
    cases = one.cases, other.cases
    acts = bool(_UNIT.search(one.name)) and any("で" in each for each in cases) and any(DOER in each for each in cases)
    return acts or _meet(*cases, held=held and not _PARTY.search(one.name))


def _meet(one: frozenset[str], other: frozenset[str], *, held: bool) -> bool:
    places = {min(one), min(other)} <= {"で", "に", "によって"} and {"で", "に"} <= one | other
    return bool(one & other) or (held and places)


def _again(phrase: Phrase, named: set[str]) -> bool:
    """Whether a phrase only names again what was named before; who does a thing, only of who did the one before."""
    if phrase.words == OR or not phrase.cases & {DOER, DONE, ASIDE}:
        return False
    acts = DOER in phrase.cases and bool(PEOPLE.search(phrase.words))
    return any(f"{phrase.words}{DOER if acts else ''}" in (name, name.split(OF)[-1]) for name in named)


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters by which sentences that cannot say the same are told apart at once.

    Attributes:
        own: Those of words that stand on the other side too where it says the same: what is done may name them again.
        all: Those of all words, of what is done and of what a clause leads to.
    """

    own: frozenset[str]
    all: frozenset[str]

    def may_be_said_by(self, other: Letters) -> bool:
        """Whether neither side has a word that the other cannot say."""
        return self.own <= other.all and other.own <= self.all


def letters(said: Sequence[Sentence]) -> Letters:
    """The letters of some sentences; of a topic only those of its last word, which may stand in a link."""
    parts = [_letters(each.text) for each in said]
    own, done, every = (frozenset().union(*side) for side in zip(*parts, strict=True))
    return Letters(own - done, every)


@lru_cache(maxsize=16384)
def _letters(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Letters of words, of what is done, and of all."""
    told = _told(text)
    phrases = [phrase for clause in told for phrase in clause.phrases]
    own = frozenset("".join(p.name if len(p.cases) == 1 else p.words.split(OF)[-1] for p in phrases))
    done = frozenset("".join(clause.doing for clause in told))
    named = "".join((*(phrase.name for phrase in phrases), *(clause.link for clause in told)))
    return own, done, done | frozenset(named)


def same_said(old: Sequence[Sentence], new: Sequence[Sentence]) -> bool:
    """Whether both say the same: the same things done, in their order, each with the same words in the same cases."""
    return _same_texts(*(tuple(each.text for each in side) for side in (old, new)))


_LABELS = re.compile(r"[:：][^:：]*[、・\n][^:：]*[:：]")
"""Several lists, each with its own label."""


@lru_cache(maxsize=16384)
def _same_texts(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    if all(_doings(was).isdisjoint(_doings(now)) for was in old for now in new) or any(map(_LABELS.search, old + new)):
        return False
    return _same(*([clause for text in side for clause in _told(text)] for side in (old, new)))


@lru_cache(maxsize=16384)
def _told(text: str) -> tuple[Clause, ...]:
    return tuple(plainly_told(clauses(text)))


@lru_cache(maxsize=16384)
def _doings(text: str) -> frozenset[str]:
    """What is done in a sentence, and its letters: two that say the same have one of them in common."""
    return frozenset(word for clause in _told(text) for doing in verbs(clause) for word in (doing, *doing))


def only_implied(short: Sentence, long: Sentence) -> str:
    """What a sentence says more where that only denies what its limit leaves out: 職員以外の入室を認めない."""
    old, new = clauses(short.text), clauses(long.text)
    for more in (1, 2, 3):
        rest, told = new[:-more], new[-more:]
        if rest and _denies_rest(told, old) and _same(old, rest):
            return told[-1].doing
    return ""


def said_besides(old: Sentence, new: Sentence) -> tuple[Clause, ...]:
    """Clauses that a sentence says besides all that another says; none where it does not say all of that."""
    if len(_BOUND_TO.findall(new.text)) > len(_BOUND_TO.findall(old.text)):
        return ()
    left = list(clauses(new.text))
    topics = {phrase.name for clause in left for phrase in clause.phrases if ASIDE in phrase.cases}
    for was in clauses(old.text):
        found = next((now for now in left if _stands_in(was, now, topics)), None)
        if found is None:
            return ()
        left.remove(found)
    return tuple(left)


_BOUND_TO = re.compile(r"(?<![がの]あ)れば|たら|なら|ても|でも|ものの|[るた]が、|代わり|かわり|代え")
"""What binds one clause to another, or sets it against the other."""
_HOW_OFTEN = re.compile(r"毎|\d|定期|随時|都度|全")
_ADDS = frozenset({"", "ほか", f"{TO_NOUN}他", AND})
"""Links behind which a clause says one more thing."""


def _stands_in(was: Clause, now: Clause, topics: set[str]) -> bool:
    """Whether a clause says the same as another, whose topic may stand behind a further clause."""
    if was.link != now.link and not {was.link, now.link} <= _ADDS:
        return False
    here = {phrase.name for phrase in now.phrases}
    gone = topics - here
    kept = tuple(p for p in was.phrases if not (ASIDE in p.cases and p.name in gone) or _HOW_OFTEN.search(p.words))
    return fits(replace(was, link="", phrases=kept), replace(now, link=""), (set(), set()))


_ALLOWED = frozenset({"者", "認", "許可", "〓", "それ", "場合", ""})


def _denies_rest(told: Sequence[Clause], limit: Sequence[Clause]) -> bool:
    if NOT not in told[-1].sense or not _limits(limit):
        return False
    words = {word for clause in told for word in _words_of(clause)}
    turns = sum(word.count("以外") for word in words) + (len(told) > 1 and NOT in told[0].sense)
    known = {word for clause in limit for word in _words_of(clause)}
    return turns == 1 and {word.removesuffix("以外") for word in words} <= known | _ALLOWED


def _limits(told: Sequence[Clause]) -> bool:
    cases = {case for clause in told for phrase in clause.phrases for case in phrase.cases}
    return any("限" in clause.doing for clause in told) or any("のみ" in case for case in cases)


def _words_of(clause: Clause) -> list[str]:
    return [clause.doing, *(word for phrase in clause.phrases for word in phrase.words.split(OF))]


def _same(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    return any(_same_in_order(*sides) for sides in in_plain_forms(purposed(old), purposed(new)))


def _same_in_order(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    sides = attached(once(old), once(new)), attached(once(new), once(old))
    inner = [[clause for clause in side if clause.link.startswith(TO_NOUN)] for side in sides]
    main = [[clause for clause in side if not clause.link.startswith(TO_NOUN)] for side in sides]
    main = [further(_within(was, now), now) for was, now in (main, main[::-1])]
    _pair_told_apart(main[0], inner[1])
    _pair_told_apart(main[1], inner[0])
    if not main[0] or len(main[0]) != len(main[1]) or len(inner[0]) != len(inner[1]):
        return False
    named: tuple[set[str], set[str]] = (set(), set())
    for was, now in zip(main[0], _by_topic(main[1], main[0]), strict=True):
        if not fits(was, now, named) or of_part(was, now, main[0]) or of_part(now, was, main[1]):
            return False
        for names, clause in zip(named, (was, now), strict=True):
            names.update((clause.doing, *(phrase.words for phrase in clause.phrases)))
            names.update(f"{phrase.words}{DOER}" for phrase in clause.phrases if DOER in phrase.cases)
    return _all_fit(*inner) and (len(main[0]) == 1 or _with_their_own(*sides))


def _by_topic(told: Sequence[Clause], other: Sequence[Clause]) -> Sequence[Clause]:
    """Clauses in the order of others, where each is told of a topic of its own: 端末は施錠し、書類は保管する."""
    sides = [[[p.name for p in clause.phrases if p.cases >= _TOPIC] for clause in side] for side in (told, other)]
    if any(len(names) != 1 for side in sides for names in side) or any(c.link for c in (*told, *other)):
        return told
    by_name = {names[0]: clause for names, clause in zip(sides[0], told, strict=True)}
    order = [names[0] for names in sides[1]]
    return [by_name[name] for name in order] if len(by_name) == len(told) and set(order) == set(by_name) else told


_TOPIC = frozenset({DOER, DONE, ASIDE})
"""Cases of a topic: what is done to it, or who does it."""


def _within(told: Sequence[Clause], other: Sequence[Clause]) -> list[Clause]:
    """The topic of a sentence in the clause inside it that it belongs to, where the other side says it there."""
    found = list(told)
    for at, (inside, clause) in enumerate(pairwise(told)):
        there = {p.name for each in other if inside.link and each.doing == inside.doing for p in each.phrases}
        topic = next((p for p in clause.phrases if ASIDE in p.cases and len(p.cases) > 1 and p.name in there), None)
        if topic is not None and all(p.name != topic.name for p in inside.phrases):
            found[at] = replace(inside, phrases=(*inside.phrases, topic))
            found[at + 1] = replace(clause, phrases=tuple(p for p in clause.phrases if p is not topic))
    return found


def _pair_told_apart(main: list[Clause], inner: list[Clause]) -> None:
    """Take out what one side says of a noun in a clause before it, and the other in a sentence of its own."""
    told = tuple(main) if len(main) > 1 and inner else ()
    for at, clause in enumerate(told):
        behind = told[at + 1].phrases if at + 1 < len(told) and not clause.link else ()
        for topic in (phrase for phrase in (*clause.phrases, *behind) if len(phrase.cases) > 1):
            rest = tuple(phrase for phrase in clause.phrases if phrase is not topic)
            led = replace(clause, link=f"{TO_NOUN}{topic.words.split(OF)[-1]}", phrases=rest)
            found = next((each for each in inner if fits(led, each, (set(), set()))), None)
            if found is not None:
                _hand_on(topic, main, main.index(clause))
                main.remove(clause)
                inner.remove(found)
                break


def _hand_on(topic: Phrase, main: list[Clause], at: int) -> None:
    """A topic also in the clause behind, where that names nobody else: 課長は、報告を受け、指示する."""
    own = topic in main[at].phrases and ASIDE in topic.cases and at + 1 < len(main)
    if own and not any(DOER in phrase.cases for phrase in main[at + 1].phrases):
        main[at + 1] = replace(main[at + 1], phrases=(topic, *main[at + 1].phrases))


def _with_their_own(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """Whether what is said of several nouns of one name, 離席の時 and 退庁の時, leads to the same things done."""
    sides = [_led(side) for side in (old, new)]
    names = Counter(link for link, _, _ in sides[0])
    several = [[each for each in side if names[each[0]] > 1] for side in sides]
    return all(
        any(link == other[0] and same_doing(doing, other[1]) and same_doing(to, other[2]) for other in several[1])
        for link, doing, to in several[0]
    )


def _led(told: Sequence[Clause]) -> list[tuple[str, str, str]]:
    """Clauses that say something of a noun: their links, what they do, and what is done in the next that does not."""
    found: list[tuple[str, str, str]] = []
    main = ""
    for clause in reversed(told):
        if clause.link.startswith(TO_NOUN):
            found.append((clause.link, clause.doing, main))
        else:
            main = clause.doing
    return found


def _all_fit(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    left = list(new)
    for clause in old:
        found = next((other for other in left if fits(clause, other, (set(), set()))), None)
        if found is None:
            return False
        left.remove(found)
    return True
