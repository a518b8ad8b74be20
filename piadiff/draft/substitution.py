"""Replacements that explain a change completely: doing them everywhere in the old text gives the new one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from piadiff.draft.marks import mark
from piadiff.model import Change, Edit, ItemKind
from piadiff.text import key

Pair = tuple[str, str]
_WORD = re.compile(r"[一-鿿々〆ヶァ-ヺー・A-Za-zＡ-Ｚａ-ｚ0-9０-９]+$")
_WORD_AHEAD = re.compile(r"[一-鿿々〆ヶァ-ヺー・A-Za-zＡ-Ｚａ-ｚ0-9０-９]+")
_TELLING = 12
_DASH = re.compile(r"[-－ー―—‐–]{1,3}")
_NUMBER = re.compile(r"[0-9０-９\s]*")


def apply(pairs: Iterable[Pair], text: str) -> str:
    """All replacements at once, the longest first."""
    table = dict(pairs)
    if not table:
        return text
    pattern = "|".join(re.escape(old) for old in sorted(table, key=lambda old: (-len(old), old)))
    return re.sub(pattern, lambda match: table[match[0]], text)


def edit_pairs(edits: Iterable[Edit]) -> tuple[Pair, ...]:
    """(deleted, inserted) for each place that changed, in order, each once."""
    pairs: list[Pair] = []
    deleted = inserted = ""
    for edit in (*edits, Edit("=", "")):
        if edit.op == "-":
            deleted += edit.text
        elif edit.op == "+":
            inserted += edit.text
        elif deleted or inserted:
            pairs.append((deleted, inserted))
            deleted = inserted = ""
    return tuple(dict.fromkeys(pairs))


def _widened(edits: tuple[Edit, ...], index: int, deleted: str, inserted: str) -> Pair:
    """A place drawn out to the word around it when it is too small to be quoted on its own."""
    if deleted and inserted and len(deleted) > 1 and not _NUMBER.fullmatch(deleted):
        return deleted, inserted
    if "\n" in deleted + inserted or len(deleted + inserted) > _TELLING:
        return deleted, inserted
    left = edits[index - 1].text if index else ""
    after = next((edit.text for edit in edits[index:] if edit.op == "="), "")
    head = _WORD.search(left)
    tail = _WORD_AHEAD.match(after)
    front, back = head[0] if head else "", tail[0] if tail else ""
    return front + deleted + back, front + inserted + back


def word_pairs(edits: tuple[Edit, ...]) -> tuple[Pair, ...]:
    """(before, after) for each place that changed, drawn out to words that can be quoted on their own."""
    pairs: list[Pair] = []
    index = 0
    while index < len(edits):
        if edits[index].op == "=":
            index += 1
            continue
        start, texts = index, {"-": "", "+": ""}
        while index < len(edits) and edits[index].op != "=":
            texts[edits[index].op] += edits[index].text
            index += 1
        pairs.append(_widened(edits, start, texts["-"], texts["+"]))
    return tuple(dict.fromkeys(pairs))


def _explains(pairs: tuple[Pair, ...], change: Change) -> bool:
    olds = [old for old, _ in pairs]
    return (
        bool(pairs)
        and all(old.strip() and new for old, new in pairs)
        and len(set(olds)) == len(olds)
        and all(len(old) > 1 and not _NUMBER.fullmatch(old) for old in olds)
        and apply(pairs, change.before) == change.after
    )


def replacements(change: Change) -> tuple[Pair, ...]:
    """The replacements that explain a change of text; empty when there are none."""
    if not change.before or not change.after or change.kind is ItemKind.CHECKS:
        return ()
    facets = tuple(sorted({(facet.before, facet.after) for facet in change.facets if facet.before != facet.after}))
    if _explains(facets, change):
        return facets
    words = tuple(sorted(word_pairs(mark(change.before, change.after))))
    return words if _explains(words, change) else ()


def _words(text: str) -> str:
    bare = "".join(text.split())
    return "" if _DASH.fullmatch(bare) else bare


def is_spacing(change: Change) -> bool:
    """Whether blanks and line breaks are all that changed, or an empty field, or one with a dash, came or went."""
    return _words(change.before) == _words(change.after)


def is_notation(change: Change) -> bool:
    """Whether only the spelling changed."""
    return change.before != change.after and key(change.before) == key(change.after)
