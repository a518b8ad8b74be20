"""What a judgement knows beside the changes themselves: the form, the days, what people said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piadiff.guideline.policy import Policy
from piadiff.model import Form, FormKind
from piadiff.templates import Template


@dataclass(frozen=True)
class Facts:
    """Facts of one revision.

    Attributes:
        as_of: Day whose rules apply; None takes the rules in force last.
        effective: Day the change takes effect (施行日・運用開始日), as a person gave it.
        submitted: Day of 提出・公表.
        statements: What people said of the cause, in their words.
        old: The form before, where it is known as a whole.
        new: The form after, where it is known as a whole.
    """

    kind: FormKind
    template: Template
    as_of: date | None = None
    effective: date | None = None
    submitted: date | None = None
    statements: tuple[str, ...] = ()
    old: Form | None = None
    new: Form | None = None
    policy: Policy | None = None
