"""The same source gives the same bytes, whatever order Python keeps its sets in."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from piadiff.readers.from_lines.units import Extent, lay_out
from piadiff.readers.from_lines.weights import shipped_weighing
from piadiff.templates import known, load

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
READ_ALL = """
import hashlib, sys
from pathlib import Path
from piadiff import canonical
from piadiff.errors import PiadiffError
from piadiff.readers import read
for name in sys.argv[1:]:
    try:
        form = read(Path(name))
        made = canonical.dump(form) + repr((form.coverage, form.doubts, [item.lines for item in form.items]))
    except PiadiffError as error:
        made = str(error)
    print(name, hashlib.sha256(made.encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def jumbled(tmp_path_factory) -> list[Path]:
    """Texts of two samples as PDFs give them, their columns jumbled."""
    made = []
    for name in ("juuten-yobou-sesshu/2022-03-31", "kiso-jidou-teate/2025-03-31"):
        path = tmp_path_factory.mktemp("texts") / f"{Path(name).name}.txt"
        with pdfplumber.open(CORPORA / f"{name}.pdf") as document:
            path.write_text("\f".join(page.extract_text() or "" for page in document.pages), encoding="utf-8")
        made.append(path)
    return made


def _read(paths: list[Path], seed: str) -> str:
    command = [sys.executable, "-c", READ_ALL, *map(str, paths)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.long
@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_a_jumbled_text_reads_the_same_under_any_hash_seed(jumbled, seed):
    assert _read(jumbled, seed) == _read(jumbled, "0")


@pytest.mark.ci
@pytest.mark.seeds
def test_every_sample_and_seed_reads_the_same_under_any_hash_seed(jumbled, shared):
    samples = sorted(path for path in CORPORA.rglob("*.*") if path.suffix != ".md")
    sources = [*jumbled, *sorted(shared.glob("seeds/*.txt")), *samples]
    assert {_read(sources, str(seed)) for seed in range(10)} == {_read(sources, "0")}


def test_what_a_label_calls_for_does_not_depend_on_what_was_read_before():
    used = replace(shipped_weighing())
    for name, revision in known():
        fresh = replace(used)
        for unit in lay_out(load(name, revision), Extent()).units:
            assert used.asks(unit) == fresh.asks(unit)
