"""Checks on what the form itself says: choices, counts, law words, repeated and unlike words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from piadiff.audit.catalogue import Subject, check, note
from piadiff.data import Strict, shipped
from piadiff.law import as_it_was
from piadiff.model import ChangeRow, FormKind, Item, ItemKind, ItemPath, Level, Observation, Verdict
from piadiff.templates import for_kind, revisions
from piadiff.text import key, wareki
from piadiff.text.cell import blank

_LINE, _LONG = 20, 60
_GRACE = relativedelta(months=6)
"""平成31年の規則附則第2条 left half a year to go over to the new form."""


@check("A13", Level.ERROR, "しきい値の選択と評価の種類が合いません", "規則第4条、指針第5")
def threshold_mismatch(subject: Subject) -> Iterator[Observation]:
    """The printed result must be what the choices lead to; what is handed in may be heavier, never lighter."""
    item = subject.form.by_path.get(ItemPath("Ⅲ"))
    handed = subject.form.by_path.get(ItemPath("Ⅳ", parts=("1",)))
    if item is not None and item.text and subject.assessment and key(subject.assessment) not in key(item.text):
        yield note("A13", f"Ⅱの選択からは「{subject.assessment}」となります", item.text, path=item.path)
    if item is not None and handed is not None and 0 < _weight(handed.text) < _weight(item.text):
        yield note("A13", "しきい値判断結果より軽い種類の評価書です", item.text, handed.text, path=handed.path)


@check("A13C", Level.INFO, "しきい値判断結果より重い種類の評価書です", "指針第5（任意の評価）")
def heavier_by_choice(subject: Subject) -> Iterator[Observation]:
    """A heavier assessment may be made by choice; where the result does not say so, it is a question."""
    item = subject.form.by_path.get(ItemPath("Ⅲ"))
    handed = subject.form.by_path.get(ItemPath("Ⅳ", parts=("1",)))
    if item is None or handed is None or "任意" in item.text:
        return
    if 0 < _weight(item.text) < _weight(handed.text):
        yield note("A13C", "任意に実施するものでしょうか", item.text, handed.text, path=handed.path)


def _weight(text: str) -> int:
    """How heavy the assessment is that a sentence names without calling it 任意."""
    bare = re.sub(r"\(.*?\)", "", key(text))
    return 3 if "全項目評価" in bare else 2 if "重点項目評価" in bare else 1 if "基礎項目評価" in bare else 0


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
    lists = re.findall(r"((?:\d+(?:[-の]\d+)?、){2,}\d+(?:[-の]\d+)?)の?項", key(text))
    return [[tuple(map(int, re.split(r"[-の]", part))) for part in found.split("、")] for found in lists]


def _spell(number: tuple[int, ...]) -> str:
    return "の".join(map(str, number))


@check("A19", Level.WARNING, "公表の日に使う様式の版より古い版です", "様式の改正")
def outdated_revision(subject: Subject) -> Iterator[Observation]:
    """A form published after the time that a new revision leaves for going over to it."""
    header = subject.form.header
    newer = list(map(partial(for_kind, header.kind), revisions(header.template)))
    until = [date.fromisoformat(each.in_force) + _GRACE for each in newer]
    held = [each for each, day in zip(newer, until, strict=True) if header.published and day < header.published]
    if header.revision and held and held[-1].in_force > subject.template.in_force:
        message = f"{wareki(date.fromisoformat(held[-1].in_force))}から {held[-1].revision} の版が使われています"
        yield note("A19", message, header.revision)


@check("A20", Level.WARNING, "様式改正で増えた項目の行がありません", "様式の改正、記載要領「変更箇所」")
def new_items_without_row(subject: Subject) -> Iterator[Observation]:
    """An item new in the form's revision should be recorded by a row when others of that revision are."""
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


@check("A26", Level.WARNING, "文章の媒体・経路と、提供方法のチェックが合いません", "様式の記載要領")
def route_without_box(subject: Subject) -> Iterator[Observation]:
    """A medium the text says data is handed over by should be ticked where the form asks for the way."""
    for file in subject.form.files:
        below = [i for i in subject.form.by_file.get(file, ()) if i.path.section == "Ⅱ"]
        ways = [i for i in below if i.kind is ItemKind.CHECKS and "電子記録媒体" in "".join(i.options)]
        texts = [i for i in below if i.kind is ItemKind.TEXT and i.label == "使用方法"]
        told = [i for i in texts if re.search(r"(?<!その他の)電子記録媒体", key(i.text))]
        if told and ways and not any("電子記録媒体" in str(v) for i in ways for v in i.value):
            message = "使用方法に「電子記録媒体」とありますが、入手・提供の方法のどの欄でも選ばれていません"
            yield note("A26", message, path=told[0].path)


@check("A27", Level.WARNING, "同じ事柄の期間が場所によって違います", "記載の整合")
def unlike_periods(subject: Subject) -> Iterator[Observation]:
    """Periods after which one file's data is deleted should agree."""
    for file in subject.form.files:
        told: dict[str, ItemPath] = {}
        for item in subject.form.by_file.get(file, ()):
            if item.kind is ItemKind.TEXT:
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
                for found in _outdated(word.pattern, item.text):
                    yield note("A29", f"{word.now}（{wareki(word.until)}から）", found, path=item.path)
    for row in subject.form.changes:
        for word in _law_words():
            if row.date and row.date >= word.until and quoted_outdated(word.pattern, row.after):
                yield note("A29", f"変更日の時点では{word.now}", quoted_outdated(word.pattern, row.after), row=row)
            elif row.date and row.date >= word.until and _relied_on(word.pattern, row.explanation):
                yield note("A29", f"説明の法令の言い方は、変更日の時点では{word.now}", row.explanation, row=row)


def _relied_on(pattern: re.Pattern[str], explanation: str) -> bool:
    """Whether an explanation rests on outdated words; one that speaks of their amendment names them rightly."""
    clauses = re.split(r"[、。]", key(explanation))
    return any(pattern.search(clause) and not re.search(r"改|旧|から|→|廃止|ずれ|繰", clause) for clause in clauses)


def is_outdated(text: str, day: date) -> bool:
    """Whether a text holds words that an amendment had replaced by a day."""
    return any(day >= word.until and quoted_outdated(word.pattern, text) for word in _law_words())


def quoted_outdated(pattern: re.Pattern[str], text: str) -> str:
    """The first outdated word in a text, "" when there is none."""
    return next(_outdated(pattern, text), "")


def _outdated(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Outdated words of a text; what it calls law of another time is not."""
    folded = key(text)
    return (match[0] for match in pattern.finditer(folded) if not as_it_was(folded, match.start()))


@check("A31", Level.WARNING, "同じ長い文章が別の欄にもあります", "記載の整合")
def copied_text(subject: Subject) -> Iterator[Observation]:
    """Two unlike fields on measures that say the same for the most part may be a paste that was never edited."""
    for file in ("", *subject.form.files):
        measures = [
            item
            for item in subject.form.by_file.get(file, ())
            if item.path.section in {"Ⅲ", "Ⅳ"} and item.kind is ItemKind.TEXT
        ]
        for first, second in _pasted(measures):
            yield note("A31", f"{first.path} と同じ文章です", path=second.path)


def _pasted(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Pairs that share long paragraphs and most of their text; beyond one リスク only what is the same throughout."""
    places: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for line in item.text.split("\n"):
            if len(key(line)) >= _LINE:
                places[key(line)].append(item)
    shared: dict[tuple[ItemPath, ItemPath], int] = defaultdict(int)
    by_path = {item.path: item for item in items}
    for line, holders in places.items():
        for first, second in pairwise(dict.fromkeys(holders)):
            shared[first.path, second.path] += len(line)
    for (a, b), length in shared.items():
        one, two = by_path[a], by_path[b]
        beside = a.parts[:2] == b.parts[:2]
        if length >= _LONG and (length * 2 > len(key(two.text)) if beside else key(one.text) == key(two.text)):
            yield one, two


@check("A37", Level.INFO, "全項目評価の手続の記載が空です", "規則第7条第1項・第4項")
def procedure_incomplete(subject: Subject) -> Iterator[Observation]:
    """A re-done 全項目評価 speaks of 意見聴取 and 第三者点検."""
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
