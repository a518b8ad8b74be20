"""Changes for a terminal: one after the other, or 新旧 side by side; marks show what changed, colour only helps."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.box import SQUARE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from piadiff.model import Replacement
from piadiff.writers.diff.listing import PLACES, Shown, Told, listed, tally
from piadiff.writers.diff.runs import Run, View, shortened

_NARROWEST = 40
_GONE, _NEW, _SPELT = "red strike", "green underline", "dim"


def _console(width: int, *, colour: bool) -> Console:
    """A console that asks neither the environment nor the terminal."""
    return Console(
        file=io.StringIO(),
        width=max(width, _NARROWEST),
        color_system="standard" if colour else None,
        force_terminal=colour,
        force_interactive=False,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def _printed(console: Console) -> str:
    file = console.file
    text = file.getvalue() if isinstance(file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _mark(text: Text, words: str, opening: str, closing: str, style: str) -> None:
    """Words between marks; a line end stays behind the mark."""
    inner = words.rstrip("\n")
    if inner:
        text.append(f"{opening}{inner}{closing}", style)
    text.append(words[len(inner) :])


def _both(runs: Sequence[Run]) -> Text:
    """Both texts in one, deletions before insertions."""
    text = Text()
    for run in runs:
        if run.same:
            text.append(run.old)
            continue
        style = _SPELT if run.notation else ""
        _mark(text, run.old, "[-", "-]", style or _GONE)
        _mark(text, run.new, "{+", "+}", style or _NEW)
    return text


def _side(runs: Sequence[Run], *, new: bool) -> Text:
    text = Text()
    for run in runs:
        words = run.new if new else run.old
        if run.same or not words:
            text.append(words)
        elif run.notation:
            text.append(words, _SPELT)
        else:
            _mark(text, words, *(("{+", "+}", _NEW) if new else ("[-", "-]", _GONE)))
    return text


def _title(change: Shown) -> Text:
    text = Text(f"【{change.verdict}】" if change.verdict else "")
    return text.append(f"{change.head}  〔{change.action}〕", "bold")


def inline(
    found: Sequence[Told],
    replacements: Sequence[Replacement] = (),
    *,
    width: int = 100,
    colour: bool = False,
    view: View = View.WORDS,
) -> str:
    """Changes one after the other, the heaviest verdict first."""
    console = _console(width, colour=colour)
    for change in listed(found, replacements, view, heaviest_first=True):
        console.print(_title(change))
        body = _both(list(shortened(change.runs)))
        if body:
            console.print(_indented(console, body))
        if change.facts:
            console.print(_indented(console, Text(f"内容: {'、'.join(change.facts)}", _SPELT)))
        for remark in change.remarks:
            console.print(_indented(console, Text(remark)))
    console.print(Text(tally(found)))
    return _printed(console)


def _indented(console: Console, text: Text) -> Text:
    lines = text.wrap(console, max(console.width - 4, 20), overflow="fold")
    return Text("\n").join(Text("    ").append_text(line) for line in lines)


def side_by_side(
    found: Sequence[Told],
    replacements: Sequence[Replacement] = (),
    *,
    width: int = 120,
    colour: bool = False,
    view: View = View.WORDS,
) -> str:
    """新旧対照表: what stood on the left, what stands on the right."""
    console = _console(width, colour=colour)
    if not found:
        console.print(Text(tally(found)))
        return _printed(console)
    table = Table(box=SQUARE, show_lines=True, expand=True)
    table.add_column("項目", ratio=2, overflow="fold")
    table.add_column("変更前", ratio=4, overflow="fold")
    table.add_column("変更後", ratio=4, overflow="fold")
    for change in listed(found, replacements, view):
        places = [remark for remark in change.remarks if remark.startswith(PLACES)]
        item = Text("\n".join(filter(None, (change.head, change.verdict, f"〔{change.action}〕", *places))))
        runs = list(shortened(change.runs))
        table.add_row(item, _side(runs, new=False), _side(runs, new=True))
    console.print(table)
    console.print(Text(tally(found)))
    return _printed(console)
