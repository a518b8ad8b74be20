"""What the loop measures with: forms that are the same for a seed, and layouts that show all of a form."""

import io
import itertools
import zipfile

import pytest
from defusedxml import ElementTree

from piadiff.model import Form, Item, ItemKind

from . import cases, forms, layouts
from .judging import Class, judge, squeezed

CASES = list(itertools.product(forms.every_template()[2::3], ["official", "squares", "side-by-side"]))


def shown(workbook: bytes) -> str:
    """All text of the cells of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return squeezed("\n".join(strings.itertext()))


def texts(item: Item) -> list[str]:
    if item.kind is ItemKind.CHECKS:
        return [
            squeezed(value.removeprefix(option)[1:-1].removesuffix("件"))
            for value in item.value
            for option in item.options
            if value.startswith(f"{option}（")
        ]
    return [squeezed(str(item.value))]


@pytest.mark.parametrize(("template", "layout"), CASES)
def test_a_layout_shows_every_value_and_row_of_a_form(template, layout):
    form = forms.invented(*template, 7)
    seen = shown(layouts.LAYOUTS[layout](form))
    assert [str(item.path) for item in form.items if any(text not in seen for text in texts(item))] == []
    cells = [
        (row.row, cell)
        for row in form.changes
        for cell in (row.date_raw, row.item_raw, row.before, row.after, row.explanation)
    ]
    assert [number for number, cell in cells if squeezed(cell) not in seen] == []


@pytest.mark.parametrize("template", forms.every_template())
def test_a_seed_gives_one_form_and_another_seed_another(template):
    form = forms.invented(*template, 3)
    assert form == forms.invented(*template, 3)
    other = forms.invented(*template, 4)
    assert form.header.title != other.header.title or form.items != other.items
    long = [item.value for item in form.items if item.kind is ItemKind.TEXT and len(item.value) > 30]
    assert len(set(long)) >= 0.95 * len(long)


def test_what_fits_weights_is_none_of_what_judges_them():
    fitted, judged = list(cases.fitting(18)), cases.judged()
    assert not {each.name for each in fitted} & {each.name for each in judged}
    assert {each.layout for each in fitted} == set(cases.FIT_LAYOUTS) < {each.layout for each in judged}


def test_a_truth_judged_by_itself_is_right_and_an_empty_reading_is_not():
    form = forms.invented("様式3", "令和6年10月", 1)
    assert set(judge(form, form).items) == {Class.RIGHT} == set(judge(form, form).header)
    nothing = judge(form, Form(header=form.header)).items
    filled = sum(bool(item.value) for item in form.items)
    assert nothing[Class.GONE] == filled
    assert nothing[Class.RIGHT] == len(form.items) - filled
