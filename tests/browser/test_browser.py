"""The report in a real browser: builds a site, then has node drive Chromium over it."""

from __future__ import annotations

import dataclasses
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.model import Form
from piadiff.pipeline.importing import import_sources
from piadiff.pipeline.reporting import report
from piadiff.readers import read
from piadiff.writers.report.frame import Footing
from piadiff.writers.report.listing import Told, list_files
from tests.writers.listed import listed

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parents[1] / "corpora"
SAMPLES = ("kiso-jidou-teate", "juuten-yobou-sesshu", "zenkoumoku-jumin-zei")
MARKUP = '"><img src=x onerror=alert(2)>'


def hostile(form: Form) -> Form:
    """The form with markup in every text, its rows and its title."""
    items = tuple(
        dataclasses.replace(item, value=f"{MARKUP}{item.value}</td></table><script>alert(3)</script>")
        if isinstance(item.value, str) and not item.options and item.kind == "text"
        else item
        for item in form.items
    )
    rows = tuple(
        dataclasses.replace(row, before=f"{MARKUP}{row.before}", explanation=f"<svg onload=alert(4)>{row.explanation}")
        for row in form.changes
    )
    marked = with_header(form, number="99", title="<script>alert(1)</script>に関する事務")
    return dataclasses.replace(marked, items=items, changes=rows)


def with_header(form: Form, **values: object) -> Form:
    """The form with some of its cover told otherwise."""
    return dataclasses.replace(form, header=dataclasses.replace(form.header, **values))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    sources = [path for name in SAMPLES for path in sorted((CORPORA / name).glob("*.yaml"))]
    older, newer = (read(path) for path in sorted((CORPORA / SAMPLES[0]).glob("*.yaml"))[:2])
    made = {"plain.yaml": with_header(older, number="99"), "markup.yaml": hostile(newer)}
    for year in range(2016, 2026):
        form = (older, newer)[year % 2]
        made[f"{year}.yaml"] = with_header(form, number="98", title="毎年変わる事務", published=date(year, 4, 1))
    for name, form in made.items():
        (folder / name).write_text(canonical.dump(form), encoding="utf-8")
        sources.append(folder / name)
    import_sources(sources, folder / "registry")
    (folder / "site").mkdir()
    for name, page in report(folder / "registry", Footing(as_of=date(2027, 6, 1))):
        (folder / "site" / name).write_bytes(page if isinstance(page, bytes) else page.encode())
    return folder / "site"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list of a thousand forms."""
    folder = tmp_path_factory.mktemp("many")
    for name, page in list_files(listed(1000), Footing(as_of=date(2026, 11, 21)), Told()):
        (folder / name).write_text(page, encoding="utf-8")
    return folder


@pytest.mark.ci
def test_the_report_in_chromium(site: Path, many: Path):
    if not (HERE / "node_modules").is_dir():
        subprocess.run(["npm", "ci"], cwd=HERE, check=True)
    ran = subprocess.run(
        ["node", "--test", "--test-reporter=spec", "report.test.mjs"],
        cwd=HERE,
        env={**os.environ, "SITE": str(site), "MANY": str(many)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
