"""Small good inputs, so that many broken ones can be tried."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from piadiff import canonical
from piadiff.model import Form
from tests.readers.pdf_files import Page, pdf

TEXT = """評価書番号 評価書名
7 みほん事務　基礎項目評価書
個人のプライバシー等の権利利益の保護の宣言
みほん市は、取扱いに気を付ける。
特記事項 なし
評価実施機関名 みほん市長
公表日 令和7年4月1日
［令和6年10月　様式２］
Ⅰ　関連情報
１．特定個人情報ファイルを取り扱う事務
①事務の名称 みほん事務
②事務の概要 届出を受け付け、台帳に記録する。
番号法第９条第１項及び別表の項による。
③システムの名称 みほんシステム
２．特定個人情報ファイル名
みほんファイル
３．個人番号の利用
法令上の根拠 番号法第９条第１項
４．情報提供ネットワークシステムによる情報連携
①実施の有無 ［　実施する　］ ＜選択肢＞ 1) 実施する 2) 実施しない 3) 未定
②法令上の根拠 番号法第１９条第８号
Ⅱ　しきい値判断項目
１．対象人数
評価対象の事務の対象人数は何人か ［　1万人以上10万人未満　］ ＜選択肢＞
1) 1,000人未満（任意実施） 2) 1,000人以上1万人未満 3) 1万人以上10万人未満
いつ時点の計数か 令和7年3月1日 時点
Ⅲ　しきい値判断結果
しきい値判断結果
基礎項目評価の実施が義務付けられる
変更箇所
変更日 項目 変更前の記載 変更後の記載 提出時期 提出時期に係る説明
令和7年4月1日 Ⅰ－１－② 甲を受け付ける。 届出を受け付ける。 事後 軽微な修正
令和6年4月1日 Ⅰ－１－③ 旧システム みほんシステム 事後 軽微な修正
"""
ROWS_JSON = (
    '{"rows": [{"form": "基礎", "item": "Ⅰ-1-②", "before": "甲を使う。", "after": "乙を使う。",'
    ' "context": {"基準日": "2025-12-01", "備考": "法令改正"}},\n {"form": "全項目", "item": "Ⅲ-7", "before": "", "after": "足す。"}]}\n',
    '{"form": "重点", "item": "Ⅱ-3-①", "before": "甲", "after": "乙"}\n{"form": "様式2", "item": "表紙", "before": "1", "after": ["2"]}\n',
    '[{"様式": "様式4", "項目": "共通", "変更前": "30万人以上", "変更後": "10万人以上", "備考": {"施行日": "令和7年4月1日"}}]\n',
)
ROWS_CSV = (
    "form,item,before,after,context\n基礎,Ⅰ-1-②,甲を使う。,乙を使う。,\n"
    '全項目,"Ⅱ（みほんファイル）-2-③","対象者\n全員","対象者の一部",法令改正\n'
)
PATCH = """diff --git a/みほん市長/7-基礎.yaml b/みほん市長/7-基礎.yaml
index 1111111..2222222 100644
--- a/みほん市長/7-基礎.yaml
+++ b/みほん市長/7-基礎.yaml
@@ -1,3 +1,3 @@
 schema: piadiff/form/1
-甲
+乙
 丙
diff --git a/b.pdf b/b.pdf
new file mode 100644
index 0000000..3333333
Binary files /dev/null and b/b.pdf differ
"""
STYLE = """none: －
elision: （省略）
whole_limit: 120
rowless: [表紙-公表日]
claims:
  replacement: 同じ語句の置換え
phrases:
  - verdict: 軽微
    cause: 法改正
    text: 法令改正による（{cause}、{explanation}）
"""
POLICY = """overrides:
  accident_told:
    verdict: 要判断
    reason: 会議で決めた
    person: みほん太郎
"""
DECISIONS = """schema: piadiff/decisions/1
decisions:
  'aaaaaaaaaaaa':
    item: Ⅰ－１－②
    explanation: |-
      届出の様式が変わったため。
    verdict: 軽微
    timing: 事後
    date: 2025-12-01
    effective: 2025-10-01
    person: みほん太郎
    reason: 4月の会議
"""
ACCEPTED = """schema: piadiff/accepted/1
accepted:
  - check: A02
    form: みほん市長/7-基礎
    path: Ⅰ-1-②
    row: 3
    person: みほん太郎
    reason: 前の担当が確かめた
    until: 2027-03-31
    fingerprint: aaaaaaaaaaaa
"""


@cache
def small_form() -> Form:
    """The smallest form of the corpora."""
    file = Path(__file__).resolve().parent.parent.parent / "corpora/kiso-jidou-teate/2019-06-28.yaml"
    return canonical.load(file.read_text(encoding="utf-8"), file.name)


@cache
def small_pdf() -> bytes:
    """The text on a page with a ruled table."""
    pages = []
    for number, part in enumerate((TEXT.splitlines()[:17], TEXT.splitlines()[17:])):
        page = Page()
        for at, line in enumerate(part):
            page.text(60, 60 + at * 18, line)
            page.line(50, 48 + at * 18, 545, 48 + at * 18)
        page.line(50, 48, 50, 48 + len(part) * 18).line(545, 48, 545, 48 + len(part) * 18)
        page.line(200 + number, 48, 200 + number, 48 + len(part) * 18)
        pages.append(page)
    return pdf(pages)
