"""What a person says caused a change: whether it leaves open that a handling began."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from piadiff.guideline.handling.places import NOT_OWN
from piadiff.guideline.language.contents import edits
from piadiff.guideline.statements.cause import MORE, causes_of, clauses_of
from piadiff.guideline.statements.names_only import names_another
from piadiff.guideline.vocabulary import Role
from piadiff.model import Change
from piadiff.text import key
from piadiff.text.cell import UNCHANGED
from piadiff.text.signs import CIRCLED

_AS_IT_IS = r"(?:現行|実態|実際|現状|従前|従来|既存)[^。]{0,12}(?:合わせ|あわせ|即し|沿|反映|踏まえ|基づ)"
_IS_SO = re.compile(_AS_IT_IS)
_AS_DONE = re.compile(
    rf"{_AS_IT_IS}|記載(?:内容)?[のを]?(?:適正化|正確化|漏れ|誤り|補足|整理|明確化|具体化|不足|見直)|補記|訂正|整合を"
)
"""How a change is told that may only write down what is done already."""
_MOVES = re.compile(r"移[しすっり設転行]|新設|増設")
_REORGANISED = re.compile(
    r"組織[^。、]{0,6}(?:改正|再編|改編|変更|見直し)|機構改革|所管替え"
    r"|[課部局係室門](?:を|の|が|から|に|へ)[^。]{0,12}?(?:統合|分割|再編|分離|独立|分かれ|分け|移管|引き?継)"
)
_BEGINS = re.compile(r"新た|初めて|はじめて|開始|始め|これまで[^。]{0,20}(?:のみ|だけ|なかった|おらず)")
_NONE = re.compile(r"(?:改正|再編|改編|変更|見直し|改革)(?:は|が|も)?(?:ない|なく|なし|行って?い?な)")


_DENIED = re.compile(r"(?:[わさかがまたなば]|(?<!な)ら|し)(?:な[いくかし]|ず)")
_ENDED = re.compile(r"廃止|終了|停止|やめ|不要|縮小|限定")
_DOINGS = re.compile(
    r"事務|制度|業務|事業(?!者)|調査|記録|入手|収集|取得|給付|手当|交付|提供|移転|連携|照会|利用|使用|取り?扱|届出|申請"
)
"""What an end of is an end of handling data; a house or a form ends for itself."""
_OPEN_YET = re.compile(r"記載|様式|文言|用語|表記|表現|欄|検討|予定|未定|見込")
"""Of writing, or not so yet: no end of a handling."""
_BY_LAW = re.compile(
    r"(?:(?<![方手用])法|条例|省令|政令|規則|法令|告示)[^。]{0,30}?(?:改正|制定|施行|公布|廃止|に基づ|に定め|の規定に|により|[条項号](?:が|の|を)、?(?:新たに)?(?:加え|追加|設け|新設|削))"
)
_UNCHANGED = re.compile(UNCHANGED)
_THINGS = {
    Role.PERSONS: "範囲|対象|記録する者",
    Role.RECORD_ITEMS: "項目|情報",
    Role.SOURCE: "入手|入手[元先]|情報|事務",
    Role.PURPOSE: "目的|使用|利用|事務",
    Role.USERS: "職員の範囲",
    Role.NUMBER_USE: "事務|利用",
    Role.LINKAGE: "照会|提供|情報",
    Role.OUTSOURCING: "委託|委託先|契約|業務|範囲|情報",
    Role.ADEQUACY: "措置|対策",
    Role.SUBCONTRACTING: "委託|業務|範囲",
    Role.PLACE: "場所|所在|区画|設置|部屋",
    **dict.fromkeys(
        (Role.TASK, Role.USE, Role.MATCHING, Role.ANALYSIS, Role.DECISION),
        "事務|業務|手順|手続|流れ|方法|使用|利用|突合|処理",
    ),
}
"""What each item tells of, in the words of its title on the form; measures are what their text says."""
_SETTLED = frozenset(
    {Role.TASK, Role.USE, Role.USERS, Role.OUTSOURCING, Role.SUBCONTRACTING, Role.PLACE, Role.ADEQUACY, Role.LINKAGE}
)
"""Items that tell how and where; whose data, which data and what for is what the item itself says."""
def ends(change: Change, statements: Iterable[str]) -> bool:
    """Whether one of the causes says that a handling, or what went with a change, is no more, or that a law changed."""
    sentences = (each for text in statements for each in _UNCHANGED.sub("", key(text)).split("。"))
    said = [each for each in sentences if not _OPEN_YET.search(each)]
    if any(_BY_LAW.search(each) or _DENIED.search(each) for each in said):
        return True
    ended = [each for each in said if _ENDED.search(each)]
    return any(_DOINGS.search(each) or any(word in each for word in _words(change, "lost")) for each in ended)


def _words(change: Change, side: str) -> list[str]:
    """Pairs of letters of the words that a change lost, or gained, by which a cause names one of them."""
    found = ("".join(token.text for token in getattr(edit, side)) for edit in edits(change.before, change.after))
    return [pair for text in found for word in _WORD.findall(text) for pair in map("".join, pairwise(word))]


_WORD = re.compile(r"[一-龠々ァ-ヺーa-z0-9]{2,}")


def by_law(statements: Iterable[str]) -> bool:
    """Whether one of the causes names a law as what brought the change about."""
    return any(_BY_LAW.search(key(text)) for text in statements)


def unchanged(change: Change, role: Role, statements: Iterable[str]) -> str:
    """What a cause says of what an item tells of, where that is that it stays as it was.

    Returns:
        The words of the cause; "" where none says so, or where the figures of the item, its days aside, say otherwise.
    """
    things, causes = _THINGS.get(role), causes_of(statements)
    if things is None or not causes:
        return ""
    if role is not Role.OUTSOURCING and _figures(change.before) != _figures(change.after):
        return ""
    if role is Role.PLACE and _goes_elsewhere(change):
        return ""
    known = key(change.before + change.after)
    for each in causes:
        still = each.keeps(things, known)
        named = (each.renames or each.pairs) and not _NOT_MOVED.search(still)
        if still and not (named and names_another(each.text, change)):
            return still
    return ""


_NOT_MOVED = re.compile(r"移[設転動]")
_BEGUN = re.compile(
    r"(?:新たに|初めて|はじめて)[^。]*(?:始め|開始|行う|行い|提供|照会|利用|使用|記録|連携|保管|委託)"
    r"|(?:を|から)(?:始める|開始する)|(?:へ|に)[^。]{0,12}(?:移設|移転|移管)する|(?:へ|に)移す"
    r"|(?:提供|照会|利用|使用|記録|連携|保管|委託|登録)を(?:始め|開始し)、[^。]*こととし"
    r"|も[^。、も]*(?:対象|範囲)に(?:加え|含め)(?:る|た)"
)
_PUBLISHED = re.compile(r"公表|提出|予定の?(?:どおり|とおり|通り)|計画の?(?:どおり|とおり|通り)|済")
_BEFORE = re.compile(
    r"(?:従前|従来|以前)(?:から|より)[^。]*?(?:て(?:い(?!な)|お|き)|でい(?!な)|ある|あり)|既に[^。]*?(?:て(?:い(?!な)|お|き)|済)"
)
_EXPLAINS = re.compile(r"説明|補足|補記|注記|明確|具体|例示|例の|明記|明示|詳細|書き添え|付記|追記")


_MOVED = re.compile(
    rf"(?:(?P<address>(?:[Ⅰ-Ⅵ][-Ⅰ-Ⅵ0-9{CIRCLED}リスク()]*|別添\d?))(?:の欄)?|(?:他|別|ほか)の(?:項目|欄)"
    r"|(?:「(?P<quoted>[^「」]{2,30})」|(?P<title>[一-龠ァ-ヺの・]{2,20}?))の?(?:欄|項目))"
    r"(?:に|へ)[^。]{0,8}(?:移[しす]|移動|移記|転記|集約|統合|まとめ)"
)


def moved(statements: Iterable[str]) -> bool:
    """Whether a cause says that what stood in the item stands in another one now."""
    return any(map(_MOVED.search, map(key, statements)))


def moved_to(statements: Iterable[str]) -> Callable[[str], bool]:
    """What says of an address whether a cause means it by where something was moved; any where it names none."""
    found = [each for text in map(key, statements) for each in _MOVED.finditer(text)]

    def is_meant(path: str) -> bool:
        return any(_is_at(key(path), each["address"] or "", each["quoted"] or each["title"] or "") for each in found)

    return is_meant


def _is_at(path: str, address: str, title: str) -> bool:
    return title in path and f"{path}-".startswith(address) and not re.match(r"\d", path[len(address) :])


def settles(role: Role) -> bool:
    """Whether what a person says of an item that it stays may be all there is to say of it."""
    return role in _SETTLED


def begun(statements: Iterable[str]) -> bool:
    """Whether a cause says outright that something begins, and not that it was published before."""
    return any(_BEGUN.search(text) and not _PUBLISHED.search(text) for text in map(key, statements))


def done_before(change: Change, statements: Iterable[str]) -> str:
    """What a cause says of words that came and took none away: that they explain what is done already; "" else.

    It names what came, or says that it explains what it tells of; any other clause would be a thing of its own.
    """
    told = [clause for text in statements for clause in clauses_of(key(text))]
    if not any(map(_BEFORE.search, told)) or any(edit.lost for edit in edits(change.before, change.after)):
        return ""
    if any(map(MORE.search, told)) or not any(map(_EXPLAINS.search, told)):
        return ""
    came, found = _words(change, "gained"), ""
    for clause, following in zip(told, [*told[1:], ""], strict=True):
        before = _BEFORE.search(clause)
        explains = _EXPLAINS.search(clause, before.end() if before else 0)
        named = _IS_DONE.search(clause) and (following.startswith("その") or any(word in clause for word in came))
        otherwise = _ELSEWHERE.search(clause) or ("禁止" in clause and "禁止" not in change.after)
        if (before and otherwise) or not (explains or (before and named)):
            return ""
        found = found or (before[0] if before else "")
    return found


_IS_DONE = re.compile(r"て(?:いる|います|いた|おり|きた)(?:もの)?(?:である)?$")
_ELSEWHERE = re.compile(r"[^ぁ-ん]では|他の|別の|(?:廃止|終了|停止)して")
"""Done by others, or no longer done."""


def _goes_elsewhere(change: Change) -> bool:
    """Whether a place came beside the others, or one that is not the house's own, whatever is said of it."""
    old, new = (set(NOT_OWN.findall(key(text))) for text in (change.before, change.after))
    sites = [_SITE.findall(key(text)) for text in (change.before, change.after)]
    joined = [len(_JOINED.findall(text)) for text in (change.before, change.after)]
    return bool(new - old) or sites[0] != sites[1] or joined[0] < joined[1]


_JOINED = re.compile("及び|並びに|又は")
_SITE = re.compile(r"支所|支店|出張所|分庁|分室|連絡所|支局")
"""Sites apart from the main house."""


def _figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", _DAYS.sub("", key(text))))


_DAYS = re.compile(r"\d+(?:年度?|月|日)")


def leaves_open(statements: Iterable[str], role: Role) -> bool:
    """Whether one of the causes may be all there is to a change that reads as a wider scope; none says it began."""
    said = [key(text) for text in statements]
    if any(_BEGINS.search(text) for text in said):
        return False
    if role is Role.PLACE:
        return any(map(_IS_SO.search, said)) and not any(map(_MOVES.search, said))
    moved = role is Role.USERS and any(_REORGANISED.search(text) and not _NONE.search(text) for text in said)
    return moved or any(_AS_DONE.search(text) for text in said)
