"""Canonical form: a Form ⇄ the YAML text that git keeps."""

from piadiff.canonical.form_file import UNPLACED, UNPLACED_COLUMNS, canonical, dump, load
from piadiff.canonical.lines import canonical_text

__all__ = ["UNPLACED", "UNPLACED_COLUMNS", "canonical", "canonical_text", "dump", "load"]
