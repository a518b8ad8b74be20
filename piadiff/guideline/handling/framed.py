"""Acts that guard by their frame, whatever the words in it: a use is stopped, the house is told, a proof is seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from piadiff.guideline.handling.held_to import binds_staff
from piadiff.guideline.handling.insertions import OTHER_HOUSE, SECRET, tells_act
from piadiff.guideline.handling.measures import handles, says
from piadiff.guideline.handling.places import OUTSIDE
from piadiff.guideline.language.clauses import ASIDE, DONE, TO_NOUN, Clause, Phrase
from piadiff.guideline.language.reading import NOT


def guards_in_frame(clause: Clause, before: str) -> bool:
    """Whether what a clause says is done guards by what it is done to, and by whom it goes to."""
    return (
        stops_use(clause)
        or tells_house(clause, before)
        or _sees_proof(clause, before)
        or _keeps_proof(clause, before)
        or _is_made_to_tell(clause, before)
        or _shows_how(clause)
        or _asks_proof(clause)
        or binds_staff(clause, before)
    )


def stops_use(clause: Clause) -> bool:
    """Whether a use is stopped, and not one of what guards: IDの使用を停止する, not 認証の使用を停止する."""
    things = _things(clause)
    used = all(handles(thing.split("の")[-1]) or _USED.search(thing) for thing in things)
    guard = any(says("guards", phrase.words) for phrase in clause.phrases)
    of = [*(thing.rpartition("の")[0] for thing in things), *(p.words for p in clause.phrases if ASIDE in p.cases)]
    lets = any(map(_LETS_IN.search, of)) or (not any(of) and any(p.words == "自動" for p in clause.phrases))
    return _STOPS.fullmatch(clause.doing) is not None and bool(things) and used and lets and not (guard or clause.sense)


_STOPS = re.compile(r"停止|止|中止|遮断")
_USED = re.compile(r"(?:照会|検索|出力|アクセス|ログイン|操作|起動|書き?出し|書き?込み?|読み?取り?|印刷)$")


def without_adverbs(told: Sequence[Clause]) -> list[Clause]:
    """Clauses without verbs that only say how the next thing is done, which has what stood before them: 連続して."""
    found: list[Clause] = []
    waiting: tuple[Phrase, ...] = ()
    for clause in told:
        how = (_LATER if clause.link else _HOW).fullmatch(clause.doing) is not None and not clause.sense
        if how and (not clause.phrases or clause.doing == "連続"):
            waiting += clause.phrases
        elif clause.doing:
            found.append(replace(clause, phrases=(*waiting, *clause.phrases)) if waiting else clause)
            waiting = ()
    return found


_HOW, _LATER = re.compile(r"併|連続|継続|引き?続|重|改"), re.compile(r"[後当翌同即]日")


def until_released(told: list[Clause]) -> list[Clause]:
    """Clauses without the end of a stop that is lifted only once it was looked into: 停止し、確認した上で解除する."""
    if len(told) <= _RELEASED or not (stops_use(told[-3]) or _locks_out(told[-3])):
        return told
    seen, main = told[-2:]
    lifted = _RELEASES.fullmatch(main.doing) is not None and _was_seen(seen)
    return told[:-2] if lifted and not (main.sense or seen.sense) else told


def _locks_out(clause: Clause) -> bool:
    """Whether what lets someone in is stopped: IDを停止する, アカウントがロックされる."""
    things = [p.words for p in clause.phrases if DONE in p.cases and not p.leads]
    return _LOCKS.fullmatch(clause.doing) is not None and bool(things) and all(map(_LETS_IN.search, things))


_LOCKS = re.compile(r"停止|ロック|失効|無効|無効化|凍結")
_LETS_IN = re.compile(r"(?:^|[^a-z])id$|アカウント$|(?:利用|アクセス|閲覧)権限$|カード$")


def _was_seen(clause: Clause) -> bool:
    """Whether leave is had, or it was looked into, and at nothing that a person has."""
    things = _things(clause)
    own = bool(things) and not any(map(OUTSIDE.search, things))
    leave = clause.doing == "得" and own and all(map(_LEAVE.search, things))
    return leave or (says("guards", clause.doing) and all(map(_CAUSE.fullmatch, things)))


_LEAVE, _CAUSE = re.compile(r"(?:承認|許可|許諾|承諾|確認)$"), re.compile(r"(?:本人|原因|理由|状況|安全性?|内容|状態)")
_RELEASED = 2
_RELEASES = re.compile(r"解除|再開|再設定|再発行")


def tells_house(clause: Clause, before: str) -> bool:
    """Whether a unit or a post of the house is told, and of nothing but what was done: 結果を総務課に提出する."""
    things = _things(clause)
    of_work = all(_is_outcome(thing, before) for thing in things)
    told = _TELLS.fullmatch(clause.doing) if things else _is_wrong(before) and _ALERTS.fullmatch(clause.doing)
    return bool(told) and of_work and _goes_to_house(clause)


def alerts(ahead: Sequence[Clause], main: Clause) -> bool:
    """Whether the house is told that something went wrong, or was stopped: 不正を検知したときは、管理者に通知する."""
    words = [phrase.words for clause in ahead for phrase in clause.phrases]
    wrong = _is_wrong("、".join((*words, *(clause.doing for clause in ahead))))
    noticed = any(stops_use(c) or of_unallowed(c, ahead) or _detects(c) or _is_unusual(c) for c in ahead)
    told = not _things(main) and _ALERTS.fullmatch(main.doing) is not None
    return (wrong or noticed) and told and _goes_to_house(main) and not any(map(_OF_PERSONS.search, words))


def _is_wrong(text: str) -> bool:
    """Whether a text tells of something gone wrong with what the work is done with, not with whom it is about."""
    return _WRONG.search(text) is not None and _SYSTEM.search(text) is not None


_SYSTEM = re.compile(
    r"通信|操作|アクセス|接続|ログイン|侵入|端末|媒体|機器|システム|サーバ|ネットワ|漏え|漏洩|紛失|盗難|ウイルス"
)
_OF_PERSONS = re.compile(r"住民|[市町村区]民|申請|受給|給付|本人|患者|世帯|家族|口座|滞納|申告|来[庁所]|保険")


def _detects(clause: Clause) -> bool:
    """Whether a handling, or a use, is what a system notices: 接続を検知したときは."""
    things = _things(clause)
    used = all(handles(thing.split("の")[-1]) or _USED.search(thing) for thing in things)
    bare = all(map(_WRONG.fullmatch, things))
    return clause.doing in ("検知", "検出") and bool(things) and (used or bare)


def _is_unusual(clause: Clause) -> bool:
    """Whether a case is one that a use does not come to: 接続を試みたとき, 深夜に大量の検索があったとき."""
    things = _things(clause)
    tried = clause.doing == "試" and bool(things) and all(handles(each) or _USED.search(each) for each in things)
    used = handles(clause.doing) or _USED.search(clause.doing) is not None
    odd = used and any(_UNUSUAL.search(phrase.words) for phrase in clause.phrases)
    return clause.link.startswith(f"{TO_NOUN}時") and NOT not in clause.sense and (tried or odd)


_UNUSUAL = re.compile(r"深夜|休日|時間外|大量|多量|短時間|連続")
_WRONG = re.compile(r"不正|異常|不審|違反|漏え|漏洩|紛失|盗難|障害|失敗|攻撃|ウイルス|感染")


def after_wrong(clause: Clause) -> bool:
    """Whether a clause only says that what came of something gone wrong is heeded: 誤交付を受け."""
    return clause.doing in ("得", "受") and bool(things := _things(clause)) and all(map(_GONE_WRONG.search, things))


_GONE_WRONG = re.compile(r"誤(?:交付|送付|送信|廃棄|入力|発送)$|(?:事故|事案|指摘|漏えい|漏洩|紛失)$")


def after_check(ahead: Sequence[Clause], main: Clause) -> bool:
    """Whether what is told of as a case is done only behind a check: 交付する際は、照合した後に交付する."""
    cases = [c for c in ahead if c.doing == main.doing and c.link.startswith(f"{TO_NOUN}時")]
    case = len(cases) == 1 and all(DONE in phrase.cases for phrase in cases[0].phrases)
    checked = any(says("examines", c.doing) and c.link.startswith((f"{TO_NOUN}後", f"{TO_NOUN}上")) for c in ahead)
    plain = all(phrase.words in ("時", "後", "上") for phrase in main.phrases)
    return _HANDS_OVER.fullmatch(main.doing) is not None and case and checked and plain and not main.sense


_HANDS_OVER = re.compile("交付|返却|封入|投函")


def _goes_to_house(clause: Clause) -> bool:
    to = [p.words for p in clause.phrases if "に" in p.cases and not _WHEN.search(p.words)]
    own = bool(to) and all(_HOUSE.fullmatch(name) and not _NOT_OURS.search(name) for name in to)
    return own and not set(clause.sense) - {"させ", "られ"}


def _is_outcome(thing: str, before: str) -> bool:
    """Whether a thing is what came of the work; what is examined may be a person."""
    if SECRET.search(thing) or any(word not in before for word in _EXAMINED.findall(thing)):
        return False
    return _OUTCOME.fullmatch(thing) is not None or tells_act(thing)


_EXAMINED = re.compile("[検審調]査")


_TELLS, _ALERTS = re.compile(r"通知|連絡|報告|提出|警告"), re.compile(r"通知|通報|連絡|警告|知")
_WHEN = re.compile(r"^[時直際]$|速やか|即時|[前後内時]$")
_HOUSE = re.compile(r"[一-龠ァ-ヺー]{0,14}(?:[課係室部局長]|管理者|責任者|監督者|担当者|担当|委員会)")
_NOT_OURS = re.compile(rf"{OTHER_HOUSE.pattern}|[署省県国]|議会|業者|会社|法人|再?委託|受託|団体|自治会|学校|病院|薬局")
_OUTCOME = re.compile(
    r"(?:(?:自己)?点検|監査|検査|研修|訓練|作業|確認|照合|突合|対応|調査)?の?(?:結果|経過)|報告書|点検表|旨"
)


def _sees_proof(clause: Clause, before: str) -> bool:
    """Whether a proof of who someone is has to be shown, by someone who was told of: 身元確認書類の提示を受ける."""
    nouns = [thing.split("の") for thing in _things(clause)]
    named = all(noun in before for chain in nouns for noun in chain[:-1])
    proofs = all(_PROOF_OF_WHO.search(chain[-1]) or chain[-1] in before for chain in nouns)
    return clause.doing == "提示" and "させ" in clause.sense and bool(nouns) and named and proofs


_PROOF_OF_WHO = re.compile(r"(?:本人|身元|番号|代理権)確認書類$|^(?:運転免許証|個人番号カード|委任状)$")


def _keeps_proof(clause: Clause, before: str) -> bool:
    """Whether what proves that things were done away with is kept."""
    things = _things(clause)
    kept = re.search(r"(?:保存|保管)$", clause.doing) is not None and not clause.sense
    return kept and bool(things) and all(map(_PROOF.fullmatch, things)) and _DONE_AWAY.search(before) is not None


_DONE_AWAY = re.compile(r"廃棄|消去|破壊|溶解|裁断|処理業者")
_PROOF = re.compile(r"(?:(?:廃棄|消去|溶解|破壊|裁断|抹消|処理|作業|完了)(?:処理)?の?)*証明書")


def _is_made_to_tell(clause: Clause, before: str) -> bool:
    """Whether someone who is made to do things is made to tell of them, too."""
    told = clause.doing in ("届出", "報告", "連絡", "通知") and "させ" in clause.sense and not _things(clause)
    return told and re.search(r"さ?せ[るて、]", before) is not None


def _shows_how(clause: Clause) -> bool:
    """Whether it is shown how a form is filled in, and nobody's: 記入例を窓口に掲示する."""
    nouns = [thing.split("の") for thing in _things(clause)]
    how = all(_HOW_TO.fullmatch("の".join(chain)) for chain in nouns)
    return clause.doing in ("掲載", "掲示", "備付", "明示") and bool(nouns) and how and not clause.sense


_HOW_TO = re.compile(
    r"(?:(?:申請書?|届出書?|届|様式|記入|記載|提出|手続き?|必要書類)の?)?"
    r"(?:記[入載]例|書き?方(?:の(?:手引き?|見本|案内|例))?|手引き?|見本|案内|注意(?:書き?|事項))"
)


def _asks_proof(clause: Clause) -> bool:
    """Whether whoever is to go in, or on, has to prove who he is: 解除には再度の認証を要する."""
    to = [p.words for p in clause.phrases if "に" in p.cases]
    asked = [p.words for p in clause.phrases if DONE in p.cases and not p.leads]
    plain = bool(asked) and all(map(_PROVES.fullmatch, asked)) and all(map(_GOES_IN.search, to))
    return clause.doing == "必要" and plain and bool(to) and not clause.sense


_FACTOR = r"(?:パスワー?ド|暗証番号|(?:ic|id)?カード|職員証|(?:手の?ひら|指)?静脈|指紋|生体(?:情報)?|[二2多]要素)"
_PROVES = re.compile(rf"(?:(?:再度?|{_FACTOR})の?)*(?:認証|再認証|{_FACTOR}の?再?入力)")
_GOES_IN = re.compile(r"(?:解除|再開|復帰|ログイン|ログオン|起動|操作|入退?室|解錠|アクセス)$|^時$")


def of_unallowed(clause: Clause, ahead: Sequence[Clause]) -> bool:
    """Whether a clause tells of a case that is not allowed: 許可していない媒体を接続したときは."""
    denied = {each.link.removeprefix(TO_NOUN) for each in ahead if NOT in each.sense and each.link.startswith(TO_NOUN)}
    return clause.link.startswith(f"{TO_NOUN}時") and any(phrase.words in denied for phrase in clause.phrases)


def kept_elsewhere(clause: Clause, known: str) -> bool:
    """Whether something is managed in a room, or a piece of furniture, that was not named."""
    there = (p.words for p in clause.phrases if "で" in p.cases and p.words not in known)
    return clause.doing == "管理" and any(map(_SOMEWHERE.search, there))


_SOMEWHERE = re.compile(r"[室棚庫机卓上所階館内宅場箱]$")


def _things(clause: Clause) -> list[str]:
    return [p.words for p in clause.phrases if DONE in p.cases and ASIDE not in p.cases and not p.leads]
