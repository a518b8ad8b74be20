"""施行 and 提出 in the wrong order, and sides that were read incompletely, are said by every command that compares."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from piadiff import canonical, read
from piadiff.model import Unassigned

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
OLD, NEW = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))[1:3]


@pytest.mark.parametrize("command", ["draft", "check", "next"])
@pytest.mark.parametrize(
    ("effective", "submitted", "words"),
    [
        ("2025-10-01", "2025-09-30", ""),
        ("2025-09-30", "2025-09-30", "同じ日で、前ではありません"),
        ("2025-09-29", "2025-09-30", "より後です"),
    ],
)
def test_a_heavy_change_is_due_before_its_day(piadiff, command, effective, submitted, words):
    days = ("--effective", effective, "--submitted", submitted)
    told = json.loads(piadiff(command, OLD, NEW, *days, "--json")[1])["late"]
    status, out, err = piadiff(command, OLD, NEW, *days)
    assert bool(told) == bool(words)
    for each in told:
        assert words in each["message"] and "規則第9条第2項の場合を除き" in each["message"]
        assert each["message"] in out + err
        assert (each["effective"], each["submitted"]) == (effective, submitted)
    assert command != "check" or not words or status == 1


def test_the_day_of_a_row_counts_for_that_row(piadiff, tmp_path):
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    old.write_bytes(OLD.read_bytes())
    new.write_bytes(NEW.read_bytes())
    rows = json.loads(piadiff("draft", old, new, "--json")[1])["rows"]
    heavy = next(number for number, row in enumerate(rows, 1) if row["verdict"] == "重要")
    piadiff("decide", old, new, heavy, "--person", "見本", "--effective-on", "2025-09-01")
    for command in ("draft", "check", "next"):
        (late,) = json.loads(piadiff(command, old, new, "--json")[1])["late"]
        assert late["effective"] == "2025-09-01"


@pytest.mark.parametrize("command", ["draft", "diff", "check", "next", "summary"])
def test_what_was_not_compared_is_said_everywhere(piadiff, tmp_path, command):
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    old.write_bytes(OLD.read_bytes())
    stray = (Unassigned(9, "どこの欄とも知れない記載"),)
    new.write_text(canonical.dump(replace(read(OLD), unassigned=stray)), encoding="utf-8")
    status, _, err = piadiff(command, old, new)
    assert (status, "比べていない記載が 1件" in err or "比べていない記載が 1件" in err) == (4, True)
    if command != "summary":
        told = json.loads(piadiff(command, old, new, "--json")[1])["unread"]["new"]["unassigned"]
        assert [each["text"] for each in told] == ["どこの欄とも知れない記載"]
