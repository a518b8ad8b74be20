"""The formats a draft, a review of several drafts and a summary can be written in."""

from __future__ import annotations

from dataclasses import fields

from piadiff.errors import WrongCallError
from piadiff.model import Draft
from piadiff.model.amendment import Review, Summary
from piadiff.writers.draft.table import PLAIN, TableOptions
from piadiff.writers.formats import Format, Formats, named

_HEADED = frozenset({"heading"})
_TABLE = frozenset({"heading", "official_only"})
FORMATS: Formats = {
    "text": Format((".txt",), "draft.text:draft_text", honours=_TABLE),
    "json": Format((".json",), "draft.json:draft_json"),
    "csv": Format((".csv",), "draft.csv:draft_csv", honours=frozenset({"official_only"})),
    "xlsx": Format((".xlsx",), "draft.xlsx:draft_xlsx", binary=True, honours=_TABLE),
    "docx": Format((".docx",), "draft.docx:draft_docx", binary=True, honours=_TABLE | {"tracked"}),
    "markdown": Format((".md", ".markdown"), "draft.markdown:draft_markdown", honours=_TABLE),
    "html": Format((".html", ".htm"), "draft.html:draft_html", honours=_HEADED),
}
REVIEW_FORMATS: Formats = {
    "markdown": Format((".md", ".markdown"), "draft.amendment:review_markdown"),
    "json": Format((".json",), "draft.amendment:review_json"),
}
SUMMARY_FORMATS: Formats = {
    "text": Format((".txt",), "draft.summary:summary_text"),
    "markdown": Format((".md", ".markdown"), "draft.summary:summary_markdown"),
    "html": Format((".html", ".htm"), "draft.summary:summary_html"),
    "json": Format((".json",), "draft.summary:summary_json"),
}
_NAMES = {"tracked": "変更履歴として書く", "official_only": "公式の6列だけにする"}


def write_draft(draft: Draft, format_name: str, options: TableOptions = PLAIN) -> bytes:
    """A draft in one format.

    Raises:
        WrongCallError: When the format is unknown or cannot honour an option.
    """
    made = named(FORMATS, format_name, "変更箇所")
    asked = {each.name for each in fields(options) if each.name in _NAMES and getattr(options, each.name)}
    for name in sorted(asked - made.honours):
        able = "、".join(other for other, known in FORMATS.items() if name in known.honours)
        raise WrongCallError(
            f"形式 {format_name} では「{_NAMES[name]}」ことができません", remedy=f"この指定ができる形式: {able}"
        )
    return made.write(draft, options)


def write_review(review: Review, format_name: str) -> bytes:
    """Drafts of several forms in one format.

    Raises:
        WrongCallError: When a review cannot be written in that format.
    """
    return named(REVIEW_FORMATS, format_name, "複数の評価書の確認").write(review)


def write_summary(summary: Summary, format_name: str) -> bytes:
    """A summary in one format.

    Raises:
        WrongCallError: When a summary cannot be written in that format.
    """
    return named(SUMMARY_FORMATS, format_name, "変更概要").write(summary)
