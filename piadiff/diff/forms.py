"""Two forms → all changes between them, moves of items included."""

from __future__ import annotations

from collections.abc import Iterator

from piadiff.diff.align import Aligned, Move, align, moved_part
from piadiff.diff.choices import Box, box_edits, box_facets, boxes_of, choice_facet, spelt
from piadiff.diff.scope import cloud_facets
from piadiff.diff.subject import Subject, subject_of
from piadiff.diff.texts import TextChange, compare_texts
from piadiff.model import Action, Change, Edit, Facet, FacetKind, Form, Item, ItemKind, ItemPath
from piadiff.templates import Template, for_kind, moved
from piadiff.text import key
from piadiff.text.cell import blank


def diff(old: Form, new: Form) -> tuple[Change, ...]:
    """Everything that differs between two forms, in the order of the new one.

    A group or item that only stands elsewhere is one change ``moved`` at the address that moved, for all
    below it; what was edited too is ``moved+changed``, and stands for the move of what is below it as well.
    """
    templates = _template(old), _template(new)
    found: list[Change] = []
    seen: set[ItemPath] = set()
    for pair in align(old, new, _move(*templates)):
        if pair.old is not None and pair.new is not None and pair.old.path != pair.new.path:
            source, target = moved_part(pair.old.path, pair.new.path)
            if target not in seen:
                seen.add(target)
                found.append(_moved(source, target, (old, new), pair.match))
        change = _change(pair, templates[pair.new is not None])
        if change is not None:
            found.append(change)
    return tuple(_without_doubles(found))


def _template(form: Form) -> Template:
    return for_kind(form.header.kind, form.header.in_use)


def _move(old: Template, new: Template) -> Move | None:
    """Where an item stands in the other revision of the same form; None when both are one revision."""
    if old.name != new.name or old.revision == new.revision:
        return None

    def move(path: ItemPath) -> ItemPath | None:
        """An address the template does not know stays; one the form no longer asks for is gone."""
        known = old.nearest(path) is not None
        return moved(path, old.name, old.revision, new.revision) if known else path

    return move


def _moved(source: ItemPath, target: ItemPath, forms: tuple[Form, Form], match: str) -> Change:
    """The move of an item or group; ``before`` and ``after`` hold what names it on both sides."""
    name = _name(forms[0], source) if _name(forms[0], source) == _name(forms[1], target) else ""
    item = forms[1].by_path.get(target)
    known = _template(forms[1]).item(target)
    return Change(
        path=target,
        action=Action.MOVED,
        before=name,
        after=name,
        edits=(Edit("=", name),) if name else (),
        label=item.label if item else known.label if known else "",
        kind=item.kind if item else ItemKind.TEXT,
        significant=item.significant if item else bool(known and known.significant),
        old_path=source,
        match=match,
    )


def _name(form: Form, path: ItemPath) -> str:
    """What names a group: its own value, or the first one below it."""
    item = form.by_path.get(path) or form.by_path.get(path.child("①"))
    return item.text if item is not None else ""


def _without_doubles(changes: list[Change]) -> Iterator[Change]:
    """A moved item that was edited too is one change."""
    edited = {change.path for change in changes if change.action is Action.MOVED_CHANGED}
    return (change for change in changes if change.action is not Action.MOVED or change.path not in edited)


def _change(pair: Aligned, template: Template) -> Change | None:
    old, new = pair.old, pair.new
    if old is not None and new is not None and old.value == new.value and old.undetermined == new.undetermined:
        return None
    item = new or old
    if item is None:
        return None
    subject = subject_of(item.path, template)
    told = _unread(old, new) if _is_unknown(old, new) else _told(old, new, subject)
    if told is None:
        return None
    before, after, change = told
    elsewhere = old is not None and new is not None and old.path != new.path
    return Change(
        path=item.path,
        action=Action.CHANGED if change.notation and not elsewhere else _action(before, after, elsewhere=elsewhere),
        before=before,
        after=after,
        edits=change.edits,
        facets=change.facets,
        label=item.label,
        kind=item.kind,
        significant=item.significant,
        notation=change.notation,
        old_path=old.path if elsewhere and old else None,
        match=pair.match,
    )


def _action(before: str, after: str, *, elsewhere: bool) -> Action:
    if elsewhere:
        return Action.MOVED_CHANGED
    if before and after:
        return Action.CHANGED
    return Action.ADDED if after else Action.REMOVED


def _told(old: Item | None, new: Item | None, subject: Subject) -> tuple[str, str, TextChange] | None:
    """Both texts and how they differ; None when no content does."""
    if any(item and (item.kind is ItemKind.CHECKS or not isinstance(item.value, str)) for item in (old, new)):
        return _told_boxes(old, new, subject)
    before, after = _text(old), _text(new)
    if before == after:
        return None
    if blank(before) and blank(after) and not _is_unknown(old, new):
        edits = tuple(edit for edit in (Edit("-", before, notation=True), Edit("+", after, notation=True)) if edit.text)
        return before, after, TextChange(edits, (Facet(FacetKind.NOTATION, before, after),), notation=True)
    change = compare_texts(before, after, subject)
    item = new or old
    if item is not None and item.kind is ItemKind.CHOICE and not change.notation and before != after:
        options = new.options if new and new.options else (old.options if old else ()) or subject.options
        edits = tuple(edit for edit in (Edit("-", before), Edit("+", after)) if edit.text)
        change = TextChange(edits, (choice_facet(before, after, options),), notation=False)
    return before, after, change


def _unread(old: Item | None, new: Item | None) -> tuple[str, str, TextChange]:
    """A side that could not be read is no value: nothing is said to have come or gone."""
    before, after = (item.text if item else "" for item in (old, new))
    edits = tuple(edit for edit in (Edit("-", before), Edit("+", after)) if edit.text)
    return before, after, TextChange(edits, (Facet(FacetKind.UNREAD, before, after),), notation=False)


def _is_unknown(old: Item | None, new: Item | None) -> bool:
    """Whether just one side could not be read off its source."""
    return (old is not None and old.undetermined) != (new is not None and new.undetermined)


def _text(item: Item | None) -> str:
    return item.value if item is not None and isinstance(item.value, str) else (item.text if item else "")


def _ticks(item: Item | None) -> tuple[str, ...]:
    if item is None:
        return ()
    return item.value if isinstance(item.value, tuple) else ((item.value,) if item.value else ())


def _told_boxes(old: Item | None, new: Item | None, subject: Subject) -> tuple[str, str, TextChange] | None:
    options = tuple(dict.fromkeys((*(new.options if new else ()), *(old.options if old else ())))) or subject.options
    before, after = boxes_of(_ticks(old), options), boxes_of(_ticks(new), options)
    texts = (_printed(before), _printed(after))
    if texts[0] == texts[1]:
        return None
    facets = dict.fromkeys([*box_facets(before, after), *_box_texts(before, after), *cloud_facets(*texts)])
    edits = box_edits(_pieces(before), _pieces(after))
    return texts[0], texts[1], TextChange(edits, tuple(facets), notation=key(texts[0]) == key(texts[1]))


def _printed(boxes: tuple[Box, ...]) -> str:
    """Boxes as the form prints them; nothing at all when none is ticked."""
    return "　".join(spelt(box) for box in boxes) if any(box.ticked for box in boxes) else ""


def _pieces(boxes: tuple[Box, ...]) -> list[str]:
    """Marks and labels as separate pieces of what is printed."""
    if not _printed(boxes):
        return []
    pieces = [piece for box in boxes for piece in ("　", spelt(box)[:3], spelt(box)[3:])]
    return pieces[1:]


def _box_texts(before: tuple[Box, ...], after: tuple[Box, ...]) -> Iterator[Facet]:
    for was, now in zip(before, after, strict=False):
        if was.label == now.label and was.ticked and now.ticked and was.text != now.text:
            yield from compare_texts(was.text, now.text, Subject()).facets
