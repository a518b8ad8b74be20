"""What a 様式 prints: labels, options, fixed text; found by their beginning in a folded text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from operator import eq
from typing import NamedTuple

from piadiff.model import ItemKind
from piadiff.readers.from_lines.units import NO_PREFIX, Prefix, prefix_of, spellings
from piadiff.templates import Template, load
from piadiff.text import key
from piadiff.text.signs import CIRCLED, ERA

_HEAD = 2
_ROMAN = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "V": "Ⅴ", "VI": "Ⅵ", "VII": "Ⅶ"}
_ROMAN |= {value: value for value in _ROMAN.values()}
_PREFIXES = (
    ("attachment", re.compile(r"\(?別添(\d{1,2})\)?[.、:]?")),
    ("risk", re.compile(r"リスク(\d{1,2})[:.、]?")),
    ("roman", re.compile(r"([Ⅰ-Ⅻ]|[IVX]{1,4})[.、:]?")),
    ("circled", re.compile(f"([{CIRCLED}])[.、:]?")),
    ("number", re.compile(r"\(?(\d{1,2})\)?[.、:)]?")),
)
_BEGIN = {"attachment": "[(別]", "risk": "リ", "roman": "[Ⅰ-ⅫIVX]", "circled": f"[{CIRCLED}]", "number": r"[(\d]"}
"""What each of them begins with."""
_NO_NUMBER = re.compile("")
STAMP = re.compile(rf"\[?(?:{ERA})(?:\d{{1,2}}|元)年\d{{1,2}}月様式[234]\]?")
_COUNTED_SECTION = re.compile(r"([Ⅰ-Ⅻ]|[IVX]{1,4})-\d{1,2}[.、:]?")
_BULLETS = "■●◆◇▪►*"
_BULLET = re.compile(rf"[{_BULLETS}]|リスク:(?!リスク)")
_OFF_BY = 4
_BEGINNING = 3
_MISREAD_FROM = 6
_MISREAD_NUMBERED_FROM = 4
_SAME = 0.7
_ALIKE = 0.82
_CLEARLY = 0.04
_REPEATED_NUMBER = r"(\d{1,3}(?:~\d{1,3})?)[:.、]?"


@lru_cache(maxsize=4096)
def _prefixes(letter: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Sorts of numbers that a letter may begin; none for most letters, nor for none."""
    return tuple((sort, pattern) for sort, pattern in _PREFIXES if re.match(_BEGIN[sort], letter))


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


class Lexicon:
    """Texts that can be found at a place of a folded text, the longest first."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = {}
        """Those of a single character stand under it."""
        for text in sorted({text for text in texts if text}, key=lambda text: (-len(text), text)):
            self._by_head.setdefault(text[:_HEAD], []).append(text)
        self.texts = frozenset(text for texts in self._by_head.values() for text in texts)

    def begins(self, text: str, place: int) -> bool:
        """Whether an entry may stand at ``place``."""
        return text[place : place + _HEAD] in self._by_head or text[place : place + 1] in self._by_head

    def at(self, text: str, place: int) -> list[str]:
        """All entries that stand at ``place``, the longest first."""
        found = [entry for entry in self._by_head.get(text[place : place + _HEAD], ()) if text.startswith(entry, place)]
        single = text[place : place + 1]
        return [*found, single] if single in self._by_head and single not in found else found


class Hit(NamedTuple):
    """A label found at a place: where it ends, which text it is, the number before it and where its words begin."""

    end: int
    text: str
    prefix: Prefix
    words: int = -1


class Begun(NamedTuple):
    """A label of which a text is the beginning, and the rest of the label."""

    label: str
    rest: str


def torn(folded: str) -> str:
    """Folded text without long vowels: a torn word may keep one that the whole word loses in folding."""
    return folded.lstrip("-").replace("ー", "")


class Vocabulary:
    """The printed words of one template."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self._options: dict[str, str] = {key(option): option for item in template.items for option in item.options}
        self.options = Lexicon(self._options)
        self.with_text = frozenset(key(text) for item in template.items for text in item.texts)
        prints = [key(text) for text in template.prints] + [key(text) for i in template.items for text in i.prints]
        self.prints = Lexicon(text for text in prints if text not in self.labels.texts)
        self._repeated = {
            key(item.label): re.compile(re.escape(key(item.label)) + _REPEATED_NUMBER)
            for item in template.items
            if item.repeat
        }
        self._lead = re.compile("|".join((_BULLET.pattern, *_BEGIN.values(), *map(re.escape, self._repeated))))

    def offered(self, label: str) -> frozenset[str]:
        """The options of all items of a label, folded."""
        return self._offered.get(label, frozenset())

    @cached_property
    def _offered(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for item in self.template.items:
            for text in (*spellings(item), *([key(item.field)] if item.field else [])):
                found[text] = found.get(text, frozenset()) | frozenset(map(key, item.options))
        return found

    @cached_property
    def boxes(self) -> tuple[frozenset[str], ...]:
        """The options of each item of check boxes, folded."""
        checks = (item for item in self.template.items if item.kind is ItemKind.CHECKS)
        return tuple(dict.fromkeys(frozenset(map(key, item.options)) for item in checks))

    @cached_property
    def listed(self) -> frozenset[tuple[int, str]]:
        """The options of choices with the numbers that the form prints before them; none that is a label as well."""
        choices = [item for item in self.template.items if item.kind is ItemKind.CHOICE]
        pairs = ((place, key(option)) for item in choices for place, option in enumerate(item.options, start=1))
        return frozenset(pair for pair in pairs if pair[1] not in self.numbered)

    def option(self, folded: str) -> str:
        """The option as the template spells it."""
        return self._options[folded]

    @cached_property
    def labels(self) -> Lexicon:
        """All label texts, the second labels before values included."""
        return Lexicon(self._label_texts)

    @cached_property
    def _label_texts(self) -> frozenset[str]:
        texts = set[str]()
        for item in self.template.items:
            if item.repeat or item.kind is ItemKind.COUNT or item.key == "表紙":
                continue
            texts.update(spellings(item))
            if item.field:
                texts.add(key(item.field))
            if prefix_of(item).sort == "risk":
                texts.add(key(item.key))
        return frozenset(texts)

    @cached_property
    def numbered(self) -> dict[str, frozenset[Prefix]]:
        """Label text → the numbers it is printed with; ``NO_PREFIX`` among them when it stands alone."""
        found: dict[str, set[Prefix]] = {}
        for item in self.template.items:
            for text in spellings(item):
                found.setdefault(text, set()).add(prefix_of(item))
            if item.field:
                found.setdefault(key(item.field), set()).add(NO_PREFIX)
        return {text: frozenset(prefixes) for text, prefixes in found.items()}

    def label_hits(self, text: str, place: int) -> Iterable[Hit]:
        """Labels that may stand at a place, the longest first; what stands behind them is not looked at."""
        if self.labels.begins(text, place) or self._lead.match(text, place):
            yield from self._label_hits(text, place)

    def _label_hits(self, text: str, place: int) -> Iterable[Hit]:
        bullet = _BULLET.match(text, place)
        start = bullet.end() if bullet else place
        for name, pattern in self._repeated.items():
            if text.startswith(name, start) and (match := pattern.match(text, start)):
                # a number that is cut short: the next label may begin with a digit
                yield from (
                    Hit(match.start(1) + length, name, Prefix("repeat", match[1][:length]))
                    for length in range(1, len(match[1]))
                    if match[1][length - 1].isdigit()
                )
                yield Hit(match.end(), name, Prefix("repeat", match[1]))
        yield from self._plain_hits(text, start)
        numbers = _prefixes(text[start : start + 1])
        for sort, pattern in numbers:
            match = pattern.match(text, start)
            if match:
                value = _ROMAN.get(match[1], "") if sort == "roman" else match[1]
                if value:
                    # a print may give the ※ behind a label before its words
                    signed = text.startswith("※", match.end())
                    yield from self._plain_hits(text, match.end() + signed, Prefix(sort, value))
        if numbers:
            yield from self._counted_sections(text, start)

    def _counted_sections(self, text: str, start: int) -> Iterable[Hit]:
        """``Ⅱ-2　特定個人情報ファイルの概要``: a section counted for each file."""
        match = _COUNTED_SECTION.match(text, start)
        prefix = Prefix("roman", _ROMAN.get(match[1], "")) if match else NO_PREFIX
        for hit in self._plain_hits(text, match.end(), prefix) if match else ():
            if prefix in self.numbered.get(hit.text, ()):
                yield hit

    def begun(self, text: str) -> Iterable[Begun]:
        """Labels that a whole text begins, by three characters at least and with the number they are printed with."""
        for sort, pattern in (("", _NO_NUMBER), *_prefixes(text[:1])):
            match = pattern.match(text)
            if match is None:
                continue
            value = _ROMAN.get(match[1], "") if sort == "roman" else match[1] if sort else ""
            found = torn(text[match.end() :])
            for label, whole in self._by_beginning.get(found[:_BEGINNING], ()):
                if len(found) < len(whole) and whole.startswith(found) and Prefix(sort, value) in self.numbered[label]:
                    yield Begun(label, whole[len(found) :])

    @cached_property
    def _by_beginning(self) -> dict[str, list[tuple[str, str]]]:
        """First characters → labels that begin with them, each also as a torn one is spelt."""
        found: dict[str, list[tuple[str, str]]] = {}
        for label in self.numbered:
            whole = torn(label)
            found.setdefault(whole[:_BEGINNING], []).append((label, whole))
        return found

    def prints_line(self, folded: str) -> bool:
        """Whether a whole line is the title or the stamp of the form, or other fixed text."""
        return folded in self.prints.texts or bool(STAMP.fullmatch(folded))

    def is_numbered_label(self, line: str) -> bool:
        """Whether a whole line is a label with the number it is printed with."""
        if (begun := key(line.lstrip()[:_HEAD])) and begun[0] not in self._lead_letters and not _prefixes(begun[0]):
            return False
        plain = key(line).rstrip("※")
        return any(
            hit.end == len(plain) and (hit.prefix.sort == "repeat" or hit.prefix in self.numbered.get(hit.text, ()))
            for hit in self.label_hits(plain, 0)
            if hit.prefix != NO_PREFIX
        )

    def is_printed(self, folded: str) -> bool:
        """Whether a whole line is a label, an option or fixed text."""
        if self.prints_line(folded) or folded in self.options.texts:
            return True
        return any(hit.end == len(folded) for hit in self.label_hits(folded.rstrip("※"), 0))

    def may_begin(self, folded: str) -> bool:
        """Whether a label may begin a text, whole or torn."""
        return (
            self.labels.begins(folded, 0)
            or self._lead.match(folded) is not None
            or torn(folded)[:_BEGINNING] in self._by_beginning
        )

    @cached_property
    def _lead_letters(self) -> frozenset[str]:
        """Marks and first letters that stand before the number of a label, or before a label that is counted."""
        return frozenset((*_BULLETS, *(name[0] for name in self._repeated)))

    @cached_property
    def headings(self) -> frozenset[str]:
        """Labels that never stand before a value."""
        return self.labels.texts - self._kinds.keys()

    def kinds(self, label: str) -> frozenset[ItemKind]:
        """Kinds of the items whose value a label stands before."""
        return frozenset(self._kinds.get(label, ()))

    @cached_property
    def _kinds(self) -> dict[str, set[ItemKind]]:
        found: dict[str, set[ItemKind]] = {}
        for item in self.template.items:
            if item.kind is not None:
                for text in [key(item.field)] if item.field else spellings(item):
                    found.setdefault(text, set()).add(item.kind)
        return found

    def misread(self, text: str) -> Hit | None:
        """The label a whole text is, but for a few characters; None when none or several are that near."""
        prefix, start = NO_PREFIX, 0
        for sort, pattern in _prefixes(text[:1]):
            match = pattern.match(text)
            if match and (value := _ROMAN.get(match[1], "") if sort == "roman" else match[1]):
                prefix, start = Prefix(sort, value), match.end()
                break
        body = text[start:]
        shared: Counter[str] = Counter()
        for pair in _pairs(body):
            shared.update(self._by_pair.get(pair, ()))
        near = list[tuple[float, str]]()
        for label, count in shared.items():
            if abs(len(label) - len(body)) <= _OFF_BY and count * 2 >= len(label) - 1 >= _MISREAD_FROM - 1:
                near.append((SequenceMatcher(None, label, body, autojunk=False).ratio(), label))
        near.sort(reverse=True)
        if not near or near[0][0] < _ALIKE or (len(near) > 1 and near[1][0] > near[0][0] - _CLEARLY):
            return None
        return Hit(len(text), near[0][1], prefix)

    def misread_numbered(self, text: str, place: int) -> Hit | None:
        """A label behind its own number with a few characters misread; ``end`` counts from ``place``."""
        for sort, pattern in _prefixes(text[place : place + 1]):
            match = pattern.match(text, place)
            if match and sort in {"circled", "number"}:
                prefix, start = Prefix(sort, match[1]), match.end()
                for label in self._by_prefix.get(prefix, ()):
                    same = sum(map(eq, label, text[start : start + len(label)]))
                    if same < len(label) and same >= _SAME * len(label):
                        return Hit(start + len(label) - place, label, prefix, start)
        return None

    @cached_property
    def _by_prefix(self) -> dict[Prefix, tuple[str, ...]]:
        """Number → the labels printed with it that are long enough to be recognised when misread."""
        found: dict[Prefix, list[str]] = {}
        for label, prefixes in self.numbered.items():
            for prefix in prefixes:
                if len(label) >= _MISREAD_NUMBERED_FROM:
                    found.setdefault(prefix, []).append(label)
        return {prefix: tuple(sorted(labels, key=len, reverse=True)) for prefix, labels in found.items()}

    @cached_property
    def _by_pair(self) -> dict[str, tuple[str, ...]]:
        """Two neighbouring characters → labels that hold them."""
        found: dict[str, list[str]] = {}
        for label in self.labels.texts:
            if len(label) >= _MISREAD_FROM:
                for pair in _pairs(label):
                    found.setdefault(pair, []).append(label)
        return {pair: tuple(labels) for pair, labels in found.items()}

    def _plain_hits(self, text: str, place: int, prefix: Prefix = NO_PREFIX) -> list[Hit]:
        return [Hit(place + len(entry), entry, prefix, place) for entry in self.labels.at(text, place)]


@lru_cache(maxsize=32)
def _shipped(name: str, revision: str) -> Vocabulary:
    return Vocabulary(load(name, revision))


def vocabulary(template: Template) -> Vocabulary:
    """The vocabulary of a shipped template, built once."""
    return _shipped(template.name, template.revision)
