"""Several stretches that came into one sentence, one after the other: each step is weighed as a change by itself."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise

from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import plainly
from piadiff.text import key

_MOST = 3


def steps(edit: Edit) -> list[tuple[str, str]]:
    """Both texts of each step from the old sentence to the new one; none where it is one step, or anything went."""
    if edit.before is None or edit.after is None or edit.turned:
        return []
    old, new = (_AND.sub("、", key(plainly(side.text))).strip("。\n ") for side in (edit.before, edit.after))
    letters = iter(new)
    if len(new) <= len(old) or not all(letter in letters for letter in old):
        return []
    ops = [op for op in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if op[0] != "equal"]
    if not 1 < len(ops) <= _MOST or any(op[0] != "insert" for op in ops):
        return []
    texts, text, moved = [old], old, 0
    for _, at, _, start, end in ops:
        text = f"{text[: at + moved]}{new[start:end]}{text[at + moved :]}"
        moved += end - start
        texts.append(text)
    return list(pairwise(texts))


_AND = re.compile(r"、?(?:及び|並びに)")
