"""Slips in the table: missing rows, wrong quotations, days, 提出時期, reasons."""

import dataclasses
import re
from random import Random

from tests.series.edits import SCALES
from tests.series.slips import (
    Made,
    at,
    earlier,
    ending,
    fresh,
    items_of,
    last_of_its_item,
    law_head,
    numbered,
    on,
    row_about,
    significant,
    slip,
    untold_text,
    with_items,
    with_last,
    with_more_rows,
    with_row,
)
from tests.series.written import Row, Series, wareki

_DIGITS = re.compile(r"\d+")


def _quotes(row: Row) -> bool:
    return (
        len(row.after) > 8
        and "略" not in row.after
        and "[" not in row.after
        and len(row.at) == 1
        and "．" not in row.after
    )


def _wording(row: Row) -> bool:
    return _quotes(row) and "時点" not in row.at[0]


@slip("A01 行のない変更", "A01")
def change_without_row(series: Series, random: Random) -> Made:
    path = untold_text(series, random)
    return path and (
        with_items(series, {path: f"{items_of(series)[path]}結果は台帳に記録する。"}),
        {**at(path), "history": True},
    )


@slip("A01 行のない選択の変更", "A01")
def choice_without_row(series: Series, random: Random) -> Made:
    told = {path for _, row in numbered(series) for path in row.at}
    found = [(p, s) for p, v in items_of(series).items() for s in SCALES if v in s and p not in told]
    path, scale = random.choice(found)
    value = next(option for option in scale if option != items_of(series)[path])
    return with_items(series, {path: value}), {**at(path), "history": True}


@slip("A01 行のない時点・電話", "A01")
def fact_without_row(series: Series, random: Random) -> Made:
    told = {path for _, row in fresh(series) for path in row.at}
    found = [p for p, v in items_of(series).items() if re.search(r"0998-11-\d{4}$", str(v)) and p not in told]
    if not found:
        return None
    path = random.choice(found)
    return with_items(series, {path: re.sub(r"\d{4}$", "0001", str(items_of(series)[path]))}), {
        **at(path),
        "history": True,
    }


@slip("A01C 一部だけの行", "A01")
def change_told_in_part(series: Series, random: Random) -> Made:
    found = last_of_its_item(series, random, lambda row: _wording(row) and row.after.endswith("。"), new=True)
    if not found:
        return None
    number, row = found
    value = str(items_of(series)[row.at[0]])
    return with_items(series, {row.at[0]: f"{value}\nただし、急を要する場合はこの限りでない。"}), {
        **on(number, paths=frozenset(row.at)),
        "history": True,
    }


@slip("A01B 変わっていない項目の行", "A01B", "A02C")
def row_without_change(series: Series, random: Random) -> Made:
    path = untold_text(series, random)
    if not path:
        return None
    text = str(items_of(series)[path])
    made, rows = with_more_rows(series, row_about(series, path, text.replace("。", "こととする。", 1), text))
    return made, {"rows": rows, "history": True}


@slip("A02 変更後が今の記載と違う", "A02")
def after_differs(series: Series, random: Random) -> Made:
    found = last_of_its_item(series, random, _wording)
    if not found:
        return None
    number, row = found
    cut = len(row.after) // 2
    return with_row(series, number, after=f"{row.after[:cut]}所定の{row.after[cut:]}"), on(number)


@slip("A02 変更後の数字が違う", "A02")
def number_differs(series: Series, random: Random) -> Made:
    found = last_of_its_item(
        series, random, lambda row: bool(_DIGITS.search(row.after)) and "．" not in row.after and "[" not in row.after
    )
    if not found:
        return None
    number, row = found
    digits = list(_DIGITS.finditer(row.after))[-1]
    after = f"{row.after[: digits.start()]}{int(digits[0]) + 1}{row.after[digits.end() :]}"
    return with_row(series, number, after=after), on(number)


@slip("A02C 変更前が前の版にない", "A02C", "A01", "A03")
def before_differs(series: Series, random: Random) -> Made:
    found = last_of_its_item(series, random, lambda row: _wording(row) and len(row.before) > 8, new=True)
    if not found:
        return None
    number, row = found
    cut = len(row.before) // 2
    return with_row(series, number, before=f"{row.before[:cut]}旧来の{row.before[cut:]}"), {
        **on(number),
        "history": True,
    }


@slip("A03 前の行とつながらない", "A03")
def chain_broken(series: Series, random: Random) -> Made:
    seen: dict[tuple[str, ...], Row] = {}
    found = []
    for number, row in numbered(series):
        line = row.before.split("\n")[-1]
        if row.at in seen and re.search(r"\d", line) and not re.match(r"\d\)|\[", line) and line in seen[row.at].after:
            found.append((number, row))
        seen[row.at] = row
    if not found:
        return None
    number, row = random.choice(found)
    digits = list(_DIGITS.finditer(row.before))[-1]
    before = f"{row.before[: digits.start()]}{int(digits[0]) + 1}{row.before[digits.end() :]}"
    return with_row(series, number, before=before), on(number)


@slip("A04 重要なのに事後", "A04")
def significant_after(series: Series, random: Random) -> Made:
    found = [(n, row) for n, row in numbered(series) if row.timing == "事前"]
    if not found:
        return None
    number, _ = random.choice(found)
    return with_row(series, number, timing="事後"), on(number)


@slip("A05 ※の項目に説明がない", "A05", "A06")
def significant_unexplained(series: Series, random: Random) -> Made:
    found = [(n, row) for n, row in numbered(series) if any(re.match(r"Ⅲ\(|Ⅱ\([^)]*\)-6", path) for path in row.at)]
    if not found:
        return None
    number, _ = random.choice(found)
    return with_row(series, number, explanation=""), on(number)


@slip("A06 説明がない", "A06", "A05")
def unexplained(series: Series, random: Random) -> Made:
    number, _ = random.choice(numbered(series))
    return with_row(series, number, explanation=""), on(number)


@slip("A07 変更日がない", "A07")
def undated(series: Series, random: Random) -> Made:
    number, _ = random.choice(numbered(series))
    return with_row(series, number, day=None, day_raw=""), on(number)


@slip("A08 提出時期がない", "A08")
def untimed(series: Series, random: Random) -> Made:
    number, _ = random.choice(numbered(series))
    return with_row(series, number, timing=""), on(number)


@slip("A09 変更日が戻る", "A09", "A10")
def day_goes_back(series: Series, random: Random) -> Made:
    found = [(n, row) for n, row in numbered(series)[1:] if row.day]
    if not found:
        return None
    number, row = random.choice(found)
    day = row.day.replace(year=row.day.year - 3)
    return with_row(series, number, day=day, day_raw=wareki(day)), on(number, number + 1)


@slip("A09 同じ日の同じ項目に事前と事後", "A09")
def both_timings(series: Series, random: Random) -> Made:
    found = [(n, row) for n, row in fresh(series) if _wording(row) and row.timing == "事後"]
    if not found:
        return None
    number, row = random.choice(found)
    made, rows = with_more_rows(series, dataclasses.replace(row, timing="事前"))
    return made, {"rows": rows | {number}}


@slip("A10 公表日が変更日より前", "A10")
def published_before(series: Series, random: Random) -> Made:
    if not fresh(series):
        return None
    day = earlier(series.versions[-1].day, random.choice((20, 40, 90)))
    return with_last(series, day=day, items={**items_of(series), "表紙-公表日": wareki(day)}), {}


@slip("A11 変更日の間が空く", "A11")
def long_gap(series: Series, random: Random) -> Made:
    last = series.versions[-1]
    if not fresh(series) or len(last.rows) == len(fresh(series)):
        return None
    day = last.day.replace(year=last.day.year + random.choice((2, 3)))
    rows = tuple(dataclasses.replace(r, day=day, day_raw=wareki(day)) if r.day == last.day else r for r in last.rows)
    return with_last(series, day=day, rows=rows, items={**last.items, "表紙-公表日": wareki(day)}), {}


@slip("A12 変更日に比べて時点が古い", "A12")
def stale_count(series: Series, _: Random) -> Made:
    path = "Ⅱ-1-時点"
    if path not in items_of(series):
        return None
    old, day = (
        str(items_of(series)[path]),
        wareki(series.versions[-1].day.replace(year=series.versions[-1].day.year - 4, month=1, day=1)),
    )
    made, rows = with_more_rows(with_items(series, {path: day}), row_about(series, path, old, f"{day}時点"))
    return made, {"rows": rows, "paths": frozenset({path})}


@slip("A18 項番が消える", "A18")
def number_lost(series: Series, random: Random) -> Made:
    path = {"基礎": "Ⅰ-4-②", "重点": "Ⅰ-5-②", "全項目": "Ⅰ-6-②"}[series.kind]
    head = law_head(series)
    old, now = random.choice(
        (("2、5、9、13、20、25の項", "2、5、13、20、25の項"), ("30、31、44、50の項", "30、31、50の項"))
    )
    made, rows = with_more_rows(with_items(series, {path: head + now}), row_about(series, path, head + old, head + now))
    return made, {"rows": rows}


@slip("A20 新しい様式の項目に行がない", "A20", "A01")
def new_item_untold(series: Series, _: Random) -> Made:
    rows = series.versions[-1].rows
    kept = tuple(row for row in rows if not any(path.startswith("Ⅰ-9") for path in row.at))
    return (with_last(series, rows=kept), at("Ⅰ-9")) if len(kept) < len(rows) else None


@slip("A23 項目欄が別の項目を指す", "A23", "A02", "A01")
def wrong_item(series: Series, random: Random) -> Made:
    found = last_of_its_item(series, random, lambda row: _wording(row) and len(row.after) >= 12)
    if not found:
        return None
    number, row = found
    section = row.at[0].split("-")[0]
    others = [
        p
        for p, v in items_of(series).items()
        if p.split("-")[0] == section and p not in row.at and isinstance(v, str) and v and row.after not in v
    ]
    if not others:
        return None
    item = row_about(series, random.choice(others), "", "").item
    return with_row(series, number, item=item), on(number)


@slip("A24 引用でなく説明", "A24")
def described(series: Series, random: Random) -> Made:
    found = last_of_its_item(series, random, _wording)
    if not found:
        return None
    number, _ = found
    before, after = random.choice(
        (("文言の整理", "文言の整理"), ("－", "※様式変更に伴う記述追加"), ("（削除）", "（記述の削除）"))
    )
    return with_row(series, number, before=before, after=after), on(number)


@slip("A25 軽く読める説明", "A25", "A04B")
def understated(series: Series, _: Random) -> Made:
    path = ending(series, {"基礎": "?", "重点": "-3-⑤", "全項目": "-3-⑧-使用方法"}[series.kind])
    if not path:
        return None
    old = str(items_of(series)[path])
    line = "・電子記録媒体により、他の団体へ台帳の写しを渡す。"
    why = "文言の整理であり、特定個人情報の取扱いに変更がないため、重要な変更に当たらない。"
    made, rows = with_more_rows(
        with_items(series, {path: f"{old}\n{line}"}), row_about(series, path, old, f"{old}\n{line}", explanation=why)
    )
    return made, {"rows": rows}


@slip("A25 表記の統一で電話番号が変わる", "A25")
def telephone_as_wording(series: Series, random: Random) -> Made:
    found = [p for p, v in items_of(series).items() if re.search(r"0998-11-\d{4}$", str(v))]
    path = random.choice(found)
    old = str(items_of(series)[path])
    new = re.sub(r"\d{4}$", "0002", old)
    why = "他の課との表記の統一であり、重要な変更に当たらない。"
    made, rows = with_more_rows(with_items(series, {path: new}), row_about(series, path, old, new, explanation=why))
    return made, {"rows": rows}


@slip("A35 様式改正の日が違う", "A35")
def wrong_revision_day(series: Series, random: Random) -> Made:
    found = [(n, row) for n, row in numbered(series) if "様式" in row.explanation]
    if not found:
        return None
    number, _ = random.choice(found)
    day = random.choice(("令和6年10月18日", "令和6年11月1日"))
    return with_row(
        series, number, explanation=f"{day}の様式改正により設けられた項目であり、重要な変更に当たらない。"
    ), on(number)


_PLAIN = {
    "基礎": re.compile("-時点$"),
    "重点": re.compile("^Ⅰ-6|^Ⅳ-2|-2-⑥$"),
    "全項目": re.compile("^Ⅰ-7|^Ⅴ-2|-2-⑥$"),
}
"""Items without ※."""


@slip("A36 ※でない項目を重要とする", "A36")
def minor_as_significant(series: Series, random: Random) -> Made:
    found = [
        (n, row)
        for n, row in numbered(series)
        if row.timing == "事後" and any(_PLAIN[series.kind].search(p) for p in row.at)
    ]
    if not found:
        return None
    number, _ = random.choice(found)
    return with_row(series, number, timing="事前", explanation="組織の変更であり、重要な変更に当たる。"), on(number)


@slip("A39 公表済みの行が書き換わる", "A39")
def old_row_changed(series: Series, random: Random) -> Made:
    old = [(n, row) for n, row in numbered(series)[: len(series.versions[-2].rows)] if _wording(row)]
    if not old:
        return None
    number, row = random.choice(old)
    return with_row(series, number, explanation=f"{row.explanation}（追記）"), {**on(number), "history": True}


@slip("N1 行の中の古い法令の言い方")
def old_law_in_row(series: Series, random: Random) -> Made:
    found = [
        (n, row)
        for n, row in numbered(series)
        if row.day and row.day.isoformat() > "2024-05-27" and "重要な変更" in row.explanation
    ]
    if not found:
        return None
    number, row = random.choice(found)
    words = random.choice(("番号法第19条第7号", "番号法別表第二"))
    return with_row(series, number, explanation=f"{words}に基づく事務の変更であり、{row.explanation}"), on(number)


_SLIPS = (
    "特定個情報の持出しを禁じる。",
    "記載をを改める。",
    "二重に確認確認する。",
    "通信を複合化する。",
    "住民基本台張を見る。",
)


@slip("N1 行の説明の書き誤り")
def slip_in_reason(series: Series, random: Random) -> Made:
    number, row = random.choice(numbered(series))
    return with_row(series, number, explanation=f"{row.explanation}{random.choice(_SLIPS)}"), on(number)


@slip("N1 後に改められた行の書き誤り")
def slip_in_superseded(series: Series, random: Random) -> Made:
    last = {path: number for number, row in numbered(series) for path in row.at}
    found = [(n, row) for n, row in numbered(series) if _wording(row) and all(last[path] > n for path in row.at)]
    if not found:
        return None
    number, row = random.choice(found)
    return with_row(series, number, after=f"{row.after}\n{random.choice(_SLIPS)}"), on(number)


_REVERSED = (
    ("対象には、転入した者を含む。", "対象からは、転入した者を除く。"),
    ("委託先による閲覧を認めない。", "委託先による閲覧を認める。"),
    ("操作の記録は、5年間保存する。", "操作の記録は、1年間保存する。"),
    ("点検は、全ての職員について行う。", "点検は、一部の職員について行う。"),
    ("持出しには、課長の許可を受けなければならない。", "持出しには、課長の許可を受けることができる。"),
)


@slip("N6 文言整理で意味が変わる", "A25", "N", "A04B", "A4")
def meaning_changed_as_wording(series: Series, random: Random) -> Made:
    path = untold_text(series, random)
    if not path:
        return None
    text, (old, new) = str(items_of(series)[path]), random.choice(_REVERSED)
    before, after = f"{text}\n{old}", f"{text}\n{new}"
    why = "文言整理であり、特定個人情報の取扱いに変更がないため、重要な変更に当たらない。"
    made, rows = with_more_rows(
        with_items(series, {path: after}), row_about(series, path, before, after, explanation=why)
    )
    return made, {"rows": rows}


@slip("N9 変更日より後に公表された重要・事前の行")
def significant_published_late(series: Series, random: Random) -> Made:
    series, found = significant(series)
    if not found:
        return None
    last = series.versions[-1]
    day = earlier(last.day, -random.choice((45, 75)))
    return with_last(series, day=day, items={**last.items, "表紙-公表日": wareki(day)}), {**on(*found), "history": True}


@slip("N10 時点が変更日より後")
def count_after_row(series: Series, random: Random) -> Made:
    path = random.choice(("Ⅱ-1-時点", "Ⅱ-2-時点"))
    if path not in items_of(series):
        return None
    day = wareki(earlier(series.versions[-1].day, -random.choice((40, 120, 300))))
    made, rows = with_more_rows(
        with_items(series, {path: day}), row_about(series, path, str(items_of(series)[path]), day)
    )
    return made, {"rows": rows, "paths": frozenset({path})}


@slip("N11 同じ日の行が食い違う")
def rows_of_a_day_contradict(series: Series, random: Random) -> Made:
    found = [(n, row) for n, row in fresh(series) if _quotes(row) and re.search(r"\d", row.after)]
    if not found:
        return None
    number, row = random.choice(found)
    other = re.sub(r"\d(?=\D*$)", lambda m: str((int(m[0]) + 1) % 10), row.after)
    made, rows = with_more_rows(series, dataclasses.replace(row, after=other))
    return made, {"rows": rows | {number}}
