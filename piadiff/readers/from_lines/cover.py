"""The 表紙: its few fields are recognised by what they look like where their order is not to be trusted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from piadiff.model import ItemPath
from piadiff.readers.from_lines.assign import Block
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.source import Gap
from piadiff.readers.from_lines.units import COVER, Unit
from piadiff.text import find_dates

_ORGAN = re.compile(
    r".{1,38}(?:(?:長|知事|大臣|長官|会|機構|組合|連合|公社|企業団|管理者|庁|省|局|法人|財団)(?:.{2,12}(?<![課係室班]))?|[都道府県市区町村])"
)
_NO_ORGAN = re.compile(r"。|評価書|.個人情報保護委員会$(?<!^特定個人情報保護委員会)")
"""A sentence, a title, or an organ with the words 「個人情報保護委員会　承認日」 that a form prints behind it."""
_LOCAL = re.compile(r"[都道府県市区町村](?:長|教育委員会)?$|知事$|組合|連合|企業団|管理者$")
_FORM_HEADING = "特定個人情報保護評価書"
_TITLE = re.compile(r".*(?:評価書|事務|業務|関係)(?:[（(].*[)）])?")
_NUMBER = re.compile(r"[0-9０-９]{1,6}(?:-[0-9０-９]{1,3})?")
_DATE_LENGTH = 14
_SENTENCE = 40
_TITLE_LENGTH = 90
_NUMBER_AND_TITLE = re.compile(r"(?P<number>[0-9０-９]{1,6})[ 　\t]+(?P<title>\S.*)")
_TITLE_AND_NUMBER = re.compile(r"(?s)(?P<title>\S.*評\s?価\s?書\S{0,8})\s+(?P<number>[0-9０-９]{1,6})")
_DECLARED = re.compile(r"宣言(?:する|します|いたします|致します)(?:[。．.]|$)")


def looks(field: str, text: str) -> int:
    """How much a text looks like a field of the 表紙: 0 not at all, 1 possible, 2 clearly."""
    folded = "".join(text.split())
    if field in {"公表日", "承認日"}:
        return 2 * (len(folded) <= _DATE_LENGTH and any(span.day for span in find_dates(text)))
    if field == "評価書番号":
        return 2 * bool(_NUMBER.fullmatch(folded))
    if field == "宣言":
        return 2 * (len(folded) > _SENTENCE and ("宣言" in folded or "プライバシー" in folded))
    if field == "評価実施機関名":
        return int(bool(_ORGAN.fullmatch(folded)) and not _NO_ORGAN.search(folded))
    return _looks_like_title(folded) if field == "評価書名" else 1


def _looks_like_title(folded: str) -> int:
    if "。" in folded or len(folded) > _TITLE_LENGTH or _NUMBER.fullmatch(folded) or folded.startswith(_FORM_HEADING):
        return 0
    return 2 if "評価書" in folded else int(bool(_TITLE.fullmatch(folded)))


def number_and_title(text: str) -> int:
    """Length of the 評価書番号 before a title on one line, 0 when there is none."""
    match = _NUMBER_AND_TITLE.fullmatch(text)
    return len(match["number"]) if match and looks("評価書名", match["title"]) else 0


_TOLD = ("評価書番号", "評価書名", "公表日", "承認日")


def told_by_looks(lines: Sequence[str], fields: Collection[str]) -> dict[int, str]:
    """Lines of a 表紙 that are one field's by their looks: no other line can be its value, nor another field theirs."""
    can = {name: [at for at, line in enumerate(lines) if looks(name, line)] for name in _TOLD if name in fields}
    alone = {name: places[0] for name, places in can.items() if len(places) == 1}
    return {
        at: name
        for name, at in alone.items()
        if looks(name, lines[at]) > 1 and not any(at in places for other, places in can.items() if other != name)
    }


def settle_cover(found: Found) -> None:
    """Give the texts of the 表紙 to the fields they look like, and leave open what may be another's in part."""
    fields = {unit.path.parts[0]: unit for path, unit in found.units.items() if path.section == COVER}
    if fields:
        _settle(found, fields)
        _doubt_declaration(found, fields)
        _doubt_title(found, fields)


def _doubt_declaration(found: Found, fields: dict[str, Unit]) -> None:
    """What follows the sentence that declares may head 特記事項, whose label stands amid its height."""
    unit, remarks = fields.get("宣言"), fields.get("特記事項")
    if unit is None:
        # a form always declares: where the label is not found, the one free text may hold the declaration
        found.mixed |= {remarks.path} if remarks and remarks.path in found.texts else set()
        return
    text = "".join(block.key for block in found.texts.get(unit.path, ()))
    declared = _DECLARED.search(text)
    if declared and declared.end() < len(text) and remarks and remarks.path in found.texts:
        found.mixed |= {unit.path, remarks.path}
    if not text and found.loose:
        found.open.add(unit.path)


def _doubt_title(found: Found, fields: dict[str, Unit]) -> None:
    """A title beside which words stand that no field has may be torn."""
    unit = fields.get("評価書名")
    own = {(id(block.page), block.label) for block in found.texts.get(unit.path, ())} if unit else set()
    if unit and any((id(block.page), block.label) in own for block in found.loose):
        found.mixed.add(unit.path)


def _settle(found: Found, fields: dict[str, Unit]) -> None:
    pages = {id(block.page) for unit in fields.values() for block in found.texts.get(unit.path, ())}
    _split_number(found, fields)
    _split_date(found, fields)
    if not found.jumbled and all(_fits(found, unit) for unit in fields.values()):
        return
    pool = [block for unit in fields.values() for block in found.texts.pop(unit.path, ())]
    first = {unit.path for unit in fields.values()}
    near = {id(page) for page in _pages_of(found, first)} | pages
    pool += [block for block in found.loose if id(block.page) in near]
    found.loose = [block for block in found.loose if id(block.page) not in near]
    _deal(found, fields, sorted(pool, key=lambda block: block.start))


def _pages_of(found: Found, paths: set[ItemPath]) -> list[object]:
    return [reading for reading in found.readings if any(unit.path in paths for unit in reading.units.values())]


def _fits(found: Found, unit: Unit) -> bool:
    """Whether what stands behind a label can be its value; free texts always can."""
    name, blocks = unit.path.parts[0], found.texts.get(unit.path, [])
    if name in {"宣言", "特記事項"} or not blocks:
        return True
    text = "\n".join(blocks[0].lines)
    if len(blocks) > 1:
        return False
    return looks(name, text) > 0 or text.strip() in {"-", "－"} or (name == "評価実施機関名" and _is_body(text))


def _is_body(text: str) -> bool:
    """Whether a text behind the label of the 評価実施機関名 may be one, however such bodies are called."""
    short = len(text) <= _SENTENCE and "\n" not in text and not _NO_ORGAN.search("".join(text.split()))
    return short and not any(looks(field, text) for field in _TOLD)


def _split_number(found: Found, fields: dict[str, Unit]) -> None:
    """``1 住民基本台帳に関する事務`` under two headings in one row: number and title, in either order."""
    number, title = fields.get("評価書番号"), fields.get("評価書名")
    if not number or not title or found.texts.get(number.path):
        return
    blocks = found.texts.get(title.path, [])
    text = "\n".join(blocks[0].lines) if blocks else ""
    before, behind = _NUMBER_AND_TITLE.match(text), _TITLE_AND_NUMBER.fullmatch(text)
    if not before and not behind:
        return
    first, last = _parted(blocks[0], Gap.SPACE, at_end=behind is not None)
    found.texts[number.path] = [replace(last if behind else first, owner=number)]
    found.texts[title.path] = [first if behind else last, *blocks[1:]]


def _parted(block: Block, gap: Gap, *, at_end: bool) -> list[Block]:
    """A block cut at the first or the last white space of at least a width; whole where there is none."""
    gaps = [at for at in range(block.start + 1, block.end) if block.page.page.gap(at) >= gap]
    if not gaps:
        return [block]
    cut = gaps[-1 if at_end else 0]
    return [replace(block, end=cut), replace(block, start=cut)]


def _split_date(found: Found, fields: dict[str, Unit]) -> None:
    """A date that ends 特記事項 on a line of its own stands before the label that asks for it.

    Of 公表日 and 承認日, which only 行政機関等 have, it is a local body's 公表日, else open.
    """
    remarks, organ = fields.get("特記事項"), fields.get("評価実施機関名")
    waiting = [fields[name] for name in ("公表日", "承認日") if name in fields and fields[name].path not in found.texts]
    blocks = found.texts.get(remarks.path, []) if remarks else []
    parts = _parted(blocks[-1], Gap.LINE, at_end=True) if blocks else []
    if remarks is None or not waiting or not parts or not looks("公表日", parts[-1].key):
        return
    found.texts[remarks.path] = [*blocks[:-1], *parts[:-1]]
    body = "".join(block.key for block in found.texts.get(organ.path, ())) if organ else ""
    if len(waiting) == 1 or _LOCAL.search(body):
        found.texts[waiting[0].path] = [replace(parts[-1], owner=waiting[0])]
    else:
        found.loose.append(replace(parts[-1], owner=None))
        found.open |= {unit.path for unit in waiting}


def _deal(found: Found, fields: dict[str, Unit], pool: list[Block]) -> None:
    """Each block to the label it stands at if it looks like it, else to the one field it can be."""
    left = list(pool)
    for near in (_on_its_line, _stands_behind):
        for name, unit in fields.items():
            fitting = [block for block in left if near(block, unit) and looks(name, "\n".join(block.lines))]
            if fitting and unit.path not in found.texts and name != "特記事項":
                _put(found, unit, fitting[0], left)
    for sure in (2, 1):
        for block in list(left):
            open_fields = [unit for name, unit in fields.items() if unit.path not in found.texts and name != "特記事項"]
            able = [unit for unit in open_fields if looks(unit.path.parts[0], "\n".join(block.lines)) >= sure]
            rivals = [
                other for unit in able for other in left if looks(unit.path.parts[0], "\n".join(other.lines)) >= sure
            ]
            if len(able) == 1 and rivals == [block]:
                _put(found, able[0], block, left)
    for block in left:
        _rest(found, fields, block)


def _put(found: Found, unit: Unit, block: Block, left: list[Block]) -> None:
    found.texts[unit.path] = [block]
    block.owner = unit
    left.remove(block)


def _rest(found: Found, fields: dict[str, Unit], block: Block) -> None:
    """What is left goes on below the declaration or belongs to 特記事項, else to nobody."""
    unit = block.page.units.get(block.label)
    declaration = fields.get("宣言")
    if unit is not None and unit.path.parts[:1] == ("特記事項",):
        found.texts.setdefault(unit.path, []).append(block)
    elif declaration is not None and unit == declaration and declaration.path in found.texts:
        found.texts[declaration.path].append(block)
    else:
        block.owner = None
        found.loose.append(block)


def _on_its_line(block: Block, unit: Unit) -> bool:
    return block.attached and _stands_behind(block, unit)


def _stands_behind(block: Block, unit: Unit) -> bool:
    label = block.page.units.get(block.label)
    return label is not None and label.path == unit.path
