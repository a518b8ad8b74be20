"""Broken inputs by the thousand: ``python -m tests.fuzz.running [TARGET…] [-n COUNT] [-o reports/fuzz.md]``.

Every input is read in a process of its own kind, so that one that ends the interpreter is seen too. An input is named by
its number: the same number gives the same bytes everywhere.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from piadiff.errors import PiadiffError
from tests.fuzz.targets import NAME, TARGETS, Target

SECONDS = 10
"""CPU time an input may take; one that sleeps ends after as many times ``_WAITING``."""
_WAITING = 12
MEMORY = 1_500_000_000
READ, REFUSED = "読めた", "断った"
_BATCH = 1_000
_READERS, _SETTINGS = 10_000, 5_000


class _Hang(BaseException):
    """An input takes too long."""


def outcome(target: Target, number: int) -> tuple[str, str]:
    """What becomes of an input, and, where that is a fault, what it is."""
    data = target.input(number)
    try:
        with _limited():
            target.read(data)
    except PiadiffError as error:
        named = NAME in error.where and len(error.message) > 3
        return (REFUSED, error.message) if named else ("名を挙げない断り", f"{error.where}: {error.message}")
    except _Hang:
        return "止まらない", f"CPU 時間で {SECONDS} 秒を超えた"
    except Exception as error:
        step = error.__traceback__
        while step and step.tb_next:
            step = step.tb_next
        place = f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step else ""
        return "例外", f"{type(error).__name__} {place}"
    return READ, ""


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _Hang

    # Other work on the machine makes no input slow; the wall stops one that only waits.
    clocks = (
        (signal.SIGPROF, signal.ITIMER_PROF, SECONDS),
        (signal.SIGALRM, signal.ITIMER_REAL, SECONDS * _WAITING),
    )
    before = [signal.signal(number, stop) for number, _, _ in clocks]
    for _, clock, seconds in clocks:
        signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        for (number, clock, _), old in zip(clocks, before, strict=True):
            signal.setitimer(clock, 0)
            signal.signal(number, old)


def _work(target: Target, first: int, count: int) -> None:
    """Try inputs, one line of JSON each."""
    import resource

    for number in range(first, first + count):
        print(json.dumps({"begun": number}), flush=True)  # noqa: T201 - to the parent
        since = time.process_time()
        kind, why = outcome(target, number)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        told = {"number": number, "kind": kind, "why": why, "seconds": time.process_time() - since, "memory": peak}
        print(json.dumps(told, ensure_ascii=True), flush=True)  # noqa: T201 - to the parent


def tried(name: str, count: int) -> Iterator[dict[str, object]]:
    """Outcomes of the inputs 0…count-1 of a target, also of those that end the interpreter."""
    done = 0
    while done < count:
        size = min(_BATCH, count - done)
        call = [sys.executable, "-m", "tests.fuzz.running", name, "--work", str(done), "-n", str(size)]
        with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as worker:
            last = done - 1
            for line in worker.stdout or ():
                told = json.loads(line)
                if "begun" in told:
                    last = told["begun"]
                else:
                    yield told
                    done = told["number"] + 1
        if worker.returncode:
            yield {
                "number": last,
                "kind": "異常終了",
                "why": f"終了コード {worker.returncode}",
                "seconds": 0.0,
                "memory": 0,
            }
            done = last + 1


def _line(name: str, count: int) -> tuple[str, list[str]]:
    kinds, faults = Counter[str](), list[str]()
    slowest, most = 0.0, 0
    for told in tried(name, count):
        kinds[str(told["kind"])] += 1
        slowest, most = max(slowest, float(str(told["seconds"]))), max(most, int(str(told["memory"])))
        if told["kind"] not in (READ, REFUSED):
            faults.append(f"{name} {told['number']}: {told['kind']} {told['why']}")
    others = sum(kinds.values()) - kinds[READ] - kinds[REFUSED]
    return (
        f"| {name} | {count:,} | {kinds[READ]:,} | {kinds[REFUSED]:,} | {others} | {slowest:.1f} | {most / 1e6:,.0f} |",
        faults,
    )


def report(names: Sequence[str], count: int | None, day: str) -> str:
    """The table of a run."""
    lines, faults = list[str](), list[str]()
    for name in names:
        line, found = _line(name, count or (_SETTINGS if TARGETS[name].settings else _READERS))
        print(line, *found[:20], sep="\n", file=sys.stderr, flush=True)  # noqa: T201 - how far it is
        lines.append(line)
        faults += found
    head = (
        "# 壊れた入力・悪意のある入力の試験\n\n`make fuzz` の結果です。入力は番号から作られ、同じ番号はどこでも同じ入力です。\n"
        f"CPU 時間で {SECONDS} 秒を超えるもの、例外、異常終了、ファイル名と理由を挙げない断りを「誤り」に数えます。\n\n"
        f"{day}、Python {platform.python_version()}、{platform.system()} {platform.machine()}、{os.cpu_count()} コア（他の作業と共用）\n\n"
        "| 読むもの | 入力 | 読めた | 断った | 誤り | 最長（CPU 秒） | 最大メモリ（MB、過程全体） |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    )
    return (
        head
        + "\n".join(lines)
        + "\n"
        + ("\n誤り\n\n" + "\n".join(f"- {fault}" for fault in faults) + "\n" if faults else "")
    )


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser()
    options.add_argument("names", nargs="*", default=[])
    options.add_argument("-n", dest="count", type=int, default=None)
    options.add_argument("--work", type=int, default=None)
    options.add_argument("--date", default="")
    options.add_argument("-o", dest="output", type=Path, default=None)
    given = options.parse_args()
    if given.work is not None:
        _work(TARGETS[given.names[0]], given.work, given.count)
        return
    told = report(given.names or list(TARGETS), given.count, given.date)
    if given.output:
        given.output.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
