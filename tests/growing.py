"""Texts of any length with what became of them, for work whose steps must grow no faster than the text."""

from __future__ import annotations

from collections.abc import Callable

Texts = Callable[[int], tuple[str, str]]
"""How many sentences, entries or marks → the older text and the newer one."""


def _lines(size: int, line: str) -> str:
    return "\n".join(line.format(at) for at in range(size))


_RECORDED = "{0}番の窓口で届出を受け付け、台帳{0}に記録する。"
_LOCKED = "・台帳{0}を施錠して保管する"


def rewritten(size: int) -> tuple[str, str]:
    """Every sentence in other words: nothing of it stands on the other side."""
    return _lines(size, _RECORDED), _lines(size, "第{0}課の職員が照会{0}の回答を作成し、上司に報告する。")


def changed_a_little(size: int) -> tuple[str, str]:
    """One word more in every sentence."""
    old = _lines(size, _RECORDED)
    return old, old.replace("届出を受", "届出を確実に受")


def marked(size: int) -> tuple[str, str]:
    """A list whose every entry says something else."""
    return _lines(size, _LOCKED), _lines(size, "・台帳{0}を書庫{0}に保管する")


def cited(size: int) -> tuple[str, str]:
    """Citations in brackets that all moved on by one."""
    old, new = (
        "".join(f"台帳（番号法第{1 + at % 60}条第{more + at // 60}項）、" for at in range(size)) for more in (1, 2)
    )
    return old, new


def unbroken(size: int) -> tuple[str, str]:
    """One sentence that does not end."""
    old = "".join(f"{at}番の届出を受け付け、台帳に記録し、" for at in range(size))
    return old, old.replace("1番の届出", "1番の申請")


def headed(size: int) -> tuple[str, str]:
    """Sections whose headings all have another name."""
    old = _lines(size, f"＜{{0}}番の窓口における措置＞\n{_LOCKED}")
    return old, old.replace("窓口", "受付")


def limited(size: int) -> tuple[str, str]:
    """Limits that all gave way to other ones in nearly the same words."""
    return (
        _lines(size, "{0}番の窓口の利用は担当者{0}に限る。"),
        _lines(size, "{0}番の受付では別の担当者{0}だけが入室する。"),
    )
