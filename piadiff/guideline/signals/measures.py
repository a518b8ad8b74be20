"""Measures against risks: whether they got stronger, weaker or others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from piadiff.data import Strict, shipped
from piadiff.guideline.nouns import new_names
from piadiff.guideline.signals.figures import figure, oftener
from piadiff.guideline.signals.scope import SCOPE
from piadiff.guideline.substance import told_only_in
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change, Facet, FacetKind
from piadiff.text import key


class _Words(Strict):
    strong: list[str]
    hedges: list[str]
    on_occasion: list[str]
    alternatives: list[str]
    permits: list[str]
    limits: list[str]
    handlings: list[str]
    ladders: list[list[list[str]]]


@lru_cache(maxsize=8)
def _any_of(sort: str) -> re.Pattern[str]:
    words = getattr(shipped("piadiff.guideline", "measures.yaml", _Words), sort)
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


_SHORTER_IS_STRONGER = re.compile(
    r"(?:年|月|週|日|時間|分)(?:に|ごと|毎)|毎|以内|経過|ログアウト|ロック|見直|点検|監査|更新|変更する|確認"
)

_MORE_IS_STRONGER = re.compile(r"(?:年|月|週|日)に?\s*[0-9０-９一二三四五六七八九十]*\s*回|人|名|桁|文字|重")

_KEPT_RECORD = re.compile(
    r"(?:ログ|記録|証跡|履歴)[^。]{0,20}(?:保存|保管)|(?:保存|保管)[^。]{0,10}(?:ログ|記録|証跡|履歴)"
)

_HEADS = re.compile(r"[2-9２-９二三四五]\s*(?:人|名|重|要素|段階)")


def number(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """A number or period of a measure: oftener, sooner, longer kept, more eyes."""
    before, after = (figure(text) for text in (facet.before, facet.after))
    often = oftener(change)
    if role is not Role.MEASURE:
        yield Signal.NUMBER_UNCLEAR if role in SCOPE else Signal.OPTION_CHANGED
    elif often is not None:
        yield Signal.STRENGTHENED if often else Signal.WEAKENED
    elif (before is None) != (after is None) and _HEADS.search(facet.before + facet.after):
        yield Signal.STRENGTHENED if before is None else Signal.WEAKENED
    elif before is None or after is None:
        yield Signal.NUMBER_UNCLEAR
    elif _KEPT_RECORD.search(change.after) or _MORE_IS_STRONGER.search(f"{facet.before}{facet.after}"):
        yield Signal.STRENGTHENED if after > before else Signal.WEAKENED
    elif _SHORTER_IS_STRONGER.search(change.after):
        yield Signal.STRENGTHENED if after < before else Signal.WEAKENED
    else:
        yield Signal.NUMBER_UNCLEAR


def measure_words(facet: Facet, change: Change) -> Iterator[Signal]:
    """Words of a measure: strong ones that came or went, hedges the other way round, and what is no longer told."""
    gained, lost = _strong(facet.after) - _strong(facet.before), _strong(facet.before) - _strong(facet.after)
    hedged, firm = bool(_any_of("hedges").search(facet.after)), bool(_any_of("hedges").search(facet.before))
    told = told_only_in(facet.after, change.before)
    step = _step(facet.before, facet.after)
    if step is not None:
        against = gained if step is Signal.WEAKENED else lost
        yield Signal.MEASURE_EXCHANGED if against else step
    elif hedged != firm:
        yield Signal.WEAKENED if hedged else Signal.STRENGTHENED
    elif bool(gained) != bool(lost):
        yield Signal.STRENGTHENED if gained else Signal.WEAKENED
    elif told_only_in(facet.before, change.after) or (told and _any_of("alternatives").match(key(facet.after))):
        yield Signal.MEASURE_EXCHANGED
    else:
        yield Signal.MEASURE_ADDED if told else Signal.RESTATED


def _strong(text: str) -> frozenset[str]:
    return frozenset(_any_of("strong").findall(text))


_SENTENCE = re.compile(r"[^。\n]+")
_ENDING = 16
"""Letters at the end of a sentence in which its verb stands."""


def opens_a_way(text: str) -> bool:
    """Whether a sentence allows or tells of a handling instead of guarding against a risk."""
    for sentence in _SENTENCE.findall(text):
        ending = sentence.strip()[-_ENDING:]
        if _any_of("limits").search(sentence) or re.search(r"(?:ない|ず|できぬ)(?:こと|よう|もの)?", ending):
            continue
        if _any_of("permits").search(ending):
            return True
        if _any_of("handlings").search(ending) and not _any_of("strong").search(sentence):
            return True
    return False


def _step(before: str, after: str) -> Signal | None:
    """A way of doing one thing exchanged for a stronger or a weaker one, None where that cannot be told."""
    ladders = shipped("piadiff.guideline", "measures.yaml", _Words).ladders
    steps = [(_rung(ladder, before), _rung(ladder, after)) for ladder in ladders]
    moves = {new > old for old, new in steps if old is not None and new is not None and old != new}
    if len(moves) != 1:
        return None
    return Signal.WEAKENED if moves.pop() else Signal.STRENGTHENED


def _rung(ladder: list[list[str]], text: str) -> int | None:
    """The strongest rung of a ladder that a text names."""
    return next((at for at, names in enumerate(ladder) if any(key(name) in key(text) for name in names)), None)


def measure(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """A whole sentence of measures that came, went or was exchanged."""
    if role is Role.PLACE and facet.after:
        named = new_names(change.before, facet.after, data=False)
        told = told_only_in(facet.after, change.before)
        more = Signal.SUPPLEMENTED if told else Signal.ELABORATED
        yield Signal.NEW_HANDLING if named else Signal.REWRITTEN if facet.before else more
        return
    if facet.kind is FacetKind.MEASURE_ADDED and opens_a_way(facet.after):
        yield Signal.WIDENED
        return
    step = _step(facet.before, facet.after) if facet.kind is FacetKind.MEASURE_REPLACED else None
    yield (
        step
        or {
            FacetKind.MEASURE_ADDED: Signal.MEASURE_ADDED,
            FacetKind.MEASURE_REMOVED: Signal.MEASURE_REMOVED,
            FacetKind.MEASURE_REPLACED: Signal.MEASURE_EXCHANGED,
        }[facet.kind]
    )


def _another(facet: Facet, change: Change) -> bool:
    """Whether one word stands for another thing than the other, or has lost what made it precise.

    A longer name of the same is none, nor is a word so general that it tells nothing else.
    """
    lost, gained = told_only_in(facet.before, change.after), told_only_in(facet.after, change.before)
    before, after = key(facet.before), key(facet.after)
    if lost and gained:
        return True
    return after in before if lost else bool(gained) and before not in after


def measure_term(facet: Facet, change: Change) -> Iterator[Signal]:
    """One word of a measure for another: another thing done, unless one of the two only names the other."""
    before, after = figure(facet.before), figure(facet.after)
    often = oftener(change)
    step = _step(facet.before, facet.after)
    if step is not None:
        yield step
    elif bool(_any_of("on_occasion").search(facet.before)) != bool(_any_of("on_occasion").search(facet.after)):
        yield Signal.MEASURE_EXCHANGED
    elif often is not None:
        yield Signal.STRENGTHENED if often else Signal.WEAKENED
    elif before is not None and after is not None:
        yield Signal.STRENGTHENED if after < before else Signal.WEAKENED
    elif (before is None) != (after is None):
        yield Signal.WEAKENED if before is not None else Signal.STRENGTHENED
    elif _another(facet, change):
        gained, lost = _strong(facet.after) - _strong(facet.before), _strong(facet.before) - _strong(facet.after)
        if bool(gained) != bool(lost):
            yield Signal.STRENGTHENED if gained else Signal.WEAKENED
        else:
            yield Signal.MEASURE_EXCHANGED
    elif _any_of("hedges").search(facet.after) or (_strong(facet.before) and not _strong(facet.after)):
        yield Signal.WEAKENED
    else:
        yield Signal.RENAMED


def negation(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """Done turned into not done."""
    yield Signal.DENIED if role is Role.MEASURE else Signal.REWRITTEN
