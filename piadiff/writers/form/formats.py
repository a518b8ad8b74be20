"""The formats a form can be written in."""

from __future__ import annotations

from pathlib import Path

from piadiff.model import Form
from piadiff.writers.formats import Format, Formats, of_file

FORMATS: Formats = {
    "yaml": Format((".yaml", ".yml"), "form.canonical:form_yaml"),
    "xlsx": Format((".xlsx",), "form.xlsx:form_xlsx", binary=True),
    "docx": Format((".docx",), "form.docx:form_docx", binary=True),
}


def write_form(form: Form, target: Path) -> bytes:
    """A form as the content of a file; the suffix says in which format.

    Raises:
        WrongCallError: When no format has the suffix.
    """
    return FORMATS[of_file(FORMATS, target, "yaml")].write(form)
