"""Forms as their tables come out when they are copied from a spreadsheet or printed across their columns."""

from __future__ import annotations

from piadiff.model import Form, ItemKind
from piadiff.readers.from_lines.paragraphs import width
from tests.readers.dresses import Entry, Style, boxes, choice_text, count_text, entries, option_list, title

_STYLE = Style(number="{})", gap=" ")


def _label(entry: Entry) -> str:
    return entry.label + ("　※" if entry.template.significant and entry.item is not None else "")


def copied(form: Form, tabs: int = 3) -> str:
    """Cells parted by tabs, merged ones leaving some empty; brackets in cells of their own, broken cells in quotes."""
    lines = [title(form) + "\t" * tabs]
    for entry in entries(form, _STYLE):
        if entry.second and entry.item is not None:
            lines += [_label(entry) + "\t" * tabs, f"{entry.second}{_cells(form, entry, tabs)}"]
        else:
            lines.append(_label(entry) + _cells(form, entry, tabs))
    return "\n".join(lines)


def _cells(form: Form, entry: Entry, tabs: int) -> str:
    item, gap = entry.item, "\t" * tabs
    if item is None:
        return gap
    if item.kind is ItemKind.CHOICE:
        count = count_text(form, entry).strip("（） 　件")
        counted = f"（\t{count}\t）\t件\t" if count else ""
        options = "\n".join([_STYLE.head, *(f"{n}) {option}" for n, option in enumerate(entry.template.options, 1))])
        return f'{gap}[\t{item.value}\t]\t{counted}"{options}"'
    if item.kind is ItemKind.CHECKS:
        parts = [box[1:].partition("]") for box in boxes(entry, _STYLE)]
        cells = [f"[\t{mark.strip()}\t]\t{option.strip()}" for mark, _, option in parts]
        rows = ["\t".join(cells[start : start + 3]) for start in range(0, len(cells), 3)]
        return gap + f"\n{gap}".join(rows)
    value = str(item.value).replace('"', '""')
    return f'{gap}"{value}"' if "\n" in value else gap + value


def _cut(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns; a mark that ends a sentence hangs over."""
    lines = list[str]()
    for paragraph in text.split("\n"):
        line = ""
        for char in paragraph:
            if width(line + char) > columns and char not in "、。）」":
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


def _value(form: Form, entry: Entry) -> list[str]:
    item = entry.item
    if item is None:
        return []
    if item.kind is ItemKind.CHOICE:
        return [f"{choice_text(entry, _STYLE)} {count_text(form, entry)}".rstrip(), option_list(entry, _STYLE)]
    if item.kind is ItemKind.CHECKS:
        shown = boxes(entry, _STYLE)
        return [" ".join(shown[start : start + 3]) for start in range(0, len(shown), 3)]
    suffix = " 時点" if item.path.parts[-1:] == ("時点",) else ""
    return [f"{item.value}{suffix}"] if item.value else []


def across(form: Form, *, half: bool, columns: int = 22, gap: int = 1) -> str:
    """Printed line by line across label and value.

    Args:
        form: The form.
        half: Labels stand at half the height of their values, else at their tops.
        columns: Width of the column of labels.
        gap: Blanks between label and value; from two on the values stand below each other.
    """
    lines = [title(form)]
    for entry in entries(form, _STYLE):
        value = [line for part in _value(form, entry) for line in _cut(part, 70)]
        if not value:
            lines.append(_label(entry))
            continue
        if entry.second:
            lines.append(_label(entry))
        label = _cut(entry.second or _label(entry), columns)
        for left, right in _rows(label, value, half=half):
            indent = " " * (columns + 2 - width(left)) if gap > 1 else ""
            lines.append(f"{left}{indent}{' ' * gap if left and right else ''}{right}".rstrip())
    return "\n".join(lines)


def _rows(label: list[str], value: list[str], *, half: bool) -> list[tuple[str, str]]:
    """What stands on each line, at half heights where the two do not match."""
    height = max(len(label), len(value))
    rows: dict[int, list[str]] = {}
    for side, lines in enumerate((label, value)):
        for number, line in enumerate(lines):
            top = height - len(lines) if half else 0
            rows.setdefault(top + 2 * number, ["", ""])[side] = line
    return [(rows[place][0], rows[place][1]) for place in sorted(rows)]


def as_boxes(form: Form, ticked: str, empty: str) -> str:
    """In order, the options of every choice as boxes of which one is ticked."""
    lines = [title(form)]
    for entry in entries(form, _STYLE):
        item, value = entry.item, _value(form, entry)
        lines += [_label(entry), *([entry.second] if entry.second and item is not None else [])]
        if item is not None and item.kind is ItemKind.CHOICE:
            options = [f"{ticked if option == item.value else empty}{option}" for option in entry.template.options]
            value = [" ".join(options), *([count] if (count := count_text(form, entry)) else [])]
        lines += value
    return "\n".join(lines)
