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


SETTLING = {"name_changed", "stated_unchanged", "outsourcing_split", "regraded_as_stated"}
MORE = (
    "料金課の職員も閲覧する", "再委託を認める", "保存期間を10年とする", "県に情報を渡す", "電算会社が点検する",
    "控えは事業者の施設に置く", "対象者に転出者を含む", "職員は倍になる", "確認は省略する", "個人番号で照合する",
    "係が一つ来た", "詳細は未確定", "監査の回数を減らす", "端末は共用となる", "入力は外注となる",
)  # fmt: skip
PLACES = ("{cause}。{more}。", "{more}。{cause}", "{cause}（{more}）", "{more}こととし、{cause}", "{more}ことに伴い、{cause}")
SETTLED = [(row, cause) for row, cause, _, *rule in ROWS if cause and isinstance(cause, str) and SETTLING & set(rule)]


def test_a_cause_that_settles_a_row_settles_nothing_where_it_says_one_thing_more():
    for at, (row, cause) in enumerate(SETTLED):
        row = [text.replace("⏎", "\n") for text in row]
        for step, place in enumerate(PLACES):
            told = place.format(cause=cause.rstrip("。"), more=MORE[(at + step) % len(MORE)])
            assert str(said(*row, {"理由": told}).verdict) != "軽微", (row, told)
