"""A pull request as Markdown: what must be looked at first, the rest folded, within what a place takes.

What does not fit is counted where it would stand; nothing is left out in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from piadiff.model import Finding, ItemPath, Verdict
from piadiff.model.pull_request import FormReview, PullRequest, urgency
from piadiff.writers.diff.listing import Shown, listed, shown, tally
from piadiff.writers.diff.markdown import HEAD, row, side_cell
from piadiff.writers.diff.runs import Run, shortened
from piadiff.writers.markdown_text import escaped
from piadiff.writers.pr.common import ACTIONS, headline, name_of, table_state, unseen_lines, verdict_line

MARK = "<!-- piadiff -->"
"""First line of the comment, by which a script finds the one to renew."""
_COMMENT = 65_000
"""Characters; hosts take 65,536."""
_SUMMARY = 1_000_000
"""Bytes; hosts take 1 MiB."""
_ROOM = 400
"""What is kept for the words about what was left out."""
_IN_FULL = 3
_IN_LINES = 20
_FORMS = 100
_UNREAD = 20
_EXCERPT = 400
_ICONS = {Verdict.SIGNIFICANT: "🔴", Verdict.REDO: "🔴", Verdict.UNDECIDED: "🟡", Verdict.MINOR: "⚪"}
_COLUMNS = (Verdict.SIGNIFICANT, Verdict.REDO, Verdict.UNDECIDED, Verdict.MINOR)


def pr_markdown(pull: PullRequest) -> str:
    """The comment."""
    return _text(pull, _COMMENT, len)


def pr_summary(pull: PullRequest) -> str:
    """The summary of a job."""
    return _text(pull, _SUMMARY, lambda text: len(text.encode(errors="replace")))


def pr_report(pull: PullRequest) -> str:
    """Everything, for a file."""
    return _text(pull, None, len)


@dataclass(frozen=True, slots=True)
class _Section:
    """A folded section of whole lines; ``left`` names what the lines from a place on hold."""

    title: str
    head: str
    lines: Sequence[str]
    left: Callable[[int], str]

    def within(self, room: int | None, size: Callable[[str], int]) -> str:
        """As many lines as there is room for, "" where there is none for the first."""
        frame = f"<details><summary>{escaped(self.title)}</summary>\n\n{self.head}"
        end = "\n</details>\n"
        kept, used = 0, size(frame) + size(end) + _ROOM
        for line in self.lines:
            used += size(line) + 1
            if room is not None and used > room:
                break
            kept += 1
        if not kept:
            return ""
        more = f"\n{self.left(kept)}\n" if kept < len(self.lines) else ""
        return frame + "".join(f"{line}\n" for line in self.lines[:kept]) + more + end


def _text(pull: PullRequest, most: int | None, size: Callable[[str], int]) -> str:
    head = [MARK, f"## {escaped(headline(pull))}", "", f"**{escaped(verdict_line(pull))}**", ""]
    text = "\n".join((*head, *_first(pull), *_forms(pull), *_unread(pull)))
    used, left_out = size(text) + 2 * _ROOM, list[str]()
    for section in _sections(pull):
        told = section.within(None if most is None else most - used, size)
        if told:
            text += f"\n{told}"
            used += size(told) + 1
        else:
            left_out.append(section.title)
    if left_out:
        named = "、".join(escaped(title) for title in left_out[:10])[: _ROOM - 100]
        text += f"\n長さの都合で省いた明細 {len(left_out)}（`piadiff pr --format report` に全体があります）: {named}\n"
    return text if text.endswith("\n") else f"{text}\n"


def _link(pull: PullRequest, form: FormReview, path: ItemPath | None, number: int | None = None) -> str:
    """A link to the line, "" where there is none."""
    line = form.line_of(path, number)
    place = quote(form.path, errors="surrogateescape")
    return f" [L{line}]({pull.links}/{place}#L{line})" if pull.links and line else ""


def _weighty(pull: PullRequest) -> list[tuple[FormReview, Finding]]:
    return sorted(
        ((form, finding) for form in pull.forms for finding in form.weighty), key=lambda pair: urgency(pair[1])
    )


def _first(pull: PullRequest) -> Iterator[str]:
    """The changes that matter: the first ones with their words, the next ones by name."""
    weighty = _weighty(pull)
    many = len(pull.forms) > 1
    for number, (form, finding) in enumerate(weighty[:_IN_LINES], 1):
        entry = shown(finding)
        where = f"（{escaped(name_of(form))}）" if many and number <= _IN_FULL else ""
        link = _link(pull, form, finding.change.path)
        yield f"{number}. {_ICONS[finding.verdict]} **{escaped(entry.verdict)}** {escaped(entry.head)}{link}{where}"
        if number <= _IN_FULL:
            yield f"   - 変更前: {_side(entry, new=False)}"
            yield f"   - 変更後: {_side(entry, new=True)}"
            yield from (f"   - {escaped(remark)}" for remark in entry.remarks[:4])
    if len(weighty) > _IN_LINES:
        rest = Counter(finding.verdict for _, finding in weighty[_IN_LINES:])
        yield f"\nほか {_counted(rest)} は下の明細にあります。"
    if weighty:
        yield ""


def _counted(verdicts: Counter[Verdict]) -> str:
    by = "、".join(f"{verdict} {verdicts[verdict]}" for verdict in Verdict if verdicts[verdict])
    return f"{verdicts.total()}件（{by}）"


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
        also = f"<br>{escaped('同じ内容: ' + '、'.join(form.also))}" if form.also else ""
        also += f"<br>⚠️ {escaped(f'{form.differs_from} と変更が違います')}" if form.differs_from else ""
        cells = (escaped(name_of(form)) + also, ACTIONS[form.action], *map(str, by), mark + table_state(form))
        yield f"| {' | '.join(cells)} |"
    if len(pull.forms) > _FORMS:
        yield f"\nほか {len(pull.forms) - _FORMS} の評価書が変わっています。"
    yield ""
    for form in pull.forms[:_FORMS]:
        if form.to_draft:
            yield f"この版の行がまだありません。`{form.to_draft.replace('`', '')}` で起案できます。\n"
        told = [f"- {escaped(f'{form.path}: {line}')}" for line in unseen_lines(form)]
        yield from (*told, "") if told else ()


def _unread(pull: PullRequest) -> Iterator[str]:
    if pull.unread:
        yield f"**読めなかったファイル（{len(pull.unread)}）** — 変更を確かめられていません。"
        yield from (f"- {escaped(path)}: {escaped(reason.splitlines()[0])}" for path, reason in pull.unread[:_UNREAD])
        if len(pull.unread) > _UNREAD:
            yield f"- ほか {len(pull.unread) - _UNREAD} ファイル"
        yield ""


def _sections(pull: PullRequest) -> Iterator[_Section]:
    """What the gate says before all changes, the forms that matter first; what was accepted last."""
    forms = sorted(pull.forms, key=lambda form: not (form.weighty or form.concerns))
    for form in forms:
        if form.concerns:
            told = [
                f"- [{seen.check}] {_place(seen.path, seen.row)}{escaped(seen.message)}"
                f"{_link(pull, form, seen.path, seen.row)}"
                for seen in form.concerns
            ]
            title = f"{form.path} 変更箇所の表などで確かめる点（{len(told)}）"
            yield _Section(title, "", told, lambda kept, told=told: f"- ほか {len(told) - kept}件")  # type: ignore[misc]
    for form in forms:
        if form.findings:
            yield _changes(pull, form)
    for form in forms:
        if form.accepted:
            told = [
                f"- [{each.observation.check}] {_place(each.observation.path, each.observation.row)}"
                f"{escaped(each.observation.message)} — "
                f"{escaped(f'{each.acceptance.person}: {each.acceptance.reason}' if each.acceptance else '')}"
                for each in form.accepted
            ]
            title = f"{form.path} 承認済み（{len(told)}）"
            yield _Section(title, "", told, lambda kept, told=told: f"- ほか {len(told) - kept}件")  # type: ignore[misc]


def _changes(pull: PullRequest, form: FormReview) -> _Section:
    entries = listed(form.findings, form.replacements, heaviest_first=True)
    links = {shown(found).head: _link(pull, form, found.change.path) for found in form.findings}

    def left(kept: int) -> str:
        verdicts = Counter(entry.verdict.partition("・")[0] for entry in entries[kept:])
        by = "、".join(f"{verdict} {number}" for verdict, number in verdicts.items())
        return f"ほか {len(entries) - kept}行（{by}）は長さの都合で省きました（`--format report` にあります）。"

    rows = [row(entry, links.get(entry.head, "")) for entry in entries]
    title = f"{form.path} すべての変更（{len(form.findings)}）"
    return _Section(title, f"{tally(form.findings)}\n\n{HEAD}\n", rows, left)


def _place(path: ItemPath | None, number: int | None) -> str:
    told = "、".join(filter(None, (str(path or ""), f"変更箇所 {number}行目" if number else "")))
    return f"{escaped(told)} " if told else ""
