"""Slips in the form itself: choices, boxes, numbers, law, words."""

import re
from random import Random

from tests.series.slips import (
    Made,
    at,
    earlier,
    ending,
    home,
    items_of,
    law_head,
    significant,
    slip,
    untold_text,
    with_items,
    with_last,
)
from tests.series.written import Series, below, wareki

_LAW_AT = {"基礎": "Ⅰ-4-②", "重点": "Ⅰ-5-②", "全項目": "Ⅰ-6-②"}


def _added(series: Series, path: str, sentence: str) -> Series:
    text = str(items_of(series)[path])
    return with_items(series, {path: sentence if not text or text == "－" else f"{text}\n{sentence}"})


@slip("A13 しきい値の選択と結果が合わない", "A13")
def threshold(series: Series, random: Random) -> Made:
    if series.kind != "基礎":
        return None
    changed = random.choice(({"Ⅱ-1": "30万人以上"}, {"Ⅲ": "基礎項目評価及び全項目評価の実施が義務付けられる"}))
    return with_items(series, changed), at("Ⅱ-1", "Ⅲ")


@slip("A13 結果と評価書の種類が合わない", "A13", "A21", "N")
def threshold_and_kind(series: Series, _: Random) -> Made:
    if series.kind != "基礎":
        return None
    return with_items(series, {"Ⅳ-1": "基礎項目評価書及び全項目評価書"}), at("Ⅳ-1", "Ⅲ")


@slip("A14 実施日が古い", "A14")
def assessed_long_ago(series: Series, random: Random) -> Made:
    path = {"重点": "Ⅴ-1-①", "全項目": "Ⅵ-1-①"}.get(series.kind)
    if not path:
        return None
    day = series.versions[-1].day
    return with_items(series, {path: wareki(day.replace(year=day.year - random.choice((6, 7)), day=1))}), at(path)


@slip("A15 選択肢にない値", "A15")
def unknown_option(series: Series, random: Random) -> Made:
    found = [p for p, v in items_of(series).items() if v == "十分である"]
    path = random.choice(found)
    return with_items(series, {path: random.choice(("概ね十分である", "十分", "やや不十分である"))}), at(path)


@slip("A16 項番の重複・順序の乱れ", "A16")
def numbers_out_of_order(series: Series, random: Random) -> Made:
    path = _LAW_AT[series.kind]
    listed = random.choice(("1、2、3、5、5、7、11の項", "1、2、5、3、7、11の項", "25、28、27の項", "69、69、70の項"))
    return with_items(series, {path: law_head(series) + listed}), at(path)


@slip("A17 件数が合わない", "A17", "A21")
def counts_differ(series: Series, _: Random) -> Made:
    path = ending(series, "-5-提供・移転の有無")
    value = items_of(series).get(path or "", [])
    if not path or not any("提供を行っている" in v for v in value):
        return None
    more = [
        re.sub(r"提供を行っている（(\d+)件）", lambda m: f"提供を行っている（{int(m[1]) + 3}件）", v) for v in value
    ]
    return with_items(series, {path: more}), at(path)


@slip("A17 委託の件数が合わない", "A17", "A21")
def contracts_differ(series: Series, random: Random) -> Made:
    path = ending(series, "-4-委託の有無-件数")
    if not path:
        return None
    return with_items(series, {path: str(int(str(items_of(series)[path])) + random.choice((1, 2)))}), at(path)


@slip("A19 様式の版が古い", "A19")
def outdated_stamp(series: Series, _: Random) -> Made:
    """Only of 様式4, for what 様式3 became in 令和6年10月 is not known, and only after the time left for going over."""
    if series.versions[-1].day.isoformat() < "2025-07-01" or series.kind != "全項目":
        return None
    return with_last(series, revision="平成31年1月"), {}


@slip("A21 しないと書いて対策がある", "A21")
def measures_for_nothing(series: Series, random: Random) -> Made:
    found = [p for p, v in items_of(series).items() if v in (["提供・移転しない"], ["委託しない"])]
    if not found:
        return None
    path = random.choice(found)
    choice = next(
        p
        for p in items_of(series)
        if below(p, path) and p != path and ("不正" in p or "十分か" in p or "-ルール" in p or "その他" in p)
    )
    value = "十分である" if re.search(r"不正|十分か$", choice) else "提供の都度、記録を残す。"
    return with_items(series, {choice: value}), at(path, choice)


@slip("A21 委託の有無が食い違う", "A21")
def outsourcing_contradicts(series: Series, _: Random) -> Made:
    path, box = (
        ending(series, "-4-委託の有無"),
        next((p for p in items_of(series) if re.fullmatch(r"Ⅲ\(.*\)-4", p)), None),
    )
    if not path or not box:
        return None
    return with_items(series, {box: ["委託しない"]}), at(path, box)


@slip("A21 行っていないのに提供先がある", "A21")
def provision_contradicts(series: Series, _: Random) -> Made:
    path = ending(series, "-5-提供・移転の有無")
    value = items_of(series).get(path or "", [])
    if not path or "行っていない" in value:
        return None
    return with_items(series, {path: [*value, "行っていない"]}), at(path)


@slip("A22 評価書名と事務の名称が合わない", "A22")
def other_title(series: Series, random: Random) -> Made:
    title = f"{random.choice(('農地台帳', '公営住宅', '道路占用'))}に関する事務　{series.kind}項目評価書".replace(
        "全項目項目", "全項目"
    )
    return with_items(series, {"表紙-評価書名": title}), at("表紙-評価書名", "Ⅰ-1-①")


@slip("A26 媒体のチェックがない", "A26", "N")
def medium_without_box(series: Series, _: Random) -> Made:
    path = ending(series, "-3-⑧-使用方法") or (ending(series, "-3-⑤") if series.kind == "重点" else None)
    return path and (_added(series, path, "・電子記録媒体により、支所と台帳の受渡しを行う。"), at(path))


@slip("A27 消去までの期間が違う", "A27")
def periods_differ(series: Series, random: Random) -> Made:
    first, second = ending(series, "-6-③"), ending(series, "-7-リスク3-手順の内容")
    if not first or not second:
        return None
    days = random.choice(((30, 7), (90, 60)))
    made = _added(series, first, f"・受け取った名簿は、{days[0]}日経過後に自動で消去する。")
    return _added(made, second, f"・受け取った名簿は、{days[1]}日以内に消去する。"), at(first, second)


@slip("A27B 改められた条項が残る", "A27B", "A29")
def citation_left(series: Series, random: Random) -> Made:
    if series.versions[-1].day.isoformat() < "2021-09-01":
        return None
    path = untold_text(series, random)
    return path and (_added(series, path, "照会は、番号法第19条第7号の定めに従って行う。"), at(path))


@slip("A28 クラウドが保管場所にない", "A28")
def cloud_without_place(series: Series, _: Random) -> Made:
    place = next((p for p, v in items_of(series).items() if re.fullmatch(r"Ⅱ\(.*\)-6(-①)?", p)), None)
    if not place or "クラウド" in str(items_of(series)[place]):
        return None
    made = _added(series, home(series), "ガバメントクラウドとの通信は、専用の回線で行う。")
    return made, at(place, home(series))


@slip("A29 改正前の法令の言い方", "A29")
def outdated_law(series: Series, random: Random) -> Made:
    if series.versions[-1].day.isoformat() < "2024-05-27":
        return None
    path = {"基礎": "Ⅰ-3", "重点": "Ⅰ-4", "全項目": "Ⅰ-5"}[series.kind]
    return with_items(series, {path: f"番号法第9条第1項　別表第一の{random.choice((30, 49, 68))}の項"}), at(path)


@slip("A29 改正前の別表第二", "A29")
def outdated_table(series: Series, random: Random) -> Made:
    if series.versions[-1].day.isoformat() < "2024-05-27":
        return None
    path = untold_text(series, random)
    return path and (_added(series, path, "照会できる事務は、番号法別表第二に定めるものに限る。"), at(path))


@slip("A30 部局の名前が古い", "A30")
def old_parent(series: Series, _: Random) -> Made:
    where = next((p for p in ("Ⅰ-7-①", "Ⅰ-6-①", "Ⅰ-5-①") if str(items_of(series).get(p, "")).endswith("課")), None)
    full = re.match(r"(.+?[市町区])(.*[部局])(.+課)$", str(items_of(series).get(where or "", "")))
    if not where or not full:
        return None
    return _added(series, home(series), f"点検の結果は、{full[1]}旧総務部{full[3]}が取りまとめる。"), at(
        where, home(series)
    )


@slip("A31 同じ文章の貼付け", "A31", "N")
def pasted(series: Series, _: Random) -> Made:
    one, two = "-7-リスク1-⑤-具体的な対策の内容", "-7-リスク1-⑥-具体的な対策の内容"
    if series.kind == "重点":
        one, two = "-2-リスク-リスクに対する措置の内容", "-3-リスク1-リスクに対する措置の内容"
    source, target = ending(series, one), ending(series, two)
    if not source or not target:
        return None
    text = "・電算室への入室は、登録した職員に限り、入室の都度、氏名及び時刻を記録し、その記録を課長が毎月点検して保存している。"
    value = f"{items_of(series)[source]}\n{text}"
    return with_items(series, {source: value, target: value}), at(source, target)


@slip("A31B 提供の欄に入手の文章", "A31B", "N")
def acquisition_as_provision(series: Series, _: Random) -> Made:
    target, source = ending(series, "-5-移転先1-⑦"), ending(series, "-3-③")
    if not target or not source or series.kind != "全項目":
        return None
    text = "届出を受けた都度、及び毎年6月に所得の情報をまとめて入手する。"
    return with_items(series, {source: text, target: text}), at(target)


_DOUBLED = (
    "確認の際は、、二人で行う。",
    "記録をを保存する。",
    "台帳の写しの台帳の写しを保管する。",
    "返却のの手続を定める。",
    "管理簿（別に定めるものを含む。に記録する。",
)


@slip("A32 文字の重なり・括弧", "A32")
def doubled(series: Series, random: Random) -> Made:
    path = untold_text(series, random)
    return path and (_added(series, path, random.choice(_DOUBLED)), at(path))


@slip("A32B 書き誤り", "A32", "A33")
def misspelt(series: Series, random: Random) -> Made:
    path = untold_text(series, random)
    wrong = random.choice(
        (
            "通信の暗号化と複合化を行う。",
            "特定個人番号を保護する。",
            "住民基本台張と照らし合わせる。",
            "個人情報保護員会に報告する。",
        )
    )
    return path and (_added(series, path, wrong), at(path))


@slip("A33 書き方がそろわない", "A33")
def spelt_in_two_ways(series: Series, random: Random) -> Made:
    found = [p for p, v in items_of(series).items() if isinstance(v, str) and "中間サーバー" in v]
    if len(found) < 2:
        return None
    path = random.choice(found)
    made = with_items(series, {path: str(items_of(series)[path]).replace("中間サーバー", "中間サーバ", 1)})
    return made, {"says": ("そろって", "書き方")}


@slip("A33B 一字違い", "A33", "A32", "N")
def one_letter_off(series: Series, random: Random) -> Made:
    path = untold_text(series, random)
    wrong = random.choice(
        ("特定個人情法を適切に扱う。", "情報提洪ネットワークシステムを使う。", "宛名菅理システムで確かめる。")
    )
    return path and (_added(series, path, wrong), at(path))


@slip("A34 条の見出しが違う", "A34")
def wrong_caption(series: Series, random: Random) -> Made:
    path = _LAW_AT[series.kind]
    wrong = random.choice(
        (
            "番号法第19条（特定個人情報の提供の禁止）",
            "番号法第9条（個人番号の利用の制限）",
            "番号法第22条（特定個人情報の収集）",
        )
    )
    return with_items(series, {path: f"{items_of(series)[path]}\n{wrong}"}), at(path)


@slip("A37 手続の記載が空", "A37")
def procedure_empty(series: Series, random: Random) -> Made:
    series, found = significant(series)
    if series.kind != "全項目" or not found:
        return None
    path = random.choice(("Ⅵ-2-④", "Ⅵ-3-②", "Ⅵ-3-③"))
    return with_items(series, {path: ""}), {"says": (path,)}


_EXCLUDING = {
    "基礎": (("Ⅰ-4-①", "実施しない", "Ⅰ-4-②"),),
    "重点": (
        ("Ⅰ-5-①", "実施しない", "Ⅰ-5-②"),
        ("-4-委託の有無", "委託しない", "-4-委託事項1"),
        ("-3-リスク2-ユーザ認証の管理", "行っていない", "-3-リスク2-ユーザ認証の管理-具体的な管理方法"),
    ),
    "全項目": (
        ("Ⅰ-6-①", "実施しない", "Ⅰ-6-②"),
        ("-4-再委託先による特定個人情報ファイルの適切な取扱いの確保", "十分に行っている", "-4-委託事項1-⑦"),
        ("-3-リスク2-アクセス権限の管理", "行っていない", "-3-リスク2-アクセス権限の管理-具体的な管理方法"),
        ("-7-リスク1-⑩", "保管していない", "-7-リスク1-⑩-具体的な保管方法"),
    ),
}


@slip("N2 選択と記載が両立しない")
def excluding(series: Series, random: Random) -> Made:
    first, value, other = random.choice(_EXCLUDING[series.kind])
    path, told = ending(series, first), ending(series, other)
    box = next((p for p in items_of(series) if re.fullmatch(r"Ⅲ\(.*\)-4", p)), "") if "委託" in first else ""
    return (with_items(series, {path: value}), at(path, told, *filter(None, [box]))) if path and told else None


@slip("N2 発生なしなのに内容がある")
def accident_told(series: Series, _: Random) -> Made:
    path = ending(series, "-その内容")
    return path and (
        with_items(series, {path: "申請書1件を別の者へ送付した。"}),
        at(path, path.removesuffix("-その内容")),
    )


@slip("N3 語の一字が抜ける")
def letter_missing(series: Series, random: Random) -> Made:
    path = untold_text(series, random)
    wrong = random.choice(
        (
            "特定個情報の持出しを禁じる。",
            "特定個人情の持出しを禁じる。",
            "情報提供ネットワークシテムを使う。",
            "宛名管理システの記録を確かめる。",
        )
    )
    return path and (_added(series, path, wrong), at(path))


@slip("N4 一つの語に二つの書き方")
def kana_differs(series: Series, random: Random) -> Made:
    pair = random.choice((("届出書", "届け出書"), ("取扱い", "取り扱い"), ("問い合わせ", "問合わせ")))
    path = untold_text(series, random)
    if not path or not any(pair[0] in str(v) for p, v in items_of(series).items() if p != path and "表紙" not in p):
        return None
    return _added(series, path, f"{pair[1]}の記録は、係長が毎週確かめる。"), at(path)


@slip("N5 二つの提供先・移転先に同じ文章")
def same_recipient(series: Series, _: Random) -> Made:
    group = next((p for p in items_of(series) if re.fullmatch(r"Ⅱ\(.*\)-5-移転先1", p)), None)
    if not group:
        return None
    second = group[:-1] + "2"
    copied = {second + p[len(group) :]: v for p, v in items_of(series).items() if below(p, group)}
    copied[second] = "市町村の教育委員会"
    count = ending(series, "-5-提供・移転の有無")
    copied[str(count)] = [
        v.replace("移転を行っている（1件）", "移転を行っている（2件）") for v in items_of(series)[str(count)]
    ]
    return with_items(series, copied), at(second)


@slip("N7 自ら定めた略称と違う法律名")
def other_short_name(series: Series, _: Random) -> Made:
    law = "行政手続における特定の個人を識別するための番号の利用等に関する法律（以下「番号利用法」という。）"
    path = {"基礎": "Ⅰ-3", "重点": "Ⅰ-4", "全項目": "Ⅰ-5"}[series.kind]
    value = str(items_of(series)[path])
    return with_items(series, {path: value.replace("番号法", law, 1)}), at(path, _LAW_AT[series.kind])


@slip("N8 1年を超えて見直していない", "A11", "A14", "A4", "N")
def not_looked_at(series: Series, random: Random) -> Made:
    day = earlier(series.versions[-1].day, -random.choice((500, 800)))
    return with_last(series), {"day": day, "says": ("1年", "１年", "見直し")}


@slip("N8 5年を超えて再実施していない", "A11", "A14", "A4", "N")
def not_renewed(series: Series, _: Random) -> Made:
    day = earlier(series.versions[-1].day, -365 * 8)
    return with_last(series), {"day": day, "says": ("5年", "５年")}
