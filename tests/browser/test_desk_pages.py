"""The desk in a real browser: starts it on a pair of みほん市, or of a real form, and has node drive Chromium over it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.draft import read_decisions
from piadiff.readers import read
from piadiff.rewind import rewind
from tests.browser.test_browser import HERE
from tests.desk.pair import write
from tests.desk.talking import desk


def drive(old: Path, new: Path, work: Path, *arguments: str, **more: str) -> None:
    """Run the tests of the browser on a desk that keeps its work in a folder."""
    if not (HERE / "node_modules").is_dir():
        subprocess.run(["npm", "ci"], cwd=HERE, check=True)
    with desk(str(work)) as (visitor, _):
        address = f"http://127.0.0.1:{visitor.port}/{visitor.token}/"
        told = {"ADDRESS": address, "OLD": str(old), "NEW": str(new), "OUT": str(work), **more}
        ran = subprocess.run(
            ["node", "--test", "--test-reporter=spec", *arguments, "desk.test.mjs"],
            cwd=HERE,
            env={**os.environ, **told},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"


def decided(work: Path) -> dict[str, str]:
    """Who decided each row."""
    (file,) = work.glob("*.decisions.yaml")
    return {mark: each.person for mark, each in read_decisions(file.read_text(encoding="utf-8")).items()}


@pytest.mark.ci
def test_the_desk_in_chromium(tmp_path: Path):
    old, new = write(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    drive(old, new, work)
    people = decided(work)
    assert len(people) == int((work / "decided").read_text())
    assert set(people.values()) == {"見本 花子"}


@pytest.mark.ci
@pytest.mark.seeds
def test_the_desk_on_a_real_form_and_the_version_before_it(tmp_path: Path, seed):
    form = read(seed("000"))
    versions = rewind(form)
    for name, version in (("旧.yaml", versions[-2].form), ("新.yaml", form)):
        (tmp_path / name).write_text(canonical.dump(version), encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    names = "no fault of access|fits a window|takes any pair"
    drive(tmp_path / "旧.yaml", tmp_path / "新.yaml", work, f"--test-name-pattern={names}", REAL="yes")
    assert len(decided(work)) == int((work / "decided").read_text())


def pictures(folder: Path) -> None:
    """Pictures of every screen on the pair of みほん市."""
    with tempfile.TemporaryDirectory() as place:
        old, new = write(Path(place))
        work = Path(place) / "work"
        work.mkdir()
        drive(old, new, work, "--test-name-pattern=worked by keyboard|pictures", PICTURES=str(folder.resolve()))


if __name__ == "__main__":
    pictures(Path(sys.argv[1]))
