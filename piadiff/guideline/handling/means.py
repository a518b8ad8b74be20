"""By what a thing is done: one more means beside those that were there, or another in the place of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from piadiff.guideline.handling.measures import handles, says, step
from piadiff.guideline.language.clauses import Clause, Phrase, clauses
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import CAN, NOT, OR, Sentence
from piadiff.guideline.language.said_again import fits
from piadiff.guideline.vocabulary import Signal
from piadiff.text import key

_BY = "によって"


def guards_by_more(old: Sentence, new: Sentence) -> bool:
    """Whether a sentence says all it said, and that what guards is done by something more besides."""
    if OR in new.words or not _in_pairs(old, new):
        return False
    told = key(new.text).casefold().replace("・", "")
    added = False
    for was, now, gone, come in _means(old, new):
        held = not come or any(_BY in phrase.cases for phrase in was.phrases)
        if gone or not held or not fits(was, _without(now, come), (set(), set())):
            return False
        if come and not (_needs_all(now, come, told) and _guards(now, "".join(p.words for p in come), old.text)):
            return False
        added = added or bool(come)
    return added


_EACH = re.compile(r"認証|施錠|ロック|暗号")
"""What is done by all of its means together: who is to pass must have each."""
_BESIDE = r"(?:に加えて?、|及び|並びに|と)"


def _needs_all(clause: Clause, come: list[Phrase], told: str) -> bool:
    """Whether each of the new means stands behind a joiner, and what is done needs all of them."""
    joined = all(re.search(rf"{_BESIDE}{re.escape(phrase.name)}(?:によ|で|を用)", told) for phrase in come)
    return joined and _EACH.search(clause.doing) is not None


def exchanged(old: Sentence, new: Sentence) -> bool:
    """Whether one thing by which what guards is done stands for another, and all else is said again."""
    if not _in_pairs(old, new):
        return False
    counts = set()
    for was, now, gone, come in _means(old, new):
        if (gone and not says("guards", now.doing)) or not fits(
            _without(was, gone), _without(now, come), (set(), set())
        ):
            return False
        counts.add((len(gone), len(come)))
    return counts <= {(0, 0), (1, 1)} and (1, 1) in counts


def _in_pairs(old: Sentence, new: Sentence) -> bool:
    return len(clauses(old.text)) == len(clauses(new.text))


def _means(old: Sentence, new: Sentence) -> Iterator[tuple[Clause, Clause, list[Phrase], list[Phrase]]]:
    """Clauses side by side, with the means that only one of them has."""
    for was, now in zip(clauses(old.text), clauses(new.text), strict=True):
        names = [{phrase.name for phrase in clause.phrases} for clause in (was, now)]
        gone = [phrase for phrase in was.phrases if _BY in phrase.cases and phrase.name not in names[1]]
        come = [phrase for phrase in now.phrases if _BY in phrase.cases and phrase.name not in names[0]]
        yield was, now, gone, come


def _without(clause: Clause, phrases: list[Phrase]) -> Clause:
    return replace(clause, phrases=tuple(phrase for phrase in clause.phrases if phrase not in phrases))


_ACTS = re.compile(r"[者員人長先課係部局社族市国県等他]$|共用|共有|共通|私物")
"""Who does it, or what everyone has, where a means would stand."""


def _guards(clause: Clause, means: str, old: str) -> bool:
    """Whether what a clause does guards, and its means is no party, place or way out."""
    if {NOT, CAN, "させ"} & set(clause.sense) or OR in means:
        return False
    named = new_names(old, means, data=False) or _ACTS.search(means) or handles(means)
    weak = any(says(sort, means) for sort in ("opens", "hedges")) or step(old, means) is Signal.WEAKENED
    return not named and not weak and says("guards", clause.doing) and not handles(clause.doing)
