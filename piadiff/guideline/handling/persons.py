"""Whose data are meant: a clause that said of whom among them, a part that is all now, an exclusion taken back."""

from __future__ import annotations

import re

from piadiff.guideline.handling.insertions import went
from piadiff.guideline.handling.widening import NOUN_AHEAD, all_of_them, scope
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.vocabulary import Signal
from piadiff.model import Change
from piadiff.text import key


def persons(edit: Edit, change: Change) -> Signal:
    """What an edit does to whose data are meant: a clause gone that said of whom among them widens whom."""
    told = scope(edit, change)
    return Signal.WIDENED if told is Signal.REWRITTEN and (_said_of_whom(edit) or all_of_them(edit)) else told


_SAYS_WHOM = re.compile(r"[^、。()]*[一-龠ァ-ヺ][^、。()]*?(?:から|[にでるたいう])")
_GROUNDS = re.compile(r"基づ|規定|定め|関する|係る|当該|上記|により|による|従")


def _said_of_whom(edit: Edit) -> bool:
    """Whether all that went is what a clause said of a noun: 市内に住所を有する; by which law, says nothing of whom."""
    old = key(edit.before.text).strip("。\n") if edit.before else ""
    return any(
        _SAYS_WHOM.fullmatch(words)
        and not _GROUNDS.search(words)
        and NOUN_AHEAD.match(behind)
        and _STARTS.search(old[: len(old) - len(behind) - len(words)])
        for words, behind in went(edit)
    )


_STARTS = re.compile(r"(?:^|[、。()・:]|及び|又は|並びに|[のはがを])$")


def included_now(change: Change) -> bool:
    """Whether what was left out of those named is said to be among them: …を除く, …を含む."""
    old, new = key(change.before), key(change.after)
    return old.count("を除") > new.count("を除") and old.count("を含") < new.count("を含")
