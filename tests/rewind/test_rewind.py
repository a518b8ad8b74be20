"""Undoing published rows: what is put back, what stays and why, and the way forward again."""

import dataclasses
from datetime import date

import pytest

from piadiff import readers
from piadiff.canonical import canonical
from piadiff.errors import RegistryError
from piadiff.model import FormKind, ItemPath, parse_path
from piadiff.rewind import replay, rewind, steps
from tests.registry.samples import DAY, form, item, row

F = "住民台帳ファイル"


def undone(items, *rows, published=DAY):
    """(oldest version, published version) of a form with rows of one day."""
    versions = rewind(form(items, rows, published=published))
    assert len(versions) == 2
    return versions


def doubt(version, path):
    """Row that leaves an item of a version open."""
    found = version.form.uncertain.get(parse_path(path))
    return found and found.row


def value(version, path):
    found = version.form.by_path.get(parse_path(path))
    return None if found is None else found.value


TEXT = "①届出を受ける。\n②台帳に記載する。\n③本人に通知する。\nなお、③は郵送による。"

RESTORED = {
    "a phrase": ("Ⅰ-1-②", TEXT, "Ⅰ-1-②", "住民票に記載", "台帳に記載", TEXT.replace("台帳に", "住民票に")),
    "spelling of the rest stays": (
        "Ⅰ-1-②",
        "サーバーを、Ａ社に委託する。台帳に記載する。",
        "Ⅰ-1-②",
        "サーバを,A社に委託する。\n住民票に記載する。",
        "サーバを,A社に委託する。\n台帳に記載する。",
        "サーバーを、Ａ社に委託する。住民票に記載する。",
    ),
    "between elisions": (
        "Ⅰ-1-②",
        TEXT,
        "Ⅰ-1-②",
        "（略）\n②名簿に記載する。\n（以下省略）",
        "（略）\n②台帳に記載する。\n（以下省略）",
        TEXT.replace("台帳", "名簿"),
    ),
    "a line that was added": (
        "Ⅰ-1-②",
        TEXT,
        "Ⅰ-1-②",
        "②台帳に記載する。\n（略）",
        "②台帳に記載する。\n③本人に通知する。\n（略）",
        "①届出を受ける。\n②台帳に記載する。\nなお、③は郵送による。",
    ),
    "a line that was dropped": (
        "Ⅰ-1-②",
        TEXT,
        "Ⅰ-1-②",
        "②台帳に記載する。\n②の2 確認する。\n③本人に通知する。",
        "②台帳に記載する。\n③本人に通知する。",
        TEXT.replace("③本人", "②の2 確認する。\n③本人"),
    ),
    "the end of a quoted line": (
        "Ⅰ-1-②",
        "①届出を受ける（写しを含む。）\n②記載する",
        "Ⅰ-1-②",
        "①届出を受ける",
        "①届出を受ける（写しを含む。）",
        "①届出を受ける\n②記載する",
    ),
    "appended behind the last elision": (
        "Ⅳ-1-②-具体的な内容",
        "＜みほん市＞\n監査する。\n＜クラウド＞\n点検する。",
        "Ⅳ-1-②",
        "＜みほん市＞\n（省略）",
        "＜みほん市＞\n（省略）\n＜クラウド＞\n点検する。",
        "＜みほん市＞\n監査する。",
    ),
    "an item that was new": ("Ⅰ-1-②", TEXT, "Ⅰ-1-②", "-", TEXT, ""),
    "a whole text gone": ("Ⅰ-1-②", "", "Ⅰ-1-②", "元の記載である。", "（削除）", "元の記載である。"),
    "narrowed by an item number": (
        "Ⅰ-1-②",
        "①市民課が担う。\n②市民課が担う。\n",
        "Ⅰ-1-②-②",
        "住民課",
        "市民課",
        "①市民課が担う。\n②住民課が担う。",
    ),
    "narrowed by なお書き": (
        "Ⅰ-1-②",
        "市民課が担う。\nなお、市民課が補う。",
        "Ⅰ-1-②-なお書き",
        "住民課",
        "市民課",
        "市民課が担う。\nなお、住民課が補う。",
    ),
    "a long vowel more": (
        "Ⅰ-1-②",
        "サーバーを使う。マイナンバーカードを使う。",
        "Ⅰ-1-②",
        "個人番号カードを使う",
        "マイナンバーカードを使う",
        "サーバーを使う。個人番号カードを使う。",
    ),
    "notation alone": (
        "Ⅰ-1-②",
        "甲，乙及び丙を扱う。",
        "Ⅰ-1-②",
        "甲、乙及び丙",
        "甲，乙及び丙",
        "甲、乙及び丙を扱う。",
    ),
    "an elision that the form itself prints": (
        "Ⅰ-1-②",
        "様式（略）に記入する。台帳に記載する。",
        "Ⅰ-1-②",
        "様式（略）に書く。",
        "様式（略）に記入する。",
        "様式（略）に書く。台帳に記載する。",
    ),
    "a choice": ("Ⅰ-1-③", "30万人以上", "Ⅰ-1-③", "4) 10万人以上30万人未満", "[ 30万人以上 ]", "10万人以上30万人未満"),
    "a choice for the first time": ("Ⅰ-1-③", "30万人以上", "Ⅰ-1-③", "－", "30万人以上", ""),
    "all check boxes": (
        "Ⅰ-2-システム1-③",
        ("庁内連携システム", "税務システム"),
        "Ⅰ-2-システム1-③",
        "[○]庁内連携システム[　]税務システム",
        "[○]庁内連携システム[○]税務システム",
        ("庁内連携システム",),
    ),
    "only the new box": (
        "Ⅰ-2-システム1-③",
        ("庁内連携システム", "その他（文書管理）"),
        "Ⅰ-2-システム1-③",
        "-",
        "[〇]その他　（文書管理）",
        ("庁内連携システム",),
    ),
    "a count beside an option": (
        f"Ⅱ({F})-5-提供・移転の有無",
        ("提供を行っている（60件）", "移転を行っている（2件）"),
        f"Ⅱ({F})-5-提供・移転の有無",
        "提供を行っている　58件\n移転を行っている　2件",
        "提供を行っている　60件\n移転を行っている　2件",
        ("提供を行っている（58件）", "移転を行っている（2件）"),
    ),
    "a date, the words beside it stay": (
        "Ⅵ-1-①",
        "令和7年2月1日 時点",
        "Ⅵ-1-①",
        "令和2年3月1日時点",
        "令和７年２月１日時点",
        "令和2年3月1日 時点",
    ),
    "a count": (f"Ⅱ({F})-4-委託の有無-件数", "2", f"Ⅱ({F})-4-委託の有無-件数", "（１）件", "２件", "1"),
    "a range of groups": (
        f"Ⅱ({F})-5-提供先1-①",
        "番号法第19条第8号",
        f"Ⅱ({F})-5-提供先1~60-①",
        "番号法第19条第7号",
        "番号法第19条第8号",
        "番号法第19条第7号",
    ),
}


@pytest.mark.parametrize("case", RESTORED.values(), ids=RESTORED.keys())
def test_what_a_row_says_is_put_back(case):
    path, now, items, before, after, then = case
    old, new = undone({path: now}, row(1, items, before, after))
    assert old.rows_kept == ()
    assert old.rows_undone == (1,)
    assert value(old, path) == then
    assert new.form == canonical(form({path: now}, new.form.changes))


KEPT = {
    "two places": ("Ⅰ-1-②", "市民課が担う。次に市民課が補う。", "Ⅰ-1-②", "住民課", "市民課", ("2か所",)),
    "nearest text named": (
        "Ⅰ-1-②",
        "窓口で届出を受け付けた後に台帳へ記載する。別の話もある。さらに別の話もある。",
        "Ⅰ-1-②",
        "窓口で届出を受け、名簿へ写す。",
        "窓口で届出を受け付け、直ちに住基端末で名簿へ写す。",
        ("見つからない", "窓口で届出"),
    ),
    "descriptive": ("Ⅰ-1-②", TEXT, "Ⅰ-1-②", "記述無し", "※様式変更に伴う記述追加", ("説明",)),
    "same on both sides": ("Ⅰ-1-②", TEXT, "Ⅰ-1-②", "読点の修正", "読点の修正", ("同じ記載",)),
    "elisions do not match": ("Ⅰ-1-②", TEXT, "Ⅰ-1-②", "（略）\n②甲", "②台帳に記載する。", ("（略）の数",)),
    "gone from among other text": ("Ⅰ-1-②", TEXT, "Ⅰ-1-②", "別の文である。", "(削除)", ("どこへ戻すか",)),
    "gone and elided": ("Ⅰ-1-②", "", "Ⅰ-1-②", "（略）別の文である。", "-", ("全文",)),
    "gone between elisions": (
        "Ⅰ-1-②",
        TEXT,
        "Ⅰ-1-②",
        "①届出を受ける。（略）途中の文。（略）なお、③は郵送による。",
        "①届出を受ける。（略）（略）なお、③は郵送による。",
        ("（略）の間",),
    ),
    "item unknown": ("Ⅰ-1-②", TEXT, "", "住民票", "台帳", ("決められない",)),
    "item not in the form": ("Ⅰ-1-②", TEXT, "Ⅰ-5", "旧法", "新法", ("読み取った評価書にない",)),
    "value that is no option": ("Ⅰ-1-③", "30万人以上", "Ⅰ-1-③", "30万人超", "30万人以上", ("選択肢にない",)),
    "already as before": ("Ⅰ-1-②", "①届出を受ける。住民票に記載する。", "Ⅰ-1-②", "住民票", "台帳", ("見つからない",)),
}


@pytest.mark.parametrize("case", KEPT.values(), ids=KEPT.keys())
def test_a_row_that_cannot_be_undone_stays_with_its_reason(case):
    path, now, items, before, after, words = case
    old, _ = undone({path: now}, row(1, items, before, after))
    assert old.rows_undone == ()
    assert [kept.row for kept in old.rows_kept] == [1]
    assert all(word in old.rows_kept[0].reason for word in words), old.rows_kept[0].reason
    assert value(old, path) == now


def test_an_unread_item_is_the_reason_given():
    unread = item("Ⅰ-1-②", "", undetermined=True)
    published = dataclasses.replace(
        form({}, (row(1, "Ⅰ-1-②", "住民票の写しを交付する", "台帳の写しを交付する"),)), items=(unread,)
    )
    assert "読み取れていない" in rewind(published)[0].rows_kept[0].reason


def test_an_added_system_is_gone_before():
    items = {
        "Ⅰ-2-システム1-①": "住民記録システム",
        "Ⅰ-2-システム2-①": "連携基盤",
        "Ⅰ-2-システム2-②": "連携する。",
        "Ⅰ-2-システム2-③": ("その他（標準システム）",),
        "Ⅰ-5": "番号法",
    }
    rows = (
        row(1, "Ⅰ-2-システム2-①", "-", "連携基盤"),
        row(2, "Ⅰ-2-システム2-②", "-", "連携する。"),
        row(3, "Ⅰ-2-システム2-③", "-", "[○]その他（標準システム）"),
    )
    old, _ = undone(items, *rows)
    assert [str(path) for path in old.form.by_path] == ["Ⅰ-2-システム1-①", "Ⅰ-5"]


def test_a_removed_system_comes_back_in_its_place():
    items = {"Ⅰ-2-システム1-①": "住民記録システム", "Ⅰ-2-システム3-①": "連携基盤", "Ⅰ-5": "番号法"}
    old, _ = undone(items, row(1, "Ⅰ-2-システム2-①", "印鑑システム", "（削除）"))
    assert [str(path) for path in old.form.by_path] == [
        "Ⅰ-2-システム1-①",
        "Ⅰ-2-システム2-①",
        "Ⅰ-2-システム3-①",
        "Ⅰ-5",
    ]
    assert value(old, "Ⅰ-2-システム2-①") == "印鑑システム"


def test_a_group_is_searched_through():
    items = {"Ⅰ-7-①": "市民課", "Ⅰ-7-②": "市民課長"}
    old, _ = undone(items, row(1, "Ⅰ-7", "住民課長", "市民課長"))
    assert (value(old, "Ⅰ-7-①"), value(old, "Ⅰ-7-②")) == ("市民課", "住民課長")


def test_one_row_for_several_items_changes_all_of_them():
    items = {"Ⅰ-7-①": "市民課に置く", f"Ⅱ({F})-2-⑥": "市民課に置く"}
    old, _ = undone(items, row(1, f"Ⅰ-7-①;Ⅱ({F})-2-⑥", "住民課に", "市民課に"))
    assert set(map(str, [value(old, path) for path in items])) == {"住民課に置く"}


def test_one_row_for_several_items_is_not_half_undone():
    items = {"Ⅰ-7-①": "市民課に置く", f"Ⅱ({F})-2-⑥": "総務課に置く"}
    old, _ = undone(items, row(1, f"Ⅰ-7-①;Ⅱ({F})-2-⑥", "住民課に置かれている", "市民課に置かれている"))
    assert old.rows_undone == ()
    assert [value(old, path) for path in items] == list(items.values())


def test_cells_with_labels_are_told_apart():
    items = {
        f"Ⅱ({F})-5-提供先1": "新しい表に定める照会者",
        f"Ⅱ({F})-5-提供先1-①": "番号法第19条第8号（提供の制限）及び主務省令の表",
        f"Ⅱ({F})-5-提供先1-②": "新しい表に定める事務",
    }
    paths = f"Ⅱ({F})-5-提供先1~3-①;Ⅱ({F})-5-提供先1~3-②"
    before = "提供先１～２：古い表に定める照会者\n①番号法第19条第7号及び別表第二\n②古い表に定める事務"
    after = "提供先１～３：新しい表に定める照会者\n①番号法第19条第8号及び主務省令の表\n②新しい表に定める事務"
    old, _ = undone(items, row(1, paths, before, after))
    assert value(old, f"Ⅱ({F})-5-提供先1") == "古い表に定める照会者"
    assert value(old, f"Ⅱ({F})-5-提供先1-②") == "古い表に定める事務"
    assert "別表第二" in value(old, f"Ⅱ({F})-5-提供先1-①")
    assert "提供の制限" in old.rows_differing[0].reason


def test_a_text_that_differs_away_from_the_edit_is_undone_with_a_remark():
    now = "なお、窓口においては番号法の規定による命令に従い、届出人の本人確認を行うものとする。"
    before = "なお、窓口においては番号法の規定する省令に従い、届出人の本人確認を行うものとする。"
    after = "なお、窓口においては番号法の規定する命令に従い、届出人の本人確認を行うものとする。"
    old, _ = undone({"Ⅰ-1-②": now}, row(1, "Ⅰ-1-②", before, after))
    assert value(old, "Ⅰ-1-②") == now.replace("命令", "省令")
    assert "「す」が「によ」" in old.rows_differing[0].reason


def test_a_date_whose_chain_is_broken_takes_the_rows_word():
    old, _ = undone({"Ⅵ-1-①": "令和7年2月1日"}, row(1, "Ⅵ-1-①", "令和2年3月1日", "令和4年3月1日"))
    assert value(old, "Ⅵ-1-①") == "令和2年3月1日"
    assert "令和7年2月1日" in old.rows_differing[0].reason


def test_words_beside_the_edit_that_no_row_is_about_stay():
    now = "番号法第19条第8号（提供の制限）及び主務省令第2条の表"
    old, _ = undone(
        {"Ⅰ-1-②": now}, row(1, "Ⅰ-1-②", "番号法第19条第8号　別表第二", "番号法第19条第8号及び主務省令第2条の表")
    )
    assert value(old, "Ⅰ-1-②") == "番号法第19条第8号（提供の制限）　別表第二"


LISTED = "1. 台帳システム\n2. 窓口システム\n3. 予約システム"
PLANNED = LISTED.replace("窓口システム", "窓口システム（予定）").replace("予約システム", "予約システム（予定）")
SHORT = "1. 台帳システム"
DROPPED = {
    "with the words told": (row(1, "Ⅰ-1-②", SHORT, PLANNED), row(2, "Ⅰ-1-②-2", "予定", "（予定の削除）")),
    "older rows count": (row(1, "Ⅰ-1-②", SHORT, PLANNED, date(2023, 4, 1)), row(2, "Ⅰ-1-②", "-", "「予定」を削除")),
    "other lines may have changed": (
        row(1, "Ⅰ-1-②", SHORT.replace("台帳", "住基"), PLANNED.replace("台帳", "住基")),
        row(2, "Ⅰ-1-②", "-", "（予定の削除）"),
        row(3, "Ⅰ-1-②", "住基システム", "台帳システム"),
    ),
}


@pytest.mark.parametrize("rows", DROPPED.values(), ids=DROPPED)
def test_dropped_words_that_another_row_quotes_come_back(rows):
    versions = rewind(form({"Ⅰ-1-②": LISTED}, rows))
    assert not any(version.rows_kept for version in versions)
    assert "行1" in next(kept.reason for version in versions for kept in version.rows_differing if kept.row == 2)
    assert value(versions[0], "Ⅰ-1-②") == rows[0].before
    assert replay(versions[0].form, steps(form({"Ⅰ-1-②": LISTED}, rows))).items == canonical(versions[-1].form).items


NOT_DROPPED = {
    "no row quotes them": (row(2, "Ⅰ-1-②", "予定", "（予定の削除）"),),
    "a younger row quotes them": (
        row(1, "Ⅰ-1-②", "計画", PLANNED, date(2026, 4, 1)),
        row(2, "Ⅰ-1-②", "予定", "（予定の削除）"),
    ),
    "rows of another item quote them": (row(1, "Ⅰ-5", SHORT, PLANNED), row(2, "Ⅰ-1-②", "予定", "（予定の削除）")),
    "two rows quote them in different sentences": (
        row(1, "Ⅰ-1-②", "-", "2. 窓口システム（予定）"),
        row(2, "Ⅰ-1-②", "予定", "（予定の削除）"),
        row(3, "Ⅰ-1-②", "-", "3. 予約システム（予定）"),
    ),
}


@pytest.mark.parametrize("rows", NOT_DROPPED.values(), ids=NOT_DROPPED)
def test_dropped_words_whose_place_is_open_do_not_come_back(rows):
    versions = rewind(form({"Ⅰ-1-②": LISTED, "Ⅰ-5": "番号法"}, rows))
    assert 2 in {kept.row for version in versions for kept in version.rows_kept}


RATED = {"Ⅳ-1": "基礎項目評価書", "Ⅳ-2": "十分である"}


def test_a_section_that_came_with_a_new_form_was_empty():
    new = row(1, "Ⅳ", "記述無し", "※様式変更に伴う記述追加")
    oldest = rewind(form(RATED, (new,), kind=FormKind.BASIC))[0]
    assert oldest.rows_undone == (1,)
    assert not any(item.value for item in oldest.form.items)


@pytest.mark.parametrize(
    "rows",
    [
        (row(1, "Ⅳ", "-", "※様式変更に伴う記述追加"),),
        (row(1, "Ⅳ", "記述無し", "※記述追加"),),
        (row(1, "Ⅳ-1", "記述無し", "※様式変更に伴う記述追加"),),
        (row(1, "Ⅳ", "記述無し", "※様式変更に伴う記述追加"), row(2, "Ⅳ-1", "-", "基礎項目評価書", date(2020, 4, 1))),
    ],
    ids=["nothing said of before", "no new form", "one item", "an older row speaks of it"],
)
def test_a_section_that_may_have_stood_before_stays(rows):
    versions = rewind(form(RATED, rows, kind=FormKind.BASIC))
    assert 1 in {kept.row for version in versions for kept in version.rows_kept}


SYSTEM = {
    "Ⅰ-2-システム1-①": "住民記録システム",
    "Ⅰ-2-システム2-①": "連携基盤",
    "Ⅰ-2-システム2-②": "連携する。\n記録する。",
    "Ⅰ-2-システム2-③": ("庁内連携システム", "その他（標準システム）"),
}
IN_ONE_CELL = (
    "①システムの名称\n連携基盤\n②システムの機能\n連携する。\n記録する。\n"
    "③他のシステムとの接続\n[○]庁内連携システム[○]その他（標準システム）"
)


def test_a_new_group_told_in_one_cell_is_gone_before():
    old, _ = undone(SYSTEM, row(1, "Ⅰ-2-システム2", "－", IN_ONE_CELL))
    assert old.rows_undone == (1,)
    assert [str(path) for path in old.form.by_path] == ["Ⅰ-2-システム1-①"]


@pytest.mark.parametrize(
    "after",
    [
        IN_ONE_CELL.replace("連携基盤", "連携台"),
        IN_ONE_CELL.replace("記録する。", ""),
        IN_ONE_CELL.replace("[○]その他（標準システム）", ""),
        IN_ONE_CELL + "\nこのほか、窓口の端末から台帳を検索し、写しを交付するための機能を備える。",
    ],
    ids=["another name", "a sentence less", "a box less", "much more"],
)
def test_a_group_whose_row_tells_something_else_is_not_half_emptied(after):
    old, _ = undone(SYSTEM, row(1, "Ⅰ-2-システム2", "－", after))
    assert [kept.row for kept in old.rows_kept] == [1]
    assert {path: value(old, path) for path in SYSTEM} == SYSTEM


def test_a_lost_group_told_in_one_cell_comes_back_field_by_field():
    left = {path: found for path, found in SYSTEM.items() if "システム1" in path}
    old, _ = undone(left, row(1, "Ⅰ-2-システム2", IN_ONE_CELL, "－"))
    assert {path: value(old, path) for path in SYSTEM} == SYSTEM


@pytest.mark.parametrize(
    ("items", "before"),
    [
        ({"Ⅰ-2-システム1-①": "住民記録システム"}, "①システムの名称\n②システムの機能\n連携する。"),
        ({"Ⅰ-2-システム2-①": "別のシステム"}, IN_ONE_CELL),
        ({"Ⅰ-2-システム1-①": "住民記録システム"}, IN_ONE_CELL.replace("庁内連携システム", "月面連携システム")),
        ({f"Ⅱ({F})-4-委託の有無": "委託する"}, "委託の有無\n委託する\n委託事項１\n印刷\n①委託内容\n印刷する。"),
    ],
    ids=["a label without a value", "a field that is not empty", "no such option", "labels that come several times"],
)
def test_a_lost_group_that_cannot_be_told_apart_stays_lost(items, before):
    group = "Ⅰ-2-システム2" if "Ⅰ" in next(iter(items)) else f"Ⅱ({F})-4"
    old, _ = undone(items, row(1, group, before, "－"))
    assert [kept.row for kept in old.rows_kept] == [1]
    assert {path: value(old, path) for path in items} == items


def test_an_item_named_beside_those_below_it_means_its_own_field():
    items = {
        f"Ⅱ({F})-5-提供先1": "別表に定める照会者",
        f"Ⅱ({F})-5-提供先1-②": "別表に定める事務",
        f"Ⅱ({F})-5-提供先1-③": "別表に定める情報",
    }
    paths = ";".join(path for path in items if "③" not in path)
    old, _ = undone(items, row(1, paths, "別表第二に定める", "別表に定める"))
    assert value(old, f"Ⅱ({F})-5-提供先1") == "別表第二に定める照会者"
    assert value(old, f"Ⅱ({F})-5-提供先1-②") == "別表第二に定める事務"
    assert value(old, f"Ⅱ({F})-5-提供先1-③") == "別表に定める情報"


def test_a_cleared_box_of_an_item_with_fields_below_it_comes_back():
    old, _ = undone(
        {f"Ⅲ({F})-4": (), f"Ⅲ({F})-4-情報保護管理体制の確認": "確かめている。"},
        row(1, f"Ⅲ({F})-4", "[○]委託しない", "－"),
    )
    assert value(old, f"Ⅲ({F})-4") == ("委託しない",)


def test_words_beside_a_date_come_back_with_it():
    old, _ = undone(
        {"Ⅵ-1-①": "令和7年2月1日"}, row(1, "Ⅵ-1-①", "平成27年2月1日から令和7年1月31日まで", "令和7年2月1日")
    )
    assert [kept.row for kept in old.rows_kept] == [1] or value(old, "Ⅵ-1-①") == "平成27年2月1日から令和7年1月31日まで"


WRONG = {
    f"Ⅱ({F})-5-移転先1-②": "番号法に基づき利用できる事務。詳しくは備考のとおり",
    f"Ⅱ({F})-5-移転先2-②": "条例に基づく事務",
}


def test_a_text_under_another_item_is_found_and_said():
    cells = (
        "番号利用法に基づき利用できる事務。詳しくは備考のとおり",
        "番号法に基づき利用できる事務。詳しくは備考のとおり",
    )
    old, _ = undone(WRONG, row(1, f"Ⅱ({F})-5-移転先2-②", *cells))
    assert value(old, f"Ⅱ({F})-5-移転先1-②").startswith("番号利用法")
    assert "移転先1-②" in old.rows_differing[0].reason


def test_another_item_is_not_touched_when_a_row_of_its_own_says_the_same():
    after = WRONG[f"Ⅱ({F})-5-移転先1-②"]
    rows = (
        row(1, f"Ⅱ({F})-5-移転先1-②", f"旧{after}", after),
        row(2, f"Ⅱ({F})-5-移転先2-②", f"元{after}", after),
    )
    old, _ = undone(WRONG, *rows)
    assert value(old, f"Ⅱ({F})-5-移転先1-②") == f"旧{after}"
    assert [kept.row for kept in old.rows_kept] == [2]


def test_another_item_is_not_touched_when_the_own_one_holds_nearly_the_text():
    now = {
        "Ⅰ-1-②": "住民の届出を窓口で受け、端末に入力し、台帳に記録する事務を行う。",
        "Ⅰ-5": "住民の届出を窓口で受け、端末に入力し、台帳に記載する事務を行う。",
    }
    old, _ = undone(
        now,
        row(
            1,
            "Ⅰ-1-②",
            "住民の届出を窓口で受け、端末に入力し、紙台帳に記載する",
            "住民の届出を窓口で受け、端末に入力し、台帳に記載する",
        ),
    )
    assert value(old, "Ⅰ-5") == now["Ⅰ-5"]


EVERYWHERE = {"Ⅰ-1-②": "マイナンバーカードを交付する。", "Ⅰ-4-①": "マイナンバーカードによる。", "Ⅰ-1-③": "30万人以上"}


def test_a_word_replaced_everywhere_is_put_back_everywhere():
    old, _ = undone(EVERYWHERE, row(1, "全体", "「個人番号カード」→「マイナンバーカード」", "文言の統一"))
    assert value(old, "Ⅰ-1-②") == "個人番号カードを交付する。"
    assert value(old, "Ⅰ-4-①") == "個人番号カードによる。"


@pytest.mark.parametrize(
    ("items", "before", "after", "words"),
    [
        (EVERYWHERE, "読点「，」→「、」", "表記の統一", "表記"),
        (EVERYWHERE, "10万人以上30万人未満", "30万人以上", "選択肢"),
        ({**EVERYWHERE, "Ⅰ-5": "個人番号カードの条"}, "個人番号カード", "マイナンバーカード", "残っている"),
        (EVERYWHERE, "個人番号カード／住民票", "マイナンバーカード", "どの語を"),
        ({"Ⅰ-1-②": "紙"}, "個人番号カード", "マイナンバーカード", "どこにもない"),
        ({"Ⅰ-1-②": "市が行う。"}, "町", "市", "短く"),
    ],
)
def test_a_replacement_that_cannot_be_told_apart_stays(items, before, after, words):
    old, _ = undone(items, row(1, "共通", before, after))
    assert words in old.rows_kept[0].reason
    assert [value(old, path) for path in items] == list(items.values())


def test_a_word_that_was_there_before_is_no_trace_of_a_replacement():
    rows = (
        row(1, "Ⅰ-4-①", "マイナンバーカードを用いる。", "マイナンバーカードによる。", date(2023, 4, 1)),
        row(2, "全体", "個人番号カード", "マイナンバーカード"),
    )
    newest = rewind(form(EVERYWHERE, rows))[1]
    assert "より前から" in newest.rows_kept[0].reason


def test_rows_of_one_day_are_undone_in_whatever_order_fits():
    first, second = ("甲を使う", "乙を使う"), ("乙を使う", "丙を使う")
    for rows in ((first, second), (second, first)):
        numbered = [row(number, "Ⅰ-1-②", *cells) for number, cells in enumerate(rows, 1)]
        old, _ = undone({"Ⅰ-1-②": "丙を使う。"}, *numbered)
        assert value(old, "Ⅰ-1-②") == "甲を使う。"
        assert old.rows_undone == (1, 2)


HISTORY = (
    row(1, "Ⅰ-1-②", "甲を使う", "乙を使う", date(2021, 4, 1)),
    row(2, "Ⅰ-1-②", "乙を使う", "丙を使う", date(2023, 4, 1)),
    row(3, "Ⅰ-1-③", "10万人以上30万人未満", "30万人以上", date(2023, 4, 1)),
    row(4, "Ⅰ-1-②", "丙を使う", "丁を使う", DAY),
)
PUBLISHED = {"表紙-公表日": "令和7年4月1日", "Ⅰ-1-②": "丁を使う。", "Ⅰ-1-③": "30万人以上"}


def test_one_version_for_each_day_oldest_first():
    versions = rewind(form(PUBLISHED, HISTORY))
    assert [version.date for version in versions] == [date(2021, 4, 1), date(2023, 4, 1), DAY, DAY]
    assert [version.since for version in versions] == [None, date(2021, 4, 1), date(2023, 4, 1), DAY]
    assert [version.published for version in versions] == [None, None, None, DAY]
    assert [version.form.header.published for version in versions] == [version.published for version in versions]
    assert [value(version, "Ⅰ-1-②") for version in versions] == ["甲を使う。", "乙を使う。", "丙を使う。", "丁を使う。"]
    assert [version.rows_undone for version in versions] == [(1,), (2, 3), (4,), ()]
    assert [len(version.form.changes) for version in versions] == [0, 1, 3, 4]
    assert [version.form.reconstructed for version in versions] == [True, True, True, False]
    assert [value(version, "表紙-公表日") for version in versions] == ["", "", "", "令和7年4月1日"]


def test_a_table_with_the_newest_rows_on_top_gives_the_same_versions():
    upside_down = tuple(dataclasses.replace(row, row=number) for number, row in enumerate(reversed(HISTORY), 1))
    values = [[value(version, "Ⅰ-1-②") for version in rewind(form(PUBLISHED, rows))] for rows in (HISTORY, upside_down)]
    assert values[0] == values[1]


def test_rows_without_a_day_are_a_draft_of_the_next_version():
    rows = (HISTORY[0], dataclasses.replace(HISTORY[1], date=None, date_raw=""))
    versions = rewind(form({"Ⅰ-1-②": "丙を使う。"}, rows, published=None))
    assert [version.date for version in versions] == [date(2021, 4, 1), None, None]
    assert [version.since for version in versions] == [None, date(2021, 4, 1), date(2021, 4, 1)]
    assert [version.published for version in versions] == [None, None, None]


def test_a_month_alone_still_has_its_place_in_time():
    rows = (HISTORY[0], dataclasses.replace(HISTORY[1], date=None, date_raw="令和5年4月"), HISTORY[3])
    versions = rewind(form({"Ⅰ-1-②": "丁を使う。"}, rows))
    assert [value(version, "Ⅰ-1-②")[0] for version in versions] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize("printed", ["同上", "", "変更日未定"])
def test_a_row_without_a_day_stands_between_its_neighbours_and_leaves_both_sides_open(printed):
    rows = (HISTORY[0], dataclasses.replace(HISTORY[1], date=None, date_raw=printed), HISTORY[3])
    versions = rewind(form({"Ⅰ-1-②": "丁を使う。"}, rows))
    assert [value(version, "Ⅰ-1-②")[0] for version in versions] == ["甲", "乙", "丙", "丁"]
    assert [version.date for version in versions] == [date(2021, 4, 1), None, DAY, DAY]
    assert [doubt(version, "Ⅰ-1-②") for version in versions] == [None, 2, 2, None]
    reason = versions[1].form.by_path[parse_path("Ⅰ-1-②")].uncertain.reason
    assert printed in reason


def test_a_day_printed_once_for_several_rows_is_the_day_of_all_of_them():
    same = row(3, "Ⅰ-1-③", "10万人以上30万人未満", "30万人以上", date(2021, 4, 1))
    rows = (HISTORY[0], dataclasses.replace(HISTORY[1], date=None, date_raw=""), same)
    versions = rewind(form({"Ⅰ-1-②": "丙を使う。", "Ⅰ-1-③": "30万人以上"}, rows))
    assert [version.rows_undone for version in versions] == [(1, 2, 3), ()]
    assert not versions[0].form.uncertain


def test_a_form_without_rows_has_one_version():
    assert [version.form for version in rewind(form(PUBLISHED))] == [form(PUBLISHED)]


def test_the_steps_lead_back_to_the_published_bytes():
    published = form(
        {**PUBLISHED, "Ⅰ-2-システム2-①": "連携基盤"}, (*HISTORY, row(5, "Ⅰ-2-システム2-①", "-", "連携基盤"))
    )
    versions = rewind(published)
    assert ItemPath("Ⅰ", "", ("2", "システム2", "①")) not in versions[0].form.by_path
    assert replay(versions[0].form, steps(published)).items == published.items
    with pytest.raises(RegistryError, match="前の版"):
        replay(versions[1].form, steps(published))


def test_a_row_older_than_the_form_uses_the_numbers_of_its_time():
    items = {"Ⅳ-8-対策は十分か": "十分である", "Ⅳ-9": ("自己点検", "内部監査"), "Ⅳ-10": "十分に行っている"}
    rows = (
        row(1, "Ⅳ-8", "[○]自己点検　[　]内部監査", "[○]自己点検　[○]内部監査", date(2023, 4, 1)),
        row(2, "Ⅳ-9", "特に力を入れて行っている", "十分に行っている", date(2023, 4, 1)),
        row(3, "Ⅳ-9", "８．監査", "９．監査"),
    )
    oldest, newer, _ = rewind(form(items, rows, kind=FormKind.BASIC))
    assert [version.form.header.revision for version in (oldest, newer)] == ["平成31年1月"] * 2
    assert value(newer, "Ⅳ-8") == ("自己点検", "内部監査")
    assert value(oldest, "Ⅳ-8") == ("自己点検",)
    assert value(oldest, "Ⅳ-9") == "特に力を入れて行っている"
    assert "番号が変わったことだけ" in newer.rows_kept[0].reason
    # Nothing says that the field was not there before, though the older form did not ask for it.
    assert set(map(str, oldest.form.uncertain)) == {"Ⅳ-8-対策は十分か"}


@pytest.mark.seeds
@pytest.mark.parametrize(("number", "kept"), [("000", {23, 24, 25, 26, 27}), ("003", {8})])
def test_real_forms_are_unrolled_and_rolled_up_again(seed, number, kept):
    published = canonical(readers.read(seed(number)))
    versions = rewind(published)
    undone_rows = [row for version in versions for row in version.rows_undone]
    reasons = {row.row: row.reason for version in versions for row in version.rows_kept}
    assert sorted([*undone_rows, *reasons]) == [row.row for row in published.changes]
    # 27 and 8 describe instead of quoting; 24 swaps options; 23, 25, 26 are about a page nobody can read.
    assert reasons.keys() == kept
    assert all(reasons.values())
    assert replay(versions[0].form, steps(published)).items == published.items
    assert versions[-1].form == published
