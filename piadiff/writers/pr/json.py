"""A pull request as the JSON object ``piadiff/pr/1``."""

from __future__ import annotations

from typing import Any

from piadiff.model.pull_request import FormReview, PullRequest
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
        "forms": [_form(form) for form in pull.forms],
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
        "changes": [finding(found) for found in form.findings],
        "observations": [observation(seen) for seen in form.observations],
    }
