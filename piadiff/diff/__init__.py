"""Form × Form → Changes: fold, align, compare, facets."""

from piadiff.diff.forms import diff
from piadiff.diff.invert import inverted
from piadiff.diff.replacements import find_replacements, unexplained
from piadiff.diff.rows import change_of_row, changes_of_row

__all__ = ["change_of_row", "changes_of_row", "diff", "find_replacements", "inverted", "unexplained"]
