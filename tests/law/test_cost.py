"""The law's data cost nothing where they are not asked for, and little in the wheel."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.model import ItemKind
from piadiff.readers import read

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
print(sum("law/data/" in name.replace(chr(92), "/") for name in opened), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("args", "read"),
    [
        (["--help"], False),
        (["read", str(FORM)], False),
        (["rules"], False),
        (["law", "番号法28条"], True),
    ],
)
def test_only_those_who_ask_read_the_data(args: list[str], read: bool) -> None:
    done = subprocess.run([sys.executable, "-c", WATCH, *args], capture_output=True, cwd=ROOT, check=True)
    assert (int(done.stderr.split()[-1]) > 0) is read


@pytest.mark.long
@pytest.mark.parametrize("command", ["diff", "draft", "audit"])
def test_forms_that_cite_nothing_cost_nothing(command: str, tmp_path: Path) -> None:
    form, files = read(FORM), [tmp_path / "old.yaml", tmp_path / "new.yaml"]
    for at, file in enumerate(files):
        items = tuple(
            replace(item, value=f"市の窓口での受付の事務である。{'郵送でも受け付ける。' * at}")
            if item.kind is ItemKind.TEXT
            else item
            for item in form.items
        )
        file.write_text(canonical.dump(replace(form, items=items, changes=())), encoding="utf-8")
    args = [command, *map(str, files[: 1 if command == "audit" else 2])]
    done = subprocess.run([sys.executable, "-c", WATCH, *args], capture_output=True, cwd=ROOT, check=True)
    assert done.stdout
    assert int(done.stderr.split()[-1]) == 0


def test_the_data_stay_small_and_name_their_source() -> None:
    files = sorted(DATA.iterdir())
    assert sum(path.stat().st_size for path in files) < 2_000_000
    named = [path for path in files if path.name != "laws.json"]
    assert named
    assert all("sha256:" in path.read_text(encoding="utf-8") for path in named)
