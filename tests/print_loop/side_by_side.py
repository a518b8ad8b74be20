"""Layout in four columns: label and value side by side, one box a cell, 変更箇所 on a second sheet."""

from __future__ import annotations

from . import changes
from .blocks import Block, Box, Printed, Sort
from .sheets import Sheet

_WIDTHS = (160, 150, 185, 185)
_END = len(_WIDTHS)


def lay_out(printed: Printed) -> list[Sheet]:
    """Both sheets of a form."""
    sheet = Sheet("評価書", _WIDTHS)
    _cover(sheet, printed)
    above = len(printed.form.header.title) % 2 == 0
    for blocks in printed.sections:
        if blocks[0].label[:1] in "ⅠⅡⅢⅣⅤⅥ":
            sheet.breaks.append(sheet.next)
        for block in blocks:
            _lay(sheet, block, above=above)
    if printed.form.changes:
        return [sheet, changes.on_a_sheet(printed, "変更箇所", mixed=True)]
    return [sheet]


def _cover(sheet: Sheet, printed: Printed) -> None:
    sheet.put((0, _END), printed.title, sides="", bold=True, middle=True)
    sheet.go_on(2)
    for item in printed.cover.values():
        sheet.put((0, 1), item.label)
        sheet.put((1, _END), str(item.value))
        sheet.go_on()
    if printed.stamp:
        sheet.put((2, _END), printed.stamp, sides="")
        sheet.go_on()


def _lay(sheet: Sheet, block: Block, *, above: bool) -> None:
    if block.sort is not Sort.FIELD:
        sheet.put((0, _END), block.label, bold=block.sort is not Sort.NOTE)
        sheet.go_on()
    elif block.chosen is not None:
        _choice(sheet, block, above=above)
    elif block.boxes:
        _label(sheet, block, sum(1 + bool(box.above) for box in block.boxes))
        for box in block.boxes:
            _box(sheet, box, 1 if block.label else 0)
    else:
        _label(sheet, block, 1)
        sheet.put((1 if block.label else 0, _END), block.text)
        sheet.go_on()


def _label(sheet: Sheet, block: Block, rows: int) -> None:
    if block.label:
        sheet.put((0, 1), block.label, rows=rows, top=rows > 4)


def _choice(sheet: Sheet, block: Block, *, above: bool) -> None:
    chosen = f"[ {block.chosen} ]" if block.chosen else "[　　　]"
    counted = "" if block.count is None else f"\n（ {block.count} ）件"
    shown = [f"{number}) {option}" for number, option in enumerate(block.options, 1)]
    left = 1 if block.label else 0
    if above:
        _label(sheet, block, 1)
        sheet.put((left, _END), "\n".join([f"{chosen}{counted}", "＜選択肢＞", *shown]))
        sheet.go_on()
        return
    rows = (len(shown) + 1) // 2
    _label(sheet, block, rows)
    sheet.put((left, 2), f"{chosen}{counted}　＜選択肢＞", rows=rows)
    for place, option in enumerate(shown):
        column = 2 + place % 2
        alone = place == len(shown) - 1 and column == 2
        sheet.put((column, _END if alone else column + 1), option, at=place // 2)
    sheet.go_on(rows)


def _box(sheet: Sheet, box: Box, left: int) -> None:
    if box.above:
        sheet.put((left, _END), box.above)
        sheet.go_on()
    slot = "" if box.slot is None else f"　（ {box.slot or '　　　'} ）{box.tail}"
    sheet.put((left, _END), f"[{'○' if box.ticked else '　'}]{box.option}{slot}")
    sheet.go_on()
