"""The answer of an audit is given again without loading anything, and only where nothing it rests on has changed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from piadiff.cli import unchanged
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run

SAMPLES = sorted(Path("corpora/kiso-jidou-teate").glob("*.yaml"))
PROGRAM = """
import atexit, sys
from pathlib import Path
atexit.register(lambda: Path(sys.argv.pop()).write_text("loaded" if "piadiff.data" in sys.modules else "none"))
from piadiff.cli import main
sys.argv, mark = sys.argv[:-1], sys.argv[-1]
atexit.register(lambda: sys.argv.append(mark))
main()
"""


@pytest.fixture
def registry(tmp_path, capfd):
    assert run(cli, ["import", *map(str, SAMPLES[:2]), "--registry", str(tmp_path / "庫")]) == 0
    capfd.readouterr()
    return tmp_path / "庫"


@pytest.fixture
def audited(registry, tmp_path):
    """Status, output, and whether more than the standard library was loaded; ``kept`` False takes no kept result."""

    def call(*more, kept=True):
        environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PIADIFF_CACHE": str(tmp_path / "kept") if kept else ""}
        (tmp_path / "cwd").mkdir(exist_ok=True)
        told = subprocess.run(
            [sys.executable, "-c", PROGRAM, "audit", "--registry", str(registry), *more, str(tmp_path / "loaded")],
            env=environment,
            capture_output=True,
            check=False,
            cwd=tmp_path / "cwd",
        )
        return (told.returncode, told.stdout, told.stderr), (tmp_path / "loaded").read_text() == "loaded"

    return call


@pytest.mark.long
def test_an_unchanged_registry_is_answered_before_anything_is_loaded(audited):
    first, loaded = audited("--json", "--processes", "1")
    assert loaded and first[0] in (0, 1) and b"piadiff/audit/1" in first[1]
    assert audited("--json", "--processes", "1") == (first, False)
    assert audited("--json", "--processes", "1", kept=False) == (first, True)
    assert audited("--processes", "1")[1], "another call is another answer"


def commit(at):
    run(cli, ["import", str(SAMPLES[2]), "--registry", str(at / "庫")])


def beside(name, text):
    def write(at):
        folder = next((at / "庫").glob("*長")) if name.endswith("decisions.yaml") else at / "庫"
        (folder / name).write_text(text, encoding="utf-8")

    return write


def setting(at):
    (at / "cwd" / "piadiff.toml").write_text('[audit]\nignore = ["A34=見本"]\n', encoding="utf-8")


def config(at):
    with (at / "庫" / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write("[gpg]\n\tprogram = /bin/false\n[log]\n\tshowSignature = true\n")


def link(at):
    (at / "secret").write_text("合言葉", encoding="utf-8")
    (at / "庫" / "piadiff-policy.yaml").symlink_to(at / "secret")


def lost(at):
    (at / "庫" / ".git" / "HEAD").write_text("ref: refs/heads/none\n", encoding="utf-8")


@pytest.mark.long
def test_each_change_is_answered_anew(audited, tmp_path):
    call = ("--json", "--processes", "1")
    told = [audited(*call)]
    for change in (setting, commit, config):
        change(tmp_path)
        told.append(audited(*call))
    assert all(loaded for _, loaded in told) and len({answer for answer, _ in told}) > 1
    assert told[-1][0] == audited(*call, kept=False)[0]


@pytest.mark.ci
@pytest.mark.parametrize(
    "change",
    [
        commit,
        beside("piadiff-policy.yaml", "overrides: {}\n"),
        beside("piadiff-policy.yaml", "broken: ["),
        beside("piadiff-accepted.yaml", "broken: ["),
        beside("7-基礎項目.decisions.yaml", "broken: ["),
        setting,
        config,
        link,
        lost,
    ],
)
def test_a_change_is_answered_anew_and_as_without_kept_results(audited, tmp_path, change):
    call = ("--json", "--processes", "1")
    audited(*call)
    assert not audited(*call)[1]
    change(tmp_path)
    told, loaded = audited(*call)
    assert loaded
    assert told == audited(*call, kept=False)[0]


def test_a_damaged_answer_is_none(monkeypatch, tmp_path, registry):
    monkeypatch.setenv("PIADIFF_CACHE", str(tmp_path / "kept"))
    call = ["audit", "--registry", str(registry)]
    assert unchanged.find(call) is None
    unchanged.keep(unchanged.Answer(1, "", "答え".encode()))
    assert unchanged.find(call) == (1, "", "答え".encode())
    (file,) = (tmp_path / "kept" / "whole").iterdir()
    good = file.read_bytes()
    for damage in (b"", b"{", b"[]\n", b'{"mark": 1}\nx', b"\x00\xff", good[:-1], good + b"x", good.replace(b'"', b"")):
        file.write_bytes(damage)
        assert unchanged.find(call) is None
