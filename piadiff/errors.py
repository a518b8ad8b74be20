"""The one error family: everything a person can mend is a PiadiffError with a Japanese message."""

from __future__ import annotations

import errno
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit status of every command; scripts rely on the numbers."""

    DONE = 0
    FOUND = 1
    WRONG_CALL = 2
    UNREADABLE = 3
    INCOMPLETE = 4
    FAULT = 5


_REASONS = {
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EDQUOT: "使える容量を超えています",
    errno.EACCES: "権限がありません",
    errno.EPERM: "権限がありません",
    errno.EROFS: "読み取り専用の場所です",
    errno.ENOENT: "ありません",
    errno.ENOTDIR: "途中にフォルダでないものがあります",
    errno.EISDIR: "フォルダです",
    errno.EEXIST: "すでにあります",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ELOOP: "リンクをたどれません",
    errno.EFBIG: "大きすぎます",
    errno.EIO: "装置が読み書きに失敗しました",
    errno.EMFILE: "開いているファイルが多すぎます",
    errno.ENOMEM: "メモリが足りません",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Japanese."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


class PiadiffError(Exception):
    """A fault a person can mend.

    Args:
        message: What is wrong, in Japanese.
        where: File, line, sheet or key the fault stands at.
        remedy: What to do about it, in Japanese.
    """

    exit_code = ExitCode.WRONG_CALL

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f"\n  対処: {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


class WrongCallError(PiadiffError):
    """The call itself is wrong: options, arguments, a revision that does not exist."""


class UnreadableSourceError(PiadiffError):
    """A source that cannot be read as a form."""

    exit_code = ExitCode.UNREADABLE


class DataError(PiadiffError):
    """Broken shipped or configured data: templates, rules, a policy or decisions file."""


class RegistryError(PiadiffError):
    """The git registry does not hold what was asked for, or refuses to be written."""
