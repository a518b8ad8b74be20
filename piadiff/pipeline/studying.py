"""Published forms → how their own judgements agree with the rules, and slips that law alone decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from piadiff import guideline, readers
from piadiff.audit import catalogue
from piadiff.audit.rows import claimed
from piadiff.errors import PiadiffError, UnreadableSourceError
from piadiff.model import ChangeRow, Finding, Form, Timing, Verdict
from piadiff.model.study import Agreed, Share, Slipped, Study
from piadiff.pipeline.auditing import Grounds, subject_of
from piadiff.pipeline.days import Days
from piadiff.pipeline.importing import files_of
from piadiff.pipeline.judging import judge_rows
from piadiff.registry.names import form_path

_OF_LAW = ("A16", "A17B", "A29", "A29B", "A34")
"""Checks whose answer follows from the text of a law on a day, whatever anybody thinks."""
_SAID = (Verdict.SIGNIFICANT, Verdict.REDO, Verdict.MINOR)


def study(folder: Path) -> Study:
    """What the forms of a folder show.

    Raises:
        UnreadableSourceError: When no file of the folder is a form.
    """
    unread: list[Path] = []
    newest = _newest(folder, unread)
    if not newest:
        raise UnreadableSourceError(
            f"読める評価書がありません（読めないファイル {len(unread)}件）",
            where=str(folder),
            remedy="評価書のファイルがあるフォルダを指定してください",
        )
    counted = _Counted()
    for form in newest:
        counted.take(form)
    kinds = Counter(str(form.header.kind) for form in newest)
    return counted.told(tuple(sorted(kinds.items())), len(unread))


def _newest(folder: Path, unread: list[Path]) -> list[Form]:
    """The newest version of every form, whose table holds the rows of those before."""
    found: dict[str, Form] = {}
    for file in files_of([folder]):
        try:
            form = readers.read(file)
        except PiadiffError:
            unread.append(file)
            continue
        known = found.get(form_path(form.header))
        if known is None or _day(known) <= _day(form):
            found[form_path(form.header)] = form
    return list(found.values())


def _day(form: Form) -> date:
    return form.header.published or date.max


@dataclass(slots=True)
class _Counted:
    """Counts of the forms taken so far."""

    groups: dict[tuple[str, str], Agreed] = field(default_factory=dict)
    slips: Counter[str] = field(default_factory=Counter)
    slipped: Counter[str] = field(default_factory=Counter)
    forms: int = 0
    unplaced: int = 0

    def take(self, form: Form) -> None:
        subject = subject_of(form, (), Grounds(Days()))
        found = judge_rows(form, Days())
        self.forms += 1
        self.unplaced += sum(row.row not in found for row in form.changes)
        for row in form.changes:
            if row.row in found:
                self._row(str(form.header.kind), row, found[row.row])
        for check in catalogue():
            seen = sum(1 for _ in check.run(subject)) if check.id in _OF_LAW else 0
            self.slips[check.id] += seen
            self.slipped[check.id] += bool(seen)

    def _row(self, kind: str, row: ChangeRow, finding: Finding) -> None:
        rule = finding.rules[0] if finding.rules else "（該当する規則なし）"
        causes = [("cause", cause) for cause in dict.fromkeys((finding.cause or "（なし）").split("、"))]
        for place in (("total", ""), ("kind", kind), ("rule", rule), *causes):
            self.groups[place] = _with(self.groups.get(place, Agreed(place[1])), row, finding)

    def told(self, forms: tuple[tuple[str, int], ...], unread: int) -> Study:
        titles = {check.id: check.title for check in catalogue()}
        names = {rule.id: rule.name for rule in guideline.rules()}
        of_forms = {check: Share(self.slipped[check], self.forms) for check in _OF_LAW}
        slips = [Slipped(check, titles[check], of_forms[check], self.slips[check]) for check in _OF_LAW]
        return Study(
            forms=forms,
            unread=unread,
            unplaced=self.unplaced,
            total=self.groups.get(("total", ""), Agreed("")),
            kinds=tuple(self._ranked("kind")),
            rules=tuple(replace(each, title=names.get(each.name, "")) for each in self._ranked("rule")),
            causes=tuple(self._ranked("cause")),
            slips=tuple(slips),
        )

    def _ranked(self, axis: str) -> Iterator[Agreed]:
        """Groups of an axis, the one with most rows first."""
        mine: Iterable[Agreed] = (group for (place, _), group in self.groups.items() if place == axis)
        yield from sorted(mine, key=lambda group: (-group.rows, group.name))


def _with(group: Agreed, row: ChangeRow, finding: Finding) -> Agreed:
    """A group with one row more."""
    said, undecided = claimed(row), finding.verdict is Verdict.UNDECIDED
    timing, verdict = group.timing, group.verdict
    if row.timing in (Timing.BEFORE, Timing.AFTER) and finding.timing and not undecided:
        timing = timing.with_one(counts=row.timing == finding.timing)
    if said is not None and finding.verdict in _SAID:
        heavy = finding.verdict is not Verdict.MINOR
        verdict = verdict.with_one(counts=heavy == (said is Verdict.SIGNIFICANT))
    return replace(
        group, rows=group.rows + 1, timing=timing, verdict=verdict, open=group.open.with_one(counts=undecided)
    )
