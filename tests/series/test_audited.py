"""What audit says of clean series is nothing that matters, and of planted slips that they are there."""

import pytest

from tests.series import adapter, slips, slips_in_items, slips_in_rows
from tests.series.written import stories

STORIES = stories()
MAKERS = (slips_in_items, slips_in_rows)
SEEN_LATER = (
    "A33B 一字違い",
    "A34 条の見出しが違う",
    "A36 ※でない項目を重要とする",
    "N1 行の説明の書き誤り",
    "N3 語の一字が抜ける",
    "N4 一つの語に二つの書き方",
)
"""Classes of which audit misses a slip as yet."""

to_come = pytest.mark.xfail(strict=False, reason="audit does not say so yet")
PLANTED: dict[str, list[slips.Slip]] = {}
for _each in slips.planted():
    PLANTED.setdefault(_each.kind, []).append(_each)


def told(name: str, level: str) -> list[tuple[str, int, str, str]]:
    seen = adapter.observed(STORIES[name])
    return [(o.check, o.row, o.path, o.message) for o in seen if o.level == level]


@pytest.mark.parametrize("name", STORIES)
def test_a_clean_series_has_no_errors(name):
    assert told(name, "error") == []


@pytest.mark.parametrize("name", STORIES)
def test_a_clean_series_has_no_warnings(name):
    assert told(name, "warning") == []


def test_slips_of_every_class_are_planted():
    assert set(PLANTED) == set(slips.kinds())
    assert sum(map(len, PLANTED.values())) >= 120
    classes = {kind.split()[0][:3] for kind in PLANTED if kind.startswith("A")}
    assert len(classes) >= 34, sorted(classes)
    assert {f"N{number}" for number in range(1, 12)} <= {kind.split()[0] for kind in PLANTED}


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=to_come if kind.startswith(SEEN_LATER) else ()) for kind in PLANTED]
)
@pytest.mark.thinned(3)
def test_a_planted_slip_is_observed_where_it_is(kind):
    missed = [(s.series.name, sorted(s.paths), sorted(s.rows)) for s in PLANTED[kind] if not slips.found(s)]
    assert missed == []


@pytest.mark.long
def test_nine_slips_of_ten_are_found():
    every = [s for group in PLANTED.values() for s in group]
    assert sum(bool(slips.found(s)) for s in every) >= 0.9 * len(every)


def figures() -> None:
    """Print the share found of each class, and the alarms on the clean series by check."""
    found = {kind: sum(bool(slips.found(s)) for s in group) for kind, group in PLANTED.items()}
    for kind, group in PLANTED.items():
        print(f"{found[kind]}/{len(group)}　{kind}")  # noqa: T201
    print(f"{sum(found.values())}/{sum(map(len, PLANTED.values()))}　すべて")  # noqa: T201
    for name in STORIES:
        for level in ("error", "warning", "info"):
            for check, row, path, message in told(name, level):
                print(f"{name}　{level}　{check}　{row or path}　{message}")  # noqa: T201


if __name__ == "__main__":
    figures()
