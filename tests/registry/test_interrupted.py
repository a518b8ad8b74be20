"""Imports that are killed, and imports at the same time."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from piadiff.model import Version
from piadiff.registry import Registry
from piadiff.registry.lock import locked
from tests.registry.samples import form

KILLS = int(os.environ.get("PIADIFF_KILLS", "20"))
BATCH = 25
PATH = "みほん市長/7-全項目.yaml"


def batch(number: int) -> list[Version]:
    """Versions of one import, none of which any other import has."""
    days = [date(2016, 1, 1) + timedelta(days=number * BATCH + at) for at in range(BATCH)]
    long = "届出を受け付ける。\n" * 40
    return [Version(form({"Ⅰ-1-②": f"{day}の記載。\n{long}"}, published=day), day, day) for day in days]


def started(folder: Path, number: int) -> int:
    """Process that imports a batch, leader of a group of its own."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.setsid()
            with Registry.open(folder) as registry:
                registry.store_many(batch(number))
            status = 0
        finally:
            os._exit(status)
    return process


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def kill(process: int, *, group: bool) -> None:
    """The import alone, or with the git it runs."""
    try:
        (os.killpg if group else os.kill)(process, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(process, signal.SIGKILL)


@pytest.mark.long
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_killed_import_leaves_the_old_state_or_the_new_one(tmp_path):
    folder = tmp_path / "r"
    with Registry.open(folder, create=True) as registry:
        begun = time.monotonic()
        registry.store_many(batch(0))
        whole = time.monotonic() - begun
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    seen = set()
    for number in range(1, KILLS + 1):
        before = int(git(folder, "rev-list", "--count", "HEAD"))
        process = started(folder, number)
        time.sleep(chance.uniform(0, 1.6 * whole))
        kill(process, group=number % 2 == 0)
        os.waitpid(process, 0)
        with locked(folder / ".git" / "piadiff.lock"):
            pass  # the git of an import that was killed alone comes to its end
        complaints = git(folder, "fsck", "--strict", "--no-dangling")
        assert complaints == ""
        with Registry.open(folder) as registry:
            grown = int(git(folder, "rev-list", "--count", "HEAD")) - before
            assert grown in {0, BATCH}
            assert len(registry.store_many(batch(number))) == BATCH
        seen.add(grown)
        assert git(folder, "status", "--porcelain") == ""
        assert int(git(folder, "rev-list", "--count", "HEAD")) == before + BATCH
    assert 0 in seen, "no import was killed before its end"


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_imports_at_the_same_time_lose_no_commit(tmp_path):
    folder = tmp_path / "r"
    Registry.open(folder, create=True).close()
    processes = [started(folder, number) for number in range(4)]
    assert [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes] == [0] * 4
    assert int(git(folder, "rev-list", "--count", "HEAD")) == 4 * BATCH
    assert git(folder, "status", "--porcelain") == ""
    with Registry.open(folder) as registry:
        stored = {version.form.items[0].value for version in registry.versions(PATH)}
    assert stored == {version.form.items[0].value.rstrip("\n") for number in range(4) for version in batch(number)}


COMMITTER = """
import subprocess, sys, time
commit = "git -c user.name=a -c user.email=a@b commit -q --allow-empty -m x".split()
for number in range(15):
    subprocess.run(commit, cwd=sys.argv[1], check=False, capture_output=True)
    time.sleep(0.05)
"""


def test_commits_of_a_person_meanwhile_are_not_lost(tmp_path):
    folder = tmp_path / "r"
    with Registry.open(folder, create=True) as registry:
        registry.store_many(batch(0))
        with subprocess.Popen([sys.executable, "-c", COMMITTER, str(folder)]):
            for number in range(1, 5):
                registry.store_many(batch(number))
        assert len(registry.versions(PATH)) == 5 * BATCH
    assert int(git(folder, "rev-list", "--count", "HEAD")) > 5 * BATCH
    assert git(folder, "status", "--porcelain") == ""


def test_a_lock_that_a_killed_git_left_is_taken_away(tmp_path):
    folder = tmp_path / "r"
    with Registry.open(folder, create=True) as registry:
        registry.store_many(batch(0))
        head = git(folder, "rev-parse", "HEAD")
    note = folder / ".git" / "piadiff.lock"
    note.write_text(f'{{"head": "{head}", "branch": "refs/heads/main"}}', encoding="utf-8")
    for left in ("index.lock", "refs/heads/main.lock"):
        (folder / ".git" / left).touch()
    with Registry.open(folder) as registry:
        registry.store_many(batch(1))
    assert git(folder, "status", "--porcelain") == ""


def test_an_edit_after_a_killed_import_is_kept(tmp_path):
    folder = tmp_path / "r"
    with Registry.open(folder, create=True) as registry:
        registry.store_many(batch(0)[:1])
        head = git(folder, "rev-parse", "HEAD")
        registry.store_many(batch(0)[1:2])
    (folder / ".git" / "piadiff.lock").write_text(
        f'{{"head": "{head}", "branch": "refs/heads/main"}}', encoding="utf-8"
    )
    (folder / PATH).write_text("書きかけ", encoding="utf-8")
    Registry.open(folder).close()
    assert (folder / PATH).read_text(encoding="utf-8") == "書きかけ"
    assert git(folder, "status", "--porcelain", "--", PATH).startswith("M")


def test_a_first_form_edited_after_a_killed_import_is_not_taken_back_by_the_next_commit(tmp_path):
    folder = tmp_path / "r"
    with Registry.open(folder, create=True) as registry:
        registry.store_many(batch(0)[:1])
    (folder / ".git" / "index").unlink()
    (folder / ".git" / "piadiff.lock").write_text('{"head": "", "branch": "refs/heads/main"}', encoding="utf-8")
    (folder / PATH).write_text("書きかけ", encoding="utf-8")
    Registry.open(folder).close()
    assert (folder / PATH).read_text(encoding="utf-8") == "書きかけ"
    assert git(folder, "diff", "--cached", "--name-only") == ""


def test_a_killed_import_whose_form_somebody_has_removed_since_stops_nobody(tmp_path):
    folder = tmp_path / "r"
    with Registry.open(folder, create=True) as registry:
        registry.store_many(batch(0)[:1])
    git(folder, "rm", "-q", PATH)
    git(folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x")
    (folder / ".git" / "piadiff.lock").write_text('{"head": "", "branch": "refs/heads/main"}', encoding="utf-8")
    Registry.open(folder).close()
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.parametrize("share", [0.0, 0.4, 0.999])
@pytest.mark.parametrize("first", [True, False])
def test_a_file_that_a_killed_git_had_half_written_is_written_again(tmp_path, share, first):
    folder = tmp_path / "r"
    with Registry.open(folder, create=True) as registry:
        head = "" if first else registry.store_many(batch(0)[:1])[0]
        index = (folder / ".git" / "index").read_bytes() if head else None
        registry.store_many(batch(0)[1:2])
    whole = (folder / PATH).read_bytes()
    (folder / PATH).write_bytes(whole[: int(share * len(whole))])
    if index is None:
        (folder / ".git" / "index").unlink()
    else:
        (folder / ".git" / "index").write_bytes(index)
    note = folder / ".git" / "piadiff.lock"
    note.write_text(f'{{"head": "{head}", "branch": "refs/heads/main"}}', encoding="utf-8")
    Registry.open(folder).close()
    assert (folder / PATH).read_bytes() == whole
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "note", ["壊れた覚え", "{}", '{"head": 1, "branch": ["x"]}', '{"head": "--all", "branch": "../../x"}']
)
def test_a_broken_note_stops_nobody(tmp_path, note):
    folder = tmp_path / "r"
    with Registry.open(folder, create=True) as registry:
        registry.store_many(batch(0))
    (folder / ".git" / "piadiff.lock").write_text(note, encoding="utf-8")
    with Registry.open(folder) as registry:
        registry.store_many(batch(1))
    assert git(folder, "status", "--porcelain") == ""
