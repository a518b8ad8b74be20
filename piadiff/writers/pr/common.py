"""What every output of a pull request says the same way."""

from __future__ import annotations

from collections import Counter

from piadiff.model import Verdict
from piadiff.model.pull_request import FormReview, PullRequest

ACTIONS = {"added": "新しい評価書", "removed": "取り下げられた評価書", "changed": "変更"}


def counts(pull: PullRequest) -> Counter[Verdict]:
    """Number of changes of each verdict."""
    return Counter(found.verdict for form in pull.forms for found in form.findings)


def headline(pull: PullRequest) -> str:
    """The whole in one line."""
    if not pull.forms and not pull.unread:
        return "評価書の変更はありません"
    told = [f"{verdict} {number}" for verdict in Verdict if (number := counts(pull)[verdict])]
    extra = [
        f"{ACTIONS[action]} {number}"
        for action in ("added", "removed")
        if (number := sum(form.action == action for form in pull.forms))
    ]
    concerns = sum(len(form.concerns) for form in pull.forms)
    parts = ["、".join(told + extra) or "記載の変更なし"]
    parts += [f"変更箇所の表に確かめる点 {concerns}"] if concerns else []
    parts += [f"読めないファイル {len(pull.unread)}"] if pull.unread else []
    return "。".join(parts)


def name_of(form: FormReview) -> str:
    """機関, number, kind and title of a form."""
    side = form.new or form.old
    if side is None:
        return form.path
    head = side.header
    return f"{head.organ} {head.number} {head.kind}「{head.title}」"


def table_state(form: FormReview) -> str:
    """What the gate says of the 変更箇所 in a few words."""
    if form.action == "removed":
        return "－"
    if form.concerns:
        return f"確かめる点 {len(form.concerns)}"
    return "誤りは見当たりません" if form.action == "added" else "すべての変更に行があります"
