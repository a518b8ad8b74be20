"""What a command names → forms, registries, policies.

The registry and the guideline are imported when they are entered: comparing two files needs no git.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from piadiff import readers
from piadiff.data import text_of
from piadiff.errors import DataError, WrongCallError
from piadiff.model import Form, Unread
from piadiff.templates import Template, for_kind

if TYPE_CHECKING:
    from piadiff.guideline import Policy
    from piadiff.registry import Registry

POLICY_FILE = "piadiff-policy.yaml"


def read_source(source: Path) -> Form:
    """A form from a file of any readable format."""
    return readers.read(source)


def is_tracked(source: Path) -> bool:
    """Whether a source is a Word document with tracked changes."""
    return source.suffix.lower() == ".docx" and readers.read_tracked(source) is not None


def registry_around(start: Path) -> Path | None:
    """The closest folder at or above one that is a git repository."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), None)


def open_side(spec: str, registry: Path | None) -> Form:
    """A form named by a file, ``REV:PATH`` or a plain ``REV``.

    Raises:
        WrongCallError: When the name is neither a file nor a version of the registry.
        UnreadableSourceError: When the file is no form.
    """
    if Path(spec).is_file():
        return readers.read(Path(spec))
    if registry is None and registry_around(Path.cwd()) is None:
        raise WrongCallError(
            f"「{spec}」というファイルはなく、ここは版の保管庫でもありません",
            remedy="ファイル名を確かめるか、--registry で保管庫を指定してください",
        )
    revision, _, form_path = spec.partition(":")
    if not form_path and Path(spec).suffix:
        raise WrongCallError(
            f"「{spec}」というファイルがありません",
            remedy="ファイル名を確かめてください。保管庫の版は 2025-12-01 や 版:パス の形で指定します",
        )
    with open_registry(registry) as store:
        return store.load(revision, form_path or None)


def open_pair(old: str, new: str, registry: Path | None) -> tuple[Form, Form]:
    """The two forms a command compares; one Word document named twice is taken before and after its tracked changes."""
    if old == new and Path(new).is_file():
        both = readers.read_tracked(Path(new))
        if both is not None:
            return both
    return open_side(old, registry), open_side(new, registry)


def open_registry(folder: Path | None, *, create: bool = False) -> Registry:
    """The registry at a folder, or the one around the current folder."""
    from piadiff.registry import Registry

    found = folder or registry_around(Path.cwd())
    if found is None:
        raise WrongCallError("版の保管庫が見つかりません", remedy="--registry で保管庫のフォルダを指定してください")
    return Registry.open(found, create=create and folder is not None)


def own_file(file: Path, top: Path) -> Path:
    """A settings file of a registry, there or not; never one that a link leads out of it.

    Raises:
        DataError: When it lies elsewhere.
    """
    if not file.resolve().is_relative_to(top.resolve()):
        raise DataError(
            "保管庫の外を指すリンクなので、読みません",
            where=str(file),
            remedy="リンクを消し、ファイルそのものを置いてください",
        )
    return file


def policy_of(folder: Path | None) -> Policy | None:
    """The policy file at the top of a registry, None when it has none."""
    top = folder or registry_around(Path.cwd())
    file = own_file(top / POLICY_FILE, top) if top else None
    return policy_in(text_of(file), str(file)) if file is not None and file.is_file() else None


def policy_in(text: str, where: str) -> Policy:
    """A policy file as it is read.

    Raises:
        DataError: When it is broken.
    """
    from piadiff import guideline

    return guideline.read_policy(text, {rule.id: rule.verdict for rule in guideline.rules()}, where)


def unread(old: Form, new: Form) -> tuple[Unread, ...]:
    """What of either side a comparison cannot see."""
    return tuple(
        entry
        for side, form in (("old", old), ("new", new))
        for entry in (
            *(Unread(side, item.path) for item in form.items if item.undetermined),
            *(Unread(side, line=piece.line, text=piece.text) for piece in form.unassigned),
            *(Unread(side, path, uncertain=why) for path, why in form.uncertain.items()),
        )
    )


def incomplete(entries: Iterable[Unread]) -> bool:
    """Whether a side was read incompletely; a rebuilt value that is not proven was read."""
    return any(entry.uncertain is None for entry in entries)


def template_of(form: Form) -> Template:
    """The template a form is filled in on."""
    return for_kind(form.header.kind, form.header.in_use)


def absent_sections(form: Form) -> tuple[str, ...]:
    """Sections of the 様式, as it prints them, of which a form holds nothing: it breaks off, or is a piece."""
    found = {item.path.section for item in form.items}
    tops = (root for root in template_of(form).items if root.depth == 0 and not root.key.startswith("別添"))
    missing = (root for root in tops if root.key not in found)
    return tuple(root.label if root.key == root.label else f"{root.key} {root.label}" for root in missing)
