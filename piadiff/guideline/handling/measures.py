"""Measures against risks: which way a figure, a way of doing or an added sentence moves them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from piadiff.data import Strict, shipped
from piadiff.guideline.handling.allowed_amounts import again_below, is_allowed, is_rate
from piadiff.guideline.handling.leaves import BOUND_LEAVE, RELEASED, leaves_nothing_open
from piadiff.guideline.language.amounts import DAYS, amounts_aside, frequencies, later, plain_figures
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import CAN, NOT, Sentence, plainly, tokens
from piadiff.guideline.vocabulary import Signal
from piadiff.text import key
from piadiff.text.signs import ERA


class _Words(Strict):
    guards: list[str]
    examines: list[str]
    opens: list[str]
    hedges: list[str]
    handlings: list[str]
    duties: list[str]
    kinds: dict[str, list[str]]
    ladders: list[list[list[str]]]


def _words() -> _Words:
    return shipped("piadiff.guideline.handling", "measures.yaml", _Words)


@lru_cache(maxsize=8)
def any_of(sort: str) -> re.Pattern[str]:
    """What matches any word of a sort, the longer ones first."""
    return re.compile("|".join(sorted(map(re.escape, map(key, getattr(_words(), sort))), key=len, reverse=True)))


def says(sort: str, text: str) -> bool:
    """Whether a text holds a word of a sort."""
    return bool(any_of(sort).search(text))


def lets_out(text: str) -> bool:
    """Whether a sentence that came beside measures takes a measure out, or lets something through.

    What is ended or not needed itself is no measure: 接続を停止する, 不要な書類を廃棄する.
    """
    told = RELEASED.sub(r"\1", key(text))
    opened = {word for word in any_of("opens").findall(told) if not _ENDS.fullmatch(word)}
    return bool(opened or _ends_guard().search(told))


_ENDS = re.compile(r"停止|廃止|解除|不要")
"""Words that open only where it is what guards that they are said of."""


@lru_cache(maxsize=1)
def _ends_guard() -> re.Pattern[str]:
    guards = f"(?:{any_of('guards').pattern})"
    behind = r"(?:[をはのがも]、?(?:(?!た[一-龠ァ-ヺa-zA-Z])[^、。]){0,8})?"
    return re.compile(rf"{guards}{behind}(?:{_ENDS.pattern})|不要な{guards}")


def handles(text: str) -> bool:
    """Whether a text speaks of a handling: 送付, 持出し, 複製."""
    return says("handlings", text)


def handlings_in(text: str) -> frozenset[str]:
    """Handlings that a text speaks of."""
    return frozenset(any_of("handlings").findall(key(text)))


def done(sentence: str) -> bool:
    """Whether a sentence says that something is done that guards."""
    return bool(predicates(sentence))


def guards_place(edit: Edit) -> bool:
    """Whether an edit stands in a sentence, of an item on where things are kept, that says how they are guarded."""
    told = edit.before or edit.after
    text = key(told.text) if told else ""
    if edit.before is None:
        return not _KEEPS.search(text) and done(text)
    return says("guards", text)


_KEEPS = re.compile(r"保管|保存|設置|置[いきくかけ]|移[すしさせ転]")
_HOLDS = re.compile(r"記録(?:し|され)(?:た|てい[るた])(?=[一-龠ァ-ヺA-Za-z])")


def predicates(text: str) -> frozenset[str]:
    """Words that guard which a sentence says are done: 点検する, not 点検表, nor what a medium holds: 記録した媒体."""
    return frozenset(plainly(match[1]) for match in _doing().finditer(_HOLDS.sub("", key(text))))


@lru_cache(maxsize=1)
def _doing() -> re.Pattern[str]:
    return re.compile(rf"({any_of('guards').pattern})化?(?:を|が)?(?:実施|徹底|行)?(?:[しすさせうわいっえ付け]|。?$)")


@lru_cache(maxsize=256)
def opens(edit: Edit) -> bool:
    """Whether an edit takes something out of a measure, hedges it or allows what it guards against."""
    gained = {token.text for token in edit.gained}
    told = BOUND_LEAVE.sub("", "".join(_not_moved(edit)))
    takes_out = any(token.text in _TAKES_OUT and not token.glued for token in edit.gained)
    allows = CAN in gained and NOT not in gained and not (edit.after and leaves_nothing_open(key(edit.after.text)))
    if not takes_out and not allows and _only_ends(edit, told):
        return lets_out(edit.after.text if edit.after else "")
    return takes_out or allows or any(says(sort, told) or _more(sort, edit) for sort in ("opens", "hedges"))


def _only_ends(edit: Edit, told: str) -> bool:
    """Whether the only words that came to open anything say that something ends, which may be what lets someone in."""
    new = key(edit.after.text) if edit.after else ""
    words = {*any_of("opens").findall(told), *_stems("opens", new)}
    ends = bool(words) and not edit.lost and all(map(_ENDS.fullmatch, words))
    return ends and not (says("hedges", told) or _more("hedges", edit))


def _more(sort: str, edit: Edit) -> bool:
    """Whether the new sentence holds a word of a sort that the old one does not."""
    sides = (key(side.text) if side else "" for side in (edit.before, edit.after))
    old, new = (BOUND_LEAVE.sub("", _MAY_BE.sub("", side)) for side in sides)
    known = _stems(sort, old) | _stems(sort, plainly(old))
    return bool(_stems(sort, new) - known) and bool(edit.gained)


_MAY_BE = re.compile(r"施錠可能(?=な[一-龠ァ-ヺ])")
"""What guards by what may be done to it."""


def _stems(sort: str, text: str) -> Counter[str]:
    """Words of a sort that a text holds, without their endings: 認める and 認めて are one."""
    return Counter(word.rstrip("るてきくいすしった") or word for word in any_of(sort).findall(text))


def _not_moved(edit: Edit) -> list[str]:
    """Words gained that did not only come from elsewhere in the sentence."""
    left = Counter(token.text for token in edit.lost)
    told = []
    for token in edit.gained:
        if left[token.text]:
            left[token.text] -= 1
        else:
            told.append(token.text)
    return told


_TAKES_OUT = frozenset("除省")
"""Verbs of one letter that take something out; inside a compound (削除) they do not."""


def hedged(edit: Edit) -> bool:
    """Whether a hedge came that its sentence did not have."""
    old, new = (key(side.text) if side else "" for side in (edit.before, edit.after))
    return says("hedges", new) and not says("hedges", old)


def member_of_kind(before: str, after: str) -> bool:
    """Whether one word stands for its kind: DVD → 媒体."""
    kinds = _words().kinds.items()
    return any(after == key(kind) and before in {key(name).casefold() for name in names} for kind, names in kinds)


def as_often(old: Sentence, new: Sentence) -> Sentence:
    """The old sentence with how often the new one says a thing is done, where that is more often."""
    texts = [plain_figures(side.text) for side in (old, new)]
    often = [frequencies(text) for text in texts]
    if len(often[0]) != 1 or len(often[1]) != 1 or often[1][0][1] <= often[0][0][1]:
        return old
    (was, _), (now, _) = often[0][0], often[1][0]
    text = f"{texts[0][: was[0]]}{texts[1][slice(*now)]}{texts[0][was[1] :]}"
    return Sentence(text, tokens(text))


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


def polarity(edit: Edit) -> Signal | None:
    """Which way the one figure of a sentence moves its measure, None where that sentence does not show it."""
    if edit.before is None or edit.after is None:
        return None
    old, new = (plain_figures(side.text) for side in (edit.before, edit.after))
    often = [[times for _, times in frequencies(text)] for text in (old, new)]
    moved = [(was, now) for was, now in zip(*often, strict=False) if was != now]
    if len(often[0]) == len(often[1]) and len(moved) == 1:
        return (None if is_allowed(new) else Signal.STRENGTHENED) if moved[0][1] > moved[0][0] else Signal.WEAKENED
    if (late := later(old, new)) is not None:
        return Signal.WEAKENED if late else Signal.STRENGTHENED
    if not all(_OF_FIGURES.fullmatch(token.text) for token in edit.gained):
        return None
    return figure_moved(edit)


def only_amounts(edit: Edit) -> Signal | None:
    """What two sentences say that differ in nothing but how often, or by when: as much, or more."""
    if edit.before is None or edit.after is None:
        return None
    old, new = (amounts_aside(plain_figures(side.text)) for side in (edit.before, edit.after))
    if not (old[1] or old[2]) or len(old[1]) != len(new[1]) or len(old[2]) != len(new[2]):
        return None
    if [token.text for token in tokens(old[0])] != [token.text for token in tokens(new[0])]:
        return None
    return Signal.RESTATED if old[1:] == new[1:] else polarity(edit)


_OF_FIGURES = re.compile(r"\d+|[年度月日週間半期四毎回次箇ヶカ]|か|月|ごと|以上")


def of_figures(edit: Edit) -> bool:
    """Whether nothing but figures and units of time changed, and how often a thing is done is told in its place."""
    if edit.before is None or edit.after is None:
        return False
    if not all(_OF_FIGURES.fullmatch(token.text) for token in (*edit.lost, *edit.gained)):
        return False
    old, new = (plain_figures(side.text) for side in (edit.before, edit.after))
    places = [(was, now) for was, _ in frequencies(old) for now, _ in frequencies(new)]
    return any(_in_place(old, was, new, now) for was, now in places) if places else bool(edit.lost and edit.gained)


def _in_place(old: str, was: tuple[int, int], new: str, now: tuple[int, int]) -> bool:
    """Whether all that stands before, or all that stands behind, is the same."""
    return old[: was[0]] == new[: now[0]] or old[was[1] :] == new[now[1] :]


def figure_moved(edit: Edit) -> Signal | None:
    """Which way the one figure moves a measure that lost nothing but that figure; what came besides is open."""
    if edit.before is None or edit.after is None or not edit.lost or not edit.gained:
        return None
    if not all(_OF_FIGURES.fullmatch(token.text) for token in edit.lost):
        return None
    old, new = _figures(edit.before.text), _figures(edit.after.text)
    moved = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
    if len(old) != len(new) or len(moved) != 1:
        return None
    return _direction(*moved[0], key(edit.after.text))


def kept_longer(before: str, after: str) -> str:
    """The one figure of how long records are kept that a longer period took the place of, "" where none did."""
    spans = [list(_KEPT_FOR.finditer(unicodedata.normalize("NFKC", key(text)))) for text in (before, after)]
    if len(spans[0]) != 1 or len(spans[1]) != 1 or not all(_KEPT.search(key(text)) for text in (before, after)):
        return ""
    days = [float(found[0]["number"]) * _PERIOD[found[0]["unit"]] for found in spans]
    return spans[0][0]["number"] if days[1] > days[0] else ""


_KEPT_FOR = re.compile(r"(?P<number>\d+)(?P<unit>か月|ヶ月|カ月|週間?|日|年)間?(?=保存|保管)")


def _figures(text: str) -> list[tuple[float, str, str]]:
    """Figures of a sentence, periods in days, each with its unit and the letters behind it."""
    return [
        (float(number) * _PERIOD.get(unit, 1.0), unit, behind)
        for number, unit, behind in _FIGURE.findall(unicodedata.normalize("NFKC", key(text)))
    ]


def _direction(old: tuple[float, str, str], new: tuple[float, str, str], sentence: str) -> Signal | None:
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


def step(before: str, after: str) -> Signal | None:
    """A way of doing one thing exchanged for a stronger or a weaker one, None where that cannot be determined."""
    texts = key(before), key(after)
    if not all(map(_any_rung().search, texts)):
        return None
    steps = [[_rung(ladder, text) for text in texts] for ladder in _ladders()]
    moves = {new > old for old, new in steps if old is not None and new is not None and old != new}
    if len(moves) != 1:
        return None
    return Signal.WEAKENED if moves.pop() else Signal.STRENGTHENED


def of_ladder(edit: Edit) -> bool:
    """Whether names of one way of doing a thing stand for those of another in its place, and nothing else does."""
    if edit.before is None or edit.after is None:
        return False
    old, new = (key(side.text) for side in (edit.before, edit.after))
    spans = [(was, now) for was in _rung_spans(old) for now in _rung_spans(new)]
    return any(_in_place(old, was, new, now) for was, now in spans) and all(
        {token.text for token in side} <= _rung_letters(text) for side, text in ((edit.lost, old), (edit.gained, new))
    )


def names_way(text: str) -> bool:
    """Whether a text names a way of doing a thing that has a rank among others."""
    return bool(_rung_names(key(text)))


_BESIDE_RUNG = frozenset({"まで", "加"})
"""Words by which a way of doing things is told, or one beside another."""


def _rung_names(text: str) -> list[str]:
    """Names of ways of doing things that a text holds."""
    ladders = _ladders() if _any_rung().search(text) else ()
    return [name for ladder in ladders for rung in ladder for name in rung if name in text]


def _rung_spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for name in _rung_names(text) for match in re.finditer(re.escape(name), text)]


def _rung_letters(text: str) -> frozenset[str]:
    return _BESIDE_RUNG | {token.text for name in _rung_names(text) for token in tokens(name)}


@lru_cache(maxsize=1)
def _ladders() -> list[list[list[str]]]:
    """Ways of doing a thing by rank, each with its names as they are compared."""
    return [[[key(name) for name in rung] for rung in ladder] for ladder in _words().ladders]


@lru_cache(maxsize=1)
def _any_rung() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for ladder in _ladders() for rung in ladder for name in rung))


def _rung(ladder: list[list[str]], text: str) -> int | None:
    """The strongest rung of a ladder that a text names."""
    return next((at for at, names in enumerate(ladder) if any(name in text for name in names)), None)
