"""The published row pairs: scripts rebuild both cells, edges stand well, facets are those a person names."""

import re
from itertools import pairwise

import pytest

from piadiff.diff import change_of_row
from piadiff.diff.atoms import Script, script
from piadiff.model import parse_path
from piadiff.templates import load
from piadiff.text import find_dates

from .conftest import kinds, load_yaml, rebuilt

pytestmark = pytest.mark.seeds

_NEAR = 2
_COUNTED = re.compile(r"[0-9０-９]+[条項号欄表]")
"""A number with its counter; a boundary inside it is no better."""


@pytest.fixture(scope="module")
def changes(gold_rows):
    return {
        name: (row, change_of_row(parse_path(row["item_path"].split(";")[0]), row["before"], row["after"], load(form)))
        for name, form, row in gold_rows
    }


def test_edit_scripts_rebuild_both_cells(changes):
    for name, (row, change) in changes.items():
        assert rebuilt(change) == (row["before"], row["after"]), name


def _edges(change):
    """Places inside each text where a changed run begins or ends beside a kept one."""
    for sides in ("=-", "=+"):
        text, runs = "", []
        for edit in change.edits:
            if edit.op in sides and edit.text:
                runs.append((edit.op == "=" or edit.notation, len(text), len(text) + len(edit.text)))
                text += edit.text
        for (kept, _, end), (behind, _, _) in pairwise(runs):
            if kept != behind:
                yield text, end, kept


def _word(text: str, edge: int) -> tuple[int, int]:
    """The run of one script around an edge; empty when the edge stands between two."""
    kind = script(text[edge])
    if kind is Script.OTHER or script(text[edge - 1]) is not kind:
        return edge, edge
    start = end = edge
    while start and script(text[start - 1]) is kind:
        start -= 1
    while end < len(text) and script(text[end]) is kind:
        end += 1
    return start, end


def test_no_edge_cuts_a_number_or_a_date(changes):
    for name, (_, change) in changes.items():
        for text, edge, _ in _edges(change):
            spans = [(found.start(), found.end()) for found in re.finditer(r"[0-9０-９]+(?:[.．][0-9０-９]+)*", text)]
            spans += [(found.start, found.end) for found in find_dates(text)]
            assert not any(start < edge < end for start, end in spans), (name, edge)


def test_no_edge_cuts_a_word_whose_end_is_near(changes):
    """An edge may stand inside a run of one script only when the end of the run is further than two letters."""
    for name, (_, change) in changes.items():
        for text, edge, kept in _edges(change):
            start, end = _word(text, edge)
            near = start if kept else end
            in_number = any(found.start() < near < found.end() for found in _COUNTED.finditer(text))
            assert in_number or near == edge or abs(near - edge) > _NEAR, (name, edge)


def test_facets_are_those_a_person_names(changes):
    wanted = load_yaml("gold_facets.yaml")
    assert set(wanted) == set(changes)
    wrong = {}
    for name, (_, change) in changes.items():
        told = set(kinds(change))
        sure = {kind for kind in wanted[name] if not kind.endswith("?")}
        perhaps = {kind.removesuffix("?") for kind in wanted[name]}
        if not sure <= told <= perhaps:
            wrong[name] = (sorted(sure - told), sorted(told - perhaps))
    assert len(wrong) <= 5, wrong
