"""A pull request for a terminal: the changes that matter, then each form in a line."""

from __future__ import annotations

from collections.abc import Iterator

from piadiff.model import Finding
from piadiff.model.pull_request import PullRequest
from piadiff.writers.characters import visible
from piadiff.writers.diff.listing import shown
from piadiff.writers.diff.runs import shortened
from piadiff.writers.pr.common import ACTIONS, headline, name_of, table_state, unseen_lines, verdict_line

_IN_FULL = 3


def pr_text(pull: PullRequest) -> str:
    """Everything that must be looked at; 軽微 changes are only counted."""
    return "\n".join(visible(line) for line in _lines(pull)) + "\n"


def _lines(pull: PullRequest) -> Iterator[str]:
    yield f"{pull.span}: {headline(pull)}"
    number = 0
    for form in pull.forms:
        yield ""
        yield f"■ {name_of(form)}　{form.path}"
        yield f"  {ACTIONS[form.action]}: {len(form.findings)}件、変更箇所の表: {table_state(form)}"
        if form.also:
            yield f"  同じ内容: {'、'.join(form.also)}"
        if form.differs_from:
            yield f"  {form.differs_from} にも同じ評価書がありますが、変更が違います"
        yield from (f"  {line}" for line in unseen_lines(form))
        for finding in form.weighty:
            number += 1
            yield from _change(number, finding)
        for seen in form.concerns:
            place = "、".join(filter(None, (str(seen.path or ""), f"変更箇所 {seen.row}行目" if seen.row else "")))
            yield f"  [{seen.check}]{f' {place}' if place else ''} {seen.message}".rstrip()
        if form.to_draft:
            yield f"  この版の行がまだありません。次の命令で起案できます: {form.to_draft}"
        for each in form.accepted:
            who = f"（承認済み {each.acceptance.person}: {each.acceptance.reason}）" if each.acceptance else ""
            yield f"  [{each.observation.check}] {each.observation.message}{who}"
    for path, reason in pull.unread:
        yield ""
        yield f"■ 読めません　{path}"
        yield from (f"  {line}" for line in reason.splitlines())
    yield ""
    yield verdict_line(pull)


def _change(number: int, finding: Finding) -> Iterator[str]:
    entry = shown(finding)
    yield f"  {number}. {entry.verdict}　{entry.head}"
    if number <= _IN_FULL:
        runs = list(shortened(entry.runs))
        yield f"     変更前: {''.join(run.old for run in runs) or '－'}".replace("\n", "⏎")
        yield f"     変更後: {''.join(run.new for run in runs) or '－'}".replace("\n", "⏎")
        yield from (f"     {remark}" for remark in entry.remarks)
