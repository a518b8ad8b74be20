"""The study of published judgements on the command line: counts alone, each row once, the newest version of a form."""

import json
import shutil
from pathlib import Path

import pytest

from piadiff.model.study import Share
from piadiff.readers import read

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
FORMS = sorted(file for name in ("kiso-jidou-teate", "zenkoumoku-jumin-zei") for file in (CORPORA / name).glob("*.yaml"))
LENGTH = 9
"""Letters in a row that two texts hardly share by chance."""


@pytest.fixture
def study(piadiff, tmp_path):
    for form in FORMS:
        shutil.copy(form, tmp_path / f"{form.parent.name}-{form.name}")

    def call(*args):
        return piadiff("study", tmp_path, *args)

    call.folder = tmp_path
    return call


def test_every_row_of_the_newest_versions_is_counted_once_in_every_cut(study):
    status, out, _ = study("--json")
    told = json.loads(out)
    newest = [read(max(FORMS, key=lambda file: (file.parent == folder, file.name))) for folder in {f.parent for f in FORMS}]
    rows = sum(len(form.changes) for form in newest)
    assert status == 0
    assert told["forms"] == {"全項目": 1, "基礎": 1}
    assert told["total"]["rows"] + told["unplaced"] == rows
    for cut in ("kinds", "rules"):
        assert sum(each["rows"] for each in told[cut]) == told["total"]["rows"]
        for share in ("timing", "verdict", "undecided"):
            assert sum(each[share]["whole"] for each in told[cut]) == told["total"][share]["whole"]
            assert sum(each[share]["part"] for each in told[cut]) == told["total"][share]["part"]


def test_no_words_of_a_form_leave_the_machine(study):
    printed = "".join(study()[1].split()) + study("--json")[1]
    known = "".join((CORPORA.parent / "reports" / "rules.md").read_text(encoding="utf-8").split())
    for form in map(read, FORMS):
        texts = [form.header.title, form.header.organ, *(item.text for item in form.items)]
        texts += [cell for row in form.changes for cell in (row.item_raw, row.before, row.after, row.explanation)]
        for text in ("".join(text.split()) for text in texts):
            windows = {text[at : at + LENGTH] for at in range(len(text) - LENGTH + 1)}
            assert not {window for window in windows if window in printed and window not in known}


def test_slips_that_law_alone_decides_are_counted(study):
    planted = next((CORPORA / "planned-slips").glob("*.yaml"))
    before = json.loads(study("--json")[1])["slips"]
    shutil.copy(planted, study.folder / "slips.yaml")
    after = {each["check"]: each for each in json.loads(study("--json")[1])["slips"]}
    told = {each["check"]: each for each in before}
    assert after["A16"]["count"] == told["A16"]["count"] + 1
    assert after["A16"]["forms"]["part"] == told["A16"]["forms"]["part"] + 1
    assert set(after) == {"A16", "A17B", "A29", "A29B", "A34"}


def test_a_file_that_is_no_form_is_counted_and_not_named(study):
    (study.folder / "秘密の名前.txt").write_text("これは評価書ではない", encoding="utf-8")
    status, out, err = study()
    assert status == 0
    assert "読めないファイル 1" in out
    assert "秘密" not in out + err


def test_a_folder_without_a_form_is_refused(tmp_path, piadiff):
    (tmp_path / "a.txt").write_text("何でもない", encoding="utf-8")
    status, _, err = piadiff("study", tmp_path)
    assert (status, "読める評価書がありません" in err) == (3, True)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_that_of_wilson(part, whole, low, high):
    """The last line is the worked example of Newcombe 1998 (Statistics in Medicine 17)."""
    assert Share(part, whole).value == part / whole
    assert Share(part, whole).interval == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_no_share_is_told():
    assert Share().value is None
    assert Share().interval is None
