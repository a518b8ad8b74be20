"""A series drawn by a seed: real versions, the table an officer wrote of them, and the untidy rows planted in it."""

import dataclasses
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from tests.series.edits import Edit, Scene, applied, draw
from tests.series.nasty import Draft, forethought, plant
from tests.series.officer import Style, rows_for
from tests.series.written import (
    NEW,
    NEW_SINCE,
    OLD,
    Row,
    Series,
    State,
    Value,
    base_items,
    newer,
    older,
    ordered,
    with_day,
)

BODIES = (("みほん市", "みほん市長"), ("仮野町", "仮野町長"), ("ためし区", "ためし区長"))
SECTIONS = (("市民部", "保険課"), ("健康部", "保健課"), ("こども未来部", "手当課"), ("くらし部", "窓口課"))
TASKS = (
    ("介護保険", "介護保険法", "介護保険台帳ファイル", "68", "100", "93、94", "131、132"),
    ("予防接種", "予防接種法", "予防接種記録ファイル", "10", "14", "16の2、17、18、19", "25、27、28、29"),
    ("国民健康保険", "国民健康保険法", "国保台帳ファイル", "30", "44", "42、43、44、45", "69、70、71"),
    ("母子保健", "母子保健法", "母子保健台帳ファイル", "49", "70", "69の2、70", "95、96"),
    ("健康増進事業", "健康増進法", "健診結果ファイル", "76", "111", "102の2", "139"),
    ("児童手当", "児童手当法", "受給者台帳ファイル", "56", "81", "74、75", "106、107"),
)
"""Name, law, file, then the numbers of 別表第一, 別表, 別表第二 and the table of the 主務省令 (law facts)."""
LAW_AT = {"基礎": ("Ⅰ-3", "Ⅰ-4-②"), "重点": ("Ⅰ-4", "Ⅰ-5-②"), "全項目": ("Ⅰ-5", "Ⅰ-6-②")}
SEVEN_TO_EIGHT, TABLE = date(2021, 9, 1), date(2024, 5, 27)


def law(task: tuple[str, ...], day: date) -> tuple[str, str]:
    """法令上の根拠 of the use and of the 情報連携, as they are right on a day."""
    use = f"別表の{task[4]}の項" if day >= TABLE else f"別表第一の{task[3]}の項"
    if day >= TABLE:
        link = f"番号法第19条第8号に基づく主務省令第2条の表\n（情報照会の根拠）{task[6]}の項"
    else:
        number = 8 if day >= SEVEN_TO_EIGHT else 7
        link = f"番号法第19条第{number}号　別表第二\n（情報照会の根拠）{task[5]}の項"
    return f"番号法第9条第1項　{use}", link


def days(random: Random) -> list[date]:
    """2 to 6 days of publication, at least five months apart."""
    count = random.randint(2, 6)
    crossing = random.random() < 0.6
    last = date(
        random.choice((2025, 2026)) if crossing else random.choice((2022, 2023, 2024)), random.randint(1, 6), 28
    )
    found = [last]
    for _ in range(count - 1):
        found.append(found[-1] - timedelta(days=random.randint(160, 420)))
    return sorted(found)


def generate(seed: int, *, nasty: bool = True) -> Series:
    """The series of a seed; without ``nasty`` every row is written with care."""
    random = Random(seed)  # noqa: S311 - no secret
    kind = random.choice(("基礎", "基礎", "重点", "全項目"))
    body, head = random.choice(BODIES)
    part, section = random.choice(SECTIONS)
    task = random.choice(TASKS)
    published = days(random)
    style = Style.draw(random)
    slots = {
        "市": body,
        "長": head,
        "部": part,
        "課": section,
        "事務": f"{task[0]}に関する事務",
        "法": task[1],
        "システム": f"{task[0]}システム",
        "業者": "架空情報処理株式会社",
        "対象": f"{body}に住所を有する者のうち、{task[0]}の対象となる者",
        "内線": str(random.randint(1000, 9999)),
        "番号": str(random.randint(1, 60)),
    }
    items = base_items(kind, slots, (task[2],), _dates(kind, published[0]))
    items.update(zip(LAW_AT[kind], law(task, published[0]), strict=True))
    draft = Draft(kind, (task[2],), random, style, [], [], [])
    if nasty:
        items = forethought(draft, items, len(published))
    old = published[0] < NEW_SINCE
    draft.states.append(State(published[0], OLD if old else NEW, older(kind, items) if old else items))
    draft.rows.append([])
    draft.edits.append([])
    for day in published[1:]:
        _next(draft, task, day)
    if nasty:
        plant(draft)
    return _series(f"seed-{seed}", draft, slots["番号"])


def _dates(kind: str, day: date) -> dict[str, Value]:
    """Values of a base form that follow its day."""
    counted = f"令和{day.year - 2018}年{day.month}月1日" if day.year > 2019 else "令和元年6月1日"
    if kind == "基礎":
        return {"Ⅱ-1-時点": counted, "Ⅱ-2-時点": counted}
    section = "Ⅴ" if kind == "重点" else "Ⅵ"
    return {f"{section}-1-①": counted, f"{section}-2-②": f"{counted}から30日間", f"{section}-3-①": counted}


def _next(draft: Draft, task: tuple[str, ...], day: date) -> None:
    """One version more: form revision, law, what was planned, what else happened, and the rows of all."""
    before = draft.states[-1]
    items, revision, edits = dict(before.items), before.revision, []
    rows: list[Row] = []
    if revision == OLD and day >= NEW_SINCE:
        revision, items = NEW, newer(draft.kind, items)
        if draft.kind == "基礎":
            items, rows = _new_revision(draft, items, day)
    lawful = {path: text for path, text in zip(LAW_AT[draft.kind], law(task, day), strict=True) if items[path] != text}
    if lawful:
        edits.append(Edit(lawful, "法令の改正"))
    edits += [plan.edit for plan in draft.plans if plan.at == len(draft.states)]
    touched = {path for edit in edits for path in edit.values} | {path for row in rows for path in row.at}
    touched |= {path for plan in draft.plans if plan.at > len(draft.states) for path in plan.edit.values}
    scene = Scene(draft.random, draft.kind, items, day, touched)
    edits += draw(scene, draft.random.randint(2, 6))
    for edit in edits:
        plan = next((plan for plan in draft.plans if plan.edit is edit), None)
        rows += plan.rows(draft, items, day) if plan else rows_for(draft.style, items, edit, day)
        items = applied(items, edit)
    draft.states.append(State(day, revision, items))
    draft.rows.append(rows)
    draft.edits.append(edits)


def _new_revision(draft: Draft, items: dict[str, Value], day: date) -> tuple[dict[str, Value], list[Row]]:
    """What an officer fills in and writes when 様式2 becomes that of 令和6年10月."""
    reason = "入力した内容は、別の職員が申請書と突き合わせ、その結果を点検簿に残している。"
    best = "年度ごとに研修の計画を定め、全ての職員が受講したことを確かめている。"
    items.update(
        {
            "Ⅳ-8-対策は十分か": "十分である",
            "Ⅳ-8-判断の根拠": reason,
            "Ⅳ-11-対策": "従業者に対する教育・啓発",
            "Ⅳ-11-当該対策は十分か【再掲】": "十分である",
            "Ⅳ-11-判断の根拠": best,
        }
    )
    style, told = draft.style, []

    def row(path: str, before: str, after: str, at: tuple[str, ...]) -> None:
        why = "様式の改正に伴う変更であり、重要な変更に当たらない。"
        told.append(Row(day, style.day(day), style.address(path), before, after, "事後", why, at))

    option = "9)　従業者に対する教育・啓発" if style.numbered else "従業者に対する教育・啓発"
    if draft.random.random() < 0.7:
        row("Ⅰ-9", style.nothing, "[　]適用した", ("Ⅰ-9", "Ⅰ-9-適用した理由"))
    row("Ⅳ-8", style.nothing, f"十分である\n{reason}", ("Ⅳ-8", "Ⅳ-8-対策は十分か", "Ⅳ-8-判断の根拠"))
    if draft.random.random() < 0.6:
        row("Ⅳ-9", "８．監査", "９．監査", ("Ⅳ-9",))
        row("Ⅳ-10", "９．従業者に対する教育・啓発", "１０．従業者に対する教育・啓発", ("Ⅳ-10",))
    at = ("Ⅳ-11", "Ⅳ-11-対策", "Ⅳ-11-当該対策は十分か【再掲】", "Ⅳ-11-判断の根拠")
    row("Ⅳ-11", style.nothing, f"{option}\n十分である\n{best}", at)
    return items, told


def _series(name: str, draft: Draft, number: str) -> Series:
    """The draft as a series, its table growing version by version."""
    table: tuple[Row, ...] = ()
    versions = []
    for state, rows in zip(draft.states, draft.rows, strict=True):
        table = (*table, *rows)
        items = ordered(draft.kind, with_day(state.items, state.day), draft.files)
        versions.append(dataclasses.replace(state, items=items, rows=table))
    return Series(
        name,
        draft.kind,
        number,
        tuple(versions),
        shown=frozenset(draft.shown),
        hidden=frozenset(draft.hidden),
        unread=frozenset(draft.unread),
        planted=tuple(draft.planted),
    )


def many(seeds: range, *, nasty: bool = True) -> Mapping[str, Series]:
    """Series of several seeds by name."""
    made = [generate(seed, nasty=nasty) for seed in seeds]
    return {series.name: series for series in made}
