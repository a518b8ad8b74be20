"""A form written in the shape of its 様式 and read again is the same form."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from itertools import zip_longest

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piadiff.model import Form, Item
from piadiff.readers import read, read_bytes
from piadiff.writers.form_docx import form_docx
from piadiff.writers.form_xlsx import form_xlsx
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
def test_a_sample_reads_back_as_it_was(sample, suffix):
    form = load(sample)
    found = again(form, suffix)
    assert differences(form, found) == []
    assert found.coverage == 1.0


@suffixes
def test_the_same_form_gives_the_same_bytes(suffix):
    form = load(SAMPLES[0])
    assert WRITERS[suffix](form) == WRITERS[suffix](dataclasses.replace(form))


@suffixes
@samples
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_form_filled_in_otherwise_reads_back_as_it_was(sample, suffix, data):
    form = data.draw(filled_forms(sample)).form
    assert differences(form, again(form, suffix)) == []


@suffixes
@samples
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
