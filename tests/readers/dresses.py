"""Forms printed as text in the dresses that published forms come in; the other way round of the reader.

Everything here is written against the official layout, not against the reader.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from piadiff.model import Form, Item, ItemKind, ItemPath
from piadiff.templates import Template, TemplateItem, load

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_REPEATED = re.compile(r"^(?P<name>\D+?)(?P<number>\d+)$")


@dataclass(frozen=True)
class Entry:
    """One printed label with what stands behind it; ``item`` is None for a heading."""

    path: ItemPath
    template: TemplateItem
    label: str
    second: str = ""
    item: Item | None = None


@dataclass(frozen=True)
class Style:
    """How a dress spells things."""

    opening: str = "["
    closing: str = "]"
    tick: str = "○"
    number: str = "{}）"
    head: str = "＜選択肢＞"
    gap: str = "　"
    values_first: bool = True
    blank_lines: int = 0
    plain_digits: bool = False
    marks: tuple[str, ...] = field(default=())


def template_of(form: Form) -> Template:
    return load(form.header.template, form.header.revision)


def _printed(item: TemplateItem, part: str, style: Style) -> str:
    """A label with its number as the form prints it."""
    label = item.label
    if item.key == "表紙":
        return ""
    if item.repeat:
        return part
    if re.fullmatch(r"[Ⅰ-Ⅻ]", item.key):
        return f"{item.key}　{label}"
    if re.fullmatch(r"[①-⑳]", item.key):
        return f"{ord(item.key) - ord('①') + 1}{label}" if style.plain_digits else f"{item.key}{label}"
    if item.key.isdigit():
        return f"{item.key.translate(_WIDE)}．{label}"
    risk = re.fullmatch(r"リスク(\d+)", item.key)
    if risk:
        return f"リスク{risk[1].translate(_WIDE)}：　{label}"
    attachment = re.fullmatch(r"別添(\d+)", item.key)
    return f"（別添{attachment[1].translate(_WIDE)}）　{label}" if attachment else label


def entries(form: Form, style: Style) -> list[Entry]:
    """All labels of a form in the printed order, headings included."""
    template = template_of(form)
    done: dict[ItemPath, Entry] = {}
    for item in form.items:
        for length in range(len(item.path.parts) + 1):
            path = replace(item.path, parts=item.path.parts[:length])
            owner = template.item(path)
            if path in done or owner is None or owner.key == "表紙" or owner.kind is ItemKind.COUNT:
                continue
            part = path.parts[-1] if path.parts else path.section
            done[path] = Entry(path, owner, _printed(owner, part, style), owner.field, form.by_path.get(path))
    return _without_twins(list(done.values()))


def _without_twins(all_entries: list[Entry]) -> list[Entry]:
    """⑧使用方法 is a heading and the label of its first item at once; the form prints it once."""
    result: list[Entry] = []
    for entry in all_entries:
        above = result[-1] if result else None
        if (
            above
            and above.item is None
            and above.template.label == entry.template.label
            and entry.path.parent == above.path
        ):
            result[-1] = replace(above, path=entry.path, template=entry.template, item=entry.item)
        else:
            result.append(entry)
    return result


def choice_text(entry: Entry, style: Style) -> str:
    value = entry.item.value if entry.item else ""
    return f"{style.opening} {value} {style.closing}" if value else f"{style.opening} {style.closing}"


def option_list(entry: Entry, style: Style) -> str:
    numbered = [style.number.format(n) + " " + option for n, option in enumerate(entry.template.options, 1)]
    return " ".join([style.head, *numbered])


def boxes(entry: Entry, style: Style) -> list[str]:
    """The check boxes of an item, each as ``[ ○ ] 紙``."""
    shown = []
    for option in entry.template.options:
        value = next((v for v in entry.item.value if v == option or v.startswith(f"{option}（")), "")
        mark = style.tick if value else ""
        text = option
        if option in entry.template.texts:
            inner = value[len(option) + 1 : -1] if value and value != option else ""
            text = f"{option} （ {inner} ）" if not inner.endswith("件") else f"{option} （ {inner[:-1]} ） 件"
        shown.append(f"{style.opening} {mark} {style.closing} {text}".replace("  ", " "))
    return shown


def count_text(form: Form, entry: Entry) -> str:
    """``（ 1 ）　件`` behind an item that is printed with a number."""
    count = next((i for i in form.items if i.path.parent == entry.path and i.kind is ItemKind.COUNT), None)
    return f"（ {count.value} ）　件" if count is not None else ""


def wrap(text: str, columns: int) -> list[str]:
    """Hard wraps after so many full-width characters; list marks and paragraphs begin a new line."""
    lines = []
    for paragraph in text.split("\n"):
        rest = paragraph
        while len(rest) > columns:
            cut = columns
            while cut < len(rest) and rest[cut] in "、。）」" and cut < columns + 2:
                cut += 1
            lines.append(rest[:cut])
            rest = rest[cut:]
        if rest or not paragraph:
            lines.append(rest)
    return lines


def title(form: Form) -> str:
    return f"特定個人情報保護評価書（{'全項目' if form.header.kind.value == '全項目' else form.header.kind.value + '項目'}評価書）"


def clean(form: Form, style: Style = Style()) -> str:
    """The form in order, a label on a line and its value behind or below it."""
    lines = [title(form), ""]
    for entry in entries(form, style):
        lines += _clean_entry(form, entry, style)
        lines += [""] * style.blank_lines
    return "\n".join(lines) + "\n"


def _clean_entry(form: Form, entry: Entry, style: Style) -> list[str]:
    item = entry.item
    label = entry.label + (f"\n{entry.second}" if entry.second and item is not None else "")
    if item is None:
        return ["", label]
    if item.kind is ItemKind.CHOICE:
        parts = [choice_text(entry, style), option_list(entry, style)]
        count = count_text(form, entry)
        return [f"{label}{style.gap}{parts[0]}" + (f" {count}" if count else ""), parts[1]]
    if item.kind is ItemKind.CHECKS:
        return [label, style.gap.join(boxes(entry, style))]
    suffix = " 時点" if item.path.parts[-1:] == ("時点",) else ""
    value = str(item.value)
    if not value:
        return [label]
    if "\n" in value or len(value) > 30:
        return [label, *wrap(value, 44)]
    return [f"{label}{style.gap}{value}{suffix}"]


def ocr(form: Form, style: Style = Style(), seed: int = 0) -> str:
    """Tab-separated rows with stray markup; paragraphs joined by spaces or tags."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    lines = ["", title(form), ""]
    cover = [entry for entry in entries(form, style) if entry.path.section == "表紙"]
    values = {entry.path.parts[0]: str(entry.item.value) for entry in cover if entry.item}
    lines += ["評価書番号\t評価書名", f"{values.get('評価書番号', '')}\t{values.get('評価書名', '')}", ""]
    for entry in entries(form, style):
        if entry.path.section == "表紙" and entry.path.parts[0] in {"評価書番号", "評価書名"}:
            continue
        lines += _ocr_entry(form, entry, style, rng)
        if rng.random() < 0.2:
            lines.append("")
    return "\n".join(lines) + "\n"


def _ocr_entry(form: Form, entry: Entry, style: Style, rng: random.Random) -> list[str]:
    item = entry.item
    if item is None:
        return ["", entry.label + rng.choice(["", "\t"])]
    label, lines = entry.label, []
    if entry.second:
        lines.append(f"{label}\t")
        label = entry.second
    if item.kind is ItemKind.CHOICE:
        count = count_text(form, entry)
        options = option_list(entry, style)
        if rng.random() < 0.3:
            options = f'<div data-bbox="1 2 3 4"><p>{style.head}</p></div> <ul style="list-style-type: none"> {options[len(style.head) :]} </ul>'
        return [*lines, f"{label}\t{choice_text(entry, style)}\t{options}" + (f"\t{count}" if count else "")]
    if item.kind is ItemKind.CHECKS:
        return [*lines, f"{label} {' '.join(boxes(entry, style))}\t"]
    value = str(item.value)
    if "\n" in value:
        value = (
            "".join(f"<p>{part}</p> " for part in value.split("\n")).strip()
            if rng.random() < 0.6
            else value.replace("\n", " ")
        )
    suffix = " 時点" if item.path.parts[-1:] == ("時点",) else ""
    if item.path.section == "表紙":
        return [label, "", value, ""] if value else [label, ""]
    return [*lines, f"{label}\t{value}{suffix}"]


@dataclass
class Sheet:
    """Pieces of one page of a PDF that may come anywhere on it."""

    loose: list[str] = field(default_factory=list)


def pdf(form: Form, style: Style = Style(number="{}）", gap=" "), seed: int = 0, shuffle: float = 0.5) -> str:
    """Text of a PDF with jumbled columns: the cells of a page in runs, the runs out of order."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    pages = [_sheet_text(form, page, style, rng, shuffle) for page in _pages(entries(form, style))]
    return f"{title(form)}\n\n" + "\n\n\n\n".join(pages) + "\n"


def _pages(all_entries: list[Entry]) -> list[list[Entry]]:
    pages: list[list[Entry]] = [[]]
    for entry in all_entries:
        starts_section = not entry.path.parts and entry.path.section != "表紙"
        starts_number = len(entry.path.parts) == 1 and len(pages[-1]) > 13
        if starts_section or starts_number:
            pages.append([])
        pages[-1].append(entry)
    return [page for page in pages if page]


def _sheet_text(form: Form, page: list[Entry], style: Style, rng: random.Random, shuffle: float) -> str:
    sheet = Sheet()
    runs: list[list[int]] = [[]]
    texts = [_pdf_entry(form, entry, style, rng, sheet) for entry in page]
    labels = [entry.label for entry in page]
    for number, entry in enumerate(page):
        # a page breaks into runs at its borders: mostly before a label that no other cell of the page has
        if rng.random() < (0.5 if labels.count(entry.label) == 1 else 0.1):
            runs.append([])
        runs[-1].append(number)
    runs = [run for run in runs if run]
    if rng.random() < shuffle and page[0].path.section != "表紙":
        runs = _shuffled(runs, page, rng)
    pieces = [piece for run in runs for number in run for piece in texts[number] if piece]
    for piece in sheet.loose:
        pieces.insert(rng.randrange(len(pieces) + 1), piece)
    return "\n\n".join(pieces)


def _shuffled(runs: list[list[int]], page: list[Entry], rng: random.Random) -> list[list[int]]:
    """Some runs at other places, never so that a label seems to stand where the form prints one like it."""
    for _ in range(20):
        order = list(runs)
        for _ in range(max(1, len(runs) // 3)):
            place = rng.randrange(len(order))
            order.insert(max(0, place + rng.randint(-4, 4)), order.pop(place))
        borders = [(above[-1], below[0]) for above, below in pairwise(order)]
        if not any(_deceives(page, above, below) for above, below in borders):
            return order
    return runs


def _deceives(page: list[Entry], above: int, below: int) -> bool:
    """Whether one of two labels next to each other reads as the other's neighbour although it is a like-named one."""
    if below == above + 1:
        return False
    successor = page[above + 1].label if above + 1 < len(page) else ""
    predecessor = page[below - 1].label if below else ""
    return page[below].label == successor or page[above].label == predecessor


def _pdf_label(label: str, rng: random.Random) -> str:
    return "\n".join(wrap(label, 13)) if len(label) > 15 and rng.random() < 0.7 else label


def _pdf_entry(form: Form, entry: Entry, style: Style, rng: random.Random, sheet: Sheet) -> list[str]:
    item = entry.item
    label = " " + _pdf_label(entry.label, rng) + ("　※" if entry.template.significant and item is not None else "")
    pieces = []
    if entry.second and item is not None:
        pieces.append(label)
        label = " " + _pdf_label(entry.second, rng)
    if item is None:
        return [label]
    if item.kind is ItemKind.CHOICE:
        return pieces + _pdf_choice(form, entry, label, style, rng, sheet)
    if item.kind is ItemKind.CHECKS:
        return [*pieces, label, *_pdf_boxes(entry, style, rng, sheet)]
    value = str(item.value)
    suffix = " 時点" if item.path.parts[-1:] == ("時点",) else ""
    lines = "\n".join(wrap(value, 46))
    if not value:
        return [*pieces, label]
    if "\n" not in lines and rng.random() < 0.7:
        return [*pieces, f"{label} {lines}{suffix}"]
    return [*pieces, f"{label}\n{lines}{suffix}"] if rng.random() < 0.4 else [*pieces, label, lines + suffix]


def _pdf_choice(form: Form, entry: Entry, label: str, style: Style, rng: random.Random, sheet: Sheet) -> list[str]:
    value = entry.item.value if entry.item else ""
    numbered = [style.number.format(n) + " " + option for n, option in enumerate(entry.template.options, 1)]
    cut = rng.randrange(len(numbered) + 1)
    first, rest = " ".join(numbered[:cut]), " ".join(numbered[cut:])
    count = count_text(form, entry)
    if count:
        sheet.loose.append(count)
    way = rng.random()
    if way < 0.4:
        sheet.loose += [rest] if rest else []
        return [f"{label} {style.opening} {value} {style.closing} {style.head}" + (f"\n{first}" if first else "")]
    if way < 0.7:
        sheet.loose += [f"{rest}\n{style.head}{style.closing}" if rest else style.closing]
        return [f"{label} {style.opening} {value}".rstrip(), *([first] if first else [])]
    sheet.loose += [rest] if rest else []
    return [label, style.head, f"{style.opening} {value} {style.closing}" + (f" {first}" if first else "")]


def _pdf_boxes(entry: Entry, style: Style, rng: random.Random, sheet: Sheet) -> list[str]:
    shown, lines = boxes(entry, style), []
    while shown:
        here, shown = shown[:2], shown[2:]
        if len(here) == 2 and rng.random() < 0.4:
            opened, _, name = here[1].partition(style.closing)
            lines.append(f"{here[0]} {opened.strip()}")
            sheet.loose.append(f"{style.closing}{name}")
        else:
            lines.append(" ".join(here))
    return lines
