"""piadiff read: the file name decides the shape in which a form is written."""

from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.readers import read

SAMPLE = Path(__file__).resolve().parent.parent / "corpora" / "kiso-jidou-teate" / "2025-03-31.yaml"


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "XLSX"])
def test_a_form_is_written_in_the_shape_of_its_file_and_read_again(suffix, tmp_path, capfd):
    office, back = tmp_path / f"評価書.{suffix}", tmp_path / "評価書.yaml"
    assert run(cli, ["read", str(SAMPLE), "-o", str(office)]) == 0
    assert run(cli, ["read", str(office), "-o", str(back)]) == 0
    assert back.read_text(encoding="utf-8") == SAMPLE.read_text(encoding="utf-8")
    assert "読み取り率 100.0%" in capfd.readouterr().err


def test_a_file_without_suffix_is_written_in_the_canonical_form(tmp_path):
    target = tmp_path / "評価書"
    assert run(cli, ["read", str(SAMPLE), "-o", str(target)]) == 0
    assert canonical.load(target.read_text(encoding="utf-8"), "評価書") == read(SAMPLE)


def test_json_goes_to_the_screen_beside_an_office_file(tmp_path, capfd):
    assert run(cli, ["read", str(SAMPLE), "--json", "-o", str(tmp_path / "評価書.xlsx")]) == 0
    assert '"schema": "piadiff/read/1"' in capfd.readouterr().out
    assert (tmp_path / "評価書.xlsx").read_bytes().startswith(b"PK")
