"""Text of a form as Markdown shows it, character by character, inside a table cell."""

from __future__ import annotations

import re

from piadiff.writers.characters import visible

_ACTIVE = re.compile(r"[\\`*_{}\[\]#|~<>&@$]|:(?=//)|(?:(?<=^)|(?<=\n))[-+=](?=[\s\-+=])")
_LINE_END = re.compile(r"\r\n?")


def escaped(text: str) -> str:
    """Text that means nothing to Markdown, HTML, mentions or issue links; lines are parted by ``<br>``."""
    return _ACTIVE.sub(_inert, visible(_LINE_END.sub("\n", text))).replace("\n", "<br>")


def _inert(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
