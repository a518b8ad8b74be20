"""The loop: forms → workbooks → prints → texts → readings against the truth.

``python -m tests.print_loop.loop --date 2026-04-01 -o reports/reading.md`` measures all of it, ``--sample 12 --seed 1`` some;
``--show layout:wrong`` lists what is behind a figure.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from piadiff.errors import PiadiffError

from . import cases, entry, printing
from .agreement import PAIRS, agreed, canonical_texts
from .cases import SOURCES, Print
from .judging import Class, Finding, Verdict, judge, unreadable

_NAMES = {
    "xlsx": "xlsx（ブックのまま）",
    "docx": "docx（piadiffが書いたもの）",
    "pdf": "PDF（罫線つき）",
    "layout": "pdftotext -layout",
    "raw": "pdftotext -raw",
    "pdfium": "pypdfium2",
    "pdfminer": "pdfminer.six",
}
_LAYOUTS = {
    "official": "公式のブック風",
    "squares": "方眼紙",
    "side-by-side": "左右に並べる",
    "piadiff": "piadiffの書式",
}


@dataclass(frozen=True)
class Measured:
    """The verdict on one source of one print.

    Attributes:
        texts: Canonical texts that were asserted, by address.
        fault: The error where piadiff broke down.
    """

    name: str
    layout: str
    source: str
    verdict: Verdict
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    fault: str = ""


def measure(print_: Print) -> list[Measured]:
    """Read all sources of one print."""
    return [_measured(print_, source) for source in print_.sources()]


def _measured(print_: Print, source: str) -> Measured:
    try:
        read = entry.read(print_.file(source))
    except PiadiffError:
        return Measured(print_.name, print_.layout, source, unreadable(print_.truth))
    except Exception as error:
        # A breakdown is a figure of the table, not the end of the measure.
        place = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} {Path(place.filename).name} {place.name}"
        return Measured(print_.name, print_.layout, source, unreadable(print_.truth), fault=fault)
    return Measured(print_.name, print_.layout, source, judge(print_.truth, read), canonical_texts(read))


def run(prints: Sequence[Print], jobs: int) -> list[Measured]:
    """Print what is not printed yet and read everything."""
    printing.printed([each.workbook for each in prints])
    return [each for found in printing.side_by_side(measure, prints, jobs) for each in found]


def summed(measured: Iterable[Measured], key: Callable[[Measured], str]) -> Mapping[str, Verdict]:
    """Verdicts added up by a key."""
    found: dict[str, Verdict] = defaultdict(Verdict)
    for each in measured:
        found[key(each)] += each.verdict
    return found


def _part(count: int, total: int) -> str:
    return f"{100 * count / total:.2f}%" if total else "－"


def _share(counts: Counter[Class], outcome: Class) -> str:
    return _part(counts[outcome], counts.total())


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] + ["---:"] * (len(head) - 1), *rows)]


def _overview(measured: Sequence[Measured]) -> list[str]:
    verdicts = summed(measured, lambda each: each.source)
    faults = Counter(each.source for each in measured if each.fault)
    prints = Counter(each.source for each in measured)
    head = [
        "読み方",
        "文書",
        "項目",
        "正しい",
        "未確定",
        "誤り",
        "消失",
        "改行も同じ",
        "行",
        "正しい",
        "未確定",
        "誤り",
        "消失",
        "表紙の事実",
        "表紙の誤り",
        "故障",
    ]
    rows = []
    for source in SOURCES:
        verdict = verdicts.get(source)
        if verdict is not None:
            items, lines = verdict.items, verdict.rows
            rows.append(
                [
                    _NAMES[source],
                    str(prints[source]),
                    f"{sum(items.values()):,}",
                    *(_share(items, outcome) for outcome in (Class.RIGHT, Class.OPEN, Class.WRONG)),
                    str(items[Class.GONE]),
                    _part(verdict.unbroken[True], verdict.unbroken.total()),
                    f"{sum(lines.values()):,}",
                    *(_share(lines, outcome) for outcome in (Class.RIGHT, Class.OPEN)),
                    *(str(lines[outcome]) for outcome in (Class.WRONG, Class.GONE)),
                    _share(verdict.header, Class.RIGHT),
                    str(verdict.header[Class.WRONG]),
                    str(faults[source]),
                ]
            )
    return _table(head, rows)


def _by_layout(measured: Sequence[Measured]) -> list[str]:
    verdicts = summed(measured, lambda each: f"{each.source} {each.layout}")
    rows = []
    for source in SOURCES:
        cells = []
        for layout in _LAYOUTS:
            verdict = verdicts.get(f"{source} {layout}")
            star = "＊" if cases.is_fitted_on(layout, source) else ""
            cells.append(
                "－"
                if verdict is None
                else f"{_share(verdict.items, Class.RIGHT)}・{_share(verdict.items, Class.WRONG)}・{verdict.items[Class.GONE]}{star}"
            )
        rows.append([_NAMES[source], *cells])
    return _table(["読み方", *_LAYOUTS.values()], rows)


def _agreement(measured: Sequence[Measured]) -> list[str]:
    by_source = {(each.name, each.layout, each.source): each.texts for each in measured}
    counts = dict[tuple[str, str], Counter[str]]()
    for pair in PAIRS:
        counts[pair] = counts[pair[::-1]] = Counter()
        for name, layout, source in by_source:
            if source == pair[0]:
                found = agreed(by_source[name, layout, source], by_source[name, layout, pair[1]])
                counts[pair].update(same=found.same, off=len(found.off))
    names = [source for source in SOURCES if any(source in pair for pair in PAIRS)]
    rows = [
        [
            _NAMES[one],
            *(
                _part(counts[one, other]["same"], counts[one, other].total()) if one != other else "－"
                for other in names
            ),
        ]
        for one in names
    ]
    return _table(["", *(_NAMES[name] for name in names)], rows)


def report(measured: Sequence[Measured], date: str) -> str:
    """The page of the measure; nothing in it depends on the machine."""
    faults = Counter(each.fault for each in measured if each.fault)
    prints = {(each.name, each.layout) for each in measured}
    lines = [
        "# 読み取りの実測",
        "",
        f"`make print-loop` が作る頁です（測定日 {date}）。中身の分かっている評価書 {len({name for name, _ in prints})} 通り（見本 corpora と、すべての様式・改訂の作り物）を "
        f"{len({layout for _, layout in prints})} 通りの書式のブックにし、LibreOffice で {len(prints)} 件印刷し、PDF と、四つの道具で抜き出したテキストから読み戻して、項目ごと・行ごとに照らし合わせました。印刷の折り返しは数えません。",
        "",
        "- **正しい**: 値が同じ。**未確定**: `undetermined` か `unassigned`（行は `doubts`）で、読めなかったと言っている。",
        "- **誤り**: 違う値や違う場所の値を、印なしに示した。**消失**: どの項目・行・`unassigned` にも文字がない。**故障**: 読み取りが止まった件数。",
        "- **改行も同じ**: 正しい文章のうち、印刷の折り返しを改行と取り違えていないもの。",
        "",
        "## 読み方ごと",
        "",
        *_overview(measured),
        "",
        "## 書式ごと（項目の 正しい・誤り・消失）",
        "",
        "＊ の組（の別の評価書）だけを重みの調整に使い、ほかの組は調整に使わず判定だけに使います。",
        "",
        *_by_layout(measured),
        "",
        "## 二つの読み方の正規形の一致（どちらも値を示した文章の項目のうち、改行まで同じもの）",
        "",
        *_agreement(measured),
    ]
    if faults:
        lines += ["", "## 故障", "", *(f"- {fault}: {count} 件" for fault, count in sorted(faults.items()))]
    return "\n".join(lines) + "\n"


def listing(measured: Iterable[Measured], wish: str) -> list[str]:
    """What is behind a figure: ``source:class[:part of a layout or name]``."""
    source, outcome, *rest = wish.split(":")
    return [
        _line(each, finding)
        for each in measured
        if each.source == source and all(part in f"{each.layout} {each.name}" for part in rest)
        for finding in each.verdict.findings
        if finding.outcome == outcome
    ]


def _line(each: Measured, finding: Finding) -> str:
    return f"{each.layout}・{each.name}\t{finding.at}\n\t真 {finding.truth[:160]}\n\t読 {finding.got[:160]}"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="print-loop")
    parser.add_argument("--sample", type=int, default=0, help="印刷の件数。0 はすべて")
    parser.add_argument("--seed", type=int, default=0, help="件を選ぶ種")
    parser.add_argument("--fit", type=int, default=0, help="調整用の件で測る。その件数")
    parser.add_argument("--date", default="－", help="頁に書く測定日")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--show", action="append", default=[], help="数字の中身。例 layout:wrong:squares")
    parser.add_argument("-o", "--output", type=Path)
    asked = parser.parse_args(arguments)
    chosen = (
        list(cases.fitting(asked.fit))
        if asked.fit
        else cases.sampled(asked.sample, asked.seed)
        if asked.sample
        else cases.judged()
    )
    measured = run(chosen, asked.jobs)
    page = report(measured, asked.date)
    if asked.output is not None:
        asked.output.write_text(page, encoding="utf-8")
    lines = [line for wish in asked.show for line in listing(measured, wish)]
    sys.stdout.write("\n".join([page, *lines]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
