"""A pull request as the JSON object ``piadiff/pr/1``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from piadiff.model.pull_request import FormReview, PullRequest
from piadiff.writers.beside_json import unread
from piadiff.writers.json_contract import dumps, finding, observation


def pr_json(pull: PullRequest) -> str:
    """The object as text."""
    return dumps(pr_object(pull))


def pr_object(pull: PullRequest) -> dict[str, Any]:
    """``piadiff pr``: each form with the objects that ``diff`` and ``check`` give."""
    return {
        "schema": "piadiff/pr/1",
        "span": pull.span,
        "must_look": pull.must_look,
        "stopped_by": dict(pull.stopped_by),
        "incomplete": pull.incomplete,
        "forms": [_form(form) for form in pull.forms],
        "commands": [{"path": form.path, "command": form.to_draft} for form in pull.forms if form.to_draft],
        "unread": [{"path": path, "message": message} for path, message in pull.unread],
        "others": pull.others,
    }


def _form(form: FormReview) -> dict[str, Any]:
    side = form.new or form.old
    header = side.header if side else None
    return {
        "path": form.path,
        "old_path": form.old_path or None,
        "action": form.action,
        "kind": str(header.kind) if header else "",
        "number": header.number if header else "",
        "title": header.title if header else "",
        "organ": header.organ if header else "",
        "also": list(form.also),
        "differs_from": form.differs_from or None,
        "changes": [finding(found) for found in form.findings],
        "decided": {str(path): person for path, person in form.decided.items()},
        "observations": [observation(seen) for seen in form.observations],
        "accepted": [
            {
                "fingerprint": each.observation.fingerprint,
                "person": each.acceptance.person,
                "reason": each.acceptance.reason,
            }
            for each in form.accepted
            if each.acceptance
        ],
        "lines": dict(_lines(form)),
        "unread": unread(form.unseen),
    }


def _lines(form: FormReview) -> Iterator[tuple[str, int]]:
    """Where what is said stands in the file, by item, and by row as 変更箇所 N."""
    for found in form.findings:
        line = form.line_of(found.change.path)
        if line:
            yield str(found.change.path), line
    for seen in form.observations:
        line = form.line_of(None, seen.row)
        if line:
            yield f"変更箇所 {seen.row}", line
