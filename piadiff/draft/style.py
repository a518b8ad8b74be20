"""House style of drafted rows: the shipped one, and a registry's own on top of it."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from piadiff.errors import DataError
from piadiff.model import Finding, Verdict


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Claims(_Strict):
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


class Phrase(_Strict):
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
        try:
            value.format(cause="", explanation="")
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError("使える差し込みは {cause} と {explanation} だけです") from error
        return value

    def fits(self, finding: Finding) -> bool:
        """Whether the phrase speaks of this finding."""
        return self.verdict in ("", finding.verdict) and (not self.cause or self.cause in finding.cause.split("、"))


class Style(_Strict):
    """How rows are worded and cut."""

    none: str = Field(min_length=1)
    elision: str = Field(min_length=1)
    whole_limit: int = Field(ge=0)
    least_elision: int = Field(ge=0)
    places_limit: int = Field(ge=1)
    boxes_limit: int = Field(ge=0)
    repeats_needed: int = Field(ge=2)
    whole_form: str = Field(min_length=1)
    joiner: str = Field(min_length=1)
    undecided: str = Field(min_length=1)
    rowless: tuple[str, ...] = ()
    claims: Claims
    phrases: tuple[Phrase, ...] = ()

    @field_validator("undecided")
    @classmethod
    def _fillable(cls, value: str) -> str:
        try:
            value.format(explanation="", missing="")
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError("使える差し込みは {explanation} と {missing} だけです") from error
        return value

    @field_validator("phrases", "rowless", mode="before")
    @classmethod
    def _as_tuple(cls, value: object) -> object:
        return tuple(value) if isinstance(value, list) else value

    def explanation(self, finding: Finding) -> str:
        """提出時期に係る説明: the house's phrase where it has one, else the words of the rule."""
        for phrase in self.phrases:
            if phrase.fits(finding):
                return phrase.text.format(cause=finding.cause, explanation=finding.explanation)
        if finding.verdict is Verdict.UNDECIDED:
            missing = "、".join(finding.missing) or "特定個人情報の取扱いが変わるかどうか"
            return self.undecided.format(explanation=finding.explanation, missing=missing)
        return finding.explanation


def _validated(data: dict[str, Any], where: str) -> Style:
    try:
        return Style.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise DataError(
            f"書き方の設定が正しくありません: {faults}", where=where, remedy="示された項目を直してください"
        ) from error


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Any]:
    text = (resources.files("piadiff.draft") / "style.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def default_style() -> Style:
    """The shipped style."""
    return _validated(_shipped(), "style.yaml")


def read_style(text: str, where: str) -> Style:
    """The shipped style with a house's own keys on top.

    Raises:
        DataError: When the text is no YAML mapping or names an unknown key.
    """
    try:
        own = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise DataError(
            f"書き方の設定が YAML として読めません: {error}", where=where, remedy="字下げと記号を確かめてください"
        ) from error
    if not isinstance(own, dict):
        raise DataError("書き方の設定は「キー: 値」の並びです", where=where, remedy="例: none: －")
    merged = {**_shipped(), **own}
    if isinstance(own.get("claims"), dict):
        merged["claims"] = {**_shipped()["claims"], **own["claims"]}
    return _validated(merged, where)


def load_style(path: Path | None = None) -> Style:
    """The style of a registry: its file when there is one, else the shipped one."""
    if path is None:
        return default_style()
    return read_style(path.read_text(encoding="utf-8"), str(path))
