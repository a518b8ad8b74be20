"""Every ※ item of the forms × every kind of change has a rule, or a written waiver; stale waivers fail."""

from pathlib import Path

import pytest
import yaml

from piadiff.guideline import rules
from piadiff.guideline.roles import role_of
from piadiff.guideline.vocabulary import Signal
from piadiff.model import FormKind, parse_path
from piadiff.templates import for_kind

WAIVERS = yaml.safe_load((Path(__file__).parent / "waivers.yaml").read_text(encoding="utf-8"))


def claimed(rule, kind, role, signal):
    when = rule.when
    return (
        signal in when.signals
        and kind in rule.forms
        and (not when.roles or role in when.roles)
        and role not in when.not_roles
        and when.listed is not False
        and not when.context
    )


def gaps():
    found = set()
    for kind in (FormKind.FOCUSED, FormKind.FULL):
        template = for_kind(kind)
        roles = {
            role_of(parse_path(item.pattern.replace("(*)", "(甲)").replace("*", "1")), template)
            for item in template.items
            if item.significant and item.kind
        }
        for role in roles:
            for signal in Signal:
                if not any(claimed(rule, kind, role, signal) for rule in rules()):
                    found.add((str(role), str(signal)))
    return found


@pytest.fixture(scope="module")
def waived():
    return {(role, signal) for entry in WAIVERS for role in entry["roles"] for signal in entry["signals"]}


def test_every_listed_item_and_kind_of_change_has_a_rule_or_a_waiver(waived):
    assert gaps() - waived == set()


def test_no_waiver_is_stale(waived):
    assert waived - gaps() == set()


def test_every_waiver_has_a_reason():
    assert all(len(entry["reason"]) > 10 for entry in WAIVERS)


MIRROR = {
    "widened": "narrowed",
    "started": "stopped",
    "new_handling": "handling_ended",
    "cloud_added": "cloud_removed",
    "measure_added": "measure_removed",
    "strengthened": "weakened",
    "affirmed": "denied",
    "grade_raised": "grade_lowered",
    "citation_added": "citation_removed",
    "key_added": "key_removed",
    "route_added": "route_removed",
    "plan_to_fact": "fact_to_plan",
    "item_filled": "item_emptied",
    "system_added": "system_removed",
    "count_up": "count_down",
}


@pytest.mark.parametrize(("one", "other"), MIRROR.items())
def test_both_directions_of_a_change_have_a_rule(one, other):
    spoken = {str(signal) for rule in rules() for signal in rule.when.signals}
    assert {one, other} <= spoken
