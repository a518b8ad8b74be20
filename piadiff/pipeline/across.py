"""The newest versions of all forms → what only shows across them; a few words of each form are kept, not the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from piadiff import law
from piadiff.audit.wording import spellings
from piadiff.model import Form, ItemKind
from piadiff.model.across import Across, Amended, Lag, Spelt
from piadiff.model.impact import Touch
from piadiff.pipeline.impact import touched_by
from piadiff.text import key

_SHARED = "Ⅰ"
"""Section in which all kinds of form say the same facts of a 事務, under the same labels."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of a form: the facts it shares with its sisters, by label."""

    path: str
    published: date | None
    sisters: tuple[str, str]
    shared: dict[str, str]


@dataclass(slots=True)
class Gathering:
    """Takes the forms one by one.

    Attributes:
        until: Day up to which amendments count; None for the last that the law data know.
    """

    until: date | None = None
    _known: list[_Known] = field(default_factory=list)
    _touches: dict[tuple[str, str], list[Touch]] = field(default_factory=dict)
    _spelt: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def add(self, path: str, form: Form) -> None:
        """Take the newest version of a form."""
        header = form.header
        self._known.append(_Known(path, header.published, (header.organ, header.number), _shared(form)))
        until = min(filter(None, (self.until, _last())))
        if header.published and header.published < until:
            for touch in touched_by(path, form, header.published, until):
                self._touches.setdefault((touch.before, touch.after), []).append(touch)
        for term, variants in spellings(form).items():
            for word in variants:
                self._spelt.setdefault(term, {}).setdefault(word, []).append(path)

    def told(self) -> Across:
        """What shows across the forms taken."""
        return Across(tuple(self._amended()), tuple(_spelt(self._spelt)), tuple(self._lags()))

    def _amended(self) -> Iterator[Amended]:
        """Amendments since the forms were published, the one that touches most first."""
        groups = sorted(self._touches.items(), key=lambda pair: (-len({t.form for t in pair[1]}), pair[0]))
        for (before, after), same in groups:
            forms = tuple(dict.fromkeys(touch.form for touch in same))
            yield Amended(before, after, same[0].because, same[0].amendments, forms)

    def _lags(self) -> Iterator[Lag]:
        """Facts that two forms of one 事務 state differently, the one published earlier behind."""
        families: dict[tuple[str, str], list[_Known]] = {}
        for known in self._known:
            if all(known.sisters):
                families.setdefault(known.sisters, []).append(known)
        for family in families.values():
            for one, other in combinations(family, 2):
                behind, ahead = sorted((one, other), key=lambda known: known.published or date.min)
                for label, text in behind.shared.items():
                    newer = ahead.shared.get(label)
                    if text and newer and key(text) != key(newer):
                        yield Lag(behind.path, ahead.path, label, text, newer)


def _last() -> date:
    """The last day that some law is known up to."""
    return max(text.checked for entry in law.entries() if (text := law.law(entry.id)))


def _shared(form: Form) -> dict[str, str]:
    """Texts of section Ⅰ whose label stands there once, by it."""
    mine = [item for item in form.items if item.path.section == _SHARED and item.kind is not ItemKind.COUNT]
    often = Counter(item.label for item in mine)
    return {item.label: item.text for item in mine if often[item.label] == 1 and not item.undetermined}


def _spelt(found: dict[str, dict[str, list[str]]]) -> Iterator[Spelt]:
    """Terms that forms spell differently, those of most forms first."""
    several = [variants for variants in found.values() if len(variants) > 1]
    several = [variants for variants in several if len({form for forms in variants.values() for form in forms}) > 1]
    for variants in sorted(several, key=lambda each: (-sum(map(len, each.values())), sorted(each))):
        ranked: Sequence[tuple[str, list[str]]] = sorted(variants.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        yield Spelt(tuple((word, tuple(forms)) for word, forms in ranked))
