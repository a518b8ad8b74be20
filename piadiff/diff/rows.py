"""One 変更箇所 row as quoted → the change it records."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from piadiff.diff.below import item_meant
from piadiff.diff.cells import described_facets
from piadiff.diff.choices import (
    Box,
    box_edits,
    box_facets,
    choice_facet,
    knows,
    options_in,
    parse_boxes,
    parse_headed,
    parse_marked,
    parse_ticks,
)
from piadiff.diff.parts import parts_of
from piadiff.diff.quoted import quoted_choice
from piadiff.diff.scope import cloud_facets
from piadiff.diff.subject import Subject, subject_of
from piadiff.diff.texts import TextChange, compare_texts
from piadiff.diff.written_out import written_out
from piadiff.model import Action, Change, Edit, Facet, FacetKind, ItemKind, ItemPath
from piadiff.templates import Template
from piadiff.text import key
from piadiff.text.cell import Side, describes, says_nothing
from piadiff.text.signs import BARE_EMPTY, BARE_TICKED

_BOX_MARK = re.compile(rf"([\[［〔][^\]］〕]{{0,3}}[\]］〕]|[{BARE_TICKED}{BARE_EMPTY}])")


def change_of_row(path: ItemPath, before: str, after: str, template: Template) -> Change:
    """The change a row records; the cells stay as quoted but for the print around a choice.

    「－」, 「記述無し」, 「（追加）」 and the like stand for no text; a cell that describes instead of
    quoting gives the facet ``elided`` besides what the description lets us know.
    """
    path, before, after = quoted_choice(path, before, after, template)
    path, weighs = item_meant(path, before, after, template)
    subject = subject_of(path, template)
    old, new = (_words(before, "before"), _words(after, "after"))
    prose = all("。" in cell and not _options_named(cell, subject) for cell in (old, new))
    if subject.kind is ItemKind.CHOICE and prose:
        # what a form lets people write beside a choice, under a name that the form does not have
        subject = replace(subject, kind=ItemKind.TEXT, options=())
    told = _told(old, new, subject, template)
    blank = (before if not old else "", after if not new else "")
    return Change(
        path=path,
        action=_action(old, new, told.facets),
        before=before,
        after=after,
        edits=_with_blanks(told.edits, *blank),
        facets=told.facets,
        label=subject.label,
        kind=subject.kind,
        significant=subject.significant or weighs,
        notation=told.notation,
    )


def changes_of_row(
    path: ItemPath, before: str, after: str, template: Template, beside: Collection[ItemPath] = ()
) -> tuple[Change, ...]:
    """The changes a row records: one, or those of each item that its cells name and that differs.

    A cell that tells what was replaced, or what stays, is read as the text it makes of the old one.
    ``beside``: items by which others are judged, so that they count where they stand as they stood, too.
    """
    after = written_out(before, after)
    parts = parts_of(path, before, after, template)
    changed = [part for part in parts if key(part[1]) != key(part[2])]
    if not changed:
        return (change_of_row(path, before, after, template),)
    told = (part for part in parts if part in changed or (part[0] in beside and (part[1] or part[2])))
    return tuple(change_of_row(*part, template) for part in told)


def _words(cell: str, side: Side) -> str:
    return "" if says_nothing(cell, side) else cell


def _action(old: str, new: str, facets: tuple[Facet, ...]) -> Action:
    """What happened; a lone description of a plan that became fact added nothing."""
    told = {facet.kind for facet in facets}
    if bool(old) == bool(new) or told & {FacetKind.PLAN_TO_FACT, FacetKind.TERM_REPLACED}:
        return Action.CHANGED
    return Action.ADDED if new else Action.REMOVED


def _with_blanks(edits: tuple[Edit, ...], before: str, after: str) -> tuple[Edit, ...]:
    """The script with the marks for nothing put back, so that it rebuilds the cells as quoted."""
    removed = (Edit("-", before),) if before else ()
    added = (Edit("+", after),) if after else ()
    if before == after and before:
        return (Edit("=", before),)
    return (*removed, *edits, *added)


def _told(old: str, new: str, subject: Subject, template: Template) -> TextChange:
    if _is_described(old, new):
        return _described(old, new, subject)
    if subject.kind is ItemKind.CHOICE and (chosen := _choices(old, new, subject, template)):
        return chosen
    return _boxes(old, new, subject) or _choices(old, new, subject, template) or compare_texts(old, new, subject)


def _is_described(old: str, new: str) -> bool:
    """A description stands alone: its other side is nothing, the same words, or another description."""
    if old and new:
        return (describes(old) and describes(new)) or (old == new and (describes(old)))
    return describes(old or new)


def _described(old: str, new: str, subject: Subject) -> TextChange:
    """A description of what went is written in either cell; one in the old cell alone speaks of what is gone."""
    edits = compare_texts(old, new, subject).edits
    return TextChange(edits, described_facets(new or old, subject), notation=False)


def _boxes(old: str, new: str, subject: Subject) -> TextChange | None:
    before, after = _boxes_of(old, subject), _boxes_of(new, subject)
    if subject.kind is ItemKind.CHECKS and not (before and after):
        (headed, rest), (new_headed, other) = (parse_headed(cell, subject.options) for cell in (old, new))
        if headed and new_headed and rest != other:
            return None
        before, after = headed or before, new_headed or after
    if not (before or after) or (old and not before) or (new and not after):
        return None
    facets = [*box_facets(before, after), *_texts_of_boxes(before, after), *cloud_facets(old, new)]
    printed = _BOX_MARK.search(old + new)
    edits = box_edits(_pieces(old), _pieces(new)) if printed else compare_texts(old, new, subject).edits
    if not facets and _stated(before) == _stated(after):
        sides = ("".join(edit.text for edit in edits if edit.op == op) for op in "-+")
        return TextChange(edits, (Facet(FacetKind.NOTATION, *sides),), notation=True)
    return TextChange(edits, tuple(facets), notation=False)


def _stated(found: tuple[Box, ...]) -> list[tuple[str, bool, str]]:
    """What boxes say, whatever their order and dress."""
    return sorted((key(box.label), box.ticked, key(box.text)) for box in found)


def _boxes_of(cell: str, subject: Subject) -> tuple[Box, ...]:
    listed = subject.kind is ItemKind.CHECKS
    if found := parse_boxes(cell, subject.options):
        return found
    return (parse_marked(cell, subject.options) or parse_ticks(cell, subject.options)) if listed else ()


def _pieces(cell: str) -> list[str]:
    return [piece for piece in _BOX_MARK.split(cell) if piece]


def _texts_of_boxes(before: tuple[Box, ...], after: tuple[Box, ...]) -> list[Facet]:
    """What changed in the texts behind boxes that stay ticked."""
    return [
        facet
        for was in before
        for now in after
        if key(was.label) == key(now.label) and was.ticked and now.ticked and was.text != now.text
        for facet in compare_texts(was.text, now.text, Subject()).facets
    ]


def _choices(old: str, new: str, subject: Subject, template: Template) -> TextChange | None:
    """Cells that hold options: one of the item, or several divided by ／ where the row means many items."""
    if not old or not new:
        return None
    before, after = options_in(old), options_in(new)
    lists = (subject.options,) if subject.kind is ItemKind.CHOICE else _choice_lists(template)
    if subject.kind is ItemKind.CHOICE:
        before, after = (_ticked(cell, subject) or found for cell, found in ((old, before), (new, after)))
    if len(before) != len(after) or list(map(key, before)) == list(map(key, after)):
        return None
    facets = []
    for was, now in zip(before, after, strict=True):
        options = next((known for known in lists if knows(known, was) and knows(known, now)), None)
        if options is None:
            return None
        facets.append(choice_facet(was, now, options))
    return TextChange((Edit("-", old), Edit("+", new)), tuple(dict.fromkeys(facets)), notation=False)


def _options_named(cell: str, subject: Subject) -> bool:
    return any(key(option) in key(cell) for option in subject.options)


def _ticked(cell: str, subject: Subject) -> list[str]:
    """The one option ticked where a choice is printed as boxes."""
    ticked = [box.label for box in parse_boxes(cell, subject.options) if box.ticked]
    return ticked if len(ticked) == 1 and knows(subject.options, ticked[0]) else []


@lru_cache(maxsize=16)
def _choice_lists(template: Template) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(item.options for item in template.items if item.kind is ItemKind.CHOICE))
