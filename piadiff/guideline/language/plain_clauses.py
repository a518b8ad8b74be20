"""Clauses in one form, where the written language has several for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from piadiff.guideline.language.clauses import (
    AND,
    ASIDE,
    CASES,
    COMPOUND,
    DOER,
    DONE,
    MADE_SO,
    OF,
    TO_NOUN,
    Clause,
    Phrase,
)
from piadiff.guideline.language.one_verb import WHEN, apart_from_how
from piadiff.guideline.language.reading import CAN, NOT, OR
from piadiff.guideline.language.recast import PEOPLE, RECEIVED, same_doing

LIGHT = "〓"
"""The reading of 行う and its like."""
_WARDS_OFF = re.compile(r"防止$|^防$")
"""What is done by what is told before it: 確認し、誤送付を防ぐ."""


def purposed(told: Sequence[Clause]) -> list[Clause]:
    """What is brought about as the purpose of what is done: 施錠し、入れないようにする; 入れないよう、施錠する."""
    found: list[Clause] = []
    for clause in told:
        made_so = clause.link == MADE_SO
        if made_so and found and not found[-1].link:
            found.insert(len(found) - 1, replace(clause, link="よう"))
        elif found and not (found[-1].link or clause.link or clause.sense) and _WARDS_OFF.search(clause.doing):
            found.insert(len(found) - 1, replace(clause, link="ため"))
        else:
            found.append(replace(clause, link="") if made_so else clause)
    return found


def further(told: Sequence[Clause], other: Sequence[Clause]) -> list[Clause]:
    """The topic of a sentence in the later clause that it belongs to, where the other side says it there.

    A thing belongs there where the clause it stands in does something to another; a party, where that only receives.
    """
    found = list(told)
    for at, clause in enumerate(told):
        topic = next((p for p in clause.phrases if p.cases in _TOPICS), None)
        if topic is None or clause.link or any(_names(each, topic, clause.doing) for each in other):
            continue
        party = bool(PEOPLE.search(topic.words))
        own = clause.doing in _RECEIVES if party else any(p.cases == {DONE} for p in clause.phrases)
        to = next((i for i in range(at + 1, len(found)) if own and _lacks(found[i], topic, other, party=party)), None)
        if to is not None:
            cases = frozenset({DOER if party else DONE, ASIDE})
            found[at] = replace(found[at], phrases=tuple(p for p in found[at].phrases if p is not topic))
            found[to] = replace(found[to], phrases=(replace(topic, cases=cases), *found[to].phrases))
    return found


_TOPICS = (frozenset({DOER, ASIDE}), frozenset({DOER, DONE, ASIDE}))
_RECEIVES = ("受付", RECEIVED, "受領", "立会")


def _names(clause: Clause, topic: Phrase, doing: str) -> bool:
    return same_doing(clause.doing, doing) and any(phrase.name == topic.name for phrase in clause.phrases)


def _lacks(clause: Clause, topic: Phrase, other: Sequence[Clause], *, party: bool) -> bool:
    """Whether a clause lacks the topic, and nothing stands in its case, which the other side says it has."""
    case = DOER if party else DONE
    free = not clause.link and all(case not in phrase.cases for phrase in clause.phrases)
    return free and any(_names(each, topic, clause.doing) for each in other if not each.link)


def listed(told: Sequence[Clause]) -> list[Clause]:
    """A list of nouns that say what is done to one thing as one, whatever their order."""
    found: list[Clause] = []
    for clause in told:
        own = any(phrase.cases == CASES["の!"] for phrase in clause.phrases)
        if found and found[-1].link == AND and not own and clause.link in ("", AND):
            doing = AND.join(sorted((*found[-1].doing.split(AND), clause.doing)))
            found[-1] = replace(clause, doing=doing, phrases=(*found[-1].phrases, *clause.phrases))
        else:
            found.append(clause)
    return found


def folded(told: Sequence[Clause]) -> list[Clause]:
    """Clauses, what only says of a thing what was done to it as part of its name: 指摘された事項, 指摘事項."""
    found: list[Clause] = []
    said: Clause | None = None
    for clause in told:
        noun = said.link.removeprefix(TO_NOUN) if said is not None else ""
        at = next((at for at, phrase in enumerate(clause.phrases) if phrase.words.split(OF)[0] == noun), None)
        if said is not None and at is not None:
            named = replace(clause.phrases[at], words=f"{said.doing}{OF}{clause.phrases[at].words}")
            found[-1] = replace(clause, phrases=(*clause.phrases[:at], named, *clause.phrases[at + 1 :]))
        else:
            found.append(clause)
        said = found[-1] if _only_names(found[-1]) else None
    return found


def _only_names(clause: Clause) -> bool:
    noun = clause.link.removeprefix(TO_NOUN)
    bare = len(clause.doing) >= COMPOUND and not (clause.phrases or clause.sense)
    return bare and clause.link not in (noun, WHEN) and not PEOPLE.search(noun)


def in_plain_forms(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[tuple[Sequence[Clause], Sequence[Clause]]]:
    """Both sides as they are, and in every plainer form that changes one of them: several changes may come together."""
    tried = [(list(old), list(new))]
    for plain in (folded, listed, without_when):
        for sides in tuple(tried):
            plainer = plain(sides[0]), plain(sides[1])
            if plainer != sides:
                tried.append(plainer)
    yield from tried


def once(told: Sequence[Clause]) -> list[Clause]:
    """Clauses without what is only said again of a noun, as it was said: 申請書を受け付ける。受け付けた申請書は…."""
    found: list[Clause] = []
    for clause in told:
        noun = clause.link.removeprefix(TO_NOUN) if clause.link.startswith(TO_NOUN) else ""
        again = noun and not (clause.phrases or clause.sense)
        if again and any(_did(was, clause.doing, noun) for was in found):
            continue
        if not (noun and any(_handed(was, clause, noun) for was in found)):
            found.append(clause)
    return found


def _handed(was: Clause, clause: Clause, noun: str) -> bool:
    """Whether a clause only says again of someone that what was done was done to them: 報告を受けた課長."""
    told = [phrase.words for phrase in clause.phrases] if clause.doing == RECEIVED and not clause.sense else []
    to = (phrase.words.split(OF)[-1] for phrase in was.phrases if "に" in phrase.cases)
    return told == [was.doing] and not was.sense and noun in to


def _did(clause: Clause, doing: str, noun: str) -> bool:
    named = [phrase for phrase in clause.phrases if phrase.words.split(OF)[-1] == noun]
    done = clause.doing == doing and not (clause.sense or clause.link.startswith(TO_NOUN))
    return done and any(phrase.cases & {DONE, ASIDE} for phrase in named)


def acted(told: Sequence[Clause]) -> list[Clause]:
    """What a verb without a meaning of its own does, in its place: 修正は、又は修正する時は、決裁を得て行う."""
    found = list(told)
    at = next((at for at, clause in enumerate(found) if at and clause.doing == LIGHT and not _says_what(clause)), 0)
    if not at:
        return found
    when = next((clause for clause in found[:at] if clause.link == WHEN), None)
    if when is not None:
        found[at] = replace(found[at], doing=when.doing, phrases=(*when.phrases, *found[at].phrases))
        return [_without(clause, "時") for clause in found if clause is not when]
    if found[at].phrases:
        return found
    topic = next((p for clause in found[:at] for p in clause.phrases if ASIDE in p.cases and len(p.cases) > 1), None)
    if topic is None:
        return found
    owner, _, noun = topic.words.rpartition(OF)
    mine = (Phrase(owner, frozenset({DONE, "に"})),) if owner else ()
    found[at] = replace(found[at], doing=noun, phrases=mine)
    return [_without(clause, topic.words) for clause in found]


def _says_what(clause: Clause) -> bool:
    """Whether a clause says what is done, not only when and by what."""
    return any(not (("に" in p.cases and p.words == "時") or "によって" in p.cases) for p in clause.phrases)


def _without(clause: Clause, words: str) -> Clause:
    return replace(clause, phrases=tuple(phrase for phrase in clause.phrases if phrase.words != words))


_ONLY = frozenset(f"{case}のみ" for case in (DOER, DONE, ASIDE))


def only_those(told: Sequence[Clause]) -> list[Clause]:
    """Whom alone something is open to as a phrase of what is: 入室できるのは職員に限る, 職員のみが入室できる."""
    found = [_only_of_topic(clause) for clause in told]
    at = next((at for at, clause in enumerate(found) if clause.link == "のは"), len(found))
    end = next((i for i in range(at + 1, len(found)) if not found[i].link.startswith(TO_NOUN)), None)
    if end is None:
        return found
    head, rest = _only_and_rest(found[end])
    if not head:
        return found
    link = "" if rest else found[end].link
    one = replace(found[at], link=link, phrases=(*found[at].phrases, *head))
    return [*found[:at], *found[at + 1 : end], one, *rest, *found[end + 1 :]]


def _only_and_rest(clause: Clause) -> tuple[tuple[Phrase, ...], tuple[Clause, ...]]:
    """The phrases of those alone that something is said of, and what the clause says besides; no phrases: of none."""
    if clause.doing in _LIMITS and not clause.sense:
        last = clause.phrases[-1:]
        whole = all("に" in phrase.cases for phrase in last) and all(phrase.leads for phrase in clause.phrases[:-1])
        return ((*clause.phrases[:-1], *(replace(each, cases=_ONLY) for each in last)), ()) if whole else ((), ())
    at = next((at for at, phrase in enumerate(clause.phrases) if phrase.cases == _ONLY), None)
    if at is None:
        return (), ()
    head, rest = clause.phrases[: at + 1], clause.phrases[at + 1 :]
    if clause.doing:
        return head, (replace(clause, phrases=rest),)
    return ((), ()) if rest or clause.sense else (head, ())


_LIMITS = ("限", "限定")
_TOPIC_AND_WHOM = 2


def _only_of_topic(clause: Clause) -> Clause:
    """A limit that is told of an act as a limit of whom it is open to: 入室は職員に限る."""
    if clause.doing not in _LIMITS or clause.sense or len(clause.phrases) != _TOPIC_AND_WHOM:
        return clause
    topic, whom = clause.phrases
    if not topic.cases & {DONE} or topic.leads or "に" not in whom.cases:
        return clause
    owner, _, noun = topic.words.rpartition(OF)
    mine = (Phrase(owner, frozenset({DONE, "に"})),) if owner else ()
    return replace(clause, doing=noun, sense=(CAN,), phrases=(*mine, replace(whom, cases=_ONLY)))


def attached(told: Sequence[Clause], other: Sequence[Clause]) -> list[Clause]:
    """Clauses, what stands before one that tells of a thing in the clause of that thing where the other has it there.

    Of 帳票を復元できない方法で廃棄する it is the same thing that is not restored and that is destroyed.
    """
    found = list(told)
    for at, inner in enumerate(told):
        there = next((i for i, each in enumerate(other) if _as_told(each, inner)), None)
        to = next((i for i in range(at + 1, len(found)) if not found[i].link.startswith(TO_NOUN)), None)
        if there is None or to is None or not inner.link.startswith(TO_NOUN) or PEOPLE.search(inner.link):
            continue
        own = {phrase.name for phrase in other[there].phrases}
        if not own <= {phrase.name for phrase in inner.phrases}:
            continue
        outer = {phrase.name for each in other[there + 1 :] for phrase in each.phrases} - own
        moved = tuple(p for p in inner.phrases if p.name in outer and p.cases & {DONE, "と"} and not p.leads)
        found[at] = replace(found[at], phrases=tuple(phrase for phrase in inner.phrases if phrase not in moved))
        found[to] = replace(found[to], phrases=(*moved, *found[to].phrases))
    return found


def _as_told(one: Clause, other: Clause) -> bool:
    return (one.doing, one.sense, one.link) == (other.doing, other.sense, other.link)


def without_when(told: Sequence[Clause]) -> list[Clause]:
    """Clauses, what is done whenever something else is as done beside that: 貸し出すときは, 貸出しには."""
    found = list(told)
    for clause in told:
        if clause.link != WHEN or clause.sense or any(phrase.cases != {DONE} for phrase in clause.phrases):
            continue
        behind = range(found.index(clause) + 1, len(found))
        at = next((i for i in behind if not found[i].link.startswith(TO_NOUN)), None)
        when = [p for p in found[at].phrases if p.words == "時" and p.cases != _ONLY] if at is not None else []
        if at is None or len(when) != 1 or all(DONE not in phrase.cases for phrase in found[at].phrases):
            continue
        beside = Phrase(OF.join((*(p.words for p in clause.phrases), clause.doing)), frozenset({"に", ASIDE}))
        found[at] = _without(replace(found[at], phrases=(beside, *found[at].phrases)), "時")
        found.remove(clause)
    return found


def of_part(clause: Clause, other: Clause, told: Sequence[Clause]) -> bool:
    """Whether a clause names, where the other names none, only one of those that were told of together."""
    names = {phrase.name for phrase in clause.phrases}
    more = names - {phrase.name for phrase in other.phrases}
    return bool(more) and any(more & group and not group <= names for each in told for group in _groups(each))


def _groups(clause: Clause) -> Iterator[set[str]]:
    """Words that stand beside each other in one case: 端末及び媒体は."""
    group: set[str] = set()
    for phrase, behind in pairwise(clause.phrases):
        if ASIDE in phrase.cases and len(phrase.cases) > 1 and behind.cases <= phrase.cases and not phrase.leads:
            group |= {phrase.name, behind.name}
        elif group:
            yield group
            group = set()
    if group:
        yield group


def plainly_told(told: Sequence[Clause]) -> list[Clause]:
    """Clauses as they are held against others."""
    return apart_from_how(_besides(acted(only_those(told))))


def _besides(told: Sequence[Clause]) -> list[Clause]:
    """Clauses, what is done besides another thing as what is done next: 施錠するほか、点検する; not a denied one."""
    found = list(told)
    for at, (clause, behind) in enumerate(pairwise(told)):
        if clause.link == _BESIDES and clause.phrases and not {NOT, OR} & {*clause.sense, *behind.sense}:
            found[at] = replace(clause, link="")
    return found


_BESIDES = "ほか"
