"""What a person accepted: the register as text, and which observations its entries speak of."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.audit import catalogue
from piadiff.audit.acceptance import LONGEST, Terms, note_accepted
from piadiff.audit.acceptance_file import read_accepted, write_accepted
from piadiff.errors import DataError
from piadiff.model import Acceptance, ItemPath, Level, Observation, parse_path
from piadiff.registry.names import names_form

CHECKS = frozenset(check.id for check in catalogue())
WHERE = "保管庫/piadiff-accepted.yaml"
FORM = "みほん市長/12-基礎.yaml"
ITEM = parse_path("Ⅰ-1-②")
SEEN = Observation("A02", Level.ERROR, "違います", ITEM, 9, ("甲", "乙"))
ENTRY = Acceptance("A02", FORM, ITEM, 9, "監査係", "次の改定で直すため", date(2026, 3, 31))
HEAD = "schema: piadiff/accepted/1\naccepted:\n"


def plain(entries):
    return [replace(entry, entry=0) for entry in entries]


def holds(entry, seen=SEEN, day=None):
    (noted,) = note_accepted([seen], [entry], Terms(day))
    return noted.accepted


@pytest.mark.parametrize(
    ("entry", "accepted"),
    [
        (ENTRY, True),
        (replace(ENTRY, path=None), True),
        (replace(ENTRY, row=None), True),
        (replace(ENTRY, fingerprint=SEEN.fingerprint), True),
        (replace(ENTRY, fingerprint="0" * 12), False),
        (replace(ENTRY, row=8), False),
        (replace(ENTRY, path=parse_path("Ⅰ-1")), False),
        (replace(ENTRY, check="A02B"), False),
        (replace(ENTRY, path=None, row=None), False),
    ],
)
def test_an_entry_speaks_of_what_fits_all_it_names(entry, accepted):
    assert holds(entry) is accepted


def test_an_entry_without_a_place_is_about_the_form_as_a_whole():
    bare = replace(ENTRY, path=None, row=None)
    assert holds(bare, replace(SEEN, path=None, row=None))
    assert not holds(ENTRY, replace(SEEN, path=None, row=None))


def test_an_entry_holds_to_the_end_of_its_last_day_and_without_a_day():
    entry = replace(ENTRY, until=date(2026, 3, 31))
    assert holds(entry, day=date(2026, 3, 31))
    assert holds(entry, day=None)
    (noted,) = note_accepted([SEEN], [entry], Terms(date(2026, 4, 1)))
    assert (noted.accepted, noted.expired, noted.counts, noted.acceptance) == (False, True, True, entry)


def test_a_renewed_entry_goes_before_the_expired_one_and_the_closer_before_the_vague():
    day = date(2027, 1, 1)
    held = replace(ENTRY, until=date(2027, 3, 31))
    over, broad = replace(ENTRY, until=date(2026, 1, 1), entry=1), replace(held, path=None, entry=2)
    close = replace(held, fingerprint=SEEN.fingerprint, entry=3)
    assert note_accepted([SEEN], [over, broad], Terms(day))[0].acceptance == broad
    assert note_accepted([SEEN], [over, broad, close], Terms(day))[0].acceptance == close


def test_an_entry_without_a_term_or_with_too_long_a_one_accepts_nothing_and_says_why():
    day = date(2026, 4, 1)
    terms = Terms(day, day + LONGEST)
    for until, why in ((None, "期限がない"), (day + LONGEST + timedelta(days=1), "長すぎる")):
        (noted,) = note_accepted([SEEN], [replace(ENTRY, until=until)], terms)
        assert (noted.accepted, noted.counts, why in noted.over) == (False, True, True)
    assert note_accepted([SEEN], [replace(ENTRY, until=day + LONGEST)], terms)[0].accepted


@pytest.mark.parametrize(("days", "left"), [(0, 0), (30, 30), (31, None)])
def test_an_entry_that_soon_ends_says_in_how_many_days(days, left):
    day = date(2026, 4, 1)
    (noted,) = note_accepted([SEEN], [replace(ENTRY, until=day + timedelta(days=days))], Terms(day))
    assert (noted.accepted, noted.left) == (True, left)


def test_what_was_seen_has_a_name_that_changes_with_it_and_not_with_the_number_of_its_row():
    assert replace(SEEN, row=10).fingerprint == SEEN.fingerprint
    others = [replace(SEEN, evidence=("甲", "丙")), replace(SEEN, path=None), replace(SEEN, check="A03")]
    assert len({SEEN.fingerprint, *(other.fingerprint for other in others)}) == 4


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (FORM, True),
        ("./" + FORM, True),
        ("12-基礎.yaml", True),
        ("12-基礎", True),
        ("12", True),
        ("１２", True),
        ("2", False),
        ("12-全項目", False),
        ("市長/12-基礎", False),
        ("よその市長/12-基礎.yaml", False),
        ("", False),
        ("みほん市長", False),
    ],
)
def test_a_form_is_named_by_its_path_the_end_of_it_or_its_number(wanted, fits):
    assert names_form(wanted, FORM) is fits


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("accepted: [", "行目", "YAML"),
        ("- check: A02\n", "", "「キー: 値」の並び"),
        ("accepted: []\n", "", "「schema」がありません"),
        ("schema: piadiff/accepted/9\n", "schema", "piadiff/accepted/1"),
        (HEAD + "- A02\n", "accepted > 1番目", "「キー: 値」の並び"),
        (HEAD + "- check: A02\n  form: '12'\n  reason: 理由\n", "accepted > 1番目", "「person」がありません"),
        (HEAD + "- {check: A02, form: '12', person: 係, reason: ' '}\n", "1番目 > reason", "空です"),
        (HEAD + "- {check: A99X, form: '12', person: 係, reason: 理由}\n", "1番目 > check", "検査「A99X」はありません"),
        (HEAD + "- {check: A02, form: '12', person: 係, reason: 理由, bis: x}\n", "1番目", "知らないキー「bis」"),
        (HEAD + "- {check: A02, form: '12', row: 0, person: 係, reason: 理由}\n", "1番目 > row", "1 から"),
        (HEAD + "- {check: A02, form: '12', row: 九, person: 係, reason: 理由}\n", "1番目 > row", "番号ではありません"),
        (HEAD + "- {check: A02, form: '12', path: 'Ⅱ(甲', person: 係, reason: 理由}\n", "1番目 > path", "番地"),
        (HEAD + "- {check: A02, form: '12', person: 係, reason: 理由, until: 2026-02-30}\n", "1番目 > until", "日付"),
        (HEAD + "- {check: A02, form: '12', person: 係, reason: 理由, until: 令和8年}\n", "1番目 > until", "日付"),
        (HEAD + "- {check: A02, form: '12', person: 係, reason: 理由, fingerprint: 12}\n", "fingerprint", "12文字"),
        (HEAD + "- {check: A02, check: A03, form: '12', person: 係, reason: 理由}\n", "3行目", "2回"),
        (HEAD + "- &a {check: A02, form: '12', person: 係, reason: 理由}\n- *a\n", "3行目", "別名"),
    ],
)
def test_a_broken_entry_is_named_with_file_place_and_remedy(text, place, words):
    with pytest.raises(DataError) as refused:
        read_accepted(text, WHERE, CHECKS)
    assert refused.value.where.startswith(WHERE)
    assert place in refused.value.where
    assert words in refused.value.message
    assert refused.value.remedy
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("text", ["", "\n", "# まだありません\n", HEAD, "schema: piadiff/accepted/1\naccepted: []\n"])
def test_a_register_may_be_empty_and_take_its_first_entry(text):
    assert read_accepted(text, WHERE, CHECKS) == ()
    written = write_accepted(text, [ENTRY], WHERE, CHECKS)
    assert plain(read_accepted(written, WHERE, CHECKS)) == [ENTRY]
    assert ("# まだありません" in written) is ("# まだありません" in text)


def test_days_are_read_as_officers_write_them():
    entry = "- {check: A02, form: '12', row: 3, person: 係, reason: 理由, until: 令和9年3月31日}\n"
    assert read_accepted(HEAD + entry, WHERE, CHECKS)[0].until == date(2027, 3, 31)


def test_a_new_entry_leaves_all_other_lines_and_a_renewed_one_takes_the_place_of_the_old():
    text = (
        "# 監査係の控え\n"
        + HEAD
        + "# 一つ目\n- check: A02  # 仮\n  form: '12'\n  row: 3\n  person: 係\n  reason: 理由\n"
    )
    two = write_accepted(text, [ENTRY], WHERE, CHECKS)
    assert two.startswith(text)
    renewed = write_accepted(
        two + "# 末尾\n", [replace(ENTRY, until=date(2027, 3, 31), person="次の係")], WHERE, CHECKS
    )
    assert renewed.startswith(text)
    assert renewed.endswith("# 末尾\n")
    found = read_accepted(renewed, WHERE, CHECKS)
    assert [(entry.row, entry.person) for entry in found] == [(3, "係"), (9, "次の係")]


def test_a_register_laid_out_in_another_way_is_rewritten_whole():
    text = "schema: piadiff/accepted/1\naccepted: [{check: A03, form: '12', person: 係, reason: 理由}]\n"
    found = read_accepted(write_accepted(text, [ENTRY], WHERE, CHECKS), WHERE, CHECKS)
    assert [entry.check for entry in found] == ["A03", "A02"]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip).map(str.strip)
PATHS = st.builds(
    ItemPath,
    st.sampled_from(["Ⅰ", "Ⅱ", "別添1"]),
    st.text("住民票(-)[\"'", max_size=6),
    st.lists(st.sampled_from(["1", "②", "提供先3", "なお書き"]), max_size=3).map(tuple),
)
ENTRIES = st.builds(
    Acceptance,
    check=st.sampled_from(sorted(CHECKS)),
    form=WORDS,
    path=st.none() | PATHS,
    row=st.none() | st.integers(1, 999),
    person=WORDS,
    reason=WORDS,
    until=st.none() | st.dates(date(2014, 4, 20), date(2099, 12, 31)),
    fingerprint=st.just("") | st.from_regex(r"\A[0-9a-f]{12}\Z"),
)


@given(st.lists(ENTRIES, max_size=5))
def test_what_is_written_reads_back(entries):
    text = write_accepted("", entries, WHERE, CHECKS)
    found = plain(read_accepted(text, WHERE, CHECKS))
    assert [entry for entry in entries if entry not in found] == [
        entry for number, entry in enumerate(entries) if any(renews(later, entry) for later in entries[number + 1 :])
    ]
    assert all(entry in entries for entry in found)


def renews(later, entry):
    return later != entry and replace(later, person=entry.person, reason=entry.reason, until=entry.until) == entry


ANY_SEEN = st.builds(
    Observation,
    check=st.sampled_from(["A02", "A03"]),
    level=st.sampled_from(Level),
    message=st.just("違います"),
    path=st.none() | st.just(ITEM),
    row=st.none() | st.integers(1, 3),
    evidence=st.lists(st.sampled_from("甲乙"), max_size=1).map(tuple),
)
OF_FORM = st.builds(
    Acceptance,
    check=st.sampled_from(["A02", "A03"]),
    form=st.just(FORM),
    path=st.none() | st.just(ITEM),
    row=st.none() | st.integers(1, 3),
    person=st.just("係"),
    reason=st.just("理由"),
    until=st.none() | st.just(date(2026, 3, 31)),
)


@given(st.lists(ANY_SEEN, max_size=6), st.lists(OF_FORM, max_size=4), OF_FORM)
def test_no_observation_is_lost_and_more_entries_never_count_more(seen, entries, more):
    for day in (None, date(2026, 3, 31), date(2026, 4, 1)):
        before = note_accepted(seen, entries, Terms(day))
        after = note_accepted(seen, [*entries, more], Terms(day))
        assert [each.observation for each in before] == [each.observation for each in after] == seen
        assert all(was.accepted <= now.accepted for was, now in zip(before, after, strict=True))
        for each in after:
            assert each.expired is (each.acceptance is not None and not each.accepted)


@given(st.lists(ANY_SEEN, max_size=6), st.lists(OF_FORM, max_size=4))
def test_time_only_takes_acceptance_away(seen, entries):
    days = (None, date(2026, 3, 31), date(2026, 4, 1))
    told = [[each.accepted for each in note_accepted(seen, entries, Terms(day))] for day in days]
    assert told[0] == told[1]
    assert all(later <= earlier for earlier, later in zip(told[1], told[2], strict=True))
