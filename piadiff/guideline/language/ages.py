"""Ages by which a text says whose data are meant, also where a law counts them by the day they are reached."""

from __future__ import annotations

import re
import unicodedata

_REACHED = re.compile(r"(?P<age>\d+歳)(?:到達|に(?:到達|達)[すし][るた])[^、。()]{0,24}?(?P<side>まで|以前|未満)")
"""15歳到達後の最初の3月31日まで, 18歳に達する日の属する年度の末日以前: the age alone is what moves."""


def with_age_bounds(folded: str) -> str:
    """A text with its figures in one spelling and each age that is reached as the bound that it is: 15歳まで."""
    plain = unicodedata.normalize("NFKC", folded)
    return _REACHED.sub(r"\g<age>\g<side>", plain) if "歳" in plain else plain
