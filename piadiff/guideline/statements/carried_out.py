"""Whether a person says that the plan an item told of was published before it took effect, and carried out as told."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import sentences
from piadiff.guideline.vocabulary import Role
from piadiff.model import Change, FacetKind
from piadiff.text import key
from piadiff.text.cell import UNCHANGED
from piadiff.text.signs import ERA, year_of_era

_DAY = re.compile(rf"(?:{ERA})(?:\d{{1,2}}|元)年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?)(?:から|以降|より|に)?は?、?")
_MONTH = re.compile(rf"(?:{ERA})(?:\d{{1,2}}|元)年(?:度|\d{{1,2}}月)")
_PUBLISHED = re.compile(
    r"(?:変更|移[行転設管]|実施|開始|稼働|導入|運用|切替え?)の?前(?:に|として)、?[^。、]{0,4}?(?:公表|提出)[^。]{0,12}?(?:済|した|している)"
    r"|(?:事前|重要な変更)[^。]*?(?:公表|提出|再実施|評価)[^。]*?(?:済|した|している)|再実施[^。]*?公表(?:済|した|している)"
)
_DONE = re.compile(
    r"(?:(?:計画|予定|記載|内容)の?(?:どおり|とおり|通り)|(?:移行|導入|更新|切替え?)[がの])"
    r"[^。]{0,12}(?:完了|実施|移行|開始|終|稼働)[^。]{0,6}(?:した|済|ている|に伴う)"
)
_OTHERWISE = re.compile(
    r"事後|一部|異な|遅|延期|中止|見送|未(?!満)|な[いくか](?!変更)|(?<!重要な)変更(?:し|の上)|見直し"
)
_ALIKE = re.compile(UNCHANGED)
_YEAR_MONTH = re.compile(rf"(?P<era>{ERA})(?P<year>\d{{1,2}}|元)年(?:度|(?P<month>\d{{1,2}})月(?:\d{{1,2}}日)?)?")
_OF_PLANS = re.compile(
    r"事前|前回|時点|修正|重要な変更|変更箇所|公表|公示|提出|届出|特定個人情報保護評価書?|評価書?|再実施|実施|記載|内容|計画|予定|移行|導入|更新|切替え?"
    r"|稼働|運用|開始|完了|終了|作業|変更|現[状在]|表記|前(?=に|として)"
)
"""What every statement of a plan carried out may say."""
_DASHES = re.compile(r"[-－―‐—–]")
_NAME_LENGTH = 6
"""Letters in a row, none of them a particle's, by which a statement names what the plan was about."""


def without_its_day(change: Change, statements: Iterable[str], role: Role) -> Change:
    """The change without the day from which its plan was to hold, where a statement says it was carried out."""
    if not _is_planned(change) or not _is_told(change, statements):
        return change
    if role is Role.PLACE and (planned := _put_elsewhere(change)):
        return dataclasses.replace(change, before=planned)
    text = _without_plan(change)
    found = list(_DAY.finditer(text.translate(_DIGITS)))
    if text != change.before and not found:
        return dataclasses.replace(change, before=text)
    if len(found) != 1 or _DAY.search(change.after.translate(_DIGITS)) or _OF_NOUN.match(text, found[0].end()):
        return change
    rest = text[: found[0].start()] + text[found[0].end() :]
    return dataclasses.replace(change, before=_EMPTY.sub("", rest))


def _is_told(change: Change, statements: Iterable[str]) -> bool:
    """Whether one statement, or all of them together, tell that the plan was published before and is carried out."""
    said = [key(text).rstrip("。") for text in statements]
    return any(_tells(text, change) for text in (*said, "。".join(said)))


def _put_elsewhere(change: Change) -> str:
    """What a plan told of where things are kept, without its day, where it is all that is told besides where they were.

    "" where anything else went with that: another sentence, or one on other things.
    """
    old, new = ([each.text for each in sentences(text)] for text in (change.before, change.after))
    left = [text for text in old if text not in new]
    if len(left) != len(_PLACE_AND_PLAN) or not all(map(re.search, _PLACE_AND_PLAN, left)) or "予定" in left[0]:
        return ""
    if not _of_one_thing(left[0], left[1]):
        return ""
    plan = _DAY.sub("", left[1].translate(_DIGITS), count=1)
    planned = "\n".join(plan if text == left[1] else text for text in old if text != left[0])
    told, known = ({word for each in sentences(text) for word in each.words} for text in (change.after, planned))
    return planned if told <= known else ""


_PLACE_AND_PLAN = (
    re.compile(r"(?:保管|保存|設置)(?:し|す)|置[いくき]"),
    re.compile(r"(?:保管|保存|設置|置く|移)[^。]*予定"),
)


def done_as_planned(change: Change, statements: Iterable[str], role: Role) -> bool:
    """Whether a plan is said to be carried out as published, and the text names nothing but what it told."""
    if not _is_told(change, statements) or "予定" in key(change.after):
        return False
    old, new = sentences(change.before), sentences(change.after)
    plans = [each for each in old if "予定" in key(each.text)]
    there, here = ({each.words for each in side} for side in (old, new))
    gone = [each for each in old if each.words not in here and each not in plans]
    if not plans or len(gone) > 1 or not all(_of_one_thing(each.text, plans[0].text) for each in gone):
        return False
    also = {"から", *(word for each in gone for word in each.words), *("保管" if role is Role.PLACE else "")}
    came = [set(each.words) for each in new if each.words not in there]
    return all(any(words <= {*plan.words, *also} for plan in plans) for words in came)


def _of_one_thing(place: str, plan: str) -> bool:
    """Whether a plan tells of no other thing than a sentence tells of: 書類は書庫に置く, サーバは移す予定."""
    topics = [_TOPIC.match(_DAY.sub("", key(text).lstrip("※・"))) for text in (place, plan)]
    return not (topics[0] and topics[1]) or topics[0]["what"] == topics[1]["what"]


_TOPIC = re.compile(r"(?:なお|また)?、?(?P<what>[^、。]*?)は、?")


def _without_plan(change: Change) -> str:
    """The former text without a bracket that only told from when it was to hold."""
    gone = (f.before for f in change.facets if f.kind is FacetKind.PLAN_TO_FACT and not f.after)
    plan = next((each for each in gone if _ONLY_PLAN.fullmatch(key(each))), "")
    return change.before.replace(plan, "", 1) if plan else change.before


_ONLY_PLAN = re.compile(rf"\({_DAY.pattern}(?:稼働|運用|利用|実施|開始|導入|移[行転設])*(?:を?開始)?(?:する)?予定\)")


def _is_planned(change: Change) -> bool:
    return any(facet.kind is FacetKind.PLAN_TO_FACT for facet in change.facets)


def is_plans_day(edit: Edit, change: Change) -> bool:
    """Whether all that an edit lost is the day of a plan that became a fact."""
    if edit.gained or edit.before is None:
        return False
    lost = "".join(token.text for token in edit.lost)
    return _PLANS_DAY.fullmatch(lost) is not None and _is_planned(change)


_PLANS_DAY = re.compile(r"\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?(?:から|以降|より|に)*")
_OF_NOUN = re.compile(r"[^。、]*?[うくすつぬむるただ](?!予定)[一-龠]")
"""A day that says which of the persons or things behind it are meant: 令和6年4月1日以降に転入した者."""
_EMPTY = re.compile(r"[（(]\s*[)）]")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def _tells(said: str, change: Change) -> bool:
    """Whether a statement tells of this plan that it was published before and is carried out.

    It names the item, the month and the matter of the plan, or nothing at all that is not in the plan.
    """
    plan = key(change.before)
    if not _is_published(said, plan) or not _DONE.search(said) or _OTHERWISE.search(_ALIKE.sub("", said)):
        return False
    months = {match[0] for match in _MONTH.finditer(plan)}
    address = "-".join((change.path.section, *change.path.parts))
    named = all(month in said for month in months) and _is_of(said, address) and _names(said, plan)
    return named or _names_nothing_else(said, plan)


def _is_published(said: str, plan: str) -> bool:
    """Whether a statement says that it was published before, or in a month before the first of the plan."""
    planned = [_month(match) for match in _YEAR_MONTH.finditer(plan)]
    days = (match for match in _YEAR_MONTH.finditer(said) if _ON.match(said, match.end()))
    return bool(_PUBLISHED.search(said)) or any(_month(day) < min(planned, default=(0, 0)) for day in days)


_ON = re.compile(r"に、?(?:公表|提出)(?:し|済)")


def _names_nothing_else(said: str, plan: str) -> bool:
    """Whether every noun of a statement is one of publishing and of carrying out, or stands in the plan too.

    A day it names is that of the plan, or of the publication before it.
    """
    planned = [_month(match) for match in _YEAR_MONTH.finditer(plan)]
    days = [_month(match) for match in _YEAR_MONTH.finditer(said)]
    if not planned or any(day > max(planned) for day in days):
        return False
    nouns = re.findall(r"[一-龠々ァ-ヺーa-zA-Z]{2,}", _OF_PLANS.sub(" ", _YEAR_MONTH.sub(" ", said)))
    return all(noun in plan for noun in nouns)


def _month(match: re.Match[str]) -> tuple[int, int]:
    year = 1 if match["year"] == "元" else int(match["year"])
    return year_of_era(match["era"], year), int(match["month"] or 0)


def _is_of(said: str, address: str) -> bool:
    return bool(re.search(rf"{re.escape(key(address))}(?![0-9-])", _DASHES.sub("-", said)))


def _names(said: str, plan: str) -> bool:
    """Whether a name of some length stands in both."""
    bare = _DAY.sub("", plan)
    found = SequenceMatcher(None, bare, said, autojunk=False).find_longest_match()
    name = bare[found.a : found.a + found.size]
    return len(re.sub(r"^[にをへでの、]+|[にをへでの、ぁ-ゖ]+$", "", name)) >= _NAME_LENGTH
