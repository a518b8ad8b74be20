"""The formats a draft can be written in, and what each can honour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from piadiff.errors import WrongCallError
from piadiff.model import Draft
from piadiff.writers.draft.table import PLAIN, TableOptions

Writer = Callable[[Draft, TableOptions], str | bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One output; imported only when it is used."""

    write: Writer
    suffix: str
    honours: frozenset[str]


def _json(draft: Draft, options: TableOptions) -> str:  # noqa: ARG001 - same shape as the other writers
    from piadiff.writers.draft.json import draft_object
    from piadiff.writers.json_contract import dumps

    return dumps(draft_object(draft))


def _csv(draft: Draft, options: TableOptions) -> bytes:
    from piadiff.writers.draft.csv import draft_csv

    return draft_csv(draft, options)


def _xlsx(draft: Draft, options: TableOptions) -> bytes:
    from piadiff.writers.draft.xlsx import draft_xlsx

    return draft_xlsx(draft, options)


def _docx(draft: Draft, options: TableOptions) -> bytes:
    from piadiff.writers.draft.docx import draft_docx

    return draft_docx(draft, options)


def _markdown(draft: Draft, options: TableOptions) -> str:
    from piadiff.writers.draft.markdown import draft_markdown

    return draft_markdown(draft, options)


def _html(draft: Draft, options: TableOptions) -> str:
    from piadiff.writers.draft.html import draft_html

    return draft_html(draft, options)


def _text(draft: Draft, options: TableOptions) -> str:
    from piadiff.writers.draft.text import draft_text

    return draft_text(draft, options)


_HEADED = frozenset({"heading"})
_TABLE = frozenset({"heading", "official_only"})
FORMATS: Mapping[str, Format] = {
    "text": Format(_text, ".txt", _TABLE),
    "json": Format(_json, ".json", frozenset()),
    "csv": Format(_csv, ".csv", frozenset({"official_only"})),
    "xlsx": Format(_xlsx, ".xlsx", _TABLE),
    "docx": Format(_docx, ".docx", _TABLE | {"tracked"}),
    "markdown": Format(_markdown, ".md", _TABLE),
    "html": Format(_html, ".html", _HEADED),
}
_NAMES = {"tracked": "変更履歴として書く", "official_only": "公式の6列だけにする"}


def write_draft(draft: Draft, format_name: str, options: TableOptions = PLAIN) -> bytes:
    """A draft in one format.

    Raises:
        WrongCallError: When the format is unknown or cannot honour an option.
    """
    made = FORMATS.get(format_name)
    if made is None:
        raise WrongCallError(f"形式「{format_name}」はありません", remedy=f"{'、'.join(FORMATS)} のどれかです")
    asked = {name for name in _NAMES if getattr(options, name)}
    for name in sorted(asked - made.honours):
        able = "、".join(other for other, known in FORMATS.items() if name in known.honours)
        raise WrongCallError(
            f"形式 {format_name} では「{_NAMES[name]}」ことができません", remedy=f"この指定ができる形式: {able}"
        )
    written = made.write(draft, options)
    return written if isinstance(written, bytes) else written.encode("utf-8", errors="replace")
