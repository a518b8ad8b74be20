"""A unified diff and the files it was made from → both sides of every file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator

from unidiff.errors import UnidiffParseError
from unidiff.patch import PatchedFile, PatchSet

from piadiff.errors import UnreadableSourceError
from piadiff.model.pull_request import FilePair

_OCTAL = re.compile(rb"\\([0-7]{3})")
_NOTHING = "/dev/null"
_INDEX = re.compile(r"index ([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})")
_BOTH_FIT = (
    "パッチを当てる前のファイルか当てた後か決まりません"
    "（git diff の出力を index の行ごと渡すか、-U3 で作り直してください）"
)
_NO_FIT = "パッチが手元のファイルに合いません（パッチの元になった版で実行してください）"


def read_patch(text: str, content_of: Callable[[str], bytes | None], name: str) -> Iterator[FilePair]:
    """Both sides of each file of a patch; ``content_of`` gives a file as it is now.

    The file may stand before the patch or behind it. Where it fits neither side, the pair says so.

    Raises:
        UnreadableSourceError: When the text is no unified diff.
    """
    try:
        files = PatchSet(text)
    except (UnidiffParseError, ValueError, IndexError) as error:
        raise UnreadableSourceError(
            "パッチ（unified diff）として読めません", where=name, remedy="git diff の出力をそのまま渡してください"
        ) from error
    if not files and text.strip():
        raise UnreadableSourceError(
            "パッチ（unified diff）として読めません", where=name, remedy="git diff の出力をそのまま渡してください"
        )
    for file in files:
        yield _pair(file, content_of)


def _pair(file: PatchedFile, content_of: Callable[[str], bytes | None]) -> FilePair:
    old, new = _name(file.source_file), _name(file.target_file)
    path = new or old
    renamed = old if old and new and old != new else ""
    if file.is_binary_file:
        return FilePair(path, None, None, renamed, "バイナリのパッチからは内容が分かりません")
    here = content_of(old) if old else b""
    there = content_of(new) if new else b""
    made = _lines(file, new=False, text=here) if here is not None else None
    unmade = _lines(file, new=True, text=there) if there is not None else None
    if old and new and made is not None and unmade is not None:
        # Lines that only come stand at no line of the old side, so they fit a file that has them already.
        states = _states(file, here or b"")
        made, unmade = (made if 0 in states else None), (unmade if 1 in states else None)
        if (made is None) == (unmade is None):
            return FilePair(path, None, None, renamed, _BOTH_FIT)
    if made is not None:
        return FilePair(path, here if old else None, made if new else None, renamed)
    if unmade is not None:
        return FilePair(path, unmade if old else None, there if new else None, renamed)
    return FilePair(path, None, None, renamed, _NO_FIT)


def _states(file: PatchedFile, content: bytes) -> set[int]:
    """Which of the two contents that git's ``index`` line names a file has: 0 the old, 1 the new."""
    header = f"blob {len(content)}\0".encode() + content
    names = [hashlib.sha1(header).hexdigest(), hashlib.sha256(header).hexdigest()]  # noqa: S324 - git's own names
    index = next((match for line in file.patch_info or () if (match := _INDEX.match(line))), None)
    sides = index.groups() if index else ()
    return {side for side, known in enumerate(sides) if any(name.startswith(known) for name in names)}


def _name(name: str) -> str:
    """Path of a side without its ``a/``, "" for a file that does not exist; git writes kanji in octal."""
    if name.startswith('"'):
        raw = name.strip('"').encode("latin-1", errors="replace")
        name = _OCTAL.sub(lambda match: bytes([int(match[1], 8)]), raw).decode(errors="replace")
    return "" if name == _NOTHING else re.sub(r"^[ab]/", "", name)


def _lines(file: PatchedFile, *, new: bool, text: bytes) -> bytes | None:
    """The other side of a text, None when the hunks do not fit it; ``new`` takes the text for the new side."""
    lines = text.decode(errors="surrogateescape").splitlines(keepends=True)
    made: list[str] = []
    at = 0
    for hunk in file:
        have = hunk.target_lines() if new else hunk.source_lines()
        want = hunk.source_lines() if new else hunk.target_lines()
        start, length = (hunk.target_start, hunk.target_length) if new else (hunk.source_start, hunk.source_length)
        begin = start - 1 if length else start
        expected = [line.value.rstrip("\r\n") for line in have]
        if begin < at or [line.rstrip("\r\n") for line in lines[begin : begin + len(expected)]] != expected:
            return None
        made += [*lines[at:begin], *(line.value for line in want)]
        at = begin + len(expected)
    return "".join([*made, *lines[at:]]).encode(errors="surrogateescape")
