"""A piece copied out of a form: which of its labels show their place in the form, and which may stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from piadiff.model import ItemPath
from piadiff.readers.from_lines.doubts import release
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.units import COVER, Prefix, Unit

_Sign = tuple[Prefix, str]


def is_piece(found: Found) -> bool:
    """Whether a source has nothing of a 表紙."""
    return not any(path.section == COVER for path in found.units)


def settle_piece(found: Found) -> None:
    """Leave open what a piece does not place: a label that the form prints more than once, without its heading."""
    patterns = dict[_Sign, dict[str, Unit]]()
    above = {unit.path: unit for unit in reversed(found.layout.units)}
    for unit in found.layout.units:
        patterns.setdefault(_sign(unit), {}).setdefault(unit.item.pattern, unit)
    for path, unit in found.units.items():
        headings = [_sign(found.units[one]) for one in _above(path) if one in found.units]
        alike = [
            other
            for other in patterns[_sign(unit)].values()
            if {*headings} <= {_sign(above[one]) for one in _above(other.path) if one in above}
        ]
        headed = unit.group < 0 or found.layout.units[unit.group].path in found.units
        if not unit.item.is_group and (len(alike) > 1 or not headed):
            release(found, path)


def _sign(unit: Unit) -> _Sign:
    return unit.prefix, unit.item.label


def _above(path: ItemPath) -> Iterator[ItemPath]:
    """The addresses over one, from the nearest on."""
    parent = path.parent
    while parent is not None:
        yield parent
        parent = parent.parent
