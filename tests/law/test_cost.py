"""The law's data cost nothing where they are not asked for, and little in the wheel."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORM = ROOT / "corpora" / "kiso-jidou-teate" / "2025-03-31.yaml"
DATA = ROOT / "piadiff" / "law" / "data"
WATCH = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
run(cli, sys.argv[1:])
print(sum("425AC" in name or "laws.json" in name or "moves.json" in name for name in opened), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("args", "read"), [(["read", str(FORM)], False), (["rules"], False), (["law", "番号法28条"], True)]
)
def test_only_those_who_ask_read_the_data(args: list[str], read: bool) -> None:
    done = subprocess.run([sys.executable, "-c", WATCH, *args], capture_output=True, cwd=ROOT, check=True)
    assert (int(done.stderr.split()[-1]) > 0) is read


def test_the_data_stay_small_and_name_their_source() -> None:
    files = sorted(DATA.iterdir())
    assert sum(path.stat().st_size for path in files) < 2_000_000
    named = [path for path in files if path.name != "laws.json"]
    assert named
    assert all("sha256:" in path.read_text(encoding="utf-8") for path in named)
