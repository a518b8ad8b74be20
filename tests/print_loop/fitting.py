"""The weights of the placement: fitted on prints kept for it, or each taken half and twice to see what it does.

``make fit`` writes what it finds into ``placement.yaml``; ``make ablate`` prints a table and changes nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import piadiff
from piadiff.errors import PiadiffError
from piadiff.readers.from_lines import form as reader
from piadiff.readers.from_lines.weights import Weighing, shipped_weighing
from piadiff.readers.text import read_text

from . import cases, printing
from .judging import Class, judge, unreadable

_FILE = Path(piadiff.__file__).parent / "readers" / "from_lines" / "placement.yaml"
_WRONG, _GONE = 10, 2
"""What a wrong or a lost item costs beside a right one."""
_STEPS = (1.6, 0.6)
_BETTER = 0.002
Place = tuple[str, ...]


def measured(weighing: Weighing, prints: Sequence[cases.Print]) -> Counter[Class]:
    """What becomes of the items of the texts that weights may be fitted on."""
    reader.shipped_weighing = lambda: weighing
    counts: Counter[Class] = Counter()
    for each in prints:
        for extractor in cases.FIT_EXTRACTORS:
            try:
                verdict = judge(each.truth, read_text(each.file(extractor).read_text(encoding="utf-8"), each.name))
            except PiadiffError:
                verdict = unreadable(each.truth)
            counts += verdict.items
    return counts


def worth(counts: Counter[Class]) -> float:
    """One figure of merit."""
    gain = counts[Class.RIGHT] - _WRONG * counts[Class.WRONG] - _GONE * counts[Class.GONE]
    return gain / max(1, sum(counts.values()))


def places(weighing: Weighing) -> Iterator[tuple[Place, float]]:
    """Every weight with its name."""
    for name, value in asdict(weighing.weights).items():
        if isinstance(value, Mapping):
            yield from (((name, each), inner) for each, inner in value.items())
        elif name != "sure":
            yield (name,), value


def changed(weighing: Weighing, place: Place, factor: float) -> Weighing:
    """The weighing with one weight multiplied."""
    name, *inner = place
    value = getattr(weighing.weights, name)
    value = {**value, inner[0]: round(value[inner[0]] * factor, 2)} if inner else round(value * factor, 2)
    return replace(weighing, weights=replace(weighing.weights, **{name: value}))


def fitted(prints: Sequence[cases.Print]) -> tuple[Weighing, Counter[Class]]:
    """The best weights found by changing one at a time, twice round."""
    best = shipped_weighing()
    counts = measured(best, prints)
    for place, _ in [*places(best), *places(best)]:
        for step in _STEPS:
            tried = changed(best, place, step)
            told = measured(tried, prints)
            if worth(told) > worth(counts) + _BETTER:
                best, counts = tried, told
                break
    return best, counts


def written(weighing: Weighing, counts: Counter[Class], date: str, number: int) -> None:
    """Put the weights and what they gave into the data file."""
    text = _FILE.read_text(encoding="utf-8")
    total = sum(counts.values())
    told = (
        f"{date}: {number} invented forms ({total} items), layouts {' and '.join(cases.FIT_LAYOUTS)}, text by "
        f"{' and '.join(cases.FIT_EXTRACTORS)}; there {counts[Class.RIGHT] / total:.1%} right, {counts[Class.WRONG] / total:.2%} "
        "wrong unsaid. Judged on other forms, layouts and extractors in reports/reading.md."
    )
    text = re.sub(r"^fitted: .*?(?=^weights:)", f"fitted: >-\n  {told}\n", text, flags=re.DOTALL | re.MULTILINE)
    for name, value in asdict(weighing.weights).items():
        inner = (
            "{" + ", ".join(f"{each}: {number}" for each, number in value.items()) + "}"
            if isinstance(value, Mapping)
            else value
        )
        text = re.sub(rf"^  {name}: .*$", f"  {name}: {inner}", text, flags=re.MULTILINE)
    _FILE.write_text(text, encoding="utf-8")


def ablated(prints: Sequence[cases.Print]) -> Iterator[str]:
    """A row for every weight: what taking half and twice of it does."""
    base = shipped_weighing()
    start = worth(measured(base, prints))
    yield from ("| 重み | 値 | 半分 | 二倍 |", "| --- | ---: | ---: | ---: |")
    for place, value in places(base):
        half, twice = (worth(measured(changed(base, place, factor), prints)) - start for factor in (0.5, 2.0))
        yield f"| {' '.join(place)} | {value} | {half:+.3f} | {twice:+.3f} |"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="fitting")
    parser.add_argument("--forms", type=int, default=18, help="調整に使う件数")
    parser.add_argument("--date", default="－", help="書き込む日付")
    parser.add_argument("--ablate", action="store_true", help="重みを半分・二倍にした表だけを出す")
    asked = parser.parse_args(arguments)
    prints = list(cases.fitting(asked.forms))
    printing.printed([each.workbook for each in prints])
    if asked.ablate:
        for row in ablated(prints):
            sys.stdout.write(f"{row}\n")
        return
    best, counts = fitted(prints)
    written(best, counts, asked.date, len(prints))


if __name__ == "__main__":
    main(sys.argv[1:])
