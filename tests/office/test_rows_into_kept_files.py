"""Rows go into files that LibreOffice saved, with pictures, comments, hidden helpers and print areas."""

import shutil

import pytest

from piadiff import read
from tests.layouts import DOCX, OLD, XLSX
from tests.test_cli_into import assert_kept, touched

pytestmark = pytest.mark.ci
SAVED = [*((made, ".xlsx", "xlsx:Calc MS Excel 2007 XML") for made in XLSX.values())]
SAVED += [(made, ".docx", "docx:MS Word 2007 XML") for made in DOCX.values()]


@pytest.mark.parametrize(("made", "suffix", "filter_"), SAVED, ids=[made.__name__ for made, *_ in SAVED])
def test_rows_go_in_and_nothing_else_is_touched(piadiff, converted, text_of, tmp_path, made, suffix, filter_):
    laid_out, source, target = tmp_path / f"元{suffix}", tmp_path / f"次{suffix}", tmp_path / f"書込み済{suffix}"
    laid_out.write_bytes(made())
    folder = tmp_path / "保存"
    folder.mkdir()
    shutil.copy(converted(laid_out, filter_, folder=folder), source)
    assert_kept(piadiff, source, target)
    assert len(touched(source, target)) == 1
    shown = "".join(text_of(converted(target, "pdf")))
    added = read(target).changes[len(read(OLD).changes) :]
    if made.__name__ != "with_helpers":  # its print area ends above the new rows, and the command says so
        assert all("".join(row.explanation.split())[:5] in shown for row in added)
