"""Near misses of every proof: one word of a pair that is proven to say the same is changed so that the meaning turns."""

import pytest

from piadiff.guideline.burden.proofs import BESIDES, FEWER, FIGURE, FORBIDDEN, GUARDED, LIMITED, STEPPED, UNBOUND
from tests.guideline.judged import edits, judged_edit

TURNS = {
    "否定": [("する。", "しない。"), ("している。", "していない。"), ("行う。", "行わない。"), ("行っている。", "行っていない。"), ("しない。", "する。"), ("認めない", "認める"), ("できない", "できる")],
    "限定": [("のみ", "も"), ("に限り", "を含め"), ("に限定し", "に広げ"), ("限り", "含め"), ("以外", "以内"), ("を除く", "を含む")],
    "量": [("全て", "一部"), ("すべて", "一部"), ("全職員", "一部の職員"), ("各", "一部の"), ("以上", "以下"), ("以内", "以降"), ("複数の", "一部の")],
    "数": [("第１号", "第２号"), ("第１項", "第２項"), ("２名", "９名"), ("３", "80"), ("90", "900"), ("10", "100"), ("年１回", "５年に１回"), ("毎日", "毎年"), ("毎月", "毎年")],
    "者": [("課長", "受託者"), ("所属長", "委託先"), ("職員", "委託先の従業者"), ("係長", "担当者"), ("管理者", "利用者"), ("本人", "家族"), ("担当者", "家族")],
    "物": [("申請書", "診療録"), ("台帳", "写し"), ("ログ", "氏名"), ("端末", "私物"), ("データ", "書類"), ("パスワード", "氏名"), ("媒体", "封筒"), ("個人番号を", "電話番号を")],
    "時": [("直ちに", "翌月に"), ("速やかに", "年度末に"), ("事前に", "事後に"), ("あらかじめ", "事後に"), ("前に", "後に"), ("当日中", "当月中"), ("する。", "する予定である。"), ("開始", "終了")],
    "様": [("する。", "することができる。"), ("する。", "するよう努める。"), ("必ず", "原則として"), ("は、", "は、原則として、"), ("は、", "は、必要に応じて"), ("は", "は、緊急の場合を除き、"), ("している。", "していることがある。")],
    "接続": [("及び", "又は"), ("並びに", "又は"), ("又は", "及び"), ("かつ", "又は"), ("とともに", "代わりに"), ("職員、", "職員又は")],
    "格": [("から", "へ"), ("に送", "から送"), ("端末を", "端末以外を"), ("所属長の", "所属長への"), ("住民の", "住民への"), ("より", "まで"), ("により", "に代えて"), ("ごとに", "以外に")],
}  # fmt: skip
FORWARD = frozenset({BESIDES, FEWER, FIGURE, FORBIDDEN, GUARDED, LIMITED, STEPPED, UNBOUND})
"""Proofs that a change does more against risks, or handles less: a turn may well be such a change."""
PAIRS = [
    (item, *texts)
    for name in ("restated.yaml", "harmless.yaml", "officers.yaml", "officers_words.yaml", "roles_third.yaml", "roles_again.yaml")
    for _, item, before, after, right in edits(name)
    if right[0] == "軽微"
    for texts in ((before, after), (after, before))
]


def turned(text, old, new):
    """The text with the word turned, at its first place and at its last."""
    if old not in text:
        return set()
    head, _, tail = text.rpartition(old)
    return {text.replace(old, new, 1), f"{head}{new}{tail}"}


@pytest.mark.parametrize("pairs", [PAIRS[::4], pytest.param(PAIRS, marks=pytest.mark.long)], ids=["some", "all"])
@pytest.mark.parametrize("sort", TURNS)
def test_a_word_that_turns_the_meaning_is_never_harmless(sort, pairs):
    found = []
    for item, before, after in pairs:
        proven = judged_edit(item, before, after)
        if str(proven.verdict) != "軽微" or set(proven.proofs) & FORWARD:
            continue
        for old, new in TURNS[sort]:
            for text in turned(after, old, new):
                told = judged_edit(item, before, text)
                if str(told.verdict) == "軽微" and not set(told.proofs) & FORWARD:
                    found.append((item, before, text, told.proofs))
    assert found == []
