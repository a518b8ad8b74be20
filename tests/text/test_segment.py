"""Texts are cut into sentences, list items and headings, and nothing gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.text.segment import SegmentKind, segments

_TEXTS = st.text(alphabet="あ漢。（）(「」①⑫1２.．、・※＜＞ \n　ア)-", max_size=60)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("申請を受ける。結果を送る。", ["申請を受ける。", "結果を送る。"]),
        ("①受付\n②審査", ["①受付\n", "②審査"]),
        ("受付 ②審査", ["受付 ", "②審査"]),
        ("１．受付\n２．審査", ["１．受付\n", "２．審査"]),
        ("1. 受付 2. 審査", ["1. 受付 ", "2. 審査"]),
        ("(1)受付\n(2)審査", ["(1)受付\n", "(2)審査"]),
        ("・受付\n・審査", ["・受付\n", "・審査"]),
        ("＜みほん市における措置＞\n施錠する。", ["＜みほん市における措置＞\n", "施錠する。"]),
        ("＜市の措置＞施錠する。", ["＜市の措置＞", "施錠する。"]),
        ("転入（届出による。）を扱う。次", ["転入（届出による。）を扱う。", "次"]),
        ("括弧が（閉じない。次の文。", ["括弧が（閉じない。", "次の文。"]),
        ("3-①. 検索\n3-②. 照会", ["3-①. 検索\n", "3-②. 照会"]),
        ("前の段\n\n後の段", ["前の段\n\n", "後の段"]),
        ("1.5倍にする", ["1.5倍にする"]),
        ("⑨の事務と⑩の事務を行う。", ["⑨の事務と⑩の事務を行う。"]),
    ],
)
def test_pieces(text, pieces):
    assert [piece.text for piece in segments(text)] == pieces


@pytest.mark.parametrize(
    ("text", "mark", "numbered"),
    [
        ("⑫届出", "⑫", True),
        ("１．受付", "１．", True),
        ("(3) 送付", "(3) ", True),
        ("ア．照会", "ア．", True),
        ("　3-①. 検索", "　3-①. ", True),
        ("2.2.機能", "2.2.", True),
        ("・受付", "・", False),
        ("※注記", "※", False),
        ("○受付", "○", False),
        ("1,000人未満", "", False),
        ("４情報の組合せ", "", False),
        ("１、２、３の項", "", False),
        ("（2）件", "", False),
        ("（ 2 ）件", "", False),
        ("(12) 名。", "", False),
        ("(2)件名の入力", "(2)", True),
        ("(2)名寄せ", "(2)", True),
        ("(3)人事課", "(3)", True),
        ("（省略）", "", False),
        ("昭和42年", "", False),
        ("①", "", False),
    ],
)
def test_marks(text, mark, numbered):
    (piece,) = segments(text)
    assert (piece.mark, piece.numbered) == (mark, numbered)


def test_a_heading_stands_alone_on_its_line():
    kinds = [piece.kind for piece in segments("＜措置＞\n・施錠\n点検する。")]
    assert kinds == [SegmentKind.HEADING, SegmentKind.ITEM, SegmentKind.SENTENCE]


@given(_TEXTS)
def test_pieces_make_up_the_text(text):
    pieces = segments(text)
    assert "".join(piece.text for piece in pieces) == text
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
    assert all(piece.text.startswith(piece.mark) and piece.body for piece in pieces)
