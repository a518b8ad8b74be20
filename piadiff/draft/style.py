"""House style of drafted rows: the shipped one, and a registry's own on top of it."""

from __future__ import annotations

from typing import Any

from pydantic import Field, field_validator

from piadiff.data import Strict, parse, shipped
from piadiff.draft.wordings import fill, fillable
from piadiff.model import Finding, Verdict


class Claims(Strict):
    """What a row that claims several changes together is called."""

    replacement: str
    notation: str
    spaces: str
    rowless: str
    renumbering: str
    moves: str
    together: str
    added: str
    removed: str


class Phrase(Strict):
    """説明 to use for a verdict and a cause; an empty condition matches all."""

    verdict: str = ""
    cause: str = ""
    text: str = Field(min_length=1)

    @field_validator("verdict")
    @classmethod
    def _known_verdict(cls, value: str) -> str:
        if value and value not in set(Verdict):
            raise ValueError(f"判定は {'、'.join(Verdict)} のどれかです")
        return value

    @field_validator("text")
    @classmethod
    def _fillable(cls, value: str) -> str:
        return fillable(value, ("cause", "explanation"))

    def fits(self, finding: Finding) -> bool:
        """Whether the phrase speaks of this finding."""
        return self.verdict in ("", finding.verdict) and (not self.cause or self.cause in finding.cause.split("、"))


class Style(Strict):
    """How rows are worded and cut."""

    none: str = Field(min_length=1)
    elision: str = Field(min_length=1)
    whole_limit: int = Field(ge=0)
    least_elision: int = Field(ge=0)
    places_limit: int = Field(ge=1)
    boxes_limit: int = Field(ge=0)
    repeats_needed: int = Field(ge=2)
    item_labels: bool
    whole_form: str = Field(min_length=1)
    joiner: str = Field(min_length=1)
    undecided: str = Field(min_length=1)
    rowless: tuple[str, ...] = ()
    claims: Claims
    phrases: tuple[Phrase, ...] = ()

    @field_validator("undecided")
    @classmethod
    def _fillable(cls, value: str) -> str:
        return fillable(value, ("explanation", "missing"))

    def explanation(self, finding: Finding) -> str:
        """提出時期に係る説明: the house's phrase where it has one, else the words of the rule."""
        for phrase in self.phrases:
            if phrase.fits(finding):
                return fill(phrase.text, cause=finding.cause, explanation=finding.explanation)
        if finding.verdict is Verdict.UNDECIDED:
            missing = "、".join(finding.missing) or "特定個人情報の取扱いが変わるかどうか"
            return fill(self.undecided, explanation=finding.explanation, missing=missing)
        return finding.explanation


def default_style() -> Style:
    """The shipped style."""
    return shipped("piadiff.draft", "style.yaml", Style)


def read_style(text: str, where: str) -> Style:
    """The shipped style with a house's own keys on top.

    Raises:
        DataError: When the text is no YAML mapping or names an unknown key.
    """
    return parse(text, Style, where, over=shipped("piadiff.draft", "style.yaml", dict[str, Any]))
