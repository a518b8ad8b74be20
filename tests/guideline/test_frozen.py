"""The frozen changes of corpora/judgements: what two readers call 重要 is never called 軽微."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.judgements import FIRST, HOW, figures, judged, kappa


@pytest.fixture(scope="module", params=HOW, ids=lambda folder: folder.name)
def rows(request):
    return judged(request.param)


def test_no_change_that_both_readers_call_significant_is_called_minor(rows):
    missed = [row.id for row in rows if row.agreed and row.first in {"重要", "再実施"} and row.said == "軽微"]
    assert missed == []


def test_the_two_readers_agree_on_nearly_all(rows):
    assert figures(rows)["agreed"] >= 0.9 * len(rows)


def test_the_datasheet_tells_how_far_the_two_readers_agree(rows):
    told = (FIRST / "README.md").read_text(encoding="utf-8")
    agreed = sum(row.agreed for row in rows)
    assert f"重要度 {agreed} / {len(rows)}（{agreed / len(rows):.1%}）、κ = {kappa(rows):.3f}" in told
    for name, verdicts in (("1人目", [row.first for row in rows]), ("2人目", [row.second for row in rows])):
        counts = "、".join(f"{verdict} {count}" for verdict, count in Counter(verdicts).most_common())
        assert f"{name}: {counts}" in told
