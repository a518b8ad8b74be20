"""Frozen data of the house; no I/O."""

from piadiff.model.acceptance import Acceptance, Audited, Noted
from piadiff.model.change import (
    Action,
    Change,
    Edit,
    Facet,
    FacetKind,
    Finding,
    Op,
    Reason,
    Replacement,
    Timing,
    Verdict,
)
from piadiff.model.draft import Draft, DraftRow, Fold, SignedRow, Unread
from piadiff.model.form import ChangeRow, Form, FormKind, Header, Item, ItemKind, Unassigned, Uncertain, Value
from piadiff.model.observation import Level, Observation
from piadiff.model.opinion import Opinion
from piadiff.model.pair import Late, Mismatch
from piadiff.model.path import WHOLE_FORM, ItemPath, parse_path
from piadiff.model.table import TableChange, compare_tables
from piadiff.model.version import Imported, KeptRow, LeftOut, Logged, Version

__all__ = [
    "WHOLE_FORM",
    "Acceptance",
    "Action",
    "Audited",
    "Change",
    "ChangeRow",
    "Draft",
    "DraftRow",
    "Edit",
    "Facet",
    "FacetKind",
    "Finding",
    "Fold",
    "Form",
    "FormKind",
    "Header",
    "Imported",
    "Item",
    "ItemKind",
    "ItemPath",
    "KeptRow",
    "Late",
    "LeftOut",
    "Level",
    "Logged",
    "Mismatch",
    "Noted",
    "Observation",
    "Op",
    "Opinion",
    "Reason",
    "Replacement",
    "SignedRow",
    "TableChange",
    "Timing",
    "Unassigned",
    "Uncertain",
    "Unread",
    "Value",
    "Verdict",
    "Version",
    "compare_tables",
    "parse_path",
]
