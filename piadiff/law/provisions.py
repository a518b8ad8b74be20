"""Two states of a text → 条 and 号 cited before and after: moved by the law, or exchanged without its doing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from piadiff.law import shelf
from piadiff.law.checking import article
from piadiff.law.citations import Aliases, find_citations
from piadiff.law.text import Text, Version, gone, order
from piadiff.text import key, wareki


def moved_items(before: str, after: str, names: Aliases) -> tuple[str, ...]:
    """Amendments that gave a 号 cited before the number cited after: 番号法19条7号 → 8号."""
    old, new = (
        {(each.law, each.article, each.item) for each in find_citations(text, names) if each.law and each.item}
        for text in (before, after)
    )
    found: dict[str, None] = {}
    for entry in shelf.entries():
        for cited, turned in entry.moved.items():
            for day, by, pairs in turned:
                gave = [(entry.id, cited, number) for number in pairs]
                got = [(entry.id, cited, number) for number in pairs.values()]
                if any(a in old - new and b in new - old for a, b in zip(gave, got, strict=True)):
                    found[f"{by}、{wareki(date.fromisoformat(day))}施行"] = None
    return tuple(found)


def exchanged(before: str, after: str, days: tuple[date | None, date | None], names: Aliases) -> tuple[str, ...]:
    """条 and 号 given up for others that stood in the law before and after alike: nothing in it made them change.

    A 条 that came, went, moved or got another caption between the days is the law's doing, as is one that was not
    there to be cited. Of 号 only those are known whose meaning the data hold. For a day outside the data the nearest
    one held answers: what moved later or earlier is asked about too.
    """
    old, new = (
        {(each.law, each.article, each.item) for each in find_citations(text, names) if each.law and each.article}
        for text in (before, after)
    )
    found: list[str] = []
    for entry in shelf.entries():
        was, now = ({each[1:] for each in side if each[0] == entry.id} for side in (old, new))
        if was and now and was != now:
            found += _articles(entry.id, {each[0] for each in was}, {each[0] for each in now}, days)
            found += _items(entry, was, now)
    return tuple(found)


def gained(before: str, after: str, names: Aliases) -> tuple[str, ...]:
    """Provisions and tables cited after that neither were cited before nor stand in the place of one given up.

    In its place stands what the law moved there, an article for an article, and where a law is not held any other
    under a name that holds its letters in their order; of a table, what it gave way to, or another of its law.
    Rows of a table are not looked at.
    """
    old, new = _cited(before, names), _cited(after, names)
    left = [each for each in old if each not in new]
    found: list[str] = []
    for place, text in new.items():
        given = next((each for each in left if _follows(each, place)), None)
        if place not in old and given is None:
            found.append(text)
        elif place not in old and given is not None:
            left.remove(given)
    return tuple(found)


_Place = tuple[str, tuple[str, ...]]


def _cited(text: str, names: Aliases) -> dict[_Place, str]:
    """Law, or its name as written where it is not held, with 条・項・号 or table, and the words that cite it."""
    found: dict[_Place, str] = {}
    name = ""
    for each in find_citations(text, names):
        written = _NAME.search(key(text[max(0, each.start - _NEAR) : each.start]))
        name = written[1] if written else name
        place = (each.table,) if each.table else (each.article, each.paragraph, each.item)
        found.setdefault((each.law or name, place), each.text)
    return found


_NAME = re.compile(r"([^\n、。,・()「」]*(?:法律|[法令則]|条例|規程|要綱))の?$")
_NEAR = 60


def _follows(old: _Place, new: _Place) -> bool:
    """Whether a provision can stand in the place of one given up."""
    if len(old[1]) != len(new[1]):
        return False
    if len(old[1]) == 1:
        return _alike(old[0], new[0]) or any(
            entry["from"] == [old[0] or entry["from"][0], *old[1]]
            and entry["to"] == [new[0] or entry["to"][0], *new[1]]
            for entry in shelf.moves()
        )
    entry = next((each for each in shelf.entries() if each.id in (old[0], new[0])), None)
    if not _alike(old[0], new[0]) or entry is None:
        return _alike(old[0], new[0])
    (number, paragraph, item), to = old[1], new[1]
    if number != to[0]:
        return (paragraph, item) == to[1:]
    moved = any(pairs.get(item) == to[2] for *_, pairs in entry.moved.get(number, ()))
    return (moved and paragraph == to[1]) or (paragraph in ("", to[1]) and not item)


def _alike(old: str, new: str) -> bool:
    """Whether two laws can be one: the same, one not named, or names not held, one with all letters of the other."""
    short, long = sorted((old, new), key=len)
    letters = iter(long)
    held = any(each.id in (old, new) for each in shelf.entries())
    return not short or old == new or (not held and all(letter in letters for letter in short))


def _articles(law: str, was: set[str], now: set[str], days: tuple[date | None, date | None]) -> Iterator[str]:
    text = shelf.law(law)
    if text is None or not was - now or not now - was:
        return
    last = min(days[1] or text.checked, text.checked)
    first = min(max(days[0] or text.since, text.since), last)
    moved = {
        (pair[0], pair[1])
        for entry in shelf.moves()
        if entry["from"] == entry["to"] == [law, ""] and date.fromisoformat(entry["day"]) <= last
        for pair in entry["pairs"]
    }
    left = {one for one in was - now if not any((one, other) in moved for other in now)}
    come = {one for one in now - was if not any((other, one) in moved for other in was)}
    left, come = ({one for one in side if _stayed(text, one, first, last)} for side in (left, come))
    if left and come:
        yield f"{_captioned(text, left, first)}→{_captioned(text, come, last)}"


def _stayed(text: Text, number: str, first: date, last: date) -> bool:
    """Whether a 条 says the same on both days, as far as its caption shows."""
    old, new = text.version(number, first), text.version(number, last)
    return _real(old) and _real(new) and old is not None and new is not None and old.caption == new.caption


def _real(version: Version | None) -> bool:
    return version is not None and not gone(version)


def _captioned(text: Text, numbers: set[str], day: date) -> str:
    def one(number: str) -> str:
        version = text.version(number, day)
        return article(number) + (f"（{version.caption}）" if version and version.caption else "")

    return f"{text.title}{'・'.join(one(number) for number in sorted(numbers, key=order))}"


def _items(entry: shelf.Entry, was: set[tuple[str, str]], now: set[tuple[str, str]]) -> Iterator[str]:
    for number, spans in entry.clauses.items():
        known = {item for *_, items in spans for item in items}
        left, come = ({item for each, item in side if each == number and item} for side in (was - now, now - was))
        follow = {new: old for *_, pairs in entry.moved.get(number, ()) for old, new in pairs.items()}
        gave = {item for item in left & known if not any(follow.get(new) == item for new in come)}
        took = {item for item in come & known if follow.get(item) not in left}
        if gave and took:
            yield f"{entry.short}{article(number)}第{'・'.join(sorted(gave))}号→第{'・'.join(sorted(took))}号"
