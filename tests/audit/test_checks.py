"""Every check of the audit has a form that triggers it and one that does not."""

from dataclasses import replace
from datetime import date

import pytest

from piadiff.audit import Step, Subject, audit, catalogue
from piadiff.diff import change_of_row, diff
from piadiff.errors import UnreadableSourceError
from piadiff.guideline import Facts, classify
from piadiff.model import ChangeRow, Form, FormKind, Header, Item, ItemKind, Unassigned, parse_path
from piadiff.templates import for_kind
from piadiff.text import wareki

DAY = date(2025, 12, 1)


def form(items, rows=(), *, kind=FormKind.FULL, published=DAY, revision="令和6年10月"):
    """A form with these values by address and these rows (item, before, after, timing, explanation[, date])."""
    template = for_kind(kind, revision)
    made = []
    for path, value in items.items():
        known = template.item(parse_path(path))
        made.append(
            Item(parse_path(path), known.label, known.kind or ItemKind.TEXT, value, known.options, known.significant)
        )
    changes = []
    for number, (item, before, after, timing, why, *day) in enumerate(rows, 1):
        when = day[0] if day else published
        changes.append(
            ChangeRow(number, wareki(when) if when else "", item, before, after, timing, why, when, (parse_path(item),))
        )
    header = Header(kind, template.name, revision, "1", "見本の事務", "みほん市長", published)
    return Form(header, tuple(made), tuple(changes))


def judged(subject_form):
    """The form with the guideline's own verdict on each row."""
    template = for_kind(subject_form.header.kind, subject_form.header.in_use)
    rows = [row for row in subject_form.changes if row.items]
    changes = [change_of_row(row.items[0], row.before, row.after, template) for row in rows]
    found = classify(changes, Facts(kind=template.kind, template=template))
    return Subject(subject_form, row_findings={row.row: f for row, f in zip(rows, found, strict=True)})


def stepped(old, new):
    """Two versions with the computed changes between them."""
    template = for_kind(new.header.kind, new.header.in_use)
    found = classify(diff(old, new), Facts(kind=template.kind, template=template, old=old, new=new))
    return Subject(new, steps=(Step(old, new, found),))


SMALL = "文言整理であり、重要な変更に当たらない。"
BIG = "重要な変更に当たる。"
LONG = "・操作の記録を毎月点検し、見慣れない操作があれば、その日のうちに責任者へ報告して原因を調べる。調べた結果は一年に一度まとめ、次の年の研修で全職員に伝えることとしている。"
BASIC = FormKind.BASIC
HALF = ("①申告の受付\n②計算", "①申請の受付\n②計算と通知")
OLD_ROWS = [("Ⅰ-1-①", "甲", "乙", "事後", SMALL), ("Ⅰ-1-③", "丙", "丁", "事後", SMALL)]
MOVED = [
    ("Ⅰ-5", "番号法第16条", "番号法第17条", "事後", SMALL),
    ("Ⅰ-6-②", "番号法第16条第2項", "番号法第17条第2項", "事後", SMALL),
]
RULED = "番号法別表第二の第三欄が「市町村長」の項のうち、第四欄に「住民票関係情報」が含まれる項（{}の項）"
ROWS_2023 = (
    "1、2、3、4、6、8、9、11、16、18、20、23、27、30、31、34、35、37、38、39、40、42、48、53、54、57、58、59、61、62、66、67、70、74、77、80、84、"
    "85－2、89、91、92、94、96、97、101、102、103、105、106、107、108、111、112、113、114、116、117、120"
)
ROWS_2018 = (
    ROWS_2023.replace("、20、23", "、20、21、23")
    .replace("、97、", "、")
    .replace("、107、", "、")
    .replace("116、117、120", "116、119")
)
NUMBER_ACT = "行政手続における特定の個人を識別するための番号の利用等に関する法律"
RECIPIENTS = {
    "Ⅱ(甲)-5-移転先1": "子育て課",
    "Ⅱ(甲)-5-移転先1-①": "番号法第9条第1項",
    "Ⅱ(甲)-5-移転先1-②": "児童手当の所得の審査に用いる。",
    "Ⅱ(甲)-5-移転先2": "学校教育課",
    "Ⅱ(甲)-5-移転先2-①": "番号法第9条第1項",
}
NUMBERS = "第2条の表の1、2、3、5、7、11の項"

CASES = {
    "A01": (
        lambda: stepped(form({"Ⅰ-1-②": "①受付"}), form({"Ⅰ-1-②": "①受付\n②審査"})),
        lambda: stepped(form({"Ⅰ-1-②": "①受付"}), form({"Ⅰ-1-②": "①受付\n②審査"}, [("Ⅰ-1-②", "①受付", "①受付\n②審査", "事後", SMALL)])),
    ),
    "A01B": (
        lambda: stepped(form({"Ⅰ-1-①": "甲"}), form({"Ⅰ-1-①": "甲"}, [("Ⅰ-1-①", "乙", "甲", "事後", SMALL)])),
        lambda: stepped(form({"Ⅰ-1-①": "乙"}), form({"Ⅰ-1-①": "甲"}, [("Ⅰ-1-①", "乙", "甲", "事後", SMALL)])),
    ),
    "A01C": (
        lambda: stepped(form({"Ⅰ-1-②": HALF[0]}), form({"Ⅰ-1-②": HALF[1]}, [("Ⅰ-1-②", "②計算", "②計算と通知", "事後", SMALL)])),
        lambda: stepped(form({"Ⅰ-1-②": HALF[0]}), form({"Ⅰ-1-②": HALF[1]}, [("Ⅰ-1-②", *HALF, "事後", SMALL)])),
    ),
    "A02C": (
        lambda: stepped(form({"Ⅰ-1-②": HALF[0]}), form({"Ⅰ-1-②": HALF[1]}, [("Ⅰ-1-②", HALF[0].replace("計算", "算定"), HALF[1], "事後", SMALL)])),
        lambda: stepped(form({"Ⅰ-1-②": HALF[0]}), form({"Ⅰ-1-②": HALF[1]}, [("Ⅰ-1-②", *HALF, "事後", SMALL)])),
    ),
    "A02": (
        lambda: Subject(form({"Ⅰ-1-①": "住民税の事務"}, [("Ⅰ-1-①", "税の事務", "市税の事務", "事後", SMALL)])),
        lambda: Subject(form({"Ⅰ-1-①": "市税の事務"}, [("Ⅰ-1-①", "税の事務", "市税の事務", "事後", SMALL)])),
    ),
    "A02B": (
        lambda: Subject(form({"Ⅰ-1-①": "サーバーの事務"}, [("Ⅰ-1-①", "税の事務", "サーバの事務", "事後", SMALL)])),
        lambda: Subject(form({"Ⅰ-1-①": "サーバの事務"}, [("Ⅰ-1-①", "税の事務", "サーバの事務", "事後", SMALL)])),
    ),
    "A03": (
        lambda: Subject(form({"Ⅱ-1-時点": "令和7年4月1日"}, [("Ⅱ-1-時点", "令和元年6月1日", "令和5年9月1日", "事後", SMALL), ("Ⅱ-1-時点", "令和6年9月1日", "令和7年4月1日", "事後", SMALL)], kind=BASIC)),
        lambda: Subject(form({"Ⅱ-1-時点": "令和7年4月1日"}, [("Ⅱ-1-時点", "令和元年6月1日", "令和6年9月1日", "事後", SMALL), ("Ⅱ-1-時点", "令和6年9月1日", "令和7年4月1日", "事後", SMALL)], kind=BASIC)),
    ),
    "A39": (
        lambda: stepped(form({}, OLD_ROWS), form({}, [(*OLD_ROWS[0][:4], "法改正"), OLD_ROWS[1]])),
        lambda: stepped(form({}, OLD_ROWS), form({}, [*reversed(OLD_ROWS), ("Ⅰ-3", "丙", "丁", "事後", SMALL)])),
    ),
    "A04": (
        lambda: Subject(form({}, [("Ⅰ-1-②", "甲", "乙", "事後", BIG)])),
        lambda: Subject(form({}, [("Ⅰ-1-②", "甲", "乙", "事前", BIG)])),
    ),
    "A04B": (
        lambda: judged(form({}, [("Ⅱ(甲ファイル)-4-委託の有無", "委託しない", "委託する", "事後", SMALL)])),
        lambda: judged(form({}, [("Ⅱ(甲ファイル)-4-委託の有無", "委託しない", "委託する", "事前", BIG)])),
    ),
    "A05": (
        lambda: Subject(form({}, [("Ⅰ-1-②", "甲", "乙", "事後", "")])),
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", "")])),
    ),
    "A06": (
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", "")])),
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL)])),
    ),
    "A07": (
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL, None)])),
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL)])),
    ),
    "A08": (
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "", SMALL)])),
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL)])),
    ),
    "A09": (
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL), ("Ⅰ-1-③", "甲", "乙", "事後", SMALL, date(2024, 1, 1))])),
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL, date(2024, 1, 1)), ("Ⅰ-1-③", "甲", "乙", "事後", SMALL)])),
    ),
    "A10": (
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL, date(2026, 1, 1))])),
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL)])),
    ),
    "A10B": (lambda: Subject(form({}, published=None)), lambda: Subject(form({}))),
    "A11": (
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL, date(2022, 1, 1)), ("Ⅰ-1-①", "乙", "丙", "事後", SMALL)])),
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL, date(2025, 1, 1)), ("Ⅰ-1-①", "乙", "丙", "事後", SMALL)])),
    ),
    "A12": (
        lambda: Subject(form({}, [("Ⅱ-1-時点", "令和元年6月1日", "令和2年6月1日", "事後", SMALL)], kind=BASIC)),
        lambda: Subject(form({}, [("Ⅱ-1-時点", "令和元年6月1日", "令和7年6月1日", "事後", SMALL)], kind=BASIC)),
    ),
    "A12B": (
        lambda: Subject(form({"Ⅱ-1-時点": "令和2年6月1日"}, kind=BASIC)),
        lambda: Subject(form({"Ⅱ-1-時点": "令和7年6月1日"}, kind=BASIC)),
    ),
    "A13": (
        lambda: Subject(form({"Ⅲ": "基礎項目評価の実施が義務付けられる"}, kind=BASIC), assessment="基礎項目評価及び全項目評価の実施が義務付けられる"),
        lambda: Subject(form({"Ⅲ": "基礎項目評価の実施が義務付けられる"}, kind=BASIC), assessment="基礎項目評価の実施が義務付けられる"),
    ),
    "A14": (
        lambda: Subject(form({"Ⅵ-1-①": "令和3年2月1日"}, [("Ⅰ-1-②", "甲", "乙", "事前", BIG)])),
        lambda: Subject(form({"Ⅵ-1-①": "令和7年8月1日"}, [("Ⅰ-1-②", "甲", "乙", "事前", BIG)])),
    ),
    "A15": (
        lambda: Subject(form({"Ⅰ-1-③": "だいたい30万人"})),
        lambda: Subject(form({"Ⅰ-1-③": "30万人以上"})),
    ),
    "A16": (
        lambda: Subject(form({"Ⅰ-6-②": NUMBERS.replace("3、5", "3、3、5")})),
        lambda: Subject(form({"Ⅰ-6-②": NUMBERS})),
    ),
    "A17": (
        lambda: Subject(form({"Ⅱ(甲)-5-提供・移転の有無": ("提供を行っている（3件）",), "Ⅱ(甲)-5-提供先1": "県", "Ⅱ(甲)-5-提供先2": "年金機構"})),
        lambda: Subject(form({"Ⅱ(甲)-5-提供・移転の有無": ("提供を行っている（2件）",), "Ⅱ(甲)-5-提供先1": "県", "Ⅱ(甲)-5-提供先2": "年金機構"})),
    ),
    "A17B": (
        lambda: Subject(form({"Ⅰ-6-②": RULED.format(ROWS_2023.replace("、107、", "、"))}, published=date(2023, 12, 29))),
        lambda: Subject(form({"Ⅰ-6-②": RULED.format(ROWS_2023)}, published=date(2023, 12, 29))),
    ),
    "A17C": (
        lambda: Subject(form({"Ⅰ-6-②": RULED.format(ROWS_2018.replace("116、119", "116、117、120"))}, published=date(2018, 4, 1))),
        lambda: Subject(form({"Ⅰ-6-②": RULED.format(ROWS_2018)}, published=date(2018, 4, 1))),
    ),
    "A18": (
        lambda: Subject(form({}, [("Ⅰ-6-②", NUMBERS, NUMBERS.replace("5、", "").replace("の項", "、13の項"), "事後", SMALL)])),
        lambda: Subject(form({}, [("Ⅰ-6-②", NUMBERS, NUMBERS.replace("の項", "、13の項"), "事後", SMALL)])),
    ),
    "A20": (
        lambda: Subject(form({"Ⅰ-9": (), "Ⅳ-8": (), "Ⅳ-11": ()}, [("Ⅳ-8", "－", "[○]人手を介在させる作業はない", "事後", SMALL)], kind=BASIC)),
        lambda: Subject(form({"Ⅰ-9": (), "Ⅳ-8": (), "Ⅳ-11": ()}, kind=BASIC)),
    ),
    "A21": (
        lambda: Subject(form({"Ⅲ(甲)-4": ("委託しない",), "Ⅲ(甲)-4-情報保護管理体制の確認": "契約の前に確かめる。"})),
        lambda: Subject(form({"Ⅲ(甲)-4": ("委託しない",), "Ⅲ(甲)-4-情報保護管理体制の確認": "－"})),
    ),
    "A22": (
        lambda: Subject(form({"Ⅰ-1-①": "国民健康保険に関する事務"})),
        lambda: Subject(form({"Ⅰ-1-①": "見本に関する事務"})),
    ),
    "A23": (
        lambda: Subject(form({"Ⅰ-1-①": "市税の事務", "Ⅰ-4-①": "公平な課税"}, [("Ⅰ-1-①", "課税", "公平な課税", "事後", SMALL)])),
        lambda: Subject(form({"Ⅰ-1-①": "市税の事務", "Ⅰ-4-①": "公平な課税"}, [("Ⅰ-4-①", "課税", "公平な課税", "事後", SMALL)])),
    ),
    "A23B": (
        lambda: Subject(replace(form({"Ⅰ-1-①": "甲"}), changes=(ChangeRow(1, "", "別に定める", "甲", "乙", "", ""),))),
        lambda: Subject(replace(form({"Ⅰ-1-①": "甲"}), changes=(ChangeRow(1, "", "", "甲", "乙", "", ""),))),
    ),
    "A24": (
        lambda: Subject(form({}, [("Ⅰ-1-①", "－", "説明を追加", "事後", SMALL)])),
        lambda: Subject(form({"Ⅰ-1-①": "市税の事務"}, [("Ⅰ-1-①", "税", "市税の事務", "事後", SMALL)])),
    ),
    "A25": (
        lambda: judged(form({}, [("Ⅱ(甲ファイル)-4-委託の有無", "委託しない", "委託する", "事前", SMALL)])),
        lambda: judged(form({}, [("Ⅱ(甲ファイル)-4-委託の有無", "委託しない", "委託する", "事前", BIG)])),
    ),
    "A26": (
        lambda: Subject(form({"Ⅱ(甲)-3-②": ("紙",), "Ⅱ(甲)-3-⑧-使用方法": "電子記録媒体で受け取る。"})),
        lambda: Subject(form({"Ⅱ(甲)-3-②": ("電子記録媒体（フラッシュメモリを除く。）",), "Ⅱ(甲)-3-⑧-使用方法": "電子記録媒体で受け取る。"})),
    ),
    "A27": (
        lambda: Subject(form({"Ⅱ(甲)-6-③": "30日経過後に削除する。", "Ⅲ(甲)-7-リスク3-手順の内容": "1日以内に消去する。"})),
        lambda: Subject(form({"Ⅱ(甲)-6-③": "30日経過後に削除する。", "Ⅲ(甲)-7-リスク3-手順の内容": "30日経過後に消去する。"})),
    ),
    "A27B": (
        lambda: judged(form({"Ⅲ(甲)-2-リスク2-リスクに対する措置の内容": "番号法第16条に基づき確かめる。"}, MOVED)),
        lambda: judged(form({"Ⅲ(甲)-2-リスク2-リスクに対する措置の内容": "番号法第17条に基づき確かめる。"}, MOVED)),
    ),
    "A28": (
        lambda: Subject(form({"Ⅰ-1-②": "ガバメントクラウドで処理する。", "Ⅱ(甲)-6-①": "施錠した庁舎のサーバ室"})),
        lambda: Subject(form({"Ⅰ-1-②": "ガバメントクラウドで処理する。", "Ⅱ(甲)-6-①": "クラウド事業者のデータセンター"})),
    ),
    "A29": (
        lambda: Subject(form({"Ⅰ-6-②": "番号法第19条第7号　別表第二の27の項"})),
        lambda: Subject(form({"Ⅰ-6-②": "番号法第19条第8号に基づく主務省令第2条の表の48の項"})),
    ),
    "A29B": (
        lambda: Subject(form({"Ⅰ-6-②": "番号法第99条、番号法第19条第8号に基づく主務省令第2条の表の48、999の項"})),
        lambda: Subject(form({"Ⅰ-6-②": "番号法第9条、番号法第19条第8号に基づく主務省令第2条の表の48の項"})),
    ),
    "A29C": (
        lambda: Subject(form({"Ⅰ-6-②": "番号法第16条の2"}, published=date(2021, 8, 31))),
        lambda: Subject(form({"Ⅰ-6-②": "番号法第16条の2"}, published=date(2021, 9, 1))),
    ),
    "A29D": (
        lambda: Subject(form({"Ⅰ-6-②": "番号法第9条"}, published=date(2016, 4, 1))),
        lambda: Subject(form({"Ⅰ-6-②": "番号法第9条"}, published=date(2018, 4, 1))),
    ),
    "A30": (
        lambda: Subject(form({"Ⅰ-7-①": "総務部市民課", "Ⅱ(甲)-2-⑥": "環境部市民課"})),
        lambda: Subject(form({"Ⅰ-7-①": "総務部市民課", "Ⅱ(甲)-2-⑥": "総務部市民課、環境部資源課"})),
    ),
    "A31": (
        lambda: Subject(form({"Ⅲ(甲)-7-リスク1-⑤-具体的な対策の内容": LONG, "Ⅲ(甲)-7-リスク1-⑥-具体的な対策の内容": LONG})),
        lambda: Subject(form({"Ⅲ(甲)-7-リスク1-⑤-具体的な対策の内容": LONG, "Ⅲ(甲)-7-リスク1-⑥-具体的な対策の内容": "通信を暗号化する。"})),
    ),
    "A31B": (
        lambda: Subject(form({"Ⅱ(甲)-3-④": "申請のつど、窓口で本人から入手する。", "Ⅱ(甲)-5-提供先1-⑦": "申請のつど、窓口で本人から入手する。"})),
        lambda: Subject(form({"Ⅱ(甲)-3-④": "申請のつど、窓口で本人から入手する。", "Ⅱ(甲)-5-提供先1-⑦": "照会のつど、連携端末から提供する。"})),
    ),
    "A32": (
        lambda: Subject(form({"Ⅰ-4-①": "公平に課税するため、、である。"})),
        lambda: Subject(form({"Ⅰ-4-①": "公平に課税するためである（1）。"})),
    ),
    "A32B": (
        lambda: Subject(form({"Ⅰ-4-①": "住民基本台張を確かめる。"})),
        lambda: Subject(form({"Ⅰ-4-①": "住民基本台帳を確かめる。"})),
    ),
    "A33": (
        lambda: Subject(form({"Ⅰ-4-①": "中間サーバーを使う。", "Ⅰ-4-②": "中間サーバを使う。"})),
        lambda: Subject(form({"Ⅰ-4-①": "中間サーバを使う。", "Ⅰ-4-②": "中間サーバを使う。"})),
    ),
    "A33B": (
        lambda: Subject(form({"Ⅰ-4-①": "宛名情報管理を行う。" * 10, "Ⅰ-4-②": "宛名情報菅理を行う。"})),
        lambda: Subject(form({"Ⅰ-4-①": "宛名情報管理を行う。" * 10, "Ⅰ-4-②": "宛名情報照会を行う。"})),
    ),
    "A34": (
        lambda: Subject(form({"Ⅰ-6-②": "番号法第19条（特定個人情報の保管の制限）"})),
        lambda: Subject(form({"Ⅰ-6-②": "番号法第19条（特定個人情報の提供の制限）"})),
    ),
    "A35": (
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", "令和6年10月20日様式改正による。")])),
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", "令和6年10月1日様式改正による。")])),
    ),
    "A36": (
        lambda: Subject(form({}, [("Ⅰ-2-システム1-①", "－", "乙システム", "事前", BIG)])),
        lambda: Subject(form({}, [("Ⅰ-1-②", "甲", "乙", "事前", BIG)])),
    ),
    "A37": (
        lambda: Subject(form({"Ⅵ-2-②": ""}, [("Ⅰ-1-②", "甲", "乙", "事前", BIG)])),
        lambda: Subject(form({"Ⅵ-2-②": "令和7年6月1日から7月1日まで"}, [("Ⅰ-1-②", "甲", "乙", "事前", BIG)])),
    ),
    "A38": (
        lambda: stepped(form({"Ⅱ(甲ファイル)-3-⑥": "賦課のため。"}), form({"Ⅱ(甲ファイル)-3-⑥": "滞納の整理に向けた準備として。"})),
        lambda: stepped(
            form({"Ⅱ(甲ファイル)-3-⑥": "賦課のため。"}),
            form(
                {"Ⅱ(甲ファイル)-3-⑥": "滞納の整理に向けた準備として。"},
                [("Ⅱ(甲ファイル)-3-⑥", "賦課のため。", "滞納の整理に向けた準備として。", "事前", BIG)],
            ),
        ),
    ),
    "A09B": (
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL), ("Ⅰ-1-①", "甲", "丙", "事後", SMALL)])),
        lambda: Subject(form({}, [("Ⅰ-1-①", "甲", "乙", "事後", SMALL), ("Ⅰ-1-①", "乙", "丙", "事後", SMALL)])),
    ),
    "A11B": (
        lambda: Subject(form({}, kind=BASIC), as_of=date(2026, 12, 2)),
        lambda: Subject(form({}, kind=BASIC), as_of=date(2026, 12, 1)),
    ),
    "A12C": (
        lambda: Subject(form({}, [("Ⅱ-1-時点", "令和6年6月1日", "令和7年12月2日", "事後", SMALL)], kind=BASIC)),
        lambda: Subject(form({}, [("Ⅱ-1-時点", "令和6年6月1日", "令和7年12月1日", "事後", SMALL)], kind=BASIC)),
    ),
    "A12D": (
        lambda: Subject(form({"Ⅱ-1-時点": "令和7年12月2日"}, kind=BASIC)),
        lambda: Subject(form({"Ⅱ-1-時点": "令和7年12月1日"}, kind=BASIC)),
    ),
    "A13B": (
        lambda: Subject(form({"Ⅰ-1-③": "1,000人以上1万人未満", "Ⅱ(甲)-2-②": "1万人以上10万人未満"})),
        lambda: Subject(form({"Ⅰ-1-③": "1万人以上10万人未満", "Ⅱ(甲)-2-②": "1万人未満"})),
    ),
    "A13C": (
        lambda: Subject(form({"Ⅲ": "基礎項目評価の実施が義務付けられる", "Ⅳ-1": "基礎項目評価書及び全項目評価書"}, kind=BASIC)),
        lambda: Subject(form({"Ⅲ": "基礎項目評価の実施が義務付けられる（任意に全項目評価を実施）", "Ⅳ-1": "基礎項目評価書及び全項目評価書"}, kind=BASIC)),
    ),
    "A14B": (
        lambda: Subject(form({}, kind=BASIC), as_of=date(2030, 12, 2)),
        lambda: Subject(form({}, kind=BASIC), as_of=date(2030, 12, 1)),
    ),
    "A19": (
        lambda: Subject(form({}, kind=BASIC, revision="平成31年1月")),
        lambda: Subject(form({}, kind=BASIC, revision="平成31年1月", published=date(2025, 3, 31))),
    ),
    "A21B": (
        lambda: Subject(form({"Ⅰ-6-①": "実施する", "Ⅰ-6-②": "－"})),
        lambda: Subject(form({"Ⅰ-6-①": "実施しない", "Ⅰ-6-②": "－"})),
    ),
    "A31C": (
        lambda: Subject(form(RECIPIENTS | {"Ⅱ(甲)-5-移転先2-②": "児童手当の所得の審査に用いる。"})),
        lambda: Subject(form(RECIPIENTS | {"Ⅱ(甲)-5-移転先2-②": "就学援助の所得の審査に用いる。"})),
    ),
    "A33C": (
        lambda: Subject(form({"Ⅰ-4-①": "申込みの受付を行う。", "Ⅰ-4-②": "申し込みの受付を行う。"})),
        lambda: Subject(form({"Ⅰ-4-①": "申込みの受付を行う。", "Ⅰ-4-②": "電話で申し込む者を受け付ける。"})),
    ),
    "A33D": (
        lambda: Subject(form({"Ⅰ-5": f"{NUMBER_ACT}（以下「番号利用法」という。）第9条第1項", "Ⅰ-6-②": "番号法第19条第8号"})),
        lambda: Subject(form({"Ⅰ-5": f"{NUMBER_ACT}（以下「番号法」という。）第9条第1項", "Ⅰ-6-②": "番号法第19条第8号"})),
    ),
    "A33E": (
        lambda: Subject(form({"Ⅰ-4-①": "宛名管理端末（以下「端末」という。）と窓口印刷装置（以下「端末」という。）"})),
        lambda: Subject(form({"Ⅰ-4-①": "宛名管理端末（以下「端末」という。）と、みほん市の宛名管理端末（以下「端末」という。）"})),
    ),
    "A40": (
        lambda: stepped(form({"Ⅰ-1-②": "甲"}), form({"Ⅰ-1-②": "乙"}, [("Ⅰ-1-②", "甲", "乙", "事前", BIG, date(2025, 11, 1))])),
        lambda: stepped(form({"Ⅰ-1-②": "甲"}), form({"Ⅰ-1-②": "乙"}, [("Ⅰ-1-②", "甲", "乙", "事前", BIG, date(2025, 12, 1))])),
    ),
    "A41": (
        lambda: Subject(form({}), faults=(UnreadableSourceError("読めません", where="0123456789:12-基礎.yaml"),)),
        lambda: Subject(form({})),
    ),
}  # fmt: skip


@pytest.mark.parametrize("check", sorted(CASES))
def test_a_check_speaks_on_its_sample_and_is_silent_on_the_other(check):
    triggers, silent = CASES[check]
    assert check in {seen.check for seen in audit(triggers())}
    assert check not in {seen.check for seen in audit(silent())}


def test_every_check_has_its_samples_and_a_clause():
    assert {check.id for check in catalogue()} == set(CASES)
    assert all(check.clause and check.title for check in catalogue())


def test_no_observation_accuses():
    words = [check.title for check in catalogue()]
    words += [seen.message for triggers, _ in CASES.values() for seen in audit(triggers())]
    assert not [text for text in words if "違法" in text or "違反" in text]


def seen(subject, check):
    """Rows and addresses a check spoke of."""
    return [(each.row, str(each.path)) for each in audit(subject) if each.check == check]


def test_a_row_about_a_range_of_recipients_is_held_against_its_members():
    rows = [("Ⅱ(甲)-5-提供先1~60-①", "番号法第19条第7号", "番号法第19条第8号", "事後", SMALL)]
    told = form({"Ⅱ(甲)-5-提供先1-①": "番号法第19条第8号"}, rows)
    assert not seen(Subject(told), "A02")
    old = form({"Ⅱ(甲)-5-提供先1-①": "番号法第19条第7号"}, rows)
    assert seen(Subject(old), "A02")
    assert seen(Subject(replace(old, unassigned=(Unassigned(7, "[判読不能]"),))), "A02")


def test_a_chain_breaks_across_the_parts_of_an_item():
    text = "なお、交付に係る事務の一部は、法令の定めにより、機構に対する委任が認められている。"
    rows = [
        ("Ⅰ-1-②-後段", text.replace("法令", "法律"), text, "事後", SMALL, date(2023, 4, 1)),
        ("Ⅰ-1-②", text.replace("法令", "政令"), text.replace("法令", "命令"), "事後", SMALL),
    ]
    assert seen(Subject(form({}, rows)), "A03") == [(2, "Ⅰ-1-②")]
    same = [rows[0], ("Ⅰ-1-②", text, text.replace("法令", "命令"), "事後", SMALL)]
    assert not seen(Subject(form({}, same)), "A03")


def test_a_described_removal_names_the_number_it_is_about():
    rows = [
        ("Ⅰ-1-③", "1. 甲システム", "1. 甲システム\n2. 乙システム(予定)", "事後", SMALL, date(2023, 4, 1)),
        ("Ⅰ-1-③-1", "(削除)", "(予定の削除)", "事後", SMALL),
    ]
    assert seen(Subject(form({}, rows)), "A23") == [(2, "Ⅰ-1-③-1")]
    assert not seen(Subject(form({}, [rows[0], ("Ⅰ-1-③-2", *rows[1][1:])])), "A23")


@pytest.mark.parametrize(
    ("rows", "check"),
    [
        ([("Ⅰ-1-②", LONG, LONG, "事後", SMALL)], "A24"),
        ([("Ⅰ-1-②", "甲", LONG, "事後", SMALL), ("Ⅰ-1-②", "甲", LONG[1:], "事後", SMALL)], "A09B"),
    ],
)
def test_a_long_cell_is_quoted_by_its_first_sixty_letters(rows, check):
    (words,) = evidence(Subject(form({}, rows)), check)
    assert words == tuple(text[:60] for text in dict.fromkeys(row[2] for row in rows))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("－", "甲"), ("－", "乙")),
        (("甲", "－"), ("甲", "乙")),
        (("甲", "（甲を削除）"), ("甲", "（乙を追加）")),
        (("（省略）", "甲"), ("（省略）", "乙")),
    ],
)
def test_rows_of_a_day_that_do_not_quote_both_texts_contradict_nobody(first, second):
    rows = [("Ⅰ-1-②", *cells, "事後", SMALL) for cells in (first, second)]
    assert not seen(Subject(form({}, rows)), "A09B")


def test_what_a_published_row_said_is_quoted_by_its_first_forty_letters():
    row, other = ("Ⅰ-1-②", "甲", "乙", "事後", LONG), ("Ⅰ-1-③", "丙", LONG, "事後", SMALL)
    told = stepped(form({}, [row, other]), form({}, [(*row[:4], LONG[1:])]))
    assert evidence(told, "A39") == [(f"説明: {LONG[:40]} → {LONG[1:41]}",), (f"Ⅰ-1-③: {LONG[:40]}",)]


def test_a_telephone_number_is_no_matter_of_wording():
    wording = "他の評価書との表現の統一"
    told = judged(form({}, [("Ⅰ-7-①", "市民課　01-2345-6789", "市民課　01-2345-9999", "事後", wording)]))
    assert seen(told, "A25")
    assert not seen(judged(form({}, [("Ⅰ-7-①", "市民課の窓口", "市民課 窓口", "事後", wording)])), "A25")


def test_an_item_on_an_unreadable_page_is_not_held_against_its_row():
    rows = [("Ⅳ-1-①-具体的なチェック方法", "年に1回確かめる。", "年に2回確かめる。", "事後", SMALL)]
    unread = replace(form({"Ⅰ-1-①": "甲"}, rows), unassigned=(Unassigned(7, "[判読不能]"),))
    assert not seen(Subject(unread), "A02")
    assert seen(Subject(unread), "A02B")
    assert seen(Subject(replace(unread, unassigned=())), "A02")


@pytest.mark.parametrize(
    ("item", "after", "told"),
    [("Ⅳ-1-①", "年に2回確かめる。", True), ("Ⅳ-1-①", "（点検の方法を追加）", False), ("全体", "年に2回確かめる。", False)],
)
def test_only_a_row_that_quotes_an_item_waits_for_the_unreadable_page(item, after, told):
    unread = form({"Ⅰ-1-①": "甲"}, [(item, "－", after, "事後", SMALL)])
    found = seen(Subject(replace(unread, unassigned=(Unassigned(7, "[判読不能]"),))), "A02B")
    assert bool(found) is told


@pytest.mark.parametrize(
    ("left", "quoted", "broken"),
    [
        ("令和6年9月1日", "令和６年９月１日", False),
        ("令和6年9月1日", "2024年9月1日", False),
        ("令和6年9月1日", "2024年9月2日", True),
        ("令和6年9月", "令和6年9月", False),
        ("令和6年9月", "令和6年10月", True),
    ],
)
def test_a_day_leads_to_itself_however_it_is_spelt(left, quoted, broken):
    rows = [("Ⅱ-1-時点", "－", left, "事後", SMALL), ("Ⅱ-1-時点", quoted, "令和7年4月1日", "事後", SMALL)]
    told = form({"Ⅱ-1-時点": "令和7年4月1日"}, rows, kind=BASIC)
    assert bool(seen(Subject(told), "A03")) is broken


def test_a_row_about_the_whole_form_tells_only_what_it_names():
    rows = [("全体", "個人番号カード", "マイナンバーカード", "事後", SMALL)]
    old = form({"Ⅰ-1-②": "個人番号カードの交付", "Ⅰ-1-③": "甲システム"})
    told = stepped(old, form({"Ⅰ-1-②": "マイナンバーカードの交付", "Ⅰ-1-③": "甲システム"}, rows))
    assert not seen(told, "A01")
    more = stepped(old, form({"Ⅰ-1-②": "マイナンバーカードの交付", "Ⅰ-1-③": "乙システム"}, rows))
    assert seen(more, "A01") == [(None, "Ⅰ-1-③")]


def test_ticked_boxes_and_elided_lines_are_told_by_what_changed():
    rows = [("Ⅰ-1-②", "（省略）\n②計算", "（省略）\n②計算と通知", "事後", SMALL)]
    assert not seen(stepped(form({"Ⅰ-1-②": "①受付\n②計算"}), form({"Ⅰ-1-②": "①受付\n②計算と通知"}, rows)), "A01C")
    rows = [("Ⅳ-9", "[○]自己点検　[　]内部監査", "[○]自己点検　[○]内部監査", "事後", SMALL)]
    old, new = (
        form({"Ⅳ-9": ticks}, added, kind=BASIC)
        for ticks, added in ((("自己点検",), ()), (("自己点検", "内部監査"), rows))
    )
    assert not seen(stepped(old, new), "A01C")


def test_groups_printed_beforehand_and_left_empty_are_no_recipients():
    told = {"Ⅱ(甲)-5-提供・移転の有無": ("提供を行っている（1件）",), "Ⅱ(甲)-5-提供先1": "県"}
    empty = {"Ⅱ(甲)-5-提供先2~5": "", "Ⅱ(甲)-5-提供先2~5-①": "－", "Ⅱ(甲)-5-移転先2~5-④": "[　　]"}
    assert not seen(Subject(form({**told, **empty})), "A17")
    assert seen(Subject(form({**told, **empty, "Ⅱ(甲)-5-提供先2~5-①": "番号法第19条第8号"})), "A17")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("承認を得たもののみを渡す。", False),
        ("調べたものの提供は認めない。", False),
        ("年間ののべ人数を記す。", False),
        ("住民のの情報を渡す。", True),
        ("申請書を\nを受け取る。", False),
        ("住民基本台帳ファイル\n住民基本台帳ファイルは、転出のつど直す。", False),
        ("職場において、手順に記された\n手順に記された事項を確かめる。", True),
        ("入退室の証（ICカー\nを貸与された者に限る。", False),
        ("法律（以下「甲法」という。））の規定による。", True),
        ("1) 受付\n2) 審査", False),
    ],
)
def test_what_a_line_end_parts_is_not_doubled_and_what_it_lost_is_no_lone_bracket(text, found):
    assert bool(seen(Subject(form({"Ⅰ-4-①": text})), "A32")) is found


def test_a_row_is_held_for_slips_where_the_form_no_longer_has_them():
    rows = [("Ⅰ-4-①", "－", "公平に課税するため、、である。", "事後", SMALL)]
    assert seen(Subject(form({"Ⅰ-4-①": "公平に課税するためである。"}, rows)), "A32") == [(1, "Ⅰ-4-①")]
    assert seen(Subject(form({"Ⅰ-4-①": "公平に課税するため、、である。"}, rows)), "A32") == [(None, "Ⅰ-4-①")]


@pytest.mark.parametrize(
    ("item", "value", "after"),
    [
        ("Ⅳ-10", "十分に行っている", "2)　十分に行っている"),
        ("Ⅳ-10", "十分に行っている", "１０　従業者に対する教育・啓発\n[十分に行っている]"),
        ("Ⅰ-7", "みほん市市民課\n内線100", "みほん市市民課\n（以下略）"),
    ],
)
def test_a_row_may_quote_the_print_around_a_value(item, value, after):
    rows = [(item, "－", after, "事後", SMALL)]
    assert not seen(Subject(form({item: value}, rows, kind=BASIC)), "A02")
    other = "十分に行っていない" if item == "Ⅳ-10" else "別の課"
    assert seen(Subject(form({item: other}, rows, kind=BASIC)), "A02")


def test_a_block_with_printed_labels_is_held_item_by_item():
    items = {"Ⅱ(甲)-4-委託事項1": "保守", "Ⅱ(甲)-4-委託事項1-①": "点検", "Ⅱ(甲)-4-委託事項1-③": "10人未満"}
    block = "委託事項１　保守\n①委託内容　点検\n③委託先における取扱者数　{}"
    rows = [("Ⅱ(甲)-4-委託事項1", "－", block.format("10人未満"), "事後", SMALL)]
    assert not seen(Subject(form(items, rows)), "A02")
    rows = [("Ⅱ(甲)-4-委託事項1", "－", block.format("10人以上50人未満"), "事後", SMALL)]
    assert seen(Subject(form(items, rows)), "A02")


def test_an_old_row_whose_label_leads_to_the_new_number_names_its_item():
    rows = [("Ⅳ-9", "[○]自己点検", "[○]自己点検　[○]内部監査", "事後", SMALL, date(2022, 6, 1))]
    told = form({"Ⅳ-9": ("自己点検", "内部監査"), "Ⅳ-10": "十分に行っている"}, rows, kind=BASIC)
    assert not seen(Subject(told), "A23")
    assert not seen(Subject(told), "A02")


def test_a_chain_is_held_by_the_bullet_that_is_quoted():
    text = "受け付けた申請の内容を窓口の端末で確かめたうえで、台帳に{}を記録する。"
    rows = [
        ("Ⅰ-1-②", "－", f"①{text.format('氏名')}", "事後", SMALL, date(2023, 4, 1)),
        ("Ⅰ-1-②", f"②{text.format('住所')}", f"②{text.format('住所と番地')}", "事後", SMALL),
    ]
    assert not seen(Subject(form({}, rows)), "A03")
    same = [rows[0], ("Ⅰ-1-②", f"①{text.format('住所')}", f"①{text.format('住所と番地')}", "事後", SMALL)]
    assert seen(Subject(form({}, same)), "A03")


def test_a_spelling_that_a_row_changes_is_no_row_that_says_the_same_twice():
    assert not seen(Subject(form({}, [("Ⅰ-1-①", "甲サーバ", "甲サーバー", "事後", SMALL)])), "A24")


@pytest.mark.parametrize(
    ("text", "published", "seen"),
    [
        ("番号法第19条第8号（条例事務の情報連携）", date(2021, 9, 1), True),
        ("番号法第19条第8号（条例事務の情報連携）", date(2021, 8, 31), False),
        ("番号法第19条第9号（条例事務の情報連携）", date(2021, 9, 1), False),
        ("番号法第19条第8号に基づく主務省令第2条の表、みほん市条例で定める事務", date(2024, 9, 1), False),
    ],
)
def test_the_item_for_ordinances_moved_with_the_others(text, published, seen):
    found = audit(Subject(form({"Ⅰ-6-②": text}, published=published)))
    assert any(each.check == "A29" and "第9号" in each.message for each in found) is seen


@pytest.mark.parametrize(
    ("text", "published", "checks"),
    [
        ("番号法別表第二の27の項", date(2024, 5, 26), set()),
        ("番号法別表第二の27、999の項", date(2024, 5, 26), {"A29B"}),
        ("番号法別表第二の27、999の項", date(2024, 5, 27), {"A29"}),
        ("番号法第12条の3、第19条第8号（特定個人情報の提供の制限）", date(2024, 5, 27), {"A29B"}),
        ("みほん市条例第99条、住民基本台帳法施行令第99条、旧番号法第99条", date(2024, 5, 27), set()),
        ("評価規則第9条の2", date(2020, 4, 1), {"A29B", "A29C"}),
        ("（旧）番号法別表第二の27の項、改正前の番号法別表第二", date(2025, 4, 1), set()),
        ("令和6年5月26日までは番号法別表第二の27の項", date(2025, 4, 1), set()),
        ("番号法第9条第1項（別表第一の16の項）", date(2025, 4, 1), {"A29B"}),
        ("番号法第9条第1項及び同法別表の999の項", date(2025, 4, 1), {"A29B"}),
        ("番号法別表1の16の項、番号法別表第二の項", date(2023, 4, 1), set()),
        ("番号法別表第一の16の項\n番号法第9条第2項\nみほん市番号条例\n・別表第1の999の項", date(2023, 4, 1), set()),
        ("評価規則第9条第1項後段", date(2025, 4, 1), set()),
    ],
)
def test_citations_by_the_law_of_the_form(text, published, checks):
    found = audit(Subject(form({"Ⅰ-6-②": text}, published=published)))
    assert {each.check for each in found if each.check.startswith(("A29", "A34", "A17"))} <= checks
    assert bool(checks) == any(each.check in checks for each in found)


@pytest.mark.parametrize(("day", "early"), [(date(2021, 8, 31), True), (date(2021, 9, 1), False), (None, False)])
def test_a_row_cites_the_law_of_its_own_day(day, early):
    told = form({}, [("Ⅰ-6-②", "－", "番号法第16条の2", "事後", SMALL, day)])
    assert seen(Subject(told), "A29C") == ([(1, "Ⅰ-6-②")] if early else [])


def test_a_form_without_a_day_is_accused_only_of_what_is_wrong_all_the_time():
    fine = form({"Ⅰ-6-②": "主務省令第2条の表の157の項、95の2の項"}, published=None)
    assert not [each for each in audit(Subject(fine)) if each.check in {"A29B", "A29C"}]
    wrong = form({"Ⅰ-6-②": "主務省令第2条の表の999の項"}, published=None)
    assert [each.check for each in audit(Subject(wrong)) if each.check in {"A29B", "A29C"}] == ["A29B"]


NOTHING_HANDED_OVER = {"Ⅱ(甲)-5-提供・移転の有無": ("行っていない",), "Ⅲ(甲)-5-リスク1-リスクへの対策は十分か": "十分である"}


@pytest.mark.parametrize(
    ("kind", "items", "wrong"),
    [
        ("全項目", {"Ⅱ(甲)-4-委託事項1-⑦": "再委託しない", "Ⅱ(甲)-4-委託事項1-⑨": "名簿の印刷"}, True),
        ("全項目", {"Ⅱ(甲)-4-委託事項1-⑦": "再委託しない", "Ⅱ(甲)-4-委託事項1-⑨": "再委託はしない。"}, False),
        ("全項目", {"Ⅱ(甲)-4-委託事項1-⑦": "再委託しない", "Ⅱ(甲)-4-委託事項2-⑨": "名簿の印刷"}, False),
        ("全項目", {"Ⅲ(甲)-7-リスク1-⑨": "発生なし", "Ⅲ(甲)-7-リスク1-⑨-その内容": "名簿を別の者へ送った。"}, True),
        (
            "全項目",
            {"Ⅲ(甲)-7-リスク1-⑤": "十分に行っていない", "Ⅲ(甲)-7-リスク1-⑤-具体的な対策の内容": "施錠する。"},
            False,
        ),
        ("全項目", {"Ⅴ-1-③": "無料", "Ⅴ-1-③-手数料額、納付方法": "写しの交付には実費が要る。"}, False),
        ("全項目", {"Ⅱ(甲)-6-②": "定められていない", "Ⅱ(甲)-6-②-その妥当性": "時効があるため。"}, False),
        ("基礎", {"Ⅰ-4-①": "実施しない", "Ⅰ-4-②": "番号法第19条第8号"}, True),
        ("基礎", {"Ⅰ-4-①": "未定", "Ⅰ-4-②": "番号法第19条第8号"}, False),
        ("基礎", {"Ⅳ-6": ("接続しない（入手）",), "Ⅳ-6-目的外の入手": "十分である"}, True),
        ("基礎", {"Ⅳ-6": ("接続しない（入手）",), "Ⅳ-6-不正な提供": "十分である"}, False),
        ("基礎", {"Ⅰ-4-①": "実施する", "Ⅳ-6": ("接続しない（入手）", "接続しない（提供）")}, True),
        ("基礎", {"Ⅰ-4-①": "実施する", "Ⅳ-6": ("接続しない（提供）",)}, False),
        ("全項目", {"Ⅱ(甲)-5-提供・移転の有無": ("移転を行っている（1件）",), "Ⅲ(甲)-5": ("提供・移転しない",)}, True),
        ("全項目", {"Ⅱ(甲)-5-提供・移転の有無": ("提供を行っている（1件）",), "Ⅲ(甲)-5": ("提供・移転しない",)}, False),
        ("全項目", {**NOTHING_HANDED_OVER, "Ⅲ(甲)-5": ()}, True),
        ("全項目", {"Ⅱ(甲)-5-提供・移転の有無": ("行っていない",), "Ⅲ(甲)-5": ()}, False),
    ],
)
def test_a_no_excludes_what_stands_below_it(kind, items, wrong):
    assert bool(seen(Subject(form(items, kind=FormKind(kind))), "A21")) is wrong


def evidence(subject, check):
    """What is quoted beside each observation of a check."""
    return [each.evidence for each in audit(subject) if each.check == check]


def test_three_of_many_lost_lines_are_quoted_and_all_are_counted():
    lost = [f"{name}係の職員が台帳を確かめる。" for name in "甲乙丙丁戊"]
    told = Subject(form({"Ⅰ-1-②": "申請を受け付ける。"}, [("Ⅰ-1-②", "－", "\n".join(lost), "事後", SMALL)]))
    (found,) = (each for each in audit(told) if each.check == "A02")
    assert (found.evidence, "5か所" in found.message) == (tuple(lost[:3]), True)


def test_a_result_that_names_no_assessment_is_not_weighed():
    handed = {"Ⅳ-1": "全項目評価書"}
    for result in ("未定", "特定個人情報保護評価の実施は不要"):
        told = Subject(form({**handed, "Ⅲ": result}, kind=BASIC))
        assert not seen(told, "A13")
        assert not seen(told, "A13C")


def test_an_assessment_without_a_day_is_counted_from_the_day_of_publication():
    late = date(2031, 1, 1)
    told = Subject(form({"Ⅵ-1-①": ""}, published=date(2025, 12, 1)), as_of=late)
    (found,) = (each for each in audit(told) if each.check == "A14B")
    assert (found.path, "公表日" in found.message) == (None, True)


def test_a_slip_that_may_be_meant_is_told_only_beside_the_right_word():
    rule = "個人情報の取扱いを順守する。"
    assert not seen(Subject(form({"Ⅰ-4-①": rule})), "A32B")
    assert seen(Subject(form({"Ⅰ-4-①": rule, "Ⅰ-4-②": "契約で遵守を求める。"})), "A32B") == [(None, "Ⅰ-4-①")]
    rows = [("Ⅰ-4-①", "－", "個人情報保護員会に報告する。", "事後", SMALL)]
    assert seen(Subject(form({"Ⅰ-4-①": "委員会に報告する。"}, rows)), "A32B") == [(1, "Ⅰ-4-①")]


def test_the_latest_place_of_an_abbreviation_of_two_is_named_and_one_meaning_is_none():
    first, second = "宛名管理端末（以下「端末」という。）", "窓口印刷装置（以下「端末」という。）"
    assert seen(Subject(form({"Ⅰ-4-①": first, "Ⅰ-4-②": second})), "A33E") == [(None, "Ⅰ-4-②")]
    assert not seen(Subject(form({"Ⅰ-4-①": first, "Ⅰ-4-②": first})), "A33E")


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("見本手当条例および手当の台帳の整備に関する条例", "申請書並びに手当の台帳の整備に関する条例", False),
        ("見本手当条例及び手当の台帳の整備に関する条例", "見本手当規則及び手当の台帳の整備に関する条例", False),
        ("見本手当条例及び手当の台帳の整備に関する条例", "見本手当条例及び手当の支給の手続に関する条例", True),
        ("届出書及び手当の受給者の台帳の写し", "申請書及び手当の受給者の台帳の写し", True),
    ],
)
def test_a_law_that_other_words_lead_to_is_one_term(above, below, told):
    items = {"Ⅰ-4-①": f"{above}（以下「台帳」という。）", "Ⅰ-4-②": f"{below}（以下「台帳」という。）"}
    assert bool(seen(Subject(form(items)), "A33E")) is told


def test_a_noun_spelt_in_one_way_throughout_is_no_two_spellings():
    assert not seen(Subject(form({"Ⅰ-4-①": "取り扱いの記録を残す。", "Ⅰ-4-②": "取り扱いを点検する。"})), "A33C")
    (words,) = evidence(Subject(form({"Ⅰ-4-①": "取り扱いの記録を残す。", "Ⅰ-4-②": "取扱いを点検する。"})), "A33C")
    assert words == ("取り扱い（1）", "取扱い（1）")


@pytest.mark.parametrize(
    ("told", "ticked", "wrong"),
    [
        ("Ⅱ(甲)-3-⑧", "甲", False),
        ("Ⅱ(甲)-3-⑧", "乙", True),
        ("Ⅱ(甲)-3-④", "乙", False),
        ("Ⅲ(甲)-2-リスク1-対象者以外の情報の入手を防止するための措置の内容", "乙", False),
    ],
)
def test_a_medium_that_one_file_is_handed_over_by_is_ticked_for_that_file(told, ticked, wrong):
    ways = {f"Ⅱ({file})-3-②": ("電子記録媒体（フラッシュメモリを除く。）",) if file == ticked else ("紙",) for file in "甲乙"}
    found = form({"Ⅱ(甲)-1": "甲", **ways, told: "電子記録媒体で受け取る。"})
    assert bool(seen(Subject(found), "A26")) is wrong


OFTEN = "宛名管理の端末で特定個人情報を照会し、特定個人情報の写しは残さない。宛名管理の記録を点検する。" * 4


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("特定個情報の写しは残さない。", True),
        ("特定個人人情報の写しは残さない。", True),
        ("特定人個情報の写しは残さない。", True),
        ("個人の情報の写しは残さない。", False),
        ("本人確認情報の写しは残さない。", False),
        ("住民情報の写しは残さない。", False),
        ("特定個人情報ファイルの写しは残さない。", False),
    ],
)
def test_the_form_is_the_dictionary_that_a_slip_is_found_by(text, wrong):
    told = form({"Ⅰ-1-②": f"{OFTEN}\n住民の情報、住民票の情報を使う。", "Ⅰ-4-①": text})
    assert bool(seen(Subject(told), "A33B")) is wrong
    rows = [("Ⅰ-4-①", "－", text, "事後", SMALL)]
    assert (1 in {row for row, _ in seen(Subject(form({"Ⅰ-1-②": OFTEN}, rows)), "A33B")}) is wrong


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("特定個情報の写しは残さない。", "特定個人情報"),
        ("特定個人人情報の写しは残さない。", "特定個人情報"),
        ("特定人個情報の写しは残さない。", "特定個人情報"),
    ],
)
def test_a_slip_is_told_with_the_whole_word_that_was_meant(text, meant):
    (found,) = (each for each in audit(Subject(form({"Ⅰ-1-②": OFTEN, "Ⅰ-4-①": text}))) if each.check == "A33B")
    assert found.evidence == (text.removesuffix("の写しは残さない。"),)
    assert found.message.startswith(f"「{meant}」")


@pytest.mark.parametrize(
    ("numbers", "lost"), [("1、2、3、5、7、11", []), ("1、2、3、7、11", ["5"]), ("2、3、7、11", ["1、5"]), ("3、7、11、13", [])]
)
def test_one_or_two_numbers_that_vanish_from_a_list_are_told(numbers, lost):
    rows = [("Ⅰ-6-②", NUMBERS, NUMBERS.replace("1、2、3、5、7、11", numbers), "事後", SMALL)]
    assert evidence(Subject(form({}, rows)), "A18") == [(each,) for each in lost]


@pytest.mark.parametrize(("often", "once", "wrong"), [("上", "下", False), ("当", "下", False), ("当", "ヱ", False), ("当", "閏", True)])
def test_an_opposite_is_another_word_and_no_slip(often, once, wrong):
    told = form({"Ⅰ-1-②": f"窓口{often}期名簿に記す。" * 5, "Ⅰ-4-①": f"窓口{once}期名簿に記す。"})
    assert bool(seen(Subject(told), "A33B")) is wrong


@pytest.mark.parametrize(("times", "wrong"), [(9, False), (10, True)])
def test_a_letter_that_stands_elsewhere_too_is_a_slip_only_of_a_very_frequent_word(times, wrong):
    told = form({"Ⅰ-1-②": "窓口当期名簿に記す。" * times, "Ⅰ-4-①": "窓口登期名簿に記す。", "Ⅰ-4-②": "登録する。"})
    assert bool(seen(Subject(told), "A33B")) is wrong


@pytest.mark.parametrize(("times", "wrong"), [(2, False), (3, True)])
@pytest.mark.parametrize("slip", ["宛名理端末を使う。", "宛名管管理端末を使う。"])
def test_a_word_that_stands_three_times_shows_a_slip_of_it(slip, times, wrong):
    told = form({"Ⅰ-1-②": "宛名管理端末で照会する。" * times, "Ⅰ-4-①": slip})
    assert bool(seen(Subject(told), "A33B")) is wrong


def test_five_years_are_told_beside_significant_rows():
    items = {"Ⅵ-1-①": "令和2年2月1日"}
    rows = [("Ⅰ-1-②", "甲", "乙", "事前", BIG)]
    late = date(2026, 1, 1)
    assert {"A14", "A14B"} <= {each.check for each in audit(Subject(form(items, rows), as_of=late))}
    assert "A14B" in {each.check for each in audit(Subject(form(items), as_of=late))}
    assert "A14B" not in {each.check for each in audit(Subject(form(items), as_of=date(2025, 2, 1)))}


def test_an_emergency_lets_a_significant_row_come_after_its_change():
    old = form({"Ⅰ-1-②": "甲"})
    why = "規則第９条第２項を適用した。重要な変更に当たる。"
    assert not seen(stepped(old, form({"Ⅰ-1-②": "乙"}, [("Ⅰ-1-②", "甲", "乙", "事前", why, date(2025, 11, 1))])), "A40")


def test_where_the_rules_leave_it_open_a_cause_of_its_own_is_the_persons_word():
    change = ("Ⅱ(甲ファイル)-3-⑥", "賦課のため。", "滞納の整理に向けた準備として。", "事後")
    assert seen(judged(form({}, [(*change, SMALL)])), "A25")
    assert not seen(judged(form({}, [(*change, "事務の実態に合わせた変更であり、重要な変更に当たらない。")])), "A25")


def test_an_explanation_that_tells_of_an_amendment_names_what_was_amended():
    row = ("Ⅰ-5", "甲", "乙", "事後")
    assert seen(Subject(form({}, [(*row, "番号法第19条第7号に基づく事務の変更であるため。")])), "A29")
    assert not seen(Subject(form({}, [(*row, "番号法第19条第7号が第8号に改められたため。")])), "A29")


@pytest.mark.parametrize(("short", "wrong"), [("総）市民課", False), ("環）市民課", True)])
def test_a_bureau_named_by_its_first_letters_is_the_same_bureau(short, wrong):
    told = form({"Ⅰ-7-①": "総務部市民課", "Ⅱ(甲)-2-⑥": short})
    assert bool(seen(Subject(told), "A30")) is wrong


def test_an_address_that_is_told_besides_is_no_other_fact():
    wording = "他の評価書との表現の統一"
    rows = [("Ⅰ-7-①", "市民課　01-2345-6789", "市民課　見本市中央1丁目2番3号　01-2345-6789", "事後", wording)]
    assert not seen(judged(form({}, rows)), "A25")
