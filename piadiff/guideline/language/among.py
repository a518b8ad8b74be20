"""What is said of those among others in one order: 市民のうち、加入する者; 加入する市民."""

from __future__ import annotations

import re

_END = r"(?:に限る)?(?=。?$)"
_SAID_FIRST = re.compile(
    rf"^(?P<said>[^、。()]+[るたいう])(?:者|もの)のうち、?(?P<whom>[^。()]*[一-龠ァ-ヺー])(?<![るたいうの]者){_END}"
)
_WHOM_FIRST = re.compile(
    rf"^(?P<whom>[^。()]+(?:\([^()]*\))?)のうち、?(?P<said>[^、。()]+[るたいうの])(?:者|もの){_END}"
)
_SAID_OF_BOTH = re.compile(r"(?P<first>[^、。()]+[るたいう])(?:者|もの)")
_LISTS = re.compile("[、∨]")


def in_one_order(plain: str) -> str:
    """A sentence that does nothing but say who is meant among others, what is said of them before their name.

    Of several it is said behind them, as it may be meant of the first alone where it stands before.
    """
    found = _SAID_FIRST.match(plain) or _WHOM_FIRST.match(plain)
    if found is None:
        return plain
    whom, said, rest = found["whom"], found["said"], plain[found.end() :]
    if _LISTS.search(whom):
        return f"{whom}のうち、{said}者{rest}"
    both = _SAID_OF_BOTH.fullmatch(whom)
    return f"{''.join(sorted((both['first'], said)))}者{rest}" if both else f"{said}{whom}{rest}"
