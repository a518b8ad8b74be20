"""How officers spell an address in a 項目 cell: one function per habit, put together by a style."""

from __future__ import annotations

import re
from dataclasses import dataclass

from piadiff.model import ItemPath
from piadiff.templates import Template, TemplateItem

ROMAN_ASCII = {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI"}
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
BLACK = {circled: chr(0x2776 + at) for at, circled in enumerate("①②③④⑤⑥⑦⑧⑨⑩")}
NAMED = re.compile(r"(システム|委託事項|提供先|移転先|リスク)(\d+)")


@dataclass(frozen=True)
class Style:
    """One officer's habits.

    Attributes:
        roman: ``sign`` Ⅰ, ``ascii`` I, ``wide`` Ｉ, ``small`` ⅰ, ``stroke`` l (a misread I).
        hyphen: What stands between the levels.
        wide: Digits in full width.
        dot: A full stop behind plain numbers.
        circle: ``sign`` ①, ``black`` ❶, ``plain`` 1 (the circle was lost).
        labels: ``none``, ``last`` behind the last number, ``every`` level, ``only`` (no numbers but the section's).
        file: Brackets around the file name; ``before`` puts it in front of the section.
        mark: ※ behind the item.
    """

    roman: str = "sign"
    hyphen: str = "-"
    wide: bool = False
    dot: bool = False
    circle: str = "sign"
    labels: str = "none"
    file: str = "（）"
    before: bool = False
    numbered_file: bool = False
    mark: bool = False


def chain(path: ItemPath, template: Template) -> list[TemplateItem | None]:
    """The template item of every level of an address, the section first."""
    levels = [ItemPath(path.section, path.file, path.parts[:end]) for end in range(len(path.parts) + 1)]
    return [template.item(level) for level in levels]


def _roman(section: str, style: Style) -> str:
    ascii_form = ROMAN_ASCII.get(section)
    if ascii_form is None:
        return section.translate(WIDE) if style.wide else section
    wide = ascii_form.translate(WIDE)
    small = section.lower()
    strokes = ascii_form.replace("I", "l")
    return {"sign": section, "ascii": ascii_form, "wide": wide, "small": small, "stroke": strokes}[style.roman]


def _number(part: str, style: Style) -> str:
    """One part of an address as this officer writes it."""
    if part in BLACK or part in "⑪⑫":
        plain = str("①②③④⑤⑥⑦⑧⑨⑩⑪⑫".index(part) + 1)
        return {"sign": part, "black": BLACK.get(part, part), "plain": plain}[style.circle]
    named = NAMED.fullmatch(part)
    if part.isdecimal() or named:
        text = part.translate(WIDE) if style.wide else part
        return f"{text}．" if style.dot and part.isdecimal() else text
    return part


def _file(path: ItemPath, style: Style) -> str:
    if not path.file:
        return ""
    name = f"（１）{path.file}" if style.numbered_file else path.file
    return f"{style.file[0]}{name}{style.file[1]}" if style.file else f" {name} "


def _label(item: TemplateItem | None) -> str:
    return item.label if item and not item.repeat and len(item.label) > 1 else ""


def _numbered(part: str) -> bool:
    return bool(part.isdecimal() or part in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫" or NAMED.fullmatch(part))


def spell(path: ItemPath, template: Template, style: Style) -> str:
    """An address in a style."""
    items = chain(path, template)
    head = _roman(path.section, style)
    section_label = f"　{_label(items[0])}" if style.labels in {"every", "only"} and path.section != "表紙" else ""
    file = _file(path, style)
    text = f"{file}{head}{section_label}" if style.before else f"{head}{section_label}{file}"
    for depth, (part, item) in enumerate(zip(path.parts, items[1:], strict=True), 1):
        last = depth == len(path.parts)
        number = _number(part, style)
        label = _label(item)
        if not _numbered(part):
            spelt = label or number
        elif style.labels == "only" and label:
            spelt = label
        elif style.labels == "every" or (style.labels == "last" and last):
            spelt = f"{number}{label}"
        else:
            spelt = number
        text += f"{style.hyphen}{spelt}"
    return f"{text}　※" if style.mark else text
