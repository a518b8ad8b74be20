"""A sample of the loop: what is printed by LibreOffice reads back, and what does not says so."""

import pytest

from . import cases, loop
from .judging import Class

pytestmark = pytest.mark.ci
PRINTS, SEED = 12, 1
RIGHT = {"xlsx": 0.99, "docx": 0.99, "pdf": 0.99, "layout": 0.92, "raw": 0.6, "pdfium": 0.6, "pdfminer": 0.6}
WRONG = {"xlsx": 0, "docx": 0, "pdf": 0, "layout": 0.01, "raw": 0.01, "pdfium": 0.01, "pdfminer": 0.01}


@pytest.fixture(scope="session")
def measured():
    found = loop.run(cases.sampled(PRINTS, SEED), jobs=2)
    return {
        source: (verdict, [each for each in found if each.source == source])
        for source, verdict in loop.summed(found, lambda each: each.source).items()
    }


@pytest.mark.parametrize("source", cases.SOURCES)
def test_few_values_are_left_open_and_next_to_none_is_wrong(source, measured):
    items = measured[source][0].items
    assert items[Class.RIGHT] >= RIGHT[source] * sum(items.values())
    assert items[Class.WRONG] <= WRONG[source] * sum(items.values())


@pytest.mark.parametrize("source", cases.SOURCES)
def test_nothing_is_gone(source, measured):
    verdict, each = measured[source]
    assert (verdict.items[Class.GONE], verdict.rows[Class.GONE]) == (0, 0)
    assert [one.fault for one in each if one.fault] == []


@pytest.mark.parametrize("source", cases.SOURCES)
def test_no_row_is_false_without_a_doubt(source, measured):
    assert measured[source][0].rows[Class.WRONG] == 0
