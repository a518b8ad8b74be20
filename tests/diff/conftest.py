"""Paths of the case files and small builders the tests of the diff share."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from piadiff.model import Change

DATA = Path(__file__).parent / "data"


def load_yaml(name: str):
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def rebuilt(change: Change) -> tuple[str, str]:
    """Both texts as the edit script tells them."""
    return (
        "".join(edit.text for edit in change.edits if edit.op != "+"),
        "".join(edit.text for edit in change.edits if edit.op != "-"),
    )


def kinds(change: Change) -> Counter[str]:
    return Counter(facet.kind.value for facet in change.facets)


@pytest.fixture(scope="session")
def gold_rows(shared: Path):
    """The published rows a person read off, each with the 様式 it belongs to."""
    import json

    rows = []
    for name, template in (("asahikawa", "様式2"), ("sapporo", "様式4")):
        found = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        rows += [(f"{name}-{number}", template, row) for number, row in enumerate(found, 1)]
    return rows
