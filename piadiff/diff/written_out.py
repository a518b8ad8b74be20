"""A 変更後 cell that tells what was done to the text, or what stays, → the text as it is now.

「「年1回」を「年2回」に改める。その他は変更なし」, a line 「（以下変更なし）」.
"""

from __future__ import annotations

import re

from piadiff.diff.similar import rough_key, similarity
from piadiff.text import find_all, key
from piadiff.text.cell import UNCHANGED

_QUOTED = r"「(?P<{}>(?:[^「」]|「[^「」]*」)*)」"
_ENDS = r"(?:(?:し|め)?(?:、|た|る|ている|ました)?(?:もの(?:である)?|こと(?:とする)?)?。?)"
_REPLACED = re.compile(
    rf"{_QUOTED.format('old')}(?:とある)?(?:の(?:部分|箇所|記載)?)?(?:を|は|から)、?{_QUOTED.format('new')}"
    rf"(?:に|へ|と)(?:(?:、|及び|並びに)(?=「)|、?(?:改め|変更|修正|置き?換え|訂正|改正){_ENDS})"
)
_HINTS = re.compile("「|変更|従前|同じ")
_REST = re.compile(
    r"[（(]?(?:その)?(?:他|余|以外)(?:の(?:部分|記載|項目|箇所|文))?(?:は|については)?、?"
    rf"(?:{UNCHANGED}|従前の(?:とおり|通り|例による)|同じ|現行の?(?:とおり|通り))(?:とする|である)?[)）]?。?"
)
_STAYS = re.compile(
    rf"[（(\[［]\s*(?:以下|以上|後段|前段)?[、\s]*(?:{UNCHANGED}|従前の(?:とおり|通り)|同じ)\s*[)）\]］]。?"
)
"""A line of its own that says that what stood there stays."""


def written_out(before: str, after: str) -> str:
    """The new text in full where the cell says how it came from the old one; else the cell as it stands."""
    if not before or not _HINTS.search(after) or _REPLACED.search(before):
        return after
    return _with_replacements(before, after) or _with_what_stays(before, after) or after


def _with_replacements(before: str, after: str) -> str:
    """The old text with each named replacement, where the cell says nothing else and each stands there once."""
    found = list(_REPLACED.finditer(after))
    rest = _REST.sub("", _REPLACED.sub("", after)).strip(" 　\n、。・")
    text = before
    for match in found if not rest else ():
        places = list(find_all(text, key(match["old"]))) if key(match["old"]) else []
        if len(places) != 1:
            return ""
        start, end = places[0]
        text = text[:start] + match["new"] + text[end:]
    return text if found and not rest else ""


def _with_what_stays(before: str, after: str) -> str:
    """The cell with the old lines in place of the one line that says they stay."""
    old, new = before.splitlines(), after.splitlines()
    marks = [at for at, line in enumerate(new) if _STAYS.fullmatch(line.strip())]
    if len(marks) != 1 or len(new) < 2:
        return ""
    head, tail = new[: marks[0]], new[marks[0] + 1 :]
    if len(head) > len(old) or not all(map(_alike, head, old)):
        return ""
    end = len(old)
    for line in reversed(tail):
        if end > len(head) and _alike(line, old[end - 1]):
            end -= 1
    return "\n".join((*head, *old[len(head) : end], *tail))


_ALIKE = 0.3
"""Share of letters in common from which a line is taken for the one that stood there."""


def _alike(line: str, other: str) -> bool:
    return similarity(rough_key(line), rough_key(other)) >= _ALIKE
