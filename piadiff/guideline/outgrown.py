"""Whether a 重点項目評価書 outgrows its kind, or a 全項目評価書 made by choice is now due: figures and accidents.

Source: 規則第4条, 指針第5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import product

from piadiff.guideline import threshold
from piadiff.guideline.facts import Facts
from piadiff.guideline.roles import role_of
from piadiff.guideline.vocabulary import Role
from piadiff.model import Change, FormKind, ItemPath
from piadiff.text import key, parse_date
from piadiff.text.signs import ERA, year_of_era

_HAPPENED = "発生あり"


def outgrown(change: Change, role: Role, facts: Facts) -> str | None:
    """What a change does to the assessment that is due, as far as the form itself can tell.

    Returns:
        ``raised``, ``lowered``, ``same``; "" when figures decide that the form does not print (取扱者数, and whether an
        accident lies within a year); None where the change is about none of this.
    """
    if facts.kind is FormKind.FULL and role is Role.HEADCOUNT:
        return _of_voluntary(change, facts)
    if facts.kind is not FormKind.FOCUSED:
        return None
    if role is Role.HEADCOUNT:
        return _of_persons(change.before, change.after, _others(facts))
    if role is Role.USER_COUNT:
        return _of_handlers(facts)
    if role is Role.ACCIDENT and _HAPPENED in key(change.after) and _HAPPENED not in key(change.before):
        said = "。".join((change.after, _details(change, facts), *facts.statements))
        found = {_counts(key(said), _submitted(facts)), _told_to_count(facts), _is_cause(key(said), facts)} - {None}
        counts = found.pop() if len(found) == 1 else None
        return None if counts is False else _of_accident(_persons(facts), facts, sure=counts is True)
    return None


def _told(path: ItemPath, facts: Facts) -> tuple[str, str]:
    """A しきい値 choice that a person gave of the 基礎項目評価書, before and now; said without a side, it stood."""
    was, now = (threshold.chosen(path, side.get(path, "")) for side in facts.choices)
    return was, now


def _told_to_count(facts: Facts) -> bool | None:
    """Whether a person says that the accident is, or is not, one of the しきい値 of the 基礎項目評価書."""
    was, now = _told(threshold.ACCIDENT, facts)
    if _HAPPENED in (was, now) and was != now:
        return now == _HAPPENED or not now
    return False if now and now != _HAPPENED else None


def _is_cause(told: str, facts: Facts) -> bool | None:
    """Whether a person gives an accident of 特定個人情報 for the cause of the change, whose day is not known."""
    if _submitted(facts):
        return None
    causes = [key(text) for text in facts.statements]
    reported = any(map(_SERIOUS.search, causes)) and _NUMBERS.search(_OF_NO_NUMBERS.sub("", told))
    return bool(reported or any(map(_CAUSED.search, causes))) or None


_CAUSED = re.compile(
    r"特定個人情報(?:の(?:漏えい|漏洩|滅失|紛失|毀損|流出)\(?|の|に関する)重大な?事故\)?(?:が(?:発生|生じ|起き)[しいたの]*|の発生)?(?:に?よ[りる]|に伴|(?:の|した)?ため)"
)


_Sides = tuple[str, str]


def _others(facts: Facts) -> list[tuple[_Sides, _Sides]]:
    """取扱者数 and 重大事故, each before and now, in every way that people leave open."""
    known = []
    for path, options in zip((threshold.HANDLERS, threshold.ACCIDENT), threshold.others(), strict=True):
        was, now = _told(path, facts)
        known.append([(was or now, now or was)] if was or now else [(option, option) for option in options])
    handlers, accidents = known
    return list(product(handlers, accidents))


def _submitted(facts: Facts) -> date | None:
    """Day of 提出・公表, as given or as the form prints it."""
    printed = (text for path, text in facts.values.items() if role_of(path, facts.template) is Role.PUBLISHED)
    return facts.submitted or next(filter(None, map(parse_date, printed)), None)


def _details(change: Change, facts: Facts) -> str:
    """What the form as it is now says of the accident in the items below."""
    known = {item.path: item.text for item in facts.new.items} if facts.new else facts.values
    return "。".join(text for path, text in known.items() if path.parent == change.path)


def _of_persons(before: str, after: str, others: Sequence[tuple[_Sides, _Sides]]) -> str:
    """Any 取扱者数 and accident that called for no more than this form before, with the figure as it is now."""
    fitting = [each for each in others if (_weight(before, *(was for was, _ in each)) or 0) <= threshold.FOCUSED]
    weights = [_weight(after, *(now for _, now in each)) for each in fitting or others]
    if None in weights:
        return "same" if key(before) == key(after) else ""
    gaps = {(weight or 0) - threshold.FOCUSED for weight in weights}
    if max(gaps) > 0:
        return "raised" if min(gaps) > 0 else ""
    return "lowered" if min(gaps) < 0 and key(before) != key(after) else "same"


def _of_voluntary(change: Change, facts: Facts) -> str | None:
    """Whether a 全項目評価 that may have been made by choice is now due; None where the result cannot rise."""
    texts = change.before, change.after
    ways = [
        [_weight(text, *side) for text, side in zip(texts, zip(*each, strict=True), strict=True)]
        for each in _others(facts)
    ]
    printed = _printed(facts)
    fitting = [way for way in ways if way[0] == printed] or ways
    rises = {now > was for was, now in fitting if was is not None and now is not None}
    return None if True not in rises else "" if False in rises else "raised"


def _printed(facts: Facts) -> int | None:
    """Weight of what was due, as the form before printed it; told of no side, only what is lighter was due before."""
    known = {item.path: item.text for item in facts.old.items} if facts.old else facts.was
    results = (text for path, text in known.items() if role_of(path, facts.template) is Role.THRESHOLD_RESULT)
    told = next((weight for text in results if (weight := threshold.weight_printed(text)) is not None), None)
    return told if facts.old or told != threshold.FULL else None


def _of_handlers(facts: Facts) -> str | None:
    """Whether a person says that 取扱者数 of the 事務 grew with the users of a file, and that calls for more."""
    was, now = _told(threshold.HANDLERS, facts)
    less, more = (_weight(_persons(facts), handlers, threshold.others()[1][-1]) for handlers in (was, now))
    return "raised" if less is not None and more is not None and more > max(less, threshold.FOCUSED) else None


_MONTH = re.compile(rf"(?P<era>{ERA})(?P<year>元|\d{{1,2}})年(?P<month>\d{{1,2}})月")
_NUMBERS = re.compile(
    r"特定個人情報(?!(?:の|に関する)?(?:重大)?(?:な)?(?:事故)?では?な|保護|ファイル取扱|[をは]含ま|[をは]含んで)"
    r"|個人番号(?:を含む|が含まれ|入り|付き|[をがの](?:記載|記録))"
)
_SERIOUS = re.compile(
    r"重大(?:な)?事故(?:である|に当たる|に該当(?:する|した|し、|(?=[)。、]|$))|として[^。か]{0,10}報告し(?!な))"
    r"(?!か|おそれ|可能性|疑い|もの?では?ない)"
)
_OF_NO_NUMBERS = re.compile(
    r"(?:個人番号|特定個人情報|(?<![一-龠])番号)(?:[をはが]含(?:まない|んでいない|まれない|まれていない)|の(?:記載|記録)欄?[はが]な(?:[いし]|く(?!な)))"
    r"|特定個人情報(?:に関する|の)(?:重大(?:な)?)?事故では?ない"
    r"|特定個人情報(?:では?ない|に(?:は)?(?:当たらない|該当しない))(?:(?:個人)?情報|もの|名簿)?(?=[。)、の]|ため)"
)
_YEAR = 12


def _counts(told: str, submitted: date | None) -> bool | None:
    """Whether an accident as told counts for the しきい値: 特定個人情報, within a year of 提出・公表; else open."""
    numbers = bool(_NUMBERS.search(_OF_NO_NUMBERS.sub("", told)))
    if _OF_NO_NUMBERS.search(told):
        return None if numbers else False
    happened = [_month(match) for match in _MONTH.finditer(told)]
    if len(happened) != 1 or submitted is None:
        return None
    months = submitted.year * _YEAR + submitted.month - happened[0]
    if months > _YEAR:
        return False
    return True if 0 <= months < _YEAR and numbers and _SERIOUS.search(told) else None


def _month(match: re.Match[str]) -> int:
    year = 1 if match["year"] == "元" else int(match["year"])
    return year_of_era(match["era"], year) * _YEAR + int(match["month"])


def _of_accident(persons: str, facts: Facts, *, sure: bool) -> str | None:
    """Open where an accident within a year would call for more than this form; with so many persons as are known."""
    was, now = _told(threshold.HANDLERS, facts)
    few = now or was or threshold.others()[0][-1]
    without, with_accident = (_weight(persons, few, option) for option in reversed(threshold.others()[1]))
    if without is None or with_accident is None:
        return ""
    return ("raised" if sure else "") if with_accident > max(threshold.FOCUSED, without) else None


def _weight(persons: str, handlers: str, accident: str) -> int | None:
    found = threshold.due(persons, handlers, accident)
    return found.weight if found else None


def _persons(facts: Facts) -> str:
    """対象人数 as the form prints it, "" where it is not known."""
    known = {item.path: item.text for form in (facts.old, facts.new) if form for item in form.items}
    known |= facts.values
    was, now = _told(threshold.PERSONS, facts)
    if now or was:
        return now or was
    roles = {path: role_of(path, facts.template) for path in known}
    told = [text for role in _TELLING for path, text in known.items() if text and roles[path] is role]
    return next((text for text in told if threshold.names_persons(text)), "")


_TELLING = (Role.HEADCOUNT, Role.THRESHOLD_RESULT)
"""Items that tell 対象人数, the one that asks for it first."""
