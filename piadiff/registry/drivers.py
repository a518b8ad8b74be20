"""What a repository is told so that git shows forms by their items."""

from __future__ import annotations

from collections.abc import Iterable

_ITEM = "^  ([^ #'\"-][^:]*):"
SETTINGS = {
    # Excel, Word and PDF are compared as canonical forms, not as bytes.
    "diff.piadiff.textconv": "{command} git textconv",
    # Each piece of a diff of a canonical form is headed by the item it lies in.
    "diff.piadiff.xfuncname": _ITEM,
    "diff.piadiff-form.xfuncname": _ITEM,
}
SECTIONS = ("diff.piadiff", "diff.piadiff-form")
_BEGIN, _END = "# piadiff", "# /piadiff"


def with_drivers(attributes: str, documents: Iterable[str]) -> str:
    """An attributes file with the drivers named, once, for files of these suffixes; all other lines as they were."""
    named = [f"*{suffix} diff=piadiff" for suffix in documents]
    block = (_BEGIN, *named, "*.yaml diff=piadiff-form", _END)
    return "".join(f"{line}\n" for line in (*without_drivers(attributes).splitlines(), *block))


def without_drivers(attributes: str) -> str:
    """An attributes file without what ``with_drivers`` added."""
    kept, inside = list[str](), False
    for line in attributes.splitlines():
        inside = inside or line == _BEGIN
        if not inside:
            kept.append(line)
        inside = inside and line != _END
    return "".join(f"{line}\n" for line in kept)
