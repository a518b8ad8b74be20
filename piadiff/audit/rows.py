"""Checks on the published 変更箇所 rows themselves: cells, dates, reasons, and the form they speak of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from piadiff.audit.catalogue import Subject, check, note, note_rows
from piadiff.audit.deadlines import is_significant
from piadiff.audit.quotes import quotes
from piadiff.model import ChangeRow, Facet, FacetKind, ItemKind, ItemPath, Level, Observation, Verdict
from piadiff.text import find_dates, key, wareki
from piadiff.text.cell import describes, says_nothing, sides

_ENTRY = "記載要領「変更箇所」"
_IS_MINOR = re.compile(r"重要な変更に(?:は)?(?:該当し|当たら|あたら)ない|軽微な(?:修正|変更)")
_IS_WORDING = re.compile(r"(?:表現|文言|記載|表記|用語)(?:内容)?(?:の|を)?(?:統一|整理|整備|修正)")
_IS_LAW = re.compile(r"法(?:令|律)?(?:等)?の?(?:一部)?改正|条項(?:の|ずれ)|条ずれ")
_NEAR = 92
"""Days within which a 様式改正 that a row names is taken for the one that is known."""
_FACTS = {
    FacetKind.CONTACT,
    FacetKind.NUMBER,
    FacetKind.SYSTEM_ADDED,
    FacetKind.SYSTEM_REMOVED,
    FacetKind.CLOUD_ADDED,
    FacetKind.CHOICE_UP,
    FacetKind.CHOICE_DOWN,
    FacetKind.CHOICE_CHANGED,
    FacetKind.BOX_TICKED,
    FacetKind.BOX_CLEARED,
    FacetKind.NEGATION,
    FacetKind.TEXT_ADDED,
    FacetKind.TEXT_REMOVED,
    FacetKind.MEASURE_ADDED,
    FacetKind.MEASURE_REMOVED,
    FacetKind.EXCEPTION_ADDED,
    FacetKind.EXCEPTION_REMOVED,
    FacetKind.INCLUSION_ADDED,
    FacetKind.INCLUSION_REMOVED,
}
"""What a change of wording alone leaves as it is."""


_EMERGENCY = re.compile(r"規則(?:第)?9条(?:の)?(?:第)?2項")


@check(
    "A04",
    Level.ERROR,
    "重要な変更とした行の提出時期が事後です",
    "規則第6条第1項後段・第7条第1項後段、番号法第28条第1項、指針第6の2(2)",
)
def significant_but_after(subject: Subject) -> Iterator[Observation]:
    """A row that calls itself 重要 must be 事前, unless it says that 規則第9条第2項 is applied."""
    for row in subject.form.changes:
        if row.timing == "事後" and is_significant(row) and not _EMERGENCY.search(key(row.explanation)):
            yield note("A04", "説明は重要な変更としていますが、提出時期は事後です", row.explanation, row=row)


@check("A05", Level.ERROR, "※の項目を変更した行に説明がありません", "指針別表、指針第6の2(2)")
def significant_without_explanation(subject: Subject) -> Iterator[Observation]:
    """A ※ item needs a reason why the change is 重要 or not."""
    empty = [row for row in subject.form.changes if not row.explanation.strip() and _on_significant(subject, row)]
    yield from note_rows("A05", "※の項目ですが、重要な変更かどうかの説明が空です", empty)


def _on_significant(subject: Subject, row: ChangeRow) -> bool:
    return any((item := subject.template.nearest(path)) is not None and item.significant for path in row.items)


@check("A06", Level.WARNING, "提出時期に係る説明が空です", _ENTRY)
def explanation_empty(subject: Subject) -> Iterator[Observation]:
    """Every row should say why its timing is right; rows on ※ items are A05's."""
    rows = [r for r in subject.form.changes if not r.explanation.strip() and not _on_significant(subject, r)]
    yield from note_rows("A06", "説明が空です", rows)


@check("A07", Level.ERROR, "変更日が空です", _ENTRY)
def date_empty(subject: Subject) -> Iterator[Observation]:
    """Every row needs its 変更日."""
    yield from note_rows("A07", "変更日が空です", [r for r in subject.form.changes if not r.date_raw.strip()])


@check("A08", Level.ERROR, "提出時期が空です", _ENTRY)
def timing_empty(subject: Subject) -> Iterator[Observation]:
    """Every row needs its 提出時期."""
    yield from note_rows("A08", "提出時期が空です", [r for r in subject.form.changes if not r.timing.strip()])


@check("A09", Level.WARNING, "変更日の順序や組み合わせが整いません", _ENTRY)
def dates_in_disorder(subject: Subject) -> Iterator[Observation]:
    """変更日 must not go back, and one day cannot hold two states of one item."""
    newest: date | None = None
    for row in subject.form.changes:
        if row.date and newest and row.date < newest:
            yield note("A09", f"変更日が前の行の {wareki(newest)} より前です", row.date_raw, row=row)
        newest = max(filter(None, (newest, row.date)), default=None)
    yield from _two_states(subject)


def _two_states(subject: Subject) -> Iterator[Observation]:
    seen: dict[tuple[ItemPath, date], ChangeRow] = {}
    for row in subject.form.changes:
        for path in row.items:
            if row.date is None or subject.template.nearest(path) is None:
                continue
            place = (subject.item_of(path), row.date)
            other = seen.get(place)
            if other and {other.timing, row.timing} == {"事前", "事後"}:
                message = f"同じ日の {other.row}行目と、同じ項目で提出時期（事前・事後）が分かれています"
                yield note("A09", message, row=row)
            seen.setdefault(place, row)


@check("A09B", Level.ERROR, "同じ日の行どうしが食い違います", _ENTRY)
def rows_of_a_day_contradict(subject: Subject) -> Iterator[Observation]:
    """Rows of one day that give one item, or one and the same words of it, two ends or two beginnings."""
    seen: dict[tuple[ItemPath, date], _Ends] = {}
    for row in subject.form.changes:
        before, after = key(row.before), key(row.after)
        if row.date is None or not (before and after and _quoted(row)):
            continue
        for path in row.items:
            item = subject.template.item(path)
            single = item is not None and item.kind in (ItemKind.CHOICE, ItemKind.DATE)
            ends = seen.setdefault((path, row.date), _Ends())
            other = ends.against(before, after) if single else ends.from_same(before, after)
            if other is not None:
                message = f"同じ日の {other.row}行目と、同じ記載の変更前後が違います"
                yield note("A09B", message, other.after[:60], row.after[:60], path=path, row=row)
            ends.add(before, after, row)


def _quoted(row: ChangeRow) -> bool:
    return all(quotes(cell, side) for cell, side in sides(row.before, row.after))


class _Ends:
    """What the rows of one day say of one item: the first row of each pair of beginning and end."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], ChangeRow] = {}
        self._by_beginning: dict[str, list[tuple[str, ChangeRow]]] = {}

    def add(self, before: str, after: str, row: ChangeRow) -> None:
        if (before, after) in self._pairs:
            return
        self._pairs[before, after] = row
        if before != after:
            self._by_beginning.setdefault(before, []).append((after, row))

    def from_same(self, before: str, after: str) -> ChangeRow | None:
        """The first row with the same beginning and another end."""
        known = self._by_beginning.get(before, []) if before != after else []
        return next((row for end, row in known if end != after), None)

    def against(self, before: str, after: str) -> ChangeRow | None:
        """The first row with another end, of an item that has one value, unless one of the two leads to the other."""
        known = self._pairs.items()
        return next((row for (start, end), row in known if end not in (before, after) and start != after), None)


@check("A18", Level.INFO, "変更前にあった項番が変更後で消えています", _ENTRY)
def number_lost(subject: Subject) -> Iterator[Observation]:
    """A law table number that vanishes between otherwise equal lists may be a slip."""
    for row in subject.form.changes:
        before, after = (_listed(cell) for cell in (row.before, row.after))
        lost = [number for number in before if number not in after]
        if len(before) >= 5 and 0 < len(lost) <= 2:
            yield note("A18", "項番が変更後にありません", "、".join(lost), row=row)


def _listed(cell: str) -> list[str]:
    match = re.search(r"((?:\d+(?:[-の]\d+)?、){3,}\d+(?:[-の]\d+)?)の?項", key(cell))
    return match[1].split("、") if match else []


@check("A24", Level.WARNING, "変更前後の記載が引用ではありません", _ENTRY)
def not_a_quote(subject: Subject) -> Iterator[Observation]:
    """Both cells must quote, and differ."""
    for row in subject.form.changes:
        if _squeezed(row.before) == _squeezed(row.after) and row.before.strip():
            yield note("A24", "変更前と変更後の記載が同じです", row.before[:60], row=row)
        else:
            cells = sides(row.before, row.after)
            told = [cell for cell, side in cells if describes(cell) and not says_nothing(cell, side)]
            if told:
                yield note("A24", "記載の引用ではなく、変更の説明が書かれています", *told, row=row)


def claimed(row: ChangeRow) -> Verdict | None:
    """What the explanation of a row calls it: 重要 or 軽微; None where it says neither."""
    if is_significant(row):
        return Verdict.SIGNIFICANT
    return Verdict.MINOR if _IS_MINOR.search(row.explanation) else None


def _squeezed(cell: str) -> str:
    return re.sub(r"\s", "", cell)


@check("A25", Level.WARNING, "説明が変更の内容より軽く読めます", "指針第6の2(2)")
def understated(subject: Subject) -> Iterator[Observation]:
    """A row called 軽微 or a matter of wording or of law, though the rules or the facts that changed say more.

    Where the rules leave it to a person, an explanation with a cause of its own is that person's word.
    """
    for row in subject.form.changes:
        finding = subject.row_findings.get(row.row)
        if finding is None:
            continue
        form_only = _IS_WORDING.search(row.explanation) or _IS_LAW.search(row.explanation)
        decided = finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO)
        if _IS_MINOR.search(row.explanation) and (decided or (form_only and finding.verdict is Verdict.UNDECIDED)):
            heavier = [reason for reason in finding.reasons if reason.rule in finding.rules] or finding.reasons
            words = [word for reason in heavier for word in reason.words]
            rule = finding.rule_names[0] if finding.reasons else "該当する規則なし"
            yield note("A25", f"説明は軽微としていますが、規則では{finding.verdict}です（{rule}）", *words[:5], row=row)
        elif _IS_WORDING.search(row.explanation):
            facts = [facet for facet in finding.change.facets if facet.kind in _FACTS and not _fuller(facet)]
            told = [f"{facet.before or '（なし）'} → {facet.after or '（なし）'}" for facet in facts]
            if told:
                yield note("A25", "説明は書き方の整理としていますが、事実も変わっています", *told[:5], row=row)


def _fuller(facet: Facet) -> bool:
    """Whether an address or number is only mentioned besides, where none went."""
    return facet.kind is FacetKind.CONTACT and not facet.before


@check("A35", Level.INFO, "様式改正の日が、知られている日と違います", "様式の改正")
def revision_day(subject: Subject) -> Iterator[Observation]:
    """A row that names the day of a 様式改正 should name the day it came into force."""
    known = date.fromisoformat(subject.template.in_force)
    for row in subject.form.changes:
        if "様式改正" not in row.explanation and "様式の改正" not in row.explanation:
            continue
        for span in find_dates(row.explanation):
            if span.day and 0 < abs((span.day - known).days) <= _NEAR:
                yield note("A35", f"様式改正の日は {wareki(known)} と承知しています（要確認）", span.text, row=row)


@check("A36", Level.INFO, "※でない項目だけの改定を、重要な変更としています", "指針別表")
def plain_items_called_significant(subject: Subject) -> Iterator[Observation]:
    """重要な変更 is a matter of ※ items; rows on others take part in the verdict of the ※ rows of their day."""
    claimed = [row for row in subject.form.changes if row.items and is_significant(row)]
    with_significant = {row.date for row in claimed if _on_significant(subject, row)}
    for _, rows in itertools.groupby(claimed, key=lambda row: row.date):
        plain = [row for row in rows if row.date not in with_significant]
        yield from note_rows("A36", "重要な変更としていますが、同じ日の行に別表の項目はありません", plain)
