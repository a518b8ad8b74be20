"""A pull request as one comment: what must be looked at first, the rest folded, never longer than a comment may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from piadiff.model import Finding, Verdict
from piadiff.model.pull_request import FormReview, PullRequest, urgency
from piadiff.writers.diff.listing import Shown, shown
from piadiff.writers.diff.markdown import markdown, side_cell
from piadiff.writers.diff.runs import Run, shortened
from piadiff.writers.markdown_text import escaped
from piadiff.writers.pr.common import ACTIONS, headline, name_of, table_state

MARK = "<!-- piadiff -->"
"""First line of the comment, by which a script finds the one to renew."""
_LONGEST = 65_000
"""Characters; hosts take 65,536."""
_IN_FULL = 3
_IN_LINES = 20
_CONCERNS = 30
_FORMS = 100
_UNREAD = 20
_EXCERPT = 400
_ICONS = {Verdict.SIGNIFICANT: "🔴", Verdict.REDO: "🔴", Verdict.UNDECIDED: "🟡", Verdict.MINOR: "⚪"}


def pr_markdown(pull: PullRequest) -> str:
    """The comment. Sections that do not fit are left out whole, and the comment says which."""
    head = [MARK, f"## {escaped(headline(pull))}", "", *_first(pull), *_forms(pull), *_unread(pull)]
    text = "\n".join(head)
    left_out: list[str] = []
    for title, section in _details(pull):
        if len(text) + len(section) < _LONGEST - 60 * (len(left_out) + 1):
            text += f"\n{section}"
        else:
            left_out.append(title)
    if left_out:
        text += (
            "\n長さの都合で省いた明細（`piadiff pr` で全体を見られます）: "
            + "、".join(map(escaped, left_out[:20]))
            + "\n"
        )
    return text if text.endswith("\n") else f"{text}\n"


def _weighty(pull: PullRequest) -> list[tuple[FormReview, Finding]]:
    return sorted(
        ((form, finding) for form in pull.forms for finding in form.weighty), key=lambda pair: urgency(pair[1])
    )


def _first(pull: PullRequest) -> Iterator[str]:
    """The changes that matter: the first ones with their words, the next ones by name."""
    weighty = _weighty(pull)
    many = len(pull.forms) > 1
    for number, (form, finding) in enumerate(weighty[:_IN_FULL], 1):
        yield from _in_full(number, finding, form if many else None)
    for number, (_, finding) in enumerate(weighty[_IN_FULL:_IN_LINES], _IN_FULL + 1):
        entry = shown(finding)
        yield f"{number}. {_ICONS[finding.verdict]} **{escaped(entry.verdict)}** {escaped(entry.head)}"
    if len(weighty) > _IN_LINES:
        yield f"\nほか {len(weighty) - _IN_LINES} 件は下の明細にあります。"
    if weighty:
        yield ""


def _in_full(number: int, finding: Finding, form: FormReview | None) -> Iterator[str]:
    entry = shown(finding)
    where = f"（{escaped(name_of(form))}）" if form else ""
    yield f"{number}. {_ICONS[finding.verdict]} **{escaped(entry.verdict)}** {escaped(entry.head)}{where}"
    for name, text in (("変更前", _side(entry, new=False)), ("変更後", _side(entry, new=True))):
        yield f"   - {name}: {text}"
    yield from (f"   - {escaped(remark)}" for remark in entry.remarks[:3])


def _side(entry: Shown, *, new: bool) -> str:
    left, runs = _EXCERPT, list[Run]()
    for run in shortened(entry.runs):
        text = run.new if new else run.old
        cut = text if len(text) <= left else f"{text[: max(left, 0)]}…"
        runs.append(replace(run, old=cut, new=cut))
        left -= len(text)
        if left < 0:
            break
    return side_cell(runs, new=new)


def _forms(pull: PullRequest) -> Iterator[str]:
    if not pull.forms:
        return
    yield "| 評価書 | | 重要 | 再実施 | 要判断 | 軽微 | 変更箇所の表 |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | --- |"
    for form in sorted(pull.forms, key=lambda form: not (form.weighty or form.concerns))[:_FORMS]:
        by = [sum(found.verdict is verdict for found in form.findings) for verdict in _COLUMNS]
        mark = "⚠️ " if form.concerns else ""
        cells = (escaped(name_of(form)), ACTIONS[form.action], *map(str, by), mark + table_state(form))
        yield f"| {' | '.join(cells)} |"
    if len(pull.forms) > _FORMS:
        yield f"\nほか {len(pull.forms) - _FORMS} の評価書が変わっています。"
    yield ""


_COLUMNS = (Verdict.SIGNIFICANT, Verdict.REDO, Verdict.UNDECIDED, Verdict.MINOR)


def _unread(pull: PullRequest) -> Iterator[str]:
    if pull.unread:
        yield f"**読めなかったファイル（{len(pull.unread)}）** — 変更を確かめられていません。"
        yield from (f"- {escaped(path)}: {escaped(reason.splitlines()[0])}" for path, reason in pull.unread[:_UNREAD])
        if len(pull.unread) > _UNREAD:
            yield f"- ほか {len(pull.unread) - _UNREAD} ファイル"
        yield ""


def _details(pull: PullRequest) -> Iterator[tuple[str, str]]:
    """Title and text of each folded section: what the gate says before all changes."""
    for form in pull.forms:
        if form.concerns:
            lines = [
                f"- [{seen.check}] {escaped('、'.join(filter(None, (str(seen.path or ''), _row(seen.row)))))} "
                f"{escaped(seen.message)}"
                for seen in form.concerns[:_CONCERNS]
            ]
            if len(form.concerns) > _CONCERNS:
                lines.append(f"- ほか {len(form.concerns) - _CONCERNS} 件")
            yield _folded(f"{form.path} 変更箇所の表で確かめる点（{len(form.concerns)}）", "\n".join(lines))
    for form in pull.forms:
        if form.findings:
            table = markdown(form.findings, form.replacements)
            yield _folded(f"{form.path} すべての変更（{len(form.findings)}）", table)


def _folded(title: str, body: str) -> tuple[str, str]:
    return title, f"<details><summary>{escaped(title)}</summary>\n\n{body}\n\n</details>\n"


def _row(row: int | None) -> str:
    return f"変更箇所 {row} 行目" if row else ""
