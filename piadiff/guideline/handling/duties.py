"""Duties that a contract, or a rule, binds to: whether a list of them only grew."""

from __future__ import annotations

import re

from piadiff.guideline.handling.looked_at import is_citizen
from piadiff.guideline.handling.measures import any_of, opens, says
from piadiff.guideline.handling.places import OUTSIDE
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import CAN, NOT, OR
from piadiff.text import key
from piadiff.text.segment import Segment, segments
from piadiff.text.signs import CIRCLED

_BINDING = re.compile(r"定め|規定|明記|盛り込|義務|求め|締結|契約")
_SIBLINGS = 2


def binds_too(edit: Edit, before: str, *, of_contract: bool = False) -> bool:
    """Whether an entry came to a list of what a contract, or a rule, binds to, and it names one more duty."""
    if edit.before is not None or edit.after is None or opens(edit):
        return False
    listed = list(segments(before))
    first = next((at for at, piece in enumerate(listed) if piece.mark), 0)
    entry = _bare(edit.after.text)
    bound = (first and _BINDING.search(listed[first - 1].body)) or any(map(_binds_all, listed[first:]))
    marked = any(piece.mark for piece in listed) and len(listed) - first >= _SIBLINGS
    if not ((bound or of_contract) and marked) and not _is_all_duties(before):
        return False
    plain = not {NOT, CAN, OR} & {token.text for token in edit.gained} and "、" not in entry
    return plain and _is_duty(entry)


def _is_all_duties(before: str) -> bool:
    """Whether a text is a list of duties of a contract from its first entry to its last."""
    pieces = [_bare(piece.body) for piece in segments(before)]
    told = [piece for piece in pieces if piece and not _BOX.fullmatch(piece)]
    return len(told) > _SIBLINGS and all(_is_duty(part) for piece in told for part in _OF_ENTRY.split(piece))


def _bare(entry: str) -> str:
    """An entry of a list without its mark or number."""
    return _NUMBER.sub("", _ENTRY_MARK.sub("", key(entry).strip("。\n ")))


_NUMBER = re.compile(r"^\d{1,2}(?![\d年月日回時条箇か])")
_BOX = re.compile(r"\[[^\[\]]*\]")
_OF_ENTRY = re.compile(r"又は|若しくは")


def _binds_all(piece: Segment) -> bool:
    """Whether what stands behind a list binds to all of it: 以上を契約書に規定している."""
    return not piece.mark and _ALL.match(piece.body) is not None and _BINDING.search(piece.body) is not None


_ALL = re.compile(r"\s*(?:以上|等|など|これら|上記)")
_ENTRY_MARK = re.compile(rf"^(?:[{CIRCLED}]|\(\d{{1,2}}\)|\d{{1,2}}[.)])")
_BOUND_BY = re.compile(rf"^(?P<entry>.*?)(?P<tail>を[^、。]{{0,12}}(?:{_BINDING.pattern})付?[ぁ-ゖ]*)$")


def binds_more(edit: Edit, before: str, *, of_contract: bool = False) -> bool:
    """Whether a list of duties within one sentence only grew: every entry stays in its order, what came is a duty.

    An entry of a list that is one of duties needs no words that bind to it.
    """
    if edit.before is None or edit.after is None or edit.lost or opens(edit):
        return False
    if {NOT, CAN} & set(edit.after.words) or OR in {token.text for token in edit.gained}:
        return False
    (old, tail), (new, other) = (_listed(key(side.text)) for side in (edit.before, edit.after))
    left = list(old)
    more = [entry for entry in new if not (left and entry == left[0] and left.pop(0))]
    duties = [entry for entry in old if _is_duty(entry)]
    if not tail and not other and (of_contract or _is_all_duties(before)):
        old, new = ([part for part in _LIST.split(_bare(side.text)) if part] for side in (edit.before, edit.after))
        return new[: len(old)] == old and len(new) > len(old) and all(map(_is_duty, new[len(old) :]))
    binds = bool(tail) and tail == other and not says("opens", tail)
    return binds and not left and len(duties) >= _SIBLINGS and bool(more) and all(map(_is_duty, more))


def _listed(sentence: str) -> tuple[list[str], str]:
    """The entries of a list without their marks, and the words that bind to them."""
    *entries, last = sentence.strip("。\n ").split("、")
    found = _BOUND_BY.match(last)
    if found is None:
        return [], ""
    told = (part for entry in (*entries, found["entry"]) for part in _LIST.split(_ENTRY_MARK.sub("", entry)))
    return [part for part in told if part], found["tail"]


_LIST = re.compile(r"及び|並びに|および|ならびに")


def _is_duty(entry: str) -> bool:
    """Whether all that an entry of a list names are duties that guard: 再委託の制限, not 写しの保持."""
    plain = _TIMES.sub("", entry)
    return not _HANDED.search(plain) and all(map(_names_duty, _AND.split(plain)))


_TIMES = re.compile(
    r"[(（](?:[^()（）]{0,8}(?:\d+(?:回|日|時間)(?:以上|以内)?|都度)|毎[日週月年]度?|直ちに|速やかに)[)）]$"
)
"""How often, or how soon, a duty is to be met."""


def _names_duty(name: str) -> bool:
    name = _TO_HOUSE.sub("", name)
    for light, fits in _LIGHT:
        if (ends := light.search(name)) is not None:
            told = name[: ends.start()]
            of_work = fits is _LOOKED_AT or all(map(_OF_WORK.search, filter(None, _CHAIN.split(told))))
            return bool(fits.search(told) and of_work) and not _of_persons(told) and not _HOW_NOT.search(told)
    ends = re.search(rf"(?:{any_of('duties').pattern})(?:の?義務)?$", name)
    if ends is None or (ends[0].startswith("保持") and not _SECRET.search(name)):
        return False
    told = name[: ends.start()]
    if (_TOLD.match(ends[0]) and _of_persons(told)) or (_LOOKS.match(ends[0]) and _of_citizens(told)):
        return False
    return not says("handlings", _PARTY.sub("", name)) or says("guards", ends[0])


_PARTY = re.compile(r"再?委託先")


def _of_persons(told: str) -> bool:
    """Whether what a duty is about is someone's whom the data are about, or data of theirs: 滞納者の名簿の作成."""
    data = set(new_names("", told)) > set(new_names("", told, data=False))
    return data or _of_citizens(told)


def _of_citizens(told: str) -> bool:
    names = re.split("の|に対する|への?|が", _WORKERS.sub("", told))
    return _PAPERS.search(told) is not None or any(map(is_citizen, names))


_WORKERS = re.compile(r"(?:従[業事]|作業|担当|取り?扱)(?:する|した|う)者")


_TOLD, _LOOKS = re.compile("報告|届出|通知|提出"), re.compile("[調検]査|監[督査]|点検|教育|研修|明確化|措置|責任")
_PAPERS = re.compile("本人|申請|書類|台帳|住民|生徒|世帯|家族")

_CHAIN = re.compile("(?<!そ)の|に対する|に関する|への?|と")
_OF_WORK = re.compile(
    r"その|業務|作業|契約|違反|事故|漏えい|漏洩|従[業事]者|担当者|責任者|管理|安全|秘密|教育|研修|訓練|監[督査]|点検|消去|廃棄|対応"
    r"|手順|取扱|履行|誓約|個人情報|セキュリティ|体制"
)
"""What a contract binds the work, and those who do it, to."""
_TO_HOUSE = re.compile(r"(?:本?[市町村区県]|委託者|発注者|甲)への(?=提出|報告|届出|通知|協力)")
_HOW_NOT = re.compile(r"免除|猶予|緩和|例外|自宅|在宅|テレワ|リモート")
_BY_HOUSE = r"(?:(?:本?[市町村区県]|委託者|発注者|甲)(?:が(?:行う|実施する)|による|の))?"
_LOOKED_AT = re.compile(
    rf"^{_BY_HOUSE}(?:(?:実地|立入り?|定期|随時|(?:履行|取扱|管理)状況)の?)*(?:調査|検査|監査|点検|立入り?)$"
)
"""The house looks at how a contract is kept."""
_TAUGHT_OR_SEEN = re.compile(r"(?:監督|教育|研修|訓練|監査|点検|措置|対策)$")
_ON_PAPER = re.compile(
    r"^$|(?:者の?名簿|誓約書|証明書?|報告書?|計画書?|手順書?|体制図?|管理簿|記録|日誌|結果)$"
)
_NAMED = re.compile(r"(?:(?:責任|管理|監督|担当|従事|作業)者|体制|作業場所)$")
_LIGHT = (
    (re.compile(r"(?:の|に対する|への)(?:実施|徹底|充実)$"), _TAUGHT_OR_SEEN),
    (re.compile(r"(?:の|への)(?:受け?入れ?|協力|応諾)$"), _LOOKED_AT),
    (re.compile(r"の?(?:作成|提出|整備|備え?付け?)(?:義務)?$"), _ON_PAPER),
    (re.compile(r"の?(?:選任|設置|指定|配置|明示)$"), _NAMED),
    (re.compile(r"の?解除$"), re.compile("契約$")),
)
"""Nouns that say only that something is done, and of what that is a duty that guards."""
_AND = re.compile(r"及び|並びに|および|・|かつ")
_SECRET = re.compile(r"秘密|守秘")
_TAUGHT = "対する(?:監督|教育|研修)"
_HANDED = re.compile(
    r"(?:本人|住民|市民|申請者|対象者)(?:へ|に対)"
    rf"|(?<!従)(?!委託先|受託者)(?:{OUTSIDE.pattern}|外国)[^、]{{0,4}}(?:へ|が|で|と|から|に(?!{_TAUGHT}))"
)
"""A duty towards, or of, someone else than the party that is bound."""
