"""How large the pages of a report are and how long they take: python tests/bench/bench_report.py.

The longest form of corpora/, the real forms where they lie beside the project, and a list of PIADIFF_BENCH_FORMS forms
(1000 unless told). Where node and Chromium are at hand, also how long a browser needs until a page can be used.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from tabulate import tabulate

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, the tests are no package of their own

from piadiff.pipeline.importing import import_sources  # noqa: E402
from piadiff.pipeline.reporting import report  # noqa: E402
from piadiff.pipeline.storing import rewind_source  # noqa: E402
from piadiff.writers.report.frame import Footing  # noqa: E402
from piadiff.writers.report.listing import Told, list_files  # noqa: E402
from tests.writers.listed import listed  # noqa: E402

FORMS = int(os.environ.get("PIADIFF_BENCH_FORMS", "1000"))
BROWSER = ROOT / "tests" / "browser"
DAY = date(2026, 11, 21)


def written(files: Iterable[tuple[str, str | bytes]], folder: Path) -> float:
    """Write a report; seconds it took."""
    folder.mkdir(parents=True)
    begun = time.perf_counter()
    for name, content in files:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return time.perf_counter() - begun


def usable(pages: list[Path]) -> list[str]:
    """Milliseconds until a browser can use each page, "－" without one."""
    if not shutil.which("node") or not (BROWSER / "node_modules").is_dir():
        return ["－"] * len(pages)
    ran = subprocess.run(
        ["node", "usable.mjs", *map(str, pages)], cwd=BROWSER, check=True, capture_output=True, text=True
    )
    return [f"{line} ms" for line in ran.stdout.split()]


def registries(work: Path) -> Iterator[tuple[str, Path]]:
    """The forms by themselves, each in a registry."""
    sources = sorted((ROOT / "corpora" / "zenkoumoku-jumin-zei").glob("*.yaml"))
    import_sources(sources, work / "corpora")
    yield f"見本の全項目評価書（{len(sources)} 版）", work / "corpora"
    for seed in sorted((ROOT.parent / "shared" / "seeds").glob("*")):
        if not seed.name.startswith("002"):
            rewind_source(seed, work / seed.name[:3])
            yield f"{seed.name[:3]}（公表された1文書から復元）", work / seed.name[:3]


def main() -> None:
    """Make the pages and print what they took."""
    rows: list[list[str]] = []
    pages: list[Path] = []
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        for name, registry in registries(work):
            taken = written(report(registry, Footing(as_of=DAY)), work / f"{registry.name}-site")
            page = max((work / f"{registry.name}-site").glob("*.html"), key=lambda file: file.stat().st_size)
            beside = next(page.parent.glob("*-版.js"))
            rows.append([name, f"{page.stat().st_size / 1e3:.0f} KB", f"{beside.stat().st_size / 1e3:.0f} KB", f"{taken:.2f} 秒"])
            pages.append(page)
        taken = written(list_files(listed(FORMS), Footing(as_of=DAY), Told()), work / "list")
        index, whole = work / "list" / "index.html", work / "list" / "index-list.js"
        beside_size = f"{whole.stat().st_size / 1e3:.0f} KB" if whole.is_file() else "－"
        rows.append([f"{FORMS} 件の一覧", f"{index.stat().st_size / 1e3:.0f} KB", beside_size, f"{taken:.2f} 秒"])
        pages.append(index)
        told = [[*row, shown] for row, shown in zip(rows, usable(pages), strict=True)]
    heads = ("報告", "頁", "頁の隣のデータ", "作る時間", "使えるまで（Chromium）")
    print(tabulate(told, headers=heads, tablefmt="github", disable_numparse=True))  # noqa: T201


if __name__ == "__main__":
    main()
