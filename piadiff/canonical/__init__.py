"""Canonical form: a Form ⇄ the YAML text that git keeps."""

from piadiff.canonical.form_file import canonical, dump, load
from piadiff.canonical.lines import canonical_text

__all__ = ["canonical", "canonical_text", "dump", "load"]
