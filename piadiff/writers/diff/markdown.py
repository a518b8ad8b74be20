"""Changes as Markdown: a table of 新旧 with the words marked; nothing a form holds can act as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from piadiff.model import Replacement
from piadiff.writers.diff.listing import Shown, Told, listed, tally
from piadiff.writers.diff.runs import Run, View, shortened
from piadiff.writers.markdown_text import escaped

HEAD = "| 項目 | 変更前 | 変更後 | 内容 |\n| --- | --- | --- | --- |"


def side_cell(runs: Sequence[Run], *, new: bool) -> str:
    """One side of a change, its words marked."""
    cells = []
    for run in runs:
        words = escaped(run.new if new else run.old)
        if not words:
            continue
        mark = "ins" if new else "del"
        cells.append(words if run.same or run.notation else f"<{mark}>{words}</{mark}>")
    return "".join(cells) or "－"


def row(change: Shown, link: str = "") -> str:
    """One change as a row of the table; ``link`` is Markdown that leads to its line."""
    runs = list(shortened(change.runs))
    said = [f"**{escaped(change.verdict)}**"] if change.verdict else []
    said += [escaped(text) for text in (f"〔{change.action}〕{'、'.join(change.facts)}", *change.remarks)]
    head = f"{escaped(change.head)}{link}"
    return f"| {' | '.join((head, side_cell(runs, new=False), side_cell(runs, new=True), '<br>'.join(said)))} |"


def markdown(found: Sequence[Told], replacements: Sequence[Replacement] = (), *, view: View = View.WORDS) -> str:
    """The table, with a line that says how many changes there are."""
    if not found:
        return "違いはありません。\n"
    return "\n".join((tally(found), "", HEAD, *map(row, listed(found, replacements, view)))) + "\n"
