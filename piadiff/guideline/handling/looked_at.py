"""What is looked at, or written down: a thing of the measures, or something of a person that was not named."""

from __future__ import annotations

import re

from piadiff.guideline.handling.insertions import OF_ALL, SCENE, tells_who
from piadiff.guideline.handling.measures import handles, says
from piadiff.guideline.handling.places import OUTSIDE
from piadiff.guideline.language.clauses import ASIDE, DONE, OF, TO_NOUN, Clause, Phrase
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import NOT
from piadiff.text import key


def examines_anew(clause: Clause, before: str) -> bool:
    """Whether a clause looks at, or writes down, what is no thing of the measures and was not named before.

    A log that is looked at guards; a person's property that is looked at is handled.
    """
    if not says("examines", clause.doing) or NOT in clause.sense or clause.link.startswith(TO_NOUN):
        return False
    known = key(before)
    if any("と" in p.cases and DONE not in p.cases and OUTSIDE.search(p.words) for p in clause.phrases):
        return True
    things = [p.words for p in clause.phrases if p.cases & {DONE, "と"} and not (p.leads or _is_time(p))]
    data = (set(new_names(before, p.words)) - set(new_names(before, p.words, data=False)) for p in clause.phrases)
    return any(data) or not all(SCENE.fullmatch(thing) or is_of_measures(thing, known) for thing in things)


def _is_time(phrase: Phrase) -> bool:
    return ASIDE in phrase.cases and _TIME.search(phrase.words) is not None


_TIME = re.compile(r"(?:[翌当前毎][朝日週月]|夜間|早朝|深夜)$")


def is_of_measures(thing: str, known: str) -> bool:
    """Whether a thing is how often, or a noun of it is guarded, guards or was named; what all things have is none."""
    nouns = [noun for noun in thing.split("の") if not OF_ALL.fullmatch(noun)]
    if tells_who(thing):
        return True
    if _IS_AMISS.fullmatch(thing) or _LISTED.search(thing):
        of_staff = _ROLL.fullmatch(thing) and ("利用" not in thing or _LOGS_IN.search(known))
        return bool(of_staff) or _IS_AMISS.fullmatch(thing) is not None or thing in known
    if any(_OF_PERSONS.search(noun) and not (noun in known or handles(noun) or _ACTS.search(noun)) for noun in nouns):
        return False
    return not nouns or bool(_OFTEN.search(thing)) or any(
        noun in known or says("guards", noun) or handles(noun) or _ACTS.search(noun) for noun in nouns
    )


_IS_AMISS = re.compile(
    r"(?:[^のと]{1,8}以外の)?(?:情報|記載|記入|書類|項目|データ)の?有無"
    r"|(?:記載|記入|入力)の?(?:内容|事項|漏れ|誤り?)(?:の有無)?|(?:誤り?|漏れ|不備)の有無"
    r"|(?:[^のと]{1,8}の)?(?:件数|枚数|総数)の(?:一致|過不足|相違|差異?)(?:の有無)?"
)
"""What ought not to be there, or how a form was filled in, of which nothing says whose it is."""
_ROLL = re.compile(r"(?:職員|従[業事]者|担当者|(?:システム)?利用者|利用者id)の?(?:名簿|一覧)")
_LISTED = re.compile(r"(?:[者民児員]|世帯)の?(?:一覧表?|名簿|台帳)$")
_LOGS_IN = re.compile(r"利用者の?(?:[iI][dD]|アカウント|権限)")
_OFTEN = re.compile(r"^毎|^[0-9]")
_OF_PERSONS = re.compile(r"(?:[者民児]|世帯員?|家族|本人)$")
"""Whom data may be about; who works with them bears the name of the work: 操作者, 利用者."""


def is_citizen(name: str) -> bool:
    """Whether a name is that of someone whom the data are about, and not of who works with them."""
    who = name.split(OF)[-1]
    return bool(_OF_PERSONS.search(who)) and not (_WORKS.search(who) or _ACTS.search(who))


_WORKS = re.compile(
    r"(?:委託|受託|従事|担当|責任|管理|監督|点検|確認|承認|実施|取扱|使用|利用|閲覧|受講|違反|退職|異動|受領|許可|研修|監査|行為|業|再委託)者$"
)
_ACTS = re.compile(
    r"操作|作業|入退|持ち?出|持ち?込|受け?渡|授受|返却|貸出|立会|ログ|証跡|アカウント|権限|鍵|書庫|媒体|通信|機器|端末"
    r"|宛[名先]|封筒|枚数|帳票|理解度|受講|研修|入力|画面|原本|人事|異動|[申届請]書|届出書|^id|id$|設定|処理|出力|封入|指摘|改善|是正|不備|漏れ"
)
"""What the work is done with and on, and who may do it; none of it tells more of a person than was there."""
