"""Rows as an officer writes them: one edit → 項目, 変更前, 変更後, in one of many ways of quoting."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from tests.series.edits import BOXES, SCALES, Edit
from tests.series.written import Row, Value, wareki

LABELS = {
    "①": "委託内容",
    "②": "委託先における取扱者数",
    "③": "委託先名",
    "④": "再委託の有無",
}


@dataclass(frozen=True)
class Style:
    """How one officer writes.

    Attributes:
        quote: ``whole`` cells, ``elided`` ones, or only the ``line`` that changed.
        context: Unchanged lines that stand on each side of a quoted one.
        cell: How the address is spelt.
    """

    quote: str
    context: int
    left_out: tuple[str, str]
    nothing: str
    cell: str
    dates: str
    boxes: str
    numbered: bool
    together: bool

    @classmethod
    def draw(cls, random: Random) -> "Style":
        """One of the officers."""
        return cls(
            quote=random.choice(("whole", "elided", "elided", "line")),
            context=random.choice((0, 1)),
            left_out=random.choice(
                (("（略）", "（略）"), ("（省略）", "（省略）"), ("（中略）", "（中略）"), ("（略）", "（省略）"))
            ),
            nothing=random.choice(("－", "-", "（追加）", "新規", "なし", "")),
            cell=random.choice(("dashes", "dashes", "spaces", "ascii")),
            dates=random.choice(("wareki", "wareki", "wide", "slash")),
            boxes=random.choice(("all", "ticked", "lines")),
            numbered=random.random() < 0.25,
            together=random.random() < 0.3,
        )

    def day(self, day: date) -> str:
        """The 変更日 as the officer writes it."""
        if self.dates == "slash":
            return f"{day.year}/{day.month}/{day.day}"
        text = wareki(day)
        return text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if self.dates == "wide" else text

    def address(self, path: str) -> str:
        """The 項目 cell."""
        if self.cell == "ascii":
            return path
        wide = path.translate(str.maketrans("0123456789()", "０１２３４５６７８９（）"))
        inside = "－" if self.cell == "dashes" else "　"
        return re.sub(r"-(?![^（]*）)", inside, wide)


def rows_for(style: Style, before: Mapping[str, Value], edit: Edit, day: date) -> list[Row]:
    """The rows that tell one edit, in order of its items."""
    after = edit.values

    def row(paths: list[str], old: str, new: str, item: str = "") -> Row:
        significant = edit.cause == "委託の開始"
        told = "重要な変更に当たる。" if significant else "重要な変更に当たらない。"
        return Row(
            day,
            style.day(day),
            item or "、".join(style.address(path) for path in paths),
            old,
            new,
            "事前" if significant else "事後",
            f"{edit.cause}によるものであり、{told}",
            tuple(paths),
        )

    if edit.words[0] and style.together:
        return [row(list(after), *edit.words, item="全体")] if len(after) > 1 else [row(list(after), *edit.words)]
    if edit.block and style.together:
        return _block(style, before, edit, row)
    if edit.cause == "時点の更新" and style.together:
        first = next(iter(after))
        same = {str(before[path]) for path in after}
        if len(same) == 1:
            return [row(list(after), str(before[first]), str(after[first]))]
    return [
        row([path], *cells(style, before.get(path), after[path], path))
        for path in after
        if _speaks(before, after, path)
    ]


def _speaks(before: Mapping[str, Value], after: Mapping[str, Value | None], path: str) -> bool:
    """Whether there is anything to tell: an empty item that appears with its group is told by no row."""
    return bool(before.get(path)) or bool(after[path])


def _block(style: Style, before: Mapping[str, Value], edit: Edit, row) -> list[Row]:
    """A whole group in one row with the labels the form prints; what lies outside it in rows of its own."""
    outside = [path for path in edit.values if not path.startswith(edit.block)]
    inside = [path for path in edit.values if path.startswith(edit.block)]
    lines = []
    for path in inside:
        value = edit.values[path]
        if path == edit.block:
            name = path.rsplit("-", 1)[1].translate(str.maketrans("0123456789", "０１２３４５６７８９"))
            lines.append(f"{name}　{value}")
        elif value:
            sign = path.rsplit("-", 1)[1]
            label = (
                LABELS[sign]
                if "委託事項" in path
                else {"①": "システムの名称", "②": "システムの機能", "③": "他のシステムとの接続"}[sign]
            )
            shown = "　".join(f"[○]{v}" for v in value) if isinstance(value, list) else value
            lines.append(f"{sign}{label}　{shown}")
    told = [row([path], *cells(style, before.get(path), edit.values[path], path)) for path in outside]
    return [*told, row(inside, style.nothing, "\n".join(lines), style.address(edit.block))]


def cells(style: Style, old: Value | None, new: Value | None, path: str) -> tuple[str, str]:
    """変更前 and 変更後 of one item."""
    if isinstance(old, list) or isinstance(new, list):
        return _boxes(style, old or [], path, new), _boxes(style, new or [], path, old)
    if not old or not new:
        return old or style.nothing, new or style.nothing
    scale = next((scale for scale in SCALES if old in scale and new in scale), None)
    if scale:
        return _option(style, scale, old), _option(style, scale, new)
    return quoted(style, old, new)


def _option(style: Style, scale: tuple[str, ...], value: str) -> str:
    return f"{scale.index(value) + 1})　{value}" if style.numbered else value


def _boxes(style: Style, ticked: Value, path: str, other: Value | None) -> str:
    options = BOXES.get(re.sub(r"\(.*?\)", "(*)", path, count=1), ())
    if not ticked:
        return style.nothing
    if style.boxes == "lines":
        return "\n".join(f"[○]{option}" for option in ticked)
    if style.boxes == "ticked" or not options:
        return "　".join(f"[○]{option}" for option in ticked)
    extra = [o for o in ticked if o not in options]
    shown = [f"[{'○' if option in ticked else '　'}]{option}" for option in options] + [f"[○]{o}" for o in extra]
    return "　".join(shown) if other is not None else "　".join(f"[○]{option}" for option in ticked)


def quoted(style: Style, old: str, new: str) -> tuple[str, str]:
    """The two cells for a text that changed in one stretch of lines."""
    olds, news = old.split("\n"), new.split("\n")
    if style.quote == "whole" or (len(olds) == 1 and len(news) == 1):
        return old, new
    matcher = difflib.SequenceMatcher(None, olds, news, autojunk=False)
    hunks = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if len(hunks) != 1:
        return old, new
    kind, i, j, k, m = hunks[0]
    # What was taken out needs a neighbour, or nobody can tell where it stood.
    context = max(style.context, kind == "delete")
    if style.quote == "line" and i < j and k < m:
        return "\n".join(olds[i:j]), "\n".join(news[k:m])
    return (
        _elided(olds, i, j, context, style.left_out[0]),
        _elided(news, k, m, context, style.left_out[1]),
    )


def _elided(lines: list[str], start: int, end: int, context: int, left_out: str) -> str:
    first, last = max(0, start - context), min(len(lines), end + context)
    shown = lines[first:last]
    if not shown:
        return left_out
    return "\n".join([*([left_out] if first else []), *shown, *([left_out] if last < len(lines) else [])])
