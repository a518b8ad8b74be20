"""Characters that an output cannot hold or that would steer the reader's screen."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)")


def printable(text: str) -> str:
    """Text without the characters that XML cannot hold; each is shown as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def visible(text: str) -> str:
    """Printable text that neither steers a terminal nor turns the reading direction."""
    return _STEERING.sub("\ufffd", printable(_named(text)))


def _named(text: str) -> str:
    """Text in which names of files that the system gave as bytes are read as UTF-8, where they are."""
    if text.isascii():
        return text
    try:
        return text.encode(errors="surrogateescape").decode(errors="replace")
    except UnicodeEncodeError:
        return text


def json_visible(text: str) -> str:
    """JSON with such characters as escapes; it means the same."""
    return _STEERING.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
