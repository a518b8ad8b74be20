"""A sentence that says all it said → whether the clauses that it says besides guard, each with its own cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piadiff.guideline.clauses import TO_NOUN, Clause, clauses
from piadiff.guideline.guarding import adds_clause, adds_told, with_object
from piadiff.guideline.reading import OR, Sentence
from piadiff.guideline.said_again import said_besides


def says_more(old: Sentence, new: Sentence, known: str) -> bool | None:
    """Whether all that a sentence says besides what it said guards; None where it says nothing besides."""
    more = said_besides(old, new)
    if not more:
        return None
    groups = list(_groups(clauses(new.text), more))
    return bool(groups) and all(group and _guards(group, known) for group in groups)


def _groups(told: Sequence[Clause], more: Sequence[Clause]) -> Iterator[list[Clause]]:
    """What came, each act with the cases, nouns and purposes before it; empty where what was said is told of them."""
    waiting: list[Clause] = []
    last: Clause | None = None
    for clause in told:
        came = any(clause is each for each in more)
        if came and clause.doing == "新" and clause.link == "に":
            continue
        if came and (clause.link.startswith(TO_NOUN) or clause.link.startswith(_LEADS)):
            waiting.append(clause)
        elif came:
            yield [*waiting, with_object(clause, last)]
            waiting = []
        elif waiting:
            yield []
            waiting = []
        if not clause.link.startswith(TO_NOUN):
            last = clause
    if waiting:
        yield []


_LEADS = ("こと", "か", "まま", "まで", "ため", "よう")


def _guards(group: Sequence[Clause], known: str) -> bool:
    """Whether an act that came, with what leads to it, is a measure by itself."""
    *ahead, main = group
    if not ahead and adds_clause(main, known):
        return True
    words = [word for clause in group for word in (*(phrase.words for phrase in clause.phrases), clause.doing)]
    return OR not in "".join(words) and adds_told(group, "、".join(words), known)
