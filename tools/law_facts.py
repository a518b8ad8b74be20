"""What a person may cite of a law, taken out of its wording: numbers, captions, parties, laws, kinds of information."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

Facts = dict[str, Any]
Version = tuple[int, int, Any]
"""First revision, revision that ended it (0: none), value."""

_UNITS = {"十": 10, "百": 100, "千": 1000}
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_ALIKE = 0.93
"""Words from which on two rows on the business of one law are taken for one row."""


@dataclass
class Text:
    """One law as its revisions show it.

    Attributes:
        revisions: Day in force, e-Gov id of the revision, amending law.
        articles: Number → versions; the value is the caption and, where known, 項 → (号, 文).
        tables: Name → number → versions; the value is (facts, words), and the words never leave this program.
    """

    id: str
    number: str
    title: str
    source: str
    checked: str
    revisions: list[tuple[str, str, str]] = field(default_factory=list)
    articles: dict[str, list[Version]] = field(default_factory=dict)
    tables: dict[str, dict[str, list[Version]]] = field(default_factory=dict)


def digest(pieces: Iterable[bytes]) -> str:
    """sha256 over the documents read, in their order."""
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.hexdigest()


def arabic(text: str) -> str:
    """Number of a 条 or 項 as forms write it: 十六の二 → 16の2."""
    return "の".join(str(_value(part)) for part in re.split(r"[の_]", text))


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        else:
            digit = digit * 10 + _DIGITS[char]
    return total + digit


def versions(states: Sequence[Mapping[str, Any]]) -> dict[str, list[Version]]:
    """State of every revision → versions of every number."""
    found: dict[str, list[Version]] = {}
    for at, state in enumerate(states, 1):
        before = states[at - 2] if at > 1 else {}
        for number in [*before, *(each for each in state if each not in before)]:
            if state.get(number) == before.get(number):
                continue
            if number in before:
                first, _, value = found[number][-1]
                found[number][-1] = (first, at, value)
            if number in state:
                found.setdefault(number, []).append((at, 0, state[number]))
    return found


def on(all_versions: Mapping[str, Sequence[Version]], revision: int) -> dict[str, Any]:
    """What holds under a revision."""
    return {
        number: value
        for number, held in all_versions.items()
        for first, until, value in held
        if first <= revision and (not until or revision < until)
    }


def without_brackets(text: str) -> str:
    """A text without what stands in brackets."""
    depth, kept = 0, []
    for char in text:
        if char == "（":
            depth += 1
        elif char == "）" and depth:
            depth -= 1
        elif not depth:
            kept.append(char)
    return "".join(kept)


def law_named(task: str) -> str:
    """The first law that the words of a 事務 name, "" when none."""
    named = re.match(
        r"[^、。]*?(?:に関する法律|法)(?=(?:施行令|施行規則)?(?:第|による|に|の|又は|若しくは|及び|、|$))", task
    )
    return named[0] if named else ""


def kinds_of(text: str) -> list[str]:
    """Names of kinds of information: 住民票関係情報."""
    quoted = re.findall(r"「([^「」]{1,40}関係情報)」という", text)
    named = re.findall(r"(?:^|[、，]|又は|若しくは|及び|並びに)([一-龥々ァ-ヶー]+関係情報)", without_brackets(text))
    return list(dict.fromkeys([*quoted, *named]))


def moves(
    held: Mapping[str, Sequence[Version]], was: int, now: int, words: Callable[[Any], str]
) -> list[tuple[str, str]]:
    """Numbers that one revision gave to others, word for word; words that stand twice prove nothing."""
    old, new = ({number: words(value) for number, value in on(held, each).items()} for each in (was, now))
    left = _once({number: text for number, text in old.items() if text and new.get(number) != text})
    come = _once({number: text for number, text in new.items() if text and old.get(number) != text})
    return [(number, come[text]) for text, number in left.items() if text in come]


def _once(texts: Mapping[str, str]) -> dict[str, str]:
    """Text → number, for texts that stand at one number only."""
    found: dict[str, list[str]] = {}
    for number, text in texts.items():
        found.setdefault(text, []).append(number)
    return {text: numbers[0] for text, numbers in found.items() if len(numbers) == 1}


def likeness(one: str, other: str) -> float:
    """Share of letters two texts have in common, in order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def same_row(one: Facts, other: Facts, words: tuple[str, str]) -> bool:
    """Whether two rows of unlike wording are sure to be one: same law and party, words nearly the same."""
    return one.get("law") == other.get("law") and one.get("who") == other.get("who") and likeness(*words) >= _ALIKE
