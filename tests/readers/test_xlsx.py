"""What a workbook shows is in a cell or told: values as shown, merged cells, controls, sheets that are hidden."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.errors import UnreadableSourceError
from piadiff.readers import read_bytes
from piadiff.readers.xlsx.places import column_letters
from piadiff.readers.xlsx.workbook import xlsx_grid
from tests.effort import examples
from tests.readers.cell_rows import AUDIT, BODY, COVER, PEOPLE, WIDE
from tests.readers.xlsx_files import SheetXml, control, number, text, truth, vml, xlsx

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "kiso-jidou-teate" / "2021-09-30.xlsx"
CTRL = '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" {}/>'
WITHIN = '<controls><control shapeId="{}" r:id="{}" name="箱"/></controls>'


def texts(data: bytes) -> list[str]:
    return [cell.text for cell in xlsx_grid(data, "見本.xlsx").cells]


def notes(data: bytes) -> str:
    return "\n".join(note.text for note in xlsx_grid(data, "見本.xlsx").notes)


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ('[$-411]ggge"年"m"月"d"日"', "45748", "令和7年4月1日"),
        ('[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', "43586", "令和1年5月1日"),
        ("yyyy/m/d", "45748", "2025/4/1"),
        ('yyyy"年"mm"月"dd"日"\\(aaa\\)', "45748", "2025年04月01日(火)"),
        ("ge.m.d", "42370", "H28.1.1"),
        ("yyyy/m/d h:mm", "45748", "2025/4/1"),
        ("yyyy-mm-dd hh:mm:ss", "45748.75", "2025-04-01 18:00:00"),
        ("General", "3", "3"),
        ("General", "0.1", "0.1"),
        ("General", "1E+3", "1000"),
        ("#,##0", "1234567", "1,234,567"),
        ('"（ "0" ）件"', "12", "（ 12 ）件"),
        ("0%", "0.25", "25%"),
        ('#,##0"人";"△"#,##0"人"', "-1200", "△1,200人"),
        ("@", "7", "7"),
        ("General", "これは数でない", "これは数でない"),
    ],
)
def test_numbers_and_dates_are_read_as_they_are_shown(code, value, shown):
    assert texts(xlsx(SheetXml("Ⅰ", [number("B2", value)]), formats=[code])) == [shown]


def test_days_may_count_from_1904():
    data = xlsx(SheetXml("Ⅰ", [number("A1", "44286")]), formats=["yyyy/m/d"], date1904=True)
    assert texts(data) == ["2025/4/1"]


def test_a_text_has_its_runs_and_breaks_but_not_its_readings():
    rich = "<r><t>事務の</t></r><r><rPr><b/></rPr><t>名称</t></r><rPh sb='0' eb='2'><t>ジム</t></rPh>"
    shared = '<c r="A1" t="s"><v>0</v></c>'
    assert texts(xlsx(SheetXml("Ⅰ", [shared]), strings=[rich])) == ["事務の名称"]
    assert texts(xlsx(SheetXml("Ⅰ", [text("A1", "一_x000D_\n二_x005F_x0041_  \n\n")]))) == ["一\n二_x0041_"]


def test_a_formula_counts_as_the_value_it_was_saved_with():
    formula = '<c r="A1" t="str"><f>A2&amp;"係"</f><v>みほん係</v></c>'
    assert texts(xlsx(SheetXml("Ⅰ", [formula, '<c r="A2"><f>1/0</f></c>']))) == ["みほん係"]


def test_merged_cells_cover_their_rows_and_columns_and_sheets_follow_each_other():
    first = SheetXml(
        "Ⅰ", [text("A1", "①事務の名称"), text("C1", "みほん事務"), text("C2", "二行目")], ["A1:B2", "C1:D1"]
    )
    second = SheetXml("Ⅱ", [text("B3", "次の頁")])
    label, name, below, far = xlsx_grid(xlsx(first, second), "見本.xlsx").cells
    assert (label.top, label.bottom, label.left, label.right) == (0, 2, 0, 2)
    assert label.beside(name) and label.beside(below) and name.over(below)
    assert (far.sheet, far.place, far.line) == (1, "Ⅱ!B3", 3)
    assert far.top > below.bottom


def test_what_a_merged_cell_covers_is_no_value_but_told():
    cells = [text("A1", "見える"), text("B1", "見えない"), text("A2", "見える"), text("D2", "隣")]
    data = xlsx(SheetXml("Ⅰ", cells, ["A1:B2", "C1:XFD1048576"]))
    assert texts(data) == ["見える"]
    assert notes(data).split("\n") == ["シート「Ⅰ」の結合セルの下: 見えない", "シート「Ⅰ」の結合セルの下: 隣"]


def test_a_full_cell_goes_on_in_the_next_one():
    data = xlsx(SheetXml("Ⅰ", [text("A1", "あ" * 32_766 + " "), text("A2", "い")]))
    full, rest = xlsx_grid(data, "見本.xlsx").cells
    assert (full.cut, full.text[-1], rest.cut) == (True, " ", False)


def test_hidden_sheets_shapes_and_sheets_without_cells_are_told():
    shape = (
        '<xdr:wsDr xmlns:xdr="d" xmlns:a="a"><xdr:txBody><a:p><a:r><a:t>図の</a:t></a:r><a:r><a:t>中の文</a:t></a:r></a:p>'
        "</xdr:txBody></xdr:wsDr>"
    )
    data = xlsx(
        SheetXml("Ⅰ", [text("A1", "見える")], parts={"d1": ("drawing", shape)}),
        SheetXml("控え", [text("A1", "隠した覚え書き")], state="hidden"),
        SheetXml("図", [], kind="chartsheet"),
    )
    assert texts(data) == ["見える"]
    assert "隠しシート「控え」: 隠した覚え書き" in notes(data)
    assert "シート「Ⅰ」の図形: 図の中の文" in notes(data)
    assert "シート「図」は読めません" in notes(data)


@pytest.mark.parametrize(
    ("state", "shown"), [("<x:Checked>1</x:Checked>", "☑"), ("", "☐"), ("<x:Checked>0</x:Checked>", "☐")]
)
def test_a_check_box_of_old_excel_stands_in_the_cell_it_lies_on(state, shown):
    boxes = vml(control(1025, 1, 2, state))
    cells = xlsx_grid(xlsx(SheetXml("Ⅰ", [text("C3", "紙")], parts={"v1": boxes})), "見本.xlsx").cells
    assert [(cell.text, cell.left, cell.line) for cell in cells] == [(shown, 1, 3), ("紙", 2, 3)]


def test_a_check_box_may_say_its_own_option_or_lie_on_that_cell():
    own = xlsx(SheetXml("Ⅰ", [], parts={"v1": vml(control(1025, 1, 2, "<x:Checked>1</x:Checked>", caption="専用線"))}))
    over = xlsx(SheetXml("Ⅰ", [text("B3", "紙")], ["B3:D3"], parts={"v1": vml(control(1025, 2, 2, ""))}))
    assert (texts(own), texts(over)) == (["☑専用線"], ["☐紙"])


def test_a_caption_of_several_lines_is_read_though_it_is_no_xml():
    boxes = vml(control(1025, 0, 0, "<x:Checked>1</x:Checked>", caption="専用<br>回線"))
    assert texts(xlsx(SheetXml("Ⅰ", [], parts={"v1": boxes}))) == ["☑専用回線"]


@pytest.mark.parametrize(("over", "line"), [((10, 4), 1), ((10, 12), 2), ((2, 8), 1), ((15, 4), 2)])
def test_a_box_over_the_edge_of_a_row_lies_on_the_row_it_covers_most(over, line):
    cells = xlsx_grid(xlsx(SheetXml("Ⅰ", [], parts={"v1": vml(control(1025, 0, 0, "", over=over))})), "見本.xlsx").cells
    assert [cell.line for cell in cells] == [line]


def test_boxes_that_cannot_be_read_are_told():
    data = xlsx(SheetXml("Ⅰ", [text("A1", "紙")], parts={"v1": vml(control(1025, 0, 0, "", caption="<b>"))}))
    assert texts(data) == ["紙"]
    assert "シート「Ⅰ」のチェックボックス" in notes(data)


def test_a_box_without_its_old_drawing_stands_where_the_sheet_says():
    anchor = "<anchor><from><col>2</col><row>4</row></from><to><col>3</col><row>5</row></to></anchor>"
    behind = f'<controls><control shapeId="9" r:id="p1"><controlPr>{anchor}</controlPr></control></controls>'
    parts = {"p1": ("ctrlProp", CTRL.format('objectType="CheckBox" checked="Checked"'))}
    cells = xlsx_grid(xlsx(SheetXml("Ⅰ", [], behind=behind, parts=parts)), "見本.xlsx").cells
    assert [(cell.text, cell.place) for cell in cells] == [("☑", "Ⅰ!C5")]


def test_the_properties_of_newer_excel_tell_the_state_of_a_box():
    parts = {
        "v1": vml(control(1026, 0, 0, "")),
        "p1": ("ctrlProp", CTRL.format('objectType="CheckBox" checked="Checked"')),
    }
    assert texts(xlsx(SheetXml("Ⅰ", [], behind=WITHIN.format(1026, "p1"), parts=parts))) == ["☑"]


@pytest.mark.parametrize(("value", "shown"), [(True, "☑"), (False, "☐")])
def test_a_linked_cell_tells_the_state_and_is_no_value(value, shown):
    link = vml(control(1025, 0, 0, "<x:Checked>1</x:Checked><x:FmlaLink>$F$9</x:FmlaLink>"))
    assert texts(xlsx(SheetXml("Ⅰ", [truth("F9", yes=value)], parts={"v1": link}))) == [shown]


def test_a_list_shows_the_offer_that_its_linked_cell_counts():
    link = "<x:FmlaRange>選択肢!$A$1:$A$3</x:FmlaRange><x:FmlaLink>$F$9</x:FmlaLink><x:Sel>1</x:Sel>"
    form = SheetXml("Ⅰ", [number("F9", "2")], parts={"v1": vml(control(1025, 0, 0, link, kind="Drop"))})
    offers = SheetXml(
        "選択肢",
        [text(f"A{at}", word) for at, word in enumerate(["実施する", "実施しない", "未定"], 1)],
        state="hidden",
    )
    assert texts(xlsx(form, offers)) == ["実施しない"]


def test_truth_in_a_cell_is_a_box():
    assert texts(xlsx(SheetXml("Ⅰ", [truth("A1", yes=True), truth("B1", yes=False)]))) == ["☑", "☐"]


@pytest.mark.parametrize(
    "broken",
    [b"PK\x03\x04", xlsx(SheetXml("Ⅰ", [], behind="<open>")), xlsx(SheetXml("Ⅰ", ['<c r="A1"><v>\0</v></c>']))],
)
def test_a_broken_workbook_is_refused_by_name(broken):
    with pytest.raises(UnreadableSourceError, match="見本"):
        xlsx_grid(broken, "見本.xlsx")


def sheet_of(title: str, rows, **more) -> SheetXml:
    """Rows of ``cell_rows`` as a sheet, every cell merged over its columns."""
    cells, merged = [], []
    for line, row in enumerate(rows, start=1):
        for first, last, said in [(0, WIDE, row[0])] if isinstance(row[0], str) else row:
            left, right = (f"{column_letters(column)}{line}" for column in (first, last - 1))
            cells.append(text(left, said))
            merged += [f"{left}:{right}"] if left != right else []
    return SheetXml(title, cells, merged, **more)


def test_a_form_with_boxes_drawn_over_its_cells():
    boxes = [(0, 3, "実施の有無"), (4, 7, "自己点検"), (8, WIDE, "内部監査")]
    rows = [*BODY, *PEOPLE, *AUDIT, boxes]
    drawn = vml(
        *(control(1025 + at, at, len(rows) - 1, state) for at, state in [(3, ""), (7, "<x:Checked>1</x:Checked>")])
    )
    form = read_bytes(xlsx(sheet_of("表紙", COVER), sheet_of("Ⅰ～Ⅳ", rows, parts={"v1": drawn})), "見本.xlsx")
    told = {str(item.path): item.value for item in form.items}
    assert told["Ⅳ-9"] == ("内部監査",)
    assert told["Ⅱ-1"] == "1万人以上10万人未満"
    assert (form.header.organ, form.unassigned, form.coverage) == ("みほん市長", (), 1.0)


DAMAGE = [
    b"",
    b"<",
    b"NaN",
    b"1E+99999",
    b"-1",
    b"99999999999",
    b"XFD1048576",
    b"_xD800_",
    b"_x0000_",
    b"&#1;",
    b"../x",
]


@examples(60)
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused(data):
    with zipfile.ZipFile(SAMPLE) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in data.draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=3)):
        spots = list(re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)|<[^<>]*>', parts[name]))
        if spots:
            spot = data.draw(st.sampled_from(spots).map(lambda match: match.span()))
            parts[name] = parts[name][: spot[0]] + data.draw(st.sampled_from(DAMAGE)) + parts[name][spot[1] :]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    try:
        assert read_bytes(stream.getvalue(), "見本.xlsx").items
    except UnreadableSourceError as error:
        assert "見本.xlsx" in str(error)
