"""What a judgement knows beside the changes themselves: the form, the days, what people said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from piadiff import law
from piadiff.guideline.language.synonyms import Synonym, stated
from piadiff.guideline.policy import Policy
from piadiff.guideline.statements.names_only import renamed
from piadiff.model import ChangeRow, Form, FormKind, ItemPath
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
        values: What stands in items of the same form, where a person gave some of them or the form as it is now.
        earlier: What stood in them before the change, where that is known; None where all of them stood as they stand.
        choices: しきい値 choices of the 基礎項目評価書 of the same 事務 that a person gave, before and as they are.
        rows: Published 変更箇所 rows of the form.
        sister: Whether the 重点・全項目評価書 of the same 事務 has a 重要な変更 beside this one; None when not known.
        emergency: 規則第9条第2項 is applied: 公示 and 提出 come after the change, and lawfully so.
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
    values: Mapping[ItemPath, str] = field(default_factory=dict)
    earlier: Mapping[ItemPath, str] | None = None
    choices: tuple[Mapping[ItemPath, str], Mapping[ItemPath, str]] = field(default_factory=lambda: ({}, {}))
    rows: tuple[ChangeRow, ...] = ()
    emergency: bool = False
    sister: bool | None = None

    @cached_property
    def law_names(self) -> Mapping[str, str]:
        """What the form as it is now calls laws by its own definitions; none where it is not known as a whole."""
        return law.defined(item.text for item in self.new.items) if self.new else {}

    @cached_property
    def was(self) -> Mapping[ItemPath, str]:
        """What stood in items of the form before, as far as a person said so."""
        return self.values if self.earlier is None else self.earlier

    @cached_property
    def stood(self) -> Mapping[ItemPath, str]:
        """What stood in each item of the form, as far as it is known, behind its address."""
        stood = {item.path: item.text for item in self.old.items} if self.old else self.was
        return {path: f"{path}{text}" for path, text in stood.items()}

    @cached_property
    def stands(self) -> Mapping[ItemPath, str]:
        """What stands in each item of the form as it is now, as far as it is known."""
        return {item.path: item.text for item in self.new.items} if self.new else self.values

    @cached_property
    def synonyms(self) -> tuple[Synonym, ...]:
        """Names that the form as it is now, or a person, says stand for one thing, each with what says so."""
        said = (each for path, text in self.stands.items() for each in stated(text, str(path)))
        return tuple(dict.fromkeys((*said, *renamed(self.statements))))
