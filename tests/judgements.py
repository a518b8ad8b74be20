"""The judgements of two readers on frozen sets of changes (corpora/judgements) beside those of piadiff.

``python -m tests.judgements [second|third|…]`` prints the figures of a set; ``tests/agreement.py`` writes them into its report.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import classify_rows
from piadiff.readers.rows_file import read_rows

FIRST = Path(__file__).resolve().parent.parent / "corpora" / "judgements"
LATER = {
    "second": "二つ目",
    "third": "三つ目",
    "fourth": "四つ目",
    "fifth": "五つ目",
    "sixth": "六つ目",
    "seventh": "七つ目",
    "eighth": "八つ目",
    "ninth": "九つ目",
    "tenth": "十番目",
    "eleventh": "十一番目",
    "twelfth": "十二番目",
    "thirteenth": "十三番目",
    "fourteenth": "十四番目",
    "fifteenth": "十五番目",
    "sixteenth": "十六番目",
}
"""Folders of the later sets, and what they are called."""
VERDICTS = ("重要", "軽微", "再実施", "要判断")


@dataclass(frozen=True)
class Judged:
    """One change: what both readers say, and piadiff."""

    id: str
    first: str
    second: str
    said: str
    rules: tuple[str, ...]

    @property
    def agreed(self) -> bool:
        """Whether both readers say the same."""
        return self.first == self.second


def _lines(file: Path) -> Mapping[str, Mapping[str, str]]:
    text = file.read_text(encoding="utf-8")
    return {row["id"]: row for row in map(json.loads, text.splitlines())}


def judged(folder: Path) -> list[Judged]:
    """Every change of a set in the order of its file."""
    first, second, pairs = (_lines(folder / f"{name}.jsonl") for name in ("labels-a", "labels-b", "pairs"))
    # Each by itself: rows given together count as changes of one revision.
    findings = [classify_rows([row], Days())[0][1] for row in read_rows(folder / "pairs.jsonl")]
    return [
        Judged(each, first[each]["verdict"], second[each]["verdict"], str(finding.verdict), finding.rules)
        for each, finding in zip(pairs, findings, strict=True)
    ]


def kappa(rows: list[Judged]) -> float:
    """Cohen's kappa of the two readers."""
    one, two = Counter(row.first for row in rows), Counter(row.second for row in rows)
    chance = sum(one[verdict] * two[verdict] for verdict in VERDICTS) / len(rows) ** 2
    return (sum(row.agreed for row in rows) / len(rows) - chance) / (1 - chance)


def figures(rows: list[Judged]) -> dict[str, int]:
    """Counts over the changes on which both readers agree."""
    sure = [row for row in rows if row.agreed]
    return {
        "agreed": len(sure),
        "right": sum(row.said == row.first for row in sure),
        "missed": sum(row.first in {"重要", "再実施"} and row.said == "軽微" for row in sure),
        "needless": sum(row.first != "要判断" and row.said == "要判断" for row in sure),
        "false_alarm": sum(row.first == "軽微" and row.said in {"重要", "再実施"} for row in sure),
    }


def table(rows: list[Judged]) -> Iterator[str]:
    """What the readers say against what piadiff says, as lines of Markdown."""
    yield "| 2人の判断 | " + " | ".join(f"piadiff: {said}" for said in VERDICTS) + " |"
    yield "| --- |" + " ---: |" * len(VERDICTS)
    counts = Counter((row.first, row.said) for row in rows if row.agreed)
    for first in VERDICTS:
        yield f"| {first} | " + " | ".join(str(counts[first, said]) for said in VERDICTS) + " |"


_HEADS = {
    "day": "測定日",
    "state": "版",
    "agreed": "2人が一致した組",
    "right": "一致",
    "missed": "重い変更を軽微とした",
    "needless": "要らない要判断",
    "false_alarm": "軽微を重くした",
    "note": "注",
}

HOW = {
    FIRST: """\
## 固定した見本（corpora/judgements）との一致

判定を書いた人とは別の手が書いた 200 件の変更に、2人が別々に付けた判断です（互いの判断を見ていません）。判定を走らせる前に固定しました。
割合は2人が一致した組についてのもので、最初の行は、判定を書く人が中身を知らないうちの値です。
""",
}
HOW |= {
    FIRST / name: f"""\
## {called}の固定した見本（corpora/judgements/{name}）との一致

それまでの見本を開いて判定を直した後に、又は直しているあいだに、新しい手が書き、もう一人が判断しました。最初の行だけが、中身を知らないうちの値です。
"""
    for name, called in LATER.items()
}


def section(folder: Path) -> list[str]:
    """The part of the agreement report on a frozen set: every run, today's table, where the readers differ."""
    rows = judged(folder)
    lines = [HOW[folder], "| " + " | ".join(_HEADS.values()) + " |", "|" + " --- |" * len(_HEADS)]
    today = {**figures(rows), "day": "この頁", "state": "", "note": ""}
    for run in [*json.loads((folder / "runs.json").read_text(encoding="utf-8")), today]:
        lines.append("| " + " | ".join(str(run[name]) for name in _HEADS) + " |")
    apart = "、".join(f"{row.id}（{row.first}／{row.second}）" for row in rows if not row.agreed)
    apart = f"判断が分かれた組: {apart}" if apart else "判断が分かれた組はありません"
    return [*lines, "", *table(rows), "", f"2人の一致度（κ）は {kappa(rows):.2f}。{apart}。", ""]


if __name__ == "__main__":
    all_rows = judged(FIRST / sys.argv[1] if len(sys.argv) > 1 else FIRST)
    print(figures(all_rows), f"kappa {kappa(all_rows):.3f}")  # noqa: T201
    print("\n".join(table(all_rows)))  # noqa: T201
    for row in all_rows:
        if row.agreed and row.said != row.first:
            print(row.id, row.first, "→", row.said, ",".join(row.rules))  # noqa: T201
