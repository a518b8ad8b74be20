"""Changes + rules + facts + as_of → Findings."""

from piadiff.guideline.engine import classify
from piadiff.guideline.facts import Facts
from piadiff.guideline.policy import Policy, read_policy
from piadiff.guideline.rule import Rule, rules

__all__ = ["Facts", "Policy", "Rule", "classify", "read_policy", "rules"]
