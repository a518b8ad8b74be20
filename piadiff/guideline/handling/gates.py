"""Steps in turn: what has to be seen, allowed or wiped before a thing leaves the house, told after it has left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from piadiff.guideline.language.clauses import DONE, OF, TO_NOUN, Clause, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import NOT, Sentence, Token, sentence_texts, tokens

_GATE = re.compile(
    r"承[認諾]|許[可諾]|認可|同意|決裁|確認?|照合|突合|審[査議]|検[査品]|点検|[消抹]去?|削除|抹消|暗号化?|伏|匿名化|仮名化|マスク|封"
)
_OPENS = re.compile(
    r"送|発[送行信]|渡|交付|提[供出示]|[持搬]出?|運|廃棄|[捨棄]|公[表開]|貸|返[却還納]?|接続|付与|支給|支払|登録|開[放示]"
)
_LEAVE = re.compile(r"(?:承[認諾]|許[可諾]|認可|同意|決裁|確認|審査|検査)$")
_HAVE = frozenset({"得", "受", "経"})
"""Verbs by which a leave, or a look of another, is had."""
_OWN_CASE = re.compile(r"時$|場合|[前後]$|際$|事前|^毎|回|^定期|^随時|^都度|^常|^必要|\d")
"""What says of a sentence by itself when it holds: it stands wherever it is told."""


@dataclass(frozen=True, slots=True)
class _Step:
    at: int
    doing: str
    things: frozenset[str]

    def is_like(self, other: _Step) -> bool:
        """Whether both do what is told in letters that they share, to things of one name, or to none."""
        things = self.things == other.things or self.things & other.things
        return bool(things and set(self.doing) & set(other.doing))


def passed_late(before: str, after: str) -> tuple[Edit, ...]:
    """A thing that left the house behind a gate, and leaves it ahead of that gate now."""
    texts = sentence_texts(before), sentence_texts(after)
    if texts[0] == texts[1] or not all(any(map(pattern.search, texts[0])) for pattern in (_GATE, _OPENS)):
        return ()
    sides = [list(_steps(side)) for side in texts]
    for gate, out in _in_turn(sides[0]):
        now = next((step for step in sides[1] if step.is_like(out)), None)
        gates = [step.at for step in sides[1] if step.is_like(gate)]
        if now is not None and gates and min(gates) > now.at:
            sentence = Sentence(before, tokens(before))
            words = (Token(f"{gate.doing}・{out.doing}"),), (Token(f"{now.doing}・{gate.doing}"),)
            return (Edit(*words, sentence, Sentence(after, tokens(after)), turned=True),)
    return ()


def _in_turn(steps: Sequence[_Step]) -> Iterator[tuple[_Step, _Step]]:
    for gate in steps:
        if _GATE.search(gate.doing):
            yield from ((gate, out) for out in steps if out.at > gate.at and _OPENS.search(out.doing))


def _steps(texts: Sequence[str]) -> Iterator[_Step]:
    """What is done step by step, in sentences that do not say by themselves when they hold."""
    at = 0
    for text in texts:
        told = clauses(text)
        if any(map(_has_own_case, told)):
            continue
        for clause in told:
            if not clause.link and NOT not in clause.sense:
                at += 1
                yield _step(at, clause) if clause.doing else _noun(at, clause)


def _has_own_case(clause: Clause) -> bool:
    case = clause.link.removeprefix(TO_NOUN)
    return bool(_OWN_CASE.search(case)) or any(_OWN_CASE.search(phrase.words) for phrase in clause.phrases)


def _noun(at: int, clause: Clause) -> _Step:
    """A step that is told by a noun alone: 宛先の確認."""
    *owners, doing = clause.phrases[-1].words.split(OF) if clause.phrases else ("",)
    return _Step(at, doing, frozenset(owners[-1:]))


def _step(at: int, clause: Clause) -> _Step:
    named = [phrase.words.split(OF)[-1] for phrase in clause.phrases if DONE in phrase.cases and not phrase.leads]
    leave = next((thing for thing in named if _LEAVE.search(thing)), "") if clause.doing in _HAVE else ""
    return _Step(at, leave or clause.doing, frozenset() if leave else frozenset(named))
