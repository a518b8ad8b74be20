"""A form in the shape of its 様式, printed by LibreOffice and read off the paper again."""

from pathlib import Path

import pdfplumber
import pytest

from piadiff.readers import read
from piadiff.writers.form.formats import write_form

pytestmark = pytest.mark.ci
CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SAMPLE = CORPORA / "zenkoumoku-jumin-zei" / "2025-09-30.yaml"


@pytest.fixture(scope="module")
def printed(tmp_path_factory, converted):
    """The sample as PDF, by way of an office file."""
    folder = tmp_path_factory.mktemp("forms")

    def by_way_of(suffix: str) -> Path:
        target = folder / f"{suffix}.{suffix}"
        target.write_bytes(write_form(read(SAMPLE), target))
        return converted(target, "pdf")

    return {suffix: by_way_of(suffix) for suffix in ("xlsx", "docx")}


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_the_printed_form_reads_as_the_form_it_was(printed, suffix):
    form, found = read(SAMPLE), read(printed[suffix])
    assert found.header == form.header
    assert {str(item.path): item.value for item in found.items} == {str(item.path): item.value for item in form.items}
    assert found.changes == form.changes
    assert found.unassigned == ()


def test_sections_begin_on_pages_of_their_own_and_the_table_lies_across(printed):
    with pdfplumber.open(printed["xlsx"]) as document:
        sizes = [(round(page.width), round(page.height)) for page in document.pages]
    assert sizes[0] == (595, 842) and sizes[-1] == (842, 595)
    assert sizes == sorted(sizes)
