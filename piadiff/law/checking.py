"""A citation against the law of a day: there, gone, not yet there, another caption, or not held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from piadiff.law import shelf
from piadiff.law.citation_lists import Citation
from piadiff.law.text import Hold, Text, Version, gone
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
    if not numbers and citation.partly:
        return (_Asked(citation, text, "", day).answer(Status.NOT_HELD, f"{text.title}のどの項か、読み取れません"),)
    if not numbers:
        return (_whole(_Asked(citation, text, "", day)),)
    return tuple(_number(_Asked(citation, text, number, day)) for number in numbers)


def _known_by_name(citation: Citation, day: date) -> Checked:
    """A law whose text is not held: that it was repealed may be known."""
    entry = shelf.entry(citation.law)
    if entry.repealed and day >= entry.repealed:
        message = f"{entry.short}は {wareki(entry.repealed)} に廃止されています"
        return Checked(citation, "", Status.GONE, entry.repealed, entry.id, "", message)
    return Checked(citation, "", Status.NOT_HELD, None, entry.id, "", f"{entry.short}{citation.table}は未収録です")


NUMBERS_ONLY = "条は番号と見出しを収録しています（文言だけの改正は分かりません）"
"""What the data do not hold of articles, to be said where changes of them are listed."""


def outside(text: Text, day: date) -> str:
    """Why the data do not answer for a day, "" when they do."""
    hold = text.hold(day)
    if hold is Hold.BEFORE:
        return f"{text.title}の {wareki(text.since)} より前の版はありません"
    return f"{text.title}の {wareki(text.checked)} より後の改正は未収録です" if hold is Hold.BEYOND else ""


def absent(text: Text, day: date) -> str:
    """That a law or a table did not stand on a day that the data reach, and since or until when; "" when it did."""
    if text.hold(day) is not Hold.HELD or text.stands(day):
        return ""
    return _whole(_Asked(Citation(0, 0, "", text.id, table=text.table), text, "", day)).message


@dataclass(frozen=True, slots=True)
class _Asked:
    """One number asked for on a day, and the name it has in answers."""

    citation: Citation
    text: Text
    number: str
    day: date

    @property
    def name(self) -> str:
        """番号法第28条, 番号法別表第二の21の項, or the table."""
        if not self.number:
            return self.text.title
        return (
            f"{self.text.title}の{self.number}の項" if self.text.table else f"{self.text.title}{article(self.number)}"
        )

    def answer(self, status: Status, message: str, since: date | None = None) -> Checked:
        """The answer; the revision that decides is that of ``since``, else of the day asked for."""
        revision = self.text.revision(since or min(self.day, self.text.checked))
        return Checked(
            self.citation, self.number, status, since, self.text.id, revision.id if revision else "", message
        )


def _whole(asked: _Asked) -> Checked:
    """A table as such: it stands as long as one of its rows does."""
    if not asked.text.stands(min(asked.day, asked.text.checked)):
        return _absent(asked, [version for number in asked.text.lines for version in asked.text.versions(number)])
    if asked.text.hold(asked.day) is Hold.BEYOND:
        return asked.answer(Status.NOT_HELD, outside(asked.text, asked.day))
    return asked.answer(Status.EXISTS, f"{asked.name}があります")


def _absent(asked: _Asked, versions: Sequence[Version]) -> Checked:
    """Something that does not stand on a day: when it went, or comes; ``versions`` are all it ever had."""
    text, day = asked.text, asked.day
    real = [version for version in versions if not gone(version)]
    since = min((version.since.day for version in real), default=None)
    came_while_held = since is not None and (since > text.since or text.begins is not None)
    if text.hold(day) is not Hold.HELD and not (text.hold(day) is Hold.BEFORE and came_while_held):
        return asked.answer(Status.NOT_HELD, outside(text, day))
    if since is None:
        return asked.answer(Status.NEVER, f"{asked.name}は、収録したどの版にもありません")
    if day < since:
        return asked.answer(Status.NOT_YET, f"{asked.name}は {wareki(since)} からです", since)
    last = max(version.until.day for version in real if version.until and version.until.day <= day)
    return asked.answer(Status.GONE, f"{asked.name}は {wareki(last)} からありません", last)


def _number(asked: _Asked) -> Checked:
    text, number, day = asked.text, asked.number, asked.day
    if text.hold(day) is Hold.BEYOND:
        version = text.version(number, text.checked)
        known = version is not None and not gone(version)
        told = "" if known else f"（{wareki(text.checked)} の版に{asked.name}はありません）"
        return asked.answer(Status.NOT_HELD, outside(text, day) + told)
    version = text.version(number, day)
    if version is None or gone(version):
        return _absent(asked, text.versions(number))
    deeper = "" if text.table else lacking(asked.citation, version)
    if deeper:
        return asked.answer(Status.NEVER, f"{asked.name}に{deeper}はありません")
    wrong = "" if text.table else _caption_fault(asked.citation.caption, text, number, day)
    return asked.answer(Status.CAPTION if wrong else Status.EXISTS, wrong or f"{asked.name}があります")


def article(number: str) -> str:
    """16の2 as 第16条の2."""
    first, _, branch = number.partition("の")
    return f"第{first}条" + (f"の{branch}" if branch else "")


def lacking(citation: Citation, version: Version) -> str:
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
    owner = next(
        (each for each, one in text.on(day).items() if one.caption and _bare(one.caption) == _bare(quoted)), ""
    )
    if owner:
        return f"{caption}（「{quoted}」は{article(owner)}の見出し）"
    if _NO_CAPTION.search(quoted):
        return ""
    near = SequenceMatcher(None, _bare(version.caption), _bare(quoted), autojunk=False).ratio() >= _ALIKE
    return caption if near else ""
