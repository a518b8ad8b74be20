"""Shape of a template file and its flat, immutable form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field

from piadiff.data import Strict
from piadiff.model import FormKind, ItemKind, ItemPath

Certainty = Literal["seen", "page", "memory"]
"""How sure a fact is: read off a published form, off a public page, or general knowledge only."""


class Node(Strict):
    """One node of the item tree as written in a template file.

    Attributes:
        key: Last part of the address (``①``, ``リスク1``, ``その必要性``).
        label: What the form prints for it.
        field: A second printed label that stands before the value (``法令上の根拠``).
        aka: Other spellings of the label that published forms print.
        options: Name of an option list of ``options.yaml``.
        texts: Options that carry a text of their own in brackets.
        significant: The item carries ※; None takes over what the node above says of all below it.
        significant_below: The ※ stands at a heading and covers everything below it.
        repeat: The node is repeated with a number after its key.
        per_file: The whole section is repeated for every 特定個人情報ファイル.
        prints: Fixed text the form prints inside the node that is no value.
        note: What is not sure about the node, and why.
    """

    key: str
    label: str
    field: str = ""
    aka: list[str] = Field(default_factory=list)
    kind: Literal["group", "text", "choice", "checks", "date", "count"] = "group"
    options: str = ""
    texts: list[str] = Field(default_factory=list)
    significant: bool | None = None
    significant_below: bool = False
    repeat: bool = False
    per_file: bool = False
    prints: list[str] = Field(default_factory=list)
    certainty: Certainty | None = None
    note: str = ""
    items: list[Node] = Field(default_factory=list)


class Move(Strict):
    """An item that stands elsewhere than in the revision before; both are address patterns."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")


class Revision(Strict):
    """What this revision did to the one before it.

    ``added`` and ``removed`` name groups with all below them; in a loaded template every item is listed.
    """

    previous: str
    moves: list[Move] = Field(default_factory=list)
    added: list[str] = Field(default_factory=list)
    removed: list[str] = Field(default_factory=list)
    certainty: Certainty
    note: str = ""


class Addition(Strict):
    """A node to put below an address (the top of the form when ""), behind the child ``after``."""

    below: str = ""
    after: str = ""
    node: Node


class Replacement(Strict):
    """Fields of the node at an address that differ from the base."""

    at: str
    label: str | None = None
    field: str | None = None
    aka: list[str] | None = None
    options: str | None = None
    prints: list[str] | None = None
    significant: bool | None = None
    certainty: Certainty | None = None
    note: str | None = None


class Changes(Strict):
    """What differs from the base, applied in this order; addresses are patterns (``Ⅱ(*)-2-③``)."""

    remove: list[str] = Field(default_factory=list)
    renumber: list[Move] = Field(default_factory=list)
    replace: list[Replacement] = Field(default_factory=list)
    add: list[Addition] = Field(default_factory=list)


class TemplateFile(Strict):
    """A whole template file: a tree of its own, or another revision's tree with changes."""

    kind: Literal["基礎", "重点", "全項目"]
    name: str
    revision: str
    in_force: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    certainty: Certainty
    note: str = ""
    change_table: str
    prints: list[str] = Field(default_factory=list)
    since: Revision | None = None
    sections: list[Node] = Field(default_factory=list)
    base: str = ""
    changes: Changes = Field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One node of a template, flat: groups included, in the order of the form."""

    pattern: str
    key: str
    label: str
    labels: tuple[str, ...]
    field: str
    aka: tuple[str, ...]
    kind: ItemKind | None
    options: tuple[str, ...]
    texts: tuple[str, ...]
    significant: bool
    repeat: bool
    per_file: bool
    prints: tuple[str, ...]
    certainty: Certainty
    depth: int
    note: str = ""

    @property
    def is_group(self) -> bool:
        """Whether the node holds no value of its own."""
        return self.kind is None


@dataclass(frozen=True)
class Template:
    """One revision of one official form; ``items`` in the order of the form.

    ``in_force`` is the ISO day from which the revision is used.
    """

    kind: FormKind
    name: str
    revision: str
    in_force: str
    certainty: Certainty
    change_table: str
    prints: tuple[str, ...]
    items: tuple[TemplateItem, ...]
    since: Revision | None = None
    note: str = ""

    def __hash__(self) -> int:
        """Name and revision: templates are asked for again and again, and a hash of all items costs as much."""
        return hash((self.name, self.revision))

    @cached_property
    def by_pattern(self) -> Mapping[str, TemplateItem]:
        """Items by address pattern."""
        return {item.pattern: item for item in self.items}

    def item(self, path: ItemPath) -> TemplateItem | None:
        """The template item an address belongs to, None for an address the form does not have.

        An address of a per-file section may leave the file name out, as 項目 cells do.
        """
        pattern = path.pattern
        found = self.by_pattern.get(pattern)
        if found is None and not path.file:
            found = self.by_pattern.get(f"{path.section}(*){pattern.removeprefix(path.section)}")
        return found

    def nearest(self, path: ItemPath) -> TemplateItem | None:
        """The item at an address or the closest one above it: ``Ⅰ-1-②-なお書き`` lies in ``Ⅰ-1-②``."""
        here: ItemPath | None = path
        while here is not None:
            found = self.item(here)
            if found is not None:
                return found
            here = here.parent
        return None

    def below(self, pattern: str) -> Iterator[TemplateItem]:
        """All items under a pattern, without the item itself."""
        return (item for item in self.items if item.pattern.startswith(f"{pattern}-"))
