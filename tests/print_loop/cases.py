"""Which forms are printed in which layout, and what of it may be used to fit weights."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from piadiff.model import Form

from . import entry, forms, layouts, printing

SOURCES = ("xlsx", "docx", "pdf", *printing.EXTRACTORS)
"""What is read of a print: the workbook, a document, the PDF itself, and the texts taken out of it."""
FIT_LAYOUTS, FIT_EXTRACTORS = ("official", "side-by-side"), ("layout", "pdfium")
"""Weights may be fitted on these alone, and only on forms of ``fitting()``; all else judges them."""
_FIRST_FITTED = 1000


@dataclass(frozen=True)
class Print:
    """One form in one layout."""

    name: str
    layout: str
    whole: Form

    @cached_property
    def workbook(self) -> bytes:
        return layouts.LAYOUTS[self.layout](self.whole)

    @cached_property
    def truth(self) -> Form:
        """What the print tells; a form of ours may show no stamp."""
        if self.layout == "piadiff" or layouts.shows_stamp(self.whole):
            return self.whole
        return replace(self.whole, header=replace(self.whole.header, revision=""))

    def sources(self) -> tuple[str, ...]:
        """What can be read of it; a document is written by piadiff only."""
        return tuple(source for source in SOURCES if source != "docx" or self.layout == "piadiff")

    def file(self, source: str) -> Path:
        """The file of a source; its workbook has been printed."""
        if source == "docx":
            return printing.kept(entry.written(self.whole, "docx"), "docx")
        if source == "xlsx":
            return printing.kept(self.workbook, "xlsx")
        pdf = printing.KEPT / f"{printing.digest(self.workbook)}.pdf"
        return pdf if source == "pdf" else printing.extracted(pdf, source)


def judged() -> list[Print]:
    """All prints that judge: every sample in every layout, and an invented form of every template in each."""
    made = [
        Print(f"{template} {revision} {seed}", layout, forms.invented(template, revision, seed))
        for seed, layout in enumerate(layouts.LAYOUTS, 1)
        for template, revision in forms.every_template()
    ]
    return [*made, *(Print(name, layout, form) for name, form in forms.samples().items() for layout in layouts.LAYOUTS)]


def sampled(number: int, seed: int) -> list[Print]:
    """Some of the prints that judge, spread over the layouts."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    prints = judged()
    rng.shuffle(prints)
    ranks = {
        id(each): sum(other.layout == each.layout for other in prints[:place]) for place, each in enumerate(prints)
    }
    return sorted(prints, key=lambda each: ranks[id(each)])[:number]


def fitting(number: int) -> Iterator[Print]:
    """Prints to fit weights on: invented forms that judge nothing, in the layouts meant for it."""
    templates = forms.every_template()
    for at in range(number):
        template, revision = templates[at % len(templates)]
        seed = _FIRST_FITTED + at // len(templates)
        layout = FIT_LAYOUTS[(at + at // len(templates)) % len(FIT_LAYOUTS)]
        yield Print(f"{template} {revision} {seed}", layout, forms.invented(template, revision, seed))


def is_fitted_on(layout: str, source: str) -> bool:
    """Whether weights were fitted on prints of this layout and source (of other forms)."""
    return layout in FIT_LAYOUTS and source in FIT_EXTRACTORS
