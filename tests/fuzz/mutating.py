"""Good files → files that are wrong in one or a few places, by the structure of their format."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

WORDS = (
    *(
        "",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\f",
        "\x00",
        "\ufeff",
        "\u202e",
        "\x1b[31m",
        "\ud800",
        "𠮷",
        "が",
        "\u2028",
        "\x85",
    ),
    *(
        "2025-02-31",
        "0000-00-00",
        "9999-12-31",
        "令和99年13月40日",
        "平成0年1月1日",
        "昭和64年1月8日",
        "2025-12-01",
        "1e999",
    ),
    *("-1", "0", "1e400", "NaN", "99999999999999999999999", "0x10", "１２３", "null", "true", "~", "{}", "[]", "- - -"),
    *(
        "{cause.__class__}",
        "{",
        "}",
        "%s",
        "[○]",
        "[　]",
        "○",
        "＜選択肢＞",
        "Ⅰ",
        "Ⅱ（）",
        "Ⅲ-7-リスク",
        "別添",
        "（省略）",
    ),
    *(
        "&#65;",
        "&lt;",
        "]]>",
        "<!--",
        "XFD1048576",
        "A0",
        "R1C1",
        "Sheet1!A1",
        "../../x",
        "/etc/passwd",
        "a" * 5_000,
        "－" * 3_000,
    ),
)
_ATTRIBUTE = re.compile(r'(?<==")[^"]*(?=")')
_TAG = re.compile(r"<[^<>]+>")
_SCALAR = re.compile(r"(?<=: )[^\n]+")
_NUMBER = re.compile(rb"\d+")


def bytes_of(good: bytes, rng: random.Random) -> bytes:
    """Bytes changed, cut, doubled or put elsewhere."""
    at, to = sorted(rng.randrange(len(good) + 1) for _ in range(2))
    to = min(to, at + rng.choice((1, 8, 400)))
    return rng.choice((
        lambda: good[:at],
        lambda: good[:at] + good[to:],
        lambda: good[:to] + good[at:],
        lambda: good[:at] + rng.randbytes(rng.randrange(1, 9)) + good[at:],
        lambda: good[:at] + bytes(b ^ (1 << rng.randrange(8)) for b in good[at:to]) + good[to:],
    ))()  # fmt: skip


def numbers_of(good: bytes, rng: random.Random) -> bytes:
    """One number of a file of commands (a PDF) become another."""
    found = list(_NUMBER.finditer(good))
    hit = rng.choice(found)
    new = rng.choice((b"0", b"-1", b"1", b"99999999", b"2147483648", b"18446744073709551616", b"", b"1.5", b"nan"))
    return good[: hit.start()] + new + good[hit.end() :]


def text_of(good: str, rng: random.Random) -> str:
    """Lines doubled, lost, swapped, cut, with something strange in them."""
    lines = good.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    kind = rng.randrange(7)
    if kind == 0:
        lines[at : at + rng.randrange(1, 30)] = []
    elif kind == 1:
        lines[other:other] = lines[at : at + rng.randrange(1, 30)]
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        cut = rng.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:cut] + rng.choice(WORDS) + lines[at][cut:]
    elif kind == 4:
        lines[at] = rng.choice(WORDS)
    elif kind == 5:
        lines[at] *= rng.choice((2, 50))
    else:
        lines = lines[at:] + lines[:at]
    return "\n".join(lines)


def settings_of(good: str, rng: random.Random) -> str:
    """YAML or JSON with a value, a key, the depth or the kind of something changed."""
    kind = rng.randrange(6)
    scalars = list(_SCALAR.finditer(good))
    if kind == 0 and scalars:
        hit = rng.choice(scalars)
        deep = rng.choice((10, 40, 5_000))
        new = rng.choice(
            (*WORDS, "[" * deep, "{a: " * deep, "&a [*a, *a]", "*a", "!!python/object:os.system x", "!x y", "|", ">")
        )
        return good[: hit.start()] + new + good[hit.end() :]
    if kind == 1:
        lines = good.split("\n")
        at = rng.randrange(len(lines))
        lines[at] = " " * rng.randrange(6) + lines[at].lstrip()
        return "\n".join(lines)
    if kind == 2 and scalars:
        hit = rng.choice(scalars)
        return (
            good[: hit.start()] + rng.choice(("[1, 2]", "{x: y}", "3", "true", "2025-02-31", "''")) + good[hit.end() :]
        )
    return text_of(good, rng)


def xml_of(good: str, rng: random.Random) -> str:
    """XML with an attribute, an element or a tag changed; mostly still well formed."""
    kind = rng.randrange(6)
    hits = list((_ATTRIBUTE if kind < 3 else _TAG).finditer(good))
    if not hits:
        return good
    hit = rng.choice(hits)
    if kind < 3:
        new = rng.choice(WORDS).translate({ord(c): None for c in '<&"\x00\x1b'}).encode(errors="ignore").decode()
        return good[: hit.start()] + new + good[hit.end() :]
    other = rng.choice(hits)
    if kind == 3:
        return good[: hit.start()] + good[hit.end() :]
    if kind == 4:
        return good[: hit.end()] + rng.choice((*WORDS[:6], "<c/>", "<row/>", "&amp;", "text")) + good[hit.end() :]
    first, last = sorted((hit.start(), other.end()))
    return good[:last] + good[first : min(last, first + 20_000)] + good[last:]


def archive_of(good: bytes, rng: random.Random) -> bytes:
    """An office file with a part lost, doubled, renamed, swapped or changed inside."""
    if rng.randrange(8) == 0:
        return bytes_of(good, rng)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(sorted(parts))
    kind = rng.randrange(10)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name] = parts[rng.choice(sorted(parts))]
    elif kind == 2:
        parts[name] = bytes_of(parts[name], rng)
    else:
        text = parts[name].decode("utf-8", errors="surrogateescape")
        for _ in range(rng.choice((1, 1, 3))):
            text = xml_of(text, rng)
        parts[name] = text.encode("utf-8", errors="surrogateescape")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return made.getvalue()


def encoded(text: str, rng: random.Random) -> bytes:
    """A text in one of the encodings people have; what it cannot hold is lost."""
    encoding = rng.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "euc-jp"))
    return text.encode(encoding, errors="ignore")


def of_text(mutate: Callable[[str, random.Random], str]) -> Callable[[bytes, random.Random], bytes]:
    """A mutation of texts on bytes; now and then on the bytes themselves."""

    def mutated(good: bytes, rng: random.Random) -> bytes:
        if rng.randrange(12) == 0:
            return bytes_of(good, rng)
        text = good.decode("utf-8-sig", errors="replace")
        for _ in range(rng.choice((1, 1, 2, 4))):
            text = mutate(text, rng)
        return encoded(text, rng)

    return mutated


def pdf_of(good: bytes, rng: random.Random) -> bytes:
    """A PDF with a number or some bytes changed."""
    return numbers_of(good, rng) if rng.randrange(3) else bytes_of(good, rng)
