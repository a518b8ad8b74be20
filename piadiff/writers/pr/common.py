"""What every output of a pull request says the same way."""

from __future__ import annotations

from collections import Counter

from piadiff.model import Verdict
from piadiff.model.pull_request import STOPS_FOR, USUAL, FormReview, PullRequest
from piadiff.writers.unread import unread_lines

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
    accepted = sum(len(form.accepted) for form in pull.forms)
    parts = ["、".join(told + extra) or "記載の変更なし"]
    parts += [f"変更箇所の表などに確かめる点 {concerns}"] if concerns else []
    parts += [f"承認済みの点 {accepted}"] if accepted else []
    parts += [f"読めないファイル {len(pull.unread)}"] if pull.unread else []
    return "。".join(parts)


def verdict_line(pull: PullRequest) -> str:
    """Whether it passes, and what keeps it from passing."""
    asked = "、".join(word for word in STOPS_FOR if word in pull.stops_for) or "なし"
    only = "" if pull.stops_for == USUAL else f"（止める理由: {asked}）"
    if pull.stopped_by:
        told = "、".join(f"{word} {number}" for word, number in pull.stopped_by.items())
        return f"人の確認が要ります（{told}）{only}"
    return f"確認を求める点はありません{only}"


def name_of(form: FormReview) -> str:
    """機関, number, kind and title of a form."""
    side = form.new or form.old
    if side is None:
        return form.path
    head = side.header
    return f"{head.organ} {head.number} {head.kind}「{head.title}」"


def table_state(form: FormReview) -> str:
    """What the gate says of the 変更箇所 in a few words, and whether an audit says more than before."""
    if form.action == "removed":
        return "－"
    if form.action == "added":
        return f"確かめる点 {len(form.concerns)}" if form.concerns else "誤りは見当たりません"
    gate = sum(seen.check in form.gate for seen in form.concerns)
    told = [f"確かめる点 {gate}" if gate else "すべての変更に行があります"]
    told += [f"点検で新たに {len(form.concerns) - gate}"] if len(form.concerns) > gate else []
    return "、".join(told)


def unseen_lines(form: FormReview) -> list[str]:
    """What could not be compared, in words; once where it is the same on both sides."""
    old, new = (unread_lines([entry for entry in form.unseen if entry.side == side]) for side in ("old", "new"))
    both = [line.replace("旧の版", "どちらの版も", 1) for line in old if line.replace("旧", "新", 1) in new]
    alone = [line for line in old if line.replace("旧", "新", 1) not in new]
    alone += [line for line in new if line.replace("新", "旧", 1) not in old]
    return [line.replace("版もには", "版にも").replace("版もは", "版も") for line in both] + alone
