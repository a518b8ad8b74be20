"""Break the core rooms in small ways and see which breaks the tests let live → reports/mutation.md.

Each mutant is one comparison, constant, condition or operator changed in one place, drawn the same way every time.
One run of the tests first records which test runs which line; a mutant is given to the tests of its line alone.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).parent.parent
ROOMS = ("model", "guideline", "draft", "audit")
_TESTS = "not ci and not long and not seeds"
_FIRST, _MOST = 40, 600
"""Tests that a mutant is given to at first, and in all; of each file of tests one before a second of any."""
_COMPARE = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add}


HEAD = """# わざと壊した所を試験が見つけるか

`make mutate` で測り直せます。部屋ごとに、比較・条件・定数・演算を1か所だけ変えたものを、決まった引き方で引き、
その行を通る試験（例の少ない開発用。多ければ試験のファイルごとに順に、600 まで）が落ちるかを見ます。
生き残りには、結果の変わらない変え方も、どの試験も通らない行も含みます。

| 部屋 | 壊した数 | 見つけた数 | 割合 |
|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file, the line, what it was, and the whole changed source."""

    file: Path
    line: int
    what: str
    source: str


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Nodes that could stand in the place of one."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARE:
        yield ast.Compare(node.left, [_COMPARE[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield node.values[0]
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        yield ast.BinOp(node.left, _OPERATORS[type(node.op)](), node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse


def places(file: Path) -> Iterator[tuple[Path, int, int]]:
    """(file, number of a node, number of a change of it) for every mutant; annotations and docstrings stay."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(each) for function in functions for part in function.body for each in ast.walk(part)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in inside and not isinstance(node, ast.arg | ast.AnnAssign | ast.ImportFrom):
            yield from ((file, number, change) for change in range(sum(1 for _ in _changes(node))))


def mutant(file: Path, number: int, change: int) -> Mutant:
    """The mutant of a place."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    target = next(each for count, each in enumerate(ast.walk(tree)) if count == number)
    new = list(_changes(copy.deepcopy(target)))[change]
    what = f"`{ast.unparse(target)[:60]}` → `{ast.unparse(new)[:60]}`"
    _replace(tree, target, ast.copy_location(new, target))
    return Mutant(file, getattr(target, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(tree)))


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(each is old for each in value):
                value[next(place for place, each in enumerate(value) if each is old)] = new


def drawn(room: str, count: int, seed: str = "") -> list[Mutant]:
    """Mutants of a room, drawn evenly from all that it has; the same ones every time for a seed."""
    every = [place for file in sorted((ROOT / "piadiff" / room).rglob("*.py")) for place in places(file)]
    chosen = random.Random(room + seed).sample(every, min(count, len(every)))  # noqa: S311 - the same draw every time
    return [mutant(*place) for place in sorted(chosen)]


def record(copied: Path) -> CoverageData:
    """Which test runs which line: one run of all quick tests on the copy of the project."""
    file = copied / "lines.coverage"
    options = ["-n", "auto", "--cov=piadiff", "--cov-context=test", "--cov-report=", "--cov-fail-under=0"]
    _pytest(copied, ["-m", _TESTS, *options], seconds=3600, COVERAGE_FILE=str(file))
    data = CoverageData(str(file))
    data.read()
    return data


def tests_of(mutant: Mutant, lines: CoverageData, copied: Path) -> list[str]:
    """Tests that run the line of a mutant, of each file one before a second of any; at most ``_MOST``."""
    contexts = lines.contexts_by_lineno(str(copied / mutant.file.relative_to(ROOT))).get(mutant.line, [])
    by_file = defaultdict[str, list[str]](list)
    for test in sorted({context.rsplit("|", 1)[0] for context in contexts} - {""}):
        by_file[test.split("::", 1)[0]].append(test)
    turns = zip_longest(*by_file.values())
    return list(islice((test for turn in turns for test in turn if test), _MOST))


def lives(mutant: Mutant, tests: Sequence[str], copied: Path) -> bool:
    """Whether the tests pass although the mutant is in place; so does a mutant of a line that no test runs."""
    target = copied / mutant.file.relative_to(ROOT)
    whole = target.read_text(encoding="utf-8")
    target.write_text(mutant.source, encoding="utf-8")
    names = copied / "tests.of.a.mutant"
    try:
        for part in (tests[:_FIRST], tests[_FIRST:]):
            names.write_text("\n".join(part), encoding="utf-8")
            if part and _pytest(copied, ["-x", f"@{names}"], seconds=600) != 0:
                return False
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        target.write_text(whole, encoding="utf-8")


def _pytest(copied: Path, options: Sequence[str], seconds: int, **environment: str) -> int:
    call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    where = {"PYTHONPATH": str(copied), "PATH": "/usr/bin:/bin", **environment}
    return subprocess.run(call, cwd=copied, env=where, capture_output=True, timeout=seconds).returncode  # noqa: S603 - our own tests


def page(scores: list[str], alive: list[str]) -> str:
    """The page of what was measured."""
    return "\n".join([HEAD, *scores, "", "## 生き残ったもの", "", *(alive or ["ありません。"]), ""])


def main() -> int:
    """Measure room by room, and write the page after each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40, help="一つの部屋から引く数")
    parser.add_argument("--seed", default="", help="別の所を壊すときの種")
    parser.add_argument("--rooms", nargs="*", default=list(ROOMS))
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "reports" / "mutation.md")
    chosen = parser.parse_args()
    scores, alive = list[str](), list[str]()
    with tempfile.TemporaryDirectory() as work:
        copied = Path(work) / "project"
        shutil.copytree(ROOT, copied, ignore=shutil.ignore_patterns(".git", ".venv", "build", "__pycache__"))
        lines = record(copied)
        for room in chosen.rooms:
            made = drawn(room, chosen.count, chosen.seed)
            left = [each for each in made if lives(each, tests_of(each, lines, copied), copied)]
            scores.append(f"| {room} | {len(made)} | {len(made) - len(left)} | {1 - len(left) / len(made):.0%} |")
            alive += [f"- `{each.file.relative_to(ROOT)}:{each.line}` {each.what}" for each in left]
            chosen.output.write_text(page(scores, alive), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
