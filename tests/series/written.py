"""Versions of a 評価書 as plain addresses and values, and the stories that tell them.

A story is a YAML file: a stock form with its slots filled, then one entry a version with the edits that really
happened and the rows that the officer wrote. Nothing here reads a row or knows how piadiff does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
Value = str | list[str]

OLD, NEW = "平成31年1月", "令和6年10月"
NEW_SINCE = date(2024, 10, 1)
MOVED = {"基礎": {"Ⅳ-8": "Ⅳ-9", "Ⅳ-9": "Ⅳ-10"}}
"""Items that stand elsewhere since 令和6年10月 (domain facts, §2.5)."""
ADDED = {"基礎": ("Ⅰ-9", "Ⅳ-8", "Ⅳ-11")}
"""Items, with all below them, that 令和6年10月 brought."""

_NUMBERED = re.compile(r"^(システム|委託事項|提供先|移転先)(\d+)(?:~\d+)?$")


@dataclass(frozen=True)
class Row:
    """One row of the table as the officer wrote it; ``at`` are the addresses it really speaks of."""

    day: date | None
    day_raw: str
    item: str
    before: str
    after: str
    timing: str = "事後"
    explanation: str = ""
    at: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class State:
    """One version as it was published; ``rows`` is its whole table. Two of them are never the same."""

    day: date
    revision: str
    items: Mapping[str, Value]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Series:
    """All versions of one form, oldest first.

    Attributes:
        shown: (index of version, address) that the last version cannot tell, though its table shows a sign of it.
        hidden: The same where nothing in the last version shows it, so that no reader could know.
        unread: Addresses that the source of the last version does not show.
        planted: What was made untidy on purpose, in words.
    """

    name: str
    kind: str
    number: str
    versions: tuple[State, ...]
    shown: frozenset[tuple[int, str]] = frozenset()
    hidden: frozenset[tuple[int, str]] = frozenset()
    unread: frozenset[str] = frozenset()
    planted: tuple[str, ...] = field(default=(), compare=False)


def wareki(day: date) -> str:
    """令和7年3月31日."""
    name, first = ("令和", 2018) if day >= date(2019, 5, 1) else ("平成", 1988)
    year = day.year - first
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def fill(value: Value | None, slots: Mapping[str, str]) -> Value | None:
    """The value with its slots filled."""
    if value is None:
        return None
    if isinstance(value, list):
        return [str(fill(each, slots)) for each in value]
    for name, word in slots.items():
        value = value.replace("{" + name + "}", word)
    return value


@lru_cache(maxsize=8)
def stock(kind: str) -> Mapping[str, Value | None]:
    """The stock form of a kind, as of 令和6年10月, with its slots open."""
    return yaml.safe_load((HERE / "stock" / f"{kind}.yaml").read_text(encoding="utf-8"))


def _levels(path: str) -> list[str]:
    """``Ⅱ(住民・税)-5-提供先1`` → its levels; a hyphen inside brackets does not part."""
    return re.split(r"-(?![^(]*\))", path)


def _pattern(path: str) -> str:
    levels = [_NUMBERED.sub(r"\g<1>1", level) for level in _levels(path)]
    return "-".join([re.sub(r"\(.*\)$", "(*)", levels[0]), *levels[1:]])


@lru_cache(maxsize=8)
def _ranks(kind: str) -> Mapping[str, int]:
    ranks: dict[str, int] = {}
    for at, path in enumerate(stock(kind)):
        levels = _levels(path)
        for depth in range(1, len(levels) + 1):
            ranks.setdefault("-".join(levels[:depth]), at)
    return ranks


def ordered(kind: str, items: Mapping[str, Value], files: tuple[str, ...]) -> dict[str, Value]:
    """The items in the order of the printed form."""
    ranks = _ranks(kind)

    def place(path: str) -> list[tuple[int, int]]:
        levels = _levels(path)
        named = re.search(r"\((.*)\)$", levels[0])
        order = [(ranks.get(_pattern(levels[0]), 10**6), files.index(named[1]) if named and named[1] in files else -1)]
        for depth in range(2, len(levels) + 1):
            number = _NUMBERED.match(levels[depth - 1])
            order.append((ranks.get(_pattern("-".join(levels[:depth])), 10**6), int(number[2]) if number else 0))
        return order

    return {path: items[path] for path in sorted(items, key=place)}


def below(path: str, above: str) -> bool:
    """Whether an address is another one or stands under it."""
    return path == above or path.startswith(f"{above}-")


def older(kind: str, items: Mapping[str, Value]) -> dict[str, Value]:
    """Items of 令和6年10月 as 平成31年1月 had them."""
    back = {new: old for old, new in MOVED.get(kind, {}).items()}
    kept = {path: value for path, value in items.items() if not any(below(path, a) for a in ADDED.get(kind, ()))}
    return {_renamed(path, back): value for path, value in kept.items()}


def newer(kind: str, items: Mapping[str, Value]) -> dict[str, Value]:
    """Items of 平成31年1月 at their places of 令和6年10月, the new ones empty."""
    moved = {_renamed(path, MOVED.get(kind, {})): value for path, value in items.items()}
    fresh = {
        path: [] if isinstance(value, list) else ""
        for path, value in stock(kind).items()
        if any(below(path, a) for a in ADDED.get(kind, ()))
    }
    return {**moved, **fresh}


def _renamed(path: str, moves: Mapping[str, str]) -> str:
    return next((to + path[len(at) :] for at, to in moves.items() if below(path, at)), path)


def base_items(kind: str, slots: Mapping[str, str], files: tuple[str, ...], items: Mapping[str, Value | None]) -> dict:
    """The stock with its slots filled, per-file sections once for each file, and a story's own items."""
    made: dict[str, Value] = {}
    for path, value in stock(kind).items():
        for file in files if "(*)" in path else ("",):
            filled = fill(value, {**slots, "ファイル": file or "\n".join(files)})
            if filled is not None:
                made[path.replace("(*)", f"({file})")] = filled
    for path, value in items.items():
        for place in [path.replace("(*)", f"({file})") for file in files] if "(*)" in path else [path]:
            if value is None:
                for gone in [p for p in made if below(p, place)]:
                    del made[gone]
            else:
                made[place] = fill(value, slots)  # type: ignore[assignment]
    return made


def edited(items: Mapping[str, Value], edits: list) -> dict[str, Value]:
    """The items after edits: [path, value] sets, [path, old, new] replaces, [path] takes away with all below.

    Raises:
        ValueError: When an edit does not say exactly one thing.
    """
    now = dict(items)
    for path, *rest in edits:
        if not rest:
            gone = [p for p in now if below(p, path)]
            if not gone:
                raise ValueError(f"nothing to take away at {path}")
            for each in gone:
                del now[each]
        elif len(rest) == 1:
            if now.get(path) == rest[0]:
                raise ValueError(f"{path} is so already")
            now[path] = rest[0]
        else:
            old, new, *times = rest
            text = now[path]
            if not isinstance(text, str) or text.count(old) != (times[0] if times else 1):
                raise ValueError(f"{path} holds {old!r} not once but {str(text).count(old)} times")
            now[path] = text.replace(old, new)
    return now


def with_day(items: Mapping[str, Value], day: date) -> dict[str, Value]:
    """The items with the 公表日 of the 表紙."""
    return {**items, "表紙-公表日": wareki(day)}


def rows_of(entries: list, day: date) -> tuple[Row, ...]:
    """Rows of a story; 日 is given only where the officer wrote another one."""
    return tuple(
        Row(
            day=day,
            day_raw=entry.get("日", wareki(day)),
            item=entry["項目"],
            before=entry["前"],
            after=entry["後"],
            timing=entry.get("時期", "事後"),
            explanation=entry["説明"],
            at=tuple(entry["対象"]),
        )
        for entry in entries
    )


def story(source: Path) -> Series:
    """All versions a story tells."""
    told = yaml.safe_load(source.read_text(encoding="utf-8"))
    kind, files = told["種類"], tuple(told["ファイル"])
    items = base_items(kind, {**told["言葉"], "番号": told["番号"]}, files, told.get("項目", {}))
    revision = told["改訂"]
    state = State(told["公表日"], revision, older(kind, items) if revision == OLD else items)
    versions = [_published(kind, files, state)]
    for entry in told["版"]:
        before = versions[-1]
        items = dict(before.items)
        if entry.get("改訂", before.revision) != before.revision:
            items = newer(kind, items)
        items = edited(items, entry["変更"])
        day = entry["公表日"]
        rows = before.rows + rows_of(entry["行"], day)
        versions.append(_published(kind, files, State(day, entry.get("改訂", before.revision), items, rows)))
    return Series(source.stem, kind, told["番号"], tuple(versions))


def _published(kind: str, files: tuple[str, ...], state: State) -> State:
    return replace(state, items=ordered(kind, with_day(state.items, state.day), files))


def stories() -> dict[str, Series]:
    """Every clean series by name."""
    return {path.stem: story(path) for path in sorted((HERE / "stories").glob("*.yaml"))}
