"""Checks on what the form itself says: choices, counts, law words, repeated and unlike words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from piadiff.audit.catalogue import Subject, check, note
from piadiff.data import Strict, shipped
from piadiff.model import ChangeRow, FormKind, Item, ItemKind, ItemPath, Level, Observation, Verdict
from piadiff.text import find_dates, key, parse_date, wareki
from piadiff.text.cell import blank

_LONG = 60
_FIVE_YEARS = relativedelta(years=5)


@check("A13", Level.ERROR, "しきい値の選択と評価の種類が合いません", "規則第4条、指針第5")
def threshold_mismatch(subject: Subject) -> Iterator[Observation]:
    """Ⅲ of 様式2 must be what the choices of Ⅱ lead to."""
    item = subject.form.by_path.get(ItemPath("Ⅲ"))
    if item is None or not item.text or not subject.assessment:
        return
    if key(item.text).startswith(key(subject.assessment)) or key(subject.assessment) in key(item.text):
        return
    message = f"Ⅱの選択からは「{subject.assessment}」となります"
    yield note("A13", message, item.text, path=item.path)


@check("A14", Level.WARNING, "評価の実施日が古いままです", "規則第15条（5年を経過する前の再実施、努力義務）")
def assessment_not_renewed(subject: Subject) -> Iterator[Observation]:
    """Ⅵ-1-① must be renewed when 重要 rows exist, and at least every five years."""
    item = next((i for i in subject.form.items if i.path.section == "Ⅵ" and i.path.parts == ("1", "①")), None)
    day = parse_date(item.text) if item else None
    if item is None or day is None:
        return
    due = day + _FIVE_YEARS
    significant = [r for r in subject.form.changes if re.search(r"重要な変更に(?:該当す|当た|あた)る", r.explanation)]
    newest = max((row.date for row in significant if row.date), default=None)
    stale = day + relativedelta(years=1) < newest if newest else day.isoformat() < subject.template.in_force
    if significant and stale:
        message = (
            f"重要な変更の行が {len(significant)} 行ありますが、"
            f"実施日は {wareki(day)} のままです（5年は {wareki(due)} まで）"
        )
        yield note("A14", message, item.text, path=item.path)
    elif subject.day and due < subject.day:
        yield note("A14", f"実施日から5年を過ぎています（{wareki(due)}）", item.text, path=item.path)


@check("A15", Level.ERROR, "選択肢にない値です", "様式の選択肢")
def unknown_choice(subject: Subject) -> Iterator[Observation]:
    """A choice must be one of the printed options."""
    for item in subject.form.items:
        options = {key(option) for option in item.options}
        if item.kind is ItemKind.CHOICE and not blank(item.text) and options and key(item.text) not in options:
            yield note("A15", "様式の選択肢にない値です", item.text, path=item.path)


@check("A16", Level.ERROR, "項番の重複または順序の乱れがあります", "記載要領「法令上の根拠」")
def item_numbers(subject: Subject) -> Iterator[Observation]:
    """Numbers of a law table are listed once and in order."""
    for item in subject.form.items:
        for listed in _number_lists(item.text):
            twice = sorted({n for n in listed if listed.count(n) > 1})
            if twice:
                yield note("A16", "項番が重複しています", "、".join(_spell(n) for n in twice), path=item.path)
            disorder = [b for a, b in pairwise(listed) if b < a]
            if disorder:
                yield note("A16", "項番の順序が乱れています", _spell(disorder[0]), path=item.path)


def _number_lists(text: str) -> list[list[tuple[int, ...]]]:
    lists = re.findall(r"((?:\d+(?:[-の]\d+)?、){4,}\d+(?:[-の]\d+)?)の?項", key(text))
    return [[tuple(map(int, re.split(r"[-の]", part))) for part in found.split("、")] for found in lists]


def _spell(number: tuple[int, ...]) -> str:
    return "の".join(map(str, number))


@check("A20", Level.WARNING, "様式改正で増えた項目の行がありません", "様式の改正、記載要領「変更箇所」")
def new_items_without_row(subject: Subject) -> Iterator[Observation]:
    """An item new in the form's revision should be told by a row when others of that revision are."""
    since = subject.template.since
    if since is None or not subject.form.changes:
        return
    named = [path for row in subject.form.changes if _in_force(subject, row) for path in row.items]
    added = [ItemPath(p.split("-")[0], parts=tuple(p.split("-")[1:])) for p in since.added if "*" not in p]
    tops = [path for path in added if path.parent not in added]
    told = [path for path in tops if any(path.contains(n) or n.contains(path) for n in named)]
    for path in tops:
        if told and path not in told and path in subject.form.by_path:
            yield note("A20", f"{since.previous}の様式にない項目ですが、変更箇所に行がありません", path=path)
    moved = [move.target for move in since.moves if "*" not in move.target]
    untold = [t for t in moved if not any(str(n) == t for n in named)]
    if told and untold:
        yield note("A20", f"様式改正で番号が変わった項目の行がありません（{'、'.join(untold)}）")


def _in_force(subject: Subject, row: ChangeRow) -> bool:
    return row.date is None or row.date.isoformat() >= subject.template.in_force


@check("A21", Level.ERROR, "チェック欄と選択・記載が食い違います", "様式の記載要領")
def contradictory_boxes(subject: Subject) -> Iterator[Observation]:
    """「委託しない」「提供・移転しない」「接続しない」 exclude what they name."""
    for item in subject.form.items:
        if item.kind is not ItemKind.CHECKS or not item.value:
            continue
        ticked = [str(v) for v in item.value]
        if item.path.section == "Ⅱ" and any(v.startswith("行っていない") for v in ticked) and len(ticked) > 1:
            yield note("A21", "「行っていない」と他の選択が同時に選ばれています", item.text, path=item.path)
        if ticked in (["委託しない"], ["提供・移転しない"]):
            filled = [i for i in subject.form.below(item.path) if i.path != item.path and _says_something(i)]
            if filled:
                message = f"「{ticked[0]}」ですが、対策の記載があります"
                yield note("A21", message, filled[0].text[:40], path=item.path)
    yield from _outsourcing(subject)
    yield from _counts(subject)


def _says_something(item: Item) -> bool:
    return bool(item.value) and not blank(item.text)


def _outsourcing(subject: Subject) -> Iterator[Observation]:
    for file in subject.form.files:
        chosen = subject.form.by_path.get(ItemPath("Ⅱ", file, ("4", "委託の有無")))
        box = subject.form.by_path.get(ItemPath("Ⅲ", file, ("4",)))
        if chosen and box and chosen.text and (chosen.text == "委託しない") != ("委託しない" in box.value):
            yield note("A21", "Ⅱの委託の有無と、Ⅲの「委託しない」が食い違います", chosen.text, box.text, path=box.path)


def _counts(subject: Subject) -> Iterator[Observation]:
    for item in subject.form.items:
        if item.kind is ItemKind.COUNT and item.text.isdigit() and item.path.parts[:1] == ("4",):
            groups = _numbered(subject, item.path.file, "委託事項")
            if groups and int(item.text) != groups:
                yield note("A21", f"委託の件数は {item.text} 件、委託事項は {groups} 件です", path=item.path)


def _numbered(subject: Subject, file: str, word: str) -> int:
    parts = {p for i in subject.form.items if i.path.file == file for p in i.path.parts if p.startswith(word)}
    return len({p for p in parts if p.removeprefix(word).isdigit()})


@check("A26", Level.WARNING, "文章の媒体・経路と、提供方法のチェックが合いません", "様式の記載要領")
def route_without_box(subject: Subject) -> Iterator[Observation]:
    """A medium the text says data is handed over by should be ticked where the form asks for the way."""
    for file in subject.form.files:
        below = [i for i in subject.form.items if i.path.file == file and i.path.section == "Ⅱ"]
        ways = [i for i in below if i.kind is ItemKind.CHECKS and "電子記録媒体" in "".join(i.options)]
        texts = [i for i in below if i.kind is ItemKind.TEXT and "使用方法" in i.path.parts]
        told = [i for i in texts if re.search(r"(?<!その他の)電子記録媒体", key(i.text))]
        if told and ways and not any("電子記録媒体" in str(v) for i in ways for v in i.value):
            message = "使用方法に「電子記録媒体」とありますが、入手・提供の方法のどの欄でも選ばれていません"
            yield note("A26", message, path=told[0].path)


@check("A27", Level.WARNING, "同じ事柄の期間が場所によって違います", "記載の整合")
def unlike_periods(subject: Subject) -> Iterator[Observation]:
    """Periods after which one file's data is deleted should agree."""
    for file in subject.form.files:
        told: dict[str, ItemPath] = {}
        for item in subject.form.items:
            if item.path.file == file and item.kind is ItemKind.TEXT:
                for period in _deletion_periods(item.text):
                    told.setdefault(period, item.path)
        short = {p: path for p, path in told.items() if p.endswith("日")}
        if len(short) > 1:
            places = [f"{path}: {period}" for period, path in short.items()]
            yield note("A27", "削除までの期間が一致しません", *places, path=next(iter(short.values())))


def _deletion_periods(text: str) -> list[str]:
    sentences = re.split(r"[。\n]", unicodedata.normalize("NFKC", text))
    return [
        f"{found[0]}{found[1]}"
        for sentence in sentences
        if re.search(r"削除|消去", sentence)
        for found in re.findall(r"(\d+)(営業日|日)(?=経過|後|以内)", sentence)
    ]


class _LawWord(Strict):
    pattern: re.Pattern[str]
    until: date
    now: str
    source: str


def _law_words() -> tuple[_LawWord, ...]:
    return shipped("piadiff.audit", "law_words.yaml", tuple[_LawWord, ...])


@check("A29", Level.WARNING, "改正前の法令の言い方が残っています", "番号法の改正")
def outdated_law(subject: Subject) -> Iterator[Observation]:
    """Law words that an amendment replaced before the form's day."""
    day = subject.day
    newest = max((row.date for row in subject.form.changes if row.date), default=None)
    for word in _law_words():
        if (day or newest) is None or (day or newest) >= word.until:  # type: ignore[operator]
            for item in subject.form.items:
                for found in word.pattern.findall(key(item.text)):
                    text = found if isinstance(found, str) else found[0]
                    yield note("A29", f"{word.now}（{wareki(word.until)}から）", text, path=item.path)
    for row in subject.form.changes:
        for word in _law_words():
            if row.date and row.date >= word.until and quoted_outdated(word.pattern, row.after):
                yield note("A29", f"変更日の時点では{word.now}", quoted_outdated(word.pattern, row.after), row=row)


def is_outdated(text: str, day: date) -> bool:
    """Whether a text holds words that an amendment had replaced by a day."""
    return any(day >= word.until and quoted_outdated(word.pattern, text) for word in _law_words())


def quoted_outdated(pattern: re.Pattern[str], text: str) -> str:
    """The first outdated word in a text, "" when there is none."""
    match = pattern.search(key(text))
    return match[0] if match else ""


@check("A31", Level.WARNING, "同じ長い文章が別の欄にもあります", "記載の整合")
def copied_text(subject: Subject) -> Iterator[Observation]:
    """A long paragraph under two unlike labels of one file may be a paste that was never edited."""
    for file in ("", *subject.form.files):
        places: dict[str, list[Item]] = defaultdict(list)
        for item in subject.form.items:
            if item.path.file == file and item.path.section in {"Ⅲ", "Ⅳ"} and item.kind is ItemKind.TEXT:
                for line in item.text.split("\n"):
                    if len(key(line)) >= _LONG:
                        places[key(line)].append(item)
        for found in _unlike(places):
            yield note("A31", f"{found[0].path} と同じ文章です", path=found[1].path)


def _unlike(places: dict[str, list[Item]]) -> list[tuple[Item, Item]]:
    """Pairs of items of one リスク that share most of their long paragraphs though their labels differ."""
    shared: dict[tuple[ItemPath, ItemPath], list[str]] = defaultdict(list)
    by_path = {item.path: item for items in places.values() for item in items}
    for line, items in places.items():
        for first, second in pairwise(items):
            if first.path.parts[:2] == second.path.parts[:2] and first.path != second.path:
                shared[first.path, second.path].append(line)
    return [
        (by_path[first], by_path[second])
        for (first, second), lines in shared.items()
        if sum(map(len, lines)) * 2 > len(key(by_path[second].text))
    ]


@check("A37", Level.INFO, "全項目評価の手続の記載が空です", "規則第7条第1項・第4項")
def procedure_incomplete(subject: Subject) -> Iterator[Observation]:
    """A re-done 全項目評価 tells of 意見聴取 and 第三者点検."""
    if subject.form.header.kind is not FormKind.FULL:
        return
    redo = (Verdict.SIGNIFICANT, Verdict.REDO)
    claimed = any(re.search(r"重要な変更に(?:該当す|当た|あた)る", row.explanation) for row in subject.form.changes)
    if not claimed and not any(f.verdict in redo for f in subject.row_findings.values()):
        return
    wanted = [("2", "②"), ("2", "④"), ("2", "⑤"), ("3", "①"), ("3", "②"), ("3", "③")]
    empty = [p for p in wanted if not _filled(subject, ItemPath("Ⅵ", parts=p))]
    if empty:
        names = "、".join(f"Ⅵ-{a}-{b}" for a, b in empty)
        yield note("A37", f"重要な変更の行がありますが、{names} が空です（案の段階かもしれません）")


def _filled(subject: Subject, path: ItemPath) -> bool:
    item = subject.form.by_path.get(path)
    return item is None or bool(item.text.strip())


@check("A12B", Level.WARNING, "計数の時点が公表日に比べて古くなっています", "記載要領「いつ時点の計数か」")
def stale_reference_date(subject: Subject) -> Iterator[Observation]:
    """時点 in the form against the form's day."""
    for item in subject.form.items:
        if item.path.parts[-1:] == ("時点",) and subject.day:
            for span in find_dates(item.text):
                if span.day and span.day + relativedelta(years=2) < subject.day:
                    yield note("A12B", "時点から2年を超えています", span.text, path=item.path)
