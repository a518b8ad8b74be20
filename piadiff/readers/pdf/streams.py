"""The PDF library unpacks no further than the limit, and counts no further than any font needs."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

from piadiff.readers.limits import LIMITS, check

_COUNTS = ("cmapdb", "pdfdocument", "pdffont")


class Bounds:
    """What the library may do for one file; it has no limits of its own.

    It unpacks whole streams at once, after it has unlocked them, and goes through every number of a range a file names,
    be it of 2 billion characters. Nowhere but at its calls of ``zlib`` and ``range`` can that be measured before it
    fills the memory or the day.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._steps = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within, a file that asks for more is refused."""
        import pdfminer.cmapdb
        import pdfminer.pdfdocument
        import pdfminer.pdffont
        import pdfminer.pdftypes

        bounded = SimpleNamespace(decompress=self._unpacked, decompressobj=zlib.decompressobj, error=zlib.error)
        counting = [getattr(pdfminer, name) for name in _COUNTS]
        pdfminer.pdftypes.zlib = bounded  # type: ignore[attr-defined, assignment]
        for module in counting:
            module.range = self._range
        try:
            yield
        finally:
            pdfminer.pdftypes.zlib = zlib  # type: ignore[attr-defined]
            for module in counting:
                module.range = range

    def _unpacked(self, data: bytes) -> bytes:
        unpacked = zlib.decompressobj()
        out = unpacked.decompress(data, LIMITS.stream_bytes + 1)
        check(len(out), LIMITS.stream_bytes, "展開した大きさ", "バイト", self._name)
        if not unpacked.eof:
            raise zlib.error
        return out

    def _range(self, *bounds: int) -> range:
        counted = range(*bounds)
        start, stop = counted.start, counted.stop
        self._steps += max(0, (stop - start) // counted.step)
        check(self._steps, LIMITS.counted_steps, "数え上げる文字や部品の数", "個", self._name)
        return counted
