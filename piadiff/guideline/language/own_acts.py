"""Acts that only the one does whom they are said of: 異動, 退職."""

from __future__ import annotations

import re

from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import plain_tokens, plainly

_STAFF = "職員"
_OF_STAFF = re.compile(
    rf"(?<![一-龠ァ-ヺー]){_STAFF}[がの]、?(?=(?:人事)?(?:異動|退職|休職|離職|着任|転勤)(?!者|手当|金))"
)


def own_act(edit: Edit) -> bool:
    """Whether all that came or went is that those of the house do what none but they do: 職員が異動したとき."""
    if edit.before is None or edit.after is None:
        return False
    if bool(edit.lost) == bool(edit.gained) or "".join(token.text for token in edit.lost or edit.gained) != _STAFF:
        return False
    short, long = (edit.after, edit.before) if edit.lost else (edit.before, edit.after)
    rest = plain_tokens(_OF_STAFF.sub("", plainly(long.text), count=1))
    return [token.text for token in rest] == list(short.words)
