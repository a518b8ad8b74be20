"""Names that a person says were changed one for one, and nothing else with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piadiff.guideline.synonyms import (
    CHANGED,
    NAME,
    OTHERWISE,
    STATEMENT,
    Synonym,
    changed_names,
    ending,
    may_be_names,
)
from piadiff.guideline.vocabulary import Role
from piadiff.text import key
from piadiff.text.cell import STAYS, UNCHANGED

_REFORM = re.compile(r"(?:行政)?(?:組織|機構)の?(?:再編|改編|改正|改革|変更|見直し)")
"""What the reform of a house is called says nothing of what became of one office in it."""
_REFORMED = "組織改正"
_BY_REFORM = re.compile(rf"^[^、。]*{_REFORMED}(?:により|によって|に伴って|に伴い|に伴う|で)、?(?=.)")
_TAIL = re.compile(
    r"(?:する|した|される|された|し)?(?:(?:こと|もの)?(?:による|により|に伴う|に伴い)(?:変更|修正|もの)?|の?ため|もの)(?:である)?$"
)
_DAY = r"(?:(?:\(?[0-9]{1,4}\)?|[^、。]{0,12}(?:日|月|年|年度)(?:付けで|付で|に|から|より)?)、)?"
_NAME_LETTERS = r"[^、。を()]{2,40}"
_MADE = r"(?:に|へ|と)、?(?:改め(?:られ)?|改称(?:し|され)|変更(?:し|され)?|変え|変わっ|なっ)(?:た|る|ている)?"
_PAIR = re.compile(
    rf"{_DAY}(?P<old>{_NAME_LETTERS})を、?(?P<new>{_NAME_LETTERS}?)(?:に|へ|と)、?(?:改め|{CHANGED}|変更し?|し)(?:た|る|ている)?"
)
_NAME_ANEW = re.compile(rf"(?P<head>.*[^、])の{NAME}[をが]、?(?P<new>{_NAME_LETTERS}?){_MADE}")
"""AのNAMEをBに改めた."""
_HANDED_ON = re.compile(
    rf"(?P<old>{_NAME_LETTERS})から、?(?P<new>{_NAME_LETTERS}?)(?:に|へ)移った(?:こと)?(?:による|に伴う)名称の?(?:変更|修正)"
)
"""A body that another took the place of, where only the name is said to change with it."""
_BECAME = re.compile(rf"(?P<old>{_NAME_LETTERS})が、?(?P<new>{_NAME_LETTERS}?)(?:と|に)なった")
_ARROW = re.compile(r"(?P<old>[^、。()→「」:]{2,40})」?→「?(?P<new>[^、。()→「」:]{2,40})")
_STAYS = re.compile(
    r"(?:[^、。を]*[^ぁ-ん、。を]、)*[^、。を]*(?:事務|業務|所掌|職務|取扱い?|担当|部屋|場所|建物|設備)[^、。を]*?"
    rf"{STAYS}(?:である)?"
)
_ASIDE = re.compile(
    rf"(?:{_DAY}|[^、。]{{0,12}}付けの?){_REFORMED}|[^、。を]*(?:文言|字句|表記|表現|記載|用語)の?(?:整理|統一|修正|適正化|見直し)"
    rf"|[^を]*{CHANGED}|[^を]*{UNCHANGED}"
)
"""What a cause may say beside a renaming: that words were put in order is proven, or not, by the words."""
_MORE = re.compile(r"拡|増|広|加え|加わ|追加|新た|移[しす]|引[きっ]|兼")
_DIVISION = re.compile(r"(?:[局部課係班]|グループ|チーム|担当)$")
"""Ends of names of offices; what else is replaced, a place, a number, a task, is more than a name."""
_OUTRIGHT = re.compile(rf"{CHANGED}(?:した|する|している)?$")
_EXCEPT = re.compile(r"除[きくい]|一部|ほか|以外|のみ|だけ|限")
_PARTS = re.compile(
    r"[。()]|、(?=[^、。()]*→)|(?<=もの)で(?:あり)?、|ところ、|及び(?=[^、。()]*(?:整理|統一|修正|適正化|見直し))"
)


_HAS_NAME = re.compile(
    r"(?:[局部課係班室館棟所庁省府]|グループ|チーム|担当|庁舎|センタ|プラザ|ビル|システム|ネットワーク|会社|法人|機構|組合|公社|連合会|協会|財団)$"
)
"""Ends of what bears a name of its own; a number, a person, a way of doing things is what it is called."""


def renamed(statement: str) -> Iterator[Synonym]:
    """Names that a person says were changed one for one, and nothing else with them."""
    return (each for each in _renamed(statement) if all(map(_HAS_NAME.search, (each.old, each.new))))


def _renamed(statement: str) -> Iterator[Synonym]:
    folded, clauses = _clauses(statement)
    pairs, arrows, stays = [], [], False
    for clause in clauses:
        if outright := list(_outright(clause)):
            yield from outright
        elif pair := _PAIR.fullmatch(clause):
            pairs.append(pair)
        elif arrow := _ARROW.fullmatch(clause):
            arrows.append(arrow)
        else:
            stays = stays or bool(_STAYS.fullmatch(clause))
    told = any(re.search(CHANGED, clause) for clause in clauses)
    for pair in (*(pairs if stays else ()), *(arrows if stays or told else ())):
        names = pair["old"], pair["new"]
        if (told or all(map(_DIVISION.search, names))) and may_be_names(*names, sure=True):
            yield Synonym(*names, STATEMENT, folded)


def reformed(statement: str, role: Role) -> Iterator[Synonym]:
    """Offices that took the place of others in a reform of the house: 組織改正(甲課→乙課); not who uses the data."""
    folded, clauses = _clauses(statement)
    if role is Role.USERS or _REFORMED not in folded:
        return
    pairs = (_ARROW.fullmatch(each) or _BECAME.fullmatch(each) for each in clauses)
    for arrow in filter(None, pairs):
        above = [arrow["old"][: each.end()] for each in _ABOVE.finditer(arrow["old"])]
        for old in (arrow["old"], *above):
            if all(map(_DIVISION.search, (old, arrow["new"]))) and may_be_names(old, arrow["new"], sure=True):
                yield Synonym(old, arrow["new"], STATEMENT, folded)


_ABOVE = re.compile(r"[局部課](?=[^局部課]*[局部課係班]$)")
"""The end of an office above, by whose name a form may call the one below: 総務課人事係."""


def _clauses(statement: str) -> tuple[str, list[str]]:
    """A cause, and what it says, one thing after the other; nothing where it says more than a renaming."""
    folded = _REFORM.sub(_REFORMED, key(statement))
    if OTHERWISE.search(folded) or _EXCEPT.search(folded) or _MORE.search(folded):
        return folded, []
    clauses = [each for part in _PARTS.split(folded) if (each := _TAIL.sub("", _BY_REFORM.sub("", part)))]
    known = (_PAIR, _ARROW, _BECAME, _STAYS, _ASIDE)
    whole = all(any(sort.fullmatch(each) for sort in known) or any(_outright(each)) for each in clauses)
    return folded, clauses if whole else []


def _outright(clause: str) -> Iterator[Synonym]:
    """Pairs that a clause says outright have changed their names: AのNAMEをBに改めた, AはBに改称した."""
    if found := _NAME_ANEW.fullmatch(clause):
        for old in ending(found["head"]):
            if may_be_names(old, found["new"], sure=True):
                yield Synonym(old, found["new"], STATEMENT, clause)
    elif (found := _HANDED_ON.fullmatch(clause)) and may_be_names(found["old"], found["new"], sure=True):
        yield Synonym(found["old"], found["new"], STATEMENT, clause)
    elif _OUTRIGHT.search(clause):
        yield from changed_names(clause, STATEMENT)
