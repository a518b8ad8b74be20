"""The weights of the placement, and the looks a label calls for; both are data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from piadiff.data import Strict, shipped
from piadiff.model import ItemKind
from piadiff.readers.from_lines.cover import looks
from piadiff.readers.from_lines.placement import Weights
from piadiff.readers.from_lines.units import COVER, Unit
from piadiff.text import find_dates, key

_PERIOD = re.compile(r"\d日[ \u3000]*(?:から|より|～|~|〜)")
_FREE = frozenset({"宣言", "特記事項"})


class _Look(Strict):
    """Labels that ask for values of one look."""

    labels: re.Pattern[str]
    values: re.Pattern[str]


class _Data(Strict):
    """What ``placement.yaml`` holds; ``fitted`` says on what, when and with which result."""

    fitted: str
    weights: Weights
    looks: tuple[_Look, ...]


@dataclass(frozen=True)
class Weighing:
    """The weights, and how far a text is from what a label asks for."""

    weights: Weights
    looks: Sequence[_Look]

    def misfit(self, unit: Unit, text: str) -> float | None:
        """What it costs to take a text for the value of an item, None where it cannot be."""
        if unit.path.section == COVER and unit.path.parts:
            if unit.path.parts[0] in _FREE:
                return self.weights.unlike / 2
            return (None, self.weights.unlike / 2, 0.0)[looks(unit.path.parts[0], text)]
        dated = _is_date(text)
        if unit.item.kind is ItemKind.DATE:
            return 0.0 if dated and not _PERIOD.search(text) else None
        asked = self.asks(unit)
        cost = self.weights.unlike if dated else 0.0
        if asked and not any(look.values.search(text) for look in asked):
            cost += self.weights.unlike
        return cost

    def asks(self, unit: Unit) -> Sequence[_Look]:
        """The looks that the label of an item calls for."""
        label = unit.item.field or unit.item.label
        if label not in self._asked:
            self._asked[label] = [look for look in self.looks if look.labels.search(key(label))]
        return self._asked[label]

    def answers(self, unit: Unit, text: str) -> bool:
        """Whether a line looks like what the label of an item calls for."""
        return "。" not in text and any(look.values.search(text.strip()) for look in self.asks(unit))

    @cached_property
    def _asked(self) -> dict[str, list[_Look]]:
        return {}


def _is_date(text: str) -> bool:
    """Whether a text is a date and next to nothing else."""
    return sum(span.end - span.start for span in find_dates(text)) * 2 >= max(len(text), 1)


@lru_cache(maxsize=1)
def shipped_weighing() -> Weighing:
    """The weights that piadiff ships.

    Raises:
        DataError: When the shipped file is broken.
    """
    data = shipped("piadiff.readers.from_lines", "placement.yaml", _Data)
    return Weighing(data.weights, data.looks)
