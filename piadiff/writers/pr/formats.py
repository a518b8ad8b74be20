"""The formats a pull request can be shown in."""

from __future__ import annotations

from piadiff.writers.formats import Format, Formats

FORMATS: Formats = {
    "text": Format((".txt",), "pr.text:pr_text"),
    "markdown": Format((".md", ".markdown"), "pr.markdown:pr_markdown"),
    "json": Format((".json",), "pr.json:pr_json"),
}
