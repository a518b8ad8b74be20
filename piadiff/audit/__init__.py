"""Versions + published rows + Findings → Observations; one small function per check."""

from __future__ import annotations

from piadiff.audit import (  # noqa: F401 - each registers its checks
    chain,
    choices,
    consistency,
    contents,
    deadlines,
    history,
    law,
    rows,
    terms,
    wording,
)
from piadiff.audit.catalogue import Check, Step, Subject, catalogue
from piadiff.errors import WrongCallError
from piadiff.model import Observation

__all__ = ["Check", "Step", "Subject", "audit", "catalogue", "find"]


def find(id_: str) -> Check:
    """The check with an id.

    Raises:
        WrongCallError: When there is none.
    """
    for check in catalogue():
        if check.id == id_.upper():
            return check
    raise WrongCallError(f"検査「{id_}」はありません", remedy="`piadiff checks` で一覧を見てください")


def audit(subject: Subject) -> tuple[Observation, ...]:
    """Every observation on a form and its history, in the order of the catalogue."""
    return tuple(seen for check in catalogue() for seen in check.run(subject))
