"""What an auditor would raise first of a form: one fact, why it comes first, and the observations behind it."""

from __future__ import annotations

from dataclasses import dataclass

from piadiff.model.observation import Observation


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at first.

    Attributes:
        id: The check, or the name of a fact that no check reports.
        concern: What it touches, in a word or two.
        why: Why such things come before others.
        sentence: What was seen, with its place, as one sentence.
        evidence: Words of the form behind it, "" where there are none.
        seen: The observations it stands for, the leading one first; empty where no check reports it.
    """

    id: str
    concern: str
    why: str
    score: int
    sentence: str
    evidence: str = ""
    seen: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """A point that forms of a registry share.

    Attributes:
        point: The one of the form where it weighs most.
        forms: Paths of the forms, that one first.
    """

    point: Point
    forms: tuple[str, ...]
