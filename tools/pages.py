"""Pages made from the program: reports/rules.md and the outputs of commands in README; ``--check`` only compares."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from pathlib import Path

from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.guideline import catalogue

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"(<!-- 出力: (?P<call>[^\n]+?) -->\n```text\n).*?(```\n<!-- /出力 -->)", re.DOTALL)


def output(call: str) -> str:
    """What a command prints."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "110"
    try:
        with contextlib.redirect_stdout(stream):
            run(cli, call.split()[1:])
    finally:
        os.environ.pop("COLUMNS") if before is None else os.environ.update(COLUMNS=before)
    stream.flush()
    printed: str = stream.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def pages() -> dict[Path, str]:
    """Every made page as it should be."""
    readme = ROOT / "README.md"
    text = _BLOCK.sub(lambda block: f"{block[1]}{output(block['call'])}{block[3]}", readme.read_text(encoding="utf-8"))
    return {ROOT / "reports" / "rules.md": catalogue.page(), readme: text}


def main(arguments: list[str]) -> int:
    """Write the pages, or name those that are not current; 1 when any is not."""
    stale = [(page, text) for page, text in pages().items() if page.read_text(encoding="utf-8") != text]
    for page, text in stale:
        if "--check" in arguments:
            print(f"{page.relative_to(ROOT)} が古いままです（make docs で作り直してください）")  # noqa: T201
        else:
            page.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
