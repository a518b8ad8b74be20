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


@pytest.mark.parametrize(
    ("item", "before", "after", "quotes"),
    [
        ("Ⅱ(甲)-3-⑧-使用方法", "住基法第７条第\n４号の事項を記録する。", "住基法第７条第\n５号の事項を記録する。", ("住基法第７条第\n４号",)),
        ("Ⅲ(甲)-3-リスク3-リスクに対する措置の内容", "書類は鍵の\nかかる書庫に置く。", "書類は鍵の\nかかる机に\n置く。", ("書庫", "机")),
        ("Ⅰ-1-②", "住民記録シス\nテムに登録する。", "住民記録システムの\n端末に登録する。", ("の\n端末",)),
    ],
)  # fmt: skip
def test_a_quotation_is_not_cut_where_a_line_ends(item, before, after, quotes):
    told = [text for facet in change_of_row(parse_path(item), before, after, load("様式4")).facets for text in (facet.before, facet.after)]
    assert all(any(quote in text for text in told) for quote in quotes), told
    assert "テム" not in told and "かかる書庫に" not in told
