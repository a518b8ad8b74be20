"""The samples of みほん市 say the same in every format they are kept in."""

from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.readers import read

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpora").glob("*/*.yaml"))


@pytest.mark.long
@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".pdf"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_reads_the_same_from_every_format(path, suffix):
    form = canonical.load(path.read_text(encoding="utf-8"), str(path))
    found = read(path.with_suffix(suffix))
    assert (found.header, found.items, found.changes) == (form.header, form.items, form.changes)
    assert (found.unassigned, found.coverage) == ((), 1.0)
