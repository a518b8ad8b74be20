"""What nobody foresaw ends in one line and a report; a full disk, a closed pipe and a bare locale are no faults."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.pipeline import sides

FORM = "corpora/kiso-jidou-teate/2025-03-31.yaml"
PROGRAM = "from piadiff.cli import main; main()"


def command(*arguments, **more):
    environment = {**os.environ, **more.pop("environment", {})}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], env=environment, stderr=subprocess.PIPE, check=False, **more
    )


@pytest.mark.parametrize("kind", [KeyError, RecursionError, MemoryError, ZeroDivisionError, UnicodeDecodeError])
def test_a_fault_is_one_line_and_a_report_without_the_form(monkeypatch, capfd, tmp_path, kind):
    def broken(*_):
        words = ("utf-8", b"secret", 0, 1, "合言葉") if kind is UnicodeDecodeError else ("合言葉",)
        raise kind(*words)

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(sides, "read_source", broken)
    assert run(cli, ["read", FORM]) == 5
    told = capfd.readouterr()
    assert told.err.count("\n") == 1 and kind.__name__ in told.err and "Traceback" not in told.err
    lies = Path(re.search(r"/\S+?\.txt", told.err)[0])
    report = lies.read_text(encoding="utf-8")
    assert kind.__name__ in report and "piadiff/cli/" in report and "コマンド: read" in report
    assert "合言葉" not in report + told.err and FORM not in report


def test_what_the_system_refuses_is_no_fault(capfd, tmp_path):
    """A file that is gone, or not ours, by the time it is read: whatever part of the program opens it."""
    lost = tmp_path / "評価書.xlsx"
    with pytest.raises(FileNotFoundError) as raised:
        lost.read_bytes()

    @click.command()
    def opening():
        raise raised.value

    assert run(opening, []) == 3
    told = capfd.readouterr().err
    assert str(lost) in told and "ありません" in told and "不具合" not in told


@pytest.mark.long
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(
    "arguments", [("read", FORM), ("read", FORM, "--json"), ("audit", FORM), ("rules",), ("--help",)]
)
def test_a_full_disk_is_said(arguments):
    with Path("/dev/full").open("wb") as full:
        done = command(*arguments, stdout=full)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr
    assert arguments == ("--help",) or "空きがありません" in done.stderr.decode()


@pytest.mark.long
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_said_of_an_answer_given_again(tmp_path):
    assert run(cli, ["import", FORM, "--registry", str(tmp_path / "庫")]) == 0
    call = ("audit", "--registry", str(tmp_path / "庫"), "--processes", "1")
    kept = {"PIADIFF_CACHE": str(tmp_path / "控え")}
    assert command(*call, stdout=subprocess.PIPE, environment=kept).returncode in (0, 1)
    with Path("/dev/full").open("wb") as full:
        done = command(*call, stdout=full, environment={**kept, "PYTHONPROFILEIMPORTTIME": "1"})
    imported, told = (
        [line for line in done.stderr.decode().splitlines() if line.startswith("import time:") is so] for so in (True, False)
    )
    assert imported and not any("piadiff.guideline" in line for line in imported), "the kept answer is given"
    assert done.returncode == 2 and len(told) == 1 and "空きがありません" in told[0]


def test_a_closed_pipe_is_no_fault():
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "read", FORM], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    program.stdout.close()
    told = program.stderr.read().decode()
    program.stderr.close()
    assert program.wait() == 0
    assert "Traceback" not in told and "Exception" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="a locale of POSIX")
def test_a_bare_locale_is_no_trouble(tmp_path):
    named = tmp_path / "評価書.yaml"
    named.write_bytes(Path(FORM).read_bytes())
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = command("read", str(named), environment=bare, stdout=subprocess.PIPE)
    assert done.returncode == 0 and "読み取り率" in done.stderr.decode()
    done = command("import", str(named), "--registry", str(tmp_path / "保管庫"), environment=bare, stdout=subprocess.PIPE)
    assert done.returncode == 0, done.stderr.decode()
    done = command("read", str(tmp_path / "ない.yaml"), environment=bare, stdout=subprocess.PIPE)
    assert done.returncode == 2 and "ない.yaml" in done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
@pytest.mark.parametrize("call", [("read",), ("classify",)])
def test_a_source_without_end_is_refused(call, capfd):
    assert run(cli, [*call, "/dev/zero"]) == 3
    assert "上限" in capfd.readouterr().err


def test_what_a_killed_run_leaves_behind_is_no_form(tmp_path, capfd):
    folder = tmp_path / "原稿"
    folder.mkdir()
    for name in (".7-基礎.yaml.x8f3a", ".表.xlsx.k2", ".piadiff-decisions.lock", "~$表.xlsx"):
        (folder / name).write_bytes(Path(FORM).read_bytes()[:300])
    assert run(cli, ["import", str(folder), "--registry", str(tmp_path / "庫")]) == 2
    assert "評価書のファイルがありません" in capfd.readouterr().err
    shutil.copy2(FORM, folder / "版.yaml")
    assert run(cli, ["import", str(folder), "--registry", str(tmp_path / "庫")]) == 0
    (form,) = (tmp_path / "庫").glob("*/*.yaml")
    left = form.with_name(f".{form.name}.x8f3a")
    left.write_bytes(form.read_bytes()[:300])
    assert run(cli, ["log", "--registry", str(tmp_path / "庫")]) == 0
    assert run(cli, ["audit", "--registry", str(tmp_path / "庫")]) in (0, 1)
    assert "x8f3a" not in capfd.readouterr().out
