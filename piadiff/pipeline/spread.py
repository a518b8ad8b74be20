"""Tasks → their results in the order of the tasks: in this process, in several, or on a Dask cluster."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Any, TypeVar

from piadiff.errors import PiadiffError, WrongCallError

Given = TypeVar("Given")
Made = TypeVar("Made")

_AHEAD = 4
"""Tasks that wait for each worker, so that none is idle and few are in memory."""
_RESTARTS = 3


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the tasks.

    Attributes:
        processes: How many processes; 0 for as many as the machine has cores.
        scheduler: Address of a Dask cluster, "" for this machine.
    """

    processes: int = 0
    scheduler: str = ""

    def many(self) -> int:
        """How many processes of this machine."""
        return self.processes or os.cpu_count() or 1


def spread(
    work: Callable[[Given], Made], tasks: Iterable[Given], workers: Workers, *, large: bool
) -> Generator[Made, None, None]:
    """Results in the order of the tasks; a worker that dies costs time, no result.

    ``large`` says that starting processes is worth it.

    Raises:
        WrongCallError: When the cluster cannot be reached.
    """
    if workers.scheduler:
        yield from _on_cluster(work, tasks, workers.scheduler)
    elif workers.many() > 1 and (large or workers.processes):
        yield from _in_processes(work, tasks, workers.many())
    else:
        yield from map(work, tasks)


def _deaf() -> None:
    """An interrupt is for the parent, which then ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_processes(work: Callable[[Given], Made], tasks: Iterable[Given], count: int) -> Iterator[Made]:
    coming = iter(tasks)
    begun: deque[Given] = deque()
    for attempt in range(_RESTARTS + 1):
        pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_deaf)
        waiting: deque[Future[Made]] = deque(pool.submit(work, task) for task in begun)
        try:
            while True:
                for task in islice(coming, max(0, count * _AHEAD - len(waiting))):
                    begun.append(task)
                    waiting.append(pool.submit(work, task))
                if not waiting:
                    return
                made = waiting[0].result()
                waiting.popleft()
                begun.popleft()
                yield made
        except BrokenProcessPool as error:
            if attempt == _RESTARTS:
                raise PiadiffError(
                    "作業の過程が繰り返し止められました",
                    remedy="メモリの空きを確かめるか、--processes 1 で実行してください",
                ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _on_cluster(work: Callable[[Given], Made], tasks: Iterable[Given], address: str) -> Iterator[Made]:
    try:
        from distributed import Client
    except ImportError as error:
        raise WrongCallError(
            "--scheduler には追加の部品が要ります", remedy="pip install 'piadiff[scale]' で入れてください"
        ) from error
    try:
        client: Any = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call, unused-ignore]
    except (OSError, ValueError, TimeoutError) as error:
        raise WrongCallError("クラスタにつながりません", where=address, remedy="アドレスを確かめてください") from error
    coming, waiting = iter(tasks), deque[Any]()
    with client:
        while True:
            room = max(1, sum(client.ncores().values())) * _AHEAD - len(waiting)
            waiting.extend(
                client.submit(work, task, pure=False, retries=_RESTARTS) for task in islice(coming, max(0, room))
            )
            if not waiting:
                return
            made: Made = waiting.popleft().result()
            yield made
