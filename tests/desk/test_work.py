"""A pair of versions that is opened again after somebody decided rows of it."""

from dataclasses import replace
from datetime import date

import pytest

from piadiff.desk.folder import decisions_name
from piadiff.desk.opening import Room
from piadiff.desk.work import Words, decision_for, stamp
from piadiff.draft import Decision
from piadiff.errors import WrongCallError
from piadiff.model import FormKind, Header, Timing, Verdict
from piadiff.pipeline import drafting
from piadiff.pipeline.importing import import_sources
from tests.desk.pair import write
from tests.desk.talking import CORPORA

FULL = [CORPORA / "zenkoumoku-jumin-zei" / f"{day}.yaml" for day in ("2022-04-28", "2025-09-30")]


def test_a_row_made_lighter_stays_heavy_for_the_machine_when_it_is_opened_again(tmp_path):
    import_sources(FULL, tmp_path / "庫")
    room = Room(tmp_path / "desk", tmp_path, tmp_path / "庫")
    (path,) = room.forms()
    new, old = (commit for commit, _ in room.versions(path))
    work = room.picked(path, old, new)
    row = next(each for each in work.draft().rows if each.verdict is Verdict.SIGNIFICANT)
    lighter = Words(Verdict.MINOR, Timing.AFTER, "軽い", reason="確かめた", until=date(2027, 3, 31))
    work.sign({row.fingerprint: decision_for(row, "甲", lighter)}, {})

    again = room.picked(path, old, new)
    assert again.row(row.fingerprint).verdict is Verdict.SIGNIFICANT
    with pytest.raises(WrongCallError, match="理由と期限"):
        decision_for(again.row(row.fingerprint), "乙", replace(lighter, reason="", until=None))
    (decided,) = (each for each in again.draft().rows if each.fingerprint == row.fingerprint)
    assert (decided.verdict, decided.decided_by) == (Verdict.MINOR, "甲")
    (kept,) = again.decisions().values()
    again.sign({row.fingerprint: None}, {row.fingerprint: stamp(kept)})
    (free,) = (each for each in again.draft().rows if each.fingerprint == row.fingerprint)
    assert (free.verdict, free.decided_by) == (Verdict.SIGNIFICANT, "rule")



def test_what_is_taken_away_names_the_days_in_the_wrong_order_as_decided(tmp_path):
    old, new = write(tmp_path)
    work = Room(tmp_path, tmp_path).dropped([(file.name, file) for file in (old, new)], as_given=True)
    row = next(each for each in work.draft().rows if each.verdict is Verdict.SIGNIFICANT)
    assert not work.draft().late
    day = date(2020, 4, 1)
    made = Decision(item=row.item, person="甲", verdict=row.verdict, timing=row.timing, effective=day)
    work.sign({row.fingerprint: made}, {})
    (late,) = work.draft().late
    (same,) = drafting.draft(
        work.old.form, work.new.form, work.days(), replace(work.how, decisions=work.decisions())
    ).late
    assert late == same


@pytest.mark.parametrize("organ", ["みほん市長", "みほん市" * 20 + "長"], ids=["short", "long"])
def test_the_work_of_one_form_or_version_is_not_taken_for_that_of_another(organ):
    day = date(2024, 3, 31)
    first = Header(FormKind.BASIC, "form2-2024-10", number="1", title="甲の事務", organ=organ, published=day)
    others = (
        replace(first, number="2"),
        replace(first, kind=FormKind.FULL),
        replace(first, number="", title="甲の事務"),
        replace(first, number="", title="乙の事務"),
    )
    names = {decisions_name(first, each) for each in (first, *others)}
    names.add(decisions_name(replace(first, published=date(2025, 3, 31)), first))
    assert len(names) == len(others) + 2
    assert all(len(name.encode()) < 255 for name in names)
