"""基礎項目評価書 → whether the 重点・全項目評価書 of the same file has a 重要な変更 beside it (規則第5条第1項後段)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from piadiff.errors import PiadiffError
from piadiff.model import Form, FormKind, Header, Verdict
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import judge
from piadiff.pipeline.sides import open_registry, registry_around

_HEAVIER = (FormKind.FOCUSED, FormKind.FULL)
_DAYS = Days()


def key_of(header: Header) -> tuple[str, str]:
    """What forms of one file share: who assesses it, and the 評価書番号."""
    return header.organ, header.number


def beside(pairs: Iterable[tuple[Form | None, Form | None]]) -> dict[tuple[str, str], bool]:
    """Of each 基礎項目評価書 among pairs of forms: whether a heavier form of its file has a 重要な変更 among them."""
    known = [(old, new) for old, new in pairs if old and new]
    basic = {key_of(new.header) for _, new in known if new.header.kind is FormKind.BASIC}
    found: dict[tuple[str, str], bool] = {}
    for old, new in known:
        key = key_of(new.header)
        if new.header.kind in _HEAVIER and key in basic:
            found[key] = found.get(key, False) or _is_heavy(old, new)
    return found


def in_registry(old: Form, new: Form, spec: str, registry: Path | None) -> bool | None:
    """The same for two versions of one form, by the versions that a registry holds of the heavier form.

    Returns:
        None for other forms, without a registry, and where it holds no heavier form, or none newer than ``old``.
    """
    folder = registry or (None if Path(spec).is_file() else registry_around(Path.cwd()))
    if new.header.kind is not FormKind.BASIC or folder is None:
        return None
    told = [_is_heavy(*pair) for pair in _pairs_since(old, new.header, folder)]
    return any(told) if told else None


def _pairs_since(old: Form, header: Header, folder: Path) -> Iterator[tuple[Form, Form]]:
    """Versions of the heavier form, each with the one before, that were published after the older 基礎項目評価書."""
    from piadiff.registry.names import form_path

    with open_registry(folder) as store:
        for kind in _HEAVIER:
            path = form_path(replace(header, kind=kind))
            try:
                versions = store.versions(path) if path in store.forms() else ()
            except PiadiffError:
                versions = ()
            for before, after in pairwise(versions):
                since = old.header.published
                if after.published and since and after.published > since:
                    yield before.form, after.form


def _is_heavy(old: Form, new: Form) -> bool:
    return any(finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO) for finding in judge(old, new, _DAYS))
