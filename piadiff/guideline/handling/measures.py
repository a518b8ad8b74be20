"""Measures against risks: which way a figure, a way of doing or an added sentence moves them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from piadiff.data import Strict, shipped
from piadiff.guideline.handling.allowed_amounts import is_allowed
from piadiff.guideline.handling.leaves import BOUND_LEAVE, RELEASED, leaves_nothing_open
from piadiff.guideline.handling.moved_figures import moved_figure, moved_parts
from piadiff.guideline.language.amounts import amounts_aside, frequencies, later, plain_figures
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import CAN, NOT, Sentence, plainly, tokens
from piadiff.guideline.vocabulary import Signal
from piadiff.text import key


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
        return not says_where(text) and done(text)
    return says("guards", text)


def says_where(text: str) -> bool:
    """Whether a sentence says of something where it is put or kept."""
    return _KEEPS.search(text) is not None


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


def polarity(edit: Edit) -> Signal | None:
    """Which way the one figure of a sentence moves its measure, None where that sentence does not show it."""
    if edit.before is None or edit.after is None:
        return None
    old, new = (plain_figures(side.text) for side in (edit.before, edit.after))
    if parts := set(moved_parts(old, new)):
        return Signal.WEAKENED if Signal.WEAKENED in parts else parts.pop() if len(parts) == 1 else None
    kept = not Counter(_apart_from_time(old)) - Counter(_apart_from_time(new))
    stronger = Signal.STRENGTHENED if kept else None
    often = [[times for _, times in frequencies(text)] for text in (old, new)]
    moved = [(was, now) for was, now in zip(*often, strict=False) if was != now]
    if len(often[0]) == len(often[1]) and len(moved) == 1:
        return (None if is_allowed(new) else stronger) if moved[0][1] > moved[0][0] else Signal.WEAKENED
    if (late := later(old, new)) is not None:
        return Signal.WEAKENED if late else stronger
    if not all(_OF_FIGURES.fullmatch(token.text) for token in edit.gained):
        return None
    return figure_moved(edit)


def _apart_from_time(plain: str) -> list[str]:
    """Figures of a text that tell neither how often nor by when."""
    return re.findall(r"\d+", amounts_aside(plain)[0])


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
    return moved_figure(edit.before.text, edit.after.text)


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
