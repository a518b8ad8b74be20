"""The real forms, printed as ruled PDFs, read back with every item and every row as their text says."""

from __future__ import annotations

import pytest

from piadiff.readers import read, read_bytes
from piadiff.text import key
from tests.readers.pdf_forms import Print, printed

pytestmark = pytest.mark.seeds

WAYS = {
    "ruled": Print(),
    "open": Print(inner=False, close=False),
    "small": Print(size=7.5, double=True, close=False),
    "large": Print(size=10.5, inner=False),
}


def _folded(value):
    return key(value) if isinstance(value, str) else tuple(map(key, value))


@pytest.mark.long
@pytest.mark.parametrize("number", ["000", "003"])
@pytest.mark.parametrize("way", WAYS)
def test_a_real_form_reads_back_from_its_print(number, way, seed):
    form = read(seed(number))
    found = read_bytes(printed(form, WAYS[way]), "見本.pdf")
    left_open = {item.path for item in form.items if item.undetermined}
    assert {item.path: _folded(item.value) for item in found.items if item.path not in left_open} == {
        item.path: _folded(item.value) for item in form.items if item.path not in left_open
    }
    rows = [(row.date_raw, row.timing, *map(key, (row.item_raw, row.before, row.after))) for row in found.changes]
    assert rows == [
        (row.date_raw, row.timing, *map(key, (row.item_raw, row.before, row.after))) for row in form.changes
    ]
