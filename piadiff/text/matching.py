"""Two sequences → the stretches in which they agree and differ, as ``difflib`` finds them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

Opcode = tuple[str, int, int, int, int]
"""(equal, replace, delete or insert; old from, old to, new from, new to)."""


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[Opcode]:
    """What ``SequenceMatcher`` says without its guess at junk; in linear time where what both have keeps its order.

    There every way to match longest stretches first ends in the same pairs: each member both have, with itself.
    """
    pairs = _in_one_order(old, new)
    if pairs is None:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    found: list[Opcode] = []
    at = row = 0
    for here, there in (*pairs, (len(old), len(new))):
        if at < here or row < there:
            sort = "replace" if at < here and row < there else "delete" if at < here else "insert"
            found.append((sort, at, here, row, there))
        if here < len(old):
            last = found[-1] if found else None
            if last is not None and last[0] == "equal":
                found[-1] = ("equal", last[1], here + 1, last[3], there + 1)
            else:
                found.append(("equal", here, here + 1, there, there + 1))
        at, row = here + 1, there + 1
    return found


def _in_one_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]] | None:
    """Places of what both have; None where something of it stands twice on a side, or in another order."""
    places: dict[Hashable, int] = {}
    for row, member in enumerate(new):
        places[member] = -1 if member in places else row
    pairs: list[tuple[int, int]] = []
    for at, member in enumerate(old):
        row = places.get(member, -2)
        if row == -2:
            continue
        if row <= (pairs[-1][1] if pairs else -1):
            return None
        pairs.append((at, row))
    return pairs
