"""Texts of any length with what became of them, for work whose steps must grow no faster than the text."""

from __future__ import annotations

from collections.abc import Callable

Texts = Callable[[int], tuple[str, str]]
"""How many sentences, entries or marks → the older text and the newer one."""


def rewritten(size: int) -> tuple[str, str]:
    """Every sentence in other words: nothing of it stands on the other side."""
    return (
        "\n".join(f"{at}番の窓口で届出を受け付け、台帳{at}に記録する。" for at in range(size)),
        "\n".join(f"第{at}課の職員が照会{at}の回答を作成し、上司に報告する。" for at in range(size)),
    )
