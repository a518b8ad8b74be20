"""The comparison key: what is spelling, what is not, and the way back to the published text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.text import find_all, fold, key, one_holds

_TEXTS = st.text(alphabet="サーバーメモリｶﾞﾊﾟｻｰﾊﾞ-－ー,、，.0Oo○[]〔〕㈱①Ⅰ１２3 \n　きあ一ァ㌔½…項条", max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第１９条", "第19条"),
        ("住民票，戸籍", "住民票、戸籍"),
        ("サーバー室", "サーバー 室"),
        ("データセンターに置く", "データセンタに置く"),
        ("中間サーバーコネクタ", "中間サーバコネクタ"),
        ("プリンター", "プリンタ"),
        ("Ⅰ－１－②", "Ⅰ-1-②"),
        ("コンピュータ－", "コンピューター"),
        ("[O]自己点検", "［○］自己点検"),
        ("1,000人", "１，０００人"),
        ("1、2、101、102の項", "１，２，１０１，１０２の項"),
        ("㈱みほん", "(株)みほん"),
        ("ｶﾞﾊﾞﾒﾝﾄｸﾗｳﾄﾞ", "ガバメントクラウド"),
        ("か゛", "か゛"),
        ("提供先1~58", "提供先１～５８"),
        ("A・B", "A･B"),
    ],
)
def test_spellings_of_the_same_words_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("①受付", "1受付"),
        ("Ⅰ基本情報", "I基本情報"),
        ("第三欄", "第3欄"),
        ("記録している", "記録していない"),
        ("サーバ", "サーマ"),
        ("コード", "コド"),
        ("1,000人", "1000人"),
        ("1、000の項", "1,000人"),
        ("カー", "カ"),
        ("以上", "以下"),
        ("0自己点検", "○自己点検"),
    ],
)
def test_what_may_mean_something_else_has_a_key_of_its_own(one, other):
    assert key(one) != key(other)


@given(_TEXTS)
def test_the_key_leads_back_to_the_text_it_came_from(text):
    folded = fold(text)
    assert len(folded.key) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    lost = set(range(len(text))).difference(
        *(range(start, end) for start, end in zip(folded.starts, folded.ends, strict=True))
    )
    assert all(text[at].isspace() or text[at] in "ー-－ｰ" for at in lost)


@pytest.mark.parametrize(
    ("long", "short", "same"),
    [
        ("サーバー", "サーバ", True),
        ("メモリー", "メモリ", True),
        ("コピー", "コピ", False),
        ("キー", "キ", False),
        ("漢コピー", "漢コピ", False),
    ],
)
def test_a_long_vowel_may_be_left_out_behind_three_katakana_not_two(long, short, same):
    assert (key(long) == key(short)) is same


@given(st.text(alphabet="サーバーメモリあ漢1２，、-－[O]㈱①", max_size=30))
def test_white_space_never_counts(text):
    assert key("　".join(text)) == key("\n".join(text)) == key(text)


@given(_TEXTS, st.integers(0, 29), st.integers(0, 29))
def test_a_span_of_the_key_is_found_again(text, start, length):
    folded = fold(text)
    end = min(len(folded.key), start + length)
    first, last = folded.span(min(start, end), end)
    assert 0 <= first <= last <= len(text)


@pytest.mark.parametrize(
    ("haystack", "found"),
    [("新しい個人番号 カードを", "個人番号 カード"), ("（個人番号カード）", "個人番号カード"), ("個人番号", "")],
)
def test_words_are_found_in_any_spelling(haystack, found):
    assert [haystack[start:end] for start, end in find_all(haystack, "個人番号カード")] == ([found] if found else [])


@given(st.text(alphabet="サーバーメモリあ漢字株1２，、-－\u3231\u337b\u2f08\uf900 \u3000\n\u200b\ufe00", max_size=12), st.integers(0, 11), st.integers(1, 4))
def test_a_text_not_folded_would_not_have_held_the_words(text, start, length):
    folded = key(text)
    words = [folded[start : start + length], folded[:1]]
    assert one_holds(["別の記載", text], words)
    assert not one_holds([text], [*words, "欠"])


def test_every_sign_that_becomes_a_kanji_is_folded():
    signs = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x30000))]
    wrong = [each for each in signs if any("一" <= x <= "鿿" for x in key(each)) and not one_holds([each], [key(each)])]
    assert not wrong
