"""Repeating groups (システムN, 委託事項N, 提供先N, files) of two forms, paired by name and content."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from piadiff.diff.similar import likenesses, similarity
from piadiff.model import Item, ItemPath
from piadiff.text import key

_NUMBERED = re.compile(r"(?P<name>システム|委託事項|提供先|移転先)(?P<number>\d+(?:~\d+)?)")
_ALIKE = 0.5
"""Share of letter pairs from which on two groups without a common name count as the same one."""


@dataclass(frozen=True)
class Group:
    """One instance of a repeating group.

    Attributes:
        name: Comparison key of what names it: the file, or the first value of the group.
        content: Addresses inside the group with their values.
    """

    address: ItemPath
    name: str
    content: tuple[tuple[tuple[str, ...], object], ...]

    @property
    def text(self) -> str:
        """All values under the key."""
        values = (value if isinstance(value, str) else "".join(map(str, value)) for _, value in self.content)  # type: ignore[call-overload]
        return "".join(key(value) for value in values)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two instances that are the same group, and how that was determined."""

    old: Group
    new: Group
    level: str


def group_depths(path: ItemPath) -> tuple[int, ...]:
    """Lengths of the parts of an address at which a numbered group ends."""
    return _depths(path.parts)


@lru_cache(maxsize=8192)
def _depths(parts: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(depth for depth, part in enumerate(parts, 1) if part[-1:].isdigit() and _NUMBERED.fullmatch(part))


def containers(path: ItemPath) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the numbered groups an address lies in stand under, without the file."""
    return ((path.section, path.parts[: depth - 1]) for depth in group_depths(path))


def kind_of(address: ItemPath) -> tuple[ItemPath, str]:
    """What an instance is one of: its container and the printed name without the number."""
    match = _NUMBERED.fullmatch(address.parts[-1])
    return ItemPath(address.section, address.file, address.parts[:-1]), match["name"] if match else ""


def numbered_groups(items: Iterable[Item], under: Collection[tuple[str, tuple[str, ...]]]) -> dict[ItemPath, Group]:
    """Numbered groups in the given containers, in form order."""
    members: dict[ItemPath, list[Item]] = defaultdict(list)
    for item in items if under else ():
        for depth in group_depths(item.path):
            if (item.path.section, item.path.parts[: depth - 1]) in under:
                members[ItemPath(item.path.section, item.path.file, item.path.parts[:depth])].append(item)
    return {address: _group(address, inside) for address, inside in members.items()}


def _group(address: ItemPath, inside: Sequence[Item]) -> Group:
    depth = len(address.parts)
    content = tuple((item.path.parts[depth:], item.value) for item in inside)
    names = [item.value for item in inside if isinstance(item.value, str) and item.value.strip()]
    own = next((value for rest, value in content if rest in {(), ("①",)} and isinstance(value, str) and value), "")
    return Group(address, key(own or (names[0] if names else "")), content)


def file_groups(items: Iterable[Item]) -> dict[str, Group]:
    """One group a file, over all sections that are repeated for it."""
    members: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.path.file:
            members[item.path.file].append(item)
    return {
        name: Group(
            ItemPath(inside[0].path.section, name),
            key(name),
            tuple(((item.path.section, *item.path.parts), item.value) for item in inside),
        )
        for name, inside in members.items()
    }


def pair_up(old: Sequence[Group], new: Sequence[Group]) -> list[Pair]:
    """Pairs of instances, strict to loose: same content, same name, alike; never by number alone."""
    left, right = list(range(len(old))), list(range(len(new)))
    pairs: list[Pair] = []

    def take(found: Iterable[tuple[int, int, str]]) -> None:
        for at, row, level in found:
            if at in left and row in right:
                left.remove(at)
                right.remove(row)
                pairs.append(Pair(old[at], new[row], level))

    take(_same_content(old, new))
    take(_same_name([old[at] for at in left], [new[row] for row in right], left[:], right[:]))
    olds, news = [old[at].text for at in left], [new[row].text for row in right]
    here, there = left[:], right[:]
    take((here[pair.old], there[pair.new], "similar") for pair in likenesses(olds, news, _ALIKE))
    return pairs


def _ranked(found: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Best first; ties break the same way from both sides."""
    ordered = sorted(found, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1] + pair[2]))
    return [(at, row) for _, at, row in ordered]


def _same_content(old: Sequence[Group], new: Sequence[Group]) -> list[tuple[int, int, str]]:
    where: dict[object, list[int]] = defaultdict(list)
    for row, group in enumerate(new):
        where[group.content].append(row)
    found = [
        (float(group.address.parts == new[row].address.parts), at, row)
        for at, group in enumerate(old)
        for row in where.get(group.content, ())
    ]
    return [(at, row, _level(old[at], new[row])) for at, row in _ranked(found)]


def _same_name(
    old: Sequence[Group], new: Sequence[Group], at_old: Sequence[int], at_new: Sequence[int]
) -> list[tuple[int, int, str]]:
    where: dict[str, list[int]] = defaultdict(list)
    for row, group in enumerate(new):
        where[group.name].append(row)
    found = []
    for at, group in enumerate(old):
        rows = where.get(group.name, ()) if group.name else ()
        for row in rows:
            score = 1.0 if len(rows) == 1 else similarity(group.text, new[row].text)
            found.append((score, at, row))
    return [(at_old[at], at_new[row], _level(old[at], new[row])) for at, row in _ranked(found)]


def _level(old: Group, new: Group) -> str:
    return "path" if old.address.parts == new.address.parts and old.address.file == new.address.file else "key"
