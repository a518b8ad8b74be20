"""How fast a registry is audited, and whether its memory stays flat: python tests/bench/bench_audit.py.

Makes up forms from corpora/ by the same edits every time (PIADIFF_BENCH_FORMS forms, 1000 unless told, with
PIADIFF_BENCH_VERSIONS versions each, 10 unless told), stores them in a temporary registry, and audits that in a process
of its own, as the command does. Prints a table; figures are those of one run on whatever machine this is.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tabulate import tabulate

from piadiff.model import ChangeRow, Form, ItemKind, Version
from piadiff.pipeline import auditing
from piadiff.pipeline.spread import Workers
from piadiff.readers import read
from piadiff.registry import Registry
from piadiff.text import wareki

HERE = Path(__file__).resolve()
FORMS = int(os.environ.get("PIADIFF_BENCH_FORMS", "1000"))
VERSIONS = int(os.environ.get("PIADIFF_BENCH_VERSIONS", "10"))
BASES = ("kiso-jidou-teate", "juuten-yobou-sesshu", "zenkoumoku-jumin-zei")
SENTENCES = (
    "令和7年4月1日から、窓口での受付に加えて電子申請による受付を行う。",
    "記録は３０日以内に確認し、必要な場合に限り関係する課へ提供する。",
    "サーバ室への入退室は静脈認証により管理し、記録を１年間保存する。",
    "システム標準化に伴い、名称を改めた。",
)
EDITS = 4
UNTOLD = 0.1
"""Share of edits that no row tells, so that the audit has something to find."""
MARKS = (0.1, 0.5, 1.0)


def edited(form: Form, chance: random.Random, day: date) -> Form:
    """The next version: a few texts changed, most of them told by rows."""
    items, rows = list(form.items), list(form.changes)
    texts = [at for at, item in enumerate(items) if item.kind is ItemKind.TEXT and len(item.text) > 10]
    for at in sorted(chance.sample(texts, min(EDITS, len(texts)))):
        item, sentence = items[at], chance.choice(SENTENCES)
        after = item.text.removesuffix("\n" + sentence) if item.text.endswith(sentence) else f"{item.text}\n{sentence}"
        items[at] = replace(item, value=after)
        if chance.random() > UNTOLD:
            cells = (str(item.path), item.text, after, "事後", "文言の整理であり、重要な変更に当たらない。")
            rows.append(ChangeRow(len(rows) + 1, wareki(day), *cells, day, (item.path,)))
    return replace(form, header=replace(form.header, published=day), items=tuple(items), changes=tuple(rows))


def made_up(number: int) -> Iterator[Version]:
    """The versions of one form."""
    chance = random.Random(number)  # noqa: S311 - the same forms every time
    folder = HERE.parents[2] / "corpora" / BASES[number % len(BASES)]
    form = read(max(folder.glob("*.yaml")))
    form = replace(form, header=replace(form.header, number=str(number)), changes=form.changes[:5])
    for at in range(VERSIONS):
        day = date(2016, 4, 1) + timedelta(days=350 * at + chance.randrange(15))
        form = edited(form, chance, day)
        yield Version(form, day, day)


def peak() -> float:
    """Most memory this process ever had, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def audit(folder: Path) -> None:
    """Audit a registry and print what it took, as JSON; memory at each mark."""
    begun, worked, before = time.perf_counter(), time.process_time(), peak()
    marks = {round(FORMS * share): f"{share:.0%}" for share in MARKS}
    memory: dict[str, float] = {}
    seen = 0
    for done, noted in enumerate(auditing.audit_each(folder, auditing.Basis(workers=Workers(1))), 1):
        seen += len(noted)
        if done in marks:
            memory[marks[done]] = peak()
    taken = time.perf_counter() - begun
    told = {"taken": taken, "worked": time.process_time() - worked, "before": before, "memory": memory, "seen": seen}
    sys.stdout.write(json.dumps(told))


def stored(folder: Path) -> float:
    """Store all forms; seconds it took."""
    begun = time.perf_counter()
    with Registry.open(folder, create=True) as registry:
        for number in range(1, FORMS + 1):
            registry.store_many(list(made_up(number)))
    return time.perf_counter() - begun


def commanded(folder: Path, environment: dict[str, str], *more: str) -> tuple[float, bytes]:
    """Seconds of the command, and what it prints."""
    begun = time.perf_counter()
    call = (sys.executable, "-c", "from piadiff.cli import main\nif __name__ == '__main__': main()")
    done = subprocess.run(
        [*call, "audit", "--registry", str(folder), "--json", *more], check=False, capture_output=True, env=environment
    )
    return time.perf_counter() - begun, done.stdout


def main() -> None:
    """Make up forms, store them, audit them elsewhere."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "registry"
        storing = stored(folder)
        call = (sys.executable, str(HERE), str(folder))
        none = {**os.environ, "PIADIFF_CACHE": ""}
        told = json.loads(subprocess.run(call, check=True, capture_output=True, env=none).stdout)
        whole, found = commanded(folder, none, "--processes", "1")
        spread, same = commanded(folder, none)
        kept = {**os.environ, "PIADIFF_CACHE": str(Path(place) / "kept")}
        first, _ = commanded(folder, kept, "--processes", "1")
        again, still = commanded(folder, kept, "--processes", "1")
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        if not found == same == still:
            raise SystemExit("the runs differ")
    rows = [
        ("評価書×版", f"{FORMS} × {VERSIONS}", f"{os.cpu_count()} コア"),
        ("納める", f"{storing:.1f} s", f"{FORMS * VERSIONS / storing:.0f} 版/s（作る時間を含む）"),
        ("点検する", f"{told['taken']:.1f} s", f"{FORMS / told['taken']:.1f} 評価書/s"),
        ("うち計算", f"{told['worked']:.1f} s", f"{FORMS / told['worked']:.1f} 評価書/s、1コア（git を除く）"),
        ("気づいた点", str(told["seen"]), ""),
        ("最大メモリー", " → ".join(f"{told['memory'][m]:.0f} MB" for m in told["memory"]), " → ".join(told["memory"])),
        ("うち計算（版）", f"{FORMS * VERSIONS / told['worked']:.0f} 版/CPU秒", ""),
        ("piadiff audit --json（1過程）", f"{whole:.1f} s", f"{len(found) / 1e6:.1f} MB の JSON、最大 {most:.0f} MB"),
        ("同（既定の過程の数）", f"{spread:.1f} s", "同じ出力"),
        ("同、2度目（変わりなし）", f"{again:.1f} s", f"同じ出力、1度目（{first:.1f} s）の {first / again:.0f} 分の1"),
    ]
    sys.stdout.write(tabulate(rows, headers=("測ったもの", "値", "条件"), disable_numparse=True) + "\n")


if __name__ == "__main__":
    audit(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
