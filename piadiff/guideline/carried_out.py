"""Whether a person says that the plan an item told of was published before it took effect, and carried out as told."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from piadiff.model import Change, FacetKind
from piadiff.text import key
from piadiff.text.signs import ERA

_DAY = re.compile(rf"(?:{ERA})(?:\d{{1,2}}|元)年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?)(?:から|以降|より|に)?、?")
_MONTH = re.compile(rf"(?:{ERA})(?:\d{{1,2}}|元)年(?:度|\d{{1,2}}月)")
_PUBLISHED = re.compile(r"事前[^。]*?(?:公表|提出|再実施)[^。]*?(?:済|した|している)")
_DONE = re.compile(
    r"(?:計画|予定|記載)の?(?:どおり|通り)[^。]{0,12}(?:完了|実施|移行|開始|終)[^。]{0,6}(?:した|済|ている)"
)
_OTHERWISE = re.compile(
    r"事後|一部|異な|遅|延期|中止|見送|未(?!満)|な[いくか](?!変更)|(?<!重要な)変更(?:し|の上)|見直し"
)
_DASHES = re.compile(r"[-－―‐—–]")
_NAME_LENGTH = 6
"""Letters in a row, none of them a particle's, by which a statement names what the plan was about."""


def without_its_day(change: Change, statements: Iterable[str]) -> Change:
    """The change without the day from which its plan was to hold, where a statement says it was carried out."""
    planned = any(facet.kind is FacetKind.PLAN_TO_FACT for facet in change.facets)
    if not planned or not any(_tells(key(text), change) for text in statements):
        return change
    text = change.before
    found = list(_DAY.finditer(text.translate(_DIGITS)))
    if len(found) != 1 or _DAY.search(change.after.translate(_DIGITS)):
        return change
    return dataclasses.replace(change, before=text[: found[0].start()] + text[found[0].end() :])


_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def _tells(said: str, change: Change) -> bool:
    """Whether a statement names the item, the month and the matter of the plan, its publication and its end."""
    plan = key(change.before)
    months = {match[0] for match in _MONTH.finditer(plan)}
    address = "-".join((change.path.section, *change.path.parts))
    sure = _PUBLISHED.search(said) and _DONE.search(said) and not _OTHERWISE.search(said)
    return bool(sure) and all(month in said for month in months) and _is_of(said, address) and _names(said, plan)


def _is_of(said: str, address: str) -> bool:
    return bool(re.search(rf"{re.escape(key(address))}(?![0-9-])", _DASHES.sub("-", said)))


def _names(said: str, plan: str) -> bool:
    """Whether a name of some length stands in both."""
    bare = _DAY.sub("", plan)
    found = SequenceMatcher(None, bare, said, autojunk=False).find_longest_match()
    name = bare[found.a : found.a + found.size]
    return len(re.sub(r"^[にをへでの、]+|[にをへでの、ぁ-ゖ]+$", "", name)) >= _NAME_LENGTH
