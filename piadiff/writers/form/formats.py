"""The formats a form can be written in, by the suffix of the file."""

from __future__ import annotations

from pathlib import Path

from piadiff import canonical
from piadiff.model import Form

OFFICE = (".xlsx", ".docx")
"""Suffixes of files in the shape of the official 様式; any other is written in the canonical form."""


def write_form(form: Form, target: Path) -> bytes:
    """A form as the content of a file."""
    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        from piadiff.writers.form.xlsx import form_xlsx

        return form_xlsx(form)
    if suffix == ".docx":
        from piadiff.writers.form.docx import form_docx

        return form_docx(form)
    return canonical.dump(form).encode()
