"""A form written in the shape of its 様式 and read again is the same form."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from itertools import zip_longest

import openpyxl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from piadiff import canonical
from piadiff.model import Form, Item, ItemKind
from piadiff.readers import read, read_bytes
from piadiff.writers.form.docx import form_docx
from piadiff.writers.form.xlsx import form_xlsx
from tests.effort import examples
from tests.writers.filled_forms import SAMPLES, filled_forms, load

WRITERS = {"xlsx": form_xlsx, "docx": form_docx}

suffixes = pytest.mark.parametrize("suffix", WRITERS)
samples = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")


def again(form: Form, suffix: str) -> Form:
    return read_bytes(WRITERS[suffix](form), f"見本.{suffix}")


def differences(form: Form, found: Form) -> list[str]:
    """What a form that was read again has otherwise than before, place by place."""
    told = [] if found.header == form.header else [f"{form.header} → {found.header}"]
    before, after = ({item.path: item for item in each.items} for each in (form, found))
    for path in dict.fromkeys([*before, *after]):
        if before.get(path) != after.get(path):
            told.append(f"{path}: {_shown(before.get(path))} → {_shown(after.get(path))}")
    if not told and found.items != form.items:
        told.append("項目の順序")
    told += [f"{one} → {other}" for one, other in zip_longest(form.changes, found.changes) if one != other]
    pairs = zip_longest(form.unassigned, found.unassigned)
    told += [f"未配置 {one} → {other}" for one, other in pairs if one != other]
    return told


def _shown(item: Item | None) -> str:
    return "なし" if item is None else f"{item.value!r}{'（未確定）' if item.undetermined else ''}"


@suffixes
@samples
@pytest.mark.thinned(2)
def test_a_sample_reads_back_as_it_was(sample, suffix):
    form = load(sample)
    found = again(form, suffix)
    assert differences(form, found) == []
    assert found.coverage == 1.0


@suffixes
def test_the_same_form_gives_the_same_bytes(suffix):
    form = load(SAMPLES[0])
    assert WRITERS[suffix](form) == WRITERS[suffix](dataclasses.replace(form))


@pytest.mark.long
@suffixes
@pytest.mark.parametrize("sample", {path.parent: path for path in SAMPLES}.values(), ids=lambda path: path.parent.name)
@examples(15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_form_filled_in_otherwise_reads_back_as_it_was(sample, suffix, data):
    form = data.draw(filled_forms(sample)).form
    assert differences(form, again(form, suffix)) == []


@suffixes
@samples
@pytest.mark.thinned(2)
def test_the_files_beside_a_sample_hold_the_same_form(sample, suffix):
    """After a change of a sample or of a writer, ``make corpora`` writes them again."""
    file = sample.with_suffix(f".{suffix}")
    assert differences(load(sample), read(file)) == []
    assert _shown_parts(file.read_bytes()) == _shown_parts(WRITERS[suffix](load(sample)))


def _shown_parts(data: bytes) -> dict[str, bytes]:
    """The parts of an office file that hold its words; styles differ with the library that wrote them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if re.search(r"document\.xml$|sharedStrings|sheet\d+\.xml$", name)]
        return {name: archive.read(name) for name in parts}


@suffixes
def test_what_the_form_has_no_place_for_is_told_and_not_lost(suffix):
    form = load(SAMPLES[1])
    count = next(item for item in form.items if item.kind is ItemKind.COUNT)
    alone = dataclasses.replace(form, items=tuple(item for item in form.items if item.path != count.path.parent))
    told = [piece.text for piece in again(alone, suffix).unassigned]
    assert any(text.endswith(f": {count.value}") for text in told)


@pytest.mark.seeds
@suffixes
@pytest.mark.parametrize("number", ["000", "003"])
def test_a_published_form_reads_back_as_it_was(number, suffix, seed):
    form = canonical.canonical(read(seed(number)))
    assert differences(form, canonical.canonical(again(form, suffix))) == []


@pytest.mark.parametrize("characters", [32_766, 32_767, 32_768, 70_000])
def test_a_text_longer_than_a_cell_goes_on_in_the_next(characters):
    form = load(SAMPLES[-1])
    long = "".join(chr(0x4E00 + at % 9973) for at in range(characters - 3)) + "\n末"
    items = tuple(replace_value(item, long) if str(item.path) in {"Ⅰ-1-②", "Ⅰ-3"} else item for item in form.items)
    form = dataclasses.replace(form, items=items)
    assert differences(form, again(form, "xlsx")) == []


def replace_value(item: Item, value: str) -> Item:
    return dataclasses.replace(item, value=value)


def test_a_long_value_is_shown_over_as_many_rows_as_it_needs():
    form = load(SAMPLES[-1])
    lines = "\n".join(f"{number}行目の記載" for number in range(200))
    items = tuple(replace_value(item, lines) if str(item.path) == "Ⅰ-1-②" else item for item in form.items)
    book = openpyxl.load_workbook(io.BytesIO(form_xlsx(dataclasses.replace(form, items=items))))
    sheet = book["Ⅰ"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == lines)
    area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    heights = [sheet.row_dimensions[row].height for row in range(area.min_row, area.max_row + 1)]
    assert sum(heights) >= 200 * 12 and max(heights) <= 409


@pytest.mark.long
@pytest.mark.parametrize("words", ["=1+1", "+81", "-1", "@SUM(1)", '=HYPERLINK("x")'])
def test_words_that_a_spreadsheet_would_reckon_stay_words(words):
    form = load(SAMPLES[-1])
    items = tuple(replace_value(item, words) if str(item.path) == "Ⅰ-1-②" else item for item in form.items)
    book = openpyxl.load_workbook(io.BytesIO(form_xlsx(dataclasses.replace(form, items=items))))
    cell = next(cell for row in book["Ⅰ"].iter_rows() for cell in row if cell.value == words)
    assert cell.data_type == "s"


def test_choices_and_boxes_of_a_workbook_are_chosen_from_lists():
    book = openpyxl.load_workbook(io.BytesIO(form_xlsx(load(SAMPLES[-1]))))
    lists = {rule.formula1 for rule in book["Ⅰ"].data_validations.dataValidation}
    assert '"[　　　　],[　実施する　],[　実施しない　],[　未定　]"' in lists
    assert '"[○],[　]"' in lists
