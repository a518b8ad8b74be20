"""What a person is shown beside a draft: what is still open, whose decisions stand, what was written where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from piadiff.model import Draft, Form, Verdict
from piadiff.writers.unread import pair_lines, unread_lines


class _Decision(Protocol):
    """What is shown of a decision."""

    @property
    def item(self) -> str: ...
    @property
    def person(self) -> str: ...


class _Placed(Protocol):
    """What was done to the 変更箇所 of a form, by row number."""

    @property
    def form(self) -> Form: ...
    @property
    def changed(self) -> bool: ...
    @property
    def kept(self) -> int: ...
    @property
    def restored(self) -> tuple[int, ...]: ...
    @property
    def added(self) -> tuple[int, ...]: ...
    @property
    def renewed(self) -> tuple[int, ...]: ...
    @property
    def others(self) -> tuple[int, ...]: ...


class _Accepted(Protocol):
    """What an edited draft held."""

    @property
    def decisions(self) -> Mapping[str, _Decision]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


def told(draft: Draft, decisions: Mapping[str, _Decision]) -> str:
    """How many rows of each verdict, the facts that are missing, and decisions that fit no row any more."""
    counts = Counter(row.verdict for row in draft.rows)
    verdicts = "、".join(f"{verdict} {counts[verdict]}" for verdict in Verdict if counts[verdict])
    lines = pair_lines((*draft.pair, *draft.late))
    lines.append(f"起案 {len(draft.rows)}行" + (f"（{verdicts}）" if verdicts else ""))
    for number, row in enumerate(draft.rows, 1):
        if row.verdict is Verdict.UNDECIDED:
            lines.append(f"要判断 {number}行目 {row.item}: {'、'.join(row.missing) or '判断に足りる記載がありません'}")
    lines += unread_lines(draft.unread)
    by_person = [number for number, row in enumerate(draft.rows, 1) if row.decided]
    if by_person:
        lines.append(f"担当者の決定がある行: {'、'.join(map(str, by_person))}")
    for mark in draft.unused_decisions:
        decision = decisions.get(mark)
        named = f"「{decision.item}」（{decision.person}）" if decision else mark
        lines.append(f"注意: 今の変更に対応しない決定があります: {named}")
    return "".join(f"{line}\n" for line in lines)


def placed(done: _Placed, target: str, remarks: Sequence[str] = ()) -> str:
    """What was written into the 変更箇所 of the next version."""
    lines = [f"{target}: " + ("変更箇所を書き込みました" if done.changed else "変更箇所はすでにこの起案のとおりです")]
    lines.append(f"  そのままの公表済みの行: {done.kept - len(done.restored)}")
    for name, numbers in (
        ("補った公表済みの行", done.restored),
        ("加えた行", done.added),
        ("起案に合わせて改めた行", done.renewed),
        ("起案にない行（そのまま残しました）", done.others),
    ):
        if numbers:
            lines.append(f"  {name}: {'、'.join(map(str, numbers))}行目")
    lines += [f"注意: {remark}" for remark in remarks]
    twice = _same_items(done)
    if twice:
        told = "、".join(f"{number}（{'・'.join(map(str, others))}）" for number, others in twice.items())
        lines.append(f"注意: 加えた行と同じ項目の行がすでにあります。重なっていないか確かめてください: {told}")
    return "".join(f"{line}\n" for line in lines)


def _same_items(done: _Placed) -> dict[int, list[int]]:
    """Rows that were added → rows nobody drafted that are about the same items."""
    rows = {row.row: row for row in done.form.changes}
    found = {
        number: [
            other
            for other in done.others
            if any(a.contains(b) or b.contains(a) for a in rows[number].items for b in rows[other].items)
        ]
        for number in done.added
    }
    return {number: others for number, others in found.items() if others}


def accepted(taken: _Accepted, before: Mapping[str, _Decision], target: str) -> str:
    """Decisions taken from an edited workbook, and what was not taken, with the reason."""
    fresh = [decision for mark, decision in taken.decisions.items() if before.get(mark) != decision]
    lines = [f"{target} に {len(fresh)}件の決定を記録しました" if fresh else "新しい決定はありません"]
    lines += [f"  {decision.item}（{decision.person}）" for decision in fresh]
    lines += [f"注意: {note}" for note in taken.notes]
    return "".join(f"{line}\n" for line in lines)


def left_out(forms: Sequence[tuple[str, str]]) -> str:
    """Forms of a registry that could not be drafted, each with the reason."""
    return "".join(f"注意: {form} は起案していません: {reason}\n" for form, reason in forms)
