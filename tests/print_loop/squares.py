"""Layout on squared paper: everything on one sheet of narrow columns, each label above its value."""

from __future__ import annotations

from . import changes
from .blocks import Block, Box, Printed, Sort
from .sheets import Sheet

_COLUMNS, _PIXELS = 48, 14
_TABLE = (0, 6, 14, 26, 38, 41, 48)


def lay_out(printed: Printed) -> list[Sheet]:
    """The one sheet of a form."""
    sheet = Sheet("評価書", (_PIXELS,) * _COLUMNS)
    _cover(sheet, printed)
    for blocks in printed.sections:
        if blocks[0].label[:1] in "ⅡⅢ":
            sheet.breaks.append(sheet.next)
        for block in blocks:
            _lay(sheet, block)
    if printed.form.changes:
        changes.below(sheet, printed, _TABLE)
    return [sheet]


def _cover(sheet: Sheet, printed: Printed) -> None:
    if printed.stamp:
        sheet.put((30, _COLUMNS), printed.stamp.replace("[", "［").replace("]", "］"), sides="")
        sheet.go_on()
    sheet.put((0, _COLUMNS), printed.title, sides="", bold=True, middle=True)
    sheet.go_on(2)
    for item in printed.cover.values():
        sheet.put((0, _COLUMNS), item.label, bold=True)
        sheet.go_on()
        sheet.put((0, _COLUMNS), str(item.value))
        sheet.go_on()
    sheet.breaks.append(sheet.next)


def _lay(sheet: Sheet, block: Block) -> None:
    left = max(0, min(4, block.level - 1))
    if block.label:
        sheet.put((left, _COLUMNS), block.label, bold=block.sort is Sort.SECTION)
        sheet.go_on()
    if block.sort is not Sort.FIELD:
        return
    left = min(left + 1, 4)
    if block.chosen is not None:
        _choice(sheet, block, left)
    elif block.boxes:
        _boxes(sheet, block, left)
    else:
        sheet.put((left, _COLUMNS), block.text)
        sheet.go_on()


def _choice(sheet: Sheet, block: Block, left: int) -> None:
    chosen = f"[　{block.chosen}　]" if block.chosen else "[　　　　　]"
    counted = "" if block.count is None else f"　（　{block.count}　）件"
    sheet.put((left, 22), f"{chosen}{counted}")
    shown = "　".join(f"{number}）{option}" for number, option in enumerate(block.options, 1))
    sheet.put((22, _COLUMNS), f"＜選択肢＞\n{shown}")
    sheet.go_on()


def _boxes(sheet: Sheet, block: Block, left: int) -> None:
    middle = (left + _COLUMNS) // 2
    waiting: Box | None = None
    for box in (*block.boxes, None):
        narrow = box is not None and box.slot is None and len(box.option) < 20 and not box.above
        if waiting is not None:
            sheet.put((left, middle if narrow else _COLUMNS), _shown(waiting))
            if narrow:
                sheet.put((middle, _COLUMNS), _shown(box))
            sheet.go_on()
            if narrow:
                waiting = None
                continue
        if box is not None and box.above:
            sheet.put((left, _COLUMNS), box.above)
            sheet.go_on()
        waiting = box


def _shown(box: Box) -> str:
    slot = "" if box.slot is None else f"（{box.slot or '　　　　'}{box.tail}）"
    return f"[{'○' if box.ticked else '　'}]　{box.option}{slot}"
