"""Which way the figures of a sentence move its measure: one by what it counts, several part by part."""

from __future__ import annotations

import re
import unicodedata

from piadiff.guideline.handling.allowed_amounts import again_below, is_allowed, is_rate
from piadiff.guideline.language.amounts import DAYS, amounts_aside, frequencies, later
from piadiff.guideline.vocabulary import Signal
from piadiff.text import key
from piadiff.text.signs import ERA

_Figure = tuple[float, str, str]
"""How many, of which unit, and the letters behind it."""
_LIMIT = re.compile(r"以内|ログアウト|ロック|閉じ|終了|当て|適用|更新|見直|変更|消去|削除|廃棄|報告|確認|点検|監査")
_MORE = re.compile(r"人|名|桁|文字|重|要素|段階|世代|ビット|bit")
_AT_MOST = re.compile(r"(?:名|人|台|か所|箇所|つ)(?:まで|以内|以下|に限|のみ|だけ)")
_FAILURES = re.compile(r"回[^、。]{0,12}(?:誤|失敗|間違)")
_KEPT = re.compile(
    r"(?:ログ|記録|証跡|履歴|映像|録画)[^。]{0,20}(?:保存|保管|残[しす])|(?:保存|保管)[^。]{0,10}(?:ログ|記録|証跡|履歴|映像|録画)"
)
_PERIOD = {**DAYS, "秒": 1 / 86400, "分": 1 / 1440, "時間": 1 / 24, "営業日": 1.0}
_UNIT = "営業日|か月|ヶ月|カ月|時間|週間?|秒|分(?![野類冊割室])|日|月|年"
_FIGURE = re.compile(rf"(\d+(?:\.\d+)?)\s*({_UNIT})?([^\d、。]{{0,14}})")


def moved_figure(before: str, after: str) -> Signal | None:
    """Which way the one figure that moved in a text moves its measure."""
    old, new = _figures(before), _figures(after)
    moved = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
    if len(old) != len(new) or len(moved) != 1:
        return None
    if moved[0][0][:2] == moved[0][1][:2]:
        return None  # the same figure, said of another thing
    told = _direction(*moved[0], key(after))
    return None if told is Signal.STRENGTHENED and _stands_elsewhere(before, after, moved[0]) else told


def _stands_elsewhere(before: str, after: str, moved: tuple[_Figure, _Figure]) -> bool:
    """Whether what stands beside a figure, on both sides, is not what stood there: 30日を過ぎた物を, 物を10日で."""
    ahead = [_ahead(text, figure) for text, figure in zip((before, after), moved, strict=True)]
    return ahead[0] != ahead[1] and moved[0][2][:1] != moved[1][2][:1]


def _ahead(text: str, figure: _Figure) -> str:
    plain = unicodedata.normalize("NFKC", key(text))
    at = next(found for found, each in zip(_FIGURE.finditer(plain), _figures(text), strict=True) if each == figure)
    return plain[: at.start()][-1:]


def moved_parts(before: str, after: str) -> list[Signal | None]:
    """Which way each of several parts between commas moves that differ in nothing but a figure or a time."""
    pairs = list(zip(before.split("、"), after.split("、"), strict=False))
    apart = [pair for pair in pairs if pair[0] != pair[1]]
    if before.count("、") != after.count("、") or len(apart) < _SEVERAL:
        return []
    alike = all(len({re.sub(r"\d+", "0", amounts_aside(part)[0]) for part in pair}) == 1 for pair in apart)
    return [_part_moves(*pair) for pair in apart] if alike else []


_SEVERAL = 2


def _part_moves(old: str, new: str) -> Signal | None:
    often = [[times for _, times in frequencies(part)] for part in (old, new)]
    if often[0] != often[1]:
        one = len(often[0]) == len(often[1]) == 1 and not is_allowed(new)
        return (Signal.STRENGTHENED if often[1] > often[0] else Signal.WEAKENED) if one else None
    if (late := later(old, new)) is not None:
        return Signal.WEAKENED if late else Signal.STRENGTHENED
    return moved_figure(old, new)


def kept_longer(before: str, after: str) -> str:
    """The one figure of how long records are kept that a longer period took the place of, "" where none did."""
    spans = [list(_KEPT_FOR.finditer(unicodedata.normalize("NFKC", key(text)))) for text in (before, after)]
    if len(spans[0]) != 1 or len(spans[1]) != 1 or not all(_KEPT.search(key(text)) for text in (before, after)):
        return ""
    days = [float(found[0]["number"]) * _PERIOD[found[0]["unit"]] for found in spans]
    return spans[0][0]["number"] if days[1] > days[0] else ""


_KEPT_FOR = re.compile(r"(?P<number>\d+)(?P<unit>か月|ヶ月|カ月|週間?|日|年)間?(?=保存|保管)")


def _figures(text: str) -> list[_Figure]:
    """Figures of a sentence, periods in days, each with its unit and the letters behind it."""
    return [
        (float(number) * _PERIOD.get(unit, 1.0), unit, behind)
        for number, unit, behind in _FIGURE.findall(unicodedata.normalize("NFKC", key(text)))
    ]


def _direction(old: _Figure, new: _Figure, sentence: str) -> Signal | None:
    more = new[0] > old[0]
    if re.search(rf"{ERA}|\d{{4}}年", sentence) or is_rate(new[2]) or (more and is_allowed(sentence)):
        return None
    if _KEPT.search(sentence) and new[1]:
        return Signal.STRENGTHENED if more else Signal.WEAKENED
    if not new[1] and (_MORE.match(new[2]) or again_below(new[2], sentence)):
        return Signal.STRENGTHENED if more != bool(_AT_MOST.match(new[2])) else Signal.WEAKENED
    failed = rf"(?:誤|失敗|間違)[^、。\d]{{0,8}}{new[0]:g}回"
    if not new[1] and (_FAILURES.match(new[2]) or re.search(failed, unicodedata.normalize("NFKC", sentence))):
        return Signal.WEAKENED if more else Signal.STRENGTHENED
    if new[1] and _LIMIT.search(sentence):
        return Signal.WEAKENED if more else Signal.STRENGTHENED
    return None
