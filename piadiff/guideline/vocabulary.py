"""Closed vocabulary of the rules: roles of items, signals of a change, facts of the batch around it."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What an item is about, whatever its number is on this form."""

    COVER = "表紙"
    PUBLISHED = "公表日"
    TASK_NAME = "事務の名称"
    TASK = "事務の内容"
    HEADCOUNT = "対象人数"
    HANDLERS = "取扱者数"
    ACCIDENT_YEAR = "重大事故（1年）"
    THRESHOLD_RESULT = "しきい値判断結果"
    SUBMITTED_KIND = "提出する評価書の種類"
    COUNT_DATE = "計数の時点"
    SYSTEM = "システム"
    FILE_NAME = "ファイル名"
    REASON = "取り扱う理由"
    NUMBER_USE = "個人番号の利用"
    LINKAGE = "情報連携"
    SECTION_IN_CHARGE = "担当部署"
    OTHER_BODIES = "他の評価実施機関"
    FILE_KIND = "ファイルの種類"
    PERSON_COUNT = "本人の数"
    PERSONS = "本人の範囲"
    RECORD_ITEMS = "記録項目"
    JUSTIFICATION = "必要性・妥当性"
    START_DATE = "開始日"
    SOURCE = "入手元"
    ACQUISITION = "入手方法"
    PURPOSE = "使用目的"
    USERS = "使用部署"
    USER_COUNT = "使用者数"
    USE = "使用方法"
    MATCHING = "情報の突合"
    ANALYSIS = "情報の統計分析"
    DECISION = "権利利益に影響を与え得る決定"
    OUTSOURCING = "委託の有無"
    OUTSOURCING_DETAIL = "委託"
    SUBCONTRACTING = "再委託の有無"
    PROVISION = "提供・移転"
    PLACE = "保管場所"
    RETENTION = "保管・消去"
    REMARKS = "備考"
    MEASURE = "リスク対策"
    ADEQUACY = "対策の評価"
    DEAD_NUMBERS = "死者の個人番号"
    ACCIDENT = "重大事故（3年）"
    REQUESTS = "開示請求"
    INQUIRIES = "連絡先"
    PROCEDURE = "評価実施手続"
    EMERGENCY = "規則第9条第2項の適用"
    WHOLE_FORM = "全体"
    UNKNOWN = "不明"


class Signal(StrEnum):
    """What a change does, read from its words with the role of its item in mind."""

    FORM = "form"  # 空白・読点・送り仮名・表記・誤字
    CITATION = "citation"
    CITATION_ADDED = "citation_added"  # an authority without a predecessor, where the authority is the content
    CITATION_REMOVED = "citation_removed"
    NUMBERS_ADDED = "numbers_added"  # 項番 that came without any going
    NUMBERS_UNEXPLAINED = "numbers_unexplained"  # 項番 that came or went, and the law gives no cause
    ORGANISATION = "organisation"
    DATE = "date"
    GLOSS = "gloss"  # 以下「…」という。 or an explanatory bracket
    RENUMBERED = "renumbered"
    PLAN_TO_FACT = "plan_to_fact"
    FACT_TO_PLAN = "fact_to_plan"
    RENAMED = "renamed"
    RESTATED = "restated"  # names nothing that was not named
    SUPPLEMENTED = "supplemented"  # words on something the item did not tell of
    MOVED = "moved"
    WIDENED = "widened"
    NARROWED = "narrowed"
    LEFT_OUT = "left_out"  # a member of a list, or a ticked option, that is no longer named
    REWRITTEN = "rewritten"
    NEW_HANDLING = "new_handling"  # a system, party, medium or place that was not named
    CLOUD_ADDED = "cloud_added"
    CLOUD_REMOVED = "cloud_removed"
    MEASURE_ADDED = "measure_added"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    MEASURE_EXCHANGED = "measure_exchanged"
    UNSAID = "unsaid"  # a figure or a way gave way to a word that claims a regime, but does not say it
    STARTED = "started"
    STOPPED = "stopped"
    REFERS = "refers"  # what stood here gave way to a reference to what is not known
    LEFT_OPEN = "left_open"  # 未定
    COUNT_UP = "count_up"
    COUNT_DOWN = "count_down"
    GRADE_LOWERED = "grade_lowered"
    GRADE_RAISED = "grade_raised"
    GRADE_INSUFFICIENT = "grade_insufficient"
    DENIED = "denied"  # 行っている → 行っていない
    AFFIRMED = "affirmed"
    OPTION_CHANGED = "option_changed"
    SYSTEM_ADDED = "system_added"
    SYSTEM_REMOVED = "system_removed"
    LIMIT_LOST = "limit_lost"  # a sentence that limits a handling went, in an item the 別表 does not list
    UNREAD = "unread"  # one side could not be read off its source
    UNCLEAR = "unclear"


class Context(StrEnum):
    """What the forms, the other changes of the batch or a person's statement add to one change."""

    LINKED = "linked"  # shares a name with a 重要 change of the same form
    NEW_OUTSOURCING_ITEM = "new_outsourcing_item"
    OUTSOURCING_RECOUNTED = "outsourcing_recounted"  # items of 委託 were rewritten too, and nobody says of a new one
    OUTSOURCING_SPLIT = "outsourcing_split"  # the same, and a person says that what is done by others stays
    THRESHOLD_RAISED = "threshold_raised"
    THRESHOLD_SAME = "threshold_same"
    THRESHOLD_LOWERED = "threshold_lowered"
    THRESHOLD_UNKNOWN = "threshold_unknown"
    PLAN_UNCHECKED = "plan_unchecked"  # the form told of the plan; its published rows are not known
    PLAN_NOT_ANNOUNCED = "plan_not_announced"  # no row of the form told of the plan before it was carried out
    TOLD_BEFORE = "told_before"  # another item of the form told of the same handling before
    MADE_ANEW = "made_anew"  # the form says that the assessment of that day was made anew
    END_STATED = "end_stated"  # a person says that a handling ended
    RECIPIENTS_MOVED = "recipients_moved"  # a 提供先 or 移転先 came or went, and nobody names a law as the cause
    UNIT_BESIDE = "unit_beside"  # a unit came beside one of its own 部 or 局, and nobody says why
    CAUSE_STATED = "cause_stated"  # a person gives a cause by which the handling may be what it was
    UNCHANGED_STATED = "unchanged_stated"  # a person says that what the item tells of stays as it was
    PLAN_DONE_STATED = "plan_done_stated"  # a person says that the plan of the text was published and is carried out
    MOVED_STATED = "moved_stated"  # a person says that what stood here stands in another item now
    BEGUN_STATED = "begun_stated"  # a person says that something begins
    BEFORE_STATED = "before_stated"  # a person says that what was written in addition was done before
    LONG_AFTER = "long_after"  # a day of the assessment moved by nearly five years, and nobody says why
    PART_OF_SIGNIFICANT = "part_of_significant"  # fills in what another change of the batch starts
