"""Observations for people: heaviest first, what a person accepted apart, and entries nothing needed."""

from __future__ import annotations

import dataclasses
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from types import MappingProxyType

from piadiff.model import Acceptance, Audited, ItemPath, Level, Noted, Observation

LEVELS = {Level.ERROR: "要確認", Level.WARNING: "注意", Level.INFO: "参考"}
_ACCEPTED = "受容済み"
_EXCERPT = 120
_IN_MEMORY = 1_000_000


def observations(
    found: Sequence[Observation], titles: Mapping[str, str], whole: Collection[ItemPath] = frozenset()
) -> str:
    """Observations that nobody can accept, as the gate makes them.

    ``whole`` are the items that came or went: what is said of one and of those below it is said once.
    """
    return "".join(audited(Audited(map(Noted, _folded(found, whole))), titles=titles))


def _folded(found: Sequence[Observation], whole: Collection[ItemPath]) -> Iterator[Observation]:
    below: defaultdict[int, list[Observation]] = defaultdict(list)
    leads: list[Observation] = []
    for each in found:
        over = next((at for at, lead in enumerate(leads) if _says_for(lead, each, whole)), len(leads))
        if over == len(leads):
            leads.append(each)
        else:
            below[over].append(each)
    for at, lead in enumerate(leads):
        names = "、".join(str(each.path).removeprefix(f"{lead.path}-") for each in below[at])
        more = (f"その下の {len(below[at])}項目も同じです（{names}）",) if names else ()
        yield dataclasses.replace(lead, evidence=(*lead.evidence, *more))


def _says_for(lead: Observation, each: Observation, whole: Collection[ItemPath]) -> bool:
    """Whether an observation of a group that came or went says all that one of an item in it says."""
    if lead.path is None or each.path is None or lead.row or each.row or not {lead.path, each.path} <= set(whole):
        return False
    return lead.path.contains(each.path) and (lead.check, lead.message) == (each.check, each.message)


def audited(
    found: Audited,
    ignored: Mapping[str, str] = MappingProxyType({}),
    titles: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[str]:
    """All that was observed, and what is left of the register, piece by piece; ``titles`` are those of the checks."""
    with ExitStack() as open_files:
        groups = {name: _Group(name, open_files, titles) for name in (*LEVELS.values(), _ACCEPTED)}
        for each in found.noted:
            groups[_ACCEPTED if each.accepted else LEVELS[each.observation.level]].add(each)
        for group in groups.values():
            yield from group.told()
    yield from _unused(found.unused())
    counts = [f"{name} {group.count}件" for name, group in groups.items() if group.count or name != _ACCEPTED]
    told = any(group.count for group in groups.values())
    yield ("、".join(counts) if told else "気づいた点はありません。") + "\n"
    yield from (f"除いた検査 {check}: {reason}\n" for check, reason in ignored.items())


class _Group:
    """The lines of one group of observations; many of them wait in a file until their number is known."""

    def __init__(self, name: str, open_files: ExitStack, titles: Mapping[str, str]) -> None:
        self._name = name
        self._titles = titles
        lines = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
        self._lines = open_files.enter_context(lines)
        self.count = 0

    def add(self, each: Noted) -> None:
        self.count += 1
        self._lines.write(_observation(each.observation, self._titles.get(each.observation.check, "")))
        if each.acceptance:
            soon = "" if each.left is None else f"　※あと {each.left}日で期限が切れます"
            self._lines.write(f"      ◇ {each.over or '受容'}: {_words(each.acceptance)}{soon}\n")

    def told(self) -> Iterator[str]:
        if self.count:
            yield f"■ {self._name}（{self.count}件）\n"
        self._lines.seek(0)
        yield from self._lines


def _observation(seen: Observation, title: str) -> str:
    place = "　".join(filter(None, (_place(seen.form, str(seen.path or ""), seen.row), title)))
    lines = [f"  [{seen.check}] {place}", f"      {seen.message}"] if place else [f"  [{seen.check}] {seen.message}"]
    lines.extend(f"      ・{_cut(piece)}" for piece in seen.evidence)
    return "".join(f"{line}\n" for line in lines)


def _unused(entries: Iterable[Acceptance]) -> Iterator[str]:
    listed = list(entries)
    if listed:
        yield f"■ 使われなかった受容（{len(listed)}件）。気づいた点がなくなったか、記載が変わっています\n"
    for entry in listed:
        yield f"  {entry.entry}番目 [{entry.check}] {_place(entry.form, str(entry.path or ''), entry.row)}\n"
        yield f"      ◇ {_words(entry)}\n"


def _place(form: str, path: str, row: int | None) -> str:
    return "、".join(filter(None, (form, path, f"変更箇所 {row}行目" if row else "")))


def _words(entry: Acceptance) -> str:
    until = f"（{entry.until} まで）" if entry.until else ""
    return f"{entry.person}「{_cut(entry.reason)}」{until}"


def _cut(text: str) -> str:
    flat = text.replace("\n", "⏎")
    return flat if len(flat) <= _EXCERPT else f"{flat[: _EXCERPT - 1]}…"
