"""Characters that an output cannot hold or that would steer the reader's screen."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Text without the characters that XML cannot hold; each is shown as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def visible(text: str) -> str:
    """Printable text that neither steers a terminal nor turns the reading direction."""
    return _STEERING.sub("\ufffd", printable(text))
