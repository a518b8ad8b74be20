"""Words that went from a measure whose sentence says as much without them, or in other words."""

from __future__ import annotations

import re
from collections import Counter

from piadiff.guideline.clauses import TO_NOUN, clauses
from piadiff.guideline.contents import Edit
from piadiff.guideline.measures import kept_longer, more_often
from piadiff.guideline.reading import CAN, NOT, tokens
from piadiff.text import key


def said_otherwise(edit: Edit) -> frozenset[str]:
    """Words that went whose loss does not tell that a measure is weaker: it may be said otherwise."""
    if edit.before is None or edit.after is None:
        return frozenset()
    before, after = key(edit.before.text), key(edit.after.text)
    longer = kept_longer(before, after)
    words = edit.before.words
    others = {NOT, *_SOMEONE} if _denied_by_limit(edit, before, after) else set()
    care = {token.text for match in _CARE.finditer(before) for token in tokens(match["care"])}
    possible = Counter(_only_possible(before, after))
    once = {word for word in possible if words.count(word) == possible[word]}
    return frozenset({*others, *care, *once, *([longer] if words.count(longer) == 1 else [])})


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
    if not possible or len(instead) < len(possible) or not more_often(before, after):
        return []
    if any(CAN in clause.sense for clause in new):
        return []
    return [*(CAN for _ in possible), *(token.text for clause in possible for token in tokens(clause.doing))]
