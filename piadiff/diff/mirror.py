"""A change seen from the other side: what was added was removed."""

from __future__ import annotations

from dataclasses import replace

from piadiff.model import Action, Change, Edit, Facet, FacetKind

_OPPOSITE = {
    **{
        kind: FacetKind(kind.value.replace("_added", "_removed")) for kind in FacetKind if kind.value.endswith("_added")
    },
    FacetKind.CHOICE_UP: FacetKind.CHOICE_DOWN,
    FacetKind.BOX_TICKED: FacetKind.BOX_CLEARED,
    FacetKind.PLAN_TO_FACT: FacetKind.FACT_TO_PLAN,
}
_OPPOSITE |= {there: here for here, there in _OPPOSITE.items()}
_ACTIONS = {Action.ADDED: Action.REMOVED, Action.REMOVED: Action.ADDED}


def mirrored_facets(facets: tuple[Facet, ...]) -> tuple[Facet, ...]:
    """The facts with before and after swapped."""
    return tuple(Facet(_OPPOSITE.get(facet.kind, facet.kind), facet.after, facet.before) for facet in facets)


def mirrored_edits(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The script that leads back; of every change the old text still comes first."""
    turned: list[Edit] = []
    for edit in edits:
        if edit.op == "=":
            turned.append(edit)
        elif edit.op == "-":
            turned.append(Edit("+", edit.text, edit.notation))
        else:
            back = Edit("-", edit.text, edit.notation)
            last = turned[-1] if turned else None
            pairs = last is not None and last.op == "+" and last.notation == edit.notation
            turned.insert(len(turned) - 1 if pairs else len(turned), back)
    return tuple(turned)


def mirrored(change: Change) -> Change:
    """The change from the new form back to the old one."""
    path, old_path = change.path, change.old_path
    return replace(
        change,
        path=old_path or path,
        old_path=path if old_path else None,
        action=_ACTIONS.get(change.action, change.action),
        before=change.after,
        after=change.before,
        edits=mirrored_edits(change.edits),
        facets=mirrored_facets(change.facets),
    )
