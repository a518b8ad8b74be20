"""CPU time from two files dropped on the desk to the drafted rows on its page: python -m tests.bench.bench_desk.

Takes the form that ``bench_diff`` takes, and the same form with some of its texts edited.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from tabulate import tabulate

from piadiff.desk import views
from piadiff.desk.opening import Room
from piadiff.readers import read
from piadiff.writers.form.formats import write_form
from piadiff.writers.pages import page
from tests.bench.bench_diff import PHRASES, edited, source

EDITS = (0, 20, 60)
SUFFIXES = {"テキスト": ".txt", "正規形": ".yaml", "xlsx": ".xlsx", "docx": ".docx"}
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds of one run, and what it made: an officer drops a pair once."""
    since = time.process_time()
    made = work()
    return time.process_time() - since, made


def dropped(place: str, name: str, edits: int) -> tuple[str, int, float, float, float, int]:
    """Format, edits, seconds to read, seconds to judge, draft and show, both, rows: the first drop of a fresh desk."""
    folder = Path(place)
    files = [folder / f"{side}{SUFFIXES[name]}" for side in ("旧", "新")]
    room = Room(folder / "work", folder)
    reading, work = timed(lambda: room.dropped([(file.name, file) for file in files], as_given=True))
    shared = {"home": "", "read_only": False, "day": views.day}
    showing, _ = timed(lambda: page("overview.html.j2", "piadiff.desk.pages", **shared, **views.overview(work)))
    return name, edits, reading, showing, reading + showing, len(work.draft().rows)


def scattered(text: str, edits: int) -> str:
    """The text with a phrase before so many of its full stops, evenly spread."""
    parts = text.split("。")
    at = {len(parts) * number // (edits + 1) for number in range(1, edits + 1)}
    return "。".join(part + PHRASES[0] if number in at else part for number, part in enumerate(parts))


def written(place: str, name: str, edits: int) -> None:
    """Both versions as files, written in another process than the one that is measured."""
    if SUFFIXES[name] == ".txt":
        text = source().read_text(encoding="utf-8")
        Path(place, "旧.txt").write_text(text, encoding="utf-8")
        Path(place, "新.txt").write_text(scattered(text, edits), encoding="utf-8")
        return
    form = read(source())
    for side, version in (("旧", form), ("新", edited(form, edits))):
        file = Path(place, f"{side}{SUFFIXES[name]}")
        file.write_bytes(write_form(version, file))


def alone(work: Callable[..., T], *arguments: object) -> T:
    """A call in a process of its own, in which nothing is warm."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def main() -> None:
    """Print the table."""
    rows = []
    for name in SUFFIXES:
        for edits in EDITS:
            with tempfile.TemporaryDirectory() as folder:
                alone(written, folder, name, edits)
                rows.append(alone(dropped, folder, name, edits))
    head = ("形式", "直した箇所", "読む (秒)", "判定・起案・頁 (秒)", "計 (秒)", "行")
    sys.stdout.write(f"{source().name}（{source().stat().st_size // 1000} KB）\n")
    sys.stdout.write(tabulate(rows, head, floatfmt=".2f") + "\n")


if __name__ == "__main__":
    main()
