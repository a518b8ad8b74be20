"""What a commit message tells is read back, whatever the rows say."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from piadiff.model import KeptRow, Version
from piadiff.registry.message import Told, message, read
from tests.registry.samples import form

words = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x1c\x1d\x1e\x85\u2028\u2029\x0b\x0c\0"), max_size=30
)
kept = st.lists(st.builds(KeptRow, st.integers(1, 99), words), max_size=3).map(tuple)
days = st.one_of(st.none(), st.dates(min_value=date(2014, 1, 1), max_value=date(2100, 1, 1)))


@given(days, days, kept, kept, st.lists(st.integers(1, 99), max_size=4).map(tuple), st.booleans())
def test_a_message_tells_what_it_was_given(published, day, kept_rows, differing, undone, reconstructed):
    import dataclasses

    state = dataclasses.replace(form({}, published=published), reconstructed=reconstructed)
    given_version = Version(state, day, published, "", undone, kept_rows, differing)
    told = read(message(given_version, "0" * 64, {1: "Ⅰ－１: ②\n備考"}))

    def plain(rows):
        return tuple(KeptRow(row.row, " ".join(row.reason.split())) for row in rows)

    assert (told.published, told.date, told.reconstructed, told.source) == (published, day, reconstructed, "0" * 64)
    if reconstructed:
        assert (told.undone, told.kept, told.differing) == (undone, plain(kept_rows), plain(differing))


@given(st.text())
def test_a_message_of_a_person_is_no_trouble(text):
    assert isinstance(read(text), Told)
