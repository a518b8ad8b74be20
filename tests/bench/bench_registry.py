"""How long the registry takes: python tests/bench/bench_registry.py [versions] [forms].

Prints a table; the figures are medians of the runs named in it, on whatever machine this is.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from tabulate import tabulate

from piadiff import canonical
from piadiff.model import Form, FormKind, Header, Item, ItemKind, Version, parse_path
from piadiff.registry import Registry
from piadiff.rewind import rewind
from piadiff.templates import for_kind

RUNS = 3
SENTENCE = "みほん市の窓口で届出を受け付け、内容を確認した上で端末に入力する。"
FILES = ("住民台帳ファイル", "通知先ファイル", "照会ファイル")


def items(day: date, length: int) -> Iterator[Item]:
    """Every item of a 全項目評価書 with some text; one sentence changes from version to version."""
    for number, known in enumerate(for_kind(FormKind.FULL).items):
        if known.kind is None:
            continue
        for file in FILES if "(*)" in known.pattern else ("",):
            path = parse_path(known.pattern.replace("(*)", f"({file})").replace("*", "1"))
            words = f"{day}現在。" if number % 40 == day.month else ""
            text = words + SENTENCE * (1 + number % length)
            value = known.options[:1] if known.kind is ItemKind.CHECKS else text
            value = known.options[0] if known.kind is ItemKind.CHOICE and known.options else value
            yield Item(path, known.label, known.kind, value, known.options, known.significant)


def version(number: int, index: int, length: int) -> Version:
    """One version of one made-up form."""
    day = date(2016, 1, 1) + timedelta(days=31 * index)
    header = Header(FormKind.FULL, "様式4", "令和6年10月", str(number), "みほん事務　全項目評価書", "みほん市長", day)
    return Version(Form(header, tuple(items(day, length))), day, day)


def timed(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median seconds."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def peak() -> float:
    """Most memory this process ever had, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def size(folder: Path) -> float:
    """Size of the repository, MB."""
    return sum(file.stat().st_size for file in (folder / ".git").rglob("*") if file.is_file()) / 1e6


def main() -> None:
    """Make up forms, store and read them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    forms = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    rows: list[tuple[str, str, str]] = []
    one = version(1, 0, 6)
    text = canonical.dump(one.form)
    rows.append(("大きさ", f"{len(text.encode()) / 1000:.0f} KB", f"{len(one.form.items)} 項目"))
    rows.append(("dump", f"{timed(lambda: canonical.dump(one.form)) * 1000:.1f} ms", f"{RUNS}回の中央値"))
    rows.append(("load", f"{timed(lambda: canonical.load(text, 'x')) * 1000:.1f} ms", f"{RUNS}回の中央値"))
    rows.append(("rewind（行なし）", f"{timed(lambda: rewind(one.form)) * 1000:.1f} ms", f"{RUNS}回の中央値"))
    with tempfile.TemporaryDirectory() as place:
        # First, since the peak of memory never falls again.
        rows += many(Path(place) / "many", forms)
        folder = Path(place) / "one"
        versions = [version(1, index, 6) for index in range(count)]
        with Registry.open(folder, create=True) as registry:
            rows.append((f"{count}版の取り込み", f"{timed(lambda: registry.store_many(versions), 1):.2f} s", "1回"))
            rows.append(("同じ版をもう一度", f"{timed(lambda: registry.store_many(versions), 1):.2f} s", "1回"))
            rows.append(("保管庫", f"{size(folder):.1f} MB", ".git"))
            name = registry.forms()[0]
            rows.append((f"{count}版の読み出し", f"{timed(lambda: registry.versions(name), 1):.2f} s", "1回"))
            git = ["git", "fsck", "--strict"]
            checked = subprocess.run(git, cwd=folder, capture_output=True, check=False)
            rows.append(("git fsck", "異常なし" if checked.returncode == 0 else "異常あり", ""))
    print(tabulate(rows, headers=("測ったもの", "値", "条件"), disable_numparse=True))  # noqa: T201


def many(folder: Path, forms: int) -> Iterator[tuple[str, str, str]]:
    """A registry of many forms with ten versions each, read the way an audit does."""
    with Registry.open(folder, create=True) as registry:
        begun = time.perf_counter()
        for number in range(1, forms + 1):
            registry.store_many([version(number, index, 2) for index in range(10)])
        yield f"{forms}評価書×10版の取り込み", f"{time.perf_counter() - begun:.2f} s", "評価書ごと"
        begun, before, middle, done = time.perf_counter(), peak(), 0.0, 0
        for _, history in registry.histories():
            done += len(history)
            middle = middle or (peak() if done >= forms * 5 else 0.0)
        taken = time.perf_counter() - begun
        yield "監査の読み出し", f"{forms / taken:.1f} 評価書/s", f"{done}版、{os.cpu_count()}コア"
        yield "最大メモリー", f"{before:.0f} → {middle:.0f} → {peak():.0f} MB", "始め → 半分 → 終わり"


if __name__ == "__main__":
    main()
