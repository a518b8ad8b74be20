"""What the pipeline gives the report of one form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from piadiff.model import FormKind, Level, Noted, Verdict
from piadiff.model.point import Point
from piadiff.templates import Template
from piadiff.writers.report.changes import Step


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Days by which law asks for something; None where no 公表日 is known to count from.

    Attributes:
        assessment: The assessment made anew, counted from the last 公表日.
        earliest: The same counted from the first 公表日 of the registry, should all later ones be mere 修正.
        review: The yearly look at the form, counted from the last 公表日.
    """

    assessment: date | None = None
    earliest: date | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a check or a rule is: its title, and the words that explain it."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FormHistory:
    """What the report says of one form.

    Attributes:
        page: File name of its page.
        steps: The changes into each version but the first, oldest first.
        checks: What each check is, by its id.
        rules: What each rule is, by its id.
        points: What to raise first.
        verdicts: The computed verdict on each row of the newest table, by its number.
    """

    path: str
    page: str
    template: Template
    steps: tuple[Step, ...]
    noted: tuple[Noted, ...] = ()
    deadlines: Deadlines = Deadlines()
    checks: Mapping[str, About] = field(default_factory=dict)
    rules: Mapping[str, About] = field(default_factory=dict)
    points: tuple[Point, ...] = ()
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """One form in the list of forms.

    Attributes:
        unsure: Items of which some version is not sure.
    """

    title: str
    organ: str
    number: str
    kind: FormKind
    revision: str
    page: str
    path: str
    versions: int
    rebuilt: int
    published: date | None
    deadlines: Deadlines
    levels: tuple[int, ...]
    verdicts: tuple[int, ...]
    unsure: int = 0


def summary(history: FormHistory) -> Summary:
    """The line of a form in the list."""
    newest = history.steps[-1].version.form
    header = newest.header
    levels = Counter(noted.observation.level for noted in history.noted if not noted.accepted)
    verdicts = Counter(finding.verdict for finding in history.steps[-1].findings)
    return Summary(
        title=header.title or "（評価書名なし）",
        organ=header.organ or "（評価実施機関名なし）",
        number=header.number,
        kind=header.kind,
        revision=header.revision or (f"{header.chosen}（推定）" if header.chosen else ""),
        page=history.page,
        path=history.path,
        versions=len(history.steps),
        rebuilt=sum(step.version.form.reconstructed for step in history.steps),
        published=last_published(history.steps),
        deadlines=history.deadlines,
        levels=tuple(levels[level] for level in Level),
        verdicts=tuple(verdicts[verdict] for verdict in Verdict),
        unsure=len({path for step in history.steps for path in step.version.form.uncertain}),
    )


def last_published(steps: Sequence[Step]) -> date | None:
    """The last 公表日 that is known."""
    return max((day for step in steps if (day := step.version.published)), default=None)
