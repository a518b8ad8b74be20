"""A small PDF writer: text at a place, lines, pages; what the reader must not know is not imported here."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-H /DescendantFonts ["
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /DW 1000 /W [1 94 500 231 632 500]"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 4 >>"
    b" /FontDescriptor << /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [-100 -300 1100 1000]"
    b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>] >>"
)
_NAMELESS = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H /DescendantFonts ["
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nameless /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    b" /FontDescriptor << /Type /FontDescriptor /FontName /Nameless /Flags 4 /FontBBox [0 0 1000 1000]"
    b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>] >>"
)
_IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x80\nendstream"
)
_LOCK = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"01" * 32, b"02" * 32)


def advance(text: str, size: float) -> float:
    return sum(size / 2 if char.isascii() else size for char in text)


@dataclass
class Page:
    """One page, measured in points from its top left corner."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 9, turn: int = 0, font: str = "F1") -> Page:
        """Text whose lower left corner stands at a place; ``turn`` counts quarter turns to the left."""
        cosine, sine = [(1, 0), (0, 1), (-1, 0), (0, -1)][turn % 4]
        codes = text.encode("utf-16-be").hex()
        matrix = f"{cosine} {sine} {-sine} {cosine} {x:.2f} {self.height - y:.2f}"
        self.drawn.append(f"BT /{font} {size:g} Tf {matrix} Tm <{codes}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> Page:
        self.drawn.append(f"{width:g} w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, paint: str = "S") -> Page:
        self.drawn.append(f"0.5 w {x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re {paint}")
        return self

    def image(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.drawn.append(f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {self.height - y1:.2f} cm /I1 Do Q")
        return self

    def raw(self, operators: str) -> Page:
        self.drawn.append(operators)
        return self


def pdf(pages: Iterable[Page], *, rounds: int = 1, locked: bool = False, more: Sequence[bytes] = ()) -> bytes:
    """The file of some pages, packed so many times; a locked one opens with no password at all."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT, _NAMELESS, _IMAGE]
    kids = []
    for page in pages:
        content = "\n".join(page.drawn).encode("ascii")
        for _ in range(rounds):
            content = zlib.compress(content, 9)
        filters = b" /Filter [%s]" % b" ".join([b"/FlateDecode"] * rounds) if rounds else b""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), filters, content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /I1 5 0 R /X8 8 0 R >> >> >>"
            % (page.width, page.height, page.rotate, len(objects))
        )
        kids.append(len(objects))
    objects += more
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    return _file(objects, _LOCK if locked else b"")


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    written, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    written += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(written)
