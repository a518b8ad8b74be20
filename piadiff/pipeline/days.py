"""The days a judgement depends on."""

from __future__ import annotations

import dataclasses
from datetime import date


@dataclasses.dataclass(frozen=True, slots=True)
class Days:
    """The days a judgement depends on; None where a person has not said.

    Attributes:
        as_of: Day whose rules apply.
        effective: Day the change takes effect (施行日・運用開始日).
        submitted: Day of 提出・公表.
    """

    as_of: date | None = None
    effective: date | None = None
    submitted: date | None = None
