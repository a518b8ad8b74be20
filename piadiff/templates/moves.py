"""Where an item of one revision of a form stands in another; composed over the revisions between."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from piadiff.errors import WrongCallError
from piadiff.model import WHOLE_FORM, ItemPath, parse_path
from piadiff.templates.loader import known, load
from piadiff.templates.schema import Move

_ATTACHED = ("別", "参考")


def revisions(name: str) -> tuple[str, ...]:
    """Revisions shipped of a 様式, oldest first."""
    return tuple(revision for known_name, revision in known() if known_name == name)


def _between(name: str, old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Consecutive pairs of revisions from one to the other, in the direction asked for.

    Raises:
        WrongCallError: When one of them is not shipped.
    """
    shipped = revisions(name)
    for revision in (old, new):
        if revision not in shipped:
            raise WrongCallError(
                f"様式「{name} {revision}」は登録されていません", remedy=f"次から選んでください: {'、'.join(shipped)}"
            )
    start, end = shipped.index(old), shipped.index(new)
    chain = shipped[start : end + 1] if start <= end else tuple(reversed(shipped[end : start + 1]))
    return tuple(pairwise(chain))


@lru_cache(maxsize=32)
def _step(name: str, old: str, new: str) -> tuple[dict[str, str], frozenset[str]]:
    """(moves by source, addresses that end) between neighbours; backwards when ``old`` is the newer one."""
    later = load(name, new).since
    if later and later.previous == old:
        return {move.source: move.target for move in later.moves}, frozenset(later.removed)
    earlier = load(name, old).since
    moves: list[Move] = earlier.moves if earlier else []
    return {move.target: move.source for move in moves}, frozenset(earlier.added if earlier else ())


def _renamed(path: ItemPath, above: ItemPath, target: str) -> ItemPath:
    """``path`` with its beginning ``above`` put at the address ``target``; numbers of groups are kept."""
    to = parse_path(target)
    kept = dict(enumerate(above.parts))
    parts = [kept.get(at, part) if "*" in part else part for at, part in enumerate(to.parts)]
    return ItemPath(to.section, path.file, (*parts, *path.parts[len(above.parts) :]))


def _one_step(path: ItemPath, name: str, old: str, new: str) -> ItemPath | None:
    moves, ended = _step(name, old, new)
    here: ItemPath | None = path
    while here is not None:
        pattern = _pattern(here, name, old)
        if pattern in moves:
            return _renamed(path, here, moves[pattern])
        if pattern in ended:
            return None
        here = here.parent
    return path


def _pattern(path: ItemPath, name: str, revision: str) -> str:
    """The template's pattern for an address, which may leave the file name out."""
    item = load(name, revision).item(path)
    return item.pattern if item else path.pattern


@lru_cache(maxsize=16384)
def moved(path: ItemPath, name: str, old_revision: str, new_revision: str) -> ItemPath | None:
    """Where an item of ``old_revision`` stands in ``new_revision``; None when the form no longer asks for it.

    Works forwards and backwards. Attachments and 共通 stay where they are, parts of a text move with it.

    Raises:
        WrongCallError: When a revision is not shipped.
    """
    chain = _between(name, old_revision, new_revision)
    if load(name, old_revision).nearest(path) is None:
        return path if path.section.startswith((*_ATTACHED, *WHOLE_FORM)) else None
    here: ItemPath | None = path
    for old, new in chain:
        here = _one_step(here, name, old, new) if here else None
    return here


def added(name: str, old_revision: str, new_revision: str) -> tuple[str, ...]:
    """Patterns of ``new_revision`` that no item of ``old_revision`` became, in the order of the form."""
    return removed(name, new_revision, old_revision)


def removed(name: str, old_revision: str, new_revision: str) -> tuple[str, ...]:
    """Patterns of ``old_revision`` that ``new_revision`` no longer has, in the order of the form."""
    patterns = (item.pattern for item in load(name, old_revision).items)
    return tuple(p for p in patterns if moved(_example(p), name, old_revision, new_revision) is None)


def _example(pattern: str) -> ItemPath:
    """An address that fits a pattern."""
    return parse_path(pattern.replace("(*)", "").replace("*", "1"))
