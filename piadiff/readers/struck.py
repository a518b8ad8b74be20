"""Words struck through in an office file: written, but no longer in force."""

from __future__ import annotations

import re

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Noncharacters of Unicode: no text holds them, so they can carry the strike through the readers."""
_STRUCK = re.compile(f"{_BEGIN}([^{_END}]*){_END}")


def struck(text: str) -> str:
    """A text marked as struck through."""
    bare = written(text)
    return f"{_BEGIN}{bare}{_END}" if bare.strip() else bare


def in_force(text: str) -> str:
    """What is left of a marked text without the struck words."""
    return _STRUCK.sub("", text) if _BEGIN in text else text


def written(text: str) -> str:
    """All words of a marked text."""
    return text.replace(_BEGIN, "").replace(_END, "")


def struck_words(text: str) -> str:
    """The struck words of a marked text, "" when it has none."""
    return " ".join(words.strip() for words in _STRUCK.findall(text))
