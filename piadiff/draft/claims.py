"""Findings → groups that one row stands for: a replacement everywhere, a move, a new system with its sub-items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from piadiff.draft.marks import mark
from piadiff.draft.style import Style
from piadiff.draft.substitution import Pair, edit_pairs, is_notation, is_spacing, replacements
from piadiff.model import Action, Finding, Form, ItemKind, ItemPath, Timing

_REPEATED = re.compile(r"^(?:システム|委託事項|提供先|移転先)\d+(?:~\d+)?$")


class ClaimKind(StrEnum):
    """Why several findings share a row; ``single`` is a row of its own."""

    SINGLE = "single"
    TOGETHER = "together"
    REPLACEMENT = "replacement"
    NOTATION = "notation"
    SPACES = "spaces"
    ROWLESS = "rowless"
    MOVES = "moves"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Claim:
    """Findings that one row, or one fold without a row, stands for.

    Attributes:
        pairs: What was replaced, for the claims that replace.
        root: The group that came or went as a whole.
    """

    kind: ClaimKind
    findings: tuple[Finding, ...]
    pairs: tuple[Pair, ...] = ()
    root: ItemPath | None = None

    @property
    def has_row(self) -> bool:
        """Whether the claim is made in the table, and not only beside it."""
        return self.kind not in (ClaimKind.SPACES, ClaimKind.ROWLESS)

    @property
    def lead(self) -> Finding:
        """The finding whose verdict and words the row takes: the heaviest, the first of them."""
        return min(self.findings, key=lambda found: (-found.verdict.weight, found.timing is not Timing.BEFORE))

    @property
    def paths(self) -> tuple[ItemPath, ...]:
        """All items claimed, in order."""
        return tuple(found.change.path for found in self.findings)


class _Pool:
    """Findings not claimed yet; every finding is taken once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.left = list(findings)
        self.claims: list[Claim] = []

    def take(self, claim: Claim) -> None:
        taken = set(map(id, claim.findings))
        self.left = [found for found in self.left if id(found) not in taken]
        self.claims.append(claim)

    def group(self, by: Callable[[Finding], Hashable | None]) -> list[tuple[Hashable, list[Finding]]]:
        """Unclaimed findings by a key; a finding without one stays out."""
        groups: defaultdict[Hashable, list[Finding]] = defaultdict(list)
        for found in self.left:
            value = by(found)
            if value is not None:
                groups[value].append(found)
        return list(groups.items())


def _claim_without_row(pool: _Pool, style: Style) -> None:
    rowless = tuple(found for found in pool.left if found.change.path.pattern in style.rowless)
    for found in rowless:
        pool.take(Claim(ClaimKind.ROWLESS, (found,), pairs=((found.change.before, found.change.after),)))
    findings = tuple(found for found in pool.left if is_spacing(found.change) and not found.change.old_path)
    if findings:
        pool.take(Claim(ClaimKind.SPACES, findings))


def _in_place(found: Finding) -> bool:
    return found.change.action is Action.CHANGED


def _claim_moves(pool: _Pool, *, by_item: bool) -> None:
    findings = tuple(found for found in pool.left if found.change.action is Action.MOVED and found.change.old_path)
    for group in [(found,) for found in findings] if by_item else [findings] * bool(findings):
        pool.take(Claim(ClaimKind.MOVES, group))


def _repeated_root(path: ItemPath) -> ItemPath | None:
    """The system, 委託 or 提供先 an item belongs to."""
    for depth, part in enumerate(path.parts, start=1):
        if _REPEATED.match(part):
            return ItemPath(path.section, path.file, path.parts[:depth])
    return None


def _taken(other: Form | None, findings: Sequence[Finding], action: Action) -> list[set[ItemPath]]:
    """Where each item stands that both versions have; a group that holds all its places did not come or go."""
    if other is None:
        return [{one.change.path} for one in findings if one.change.action is not action]
    moved = {
        place: {one.change.path, one.change.old_path}
        for one in findings
        if one.change.old_path
        for place in (one.change.path, one.change.old_path)
    }
    return [moved.get(item.path, {item.path}) for item in other.items if item.value]


def _whole_root(path: ItemPath, other: Form | None, taken: Sequence[set[ItemPath]]) -> ItemPath | None:
    """The topmost group around an item that the other version does not have at all."""

    def stands(group: ItemPath) -> bool:
        return any(all(map(group.contains, places)) for places in taken)

    if other is None:
        root = _repeated_root(path)
        return None if root is None or stands(root) else root
    if path.file and path.file not in other.files:
        return ItemPath(path.section, path.file, path.parts[:1])
    return next((group for group in _groups(path) if not stands(group)), None)


def _groups(path: ItemPath) -> Iterator[ItemPath]:
    """The section of an item unless it is one of a file, the groups it lies in and the item itself, outermost first."""
    for depth in range(1 if path.file else 0, len(path.parts) + 1):
        yield ItemPath(path.section, path.file, path.parts[:depth])


def _claim_groups(pool: _Pool, action: Action, other: Form | None, findings: Sequence[Finding]) -> None:
    kind = ClaimKind.ADDED if action is Action.ADDED else ClaimKind.REMOVED
    taken = _taken(other, findings, action)

    def root(found: Finding) -> ItemPath | None:
        return _whole_root(found.change.path, other, taken) if found.change.action is action else None

    for path, members in pool.group(root):
        if len(members) > 1 and isinstance(path, ItemPath):
            pool.take(Claim(kind, tuple(members), root=path))


def _claim_notation(pool: _Pool) -> None:
    findings = tuple(found for found in pool.left if _in_place(found) and is_notation(found.change))
    if len(findings) > 1:
        pairs = dict.fromkeys(
            pair for found in findings for pair in edit_pairs(mark(found.change.before, found.change.after))
        )
        pool.take(Claim(ClaimKind.NOTATION, findings, pairs=tuple(pairs)))


def _claim_together(pool: _Pool, style: Style) -> None:
    """Short fields that went from one value to the same other value; a 時点 is named with its section."""

    def whole(found: Finding) -> Hashable | None:
        change = found.change
        if not _in_place(found) or not change.before or not change.after or change.kind is ItemKind.TEXT:
            return None
        place = (change.path.section, change.path.file) if change.kind is ItemKind.DATE else ("", "")
        return (change.kind, place, change.before, change.after, found.verdict, found.timing)

    for _, members in pool.group(whole):
        change = members[0].change
        if len(members) >= (2 if change.kind is ItemKind.DATE else style.repeats_needed):
            pool.take(Claim(ClaimKind.TOGETHER, tuple(members), pairs=((change.before, change.after),)))


def _claim_replacements(pool: _Pool, style: Style) -> None:
    def pairs(found: Finding) -> Hashable | None:
        explained = replacements(found.change) if _in_place(found) else ()
        return (explained, found.verdict, found.timing) if explained else None

    for group_key, members in pool.group(pairs):
        if len(members) >= style.repeats_needed and isinstance(group_key, tuple):
            pool.take(Claim(ClaimKind.REPLACEMENT, tuple(members), pairs=group_key[0]))


def claim(
    findings: Sequence[Finding], *, old: Form | None, new: Form | None, style: Style, by_item: bool
) -> list[Claim]:
    """Every finding in exactly one claim, in the order of their first findings."""
    pool = _Pool(findings)
    _claim_without_row(pool, style)
    _claim_moves(pool, by_item=by_item)
    if not by_item:
        _claim_groups(pool, Action.ADDED, old, findings)
        _claim_groups(pool, Action.REMOVED, new, findings)
        _claim_notation(pool)
        _claim_together(pool, style)
        _claim_replacements(pool, style)
    claims = [*pool.claims, *(Claim(ClaimKind.SINGLE, (found,)) for found in pool.left)]
    place = {id(found): index for index, found in enumerate(findings)}
    return sorted(claims, key=lambda made: min(place[id(found)] for found in made.findings))
