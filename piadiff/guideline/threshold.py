"""しきい値判断: 対象人数・取扱者数・重大事故 → the assessment that is due (規則第4条, 指針第5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from dateutil.relativedelta import relativedelta

from piadiff.data import Strict, shipped
from piadiff.guideline.figures import chosen_of, options_in
from piadiff.model import Form, ItemPath
from piadiff.text import key

PERSONS, HANDLERS, ACCIDENT = (ItemPath("Ⅱ", parts=(number,)) for number in "123")
CHOICES = (PERSONS, HANDLERS, ACCIDENT)


class _Table(Strict):
    levels: list[str]
    results: dict[str, str]
    persons: dict[str, list[str]]
    handlers: list[str]
    accident: list[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    table: _Table = shipped("piadiff.guideline", "threshold.yaml", _Table)
    return table


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is due: the level, its weight, and the sentence the form prints."""

    level: str
    weight: int
    sentence: str


def _options(path: ItemPath) -> list[str]:
    table = _table()
    return {PERSONS: list(table.persons), HANDLERS: table.handlers, ACCIDENT: table.accident}[path]


def options_named(path: ItemPath, text: str) -> set[str]:
    """Options of a しきい値 choice that a text names."""
    return options_in(text, _options(path))


def chosen(path: ItemPath, text: str) -> str:
    """The option of a しきい値 choice that a text says: quoted, named once, or by its figure; "" where it is open."""
    return chosen_of(text, _options(path))


FOCUSED, FULL = 2, 3
"""Weights of 重点 and 全項目 among the levels."""


def others() -> tuple[list[str], list[str]]:
    """Options of 取扱者数, the many first, and of 重大事故."""
    return _table().handlers, _table().accident


def due(persons: str, handlers: str, accident: str) -> Assessment | None:
    """The assessment that three choices lead to, None when one of them is no option of the form."""
    table = _table()
    row = table.persons.get(chosen(PERSONS, persons))
    column = _column(chosen(HANDLERS, handlers), chosen(ACCIDENT, accident))
    if row is None or column is None:
        return None
    level = row[column]
    return Assessment(level, table.levels.index(level), table.results[level])


def names_persons(text: str) -> bool:
    """Whether a text names one of the options of 対象人数, and one only."""
    return len(options_named(PERSONS, text)) == 1


def _column(handlers: str, accident: str) -> int | None:
    table = _table()
    if handlers == table.handlers[0]:
        return 0
    if handlers == table.handlers[1] and accident:
        return 1 if accident == table.accident[0] else 2
    return None


def of_form(form: Form) -> Assessment | None:
    """The assessment that the choices of a 基礎項目評価書 lead to."""
    values = [form.by_path[path].text if path in form.by_path else "" for path in CHOICES]
    return due(*values)


_VOLUNTARY = re.compile(r"\([^()]*任意[^()]*\)")


def stated_outcome(before: str, after: str) -> str:
    """What a change of the printed result does: ``raised``, ``lowered``, ``same``; "" when it cannot be determined."""
    old, new = weight_printed(before), weight_printed(after)
    if old is None or new is None:
        return ""
    return "raised" if new > old else "lowered" if new < old else "same"


def weight_printed(sentence: str) -> int | None:
    """Weight of the assessment that a printed result calls for; one made by choice does not count."""
    bare = _VOLUNTARY.sub("", key(sentence))
    levels = _table().levels
    if "義務付けられない" in bare:
        return 0
    named = [
        weight
        for weight, level in enumerate(levels)
        if weight and f"{level}項目評価".replace("項目項目", "項目") in bare
    ]
    return max(named, default=None)


def outcomes(
    before: Mapping[ItemPath, str], after: Mapping[ItemPath, str], stated: tuple[str, str] = ("", "")
) -> set[str]:
    """What a change of some of the three choices does to the result, whatever the others are.

    Args:
        before: Choices known on the old side.
        after: The same choices on the new side.
        stated: The result the form prints on each side; where choices are not known, those that would not lead
            to it are left out of account.

    Returns:
        Any of ``raised``, ``lowered``, ``same``; several when the choices not given decide.
    """
    options = {path: _options(path) for path in CHOICES}
    free = [path for path in options if path not in before or path not in after]
    wanted = [weight_printed(text) if text and free else None for text in stated]
    found: set[str] = set()
    for combination in product(*(options[path] for path in free)):
        fixed = dict(zip(free, combination, strict=True))
        sides = [due(*({**fixed, **side}[path] for path in CHOICES)) for side in (before, after)]
        if sides[0] is None or sides[1] is None:
            return set()
        gap = sides[1].weight - sides[0].weight
        weights = (sides[0].weight, sides[1].weight)
        if any(each not in (None, weight) for each, weight in zip(wanted, weights, strict=True)):
            continue
        found.add("raised" if gap > 0 else "lowered" if gap < 0 else "same")
    return found


def next_assessment(published: date) -> date:
    """Day before which the assessment is to be made anew (規則第15条: 5 years, 努力義務)."""
    return published + relativedelta(years=5)


def next_review(reviewed: date) -> date:
    """Day before which the form is to be looked at again (規則第14条第1項・第3項: 1 year, 努力義務)."""
    return reviewed + relativedelta(years=1)
