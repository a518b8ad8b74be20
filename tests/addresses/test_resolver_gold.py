"""項目 cells of published 変更箇所 tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from piadiff.addresses.resolver import resolve
from piadiff.templates import load


def targets(text: str) -> list[str]:
    """Addresses of a gold cell; a lone sign behind ``;`` stands for a sibling of the first."""
    first, *rest = text.split(";")
    above = first.rpartition("-")[0]
    return [first, *(one if len(one) > 1 else f"{above}-{one}" for one in rest)]


@pytest.mark.seeds
@pytest.mark.parametrize(("gold", "name"), [("asahikawa", "様式2"), ("sapporo", "様式4")])
def test_every_gold_cell(shared: Path, gold: str, name: str):
    template = load(name)
    rows = json.loads((shared / "gold" / f"{gold}.json").read_text(encoding="utf-8"))
    found = [resolve(row["item_raw"], template, before=row["before"], after=row["after"]).paths for row in rows]
    assert [[str(path) for path in paths] for paths in found] == [targets(row["item_path"]) for row in rows]
    assert len(rows) >= 27
