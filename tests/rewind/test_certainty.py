"""How sure a rebuilt version is: which items its rows prove, and which they leave open, since when and why."""

from datetime import date

import pytest

from piadiff import readers
from piadiff.model import WHOLE_FORM, FormKind, parse_path
from piadiff.model.path import COVER_DAY
from piadiff.readers.from_rows import with_items_of_rows
from piadiff.rewind import replay, rewind, steps
from piadiff.templates import for_kind
from piadiff.templates.moves import moved
from piadiff.text import find_dates
from tests.registry.samples import DAY, form, row

F = "住民台帳ファイル"
FIRST, SECOND = date(2021, 4, 1), date(2023, 4, 1)
TEXT = "窓口で届出を受け付ける。\n端末に入力し、台帳に記載する。\n住民に通知する。"
ITEMS = {"表紙-公表日": "令和7年4月1日", "Ⅰ-1-②": TEXT, "Ⅰ-1-③": "30万人以上", "Ⅰ-5": "番号法第9条第1項"}


def marks(version) -> dict[str, int | None]:
    """Row behind each doubt, by address."""
    return {str(path): told.row for path, told in version.form.uncertain.items()}


def value(version, path):
    found = version.form.by_path.get(parse_path(path))
    return None if found is None else found.value


PROVEN = {
    "a phrase at one place": ("Ⅰ-1-②", "名簿に記載", "台帳に記載"),
    "between elisions": (
        "Ⅰ-1-②",
        "（略）\n端末に入力し、名簿に記載する。\n（略）",
        "（略）\n端末に入力し、台帳に記載する。\n（略）",
    ),
    "the whole item": ("Ⅰ-5", "番号法第9条第2項", "番号法第9条第1項"),
    "a choice": ("Ⅰ-1-③", "10万人以上30万人未満", "30万人以上"),
    "an item that was not there": ("Ⅰ-5", "－", "番号法第9条第1項"),
}


@pytest.mark.parametrize("case", PROVEN.values(), ids=PROVEN)
def test_a_row_quoted_exactly_at_one_place_leaves_nothing_open(case):
    old, new = rewind(form(ITEMS, (row(7, *case),)))
    assert (old.rows_undone, marks(old), marks(new)) == ((7,), {}, {})
    assert old.form.by_path[COVER_DAY].undetermined and old.published is None


OPEN = {
    "two places": ("Ⅰ-1-②", "申請", "届出", {**ITEMS, "Ⅰ-1-②": f"{TEXT}\n届出を綴る。"}),
    "no place": ("Ⅰ-1-②", "名簿を県に送る。", "台帳を県に送る。", ITEMS),
    "nearly": ("Ⅰ-1-②", "端末に入力して、名簿に記載する。", "端末に入力して、台帳に記載する。", ITEMS),
    "described": ("Ⅰ-1-②", "－", "文言の整理", ITEMS),
    "both sides described": ("Ⅰ-1-②", "文言の整理", "文言の整理", ITEMS),
    "what was before is described": ("Ⅰ-1-②", "※図を追加", "台帳に記載する。", ITEMS),
    "nothing before, or the word": ("Ⅰ-5", "なし", "番号法第9条第1項", ITEMS),
    "gone from nobody knows where": ("Ⅰ-1-②", "（略）\n県に送る。", "（略）", ITEMS),
    "another date": ("Ⅵ-1-①", "令和2年3月1日", "令和4年3月1日", {**ITEMS, "Ⅵ-1-①": "令和7年2月1日"}),
    "already as before": ("Ⅰ-1-③", "30万人以上", "10万人以上30万人未満", ITEMS),
}


@pytest.mark.parametrize("case", OPEN.values(), ids=OPEN)
def test_what_a_row_leaves_open_is_open_in_all_older_versions(case):
    path, before, after, items = case
    rows = (row(1, "Ⅰ-4-①", "旧", "新", FIRST), row(2, path, before, after, SECOND), row(3, "Ⅰ-4-②", "旧", "新"))
    versions = rewind(form({**items, "Ⅰ-4-①": "新", "Ⅰ-4-②": "新"}, rows))
    assert [marks(version).get(path) for version in versions[:2]] == [2, 2]
    assert all(set(marks(version)) <= {path} for version in versions)
    assert marks(versions[-1]) == {}
    assert all(told.reason for version in versions for told in version.form.uncertain.values())


def test_what_says_otherwise_leaves_the_versions_between_open_too():
    rows = (row(1, "Ⅰ-1-②", "乙を使う。", "丙を使うことがある。", FIRST), row(2, "Ⅰ-5", "旧", "新", SECOND))
    versions = rewind(form({"Ⅰ-1-②": "丁を使う。", "Ⅰ-5": "新"}, rows))
    assert [marks(version).get("Ⅰ-1-②") for version in versions] == [1, 1, None]
    after = rewind(form({"Ⅰ-1-②": "丁を使う。", "Ⅰ-5": "新"}, (*rows, row(3, "Ⅰ-1-②", "戊を使う。", "丁を使う。"))))
    assert [marks(version).get("Ⅰ-1-②") for version in after] == [1, 1, 1, None]
    explained = rewind(
        form({"Ⅰ-1-②": "丁を使う。", "Ⅰ-5": "新"}, (rows[0], row(2, "Ⅰ-1-②", "戊を使う。", "丁を使う。")))
    )
    assert [marks(version).get("Ⅰ-1-②") for version in explained] == [1, 1, None]


def test_what_a_row_says_of_its_own_day_holds_on_that_day():
    rows = (
        row(1, "Ⅵ-1-①", "平成31年3月1日", "令和3年3月1日", FIRST),
        row(2, "Ⅵ-1-①", "令和3年9月1日", "令和7年2月1日", SECOND),
    )
    published = form({"Ⅵ-1-①": "令和7年2月1日"}, rows, published=DAY)
    versions = rewind(published)
    assert [value(version, "Ⅵ-1-①") for version in versions] == ["平成31年3月1日", "令和3年3月1日", "令和7年2月1日"]
    assert [marks(version).get("Ⅵ-1-①") for version in versions] == [1, 1, None]
    assert [[kept.row for kept in version.rows_differing] for version in versions] == [[1], [2], []]
    assert "行1" in versions[1].rows_differing[0].reason
    assert replay(versions[0].form, steps(published)).items == versions[-1].form.items


def test_no_version_speaks_of_a_day_after_it_without_a_mark():
    rows = (row(1, "Ⅰ-5", "旧", "新", FIRST), row(2, "Ⅰ-4-①", "旧", "新", SECOND))
    items = {
        "Ⅰ-5": "新",
        "Ⅰ-4-①": "新",
        "Ⅵ-1-①": "令和4年2月1日",
        "Ⅰ-4-②": "令和2年1月1日時点で千人。令和9年に終わる。",
    }
    versions = rewind(form(items, rows))
    assert [set(marks(version)) for version in versions] == [{"Ⅵ-1-①"}, {"Ⅵ-1-①"}, set()]


def test_a_word_replaced_everywhere_leaves_the_items_it_stands_in_open():
    items = {"Ⅰ-1-②": "統合宛名システムに入れる。", "Ⅰ-4-①": "統合宛名システムによる。", "Ⅰ-5": "番号法"}
    old, _ = rewind(form(items, (row(4, "全体", "宛名システム", "統合宛名システム"),)))
    assert marks(old) == {"Ⅰ-1-②": 4, "Ⅰ-4-①": 4}


def test_a_row_of_no_known_item_leaves_open_what_holds_its_words_or_everything():
    quoting = rewind(form(ITEMS, (row(1, "", "名簿に書く", "台帳に記載"),)))[0]
    assert set(marks(quoting)) == {"Ⅰ-1-②"}
    described = rewind(form(ITEMS, (row(1, "", "文言の整理", "文言の整理"),)))[0]
    assert set(marks(described)) == set(ITEMS) - {"表紙-公表日"}


def test_an_item_that_a_row_names_and_nobody_shows_is_told_as_open():
    old, _ = rewind(form({"Ⅰ-5": "番号法"}, (row(1, "Ⅰ-4-①", "旧", "新"),)))
    assert marks(old) == {"Ⅰ-4-①": 1}
    assert parse_path("Ⅰ-4-①") not in old.form.by_path


def test_groups_behind_one_that_came_or_went_may_have_had_other_numbers():
    items = {f"Ⅱ({F})-5-提供先{n}": name for n, name in ((1, "税務署"), (2, "県知事"), (3, "市長"))}
    old, _ = rewind(form(items, (row(1, f"Ⅱ({F})-5-提供先2", "－", "提供先を一つ追加"),)))
    assert set(marks(old)) == {f"Ⅱ({F})-5-提供先2", f"Ⅱ({F})-5-提供先3"}


def test_text_taken_from_the_head_of_an_item_goes_back_there():
    items = {
        f"Ⅲ({F})-7-リスク1-⑨": "発生なし",
        f"Ⅲ({F})-7-リスク1-⑨-その内容": "－",
        f"Ⅲ({F})-7-リスク2": "・毎日、夜間に複製を作る。",
    }
    items = {path: told for path, told in items.items() if "その内容" in path} | {
        "Ⅰ-4-①": "甲",
        "Ⅰ-4-②": "毎日、夜間に複製を作る。",
    }
    old, _ = rewind(
        form(items, (row(1, "Ⅰ-4", "入室は職員に限る。\n毎日、夜間に複製を作る。", "毎日、夜間に複製を作る。"),))
    )
    assert (value(old, "Ⅰ-4-①"), value(old, "Ⅰ-4-②")) == ("甲", "入室は職員に限る。\n毎日、夜間に複製を作る。")


NEW_FORM = {
    "Ⅳ-8-対策は十分か": "十分である",
    "Ⅳ-8-判断の根拠": "二人で確かめている。",
    "Ⅳ-9": ("自己点検", "内部監査"),
    "Ⅳ-10": "十分に行っている",
}
BROUGHT = row(2, "Ⅳ-8", "－", "十分である\n二人で確かめている。", date(2024, 12, 1))


def basic(*rows, items=NEW_FORM):
    return rewind(form(items, rows, kind=FormKind.BASIC, published=date(2024, 12, 1)))


@pytest.mark.parametrize("number", ["Ⅳ-8", "Ⅳ-9"])
def test_a_row_of_the_day_the_form_changed_may_use_the_old_numbers_or_the_new(number):
    audit = row(1, number, "[○]自己点検", "[○]自己点検　[○]内部監査", date(2024, 12, 1))
    old, _ = basic(audit, BROUGHT)
    assert old.form.header.revision == "平成31年1月"
    assert value(old, "Ⅳ-8") == ("自己点検",)
    assert value(old, "Ⅳ-9") == "十分に行っている"
    assert set(marks(old)) <= {"Ⅳ-8"}


def test_the_form_of_its_day_has_the_items_that_its_revision_had():
    old, new = basic(BROUGHT)
    assert [str(path) for path in old.form.by_path] == ["Ⅳ-8", "Ⅳ-9"]
    assert (marks(old), new.form.header.revision) == ({}, "令和6年10月")
    renumbered = row(1, "Ⅳ-9", "８．監査", "９．監査", date(2024, 12, 1))
    assert basic(renumbered)[0].form.header.revision == "平成31年1月"
    silent = basic(row(1, "Ⅳ-10", "特に力を入れて行っている", "十分に行っている", date(2024, 3, 1)))[0]
    assert set(marks(silent)) == {"Ⅳ-8-対策は十分か", "Ⅳ-8-判断の根拠"}


def test_a_filled_item_says_how_sure_it_is():
    new, other = row(1, "Ⅰ-5", "－", "番号法第9条第1項"), row(2, "Ⅰ-1-②", "旧い文", "新しい文")
    shown = form({"Ⅰ-4-①": "甲"}, (new, other, row(3, "Ⅰ-4-②", "－", "甲"), row(4, "Ⅰ-4-②", "甲", "乙")))
    filled, told = with_items_of_rows(shown)
    assert told == ((1, parse_path("Ⅰ-5")), (2, parse_path("Ⅰ-1-②")), (4, parse_path("Ⅰ-4-②")))
    assert {str(path): why.row for path, why in filled.uncertain.items()} == {"Ⅰ-1-②": 2, "Ⅰ-4-②": 4}
    assert marks(rewind(filled)[0]).keys() >= {"Ⅰ-1-②", "Ⅰ-4-②"}
    assert rewind(filled)[-1].form.uncertain == filled.uncertain


def about(version, path) -> list:
    """Addresses of a version a row's item means: those at and below it, else the one it points into."""
    shown = [each.path for each in version.form.items]
    return [p for p in shown if path.contains(p)] or sorted((p for p in shown if p.contains(path)), key=str)[-1:]


@pytest.mark.seeds
@pytest.mark.parametrize("number", ["000", "003"])
def test_what_a_kept_or_loose_row_of_a_real_form_is_about_is_open_in_all_older_versions(seed, number):
    published = with_items_of_rows(readers.read(seed(number)))[0]
    versions = rewind(published)
    rows = {each.row: each for each in published.changes}
    name, here = published.header.template, published.header.in_use
    seen = 0
    for at, version in enumerate(versions[:-1]):
        for told in (*version.rows_kept, *version.rows_differing):
            named = [path for path in rows[told.row].items if path.section not in WHOLE_FORM]
            for older in versions[: at + 1]:
                then = for_kind(older.form.header.kind, older.form.header.in_use).revision
                there = [p for path in named if (p := moved(path, name, here, then))]
                shown = [p for path in there for p in about(older, path)]
                assert [str(path) for path in shown if path not in older.form.uncertain] == []
                seen += len(shown)
    assert seen > 3


@pytest.mark.seeds
@pytest.mark.parametrize("number", ["000", "003"])
def test_no_version_of_a_real_form_has_a_count_of_a_day_after_it(seed, number):
    for version in rewind(readers.read(seed(number)))[:-1]:
        for each in version.form.items:
            if each.label.startswith("いつ時点") and version.since:
                assert all(span.day <= version.since for span in find_dates(each.value) if span.day)


def test_a_file_that_was_renamed_bears_its_old_name_in_every_older_address():
    items = {
        "Ⅱ(新ファイル)-1": "新ファイル",
        "Ⅱ(新ファイル)-2-⑥": "市民課",
        "Ⅱ(新ファイル)-3-⑥": "乙に使う。",
        "Ⅲ(新ファイル)-1": "新ファイル",
    }
    rows = (
        row(1, "Ⅱ(旧ファイル)-2-⑥", "住民課", "市民課", FIRST),
        row(2, "Ⅱ(新ファイル)-3-⑥", "甲に使う。", "丙に使う。", FIRST),
        row(3, "Ⅱ(新ファイル)-1;Ⅲ(新ファイル)-1", "旧ファイル", "新ファイル", SECOND),
    )
    published = form(items, rows)
    versions = rewind(published)
    assert [version.form.files for version in versions] == [("旧ファイル",), ("旧ファイル",), ("新ファイル",)]
    assert [value(version, "Ⅱ(旧ファイル)-2-⑥") for version in versions] == ["住民課", "市民課", None]
    assert [marks(version) for version in versions] == [{"Ⅱ(旧ファイル)-3-⑥": 2}] * 2 + [{}]
    assert replay(versions[0].form, steps(published)).items == versions[-1].form.items


def test_a_text_quoted_in_full_holds_on_its_own_day():
    said = "窓口で届出を受け、端末に入力して台帳に記載する。"
    rows = (
        row(1, "Ⅰ-1-②", "窓口で届出を受け、台帳に記載する。", said, FIRST),
        row(2, "Ⅰ-1-②", "窓口で届出を受け、端末に入力し、台帳に記載する。", "電子申請を受け、台帳に記載する。", SECOND),
    )
    versions = rewind(form({"Ⅰ-1-②": "電子申請を受け、台帳に記載する。"}, rows))
    assert value(versions[1], "Ⅰ-1-②") == said
    assert [marks(version).get("Ⅰ-1-②") for version in versions] == [1, 1, None]
