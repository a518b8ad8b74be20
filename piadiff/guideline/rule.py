"""One rule of the guideline as data, and the rules shipped."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Literal

from pydantic import Field

from piadiff.data import Strict, read
from piadiff.errors import DataError
from piadiff.guideline.vocabulary import Context, Role, Signal
from piadiff.model import FormKind, Timing, Verdict

_RULES = resources.files("piadiff.guideline") / "rules"


class Basis(Strict):
    """Where a rule rests: instrument and clause, paraphrased, with the days it is in force.

    Attributes:
        effective_to: Last day; "" while it is in force.
        forms: Kinds of form it is about; empty for all the rule is about.
    """

    instrument: str
    clause: str
    says: str
    effective_from: str
    effective_to: str = ""
    forms: list[FormKind] = Field(default_factory=list)

    def in_force(self, day: date | None) -> bool:
        """Whether it is in force on a day; None means the newest law."""
        if day is None:
            return not self.effective_to
        return self.effective_from <= day.isoformat() <= (self.effective_to or "9999")


class When(Strict):
    """Condition over the closed vocabulary; an empty list means "any".

    Attributes:
        signals: One of these signals of the change; ``any`` of them, or every ``other`` that no rule names.
        listed: The item is in the 別表 (※), is not, or either (None).
        context: One of these facts of the batch must hold.
        unless: None of these may hold.
    """

    signals: list[Signal] | Literal["any", "other"]
    roles: list[Role] = Field(default_factory=list)
    not_roles: list[Role] = Field(default_factory=list)
    listed: bool | None = None
    context: list[Context] = Field(default_factory=list)
    unless: list[Context] = Field(default_factory=list)

    def names(self, signal: Signal) -> bool:
        """Whether a signal is among those of the condition."""
        return self.signals in ("any", "other") or signal in self.signals


class Row(Strict):
    """One row of a 変更箇所 table."""

    item: str
    before: str
    after: str


class Example(Row):
    """A row that the rule speaks on, or just does not.

    Attributes:
        moved_from: Item the row stood at before, when a revision of the form moved it.
        beside: Another row of the same revision.
        unread: The old side could not be read off its source.
        rows: The form's published rows are known, and none of them records this one.
        stands: Items of the same form and what stands in them.
        said: What people say of the cause.
    """

    form: FormKind
    moved_from: str = ""
    beside: Row | None = None
    unread: bool = False
    rows: bool = False
    stands: dict[str, str] = Field(default_factory=dict)
    said: list[str] = Field(default_factory=list)


class Examples(Strict):
    """At least one row of either sort."""

    hit: list[Example] = Field(min_length=1)
    near_miss: list[Example] = Field(min_length=1)


class Answer(Strict):
    """What a question's answer makes of a change: verdict, timing and clause of another rule, in words of its own."""

    rule: str
    explanation: str


class Question(Strict):
    """The missing fact as a question whose answer settles the verdict."""

    asks: str = Field(pattern="か。$")
    if_yes: Answer
    if_no: Answer


class Rule(Strict):
    """One rule; ``id`` equals the stem of its file and never changes.

    Attributes:
        missing: The fact that a 要判断 waits for.
        question: The same as a question; None where no yes or no settles it.
        note: What a person should look at although the verdict stands.
    """

    id: str
    name: str
    basis: list[Basis] = Field(min_length=1)
    forms: list[FormKind]
    when: When
    verdict: Verdict
    timing: Timing
    cause: str
    explanation: str
    missing: str = ""
    question: Question | None = None
    note: str = ""
    since: str
    aliases: list[str] = Field(default_factory=list)
    examples: Examples

    @property
    def clause(self) -> str:
        """The clauses of the newest law as one line."""
        return self.clause_for(None, None)

    def clause_for(self, kind: FormKind | None, day: date | None) -> str:
        """The clauses in force on a day for one kind of form, or for all (None), as one line."""
        return "、".join(
            f"{basis.instrument}{basis.clause}"
            for basis in self.basis
            if basis.in_force(day) and (kind is None or not basis.forms or kind in basis.forms)
        )

    def in_force(self, day: date | None) -> bool:
        """Whether every instrument the rule rests on has a clause for it on a day; None means the newest law."""
        instruments = {basis.instrument for basis in self.basis}
        return instruments == {basis.instrument for basis in self.basis if basis.in_force(day)}


@lru_cache(maxsize=64)
def rules_on(day: date | None) -> tuple[Rule, ...]:
    """The shipped rules in force on a day; None means the newest law."""
    return tuple(rule for rule in rules() if rule.in_force(day))


@lru_cache(maxsize=4096)
def rules_naming(signal: Signal, day: date | None) -> tuple[Rule, ...]:
    """Those of them whose condition names a signal."""
    return tuple(rule for rule in rules_on(day) if rule.when.names(signal))


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All shipped rules by id.

    Raises:
        DataError: When a file is broken, or its name is not the rule's id.
    """
    found = []
    for entry in sorted(_RULES.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            rule = read(entry, Rule, entry.name)
            if f"{rule.id}.yaml" != entry.name:
                raise DataError(f"規則の id「{rule.id}」がファイル名と違います", where=entry.name)
            if rule.verdict is Verdict.UNDECIDED and not rule.missing:
                raise DataError("要判断の規則には、足りない事実（missing）が要ります", where=entry.name)
            found.append(rule)
    return tuple(found)
