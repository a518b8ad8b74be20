"""Texts without what only says what a term means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piadiff.guideline.clauses import COMPOUND, OF, clauses
from piadiff.model import Change
from piadiff.text import key

_TERM = re.compile(r"\(以下「(?P<term>[^「」]{2,12})」という。?\)")
_WIDENS = re.compile(r"[含又及も]|または|および")


_SAYS_WHAT = re.compile(r"\((?![^()]*(?:[含除限]|のみ|以外|以下「))([^()]{2,60})をいう。?(?:以下同じ。?)?\)")


def undefined_before(change: Change) -> str:
    """The old text without the explanation of a term that stays and whose letters it holds: （…をいう。）."""
    text = key(change.before)
    told = _SAYS_WHAT.search(text)
    if told is None or _SAYS_WHAT.search(key(change.after)):
        return change.before
    term = re.search(r"[一-龠々]{2,8}$", text[: told.start()])
    explains = term and set(term[0]) <= set(told[0]) and term[0] not in told[0] and _is_plain(told[1])
    return _SAYS_WHAT.sub("", text) if explains else change.before


def _is_plain(told: str) -> bool:
    """Whether an explanation says one thing of one object: where, when or from whom besides would bound the term."""
    said = [clause for clause in clauses(told) if clause.doing]
    bare = len(said) == 1 and len(said[0].doing) <= COMPOUND and len(said[0].phrases) == 1
    return bare and said[0].phrases[0].words.count(OF) <= 1


def undefined(change: Change) -> str:
    """The new text with a term the old one knew in place of its definition: 者（以下「消除者」という。）.

    A definition that holds the term's own letters in their order only says more of what it means; one that
    includes something besides does not count.
    """
    text = key(change.after)
    for phrase, term, whole in _defined(text):
        letters = iter(phrase)
        if term in key(change.before) and all(x in letters for x in term) and phrase[-1:] == term[-1]:
            return change.after if _WIDENS.search(phrase) else text.replace(whole, term, 1)
    return change.after


def _defined(text: str) -> Iterator[tuple[str, str, str]]:
    """(phrase, term, both as written) of every definition; one in a phrase is part of it."""
    found = list(_TERM.finditer(text))
    start = -1
    for at, match in enumerate(found):
        if start < 0:
            start = min(_phrase_starts(text, found[at - 1].end() if at else 0, match.start()))
        if at + 1 < len(found) and match.start() in _phrase_starts(text, match.start(), found[at + 1].start()):
            continue
        yield text[start : match.start()], match["term"], text[start : match.end()]
        start = -1


def _phrase_starts(text: str, low: int, end: int) -> set[int]:
    """Where a phrase up to a place may begin: it goes over no 、, 。 or ※ but those in brackets."""
    starts = {end}
    close = -1
    for at in range(end - 1, low - 1, -1):
        if (at + 1 in starts and text[at] not in "、。※") or (text[at] == "(" and close + 1 in starts and close > at):
            starts.add(at)
        close = at if text[at] == ")" else -1 if text[at] == "(" else close
    return starts
