"""CPU time as ratios in one run, and how it grows: python -m tests.bench.bench_growth [-o FILE].

Ratios are to a bare diff-match-patch character diff of the same two texts. A curve is fair when three times the input
takes no more than three times the time and what n log n adds.
"""

from __future__ import annotations

import argparse
import difflib
import gc
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from diff_match_patch import diff_match_patch

from piadiff import canonical
from piadiff.model import Form, Item
from piadiff.pipeline.auditing import audit_form
from piadiff.pipeline.days import Days
from piadiff.pipeline.drafting import Drafting, draft
from piadiff.pipeline.judging import judge
from piadiff.readers import read, read_bytes
from tests import growing
from tests.bench.bench_diff import edited, source
from tests.fuzz.samples import TEXT, small_form
from tests.registry.samples import form, row

RUNS = 3
EDITS = 60


def cpu(work: Callable[[], object], runs: int = RUNS) -> float:
    """The least CPU time of some runs, in seconds."""
    taken = []
    for _ in range(runs):
        gc.collect()
        since = time.process_time()
        work()
        taken.append(time.process_time() - since)
    return min(taken)


def characters(old: str, new: str) -> object:
    tool = diff_match_patch()
    tool.Diff_Timeout = 0
    return tool.diff_main(old, new, False)


def word_diff(old: str, new: str) -> object:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("a", "b")]
        for file, text in zip(files, (old, new), strict=True):
            file.write_text(text, encoding="utf-8")
        return subprocess.run(
            ["git", "diff", "--no-index", "--word-diff-regex=.", *map(str, files)], capture_output=True, check=False
        )


def peers(old: str, new: str) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "diff-match-patch（文字）", lambda: characters(old, new)
    yield "difflib（行ごと、変わった行の中は文字）", lambda: list(difflib.ndiff(old.splitlines(), new.splitlines()))
    try:
        from deepdiff import DeepDiff
        from redlines import Redlines
    except ImportError:
        return
    yield "redlines", lambda: Redlines(old, new).output_markdown
    yield "deepdiff（行の一覧）", lambda: DeepDiff(old.splitlines(), new.splitlines())


STEPS = ("read", "canonical", "diff", "draft", "draft-judged")
NAMES = {
    "read": "piadiff read（テキスト）",
    "canonical": "正規形を読む",
    "diff": "piadiff diff（判定まで）",
    "draft": "piadiff draft（判定から）",
    "draft-judged": "piadiff draft（判定を渡して）",
}


def ratios() -> Iterator[tuple[str, float, float]]:
    """(what, seconds, ratio to the bare diff); each step of piadiff the first time in a process of its own."""
    old, new = _forms()
    texts = _texts(old, new)
    bare = cpu(lambda: characters(*texts))
    for name, work in peers(*texts):
        taken = cpu(work, 1)
        yield name, taken, taken / bare
    since = time.perf_counter()
    word_diff(*texts)
    taken = time.perf_counter() - since
    yield "git diff --word-diff-regex=.（経過時間）", taken, taken / bare
    for step in STEPS:
        told = _alone("--step", step).split()
        yield NAMES[step], float(told[0]), float(told[1])


def _forms() -> tuple[Form, Form]:
    old = read(source())
    return old, edited(old, EDITS)


def _texts(old: Form, new: Form) -> tuple[str, str]:
    one, two = ("\n".join(str(item.value) for item in each.items) for each in (old, new))
    return one, two


def step(name: str) -> str:
    """Seconds of one step and its ratio, after the same has been done on a small form, so that all rules are loaded."""
    small = small_form()
    read_bytes(TEXT.encode(), "x.txt")
    draft(small, edited(small, 5), Days(), Drafting())
    data = source().read_bytes()
    since = time.process_time()
    old = read_bytes(data, "x.txt") if source().suffix == ".txt" else read(source())
    taken = time.process_time() - since
    new = edited(old, EDITS)
    bare = cpu(lambda: characters(*_texts(old, new)))
    text = canonical.dump(old)
    findings = judge(old, new, Days()) if name == "draft-judged" else None
    works: dict[str, Callable[[], object]] = {
        "canonical": lambda: canonical.load(text, "x.yaml"),
        "diff": lambda: judge(old, new, Days()),
        "draft": lambda: draft(old, new, Days(), Drafting()),
        "draft-judged": lambda: draft(old, new, Days(), Drafting(), findings),
    }
    taken = cpu(works[name], 1) if name in works else taken
    return f"{taken} {taken / bare}"


@dataclass(frozen=True)
class Curve:
    """One step at several sizes, each about three times the last."""

    name: str
    sizes: tuple[int, ...]
    work: Callable[[int], Callable[[], object]]

    def measured(self) -> list[list[float]]:
        """CPU time of some runs of each size, each the first in a process of its own; the sizes take turns."""
        turns = [[float(_alone("--curve", self.name, "--size", str(size))) for size in self.sizes] for _ in range(RUNS)]
        return [list(runs) for runs in zip(*turns, strict=True)]


def _alone(*call: str) -> str:
    whole = [sys.executable, "-m", "tests.bench.bench_growth", *call]
    return subprocess.run(whole, capture_output=True, check=True, text=True).stdout


def point(name: str, size: int) -> float:
    """CPU seconds of one size, after the smallest has loaded all that is loaded once."""
    curve = next(each for each in CURVES if each.name == name)
    curve.work(curve.sizes[0] // 2)()
    return cpu(curve.work(size), 1)


def worst(sizes: tuple[int, ...], seconds: list[float]) -> float:
    """The largest growth between two sizes, 1 being that of n log n."""
    steps = zip(sizes, sizes[1:], seconds, seconds[1:], strict=False)
    return max((late / early) / (n / m * math.log(n) / math.log(m)) for m, n, early, late in steps)


def exponent(sizes: tuple[int, ...], measured: list[list[float]]) -> tuple[float, float]:
    """The power of n log n that fits all runs of all sizes best (least squares of the logarithms), and twice its error.

    1 is n log n itself. What is done once however small the input is bends it down, so the worst step stands beside.
    """
    points = [(math.log(n * math.log(n)), math.log(run)) for n, runs in zip(sizes, measured, strict=True) for run in runs]
    slope, begin = statistics.linear_regression(*zip(*points, strict=True))
    middle = statistics.fmean(x for x, _ in points)
    spread = sum((x - middle) ** 2 for x, _ in points)
    left = sum((y - begin - slope * x) ** 2 for x, y in points) / (len(points) - 2)
    return slope, 2 * math.sqrt(left / spread)


def _one_item(text: str) -> Form:
    return form({"Ⅰ-1-②": text})


def _citations(size: int) -> Callable[[], object]:
    old = "".join(f"番号法第{1 + at % 60}条第{1 + at // 60}項、" for at in range(size))
    new = "".join(f"番号法第{1 + at % 60}条第{2 + at // 60}項、" for at in range(size))
    return lambda: judge(_one_item(old), _one_item(new), Days())


def _rows(size: int) -> Callable[[], object]:
    rows = tuple(row(at + 1, "Ⅰ-1-②", f"記載{at}を使う。", f"記載{at + 1}を使う。") for at in range(size))
    whole = form({"Ⅰ-1-②": f"記載{size}を使う。"}, rows)
    return lambda: audit_form(whole, (), Days())


def _labels(size: int) -> Callable[[], object]:
    head, _, tail = TEXT.partition("③システムの名称")
    data = (head + "\n".join(["②事務の概要", "届出を受け付ける。"] * (size // 2)) + "\n③システムの名称" + tail).encode()
    return lambda: read_bytes(data, "x.txt")


def _long_text(size: int) -> Callable[[], object]:
    head, _, tail = TEXT.partition("③システムの名称")
    line = "届出を受け付け、台帳に記録し、担当する課が内容を確かめる。"
    body = "\n".join(f"{at}番目の{line}" for at in range(size // 100))
    data = f"{head}{body}\n③システムの名称{tail}".encode()
    return lambda: read_bytes(data, "x.txt")


def _edits(size: int) -> Callable[[], object]:
    old = form({"Ⅰ-1-②": "\n".join(f"{at}番の届出を受け付け、台帳に記録する。" for at in range(size * 2))})
    item: Item = old.items[0]
    text = "\n".join(line.replace("台帳", "帳簿") if at % 2 else line for at, line in enumerate(item.text.split("\n")))
    new = replace(old, items=(replace(item, value=text),))
    return lambda: judge(old, new, Days())


def _judged(texts: growing.Texts) -> Callable[[int], Callable[[], object]]:
    def work(size: int) -> Callable[[], object]:
        old, new = map(_one_item, texts(size))
        return lambda: judge(old, new, Days())

    return work


CURVES = (
    Curve("一つの欄の条文の引用（判定）", (111, 333, 1_000, 3_000), _citations),
    Curve("一つの欄の変更の数（判定）", (111, 333, 1_000, 3_000), _edits),
    Curve("一つの欄の全文の書換えの文の数（判定）", (111, 333, 1_000, 3_000), _judged(growing.rewritten)),
    Curve("一つの欄の少しずつ変わった文の数（判定）", (111, 333, 1_000, 3_000), _judged(growing.changed_a_little)),
    Curve("変更箇所の行（点検）", (111, 333, 1_000, 3_000), _rows),
    Curve("繰り返す見出し（読む）", (3_700, 11_100, 33_300, 100_000), _labels),
    Curve("長い本文のバイト数（読む）", (93_000, 278_000, 833_000, 2_500_000), _long_text),
)


def told() -> Iterator[str]:
    """The two tables in Markdown, as they are measured."""
    yield "| 道具・段 | CPU 秒 | diff-match-patch との比 |\n| --- | ---: | ---: |"
    for name, seconds, ratio in ratios():
        yield f"| {name} | {seconds:.3f} | {ratio:.1f} × |"
    yield "\n| 増え方 | 大きさ | CPU 秒（最小） | n log n の何乗か（全回の当てはめ） | 最も増えた一段 |"
    yield "| --- | --- | --- | ---: | ---: |"
    for curve in CURVES:
        measured = curve.measured()
        power, error = exponent(curve.sizes, measured)
        least = [min(runs) for runs in measured]
        sizes = " → ".join(f"{size:,}" for size in curve.sizes)
        times = " → ".join(f"{each:.2f}" for each in least)
        yield f"| {curve.name} | {sizes} | {times} | {power:.2f} ± {error:.2f} | {worst(curve.sizes, least):.2f} |"


def main() -> None:
    """Print the tables, or write them."""
    options = argparse.ArgumentParser()
    options.add_argument("-o", dest="output", type=Path, default=None)
    options.add_argument("--step", default="", choices=["", *STEPS])
    options.add_argument("--curve", default="")
    options.add_argument("--size", type=int, default=0)
    given = options.parse_args()
    output = given.output
    # the form to measure on is chosen by the same words
    del sys.argv[1:]
    if given.step:
        print(step(given.step))  # noqa: T201 - to the parent
        return
    if given.curve:
        print(point(given.curve, given.size))  # noqa: T201 - to the parent
        return
    lines = []
    for line in told():
        print(line, flush=True)  # noqa: T201 - the tables are the output
        lines.append(line)
    if output:
        output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
