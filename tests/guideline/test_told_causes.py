"""Causes that people tell beside a row, and what stands beside a choice: a statement proves only what it says."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT

OUTSOURCED = ("全項目", "Ⅱ-4-委託の有無")


@pytest.mark.parametrize(
    ("before", "after", "context", "verdict"),
    [
        ("委託しない", "委託する　1件　申請書の入力", {}, HEAVY),
        ("[委託しない]（0件）", "[委託する]（2件：印刷、発送）", {}, HEAVY),
        ("[○]委託しない", "[　]委託しない　1件", {}, HEAVY),
        ("委託しない", "委託する\n委託事項1　窓口の受付", {}, HEAVY),
        ("委託する　1件\n委託事項1　印刷", "委託する　2件\n委託事項1　印刷\n委託事項2　電話の受付", {}, HEAVY),
        ("[委託する]　1件", "[委託する]　2件", {"備考": "委託事項1を二つに書き分けたかどうかは確認中"}, OPEN),
        ("[委託しない]", "[委託する]　1件", {"備考": "委託事項の内容は書き換えた。"}, HEAVY),
        ("[委託する]　1件（印刷）", "[委託しない]", {}, MINOR),
        ("委託する　2件\n委託事項1　印刷\n委託事項2　発送", "委託する　1件\n委託事項1　印刷", {}, OPEN),
    ],
)
def test_an_outsourcing_that_begins_is_seen_beside_its_count_and_its_items(before, after, context, verdict):
    assert said(*OUTSOURCED, before, after, context).verdict is verdict


USERS = ("全項目", "Ⅱ-3-⑦-使用部署", "みらい部、各支所市民係", "こども局、各支所市民係")


@pytest.mark.parametrize(
    ("context", "verdict"),
    [
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改めた。所掌事務に変更はない。"}, MINOR),
        ({"機構改革": "みらい部をこども局に改めたもので、所掌事務及び職員は変わらない。"}, MINOR),
        ({"備考": "みらい部は、令和8年4月にこども局へ名称を変更した。"}, MINOR),
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改めた。"}, OPEN),
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改め、窓口の職員を加えた。所掌事務に変更はない。"}, OPEN),
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改めた。併せて学校の事務を移した。"}, OPEN),
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改めた。所掌事務を拡充した。職員に変更はない。"}, OPEN),
        ({"組織改正": "令和8年4月1日、福祉部を健康部に改めた。所掌事務に変更はない。"}, OPEN),
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改める予定である。所掌事務に変更はない。"}, OPEN),
        ({"備考": "みらい部は、令和8年4月にこども局へ名称を変更した。併せて学校の事務を移した。"}, OPEN),
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改めた。職務を見直し、担当職員は変わらない。"}, OPEN),
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改めた。電話番号に変更はない。"}, OPEN),
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改めた。相談を除き、所掌事務に変更はない。"}, OPEN),
        ({"組織改正": "令和8年4月1日、みらい部をこども局に改めた。所掌事務は大きく変わる。"}, OPEN),
        ({"組織改正": "令和8年4月1日、みらい部とくらし部を統合し、こども局に改めた。所掌事務に変更はない。"}, OPEN),
    ],
)
def test_a_statement_makes_one_of_two_names_only_where_it_says_nothing_else_changed(context, verdict):
    assert said(*USERS, context).verdict is verdict


def test_a_statement_of_a_renaming_proves_nothing_of_what_else_changed():
    more = "こども局、各支所市民係、図書館"
    told = {"組織改正": "令和8年4月1日、みらい部をこども局に改めた。所掌事務に変更はない。"}
    assert said(*USERS[:3], more, told).verdict is not MINOR


@pytest.mark.parametrize(
    ("item", "old", "new", "cause"),
    [
        ("Ⅲ-7-リスク1-⑤", "生体認証", "職員証", "取扱いに変更はない。"),
        ("Ⅱ-6-①", "本庁舎", "分庁舎", "業務に変更はない。"),
        ("Ⅱ-6-①", "サーバ室", "西倉庫室", "業務に変更はない。"),
        ("Ⅱ-3-⑧-情報の突合", "宛名番号", "個人番号", "事務に変更はない。"),
        ("Ⅱ-3-⑥", "賦課", "徴収", "業務の内容は変わらない。"),
        ("Ⅱ-2-③", "納税義務者", "全住民", "事務の内容は変わらない。"),
    ],
)
def test_only_offices_are_the_same_under_another_name(item, old, new, cause):
    told = {"備考": f"{old}を{new}に改めた。{cause}"}
    assert said("全項目", item, f"{old}で行う。", f"{new}で行う。", told).verdict is not MINOR


PLACE = (
    "全項目",
    "Ⅱ-6-①",
    "令和8年9月から、みほん共同センターのサーバに保管する予定である。",
    "みほん共同センターのサーバに保管している。",
)


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("Ⅱ-6-①の令和8年9月からのみほん共同センターへの移行は、令和8年2月に事前に公表した。計画どおり完了した。", MINOR),
        ("Ⅱ-6-①の令和8年9月からのみほん共同センターへの移行は、令和8年10月に事後に公表した。計画どおり完了した。", OPEN),
        ("Ⅱ-6-①の令和8年9月からの西データセンターへの移行は、令和8年2月に事前に公表した。計画どおり完了した。", OPEN),
        ("Ⅱ-6-①の令和8年9月からのみほん共同センターへの移行は、令和8年2月に事前に公表した。場所を一部変更して完了した。", OPEN),
        ("Ⅱ-6-①の令和9年1月からのみほん共同センターへの移行は、令和8年2月に事前に公表した。計画どおり完了した。", OPEN),
        ("Ⅲ-7の令和8年9月からのみほん共同センターの対策は、令和8年2月に事前に公表した。計画どおり完了した。", OPEN),
    ],
)
def test_a_plan_that_was_published_before_and_carried_out_is_no_new_place(told, verdict):
    assert said(*PLACE, {"既に公表した行": told}).verdict is verdict


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("令和8年2月に事前に公表した移行が完了したため", MINOR),
        ("令和8年2月に事前に提出、公表した予定のとおり移行した。", MINOR),
        ("移行が完了したため", OPEN),
        ("予定どおり移行した。", OPEN),
        ("令和8年10月に公表した移行が完了したため", OPEN),
        ("令和8年2月に事前に公表した移行が遅れ、令和9年1月に完了したため", OPEN),
        ("令和8年2月に事前に公表した西データセンターへの移行が完了したため", OPEN),
        ("令和8年2月に事前に公表した。令和9年1月に予定どおり移行した。", OPEN),
    ],
)
def test_a_cause_that_names_nothing_else_is_of_the_plan_it_stands_beside(told, verdict):
    assert said(*PLACE, {"理由": told}).verdict is verdict


@pytest.mark.parametrize(
    ("item", "before", "after", "verdict"),
    [
        ("Ⅰ-1-②", "令和8年9月から電話でも受け付ける（予定）。", "電話でも受け付ける。", MINOR),
        ("Ⅰ-1-②", "令和6年4月1日以降に転入した者から電話でも受け付ける（予定）。", "転入した者から電話でも受け付ける。", OPEN),
        ("Ⅲ-7-リスク1-⑥", "端末の二要素認証は、令和8年9月に導入する予定である。", "端末の二要素認証を導入している。", MINOR),
        ("Ⅲ-7-リスク1-⑥", "二要素認証は、令和8年9月に全ての端末に導入する予定である。", "二要素認証を一部の端末に導入している。", HEAVY),
    ],
)
def test_the_day_of_a_plan_goes_with_it(item, before, after, verdict):
    told = {"理由": "令和8年2月に事前に公表した予定のとおり開始したため"}
    assert said("全項目", item, before, after, told).verdict is verdict
    assert said("全項目", item, before, after, {}).verdict is (HEAVY if verdict is HEAVY else OPEN)


@pytest.mark.parametrize(
    ("form", "item", "before", "after", "verdict"),
    [
        ("重点", "Ⅰ-5-②", "番号法第19条第8号に基づく別表第二\n第69の2の項", "番号法第19条第8号に基づく主務省令第2条の表\n第95の項", MINOR),
        ("重点", "Ⅰ-5-②", "番号法第19条第8号に基づく別表第二\n第69の2の項", "番号法第19条第8号に基づく主務省令第2条の表\n第97の項", OPEN),
        ("重点", "Ⅰ-4", "番号法第9条第1項　別表第一　項番16", "番号法第9条第1項　別表　項番24", MINOR),
        ("重点", "Ⅰ-4", "番号法第9条第1項　別表第一　項番10", "番号法第9条第1項　別表　項番15", OPEN),
    ],
)
def test_numbers_that_the_law_moved_are_no_other_task(form, item, before, after, verdict):
    assert said(form, item, before, after, {}).verdict is verdict


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("共同センターのサーバに保管する予定である。", "共同センターのサーバ及び外部倉庫に保管している。"),
        ("本庁に保管する（予定）。", "本庁及び外部倉庫に保管する。"),
        ("本庁に保管する予定である。", "分庁舎に保管している。"),
    ],
)
def test_what_changed_beside_a_plan_is_weighed_for_itself(before, after):
    assert said("全項目", "Ⅱ-6-①", before, after, {}).verdict is not MINOR


PERSONS = ("全項目", "Ⅱ-2-③", "納税義務者、扶養親族及び専従者", "納税義務者及び専従者")
COUNT = ("全項目", "Ⅱ-5-提供・移転の有無", "[○]提供を行っている（5件）", "[○]提供を行っている（7件）")


@pytest.mark.parametrize(
    ("row", "cause", "verdict"),
    [
        (PERSONS, "扶養親族の情報は、今後記録しない。", MINOR),
        (PERSONS, "扶養親族の調査を令和7年度で廃止したため", MINOR),
        (PERSONS, "文言整理", OPEN),
        (PERSONS, "記載の簡素化。取り扱う情報に変更はない。", OPEN),
        (PERSONS, "記載を改めなければならないため", OPEN),
        (COUNT, "主務省令第2条の表の改正による。", MINOR),
        (COUNT, "県の条例の制定に伴う。", MINOR),
        (COUNT, "実態に合わせた修正", OPEN),
        (COUNT, "集計の方法に基づく。", OPEN),
    ],
)
def test_what_came_or_went_from_a_list_is_settled_by_a_cause_that_says_so(row, cause, verdict):
    assert said(*row, {"理由": cause}).verdict is verdict


NAMES = "機構改革による課名の変更（所掌事務に変更なし）"


@pytest.mark.parametrize(
    ("item", "old", "new", "cause", "verdict"),
    [
        ("Ⅲ-3-リスク3", "情報課が記録を確かめる。", "電算推進課が記録を確かめる。", NAMES, MINOR),
        ("Ⅱ-3-⑦-使用部署", "市民部戸籍課、税務部市税課", "くらし部市民課、財務部市税課", NAMES, MINOR),
        ("Ⅱ-6-①", "3階 電算室に置く。", "3階 機器管理室に置く。", "室名の改称。設置場所に変更なし。", MINOR),
        ("Ⅰ-1-②", "戸籍課で受け付ける。", "市民課で受け付ける。", "組織改正（戸籍課を市民課に改称）。取扱いに変更なし。", MINOR),
        # something beside the name changed with it
        ("Ⅱ-3-⑦-使用部署", "市民部戸籍課", "くらし部市民課、財務部市税課", NAMES, OPEN),
        ("Ⅲ-3-リスク3", "情報課が毎月記録を確かめる。", "電算推進課が毎年記録を確かめる。", NAMES, HEAVY),
        ("Ⅱ-6-①", "3階 電算室に置く。", "西館1階 機器管理室に置く。", "室名の改称。設置場所に変更なし。", OPEN),
        ("Ⅱ-6-①", "電算室に置く。", "機器管理センターに置く。", "室名の改称。設置場所に変更なし。", OPEN),
        # the cause tells of other names, of more than names, or of nothing that stays
        ("Ⅰ-1-②", "戸籍課で受け付ける。", "市民課で受け付ける。", "組織改正（税務課を市税課に改称）。取扱いに変更なし。", OPEN),
        ("Ⅲ-3-リスク3", "情報課が記録を確かめる。", "電算推進課が記録を確かめる。", "課名の変更", MINOR),
        ("Ⅲ-3-リスク3", "情報課が記録を確かめる。", "電算推進課が記録を確かめる。", f"{NAMES}。業務の一部を委託した。", OPEN),
        ("Ⅲ-3-リスク3", "情報課が記録を確かめる。", "電算推進課が記録を確かめる。", "課名の変更ではなく、所掌事務に変更はない。", OPEN),
        ("Ⅱ-6-①", "3階 電算室に置く。", "3階 機器管理室に置く。", "室名の変更及び移設。業務に変更なし。", OPEN),
        ("Ⅲ-3-リスク3", "情報課が記録を確かめる。", "電算推進課が記録を確かめる。", "課名の変更（電話番号に変更なし）", MINOR),
    ],
)
def test_names_stand_for_one_another_where_only_names_are_said_to_have_changed(item, old, new, cause, verdict):
    found = said("全項目", item, old, new, {"理由": cause}).verdict
    assert found is verdict or (verdict is OPEN and found is HEAVY)


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("件数の変更は、主務省令の改正に伴うものである。", MINOR),
        ("本評価書は、窓口の実態に合わせて見直した。", OPEN),
    ],
)
def test_a_cause_may_stand_among_the_remarks_of_the_form(told, verdict):
    row = ("全項目", "Ⅱ-5", "[○]提供を行っている（5件）", "[○]提供を行っている（6件）")
    assert said(*row, {"表紙-特記事項": told}).verdict is verdict


BOXED = (
    "全項目",
    "Ⅱ-3-①",
    "[○]本人又は本人の代理人　[○]評価実施機関内の他部署（市民課、税務課）",
    "[○]本人又は本人の代理人　[○]評価実施機関内の他部署（窓口課、課税課）",
)
ONE = ("全項目", "Ⅱ-3-⑦-使用部署", "市民課", "市民窓口センター")


@pytest.mark.parametrize(
    ("row", "cause", "verdict"),
    [
        (BOXED, "組織改編に伴う課名の変更（所掌事務に変更なし）", MINOR),
        (BOXED, "課名の変更", MINOR),
        (BOXED, "組織改編に伴う課名の変更。窓口課は届出の受付も行う。", OPEN),
        (ONE, "組織改正で市民課の名称が市民窓口センターに改められた。所掌事務及び職員の範囲は変わらない。", MINOR),
        (ONE, "組織改正で市民課の名称が市民窓口センターに改められた。所掌事務は広がる。", OPEN),
        (ONE, "組織改正で税務課の名称が市民窓口センターに改められた。所掌事務は変わらない。", OPEN),
    ],
)
def test_a_name_that_is_told_to_be_another_stands_for_it_behind_a_box_too(row, cause, verdict):
    assert said(*row, {"理由": cause}).verdict is verdict


KIN = ("全項目", "Ⅲ-2-リスク1", "申請書は、子育て支援課の職員が点検する。", "申請書は、こども家庭課の職員が点検する。")
SECTIONS = ("全項目", "Ⅱ-3-⑦-使用部署", "くらし部子育て支援課、窓口課", "くらし部こども家庭課、窓口課")


@pytest.mark.parametrize(
    ("row", "cause", "verdict"),
    [
        (KIN, "組織改正（子育て支援課→こども家庭課）及び文言整理", MINOR),
        (KIN, "令和8年4月1日付け組織改正により子育て支援課の名称をこども家庭課に改めたため", MINOR),
        (KIN, "機構改革による課名の変更（子育て支援課→こども家庭課）", MINOR),
        (KIN, "組織再編に伴い、子育て支援課がこども家庭課に改称されたことによる修正", MINOR),
        (KIN, "組織改正（子育て支援課→福祉課）", OPEN),
        (KIN, "組織改正（子育て支援課→こども家庭課）。点検を民間の事業者に移す。", OPEN),
        (KIN, "組織改正（子育て支援課とこども家庭課の統合）", OPEN),
        (KIN, "組織改正", OPEN),
        (SECTIONS, "組織改正（子育て支援課→こども家庭課）", OPEN),
        (SECTIONS, "組織改正による課名の変更（子育て支援課→こども家庭課）", MINOR),
        (SECTIONS, "組織改正による部課名の変更（所管事務の変更なし）", MINOR),
    ],
)
def test_a_reform_of_the_house_names_the_offices_that_follow_each_other(row, cause, verdict):
    assert said(*row, {"理由": cause}).verdict is verdict


HOUSE = ("全項目", "Ⅱ-6-①", "みほん市東館２階の電算室に置く。", "みほん市情報センター２階の電算室に置く。")
TITLE = ("重点", "Ⅲ-4", "「みほん市取扱特記事項」を契約書に付ける。", "「みほん市情報取扱委託特記事項」を契約書に付ける。")


@pytest.mark.parametrize(
    ("row", "cause", "verdict"),
    [
        (HOUSE, "庁舎の改称（東館→情報センター）によるもので、電算室の場所に変更はない", MINOR),
        (HOUSE, "庁舎の移転（東館→情報センター）によるもので、電算室の設備に変更はない", HEAVY),
        (HOUSE, "庁舎の改称（西館→情報センター）によるもので、電算室の場所に変更はない", HEAVY),
        (TITLE, "例規の題名の改正。内容に変更はない", MINOR),
        (TITLE, "例規の題名の改正。内容を一部改めた", OPEN),
        (TITLE, "例規の題名の改正", OPEN),
    ],
)
def test_a_house_or_a_title_keeps_being_what_it_was_where_only_its_name_is_said_to_change(row, cause, verdict):
    found = said(*row, {"理由": cause}).verdict
    assert found is verdict if verdict is MINOR else found is not MINOR


TASK = ("全項目", "Ⅰ-1-②", "①受給者証の交付", "①資格確認書の交付")
KEPT = ("全項目", "Ⅱ-6-①", "総務課の書庫に保管する。", "行政課の書庫に保管する。")


@pytest.mark.parametrize(
    ("row", "cause", "verdict"),
    [
        (TASK, "制度の改正に伴う文言の修正。事務の流れに変更なし。", MINOR),
        (TASK, "制度の改正に伴う文言の修正。事務の流れに大きな変更はない。", OPEN),
        (TASK, "文言の修正であり、特定個人情報の取扱いに変更はない。", OPEN),
        (TASK, "使用部署に変更はない。", OPEN),
        (TASK, "一部を除き、事務に変更はない。", OPEN),
        (KEPT, "組織改正及び表記の統一。設置場所に変更なし", MINOR),
        (KEPT, "組織改正。書庫は移転するが、保管する区画の広さに変更はない。", OPEN),
        ((*KEPT[:2], "２階の書庫に保管する。", "３階の書庫に保管する。"), "設置場所に変更なし", OPEN),
        (("全項目", "Ⅲ-2-リスク1", "申請書を点検する。", "申請書を読み合わせる。"), "点検の方法に変更はない。", OPEN),
    ],
)
def test_a_rewriting_is_settled_by_who_says_that_what_the_item_tells_of_stays(row, cause, verdict):
    found = said(*row, {"理由": cause})
    assert (found.verdict is MINOR) is (verdict is MINOR)
    if verdict is MINOR:
        assert any("変更な" in proof for proof in found.proofs)


PLAN = (
    "全項目",
    "Ⅲ-7-リスク1-⑥",
    "端末の静脈による認証は、令和8年10月に導入する予定である。",
    "端末の静脈による認証を導入している。",
)


@pytest.mark.parametrize(
    ("cause", "verdict"),
    [
        ("令和8年6月に事前に提出、公表した予定のとおり導入が完了したため", MINOR),
        ("事前に評価し公表した計画どおり導入が完了したため", MINOR),
        ("令和8年12月に事前に公表した予定のとおり導入が完了したため", HEAVY),
        ("令和8年6月に事前に公表した予定のとおり監視カメラの導入が完了したため", HEAVY),
        ("令和8年6月に事前に公表した予定のとおり一部の導入が完了したため", HEAVY),
        ("令和8年6月に事後に公表した予定のとおり導入が完了したため", HEAVY),
    ],
)
def test_a_plan_is_carried_out_as_published_where_nothing_else_is_named(cause, verdict):
    found = said(*PLAN, {"理由": cause}).verdict
    assert found is MINOR if verdict is MINOR else found is not MINOR


NUMBERS = ("全項目", "Ⅰ-6-②", "番号法第19条第8号に基づく主務省令第2条の表　48の項", "番号法第19条第8号に基づく主務省令第2条の表　48の項、53の項")
REFERRED = ("全項目", "Ⅱ-6-①", "要領に定める場所に置く。", "要領に定める場所に置く。なお、要領は令和8年9月に改めた。")
SHOWN = ("重点", "Ⅲ-2-リスク", "学生証等の提示を求める。", "学生証、社員証等の提示を求める。")
MOVED = ("重点", "Ⅱ-5-提供・移転の有無", "[○]移転を行っている（3件）", "[○]移転を行っている（2件）")


@pytest.mark.parametrize(
    ("row", "cause", "verdict"),
    [
        (NUMBERS, "これまで書類で確かめていた事務について、照会を新たに始めるため", HEAVY),
        (NUMBERS, "照会の事務を確認中", OPEN),
        (NUMBERS, "令和8年3月に事前に公表した予定のとおり、新たに照会を開始した。", OPEN),
        (REFERRED, "要領の改正により、サーバを県外の共同の施設へ移設する。", HEAVY),
        (REFERRED, "要領の様式の番号の改正による。サーバの設置場所に変更はない。", MINOR),
        (REFERRED, "要領の改正による。", OPEN),
        (SHOWN, "例示の追加（従来から社員証も認めている）", MINOR),
        (SHOWN, "例示の追加", OPEN),
        (SHOWN, "例示の追加。従来は認めていなかった。", OPEN),
        (SHOWN, "例示の追加。従来から社員証は認めていない。", OPEN),
        (SHOWN, "従来から認めているものに、新たに社員証を加える例示", OPEN),
        ((*SHOWN[:2], SHOWN[3], SHOWN[2]), "例示の整理。従来から認めていない。", HEAVY),
        (MOVED, "祝い金の事務の廃止に伴い移転をやめたため", MINOR),
        (MOVED, "記載の見直し", OPEN),
        ((*MOVED[:2], MOVED[3], MOVED[2]), "祝い金の事務の廃止に伴い、ほかの移転を始めたため", OPEN),
    ],
)
def test_a_cause_that_answers_the_question_of_a_row_closes_it(row, cause, verdict):
    assert said(*row, {"理由": cause}).verdict is verdict


SPLIT = ("全項目", "Ⅱ-4-委託の有無", "[委託する]　（１）件", "[委託する]　（２）件")
GRADE = ("全項目", "Ⅲ-3-リスク3-リスクへの対策は十分か", "特に力を入れている", "十分である")
ROOM = ("重点", "Ⅱ-6", "・機械室のサーバ（施錠）", "・情報室のサーバ（施錠）")


@pytest.mark.parametrize(
    ("row", "cause", "verdict"),
    [
        (SPLIT, "委託事項1に含めていた発送を委託事項2として分けて記載したもので、契約、委託先に変わりはない。", MINOR),
        (SPLIT, "委託事項1に含めていた発送を委託事項2として分けて記載したもの", OPEN),
        (SPLIT, "委託事項2に発送を追加した。契約に変わりはない。", HEAVY),
        (GRADE, "評価の付け方を全庁でそろえただけ。実際の措置は減らしていない。", MINOR),
        (GRADE, "評価の付け方を全庁でそろえた。", OPEN),
        (GRADE, "点検を年1回に改めた。ほかの措置は減らしていない。", OPEN),
        ((*GRADE[:3], "課題が残されている"), "実際の措置は減らしていない。", HEAVY),
        (ROOM, "機械室の看板を掛け替えた。部屋は前のまま。", MINOR),
        (ROOM, "機械室の看板を掛け替えた。", OPEN),
        (ROOM, "機械を移した。広さは前のまま。", OPEN),
    ],
)
def test_what_is_said_to_stay_settles_only_the_question_of_its_item(row, cause, verdict):
    assert said(*row, {"理由": cause}).verdict is verdict


@pytest.mark.parametrize(
    ("cause", "verdict"),
    [
        ("税務課から収納部門を分離し収納課を設置したため", OPEN),
        ("税務課の収納係が独立し収納課となったため", OPEN),
        ("収納の事務を税務課から収納課に移管したため", OPEN),
        ("収納課でも新たに使用する", HEAVY),
        ("収納課へデータを提供するため", HEAVY),
        ("税務課の組織は変わらない", HEAVY),
    ],
)
def test_an_office_parted_from_another_may_use_what_that_one_used(cause, verdict):
    row = ("全項目", "Ⅱ-3-⑦-使用部署", "税務課", "税務課、収納課")
    assert said(*row, {"理由": cause}).verdict is verdict


@pytest.mark.parametrize(
    ("item", "before", "after", "cause", "verdict"),
    [
        ("Ⅱ-3-⑦-使用部署", "学校教育課", "社会教育課", "", OPEN),
        ("Ⅱ-3-⑦-使用部署", "学校教育課", "こども教育課", "", OPEN),
        ("Ⅱ-3-⑦-使用部署", "子育て支援課", "こども支援課", "", MINOR),
        ("Ⅱ-6-①", "西データセンター（県内）に置く。", "丘の上センター（県内。令和7年に「西データセンター」から改称）に置く。", "", MINOR),
        ("Ⅱ-6-①", "西データセンター（県内）に置く。", "丘の上センター（県外。令和7年に「西データセンター」から改称）に置く。", "", HEAVY),
        ("Ⅱ-6-①", "共同のサーバに置く（令和8年1月5日稼働予定）。", "共同のサーバに置く。", "令和7年6月に事前に公表した移行が予定どおり完了したため", MINOR),
        ("Ⅱ-6-①", "共同のサーバに置く（令和8年1月5日稼働予定）。", "共同のサーバに置く。", "記載の整理", OPEN),
        ("Ⅲ-3-リスク4", "作業の場所は庁舎内のみ。", "作業の場所は庁舎内に限る。", "", MINOR),
        ("Ⅲ-3-リスク4", "作業は承認したものに限り、記録を点検する。", "作業は承認したものに限ることとし、記録を点検する。", "", MINOR),
        ("Ⅲ-3-リスク4", "作業の場所は庁舎内のみ。", "作業の場所は庁舎内。", "", HEAVY),
        ("Ⅲ-3-リスク4", "記録を7年間保存する。", "記録を7か年保存する。", "", MINOR),
        ("Ⅲ-3-リスク4", "記録を7年間保存する。", "記録を7か月保存する。", "", HEAVY),
    ],
)
def test_names_plans_and_limits_in_the_words_that_officers_use(item, before, after, cause, verdict):
    found = said("全項目", item, before, after, {"理由": cause} if cause else {}).verdict
    assert found is verdict if verdict is MINOR else found is not MINOR


MOVE = (
    "全項目",
    "Ⅱ-6-①",
    "本庁のサーバ室に設置している。\n令和8年1月に、共同センターへ移行する予定である。",
    "令和8年1月に、本庁のサーバ室から、共同センターへ移行した。",
)


@pytest.mark.parametrize(
    ("row", "cause", "verdict"),
    [
        (MOVE, "令和7年10月に事前公表した移行が完了したため（内容に変更なし）", MINOR),
        (MOVE, "移行が完了したため", OPEN),
        ((*MOVE[:3], "令和8年1月に、本庁のサーバ室から、県外の施設へ移行した。"), "令和7年10月に事前公表した移行が完了したため", OPEN),
        (("全項目", "Ⅰ-6-②", "番号法第19条第8号　132の項", "番号法第十九条第八号　百三十二の項"), "", MINOR),
        (("全項目", "Ⅰ-6-②", "番号法第19条第8号　132の項", "番号法第十九条第八号　百三十三の項"), "", OPEN),
        ((*KIN[:2], "総務課から届く異動の通知を点検する。", "人事課から届く異動の通知を点検する。"), "組織改正（総務課人事係→人事課、電算課→情報課）", MINOR),
        ((*KIN[:2], "総務課から届く異動の通知を点検する。", "教育課から届く異動の通知を点検する。"), "組織改正（総務課人事係→人事課、電算課→情報課）", OPEN),
        ((*KEPT[:2], "本館３階　計算機室", "第一庁舎３階　機械室"), "建物及び部屋の呼称を改めたもの。サーバの移設は行っていない。", MINOR),
        ((*KEPT[:2], "本館３階　計算機室", "第一庁舎２階　機械室"), "建物及び部屋の呼称を改めたもの。サーバの移設は行っていない。", OPEN),
        (SPLIT, "保守の契約を機器とソフトウェアの２本に分けたため。業務内容・委託先に変更はない。", MINOR),
        (SPLIT, "保守の契約を２本に分けたため。", OPEN),
        (("全項目", "Ⅱ-3-①", "[○]行政機関（みほん省）", "[○]行政機関（くらし庁）"), "国の組織再編によりみほん省からくらし庁に移ったことによる名称の変更", MINOR),
        (("全項目", "Ⅱ-3-①", "[○]行政機関（みほん省）", "[○]行政機関（くらし庁）"), "所管がみほん省からくらし庁に移ったため", OPEN),
        ((*KIN[:2], "作業者ごとにIDを発行する。", "作業者に一人一つのIDを発行する。"), "", MINOR),
        ((*KIN[:2], "作業者ごとにIDを発行する。", "班に一つのIDを発行する。"), "", OPEN),
    ],
)
def test_moves_and_splits_are_what_they_are_said_to_be_where_the_text_bears_it(row, cause, verdict):
    found = said(*row, {"理由": cause} if cause else {}).verdict
    assert found is verdict if verdict is MINOR else found is not MINOR


RULES = ("重点", "Ⅲ-4", "取扱いに関する特記事項を契約書に付け、年１回検査する。", "情報等取扱特記事項を契約書に付け、年１回検査する。")
BUILDING = ("全項目", "Ⅱ-6-①", "第二庁舎２階の機械室に置く。", "東庁舎２階の機械室に置く。")
BOXES = ("重点", "Ⅱ-3-①", "[○]他部署（住民課）　[　]民間事業者", "[○]他部署（窓口課）　[　]民間事業者")


@pytest.mark.parametrize(
    ("row", "cause", "verdict"),
    [
        (RULES, "約款の改正に伴う名称の変更（内容に変更なし）", MINOR),
        (RULES, "約款の改正に伴う名称の変更", OPEN),
        ((*RULES[:3], "情報等取扱特記事項を契約書に付け、年１回確認する。"), "名称の変更（内容に変更なし）", OPEN),
        ((*RULES[:3], "取扱手順を契約書に付け、年１回検査する。"), "名称の変更（内容に変更なし）", OPEN),
        (BUILDING, "第二庁舎の呼称が東庁舎に改められたため", MINOR),
        (BUILDING, "第三庁舎の呼称が東庁舎に改められたため", OPEN),
        (BUILDING, "東庁舎が新築されたため", OPEN),
        (BOXES, "令和７年度組織再編による課名変更", MINOR),
        (BOXES, "令和７年度組織再編", OPEN),
        (BOXES, "組織改正により住民課が窓口課となったため", MINOR),
        (BOXES, "住民課が窓口課と統合されたため", OPEN),
        ((*BUILDING[:2], "本庁舎電算室内に置く。", "本庁舎機械室内に置く。"), "令和7年4月から電算室の呼称を機械室に改めた。部屋は従前のとおりである。", MINOR),
        ((*BUILDING[:2], "本庁舎電算室内に置く。", "本庁舎機械室内に置く。"), "令和7年4月から電算室を機械室に移した。", OPEN),
        ((*BOXES[:3], "[○]他部署（窓口課）　[○]民間事業者"), "令和７年度組織再編による課名変更", HEAVY),
    ],
)
def test_a_name_in_running_text_is_one_name(row, cause, verdict):
    found = said(*row, {"理由": cause}).verdict
    assert found is verdict if verdict is MINOR else found is not MINOR


@pytest.mark.parametrize(
    ("item", "before", "after", "cause"),
    [
        ("Ⅱ-3-⑧-情報の突合", "宛名番号により突合する。", "個人番号により突合する。", "名称変更（宛名番号→個人番号）"),
        ("Ⅱ-3-⑧-情報の突合", "宛名番号により突合する。", "個人番号により突合する。", "宛名番号の名称を個人番号に改めた。"),
        ("Ⅱ-2-③", "受給者", "申請者", "名称の変更（受給者→申請者）"),
        ("Ⅱ-2-③", "受給者", "申請者", "呼称の変更。対象に変更はない。"),
        ("Ⅱ-3-⑥", "賦課のため", "徴収のため", "目的に変更はない。"),
        ("Ⅲ-3-リスク2", "二要素認証を行う。", "単要素認証を行う。", "名称の変更（二要素認証→単要素認証）"),
        ("Ⅲ-3-リスク2", "課長が承認する。", "係員が承認する。", "名称変更（課長→係員）"),
        ("Ⅱ-6-①", "本庁の書庫", "支所の書庫", "サーバの移設は行っていない。"),
        ("Ⅱ-6-①", "本庁の電算室に置く。", "南館の電算室に置く。", "一部の機器のほかは移設していない。"),
    ],
)
def test_a_cause_makes_no_other_thing_the_same(item, before, after, cause):
    assert said("全項目", item, before, after, {"理由": cause}).verdict is not MINOR
