"""Where the labels of a template stand among the fragments."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from piadiff.readers.pages.fragments import Fragment
from piadiff.templates import Template, TemplateItem
from piadiff.text import fold

_MAX_WRAP = 6
_LONG_LABEL = 15
_LIKE = 0.75
_LEAD = re.compile(r"^[\s\]\[○〇◯O0（(〇]*(?=\S)")


@dataclass(slots=True)
class Label:
    """One place where a label is printed.

    Attributes:
        at: Index of the first fragment; ``until`` is the index behind the last one.
        rest: What stands behind the label on its last line.
        next_at: Index at which the next label begins.
        number: Number of a repeated group that the label itself carries (``システム3``).
    """

    at: int
    until: int
    candidates: tuple[TemplateItem, ...]
    rest: str
    lead: str = ""
    number: int = 0
    next_at: int = 0
    chosen: TemplateItem | None = None
    group: int = 0
    value: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


_ASCII_ROMAN = re.compile(r"^\s*([IVXＩＶＸ]{1,4})(?=[\s.．、　]|[一-龠])")
_ROMAN = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "V": "Ⅴ", "VI": "Ⅵ", "VII": "Ⅶ"}
_FILLER = "\u200b"


def _tidy(text: str) -> str:
    """※ blanked and a section number in plain letters made a Roman numeral; every index stays where it was."""
    match = _ASCII_ROMAN.match(text)
    numeral = _ROMAN.get(unicodedata.normalize("NFKC", match[1])) if match else None
    if match and numeral:
        text = text[: match.start(1)] + numeral + _FILLER * (len(match[1]) - 1) + text[match.end(1) :]
    return text.replace("※", " ")


def plain(text: str) -> str:
    """Comparison key of a label: ※ and the dot behind a number left out."""
    key = fold(_tidy(text)).key
    return re.sub(r"^(\d{1,2})[.、)]", r"\1", key)


@lru_cache(maxsize=16)
def variants(name: str, revision: str) -> dict[str, dict[str, tuple[TemplateItem, ...]]]:
    """First character → {label key → items that print it}."""
    from piadiff.templates import load

    found: dict[str, list[TemplateItem]] = defaultdict(list)
    for item in load(name, revision).items:
        for spelling in _spellings(item):
            if item not in found[spelling]:
                found[spelling].append(item)
    index: dict[str, dict[str, tuple[TemplateItem, ...]]] = defaultdict(dict)
    for spelling, items in found.items():
        index[spelling[0]][spelling] = tuple(items)
    return dict(index)


def _spellings(item: TemplateItem) -> Iterator[str]:
    """Everything the form may print for an item."""
    numbered = item.key.isdigit() or re.fullmatch(r"[①-⑳Ⅰ-Ⅻ]", item.key)
    for label in (item.label, *item.aka):
        if re.fullmatch(r"リスク\d", item.key):
            yield plain(f"{item.key}:{label}")
            yield plain(f"{item.key}{label}")
        elif numbered:
            yield plain(f"{item.key}{label}")
            if len(label) >= 4 and not item.key.isdigit() and not re.fullmatch(r"[Ⅰ-Ⅻ]", item.key):
                yield plain(label)
        elif item.key.startswith(("別添", "別紙")):
            yield plain(f"({item.key}){label}")
            yield plain(f"{item.key}){label}")
            yield plain(f"{item.key}{label}")
        elif item.repeat:
            continue
        else:
            yield plain(label)
            yield plain(f"({label})")
            yield plain(f"{label})")
            if item.key != label and len(item.key) >= 3:
                yield plain(item.key)
    if item.field:
        yield plain(item.field)
        for form in ("か", "が"):
            if item.field.endswith("か"):
                yield plain(item.field[:-1] + form)


def find_labels(parts: list[Fragment], template: Template) -> list[Label]:
    """Labels in source order; a label may be wrapped over several lines."""
    index = variants(template.name, template.revision)
    repeats = {item.key: item for item in template.items if item.repeat}
    groups = {key: tuple(i for i in template.items if i.repeat and i.key == key) for key in repeats}
    found: list[Label] = []
    at = 0
    while at < len(parts):
        label = _numbered_group(parts, at, groups) or _match(parts, at, index) or _mirrored(parts, at, index)
        label = label or _behind_options(parts, at, index) or _misread(parts, at, index)
        if label is None:
            at += 1
        else:
            found.append(label)
            at = label.until
    for label, following in zip_longest(found, found[1:]):
        label.next_at = following.at if following else len(parts)
    return found


def _numbered_group(parts: list[Fragment], at: int, groups: dict[str, tuple[TemplateItem, ...]]) -> Label | None:
    """``システム3``, ``提供先1 …``: a repeated group with its number."""
    text = parts[at].text.strip()
    for key, items in groups.items():
        if text.startswith(key):
            match = re.match(rf"{key}\s*([0-9０-９]{{1,3}})(?:[～~-][0-9０-９]+)?(?=\s|$|:|：)", text)
            if match:
                return Label(at, at + 1, items, text[match.end() :].strip(" 　:："), number=int(match[1]))
    return None


def _match(parts: list[Fragment], at: int, index: dict[str, dict[str, tuple[TemplateItem, ...]]]) -> Label | None:
    first = parts[at]
    lead = _LEAD.match(first.text)
    head = lead[0] if lead else ""
    joined = first.text[len(head) :]
    best: Label | None = None
    for count in range(_MAX_WRAP):
        if count:
            if at + count >= len(parts) or not _continues(first, parts[at + count], count):
                break
            joined = f"{joined}\n{parts[at + count].text}"
        label = _at_start(joined, index)
        if label is not None:
            items, end = label
            if best is None or count == 0 or len(items) <= len(best.candidates):
                best = Label(at, at + count + 1, items, joined[end:].strip(), lead=head)
            if count == 0 and not _longer(joined, index):
                break
        elif not _longer(joined, index):
            break
    return best


def _mirrored(parts: list[Fragment], at: int, index: dict[str, dict[str, tuple[TemplateItem, ...]]]) -> Label | None:
    """A heading printed behind its check boxes: ``] B[] A○[ label``."""
    head, bracket, tail = parts[at].text.rpartition("[")
    if not bracket or not head.lstrip().startswith("]"):
        return None
    found = _at_start(tail.strip(), index)
    return Label(at, at + 1, found[0], "", lead=head + bracket) if found else None


def _behind_options(
    parts: list[Fragment], at: int, index: dict[str, dict[str, tuple[TemplateItem, ...]]]
) -> Label | None:
    """A numbered label printed on the line of an option list, behind it."""
    text = parts[at].text
    circled = re.search(r"[①-⑳]", text)
    if not circled or not re.match(r"\s*[0-9０-９]\s*[)）]", text):
        return None
    found = _at_start(text[circled.start() :], index)
    if found is None:
        return None
    return Label(at, at + 1, found[0], text[circled.start() + found[1] :].strip(), lead=text[: circled.start()])


def _misread(parts: list[Fragment], at: int, index: dict[str, dict[str, tuple[TemplateItem, ...]]]) -> Label | None:
    """A whole line that is a long label but for a few characters that scanning lost or changed."""
    key = plain(parts[at].text)
    if len(key) < _LONG_LABEL:
        return None
    mine = _pairs(key)
    best, items = 0.0, None
    for spelling, found in index.get(key[0], {}).items():
        if abs(len(spelling) - len(key)) * 5 <= len(spelling):
            other = _pairs(spelling)
            likeness = len(mine & other) / len(mine | other)
            if likeness > best:
                best, items = likeness, found
    return Label(at, at + 1, items, "") if items and best >= _LIKE else None


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


def _continues(first: Fragment, other: Fragment, count: int) -> bool:
    return other.page == first.page and not other.gap and first.cells == other.cells == 1 and count < _MAX_WRAP


def _at_start(
    text: str, index: dict[str, dict[str, tuple[TemplateItem, ...]]]
) -> tuple[tuple[TemplateItem, ...], int] | None:
    """The longest label at the start of a text and where it ends."""
    folded = fold(_tidy(text))
    key = folded.key
    dotted = re.match(r"^(\d{1,2})[.、)]", key)
    shift = 1 if dotted else 0
    if dotted:
        key = dotted[1] + key[dotted.end() :]
    best: tuple[tuple[TemplateItem, ...], int] | None = None
    longest = 0
    for spelling, items in index.get(key[:1], {}).items():
        if len(spelling) > longest and key.startswith(spelling):
            last = len(spelling) + shift
            end = folded.ends[last - 1]
            if _bounded(text, end, numbered=bool(re.match(r"[\dⅠ-Ⅻ①-⑳(]|リスク", spelling)), long=len(spelling) >= 12):
                best, longest = (items, end), len(spelling)
    return best


def _bounded(text: str, end: int, *, numbered: bool, long: bool) -> bool:
    """Whether a label may end here: at white space, a bracket, the end; a numbered one also before 「（」."""
    rest = text[end:].replace("※", " ")
    if not rest or rest[0].isspace() or rest[0] in "[［]］":
        return True
    return rest[0] in ":：" or ((numbered or long) and rest[0] in "（([［＜")


def _longer(text: str, index: dict[str, dict[str, tuple[TemplateItem, ...]]]) -> bool:
    """Whether a label begins with the whole of this text and goes on."""
    key = plain(text)
    return len(key) >= 4 and any(
        len(spelling) > len(key) and spelling.startswith(key) for spelling in index.get(key[:1], {})
    )
