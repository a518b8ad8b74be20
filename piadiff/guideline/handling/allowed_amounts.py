"""Figures by what they count: those who are allowed something, what a rate is of, and a mark that must be reached."""

from __future__ import annotations

import re

_COUNTED = "(?:名|人|台|件|回|つ|部|枚)"
_ALLOWED = re.compile(
    rf"\d{_COUNTED}(?:の[^、。]{{1,6}})?[にをがはでま]?[^、。]{{0,4}}(?:付与|許可|認め|所持|貸与|貸し|与え)"
    rf"|(?:でき|[持もけ]つ|有する|所持する|保有する)[^、。]{{0,3}}[者員][^。]{{0,4}}は[^。]*\d{_COUNTED}"
)
_RATE = re.compile(r"(?:名|人|台|件|[課係])(?:に$|に[一二三]|につき|あたり|当たり|ごと|毎)")


def is_allowed(sentence: str) -> bool:
    """Whether what a sentence counts is allowed, or who is: 6名に付与する, 年5回まで認める."""
    return _ALLOWED.search(sentence) is not None


def is_rate(behind: str) -> bool:
    """Whether a figure, by what stands behind it, says what a rate is of: 40人につき1人, 5人に1つ."""
    return _RATE.match(behind) is not None


_BELOW = re.compile(r"(?:割|%|パーセント|点)?(?:の[^、。]{1,4})?(?P<short>に(?:満た|達し)ない|未満|を下回)")
_AGAIN = re.compile(r"再(?:受講|受験|試験|テスト|研修|教育|訓練)|補講|追試")
_NOT_SO = re.compile(r"ない|せず|免除|不要|でき|可能|任意|希望|省略")


def again_below(behind: str, sentence: str) -> bool:
    """Whether a figure, by what stands behind it, is a mark below which something is done again: 再受講."""
    found = _BELOW.match(behind)
    if found is None:
        return False
    rest = sentence.partition(found["short"])[2]
    return _AGAIN.search(rest) is not None and _NOT_SO.search(rest) is None
