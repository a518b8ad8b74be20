"""The policy file of a registry: a rule's verdict overridden, with a reason."""

from __future__ import annotations

from collections.abc import Iterable

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


def read_policy(text: str, known: Iterable[str], where: str) -> Policy:
    """Read a policy file.

    Raises:
        DataError: When the file is broken or overrides a rule that does not exist.
    """
    policy = parse(text, Policy, where)
    unused = sorted(set(policy.overrides) - set(known))
    if unused:
        raise DataError(
            f"使われない上書きがあります: {'、'.join(unused)}",
            where=where,
            remedy="規則の id を確かめてください（piadiff rules）",
        )
    return policy
