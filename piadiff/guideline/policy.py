"""The policy file of a registry: a rule made stricter for all of its forms, with a reason.

A verdict is made lighter row by row, by a person who decides (decisions file), never by a rule for a whole registry.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from piadiff.data import Strict, parse
from piadiff.errors import DataError
from piadiff.model import Verdict


class Override(Strict):
    """One rule's verdict as a municipality wants it, and why."""

    verdict: Verdict
    reason: str = Field(min_length=4)
    person: str = ""


class Policy(Strict):
    """Overrides by rule id."""

    overrides: dict[str, Override] = Field(default_factory=dict)


def read_policy(text: str, known: Mapping[str, Verdict], where: str) -> Policy:
    """Read a policy file; ``known`` are the rules with their verdicts.

    Raises:
        DataError: When the file is broken, overrides a rule that does not exist, or makes one lighter.
    """
    policy = parse(text, Policy, where)
    unused = sorted(set(policy.overrides) - set(known))
    if unused:
        raise DataError(
            f"使われない上書きがあります: {'、'.join(unused)}",
            where=where,
            remedy="規則の id を確かめてください（piadiff rules）",
        )
    lighter = sorted(id_ for id_, made in policy.overrides.items() if made.verdict.weight < known[id_].weight)
    if lighter:
        raise DataError(
            f"規則の判定を軽くする上書きはできません: {'、'.join(lighter)}",
            where=where,
            remedy="判定を軽くするのは行ごとの決定です（piadiff decide で、決めた人と理由を記録してください）",
        )
    return policy
