"""Checks that need two versions: published rows against the computed changes."""

from __future__ import annotations

import itertools
import shlex
from collections.abc import Iterator, Sequence

from piadiff.audit.catalogue import Step, Subject, check, note, spans
from piadiff.audit.quotes import missing_pieces, quotes
from piadiff.errors import PiadiffError
from piadiff.model import (
    WHOLE_FORM,
    Action,
    Change,
    ChangeRow,
    Finding,
    ItemPath,
    Level,
    Observation,
    Timing,
    Verdict,
)
from piadiff.text import key
from piadiff.text.cell import boxes, says_nothing, sides

_ENTRY = "規則第14条第1項・第3項、記載要領「変更箇所」"
_NEVER_A_ROW = frozenset({ItemPath("表紙", parts=("公表日",))})


def _new_rows(step: Step) -> tuple[ChangeRow, ...]:
    """Rows that the newer version adds to the table."""
    return step.rows.added


def needs_row(change: Change) -> bool:
    """Whether a change is one that the table is to record; 公表日 never is, nor are spelling and mere moves."""
    return change.path not in _NEVER_A_ROW and not change.notation and change.action is not Action.MOVED


def _told(step: Step, finding: Finding) -> list[ChangeRow]:
    """Rows about the item of a change; one about the whole form only when it holds words of the change."""
    paths = [path for path in (finding.change.path, finding.change.old_path) if path]
    return [
        row
        for row in _new_rows(step)
        if any(row.covers(path) for path in paths) and (not _whole(row) or not all(_untold(finding.change, [row])))
    ]


def _whole(row: ChangeRow) -> bool:
    return any(path.section in WHOLE_FORM for path in row.items)


def _untold(change: Change, rows: Sequence[ChangeRow]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words that went and words that came which no row quotes; white space and marks alone do not count."""
    gone, come = (
        tuple(edit.text.strip() for edit in change.edits if edit.op == sign and not edit.notation and _says(edit.text))
        for sign in "-+"
    )
    before, after = (
        "\n".join(key(cell) for cell in cells) for cells in zip(*((r.before, r.after) for r in rows), strict=True)
    )
    return (
        tuple(word for word in gone if not _holds(before, word)),
        tuple(word for word in come if not _holds(after, word)),
    )


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text)


# A comma between digits folds by what stands around it, which a word cut out of its text does not show.
_LOOSE = str.maketrans(",", "、", "()[]")


def _holds(cells: str, words: str) -> bool:
    """Whether folded cells quote words, line by line: a row may leave out what stands between, and empty boxes."""
    return all(part.translate(_LOOSE) in cells.translate(_LOOSE) for line in words.split("\n") for part in _parts(line))


def _parts(line: str) -> list[str]:
    """A folded line, or of a line of check boxes the ticked ones."""
    printed = boxes(line)
    parts = [key(box.label) for box in printed if box.ticked] if printed else [key(line)]
    return [part for part in parts if _says(part)]


@check("A01", Level.ERROR, "記載が変わっていますが、変更箇所に行がありません", _ENTRY)
def change_without_row(subject: Subject) -> Iterator[Observation]:
    """Every computed change needs a row of the newer version; one line for a version that has none at all."""
    for step in subject.steps:
        needy = [finding for finding in step.findings if needs_row(finding.change)]
        untold = [finding.change for finding in needy if not _told(step, finding)]
        day = f"{step.new.header.published or '新しい版'}で"
        if not subject.item_by_item and len(untold) > 1 and len(untold) == len(needy):
            paths = dict.fromkeys(str(change.path) for change in untold)
            message = f"{day}変わった {len(paths)}項目の、どれにも行がありません{_how_to_draft(step)}"
            yield note("A01", message, "、".join(paths))
            continue
        for change in untold:
            yield note("A01", f"{day}記載が変わっていますが、行がありません", *marked(change), path=change.path)


def _how_to_draft(step: Step) -> str:
    return f"（piadiff draft {' '.join(map(shlex.quote, step.names))} で起案できます）" if all(step.names) else ""


_AROUND = 12


def marked(change: Change) -> tuple[str, ...]:
    """The differing parts of a change, each with what stands around it: …前後[-旧-]{+新+}前後…."""
    script = [edit for edit in change.edits if edit.op == "=" or not edit.notation]
    told: list[str] = []
    for sort, stretch in itertools.groupby(enumerate(script), key=lambda pair: pair[1].op == "="):
        run = list(stretch)
        if sort or not any(edit.text.strip() for _, edit in run):
            continue
        first, last = run[0][0], run[-1][0]
        head = script[first - 1].text if first else ""
        tail = script[last + 1].text if last + 1 < len(script) else ""
        parts = "".join(f"[-{_cut(e.text)}-]" if e.op == "-" else f"{{+{_cut(e.text)}+}}" for _, e in run)
        before = f"…{head[-_AROUND:]}" if len(head) > _AROUND else head
        after = f"{tail[:_AROUND]}…" if len(tail) > _AROUND else tail
        told.append(f"{before}{parts}{after}")
    return tuple(told[:_SHOWN])


_SHOWN = 5


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 40


@check("A01C", Level.ERROR, "変わった記載の一部が、変更箇所の行にありません", _ENTRY)
def change_told_in_part(subject: Subject) -> Iterator[Observation]:
    """The rows about an item must quote all that changed in it."""
    for step in subject.steps:
        for finding in step.findings:
            rows = [row for row in _told(step, finding) if not _whole(row)]
            if not needs_row(finding.change) or not rows or not all(quotes_or_nothing(row) for row in rows):
                continue
            gone, come = _untold(finding.change, rows)
            if gone or come:
                listed = "、".join(str(row.row) for row in rows)
                message = f"{listed}行目にない変更があります（消えた語 {len(gone)}、加わった語 {len(come)}）"
                told = [*(f"消えた語: {word}" for word in gone), *(f"加わった語: {word}" for word in come)]
                yield note("A01C", message, *told[:6], path=finding.change.path, row=rows[-1])


def quotes_or_nothing(row: ChangeRow) -> bool:
    """Whether both cells of a row quote, or say that there was or is nothing."""
    return all(quotes(cell, side) or says_nothing(cell, side) for cell, side in sides(row.before, row.after))


@check("A02C", Level.ERROR, "変更前の記載が前の版にありません", _ENTRY)
def before_not_in_old_version(subject: Subject) -> Iterator[Observation]:
    """変更前 of a new row must stand in the version before."""
    for step in subject.steps:
        old = Subject(step.old)
        for row in _new_rows(step):
            if not row.items or _whole(row) or not quotes(row.before, "before"):
                continue
            lost = missing_pieces(row.before, [item for path in _old_places(step, row) for item in old.below(path)])
            if lost and not _written_by_another(step, row, lost):
                yield note("A02C", f"変更前の記載のうち {len(lost)}か所が、前の版に見当たりません", *lost[:3], row=row)


def _old_places(step: Step, row: ChangeRow) -> list[ItemPath]:
    """Where the items of a row stood in the version before."""
    moved = {finding.change.path: finding.change.old_path for finding in step.findings if finding.change.old_path}
    return [place for path in row.items for place in (path, moved.get(path)) if place]


def _written_by_another(step: Step, row: ChangeRow, lost: Sequence[str]) -> bool:
    """Whether an earlier new row wrote what this row then changed."""
    earlier = "\n".join(key(other.after) for other in _new_rows(step) if other.row < row.row)
    return all(key(piece) in earlier for piece in lost)


@check("A01B", Level.WARNING, "行がありますが、記載は変わっていません", _ENTRY)
def row_without_change(subject: Subject) -> Iterator[Observation]:
    """A row whose items are equal in both versions."""
    for step in subject.steps:
        told = {row for finding in step.findings for row in _told(step, finding)}
        for row in _new_rows(step):
            whole = any(path.section in WHOLE_FORM for path in row.items)
            new = any(path in step.new.by_path and path not in step.old.by_path for path in row.items)
            if row.items and not whole and not new and row not in told:
                yield note("A01B", "この行の項目は、前の版と比べて変わっていません", row=row)


@check(
    "A04B",
    Level.WARNING,
    "提出時期が規則による判定と違います",
    "規則第6条第1項後段・第7条第1項後段、番号法第28条第1項、指針第6の2(2)、第7",
)
def timing_by_rules(subject: Subject) -> Iterator[Observation]:
    """Published 提出時期 against the guideline's own."""
    for row in subject.form.changes:
        finding = subject.row_findings.get(row.row)
        if finding is None or not row.timing or finding.timing is Timing.UNKNOWN:
            continue
        must_be_before = finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO)
        if must_be_before and row.timing == "事後":
            rule = finding.rule_names[0] if finding.reasons else ""
            yield note("A04B", f"規則では{finding.verdict}・事前です（{rule}）", row.explanation, row=row)


@check("A38", Level.WARNING, "判断の決まっていない変更があります", "指針第6の2(2)")
def undecided(subject: Subject) -> Iterator[Observation]:
    """A change the rules cannot decide needs a person's word: a row that says 重要 or 軽微."""
    for step in subject.steps:
        for finding in step.findings:
            told = any(row.explanation.strip() and row.timing for row in _told(step, finding))
            if finding.verdict is Verdict.UNDECIDED and not told:
                yield note("A38", "要判断です", *finding.missing, path=finding.change.path)


_CELLS = {
    "変更日": "date_raw",
    "項目": "item_raw",
    "変更前": "before",
    "変更後": "after",
    "提出時期": "timing",
    "説明": "explanation",
}


@check("A41", Level.ERROR, "保管庫の版を読めません", "保管庫の記録")
def version_lost(subject: Subject) -> Iterator[Observation]:
    """A version that the registry lists and cannot give."""
    yield from lost_versions(subject.faults)


def lost_versions(faults: Sequence[PiadiffError]) -> Iterator[Observation]:
    """One observation for each version that cannot be read; it needs no form."""
    for fault in faults:
        yield note("A41", f"{fault.where}: {fault.message}", fault.remedy)


@check("A39", Level.WARNING, "公表済みの行が、後の版で変わっています", _ENTRY)
def published_row_changed(subject: Subject) -> Iterator[Observation]:
    """What was published in the table stays in it as it was."""
    for step in subject.steps:
        for before, after in step.rows.altered:
            told = [(name, getattr(before, field), getattr(after, field)) for name, field in _CELLS.items()]
            differ = [f"{name}: {old[:40]} → {new[:40]}" for name, old, new in told if old != new]
            yield note("A39", f"前の版の {before.row}行目と書き方が違います", *differ, row=after)
        if step.rows.removed:
            listed = spans([row.row for row in step.rows.removed])
            gone = [f"{row.item_raw}: {row.after[:40]}" for row in step.rows.removed[:_SHOWN]]
            yield note("A39", f"前の版の {listed}行目がありません", *gone)
