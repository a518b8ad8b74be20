"""Text of a form as Markdown shows it, character by character, inside a table cell."""

from __future__ import annotations

import re

_ACTIVE = re.compile(r"[\\`*_{}\[\]#|~<>&@$]|:(?=//)|(?:(?<=^)|(?<=\n))[-+=](?=[\s\-+=])|\r\n?")


def escaped(text: str) -> str:
    """Text that means nothing to Markdown, HTML, mentions or issue links; lines are parted by ``<br>``."""
    return _ACTIVE.sub(_inert, text).replace("\n", "<br>")


def _inert(match: re.Match[str]) -> str:
    return "\n" if match[0].startswith("\r") else f"&#{ord(match[0])};"
