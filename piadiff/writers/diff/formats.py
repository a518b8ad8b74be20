"""The formats the changes between two versions can be written in."""

from __future__ import annotations

from piadiff.writers.formats import Format, Formats

_SCREEN = frozenset({"view", "width", "colour"})
_PAGE = frozenset({"view"})
FORMATS: Formats = {
    "inline": Format((".txt",), "diff.terminal:inline", honours=_SCREEN),
    "side": Format((), "diff.terminal:side_by_side", honours=_SCREEN),
    "markdown": Format((".md", ".markdown"), "diff.markdown:markdown", honours=_PAGE),
    "html": Format((".html", ".htm"), "diff.html:html", honours=_PAGE),
    "json": Format((".json",), "json_contract:diff_text", honours=frozenset({"unread", "mismatches"})),
}
