"""Names of offices and rooms that stand for others where a person says that only names changed, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from piadiff.guideline.places import NOT_OWN
from piadiff.guideline.renamings import reformed
from piadiff.guideline.synonyms import STATEMENT, Synonym
from piadiff.guideline.vocabulary import Role
from piadiff.model import Change
from piadiff.text import key
from piadiff.text.cell import STAYS

_KIND = r"(?:部局|[部局課係室班館棟]|庁舎|センター?|[府省庁])"
_NAMES = re.compile(
    rf"(?:名称|呼称|(?:組織|機関|施設|部署|{_KIND})の?名)(?:の|を|が[^、。]{{2,20}}に)?(?:変更|修正|改|読替|読み替)"
    rf"|(?:名称|呼称|{_KIND}名)が(?:変わ|変更|改ま)|改称|改名"
)
_SAME = re.compile(
    r"(?:事務|業務|所掌|分掌|職務|職員|担当|取扱い?|取り扱う|情報|場所|区画|流れ)[^。、]*?"
    rf"{STAYS}"
)
_MORE = re.compile(
    r"拡|増|広[げが]|加え|加わ|追加|新た|併せて|統合|分割|分離|廃止|兼ね|除[きくい]|一部|ほか|以外|のみ|だけ|限|予定|検討"
    r"|[名称](?:の?(?:変更|修正))?(?:で|では|は|が)な|大きく|委託|民間|外部"
)
_MOVED = re.compile(r"移[しすっりる転設]|新設|別の")
_WORD_IN_KANA = r"(?![はがをにでとへもの]|から|より|まで|また|および|ならびに|など)[ぁ-ん]{2,4}(?=[一-龠ァ-ヺ])"
"""A word of an office's name in kana, こども or くらし; no particle and no conjunction."""
_INNER = rf"(?<=[一-龠])[いえきけてみめり](?=[一-龠ァ-ヺ])|(?<=[部局庁課]){_WORD_IN_KANA}"
"""Kana inside a name: an ending as in 子育て支援課, a word behind the office above."""
_LETTERS = rf"(?:{_WORD_IN_KANA})?(?:[一-龠々ァ-ヺーA-Za-z]|{_INNER})"
_NAME = re.compile(rf"{_LETTERS}{{1,30}}?{_KIND}(?![一-龠々ァ-ヺー名]|{_INNER})")
_TOLD = re.compile(
    rf"(?:{_LETTERS}{{2,30}}?{_KIND}|[一-龠][館棟])(?=[はがをにのへと、。()→」]|から|より|設置|発足|創設|$)"
)
_GENERIC = re.compile(rf"(?:各|当該|担当|関係|所管|他の?)?{_KIND}|窓口|場所|事務所")


def names_only(change: Change, statements: Iterable[str], role: Role) -> Iterator[Synonym]:
    """Names on both sides that stand for one another, one for one and in their order."""
    statements = list(statements)
    for statement in statements:
        yield from reformed(statement, role)
    said = [key(text) for text in statements]
    if not any(_MORE.search(text) for text in said):
        yield from _titles(change, said)
        yield from _systems(change, said)
    same = role not in (Role.USERS, Role.PLACE)
    cause = next((text for text in said if _NAMES.search(text) and (same or _SAME.search(text))), "")
    if not cause or any(_MORE.search(text) for text in said) or not change.before or not change.after:
        return
    if role is Role.PLACE and _MOVED.search(cause):
        return
    old, new = _names(change.before), _names(change.after)
    gone, came = [each for each in old if each not in new], [each for each in new if each not in old]
    if len(gone) != len(came):
        return
    told = _told(cause)
    moved = [each for each in told if not any(_is_told(name, each) for name in old if name in new)]
    for was, now in zip(gone, came, strict=True):
        if role is Role.PLACE and NOT_OWN.search(now) and not NOT_OWN.search(was):
            continue
        sides = [[_is_told(name, each) for each in moved] for name in (was, now)]
        alone = len(gone) == 1 and any(map(any, sides)) and (any(map(all, sides)) or _kind(was) == _kind(now))
        if all(map(any, sides)) or alone or (not told and was[-1] == now[-1]):
            yield Synonym(was, now, STATEMENT, cause)


_VERB_AHEAD = re.compile(r"^.*[いりてけえ](?=各|当該|担当|関係|所管|他の?)")


def _told(cause: str) -> list[str]:
    return [each for each in _TOLD.findall(cause) if not _GENERIC.fullmatch(_VERB_AHEAD.sub("", each))]


def names_another(cause: str, change: Change) -> bool:
    """Whether a cause tells of the new name of an office or a house that stands on neither side of a change."""
    known = key(change.before + change.after)
    renames = _NAMES.search(cause) or "→" in cause
    return bool(renames) and any(each not in known for each in _told(cause))


def _titles(change: Change, said: Iterable[str]) -> Iterator[Synonym]:
    """Titles in quotation marks that stand for others where a cause says that a title changed, and no content."""
    cause = next((text for text in said if _TITLE.search(text) and _SAME_CONTENT.search(text)), "")
    if not cause:
        return
    old, new = (_QUOTED.findall(key(text)) for text in (change.before, change.after))
    gone, came = [each for each in old if each not in new], [each for each in new if each not in old]
    if not gone and not came and (pair := _renamed_document(key(change.before), key(change.after))):
        yield Synonym(*pair, STATEMENT, cause)
    if len(gone) == len(came):
        yield from (Synonym(was, now, STATEMENT, cause) for was, now in zip(gone, came, strict=True))


def _systems(change: Change, said: Iterable[str]) -> Iterator[Synonym]:
    """Names of systems that stand for others where a cause tells of a new name, and nothing of a new system."""
    cause = next((text for text in said if _SYSTEM_NAMED.search(text) and not _ANOTHER_SYSTEM.search(text)), "")
    if not cause:
        return
    old, new = (list(dict.fromkeys(_SYSTEM.findall(key(text)))) for text in (change.before, change.after))
    gone, came = [each for each in old if each not in new], [each for each in new if each not in old]
    if len(gone) == len(came) and not any(map(NOT_OWN.search, came)):
        yield from (Synonym(was, now, STATEMENT, cause) for was, now in zip(gone, came, strict=True))


def _renamed_document(before: str, after: str) -> tuple[str, str] | None:
    """The one noun phrase that texts differ in, where both end in one word: 取扱いに関する特記事項, 取扱特記事項."""
    lines = [[line for line in _PIECE.split(text) if line] for text in (before, after)]
    gone, came = ([each for each in side if each not in other] for side, other in (lines, lines[::-1]))
    if len(gone) != 1 or len(came) != 1:
        return None
    heads = [_PHRASE.match(each) for each in (gone[0], came[0])]
    if not all(heads):
        return None
    names = [each["name"] for each in heads if each]
    same = gone[0][len(names[0]) :] == came[0][len(names[1]) :]
    return (names[0], names[1]) if same and names[0][-_END:] == names[1][-_END:] else None


_END = 3
"""Letters of the word that both names end with."""
_PIECE = re.compile(r"[。、・]")
_PHRASE = re.compile(r"(?P<name>[^をがはに]{3,30}(?:に(?:関する|係る)[^をがはに]{2,20})?)(?=[をがはに])")
_SYSTEM = re.compile(r"[一-龠々ァ-ヺー・A-Za-z]{2,20}?システム(?![ァ-ヺー])")
_SYSTEM_NAMED = re.compile(r"システム[^。、]{0,8}(?:名称|呼称|名)(?:の|を|が)?(?:変更|変わ|改)")
_ANOTHER_SYSTEM = re.compile(r"移行|更新|入れ?替|切り?替|刷新|構築|標準|クラウド|導入|移設|委託")
_TITLE = re.compile(r"(?:題名|標題|名称)の?(?:改正|変更|修正|改め)")
_SAME_CONTENT = re.compile(rf"内容[^。、]*?{STAYS}")
_QUOTED = re.compile(r"「([^「」]{4,40})」")


def _kind(name: str) -> str:
    """What sort of office or building a name ends with."""
    return re.search(rf"{_KIND}$", name)[0]  # type: ignore[index]


def _is_told(name: str, told: str) -> bool:
    """Whether a cause tells a name, with or without the office above it."""
    return name in told or told in name or told.lstrip(_KANA) in name


_KANA = "".join(map(chr, range(ord("ぁ"), ord("ゖ") + 1)))


def _names(text: str) -> list[str]:
    """Names of offices and rooms in the order of a text, each once; former ones in brackets left out."""
    found = (each for piece in _FORMER.sub("", text).split() for each in _NAME.findall(key(piece)))
    return list(dict.fromkeys(each for each in found if not _GENERIC.fullmatch(each)))


_FORMER = re.compile(r"[（(]旧[^（）()]*[)）]")
