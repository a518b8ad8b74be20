"""One template file → its whole tree of nodes, with the revision it is based on worked in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from piadiff import data
from piadiff.errors import DataError
from piadiff.templates.schema import Changes, Node, TemplateFile


def part_of(node: Node) -> str:
    """The node's part of an address pattern."""
    return f"{node.key}*" if node.repeat else f"{node.key}(*)" if node.per_file else node.key


class _Tree:
    """Nodes of a base while they are changed; faults name the file that asks for the change."""

    def __init__(self, sections: list[Node], where: str) -> None:
        self.root = Node(key="", label="", items=list(sections))
        self._where = where

    def fault(self, message: str) -> DataError:
        return DataError(message, where=self._where, remedy="base の様式にある番地を書いてください")

    def find(self, pattern: str) -> tuple[list[Node], int]:
        """Siblings of the node at an address, and its place among them."""
        siblings, place = [self.root], 0
        for part in pattern.split("-") if pattern else ():
            siblings = siblings[place].items
            places = [at for at, node in enumerate(siblings) if part_of(node) == part]
            if not places:
                raise self.fault(f"番地「{pattern}」が元の様式にありません")
            place = places[0]
        return siblings, place

    def apply(self, changes: Changes) -> None:
        for pattern in changes.remove:
            siblings, place = self.find(pattern)
            del siblings[place]
        self._renumber(changes)
        for change in changes.replace:
            siblings, place = self.find(change.at)
            fields = change.model_dump(exclude={"at"}, exclude_none=True)
            siblings[place] = siblings[place].model_copy(update=fields)
        for addition in changes.add:
            siblings, place = self.find(addition.below)
            self._insert(siblings[place].items, addition.after, addition.node)

    def _renumber(self, changes: Changes) -> None:
        """All sources are looked up before any key is changed, so that numbers may be handed on."""
        found = [(*self.find(move.source), move) for move in changes.renumber]
        for siblings, place, move in found:
            above, _, key = move.target.rpartition("-")
            if above != move.source.rpartition("-")[0]:
                raise self.fault(f"renumber は同じ親の下だけです: {move.source} → {move.target}")
            siblings[place] = siblings[place].model_copy(update={"key": key})

    def _insert(self, siblings: list[Node], after: str, node: Node) -> None:
        keys = [sibling.key for sibling in siblings]
        if after and after not in keys:
            raise self.fault(f"after の「{after}」がありません")
        siblings.insert(keys.index(after) + 1 if after else len(siblings), node)


def _copied(nodes: list[Node]) -> list[Node]:
    """Nodes whose lists may be changed; all else is shared, since it is frozen."""
    return [node.model_copy(update={"items": _copied(node.items)}) for node in nodes]


@dataclass(frozen=True)
class Sources:
    """The template files of a folder, each read once; ``names`` gives the file of (様式, revision)."""

    folder: Traversable
    names: Mapping[tuple[str, str], str]
    _whole: dict[str, TemplateFile] = field(default_factory=dict)

    def read(self, name: str, above: tuple[str, ...] = ()) -> TemplateFile:
        """A template file whose ``sections`` are complete; ``above`` are the files that rest on it.

        Raises:
            DataError: When it or a file it rests on is broken.
        """
        if name not in self._whole:
            self._whole[name] = self._completed(name, above)
        return self._whole[name]

    def _completed(self, name: str, above: tuple[str, ...]) -> TemplateFile:
        source = data.read(self.folder / name, TemplateFile, name)
        if bool(source.base) == bool(source.sections):
            raise DataError("sections と base のどちらか一方を書いてください", where=name)
        if not source.base:
            return source
        based_on = self.names.get((source.name, source.base))
        if based_on is None or based_on in (*above, name):
            raise DataError(f"base「{source.name} {source.base}」がありません", where=name)
        tree = _Tree(_copied(self.read(based_on, (*above, name)).sections), name)
        tree.apply(source.changes)
        return source.model_copy(update={"sections": tree.root.items, "base": "", "changes": Changes()})
