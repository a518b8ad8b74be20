"""Every observation of audit on the forms at hand as one table, to be judged by a person.

Call from the top of the project: python -m tests.series.precision > reports/audit-precision.md
What the file already judges is kept for the observations that are still made.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.series import adapter
from tests.series.adapter import Seen
from tests.series.written import stories

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "reports" / "audit-precision.md"
COLUMNS = ("対象", "検査", "段階", "行/項目", "要旨", "判定", "誰の役に立つか")
LEVELS = {"error": "誤り", "warning": "注意", "info": "参考"}
_GIST, _QUOTE = 40, 14


def seen() -> Iterator[tuple[str, Seen]]:
    """(form, observation): the real forms that lie beside the project, the samples, the clean series."""
    for source in sorted((ROOT.parent / "shared" / "seeds").glob("00[03]_*")):
        form = adapter.read(source)
        alone = adapter.audited(form)
        yield from ((source.name[:3], each) for each in alone)
        rebuilt = adapter.audited(form, adapter.rewound(form))
        yield from ((f"{source.name[:3]}（復元した版とともに）", each) for each in rebuilt if each not in alone)
    for folder in sorted(path for path in (ROOT / "corpora").iterdir() if list(path.glob("*.yaml"))):
        yield from ((folder.name, each) for each in adapter.observed(adapter.published(folder)))
    for name, series in stories().items():
        yield from ((name, each) for each in adapter.observed(series))


def gist(one: Seen) -> str:
    """The message in at most 40 characters; of the form at most 14."""
    message = re.sub(r"「([^「」]{15,})」", lambda m: f"「{m[1][:13]}…」", one.message)
    quote = re.sub(r"\s+", " ", one.evidence[0]).strip() if one.evidence else ""
    if not quote:
        return message[:_GIST]
    cut = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
    return f"{message[: _GIST - len(cut) - 2]}「{cut}」"


def line(name: str, one: Seen) -> tuple[str, ...]:
    """The cells that the program knows."""
    place = "／".join(filter(None, [f"{one.row}行" if one.row else "", one.path])) or "全体"
    return tuple(cell.replace("|", "｜") for cell in (name, one.check, LEVELS[one.level], place, gist(one)))


def judged(text: str) -> dict[tuple[str, ...], list[str]]:
    """What a person wrote in the table before: the known cells → the two that are theirs."""
    rows = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in text.splitlines()]
    return {tuple(row[:5]): row[5:7] for row in rows if len(row) == len(COLUMNS)}


def page(kept: dict[tuple[str, ...], list[str]]) -> str:
    """The page: how to judge, what is judged so far, and the table."""
    lines = [line(name, one) for name, one in sorted(seen(), key=lambda pair: (pair[0], pair[1]))]
    verdicts = [kept.get(each, ["", ""]) for each in lines]
    counted = Counter(verdict or "未判定" for verdict, _ in verdicts)
    table = [f"| {' | '.join((*each, *verdict))} |" for each, verdict in zip(lines, verdicts, strict=True)]
    silent = [name for name in stories() if name not in {each[0] for each in lines}]
    return "\n".join(
        [
            "# 点検の指摘を人が判定した表",
            "",
            "判定は 正（本当の食い違い）・無用（正しいが、誰も使わない）・偽（誤った指摘）のどれか。"
            "要旨に引く評価書の語は14字まで。",
            "",
            f"指摘 {len(lines)} 件（{'、'.join(f'{word} {n}' for word, n in sorted(counted.items()))}）",
            "",
            f"誤りのない系列のうち、指摘が1件もないもの: {'、'.join(silent) or 'なし'}",
            "",
            f"| {' | '.join(COLUMNS)} |",
            f"|{'---|' * len(COLUMNS)}",
            *table,
            "",
        ]
    )


if __name__ == "__main__":
    sys.stdout.write(page(judged(TABLE.read_text(encoding="utf-8") if TABLE.is_file() else "")))
