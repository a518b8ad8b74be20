"""What a value told beside a row says of the item before the change and after it."""

from __future__ import annotations

import re

_OPEN, _CLOSE = r"[（(【\[［<＜]\s*", r"\s*[)）】\]］>＞]\s*[:：]?"
_WAS = r"(?:変更|改正|見直し|修正)前|従前|旧"
_IS = r"(?:変更|改正|見直し|修正)後|現在|新"
_SIDE = re.compile(rf"{_OPEN}(?:(?P<was>{_WAS})|(?P<now>{_IS})){_CLOSE}")
_HEAD = re.compile(rf"(?:^|[\n　、。，,]\s*)(?:(?P<was>{_WAS})|(?P<now>{_IS}))\s*[:：は]\s*")
_SAME = (
    r"(?:いずれも|前後とも)?(?:変更(?:は|が)?(?:な[しい]|ありません)|変わらない|異動な[しい]|(?:前回|従前|これまで)と(?:同じ|同様)(?:である)?)"
)
_UNCHANGED = re.compile(rf"(?:[（(]\s*{_SAME}。?\s*[)）]|(?:^|[、。，,\s　]){_SAME}。?)\s*$")
_FORMER = re.compile(r"[（(]\s*(?:前回|従前|変更前)(?:は|の|:|：|の値は)?\s*(?P<was>[^（）()]+?)\s*[)）]\s*$")
_ARROW = re.compile(r"^(?P<was>[^→⇒]+?)\s*[→⇒]\s*(?P<now>[^→⇒]+)$", re.DOTALL)


def told_sides(text: str, *, prose: bool = False) -> tuple[str, str]:
    """What stood before and what stands now; "" for a side that is not told, the same twice where no side is named.

    「（変更前）X　（変更後）Y」, 「X→Y」, 「Y（前回X）」; 「X（変更なし）」 says X of both.
    In ``prose`` an arrow and a remark in brackets are part of what stands.
    """
    for pattern in (_SIDE, _HEAD):
        marks = list(pattern.finditer(text))
        if marks and not text[: marks[0].start()].strip() and (pattern is _SIDE or len(marks) > 1):
            return _marked(text, marks)
    bare = _UNCHANGED.sub("", text).strip()
    if prose or bare != text.strip():
        return bare, bare
    if former := _FORMER.search(text):
        return former["was"], text[: former.start()].strip()
    if arrow := _ARROW.match(bare):
        return arrow["was"].strip(), arrow["now"].strip()
    return bare, bare


def _marked(text: str, marks: list[re.Match[str]]) -> tuple[str, str]:
    sides = {"was": "", "now": ""}
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        said = text[mark.end() : after.start() if after else len(text)].strip(" \n　、。，,")
        sides["was" if mark["was"] else "now"] = said
    return sides["was"], sides["now"]
