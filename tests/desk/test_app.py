"""The program built for people without Python, tried as built: no Python on the path, no network where that can be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.desk.pair import write
from tests.desk.talking import ROOT, Visitor, sign

_ALONE = ["unshare", "--map-root-user", "--net"]
"""A network with nothing in it but this machine, which Linux lets some users have."""


def trial(program: Path, folder: Path) -> None:
    """A double click, two files dropped, a row signed, the table taken away, the end."""
    old, new = write(folder)
    home = folder / "home"
    home.mkdir()
    nothing = {"HOME": str(home), "PATH": str(folder), "LC_ALL": "C", "BROWSER": "none"}
    with subprocess.Popen([program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=nothing) as process:
        address = urlsplit(process.stdout.readline().decode().strip())
        visitor = Visitor(address.port, address.path.strip("/"))
        place = visitor.drop(old, new)
        row = visitor.get(f"{place}desk").rows()[0]
        assert sign(visitor, place, row, "重要", "事前", explanation="見本").status == 303
        assert visitor.get(f"{place}file/xlsx").body.startswith(b"PK")
        assert visitor.get(f"{place}file/docx").body.startswith(b"PK")
        assert visitor.get(f"{place}file/summary").status == 200
        assert visitor.post("end").status == 200
        assert process.wait(timeout=60) == 0, process.stderr.read()
    assert list(home.rglob("*.decisions.yaml"))
    told = subprocess.run([program, "draft", old, new, "--json"], capture_output=True, env=nothing, check=True)
    assert "使用方法" in told.stdout.decode()
    pdf = next((ROOT / "corpora" / "kiso-jidou-teate").glob("*.pdf"))
    subprocess.run([program, "read", pdf, "--json"], capture_output=True, env=nothing, check=True)


@pytest.mark.ci
def test_the_program_as_built(tmp_path: Path):
    made = tmp_path / "app"
    built = subprocess.run([sys.executable, "-m", "tools.app", made], cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    program = built.stdout.splitlines()[-1]
    (tmp_path / "trial").mkdir()
    inside = f"ip link set lo up && exec {sys.executable} -m tests.desk.test_app {program} {tmp_path / 'trial'}"
    alone = shutil.which("unshare") and subprocess.run([*_ALONE, "ip", "link", "set", "lo", "up"]).returncode == 0
    call = (
        [*_ALONE, "sh", "-c", inside]
        if alone
        else [sys.executable, "-m", "tests.desk.test_app", program, tmp_path / "trial"]
    )
    tried = subprocess.run(call, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr


if __name__ == "__main__":
    trial(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
