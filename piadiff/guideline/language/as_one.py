"""What two sentences say of a thing, as the one that says both: Ａは…とする。Ｂも同様とする; 認定する。認定後は…."""

from __future__ import annotations

import re

from piadiff.text.signs import BULLETS, CIRCLED

_BEGINS = re.compile(rf"(?:^|[。\n])[ 　]*[{BULLETS}{CIRCLED}]?[ 　]*$")
"""What stands before a sentence."""
_NAME = r"[^はがをにで、。「」()（）\n]"
_LIKEWISE = re.compile(
    rf"(?P<topic>(?:(?!又は|または|若しくは|もしくは|のみ|だけ|以外){_NAME}){{1,24}})"
    r"(?P<case>については|は)(?P<told>、?[^。\nは]+。)[ 　]*"
    rf"(?P<other>(?:(?!又は|または|若しくは|もしくは|のみ|だけ|以外|その|なお|また|ただし){_NAME}){{1,24}}?)"
    r"(?:について)?も、?同様(?:とする|としている|とします|としています|である|です)。"
    r"(?![ 　]*(?:ただし|但し|この場合|その場合))"
)
_THEN = re.compile(
    r"(?P<act>[一-龠]{2,4})(?:する|している|します|しています|を行う|を行います)。[ 　]*"
    r"(?:その)?(?P=act)(?:の)?後(?:は、?|に、?|、)(?=[^\d])"
)


def likewise(before: str, after: str) -> tuple[str, str]:
    """Both texts, where only one of them says by 同様 that a sentence holds of another thing too."""
    if ("同様" in before) == ("同様" in after):
        return before, after
    return _LIKEWISE.sub(_of_both, before), _LIKEWISE.sub(_of_both, after)


def _of_both(match: re.Match[str]) -> str:
    begins = _BEGINS.search(match.string[: match.start()]) is not None
    return f"{match['topic']}及び{match['other']}{match['case']}{match['told']}" if begins else match[0]


def in_turn(before: str, after: str) -> tuple[str, str]:
    """Both texts, where only one of them says again that what it told of last is done before the next."""
    told = [_THEN.search(text) is not None for text in (before, after)]
    if told[0] == told[1]:
        return before, after
    return _THEN.sub(r"\g<act>し、", before), _THEN.sub(r"\g<act>し、", after)
