"""What the pages of the desk show, ready to be written out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from piadiff.addresses.resolver import official_spelling
from piadiff.desk.work import Side, Work, stamp
from piadiff.draft import Decision
from piadiff.guideline import rules
from piadiff.model import Draft, DraftRow, Finding, ItemPath, Timing, Unread, Verdict
from piadiff.pipeline import signing
from piadiff.text import wareki
from piadiff.writers.diff.listing import shown
from piadiff.writers.draft.table import fold_note, official_cells, pieces
from piadiff.writers.unread import unread_lines

KEYS = {Verdict.MINOR: "1", Verdict.SIGNIFICANT: "2", Verdict.REDO: "3", Verdict.UNDECIDED: "4"}
"""The key that chooses a verdict."""
_LOOKS = {Verdict.REDO: "redo", Verdict.SIGNIFICANT: "heavy", Verdict.UNDECIDED: "ask", Verdict.MINOR: "minor"}
_SIGNS = {Verdict.REDO: "◆", Verdict.SIGNIFICANT: "▲", Verdict.UNDECIDED: "？", Verdict.MINOR: "○"}
_GIST = 34
_NEIGHBOURS, _EARLIER = 12, 3
_UNCLAIMED = "どの規則にも当たらない変更"


def look(verdict: Verdict) -> dict[str, str]:
    """How a verdict is shown: its word, its sign, the name of its colour."""
    return {"word": str(verdict), "sign": _SIGNS[verdict], "look": _LOOKS[verdict]}


def day(value: date | None) -> str:
    """A day in words."""
    return wareki(value) if value else "不明"


def side(given: Side) -> dict[str, Any]:
    """What was recognised of one version."""
    form = given.form
    header = form.header
    return {
        "name": given.name,
        "facts": [
            ("種類", f"{header.kind}項目評価書" if header.kind != "全項目" else "全項目評価書"),
            ("評価書番号", header.number or "読み取れません"),
            ("評価書名", header.title or "読み取れません"),
            ("評価実施機関", header.organ or "読み取れません"),
            ("公表日", day(header.published)),
            ("様式", f"{header.revision}様式" if header.revision else "様式の改定の印がありません"),
            ("項目", f"{len(form.items)}（変更箇所 {len(form.changes)} 行）"),
        ],
        "coverage": f"{form.coverage:.1%}",
        "unassigned": [(piece.line, piece.text) for piece in form.unassigned],
    }


def overview(work: Work) -> dict[str, Any]:
    """What the first page says of a pair: what could not be read or fits badly, what was recognised, the rows."""
    drafted = work.draft()
    return {
        "work": work,
        "warnings": [each.message for each in work.mismatches],
        "swapped": any(each.fact == "order" for each in work.mismatches),
        "unread": [line.removeprefix("注意: ") for line in unread_lines(drafted.unread)],
        "sides": [side(work.old), side(work.new)],
        "rows": [_official(row) for row in drafted.rows],
        "folds": [fold_note(fold) for fold in drafted.folded],
        "unused": [_named(mark, work.decisions()) for mark in drafted.unused_decisions],
        "tally": tally(drafted),
        "decided": _decided(drafted),
    }


def _named(mark: str, decisions: dict[str, Decision]) -> str:
    return f"{decisions[mark].item}（{decisions[mark].person}）" if mark in decisions else mark


def _official(row: DraftRow) -> dict[str, Any]:
    date_, item, _, _, timing, explanation = official_cells(row)
    return {
        **look(row.verdict),
        "date": date_,
        "item": item,
        "old": pieces(row, new=False),
        "new": pieces(row, new=True),
        "timing": timing,
        "explanation": explanation,
        "by": row.decided_by if row.signed else "",
    }


def tally(drafted: Draft) -> list[dict[str, Any]]:
    """How many rows there are of each verdict."""
    counts = Counter(row.verdict for row in drafted.rows)
    return [{**look(verdict), "count": counts[verdict]} for verdict in Verdict if counts[verdict]]


def _decided(drafted: Draft) -> int:
    return sum(row.signed for row in drafted.rows)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is in the queue: the row that is shown, and its neighbours."""

    row: DraftRow | None
    before: str
    after: str
    open_next: str


def place(queue: Sequence[DraftRow], done: frozenset[str], wanted: str) -> Place:
    """The row wanted, else the first that is not decided, else the first."""
    marks = [row.fingerprint for row in queue]
    if not marks:
        return Place(None, "", "", "")
    waiting = [mark for mark in marks if mark not in done]
    at = marks.index(wanted) if wanted in marks else marks.index((waiting or marks)[0])
    later = [mark for mark in (*marks[at + 1 :], *marks[:at]) if mark not in done]
    return Place(
        queue[at],
        marks[at - 1] if at else "",
        marks[at + 1] if at + 1 < len(marks) else "",
        (later or marks[at : at + 1])[0],
    )


def desk(work: Work, wanted: str = "", notice: str = "", fault: str = "") -> dict[str, Any]:
    """The three panes: the queue, one change in full, and the decision about it."""
    judged, decisions, said = work.judged(), work.decisions(), work.session
    order = signing.queue(judged.draft)
    done = frozenset(mark for mark in judged.rows if mark in decisions)
    here = place(order, done, wanted)
    numbers = {row.fingerprint: number for number, row in enumerate(judged.draft.rows, 1)}
    now = {row.fingerprint: row for row in work.draft().rows}
    bulk = [row for row in signing.harmless(judged.draft) if row.fingerprint not in done]
    return {
        "work": work,
        "session": said,
        "published": work.new.form.header.published,
        "here": here,
        "done": len(done),
        "all": len(order),
        "entries": [_entry(now[row.fingerprint], row, numbers, done) for row in order],
        "context": _context(here.row, judged.findings, judged.draft.unread) if here.row else [],
        "around": _around(work, here.row) if here.row else [],
        "history": _history(work, here.row) if here.row else [],
        "decision": _decision(work, here.row, now[here.row.fingerprint], decisions) if here.row else None,
        "bulk": [{"row": row.fingerprint, "item": row.item, "proofs": "、".join(row.proofs)} for row in bulk],
        "late": [
            {"row": row.fingerprint, "item": row.item, "says": says}
            for row in now.values()
            if (says := signing.wrong_order(row, row.effective or said.effective, work.submitted()))
        ],
        "notice": notice,
        "fault": fault,
    }


def _entry(row: DraftRow, drafted: DraftRow, numbers: dict[str, int], done: frozenset[str]) -> dict[str, Any]:
    return {
        **look(row.verdict),
        "row": row.fingerprint,
        "number": numbers[row.fingerprint],
        "item": row.item,
        "label": row.label,
        "gist": _gist(row),
        "done": row.fingerprint in done,
        "group": str(drafted.verdict),
        "timing": str(row.timing),
    }


def _gist(row: DraftRow) -> str:
    """The first words that changed."""
    gone, come = ("".join(piece.text for piece in pieces(row, new=new) if piece.marked) for new in (False, True))
    told = " → ".join(" ".join(text.split())[:_GIST] for text in (gone, come) if text.strip())
    return told or " ".join((row.after or row.before).split())[:_GIST]


def _context(row: DraftRow, findings: Iterable[Finding], unread: Iterable[Unread]) -> list[dict[str, Any]]:
    """Every item of a row with both texts in full."""
    wanted = set(row.paths)
    open_ = {entry.path for entry in unread}
    return [
        {
            "item": official_spelling(found.change.path),
            "label": found.change.label,
            "listed": found.change.significant,
            "moved": official_spelling(found.change.old_path) if found.change.old_path else "",
            "shown": shown(found),
            "unread": found.change.unread or found.change.path in open_,
        }
        for found in findings
        if found.change.path in wanted
    ]


def _around(work: Work, row: DraftRow) -> list[dict[str, str]]:
    """What stands beside the first item of a row in the newer version, and is in no row's way: its neighbours."""
    own = row.paths[0]
    if own.parent is None:
        return []
    beside = (item for item in work.new.form.below(own.parent) if not own.contains(item.path))
    told = ({"item": official_spelling(item.path), "label": item.label, "text": item.text} for item in beside)
    return [each for each in told if each["text"].strip()][:_NEIGHBOURS]


def _history(work: Work, row: DraftRow) -> list[dict[str, str]]:
    """Published rows about the items of a row, the newest first: what was said of them before."""
    told = [each for each in work.old.form.changes if any(each.covers(path) for path in row.paths)]
    return [
        {
            "date": each.date_raw or day(each.date),
            "item": each.item_raw,
            "before": each.before,
            "after": each.after,
            "timing": each.timing,
            "explanation": each.explanation,
        }
        for each in told[::-1][:_EARLIER]
    ]


def _decision(work: Work, row: DraftRow, now: DraftRow, decisions: dict[str, Decision]) -> dict[str, Any]:
    """What is proposed or was decided, why, and what to find out."""
    said = work.session
    judged = work.judged()
    kept = decisions.get(row.fingerprint)
    answers = said.answers.get(row.fingerprint, {})
    usual = signing.choices(row, work.days(), work.new.form)
    settled = None if kept else work.settled(row, answers)
    verdict = settled.verdict if settled else now.verdict
    explanation = settled.explanation if settled else "" if verdict is Verdict.UNDECIDED else now.explanation
    return {
        "row": now,
        "machine": look(row.verdict),
        "person": kept.person if kept else "",
        "seen": stamp(kept),
        "verdict": verdict,
        "choices": [
            {**look(each), "key": key, "timing": str(usual[each][0]), "explanation": usual[each][1]}
            for each, key in KEYS.items()
        ],
        "timing": settled.timing if settled else now.timing,
        "timings": [str(each) for each in Timing if each],
        "explanation": explanation,
        "reason": settled.reason if settled else now.reason,
        "heavy": row.verdict in (Verdict.SIGNIFICANT, Verdict.REDO),
        "until": kept.until if kept else None,
        "effective": (kept.effective if kept else None) or said.effective,
        "questions": [
            {"rule": rule, "asks": asks, "answer": answers.get(rule)}
            for rule, asks in signing.questions(row, judged.findings).items()
        ],
        "missing": row.missing,
        "notes": row.notes,
        "proofs": row.proofs,
        "reasons": _reasons(row.paths, judged.findings),
        "late": signing.wrong_order(now, now.effective or said.effective, work.submitted()),
    }


def _reasons(paths: Iterable[ItemPath], findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Rules that spoke, by name, each with its clause and the words it saw; the deciding ones first."""
    wanted, names = set(paths), {rule.id: rule.name for rule in rules()}
    told: dict[str, dict[str, Any]] = {}
    for found in findings:
        if found.change.path in wanted:
            for reason in found.reasons:
                entry = told.setdefault(
                    reason.rule,
                    {
                        **look(reason.verdict),
                        "name": names.get(reason.rule, _UNCLAIMED),
                        "clause": reason.clause,
                        "words": [],
                    },
                )
                entry["words"] += [word for word in reason.words if word not in entry["words"]]
    weight = {str(verdict): verdict.weight for verdict in Verdict}
    return sorted(told.values(), key=lambda each: -weight[each["word"]])
