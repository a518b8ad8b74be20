"""A list of 項番 against the rows that the text's own criterion calls for on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from piadiff.law import shelf
from piadiff.law.text import Hold, Text, Version, gone, order
from piadiff.text import key, wareki


@dataclass(frozen=True, slots=True)
class Criterion:
    """The rows a text says it lists: those by which a provider gives a kind of information."""

    by: str
    kind: str


_CRITERION = re.compile(
    r"[「『]?(?P<by>[一-鿿]{2,12}?)[」』]?の項のうち、?(?:第?[四4]欄)?[^。]{0,24}?[「『]?(?P<kind>[一-鿿ァ-ヺー]{2,30}?関係情報)[」』]?[がを]含[^。の]{0,4}(?:項|もの)(?!のうち)"
)


def criterion(text: str) -> Criterion | None:
    """The rule a text itself states for its list, None when it states none, or more than one."""
    folded = key(text)
    states = "の項のうち" in folded and "関係情報" in folded
    found = {(match["by"], match["kind"]) for match in _CRITERION.finditer(folded)} if states else set()
    return Criterion(*next(iter(found))) if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Row:
    """A number that a list has too much or lacks.

    Attributes:
        day: First day since which it is so; None where the data do not show it begin.
        became: Number it has since, "" when none is known.
    """

    number: str
    day: date | None
    message: str
    became: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A list of 項番 against the rows that a criterion calls for on a day.

    Attributes:
        ahead: Numbers that are rows of the kind only later: the form is ahead of the law.
    """

    wanted: tuple[str, ...]
    too_many: tuple[Row, ...]
    lacking: tuple[Row, ...]
    ahead: tuple[Row, ...]
    revision: str


def compare_list(text: Text, numbers: tuple[str, ...], rule: Criterion, day: date) -> Compared | None:
    """What a list has too much and lacks, None where the data do not reach the day."""
    if text.hold(day) is not Hold.HELD or not text.stands(day):
        return None
    wanted, cited = text.giving(rule.by, rule.kind, day), set(numbers)
    off = [_too_many(text, number, rule, day) for number in sorted(cited - wanted.keys(), key=order)]
    early = {row.number for is_ahead, row in off if is_ahead}
    lacking = tuple(
        _lacking(text, number, rule, day)
        for number in wanted
        if number not in cited and renumbered_to(text, number, date.max)[0] not in early
    )
    revision = text.revision(day)
    return Compared(
        tuple(wanted),
        tuple(row for ahead, row in off if not ahead),
        lacking,
        tuple(row for ahead, row in off if ahead),
        revision.id if revision else "",
    )


def _spans(text: Text, number: str, rule: Criterion) -> list[tuple[date, date]]:
    """Days from which until which a number gave the kind, neighbouring versions joined."""
    joined: list[tuple[date, date]] = []
    for version in text.versions(number):
        if version.gives(rule.by, rule.kind):
            until = version.until.day if version.until else date.max
            if joined and joined[-1][1] == version.since.day:
                joined[-1] = (joined[-1][0], until)
            else:
                joined.append((version.since.day, until))
    return joined


def _too_many(text: Text, number: str, rule: Criterion, day: date) -> tuple[bool, Row]:
    """Whether the number is one of the kind only later, and what to say of it."""
    name, spans = f"{number}の項", _spans(text, number, rule)
    past = [until for _, until in spans if until <= day]
    became, since = renumbered_to(text, number, day)
    if past:
        gone_since = max(past)
        became = became if since == gone_since else ""
        left = "含まなくなっています" if _stands(text.version(number, day)) else "なくなっています"
        told = f"{became}の項になっています" if became else left
        return False, Row(number, gone_since, f"{name}は {wareki(gone_since)} から{told}", became)
    coming = [begin for begin, _ in spans if begin > day]
    if coming:
        return True, Row(number, min(coming), f"{name}は {wareki(min(coming))} からです")
    if became and since:
        return False, Row(number, since, f"{name}は {wareki(since)} から{became}の項です", became)
    if not any(_stands(version) for version in text.versions(number)):
        return False, Row(number, None, f"{name}は、収録したどの版にもありません")
    if not _stands(text.version(number, day)):
        return False, Row(number, None, f"{name}は、この日の版にありません")
    return False, Row(number, None, f"{name}の{rule.by}の欄に{rule.kind}はありません")


def _stands(version: Version | None) -> bool:
    return version is not None and not gone(version)


def renumbered_to(text: Text, number: str, day: date) -> tuple[str, date | None]:
    """The number a row of the same table has since a day before ``day``, and that day."""
    for entry in reversed(shelf.moves()):
        moved_on = date.fromisoformat(entry["day"])
        if entry["from"] == entry["to"] == [text.id, text.table] and moved_on <= day:
            for old, new, sure, _ in entry["pairs"]:
                if old == number and sure == "certain":
                    return new, moved_on
    return "", None


def _lacking(text: Text, number: str, rule: Criterion, day: date) -> Row:
    since = next(begin for begin, until in _spans(text, number, rule) if begin <= day < until)
    if since == text.since:
        return Row(number, None, f"{number}の項がありません")
    return Row(number, since, f"{number}の項がありません（{wareki(since)} から）")
