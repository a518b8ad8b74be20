"""Cells of a ruled form → Form: labels are recognised by their words and order, values by where they stand."""

from piadiff.readers.from_cells.form import CellsForm, read_cells_form

__all__ = ["CellsForm", "read_cells_form"]
