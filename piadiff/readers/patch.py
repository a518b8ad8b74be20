"""A unified diff, as git and others write it → both sides of every file.

A side is known by the name git gives its content; what git does not have is made from the other side and the hunks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from unidiff.errors import UnidiffParseError
from unidiff.patch import Hunk, PatchSet

from piadiff.errors import UnreadableSourceError
from piadiff.model.pull_request import FilePair

_OCTAL = re.compile(rb"\\([0-7]{3}|.)")
_LETTERS = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
_NOTHING = "/dev/null"
_INDEX = re.compile(rb"index ([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})")
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_BINARY = (b"Binary files ", b"GIT binary patch")
_COMBINED = (b"diff --cc ", b"diff --combined ")
_LONGEST_NAMES, _MOST_SPACES = 40_000, 400
"""Bytes and blanks of two names: systems take 4,096 bytes, which git writes as up to four characters each."""
_NO_FIT = "パッチが手元のファイルに合いません（パッチの元になった版で実行してください）"
_BOTH_FIT = (
    "パッチを当てる前のファイルか当てた後か決まりません"
    "（git diff の出力を index の行ごと渡すか、-U3 で作り直してください）"
)
_NO_CONTENT = "バイナリのパッチからは内容が分かりません（パッチを作ったリポジトリの中で実行してください）"
_MERGE = "マージの差分（diff --cc）からは、比べる2つの版が決まりません（git diff 旧 新 で作り直してください）"
_TWICE = "同じファイルの差分がいくつもあります（git diff 旧 新 で一つにしてください）"


class Contents(Protocol):
    """Where contents are found."""

    def blob(self, name: str) -> bytes | None:
        """A content by the name git gives it, which may be shortened; None where git does not have it."""

    def file(self, path: str) -> bytes | None:
        """A file as it is now; None where there is none."""


@dataclass(slots=True)
class _File:
    """What a patch says of one file; a name is "" on a side where there is no file."""

    names: list[str] = field(default_factory=lambda: ["", ""])
    index: tuple[str, str] | None = None
    binary: bool = False
    copied: bool = False
    problem: str = ""
    headed: bool = False
    body: list[bytes] = field(default_factory=list)
    left: list[int] = field(default_factory=lambda: [0, 0])

    @property
    def path(self) -> str:
        return self.names[1] or self.names[0]

    def take(self, line: bytes) -> bool:
        """Whether a line is one of a hunk, by how many lines of either side the hunk still lacks."""
        on = {b" ": (0, 1), b"": (0, 1), b"-": (0,), b"+": (1,)}.get(line[:1], ())
        if self.body and line.startswith(b"\\"):
            self.body.append(line)
            return True
        if not on or not all(self.left[side] for side in on):
            return False
        for side in on:
            self.left[side] -= 1
        self.body.append(line or b" ")
        return True

    def hunks(self) -> list[tuple[tuple[int, int], tuple[list[bytes], list[bytes]]]]:
        """Where each hunk begins on either side, from 1 (or the line before it has lines), and its lines there."""
        if not self.body:
            return []
        text = b"--- a\n+++ b\n" + b"".join(line + b"\n" for line in self.body)
        (file,) = PatchSet(text.decode(errors="surrogateescape"))
        return [((hunk.source_start, hunk.target_start), _lines(hunk)) for hunk in file]


def _lines(hunk: Hunk) -> tuple[list[bytes], list[bytes]]:
    sides: tuple[list[bytes], list[bytes]] = ([], [])
    written = list[list[bytes]]()
    for line in hunk:
        if line.line_type == "\\":
            for side in written:
                side[-1] = side[-1].removesuffix(b"\n")
            continue
        written = [side for side, gone in zip(sides, ("+", "-"), strict=True) if line.line_type != gone]
        for side in written:
            side.append(line.value.encode(errors="surrogateescape"))
    return sides


def read_patch(patch: bytes, contents: Contents, name: str) -> Iterator[FilePair]:
    """Both sides of each file of a patch. Where they cannot be determined, the pair says why.

    Raises:
        UnreadableSourceError: When the bytes are no unified diff.
    """
    files = list(_files(patch.split(b"\n")))
    if not files and patch.strip():
        raise UnreadableSourceError(
            "パッチ（unified diff）として読めません", where=name, remedy="git diff の出力をそのまま渡してください"
        )
    seen: dict[str, int] = {}
    for file in files:
        seen[file.path] = seen.get(file.path, 0) + 1
    for path in seen:
        file = next(file for file in files if file.path == path)
        yield FilePair(path, None, None, problem=_TWICE) if seen[path] > 1 else _pair(file, contents)


def _files(lines: list[bytes]) -> Iterator[_File]:
    """Every file of a patch; what stands around it, as the words of a commit, is passed over."""
    file: _File | None = None
    for at, line in enumerate(lines):
        if file and file.take(line):
            continue
        following = lines[at + 1] if at + 1 < len(lines) else b""
        begun = _begun(line, following, file)
        if begun is not None:
            if file is not None:
                yield file
            file = begun
        if file is not None:
            _told(file, line)
    if file is not None:
        yield file


def _begun(line: bytes, following: bytes, file: _File | None) -> _File | None:
    """The file that begins with a line."""
    if line.startswith(b"diff --git "):
        return _File(names=_both(line[len(b"diff --git ") :].rstrip(b"\r")), headed=True)
    for start in _COMBINED:
        if line.startswith(start):
            return _File(names=[_unquoted(line[len(start) :])] * 2, problem=_MERGE, headed=True)
    bare = file is None or not file.headed or bool(file.body)
    if line.startswith(b"--- ") and following.startswith(b"+++ ") and bare:
        old, new = (_unquoted(each[4:].split(b"\t")[0]) for each in (line, following))
        told = _without_prefix(old, new) if _NOTHING not in (old, new) else [_plain(old), _plain(new)]
        return _File(names=told)
    return None


def _told(file: _File, line: bytes) -> None:
    """What a line of the heading says."""
    line = line.rstrip(b"\r")
    for start, side in ((b"rename from ", 0), (b"rename to ", 1), (b"copy from ", 0), (b"copy to ", 1)):
        if line.startswith(start):
            file.names[side] = _unquoted(line[len(start) :])
            file.copied = file.copied or start.startswith(b"copy")
    if line.startswith(b"new file mode ") or line == b"--- /dev/null":
        file.names[0] = ""
    elif line.startswith(b"deleted file mode ") or line == b"+++ /dev/null":
        file.names[1] = ""
    elif line.startswith(_BINARY):
        file.binary = True
    elif index := _INDEX.match(line):
        file.index = index[1].decode(), index[2].decode()
    elif hunk := _HUNK.match(line):
        sizes = [1 if hunk[group] is None else int(hunk[group]) for group in (2, 4)]
        file.left = sizes
        file.body.append(line)


def _both(names: bytes) -> list[str]:
    """The two names of a ``diff --git`` line; of a file that was renamed they are given again below it."""
    spaces = [at for at, byte in enumerate(names) if byte == ord(" ")] if len(names) < _LONGEST_NAMES else []
    for at in spaces[:_MOST_SPACES]:
        old, new = _unquoted(names[:at]), _unquoted(names[at + 1 :])
        told = _without_prefix(old, new)
        if told[0] == told[1]:
            return told
    middle = spaces[len(spaces) // 2] if spaces else len(names)
    return [_plain(_unquoted(names[:middle])), _plain(_unquoted(names[middle + 1 :]))]


def _without_prefix(old: str, new: str) -> list[str]:
    """Names without ``a/`` and ``b/``, or whatever stands for them; a patch may have no such prefix."""
    if old == new:
        return [old, new]
    below = [name.partition("/")[2] for name in (old, new)]
    return below if below[0] and below[0] == below[1] else [_plain(old), _plain(new)]


def _plain(name: str) -> str:
    return "" if name == _NOTHING else re.sub(r"^[ab]/", "", name)


def _unquoted(name: bytes) -> str:
    """A name as it is in the folder; git writes kanji in octal between quotes."""
    name = name.rstrip(b"\r")
    if name.startswith(b'"') and name.endswith(b'"'):
        name = _OCTAL.sub(lambda one: _letter(one[1]), name[1:-1])
    return name.decode(errors="surrogateescape")


def _letter(code: bytes) -> bytes:
    return bytes([int(code, 8) & 255]) if len(code) > 1 else _LETTERS.get(code, code)


def _pair(file: _File, contents: Contents) -> FilePair:
    old, new = file.names
    renamed = old if old and new and old != new and not file.copied else ""
    if file.problem:
        return FilePair(file.path, None, None, renamed, file.problem)
    sides = (_by_name(file, contents) if file.index else None) or _by_hunks(file, contents)
    if isinstance(sides, str):
        return FilePair(file.path, None, None, renamed, sides)
    before, after = sides
    return FilePair(file.path, before if old and not file.copied else None, after if new else None, renamed)


Sides = tuple[bytes, bytes]


def _by_name(file: _File, contents: Contents) -> Sides | None:
    """Both sides as git's ``index`` line names them; None where neither is at hand."""
    names = file.index or ("", "")
    found = [b"" if not file.names[side] else _named(names[side], file, contents) for side in (0, 1)]
    before, after = found
    if before is not None and after is not None:
        return before, after
    made = [
        _changed(file, before, 0) if before is not None else None,
        _changed(file, after, 1) if after is not None else None,
    ]
    if made[0] is not None and before is not None and _is(names[1], made[0]):
        return before, made[0]
    if made[1] is not None and after is not None and _is(names[0], made[1]):
        return made[1], after
    return None


def _named(name: str, file: _File, contents: Contents) -> bytes | None:
    """The content of a name: git's own, or a file that has it."""
    held = contents.blob(name)
    if held is not None:
        return held
    here = (contents.file(path) for path in dict.fromkeys(file.names) if path)
    return next((content for content in here if content is not None and _is(name, content)), None)


def _is(name: str, content: bytes) -> bool:
    """Whether git gives a content this name."""
    header = b"blob %d\0" % len(content) + content
    return any(made(header).hexdigest().startswith(name) for made in (hashlib.sha1, hashlib.sha256))


def _by_hunks(file: _File, contents: Contents) -> Sides | str:
    """Both sides from a file that one of them fits; else why not."""
    if file.binary:
        return _NO_CONTENT
    old, new = file.names
    here, there = (contents.file(name) if name else b"" for name in (old, new))
    if not file.body:
        same = here if old and here is not None else there
        return (same, same) if same is not None else _NO_FIT
    made = _changed(file, here, 0) if here is not None else None
    unmade = _changed(file, there, 1) if there is not None else None
    if old and new and made is not None and unmade is not None:
        # Lines that only come stand at no line of the old side, so they fit a file that has them already.
        return _BOTH_FIT
    if made is not None:
        return here or b"", made
    return (unmade, there or b"") if unmade is not None else _NO_FIT


def _changed(file: _File, content: bytes, side: int) -> bytes | None:
    """The other side of a content that is on a side, None when the hunks do not fit it or break off."""
    if any(file.left):
        return None
    try:
        hunks = file.hunks()
    except (UnidiffParseError, ValueError, IndexError):
        return None
    lines = content.splitlines(keepends=True) if b"\r" not in content else re.findall(rb"[^\n]*\n|[^\n]+\Z", content)
    made: list[bytes] = []
    at = 0
    for starts, sides in hunks:
        have, want = sides[side], sides[1 - side]
        begin = starts[side] - 1 if have else starts[side]
        if begin < at or [_bare(line) for line in lines[begin : begin + len(have)]] != [_bare(line) for line in have]:
            return None
        made += [*lines[at:begin], *want]
        at = begin + len(have)
    return b"".join([*made, *lines[at:]])


def _bare(line: bytes) -> bytes:
    return line.rstrip(b"\r\n")
