"""Commit message of a version ⇄ what it says: Japanese for people, trailers for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from piadiff.data import parse_json
from piadiff.errors import DataError
from piadiff.model import Form, KeptRow, Uncertain, Version
from piadiff.text import wareki

_UNDONE = "元に戻した変更箇所"
_UNCERTAIN = "記載が確かでない項目"
_KEPT = "元に戻せなかった変更箇所"
_DIFFERING = "元に戻したが、変更後の記載が今の記載と違う変更箇所"
_LISTS = ("Piadiff-Row-Kept", "Piadiff-Row-Differing")
_TRAILER = re.compile(r"^(?P<key>Piadiff-[A-Za-z0-9-]+): (?P<value>.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a commit message records of its version."""

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
    if version.since:
        return f"{title}　{wareki(version.since)}の変更後の状態（復元）"
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
    if version.form.uncertain:
        yield f"{_UNCERTAIN}: {len(version.form.uncertain)}（どれかは評価書の「不確かな項目」にあります）"
    for heading, rows in ((_KEPT, version.rows_kept), (_DIFFERING, version.rows_differing)):
        if rows:
            yield "\n".join([heading, *_bullets(names, rows)])


def message(version: Version, source_sha256: str = "", names: Mapping[int, str] = MappingProxyType({})) -> str:
    """Commit message of a version; ``read`` gives back what it says. ``names`` are 項目 cells by row number."""
    trailers = {
        "Piadiff-Published": version.published.isoformat() if version.published else "unknown",
        "Piadiff-Changed": version.date.isoformat() if version.date else "",
        "Piadiff-Source-SHA256": source_sha256 if re.fullmatch(r"[0-9a-f]{64}", source_sha256) else "",
        "Piadiff-Reconstructed": "yes" if version.form.reconstructed else "",
    }
    lines = [f"{key}: {value}" for key, value in trailers.items() if value]
    lines += [f"Piadiff-Row-Undone: {row}" for row in version.rows_undone]
    for key, rows in zip(_LISTS, (version.rows_kept, version.rows_differing), strict=True):
        lines += [f"{key}: {json.dumps([row.row, _line(row.reason)], ensure_ascii=False)}" for row in rows]
    for told in dict.fromkeys(version.form.uncertain.values()):
        lines.append(f"Piadiff-Uncertain: {json.dumps(_of_doubt(version.form, told), ensure_ascii=False)}")
    written = "\n".join(lines)
    blocks = [_subject(version), *_body(version, names), written]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _of_doubt(form: Form, told: Uncertain) -> list[int | str | list[str] | None]:
    """Row, reason, and the items that both leave open."""
    return [told.row, _line(told.reason), [str(path) for path, other in form.uncertain.items() if other == told]]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _listed(value: str) -> KeptRow | None:
    try:
        row, reason = parse_json(value, "Piadiff-Row")
        return KeptRow(int(row), str(reason))
    except (DataError, ValueError, TypeError):
        return None


def read(text: str) -> Told:
    """What the trailers of a commit message record; a commit made by hand has none."""
    found: dict[str, list[str]] = {}
    for match in _TRAILER.finditer(text.rstrip().rpartition("\n\n")[2]):
        found.setdefault(match["key"], []).append(match["value"].strip())
    one = {key: values[-1] for key, values in found.items()}
    kept, differing = (tuple(filter(None, map(_listed, found.get(key, [])))) for key in _LISTS)
    return Told(
        published=_day(one.get("Piadiff-Published", "")),
        date=_day(one.get("Piadiff-Changed", "")),
        reconstructed=one.get("Piadiff-Reconstructed") == "yes",
        source=one.get("Piadiff-Source-SHA256", ""),
        undone=tuple(int(row) for row in found.get("Piadiff-Row-Undone", []) if row.isdecimal()),
        kept=kept,
        differing=differing,
    )
