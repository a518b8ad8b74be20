"""Cells of a ruled form → Form: labels are told by their words and order, values by where they stand."""

from piadiff.readers.ruled.form import Ruled, read_ruled

__all__ = ["Ruled", "read_ruled"]
