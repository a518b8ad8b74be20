"""One stretch that came into a sentence of measures: one more entry of a list, a limit, how soon, how often."""

from __future__ import annotations

import re
from collections.abc import Callable

from piadiff.guideline.handling.done_to import shows_work
from piadiff.guideline.handling.insertions import OTHER_HOUSE, POST, reports, stretches
from piadiff.guideline.handling.looked_at import is_citizen, is_of_measures
from piadiff.guideline.handling.measures import any_of, handles, predicates, says
from piadiff.guideline.handling.more_devices import more_devices
from piadiff.guideline.handling.one_more import at_one_more_event, by_one_of, one_more, until_when
from piadiff.guideline.handling.places import OUTSIDE
from piadiff.guideline.handling.recorded import tells_of_record
from piadiff.guideline.handling.stricter import as_strict
from piadiff.guideline.language.amounts import frequencies, plain_figures
from piadiff.guideline.language.clauses import DOER, ONLY, TO_NOUN, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import CAN, NOT, OR, plainly
from piadiff.guideline.language.stretch import BEFORE, BEHIND, JOINER, Came, entries_of
from piadiff.text import key


def adds_words(edit: Edit) -> str:
    """What came into a sentence that guards, and can only make it guard more; "" where it may do anything else."""
    if edit.before is None or edit.after is None or edit.turned or len(edit.lost) > len(edit.gained):
        return ""
    words = set(edit.after.words)
    gained = {token.text for token in edit.gained}
    denies = NOT in gained and not ("必" in gained and "必ず" in key(edit.after.text))
    if OR in words or denies or CAN in gained:
        return ""
    ways = (_by_whom, _on_occasions_apart) if _TURNS.search(edit.before.text) else _WAYS
    texts = as_strict(edit.before, edit.after)
    readings = ([key(read(text)).strip("。\n ") for text in texts] for read in _READINGS)
    for told in dict.fromkeys(map(tuple, readings)):
        for came, behind in stretches(*told):
            ahead = told[1][: len(told[1]) - len(behind) - len(came)]
            if (by_one_of(came) or not _opens(came)) and any(adds(Came(ahead, came, behind)) for adds in ways):
                return came.strip("、")
    return ""


def _plain_times(text: str) -> str:
    return _AT.sub("", plainly(text))


def _one_joiner(text: str) -> str:
    return _AND.sub("、", plainly(text))


def _by_what(text: str) -> str:
    return _PROVEN.sub("で認証", _PROVEN_BY.sub("で認証", plainly(text)))


_READINGS = (str, plainly, _plain_times, _by_what, _one_joiner)
_PROVEN_BY = re.compile(r"(?:の|による)?認証を(?:(?:併|合わ|組み?合わ)せて?)?(?:[利使採併]用|〓)(?:し|す?る)?")
_PROVEN = re.compile("で認証(?:し|する)")
_AND = re.compile(r"、?(?:及び|並びに)")
_AT = re.compile(r"(?<=[時際初末前後めと度])に(?=[、一-龠])")
_TURNS = re.compile(r"のみ|だけ|限[りっらる]|除[くきい]|以外|ただし")
"""What takes something out, or lets something in: there one more may be one more exception."""


def _opens(came: str) -> bool:
    return any(says(sort, came) for sort in ("opens", "hedges")) or _BINDS.search(came) is not None


_BINDS = re.compile(r"除|以外|うち|必要|希望|任意|抽出|一部|から[^、]*まで")


def _forbids_more(at: Came) -> bool:
    """Whether one more thing is forbidden."""
    found = entries_of(at)
    if found is None or not all(_HANDLING.search(entry) and not says("guards", entry) for entry in found[0]):
        return False
    return re.fullmatch(r"を(?:一切)?禁止[ぁ-ゖ]*", found[1]) is not None


_HANDLING = re.compile(
    rf"(?:{any_of('handlings').pattern}|持ち?込|撮影|録音|複写|印刷|譲渡|貸与|転用|流用|共用)(?:し|み)?$"
)
"""What may be done with data or media, and is forbidden."""


def _looks_at_more(at: Came) -> bool:
    """Whether one more thing of the measures is checked, or told of an act where that is recorded."""
    found = entries_of(at)
    written = found and (_WRITTEN.match(found[1]) or (_IN_LOG.search(at.ahead) and _KEPT.match(found[1])))
    checked = written or (found and (_CHECKED.match(found[1]) or (_OF_CHECK.match(at.ahead) and _IS.match(found[1]))))
    if not found or not checked or handles(found[1]):
        return False
    if written or checked[0].endswith("記録"):
        return _tell_acts(found[0], at.sentence)
    return all(
        _is_harmless(entry, at.sentence) and (is_of_measures(entry, at.sentence) or _SUPERVISION.search(entry))
        for entry in found[0]
    )


_SUPERVISION = re.compile(r"(?:監督|教育|研修|管理|点検|遵守|(?:安全管理|対策|措置)の実施)(?:の状況)?$")
"""What is done to see that measures are kept."""
_CHECKED = re.compile(r"(?:の(?:状況|内容|有無))?を[^をは]*?(?:点検|監査|確認|検査|監視|記録)")
_IN_LOG = re.compile(r"(?:簿|日誌|記録票|記録表)に、?[^をは]*$|(?:ログ|記録|履歴|証跡)として、?[^をは]*$")
_KEPT = re.compile(r"を(?:記[録入載]|保存|保管|取得|残)")
_WRITTEN = re.compile(r"を[^をは、]{0,12}(?:簿|日誌|記録票|記録表)に、?記[録入載]")
_OF_CHECK = re.compile(r"[^、。]{0,12}(?:監査|点検|検査)の(?:項目|対象|内容|観点)は、?")
_IS = re.compile(r"(?:である|です|と(?:する|し)|を(?:対象|内容)と)")


def _is_harmless(entry: str, known: str) -> bool:
    """Whether a thing is nobody's data, and names no party, place or medium anew."""
    persons = any(map(is_citizen, entry.split("の"))) or (OUTSIDE.match(entry) and not _SUPERVISION.search(entry))
    return not (persons or (new_names(known, entry) and not _SUPERVISION.search(entry)) or "写" in entry)


def _tells_more_of_acts(at: Came) -> bool:
    """Whether a record of what was done is said to tell one thing more of it."""
    found = entries_of(at)
    told = found and _OF_RECORD.match(at.ahead) and re.match(r"(?:である|です|と(?:する|し))", found[1])
    if found is None or not told:
        return False
    return _tell_acts(found[0], at.sentence)


def _tell_acts(entries: list[str], known: str) -> bool:
    """Whether all that is recorded tells what was done, and nothing of whom it was done to."""
    return all(tells_of_record(entry, known) for entry in entries)


_OF_RECORD = re.compile(
    r"(?:(?:操作|アクセス|通信|利用)の?)?(?:記録|ログ)(?:(?:する|に残す|の)?(?:項目|内容|事項)?)は、?"
)


def _teaches_more(at: Came) -> bool:
    """Whether one more subject is taught."""
    found = entries_of(at)
    if found is None or not _TAUGHT.match(at.ahead) or handles(found[1]):
        return False
    persons = any(is_citizen(noun) or _PAPERS.search(noun) for entry in found[0] for noun in entry.split("の"))
    return not persons and _SUBJECT.match(found[1]) is not None


_PAPERS = re.compile(r"[申届請]書|届出書|住民票|個人番号|台帳|名簿")
_TAUGHT = re.compile(
    r"[^、。]{0,20}(?:研修|教育|訓練|講習)(?:会|資料|教材)?(?:の(?:内容|項目|中))?(?:は|では|には|で|において)、?"
)
_SUBJECT = re.compile(
    r"等?を?(?:内容)?と(?:する|し|なって|して)|等?に(?:ついて|関)|である|は、"
    r"|(?:等の?[^をは、]{0,6})?を[^をは、]{0,8}(?:取り?上げ|扱|説明|解説|周知|学|教|含|内容|〓)"
)


def _on_more_occasions(at: Came) -> bool:
    """Whether what guards is done on one more occasion."""
    found = BEHIND.fullmatch(at.words) or BEFORE.fullmatch(at.words)
    if found is None or not all(map(_OCCASION.fullmatch, JOINER.split(found["list"]))):
        return False
    leads = at.words.startswith(found["list"])
    beside = _OCCASION_LEADS.match(at.behind) if leads else _OCCASION_ENDS.search(at.ahead)
    guards = bool(predicates(at.sentence)) or _REPEATED.search(at.behind) or _REVIEW.search(at.ahead)
    handed_in = _REPEATED.search(at.behind.partition("、")[0])
    return beside is not None and bool(guards) and not handles(handed_in[0] if handed_in else at.sentence)


def _on_occasions_apart(at: Came) -> bool:
    """The same, where what alone is meant is said of something else: 契約時に提出させ、承認した者に限り."""
    beside = f"{at.ahead}{at.behind.partition('、')[0]}"
    return not _TURNS.search(beside) and _on_more_occasions(at)


_OCCASION = re.compile(
    r"[^、。をはが]{0,16}(?:時|都度|ごと|際|[前後初末]め?|当初|\d月)に?|毎[日週月年]度?(?:\d+回)?|(?:年|月|週)\d+回"
)
_OCCASION_ENDS = re.compile(r"(?:時|都度|ごと|際|[前後末]|初め|当初|\d月|\d回|毎[日週月年]度?)に?$")
_OCCASION_LEADS = re.compile(r"[^、。をはが]{0,12}?(?:時|都度|ごと|際|[前後末]に|初め|当初|\d月|\d回|毎[日週月年])")
_REVIEW = re.compile(r"見直しを[^、。]*$")
_REPEATED = re.compile(r"(?:見直|変更|更新|適用|再発行)[しすさ]|(?:提出|報告|届け?出)さ?せ")


def _by_more_posts(at: Came) -> bool:
    """Whether one more post of the house checks, or is told."""
    found = entries_of(at)
    if found is None or any(handles(clause.doing) for clause in clauses(found[1])) or _GRANTS.search(at.sentence):
        return False
    if not all(POST.fullmatch(entry) and not OTHER_HOUSE.search(entry) for entry in found[0]):
        return False
    told = found[1]
    checks = predicates(told) or _DECIDES.match(told)
    return bool(re.match(r"が[^は]*", told) and checks) or any(map(reports, clauses(f"課長{told}")))


_DECIDES = re.compile(r"が[^、。はを]{0,8}決裁(?:[をしすさ]|$)")
_GRANTS = re.compile(r"制限|許可|権限|付与|認め|できる|入室|閲覧")


def _by_more_factors(at: Came) -> bool:
    """Whether one more factor is asked of who is to pass."""
    found = entries_of(at)
    persons = any(map(is_citizen, re.split("[のはがをにで、]", at.sentence)))
    if found is None or persons or not (_PASSES.search(at.sentence) or _ENTERED.search(at.ahead)):
        return False
    return all(_FACTOR.fullmatch(_ENTRY.sub("", entry)) for entry in found[0]) and _BY.match(found[1]) is not None


_ENTRY = re.compile(r"の(?:入力|読み?取り?|提示)$")
_ENTERED = re.compile(r"(?:パスワー?ド|暗証番号|id)の入力$")
_PASSES = re.compile(r"認証|ログイン|入退?室|解錠|起動|ログオン")
_FACTOR = re.compile(
    r"(?:職員証|身分証)?(?:id|ID|IC|ic|職員)?カード|職員証|身分証|(?:手の?ひら|指)?静脈|指紋|顔|虹彩|生体(?:情報)?|暗証番号|パスワー?ド|トークン|電子証明書"
    r"|ワンタイムパスワー?ド|(?:生体|静脈|顔|指紋|カード|ICカード|icカード)認証"
)
_BY = re.compile(r"(?:による|により|で|を(?:必要|要|用い|利用|使用|組み合わせ))")


def _hands_in_more(at: Came) -> bool:
    """Whether someone who works for the house hands in one more thing that tells what was done."""
    found = entries_of(at)
    party = OUTSIDE.search(at.ahead) is not None and not any(map(is_citizen, re.split("[はがをにで、]|から", at.ahead)))
    asked = found and re.match(r"(?:の(?:提出|報告)を(?:受け|求め|得)|を[^をは]{0,12}(?:提出|報告)さ?せ)", found[1])
    if not (found and party and asked):
        return False
    return all(shows_work(entry) and _is_harmless(entry, at.ahead) for entry in found[0])


def _at_once(at: Came) -> bool:
    """Whether what guards is done at once, always, or to all; where nothing told when it is."""
    if not _URGENT.fullmatch(at.words) or handles(at.behind) or _GRANTS.search(at.sentence):
        return False
    told = clauses(at.behind)
    main = [clause for clause in told if not clause.link.startswith(TO_NOUN)]
    return bool(main) and not set(main[0].sense) - {"させ"} and (says("guards", main[0].doing) or reports(main[0]))


_URGENT = re.compile(r"(?:直ちに|速やかに|遅滞なく|必ず|常に|常時|その都度|都度|全ての|すべての|全)、?")


def _how_often_by_whom(at: Came) -> bool:
    """Whether a check is now told to be done so often, and by a post of the house."""
    found = _OFTEN_BY.fullmatch(at.words)
    often = frequencies(plain_figures(at.words))
    told = clauses(at.behind)
    done = bool(told) and told[0].doing != "" and says("guards", told[0].doing) and not told[0].sense
    return found is not None and len(often) == 1 and often[0][1] >= 1 and done and not handles(at.behind)


_BY_POST = rf"(?:{POST.pattern}が、?)?"
_OFTEN_BY = re.compile(rf"、?(?=[^、]*[毎年月週日回]){_BY_POST}[毎年月週日\dかに回度ごと]+、?{_BY_POST}")


def _by_whom(at: Came) -> bool:
    """Whether a check of which nobody was said to make it is now made by a post of the house."""
    found = _POST_DOES.fullmatch(at.words)
    told = clauses(at.behind)
    if _APART.fullmatch(at.words):
        return bool(told) and _VERIFIES.search(told[0].doing) is not None and not told[0].sense
    nobody = not any(p.cases == {DOER} for clause in clauses(at.sentence) for p in clause.phrases)
    own = found is not None and not OTHER_HOUSE.search(at.words) and nobody
    return own and bool(told) and says("examines", told[0].doing) and not told[0].sense and not handles(at.sentence)


_APART = re.compile(
    r"、?(?:(?:[2-9二三]|複数)(?:名|人)(?:以上)?[でが]|(?:[2-9二三](?:名|人)|複数)の(?:職員|係員|担当者)(?:以上)?[でが]"
    r"|(?:[^、。はを]{1,12}とは?)?別の(?:職員|者)が)、?"
)
"""Several of the staff, or one who is not the one that did it."""
_POST_DOES = re.compile(rf"、?(?:{POST.pattern})が、?")


def _by_so_many(at: Came) -> bool:
    """Whether a check that those of the house make is now made by several of them."""
    told = clauses(f"担当者{at.behind}") if _MANY.fullmatch(at.words) and at.behind[:1] in ("が", "で") else ()
    return bool(told and _OWN.search(at.ahead)) and _VERIFIES.search(told[0].doing) is not None and not told[0].sense


_VERIFIES = re.compile(r"(?:確認|照合|突合|点検|審査|検査)$")
_MANY = re.compile(r"(?:の?複数|[2-9])(?:名|人)(?:以上)?")
_OWN = re.compile(r"(?:担当者|係員)$")
"""Those of whom one was meant; 職員 may have been all of them."""


def _second_of_kind(at: Came) -> bool:
    """Whether one more training, or audit, is told beside another."""
    found = entries_of(at)
    if found is None or not re.match(r"を(?:行|実施|受け|〓)|〓|$", found[1]):
        return False
    nouns = [noun for entry in found[0] for noun in re.split("の|へ|に対する", entry)]
    persons = any(is_citizen(noun) or _PAPERS.search(noun) or _names_data(noun) for noun in nouns)
    kinds = all(_KIND.search(entry) and not OUTSIDE.search(entry) for entry in found[0])
    return not persons and _KIND.search(at.ahead) is not None and kinds


def _names_data(noun: str) -> bool:
    return set(new_names("", noun)) > set(new_names("", noun, data=False))


_KIND = re.compile(r"(?:研修|訓練|監査|自己点検|テスト|試験|講習|ラー?ニング)$")


def _only(at: Came) -> bool:
    """Whether a handling is now bound to what alone is meant, and guards nothing by itself."""
    if ONLY.fullmatch(at.words.replace("に限り", "のみ").replace("限り", "のみ").strip("、に")) is None:
        return False
    every = clauses(f"{at.ahead}のみ{at.behind}")
    told = [clause for clause in every if any(_binds_only(phrase.cases) for phrase in clause.phrases)]
    doing = told[0].doing if told else ""
    if doing in ("介", "経由"):
        doing = next((clause.doing for clause in every if clause.doing not in ("", doing)), "")
    return len(told) == 1 and not told[0].sense and (handles(doing) or bool(_ENTERS.search(doing)))


def _binds_only(cases: frozenset[str]) -> bool:
    return any("のみ" in case for case in cases)


_ENTERS = re.compile(r"^(?:入室|立入|参照|検索|照会|付与|操作|入力|登録|印刷|ログイン|アクセス|交付)$")

def _otherwise(at: Came) -> bool:
    guards = bool(predicates(at.sentence)) or _REPEATED.search(at.behind) is not None
    event = guards and not handles(at.sentence) and at_one_more_event(at.words, at.behind)
    return one_more(*at) or until_when(at.words) or event


_WAYS: tuple[Callable[[Came], bool], ...] = (
    _forbids_more,
    _otherwise,
    more_devices,
    _looks_at_more,
    _tells_more_of_acts,
    _teaches_more,
    _on_more_occasions,
    _by_more_posts,
    _by_more_factors,
    _hands_in_more,
    _at_once,
    _how_often_by_whom,
    _by_whom,
    _by_so_many,
    _second_of_kind,
    _only,
)
