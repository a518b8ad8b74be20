"""Rows into the next version, several forms at once, and the summary for residents."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.draft import draft
from piadiff.draft.into import into
from piadiff.draft.multi import review
from piadiff.draft.summary import summary
from piadiff.errors import WrongCallError
from piadiff.model import ChangeRow, Form, FormKind, Header, ItemKind, Timing, Verdict
from piadiff.templates import load
from piadiff.writers.draft.formats import REVIEW_FORMATS, SUMMARY_FORMATS, write_review, write_summary
from tests.draft.mihon import finding, law
from tests.effort import examples

BASIC = load("様式2")
FINDINGS = [
    finding("Ⅰ-3", "条例第1条", "条例第2条"),
    finding("Ⅰ-5-②", "市民課長", "戸籍住民課長"),
    finding("Ⅳ-8-判断の根拠", after="二人で確かめている。", verdict=Verdict.SIGNIFICANT, timing=Timing.BEFORE),
]
PUBLISHED = (
    ChangeRow(1, "令和5年4月1日", "Ⅰ 3", "条例", "条例第1条", "事後", "軽微な修正", date(2023, 4, 1)),
    ChangeRow(2, "令和6年4月1日", "Ⅰ-3", "条例第1条", "条例第2条", "事後", "軽微な修正", date(2024, 4, 1)),
)


def form(changes=PUBLISHED, title="住民基本台帳事務"):
    return Form(Header(FormKind.BASIC, "様式2", title=title, organ="みほん市長"), changes=tuple(changes))


def drafted(findings=FINDINGS, **options):
    return draft(findings, template=BASIC, day=date(2026, 4, 1), **options)


def test_rows_go_below_the_published_ones_which_stay_as_they_were():
    placed = into(form(), drafted(), template=BASIC, published=PUBLISHED)
    assert placed.form.changes[:2] == PUBLISHED
    assert [row.row for row in placed.form.changes] == [1, 2, 3, 4, 5]
    assert (placed.kept, placed.added, placed.renewed, placed.others) == (2, (3, 4, 5), (), ())
    last = placed.form.changes[-1]
    assert (last.date_raw, last.before, last.timing) == ("令和8年4月1日", "－", "事前")


@given(st.permutations(FINDINGS), st.integers(0, 3), st.integers(0, 2))
@examples(50)
def test_doing_it_twice_changes_nothing(findings, rows, published):
    above = PUBLISHED[:published]
    made = drafted(findings[:rows])
    once = into(form(), made, template=BASIC, published=above)
    twice = into(once.form, made, template=BASIC, published=above)
    assert twice.form == once.form
    assert not twice.changed


def test_a_row_explained_anew_is_renewed_and_a_row_by_hand_stays():
    by_hand = ChangeRow(3, "", "Ⅰ-6", "なし", "あり", "事後", "手で書いた", None)
    first = into(form((*PUBLISHED, by_hand)), drafted(), template=BASIC, published=PUBLISHED)
    findings = [replace(FINDINGS[0], explanation="別の説明"), *FINDINGS[1:]]
    again = into(first.form, drafted(findings), template=BASIC, published=PUBLISHED)
    assert (again.added, again.renewed, again.others) == ((), (4,), (3,))
    assert again.form.changes[2] == by_hand
    assert again.form.changes[3].explanation == "別の説明"


def test_a_published_row_that_went_missing_is_put_back_and_said():
    placed = into(form(PUBLISHED[1:]), drafted(), template=BASIC, published=PUBLISHED)
    assert placed.restored == (1,)
    assert placed.form.changes[:2] == PUBLISHED


def test_a_row_whose_item_a_person_spelt_anew_keeps_its_place():
    made = drafted(FINDINGS[:1])
    renamed = replace(made, rows=(replace(made.rows[0], item="（新設）"),))
    placed = into(form(), renamed, template=BASIC, published=PUBLISHED)
    assert placed.form.changes[-1].items == (FINDINGS[0].change.path,)


def test_the_same_amendment_in_several_forms_is_one_group():
    def amendment(path, **told):
        return finding(
            path,
            "番号法第19条第7号による",
            "番号法第19条第8号による",
            facets=law("番号法第19条第7号", "番号法第19条第8号"),
            **told,
        )

    drafts = {
        "甲.yaml": drafted([amendment("Ⅰ-3"), FINDINGS[1]]),
        "乙.yaml": drafted([amendment("Ⅰ-4-②")]),
        "丙.yaml": drafted([amendment("Ⅰ-4-②", verdict=Verdict.UNDECIDED)]),
    }
    made = review(drafts)
    (common,) = made.common
    assert common.forms == ("甲.yaml", "乙.yaml", "丙.yaml")
    assert common.changes == (("番号法第19条第7号", "番号法第19条第8号"),)
    assert not common.agreed
    assert [group.forms for group in made.own] == [("甲.yaml",)]
    rows = [(place.form, place.number) for group in (*made.common, *made.own) for place in group.places]
    assert sorted(rows) == sorted((name, n) for name, one in drafts.items() for n in range(1, len(one.rows) + 1))
    told = write_review(made, "markdown").decode()
    assert "評価書によって異なります" in told


def test_one_digit_in_two_contexts_is_not_the_same_change():
    drafts = {
        "甲": drafted([finding("Ⅰ-3", "条例第7条", "条例第8条")]),
        "乙": drafted([finding("Ⅰ-3", "令和7年度", "令和8年度")]),
    }
    assert not review(drafts).common


def test_the_summary_tells_every_row_once_in_plain_words():
    made = drafted()
    told = summary(made, template=BASIC, form=form())
    assert sorted(number for part in told.sections for point in part.points for number in point.rows) == [1, 2, 3]
    assert told.sections[0].points[0].about == "判断の根拠（人手を介在させる作業）"
    assert told.sections[0].points[0].quotes == (("", "二人で確かめている。"),)
    assert "3件" in told.lead[-1]
    assert "みほん市長" in told.lead[0]


def test_the_summary_cuts_long_words_and_explains_a_thing_once():
    long = "特定個人情報を中間サーバーに保管し、中間サーバへの接続を記録する。" * 5
    told = summary(drafted([finding("Ⅰ-1-②", after=long)]), template=BASIC, form=form())
    ((before, after),) = told.sections[0].points[0].quotes
    assert (before, after[-1], long.startswith(after[:-1]), len(after) < len(long)) == ("", "…", True, True)
    meanings = [meaning for _, meaning in told.terms]
    assert len(meanings) == len(set(meanings)) == 2


def test_a_summary_without_weighty_changes_says_so():
    assert "大きく関わる変更はありません" in summary(drafted(FINDINGS[:2]), template=BASIC).lead[-1]


@pytest.mark.parametrize("name", SUMMARY_FORMATS)
def test_a_summary_is_written_in_every_format(name):
    findings = [*FINDINGS, finding("Ⅰ-6", "<b>甲</b>", "<script>乙</script>")]
    text = write_summary(summary(drafted(findings), template=BASIC, form=form()), name).decode()
    assert "二人で確かめている。" in text
    assert ("<script>" not in text) or name in ("text", "json")


def test_what_a_summary_or_review_cannot_be_written_as_is_refused():
    with pytest.raises(WrongCallError, match="xlsx"):
        write_summary(summary(drafted(), template=BASIC), "xlsx")
    with pytest.raises(WrongCallError, match="docx"):
        write_review(review({}), "docx")
    assert all(write_review(review({"甲": drafted()}), name) for name in REVIEW_FORMATS)


def test_the_summary_quotes_whole_lines_that_came_and_not_pieces_of_two():
    before = "①受付\n②審査\n③カードを用いた本人確認"
    after = "①受付\n②審査\n③請求に基づく番号の変更\n④カードを用いた本人確認"
    told = summary(drafted([finding("Ⅰ-1-②", before, after)]), template=BASIC)
    (quotes,) = [point.quotes for part in told.sections for point in part.points]
    assert quotes == (("", "③請求に基づく番号の変更"), ("③カードを用いた本人確認", "④カードを用いた本人確認"))


def test_the_summary_of_a_long_line_quotes_the_words_that_changed():
    line = "申請書に記載された事項を、窓口の職員が住民基本台帳の記録と照らし合わせて確かめ、誤りがあれば申請者に知らせて直してもらう。"
    told = summary(drafted([finding("Ⅰ-1-②", f"{line}\n甲", f"{line.replace('窓口', '支所')}\n甲")]), template=BASIC)
    (quotes,) = [point.quotes for part in told.sections for point in part.points]
    assert len(quotes) == 1
    assert all(len(words) < 20 for words in quotes[0])
    assert "窓口" in quotes[0][0]
    assert "支所" in quotes[0][1]


@pytest.mark.parametrize(("length", "whole"), [(60, True), (61, False)])
def test_the_summary_quotes_a_line_of_sixty_letters_as_it_is(length, whole):
    line = "窓口の職員が、" + "記録と照らし合わせて" * 6
    before, after = line[:length], line[:length].replace("窓口", "支所")
    told = summary(drafted([finding("Ⅰ-1-②", f"{before}\n甲", f"{after}\n甲")]), template=BASIC)
    (quotes,) = [point.quotes for part in told.sections for point in part.points]
    assert (quotes == ((before, after),)) is whole


def test_the_summary_lists_the_places_of_a_change_that_several_share():
    days = ("令和2年9月1日", "令和7年4月1日")
    findings = [finding(path, *days, kind=ItemKind.DATE) for path in ("Ⅱ-1-時点", "Ⅱ-2-時点")]
    shared, alone = (summary(drafted(found), template=BASIC) for found in (findings, findings[:1]))
    said = [told.sections[0].points[0].says for told in (shared, alone)]
    assert ["2か所に共通する" in each for each in said] == [True, False]
