"""One claim → one 変更箇所 row, with the folds that name what it stands for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from piadiff.addresses.resolver import official_spelling, resolve
from piadiff.draft.cells import cell
from piadiff.draft.claims import Claim, ClaimKind
from piadiff.draft.decisions import fingerprint
from piadiff.draft.marks import mark, readable
from piadiff.draft.quote import quote
from piadiff.draft.said import saying
from piadiff.draft.style import Style
from piadiff.draft.substitution import edit_pairs
from piadiff.model import DraftRow, Facet, Finding, Fold, Form, ItemKind, ItemPath, Reason, Verdict
from piadiff.templates import Template
from piadiff.text.signs import CIRCLED

_CIRCLED = re.compile(f"^[{CIRCLED}]")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class DraftContext:
    """What all rows of a draft share."""

    old: Form | None
    new: Form | None
    template: Template
    day: datetime.date | None
    style: Style


def _cells(claim: Claim, context: DraftContext) -> tuple[str, str]:
    """変更前 and 変更後 of a claim."""
    match claim.kind:
        case ClaimKind.SINGLE:
            return _single(claim.findings[0], context)
        case ClaimKind.TOGETHER:
            change = claim.lead.change
            return cell(change.before, change.kind, context.style), cell(change.after, change.kind, context.style)
        case ClaimKind.ADDED:
            return context.style.none, _listed(claim, context, new=True)
        case ClaimKind.REMOVED:
            return _listed(claim, context, new=False), context.style.none
        case ClaimKind.MOVES:
            return _moves(claim, context)
        case _:
            joiner, none = context.style.joiner, context.style.none
            befores, afters = zip(*claim.pairs, strict=True)
            return joiner.join(old or none for old in befores), joiner.join(new or none for new in afters)


def _single(found: Finding, context: DraftContext) -> tuple[str, str]:
    change = found.change
    if change.kind is ItemKind.TEXT:
        quoted = quote(change.before, change.after, context.style)
        return quoted.before, quoted.after
    old = context.old.by_path.get(change.old_path or change.path) if context.old else None
    new = context.new.by_path.get(change.path) if context.new else None
    return (
        cell(change.before, change.kind, context.style, old),
        cell(change.after, change.kind, context.style, new),
    )


def _listed(claim: Claim, context: DraftContext, *, new: bool) -> str:
    """All items of a group that came or went, each under what the form prints for it."""
    form = context.new if new else context.old
    lines = []
    for found in claim.findings:
        change = found.change
        value = change.after if new else change.before
        if not value.strip():
            continue
        item = form.by_path.get(change.path) if form else None
        lines.append(f"{heading(change.path, context.template)}\n{cell(value, change.kind, context.style, item)}")
    return "\n".join(lines) or context.style.none


def heading(path: ItemPath, template: Template) -> str:
    """What the form prints for an item: ``９．監査``, ``①部署``, ``提供先３``, ``不正な提供が行われるリスク…``."""
    if not path.parts:
        return path.section
    part, known = path.parts[-1], template.item(path)
    if known is None or known.repeat or known.label == part:
        return part.translate(_WIDE)
    if part.isdecimal():
        return f"{part.translate(_WIDE)}．{known.label}"
    return f"{part}{known.label}" if _CIRCLED.match(part) else known.label


def _moved_groups(old: ItemPath, new: ItemPath) -> tuple[ItemPath, ItemPath]:
    """The address down to the first part that differs, on both sides."""
    for depth, (was, now) in enumerate(zip(old.parts, new.parts, strict=False), start=1):
        if was != now:
            return (
                ItemPath(old.section, old.file, old.parts[:depth]),
                ItemPath(new.section, new.file, new.parts[:depth]),
            )
    return old, new


def _moves(claim: Claim, context: DraftContext) -> tuple[str, str]:
    groups = dict.fromkeys(
        _moved_groups(found.change.old_path or found.change.path, found.change.path) for found in claim.findings
    )
    before, after = [], []
    for old, new in groups:
        printed = heading(new, context.template)
        number = new.parts[-1].translate(_WIDE) if new.parts else ""
        was = old.parts[-1].translate(_WIDE) if old.parts else ""
        same_level = number and printed.startswith(number) and len(old.parts) == len(new.parts)
        before.append(was + printed.removeprefix(number) if same_level else official_spelling(old))
        after.append(printed if same_level else official_spelling(new))
    return "\n".join(before), "\n".join(after)


def _item_cell(claim: Claim, context: DraftContext) -> str:
    """項目 in the official spelling; many places are called by the whole form and listed in the fold."""
    if claim.root is not None:
        return _labelled(claim.root, claim.paths, context)
    paths = claim.paths
    if claim.kind is ClaimKind.MOVES:
        moved = (
            _moved_groups(found.change.old_path or found.change.path, found.change.path) for found in claim.findings
        )
        paths = tuple(dict.fromkeys(new for _, new in moved))
    if len(paths) > context.style.places_limit:
        return context.style.whole_form
    if len(paths) == 1:
        return _labelled(paths[0], paths, context)
    spelt = "、".join(map(official_spelling, paths))
    return spelt if _leads_back(spelt, paths, context) else context.style.whole_form


def _labelled(path: ItemPath, paths: Sequence[ItemPath], context: DraftContext) -> str:
    """The spelling of an item, with what the form prints there where the house writes it and it leads back."""
    spelt, known = official_spelling(path), context.template.nearest(path)
    label = known.label if known and context.style.item_labels else ""
    full = f"{spelt}　{label}"
    return full if label and _leads_back(full, paths, context) else spelt


def _leads_back(spelt: str, paths: Sequence[ItemPath], context: DraftContext) -> bool:
    """Whether a reader of either version finds exactly these items by the 項目 cell."""
    forms = [form for form in (context.new, context.old) if form is not None]
    return not forms or any(resolve(spelt, context.template, form=form).paths == tuple(paths) for form in forms)


def _label(path: ItemPath, template: Template) -> str:
    known = template.nearest(path)
    return "　".join(known.labels[1:] or known.labels) if known else ""


def _facets(claim: Claim) -> tuple[Facet, ...]:
    return tuple(dict.fromkeys(facet for found in claim.findings for facet in found.change.facets))


def _marked(claim: Claim) -> str:
    change = claim.findings[0].change
    if claim.kind is ClaimKind.SINGLE:
        return fingerprint(claim.paths, change.before, change.after)
    if claim.pairs:
        return fingerprint(claim.paths, *("\x1e".join(side) for side in zip(*claim.pairs, strict=True)))
    befores = "\x1e".join(found.change.before for found in claim.findings)
    afters = "\x1e".join(found.change.after for found in claim.findings)
    olds = tuple(found.change.old_path for found in claim.findings if found.change.old_path)
    return fingerprint((*claim.paths, *olds), befores, afters)


def row(claim: Claim, context: DraftContext) -> DraftRow:
    """The row a claim gets."""
    lead = claim.lead
    before, after = _cells(claim, context)
    findings = claim.findings
    return DraftRow(
        date=context.day,
        item=_item_cell(claim, context),
        paths=claim.paths,
        before=before,
        after=after,
        timing=lead.timing,
        explanation=saying(context.style.explanation(lead), lead, findings, context.template),
        verdict=lead.verdict,
        rules=tuple(dict.fromkeys(rule for found in (lead, *findings) for rule in found.rules)),
        missing=_missing(claim),
        notes=tuple(dict.fromkeys(note for found in (lead, *findings) for note in found.notes)),
        edits=readable(mark(*("" if text == context.style.none else text for text in (before, after)))),
        fingerprint=_marked(claim),
        basis=tuple(dict.fromkeys(each for reason in _reasons(lead, *findings) for each in reason.clause.split("、"))),
        cause=_cause(lead, findings),
        facets=_facets(claim),
        rule_names=tuple(dict.fromkeys(name for found in (lead, *findings) for name in found.rule_names)),
        label=_label(claim.root or claim.paths[0], context.template),
        proofs=_proofs(claim),
    )


def _reasons(*findings: Finding) -> Iterator[Reason]:
    for found in findings:
        yield from found.reasons


def _cause(lead: Finding, findings: Sequence[Finding]) -> str:
    """The causes of all changes that weigh as much as the row."""
    told = (found.cause for found in (lead, *findings) if found.verdict is lead.verdict)
    return "、".join(dict.fromkeys(cause for each in told for cause in each.split("、") if cause))


def _proofs(claim: Claim) -> tuple[str, ...]:
    """What proves the row harmless: the proofs of all its changes, none where one of them lacks any."""
    told = [found.proofs for found in claim.findings]
    return tuple(dict.fromkeys(name for names in told for name in names)) if all(told) else ()


def _missing(claim: Claim) -> tuple[str, ...]:
    """Facts to find out before the row can be signed; a row that is decided needs none."""
    if claim.lead.verdict is not Verdict.UNDECIDED:
        return ()
    return tuple(dict.fromkeys(fact for found in claim.findings for fact in found.missing))


def folds(claim: Claim, number: int | None, style: Style) -> Sequence[Fold]:
    """What a claim folds; a row of its own folds nothing."""
    names = {
        ClaimKind.TOGETHER: style.claims.together,
        ClaimKind.REPLACEMENT: style.claims.replacement,
        ClaimKind.NOTATION: style.claims.notation,
        ClaimKind.SPACES: style.claims.spaces,
        ClaimKind.ROWLESS: style.claims.rowless,
        ClaimKind.MOVES: style.claims.moves,
        ClaimKind.ADDED: style.claims.added,
        ClaimKind.REMOVED: style.claims.removed,
    }
    if claim.kind is ClaimKind.SINGLE:
        return ()
    lead = claim.lead
    return [
        Fold(names[claim.kind], _places(claim, pair), *pair, verdict=lead.verdict, timing=lead.timing, row=number)
        for pair in claim.pairs or (("", ""),)
    ]


def _places(claim: Claim, pair: tuple[str, str]) -> tuple[ItemPath, ...]:
    """Items in which one pair was replaced."""
    if claim.kind is not ClaimKind.NOTATION:
        return claim.paths
    return tuple(
        found.change.path
        for found in claim.findings
        if pair in edit_pairs(mark(found.change.before, found.change.after))
    )
