"""Printed option lists, chosen options and check boxes among the fragments of one page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from piadiff.readers.pages.labels import plain

_HEADING = re.compile(r"[＜<〈]\s*選択肢\s*[＞>〉]")
_NUMBERED = re.compile(r"(?=(?<![0-9０-９])[0-9０-９]{1,2}\s*[)）])")
_BRACKETS = "[]［］ 　"
MARKS = frozenset("○〇◯OＯ0✓✔☑レ■●")


@dataclass(slots=True)
class Token:
    """A piece of a check-box line: an option with what is known of its box."""

    option: str
    state: str
    text: str
    line: int
    order: int
    after: str = ""


def option_keys(options: frozenset[str] | tuple[str, ...]) -> dict[str, str]:
    """Key → option as the template spells it; the printed number in front is no part of it."""
    return {plain(option): option for option in options}


def without_option_lists(text: str, options: dict[str, str]) -> tuple[str, bool]:
    """A text without 「＜選択肢＞ 1) … 2) …」, and whether anything was taken off."""
    cut = _HEADING.sub("", text)
    taken = cut != text
    kept: list[str] = []
    for piece in _NUMBERED.split(cut):
        match = re.match(r"\s*[0-9０-９]{1,2}\s*[)）]\s*(.*)", piece, re.DOTALL)
        body = match[1] if match else ""
        tail = re.search(r"[\[\]［］\s]*$", body)
        bare = body[: tail.start()] if tail else body
        if match and (plain(bare) in options or plain(re.sub(r"\s+", "", bare)) in options):
            kept.append(body[len(bare) :])
            taken = True
        else:
            kept.append(piece)
    return "".join(kept).strip() if taken else text, taken


def chosen(text: str, options: dict[str, str]) -> str | None:
    """The option a bracket fragment names, "" for an empty bracket, None when it is something else."""
    bare = text.strip().strip(_BRACKETS)
    if not bare:
        return "" if re.search(r"[\[［].*[\]］]", text) else None
    return options.get(plain(bare))


_TOKEN = re.compile(r"[\[［]|[\]］]")


def box_tokens(text: str, line: int, options: dict[str, str]) -> tuple[list[Token], str]:
    """Options on a line with their boxes, and the state of a box that opens at its end.

    A state is "○", "" (empty), or "?" where the opening bracket stands elsewhere.
    """
    found: list[Token] = []
    pieces = _TOKEN.split(text)
    brackets = _TOKEN.findall(text)
    open_ = ""
    for place, piece in enumerate(pieces):
        closes = place > 0 and brackets[place - 1] in "]］"
        opens_next = place < len(brackets) and brackets[place] in "[［"
        mark = piece.strip()
        if place < len(brackets) and brackets[place] in "]］":
            before_open = place > 0 and brackets[place - 1] in "[［"
            state = "○" if mark in MARKS else ("" if before_open and not mark else "?")
            if not before_open and mark in MARKS:
                state = "○"
            open_ = state
            if not before_open and mark and mark not in MARKS:
                open_ = "?"
            continue
        if closes:
            _take(piece, open_, line, options, found)
        if opens_next and place == len(brackets) - 1:
            continue
    trailing = ""
    if brackets and brackets[-1] in "[［":
        trailing = "○" if pieces[-1].strip() in MARKS else "-"
    return found, trailing


def _take(piece: str, state: str, line: int, options: dict[str, str], found: list[Token]) -> None:
    """An option, with the text it carries in brackets."""
    body = piece.strip()
    for end in range(len(body), 0, -1):
        if plain(body[:end]) in options:
            rest = body[end:].strip()
            found.append(Token(options[plain(body[:end])], state, rest, line, len(found)))
            return


def mirrored_tokens(text: str, line: int, options: dict[str, str]) -> list[Token]:
    """Options of a line that a layout printed from right to left: ``] B[] A○[ label``."""
    found = []
    for match in re.finditer(r"[\]］]\s*([^\[\]［］]+?)\s*([○〇◯O✓☑■●]?)\s*(?=[\[［])", text):
        option = options.get(plain(match[1]))
        if option:
            found.append(Token(option, "○" if match[2] else "", "", line, len(found)))
    return found
