"""What officers decided, kept beside the form and never overwritten by a new draft."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml
from pydantic import Field, field_validator

from piadiff.data import Strict, parse
from piadiff.errors import DataError
from piadiff.model import Draft, DraftRow, ItemPath, SignedRow, Timing, Verdict
from piadiff.text import key, parse_date

SCHEMA = "piadiff/decisions/1"
RULE = "rule"
_REMEDY = "示された所を直すか、その決定を `piadiff decide` で記録し直してください"
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")


class Decision(Strict):
    """One decision; a field that is None leaves the machine's word.

    Attributes:
        until: Last 変更日 for which a verdict that makes a row lighter holds.
    """

    item: str = ""
    explanation: str | None = None
    verdict: Verdict | None = None
    timing: Timing | None = None
    date: datetime.date | None = None
    effective: datetime.date | None = None
    until: datetime.date | None = None
    person: str = Field(min_length=1)
    reason: str = ""

    @field_validator("item", "explanation", "person", "reason")
    @classmethod
    def _one_line_break(cls, value: str | None) -> str | None:
        """YAML knows several line breaks and writes one."""
        return _BREAK.sub("\n", value) if value else value

    @field_validator("timing")
    @classmethod
    def _told(cls, value: Timing | None) -> Timing | None:
        if value is Timing.UNKNOWN:
            raise ValueError("提出時期は事前か事後です")
        return value


class _File(Strict):
    schema_: str = Field(alias="schema", pattern=f"^{SCHEMA}$")
    decisions: dict[str, Decision] = Field(default_factory=dict)


def fingerprint(paths: Iterable[ItemPath], before: str, after: str) -> str:
    """12 hex digits that name a change: where, from what, to what; neither row number nor wording of 説明."""
    parts = (*sorted(str(path) for path in paths), key(before), key(after))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def read_decisions(text: str, where: str = "") -> dict[str, Decision]:
    """Decisions by fingerprint.

    Raises:
        DataError: When the text is no decisions file.
    """
    if not text.strip():
        return {}
    return dict(parse(text, _File, where, remedy=_REMEDY).decisions)


def _entry(mark: str, decision: Decision) -> str:
    body = {
        name: str(value) if isinstance(value, Verdict | Timing) else value
        for name, value in decision.model_dump().items()
        if value not in (None, "") or name == "person"
    }
    text = yaml.safe_dump({mark: body}, allow_unicode=True, sort_keys=False, width=10_000)
    return "".join(f"  {line}\n" for line in text.splitlines())


def _dump(decisions: Mapping[str, Decision]) -> str:
    if not decisions:
        return f"schema: {SCHEMA}\ndecisions: {{}}\n"
    entries = "".join(_entry(mark, decision) for mark, decision in decisions.items())
    return f"schema: {SCHEMA}\ndecisions:\n{entries}"


def _block(lines: Sequence[str], mark: str) -> tuple[int, int] | None:
    """Lines of one decision in the file."""
    start = next((i for i, line in enumerate(lines) if line.strip().rstrip(":").strip("'\"") == mark), None)
    if start is None:
        return None
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith("   ")):
        end += 1
    return start, end


def write_decision(text: str, mark: str, decision: Decision, where: str = "") -> str:
    """The file with one decision recorded; every other line, comments included, stays as it was."""
    wanted = {**read_decisions(text, where), mark: decision}
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    span = _block(lines, mark) or (len(lines), len(lines))
    written = "".join((*lines[: span[0]], _entry(mark, decision), *lines[span[1] :]))
    try:
        kept = read_decisions(written, where) == wanted
    except DataError:
        kept = False
    return written if kept else _dump(wanted)


def drop_decision(text: str, mark: str, where: str = "") -> str:
    """The file without one decision; every other line stays as it was."""
    wanted = {other: decision for other, decision in read_decisions(text, where).items() if other != mark}
    lines = text.splitlines(keepends=True)
    span = _block(lines, mark)
    if span is None or not wanted:
        return _dump(wanted)
    written = "".join((*lines[: span[0]], *lines[span[1] :]))
    return written if read_decisions(written, where) == wanted else _dump(wanted)


_STARTED = "_started"


def _lightens(row: DraftRow, decision: Decision) -> bool:
    """Whether a decision makes a 重要な変更, or a 再実施, lighter."""
    heavy = row.verdict in (Verdict.SIGNIFICANT, Verdict.REDO)
    return heavy and decision.verdict is not None and decision.verdict.weight < row.verdict.weight


def refusal(row: DraftRow, decision: Decision) -> str:
    """Why the verdict of a decision is not taken, "" where it is.

    What begins is never made light; what else is heavy only with a reason and a last day, and not past that day.
    """
    if not _lightens(row, decision):
        return ""
    if any(rule.endswith(_STARTED) for rule in row.rules):
        return f"委託・連携などを新たに始める変更は、決定で軽くできません（{row.cause or row.item}）"
    if not (decision.reason.strip() and decision.until):
        return "重要な変更・再実施を軽くする決定には、理由と期限が要ります"
    if row.date and row.date > decision.until:
        return f"判定を軽くする決定の期限（{decision.until}）を過ぎています"
    return ""


def decided(row: DraftRow, decision: Decision) -> DraftRow:
    """The row with the officer's words; the machine's stay where the officer said nothing."""
    refused = refusal(row, decision)
    if refused:
        row = replace(row, notes=(*row.notes, f"{decision.person}の決定による判定は使っていません: {refused}"))
        decision = decision.model_copy(update={"verdict": None, "timing": None, "explanation": None})
    words = {
        "説明": ("explanation", decision.explanation),
        "判定": ("verdict", decision.verdict),
        "提出時期": ("timing", decision.timing),
        "変更日": ("date", decision.date),
        "施行日": ("effective", decision.effective),
    }
    set_by_person: dict[str, Any] = {field: value for field, value in words.values() if value is not None}
    return replace(
        row,
        decided_by=decision.person,
        reason=decision.reason,
        until=decision.until,
        refused=refused,
        decided=tuple(name for name, (_, value) in words.items() if value is not None),
        **set_by_person,
    )


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an edited draft holds: decisions by fingerprint, and what could not be taken over, in words."""

    decisions: Mapping[str, Decision]
    notes: tuple[str, ...] = ()


def _changed(cell: str, machine: str) -> bool:
    return _visible(cell) != _visible(machine)


def _visible(text: str) -> str:
    """Text without what an office program drops or shows as U+FFFD: blanks and control characters."""
    return "".join(char for char in text if char.isprintable() and not char.isspace() and char != "\ufffd")


def _day(cell: str, place: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(cell.strip()[:10])
    except ValueError:
        found = parse_date(cell)
        if found is None:
            raise DataError(
                f"「{cell}」は日付として読めません",
                where=place,
                remedy="令和7年12月1日 または 2025-12-01 と書いてください",
            ) from None
        day = found
    return day


def _choice(kind: type[Verdict] | type[Timing], cell: str, place: str) -> Any:  # noqa: ANN401 - a verdict or a timing
    try:
        return kind(cell.strip())
    except ValueError:
        known = "、".join(value for value in kind if value)
        raise DataError(f"「{cell}」は選べません", where=place, remedy=f"{known} のどれかにしてください") from None


def _decision(signed: SignedRow, row: DraftRow, person: str) -> Decision | None:
    """What the officer changed in one row, None when nothing."""
    told: dict[str, Any] = {}
    kept = signed.untouched
    if "explanation" not in kept and _changed(signed.explanation, row.explanation):
        told["explanation"] = signed.explanation.strip()
    if "verdict" not in kept and signed.verdict.strip() not in ("", row.verdict):
        told["verdict"] = _choice(Verdict, signed.verdict, signed.place)
    if "timing" not in kept and signed.timing.strip() not in ("", row.timing):
        told["timing"] = _choice(Timing, signed.timing, signed.place)
    days = (
        ("date", signed.date, row.date),
        ("effective", signed.effective, row.effective),
        ("until", signed.until, row.until),
    )
    for name, cell, day in days:
        if name not in kept and cell.strip() and _day(cell, signed.place) != day:
            told[name] = _day(cell, signed.place)
    own = (
        "" if "decided_by" in kept or signed.decided_by.strip() in (RULE, row.decided_by) else signed.decided_by.strip()
    )
    new_reason = "reason" not in kept and _changed(signed.reason, row.reason)
    if not told and not own and not new_reason:
        return None
    who = own or person or (row.decided_by if row.decided_by != RULE else "")
    if not who:
        raise DataError(
            "書き換えた人の名前がありません",
            where=signed.place,
            remedy="「決定者」の列か --person に名前を書いてください",
        )
    return Decision(item=row.item, person=who, reason=signed.reason.strip() if new_reason else "", **told)


def _untaken(signed: SignedRow, row: DraftRow) -> list[str]:
    """Edits of columns that the draft itself writes."""
    cells = (
        ("項目", signed.item, row.item),
        ("変更前の記載", signed.before, row.before),
        ("変更後の記載", signed.after, row.after),
    )
    return [
        f"{signed.place}: 「{name}」の書換えは評価書から起案し直されるため記録しません"
        for name, cell, machine in cells
        if cell and _changed(cell, machine)
    ]


def accept(signed: Iterable[SignedRow], draft: Draft, *, kept: Mapping[str, Decision], person: str = "") -> Accepted:
    """Decisions of an edited draft, on top of those kept already.

    Raises:
        DataError: When a cell cannot be understood or nobody stands for an edit.
    """
    rows = {row.fingerprint: row for row in draft.rows}
    decisions, notes, seen = dict(kept), [], set()
    for cells in signed:
        row = rows.get(cells.fingerprint)
        if row is None:
            notes.append(f"{cells.place}: 今の起案に対応する行がありません（識別子「{cells.fingerprint}」）")
            continue
        seen.add(cells.fingerprint)
        notes += _untaken(cells, row)
        made = _decision(cells, row, person)
        if made is not None:
            before = decisions.get(cells.fingerprint)
            made = on_top(before, made) if before else made
            refused = refusal(row, made)
            notes += [f"{cells.place}: {refused}"] if refused else []
            decisions[cells.fingerprint] = made
    notes += [f"「{row.item}」の行が戻された表にありません" for row in draft.rows if row.fingerprint not in seen]
    return Accepted(decisions, tuple(notes))


def on_top(before: Decision, made: Decision) -> Decision:
    """The newer words, and the older ones where nothing newer was said."""
    told = {name: value for name, value in made.model_dump().items() if value not in (None, "")}
    return before.model_copy(update=told)
