"""Measures that a person says were moved to another item, where that item is known and says all they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from piadiff.guideline.burden.proofs import Proof
from piadiff.guideline.handling.measures import says
from piadiff.guideline.handling.widening import LIMIT
from piadiff.guideline.language.clauses import Clause, clauses
from piadiff.guideline.language.reading import CAN, NOT, OR, Sentence, sentences
from piadiff.guideline.statements.stated import moved_to
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change, ItemPath

MOVED = "移した先の項目に同じ対策の記載がある"


def moved_away(
    change: Change, role: Role, statements: Sequence[str], stands: Mapping[ItemPath, str]
) -> tuple[Change, tuple[Proof, ...]]:
    """The change without the measures that stand in the item they were moved to, with a proof that quotes each."""
    if role is not Role.MEASURE or not (statements and stands and change.before and change.after):
        return change, ()
    labels = moved_to(statements)
    items = [(path, text) for path, text in stands.items() if _other(path, change.path) and labels(str(path))]
    if not items:
        return change, ()
    known = {each.words for each in sentences(change.after)}
    gone = [each for each in sentences(change.before) if each.words not in known]
    found = [(was, *told) for was in gone if (told := next(_carrying(was, items), None))]
    before = change.before
    for was, _, _ in found:
        before = before.replace(was.text, "", 1)
    gone_whole = [was.text.strip() for was, _, _ in found]
    facets = tuple(each for each in change.facets if each.after or not any(text in each.before for text in gone_whole))
    proofs = tuple(_proof(*each) for each in found)
    return replace(change, before=before, facets=facets) if found else change, proofs


def _proof(was: Sentence, path: ItemPath, now: Sentence) -> Proof:
    return Proof(f"{MOVED}（{path}「{now.text.strip()[:60]}」）", Signal.RESTATED, was.text.strip()[:40])


def _other(path: ItemPath, here: ItemPath) -> bool:
    """Whether an address is of another item that tells of the same file, or of all of them."""
    return path != here and (not path.file or not here.file or path.file == here.file)


def _carrying(was: Sentence, items: Sequence[tuple[ItemPath, str]]) -> Iterator[tuple[ItemPath, Sentence]]:
    return ((path, now) for path, text in items for now in sentences(text) if _says_all(was, now))


def _says_all(was: Sentence, now: Sentence) -> bool:
    """Whether a sentence says all that another said, of the same thing, and nothing that lets any of it out."""
    lost, more = Counter(was.words) - Counter(now.words), Counter(now.words) - Counter(was.words)
    if lost or {NOT, CAN, OR} & set(more) or len(LIMIT.findall(now.text)) > len(LIMIT.findall(was.text)):
        return False
    if any(says(sort, now.text) and not says(sort, was.text) for sort in ("opens", "hedges")):
        return False
    left, told = list(clauses(now.text)), clauses(was.text)
    for clause in told:
        at = next((at for at, other in enumerate(left) if _same(clause, other, left[:at])), None)
        if at is None:
            return False
        del left[at]
    return bool(told) and all(says("guards", other.doing) for other in left)


def _same(was: Clause, now: Clause, ahead: Sequence[Clause]) -> bool:
    """Whether one clause says what another says; what it is said of may stand in a clause ahead of it."""
    if (was.doing, was.sense) != (now.doing, now.sense) or {phrase.words for phrase in now.phrases} - {
        phrase.words for phrase in was.phrases
    }:
        return False
    here = {phrase.words: phrase.cases for phrase in now.phrases}
    before = {phrase.words: phrase.cases for clause in ahead for phrase in clause.phrases}
    return all(
        phrase.cases & here.get(phrase.words, before.get(phrase.words, frozenset())) for phrase in was.phrases
    )
