"""Numbers that Word prints before a paragraph without writing them into its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from piadiff.readers.docx.symbols import plain
from piadiff.readers.docx.xml import W, number, value

_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_KANJI = "〇一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_LEVELS = 9


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (count // worth)
        count %= worth
    return text


def _kanji(count: int) -> str:
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_KANJI[tens]}十") + (_KANJI[ones] if ones else "")


def _row(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)] if count > 0 else str(count)


def _block(first: str, most: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode, plain figures behind the last one."""
    return lambda count: chr(ord(first) + count - 1) if 0 < count <= most else str(count)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalFullWidth": lambda count: str(count).translate(_WIDE),
    "decimalFullWidth2": lambda count: str(count).translate(_WIDE),
    "decimalZero": lambda count: f"{count:02}",
    "decimalEnclosedCircle": _block("①", 20),
    "decimalEnclosedCircleChinese": _block("①", 20),
    "decimalEnclosedParen": _block("⑴", 20),
    "decimalEnclosedFullstop": _block("⒈", 20),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _row("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _row("abcdefghijklmnopqrstuvwxyz"),
    "aiueo": _row(_AIUEO),
    "aiueoFullWidth": _row(_AIUEO),
    "iroha": _row(_IROHA),
    "irohaFullWidth": _row(_IROHA),
    "japaneseCounting": _kanji,
    "ideographDigital": _kanji,
    "japaneseDigitalTenThousand": _kanji,
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int
    style: str
    text: str
    gap: str

    def shown(self, count: int) -> str:
        """A number of the level as printed."""
        return _FORMATS.get(self.style, str)(count)


def _level(node: Element) -> Level:
    gap = {"nothing": "", "space": " "}.get(value(node.find(f"{W}suff")), "　")
    return Level(
        number(node.find(f"{W}start"), default=1),
        value(node.find(f"{W}numFmt")) or "decimal",
        value(node.find(f"{W}lvlText")),
        gap,
    )


class Numbering:
    """Counts the numbered paragraphs of a document, in their order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._styles: dict[str, Element] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        for node in numbering.findall(f"{W}abstractNum") if numbering is not None else ():
            levels = {number(level, "ilvl"): _level(level) for level in node.findall(f"{W}lvl")}
            self._levels[value(node, "abstractNumId")] = levels
        for node in numbering.findall(f"{W}num") if numbering is not None else ():
            self._add_list(node)
        for node in styles.findall(f"{W}style") if styles is not None else ():
            self._styles[value(node, "styleId")] = node

    def _add_list(self, node: Element) -> None:
        name, abstract = value(node, "numId"), value(node.find(f"{W}abstractNumId"))
        overrides = node.findall(f"{W}lvlOverride")
        if overrides:
            levels = dict(self._levels.get(abstract, {}))
            for override in overrides:
                self._override(levels, override)
            abstract = f"{abstract}/{name}"
            self._levels[abstract] = levels
        self._lists[name] = abstract

    @staticmethod
    def _override(levels: dict[int, Level], override: Element) -> None:
        at, own = number(override, "ilvl"), override.find(f"{W}lvl")
        level = _level(own) if own is not None else levels.get(at)
        start = override.find(f"{W}startOverride")
        if level is not None:
            first = level.start if start is None else number(start, default=level.start)
            levels[at] = Level(first, level.style, level.text, level.gap)

    def prefix(self, properties: Element | None) -> str:
        """What is printed before the paragraph with these properties; counts it."""
        name, at = self._list_of(properties)
        levels = self._levels.get(self._lists[name], {}) if name in self._lists else {}
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts[self._lists[name]]
        counts[at] = counts[at] + 1 if at in counts else level.start
        for deeper in range(at + 1, _MOST_LEVELS):
            counts.pop(deeper, None)
        if level.style == "bullet":
            shown = plain(level.text, "Wingdings" if level.text == "\uf0a8" else "Symbol")
            return f"{shown}{level.gap}" if shown else ""

        def of(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            source = levels.get(other, level)
            return source.shown(counts.get(other, source.start))

        shown = re.sub(r"%([1-9])", of, level.text)
        return f"{shown}{level.gap}" if shown else ""

    def _list_of(self, properties: Element | None) -> tuple[str, int]:
        """List and level of a paragraph, its style's when it names none itself."""
        seen: set[str] = set()
        level = -1
        while properties is not None:
            given = properties.find(f"{W}numPr")
            if given is not None:
                at = given.find(f"{W}ilvl")
                level = number(at) if at is not None and level < 0 else level
                name = value(given.find(f"{W}numId"))
                if name:
                    return ("", 0) if name == "0" else (name, max(level, 0))
            properties = self._style_properties(value(properties.find(f"{W}pStyle")), seen)
        return "", 0

    def _style_properties(self, style: str, seen: set[str]) -> Element | None:
        """Properties of the nearest style at or under one that numbers paragraphs."""
        while style and style not in seen:
            seen.add(style)
            node = self._styles.get(style)
            if node is None:
                return None
            properties = node.find(f"{W}pPr")
            if properties is not None and properties.find(f"{W}numPr") is not None:
                return properties
            style = value(node.find(f"{W}basedOn"))
        return None
