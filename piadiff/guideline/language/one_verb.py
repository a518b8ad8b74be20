"""Clauses in which an act has one verb, whatever it is told by, and how it is done stands apart from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from piadiff.guideline.language.clauses import ASIDE, CASES, HOW_LONG, TO_NOUN, Clause, Phrase
from piadiff.guideline.language.reading import NOT
from piadiff.guideline.language.recast import PEOPLE, RECEIVED

WHEN = f"{TO_NOUN}時"
"""The link of a clause that says when the next is done."""
_AHEAD = re.compile(
    rf"(?:{HOW_LONG.pattern}|(?P<times>\d+回)|(?P<by>自動|一括))(?!以|未満|超|程度|[前後目分度次末間内])(?=[一-龠])"
)
"""How long, how many times or by what a thing is done, written before it as one word: 5年保存, 自動更新."""
_ONE_VERB = {"残": "保存", "保管": "保存", "切離": "分離", "受": RECEIVED}
"""Native verbs and the compounds that stand in their place and share no letter with them, or not all."""


def apart_from_how(told: Sequence[Clause]) -> list[Clause]:
    """Clauses, how a thing is done apart from its verb, and one verb for those that only differ in their origin."""
    found: list[Clause] = []
    for clause in told:
        match = _AHEAD.match(clause.doing)
        doing = clause.doing[match.end() :] if match else clause.doing
        phrases = clause.phrases
        if match is not None:
            cases = CASES["で"] if match["by"] else {ASIDE}
            ahead = match["by"] or match["amount"] or match["times"]
            phrases = (Phrase(ahead, frozenset(cases)), *phrases)
        found.append(_forbidden(_handed_in(replace(clause, doing=_ONE_VERB.get(doing, doing), phrases=phrases))))
    return _beside_witness(_at_once(found))


def _forbidden(clause: Clause) -> Clause:
    """What is not allowed as forbidden: 共用を認めない, 共用を禁止する."""
    denied = clause.doing in ("認", "許可", "許") and clause.sense == (NOT,) and not clause.link
    return replace(clause, doing="禁止", sense=()) if denied else clause


def _handed_in(clause: Clause) -> Clause:
    """What one who is bound is made to hand in as received from them: 業者に証明書を提出させる, 業者から受け取る.

    Where nobody is named, the paper tells that it is theirs; who is not bound is made to by the measure alone.
    """
    givers = [phrase for phrase in clause.phrases if "に" in phrase.cases]
    sure = all(phrase.cases in _TO_OR_FROM and _BOUND.search(phrase.words) for phrase in givers)
    sure = sure and bool(givers or any(_ACCOUNTS.search(phrase.name) for phrase in clause.phrases))
    if clause.doing != "提出" or clause.sense != ("させ",) or len(givers) > 1 or not sure:
        return clause
    told = (replace(p, cases=frozenset(CASES["から"])) if p in givers else p for p in clause.phrases)
    return replace(clause, doing="受領", sense=(), phrases=tuple(told))


_BOUND = re.compile(r"[託供]先|業者$|受託者|事業者|従[業事]者|会社|職員|[課部局係室長]$")
_ACCOUNTS = re.compile(
    r"(?:(?:[消除]去|[廃破]棄|削除|溶解|裁断|破砕|返[却還]|完了|作業|履行|実施)(?:[^を]*)(?:証明|報告|完了|届|記録)|誓約|念)書?$"
)
"""Papers by which one who works for the house accounts for it."""
_TO_OR_FROM = (frozenset({"に"}), frozenset({"から", "に"}))


def _at_once(told: Sequence[Clause]) -> list[Clause]:
    """Clauses, what is done as soon as another thing is as done when it is: 誤ると, 誤った時に."""
    found = list(told)
    for at in range(len(told) - 1):
        if told[at].link == "と" and not _THOUGHT.search(told[at + 1].doing):
            found[at] = replace(told[at], link=WHEN)
            found[at + 1] = replace(found[at + 1], phrases=(Phrase("時", frozenset({"に"})), *found[at + 1].phrases))
    return found


_THOUGHT = re.compile(r"[認定思考判断言称呼規見解]|^$")
"""Letters of verbs before which と says what is thought or told."""


def _beside_witness(told: Sequence[Clause]) -> list[Clause]:
    """Clauses, what is said of an act before those who stand by in the clause of the act: 毎年、職員が立ち会って."""
    found = list(told)
    for at in range(len(told) - 1):
        if found[at].doing == "立会" and not (found[at].sense or found[at].link):
            moved = tuple(p for p in found[at].phrases if ASIDE in p.cases and not PEOPLE.search(p.words))
            found[at] = replace(found[at], phrases=tuple(p for p in found[at].phrases if p not in moved))
            found[at + 1] = replace(found[at + 1], phrases=(*moved, *found[at + 1].phrases))
    return found
