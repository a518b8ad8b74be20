"""Commands that are killed while they write: the old state or the new one, never something between."""

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.pipeline import auditing, drafting, storing  # so that no killed process spends its time importing
from piadiff.registry import Registry
from piadiff.registry.lock import locked

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
KISO = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))
SLIPS = next((CORPORA / "planned-slips").glob("*.yaml"))
KILLS = int(os.environ.get("PIADIFF_KILLS", "4"))
WHO = ("--person", "見本 花子", "--reason", "確かめた")
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

LOADED = (auditing, drafting, storing)
CALLS = {
    "accept": (("accept", str(SLIPS), "A02", "--accepted", "記録.yaml", "--row", "9", *WHO), "記録.yaml"),
    "decide": (
        ("decide", "旧.yaml", "新.yaml", "Ⅰ－５－①", *WHO, "--explanation", "組織改正"),
        "新.decisions.yaml",
    ),
    "draft --into": (("draft", "旧.yaml", "新.yaml", "--into", "次.yaml"), "次.yaml"),
    "draft --into -o": (("draft", "旧.yaml", "新.yaml", "--into", "次.yaml", "-o", "次.xlsx"), "次.xlsx"),
}


def started(folder: Path, call: tuple[str, ...]) -> int:
    """Process that runs a command in a folder, leader of a group of its own."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.setsid()
            os.chdir(folder)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            status = run(cli, list(call))
        finally:
            os._exit(status)
    return process


def ended(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed(folder: Path, call: tuple[str, ...], moment: float) -> None:
    process = started(folder, call)
    time.sleep(moment)
    try:
        os.killpg(process, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def moments(whole: float) -> list[float]:
    """When to kill: any time, and more often near the end, where what was computed is written."""
    chance = random.Random(11)  # noqa: S311 - moments, not secrets
    return [chance.uniform(0.0 if number % 2 else 0.7, 1.15) * whole for number in range(KILLS)]


def content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def restore(file: Path, old: bytes | None) -> None:
    if old is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(old)


@pytest.fixture
def folder(tmp_path):
    for name, source in (("旧.yaml", KISO[1]), ("新.yaml", KISO[2]), ("次.yaml", KISO[1])):
        shutil.copyfile(source, tmp_path / name)
    text = KISO[2].read_text(encoding="utf-8")
    items = text.partition("\n変更箇所:")[0]
    (tmp_path / "次.yaml").write_text(items + "\n変更箇所: []\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", CALLS)
def test_a_killed_command_leaves_the_old_file_or_the_new_one(folder, name):
    call, written = CALLS[name]
    target = folder / written
    old = content(target)
    begun = time.monotonic()
    assert ended(started(folder, call)) == 0
    whole, new = time.monotonic() - begun, content(target)
    assert new is not None and new != old
    for moment in moments(whole):
        restore(target, old)
        killed(folder, call, moment)
        assert content(target) in (old, new)
    restore(target, old)
    assert ended(started(folder, call)) == 0
    assert content(target) == new


def test_a_killed_rewind_leaves_no_version_or_all_of_them(tmp_path):
    call = ("rewind", str(KISO[-1]), "--registry", "保管庫")
    begun = time.monotonic()
    assert ended(started(tmp_path, call)) == 0
    whole = time.monotonic() - begun
    for moment in moments(whole):
        shutil.rmtree(tmp_path / "保管庫")
        subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path / "保管庫")], check=True)
        killed(tmp_path, call, moment)
        with locked(tmp_path / "保管庫" / ".git" / "piadiff.lock"):
            pass
        with Registry.open(tmp_path / "保管庫") as registry:
            held = [len(registry.versions(form)) for form in registry.forms()]
        assert held in ([], [len(KISO)])
        checked = subprocess.run(
            ["git", "-C", str(tmp_path / "保管庫"), "fsck", "--strict", "--no-dangling"],
            capture_output=True,
            check=True,
            text=True,
        )
        assert checked.stderr.replace("notice: HEAD points to an unborn branch (main)\n", "") in (
            "",
            "notice: No default references\n",
        )
        assert ended(started(tmp_path, call)) == 0
        status = subprocess.run(
            ["git", "-C", str(tmp_path / "保管庫"), "-c", "core.quotepath=false", "status", "--porcelain"],
            capture_output=True,
            check=True,
            text=True,
        )
        assert status.stdout == ""
