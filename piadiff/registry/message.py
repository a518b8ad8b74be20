"""Commit message of a version ⇄ what it says: Japanese for people, trailers for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from piadiff.model import KeptRow, Version
from piadiff.text import wareki

_UNDONE = "元に戻した変更箇所"
_KEPT = "元に戻せなかった変更箇所"
_DIFFERING = "元に戻したが、変更後の記載が今の記載と違う変更箇所"
_BULLET = re.compile(r"^・(?P<row>\d+)行目[^:]*: (?P<reason>.*)$")
_TRAILER = re.compile(r"^(?P<key>Piadiff-[A-Za-z0-9-]+): (?P<value>.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a commit message tells of its version."""

    published: date | None = None
    date: date | None = None
    reconstructed: bool = False
    source: str = ""
    undone: tuple[int, ...] = ()
    kept: tuple[KeptRow, ...] = ()
    differing: tuple[KeptRow, ...] = ()


def _line(text: str) -> str:
    return " ".join(text.split())


def _subject(version: Version) -> str:
    title = _line(version.form.header.title) or "評価書"
    if not version.form.reconstructed:
        return f"{title}　{f'{wareki(version.published)}公表' if version.published else '公表日の記載なし'}"
    if version.published:
        return f"{title}　{wareki(version.published)}の状態（復元）"
    return f"{title}　{f'{wareki(version.date)}の変更前' if version.date else '変更前'}の状態（復元）"


def _bullets(names: Mapping[int, str], kept: Sequence[KeptRow]) -> Iterator[str]:
    for row in kept:
        name = f"（{_line(names[row.row]).replace(':', '：')}）" if names.get(row.row) else ""
        yield f"・{row.row}行目{name}: {_line(row.reason)}"


def _published_rows(version: Version) -> Iterator[str]:
    """The rows that came with a published version: those of the newest 変更日."""
    newest = max((row.date for row in version.form.changes if row.date), default=None)
    rows = [row for row in version.form.changes if row.date == newest]
    if rows:
        yield f"変更箇所{f'（変更日 {wareki(newest)}）' if newest else ''} {len(rows)}行"
        for row in rows:
            timing = f"（{_line(row.timing)}）" if row.timing else ""
            yield f"・{_line(row.item_raw) or '項目の記載なし'}{timing}"


def _body(version: Version, names: Mapping[int, str]) -> Iterator[str]:
    if not version.form.reconstructed:
        yield "\n".join(_published_rows(version))
        return
    of_day = f"変更日が{wareki(version.date)}の" if version.date else ""
    yield f"公表された評価書の{of_day}変更箇所を元に戻して復元した版です。公表された文書そのものではありません。"
    if version.rows_undone:
        yield f"{_UNDONE}: {'、'.join(map(str, version.rows_undone))}"
    for heading, rows in ((_KEPT, version.rows_kept), (_DIFFERING, version.rows_differing)):
        if rows:
            yield "\n".join([heading, *_bullets(names, rows)])


def message(version: Version, source_sha256: str = "", names: Mapping[int, str] = MappingProxyType({})) -> str:
    """Commit message of a version; ``read`` gives back what it tells. ``names`` are 項目 cells by row number."""
    trailers = {
        "Piadiff-Published": version.published.isoformat() if version.published else "unknown",
        "Piadiff-Changed": version.date.isoformat() if version.date else "",
        "Piadiff-Source-SHA256": source_sha256 if re.fullmatch(r"[0-9a-f]{64}", source_sha256) else "",
        "Piadiff-Reconstructed": "yes" if version.form.reconstructed else "",
    }
    written = "\n".join(f"{key}: {value}" for key, value in trailers.items() if value)
    blocks = [_subject(version), *_body(version, names), written]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _rows(text: str, heading: str) -> tuple[KeptRow, ...]:
    _, found, block = f"\n{text}".partition(f"\n{heading}\n")
    matches = (_BULLET.match(line) for line in block.partition("\n\n")[0].splitlines()) if found else ()
    return tuple(KeptRow(int(match["row"]), match["reason"]) for match in matches if match)


def read(text: str) -> Told:
    """What a commit message tells; a commit made by hand tells nothing."""
    last = text.rstrip().rpartition("\n\n")[2]
    trailers = {match["key"]: match["value"].strip() for match in _TRAILER.finditer(last)}
    undone = re.search(rf"^{_UNDONE}: ([\d、]+)$", text, re.MULTILINE)
    return Told(
        published=_day(trailers.get("Piadiff-Published", "")),
        date=_day(trailers.get("Piadiff-Changed", "")),
        reconstructed=trailers.get("Piadiff-Reconstructed") == "yes",
        source=trailers.get("Piadiff-Source-SHA256", ""),
        undone=tuple(int(number) for number in undone[1].split("、") if number) if undone else (),
        kept=_rows(text, _KEPT),
        differing=_rows(text, _DIFFERING),
    )
