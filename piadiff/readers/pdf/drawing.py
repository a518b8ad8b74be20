"""A page of the PDF library → what it draws, counted while it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from piadiff.readers.limits import LIMITS, check

if TYPE_CHECKING:
    from pdfminer.layout import LTPage
    from pdfplumber.page import Page


@dataclass
class Meter:
    """What a document has drawn so far.

    Attributes:
        commands: Bytes of drawing commands; those of a figure count each time it is drawn.
        objects: Characters and shapes of the present page.
    """

    name: str
    commands: int = 0
    objects: int = 0

    def run(self, size: int) -> None:
        """Note drawing commands before they are carried out."""
        self.commands += size
        check(self.commands, LIMITS.drawing_bytes, "描画の命令の大きさ", "バイト", self.name)

    def draw(self) -> None:
        """Note a character or a shape."""
        self.objects += 1
        check(self.objects, LIMITS.page_objects, "1頁の文字と図形の数", "個", self.name)


def draw(page: Page, meter: Meter) -> LTPage:
    """Draw a page.

    Raises:
        UnreadableSourceError: When it holds more than any page of a form.
    """
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdftypes import stream_value

    class Device(PDFPageAggregator):
        def render_char(self, *args: Any, **options: Any) -> float:  # noqa: ANN401 - as the library calls it
            meter.draw()
            return super().render_char(*args, **options)

        def paint_path(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
            meter.draw()
            super().paint_path(*args, **options)

        def begin_figure(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
            meter.draw()
            super().begin_figure(*args, **options)

    class Interpreter(PDFPageInterpreter):
        def execute(self, streams: Sequence[object]) -> None:
            meter.run(sum(len(stream_value(stream).get_data()) for stream in streams))
            super().execute(streams)

    meter.objects = 0
    device = Device(page.pdf.rsrcmgr, pageno=page.page_number)
    Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.get_result()
