"""What keeps the house in order: sizes, made pages, stubs."""

import ast
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from piadiff.data import read
from piadiff.guideline.rule import Rule
from tools import pages, scaffold, sizes

ROOT = Path(__file__).parent.parent


def test_no_module_and_no_function_is_too_large(capfd):
    assert sizes.main() == 0, capfd.readouterr().out


def _names_given(module: Path) -> list[str]:
    targets = (target for node in ast.parse(module.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign)
               for target in node.targets)
    return [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]


@pytest.mark.parametrize("module", sorted((ROOT / "piadiff").rglob("*.py")), ids=lambda path: path.stem)
def test_no_constant_of_a_module_is_given_twice(module):
    twice = [name for name, times in Counter(_names_given(module)).items() if times > 1]
    assert twice == []


def test_pages_made_from_the_program_are_current():
    stale = [page.name for page, text in pages.pages().items() if page.read_text(encoding="utf-8") != text]
    assert stale == [], "make docs で作り直してください"


def test_a_new_rule_is_a_rule(tmp_path):
    (tmp_path / "piadiff" / "guideline" / "rules").mkdir(parents=True)
    (made,) = scaffold.new_rule("something_happened", tmp_path)
    assert read(made, Rule).id == "something_happened"
    for name in ("something_happened", "Something", "x"):
        with pytest.raises(ValueError, match=name):
            scaffold.new_rule(name, tmp_path)


def test_a_new_check_is_found_with_its_two_samples(tmp_path):
    shutil.copytree(ROOT / "piadiff", tmp_path / "piadiff", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests" / "audit").mkdir(parents=True)
    for name in ("__init__.py", "audit/__init__.py", "audit/test_checks.py", "effort.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests" / name)
    assert len(scaffold.new_check("A99", tmp_path)) == 4
    call = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/audit/test_checks.py",
        "-k",
        "A99 or samples",
    ]
    done = subprocess.run(
        call, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"}
    )
    assert (done.returncode, "2 passed" in done.stdout) == (0, True), done.stdout
    for name in ("A99", "X1"):
        with pytest.raises(ValueError, match=name):
            scaffold.new_check(name, tmp_path)
