"""The JSON objects that scripts rely on, one function per command (``"schema": "piadiff/<command>/1"``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from piadiff.model import (
    Acceptance,
    Audited,
    Change,
    ChangeRow,
    Finding,
    Form,
    Imported,
    ItemPath,
    Late,
    LeftOut,
    Logged,
    Mismatch,
    Noted,
    Observation,
    Opinion,
    Replacement,
    Version,
)
from piadiff.writers.beside_json import late, opinion, pair, uncertain
from piadiff.writers.characters import json_visible

Object = dict[str, Any]
_DEEPER = "  "


def dumps(document: Object) -> str:
    """One JSON object as text, readable and stable."""
    return json_visible(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def _uncertain_items(form: Form) -> list[Object]:
    """Every address whose value is not proven, those without an item too."""
    return [{"path": str(path), **uncertain(told)} for path, told in form.uncertain.items()]


def _row(row: ChangeRow) -> Object:
    return {
        "row": row.row,
        "date": row.date.isoformat() if row.date else None,
        "date_raw": row.date_raw,
        "item_raw": row.item_raw,
        "items": [str(path) for path in row.items],
        "before": row.before,
        "after": row.after,
        "timing": row.timing,
        "explanation": row.explanation,
    }


def read(form: Form) -> Object:
    """``piadiff read``."""
    header = form.header
    return {
        "schema": "piadiff/read/1",
        "form": {
            "kind": str(header.kind),
            "template": header.template,
            "revision": header.revision or None,
            "revision_chosen": header.chosen or None,
            "number": header.number,
            "title": header.title,
            "organ": header.organ,
            "published": header.published.isoformat() if header.published else None,
            "reconstructed": form.reconstructed,
        },
        "items": form.to_dicts(),
        "uncertain": _uncertain_items(form),
        "changes": [_row(row) for row in form.changes],
        "unassigned": [{"line": piece.line, "text": piece.text} for piece in form.unassigned],
        "coverage": form.coverage,
        "doubts": [{"row": row, "reason": reason} for row, reason in form.doubts],
    }


def version(stored: Version) -> Object:
    """One version of a form, without the form."""
    return {
        "date": stored.date.isoformat() if stored.date else None,
        "published": stored.published.isoformat() if stored.published else None,
        "commit": stored.commit,
        "since": stored.since.isoformat() if stored.since and stored.form.reconstructed else None,
        "revision": stored.form.header.revision or None,
        "reconstructed": stored.form.reconstructed,
        "rows_undone": list(stored.rows_undone),
        "rows_kept": [{"row": kept.row, "reason": kept.reason} for kept in stored.rows_kept],
        "rows_differing": [{"row": kept.row, "reason": kept.reason} for kept in stored.rows_differing],
        "uncertain": _uncertain_items(stored.form),
    }


def rewind(versions: Iterable[Version], filled: Iterable[tuple[int, ItemPath]] = ()) -> Object:
    """``piadiff rewind``: oldest first, the published version last; ``filled`` items are recorded by a row only."""
    return {
        "schema": "piadiff/rewind/1",
        "versions": [version(each) for each in versions],
        "filled": [{"row": row, "path": str(path)} for row, path in filled],
    }


def log(versions: Iterable[Logged]) -> Object:
    """``piadiff log``: form by form, oldest first."""
    return {
        "schema": "piadiff/log/1",
        "versions": [{**version(each.version), "form": each.path, "author": each.author} for each in versions],
    }


def imported(made: Iterable[Imported], left_out: Iterable[LeftOut]) -> Object:
    """``piadiff import``: by 公表日, oldest first."""
    return {
        "schema": "piadiff/import/1",
        "versions": [
            {
                **version(each.version),
                "source": each.source,
                "form": each.path,
                "stored": each.new,
                "notes": list(each.notes),
            }
            for each in made
        ],
        "left_out": [{"source": left.source, "reason": left.reason} for left in left_out],
    }


def blame(lines: Iterable[tuple[Any, str]]) -> Object:
    """``piadiff blame``: one entry an item, or a change of one; ``quoted`` rows have their 変更後 in the item."""
    return {
        "schema": "piadiff/blame/1",
        "items": [
            {
                "path": str(line.path),
                "then": str(line.then),
                "label": line.label,
                "origin": str(line.origin),
                "commit": line.version.commit,
                "date": line.version.date.isoformat() if line.version.date else None,
                "published": line.version.published.isoformat() if line.version.published else None,
                "reconstructed": line.version.form.reconstructed,
                **({"uncertain": uncertain(line.uncertain)} if line.uncertain else {}),
                "author": author,
                "rows": [row.row for row in line.rows],
                "quoted": list(line.quoted),
                "explained_by": [_row(row) for row in line.rows],
            }
            for line, author in lines
        ],
    }


def change(made: Change) -> Object:
    """One change, not yet judged."""
    return {
        "path": str(made.path),
        "old_path": str(made.old_path) if made.old_path else None,
        "label": made.label,
        "significant": made.significant,
        "action": str(made.action),
        "match": made.match,
        "notation": made.notation,
        "before": made.before,
        "after": made.after,
        "edits": [[edit.op, edit.text] for edit in made.edits],
        "facets": [{"kind": str(f.kind), "before": f.before, "after": f.after} for f in made.facets],
    }


def finding(found: Finding) -> Object:
    """One change with its verdicts, as ``diff`` and ``classify`` give it."""
    return {
        **change(found.change),
        "verdict": str(found.verdict),
        "timing": str(found.timing),
        "cause": found.cause,
        "rules": list(found.rules),
        "reasons": [
            {
                "rule": reason.rule,
                "name": reason.name,
                "clause": reason.clause,
                "verdict": str(reason.verdict),
                "timing": str(reason.timing),
                "words": list(reason.words),
                "missing": reason.missing,
            }
            for reason in found.reasons
        ],
        "explanation": found.explanation,
        "missing": list(found.missing),
        "notes": list(found.notes),
    }


def diff(
    findings: Iterable[Finding],
    replacements: Iterable[Replacement] = (),
    unread: Object | None = None,
    mismatches: Iterable[Mismatch] = (),
) -> Object:
    """``piadiff diff``; ``unread`` is what of either side could not be compared or is not sure."""
    sides = [
        {each["path"]: each for each in (unread or {}).get(side, {}).get("uncertain", ())} for side in ("old", "new")
    ]
    return {
        "schema": "piadiff/diff/1",
        "pair": pair(mismatches),
        "changes": [{**finding(found), **_doubt(found.change, *sides)} for found in findings],
        "replacements": [
            {
                "before": one.before,
                "after": one.after,
                "count": one.count,
                "notation": one.notation,
                "paths": [str(path) for path in one.paths],
                "alone": [str(path) for path in one.alone],
            }
            for one in replacements
        ],
        "unread": unread or {},
    }


def _doubt(change: Change, old: Mapping[str, Object], new: Mapping[str, Object]) -> Object:
    """Why a side of a change is not sure; nothing where both are."""
    told = old.get(str(change.old_path or change.path)) or new.get(str(change.path))
    return {"uncertain": {name: told[name] for name in ("row", "reason")}} if told else {}


def diff_text(
    findings: Iterable[Finding],
    replacements: Iterable[Replacement],
    *,
    unread: Object | None = None,
    mismatches: Iterable[Mismatch] = (),
) -> str:
    """``piadiff diff`` as text."""
    return dumps(diff(findings, replacements, unread, mismatches))


def classify(
    findings: Sequence[tuple[int, Finding]],
    mismatches: Iterable[Mismatch] = (),
    opinions: Mapping[int, Opinion] = MappingProxyType({}),
) -> Object:
    """``piadiff classify``: (1-based row, finding) in the order of the input."""
    return {
        "schema": "piadiff/classify/1",
        "pair": pair(mismatches),
        "changes": [
            {
                "row": row,
                **finding(found),
                **({"opinion": opinion(opinions[row], found.verdict)} if row in opinions else {}),
            }
            for row, found in findings
        ],
    }


def observation(seen: Observation) -> Object:
    """One observation, as ``audit`` and ``check`` give it."""
    return {
        "check": seen.check,
        "level": str(seen.level),
        "path": str(seen.path) if seen.path else None,
        "row": seen.row,
        "rows": list(seen.rows or filter(None, (seen.row,))),
        "message": seen.message,
        "evidence": list(seen.evidence),
        "form": seen.form,
        "fingerprint": seen.fingerprint,
    }


def _acceptance(entry: Acceptance) -> Object:
    return {
        "entry": entry.entry,
        "check": entry.check,
        "form": entry.form,
        "path": str(entry.path) if entry.path else None,
        "row": entry.row,
        "person": entry.person,
        "reason": entry.reason,
        "until": entry.until.isoformat() if entry.until else None,
        "fingerprint": entry.fingerprint,
    }


def check(
    observations: Iterable[Observation], mismatches: Iterable[Mismatch] = (), late_changes: Iterable[Late] = ()
) -> Object:
    """``piadiff check``."""
    found, against, days = [observation(seen) for seen in observations], pair(mismatches), late(late_changes)
    passed = not (found or against or days)
    return {"schema": "piadiff/check/1", "pair": against, "late": days, "observations": found, "passed": passed}


def audit(audited: Audited, ignored: Mapping[str, str]) -> Iterator[str]:
    """``piadiff audit``, piece by piece: every observation, those a person accepted too; what the register holds."""
    accepted: list[Object] = []
    expired: list[Object] = []
    yield '{\n "schema": "piadiff/audit/1",\n "observations": ['
    for number, each in enumerate(audited.noted):
        told = dumps({**observation(each.observation), "accepted": each.accepted}).rstrip("\n")
        yield f"{',' if number else ''}\n{_DEEPER}{told.replace(chr(10), chr(10) + _DEEPER)}"
        if each.acceptance:
            (accepted if each.accepted else expired).append(_with_entry(each))
    rest = {
        "accepted": accepted,
        "expired": expired,
        "unused": [_acceptance(entry) for entry in audited.unused()],
        "ignored": [{"check": check, "reason": reason} for check, reason in ignored.items()],
    }
    yield f"\n ],\n{dumps(rest).removeprefix('{').lstrip(chr(10))}"


def _with_entry(each: Noted) -> Object:
    entry = _acceptance(each.acceptance) if each.acceptance else {}
    told = {key: entry.get(key) for key in ("person", "reason", "until", "entry")}
    return {**observation(each.observation), **told, "over": each.over, "days_left": each.left}
