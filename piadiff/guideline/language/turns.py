"""A word that stands in another case in sentences that read the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from piadiff.guideline.language.clauses import AND, ASIDE, CASES, OF, Clause, Phrase, clauses
from piadiff.guideline.language.plain_clauses import listed
from piadiff.guideline.language.reading import Sentence
from piadiff.guideline.language.recast import RECEIVED
from piadiff.guideline.language.said_again import stand_alike


def _owns_otherwise(one: Clause, other: Clause) -> bool:
    """Whether a word that belongs to a noun here stands there without that noun, beside it, or as whom it goes to."""
    owned = {phrase.words.split(OF)[0]: phrase.words.split(OF)[-1] for phrase in one.phrases if OF in phrase.words}
    here = {phrase.name for phrase in one.phrases}
    received = one.doing == RECEIVED
    there = {phrase.name: phrase.leads and phrase.cases == CASES["への"] for phrase in other.phrases}
    beside = {phrase.name for phrase, behind in pairwise(other.phrases) if _is_listed(phrase, behind)}
    return bool((beside - here) & _owners(one)) or any(
        owner in there and owner not in here and (noun not in there or there[owner] or received)
        for owner, noun in owned.items()
    )


def _owners(clause: Clause) -> set[str]:
    """Words that another word behind them belongs to, with those before them: 市, 市の課 of 市の課の長."""
    parts = [phrase.words.split(OF) for phrase in clause.phrases]
    return {"".join(each[:end]) for each in parts for end in range(1, len(each))}


def _is_listed(phrase: Phrase, behind: Phrase) -> bool:
    """Whether a word stands beside the next one in its case: 児童と保護者, 児童、保護者."""
    return "と" in phrase.cases or (ASIDE in phrase.cases and behind.cases <= phrase.cases)


def _also_done(old: Sequence[Clause], new: Sequence[Clause]) -> str:
    """A noun that belongs to what is done on one side and is done itself on the other: 支給の審査, 支給及び審査."""
    for one, other in ((old, new), (new, old)):
        several = (clause.doing for clause in other if clause.link == AND or AND in clause.doing)
        done = {doing for each in several for doing in each.split(AND)}
        owning = (phrase for clause in one for phrase in clause.phrases[-1:] if phrase.cases == CASES["の!"])
        ends = (phrase.words.split(OF)[-1] for phrase in owning)
        if found := next((end for end in ends if end in done), ""):
            return found
    return ""


def _spelt(clause: Clause) -> str:
    return "・".join(phrase.words for phrase in clause.phrases)


_PEOPLE = re.compile(r"[者員人長先課係部局社]$")


def _is_made_to(clause: Clause) -> bool:
    """Whether someone is made to do a thing: 従業者に提出させる; 画面に表示させる is done by oneself."""
    to = (part for phrase in clause.phrases if "に" in phrase.cases for part in phrase.words.split(OF))
    return "させ" in clause.sense and any(map(_PEOPLE.search, to))


def turned(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[str, str] | None:
    """A word that stands in another case in sentences that read the same: 本人に and 本人を, している and していた."""
    sides = [listed([clause for each in side for clause in clauses(each.text)]) for side in (old, new)]
    if [clause.doing for clause in sides[0]] != [clause.doing for clause in sides[1]]:
        noun = _also_done(*sides)
        return (noun, noun) if noun else None
    made = False
    for was, now in zip(*sides, strict=True):
        if ("ていた" in was.sense) != ("ていた" in now.sense):
            return was.doing, f"{now.doing}ていた" if "ていた" in now.sense else now.doing
        made = made or _is_made_to(was) or _is_made_to(now)
        if ("させ" in was.sense) != ("させ" in now.sense) and made:
            return was.doing, now.doing
        for phrase in was.phrases:
            other = next((each for each in now.phrases if each.name == phrase.name), None)
            if other is not None and not stand_alike(other, phrase, held=True):
                return f"{phrase.words}{min(phrase.cases)}", f"{other.words}{min(other.cases)}"
        if _owns_otherwise(was, now) or _owns_otherwise(now, was):
            return _spelt(was), _spelt(now)
    return None
