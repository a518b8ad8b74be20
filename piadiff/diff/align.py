"""Which item of the new form is which item of the old one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from piadiff.diff.groups import Group, containers, file_groups, group_depths, kind_of, numbered_groups, pair_up
from piadiff.model import Form, Item, ItemPath

_LEVELS = ("path", "moved", "key", "similar")


@dataclass(frozen=True, slots=True)
class Aligned:
    """An item of either form, or of both; ``match`` is the loosest step that was needed to pair them."""

    old: Item | None
    new: Item | None
    match: str = ""


Containers = set[tuple[str, tuple[str, ...]]]
Move = Callable[[ItemPath], ItemPath | None]


def _loosest(levels: Iterable[str]) -> str:
    return max(levels, key=_LEVELS.index, default="path")


def _same_paths(old: Form, new: Form) -> bool:
    return [item.path for item in old.items] == [item.path for item in new.items]


def _touched(old: Form, new: Form) -> Containers:
    """Containers, named without their file, in which an item differs, is gone or is new."""
    found: Containers = set()
    if _same_paths(old, new):
        for was, now in zip(old.items, new.items, strict=True):
            if was.value != now.value:
                found.update(containers(was.path))
        return found
    for here, there in ((old, new), (new, old)):
        for item in here.items:
            other = there.by_path.get(item.path)
            if other is None or other.value != item.value:
                found.update(containers(item.path))
    return found


def _stays(path: ItemPath) -> ItemPath | None:
    return path


class _Renamer:
    """Addresses of the old form → addresses of the new one."""

    def __init__(self, old: Form, new: Form, move: Move | None, touched: Containers) -> None:
        self.move = move or _stays
        self.files = self._pair_files(old, new)
        self.groups = self._pair_groups(old, new, touched)

    @property
    def keeps_groups(self) -> bool:
        """Whether every group stands where it stood."""
        return all(address == target for address, (target, _) in self.groups.items())

    def _pair_files(self, old: Form, new: Form) -> dict[str, tuple[str | None, str]]:
        if old.files == new.files:
            return {}
        olds, news = file_groups(old.items), file_groups(new.items)
        paired = pair_up(list(olds.values()), list(news.values()))
        found: dict[str, tuple[str | None, str]] = dict.fromkeys(olds, (None, ""))
        found.update((pair.old.address.file, (pair.new.address.file, pair.level)) for pair in paired)
        return found

    def _pair_groups(self, old: Form, new: Form, touched: Containers) -> dict[ItemPath, tuple[ItemPath | None, str]]:
        """New addresses of the groups in containers where anything differs; the other groups stay."""
        theirs: dict[tuple[ItemPath, str], list[Group]] = defaultdict(list)
        mine: dict[tuple[ItemPath, str], list[Group]] = defaultdict(list)
        for address, group in numbered_groups(new.items, touched).items():
            theirs[kind_of(address)].append(group)
        found: dict[ItemPath, tuple[ItemPath | None, str]] = {}
        for address, group in numbered_groups(old.items, touched).items():
            found[address] = (None, "")
            container, name = kind_of(address)
            moved = self.move(container)
            filed, _ = self._filed(moved) if moved is not None else (None, "")
            if filed is not None:
                mine[filed, name].append(group)
        for kind, groups in mine.items():
            for pair in pair_up(groups, theirs.get(kind, [])):
                found[pair.old.address] = (pair.new.address, pair.level)
        return found

    def _filed(self, path: ItemPath) -> tuple[ItemPath | None, str]:
        """The address with the file's new name."""
        if not path.file:
            return path, "path"
        name, level = self.files.get(path.file, (path.file, "path"))
        return (ItemPath(path.section, name, path.parts), level) if name is not None else (None, "")

    def target(self, path: ItemPath) -> tuple[ItemPath | None, str]:
        """Where an old address stands now and at which level that was found; None when it is gone."""
        levels = []
        source = path
        for depth in group_depths(source) if self.groups else ():
            group = ItemPath(source.section, source.file, source.parts[:depth])
            address, level = self.groups.get(group, (group, "path"))
            if address is None:
                return None, ""
            if group in self.groups:
                levels.append(level)
                path = ItemPath(address.section, address.file, (*address.parts, *source.parts[depth:]))
        if levels:
            return path, _loosest(levels)
        moved = self.move(path)
        filed, level = self._filed(moved) if moved is not None else (None, "")
        if filed is None:
            return None, ""
        return filed, _loosest([level, "moved" if moved != path else "path"])


def align(old: Form, new: Form, move: Move | None) -> Iterator[Aligned]:
    """Pairs of items in the order of the new form; what is gone follows what it stood behind."""
    same_paths = move is None and _same_paths(old, new)
    renamer = _Renamer(old, new, move, _touched(old, new))
    if same_paths and renamer.keeps_groups:
        for was, now in zip(old.items, new.items, strict=True):
            level = "path" if was.value == now.value else renamer.target(was.path)[1]
            yield Aligned(was, now, level)
        return
    found: dict[ItemPath, tuple[Item, str]] = {}
    gone: dict[ItemPath | None, list[Item]] = defaultdict(list)
    before: ItemPath | None = None
    for item in old.items:
        target, level = renamer.target(item.path)
        if target is None or target not in new.by_path or target in found:
            gone[before].append(item)
        else:
            found[target] = (item, level)
            before = target
    yield from (Aligned(item, None) for item in gone[None])
    for item in new.items:
        partner, level = found.get(item.path, (None, ""))
        yield Aligned(partner, item, level)
        yield from (Aligned(lost, None) for lost in gone.get(item.path, ()))


def moved_part(old: ItemPath, new: ItemPath) -> tuple[ItemPath, ItemPath]:
    """The outermost address that moved: what both have in common at the end is left off."""
    old_parts, new_parts = list(old.parts), list(new.parts)
    while old_parts and new_parts and old_parts[-1] == new_parts[-1]:
        old_parts.pop()
        new_parts.pop()
    return ItemPath(old.section, old.file, tuple(old_parts)), ItemPath(new.section, new.file, tuple(new_parts))
