"""What the form, the other changes of the batch or a person add to one change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from piadiff.guideline import threshold
from piadiff.guideline.facts import Facts
from piadiff.guideline.handling.measures import handlings_in
from piadiff.guideline.handling.persons import included_now
from piadiff.guideline.language.naming import one_more_of_house
from piadiff.guideline.language.nouns import named
from piadiff.guideline.language.reading import sentences
from piadiff.guideline.made_anew import made_anew
from piadiff.guideline.outgrown import outgrown
from piadiff.guideline.roles import role_of
from piadiff.guideline.signals.outsourced import only_counted, recounted
from piadiff.guideline.statements.carried_out import done_as_planned
from piadiff.guideline.statements.stated import begun, by_law, done_before, ends, leaves_open, moved, settles, unchanged
from piadiff.guideline.vocabulary import Context, Role
from piadiff.model import Action, Change, ChangeRow, FacetKind, ItemPath, Timing
from piadiff.text import key, one_holds
from piadiff.text.cell import says_nothing

_OUTCOMES = {
    "raised": Context.THRESHOLD_RAISED,
    "lowered": Context.THRESHOLD_LOWERED,
    "same": Context.THRESHOLD_SAME,
    "": Context.THRESHOLD_UNKNOWN,
}
_LEAD = 12
"""Letters before the word of a plan by which a row is known to have announced it."""


def context_of(
    change: Change, role: Role, facts: Facts, batch: Sequence[Change], *, listed: bool
) -> frozenset[Context]:
    """Every fact around a change that a rule may ask for."""
    found = _threshold(change, role, facts, batch) | _outsourcing(change) | made_anew(change, role, facts)
    if recounted(change, role, facts.statements) or (only_counted(change, role) and not _items_known(facts, batch)):
        split = _says_split(change, role, facts)
        found.add(Context.OUTSOURCING_SPLIT if split else Context.OUTSOURCING_RECOUNTED)
    if listed and role in (Role.TASK, Role.USE) and _told_before(change, facts, batch):
        found.add(Context.TOLD_BEFORE)
    if ends(change, facts.statements):
        found.add(Context.END_STATED)
    if role is Role.PROVISION and _recipients_moved(change) and not _explained(change, facts, batch):
        found.add(Context.RECIPIENTS_MOVED)
    if listed and done_as_planned(change, facts.statements, role):
        found.add(Context.PLAN_DONE_STATED)
    if listed and moved(facts.statements):
        found.add(Context.MOVED_STATED)
    if listed and begun(facts.statements):
        found.add(Context.BEGUN_STATED)
    if listed and done_before(change, facts.statements):
        found |= {Context.BEFORE_STATED, Context.CAUSE_STATED}
    if listed and unchanged(change, role, facts.statements):
        found |= {Context.UNCHANGED_STATED} if settles(role) else set()
        found |= set() if role is Role.PLACE else {Context.CAUSE_STATED}
    if role is Role.USERS and not facts.statements and one_more_of_house(change.before, change.after):
        found.add(Context.UNIT_BESIDE)
    if listed and leaves_open(facts.statements, role) and not included_now(change):
        found.add(Context.CAUSE_STATED)
    if (
        listed
        and any(facet.kind is FacetKind.PLAN_TO_FACT for facet in change.facets)
        and not _announced(change, facts)
    ):
        found.add(Context.PLAN_NOT_ANNOUNCED if any(map(len, _rows(facts))) else Context.PLAN_UNCHECKED)
    return frozenset(found)


_REMARKS = ItemPath("表紙", parts=("特記事項",))


def _causes(facts: Facts) -> tuple[str, ...]:
    """What people say of the cause, beside the row or in 特記事項 of the form."""
    return (*facts.statements, facts.stands.get(_REMARKS, ""))


def _told_before(change: Change, facts: Facts, batch: Sequence[Change]) -> bool:
    """Whether one item of the form named before every handling, and its parties, that a new sentence says."""
    if not change.before or not (facts.old.items if facts.old else facts.values or len(batch) > 1):
        return False
    known = {each.words for each in sentences(change.before)}
    more = [each.text for each in sentences(change.after) if each.words not in known]
    said = [(handlings_in(text), named(text, general=True)) for text in more]
    if not said or not all(handlings and parties for handlings, parties in said):
        return False
    rows = {} if facts.old else {other.path: f"{other.path}{other.before}" for other in batch}
    others = [text for path, text in {**facts.stood, **rows}.items() if path != change.path]
    return all(one_holds(others, handlings | parties) for handlings, parties in said)


def _recipients_moved(change: Change) -> bool:
    """Whether a whole 提供先 or 移転先 came or went, or how many there are changed."""
    group = bool(change.path.parts) and _RECIPIENT.fullmatch(change.path.parts[-1]) is not None
    if not group and change.path.parts[-1:] == ("①",) and says_nothing(change.before, "before"):
        group = change.path.parent is not None and _RECIPIENT.fullmatch(change.path.parent.parts[-1]) is not None
    if group and (says_nothing(change.before, "before") or says_nothing(change.after, "after")):
        return True
    counts = [_COUNT.findall(key(text)) for text in (change.before, change.after)]
    return len(change.path.parts) <= 2 and all(counts) and counts[0] != counts[1]


def _explained(change: Change, facts: Facts, batch: Sequence[Change]) -> bool:
    """Whether a law, or the end of what there was, accounts for 提供先 that came or went."""
    return by_law(_causes(facts)) or _law_moved(batch) or (_fewer(change) and ends(change, facts.statements))


def _fewer(change: Change) -> bool:
    """Whether no count grew, and nothing came that was not there."""
    counts = [[int(each) for each in _COUNT.findall(key(text))] for text in (change.before, change.after)]
    if all(counts) and len(counts[0]) == len(counts[1]):
        return all(now <= was for was, now in zip(*counts, strict=True))
    return says_nothing(change.after, "after")


def _law_moved(batch: Sequence[Change]) -> bool:
    """Whether the authority of a 提供先 was cited anew in the same revision, which changes how many there are."""
    cited = (FacetKind.CITATION, FacetKind.ITEM_NUMBER_ADDED)
    return any(
        facet.kind in cited and facet.before and facet.after
        for other in batch
        if other.path.section == "Ⅱ" and other.path.parts[:1] == ("5",)
        for facet in other.facets
    )


_RECIPIENT = re.compile(r"(?:提供先|移転先)\d+")
_COUNT = re.compile(r"(\d+)\D{0,2}件")


def _says_split(change: Change, role: Role, facts: Facts) -> bool:
    """Whether a person says that items were written apart, and that the 委託 themselves stay."""
    return recounted(change, role, facts.statements) and bool(unchanged(change, role, facts.statements))


def _items_known(facts: Facts, batch: Sequence[Change]) -> bool:
    """Whether anything besides the number is told of the 委託 of a form: its items, another row, a cause."""
    items = [str(path) for path in (*facts.values, *(other.path for other in batch)) if "委託事項" in str(path)]
    return bool(facts.old or facts.statements or items)


def _outsourcing(change: Change) -> set[Context]:
    """Whether the change brings in, or takes out, a whole 委託事項."""
    if not (change.path.parts and change.path.parts[-1].startswith("委託事項")):
        return set()
    return {Context.NEW_OUTSOURCING_ITEM} if change.action is Action.ADDED else set()


def _threshold(change: Change, role: Role, facts: Facts, batch: Sequence[Change]) -> set[Context]:
    """What a change of a しきい値 choice, or of the printed result, does to the assessment that is due."""
    if role is Role.THRESHOLD_RESULT:
        return {_OUTCOMES[threshold.stated_outcome(change.before, change.after)]}
    grown = outgrown(change, role, facts)
    if grown is not None:
        return {_OUTCOMES[grown]}
    if role is Role.SUBMITTED_KIND:
        return _submitted_kind(change, facts, batch)
    if role not in (Role.HEADCOUNT, Role.HANDLERS, Role.ACCIDENT_YEAR) or change.path.section != "Ⅱ":
        return set()
    return {_OUTCOMES[_outcome(change, facts, batch)]}


def _submitted_kind(change: Change, facts: Facts, batch: Sequence[Change]) -> set[Context]:
    """A heavier 評価書 to be submitted: because the result rises, or by choice, which is a question."""
    if threshold.stated_outcome(change.before, change.after) != "raised":
        return set()
    raised = "raised" in (_outcome(change, facts, batch), threshold.stated_outcome(*_results(facts, batch)))
    return {Context.THRESHOLD_RAISED if raised else Context.THRESHOLD_UNKNOWN}


def _results(facts: Facts, batch: Sequence[Change]) -> tuple[str, str]:
    rows = [other for other in batch if _is_result(other.path, facts)]
    return (rows[0].before, rows[0].after) if rows else _stated(facts, batch)


def _outcome(change: Change, facts: Facts, batch: Sequence[Change]) -> str:
    """What the three choices do to the assessment that is due, "" where they do not decide."""
    sides = [threshold.of_form(form) if form else None for form in (facts.old, facts.new)]
    if sides[0] and sides[1]:
        gap = sides[1].weight - sides[0].weight
        told = {"raised" if gap > 0 else "lowered" if gap < 0 else "same"}
    else:
        told = threshold.outcomes(*_choices(change, facts, batch), _stated(facts, batch))
    if told == {"same", "lowered"}:
        told = {"lowered"}
    return told.pop() if len(told) == 1 else ""


def _choices(change: Change, facts: Facts, batch: Sequence[Change]) -> tuple[dict[ItemPath, str], dict[ItemPath, str]]:
    """The しきい値 choices known on both sides: the other rows of the input, and what stands in the same form."""
    sides = facts.was, facts.values
    before, after = ({path: known[path] for path in threshold.CHOICES if path in known} for known in sides)
    for path in threshold.CHOICES:
        rows = [other for other in batch if other.path == path]
        if len(rows) == 1 and path != change.path:
            before[path], after[path] = rows[0].before, rows[0].after
    if change.path in threshold.CHOICES:
        before[change.path], after[change.path] = change.before, change.after
    return before, after


def _stated(facts: Facts, batch: Sequence[Change]) -> tuple[str, str]:
    """The result the form prints on each side, where a person gave it and no row of the input changes it."""
    moved = {other.path for other in batch}
    before, after = (
        next((text for path, text in known.items() if path not in moved and _is_result(path, facts)), "")
        for known in (facts.was, facts.values)
    )
    return before, after


def _is_result(path: ItemPath, facts: Facts) -> bool:
    return role_of(path, facts.template) is Role.THRESHOLD_RESULT


def _announced(change: Change, facts: Facts) -> bool:
    """Whether a row of the form, submitted before the change took effect, announced the plan."""
    text = key(change.before)
    leads = []
    for facet in change.facets:
        at = text.find(key(facet.before))
        if facet.kind is FacetKind.PLAN_TO_FACT and at > 0:
            leads.append(text[max(0, at - _LEAD) : at].rpartition("。")[2])
    return bool(leads) and all(any(lead and lead in key(row.after) for row in _before(facts)) for lead in leads)


def _before(facts: Facts) -> Iterable[ChangeRow]:
    """Published rows that were submitted before the change took effect."""
    return [row for rows in _rows(facts) for row in rows if row.timing == Timing.BEFORE]


def _rows(facts: Facts) -> tuple[Sequence[ChangeRow], ...]:
    """Published rows of the form, as far as they are known."""
    return (facts.rows, *(form.changes for form in (facts.old, facts.new) if form))


def owner_of(change: Change, batch: Mapping[ItemPath, Sequence[int]]) -> int | None:
    """Which change of the batch an item that was filled in belongs to: the choice it gives details of, or its group.

    Returns:
        The number of that one change, None when the item was not empty before or belongs to none.
    """
    if key(change.before).strip("-") or not change.after:
        return None
    above = change.path.parent
    while above is not None and above.parts:
        numbers = batch.get(above, ())
        if len(numbers) == 1:
            return numbers[0]
        above = above.parent
    return None
