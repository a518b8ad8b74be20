"""Words that went from a measure whose sentence says as much without them, or in other words."""

from __future__ import annotations

import re
from collections import Counter

from piadiff.guideline.handling.measures import says
from piadiff.guideline.handling.moved_figures import kept_longer
from piadiff.guideline.language.amounts import frequencies, plain_figures
from piadiff.guideline.language.clauses import ASIDE, DONE, OF, TO_NOUN, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import CAN, NOT, tokens
from piadiff.text import key


def said_otherwise(edit: Edit, text: str) -> frozenset[str]:
    """Words that went whose loss does not tell that a measure is weaker: it may be said otherwise in a new text."""
    if edit.before is None or edit.after is None:
        return frozenset()
    before, after = key(edit.before.text), key(edit.after.text)
    longer = kept_longer(before, after)
    words = edit.before.words
    others = {NOT, *_SOMEONE} if _denied_by_limit(edit, before, after) else set()
    care = {token.text for match in _CARE.finditer(before) for token in tokens(match["care"])}
    possible = Counter(_only_possible(before, after))
    once = {word for word in possible if words.count(word) == possible[word]}
    turned = _barred(edit) | _demanded(edit) | _always(edit) | _framed(edit, text) | _used_to(before, after)
    return frozenset({*turned, *others, *care, *once, *([longer] if words.count(longer) == 1 else [])})


def _barred(edit: Edit) -> set[str]:
    """What says that something is barred, where another word says so: 禁止, できないよう; 受け取らない, 入手を防止."""
    lost, gained = ([token.text for token in side] for side in (edit.lost, edit.gained))
    if NOT in gained and CAN in gained and "禁止" in "".join(lost):
        return {"禁", "止"}
    if NOT not in lost or not re.search("防止|禁止", "".join(gained)):
        return set()
    at = lost.index(NOT)
    start = next((i for i in range(at - 1, -1, -1) if not edit.lost[i].glued), at)
    others = set(gained) - set("防止禁")
    return {NOT, *(lost[start:at] if others else ())}


def _demanded(edit: Edit) -> set[str]:
    """A verb that only says that something is seen to, where what it is done by is now demanded: 管理する, 要する."""
    return {"管", "理"} if _DEMANDS.search("".join(token.text for token in edit.gained)) else set()


_DEMANDS = re.compile("必要(?!時|に応)|義務|求")


def _used_to(before: str, after: str) -> set[str]:
    """A verb that only says that a thing is used, where something is done by that thing now: 回線を用い、暗号化する."""
    used = {p.words for c in clauses(before) if c.doing == "利用" and not c.sense for p in c.phrases if DONE in p.cases}
    by = {p.words for c in clauses(after) if NOT not in c.sense for p in c.phrases if "によって" in p.cases}
    return set("利用") if used & by else set()


def _always(edit: Edit) -> set[str]:
    """What says that a thing is always so, where another word does: 常時, 昼夜を問わず."""
    gained = "".join(token.text for token in edit.gained)
    return set("常終全時日") if re.search(rf"問{NOT}|24時間(?!以内)|(?<![異通日平非])常時|終日", gained) else set()


def _framed(edit: Edit, text: str) -> set[str]:
    """Words of a case or a topic, which say nothing of what is done, that stand elsewhere in the new text."""
    lost = "".join(token.text for token in edit.lost)
    found: set[str] = set()
    for clause in clauses(edit.before.text) if edit.before and edit.gained else ():
        when = clause.link == f"{TO_NOUN}時"
        for phrase in clause.phrases:
            told = (phrase.words.split(OF)[-1],) if ASIDE in phrase.cases and len(phrase.cases) > 1 else ()
            named = phrase.words.split(OF) if when else told
            names = (name for name in named if name in text and name in lost and (when or not _WHO.search(name)))
            found.update(letter for name in names for letter in name)
    return found


_WHO = re.compile(r"[者員人長先課係部局社市町村]$")
_NOT_ONE = re.compile(r"(?:で(?:は)?|に該当し)ない(?=[一-龠])")
_OTHER = re.compile(r"以外の?(?=[一-龠])")
_SOMEONE = frozenset("人者方")
_CARE = re.compile(r"ように、?(?P<care>(?:十分に?)?(?:気を[つ付]け|注意|留意|配慮|心[掛が]け|努))")
"""Care or effort that something be so: a sentence that says that it is so says no less without it."""


def _denied_by_limit(edit: Edit, before: str, after: str) -> bool:
    """Whether every denial that went said of whom it is told, and a limit says so: 対象者でない人, 対象者以外の者."""
    if edit.before is None or edit.after is None:
        return False
    gone = len(_NOT_ONE.findall(before)) - len(_NOT_ONE.findall(after))
    less = edit.before.words.count(NOT) - edit.after.words.count(NOT)
    return 0 < less <= gone == len(_OTHER.findall(after)) - len(_OTHER.findall(before))


def _only_possible(before: str, after: str) -> list[str]:
    """Words of what a sentence said can be done, where it now says how often something else is done in its stead."""
    old, new = ([c for c in clauses(text) if not c.link.startswith(TO_NOUN)] for text in (before, after))
    possible = [clause for clause in old if CAN in clause.sense and NOT not in clause.sense]
    instead = [c for c in new if c.doing and not {CAN, NOT} & set(c.sense) and c.doing not in {o.doing for o in old}]
    often = [bool(frequencies(plain_figures(text))) for text in (before, after)]
    if not possible or len(instead) < len(possible) or often != [False, True]:
        return []
    if any(CAN in clause.sense for clause in new):
        return []
    return [*(CAN for _ in possible), *(token.text for clause in possible for token in tokens(clause.doing))]


_EXCEPTED = re.compile(r"やむ(?:を|なく|得)|止むを得|ただし|例外|特段の|特別の事情")


def excepted_before(edit: Edit, text: str) -> bool:
    """Whether 原則 came to a text that told of its exceptions already, and nothing went."""
    stands = edit.after is not None and "原則" in key(edit.after.text)
    rest = "".join(token.text for token in edit.gained).replace("原則", "", 1)
    return stands and _EXCEPTED.search(text) is not None and not (says("opens", rest) or says("hedges", rest))
