"""Days of a form: 公表日, 変更日 and 時点 against each other, and the terms that run from them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from piadiff.audit.catalogue import Step, Subject, check, note, note_rows
from piadiff.model import ChangeRow, Item, ItemKind, Level, Observation, Verdict
from piadiff.text import find_dates, key, parse_date, wareki

_ENTRY = "記載要領「変更箇所」"
_COUNTED = "記載要領「いつ時点の計数か」"
_REVIEW = "規則第14条第1項・第3項（少なくとも1年に1回の見直し、努力義務）"
_RENEWAL = "規則第15条（5年を経過する前の再実施、努力義務）"
_IS_SIGNIFICANT = re.compile(r"重要な変更に(?:該当す|該当し|当た|あた)(?:る|り)")
_EMERGENCY = re.compile(r"規則第9条第2項")
_STALE_COUNT = relativedelta(years=2)
_YEAR = relativedelta(years=1)
_FIVE_YEARS = relativedelta(years=5)


def is_significant(row: ChangeRow) -> bool:
    """Whether a row calls itself 重要."""
    return bool(_IS_SIGNIFICANT.search(row.explanation))


@check("A10", Level.ERROR, "公表日と変更日が合いません", _ENTRY)
def published_before_change(subject: Subject) -> Iterator[Observation]:
    """公表日 must not be earlier than the newest 変更日."""
    days = [row.date for row in subject.form.changes if row.date]
    published = subject.form.header.published
    if published and days and published < max(days):
        yield note("A10", f"公表日 {wareki(published)} が、最も新しい変更日 {wareki(max(days))} より前です")


@check("A10B", Level.INFO, "公表日が空です", _ENTRY)
def not_published(subject: Subject) -> Iterator[Observation]:
    """A form without 公表日 is a draft."""
    if subject.form.header.published is None:
        yield note("A10B", "公表日が空です（公表前の案と見られます）")


@check("A11", Level.WARNING, "変更日の間が1年を超えて空いています", _REVIEW)
def long_gap(subject: Subject) -> Iterator[Observation]:
    """The form is to be looked at again at least once a year."""
    days = sorted({row.date for row in subject.form.changes if row.date})
    for earlier, later in itertools.pairwise(days):
        if earlier + _YEAR < later:
            yield note("A11", f"{wareki(earlier)} から {wareki(later)} まで、変更の記録がありません")


@check("A11B", Level.WARNING, "最後の公表から1年を超えています", _REVIEW)
def review_due(subject: Subject) -> Iterator[Observation]:
    """A year since the form was last published, on the day asked for."""
    published = subject.form.header.published
    if published and subject.as_of and published + _YEAR < subject.as_of:
        yield note(
            "A11B", f"公表日 {wareki(published)} から1年を超えています（見直しは {wareki(published + _YEAR)} まで）"
        )


@check("A12", Level.WARNING, "計数の時点が古いままです", _COUNTED)
def stale_count(subject: Subject) -> Iterator[Observation]:
    """時点 should be near the day it was written."""
    for row, day, text in _counted(subject):
        if row.date and day + _STALE_COUNT < row.date:
            yield note("A12", f"変更日に対して時点が {_apart(day, row.date)} 前です", text, row=row)


@check("A12C", Level.WARNING, "計数の時点が変更日より後です", _COUNTED)
def count_after_change(subject: Subject) -> Iterator[Observation]:
    """What was counted on a day cannot have been written before it."""
    for row, day, text in _counted(subject):
        if row.date and day > row.date:
            yield note("A12C", f"変更日 {wareki(row.date)} より後の時点です", text, row=row)


def _counted(subject: Subject) -> Iterator[tuple[ChangeRow, date, str]]:
    """(row, day, text) of every 時点 that a row writes."""
    for row in subject.form.changes:
        if any(path.parts[-1:] == ("時点",) for path in row.items):
            yield from ((row, span.day, span.text) for span in find_dates(row.after) if span.day)


def _apart(earlier: date, later: date) -> str:
    gap = relativedelta(later, earlier)
    return f"{gap.years}年{gap.months}か月"


@check("A12B", Level.WARNING, "計数の時点が公表日に比べて古くなっています", _COUNTED)
def stale_reference_date(subject: Subject) -> Iterator[Observation]:
    """時点 in the form against the form's day."""
    for item, day, text in _reference_dates(subject):
        if subject.day and day + _STALE_COUNT < subject.day:
            yield note("A12B", "時点から2年を超えています", text, path=item.path)


@check("A12D", Level.ERROR, "計数の時点が公表日より後です", _COUNTED)
def count_after_publication(subject: Subject) -> Iterator[Observation]:
    """時点 in the form against its 公表日."""
    published = subject.form.header.published
    for item, day, text in _reference_dates(subject):
        if published and day > published:
            yield note("A12D", f"公表日 {wareki(published)} より後の時点です", text, path=item.path)


def _reference_dates(subject: Subject) -> Iterator[tuple[Item, date, str]]:
    for item in subject.form.items:
        if item.path.parts[-1:] == ("時点",):
            yield from ((item, span.day, span.text) for span in find_dates(item.text) if span.day)


@check("A14", Level.WARNING, "重要な変更の後、評価の実施日が改められていません", "番号法第28条第1項、規則第7条")
def assessment_not_renewed(subject: Subject) -> Iterator[Observation]:
    """実施日 of the しきい値判断 must be renewed when 重要 rows exist."""
    item, day = _assessed(subject)
    rows = [row for row in subject.form.changes if is_significant(row)]
    if item is None or day is None or not rows:
        return
    newest = max((row.date for row in rows if row.date), default=None)
    if day + _YEAR < newest if newest else day.isoformat() < subject.template.in_force:
        message = (
            f"重要な変更の行が {len(rows)}行ありますが、"
            f"実施日は {wareki(day)} のままです（5年は {wareki(day + _FIVE_YEARS)} まで）"
        )
        yield note("A14", message, item.text, path=item.path)


@check("A14B", Level.WARNING, "評価の実施から5年を過ぎています", _RENEWAL)
def five_years_over(subject: Subject) -> Iterator[Observation]:
    """Five years since the assessment; where the form prints no 実施日, since its 公表日."""
    item, day = _assessed(subject)
    start = day or subject.form.header.published
    if start and subject.day and start + _FIVE_YEARS < subject.day:
        told = f"実施日 {wareki(start)}" if day else f"公表日 {wareki(start)}"
        over = f"{told} から5年を過ぎています（{wareki(start + _FIVE_YEARS)} まで）"
        yield note("A14B", over, path=item.path if item and day else None)


def _assessed(subject: Subject) -> tuple[Item | None, date | None]:
    """実施日 of the 基礎項目評価 that 様式3 and 様式4 print first among their dates."""
    item = next((i for i in subject.form.items if i.kind is ItemKind.DATE and i.label == "実施日"), None)
    return item, parse_date(item.text) if item else None


@check("A40", Level.WARNING, "重要な変更の行が、変更日の後の公表で初めて現れます", "番号法第28条第1項、規則第9条第2項")
def significant_published_late(subject: Subject) -> Iterator[Observation]:
    """A 重要 or 事前 row belongs into a form published before the change; 規則9条2項 lets it come after."""
    if _emergency(subject):
        return
    for step in subject.steps:
        published = step.new.header.published
        late = [row for row in _significant(subject, step) if published and row.date and row.date < published]
        if late and published:
            yield from note_rows("A40", f"{wareki(published)}公表の版で初めて現れます", late)


def _significant(subject: Subject, step: Step) -> Iterator[ChangeRow]:
    for row in step.rows.added:
        finding = subject.row_findings.get(row.row)
        judged = finding is not None and finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO)
        if not _EMERGENCY.search(key(row.explanation)) and (is_significant(row) or (row.timing == "事前" and judged)):
            yield row


def _emergency(subject: Subject) -> bool:
    return any(_EMERGENCY.search(key(item.label)) and item.value for item in subject.form.items)
