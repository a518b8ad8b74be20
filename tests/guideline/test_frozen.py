"""The frozen changes of corpora/judgements: what two readers call 重要 is never called 軽微."""

from __future__ import annotations

from tests.judgements import figures, judged


def test_no_change_that_both_readers_call_significant_is_called_minor():
    missed = [row.id for row in judged() if row.agreed and row.first in {"重要", "再実施"} and row.said == "軽微"]
    assert missed == []


def test_the_two_readers_agree_on_nearly_all():
    assert figures(judged())["agreed"] >= 180
