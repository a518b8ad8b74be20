"""Every ※ item of the forms × every kind of change has a rule; no rule duplicates another; no word is left unused."""

import itertools
from pathlib import Path

import pytest

from piadiff import guideline
from piadiff.guideline import rules
from piadiff.guideline.roles import role_of
from piadiff.guideline.vocabulary import Context, Signal
from piadiff.model import FormKind, parse_path
from piadiff.templates import for_kind
from tests.guideline.judged import changes_of, facts_of, judge

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(guideline.__file__).parent.rglob("*.py")
    if path.name != "vocabulary.py"
)


def claimed(rule, kind, role, signal):
    when = rule.when
    return (
        when.names(signal)
        and kind in rule.forms
        and (not when.roles or role in when.roles)
        and role not in when.not_roles
        and when.listed is not False
        and not when.context
    )


@pytest.mark.parametrize("kind", [FormKind.FOCUSED, FormKind.FULL])
def test_every_listed_item_and_kind_of_change_has_a_rule(kind):
    template = for_kind(kind)
    roles = {
        role_of(parse_path(item.pattern.replace("(*)", "(甲)").replace("*", "1")), template)
        for item in template.items
        if item.significant and item.kind
    }
    gaps = {
        (str(role), str(signal))
        for role, signal in itertools.product(roles, Signal)
        if not any(claimed(rule, kind, role, signal) for rule in rules())
    }
    assert gaps == set()


@pytest.mark.parametrize("word", [*Signal, *Context], ids=str)
def test_every_word_of_the_vocabulary_is_given_by_the_code(word):
    assert f"{type(word).__name__}.{word.name}" in SOURCES


def examples(rule):
    return [*rule.examples.hit, *rule.examples.near_miss]


def speaks(rule, example):
    return rule.id in judge(example.form, *changes_of(example), **facts_of(example))[0].rules


@pytest.mark.long
def test_no_rule_speaks_exactly_where_another_does():
    every = [example for rule in rules() for example in examples(rule)]
    spoken = {rule.id: tuple(speaks(rule, example) for example in every) for rule in rules()}
    assert all(any(places) for places in spoken.values())
    assert len(set(spoken.values())) == len(spoken)
