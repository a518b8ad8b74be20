"""What to raise first: every check has its place in the table, and the order holds on real forms."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from piadiff.audit import catalogue
from piadiff.audit.points import Fact, first, order, points, shared
from piadiff.model import Level, Observation, parse_path
from piadiff.pipeline.reporting import report
from piadiff.pipeline.storing import rewind_source
from piadiff.writers.report.frame import Footing


def seen(check, *, row=None, path=None, level=Level.ERROR):
    return Observation(check, level, f"{check} の点", parse_path(path) if path else None, row)


def raised(observations, facts=None, listed=lambda _: False):
    return [(point.id, len(point.seen)) for point in first(points(observations, facts or {}, listed))]


def test_every_check_touches_exactly_one_thing():
    placed = Counter(check for concern in order().concerns for check in concern.checks)
    assert placed == Counter(check.id for check in catalogue())


def test_a_duty_comes_before_a_slip_however_often_the_slip_is_made():
    slips = [seen("A33", row=row, level=Level.INFO) for row in range(1, 40)]
    assert raised([*slips, seen("A04", row=50)])[0] == ("A04", 1)


def test_a_row_that_is_raised_is_not_raised_again():
    told = raised(
        [seen("A04", row=3), seen("A25", row=3, level=Level.WARNING), seen("A25", row=4, level=Level.WARNING)]
    )
    assert told == [("A04", 1), ("A25", 1)]


def test_five_points_touch_several_things():
    told = raised(
        [seen(check, row=row) for row, check in enumerate(("A01", "A01C", "A02", "A03", "A39", "A29", "A23"), 1)]
    )
    assert len(told) == len({order().of(check).id for check, _ in told})


def test_an_item_of_the_list_goes_before_another():
    observations = [seen("A02", row=1, path="Ⅰ-7"), seen("A02", row=2, path="Ⅱ(台帳ファイル)-3-⑧")]
    (point,) = first(points(observations, {}, lambda path: path.section == "Ⅱ"))
    assert point.sentence.startswith("2行目")


def test_a_point_says_where_what_how_often_and_the_words():
    def told(evidence, *, path="Ⅰ-7", more=0, row=2):
        first_of_all = replace(seen("A02", row=row, path=path), evidence=(evidence,))
        others = [seen("A02", row=row + n) for n in range(1, more + 1)] if row else []
        (point,) = first(points([first_of_all, *others], {}, lambda _: False))
        return point.sentence, point.evidence

    assert told("市民課") == ("2行目、Ⅰ-7: A02 の点", "市民課")
    assert told("市民課", path=None, more=2) == ("2行目: A02 の点（同じ点がほかに 2件）", "市民課")
    assert told("市民課", row=None) == ("Ⅰ-7: A02 の点", "市民課")
    assert told("市民課", path=None, row=None) == ("A02 の点", "市民課")
    assert told("課" * 300)[1] == "課" * 90 + "…"


def test_what_was_not_read_is_raised_where_no_check_tells():
    assert raised([], {"unread": Fact("読めない", 3)}) == [("unread", 0)]


def test_of_a_registry_what_many_forms_share_goes_before_what_one_has():
    one = points([seen("A02")], {}, lambda _: False)
    many = points([seen("A03")], {}, lambda _: False)
    (told,) = shared({"a": one, **{f"b{number}": many for number in range(16)}})
    assert (told.point.id, len(told.forms)) == ("A03", 16)


def test_two_points_of_a_registry_are_told_of_two_forms_where_both_weigh_as_much():
    both = points([seen("A02", row=1), seen("A07", row=2)], {}, lambda _: False)
    told = shared({"a": both, "b": both})
    assert [each.forms for each in told] == [("a", "b"), ("b", "a")]


@pytest.mark.long
@pytest.mark.seeds
@pytest.mark.parametrize(
    ("number", "checks"), [("000", ["A25", "A03", "A11", "A23", "A29"]), ("003", ["A04B", "A25", "A14", "A02", "A28"])]
)
def test_the_points_an_auditor_raises_of_a_real_form(number, checks, seed, tmp_path):
    rewind_source(seed(number), tmp_path / "registry")
    page = next(page for name, page in report(tmp_path / "registry", Footing(as_of=date(2026, 11, 21))))
    raised_there = page[page.index('id="first"') : page.index('id="state"')]
    places = [raised_there.index(f">{check}<") for check in checks]
    assert places == sorted(places)
    assert raised_there.count("<li>") == len(checks)
