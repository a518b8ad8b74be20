"""What is fuzzed: good inputs, how they are broken, and what reads them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from piadiff import canonical, guideline, readers
from piadiff.audit.acceptance_file import read_accepted
from piadiff.data import decode
from piadiff.draft.decisions import read_decisions
from piadiff.draft.style import read_style
from piadiff.pipeline import accepting
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import classify_rows
from piadiff.readers.patch import read_patch
from piadiff.readers.rows_file import read_rows
from piadiff.readers.signed_draft import read_draft_xlsx
from piadiff.writers.form.formats import write_form
from tests.fuzz import mutating
from tests.fuzz.samples import (
    ACCEPTED,
    DECISIONS,
    PATCH,
    POLICY,
    ROWS_CSV,
    ROWS_JSON,
    STYLE,
    TEXT,
    small_form,
    small_pdf,
)
from tests.readers.xlsx_files import SheetXml, text, xlsx

NAME = "入力.bin"


@dataclass(frozen=True)
class Target:
    """One reader or one kind of settings file.

    Attributes:
        read: Reads bytes; raises PiadiffError for what it refuses.
        settings: Whether a person's settings are read, and not a source.
    """

    name: str
    seeds: Callable[[], Sequence[bytes]]
    mutate: Callable[[bytes, random.Random], bytes]
    read: Callable[[bytes], object]
    settings: bool = False

    def input(self, number: int) -> bytes:
        """The input of a number, the same on every machine."""
        rng = random.Random(f"{self.name}/{number}")  # noqa: S311 - no secret
        return self.mutate(rng.choice(self.seeds()), rng)


def _form(suffix: str) -> Callable[[], Sequence[bytes]]:
    @cache
    def made() -> Sequence[bytes]:
        return [write_form(small_form(), Path(f"x{suffix}"))]

    return made


def _of_file(read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def called(data: bytes) -> object:
        with tempfile.NamedTemporaryFile(suffix=NAME) as file:
            file.write(data)
            file.flush()
            return read(Path(file.name))

    return called


def _classified(path: Path) -> object:
    return classify_rows(read_rows(path), Days())


def _read(data: bytes) -> object:
    form = readers.read_bytes(data, NAME)
    return canonical.load(canonical.dump(form), NAME)


def _patched(data: bytes) -> object:
    return list(read_patch(data, _Nothing(), NAME))


class _Nothing:
    """A folder without files, outside git."""

    def blob(self, _name: str) -> None:
        return None

    def file(self, _path: str) -> None:
        return None


def _settings(read: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda data: read(decode(data, NAME))


def _just(*texts: str) -> Callable[[], Sequence[bytes]]:
    return lambda: [text.encode() for text in texts]


@cache
def _row_books() -> Sequence[bytes]:
    head = [
        text(f"{letter}1", word)
        for letter, word in zip("ABCDE", ("form", "item", "before", "after", "context"), strict=True)
    ]
    row = [text("A2", "基礎"), text("B2", "Ⅰ-1-②"), text("C2", "甲"), text("D2", "乙"), text("E2", "")]
    return [xlsx(SheetXml("表", [*head, *row]))]


@cache
def _signed() -> Sequence[bytes]:
    from piadiff.model.draft_table import COLUMNS, MORE_COLUMNS, SHEET

    names = (*COLUMNS, *MORE_COLUMNS)
    letters = [chr(65 + at) for at in range(len(names))]
    cells = [text(f"{letter}1", name) for letter, name in zip(letters, names, strict=True)]
    cells += [text(f"{letter}{row}", "2025-12-01") for row in (2, 3) for letter in letters]
    return [xlsx(SheetXml(SHEET, cells))]


_TEXT, _SETTINGS = mutating.of_text(mutating.text_of), mutating.of_text(mutating.settings_of)
TARGETS = {
    target.name: target
    for target in (
        Target("xlsx", _form(".xlsx"), mutating.archive_of, _read),
        Target("docx", _form(".docx"), mutating.archive_of, _read),
        Target("pdf", lambda: [small_pdf()], mutating.pdf_of, _read),
        Target("text", _just(TEXT), _TEXT, _read),
        Target("yaml", lambda: [canonical.dump(small_form()).encode()], _SETTINGS, _read),
        Target("rows-json", _just(*ROWS_JSON), _SETTINGS, _of_file(_classified)),
        Target("rows-csv", _just(ROWS_CSV), _TEXT, _of_file(_classified)),
        Target("rows-xlsx", _row_books, mutating.archive_of, _of_file(_classified)),
        Target("signed-xlsx", _signed, mutating.archive_of, lambda data: read_draft_xlsx(data, NAME)),
        Target("patch", _just(PATCH), _TEXT, _patched),
        Target("style", _just(STYLE), _SETTINGS, _settings(lambda text: read_style(text, NAME)), settings=True),
        Target("policy", _just(POLICY), _SETTINGS,
               _settings(lambda text: guideline.read_policy(text, {rule.id: rule.verdict for rule in guideline.rules()}, NAME)), settings=True),
        Target("decisions", _just(DECISIONS), _SETTINGS, _settings(lambda text: read_decisions(text, NAME)), settings=True),
        Target("accepted", _just(ACCEPTED), _SETTINGS,
               _settings(lambda text: read_accepted(text, NAME, accepting.checks())), settings=True),
    )
}  # fmt: skip
