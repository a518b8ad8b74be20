"""What an amendment does to the words of a text: the new numbers and captions, and how sure each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from piadiff.law import shelf
from piadiff.law.changes import differences
from piadiff.law.checking import Status, article, check
from piadiff.law.citation_lists import Citation
from piadiff.law.citation_words import in_kanji, spelt
from piadiff.law.citations import Aliases, find_citations
from piadiff.law.evidence import opening
from piadiff.law.lists import Criterion, criterion
from piadiff.law.relist import Rewrite, Span, Sure, relisted, turned
from piadiff.law.text import Hold, Text, gone
from piadiff.text import key, wareki


@dataclass(frozen=True, slots=True)
class _Seen:
    """The text that is rewritten, and the rule by which it says it lists."""

    text: str
    span: Span
    rule: Criterion | None


def rewrites(text: str, names: Aliases, since: date, until: date) -> tuple[Rewrite, ...]:
    """Everything the law changed between two days that a text cites, in its order, without overlaps.

    Only what stood in the law on the first day is rewritten; what was wrong before is the audit's.
    """
    seen = _Seen(text, Span(since, until), criterion(text))
    found: list[tuple[str, Rewrite]] = []
    before: Citation | None = None
    for cited in find_citations(text, names):
        held = _held(cited)
        found += [("", each) for each in _repealed(cited, seen.span)]
        if held is not None and held.hold(since) is Hold.HELD:
            made = _of_table(seen, cited, before, held) if cited.table else _of_article(seen, cited, held)
            found += [(held.title if cited.table else "", each) for each in made]
        before = cited
    stuck = {title for title, each in found if title and each.sure is Sure.OPEN}
    whole = [_left(each) if title in stuck else each for title, each in found]
    return tuple(whole)


def _left(made: Rewrite) -> Rewrite:
    """A rewriting that is not made because another of the same table cannot be: half a move would cite nothing."""
    if made.sure is Sure.OPEN or made.before == made.after:
        return made
    return replace(made, after=made.before, sure=Sure.OPEN, because="同じ表の項番に、書き換えられないものがある")


def apply(text: str, chosen: Sequence[Rewrite]) -> str:
    """The text with the rewritings made."""
    for each in sorted(chosen, key=lambda each: -each.start):
        if each.before != each.after:
            text = text[: each.start] + each.after + text[each.end :]
    return text


def _held(cited: Citation) -> Text | None:
    if not cited.law:
        return None
    return shelf.table(cited.law, cited.table) if cited.table else shelf.law(cited.law)


def _repealed(cited: Citation, span: Span) -> Iterator[Rewrite]:
    """That a law known by name only was repealed: its numbers lead nowhere that the data know."""
    entry = shelf.entry(cited.law) if cited.law else None
    if entry is not None and entry.repealed and span.holds(entry.repealed):
        because = f"{entry.short}は {wareki(entry.repealed)} に廃止された"
        yield Rewrite(cited.start, cited.end, cited.text, cited.text, Sure.OPEN, because, entry.short, ())


def _moves(law: str, table: str, span: Span) -> Iterator[dict[str, Any]]:
    return (each for each in shelf.moves() if each["from"] == [law, table] and span.holds(each["day"]))


def _of_article(seen: _Seen, cited: Citation, held: Text) -> Iterator[Rewrite]:
    """A 条 or 号 that moved, a caption that changed, a 条 that went."""
    text, span = seen.text, seen.span
    if check(replace(cited, caption=""), span.since)[0].status is not Status.EXISTS:
        return
    by_law = turned(held, held.versions(cited.article), span)
    place = f"{held.title}{article(cited.article)}"
    number, because = cited.article, ""
    for move in _moves(held.id, "", span):
        pair = next((each for each in move["pairs"] if each[0] == number and each[1]), None)
        if pair:
            number, because = pair[1], pair[3]
    item = _moved_item(cited, span)
    old, new = held.version(cited.article, span.since), held.version(number, span.until)
    if new is None or gone(new):
        yield Rewrite(
            cited.start, cited.end, cited.text, cited.text, Sure.OPEN, f"{place}がなくなっています", place, by_law
        )
        return
    if number != cited.article or item is not None:
        after = _renumbered(cited.text, cited.article, number, "条")
        by = item[1] if item else by_law[-1:]
        if item is not None:
            after = _renumbered(after, cited.item, item[0], "号")
        sure = Sure.CHECK if number != cited.article else Sure.CERTAIN
        sure = sure if after != cited.text else Sure.OPEN
        yield Rewrite(cited.start, cited.end, cited.text, after, sure, because or "号の繰下げ", place, by)
    if old is not None and cited.caption and key(old.caption) == key(cited.caption) and old.caption != new.caption:
        start = _caption_at(text, cited)
        if start >= 0 and new.caption:
            yield Rewrite(
                start,
                start + len(cited.caption),
                text[start : start + len(cited.caption)],
                new.caption,
                Sure.CERTAIN,
                "見出しが改まった",
                place,
                by_law,
            )


def _moved_item(cited: Citation, span: Span) -> tuple[str, tuple[str, ...]] | None:
    """New 号 and the amendment, where the data know that the 号 moved."""
    for day, by, pairs in shelf.entry(cited.law).moved.get(cited.article, ()):
        if span.holds(day) and cited.item in pairs:
            return pairs[cited.item], (f"{by}、{wareki(date.fromisoformat(day))}施行",)
    return None


def _caption_at(text: str, cited: Citation) -> int:
    """Where the caption behind a citation begins, -1 where it is broken by white space."""
    return text.find(cited.caption, cited.end, cited.end + len(cited.caption) + 3)


def _renumbered(words: str, old: str, new: str, unit: str) -> str:
    """The words with one number exchanged, in their own digits."""
    first, _, branch = new.partition("の")
    was = old.split("の")
    pattern = rf"(第?)\s*{_any_width(was[0])}\s*{unit}" + "".join(rf"\s*の\s*{_any_width(each)}" for each in was[1:])
    said = f"{first}{unit}" + (f"の{branch}" if branch else "")
    return re.sub(pattern, lambda found: found[1] + spelt(said, found[0]), words, count=1)


def _any_width(number: str) -> str:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    return f"(?:{number}|{wide}|{in_kanji(int(number))})"


def _of_table(seen: _Seen, cited: Citation, before: Citation | None, held: Text) -> Iterator[Rewrite]:
    """A table that gave way to another, or rows that moved, came and went."""
    span = seen.span
    if not held.stands(span.since):
        return
    move = next((each for each in _moves(cited.law, cited.table, span) if each["to"] != each["from"]), None)
    target = shelf.table(*move["to"]) if move else held
    if target is None or not target.stands(min(span.until, target.checked)):
        return
    if cited.numbers or cited.partly:
        rule = seen.rule if cited.ranged or len(cited.numbers) >= _RULED else None
        made = relisted(cited, held, target, span, rule)
        if made.before != made.after or (made.sure is Sure.OPEN and made.amendments):
            yield made
        if target is held and rule is None:
            yield from _altered(cited, held, span)
    elif target is not held:
        yield _named(seen.text, cited, before, target, span)


def _altered(cited: Citation, held: Text, span: Span) -> Iterator[Rewrite]:
    """Rows cited that stay where they are and say something else since: nothing to rewrite, something to look at."""
    until = min(span.until, held.checked)
    moved = {number for each in _moves(held.id, held.table, span) for pair in each["pairs"] for number in pair[:2]}
    for number in (each for each in cited.numbers if each not in moved):
        old, new = held.version(number, span.since), held.version(number, until)
        told = differences(old, new) if old and new and not (gone(old) or gone(new)) and old.law == new.law else ()
        if told:
            because = f"{number}の項の中身が改まった（{'、'.join(told)}）。記載は変えていない"
            place, by_law = f"{held.title}の{number}の項", turned(held, held.versions(number), span)
            yield Rewrite(cited.start, cited.end, cited.text, cited.text, Sure.CHECK, because, place, by_law)


_RULED = 3
"""Numbers from which on a text that states a rule is taken to list what the rule calls for."""


def _named(text: str, cited: Citation, before: Citation | None, target: Text, span: Span) -> Rewrite:
    """The new name of a table that gave way to another."""
    name = target.title.removeprefix(target.names[1]) if cited.law == target.id else target.title
    start, after, sure, because = cited.start, name, Sure.CHECK, f"{target.title}に移された"
    law = shelf.entry(cited.law).short
    if cited.law != target.id:
        gap = text[before.end : cited.start] if before is not None else ""
        if (
            before is not None
            and before.article
            and target.title.startswith(_bare(law, before, span))
            and len(gap) <= _GAP
        ):
            tail = target.title.removeprefix(_bare(law, before, span))
            after = tail if not gap.strip() else f"同{'号' if before.item else '条'}{tail}"
            start = before.end if not gap.strip() else start
        elif before is not None and before.article and before.end <= cited.start and len(gap) <= _GAP and (
            target.title.startswith(f"{law}{article(before.article)}第")
        ):
            after, sure = cited.text, Sure.OPEN
            because += f"（直前の {before.text} と合わない）"
        elif _IN_BRACKETS.sub("", text[: cited.start]).endswith(shelf.entry(cited.law).names):
            after = name.removeprefix(law)
    return Rewrite(
        start,
        cited.end,
        text[start : cited.end],
        after,
        sure,
        because,
        f"{law}{cited.table}",
        (opening(target),),
    )


_GAP = 40
_IN_BRACKETS = re.compile(r"(?:（[^（）]*）\s*)+$")


def _bare(law: str, cited: Citation, span: Span) -> str:
    """番号法第19条第8号, whatever the 号 was before it moved."""
    moved = _moved_item(cited, span)
    item = moved[0] if moved else cited.item
    return f"{law}{article(cited.article)}" + (f"第{item}号" if item else "")
