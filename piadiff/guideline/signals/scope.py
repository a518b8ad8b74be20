"""Which roles tell of the scope of a handling."""

from __future__ import annotations

from piadiff.guideline.vocabulary import Role

SCOPE = frozenset(
    {Role.PERSONS, Role.RECORD_ITEMS, Role.SOURCE, Role.PURPOSE, Role.USERS, Role.USE, Role.MATCHING, Role.ANALYSIS,
     Role.DECISION, Role.TASK, Role.NUMBER_USE, Role.LINKAGE, Role.OUTSOURCING, Role.PLACE, Role.FILE_KIND}
)  # fmt: skip

LISTS = frozenset({Role.PERSONS, Role.RECORD_ITEMS, Role.SOURCE, Role.PURPOSE, Role.USERS})
"""Items that list who, what or what for: one more entry is a wider scope."""
