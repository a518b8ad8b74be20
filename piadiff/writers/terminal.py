"""What the commands print for people: plain text, width-aware tables, no colour needed to understand it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tabulate import tabulate
from wcwidth import wcswidth, wcwidth

from piadiff.model import Finding, Form, Header, Imported, ItemPath, LeftOut, Opinion, Version
from piadiff.text import wareki
from piadiff.writers.diff.listing import tally

_EXCERPT = 120


def _cut(text: str, width: int = _EXCERPT) -> str:
    flat = text.replace("\n", "⏎")
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"


def table(rows: Iterable[Sequence[str]], headers: Sequence[str], widths: Sequence[int | None] | None = None) -> str:
    """A table that stays aligned with full-width characters; nothing in it is taken for a number.

    ``widths`` are the columns at which cells wrap.
    """
    lines = list(rows)
    if widths is not None:
        lines = [[_wrapped(cell, width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    return tabulate(lines, headers=headers, tablefmt="simple", disable_numparse=True, preserve_whitespace=True)


def _wrapped(text: str, width: int | None) -> str:
    """Text in lines of so many columns."""
    if width is None or wcswidth(text) <= width:
        return text
    lines, used = [""], 0
    for char in text:
        wide = max(wcwidth(char), 0)
        if used + wide > width:
            lines.append("")
            used = 0
        lines[-1] += char
        used += wide
    return "\n".join(lines)


def _revision(header: Header) -> str:
    """The stamp of the 様式, or by which revision a form without a stamp was read."""
    return header.revision or (f"改訂の印なし、{header.chosen}の様式として" if header.chosen else "改訂不明")


def coverage(form: Form) -> str:
    """One line on how much of a source was placed, and where the rest stands."""
    header = form.header
    what = f"{header.kind}項目評価書" if header.kind != "全項目" else "全項目評価書"
    lines = [
        f"{what}（{header.template} {_revision(header)}）「{header.title}」",
        f"項目 {len(form.items)}、変更箇所 {len(form.changes)}行、読み取り率 {form.coverage:.1%}",
    ]
    undetermined = [str(item.path) for item in form.items if item.undetermined]
    if undetermined:
        lines.append(
            f"値が決まらない項目 {len(undetermined)}: {'、'.join(undetermined[:5])}{' ほか' * (len(undetermined) > 5)}"
        )
    if form.unassigned:
        places = "、".join(str(piece.line) for piece in form.unassigned[:8])
        lines.append(
            f"置き場の分からない記載 {len(form.unassigned)}件（行 {places}{' ほか' * (len(form.unassigned) > 8)}）"
        )
    for reason in dict.fromkeys(reason for _, reason in form.doubts):
        rows = [str(row) for row, why in form.doubts if why == reason]
        named = "、".join(rows[:_ROWS_NAMED]) + " ほか" * (len(rows) > _ROWS_NAMED)
        lines.append(f"確かめてください: 変更箇所 {named}行目（{reason}）")
    return "\n".join(lines)


_ROWS_NAMED = 12


def classified(found: Sequence[tuple[int, Finding]], opinions: Mapping[int, Opinion] = MappingProxyType({})) -> str:
    """Verdicts of a file of rows, in its order."""
    if not found:
        return "行がありません。\n"
    rows = [
        (str(row), str(f.change.path), str(f.verdict), str(f.timing), *f.rule_names[:1], _cut(f.explanation, 40))
        for row, f in found
    ]
    told = table(rows, ("行", "項目", "重要度", "提出時期", "規則", "説明"))
    missing = [f"行 {row}: {text}" for row, f in found for text in f.missing]
    said = [f"行 {row}: {opinions[row].line(f.verdict)}" for row, f in found if row in opinions]
    return "\n".join([told, "", *missing, *said, *_noted(found), tally([f for _, f in found])]) + "\n"


def _noted(found: Sequence[tuple[int, Finding]]) -> Iterator[str]:
    """What to look at although the verdict stands: each note once, with its rows."""
    rows: dict[str, list[str]] = {}
    for row, finding in found:
        for note in finding.notes:
            rows.setdefault(note, []).append(str(row))
    for note, numbers in rows.items():
        named = "、".join(numbers[:_ROWS_NAMED]) + " ほか" * (len(numbers) > _ROWS_NAMED)
        yield f"注（行 {named}）: {note}"


def day_of(version: Version) -> str:
    """When a version began, in words: its 公表日 or, for a rebuilt one, the 変更日 that is known instead."""
    if not version.form.reconstructed:
        return f"{wareki(version.published)} 公表" if version.published else "公表日の記載なし"
    if version.since is None:
        return f"{wareki(version.date)}の変更の前" if version.date else "変更の前"
    undated = any(row.date is None for row in version.form.changes)
    return f"{wareki(version.since)}の変更の後{'（変更日のない行の後）' if undated else ''}"


def versions(found: Sequence[Version]) -> str:
    """Versions oldest first, with how much is not sure, and the rows that stay or differ and why."""
    lines: list[str] = []
    for version in found:
        rebuilt = "（復元。公表日は不明）" if version.form.reconstructed else ""
        undone = f" 取り消した行 {len(version.rows_undone)}" if version.rows_undone else ""
        unsure = f" 不確かな項目 {len(version.form.uncertain)}" if version.form.uncertain else ""
        title = version.form.header.title
        lines.append(f"{version.commit[:10] or '（未保存）'}  {day_of(version)}{rebuilt}  「{title}」{undone}{unsure}")
        lines.extend(f"            取り消せない行 {kept.row}: {kept.reason}" for kept in version.rows_kept)
        lines.extend(f"            記載と違う行 {row.row}: {row.reason}" for row in version.rows_differing)
    return "\n".join(lines) + "\n"


def rewound(found: Sequence[Version]) -> str:
    """What undoing the rows came to, and where a person should look first."""
    undone = sum(len(version.rows_undone) for version in found)
    kept = sum(len(version.rows_kept) for version in found)
    differing = sum(len(version.rows_differing) for version in found)
    unsure = {path for version in found for path in version.form.uncertain}
    rebuilt = sum(version.form.reconstructed for version in found)
    lines = [
        f"取り消した行 {undone}（うち記載と違う行 {differing}）、取り消せない行 {kept}、"
        f"復元した版 {rebuilt}、どれかの版で記載が不確かな項目 {len(unsure)}"
    ]
    lines += [f"まず見るところ: {place}" for place in _first_to_see(found)]
    return "\n".join(lines) + "\n"


def _first_to_see(found: Sequence[Version]) -> Iterator[str]:
    """The rows that leave most items open, and how many."""
    rows = {row.row: row for version in found for row in version.form.changes}
    items: dict[int, set[ItemPath]] = {}
    reasons: dict[int, str] = {}
    for version in reversed(found):
        for path, told in version.form.uncertain.items():
            if told.row is not None:
                items.setdefault(told.row, set()).add(path)
                reasons.setdefault(told.row, told.reason)
    for number in sorted(items, key=lambda row: (-len(items[row]), row))[:_PLACES]:
        name = " ".join(rows[number].item_raw.split()) if number in rows else ""
        yield f"{number}行目「{name}」（{len(items[number])}項目）: {_cut(reasons[number])}"


_PLACES = 3


def imported(made: Iterable[Imported]) -> str:
    """One line a source, and below it what a person should know."""
    lines: list[str] = []
    for each in made:
        day = f"{wareki(each.version.published)} 公表" if each.version.published else "公表日の記載なし"
        lines.append(f"{each.version.commit[:10]}  {day}  {each.path}  ← {each.source}")
        lines.extend(f"            {note}" for note in each.notes)
    return "\n".join(lines) + "\n"


def left_out(left: Sequence[LeftOut]) -> str:
    """Sources that could not be read; "" when there is none."""
    if not left:
        return ""
    told = "".join(f"  - {each.source}: {each.reason}\n" for each in left)
    return f"読めないため納めなかったファイルが {len(left)}件あります\n{told}"


def filled(found: Sequence[tuple[int, ItemPath]]) -> str:
    """Items that the source does not show and that were taken from its own 変更箇所 table."""
    if not found:
        return ""
    told = "、".join(f"{path}（{row}行目）" for row, path in found)
    return f"本文から piadiff が読み取れなかったため、変更箇所の行から補った項目: {told}\n"


def steps(found: Sequence[Mapping[str, Any]]) -> str:
    """The checklist of the procedure that follows."""
    lines = [f"□ {number}. {step['title']}（{step['clause']}）" for number, step in enumerate(found, 1)]
    return "\n".join(lines) + "\n"


_KINDS = {"group": "", "text": "文章", "choice": "一つ選ぶ", "checks": "すべて選ぶ", "date": "日付", "count": "数"}


def templates(shipped: Sequence[Mapping[str, Any]]) -> str:
    """The shipped templates, one a line."""
    rows = [
        (t["name"], t["revision"], t["kind"], str(t["count"]), str(t["significant"]), t["certainty_text"], t["note"])
        for t in shipped
    ]
    told = table(rows, ("様式", "改訂", "評価書", "項目", "うち※", "確かさ", "注"), widths=[None] * 6 + [40])
    return f"{told}\n\n一つの様式の項目は `piadiff templates 様式4 --revision 令和6年10月` の形で見られます。\n"


def template(one: Mapping[str, Any]) -> str:
    """One template: its items with kind and options, what is not sure, and what the revision changed."""
    rows = [
        (
            item["path"],
            "　" * item["depth"] + item["label"] + ("※" if item["significant"] else ""),
            _KINDS[item["kind"]] + ("・繰返し" if item["repeat"] else ""),
            " / ".join(item["options"]),
            "" if item["certainty"] == "seen" else item["certainty_text"],
        )
        for item in one["items"]
    ]
    lines = [
        f"{one['name']} {one['revision']}（{one['kind']}）項目 {one['count']}、うち※ {one['significant']}",
        f"確かさ: {one['certainty_text']}{'　' + one['note'] if one['note'] else ''}",
        "",
        table(rows, ("番地", "項目", "種別", "選択肢", "確かさ"), widths=[None, 44, None, 60, None]),
    ]
    since = one["since"]
    if since:
        moves = [f"{move['from']} → {move['to']}" for move in since["moves"]]
        for what, places in (
            ("移った項目", moves),
            ("新しい項目", since["added"]),
            ("なくなった項目", since["removed"]),
        ):
            lines.append(f"{since['previous']}の様式から{what}: {'、'.join(places) or 'なし'}")
    return "\n".join(lines) + "\n"
