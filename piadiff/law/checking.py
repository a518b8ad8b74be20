"""A citation against the law of a day: there, gone, not yet there, another caption, or not held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from piadiff.law import shelf
from piadiff.law.citations import Citation
from piadiff.law.text import Hold, Text, Version, gone, order
from piadiff.text import key, wareki


class Status(StrEnum):
    """What the law of a day says to a citation."""

    EXISTS = "exists"
    GONE = "gone"
    NOT_YET = "not yet"
    NEVER = "never"
    CAPTION = "caption differs"
    NOT_HELD = "not held"


WRONG = frozenset({Status.GONE, Status.NOT_YET, Status.NEVER, Status.CAPTION})
"""What a person should look at; that something is not held proves nothing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One number of a citation on a day.

    Attributes:
        number: 条 or 項番; "" where a whole table is cited.
        day: Day from which it is gone, or from which it is there.
        law: e-Gov id of the law, ``revision`` of the revision that decides; "" where none is held.
        message: The answer in words, the law named.
    """

    citation: Citation
    number: str
    status: Status
    day: date | None
    law: str
    revision: str
    message: str


def check(citation: Citation, day: date) -> tuple[Checked, ...]:
    """Every number of a citation on a day."""
    if not citation.law:
        return (Checked(citation, "", Status.NOT_HELD, None, "", "", "どの法令か、収録したものからは決められません"),)
    text = shelf.table(citation.law, citation.table) if citation.table else shelf.law(citation.law)
    if text is None:
        return (_known_by_name(citation, day),)
    numbers = citation.numbers if citation.table else (citation.article,)
    if not numbers:
        return (_whole(citation, text, day),)
    return tuple(_number(citation, text, number, day) for number in numbers)


def _known_by_name(citation: Citation, day: date) -> Checked:
    """A law whose text is not held: that it was repealed may be known."""
    entry = shelf.entry(citation.law)
    if entry.repealed and day >= entry.repealed:
        message = f"{entry.short}は {wareki(entry.repealed)} に廃止されています"
        return Checked(citation, "", Status.GONE, entry.repealed, entry.id, "", message)
    return Checked(citation, "", Status.NOT_HELD, None, entry.id, "", f"{entry.short}{citation.table}は未収録です")


def outside(text: Text, day: date) -> str:
    """Why the data do not answer for a day, "" when they do."""
    hold = text.hold(day)
    if hold is Hold.BEFORE:
        return f"{text.title}の {wareki(text.since)} より前の版はありません"
    return f"{text.title}の {wareki(text.checked)} より後の改正は未収録です" if hold is Hold.BEYOND else ""


def _answer(citation: Citation, text: Text, number: str, status: Status, message: str, day: date | None, at: date) -> Checked:
    revision = text.revision(at)
    return Checked(citation, number, status, day, text.id, revision.id if revision else "", message)


def _whole(citation: Citation, text: Text, day: date) -> Checked:
    """A table as such: it stands as long as one of its rows does."""
    last = text.hold(day) is Hold.BEYOND
    at = text.checked if last else day
    if text.on(at):
        status, message = (Status.NOT_HELD, outside(text, day)) if last else (Status.EXISTS, f"{text.title}があります")
        return _answer(citation, text, "", status, message, None, at)
    since, until = _life(text, [version for number in text.lines for version in text.versions(number)])
    return _absent(citation, text, "", text.title, (since, until), day)


def _life(text: Text, versions: list[Version]) -> tuple[date | None, date | None]:
    """First day and first day no longer of what stands in the versions, 削除 left out."""
    real = [version for version in versions if not gone(version)]
    if not real:
        return None, None
    ends = [version.until.day if version.until else date.max for version in real]
    return min(version.since.day for version in real), max(ends)


def _absent(
    citation: Citation, text: Text, number: str, name: str, life: tuple[date | None, date | None], day: date
) -> Checked:
    """Something that does not stand on a day: when it went, or comes."""
    since, until = life
    if text.hold(day) is Hold.BEFORE and since is not None and since > text.since:  # it came while the data were kept
        return _answer(citation, text, number, Status.NOT_YET, f"{name}は {wareki(since)} からです", since, since)
    if text.hold(day) is not Hold.HELD:
        return _answer(citation, text, number, Status.NOT_HELD, outside(text, day), None, min(day, text.checked))
    if since is None or until is None:
        return _answer(citation, text, number, Status.NEVER, f"{name}は、収録したどの版にもありません", None, day)
    if day < since:
        return _answer(citation, text, number, Status.NOT_YET, f"{name}は {wareki(since)} からです", since, since)
    last = max(end.until.day for end in _ended(text, number) if end.until and end.until.day <= day) if number else until
    return _answer(citation, text, number, Status.GONE, f"{name}は {wareki(last)} からありません", last, last)


def _ended(text: Text, number: str) -> Iterator[Version]:
    return (version for version in text.versions(number) if version.until and not gone(version))


def _number(citation: Citation, text: Text, number: str, day: date) -> Checked:
    name = f"{text.title}の{number}の項" if text.table else f"{text.title}{article(number)}"
    if text.hold(day) is Hold.BEYOND:
        told = "" if _stands(text.version(number, text.checked)) else f"（{wareki(text.checked)} の版に{name}はありません）"
        return _answer(citation, text, number, Status.NOT_HELD, outside(text, day) + told, None, text.checked)
    version = text.version(number, day)
    if version is None or gone(version):
        return _absent(citation, text, number, name, _life(text, list(text.versions(number))), day)
    deeper = "" if text.table else _deeper(citation, text, version)
    if deeper:
        return _answer(citation, text, number, Status.NEVER, f"{name}に{deeper}はありません", None, day)
    wrong = "" if text.table else _caption_fault(citation.caption, text, number, day)
    status = Status.CAPTION if wrong else Status.EXISTS
    return _answer(citation, text, number, status, wrong or f"{name}があります", None, day)


def article(number: str) -> str:
    """16の2 as 第16条の2."""
    first, _, branch = number.partition("の")
    return f"第{first}条" + (f"の{branch}" if branch else "")


def _stands(version: Version | None) -> bool:
    return version is not None and not gone(version)


def _deeper(citation: Citation, text: Text, version: Version) -> str:
    """The 項, 号 or 後段 that the article does not have, "" where it has them or the data do not go so far."""
    if not version.paragraphs:
        return ""
    paragraph = citation.paragraph or "1"
    items, sentences = version.paragraphs.get(paragraph, (-1, -1))
    if items < 0:
        return f"第{paragraph}項"
    if citation.item and int(citation.item.split("の")[0]) > items:
        return f"第{citation.item}号"
    return citation.part if citation.part == "後段" and sentences < 2 else ""


_NO_CAPTION = re.compile(r"以下|という|第\d|別表|[項号]|を除く|含む|に限る|年法律")
_ALIKE = 0.75


def _bare(caption: str) -> str:
    return re.sub(r"[、・]", "", key(caption))


def _caption_fault(quoted: str, text: Text, number: str, day: date) -> str:
    """What is wrong with a caption quoted behind a number, "" when nothing is, or the words are no caption.

    Words in brackets may be anything; they are a caption only where the law has them elsewhere, or nearly here.
    """
    version = text.version(number, day)
    if not quoted or version is None or not version.caption or _bare(version.caption) == _bare(quoted):
        return ""
    caption = f"{text.title}{article(number)}の見出しは「{version.caption}」です"
    for other in text.versions(number):
        if _bare(other.caption) == _bare(quoted) and other.caption:
            past = other.until and other.until.day <= day
            when = f"{wareki(other.until.day)} より前" if past and other.until else f"{wareki(other.since.day)} から"
            return f"{caption}（「{other.caption}」は{when}の見出し）"
    owner = next((each for each, one in text.on(day).items() if one.caption and _bare(one.caption) == _bare(quoted)), "")
    if owner:
        return f"{caption}（「{quoted}」は{article(owner)}の見出し）"
    if _NO_CAPTION.search(quoted):
        return ""
    near = SequenceMatcher(None, _bare(version.caption), _bare(quoted), autojunk=False).ratio() >= _ALIKE
    return caption if near else ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """The rows a text says it lists: those by which a provider gives a kind of information."""

    by: str
    kind: str


_CRITERION = re.compile(
    r"[「『]?(?P<by>[一-鿿]{2,12}?)[」』]?の項のうち、?(?:第?[四4]欄)?[^。]{0,24}?[「『]?(?P<kind>[一-鿿ァ-ヺー]{2,30}?関係情報)[」』]?[がを]含"
)


def criterion(text: str) -> Criterion | None:
    """The rule a text itself states for its list, None when it states none, or more than one."""
    found = {(match["by"], match["kind"]) for match in _CRITERION.finditer(key(text))}
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
    if text.hold(day) is not Hold.HELD or not text.on(day):
        return None
    wanted, cited = text.giving(rule.by, rule.kind, day), set(numbers)
    off = [_too_many(text, number, rule, day) for number in sorted(cited - wanted.keys(), key=order)]
    lacking = tuple(_lacking(text, number, rule, day) for number in wanted if number not in cited)
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
        moved = f"{became}の項になっています" if became else "なくなっています" if not _stands(text.version(number, day)) else "含まなくなっています"
        return False, Row(number, max(past), f"{name}は {wareki(max(past))} から{moved}", became)
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
