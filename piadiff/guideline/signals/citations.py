"""Laws and 項番 cited."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change, Facet, FacetKind
from piadiff.text import key

_MORE_NUMBERS = re.compile(r"(?:[、,・及び並びに]*(?:第?\d+(?:の\d+)*(?:の?項)?))+(?:に規定する事務|に定める事務)?")

_ANOTHER_LAW = re.compile(r"[^第\d、]{2,}(?:法|法律|条例|規則|政令|省令|命令)(?:第\d|[)(「]|$)")


def citation(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """Where the authority is the content (個人番号の利用), one without a predecessor widens or narrows."""
    if role is Role.NUMBER_USE and not facet.before and not _reworded(facet.after, change.before):
        yield Signal.CITATION_ADDED
    elif role is Role.NUMBER_USE and not facet.after and not _reworded(facet.before, change.after):
        yield Signal.CITATION_REMOVED
    elif role is Role.NUMBER_USE and _ANOTHER_LAW.search(_tail(facet)):
        yield Signal.CITATION_ADDED
    elif role in (Role.NUMBER_USE, Role.LINKAGE) and _MORE_NUMBERS.fullmatch(_tail(facet)):
        yield Signal.CITATION_ADDED if role is Role.NUMBER_USE else Signal.NUMBERS_ADDED
    else:
        yield Signal.CITATION


def _tail(facet: Facet) -> str:
    """What a citation says behind the words it said before."""
    before, after = (unicodedata.normalize("NFKC", key(text)) for text in (facet.before, facet.after))
    return after[len(before) :] if before and after.startswith(before) else ""


def item_numbers(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """項番 that came without any going, in a table that stays, may stand for one more 事務 or 連携."""
    only_more = not any(
        other.kind is FacetKind.ITEM_NUMBER_REMOVED or (other.kind is FacetKind.CITATION and other.before)
        for other in change.facets
    )
    if facet.kind is FacetKind.ITEM_NUMBER_ADDED and only_more and role in (Role.NUMBER_USE, Role.LINKAGE):
        yield Signal.CITATION_ADDED if role is Role.NUMBER_USE else Signal.NUMBERS_ADDED
    else:
        yield Signal.CITATION


def _reworded(citation: str, other: str) -> bool:
    """Whether the other side names the same law."""
    law = re.match(r"[^第\d別（(]{2,}", unicodedata.normalize("NFKC", citation))
    return bool(law and law[0].strip("・") in unicodedata.normalize("NFKC", other))
