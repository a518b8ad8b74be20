"""Slips of the hand: a word written twice, a letter taken for one like it."""

from __future__ import annotations

from functools import lru_cache

from piadiff.data import Strict, shipped
from piadiff.guideline.language.contents import Edit
from piadiff.text import key


class _Letters(Strict):
    alike: list[str]


@lru_cache(maxsize=1)
def _alike() -> frozenset[tuple[str, str]]:
    families = shipped("piadiff.guideline.language", "slips.yaml", _Letters).alike
    return frozenset((one, other) for letters in families for one in letters for other in letters if one != other)


def doubled(edit: Edit) -> bool:
    """Whether a word is written twice by mistake, or no longer so."""
    words, side = (edit.lost, edit.before) if edit.lost else (edit.gained, edit.after)
    if (edit.lost and edit.gained) or side is None:
        return False
    word, text = "".join(token.text for token in words), key(side.text).casefold()
    return word * 2 in text or f"の{word}" * 2 in text


def mistyped(edit: Edit) -> bool:
    """Whether one letter of a compound gave way to one that is taken for it, and all else stays: 名薄, 名簿."""
    if edit.before is None or edit.after is None or len(edit.lost) != 1 or len(edit.gained) != 1:
        return False
    one, other = edit.lost[0].text, edit.gained[0].text
    if (one, other) not in _alike() or not edit.inside:
        return False
    places = [at for at, letter in enumerate(edit.old_word) if letter == one]
    return any(f"{edit.old_word[:at]}{other}{edit.old_word[at + 1 :]}" == edit.new_word for at in places)
