"""Causes that people tell beside a row, and what stands beside a choice: a statement proves only what it says."""

from pathlib import Path

import pytest
import yaml

from tests.guideline.test_told_facts import said

GROUPS = yaml.safe_load((Path(__file__).parent / "causes.yaml").read_text(encoding="utf-8"))
ROWS = [(row, *cause) for group in GROUPS for row, *causes in group["rows"] for cause in causes]


@pytest.mark.parametrize(("row", "cause", "verdict", "rule"), [(*each, "")[:4] for each in ROWS])
def test_a_cause_proves_what_it_says_and_nothing_else(row, cause, verdict, rule):
    context = cause if isinstance(cause, dict) else {"理由": cause} if cause else {}
    found = said(*(text.replace("⏎", "\n") for text in row), context)
    assert (str(found.verdict), found.rules[0] if rule else "") == (verdict, rule)
    if rule == "stated_unchanged":
        assert any("とある" in proof for proof in found.proofs)
