"""Labels and choices of a form as the official 様式 prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piadiff.model import FormKind, Item
from piadiff.templates import Template, TemplateItem
from piadiff.text.signs import CIRCLED

ILLEGIBLE = "[判読不能]"
"""Stands where the source did not determine a value."""
TICKED, UNTICKED = "[○]", "[　]"

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = re.compile(f"[{CIRCLED}]")
_ROMAN = re.compile(r"[Ⅰ-Ⅻ]")
_NUMBERED = re.compile(r"(リスク|別添)(\d+)")
_CASES = re.compile(r"[0-9０-９]+件")
_MARK = "　※"
_FEW, _SHORT = 3, 12


def form_title(template: Template) -> str:
    """The title on the 表紙."""
    kind = template.kind.value if template.kind is FormKind.FULL else f"{template.kind.value}項目"
    return f"特定個人情報保護評価書（{kind}評価書）"


def stamp(template: str, revision: str) -> str:
    """The stamp on the 表紙: 様式 and revision."""
    return f"［{revision}　{template}］"


def change_table_title(template: Template) -> str:
    """The title of the 変更箇所 table."""
    attachment = template.change_table
    return f"（{attachment.translate(_WIDE)}）変更箇所" if attachment.startswith("別添") else "変更箇所"


def label(item: TemplateItem, part: str, file: str = "") -> str:
    """A label with its number, and ※ where the item is significant; ``part`` is its part of the address."""
    return f"{_numbered(item, part)}{f'（{file}）' if file else ''}{_MARK if item.significant else ''}"


def _numbered(item: TemplateItem, part: str) -> str:
    if item.repeat:
        return part
    if _ROMAN.fullmatch(item.key):
        return f"{item.key}　{item.label}"
    if _CIRCLED.fullmatch(item.key):
        return f"{item.key}{item.label}"
    if item.key.isdecimal():
        return f"{item.key.translate(_WIDE)}．{item.label}"
    numbered = _NUMBERED.fullmatch(item.key)
    if numbered and numbered[1] == "リスク":
        return f"リスク{numbered[2].translate(_WIDE)}：　{item.label}"
    return f"（別添{numbered[2].translate(_WIDE)}）　{item.label}" if numbered else item.label


def is_heading(item: TemplateItem) -> bool:
    """Whether the label takes a whole row, its value standing below."""
    numbered = item.key.isdecimal() or _ROMAN.fullmatch(item.key) or _NUMBERED.fullmatch(item.key)
    return item.is_group or bool(numbered)


def chosen(item: Item) -> str:
    """The bracket of a choice with the chosen option in it."""
    return ILLEGIBLE if item.undetermined else bracketed(str(item.value))


def bracketed(option: str) -> str:
    """A bracket with an option in it, an empty one for ""."""
    return f"[　{option}　]" if option else "[　　　　]"


def option_list(options: tuple[str, ...]) -> str:
    """The options printed beside a choice, short ones two in a line."""
    shown = [f"{number}）{option}" for number, option in enumerate(options, start=1)]
    if len(shown) > _FEW and max(map(len, shown)) <= _SHORT:
        shown = ["　　".join(shown[at : at + 2]) for at in range(0, len(shown), 2)]
    return "\n".join(["＜選択肢＞", *shown])


def counted(item: Item) -> str:
    """A number of 件 behind a choice."""
    return f"（　{ILLEGIBLE if item.undetermined else item.value}　）　件"


def boxes(item: Item, owner: TemplateItem) -> Iterator[tuple[bool, str]]:
    """(ticked, what the box says) for every option, and for ticked values that are no option."""
    left = [item.value] if isinstance(item.value, str) else list(item.value)
    for option in owner.options:
        own = [value for value in left if value == option or value.startswith(f"{option}（")]
        left = [value for value in left if value not in own]
        if not own:
            yield False, f"{option}　（　　　）" if option in owner.texts else option
        yield from ((True, _box_text(option, value)) for value in own)
    yield from ((True, value) for value in left)


def _box_text(option: str, value: str) -> str:
    inner = value[len(option) + 1 : -1]
    if value == option or not value.endswith("）"):
        return value
    if _CASES.fullmatch(inner):
        return f"{option}　（　{inner[:-1]}　）件"
    return f"{option}　（{inner}）"
