"""Every kind of facet: changes that show it, changes that only look like it."""

import pytest

from piadiff.diff import change_of_row
from piadiff.model import FacetKind, parse_path
from piadiff.templates import load

from .conftest import kinds, load_yaml, rebuilt

_OPPOSITE = {
    "choice_up": "choice_down",
    "box_ticked": "box_cleared",
    "plan_to_fact": "fact_to_plan",
    **{kind.value: kind.value.replace("_added", "_removed") for kind in FacetKind if kind.value.endswith("_added")},
}


def _cases():
    for kind, block in load_yaml("facet_cases.yaml").items():
        for sort in ("hits", "misses"):
            for number, case in enumerate(block[sort], 1):
                told = case if isinstance(case, dict) else {"before": case[0], "after": case[1]}
                path = told.get("path", block["path"])
                template = told.get("template", block.get("template", "様式4"))
                yield pytest.param(
                    kind, sort == "hits", path, template, told["before"], told["after"], id=f"{kind}-{sort}-{number}"
                )


CASES = list(_cases())


@pytest.mark.parametrize(("kind", "hit", "path", "template", "before", "after"), CASES)
def test_facet_is_told_just_where_it_is(kind, hit, path, template, before, after):
    change = change_of_row(parse_path(path), before, after, load(template))
    assert (kind in kinds(change)) is hit, change.facets
    assert rebuilt(change) == (before, after)


@pytest.mark.parametrize(
    ("kind", "hit", "path", "template", "before", "after"), [case for case in CASES if case.values[0] in _OPPOSITE]
)
def test_opposite_facet_is_told_the_other_way_round(kind, hit, path, template, before, after):
    change = change_of_row(parse_path(path), after, before, load(template))
    assert (_OPPOSITE[kind] in kinds(change)) is hit, change.facets


def test_every_kind_has_hits_and_near_misses():
    told = load_yaml("facet_cases.yaml")
    named = set(told) | {_OPPOSITE[kind] for kind in told if kind in _OPPOSITE}
    # A value that could not be read is told by forms alone: a row quotes what it knows.
    assert named == {kind.value for kind in FacetKind if kind is not FacetKind.UNREAD}
    assert all(len(block["hits"]) >= 5 and len(block["misses"]) >= 3 for block in told.values())
