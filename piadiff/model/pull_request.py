"""What a pull request does to forms."""

from __future__ import annotations

from dataclasses import dataclass

from piadiff.model.change import Finding, Replacement, Verdict
from piadiff.model.form import Form
from piadiff.model.observation import Level, Observation


@dataclass(frozen=True, slots=True)
class FilePair:
    """One file on both sides; None where it does not exist.

    Attributes:
        old_path: Name on the old side, where it had another.
        problem: Why the two sides cannot be told, "" when they can.
    """

    path: str
    before: bytes | None
    after: bytes | None
    old_path: str = ""
    problem: str = ""


def urgency(found: Finding) -> tuple[int, bool]:
    """Sort key: the heaviest verdict first, ※ items before others."""
    return -found.verdict.weight, not found.change.significant


@dataclass(frozen=True, slots=True)
class FormReview:
    """One form of a pull request: its changes with their verdicts, and what the gate says of its 変更箇所.

    Attributes:
        old: None for a form that is new.
        new: None for a form that is taken away.
    """

    path: str
    old: Form | None
    new: Form | None
    findings: tuple[Finding, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    observations: tuple[Observation, ...] = ()
    old_path: str = ""

    @property
    def weighty(self) -> tuple[Finding, ...]:
        """Changes that are not 軽微: the heaviest first, ※ items before others, else in the order of the form."""
        return tuple(sorted((found for found in self.findings if found.verdict is not Verdict.MINOR), key=urgency))

    @property
    def concerns(self) -> tuple[Observation, ...]:
        """Observations a person must look at."""
        return tuple(seen for seen in self.observations if seen.level is not Level.INFO)

    @property
    def action(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"


@dataclass(frozen=True, slots=True)
class PullRequest:
    """All forms of a pull request.

    Attributes:
        span: What was compared, as a person named it.
        unread: Path and reason of files that could not be read as forms though they may be ones.
        others: Number of changed files that are no forms.
    """

    span: str
    forms: tuple[FormReview, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    others: int = 0

    @property
    def must_look(self) -> bool:
        """Whether anything needs a person."""
        return bool(self.unread) or any(
            form.weighty or form.concerns or form.action != "changed" for form in self.forms
        )
