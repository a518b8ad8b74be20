"""What scanning, copying and extracting does to a text without changing what it says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_HEADING = re.compile(r"^(?:Ⅰ|Ⅱ|Ⅲ|Ⅳ|Ⅴ|Ⅵ|[１-９]．)")


def _rng(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret


def extra_blank_lines(text: str, seed: int) -> str:
    rng = _rng(seed)
    return "\n".join(line + "\n" * rng.choice([0, 0, 1, 2, 3]) for line in text.split("\n"))


def blank_lines_everywhere(text: str, seed: int) -> str:
    del seed
    return text.replace("\n", "\n\n\n")


def spaces_inside_words(text: str, seed: int) -> str:
    rng, lines = _rng(seed), []
    for line in text.split("\n"):
        plain = len(line) > 24 and not set("[］[<\t") & set(line) and "選択肢" not in line
        cut = rng.randrange(12, len(line) - 2) if plain else 0
        lines.append(f"{line[:cut]} {line[cut:]}" if plain else line)
    return "\n".join(lines)


def doubled_title_rows(text: str, seed: int) -> str:
    rng, lines = _rng(seed), []
    for line in text.split("\n"):
        lines.append(line)
        if _HEADING.match(line) and len(line) < 60 and rng.random() < 0.5:
            lines.append(line)
    return "\n".join(lines)


def random_wraps(text: str, seed: int) -> str:
    rng, lines = _rng(seed), []
    for line in text.split("\n"):
        rest = line
        while len(rest) > 30 and not set("[］[\t") & set(rest) and "選択肢" not in rest:
            cut = rng.randrange(20, 30)
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return "\n".join(lines)


def windows_line_ends(text: str, seed: int) -> str:
    del seed
    return text.replace("\n", "\r\n")


def ascii_spelling(text: str, seed: int) -> str:
    del seed
    table = {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI", "（": "(", "）": ")", "．": "."}
    return text.translate(str.maketrans(table))


def misread_glyphs(text: str, seed: int) -> str:
    del seed
    swaps = {
        "何人か": "何人が",
        "必要のない情報": "必要な情報",
        "システムの名称": "システムの名祢",
        "事務の概要": "事務の慨要",
    }
    for right, wrong in swaps.items():
        text = text.replace(right, wrong)
    return text


def html_table(text: str, seed: int) -> str:
    del seed
    rows = (line.split("\t") for line in text.split("\n"))
    return "\n".join(
        "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>" if len(cells) > 1 else cells[0]
        for cells in rows
    )


def markdown_table(text: str, seed: int) -> str:
    del seed
    rows = (re.sub(r"</?\w+[^>]*>", "", line).split("\t") for line in text.split("\n"))
    return "\n".join(f"| {' | '.join(cells)} |\n|---|---|" if len(cells) > 1 else f"**{cells[0]}**" for cells in rows)


def letters_apart(text: str, seed: int) -> str:
    del seed
    return "\n".join(
        "\t".join(" ".join(re.sub(r"\s", "", cell)) for cell in line.split("\t")) for line in text.split("\n")
    )


def running_titles(text: str, seed: int) -> str:
    del seed
    lines = text.split("\n")
    pages = [lines[at : at + 40] for at in range(0, len(lines), 40)]
    titled = ([*page, f"見本の事務　評価書　{number} / {len(pages)}　みほん市"] for number, page in enumerate(pages, 1))
    return "\n".join(line for page in titled for line in page)


def filled_boxes(text: str, seed: int) -> str:
    del seed
    return re.sub(r"[\[［][ 　]*[\]］]", "□", re.sub(r"[\[［]\s*○\s*[\]］]", "■", text))


ALL: tuple[Callable[[str, int], str], ...] = (
    letters_apart,
    running_titles,
    filled_boxes,
    extra_blank_lines,
    blank_lines_everywhere,
    spaces_inside_words,
    doubled_title_rows,
    random_wraps,
    windows_line_ends,
    ascii_spelling,
    misread_glyphs,
)
