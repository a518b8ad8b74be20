"""A form written in the shape of its 様式 and read again is the same form."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.model import Form
from piadiff.readers import read_bytes
from piadiff.writers.form_docx import form_docx
from piadiff.writers.form_xlsx import form_xlsx

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SAMPLES = sorted(CORPORA.rglob("*.yaml"))
WRITERS = {"xlsx": form_xlsx, "docx": form_docx}

suffixes = pytest.mark.parametrize("suffix", WRITERS)
samples = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")


def load(path: Path) -> Form:
    return canonical.load(path.read_text(encoding="utf-8"), str(path))


def again(form: Form, suffix: str) -> Form:
    return read_bytes(WRITERS[suffix](form), f"見本.{suffix}")


@suffixes
@samples
def test_a_sample_reads_back_as_it_was(sample, suffix):
    form = load(sample)
    found = again(form, suffix)
    assert found.header == form.header
    assert found.items == form.items
    assert found.changes == form.changes
    assert (found.unassigned, found.coverage) == ((), 1.0)


@suffixes
def test_the_same_form_gives_the_same_bytes(suffix):
    form = load(SAMPLES[0])
    assert WRITERS[suffix](form) == WRITERS[suffix](dataclasses.replace(form))
