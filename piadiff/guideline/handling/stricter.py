"""A measure that is told with a stricter figure, and with more besides in the same sentence."""

from __future__ import annotations

import re
import unicodedata

from piadiff.guideline.handling.measures import as_often, figure_moved
from piadiff.guideline.language.amounts import plain_figures
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import Sentence, Token
from piadiff.guideline.vocabulary import Signal
from piadiff.text import key


def as_strict(old: Sentence, new: Sentence) -> tuple[str, str]:
    """Both sentences, the old one with the one figure of the new that is stricter; as they are where none is."""
    often = as_often(old, new)
    if often is not old:
        return often.text, plain_figures(new.text)
    texts = [unicodedata.normalize("NFKC", key(side.text)) for side in (old, new)]
    found = [list(_FIGURE.finditer(text)) for text in texts]
    pairs = zip(*found, strict=False)
    moved = [(was, now) for was, now in pairs if was[0] != now[0]]
    if len(found[0]) != len(found[1]) or len(moved) != 1:
        return old.text, new.text
    was, now = moved[0]
    edit = Edit((Token(was[0]),), (Token(now[0]),), old, new)
    if figure_moved(edit) is not Signal.STRENGTHENED:
        return old.text, new.text
    return f"{texts[0][: was.start()]}{now[0]}{texts[0][was.end() :]}", texts[1]


_FIGURE = re.compile(r"\d+")
