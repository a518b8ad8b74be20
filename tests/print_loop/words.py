"""Invented Japanese values for the items of a form: small grammars, so that two texts are rarely alike."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import zip_longest


def _words(line: str) -> list[str]:
    return line.split()


_FIELDS = _words(
    "介護保険 児童手当 国民健康保険 予防接種 固定資産税 軽自動車税 障害者手帳 公営住宅 奨学給付 ひとり親支援 生活資金貸付 母子保健 災害見舞金 後期高齢者医療 保育利用 就学援助"
)
_DEEDS = _words("資格管理 給付 賦課 徴収 申請受付 支給決定 記録管理 証明 減免 通知")
_PLACES = _words("みほん市 あおば野市 ゆのさと町 つきみ村 しらなみ市 こもれび町 みなと浜市")
_BODIES = _words("市長 町長 村長")
_BUREAUS = _words("総務部 税務部 福祉部 健康推進部 市民生活部 こども未来部 都市整備部 教育部")
_DIVISIONS = _words("庶務課 納税課 給付課 保健課 戸籍課 保育課 住宅課 学務課 収納課 相談支援課")
_TEAMS = _words("第一係 第二係 審査係 窓口係 企画係")
_SYSTEMS = _words("業務 宛名 収納 滞納整理 照会 帳票 台帳 窓口支援 健診 受給者 基盤連携 文書")
_SYSTEM_TAILS = _words("システム 管理システム 連携サーバ 標準準拠システム クラウドサービス 端末")
_PAPERS = _words("申請書 届出書 台帳 通知書 証明書 申告書 名簿 受給者証 調査票 決定書 納付書 診断書")
_OBJECTS = _words(
    "世帯の構成 所得の額 口座の番号 住所の履歴 資格の得喪 扶養の状況 納付の記録 健診の結果 障害の等級 送付先"
)
_ACTIONS = _words(
    "受け付ける 点検する 保管する 照合する 送付する 記録する 登録する 確認する 審査する 通知する 集計する 抽出する"
)
_WAYS = _words(
    "窓口で 端末から 専用線により 書面で 職員二名で 月次で その都度 委託先の立会いの下で 夜間の一括処理で 電話により"
)
_AIMS = _words(
    "誤りを防ぐ 重複を避ける 漏えいを防ぐ 本人の負担を減らす 支給の遅れをなくす 公平に課税する 対象者を正しく捉える"
)
_MEASURES = _words(
    "二要素認証 入退室の記録 操作ログの点検 書庫の施錠 暗号化 端末の固定 研修の受講 画面の自動ロック 権限の棚卸し 廃棄証明の受領"
)
_FIRMS = _words(
    "見本情報株式会社 ひかり電算株式会社 株式会社こだま事務代行 東野システムズ株式会社 さざなみ印刷有限会社 公益財団法人はるか保健協会"
)
_ORGANS = _words(
    "年金事務所 健康保険組合 都道府県知事 税務署 地方公共団体情報システム機構 国民健康保険団体連合会 社会福祉協議会 広域連合 教育委員会"
)
_SHORT = _words(
    "見本回線 庁内の端末 電話 口頭 郵送 閲覧用端末 連携サーバ 窓口での聞き取り 住基ネット 専用の記録簿 オンライン申請"
)
_BULLETS = (
    ("・",) * 12,
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫"),
    ("１．", "２．", "３．", "４．", "５．"),
    ("ア　", "イ　", "ウ　", "エ　", "オ　"),
)
_TITLES = _words("{}における措置 {}での取扱い {}の運用 {}に関する手順")


@dataclass
class Author:
    """Writes the values of one form from one seed."""

    seed: str
    rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)  # noqa: S311 - no secret
        self.place = self.pick(_PLACES)
        self.task = f"{self.pick(_FIELDS)}の{self.pick(_DEEDS)}に関する事務"

    def pick(self, words):
        return self.rng.choice(words)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def organ(self) -> str:
        tail = {"市": "市長", "町": "町長", "村": "村長"}[self.place[-1]]
        return self.pick([f"{self.place[:-1]}{tail}", f"{self.place}教育委員会", f"{self.place}長"])

    def department(self) -> str:
        return f"{self.place}{self.pick(_BUREAUS)}{self.pick(_DIVISIONS)}{self.pick(['', self.pick(_TEAMS)])}"

    def post(self) -> str:
        return f"{self.pick(_DIVISIONS)}長"

    def system(self) -> str:
        return f"{self.pick(_FIELDS)}{self.pick(_SYSTEMS)}{self.pick(_SYSTEM_TAILS)}"

    def firm(self) -> str:
        return f"{self.pick(_FIRMS)}{self.pick(['', '　みほん支社', f'（第{self.rng.randint(2, 9)}事業部）'])}"

    def short(self) -> str:
        return self.pick(
            [
                self.pick(_SHORT),
                self.pick(_DIVISIONS),
                f"{self.pick(_ORGANS)}、{self.pick(_SHORT)}",
                f"{self.pick(_FIELDS)}{self.pick(_SYSTEMS)}システム",
            ]
        )

    def file_names(self) -> list[str]:
        names = dict.fromkeys(
            self.pick(
                [
                    f"{self.pick(_FIELDS)}{self.pick(_OBJECTS)[:2]}ファイル",
                    f"{self.pick(_FIELDS)}ファイル",
                    f"{self.pick(_DEEDS)}（{self.pick(_FIELDS)}）ファイル",
                ]
            )
            for _ in range(self.pick([1, 1, 2, 2, 3]))
        )
        return list(names)

    def day(self) -> str:
        year = self.rng.randint(2, 7)
        day = f"令和{year}年{self.rng.randint(1, 12)}月{self.rng.randint(1, 28)}日"
        return self.pick(
            [
                day,
                day,
                day,
                f"平成{self.rng.randint(27, 30)}年{self.rng.randint(1, 12)}月{self.rng.randint(1, 28)}日",
                day.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
            ]
        )

    def clause(self) -> str:
        number = self.rng.randint
        return self.pick(
            [
                f"番号法第９条第{number(1, 4)}項　別表の{number(1, 130)}の項",
                f"番号法第19条第{number(6, 9)}号に基づく主務省令第２条の表の{number(1, 160)}の項",
                f"{self.place}{self.pick(_FIELDS)}条例第{number(2, 40)}条第{number(1, 4)}項",
                f"{self.pick(_FIELDS)}法施行規則第{number(3, 90)}条の{number(2, 9)}",
            ]
        )

    def sentence(self) -> str:
        pick, number = self.pick, self.rng.randint
        return pick(
            [
                f"{pick(_PAPERS)}に書かれた{pick(_OBJECTS)}を{pick(_WAYS)}{pick(_ACTIONS)}。",
                f"{pick(_AIMS)}ため、{pick(_PAPERS)}は{number(2, 90)}日以内に{pick(_WAYS)}{pick(_ACTIONS)}こととしている。",
                f"{pick(_DIVISIONS)}の職員{number(2, 60)}名に限り、{pick(_OBJECTS)}を{pick(_WAYS)}{pick(_ACTIONS)}。",
                f"{pick(_MEASURES)}と{pick(_MEASURES)}を行い、毎年{number(1, 12)}月に{pick(_DIVISIONS)}が結果を{pick(_ACTIONS)}。",
                f"{pick(_ORGANS)}から受けた{pick(_OBJECTS)}は、{pick(_FIELDS)}{pick(_SYSTEMS)}システムで{pick(_ACTIONS)}（{self.clause()}）。",
                f"なお、{pick(_PAPERS)}の写しは{number(1, 10)}年間{pick(['書庫', '保管庫', '外部の倉庫'])}に置き、{pick(_AIMS)}。",
                f"{self.task[:-2]}処理のうち{pick(_DEEDS)}に当たるものは、{pick(_ORGANS)}と{pick(_WAYS)}{pick(_ACTIONS)}。",
            ]
        )

    def mention(self, labels: list[str]) -> str:
        """A sentence that names a label of the form."""
        return self.pick(["「{}」に記したとおり、{}", "{}については、{}", "上の「{}」と同じく、{}"]).format(
            self.pick(labels), self.sentence()
        )

    def phrase(self) -> str:
        return self.pick(
            [
                f"{self.pick(_OBJECTS)}及び{self.pick(_OBJECTS)}",
                f"{self.pick(_PAPERS)}により{self.pick(_AIMS)}ため",
                f"{self.pick(_DEEDS)}の都度（年{self.rng.randint(1, 400)}回）",
                f"{self.pick(_FIELDS)}の{self.pick(_DEEDS)}に要する者",
            ]
        )

    def text(self, labels: list[str], length: int = 3) -> str:
        """One or more paragraphs, with list numbers or headings as these forms have them."""
        shape = self.rng.random()
        lines = [self.sentence() for _ in range(self.rng.randint(1, self.pick([length, length, length * 2])))]
        if self.chance(0.12):
            lines.append(self.mention(labels))
        if shape < 0.45:
            return "".join(lines)
        if shape < 0.6:
            return "\n".join(lines)
        marks = self.pick(_BULLETS)
        listed = [f"{mark}{line}" for mark, line in zip_longest(marks[: len(lines)], lines, fillvalue="")]
        if shape < 0.85:
            return "\n".join([self.sentence() if self.chance(0.5) else f"{self.phrase()}は次のとおり。", *listed])
        title = self.pick(_TITLES).format
        return "\n".join([f"＜{title(self.place)}＞", *listed, f"＜{title(self.system())}＞", self.sentence()])

    def contact(self) -> str:
        number = self.rng.randint
        return f"〒{number(100, 999)}-{number(1000, 9999)}　{self.place}本町{number(1, 9)}丁目{number(1, 40)}番{number(1, 30)}号\n{self.department()}　電話 0{number(10, 99)}-{number(100, 999)}-{number(1000, 9999)}"

    def record_items(self) -> str:
        nouns = [*_OBJECTS, *_PAPERS, *_DEEDS]
        self.rng.shuffle(nouns)
        listed = [
            f"{number}.{noun}{self.pick(['番号', '区分', '年月日', 'コード', ''])}"
            for number, noun in enumerate(nouns[: self.rng.randint(5, 24)], 1)
        ]
        return self.pick(["\n", "、"]).join(listed)
