"""Layout of the ministries' workbook: a sheet a section, labels left, brackets, marks and options in cells of their own."""

from __future__ import annotations

from . import changes
from .blocks import Block, Box, Printed, Sort
from .sheets import Sheet

_COLUMNS, _PIXELS, _VALUE = 34, 20, 9
_WIDEST_OPTION = 11


def lay_out(printed: Printed) -> list[Sheet]:
    """All sheets of a form."""
    sheets = [_cover(printed)]
    for blocks in printed.sections:
        sheet = Sheet(_name(blocks, len(sheets)), (_PIXELS,) * _COLUMNS)
        for block in blocks:
            _lay(sheet, block)
        sheets.append(sheet)
    if printed.form.changes:
        sheets.append(changes.on_a_sheet(printed, "変更箇所"))
    return sheets


def _name(blocks: tuple[Block, ...], number: int) -> str:
    label = blocks[0].label
    return f"{label[1:4]}" if label.startswith("（別添") else f"{label[:1]}（{number}）"


def _cover(printed: Printed) -> Sheet:
    sheet, cover = Sheet("表紙", (_PIXELS,) * _COLUMNS), printed.cover
    sheet.put((0, _COLUMNS), printed.title, sides="", bold=True, middle=True)
    sheet.go_on(2)
    for name in ("評価書番号", "評価書名"):
        sheet.put((0, 7) if name == "評価書番号" else (7, _COLUMNS), name, bold=True)
    sheet.go_on()
    for name in ("評価書番号", "評価書名"):
        sheet.put((0, 7) if name == "評価書番号" else (7, _COLUMNS), str(cover[name].value))
    sheet.go_on(2)
    sheet.put((0, _COLUMNS), "個人のプライバシー等の権利利益の保護の宣言", bold=True)
    sheet.go_on()
    sheet.put((0, _COLUMNS), str(cover["宣言"].value))
    sheet.go_on(2)
    sheet.put((0, 7), "特記事項", bold=True)
    sheet.put((7, _COLUMNS), str(cover["特記事項"].value))
    sheet.go_on(2)
    for name in ("評価実施機関名", "承認日", "公表日"):
        if name in cover:
            sheet.put((0, _COLUMNS), cover[name].label, bold=True, middle=True)
            sheet.go_on()
            sheet.put((0, _COLUMNS), str(cover[name].value), middle=True)
            sheet.go_on(2)
    if printed.stamp:
        sheet.put((20, _COLUMNS), printed.stamp, sides="")
        sheet.go_on()
    if "項目一覧" in printed.template.prints:
        sheet.breaks.append(sheet.next)
        _contents(sheet, printed)
    return sheet


def _contents(sheet: Sheet, printed: Printed) -> None:
    sheet.put((0, _COLUMNS), "項目一覧", bold=True, middle=True)
    sheet.go_on(2)
    for label in dict.fromkeys(blocks[0].label.removesuffix("　※") for blocks in printed.sections):
        sheet.put((2, _COLUMNS - 2), label)
        sheet.go_on(2)
    sheet.put((2, _COLUMNS - 2), printed.change_title)
    sheet.go_on()


def _lay(sheet: Sheet, block: Block) -> None:
    if block.sort is not Sort.FIELD:
        sheet.put((0, _COLUMNS), block.label, bold=block.sort is not Sort.NOTE)
        sheet.go_on()
        return
    if block.chosen is not None:
        _choice(sheet, block)
    elif block.boxes:
        _boxes(sheet, block)
    else:
        if block.label:
            _label(sheet, block, 1)
        sheet.put((_VALUE if block.label else 0, _COLUMNS), block.text)
        sheet.go_on()


def _label(sheet: Sheet, block: Block, rows: int) -> None:
    indent = max(0, min(3, block.level - 2))
    if indent:
        sheet.put((0, indent), "", rows=rows, sides="LTB")
    sheet.put((indent, _VALUE), block.label, rows=rows)


def _choice(sheet: Sheet, block: Block) -> None:
    listed = _option_rows(block.options)
    rows = len(listed) + 1
    if block.label:
        _label(sheet, block, rows)
    end = 17 if block.count is not None else 20
    sheet.put((_VALUE, _VALUE + 1), "[", rows=rows, sides="LTB")
    sheet.put((_VALUE + 1, end - 1), block.chosen or "", rows=rows, sides="TB", middle=True)
    sheet.put((end - 1, end), "]", rows=rows, sides="TB")
    if block.count is not None:
        sheet.put((end, end + 1), "（", rows=rows, sides="TB")
        sheet.put((end + 1, end + 3), block.count, rows=rows, sides="TB", middle=True)
        sheet.put((end + 3, end + 5), "）　件", rows=rows, sides="TB")
        end += 5
    sheet.put((end, _COLUMNS), "＜選択肢＞", sides="TR")
    middle = (end + _COLUMNS) // 2
    for place, row in enumerate(listed, 1):
        bottom = "B" if place == len(listed) else ""
        if len(row) == 1:
            sheet.put((end, _COLUMNS), row[0], at=place, sides=f"R{bottom}")
        else:
            sheet.put((end, middle), row[0], at=place, sides=bottom)
            sheet.put((middle, _COLUMNS), row[1], at=place, sides=f"R{bottom}")
    sheet.go_on(rows)


def _option_rows(options: tuple[str, ...]) -> list[list[str]]:
    shown = [f"{number}) {option}" for number, option in enumerate(options, 1)]
    if max(map(len, shown)) > _WIDEST_OPTION:
        return [[each] for each in shown]
    return [shown[at : at + 2] for at in range(0, len(shown), 2)]


def _boxes(sheet: Sheet, block: Block) -> None:
    rows = _box_rows(block.boxes)
    if block.label:
        _label(sheet, block, len(rows))
    left = _VALUE if block.label else 0
    for place, row in enumerate(rows):
        bottom, top = "B" if place == len(rows) - 1 else "", "T" if place == 0 else ""
        if isinstance(row, str):
            sheet.put((left, _COLUMNS), row, at=place, sides=f"LR{top}{bottom}")
            continue
        width = (_COLUMNS - left) // len(row)
        for number, box in enumerate(row):
            start = left + number * width
            last = number == len(row) - 1
            _box(
                sheet,
                box,
                place,
                (start, _COLUMNS if last else start + width),
                f"{top}{bottom}{'R' if last else ''}{'L' if number == 0 else ''}",
            )
    sheet.go_on(len(rows))


def _box_rows(boxes: tuple[Box, ...]) -> list[str | list[Box]]:
    rows = list[str | list[Box]]()
    for box in boxes:
        if box.above:
            rows.append(box.above)
        last = rows[-1] if rows else ""
        if (
            isinstance(last, list)
            and len(last) == 1
            and box.slot is None
            and last[0].slot is None
            and len(box.option) + len(last[0].option) < 2 * _WIDEST_OPTION
        ):
            last.append(box)
        else:
            rows.append([box])
    return rows


def _box(sheet: Sheet, box: Box, at: int, span: tuple[int, int], sides: str) -> None:
    left, inner = "".join(side for side in sides if side != "R"), "".join(side for side in sides if side in "TB")
    start, end = span
    sheet.put((start, start + 1), "[", at=at, sides=left)
    sheet.put((start + 1, start + 2), "○" if box.ticked else "", at=at, sides=inner, middle=True)
    sheet.put((start + 2, start + 3), "]", at=at, sides=inner)
    right = "".join(side for side in sides if side in "TBR")
    if box.slot is None:
        sheet.put((start + 3, end), box.option, at=at, sides=right)
        return
    name = min(end - 8, start + 3 + max(3, (len(box.option) * 9 + 16) * 4 // (3 * _PIXELS) + 1))
    sheet.put((start + 3, name), box.option, at=at, sides=inner)
    sheet.put((name, name + 1), "（", at=at, sides=inner)
    sheet.put((name + 1, end - 3), box.slot, at=at, sides=inner)
    sheet.put((end - 3, end), f"）{box.tail}", at=at, sides=right)
