"""git shows forms by their items once the drivers are set, and as before when they are taken back."""

import shutil
import sys
from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.writers.form.formats import write_form
from tests.pipeline.test_pull_request import FULL, PLACE, commit, git, write


@pytest.fixture
def clone(tmp_path, monkeypatch):
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, **{PLACE: FULL[1].read_bytes()})
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/info/attributes").write_text("*.bin binary\n", encoding="utf-8")
    found = shutil.which("piadiff") or str(Path(sys.executable).parent / "piadiff")
    monkeypatch.setattr(shutil, "which", lambda _: found)
    return folder


def shown(folder, *arguments):
    return git(folder, "-c", "core.quotepath=false", "diff", *arguments).decode()


def test_a_diff_names_the_item_and_documents_are_compared_as_forms(clone):
    form = clone / "評価書.xlsx"
    form.write_bytes(write_form(canonical.load(FULL[1].read_text(encoding="utf-8"), "x"), form))
    commit(clone)
    assert run(cli, ["git", "install", "--registry", str(clone)]) == 0
    assert run(cli, ["git", "install", "--registry", str(clone)]) == 0
    write(clone, PLACE, FULL[2].read_bytes())
    form.write_bytes(write_form(canonical.load(FULL[2].read_text(encoding="utf-8"), "x"), form))
    told = shown(clone)
    assert told.count("@@ Ⅱ(住民税ファイル)-6-①\n") == 2
    assert "Binary files" not in told
    assert run(cli, ["git", "uninstall", "--registry", str(clone)]) == 0
    assert "Binary files" in shown(clone)
    assert (clone / ".git/info/attributes").read_text(encoding="utf-8") == "*.bin binary\n"
    assert b"piadiff" not in git(clone, "config", "--local", "--list")


def test_a_document_that_is_no_form_still_shows_that_it_changed(tmp_path, capfdbinary):
    for content in (b"%PDF-1.4 one", b"%PDF-1.4 two"):
        (tmp_path / "a.pdf").write_bytes(content)
        assert run(cli, ["git", "textconv", str(tmp_path / "a.pdf")]) == 0
    one, two = capfdbinary.readouterr().out.decode().split("（評価書として読めません")[1:]
    assert one != two


def test_outside_a_repository_the_call_is_wrong(tmp_path, capfd):
    assert run(cli, ["git", "install", "--registry", str(tmp_path)]) == 2
    assert "リポジトリではありません" in capfd.readouterr().err
