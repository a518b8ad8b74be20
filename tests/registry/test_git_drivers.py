"""git shows forms by their items once the drivers are set, and as before when they are taken back."""

import os
import re
import stat
import subprocess
import sys

import pytest

from piadiff import canonical
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.registry.drivers import config_lines, settings, with_block, without_block
from piadiff.writers.form.formats import write_form
from tests.pipeline.test_pull_request import FULL, PLACE, commit, git, write


@pytest.fixture
def program(tmp_path, monkeypatch):
    """The command of this very package, where git finds it."""
    made = tmp_path / "bin" / "piadiff"
    made.parent.mkdir()
    code = "from piadiff.cli import main; main()"
    made.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n', encoding="utf-8")
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{made.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / "home").mkdir()
    return made


@pytest.fixture
def clone(tmp_path, program):  # noqa: ARG001 - git finds it
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, **{PLACE: FULL[1].read_bytes()})
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/info/attributes").write_text("*.bin binary", encoding="utf-8")
    return folder


def installed(folder, *arguments):
    return run(cli, ["git", "install", *arguments, "--registry", str(folder)])


def state(folder):
    git_dir = folder / ".git"
    names = [name for name in (*git_dir.glob("*"), *git_dir.glob("info/*")) if name.is_file() and name.name != "index"]
    return {str(name): name.read_bytes() for name in names} | {"refs": git(folder, "for-each-ref")}


def shown(folder, *arguments):
    return git(folder, *arguments).decode()


@pytest.mark.long
def test_a_diff_names_the_item_and_documents_are_compared_as_forms_once(clone):
    form = clone / "評価書.xlsx"
    form.write_bytes(write_form(canonical.load(FULL[1].read_text(encoding="utf-8"), "x"), form))
    commit(clone)
    before = state(clone)
    assert installed(clone) == 0
    assert installed(clone) == 0
    write(clone, PLACE, FULL[2].read_bytes())
    form.write_bytes(write_form(canonical.load(FULL[2].read_text(encoding="utf-8"), "x"), form))
    told = shown(clone, "diff")
    assert told.count("@@ Ⅱ(住民税ファイル)-6-①\n") == 2
    assert "b/評価書.xlsx" in told
    assert "Binary files" not in told
    assert "重要" in shown(clone, "pdiff")
    assert b"refs/notes/textconv/piadiff" in git(clone, "for-each-ref")
    git(clone, "checkout", "-q", "--", ".")
    assert run(cli, ["git", "uninstall", "--registry", str(clone)]) == 0
    assert state(clone) == before


def test_a_user_sets_it_up_for_all_repositories_and_back(clone, tmp_path, monkeypatch):
    home = tmp_path / "home"
    (home / ".gitconfig").write_text("[core]\n\tquotePath = true\n[alias]\n\tplog = log\n", encoding="utf-8")
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    monkeypatch.chdir(tmp_path)
    assert run(cli, ["git", "install", "--global"]) == 0
    subprocess.run(["git", "config", "--global", "alias.mine", "status"], check=True)
    assert "merge: piadiff" in shown(clone, "check-attr", "merge", "--", "3-全項目.yaml")
    assert shown(clone, "config", "core.quotepath").strip() == "true"
    assert run(cli, ["git", "uninstall", "--global"]) == 0
    assert shown(clone, "config", "alias.mine").strip() == "status"
    subprocess.run(["git", "config", "--global", "--unset", "alias.mine"], check=True)
    after = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    assert after.keys() == before.keys()
    assert shown(clone, "config", "alias.plog").strip() == "log"
    assert b"piadiff" not in b"".join(after.values())


@pytest.mark.parametrize("text", [None, "", "a", "a\n", "a\r\n\r\n", "[core]\n\tbare = false\n"])
def test_a_block_taken_out_leaves_every_byte(text):
    lines = config_lines(settings("piadiff"))
    assert without_block(with_block(text, lines))[0] == (text or "")
    assert without_block(with_block(text, ["*.yaml merge=piadiff"]) + "*.bin binary\n")[0].endswith("*.bin binary\n")


def test_attributes_for_everybody_are_a_file_to_commit(clone):
    assert installed(clone, "--shared") == 0
    assert re.search(r"^\*\.yaml .*merge=piadiff$", (clone / ".gitattributes").read_text(encoding="utf-8"), re.M)
    assert run(cli, ["git", "uninstall", "--registry", str(clone)]) == 0
    assert not (clone / ".gitattributes").exists()


def test_a_document_that_is_no_form_still_shows_that_it_changed(tmp_path, capfdbinary):
    for content in (b"%PDF-1.4 one", b"%PDF-1.4 two"):
        (tmp_path / "a.pdf").write_bytes(content)
        assert run(cli, ["git", "textconv", str(tmp_path / "a.pdf")]) == 0
    one, two = capfdbinary.readouterr().out.decode().split("（評価書として読めません")[1:]
    assert one != two


def test_outside_a_repository_the_call_is_wrong(tmp_path, capfd):
    assert run(cli, ["git", "install", "--registry", str(tmp_path)]) == 2
    assert "リポジトリではありません" in capfd.readouterr().err
