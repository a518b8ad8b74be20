"""Sections, posts and bodies named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piadiff.guideline.nouns import new_names
from piadiff.guideline.signals.scope import LISTS, SCOPE
from piadiff.guideline.substance import told_only_in
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change, Facet
from piadiff.text import key

_JOINERS = re.compile(r"及び|並びに|又は|若しくは|[、,・/\s]|と$|^と")


def _longer_name(before: str, after: str) -> bool:
    """Whether one name is the other with a body above it or a part of it: nothing joins two names."""
    short, long = sorted((before, after), key=len)
    return short in long and not _JOINERS.search(long.replace(short, "", 1))


def organisation(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """A name for a name is a reorganisation; one more, with the old ones still there, is one more party."""
    before, after = key(facet.before), key(facet.after)
    if before and after != before and _longer_name(before, after):
        yield Signal.ORGANISATION
    elif role is Role.PROVISION and not before:
        yield Signal.SUPPLEMENTED
    elif role not in SCOPE:
        yield Signal.ORGANISATION
    elif after and (not before or before in key(change.after)) and told_only_in(facet.after, change.before):
        yield from _party_added(role)
    elif before and (not after or after in key(change.before)) and told_only_in(facet.before, change.after):
        yield Signal.REWRITTEN if role is Role.PLACE else Signal.NARROWED
    elif role is Role.PLACE and told_only_in(facet.after, change.before):
        yield Signal.NEW_HANDLING if new_names(change.before, facet.after, data=False) else Signal.REWRITTEN
    else:
        yield Signal.ORGANISATION


def _party_added(role: Role) -> Iterator[Signal]:
    if role is Role.PLACE:
        yield Signal.NEW_HANDLING
    elif role in LISTS:
        yield Signal.WIDENED
    else:
        yield Signal.SUPPLEMENTED
