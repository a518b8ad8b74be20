"""A change seen from the other side: what was added was removed."""

from __future__ import annotations

from dataclasses import replace

from piadiff.model import Action, Change, Edit, Facet, FacetKind, Op

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

_TURNED: dict[Op, Op] = {"=": "=", "-": "+", "+": "-"}


def inverted_facets(facets: tuple[Facet, ...]) -> tuple[Facet, ...]:
    """The facts with before and after swapped."""
    return tuple(Facet(_OPPOSITE.get(facet.kind, facet.kind), facet.after, facet.before) for facet in facets)


def inverted_edits(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The script that leads back; of every change the old text still comes first."""
    turned: list[Edit] = []
    place = 0
    while place < len(edits):
        edit = edits[place]
        behind = edits[place + 1] if place + 1 < len(edits) else None
        if edit.op == "-" and behind is not None and behind.op == "+" and behind.notation == edit.notation:
            turned += [replace(behind, op="-"), replace(edit, op="+")]
            place += 2
            continue
        turned.append(replace(edit, op=_TURNED[edit.op]))
        place += 1
    return tuple(turned)


def inverted(change: Change) -> Change:
    """The change from the new form back to the old one."""
    path, old_path = change.path, change.old_path
    return replace(
        change,
        path=old_path or path,
        old_path=path if old_path else None,
        action=_ACTIONS.get(change.action, change.action),
        before=change.after,
        after=change.before,
        edits=inverted_edits(change.edits),
        facets=inverted_facets(change.facets),
    )
