"""Observations for people: heaviest first, what a person accepted apart, and entries nothing needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from piadiff.model import Acceptance, Audited, Level, Noted, Observation

_LEVELS = {Level.ERROR: "要確認", Level.WARNING: "注意", Level.INFO: "参考"}
_EXCERPT = 120


def observations(found: Sequence[Observation]) -> str:
    """Observations that nobody can accept, as the gate makes them."""
    return audited(Audited(tuple(map(Noted, found))))


def audited(found: Audited, ignored: Mapping[str, str] | None = None) -> str:
    """All that was observed, and what is left of the register."""
    groups = [
        (name, [n for n in found.noted if not n.accepted and n.observation.level is level])
        for level, name in _LEVELS.items()
    ]
    accepted = [each for each in found.noted if each.accepted]
    lines = [line for name, group in groups for line in _group(name, group)]
    lines.extend(_group("受容済み", accepted))
    lines.extend(_unused(found.unused))
    counts = [f"{name} {len(group)} 件" for name, group in groups]
    counts.extend([f"受容済み {len(accepted)} 件"] if accepted else [])
    lines.append("、".join(counts) if found.noted else "気づいた点はありません。")
    lines.extend(f"除いた検査 {check}: {reason}" for check, reason in (ignored or {}).items())
    return "\n".join(lines) + "\n"


def _group(name: str, group: Sequence[Noted]) -> Iterator[str]:
    if group:
        yield f"■ {name}（{len(group)} 件）"
    for each in group:
        yield _observation(each.observation)
        if each.acceptance:
            yield f"      ◇ {'受容の期限切れ' if each.expired else '受容'}: {_words(each.acceptance)}"


def _observation(seen: Observation) -> str:
    place = _place(seen.form, str(seen.path or ""), seen.row)
    lines = [f"  [{seen.check}] {place}", f"      {seen.message}"] if place else [f"  [{seen.check}] {seen.message}"]
    lines.extend(f"      ・{_cut(piece)}" for piece in seen.evidence)
    return "\n".join(lines)


def _unused(entries: Iterable[Acceptance]) -> Iterator[str]:
    listed = list(entries)
    if listed:
        yield f"■ 使われなかった受容（{len(listed)} 件）。気づいた点がなくなったか、記載が変わっています"
    for entry in listed:
        yield f"  {entry.entry}番目 [{entry.check}] {_place(entry.form, str(entry.path or ''), entry.row)}"
        yield f"      ◇ {_words(entry)}"


def _place(form: str, path: str, row: int | None) -> str:
    return "、".join(filter(None, (form, path, f"変更箇所 {row} 行目" if row else "")))


def _words(entry: Acceptance) -> str:
    until = f"（{entry.until} まで）" if entry.until else ""
    return f"{entry.person}「{_cut(entry.reason)}」{until}"


def _cut(text: str) -> str:
    flat = text.replace("\n", "⏎")
    return flat if len(flat) <= _EXCERPT else f"{flat[: _EXCERPT - 1]}…"
