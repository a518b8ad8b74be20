"""Real versions against those rebuilt from the last one alone, item by item."""

import re
import unicodedata
from dataclasses import dataclass

from tests.series import adapter
from tests.series.adapter import Rebuilt
from tests.series.written import Series, State, Value

_NOTHING = re.compile(r"[\[(（［]*[\s　]*[\])）］]*|[-－―ー‐]+")
_DAY = "表紙-公表日"


def folded(value: Value) -> tuple[str, ...]:
    """What a value says: widths, spaces, dashes and commas folded; "nothing" is nothing in whatever dress."""
    texts = [value] if isinstance(value, str) else sorted(value)
    return tuple(_folded(text) for text in texts if not _NOTHING.fullmatch(text.strip()))


def _folded(text: str) -> str:
    circled = "".join(c if "①" <= c <= "⑳" or "Ⅰ" <= c <= "Ⅻ" else unicodedata.normalize("NFKC", c) for c in text)
    return re.sub(r"\s", "", circled).translate(str.maketrans("，､,．。", "、、、。。")).replace("－", "-").rstrip("。")


@dataclass(frozen=True)
class Item:
    """One item of one earlier version; ``told`` is None where the rebuilt form does not have it."""

    version: int
    path: str
    real: Value
    told: Value | None
    marked: bool

    @property
    def equal(self) -> bool:
        return folded(self.real) == folded(self.told if self.told is not None else "")


@dataclass(frozen=True)
class Measured:
    """How one series was rebuilt.

    Attributes:
        lost: Versions whose day the table prints and no rebuilt version stands for.
        blind: Silent differences that nothing in the last version shows.
    """

    series: Series
    items: tuple[Item, ...]
    lost: tuple[int, ...]

    @property
    def differing(self) -> list[Item]:
        return [item for item in self.items if not item.equal]

    @property
    def silent(self) -> list[Item]:
        """Wrong and not marked, though the last version shows that it cannot be sure."""
        return [i for i in self.differing if not i.marked and (i.version, i.path) not in self.series.hidden]

    @property
    def blind(self) -> list[Item]:
        return [i for i in self.differing if not i.marked and (i.version, i.path) in self.series.hidden]

    @property
    def marked_equal(self) -> list[Item]:
        return [item for item in self.items if item.equal and item.marked]

    @property
    def marked_idly(self) -> list[Item]:
        """Marked though equal where no untidy row touches the item."""
        return [i for i in self.marked_equal if (i.version, i.path) not in self.series.shown]

    @property
    def share_equal(self) -> float:
        return 1 - len(self.differing) / max(1, len(self.items))

    def told(self) -> str:
        """One line for a person."""
        return (
            f"{self.series.name}: {len(self.items)} items, equal {self.share_equal:.1%}, "
            f"differing and marked {sum(i.marked for i in self.differing)}, silent {len(self.silent)}, "
            f"hidden {len(self.blind)}, marked though equal {len(self.marked_equal)}, lost versions {len(self.lost)}"
        )


def measure(series: Series) -> Measured:
    """Rebuild the earlier versions and hold each against the real one."""
    told = adapter.rebuilt(series)
    printed = {row.day for row in series.versions[-1].rows if row.day_raw}
    items: list[Item] = []
    lost: list[int] = []
    for at, real in enumerate(series.versions[:-1]):
        found = told[:1] if at == 0 else [each for each in told if each.day == real.day]
        if found:
            items += _compared(series, at, real, found[-1])
        elif real.day in printed:
            lost.append(at)
    return Measured(series, tuple(items), tuple(lost))


def _compared(series: Series, at: int, real: State, told: Rebuilt) -> list[Item]:
    paths = [path for path in (*real.items, *(p for p in told.items if p not in real.items)) if path != _DAY]
    compared = [
        Item(
            at,
            path,
            real.items.get(path, ""),
            told.items.get(path),
            path in told.marked or (path in series.unread and path not in told.items),
        )
        for path in paths
        if path in real.items or folded(told.items[path])
    ]
    day = told.items.get(_DAY, "")
    return [*compared, Item(at, _DAY, real.items[_DAY], day, _DAY in told.marked)] if folded(day) else compared
