"""What staff and tools are held to: a pledge, a leave, a book of who had the key, what none can see or alter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from piadiff.guideline.handling.insertions import LEDGER, POST, copies, tells_act
from piadiff.guideline.handling.measures import handles, handlings_in, says
from piadiff.guideline.handling.places import OUTSIDE
from piadiff.guideline.language.amounts import deadlines, plain_figures
from piadiff.guideline.language.clauses import DOER, DONE, TO_NOUN, Clause, clauses
from piadiff.guideline.language.reading import CAN, NOT


def binds_staff(clause: Clause, before: str) -> bool:
    """Whether those who work with data have to pledge something, or to ask their superior."""
    return _pledges(clause, before) or _asks_leave(clause)


def _pledges(clause: Clause, before: str) -> bool:
    """Whether staff hand in a pledge: 職員全員から誓約書を取る."""
    things = _things(clause)
    givers = [p.words for p in clause.phrases if p.cases & {"から", "に"} and not p.leads]
    own = all(_STAFF.fullmatch(name) and (name in before or not OUTSIDE.search(name)) for name in givers)
    taken = _TAKES.fullmatch(clause.doing) is not None and not clause.sense
    return taken and bool(things) and all(map(_PLEDGE.fullmatch, things)) and bool(givers) and own


_TAKES = re.compile("[取得受徴求]|徴取|徴求|提出|受領")
_STAFF = re.compile(r"(?:(?:[一-龠]*[課係室部]|委託先)の)?(?:全|各)?(?:職員|担当者|従[業事]者)の?(?:全員|全て)?")
_PLEDGE = re.compile(r"(?:(?:秘密の?保持|守秘(?:義務)?|法令遵守|情報セキュリティ)の?)?誓約書?(?:の提出)?")


def _asks_leave(clause: Clause) -> bool:
    """Whether a post of the house has to allow it: 課長の許可を受ける."""
    given = [_LEAVE.fullmatch(thing) for thing in _things(clause)]
    return clause.doing == "得" and not clause.sense and bool(given) and all(given)


_LEAVE = re.compile(rf"{POST.pattern}の(?:事前の)?(?:許可|許諾|承諾|承認|決裁)")


def lifts_ban(told: Sequence[Clause], before: str) -> bool:
    """Whether a leave is told of where the handling was forbidden, or another leave asked: 緊急の時は承認を得る."""
    *_, main = told
    leave = main.doing in ("得", "必要") and any(map(_LEAVES.search, _things(main)))
    if leave and (_asked_otherwise(told, before) or _by_others(told, before)):
        return True
    bans = [c for c in clauses(before) if NOT in c.sense or c.doing.endswith("禁止")]
    banned, named = _handlings(bans), _handlings(told)
    any_work = not named and any(_LETS.fullmatch(clause.doing) for clause in bans)
    return leave and (any_work or bool(named & banned) or (bool(banned) and not named))


_LEAVES, _LETS = re.compile("(?:承認|許可|許諾|承諾|決裁)$"), re.compile("認|許|許可")


def _asked_otherwise(told: Sequence[Clause], before: str) -> bool:
    """Whether a leave is told of for a case, where one was needed already: it may stand in its place."""
    asked = any(_LEAVES.search(thing) for c in clauses(before) if c.doing in ("得", "必要") for thing in _things(c))
    return asked and (len(told) > 1 or any(not _LEAVES.search(p.words) for p in told[-1].phrases))


def _by_others(told: Sequence[Clause], before: str) -> bool:
    """Whether a leave is told of people who were not named: 市民は、許可を得る."""
    who = [p.words for clause in told for p in clause.phrases if DOER in p.cases]
    return any(_PEOPLE.search(name) and name not in before for name in who)


_PEOPLE = re.compile("[員者民人]$")


def _handlings(told: Sequence[Clause]) -> frozenset[str]:
    return handlings_in("、".join(word for c in told for word in (c.doing, *(p.words for p in c.phrases))))


def bars(ahead: Sequence[Clause], main: Clause, before: str) -> bool:
    """Whether something is out of sight, cannot be done, or be altered, or is written down when it is lent."""
    return (
        _out_of_sight(main)
        or _cannot_either(main, before)
        or _kept_unaltered(ahead, main, before)
        or _told_when_lent(ahead, main)
    )


def _out_of_sight(clause: Clause) -> bool:
    """Whether who comes to the house cannot see what is worked on: 来庁者から画面が見えないようにする."""
    things = [p.words for p in clause.phrases if "から" not in p.cases]
    eyes = [p.words for p in clause.phrases if "から" in p.cases]
    unseen = _SEES.fullmatch(clause.doing) is not None and NOT in clause.sense
    hidden = bool(things) and all(map(_WORKED_ON.fullmatch, things))
    return unseen and hidden and bool(eyes) and all(map(_VISITOR.fullmatch, eyes))


_SEES = re.compile("見え?|覗")
_WORKED_ON = re.compile(r"(?:(?:業務)?端末の)?(?:画面|ディスプレイ|モニタ|書類|帳票)")
_VISITOR = re.compile(r"(?:(?:待合|窓口|カウンター?|通路)の)?(?:来[庁所訪]者|来客|市民|住民|外部|部外者|第三者)")


def _cannot_either(clause: Clause, before: str) -> bool:
    """Whether what is forbidden cannot be done either, by whoever: 書き出しを禁止し、システム上も書き出せない."""
    forbidden = [c for c in clauses(before) if c.doing == "禁止"]
    named = {p.words for c in forbidden for p in c.phrases}
    acts = {words.split("の")[-1] for words in named}
    plain = all(p.words in named or _BY_SYSTEM.fullmatch(p.words) for p in clause.phrases)
    return {CAN, NOT} <= set(clause.sense) and clause.doing in acts and plain


_BY_SYSTEM = re.compile(r"(?:システム|設定|技術)上|技術的|(?:システム|端末)(?:の設定)?|設定")


def _kept_unaltered(ahead: Sequence[Clause], main: Clause, before: str) -> bool:
    """Whether the record that was told of is put where it cannot be altered: 記録は改ざんできない媒体に置く."""
    things = _things(main)
    there = [p.words for p in main.phrases if DONE not in p.cases]
    fixed = [c for c in ahead if _ALTERS.fullmatch(c.doing) and NOT in c.sense and not c.phrases]
    held = [clause.link.removeprefix(TO_NOUN) for clause in fixed]
    told = [c for c in clauses(before) if c.doing.startswith("記録")]
    named = f"{before}、{'、'.join(p.words for c in clauses(before) for p in c.phrases)}"
    own = bool(things) and all(_RECORD.fullmatch(thing) and thing in named for thing in things)
    put = _PUTS.fullmatch(main.doing) is not None and not main.sense and there == held
    safe = len(held) == len(ahead) == 1 and _HOLDER.fullmatch(held[0]) is not None
    return put and safe and own and not any(map(copies, told))


_PUTS = re.compile(r"置|保管|保存|格納|記録")
_ALTERS = re.compile(r"改竄|書換|書替|上書|変更|改変")
_HOLDER = re.compile(r"(?:記[録憶])?(?:媒体|領域|形式|方式|装置)")
_RECORD = re.compile(r"(?:(?:操作|アクセス|提供|閲覧|照会|監査)の?)?(?:記録|ログ|履歴|証跡)")


def _told_when_lent(ahead: Sequence[Clause], main: Clause) -> bool:
    """Whether it is written down who had the key that someone keeps: 鍵は課長が管理し、貸出簿に記録する."""
    book = [p.words for p in main.phrases if "に" in p.cases]
    written = main.doing in ("記録", "記入", "記載") and not main.sense and len(book) == len(main.phrases) == 1
    keeps = [clause for clause in ahead if clause.doing == "管理"]
    kept = [thing for clause in keeps for thing in _things(clause)]
    ours = [p.words for clause in keeps for p in clause.phrases if DOER in p.cases and DONE not in p.cases]
    if len(ahead) != 1 or not all(POST.fullmatch(name) or _STAFF.fullmatch(name) for name in ours):
        return False
    return written and bool(LEDGER.search(book[0])) and bool(kept) and all(map(_KEY.search, kept))


_KEY = re.compile(r"(?:^|の|合)鍵$|カードキー?$")


def leads_to(clause: Clause, main: Clause, before: str) -> bool:
    """Whether a clause only prepares what the last one says: a screen is turned, one's own form, or a party, seen."""
    things = _things(clause)
    if not things and _goes_to_party(clause, main, before):
        return True
    plain = len(things) == 1 and all(DONE in p.cases or not p.cases - {"－"} for p in clause.phrases)
    if not plain or clause.link or clause.sense:
        return False
    turned = _TURNS.fullmatch(clause.doing) and _STANDING.search(things[0]) and _out_of_sight(main)
    looked = _LOOKS.fullmatch(clause.doing) and _FORM.fullmatch(things[0]) and seeks_needless(main)
    return bool(turned or looked)


_TURNS = re.compile(r"[改変]|変更|調整|工夫|見直")
_STANDING = re.compile(r"(?:端末|画面|モニタ|ディスプレイ|机|プリンタ)の(?:向き?|角度|配置|位置)$")
_LOOKS = re.compile(r"見直|点検|確認")
_FORM = re.compile(r"(?:(?:[申届請][請出告求]?書?|届出書|届)の)?様式")


def seeks_needless(clause: Clause) -> bool:
    """Whether it is looked for entries of a form that are not needed: 不要な記載欄がないかを確かめる."""
    needless = any(p.leads and _NEEDLESS.fullmatch(p.words) for p in clause.phrases)
    things = _things(clause)
    return says("examines", clause.doing) and needless and bool(things) and all(map(_ENTRIES.fullmatch, things))


_NEEDLESS, _ENTRIES = re.compile(r"不要|余分|余計|過剰"), re.compile(r"(?:(?:記[載入])?欄|(?:記[載入])?項目)の有無")


def _goes_to_party(clause: Clause, main: Clause, before: str) -> bool:
    """Whether a 委託先 that answers for its work is gone to, where that work is then looked at."""
    there = [p.words for p in clause.phrases if "に" in p.cases]
    party = len(there) == len(clause.phrases) == 1 and _PARTY.fullmatch(there[0]) is not None
    answers = "委託" in before or _ANSWERS.search(before) is not None
    seen = says("examines", main.doing) and bool(_things(main)) and all(map(tells_act, _things(main)))
    return GOING.fullmatch(clause.doing) is not None and not clause.sense and party and answers and seen


GOING = re.compile(r"立入|訪|訪問|赴|出向|臨")
_PARTY = re.compile(r"再?委託先|受託者|受託業者|委託業者|委託事業者")
_ANSWERS = re.compile(r"提出された(?:消去|廃棄|作業)?の?証明書[^。]*(?:消去|廃棄)")


def shortens(text: str, before: str) -> bool:
    """Whether a sentence sets a shorter time for a part of what has to be done: 急ぎのものは5日以内とする."""
    told = _SOONER.fullmatch(plain_figures(text).strip("。\n 　"))
    if told is None or handles(told["part"]) or OUTSIDE.search(told["part"]):
        return False
    plain = plain_figures(before)
    old, new = ([days for _, days in deadlines(each)] for each in (plain, f"{told['limit']}に"))
    within = len(old) == len(new) == 1 and new[0][1] < old[0][0] and "以内に" in plain
    patched = re.search("更新|修正|パッチ", before) is not None
    nouns = re.split("な|(?<!も)の", _URGENT.sub("", told["part"]))
    known = all(noun in before or _ANY.fullmatch(noun) or (patched and noun == "脆弱性") for noun in nouns)
    return within and known and not _ENDS.search(before) and not any(NOT in clause.sense for clause in clauses(before))


_SOONER = re.compile(
    r"(?P<part>[^、。]{1,20}?)(?:については?|は)、?(?P<limit>\d+(?:時間|日|週間?|か月)以内)と(?:する|している|します|した)"
)
_ENDS = re.compile("消去|削除|廃棄|抹消|上書")
_URGENT = re.compile(r"^(?:特に)?(?:急ぎ|至急|緊急|重大|重要|深刻|危険)(?:[度性]の高い)?")
_ANY = re.compile(r"もの|場合|とき|時")


def _things(clause: Clause) -> list[str]:
    return [p.words for p in clause.phrases if DONE in p.cases and not p.leads]
