"""What a repository's own settings may say to git: an allow-list; what is not on it is switched off or refused by name.

A registry may come from anywhere, with a ``.git/config`` somebody else wrote; some settings name programs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from piadiff.errors import RegistryError

FIXED: Mapping[str, str] = {
    "core.quotepath": "false",
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.autocrlf": "false",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.protectNTFS": "true",
    "core.protectHFS": "true",
    "advice.detachedHead": "false",
    # That it is told of no grafts is nothing to complain of.
    "advice.graftFileDeprecated": "false",
    # A signature is checked by a program the settings name.
    "log.showSignature": "false",
    # What lies beside the objects may say other things of a history than they do.
    "core.commitGraph": "false",
    # What the log leaves out would be versions lost.
    "log.showRoot": "true",
    "log.follow": "false",
    "log.diffMerges": "separate",
    "i18n.logOutputEncoding": "UTF-8",
    "diff.orderFile": os.devnull,
    "submodule.recurse": "false",
    # Whether this user may touch the folder was asked before, with the user's own configuration.
    "safe.directory": "*",
}
"""Settings that hold whatever a repository says."""
SWITCHED_OFF = {"clean": "", "smudge": "", "process": "", "required": "false"}
"""What a filter's settings are set to; its section may have any name."""
_FILTER = re.compile(r"filter\.(?P<name>.*)\.(?P<key>clean|smudge|process|required)", re.DOTALL)
_HARMLESS = re.compile(
    r"core\.(?:abbrev|askpass|bare|bigfilethreshold|checkstat|commentchar|commitgraph|compression|deltabasecachelimit"
    r"|editor|eol|filemode|filesreflocktimeout|fscache|fsync|fsyncmethod|fsyncobjectfiles|gitproxy|hidedotfiles"
    r"|ignorecase|ignorestat|logallrefupdates|longpaths|loosecompression|multipackindex|notesref|packedgit\w+"
    r"|packedrefstimeout|pager|precomposeunicode|prefersymlinkrefs|preloadindex|repositoryformatversion|safecrlf"
    r"|sharedrepository|sparsecheckout|sparsecheckoutcone|splitindex|sshcommand|symlinks|trustctime|untrackedcache"
    r"|usereplacerefs|warnambiguousrefs|whitespace|worktree)"
    r"|extensions\.(?:objectformat|partialclone|preciousobjects|refstorage|relativeworktrees|worktreeconfig)"
    # Read only by commands that are never run here: those that fetch, ask a person, show text, merge or sign.
    r"|(?:add|advice|alias|author|branch|checkout|clean|color|column|commit|committer|credential|diff|difftool|fetch"
    r"|format|gc|gitflow|gpg|gui|http|i18n|index|init|interactive|lfs|log|maintenance|merge|mergetool|notes|pack|pager"
    r"|pull|push|rebase|receive|remote|rerere|sendemail|ssh|stash|status|submodule|tag|tar|trailer|transfer|uploadpack"
    r"|url|user|versionsort)\..*",
    re.DOTALL,
)


def settings_of(listed: bytes) -> Iterator[tuple[str, str]]:
    """(name, value) of what ``git config --list --null`` prints."""
    for record in listed.decode(errors="surrogateescape").split("\0"):
        name, _, value = record.partition("\n")
        if name:
            yield name, value


def overrides(told: Iterable[tuple[str, str]], folder: Path, git_dir: Path) -> Iterator[tuple[str, str]]:
    """(name, value) that switch off what a repository's settings would run.

    Raises:
        RegistryError: Naming a setting that is not known to be harmless and cannot be switched off.
    """
    for name, value in told:
        turned = _FILTER.fullmatch(name)
        if turned is not None and not set("=\n") & set(name):
            yield name, SWITCHED_OFF[turned["key"]]
        elif not _may_stand(name, value, folder, git_dir):
            raise RegistryError(
                f"保管庫の git の設定「{_shown(name)}」は、無害と確かめられないため、開きません",
                where=str(git_dir / "config"),
                remedy="設定を確かめて消すか、git clone で作った写しを使ってください（設定は写しに付いてきません）",
            )


def _may_stand(name: str, value: str, folder: Path, git_dir: Path) -> bool:
    if name == "core.worktree":
        return (git_dir / value).resolve() == folder.resolve()
    return name in _FIXED_NAMES or bool(_HARMLESS.fullmatch(name))


_FIXED_NAMES = frozenset(name.lower() for name in FIXED)


def _shown(name: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in name)


def as_options(settings: Iterable[tuple[str, str]]) -> list[str]:
    """Settings as arguments before the command of git."""
    return [part for name, value in settings for part in ("-c", f"{name}={value}")]
