"""A clean series with one slip in it, for every class of slip that one document or one history can show.

The classes are those of the domain facts (§4, A01–A37) and those an audit is to learn (N…). A slip says where an
audit should observe it; which check does so matters only where another one at the same place means something else.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from tests.series import adapter
from tests.series.adapter import Seen
from tests.series.generate import TABLE, TASKS, generate, law
from tests.series.written import Row, Series, Value, below, stories, wareki

TIDY = (3, 4, 7, 9, 13, 16, 20, 24)
"""Seeds of tidy series that slips are planted in beside the written ones: all three forms."""
EACH = 3
"""Slips of one class, each in another series where there are so many."""


@dataclass(frozen=True)
class Slip:
    """One slip.

    Attributes:
        series: The series with the slip in its last version.
        paths: Where it should be observed, beside ``rows``; an observation on any of them counts.
        checks: Beginnings of the ids of checks that mean it; any check where empty.
        says: Words the message must have one of, where no place is named.
        history: The slip shows only beside the versions before.
        day: Day the audit is asked for.
    """

    kind: str
    series: Series
    base: Series
    paths: frozenset[str] = frozenset()
    rows: frozenset[int] = frozenset()
    checks: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    history: bool = False
    day: date | None = None


Made = tuple[Series, dict[str, object]] | None
Maker = Callable[[Series, Random], Made]
_MAKERS: list[tuple[str, tuple[str, ...], Maker]] = []


def slip(kind: str, *checks: str) -> Callable[[Maker], Maker]:
    """Register a maker of slips: series → the series with the slip and where it stands, None where it cannot."""

    def register(maker: Maker) -> Maker:
        _MAKERS.append((kind, checks, maker))
        return maker

    return register


def kinds() -> tuple[str, ...]:
    """All classes, in order."""
    return tuple(dict.fromkeys(kind for kind, _, _ in _MAKERS))


@lru_cache(maxsize=1)
def bases() -> tuple[Series, ...]:
    """The clean series."""
    return (*stories().values(), *(generate(seed, nasty=False) for seed in TIDY))


def planted() -> Iterator[Slip]:
    """Every class in several series."""
    for kind, checks, maker in _MAKERS:
        made = 0
        for base in Random(kind).sample(bases(), len(bases())):  # noqa: S311 - no secret
            found = maker(base, Random(f"{kind} {base.name}")) if made < EACH else None  # noqa: S311
            if found:
                made += 1
                series, where = found
                yield Slip(kind, series, base, checks=checks, **where)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _before(name: str, history: bool) -> frozenset[tuple[str, str, str, tuple[str, ...]]]:
    base = next(base for base in bases() if base.name == name)
    return frozenset((o.check, o.path, o.message, o.evidence) for o in adapter.observed(base, history=history))


def new(slip: Slip) -> list[Seen]:
    """What audit says of the slip and did not say of the clean series."""
    known = _before(slip.base.name, slip.history)
    seen = adapter.observed(slip.series, history=slip.history, day=slip.day)
    return [o for o in seen if (o.check, o.path, o.message, o.evidence) not in known]


def found(slip: Slip) -> list[Seen]:
    """The new observations that point at the slip."""
    return [o for o in new(slip) if _fits(slip, o)]


_OTHERS = ("A01", "A02", "A03", "A04", "A10", "A11", "A14", "A24", "A25", "A36", "A38")
"""Checks that mean something else where a slip names none: a row and the form no longer agree, days, procedure."""


def _fits(slip: Slip, seen: Seen) -> bool:
    if not seen.check.startswith(slip.checks) if slip.checks else seen.check.startswith(_OTHERS):
        return False
    if slip.says:
        return any(word in seen.message for word in slip.says)
    if not slip.paths and not slip.rows:
        return True
    told = "".join((seen.message, *seen.evidence))
    at_path = any(below(seen.path, p) or (seen.path and below(p, seen.path)) or p in told for p in slip.paths)
    return seen.row in slip.rows or at_path


# How a series is changed.


def with_last(series: Series, **changes: object) -> Series:
    last = dataclasses.replace(series.versions[-1], **changes)  # type: ignore[arg-type]
    return dataclasses.replace(series, name=f"{series.name}+", versions=(*series.versions[:-1], last))


def with_items(series: Series, values: Mapping[str, Value]) -> Series:
    return with_last(series, items={**series.versions[-1].items, **values})


def with_row(series: Series, number: int, **cells: object) -> Series:
    rows = list(series.versions[-1].rows)
    rows[number - 1] = dataclasses.replace(rows[number - 1], **cells)  # type: ignore[arg-type]
    return with_last(series, rows=tuple(rows))


def with_more_rows(series: Series, *rows: Row) -> tuple[Series, frozenset[int]]:
    old = series.versions[-1].rows
    return with_last(series, rows=(*old, *rows)), frozenset(range(len(old) + 1, len(old) + len(rows) + 1))


def items_of(series: Series) -> Mapping[str, Value]:
    return series.versions[-1].items


def numbered(series: Series) -> list[tuple[int, Row]]:
    return list(enumerate(series.versions[-1].rows, 1))


def fresh(series: Series) -> list[tuple[int, Row]]:
    """Rows that the last version added."""
    return numbered(series)[len(series.versions[-2].rows) :]


def last_of_its_item(
    series: Series, random: Random, wanted: Callable[[Row], bool], *, new: bool = False
) -> tuple[int, Row] | None:
    """A row that fits and is the last one of its item."""
    rows = fresh(series) if new else numbered(series)
    last = {path: number for number, row in numbered(series) for path in row.at}
    found = [
        (n, row)
        for n, row in rows
        if row.item not in ("全体", "共通") and wanted(row) and all(last[p] == n for p in row.at)
    ]
    return random.choice(found) if found else None


def untold_text(series: Series, random: Random, wanted: Callable[[str], bool] = bool) -> str | None:
    """The address of a text no row speaks of."""
    told = {path for _, row in numbered(series) for path in row.at}
    found = [
        path
        for path, value in items_of(series).items()
        if isinstance(value, str)
        and value.endswith("。")
        and not path.startswith("表紙")
        and wanted(value)
        and not any(below(path, t) for t in told)
    ]
    return random.choice(found) if found else None


def ending(series: Series, tail: str) -> str | None:
    return next((path for path in items_of(series) if path.endswith(tail)), None)


def home(series: Series) -> str:
    """Path of the text about measures where words can be planted."""
    endings = {"基礎": "Ⅰ-6", "重点": "Ⅲ(*)-10", "全項目": "Ⅳ-3"}
    file = next((m[1] for p in items_of(series) if (m := re.match(r"Ⅱ\((.*?)\)", p))), "")
    return endings[series.kind].replace("*", file)


def row_about(series: Series, path: str, before: str, after: str, **cells: object) -> Row:
    last = series.versions[-1]
    day = max((row.day for row in last.rows if row.day), default=last.day)
    item = re.sub(r"-(?![^(]*\))", "－", path).replace("(", "（").replace(")", "）")
    row = Row(day, wareki(day), item, before, after, "事後", "軽微な修正であり、重要な変更に当たらない。", (path,))
    return dataclasses.replace(row, **cells)  # type: ignore[arg-type]


def at(*paths: str) -> dict[str, object]:
    """The slip stands at items."""
    return {"paths": frozenset(paths)}


def on(*rows: int, **more: object) -> dict[str, object]:
    """The slip stands on rows."""
    return {"rows": frozenset(rows), **more}


def earlier(day: date, days: int) -> date:
    """A day some days before another."""
    return day - timedelta(days=days)


def law_head(series: Series) -> str:
    """What stands before the numbers of the 情報連携 on the day of the last version."""
    day = series.versions[-1].day
    return (
        "番号法第19条第8号に基づく主務省令第2条の表の" if day >= TABLE else f"{law(TASKS[0], day)[1][:10]}　別表第二の"
    )


def significant(series: Series) -> tuple[Series, list[int]]:
    """The series and its fresh rows that are 重要 and 事前; one on a ※ item is made so where there is none."""
    found = [n for n, row in fresh(series) if row.timing == "事前"]
    plain = [n for n, row in fresh(series) if all(re.match(r"Ⅱ\(.*\)-6|Ⅲ\(", p) for p in row.at)]
    if found or not plain:
        return series, found
    return with_row(
        series, plain[0], timing="事前", explanation="取扱いを改めるものであり、重要な変更に当たる。"
    ), plain[:1]
