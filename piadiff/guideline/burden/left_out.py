"""What one side of a row leaves out, （略）, and the other does not: it is not known to have gone, nor to stay."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from piadiff.guideline.burden.weighing import Weighed
from piadiff.model import Change
from piadiff.text.cell import elided, elisions
from piadiff.text.signs import BULLETS, CIRCLED

LEFT_OUT = "省略された部分"
_BARE = re.compile(rf"^[ 　]*(?:[{CIRCLED}{BULLETS}]|[(（]?[0-9０-９]{{1,2}}[)）.．、]?)?[ 　]*$")


def without_gaps(change: Change) -> tuple[Change, str]:
    """The change without the marks of what is left out, and the side that leaves out more; "" where both do alike."""
    if not (elided(change.before) or elided(change.after)):
        return change, ""
    gaps = len(elisions(change.before)), len(elisions(change.after))
    if gaps[0] == gaps[1]:
        return change, ""
    before, after = map(_without_marks, (change.before, change.after))
    return replace(change, before=before, after=after), "before" if gaps[0] > gaps[1] else "after"


def _without_marks(text: str) -> str:
    spans = [(0, 0), *elisions(text), (len(text), len(text))]
    left = "".join(text[end:start] for (_, end), (start, _) in pairwise(spans))
    return "\n".join(line for line in left.splitlines() if not _BARE.fullmatch(line))


def beside_gap(weighed: Weighed, gap: str) -> Weighed:
    """What is known where one side leaves out more: a sentence that only the other side has may stand there.

    What the old side leaves out may have gone; what came is new all the same.
    """
    if not gap:
        return weighed
    seen = tuple(edit for edit in weighed.open if gap == "before" or edit.after is not None)
    if gap == "after" and seen == weighed.open:
        return weighed
    return Weighed(weighed.proofs, seen, (*weighed.unseen, LEFT_OUT))
