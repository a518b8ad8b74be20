"""A list of 項番 after an amendment: the numbers it names then, in the signs it was written in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from piadiff.law import shelf
from piadiff.law.citation_lists import Citation
from piadiff.law.citation_words import KANJI_DIGITS, arabic, spelt
from piadiff.law.evidence import amendment, opening
from piadiff.law.lists import Criterion
from piadiff.law.text import Text, Version, gone, order


class Sure(StrEnum):
    """How sure a rewriting is; the three piles of a review."""

    CERTAIN = "applied"
    CHECK = "applied, please check"
    OPEN = "could not be applied"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One stretch of a text and what the amendment makes of it.

    Attributes:
        after: New words; the same as ``before`` where nothing could be applied.
        amendments: Laws that made it necessary, with their 施行日.
    """

    start: int
    end: int
    before: str
    after: str
    sure: Sure
    because: str
    place: str
    amendments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which the law is looked at."""

    since: date
    until: date

    def holds(self, day: str | date) -> bool:
        """Whether something that began on a day began between them."""
        return self.since < (date.fromisoformat(day) if isinstance(day, str) else day) <= self.until


def relisted(cited: Citation, held: Text, target: Text, span: Span, rule: Criterion | None) -> Rewrite:
    """The new numbers of a list; ``target`` is the table that holds the rows on the second day."""
    stood = [number for number in cited.numbers if _row(held, number, span.since)]
    strange = [number for number in cited.numbers if number not in stood]
    pairs, lost = _followed(held, target, stood, span)
    now = {new for new, _ in pairs.values()}
    sure = Sure.CERTAIN if all(how == "certain" for _, how in pairs.values()) and not strange else Sure.CHECK
    because = "同じ項の新しい番号" if held is not target else "項番が移った"
    if rule is not None:
        until = min(span.until, target.checked)
        wanted, was = target.giving(rule.by, rule.kind, until), held.giving(rule.by, rule.kind, span.since)
        kept = {new for new, _ in _followed(held, target, list(was), span)[0].values()}
        exact = set(cited.numbers) == set(was)
        now = set(wanted) if exact else (now | (set(wanted) - kept)) - (kept - set(wanted))
        sure = Sure.CERTAIN if exact else Sure.CHECK
        because = f"記載の基準（{rule.by}・{rule.kind}）に当たる項が変わった"
    elif lost:
        sure, because = Sure.OPEN, f"{'、'.join(lost)}の項の行き先が法令にない"
    if not cited.whole:
        words = "範囲で書かれた項番" if cited.ranged else "読み取れない項番のある一覧"
        sure, because = Sure.OPEN, f"{words}は書き換えない"
    if strange and sure is not Sure.OPEN:
        because += f"（{'、'.join(strange)}の項は前の日の表になく、そのまま残した）"
    numbers = sorted(now | set(strange), key=order)
    same = {old for old, (new, _) in pairs.items() if old == new}.union(strange)
    after = cited.text if sure is Sure.OPEN else _in_its_signs(_mended(cited), numbers, same)
    touched = _between(held, cited.numbers) if cited.ranged and rule is None else set(stood) ^ now
    by_law = _turned_rows(held, target, touched, span)
    return Rewrite(cited.start, cited.end, cited.text, after, sure, because, f"{held.title}の項", by_law)


def _between(text: Text, ends: Sequence[str]) -> set[str]:
    """All numbers of a table that lie between the ends of a range."""
    first, last = min(map(order, ends)), max(map(order, ends))
    return {number for number in text.lines if first <= order(number) <= last}


def _row(text: Text, number: str, day: date) -> Version | None:
    version = text.version(number, day)
    return version if version is not None and not gone(version) else None


def _followed(
    held: Text, target: Text, numbers: Sequence[str], span: Span
) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Old number → (new number, how sure), and the numbers that lead nowhere."""
    found, lost = dict[str, tuple[str, str]](), list[str]()
    for number in numbers:
        new, how, place = number, "certain", [held.id, held.table]
        for move in (each for each in shelf.moves() if span.holds(each["day"])):
            pair = next((each for each in move["pairs"] if move["from"] == place and each[0] == new), None)
            if pair is not None:
                new, place = pair[1] or "", move["to"]
                how = pair[2] if pair[2] != "certain" else how
        if new and place == [target.id, target.table] and _row(target, new, min(span.until, target.checked)):
            found[number] = new, how
        else:
            lost.append(number)
    return found, lost


def _turned_rows(held: Text, target: Text, numbers: Iterable[str], span: Span) -> tuple[str, ...]:
    """Amendments that touched rows which one list has and the other has not."""
    if held is not target:
        return (opening(target),)
    return turned(held, [version for number in numbers for version in held.versions(number)], span)


_HYPHENS = r"\-－‐ー−"
_NUMBER = re.compile(rf"[0-9０-９]+(?:\s*[の{_HYPHENS}]\s*[0-9０-９]+)*")
_KANJI = re.compile(rf"[{KANJI_DIGITS}]+(?:\s*の\s*[{KANJI_DIGITS}]+)*")


def _mended(cited: Citation) -> str:
    """The words of a list without the white space that tears its numbers."""

    def joined(run: re.Match[str]) -> str:
        whole = "".join(run[0].split())
        return whole if arabic(_plain(whole)) in cited.numbers else run[0]

    return re.sub(rf"[0-9０-９]+(?:\s+[0-9０-９]+)+(?:\s*[の{_HYPHENS}]\s*[0-9０-９]+)*", joined, cited.text)


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", re.sub(rf"\s|[{_HYPHENS}]", _hyphen, words))


def _in_its_signs(words: str, numbers: Sequence[str], same: Collection[str]) -> str:
    """The list with its new numbers, in the signs of the old one."""
    tokens = list(_NUMBER.finditer(words)) or list(_KANJI.finditer(words))
    written = {arabic(_plain(each[0])): each for each in tokens}
    gaps = [words[one.end() : other.start()] for one, other in pairwise(tokens)]
    common = Counter(gaps).most_common(1)[0][0] if gaps else "、"
    like = "".join(each[0] for each in tokens)
    branch = next((sign for sign in "－-‐−" if sign in like), "の")
    out = ""
    for at, number in enumerate(numbers):
        token = written.get(number) if number in same else None
        gap = common
        if token is not None and tokens.index(token):
            gap = gaps[tokens.index(token) - 1]
        said = token[0] if token is not None else spelt(number.replace("の", branch), like)
        out += (gap if at else "") + said
    return words[: tokens[0].start()] + out + words[tokens[-1].end() :]


def _hyphen(found: re.Match[str]) -> str:
    return "" if found[0].isspace() else "-"


def turned(text: Text, versions: Sequence[Version], span: Span) -> tuple[str, ...]:
    """Amendments that began or ended versions of a number between the days."""
    turns = {each.id: each for one in versions for each in (one.since, one.until) if each and span.holds(each.day)}
    return tuple(amendment(text, each) for each in sorted(turns.values(), key=lambda each: each.day))
