"""A sentence on how things are guarded → whether it also says that they are put, or held by someone, where none was."""

from __future__ import annotations

import re
from itertools import takewhile

from piadiff.guideline.handling.insertions import tells_act
from piadiff.guideline.handling.measures import says
from piadiff.guideline.language.clauses import DOER, OF, TO_NOUN, Clause, Phrase, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import NOT, plainly, sentence_texts
from piadiff.text import key

_KEEPING = re.compile(r"[保置収納設蔵]")
"""Letters of verbs of keeping, whose に or で says where."""
_PUTTING = re.compile(rf"{_KEEPING.pattern}|記")
"""The same and those whose に alone says where."""
_HOLDING = re.compile(rf"{_KEEPING.pattern}|管理")
"""The same and those whose で, and who does them, may say where."""
_NO_PLACE = re.compile(r"時|際|前|後|場合|都度|的|.*(?:長|責任者|管理者|監督者)")
"""When or how something is done, and the posts of one's own house."""
_WHERE = frozenset({"に", "で", "と", "まで", "から"})
"""Cases of where, with whom, and from or as far as where a verb that does not guard moves things."""
_AWAY = frozenset({"から", "と"})
"""Cases of what something is kept apart from: 外部から遮断する."""


def brings_place(edit: Edit, before: str, *, guards: bool = False) -> bool:
    """Whether a place, or a party, that ``before`` does not hold may have come with an edit to what guards things.

    A verb that does not guard puts what it is done to where its に, で or と says, and so does one of putting; who
    owns or holds is a party. Where the sentence ends in a verb that does not guard, what it does is not known,
    unless it is known that the whole sentence ``guards``.
    """
    if edit.after is None or not edit.gained:
        return False
    known = "\n".join(map(plainly, sentence_texts(before)))
    told = clauses(edit.after.text)
    done = [clause for clause in told if clause.doing]
    last = done[-1] if done else None
    unknown = last is not None and last.doing not in known and not _guards(last) and not _to_post(last)
    held = any(_HOLDING.search(clause.doing) for clause in told)
    return (unknown and not guards) or any(_brings(clause, before, known, held=held) for clause in told)


OUTSIDE = re.compile(
    r"事業者|業者|会社|法人|受託者|委託先|民間|委員(?!会)|自治会|町内会|外部(?!の?(?:電磁?的?)?(?:記憶|記録)?媒体)|協会|海外|国外|住民|家族|ボランテ[ィイ]ア|他市|他団体"
)


def brings_outsider(edit: Edit, before: str) -> bool:
    """Whether someone outside the house, whom ``before`` does not name, acts, or is given something, with an edit."""
    if edit.after is None or not edit.gained:
        return False
    known = key(before)
    return any(
        (told := OUTSIDE.search(words)) is not None and told[0] not in known
        for clause in clauses(edit.after.text)
        if NOT not in clause.sense
        for words in (*([] if _EXAMINES.search(clause.doing) else [clause.doing]), *_acting(clause))
    )


def given_outside(edit: Edit) -> bool:
    """Whether what someone of the house did is now done by someone outside: 鍵は町が管理する, 鍵は事業者が管理する."""
    if edit.before is None or edit.after is None:
        return False
    sides = [[(clause.doing, _doer(clause)) for clause in clauses(side.text)] for side in (edit.before, edit.after)]
    own = {(doing, bool(OUTSIDE.search(doer))) for doing, doer in sides[0] if doer}
    moved = {doing for doing, doer in sides[1] if doer and OUTSIDE.search(doer)}
    return any((doing, False) in own and (doing, True) not in own for doing in moved)


def _doer(clause: Clause) -> str:
    """Who alone can be meant to do what a clause says, "" where nobody is, or it is denied."""
    if NOT in clause.sense:
        return ""
    return next((phrase.words for phrase in clause.phrases if phrase.cases == {DOER}), "")


_EXAMINED = re.compile(r"監査|検査|審査|評価|診断")
_EXAMINES = re.compile(r"(?:監査|検査|監督|研修|教育|指導|立会|付添|同行)$")
"""What is done to someone outside, who is given nothing by it: 委託先に立入検査を行う."""


def _examined_by(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase says who examines the house: 外部の専門家による監査を受ける."""
    things = [each.words for each in clause.phrases if "を" in each.cases and not each.leads]
    undergone = clause.doing in ("得", "受") and any(map(_EXAMINED.fullmatch, things))
    return phrase.leads and (undergone or (clause.doing == "監査" and not things))


def held_to_it(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase says who examines the house, or whom it examines, or makes hand in what was done."""
    made = _EXAMINES.search(clause.doing) or ("させ" in clause.sense and _HANDED_IN.search(clause.doing))
    return _examined_by(clause, phrase) or (bool(made) and "に" in phrase.cases and DOER not in phrase.cases)


_HANDED_IN = re.compile(r"提出|報告|届")


def _acting(clause: Clause) -> list[str]:
    """Who does what a clause says, with whom, or whom it goes to; a means that guards is nobody, nor who examines."""
    acting = (p.words for p in clause.phrases if p.cases & {DOER, "に", "と", "で"} and not held_to_it(clause, p))
    return [words for words in acting if not says("guards", words) or _SOMEONE.search(words)]


_SOMEONE = re.compile(r"[者社人関体会]$")


def _guards(clause: Clause) -> bool:
    """Whether what a clause does guards, or it denies that it is done."""
    return NOT in clause.sense or says("guards", clause.doing)


def _to_post(clause: Clause) -> bool:
    """Whether something goes to a post of one's own house: 課長に報告する."""
    return any("に" in phrase.cases and _NO_PLACE.fullmatch(phrase.name) for phrase in clause.phrases)


def _brings(clause: Clause, before: str, known: str, *, held: bool) -> bool:
    if NOT in clause.sense:
        return False
    new = [phrase for phrase in clause.phrases if phrase.words not in known and not _NO_PLACE.fullmatch(phrase.name)]
    return any(
        _names(phrase, before)
        or "も" in phrase.cases
        or _is_elsewhere(phrase, known)
        or _is_place(phrase, clause)
        or _is_party(phrase, clause, held=held)
        for phrase in new
    )


def _is_elsewhere(phrase: Phrase, known: str) -> bool:
    """Whether a thing is that of something not named either: 支所の書庫; 入退室の記録 says how it is guarded."""
    parts = phrase.words.split(OF)
    if tells_act(parts[0]):
        return False
    return len(parts) > 1 and not any(part in known for part in parts) and not says("guards", phrase.words)


def _names(phrase: Phrase, before: str) -> bool:
    """Whether a phrase names a party, place or medium for the first time that no means, nor kept away from, is."""
    return not (phrase.cases & _AWAY or _is_means(phrase)) and bool(new_names(before, phrase.words, data=False))


def _is_means(phrase: Phrase) -> bool:
    """Whether something is done by it that its name says guards: 監視カメラで録画する."""
    return "によって" in phrase.cases and "から" not in phrase.cases and says("guards", phrase.words)


def _is_place(phrase: Phrase, clause: Clause) -> bool:
    cases = _bare(phrase)
    if phrase.leads or not cases & _WHERE or phrase.name.endswith("的"):
        return False
    if _is_means(phrase) and not _KEEPING.search(clause.doing):
        return False
    if not _guards(clause):
        return True
    if not cases & {"に", "で"} or "と" in cases or ("に" in cases and says("guards", phrase.words)):
        return False
    verbs = _PUTTING if "に" in cases else _HOLDING
    return OF in phrase.words or bool(verbs.search(clause.doing))


def _is_party(phrase: Phrase, clause: Clause, *, held: bool) -> bool:
    """Whether a phrase says who owns, or whose people act, or who acts where something is held; a means is no party."""
    cases = _bare(phrase)
    if DOER not in cases or (len(cases) > 1 and "から" not in cases):
        return False
    return held or OF in phrase.words or (clause.link.startswith(TO_NOUN) and not _guards(clause))


def _bare(phrase: Phrase) -> frozenset[str]:
    """The cases of a phrase without what says that nothing else, or something else too, is meant."""
    return frozenset(case.removesuffix("のみ").removesuffix("も") for case in phrase.cases)


def another_room(edit: Edit) -> bool:
    """Whether all that changed is what one room of a house that stays is called: it may have another name."""
    if edit.before is None or edit.after is None or not (edit.lost and edit.gained):
        return False
    rooms = [_ROOM.findall(key(side.text)) for side in (edit.before, edit.after)]
    rest = [_ROOM.sub("室", key(side.text)) for side in (edit.before, edit.after)]
    return len(rooms[0]) == len(rooms[1]) and rest[0] == rest[1] and bool(_IN_HOUSE.search(rest[0]))


_ROOM = re.compile(r"(?<=[のに階])[一-龠ァ-ヺー0-9]{2,10}室")
_IN_HOUSE = re.compile(r"(?:庁舎|館|棟|センター)の?(?:地?下?\d+階)?の?室")
_HOUSE = re.compile(r"([本分別新旧支東西南北])(?:庁舎|館|棟|所(?![一-龠]))")


def another_house(edit: Edit) -> bool:
    """Whether a house is now called another beside the first: 本庁舎, 分庁舎."""
    old, new = (_HOUSE.findall(key(side.text)) if side else [] for side in (edit.before, edit.after))
    inside = edit.inside and all(len(word.text) == 1 for side in (edit.lost, edit.gained) for word in side)
    return inside and len(old) == len(new) == 1 and old != new and new[0] not in "本新"


def another_building(edit: Edit, *, system: bool = False) -> bool:
    """Whether all that changed is the own name of one building: it has a new one, or things are moved to another.

    Those called by a direction or a number stand side by side: 東館, 西館. ``system``: or of one system.
    """
    if edit.before is None or edit.after is None:
        return False
    texts = [key(side.text) for side in (edit.before, edit.after)]
    apart, ends = _apart(*texts)
    start, behind = _alike(*texts), len(ends)
    found = [(_BUILDING_OR_SYSTEM if system else _BUILDING).match(text, start) for text in texts]
    if not all(each and each.end() >= len(each.string) - behind for each in found):
        return False
    names, kinds = zip(*(each.group("name", "kind") for each in found if each), strict=True)
    own = not any(map(NOT_OWN.search, names)) and not all(map(_SIDE_BY_SIDE.fullmatch, apart))
    return own and (kinds[0] == kinds[1] or not any(kind.startswith(("データ", "システム")) for kind in kinds))


def _apart(one: str, other: str) -> tuple[tuple[str, str], str]:
    """What two texts say between what they begin and what they end with alike, and that end."""
    start = _alike(one, other)
    behind = _alike(one[start:][::-1], other[start:][::-1])
    return (one[start : len(one) - behind], other[start : len(other) - behind]), one[len(one) - behind :]


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


_OWN_NAME = r"(?P<name>(?:(?!及び|又は|並びに|にある)[一-龠々ァ-ヺーA-Za-z0-9ぁ-ねは-ん・]){1,15}?)"
_KINDS = r"(?:(?:データ)?センタ|[館棟]|プラザ|ビル)(?![館棟]|センタ)"
_BUILDING = re.compile(rf"{_OWN_NAME}(?P<kind>{_KINDS})")
_BUILDING_OR_SYSTEM = re.compile(rf"{_OWN_NAME}(?P<kind>{_KINDS}|システム)")
_SIDE_BY_SIDE = re.compile(r"[東西南北中央本分支新旧別第一二三四五六七八九十\d]+部?")
NOT_OWN = re.compile(r"民間|事?業者|会社|受託|委託|外部|[市町村区県国海]外|クラウド|遠隔")
"""Names of places that are not the house's own."""
_COMPANY = re.compile(r"(?:株式|有限|合同)会社|\(株\)|\(有\)")


def one_place_for_another(edit: Edit) -> bool:
    """Whether one place of the house stands for another: the name may be new, or things are moved there.

    Someone outside, a cloud, a place outside the house or one more place is no name of the one that was.
    """
    if edit.before is None or edit.after is None or another_house(edit):
        return False
    texts = [key(side.text) for side in (edit.before, edit.after)]
    (was, now), ends = _apart(*texts)
    joined = [len(_BESIDE.findall(text)) for text in texts]
    floors = [set(_FLOOR.findall(text)) for text in texts]
    if floors[0] and floors[1] and floors[0] != floors[1]:
        return False
    houses = [bool(_HOUSE_NAME.search(word + ends[:2])) for word in (was, now)]
    own = not _NOT_OF_HOUSE.search(now) and ("データセンタ" not in now or _OWN_CENTRE.search(now))
    alike = joined[0] == joined[1] and houses[0] == houses[1]
    return bool(own) and alike and all(_PLACE.search(word + ends[:2]) for word in (was, now))


_FLOOR = re.compile(r"地?下?\d+階")
_BESIDE = re.compile(r"及び|並びに|、|又は|・")
_HOUSE_NAME = re.compile(r"庁舎|館|棟|センタ|施設|役[所場]")
_PLACE = re.compile(rf"室|{_HOUSE_NAME.pattern}")
_OWN_CENTRE = re.compile(r"[市町村区県](?:が(?:所有|管理|運営)する)?データセンタ")
_NOT_OF_HOUSE = re.compile(
    rf"{OUTSIDE.pattern}|{NOT_OWN.pattern}|自宅|倉庫|[借預]|共同|[県国](?:の|が|庁)|支所|出張所|分室|各"
)


def another_company(edit: Edit) -> bool:
    """Whether the name of one company gave way to that of one other: the same under a new name, or another."""
    texts = [key(side.text) if side else "" for side in (edit.before, edit.after)]
    named = [list(_COMPANY.finditer(text)) for text in texts]
    if any(len(found) != 1 for found in named):
        return False
    rest = [_COMPANY_NAME.sub("", text) for text in texts]
    return rest[0] == rest[1] and texts[0] != texts[1]


_NAME_SIGNS = r"[一-龠々ァ-ヺーぁ-ゖA-Za-z0-9・]"
_COMPANY_NAME = re.compile(
    rf"{_NAME_SIGNS}{{0,20}}?(?:{_COMPANY.pattern}){_NAME_SIGNS}{{0,20}}?(?=の|に|が|は|、|。|$)"
)
