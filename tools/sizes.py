"""No module of more than 350 lines, no function of more than 40 without its docstring."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "piadiff"
MODULE, FUNCTION = 350, 40


def sizes(file: Path) -> Iterator[tuple[str, int, int]]:
    """(name, lines, most) of a module and of each of its functions."""
    name, source = file.relative_to(PACKAGE).as_posix(), file.read_text(encoding="utf-8")
    yield name, len(source.splitlines()), MODULE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            told = first.end_lineno or first.lineno
            spared = told - first.lineno + 1 if ast.get_docstring(node, clean=False) is not None else 0
            yield f"{name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1 - spared, FUNCTION


def main() -> int:
    """Name what is too large; 1 when anything is."""
    found = [size for file in sorted(PACKAGE.rglob("*.py")) for size in sizes(file)]
    faults = [f"{name}: {lines} 行（上限 {most}）" for name, lines, most in found if lines > most]
    for fault in faults:
        print(fault)  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
