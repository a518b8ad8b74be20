"""Texts without what only says what a term means."""

from __future__ import annotations

import re

from piadiff.guideline.clauses import COMPOUND, OF, clauses
from piadiff.model import Change
from piadiff.text import key

_DEFINITION = re.compile(r"(?P<phrase>[^、。※]*(?:\([^()]*\)[^、。※]*)*)\(以下「(?P<term>[^「」]{2,12})」という。?\)")
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
    for match in _DEFINITION.finditer(text) if "(以下「" in text else ():
        phrase, term = match["phrase"], match["term"]
        letters = iter(phrase)
        if term in key(change.before) and all(x in letters for x in term) and phrase[-1:] == term[-1]:
            return change.after if _WIDENS.search(phrase) else text.replace(match[0], term, 1)
    return change.after
