"""Published rows of a form, each beside what is drafted between the versions that undoing it gives."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from piadiff.diff import diff
from piadiff.draft import coverage, default_style, draft
from piadiff.draft.coverage import text_after
from piadiff.guideline import Facts, classify
from piadiff.model import ChangeRow, DraftRow, Finding, Form, ItemKind, ItemPath, Version
from piadiff.readers.from_rows import with_items_of_rows
from piadiff.rewind import Step, replay, rewind, steps
from piadiff.rewind.merge import hunks
from piadiff.templates import for_kind
from piadiff.templates.moves import moved
from piadiff.text.cell import described
from tests.draft.redrafted import Told, lines_of, quoted, told, told_together


@dataclass(frozen=True)
class Revision:
    """What one revision did: the form before and after it, and the rows published for it.

    Rows of one 変更日 of which one writes over what another wrote are two revisions that share a day.
    """

    old: Form
    new: Form
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Redrafted:
    """A published row and what became of it.

    Attributes:
        kept: Why the row could not be undone.
        remark: How the row's 変更後 differs from what is written.
        beside: Numbers of the rows that tell the same item in the same revision.
    """

    row: ChangeRow
    told: Told = Told.NO
    drafted: tuple[DraftRow, ...] = ()
    kept: str = ""
    remark: str = ""
    beside: tuple[int, ...] = ()

    @property
    def described(self) -> bool:
        """Whether the row tells of the change instead of quoting it, so that no words can be compared."""
        return described(self.row.before, self.row.after)

    @property
    def timed(self) -> bool:
        """Whether the draft has the published 提出時期."""
        return bool(self.drafted) and all(str(row.timing) == self.row.timing for row in self.drafted)


def _paths(step: Step) -> set[ItemPath]:
    return {*(splice.path for splice in step.splices), *(item.path for _, item in step.added), *step.removed}


def _text(form: Form, path: ItemPath) -> str:
    return form.by_path[path].text if path in form.by_path else ""


def _writes_over(step: Step, earlier: Sequence[Step], before: Form, after: Form) -> bool:
    """Whether a step takes away words that a row before it wrote."""
    for other in earlier:
        for path in _paths(other) & _paths(step) if other.row and step.row else ():
            was, now = ("".join(quoted(_text(form, path))) for form in (before, after))
            if any(words in was and words not in now for words in _written(other.row)):
                return True
    return False


def _written(row: ChangeRow) -> list[str]:
    """Words that a row puts in."""
    before, after = "".join(quoted(row.before)), "".join(quoted(row.after))
    words = [after[hunk.j1 : hunk.j2] for hunk in hunks(before, after)]
    return [word for word in words if len(word) > 1]


def _by_version(form: Form, versions: Sequence[Version]) -> Iterator[tuple[Version, list[Step]]]:
    """Steps forward by the version they start from; a step without row belongs to the rows behind it."""
    waiting: list[Step] = []
    of_row = {number: version for version in versions for number in version.rows_undone}
    groups: dict[int, list[Step]] = {}
    for step in steps(form):
        waiting.append(step)
        if step.row:
            groups.setdefault(id(of_row[step.row.row]), []).extend(waiting)
            waiting = []
    yield from ((version, groups.get(id(version), [])) for version in versions)


def revisions(form: Form) -> Iterator[Revision]:
    """The revisions of a form, oldest first."""
    versions = rewind(form)
    for (version, forward), (newer, _) in itertools.pairwise(_by_version(form, versions)):
        old = here = version.form
        done: list[Step] = []
        for step in forward:
            then = replay(here, [step])
            if _writes_over(step, done, here, then):
                yield Revision(old, here, tuple(done))
                old, done = here, []
            here, done = then, [*done, step]
        yield Revision(old, newer.form, tuple(done))


def _drafted(revision: Revision, granularity: str) -> tuple[DraftRow, ...]:
    header = revision.new.header
    template = for_kind(header.kind, header.in_use)

    def judge(new: Form) -> tuple[Finding, ...]:
        facts = Facts(kind=header.kind, template=template, old=revision.old, new=new)
        return classify(diff(revision.old, new), facts)

    findings = judge(revision.new)
    made = draft(findings, old=revision.old, new=revision.new, template=template, granularity=granularity, judge=judge)
    if not coverage(made, findings).complete:
        raise AssertionError("the draft does not tell every change once")
    return made.rows


def _agreement(row: ChangeRow, path: ItemPath, revision: Revision, others: Sequence[ChangeRow]) -> Told:
    there = _then(path, revision)
    old, new = _text(revision.old, there), _text(revision.new, path)
    item = revision.new.by_path.get(path) or revision.old.by_path[there]
    boxes = item.kind is ItemKind.CHECKS
    cells = (row.before, row.after)
    found = [told(each, old, new, boxes=boxes) for each in (cells, *lines_of(cells))]
    if others and Told.SAME not in found:
        found.append(told_together([cells, *((other.before, other.after) for other in others)], old, new))
    return min(found, key=list(Told).index)


def _then(path: ItemPath, revision: Revision) -> ItemPath:
    """Where an item stood before a revision that may have brought another 様式."""
    old, new = (for_kind(form.header.kind, form.header.in_use) for form in (revision.old, revision.new))
    return moved(path, new.name, new.revision, old.revision) or path


def _as_one_text(row: ChangeRow, paths: set[ItemPath], revision: Revision) -> Told:
    """A row about several fields of one group, whose cells quote them one behind the other without their labels."""
    order = [item.path for item in (*revision.new.items, *revision.old.items) if item.path in paths]
    old, new = (
        "。".join(filter(None, (_text(form, path) for path in dict.fromkeys(order))))
        for form in (revision.old, revision.new)
    )
    return told((row.before, row.after), old, new)


def _by_itself(row: ChangeRow, drafted: Sequence[DraftRow], revision: Revision) -> tuple[DraftRow, ...]:
    """The drafted row that alone tells what a published row tells, where an item has several of them."""
    for made in drafted if len(drafted) > 1 else ():
        old = _text(revision.old, made.paths[0])
        new = text_after(made, old, default_style()) if len(made.paths) == 1 else None
        if new is not None and told((row.before, row.after), old, new) is not Told.NO:
            return (made,)
    return ()


def _redrafted(step: Step, revision: Revision, rows: Sequence[DraftRow], remark: str) -> Redrafted:
    assert step.row is not None
    paths = _paths(step)
    others = [other.row for other in revision.steps if other.row and other is not step and _paths(other) & paths]
    mine = tuple(row for row in rows if paths & set(row.paths))
    there = {path for row in mine for path in row.paths}
    found = [_agreement(step.row, path, revision, others) if path in there else Told.NO for path in paths]
    worst = max(found, key=list(Told).index, default=Told.NO)
    if worst is Told.NO and len(paths) > 1 and paths <= there:
        worst = _as_one_text(step.row, paths, revision)
    return Redrafted(
        row=step.row,
        told=worst,
        drafted=_by_itself(step.row, mine, revision) or mine,
        remark=remark,
        beside=tuple(other.row for other in others),
    )


def redrafted(form: Form, *, granularity: str = "change") -> list[Redrafted]:
    """Every published row of a form, in the order of the table."""
    form = with_items_of_rows(form)[0]
    versions = rewind(form)
    remarks = {kept.row: kept.reason for version in versions for kept in version.rows_differing}
    reasons = {kept.row: kept.reason for version in versions for kept in version.rows_kept}
    made = {}
    for revision in revisions(form):
        rows = _drafted(revision, granularity)
        for step in revision.steps:
            if step.row:
                made[step.row.row] = _redrafted(step, revision, rows, remarks.get(step.row.row, ""))
    return [made.get(row.row) or Redrafted(row, kept=reasons.get(row.row, "")) for row in versions[-1].form.changes]
