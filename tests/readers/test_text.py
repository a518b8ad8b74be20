"""Forms as text: whatever the dress, a value stands at its own address, or is said to be undetermined."""

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.errors import PiadiffError, UnreadableSourceError
from piadiff.model import Form, ItemKind, ItemPath, parse_path
from piadiff.readers import read_bytes
from piadiff.readers.text import read_text
from piadiff.text import key
from tests.readers import dresses, mutations
from tests.readers.compare import NOTHING, differences, folded, said

_CORPORA = Path(__file__).resolve().parents[2] / "corpora"
_SAMPLES = sorted(_CORPORA.glob("*/20*.yaml"))
_NEWEST = sorted({path.parent: path for path in _SAMPLES}.values())


@lru_cache(maxsize=32)
def _sample(path: Path) -> Form:
    return canonical.load(path.read_text(encoding="utf-8"), path.name)


_STYLES = {
    "brackets": dresses.Style(),
    "wide": dresses.Style(opening="［", closing="］", tick="レ", blank_lines=1, gap=" ", number="{})"),
    "shells": dresses.Style(opening="〔", closing="〕", tick="◯"),
    "digits": dresses.Style(plain_digits=True),
}


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
@pytest.mark.parametrize("style", _STYLES)
def test_clean_text_is_read_whole(path, style):
    form = _sample(path)
    read = read_text(dresses.clean(form, _STYLES[style]), "みほん.txt")
    assert differences(form, read) == NOTHING
    assert (read.header.kind, read.header.number, read.header.organ, read.header.published) == (
        form.header.kind,
        form.header.number,
        form.header.organ,
        form.header.published,
    )
    assert (read.unassigned, read.coverage) == ((), 1.0)


@pytest.mark.parametrize("number", ["  {}／{}", "　{} / {}", "　- {} / {} -", "\n－{}／{}－"])
@pytest.mark.parametrize("path", _NEWEST, ids=lambda path: path.parent.name)
def test_a_page_number_behind_the_last_words_of_its_page_is_no_part_of_them(path, number):
    form = _sample(path)
    lines = [line for line in dresses.clean(form, dresses.Style()).split("\n") if line.strip()]
    ends = [len(lines) * page // 5 for page in range(6)]
    pages = ["\n".join(lines[start:end]) for start, end in pairwise(ends)]
    text = "\n\f".join(page + number.format(at, len(pages)) for at, page in enumerate(pages, 1))
    assert differences(form, read_text(text, "みほん.txt")) == NOTHING


@pytest.mark.parametrize("path", _NEWEST, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("wrapping", [None, mutations.html_table, mutations.markdown_table])
@pytest.mark.parametrize("seed", range(2))
def test_scanned_text_is_read_whole(path, wrapping, seed):
    form = _sample(path)
    text = dresses.ocr(form, dresses.Style(tick="O"), seed=seed)
    read = read_text(wrapping(text, seed) if wrapping else text, "みほん.txt")
    assert differences(form, read) == NOTHING


@pytest.mark.parametrize("path", _NEWEST, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("mutation", mutations.ALL, ids=lambda mutation: mutation.__name__)
@pytest.mark.thinned(2)
def test_no_mutation_moves_a_value(path, mutation):
    form = _sample(path)
    read = read_text(mutation(dresses.clean(form), 5), "みほん.txt")
    off = differences(form, read)
    assert (off["wrong"], off["extra"]) == ([], [])
    assert len(off["lost"]) <= len(form.items) // 50


@pytest.mark.parametrize("path", _NEWEST, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("seed", range(4))
def test_no_jumble_of_a_pdf_moves_a_value(path, seed):
    form = _sample(path)
    read = read_text(dresses.pdf(form, seed=seed), "みほん.txt")
    off = differences(form, read)
    assert (off["wrong"], off["extra"]) == ([], [])
    assert len(off["lost"]) <= len(form.items) // 30


@pytest.mark.parametrize("path", _NEWEST, ids=lambda path: path.parent.name)
def test_what_a_jumble_leaves_open_is_said(path):
    form = _sample(path)
    for seed in range(4):
        read = read_text(dresses.pdf(form, seed=seed, shuffle=1.0), "みほん.txt")
        assert [address for address in differences(form, read)["lost"] if not said(form, read, address)] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_every_encoding_gives_the_same_form(encoding):
    form = _sample(_NEWEST[0])
    read = read_bytes(dresses.clean(form).encode(encoding), "みほん.txt")
    assert differences(form, read) == NOTHING


def test_values_before_their_labels():
    form = _sample(next(path for path in _NEWEST if "kiso" in path.parent.name))
    style, lines = dresses.Style(), [dresses.title(form), ""]
    for entry in dresses.entries(form, style):
        labels = [entry.label, entry.second] if entry.second and entry.item else [entry.label]
        if entry.item is not None and entry.item.kind in {ItemKind.TEXT, ItemKind.DATE} and entry.item.value:
            lines += dresses.wrap(str(entry.item.value), 44)
        elif entry.item is not None and entry.item.kind is ItemKind.CHOICE:
            lines += [f"{dresses.choice_text(entry, style)} {dresses.option_list(entry, style)}"]
        lines += labels
        if entry.item is not None and entry.item.kind is ItemKind.CHECKS:
            lines += [" ".join(dresses.boxes(entry, style))]
    assert differences(form, read_text("\n".join(lines), "みほん.txt")) == NOTHING


_COVER = """特定個人情報保護評価書（全項目評価書）

評価書番号　7
評価書名　見本税に関する事務　全項目評価書
評価実施機関名　みほん市長
公表日　令和7年3月31日
"""

_JUMBLED = f"""{_COVER}


この事務では、見本税を計算し、
納税者に知らせる。

Ⅰ　基本情報
 １．特定個人情報ファイルを取り扱う事務

 ①事務の名称 見本税に関する事務

 ②事務の内容　※

 ③対象人数 [ 30万人以上

＜選択肢＞
1) 1,000人未満 2) 1,000人以上1万人未満

]



] 庁内連携システム

 ③他のシステムとの接続

[ ] 情報提供ネットワークシステム [ ○

 ①システムの名称 見本税システム

 ②システムの機能 税額を計算する。

 ２．特定個人情報ファイルを取り扱う事務において使用するシステム

 システム1

[ ○ ] その他 （

[ ] 宛名システム等 [

] 税務システム

共通基盤 ）



 ②安全管理体制

 ７．特定個人情報の保管・消去

 リスク１：　特定個人情報の漏えい・滅失・毀損リスク

[

特に力を入れて行っている

 ⑤物理的対策

 具体的な対策の内容
入口に鍵をかける。

特に力を入れて行っている

 ⑥技術的対策

 具体的な対策の内容
通信を暗号にする。

]

1） 特に力を入れて行っている 2） 十分に行っている

] 十分に整備している

 ③安全管理規程 [ 特に力を入れて整備している ]



 ①方法

 ③期間を短縮する特段の理
由

 ２．国民・住民等からの意見の聴取

 ②実施日・期間

市のホームページに載せて意見を集める。

Ⅵ　評価実施手続

 １．基礎項目評価

 ①実施日 令和7年1月6日
"""


@pytest.fixture(scope="module")
def jumbled() -> Form:
    return read_text(_JUMBLED, "みほん.txt")


def _at(form, address):
    return form.by_path[parse_path(address)]


def test_a_text_by_itself_goes_to_the_one_label_without_one(jumbled):
    assert _at(jumbled, "Ⅰ-1-②").value == "この事務では、見本税を計算し、\n納税者に知らせる。".replace("\n", "")


def test_torn_brackets_find_their_options(jumbled):
    assert _at(jumbled, "Ⅰ-2-システム1-③").value == ("庁内連携システム", "その他（共通基盤）")


def test_equal_values_without_a_place_go_to_the_labels_without_one(jumbled):
    file = jumbled.files[0]
    found = [_at(jumbled, f"Ⅲ({file})-7-リスク1-{number}").value for number in "②③⑤⑥"]
    assert found == ["十分に整備している", "特に力を入れて整備している", *["特に力を入れて行っている"] * 2]


def test_a_text_that_several_labels_wait_for_is_left_to_nobody(jumbled):
    waiting = [_at(jumbled, f"Ⅵ-2-{number}") for number in "①②③"]
    assert all(item.undetermined and not item.value for item in waiting)
    assert any("意見を集める" in piece.text for piece in jumbled.unassigned)


def test_a_stray_tick_leaves_the_boxes_undetermined():
    text = _JUMBLED.replace("[ ] 情報提供ネットワークシステム [ ○", "○\n\n[ ] 情報提供ネットワークシステム [")
    item = _at(read_text(text, "みほん.txt"), "Ⅰ-2-システム1-③")
    assert (item.undetermined, item.value) == (True, ())


def test_a_line_of_boxes_printed_from_right_to_left():
    line = "] 接続しない（提供）[] 接続しない（入手）○[ ６．情報提供ネットワークシステムとの接続"
    text = _JUMBLED.replace(" ②安全管理体制\n", f"{line}\n\n ②安全管理体制\n", 1)
    form = read_text(text, "みほん.txt")
    assert _at(form, f"Ⅲ({form.files[0]})-6").value == ("接続しない（入手）",)


def test_files_keep_their_own_sections():
    form = _sample(next(path for path in _NEWEST if "zenkoumoku" in path.parent.name))
    one = dresses.clean(form)
    begin, end = one.index("Ⅱ　特定個人情報ファイルの概要"), one.index("（別添２）")
    section = one[begin:end]
    name = form.files[0]
    second = section.replace(name, "宛先ファイル").replace("職員", "嘱託員")
    both = read_text(one[:begin] + section + second + one[end:], "みほん.txt")
    assert both.files[:2] == (name, "宛先ファイル")
    # 別添２ names no file, so of two files it is neither's
    assert differences(form, both) | {"extra": []} == {**NOTHING, "lost": [ItemPath("別添2", name)]}
    for item in form.below(ItemPath("Ⅱ", name)):
        twin = both.by_path[ItemPath("Ⅱ", "宛先ファイル", item.path.parts)]
        assert folded(both.by_path[item.path].value) == folded(item.value)
        assert key(twin.text) == key(item.text).replace(key(name), "宛先ファイル").replace("職員", "嘱託員")


def test_further_attachments_become_texts():
    form = _sample(_NEWEST[0])
    text = f"{dresses.clean(form)}\n\n\n（別紙１）　提供先の一覧\n\n1　みほん県\n2　みほん年金事務所\n"
    read = read_text(text, "みほん.txt")
    assert read.by_path[ItemPath("別紙1")].value == "（別紙１）　提供先の一覧\n1　みほん県\n2　みほん年金事務所"
    assert differences(form, read)["wrong"] == []


def test_a_table_of_contents_is_no_form():
    form = _sample(next(path for path in _NEWEST if "zenkoumoku" in path.parent.name))
    headings = [entry.label for entry in dresses.entries(form, dresses.Style()) if not entry.path.parts]
    contents = "項目一覧\n" + "\n".join(heading for heading in headings if heading) + "\n（別添３）変更箇所\n\n\n"
    text = dresses.clean(form)
    at = text.index("Ⅰ　基本情報")
    assert differences(form, read_text(text[:at] + contents + text[at:], "みほん.txt")) == NOTHING


def test_a_stamp_names_the_revision():
    text = _COVER.replace("\n\n評価書番号", "\n［平成31年１月　様式４］\n評価書番号", 1)
    form = _sample(next(path for path in _NEWEST if "zenkoumoku" in path.parent.name))
    body = dresses.clean(form)
    read = read_text(text + body[body.index("Ⅰ　基本情報") :], "みほん.txt")
    assert (read.header.template, read.header.revision) == ("様式4", "平成31年1月")


@pytest.mark.parametrize("path", [path for path in _SAMPLES if "kiso" in path.parent.name], ids=lambda path: path.stem)
def test_without_a_stamp_the_labels_tell_the_revision(path):
    form = _sample(path)
    assert read_text(dresses.clean(form), "みほん.txt").header.in_use == form.header.revision


_NO_FORMS = {
    "空": ("", "空"),
    "空白だけ": (" \n\u3000\n", "空"),
    "選択肢だけ": ("＜選択肢＞\n1） 十分である 2） 課題が残されている\n" * 9, "選択肢の一覧"),
    "計画管理書": (
        "様式1\n特定個人情報保護評価計画管理書\n評価書番号\t評価書名\t対象人数\n1\t見本税\t3万人\n",
        "様式1",
    ),
    "規程": (
        "みほん市文書規程\n（目的）\n第1条 この規程は文書について定める。\n第2条 定義\n第3条 保存\n附則\n",
        "規程",
    ),
    "議事録": ("第2回審議会 会議録\n出席者 委員4名\n議題 見本税について\n", "議事録"),
    "意見募集": (
        "見本税の評価書について、ご意見を募集します。\n意見の募集期間は30日です。意見提出の方法\n",
        "意見募集",
    ),
    "表計算": ("番号,名前,金額\n" + "1,みほん,100\n" * 9, "コンマ区切り、3列"),
    "ソース": ("import sys\n\ndef main(argv):\n    return 0\n\nclass Main:\n    pass\n", "プログラム"),
    "HTML": ("<!DOCTYPE html><html><body><p>お知らせ</p></body></html>", "HTML"),
    "別の文書": ("みほん市だより 春の号 桜が咲きました。", "書き出し"),
}


@pytest.mark.parametrize("name", _NO_FORMS)
def test_what_is_no_form_is_refused_with_what_it_looks_like(name):
    text, words = _NO_FORMS[name]
    with pytest.raises(UnreadableSourceError, match=words):
        read_text(text, name)


def test_a_bare_table_of_changes_is_refused():
    table = "変更箇所\n変更日\t項目\t変更前の記載\t変更後の記載\t提出時期\t提出時期に係る説明\n令和7年1月1日\tⅠ-5\t甲課\t乙課\t事後\t\n"
    with pytest.raises(UnreadableSourceError, match="変更箇所の表だけ"):
        read_text(table, "表")


def test_two_forms_in_one_text_are_refused():
    text = dresses.clean(_sample(_NEWEST[0]))
    with pytest.raises(UnreadableSourceError, match="2件以上"):
        read_text(f"{text}\n\n\n{text}", "合冊")


@pytest.mark.parametrize(
    "hostile",
    [
        "あ" * 3_000_000,
        "（" * 150_000,
        "[ ○ ] その他 （ " * 9_000,
        pytest.param("[ ] 紙 [ \n" * 20_000, marks=pytest.mark.long),
        "リスクへの対策は十分か\n" * 30_000,
        "\x00" * 500,
        "\n" * 250_000,
        pytest.param(
            "".join(f"システム{n}\n①システムの名称 甲\n③他のシステムとの接続\n" for n in range(2_000)),
            marks=pytest.mark.long,
        ),
    ],
    ids=["one line", "brackets", "boxes", "torn", "labels", "nul", "lines", "groups"],
)
def test_hostile_texts_end_in_a_message(hostile):
    form = dresses.clean(_sample(_NEWEST[0]))
    for text in (hostile, f"{form}\n{hostile}"):
        try:
            read_bytes(text.encode(), "敵意.txt")
        except PiadiffError as refusal:
            assert "敵意.txt" in str(refusal)


@pytest.mark.long
def test_a_page_of_more_pieces_than_any_form_is_left_open():
    form, torn = dresses.clean(_sample(_NEWEST[0])), "[ ] 紙 [ \n" * 4_000
    read = read_bytes(f"{form}\n{torn}".encode(), "破れた枠.txt")
    told = [item.path for item in read.items if item.value and not item.undetermined]
    assert told == [path for path in told if path.parts[-1] == "件数"]
    assert len(read.unassigned) > len([item for item in _sample(_NEWEST[0]).items if len(item.text) > 30])


@pytest.mark.parametrize("path", _NEWEST, ids=lambda path: path.parent.name)
def test_every_character_is_kept_somewhere(path):
    form = _sample(path)
    read = read_text(dresses.pdf(form, seed=1, shuffle=1.0), "みほん.txt")
    texts = [*(item.text for item in read.items), *(piece.text for piece in read.unassigned)]
    kept = Counter(key("".join(filter(str.isalnum, "".join(texts)))))
    values = [item.text for item in form.items]
    assert not Counter(key("".join(filter(str.isalnum, "".join(values))))) - kept


_COVER_ALONE = """[令和6年10月　様式2]
特定個人情報保護評価書（基礎項目評価書）
評価書番号 評価書名
10234 見本手当に関する事務　基礎項目評価書
個人のプライバシー等の権利利益の保護の宣言
みほん市は、見本手当に関する事務で特定個人情報ファイルを扱うに当たり、個人のプライバシー等の権利利益を守ることを宣言する。
特記事項
評価実施機関名
みほん市長
公表日
令和7年3月31日
"""
_COVERS = {
    "line by line": _COVER_ALONE,
    "without line breaks": _COVER_ALONE.replace("\n", " "),
    "breaking off": f"{_COVER_ALONE}\nⅠ　関連情報\n１．特定個人情報ファイルを取り扱う事務\n①事務の名称　見本手当に関する事務\n",
}


@pytest.mark.parametrize("cover", _COVERS)
def test_a_cover_alone_is_read_as_far_as_it_goes(cover):
    header = read_text(_COVERS[cover], "表紙.txt").header
    assert (header.kind, header.template, header.revision) == ("基礎", "様式2", "令和6年10月")
    assert (header.number, header.organ, str(header.published)) == ("10234", "みほん市長", "2025-03-31")
    assert header.title == "見本手当に関する事務　基礎項目評価書"


_DOUBLED = """\
特定個人情報保護評価書( 特定個人情報保護評価書(全項目評価書) 全項目評価書)
評価書番号 評価書名
住民基本台帳事務 全項目評価書(案) 個人のプライバシー 個人のプライバシー等 のプライバシー等の権利利益の
みほん市は、住民基本台帳事務で特定個人情報ファイルを扱うに当たり、個人の権利利益を守ることを宣言する。
特記事項
評価実施機関名
みほん市 特定個人情報保護委員会
特定個人情報保護委員会 承認日 【 承認日 【行政機関等のみ】
公表日
[平成26年4月 様式4]
"""


def test_words_printed_twice_make_no_title_and_no_organ():
    header = read_text(_DOUBLED, "表紙.txt").header
    assert "特定個人情報保護" not in header.title + header.organ


_AMID = f"""{_COVER_ALONE}
Ⅰ　関連情報
１．特定個人情報ファイルを取り扱う事務
①事務の名称
見本手当に関する事務
みほん市は、見本手当条例に基づき、申請を受け付けて手当を支給する。
支給を受ける者が死亡したときは、未支給の手当を支給する。
②事務の概要
手当の額は毎年改める。
③システムの名称
見本手当システム
"""
_STACKED = f"""{_COVER_ALONE}
Ⅰ　関連情報
１．特定個人情報ファイルを取り扱う事務
①事務の名称 ②事務の概要 ③システムの名称
見本手当に関する事務 みほん市は、見本手当条例に基づき、申請を受け付けて手当を支給する。 見本手当システム
２．特定個人情報ファイル名
見本手当ファイル
"""


_OTHER_TITLE = ("見本手当に関する事務　基礎項目評価書", "見本手当等の支給　基礎項目評価書")
_TORN = _AMID.replace("する。\n支給を受ける者が", "する。未支給の手当を受ける者（以下「遺族」という。）の届出が")
_BROKEN_OFF = """
みほん市は、見本手当条例（以下「条例」という。）に基づき、申請を受け付けて手当を支給し、また
支給を受ける者が死亡したときに未支給の手当を支給するほか、手当の額を毎年改め、台帳を
"""


@pytest.mark.parametrize(
    ("text", "open_items"),
    [
        (_AMID.replace(*_OTHER_TITLE), "①②"),
        (_STACKED.replace(*_OTHER_TITLE), "①②③"),
        (_AMID, "②"),
        (_TORN, "②"),
        (_STACKED, "②③"),
        (_AMID.split("\nみほん市は、見本手当条例")[0] + _BROKEN_OFF, ""),
        (_AMID.replace(*_OTHER_TITLE).split("\nみほん市は、見本手当条例")[0] + _BROKEN_OFF, "①"),
        (_STACKED.replace(*_OTHER_TITLE).split(" みほん市は、見本手当条例")[0] + _BROKEN_OFF, "①②③"),
    ],
)
def test_a_name_that_holds_a_sentence_may_hold_what_is_its_neighbours(text, open_items):
    read = read_text(text, "みほん.txt")
    doubted = [item.path.parts[-1] for item in read.items if item.path.section == "Ⅰ" and item.undetermined]
    assert "".join(doubted) == open_items


def test_lines_of_a_print_that_a_copy_runs_together_are_joined():
    declared = "みほん市は、見本手当に関する事務における特定個人情報ファイルの取扱いに当たり、 住民の権利利益に影響を与え得ることを理解し、漏えい等の危険を小さくする措置を講 じて、プライバシー等の保護に努めることを宣言する。"
    text = _COVER_ALONE.replace(_COVER_ALONE.split("\n")[5], declared).replace("\n", " ")
    assert _at(read_text(text, "表紙.txt"), "表紙-宣言").value == declared.replace(" ", "")


_BEGUN = f"""{_COVER_ALONE}\f
Ⅰ　関連情報
１．特定個人情報ファイルを取り扱う事務
①事務の名称
見本の事務
②事務の概要
③システムの名称
"""
_HEAP = f"""{_BEGUN}見本台帳システム
２．特定個人情報ファイル名
見本台帳ファイル
３．個人番号の利用
法令上の根拠
４．情報提供ネットワークシステムによる情報連携
①実施の有無
[ 実施する ]
＜選択肢＞
1) 実施する
2) 実施しない
3) 未定
②法令上の根拠
５．評価実施機関における担当部署
①部署
見本課
②所属長の役職名
見本課長
６．他の評価実施機関
見本の台帳を作り、写しを交付する。
・申請の受付
番号法第９条第１項
番号法第１９条第８号
"""


def test_values_in_a_heap_below_the_last_label_are_not_its_own():
    read = read_text(_HEAP, "みほん.txt")
    assert [_at(read, address).undetermined for address in ("Ⅰ-1-②", "Ⅰ-3", "Ⅰ-4-②", "Ⅰ-6")] == [True] * 4
    assert _at(read, "Ⅰ-4-①").value == "実施する"
    assert "番号法第１９条第８号" in [piece.text for piece in read.unassigned]


_TWO_PASSES = f"""{_BEGUN}２．特定個人情報ファイル名
見本台帳ファイル
３．個人番号の利用
法令上の根拠
番号法第９条第１項
４．情報提供ネットワークシステムによる情報連携
①実施の有無
②法令上の根拠
５．評価実施機関における担当部署
①部署
見本課
②所属長の役職名
見本課長
申請を受け付け、台帳に記録する。
見本台帳システム
[ 実施しない ]
＜選択肢＞
1) 実施する
2) 実施しない
3) 未定
"""


def test_values_printed_behind_all_labels_go_to_the_ones_that_wait_for_them():
    read = read_text(_TWO_PASSES, "みほん.txt")
    assert _at(read, "Ⅰ-4-①").value == "実施しない"
    for address, value in (("Ⅰ-1-②", "申請を受け付け、台帳に記録する。"), ("Ⅰ-1-③", "見本台帳システム")):
        assert _at(read, address).value == value or _at(read, address).undetermined
    assert all(
        _at(read, path).value in {"見本課", "見本課長"} or _at(read, path).undetermined for path in ("Ⅰ-5-①", "Ⅰ-5-②")
    )


TORN_BOXES = [
    "] 紙",
    "[ ○ ] その他　（　見本回線　）",
    "] 電子メール　[ ○ ] 電子記録媒体（フラッシュメモリを除く。）",
    "⑥提供方法",
]


def test_what_is_filled_in_behind_a_torn_box_stands_somewhere():
    form = canonical.load(
        sorted((_CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))[-1].read_text(encoding="utf-8"), ""
    )
    lines = dresses.clean(form).split("\n")
    place = next(at for at, line in enumerate(lines) if "提供方法" in line)
    read = read_text("\n".join([*lines[:place], *TORN_BOXES, *lines[place + 1 :]]), "みほん.txt")
    values = [
        value for item in read.items for value in (item.value if isinstance(item.value, tuple) else (item.value,))
    ]
    assert any("見本回線" in text for text in (*values, *(piece.text for piece in read.unassigned)))


LABELS_IN_A_LINE = [
    "①事務の名称　見本事務",
    "① 台帳の作成　②事務の概要　② 写しの交付",
    "(1) 見本台帳システム　③システムの名称　(2)宛名システム",
]


def test_labels_that_stand_amid_a_line_leave_the_value_that_holds_them_open():
    form = canonical.load(sorted((_CORPORA / "kiso-jidou-teate").glob("*.yaml"))[-1].read_text(encoding="utf-8"), "")
    lines = dresses.clean(form).split("\n")
    begin = next(at for at, line in enumerate(lines) if "事務の名称" in line)
    end = next(at for at, line in enumerate(lines) if at > begin and "特定個人情報ファイル名" in line)
    read = read_text("\n".join([*lines[:begin], *LABELS_IN_A_LINE, *lines[end:]]), "みほん.txt")
    items = {str(item.path): item for item in read.items}
    for path in ("Ⅰ-1-①", "Ⅰ-1-②", "Ⅰ-1-③"):
        assert path not in items or items[path].undetermined or not {"②", "③"} & set(items[path].value)
