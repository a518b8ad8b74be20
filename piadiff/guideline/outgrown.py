"""Whether a 重点項目評価書 outgrows its kind: figures or accidents that may call for a 全項目評価.

Source: 規則第4条, 指針第5.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import product

from piadiff.guideline import threshold
from piadiff.guideline.facts import Facts
from piadiff.guideline.roles import role_of
from piadiff.guideline.vocabulary import Role
from piadiff.model import Change, FormKind
from piadiff.text import key, parse_date
from piadiff.text.signs import ERA, year_of_era

_HAPPENED = "発生あり"


def outgrown(change: Change, role: Role, facts: Facts) -> str | None:
    """What a change does to the assessment that is due, as far as the form itself can tell.

    Returns:
        ``raised``, ``lowered``, ``same``; "" when figures decide that the form does not print (取扱者数, and whether an
        accident lies within a year); None where the change is about none of this.
    """
    if facts.kind is not FormKind.FOCUSED:
        return None
    if role is Role.HEADCOUNT:
        return _of_persons(change.before, change.after)
    if role is Role.ACCIDENT and _HAPPENED in key(change.after) and _HAPPENED not in key(change.before):
        counts = _counts(key(f"{change.after}。{_details(change, facts)}"), _submitted(facts))
        return None if counts is False else _of_accident(_persons(facts), sure=counts is True)
    return None


def _submitted(facts: Facts) -> date | None:
    """Day of 提出・公表, as given or as the form prints it."""
    printed = (text for path, text in facts.values.items() if role_of(path, facts.template) is Role.PUBLISHED)
    return facts.submitted or next(filter(None, map(parse_date, printed)), None)


def _details(change: Change, facts: Facts) -> str:
    """What the form as it is now says of the accident in the items below."""
    known = {item.path: item.text for item in facts.new.items} if facts.new else facts.values
    return "。".join(text for path, text in known.items() if path.parent == change.path)


def _of_persons(before: str, after: str) -> str:
    """Any 取扱者数 and accident that called for no more than this form before, with the figure as it is now."""
    options = list(product(*threshold.others()))
    fitting = [other for other in options if (_weight(before, *other) or 0) <= threshold.FOCUSED]
    weights = [_weight(after, *other) for other in fitting or options]
    if None in weights:
        return "same" if key(before) == key(after) else ""
    gaps = {(weight or 0) - threshold.FOCUSED for weight in weights}
    if max(gaps) > 0:
        return "raised" if min(gaps) > 0 else ""
    return "lowered" if min(gaps) < 0 and key(before) != key(after) else "same"


_MONTH = re.compile(rf"(?P<era>{ERA})(?P<year>元|\d{{1,2}})年(?P<month>\d{{1,2}})月")
_OF_NUMBERS = re.compile(
    r"(?:特定個人情報(?:に関する|の)|個人番号を含む[^。]*)重大(?:な)?事故(?:である|に当たる|に該当する)(?!か|もの?では?ない)"
)
_OF_NO_NUMBERS = re.compile(r"(?:個人番号|特定個人情報)(?:を|は)含(?:まない|んでいない|まれない|まれていない)")
_YEAR = 12


def _counts(told: str, submitted: date | None) -> bool | None:
    """Whether an accident as told counts for the しきい値: 特定個人情報, within a year of 提出・公表; else open."""
    if _OF_NO_NUMBERS.search(told):
        return False
    happened = [_month(match) for match in _MONTH.finditer(told)]
    if len(happened) != 1 or submitted is None:
        return None
    months = submitted.year * _YEAR + submitted.month - happened[0]
    if months > _YEAR:
        return False
    return True if 0 <= months < _YEAR and _OF_NUMBERS.search(told) else None


def _month(match: re.Match[str]) -> int:
    year = 1 if match["year"] == "元" else int(match["year"])
    return year_of_era(match["era"], year) * _YEAR + int(match["month"])


def _of_accident(persons: str, *, sure: bool) -> str | None:
    """Open where an accident within a year would call for more than this form; with so many persons as are known."""
    few = threshold.others()[0][-1]
    with_accident = _weight(persons, few, _HAPPENED)
    if with_accident is None:
        return ""
    return ("raised" if sure else "") if with_accident > threshold.FOCUSED else None


def _weight(persons: str, handlers: str, accident: str) -> int | None:
    found = threshold.due(persons, handlers, accident)
    return found.weight if found else None


def _persons(facts: Facts) -> str:
    """対象人数 as the form prints it, "" where it is not known."""
    known = {item.path: item.text for form in (facts.old, facts.new) if form for item in form.items}
    known |= facts.values
    roles = {path: role_of(path, facts.template) for path in known}
    told = [text for role in _TELLING for path, text in known.items() if text and roles[path] is role]
    return next((text for text in told if threshold.names_persons(text)), "")


_TELLING = (Role.HEADCOUNT, Role.THRESHOLD_RESULT)
"""Items that tell 対象人数, the one that asks for it first."""
