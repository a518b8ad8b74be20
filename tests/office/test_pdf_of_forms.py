"""Forms that LibreOffice prints as PDF read back as they were: its fonts, its line breaks, its page breaks."""

from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.readers import read_bytes
from piadiff.text import key
from piadiff.writers.form.docx import form_docx
from piadiff.writers.form.xlsx import form_xlsx

pytestmark = pytest.mark.ci
CORPORA = Path(__file__).resolve().parents[2] / "corpora"
WRITERS = {"xlsx": form_xlsx, "docx": form_docx}


def folded(value):
    return key(value) if isinstance(value, str) else tuple(map(key, value))


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", ["kiso-jidou-teate", "juuten-yobou-sesshu"])
def test_a_form_printed_by_libreoffice_reads_back_as_it_was(name, suffix, converted, tmp_path):
    newest = sorted((CORPORA / name).glob("*.yaml"))[-1]
    form = canonical.load(newest.read_text(encoding="utf-8"), newest.name)
    source = tmp_path / f"{name}.{suffix}"
    source.write_bytes(WRITERS[suffix](form))
    found = read_bytes(converted(source, "pdf").read_bytes(), f"{name}.pdf")
    assert found.header == form.header
    assert [(item.path, folded(item.value)) for item in found.items] == [
        (item.path, folded(item.value)) for item in form.items
    ]
    told = [(row.items, row.date_raw, row.timing, *map(key, (row.before, row.after))) for row in found.changes]
    assert told == [(row.items, row.date_raw, row.timing, *map(key, (row.before, row.after))) for row in form.changes]
    assert (found.unassigned, found.coverage) == ((), 1.0)
