"""Changes + rules + facts + as_of → Findings."""

from piadiff.guideline import catalogue, threshold
from piadiff.guideline.engine import classify
from piadiff.guideline.facts import Facts
from piadiff.guideline.next_steps import Step, has_ended, next_steps
from piadiff.guideline.order import late
from piadiff.guideline.policy import Policy, read_policy
from piadiff.guideline.questions import Settled, asked, chosen, settle, timing_of
from piadiff.guideline.roles import role_of
from piadiff.guideline.rule import Rule, rules

__all__ = [
    "Facts",
    "Policy",
    "Rule",
    "Settled",
    "Step",
    "asked",
    "catalogue",
    "chosen",
    "classify",
    "has_ended",
    "late",
    "next_steps",
    "read_policy",
    "role_of",
    "rules",
    "settle",
    "threshold",
    "timing_of",
]
