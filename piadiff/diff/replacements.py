"""The same substitution in many items: one fact with the list of its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from piadiff.model import Change, Edit, Replacement

_LEAST = 2
"""Items a substitution must occur in to be more than an edit of one of them."""


@dataclass(frozen=True, slots=True)
class _Swap:
    """One stretch of an edit script: what stood there and what stands there now."""

    before: str
    after: str
    notation: bool


def _swaps(edits: Sequence[Edit]) -> Iterator[_Swap]:
    """Changed stretches of a script; a deletion with the insertion behind it is one."""
    place = 0
    while place < len(edits):
        edit = edits[place]
        behind = edits[place + 1] if place + 1 < len(edits) else None
        if edit.op == "-" and behind is not None and behind.op == "+" and behind.notation == edit.notation:
            yield _Swap(edit.text, behind.text, edit.notation)
            place += 2
            continue
        if edit.op != "=":
            before, after = (edit.text, "") if edit.op == "-" else ("", edit.text)
            yield _Swap(before, after, edit.notation)
        place += 1


def _times(swap: _Swap, base: _Swap) -> int:
    """How often ``base`` was made in a stretch; 0 when it does not explain all of it."""
    if swap.notation != base.notation:
        return 0
    if (swap.before, swap.after) == (base.before, base.after):
        return 1
    if not base.before or base.before not in swap.before:
        return 0
    return swap.before.count(base.before) if swap.before.replace(base.before, base.after) == swap.after else 0


def _size(swap: _Swap) -> tuple[int, str, str]:
    return len(swap.before) + len(swap.after), swap.before, swap.after


def find_replacements(changes: Sequence[Change]) -> tuple[Replacement, ...]:
    """Substitutions made in several items, the most frequent first; every stretch belongs to one at most."""
    stretches = [(change.path, list(_swaps(change.edits))) for change in changes]
    open_swaps = [(path, swap) for path, swaps in stretches for swap in swaps]
    found = []
    for base in sorted(dict.fromkeys(swap for _, swap in open_swaps), key=_size):
        made = [(path, swap, times) for path, swap in open_swaps if (times := _times(swap, base))]
        paths = tuple(dict.fromkeys(path for path, _, _ in made))
        if len(paths) < _LEAST:
            continue
        taken = {swap for _, swap, _ in made}
        open_swaps = [(path, swap) for path, swap in open_swaps if swap not in taken]
        alone = tuple(path for path, swaps in stretches if swaps and all(_times(swap, base) for swap in swaps))
        count = sum(times for _, _, times in made)
        found.append(Replacement(base.before, base.after, paths, alone, count, base.notation))
    return tuple(sorted(found, key=lambda replacement: -replacement.count))


def unexplained(change: Change, replacements: Iterable[Replacement]) -> tuple[tuple[str, str], ...]:
    """Stretches of a change, old and new text, that none of the substitutions accounts for."""
    bases = [_Swap(known.before, known.after, known.notation) for known in replacements if change.path in known.paths]
    return tuple(
        (swap.before, swap.after) for swap in _swaps(change.edits) if not any(_times(swap, base) for base in bases)
    )
