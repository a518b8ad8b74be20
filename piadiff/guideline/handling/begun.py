"""What only a new handling can mean: an act that was not told, one more house where things are kept, a new way in."""

from __future__ import annotations

import re

from piadiff.guideline.handling.insertions import came
from piadiff.guideline.handling.measures import handles, names_way, says, step
from piadiff.guideline.handling.widening import binds, scope, words_of
from piadiff.guideline.language.clauses import DONE, TO_NOUN, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import CAN, NOT, OR, plainly, sentence_texts
from piadiff.guideline.vocabulary import Signal
from piadiff.model import Change
from piadiff.text import key


def use(edit: Edit, change: Change) -> Signal:
    """What an edit does to what is done."""
    lost, gained = words_of(edit)
    if not lost and edit.before is not None and edit.after is not None and _names_staff(edit):
        return Signal.REWRITTEN
    if lost or edit.before is not None:
        found = scope(edit, change)
        return Signal.WIDENED if found is Signal.REWRITTEN and _by_weaker_way(edit) else found
    told = edit.after.text if edit.after else ""
    if binds(gained):
        return Signal.WIDENED if begins_act(edit, change.before) else Signal.REWRITTEN
    if not any(clause.doing for clause in clauses(told)) and _all_told(edit, change):
        return Signal.REWRITTEN
    follows = _FOLLOWS.match(told.strip()) and not new_names(change.before, told)
    return Signal.SUPPLEMENTED if follows else Signal.WIDENED


def _by_weaker_way(edit: Edit) -> bool:
    """Whether what was done by one way is now done by one that guards less: 専用線で, インターネット回線で."""
    if edit.before is None or edit.after is None or step(edit.before.text, edit.after.text) is not Signal.WEAKENED:
        return False
    known = {phrase.words for clause in clauses(edit.before.text) for phrase in clause.phrases}
    told = (phrase for clause in clauses(edit.after.text) if NOT not in clause.sense for phrase in clause.phrases)
    return any("によって" in p.cases and p.words not in known and names_way(p.words) for p in told)


def _names_staff(edit: Edit) -> bool:
    """Whether all that came is that the own staff does what was done: 入力する, 職員が入力する."""
    return "".join(token.text for token in edit.gained) in ("職員", "担当者", "担当職員", "係員")


def _all_told(edit: Edit, change: Change) -> bool:
    """Whether every word of a bare name that came stood in the text: it may head what stays."""
    known = "".join(map(plainly, sentence_texts(change.before)))
    runs = _RUN.findall(plainly(edit.after.text)) if edit.after else []
    return all(run in known for run in runs)


_RUN = re.compile(r"[一-龠々ァ-ヺーa-z0-9]+")


_FOLLOWS = re.compile(r"そのため|このため|したがって|従って|これにより|よって|すなわち")
"""How a sentence begins that draws a conclusion from the one before it."""


def begins_act(edit: Edit, before: str) -> bool:
    """Whether a whole sentence came that says that something is done which was not told, to whomever it is limited.

    未申請の者のみを抽出して案内する tells of another act; 計算は、市民に限って行う only limits one.
    """
    if edit.before is not None or edit.after is None or OR in edit.after.words:
        return False
    told = [clause for clause in clauses(edit.after.text) if clause.doing and not clause.link.startswith(TO_NOUN)]
    if not told or any({NOT, CAN, "のみ"} & set(clause.sense) for clause in told):
        return False
    main = told[-1].doing
    return main not in key(before) and not (_LIMITS.search(main) or _OF_ANY.fullmatch(main) or says("guards", main))


_LIMITS = re.compile(r"限|除|外|禁|留|止[めま]?$")
"""Verbs that say what is not meant, or not done."""
_OF_ANY = re.compile(r"[用行扱有得在〓]|[利使]用|取扱|対象|実施|該当|必要|可能|設定|規定|定")
"""Verbs that tell of no act of their own."""


def another_site(edit: Edit, before: str) -> bool:
    """Whether one more house, under a name of its own, stands in a list of places: 本庁舎の書庫及び北支所の書庫."""
    if edit.before is None or edit.after is None or edit.lost:
        return False
    known = key(before)
    found = (match for words, _ in came(edit) if (match := _SITE_ENTRY.fullmatch(words)))
    return any(match["site"] not in known and not _MAIN.search(match["site"]) for match in found)


_SITE_ENTRY = re.compile(
    r"(?:、?(?:及び|並びに)|、)(?P<site>[一-龠々ァ-ヺー]{1,10}(?:支所|出張所|事務所|分室|庁舎|会館|公民館|[東西南北別新分]館))"
    r"(?:の?(?:地?下?\d+階)?の?[一-龠々ァ-ヺー]{2,8})?"
)
_MAIN = re.compile(r"^[同当該]|(?:^|[市町村区])(?:役[所場])?本?庁舎$|本館$")
"""How the house may be called that was meant by the first."""


def new_way_in(text: str) -> bool:
    """Whether a sentence says that data come, or go, in one more way henceforth: 郵送でも受け付けることとし."""
    told = key(text)
    if not _HENCEFORTH.search(told):
        return False
    done = [clause for clause in clauses(text) if not clause.link.startswith(TO_NOUN) and NOT not in clause.sense]
    for clause in done:
        things = [p.words for p in clause.phrases if DONE in p.cases and not p.leads]
        too = any(len(case) > 1 and case.endswith("も") for p in clause.phrases for case in p.cases)
        if any(map(_DATA.search, things)) and handles(clause.doing) and too and clause.doing[:2] in _decided(told):
            return True
        if clause.doing == "開始" and any(_STARTED.search(thing) for thing in things):
            return True
    return False


def _decided(told: str) -> str:
    """What stands before the words by which something is decided, without its kana."""
    return "".join(re.sub(r"[ぁ-ゖ]", "", words) for words in _DECIDED.findall(told))


_DECIDED = re.compile(r"([^、。をはがにで]{2,8})こと(?:と|に)(?:し(?!て)|する)")
_HENCEFORTH = re.compile(r"こと(?:と|に)(?:し(?!て)|する)|開始")
_NAMES = r"申[請告込出]|届出?|請求|情報|データ|個人番号|[申届請]書|届出書|書類"
_DATA = re.compile(rf"(?:{_NAMES})(?:書|等|の?(?:写し|内容))?$")
_STARTED = re.compile(rf"(?:{_NAMES})書?の(?:受け?付け?|受領|入手|取得|収集|提供|送付|送信)$")
