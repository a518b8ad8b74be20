"""Untidy rows, as published tables have them, planted in the rows of a careful officer.

Each plants one thing and notes which (version, address) pairs it leaves unknowable from the last version alone:
``shown`` where the table bears a sign of it, ``hidden`` where it bears none.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from tests.series.edits import SCALES, Edit
from tests.series.officer import Style
from tests.series.written import Row, State, Value

_ELIDED = re.compile(r"（[略省中]+）")
_PARTICLES = re.compile(r"(?<=[一-龠ァ-ヺ])[をのは](?=[一-龠ァ-ヺ])")
WHOLE = ("全体", "共通")
_LEAST = 12


@dataclass
class Plan:
    """An edit that has to happen at a version so that it can be told untidily."""

    at: int
    edit: Edit
    rows: Callable[["Draft", Mapping[str, Value], date], list[Row]]


@dataclass
class Draft:
    """A series while it is being written; lists run along its versions."""

    kind: str
    files: tuple[str, ...]
    random: Random
    style: Style
    states: list[State]
    rows: list[list[Row]]
    edits: list[list[Edit]]
    plans: list[Plan] = field(default_factory=list)
    shown: set[tuple[int, str]] = field(default_factory=set)
    hidden: set[tuple[int, str]] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    planted: list[str] = field(default_factory=list)
    spoilt: list[Row] = field(default_factory=list)

    def unsure(self, before: int, paths: tuple[str, ...] | set[str]) -> None:
        """Note that no version before one can be told for some items; old numbers of the form are noted too."""
        for path in paths:
            for at in range(before):
                self.shown |= {(at, path)}
                back = {"Ⅳ-9": "Ⅳ-8", "Ⅳ-10": "Ⅳ-9"}.get(path)
                if back:
                    self.shown.add((at, back))

    def replace(self, version: int, row: Row, **cells: object) -> Row:
        """Put another row in the place of one."""
        other = dataclasses.replace(row, **cells)  # type: ignore[arg-type]
        at = next(i for i, each in enumerate(self.rows[version]) if each is row)
        self.rows[version][at] = other
        return other

    def pick(self, wanted: Callable[[Row], bool]) -> tuple[int, Row] | None:
        """A row that fits and that nothing was planted in yet."""
        spoilt = {id(row) for row in self.spoilt}
        found = [
            (at, row)
            for at, rows in enumerate(self.rows)
            for row in rows
            if id(row) not in spoilt and row.item not in WHOLE and wanted(row)
        ]
        return self.random.choice(found) if found else None


def _long(row: Row) -> bool:
    quoted = (_ELIDED.sub("", cell).strip() for cell in (row.before, row.after))
    return len(row.at) == 1 and all(len(text) >= _LEAST and not text.startswith("[") for text in quoted)


def _marks(text: str) -> list[int]:
    """Where a text has a comma or a particle it can lose."""
    return [m.start() for m in re.finditer("、", text)] + [m.start() for m in _PARTICLES.finditer(text)]


def _loosely(random: Random, text: str) -> str:
    """The text with a comma or a particle less."""
    at = random.choice(_marks(text))
    return text[:at] + text[at + 1 :]


def loose_after(draft: Draft) -> bool:
    """変更後 quotes with a comma or a particle missing."""
    found = draft.pick(lambda row: _long(row) and bool(_marks(row.after)))
    if not found:
        return False
    at, row = found
    draft.spoilt.append(draft.replace(at, row, after=_loosely(draft.random, row.after)))
    draft.unsure(at, row.at)
    return True


def loose_before(draft: Draft) -> bool:
    """変更前 quotes so: what it lost stands nowhere in the last version."""
    found = draft.pick(lambda row: _long(row) and bool(_marks(row.before)))
    if not found:
        return False
    at, row = found
    draft.spoilt.append(draft.replace(at, row, before=_loosely(draft.random, row.before)))
    draft.hidden |= {(version, path) for path in row.at for version in range(at)}
    return True


def described(draft: Draft) -> bool:
    """The cells tell what was done."""
    found = draft.pick(lambda row: len(row.at) == 1 and row.before != row.after and not row.before.startswith("["))
    if not found:
        return False
    at, row = found
    cells = draft.random.choice(
        (
            {"before": "", "after": "※様式変更に伴う記述追加"},
            {"before": "－", "after": "文言を整理した。"},
            {"before": "文言の整理", "after": "文言の整理"},
            {"before": "（記載内容の見直し）", "after": "（記載内容の見直し）"},
            {"before": row.before, "after": "下線部を修正"},
        )
    )
    draft.spoilt.append(draft.replace(at, row, **cells))
    draft.unsure(at, row.at)
    return True


def swapped(draft: Draft) -> bool:
    """変更前 stands where 変更後 should."""
    found = draft.pick(_long)
    if not found:
        return False
    at, row = found
    draft.spoilt.append(draft.replace(at, row, before=row.after, after=row.before))
    draft.unsure(at, row.at)
    return True


def wrong_item(draft: Draft) -> bool:
    """The 項目 names another item of the section than the one that changed."""
    found = draft.pick(_long)
    if not found:
        return False
    at, row = found
    items = draft.states[-1].items
    others = [
        path
        for path, value in items.items()
        if path.split("-")[0] == row.at[0].split("-")[0] and path not in row.at and isinstance(value, str) and value
        if not any(line in value for cell in (row.before, row.after) for line in cell.split("\n"))
    ]
    if not others:
        return False
    other = draft.random.choice(others)
    draft.spoilt.append(draft.replace(at, row, item=draft.style.address(other)))
    draft.unsure(at, (*row.at, other))
    return True


def contradictory(draft: Draft) -> bool:
    """変更前 is not what the row before it had left, and that row quotes it."""
    earlier: dict[tuple[str, ...], list[str]] = {}
    found = []
    for at, rows in enumerate(draft.rows):
        for row in rows:
            there = {line for cell in earlier.get(row.at, ()) for line in cell.split("\n")}
            spoilt = set(row.before.split("\n")) - set(_other(row.before).split("\n"))
            if row.item not in WHOLE and spoilt and spoilt <= there:
                found.append((at, row))
            earlier.setdefault(row.at, []).append(row.after)
    if not found:
        return False
    at, row = draft.random.choice(found)
    draft.spoilt.append(draft.replace(at, row, before=_other(row.before)))
    draft.unsure(at, row.at)
    return True


def _other(text: str) -> str:
    """Another value of the same shape: the next month, another option, another number."""
    option = next((scale for scale in SCALES if text in scale), None)
    if option:
        return option[(option.index(text) + 1) % len(option)]
    month = re.search(r"(\d+)月1日", text)
    if month:
        return text.replace(month[0], f"{int(month[1]) % 12 + 1}月1日")
    number = re.search(r"\d{4}$", text)
    return text[: number.start()] + f"{(int(number[0]) + 111) % 10000:04d}" if number else text


def undated_inside(draft: Draft) -> bool:
    """No 変更日 in a row between two of one day."""
    found = [at for at, rows in enumerate(draft.rows) if len(rows) > 2]
    if not found:
        return False
    at = draft.random.choice(found)
    row = draft.rows[at][draft.random.randint(1, len(draft.rows[at]) - 2)]
    draft.spoilt.append(draft.replace(at, row, day=None, day_raw=""))
    return True


def undated_at_border(draft: Draft) -> bool:
    """No 変更日 in the first row of a later day: it may belong to either."""
    found = [at for at, rows in enumerate(draft.rows) if at > 1 and len(rows) > 1 and draft.rows[at - 1]]
    if not found:
        return False
    at = draft.random.choice(found)
    row = draft.rows[at][0]
    draft.spoilt.append(draft.replace(at, row, day=None, day_raw=""))
    draft.unsure(at, row.at)
    return True


def one_day_for_two(draft: Draft) -> bool:
    """The rows of a version bear the day of the next one."""
    found = [at for at in range(1, len(draft.states) - 1) if draft.rows[at] and draft.rows[at + 1]]
    if not found:
        return False
    at = draft.random.choice(found)
    later = draft.states[at + 1].day
    draft.rows[at] = [
        dataclasses.replace(row, day=row.day and later, day_raw=row.day_raw and draft.style.day(later))
        for row in draft.rows[at]
    ]
    return True


def filled_in(draft: Draft) -> bool:
    """The last version does not show an item that its newest row quotes in full."""
    items = draft.states[-1].items
    found = [
        (at, row)
        for at, rows in enumerate(draft.rows)
        for row in rows
        if len(row.at) == 1 and row.after == items.get(row.at[0]) and "(" not in row.at[0] and row.at[0][0] in "ⅠⅡⅣⅤⅥ"
    ]
    if not found:
        return False
    _, row = draft.random.choice(found)
    draft.unread |= set(row.at)
    draft.unsure(len(draft.states), row.at)
    return True


def count_without_row(draft: Draft) -> bool:
    """時点 was renewed and no row says so, so that undoing leaves a day after its version."""
    found = [
        (at, row) for at, rows in enumerate(draft.rows) for row in rows if any(p.endswith("-時点") for p in row.at)
    ]
    if not found:
        return False
    at, _ = draft.random.choice(found)
    gone = [row for row in draft.rows[at] if any(p.endswith("-時点") for p in row.at)]
    draft.rows[at] = [row for row in draft.rows[at] if row not in gone]
    paths = {path for row in gone for path in row.at}
    draft.unsure(at, paths)
    # The day of the oldest version is printed nowhere, so a 時点 shortly before the next one may be its own.
    if not any(paths & set(row.at) for rows in draft.rows[:at] for row in rows):
        draft.hidden |= {(0, path) for path in paths}
    return True


AFTERWARDS: Mapping[str, Callable[[Draft], bool]] = {
    "変更後のゆるい引用": loose_after,
    "変更前のゆるい引用": loose_before,
    "引用でなく説明": described,
    "変更前と変更後の取り違え": swapped,
    "別の項目": wrong_item,
    "前の行との矛盾": contradictory,
    "同じ日の間の日付なし": undated_inside,
    "日の境の日付なし": undated_at_border,
    "二つの版に一つの日": one_day_for_two,
    "読めない項目": filled_in,
    "行のない時点": count_without_row,
}


def plant(draft: Draft) -> None:
    """One to four untidy things, after all rows are written."""
    for name in draft.random.sample(sorted(AFTERWARDS), draft.random.randint(1, 4)):
        if AFTERWARDS[name](draft):
            draft.planted.append(name)


def forethought(draft: Draft, items: dict[str, Value], versions: int) -> dict[str, Value]:
    """Now and then something that the base form has to be ready for; gives the base form."""
    chosen = draft.random.choice((None, None, _twice, _already_there, _whole_described))
    return chosen(draft, items, versions) if chosen else items


def _home(draft: Draft) -> str:
    """A text of the form nothing else is drawn from, to plant words in."""
    return {"基礎": "Ⅰ-6", "重点": "Ⅲ(*)-10", "全項目": "Ⅳ-3"}[draft.kind].replace("*", draft.files[0])


def _twice(draft: Draft, items: dict[str, Value], versions: int) -> dict[str, Value]:
    """A quoted name stands twice in the item, one of them since ever."""
    path, at = _home(draft), draft.random.randrange(1, versions)
    old = "・受付簿は、係長が毎月点検する。\n・管理簿は、課長が毎年点検する。"
    edit = Edit({path: old.replace("受付簿", "管理簿")}, "名称の変更")

    def rows(draft: Draft, _: Mapping[str, Value], day: date) -> list[Row]:
        style = draft.style
        why = "名称の変更であり、重要な変更に当たらない。"
        return [Row(day, style.day(day), style.address(path), "受付簿", "管理簿", "事後", why, (path,))]

    draft.plans.append(Plan(at, edit, rows))
    draft.planted.append("同じ語が二か所")
    draft.unsure(at, (path,))
    return {**items, path: old}


def _already_there(draft: Draft, items: dict[str, Value], versions: int) -> dict[str, Value]:
    """A row for the whole form replaces a name by one that another item had before."""
    home, at = _home(draft), draft.random.randrange(1, versions)
    items = {**items, home: "中継サーバーの手引に従って操作する。"}
    holding = [path for path, value in items.items() if isinstance(value, str) and "中間サーバー" in value]
    edit = Edit({p: str(items[p]).replace("中間サーバー", "中継サーバー") for p in holding}, "名称の変更")

    def rows(draft: Draft, _: Mapping[str, Value], day: date) -> list[Row]:
        why = "名称の変更であり、重要な変更に当たらない。"
        item = draft.random.choice(WHOLE)
        return [Row(day, draft.style.day(day), item, "中間サーバー", "中継サーバー", "事後", why, tuple(holding))]

    draft.plans.append(Plan(at, edit, rows))
    draft.planted.append("全体の置換と前からある語")
    draft.unsure(at, (home,))
    return items


def _whole_described(draft: Draft, items: dict[str, Value], versions: int) -> dict[str, Value]:
    """A row for the whole form says only that the wording was put in order."""
    home, at = _home(draft), draft.random.randrange(1, versions)
    path = {"基礎": "Ⅰ-1-②", "重点": "Ⅰ-1-②", "全項目": "Ⅰ-4-②"}[draft.kind]
    items = {**items, home: "担当の職員が点検し、結果を残す。"}
    edit = Edit(
        {home: "担当する職員が点検して、結果を残す。", path: str(items[path]) + "\nなお、詳しい手順は要領に定める。"},
        "文言の整理",
    )

    def rows(draft: Draft, _: Mapping[str, Value], day: date) -> list[Row]:
        cell = draft.random.choice(("文言の整理", "記載内容の見直し", "表現の統一"))
        why = "文言の整理であり、重要な変更に当たらない。"
        return [Row(day, draft.style.day(day), "全体", cell, cell, "事後", why, (home, path))]

    draft.plans.append(Plan(at, edit, rows))
    draft.planted.append("全体を説明だけ")
    draft.unsure(at, {p for p, value in items.items() if isinstance(value, str) and value})
    return items
