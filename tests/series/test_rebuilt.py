"""Real series have real earlier versions: what is rebuilt from the last one alone equals them or says that it may not."""

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.series import adapter
from tests.series.generate import generate
from tests.series.measure import Measured, folded, measure
from tests.series.written import MOVED, Series, State, below, stories

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
FOLDERS = [folder for folder in sorted(CORPORA.iterdir()) if len(list(folder.glob("*.yaml"))) > 1]
STORIES = stories()
SEEDS = range(24)
DRAWN = 12
"""Series that the property test draws."""


@lru_cache(maxsize=64)
def of(name: str) -> Measured:
    """One series measured: a story, a folder of the samples, or a seed."""
    if name in STORIES:
        return measure(STORIES[name])
    if name.startswith("seed-"):
        return measure(generate(int(name.removeprefix("seed-"))))
    return measure(adapter.published(CORPORA / name))


WRITTEN = [*STORIES, *(folder.name for folder in FOLDERS)]
GENERATED = [f"seed-{seed}" for seed in SEEDS]


def moved(series: Series, old: State, new: State) -> dict[str, str]:
    """Addresses of the older version → those of the newer one."""
    moves = MOVED.get(series.kind, {}) if old.revision != new.revision else {}
    return {p: next((to + p[len(at) :] for at, to in moves.items() if below(p, at)), p) for p in old.items}


def untold(series: Series) -> list[tuple[int, str]]:
    """Changes of a version that no row of it speaks of."""
    missing = []
    for at in range(1, len(series.versions)):
        old, new = series.versions[at - 1], series.versions[at]
        there = {to: old.items[path] for path, to in moved(series, old, new).items()}
        changed = {p for p in there | dict(new.items) if folded(there.get(p, "")) != folded(new.items.get(p, ""))}
        told = {path for row in new.rows[len(old.rows) :] for path in row.at}
        missing += [(at, p) for p in sorted(changed - {"表紙-公表日"}) if not any(below(p, t) for t in told)]
    return missing


@pytest.mark.parametrize("name", STORIES)
def test_a_story_tells_every_change_in_a_row(name):
    series = STORIES[name]
    assert 3 <= len(series.versions) <= 6
    assert untold(series) == []


def test_the_stories_are_of_three_forms_and_three_bodies_and_cross_a_revision():
    last = [series.versions[-1] for series in STORIES.values()]
    assert {series.kind for series in STORIES.values()} == {"基礎", "重点", "全項目"}
    assert len({str(state.items["表紙-評価実施機関名"]) for state in last}) >= 3
    crossing = [s for s in STORIES.values() if s.kind == "基礎" and len({v.revision for v in s.versions}) == 2]
    assert len(crossing) >= 2


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tidy_generated_series_tells_every_change_in_a_row(seed):
    series = generate(seed, nasty=False)
    assert [(at, path) for at, path in untold(series) if not path.startswith(("Ⅰ-9", "Ⅳ-9", "Ⅳ-10"))] == []
    assert not series.shown and not series.hidden and not series.unread


def test_a_seed_gives_one_series_and_every_kind_of_untidy_row_is_planted():
    assert asdict(generate(7)) == asdict(generate(7))
    planted = {name for seed in range(80) for name in generate(seed).planted}
    assert len(planted) == 14, sorted(planted)


@pytest.mark.parametrize("name", WRITTEN + GENERATED)
def test_no_item_of_a_rebuilt_version_is_wrong_in_silence(name):
    measured = of(name)
    assert [(i.version, i.path, i.told) for i in measured.silent] == [], measured.told()


@pytest.mark.parametrize("name", WRITTEN + GENERATED)
def test_no_version_whose_day_the_table_prints_is_lost(name):
    assert of(name).lost == ()


@pytest.mark.parametrize("kind", ["基礎", "重点", "全項目"])
def test_most_items_of_earlier_versions_are_rebuilt_as_they_were(kind):
    measured = [m for m in map(of, WRITTEN + GENERATED) if m.series.kind == kind]
    items = [item for m in measured for item in m.items]
    assert sum(item.equal for item in items) / len(items) >= 0.85


@settings(max_examples=DRAWN, phases=(Phase.explicit, Phase.generate), database=None, derandomize=True)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_whatever_series_is_drawn_nothing_is_wrong_in_silence(seed):
    measured = measure(generate(seed))
    assert [(i.version, i.path, i.told) for i in measured.silent] == [], measured.told()
    assert measured.lost == ()


def idle(measured: list[Measured]) -> float:
    """Share of items that are marked though they are right and no untidy row touches them."""
    return sum(len(m.marked_idly) for m in measured) / sum(len(m.items) for m in measured)


@pytest.mark.long
def test_what_tidy_rows_tell_is_not_doubted():
    assert idle([*map(of, WRITTEN), *(measure(generate(seed, nasty=False)) for seed in SEEDS)]) <= 0.05


def test_doubt_stays_near_the_rows_that_cause_it():
    assert idle([of(name) for name in GENERATED]) <= 0.15


def figures() -> None:
    """Print one line a series, and the sums of the written and of the generated ones."""
    for names in (WRITTEN, GENERATED):
        measured = [of(name) for name in names]
        items = [item for m in measured for item in m.items]
        for each in measured:
            print(each.told())  # noqa: T201
        print(  # noqa: T201
            f"= {len(names)} series, {len(items)} items, equal {sum(i.equal for i in items) / len(items):.1%}, "
            f"silent {sum(len(m.silent) for m in measured)} in {sum(bool(m.silent) for m in measured)} series, "
            f"marked though equal {sum(i.equal and i.marked for i in items) / len(items):.1%}, "
            f"marked idly {idle(measured):.1%}"
        )


if __name__ == "__main__":
    figures()
