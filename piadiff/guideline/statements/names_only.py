"""Names of offices and rooms that stand for others where a person says that only names changed, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from piadiff.guideline.handling.places import NOT_OWN
from piadiff.guideline.language.naming import when_told
from piadiff.guideline.language.synonyms import NAME, STATEMENT, Synonym
from piadiff.guideline.statements.cause import KIND, REFORMED, Cause, causes_of
from piadiff.guideline.statements.succession import put_in_place
from piadiff.guideline.vocabulary import Role
from piadiff.model import Change
from piadiff.text import key

_SAME = "事務|業務|所掌|分掌|職務|職員|担当者?|取り?扱い|情報|流れ"
_SAME_PLACE = "場所|位置|所在|区画|部屋|建物|設備|機器"
"""What stays as it was where only the name of an office, or of a house or a room, changes."""
_DIVISION = re.compile(r"(?:[局部課係班]|グループ|チーム|担当)$")
"""Ends of names of offices; what else is replaced, a place, a number, a task, is more than a name."""
_ABOVE = re.compile(r"[局部課](?=[^局部課]*[局部課係班]$)")
"""The end of an office above, by whose name a form may call the one below: 総務課人事係."""
_WORD_IN_KANA = r"(?![はがをにでとへもの]|から|より|まで|また|および|ならびに|など)[ぁ-ん]{2,4}(?=[一-龠ァ-ヺ])"
"""A word of an office's name in kana, こども or くらし; no particle and no conjunction."""
_INNER = rf"(?<=[一-龠])[いえきけてみめり](?=[一-龠ァ-ヺ])|(?<=[部局庁課]){_WORD_IN_KANA}"
"""Kana inside a name: an ending as in 子育て支援課, a word behind the office above."""
_LETTERS = rf"(?:{_WORD_IN_KANA})?(?:[一-龠々ァ-ヺーA-Za-z]|{_INNER})"
_NAME = re.compile(rf"{_LETTERS}{{1,30}}?{KIND}(?![一-龠々ァ-ヺー名]|{_INNER})")
_TOLD = re.compile(
    rf"(?:{_LETTERS}{{2,30}}?{KIND}|[一-龠][館棟])(?=[はがをにのへと、。()→」]|から|より|設置|発足|創設|$)"
)
_GENERIC = re.compile(rf"(?:各|当該|担当|関係|所管|他の?)?{KIND}|窓口|場所|事務所")


def renamed(statements: Iterable[str]) -> Iterator[Synonym]:
    """Names that people say were changed one for one, and nothing else with them."""
    for cause in causes_of(statements):
        for names in cause.pairs:
            if cause.renames or (all(map(_DIVISION.search, names)) and cause.keeps(_SAME, "".join(names))):
                yield Synonym(*names, STATEMENT, cause.text)


def names_only(change: Change, statements: Iterable[str], role: Role) -> Iterator[Synonym]:
    """Names on both sides that stand for one another, one for one and in their order."""
    yield from put_in_place(change, statements)
    known = key(change.before + change.after)
    same = {Role.USERS: _SAME, Role.PLACE: f"{_SAME}|{_SAME_PLACE}"}.get(role, "")
    for cause in causes_of(statements):
        if role is not Role.USERS and REFORMED in cause.text:
            yield from _reformed(cause)
        if cause.renames:
            yield from _titles(change, cause.text) if cause.keeps("内容", known) else ()
            yield from _of_kinds(change, cause.text)
            yield from _contracted(change, cause.text)
            yield from _rooms(change, cause) if role is Role.PLACE and cause.keeps(_SITE, known) else ()
        reform = role is Role.MEASURE and _OWN_REFORM.search(cause.text) and not _joins_the_named(change)
        if (cause.renames and (not same or cause.keeps(same, known))) or reform:
            yield from _one_for_one(change, cause.text, role)


_OWN_REFORM = re.compile(rf"(?<![県国府都]の)(?<![県国府都]){REFORMED}")


def _joins_the_named(change: Change) -> bool:
    """Whether an office that came bears a name of what the item is of: what others did is its own to do now."""
    swapped = _swapped(_names(change.before), _names(change.after))
    pairs = ("".join(pair) for _, new in swapped for pair in pairwise(new.removesuffix(_kind(new))))
    return any(pair in str(change.path) for pair in pairs)


def _reformed(cause: Cause) -> Iterator[Synonym]:
    """Offices that took the place of others in a reform of the house: 組織改正(甲課→乙課)."""
    for old, new in cause.pairs:
        for name in (old, *(old[: each.end()] for each in _ABOVE.finditer(old))):
            if all(map(_DIVISION.search, (name, new))):
                yield Synonym(name, new, STATEMENT, cause.text)


def _one_for_one(change: Change, cause: str, role: Role) -> Iterator[Synonym]:
    if names_another(cause, change):
        return
    old, new = _names(change.before), _names(change.after)
    swapped, told = _swapped(old, new), _told(cause)
    moved = [each for each in told if not any(_is_told(name, each) for name in old if name in new)]
    for was, now in swapped:
        if (role is Role.PLACE and NOT_OWN.search(now) and not NOT_OWN.search(was)) or when_told(was) != when_told(now):
            continue
        sides = [[_is_told(name, each) for each in moved] for name in (was, now)]
        alone = len(swapped) == 1 and any(map(any, sides)) and (any(map(all, sides)) or _kind(was) == _kind(now))
        if all(map(any, sides)) or alone or (not told and was[-1] == now[-1]):
            yield Synonym(was, now, STATEMENT, cause)


def _swapped(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """What went with what came, in their order; none where one side has more."""
    gone, came = [each for each in old if each not in new], [each for each in new if each not in old]
    return list(zip(gone, came, strict=True)) if len(gone) == len(came) else []


_VERB_AHEAD = re.compile(r"^.*[いりてけえ](?=各|当該|担当|関係|所管|他の?)")


def _told(cause: str) -> list[str]:
    return [each for each in _TOLD.findall(cause) if not _GENERIC.fullmatch(_VERB_AHEAD.sub("", each))]


def names_another(cause: str, change: Change) -> bool:
    """Whether a cause tells of the new name of an office or a house that stands on neither side of a change."""
    known = key(change.before + change.after)
    return any(each not in known for each in _told(cause))


def _titles(change: Change, cause: str) -> Iterator[Synonym]:
    """Titles in quotation marks that stand for others where a cause says that a title changed, and no content."""
    if not _TITLE.search(cause):
        return
    old, new = key(change.before), key(change.after)
    quoted = [_QUOTED.findall(text) for text in (old, new)]
    named = _swapped(*quoted) or (_renamed_document(old, new) if quoted[0] == quoted[1] else [])
    yield from (Synonym(*each, STATEMENT, cause) for each in named)


def _of_kinds(change: Change, cause: str) -> Iterator[Synonym]:
    """Names of systems, or of posts, where a cause tells of a new name for such, and nothing of a new one."""
    for kind, told in _KINDS:
        old, new = (list(dict.fromkeys(kind.findall(key(text)))) for text in (change.before, change.after))
        swapped = _swapped(old, new) if told.search(cause) else []
        if not any(NOT_OWN.search(came) for _, came in swapped):
            yield from (Synonym(*each, STATEMENT, cause) for each in swapped if _are_kin(*each))


def _are_kin(old: str, new: str) -> bool:
    """Whether names end alike and share a word ahead of it, as the same post has it; a system may be named anew."""
    heads = [set(map("".join, pairwise(_ROLE.sub("", name)))) for name in (old, new)]
    return old[-2:] == new[-2:] and (not _ROLE.search(old) or not heads[0].isdisjoint(heads[1]))


_UNIFIED = re.compile(rf"{NAME}(?:の|を|が|との|に|へ)?、?(?:統一|合わせ|そろえ|揃え)")


def _contracted(change: Change, cause: str) -> Iterator[Synonym]:
    """The one name of a room or an office and a shorter spelling of it, where callings are said to be made one."""
    swapped = _swapped(_names(change.before), _names(change.after)) if _UNIFIED.search(cause) else []
    if len(swapped) == 1 and not names_another(cause, change):
        short, full = sorted(swapped[0], key=len)
        if short[:2] == full[:2] and short[-1] == full[-1] and _left_out(short, full):
            yield Synonym(*swapped[0], STATEMENT, cause)


def _left_out(short: str, full: str) -> bool:
    """Whether one word within a name is all that a shorter one lacks, and the word tells no place or number."""
    at = next((at for at, (one, other) in enumerate(zip(short, full, strict=False)) if one != other), len(short))
    word = full[at : at + len(full) - len(short)]
    return short == full[:at] + full[at + len(word) :] and len(word) > 1 and not _APART.search(word)


_APART = re.compile("[東西南北上下前後内外新旧本支分副第予別隣]")
_ROLE = re.compile("(?:責任者|管理者)$")
_SITE = "場所|位置|所在|区画|部屋"
_INSIDE = r"(?:の?(?P<floor>(?:地下)?[0-9]+階))?(?:内?の|内)?[一-龠々ァ-ヺー]{1,10}[室庫]"


def _rooms(change: Change, cause: Cause) -> Iterator[Synonym]:
    """The one room in a house that is called otherwise, where it is called otherwise too, on no other floor."""
    for old, new in cause.pairs:
        sides = [
            {match[0]: match["floor"] for match in re.finditer(re.escape(name) + _INSIDE, key(text))}
            for name, text in ((old, change.before), (new, change.after))
        ]
        was, now = (next(iter(side.items()), ("", "")) for side in sides)
        if len(sides[0]) == len(sides[1]) == 1 and now[1] in (None, was[1]):
            ahead = re.search(rf"[一-龠]{{1,4}}(?={re.escape(was[0])})", key(change.before))
            yield Synonym(was[0], now[0], STATEMENT, cause.text)
            yield from (Synonym(ahead[0] + was[0], now[0], STATEMENT, cause.text),) if ahead else ()


def _renamed_document(before: str, after: str) -> list[tuple[str, str]]:
    """The one noun phrase that texts differ in, where both end in one word: 取扱いに関する特記事項, 取扱特記事項."""
    swapped = _swapped(_PIECE.split(before), _PIECE.split(after))
    if len(swapped) != 1 or not all(heads := [_PHRASE.match(each) for each in swapped[0]]):
        return []
    names = [each["name"] for each in heads if each]
    same = swapped[0][0][len(names[0]) :] == swapped[0][1][len(names[1]) :]
    return [(names[0], names[1])] if same and names[0][-_END:] == names[1][-_END:] else []


_END = 3
"""Letters of the word that both names end with."""
_PIECE = re.compile(r"[。、・]")
_PHRASE = re.compile(r"(?P<name>[^をがはに]{3,30}(?:に(?:関する|係る)[^をがはに]{2,20})?)(?=[をがはに])")
_NAMED = r"[^。、]{0,8}(?:名称|呼称|呼び[名方]|名)(?:の|を|が)?(?:変更|変わ|改)"
_KINDS = (
    (re.compile(rf"(?:{_LETTERS}|・){{2,20}}?システム(?![ァ-ヺー])"), re.compile(rf"システム{_NAMED}")),
    (re.compile(rf"{_LETTERS}{{2,20}}?(?:責任者|管理者)"), re.compile(rf"(?:役職|職|責任者|管理者){_NAMED}")),
)
_TITLE = re.compile(r"(?:題名|標題|名称)の?(?:改正|変更|修正|改め)")
_QUOTED = re.compile(r"「([^「」]{4,40})」")


def _kind(name: str) -> str:
    """What sort of office or building a name ends with."""
    return re.search(rf"{KIND}$", name)[0]  # type: ignore[index]


def _is_told(name: str, told: str) -> bool:
    """Whether a cause tells a name, with or without the office above it."""
    return name in told or told in name or told.lstrip(_KANA) in name


_KANA = "".join(map(chr, range(ord("ぁ"), ord("ゖ") + 1)))


def _names(text: str) -> list[str]:
    """Names of offices and rooms in the order of a text, each once; former ones in brackets left out."""
    found = (each for piece in _FORMER.sub("", text).split() for each in _NAME.findall(key(piece)))
    return list(dict.fromkeys(each for each in found if not _GENERIC.fullmatch(each)))


_FORMER = re.compile(r"[（(]旧[^（）()]*[)）]")
