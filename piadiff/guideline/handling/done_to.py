"""What guards, or is only looked at, when it is done to certain things: 記録を残す, ＩＤを停止する."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from piadiff.guideline.handling.framed import guards_in_frame
from piadiff.guideline.handling.insertions import SCENE, copies, reports, tells_act
from piadiff.guideline.handling.looked_at import is_citizen
from piadiff.guideline.handling.measures import handles, names_way, says
from piadiff.guideline.handling.places import OUTSIDE
from piadiff.guideline.language.clauses import DOER, DONE, MADE_SO, OF, TO_NOUN, Clause
from piadiff.guideline.language.reading import CAN, NOT
from piadiff.text import key

LIGHT = re.compile(r"[残得付行設求受施取掛講〓]|設定|実施|徹底")
"""Verbs that say nothing of what is done but that it is: 記録を残す."""
_LETS_IN = re.compile(r"^id|id$|権限|アカウント|アクセス|ログイン|カード|利用者")
"""What lets someone in: it guards that it be taken away."""
_SHOWS = re.compile(r"誓約|報告|証明|計画|結果|状況|体制")


def _is_guard(thing: str) -> bool:
    return says("guards", thing) or _WARDS.search(thing) is not None


_WARDS = re.compile(r"防[犯盗]|警報|錠$")
"""What is called by what it wards off, or bars."""


def _is_kept(thing: str) -> bool:
    """Whether a record, or what proves that something was done away with, is kept."""
    whose, *of = thing.split(OF)
    record = says("guards", OF.join(of) if _SECRET.search(whose) else thing) and not _PAPERS.search(thing)
    return record or (names_way(thing) and _SHOWS.search(thing) is not None)


_PAPERS = re.compile(r"写し|複写|書類")


def _is_left(thing: str) -> bool:
    if _THEMSELVES.match(thing):
        return False
    return _is_kept(thing) and (_TELLS.search(thing) is not None or says("guards", thing.split(OF)[-1]))


_THEMSELVES = re.compile(r"[^の]*(?:データ|書類|資料|情報)(?!の)")
_TELLS = re.compile(r"(?:結果|経過|状況|履歴|証跡|日時|内容|旨|[者署][名印]|証明書?|簿|日誌)$")


def _is_reviewed(thing: str) -> bool:
    if any(map(is_citizen, thing.split(OF))) or _SOMEONE.search(thing):
        return False
    return _lets_in(thing) or tells_act(thing) or _RULES.search(thing) is not None


def _wards_off(thing: str) -> bool:
    return _ANTIVIRUS.search(thing) is not None


_ANTIVIRUS = re.compile(r"定義フアイル|パタ[ンー]|修正プログラム|パツチ|ウイルス|ソフト$")
_SOMEONE = re.compile(r"[住市町村区県]民|申請|届出|申告|個人番号")
_RULES = re.compile(r"(?:規程|要綱|要領|手順書?|マニュアル|計画|体制|対策|措置)$")


def _lets_in(thing: str) -> bool:
    return _LETS_IN.search(thing) is not None and not says("guards", thing)


def _is_shut(thing: str) -> bool:
    return re.search(r"(?:画面|扉|書庫|区画|シャッタ)$", thing) is not None and not says("guards", thing)


def _is_scene(thing: str) -> bool:
    return SCENE.fullmatch(thing) is not None


def _is_log(thing: str) -> bool:
    return tells_act(thing) and not _SECRET.search(thing)


_SECRET = re.compile(r"パスワー?ド|暗証|鍵")


def shows_work(thing: str) -> bool:
    """Whether what is handed in tells what was done, or binds who hands it in."""
    return tells_act(thing) or _SHOWS.search(thing) is not None


DONE_TO = (
    (re.compile(r"停止|失効|抹消|無効|削除|取り?消"), _lets_in),
    (re.compile(r"(?:提出|報告|届出?)させ$|受領$|^徴"), shows_work),
    (re.compile(r"(?:保存|保管)$"), _is_kept),
    (re.compile(r"^記[録入載]$"), _is_log),
    (re.compile(r"^調$"), _is_reviewed),
    (re.compile(r"^(?:再?見直|棚卸)|(?:分析|解析|検証)$"), _is_reviewed),
    (re.compile(r"^(?:更新|適用)$"), _wards_off),
    (re.compile(r"^残$"), _is_left),
    (re.compile(r"^閉$"), _is_shut),
    (re.compile(r"^添(?:付)?$"), _is_scene),
    (re.compile(rf"^(?:{LIGHT.pattern})(?:させ)?$|^(?:設置|導入|配置|併用|新設|増設|整備|備)$"), _is_guard),
)
"""What guards when it is done to certain things; ``させ``: someone is made to do it."""


def protects(clause: Clause, before: str, handed: str = "") -> bool:
    """Whether what a clause says is done, or demanded, is a measure by itself; ``handed``: what its object tells of."""
    if NOT in clause.sense:
        return _denies_handling(clause)
    if CAN in clause.sense or copies(clause):
        return False
    persons = [p.words for p in clause.phrases if ("に" in p.cases or p.cases == {"から"}) and is_citizen(p.words)]
    trains = _teaches(clause, before) and all(map(_TRAINEE.search, persons))
    if persons and not trains and not _ATTENDS.search(clause.doing):
        return False
    clause = replace(clause, doing=_LASTING.sub("", clause.doing))
    if acts(clause, before) or _keeps_film(clause, before):
        return True
    doing = f"{clause.doing}{'させ' if 'させ' in clause.sense else ''}"
    fits = next((fits for pattern, fits in DONE_TO if pattern.search(doing)), None)
    if fits is not None:
        light = LIGHT.fullmatch(clause.doing) is not None
        topic = light and clause.doing != "残"
        case = DOER if fits is _is_shut and not any(DONE in p.cases for p in clause.phrases) else DONE
        done = (p for p in clause.phrases if case in p.cases and not p.leads and not (topic and len(p.cases) > 1))
        return any(fits(phrase.words + handed) for phrase in done)
    return reports(clause) or (says("guards", clause.doing) and not handles(clause.doing))


_LASTING = re.compile(r"^\d+(?:年|か月|週|日)間?(?=[一-龠])")


def _denies_handling(clause: Clause) -> bool:
    """Whether a clause denies a handling: 送信しない, 自宅での利用は認めない."""
    lets = _LETS.fullmatch(clause.doing) is not None
    things = _things(clause) if lets else []
    told = [clause.doing] if not lets else [thing.split(OF)[-1] for thing in things]
    if (CAN in clause.sense or clause.link == MADE_SO) and _RECOVERS.fullmatch(clause.doing):
        return not any(says("guards", thing) or _RESCUES.search(thing) for thing in _things(clause))
    return bool(told) and all((handles(each) or _LABOUR.fullmatch(each)) and not says("guards", each) for each in told)


_RECOVERS = re.compile("復元|再生|判読|解読|再利用|再現|起動|読取|読")
_RESCUES = re.compile(r"誓約|報告|証明|計画|結果|状況|体制|バックアップ|バツクアツプ|予備|控え|複製|映像")
_LETS, _LABOUR = re.compile("認|許|許可|行|実施"), re.compile("作業|業務|執務|勤務")


def acts(clause: Clause, before: str) -> bool:
    """Whether what is done guards without any of the words for it: it corrects, severs, teaches, films or audits."""
    told = _corrects(clause) or _instructs(clause) or _is_audit(clause) or _needs_leave(clause) or _goes_to_see(clause)
    away = _SEVERS.search(clause.doing) is not None or names_way(clause.doing)
    told = told or _demands_report(clause, before)
    told = told or guards_in_frame(clause, before)
    return told or away or _teaches(clause, before) or _films(clause, before)


def _keeps_film(clause: Clause, before: str) -> bool:
    """Whether what a camera that was told of has filmed is kept."""
    things = _things(clause)
    film = _FILM if "カメラ" in before else _OF_ENTRY
    return _KEPT.search(clause.doing) is not None and bool(things) and all(map(film.fullmatch, things))


_OF_ENTRY = re.compile(r"(?:入退|出入|入)室?の(?:映像|録画|画像)")
_KEPT, _FILM = re.compile(r"(?:保存|保管|残)$"), re.compile(r"(?:(?:監視|防犯)?カメラの)?(?:映像|録画(?:データ)?|画像)")
_ATTENDS = re.compile(r"(?:受講|研修|教育)$")
_SEVERS = re.compile(r"[切隔分]離$|[遮切]断$")
"""What takes a thing out of reach."""


def _things(clause: Clause) -> list[str]:
    return [phrase.words for phrase in clause.phrases if DONE in phrase.cases and not phrase.leads]


def _teaches(clause: Clause, before: str) -> bool:
    """Whether those who are taught are also examined, beside what they are taught: 理解度テストを行う."""
    beside = _TAUGHT.search(before) is not None or _TAUGHT.search(clause.doing) is not None
    demanded = _DEMANDS_IT.fullmatch(clause.doing) is not None and any(map(_TEACHES.search, _things(clause)))
    if on_data((clause,)):
        return False
    handed = _HANDS_OUT.fullmatch(clause.doing) is not None and bool(_things(clause))
    if handed and beside and all(map(_LESSON.fullmatch, _things(clause))):
        return all(_TRAINEE.search(p.words) or p.words.endswith("職員") for p in clause.phrases if "に" in p.cases)
    return beside and (demanded or _TEACHES.search(clause.doing) is not None) and not handles(clause.doing)


def on_data(told: Iterable[Clause]) -> bool:
    """Whether something is done, or taught, with data themselves: 申請データを用いて演習を行う."""
    phrases = (p for clause in told for p in clause.phrases if p.cases & {DONE, "によって"})
    return any(_DATA.search(p.words) or any(map(is_citizen, p.words.split(OF))) for p in phrases)


_DATA = re.compile(r"(?:個人番号|データ|[申届請]書|届出書|台帳|個人情報)$")
_TAUGHT = re.compile(r"研修|教育|訓練|講習")
_TEACHES = re.compile(r"(?:テスト|試験?|[^一-龠]?[一-龠][講習]|訓練|視聴)$")
def shows_data(told: Sequence[Clause], by: re.Pattern[str]) -> bool:
    """Whether those who are taught are shown data: a training is done with them, or what is handed out holds them."""
    out = any(_HANDS_OUT.fullmatch(clause.doing) for clause in told)
    if out and any(_LESSON.fullmatch(clause.link.removeprefix(TO_NOUN)) for clause in told):
        return True
    *ahead, main = told
    return by.search(main.doing) is not None and on_data(c for c in ahead if handles(c.doing) and NOT not in c.sense)


_HANDS_OUT = re.compile("配|配布|配付|交付")
_LESSON = re.compile(r"(?:(?:研修|講習|教育|訓練)(?:会)?の?)?(?:資料|教材|テキスト|冊子)")
_DEMANDS_IT = re.compile(r"課|指示|命|求|義務付|促")
_TRAINEE = re.compile(r"受講|[出欠]席|参加|合格|修了|基準|理解|得点")
"""How those are called who are taught, by what they did at it; whom the data are about is none of them."""


def _demands_report(clause: Clause, before: str) -> bool:
    """Whether someone who works for the house, and was told of, is asked to report what came of it."""
    asked = (p.words for p in clause.phrases if p.cases & {"に", "から"} and not p.leads)
    made_to = _PARTY.search(before) is not None or "させ" in before
    theirs = made_to and all(_AMOUNT.search(words) or words in before for words in asked)
    return clause.doing in ("求", "要求") and theirs and any(map(_REPORT.fullmatch, _things(clause)))


_PARTY = re.compile(r"委託|受託|事業者|業者")
_AMOUNT = re.compile(r"\d|[後内時]$")
_REPORT = re.compile(r"(?:(?:書面|文書|経過|結果|原因|対応)(?:の|による)?)*(?:報告|報告書|顛末書)")


def _corrects(clause: Clause) -> bool:
    """Whether what is wrong is put right, or demanded to be."""
    if _RIGHT.fullmatch(clause.doing):
        return True
    return _DEMANDS.fullmatch(clause.doing) is not None and any(_RIGHT.search(thing) for thing in _things(clause))


def _instructs(clause: Clause) -> bool:
    """Whether those who work with data are told how, or gone with."""
    if _ACCOMPANIES.fullmatch(clause.doing):
        return any(DOER in p.cases and _STAFF.fullmatch(p.words) for p in clause.phrases)
    return _INSTRUCTS.fullmatch(clause.doing) is not None and not any(is_citizen(p.words) for p in clause.phrases)


_INSTRUCTS, _ACCOMPANIES = re.compile(r"指導|注意喚起|徹底"), re.compile(r"同行|随行|付添|付?き添")
_STAFF = re.compile(r"(?:[一-龠]*[課係室市町村区の])?(?:担当)?職員|担当者|係員|警備員")
_RIGHT = re.compile(r"是正|改善|再発防止")
_DEMANDS = re.compile(r"求|命|指示|指導|要求|勧告|作成|策定")


def _needs_leave(clause: Clause) -> bool:
    """Whether something needs that it be asked for, or allowed."""
    things = [thing for thing in _things(clause) if not any(map(is_citizen, thing.split(OF)))]
    return clause.doing == "必要" and any(map(_LEAVE.search, things))


_LEAVE = re.compile(r"(?:承認|許可|承諾|許諾|決裁|申請|届出)$")


def _goes_to_see(clause: Clause) -> bool:
    """Whether it is looked into on the spot."""
    things = [thing for thing in _things(clause) if not (_ON_SPOT.search(thing) or _is_supervised(thing))]
    return clause.doing == "調査" and not things and any(_ON_SPOT.search(phrase.words) for phrase in clause.phrases)


_ON_SPOT = re.compile(r"実地|現地|立入")


def _films(clause: Clause, before: str) -> bool:
    """Whether work that was told of is filmed; who comes to a window is no work."""
    things = [thing.split(OF)[0] for thing in _things(clause)]
    known = key(before)
    rooms = _ROOM.search(known) is not None
    work = all((_WORK.search(each) and each in known) or (rooms and _DOOR.fullmatch(each)) for each in things)
    work = work and not any(DOER in p.cases and OUTSIDE.search(p.words) for p in clause.phrases)
    return _FILMS.fullmatch(clause.doing) is not None and bool(things) and work


_ROOM = re.compile(r"(?:サーバ|電算|機械|機器|マシン|書)[室庫]")
_DOOR = re.compile(r"(?:[^の]{2,8}の)?(?:出入り?口|入り?口|扉)")
_FILMS = re.compile(r"(?:常時)?(?:録画|撮影)")
_WORK = re.compile(r"作業|入退|入室|操作|廃棄|消去|破壊|裁断|溶解|立会")


def _is_audit(clause: Clause) -> bool:
    """Whether a clause says that an audit, or what is like one, is undergone: 監査を受ける."""
    return clause.doing in ("得", "受") and any(map(_AUDIT.search, _things(clause)))


_AUDIT = re.compile(r"(?:監査|検査|審査|評価|診断|点検)$")


def goes_there(clause: Clause, main: Clause, before: str) -> bool:
    """Whether someone goes where what a 委託先 does is then looked at: 委託先の作業場所に立ち入り、確認する."""
    there = [p.words for p in clause.phrases if p.cases & {"に", DONE} and DOER not in p.cases]
    going = GOES.fullmatch(clause.doing) is not None and not clause.sense and not clause.link
    theirs = any(map(_is_supervised, there)) or (any(map(_WORKPLACE.fullmatch, there)) and "委託" in before)
    return going and says("examines", main.doing) and theirs


GOES = re.compile(r"立入|訪|訪問|赴|出向|臨")
_WORKPLACE = re.compile(r"(?:作業|業務)(?:場所?|室|区域)")


def _is_supervised(name: str) -> bool:
    """Whether a name is that of a place, or a thing, of whom work is entrusted to."""
    return _ENTRUSTED.match(name) is not None


_ENTRUSTED = re.compile(r"(?:再?委託先|再?受託者|受託業者|委託業者|委託事業者)の")
