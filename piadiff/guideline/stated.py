"""What a person says caused a change: whether it leaves open that a handling began."""

from __future__ import annotations

import re
from collections.abc import Iterable

from piadiff.guideline.vocabulary import Role
from piadiff.text import key
from piadiff.text.cell import UNCHANGED

_AS_IT_IS = r"(?:現行|実態|実際|現状|従前|従来|既存)[^。]{0,12}(?:合わせ|あわせ|即し|沿|反映|踏まえ|基づ)"
_IS_SO = re.compile(_AS_IT_IS)
_AS_DONE = re.compile(
    rf"{_AS_IT_IS}|記載(?:内容)?(?:の)?(?:適正化|漏れ|誤り|補足|整理|明確化|不足)|補記|訂正"
)
"""How a change is told that may only write down what is done already."""
_MOVES = re.compile(r"移[しすっり設転行]|新設|増設")
_REORGANISED = re.compile(r"組織[^。、]{0,6}(?:改正|再編|改編|変更|見直し)|機構改革|所管替え|課の(?:統合|分割|再編)")
_BEGINS = re.compile(r"新た|初めて|はじめて|開始|始め|これまで[^。]{0,20}(?:のみ|だけ|なかった|おらず)")
_NONE = re.compile(r"(?:改正|再編|改編|変更|見直し|改革)(?:は|が|も)?(?:ない|なく|なし|行って?い?な)")


_ENDED = re.compile(
    r"(?:[わさかがまたなば]|(?<!な)ら|し)(?:な[いくかし]|ず)|廃止|終了|停止|やめ|不要|縮小|限定"
)
_BY_LAW = re.compile(
    r"(?:(?<![方手用])法|条例|省令|政令|規則|法令|告示)[^。]{0,30}?(?:改正|制定|施行|公布|廃止|に基づ|に定め|の規定に|により)"
)
_UNCHANGED = re.compile(UNCHANGED)


def ends(statements: Iterable[str]) -> bool:
    """Whether one of the causes says that something is no longer done, or that a law changed."""
    said = [_UNCHANGED.sub("", key(text)) for text in statements]
    return any(_ENDED.search(text) or _BY_LAW.search(text) for text in said)


def by_law(statements: Iterable[str]) -> bool:
    """Whether one of the causes names a law as what brought the change about."""
    return any(_BY_LAW.search(key(text)) for text in statements)


def leaves_open(statements: Iterable[str], role: Role) -> bool:
    """Whether one of the causes may be all there is to a change that reads as a wider scope; none says it began."""
    said = [key(text) for text in statements]
    if any(_BEGINS.search(text) for text in said):
        return False
    if role is Role.PLACE:
        return any(map(_IS_SO.search, said)) and not any(map(_MOVES.search, said))
    moved = role is Role.USERS and any(_REORGANISED.search(text) and not _NONE.search(text) for text in said)
    return moved or any(_AS_DONE.search(text) for text in said)
