"""Commands in one process of their own, as test_replay asks: prints what each of them wrote, as JSON.

Call: python replay.py FOLDER, where FOLDER holds calls.json, a list of argument lists; "{out}" in an argument is a
file whose bytes are given back too.
"""

import hashlib
import io
import json
import sys
from pathlib import Path

from piadiff.cli.commands import cli
from piadiff.cli.japanese import run


def told(arguments: list[str], out: Path) -> list[str]:
    """Exit status, output and, where a file was written, its digest."""
    stdout, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    try:
        status = run(cli, [argument.format(out=out) for argument in arguments])
        sys.stdout.flush()
        printed = sys.stdout.buffer.getvalue().decode()
    finally:
        sys.stdout = stdout
    files = [out] if out.is_file() else sorted(out.rglob("*.html")) if out.is_dir() else []
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest() if files else ""
    if out.is_file():
        out.unlink()
    return [str(status), printed, digest]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    calls = json.loads((folder / "calls.json").read_text(encoding="utf-8"))
    answers = {" ".join(call): told(call, Path(f"out-{at}")) for at, call in enumerate(calls)}
    sys.stdout.buffer.write(json.dumps(answers).encode())
