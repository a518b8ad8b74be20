"""A stretch of history → the files it changes, on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from piadiff.errors import RegistryError
from piadiff.model.pull_request import FilePair
from piadiff.registry.git import Git, Objects

_BASES = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master", "main", "master")


def ends(span: str, resolve: Callable[[str], str], git: Git) -> tuple[str, str]:
    """Commits that ``BASE..HEAD`` compares: where the head left the base, and the head itself.

    What others have merged into the base since then is no part of a pull request. Without a base it is the
    main branch, or on the main branch itself the commit before.

    Raises:
        RegistryError: When a side names no commit, or there is nothing to compare with.
    """
    base, _, head = span.replace("...", "..").partition("..")
    new = resolve(head or "HEAD")
    old = resolve(base) if base else _default_base(new, git)
    return git.asks("merge-base", old, new) or old, new


def _default_base(head: str, git: Git) -> str:
    for name in _BASES:
        found = git.asks("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if found and git.asks("merge-base", found, head) != head:
            return found
    before = git.asks("rev-parse", "--verify", "--quiet", f"{head}^")
    if not before:
        raise RegistryError("比べる相手の版がありません", remedy="main..HEAD のように、比べる2つの版を指定してください")
    return before


def changed_files(old: str, new: str, git: Git, objects: Objects) -> Iterator[FilePair]:
    """Files that differ between two commits; a renamed one is one pair."""
    told = git.run("diff", "--name-status", "-z", "--find-renames", old, new, "--")
    fields = iter(told.decode(errors="replace").split("\0"))
    for status in fields:
        if not status:
            continue
        name = next(fields)
        target = next(fields) if status[0] in "RC" else name
        before = None if status[0] == "A" else objects.read(f"{old}:{name}")
        after = None if status[0] == "D" else objects.read(f"{new}:{target}")
        yield FilePair(target, before, after, old_path=name if target != name else "")
