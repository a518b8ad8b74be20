"""Facets of a change, read with the role of its item in mind → signals and the words that gave them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from piadiff.guideline.nouns import new_names
from piadiff.guideline.substance import told_only_in
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Action, Change, Facet, FacetKind
from piadiff.text import key

Signals = dict[Signal, tuple[str, ...]]

SCOPE = frozenset(
    {Role.PERSONS, Role.RECORD_ITEMS, Role.SOURCE, Role.PURPOSE, Role.USERS, Role.USE, Role.MATCHING, Role.ANALYSIS,
     Role.DECISION, Role.TASK, Role.NUMBER_USE, Role.LINKAGE, Role.OUTSOURCING, Role.PLACE, Role.FILE_KIND}
)  # fmt: skip
_HEADING = re.compile(r"[＜<【]\s*([^＞>】\n]{2,40}?)(?:における|の)?(?:措置|対策|場合)?\s*[＞>】]")
_YES_NO = {
    "委託する": (Signal.STARTED, Signal.STOPPED),
    "再委託する": (Signal.STARTED, Signal.STOPPED),
    "実施する": (Signal.STARTED, Signal.STOPPED),
    "発生あり": (Signal.STARTED, Signal.STOPPED),
    "行っている": (Signal.AFFIRMED, Signal.DENIED),
    "定めている": (Signal.AFFIRMED, Signal.DENIED),
    "制限している": (Signal.AFFIRMED, Signal.DENIED),
    "記録を残している": (Signal.AFFIRMED, Signal.DENIED),
    "保管している": (Signal.STARTED, Signal.STOPPED),
}
_NONE_OF_IT = "再委託していない"
"""An option of a scale of measures that says there is nothing to take measures for."""
_EXCLUDING = frozenset(
    {
        "委託しない",
        "提供・移転しない",
        "接続しない（入手）",
        "接続しない（提供）",
        "行っていない",
        "人手を介在させる作業はない",
    }
)
_SHORTER_IS_STRONGER = re.compile(
    r"(?:年|月|週|日|時間|分)(?:に|ごと|毎)|毎|以内|経過|ログアウト|ロック|見直|点検|監査|更新|変更する|確認"
)
_JOINED = re.compile(
    r"^(?:又は|または|及び|および|並びに|若しくは|、|・)|(?:又は|または|及び|および|並びに|若しくは|、|・|と)$"
)
_KEPT_RECORD = re.compile(
    r"(?:ログ|記録|証跡|履歴)[^。]{0,20}(?:保存|保管)|(?:保存|保管)[^。]{0,10}(?:ログ|記録|証跡|履歴)"
)
_STRENGTH = re.compile(
    r"暗号|認証|施錠|監視|記録|ログ|点検|監査|研修|審査|確認|制限|禁止|廃棄|消去|全員|全職員|全て|すべて|必ず|常に|複数|二人|2人|ダブルチェック|生体|専用線|遮断|要素|暗証|パスワード|鍵|錠|立ち会|立会|照合|匿名|仮名|分離|マスク|許可|権限|承認"
)
_OR = re.compile("又は|または|若しくは|もしくは|あるいは|か")
_HEDGE = re.compile(
    r"原則|必要に応じ|可能な限り|可能な範囲|できる限り|できるだけ|努め|場合により|場合によって|おおむね|概ね|適宜"
)


_NOT_DONE = re.compile(r"該当(?:なし|無し|しない)|行わない|行っていない|実施しない|しない。?$|^なし|^無し|^[-－―]*$")
_ON_OR_OFF = frozenset({Role.ANALYSIS, Role.DECISION})


def _turned(change: Change, role: Role) -> Signal | None:
    """Whether a processing that the form asks about as such begins or ends with this change."""
    before, after = (bool(_NOT_DONE.search(text.strip())) for text in (change.before, change.after))
    if role not in _ON_OR_OFF or before == after:
        return None
    return Signal.WIDENED if before else Signal.NARROWED


_NUMBERED_SYSTEM = re.compile(r"システム\d+")


def signals_of(change: Change, role: Role) -> Signals:
    """Every signal of a change with the words that gave it."""
    turned = _turned(change, role)
    if turned is not None:
        return {turned: (f"{change.before[:30]}→{change.after[:30]}",)}
    found: dict[Signal, list[str]] = {}
    for facet in change.facets:
        for signal in _of_facet(facet, change, role):
            found.setdefault(signal, []).append(_words(facet))
    if change.notation:
        found.setdefault(Signal.FORM, []).append("")
    if change.action in (Action.MOVED, Action.MOVED_CHANGED):
        found.setdefault(Signal.MOVED, []).append(f"{change.old_path}→{change.path}")
    if change.action is Action.ADDED and not change.before:
        found.setdefault(Signal.ITEM_FILLED, []).append(change.after[:30])
    if change.action is Action.REMOVED and not change.after:
        found.setdefault(Signal.ITEM_EMPTIED, []).append(change.before[:30])
    for heading in _new_headings(change):
        found.setdefault(Signal.NEW_HANDLING, []).append(heading)
    if role is Role.SYSTEM and change.action is Action.ADDED and _NUMBERED_SYSTEM.fullmatch(change.path.parts[-1]):
        found.setdefault(Signal.SYSTEM_ADDED, []).append(change.after[:30])
    if not found:
        found[Signal.UNCLEAR] = [change.after[:30] or change.before[:30]]
    return {signal: tuple(dict.fromkeys(filter(None, words))) for signal, words in found.items()}


def _words(facet: Facet) -> str:
    if facet.before and facet.after:
        return f"{facet.before[:30]}→{facet.after[:30]}"
    return (facet.after or facet.before)[:40]


def _new_headings(change: Change) -> list[str]:
    """Places or parties that a heading ＜…における措置＞ names for the first time."""
    if not change.before and change.action is not Action.ADDED:
        return []
    old = {key(name) for name in _HEADING.findall(change.before)}
    new = [name for name in _HEADING.findall(change.after) if key(name) not in old]
    return [name for name in new if old or new_names(change.before, name)]


_FIXED: dict[FacetKind, Signal] = {
    FacetKind.NOTATION: Signal.FORM,
    FacetKind.DATE: Signal.DATE,
    FacetKind.REFERENCE_DATE: Signal.DATE,
    FacetKind.CONTACT: Signal.ORGANISATION,
    FacetKind.ABBREVIATION: Signal.GLOSS,
    FacetKind.RENUMBERED: Signal.RENUMBERED,
    FacetKind.REORDERED: Signal.RENUMBERED,
    FacetKind.PLAN_TO_FACT: Signal.PLAN_TO_FACT,
    FacetKind.FACT_TO_PLAN: Signal.FACT_TO_PLAN,
    FacetKind.SYSTEM_ADDED: Signal.SYSTEM_ADDED,
    FacetKind.SYSTEM_REMOVED: Signal.SYSTEM_REMOVED,
    FacetKind.SYSTEM_RENAMED: Signal.RENAMED,
    FacetKind.CLOUD_ADDED: Signal.CLOUD_ADDED,
    FacetKind.CLOUD_REMOVED: Signal.CLOUD_REMOVED,
}


def _of_facet(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    if facet.kind in _FIXED:
        yield _FIXED[facet.kind]
        return
    reader = _READERS.get(facet.kind)
    if reader is not None:
        yield from reader(facet, change, role)
    elif facet.kind is not FacetKind.ELIDED:
        yield Signal.UNCLEAR


def _citation(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """Where the authority is the content (個人番号の利用), one without a predecessor widens or narrows."""
    if role is Role.NUMBER_USE and not facet.before and not _reworded(facet.after, change.before):
        yield Signal.CITATION_ADDED
    elif role is Role.NUMBER_USE and not facet.after and not _reworded(facet.before, change.after):
        yield Signal.CITATION_REMOVED
    elif role in (Role.NUMBER_USE, Role.LINKAGE) and _MORE_NUMBERS.fullmatch(_tail(facet)):
        yield Signal.CITATION_ADDED if role is Role.NUMBER_USE else Signal.NUMBERS_ADDED
    else:
        yield Signal.CITATION


_MORE_NUMBERS = re.compile(r"(?:[、,・及び並びに]*(?:第?\d+(?:の\d+)*(?:の?項)?))+(?:に規定する事務|に定める事務)?")


def _tail(facet: Facet) -> str:
    """What a citation says behind the words it said before."""
    before, after = (unicodedata.normalize("NFKC", key(text)) for text in (facet.before, facet.after))
    return after[len(before) :] if before and after.startswith(before) else ""


def _item_numbers(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """項番 that came without any going, in a table that stays, may stand for one more 事務 or 連携."""
    only_more = not any(
        other.kind is FacetKind.ITEM_NUMBER_REMOVED or (other.kind is FacetKind.CITATION and other.before)
        for other in change.facets
    )
    if facet.kind is FacetKind.ITEM_NUMBER_ADDED and only_more and role in (Role.NUMBER_USE, Role.LINKAGE):
        yield Signal.CITATION_ADDED if role is Role.NUMBER_USE else Signal.NUMBERS_ADDED
    else:
        yield Signal.CITATION


def _reworded(citation: str, other: str) -> bool:
    """Whether the other side names the same law."""
    law = re.match(r"[^第\d別（(]{2,}", unicodedata.normalize("NFKC", citation))
    return bool(law and law[0].strip("・") in unicodedata.normalize("NFKC", other))


_LISTS = frozenset({Role.PERSONS, Role.RECORD_ITEMS, Role.SOURCE, Role.PURPOSE, Role.USERS})
"""Items that list who, what or what for: one more entry is a wider scope."""


def _organisation(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """A name for a name is a reorganisation; one more, with the old ones still there, is one more party."""
    before, after = key(facet.before), key(facet.after)
    if role not in SCOPE:
        yield Signal.ORGANISATION
    elif after and (not before or before in key(change.after)) and told_only_in(facet.after, change.before):
        yield from _party_added(role)
    elif before and (not after or after in key(change.before)) and told_only_in(facet.before, change.after):
        yield Signal.REWRITTEN if role is Role.PLACE else Signal.NARROWED
    elif role is Role.PLACE and told_only_in(facet.after, change.before):
        yield Signal.NEW_HANDLING if new_names(change.before, facet.after, data=False) else Signal.REWRITTEN
    else:
        yield Signal.ORGANISATION


def _party_added(role: Role) -> Iterator[Signal]:
    if role is Role.PLACE:
        yield Signal.NEW_HANDLING
    elif role in _LISTS:
        yield Signal.WIDENED
    else:
        yield Signal.SUPPLEMENTED


def _choice(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    if _NONE_OF_IT in (facet.before, facet.after):
        yield Signal.STARTED if facet.before == _NONE_OF_IT else Signal.STOPPED
        return
    for option, (started, stopped) in _YES_NO.items():
        if facet.after == option:
            yield started
            return
        if facet.before == option:
            yield stopped
            return
    if facet.after == "未定":
        yield Signal.LEFT_OPEN
    elif (
        facet.after.startswith(("課題が残されている", "十分に")) and facet.after.endswith("いない")
    ) or facet.after.startswith("課題"):
        yield Signal.GRADE_INSUFFICIENT
    elif role in (Role.HEADCOUNT, Role.HANDLERS, Role.PERSON_COUNT, Role.USER_COUNT, Role.OUTSOURCING_DETAIL):
        yield Signal.COUNT_DOWN if facet.kind is FacetKind.CHOICE_UP else Signal.COUNT_UP
    elif role in (Role.MEASURE, Role.ADEQUACY):
        yield Signal.GRADE_LOWERED if facet.kind is FacetKind.CHOICE_DOWN else Signal.GRADE_RAISED
    else:
        yield Signal.OPTION_CHANGED


def _box(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    ticked = facet.kind is FacetKind.BOX_TICKED
    option = facet.after or facet.before
    if option in _EXCLUDING:
        yield Signal.STOPPED if ticked else Signal.STARTED
    elif role in (Role.RECORD_ITEMS, Role.SOURCE):
        yield Signal.WIDENED if ticked else Signal.NARROWED
    elif role is Role.MEASURE:
        yield Signal.STRENGTHENED if ticked else Signal.WEAKENED
    else:
        yield Signal.OPTION_CHANGED


def _exception(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    added = facet.kind in (FacetKind.EXCEPTION_ADDED, FacetKind.INCLUSION_REMOVED)
    if role is Role.MEASURE:
        added = not added if facet.kind in (FacetKind.EXCEPTION_ADDED, FacetKind.EXCEPTION_REMOVED) else added
        yield Signal.WEAKENED if added else Signal.STRENGTHENED
    elif facet.kind is FacetKind.INCLUSION_ADDED and key(facet.after) in {"等", "など"}:
        yield Signal.VAGUE
    elif facet.kind is FacetKind.INCLUSION_ADDED and len(facet.after) > 20:
        yield from _added_text(facet, change, role)
    else:
        yield Signal.NARROWED if added else Signal.WIDENED


def _negation(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    yield Signal.DENIED if role is Role.MEASURE else Signal.REWRITTEN


def _number(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    before, after = (_figure(text) for text in (facet.before, facet.after))
    often = _oftener(change)
    if role is not Role.MEASURE:
        yield Signal.NUMBER_UNCLEAR if role in SCOPE else Signal.OPTION_CHANGED
    elif often is not None:
        yield Signal.STRENGTHENED if often else Signal.WEAKENED
    elif (before is None) != (after is None) and _HEADS.search(facet.before + facet.after):
        yield Signal.STRENGTHENED if before is None else Signal.WEAKENED
    elif before is None or after is None:
        yield Signal.NUMBER_UNCLEAR
    elif _KEPT_RECORD.search(change.after) or _MORE_IS_STRONGER.search(f"{facet.before}{facet.after}"):
        yield Signal.STRENGTHENED if after > before else Signal.WEAKENED
    elif _SHORTER_IS_STRONGER.search(change.after):
        yield Signal.STRENGTHENED if after < before else Signal.WEAKENED
    else:
        yield Signal.NUMBER_UNCLEAR


_MORE_IS_STRONGER = re.compile(r"(?:年|月|週|日)に?\s*[0-9０-９一二三四五六七八九十]*\s*回|人|名|桁|文字|重")
_FREQUENCY = re.compile(
    r"(?:(?P<every>\d{0,2})(?P<unit>か月|ヶ月|カ月|年度?|月|週間?|日)(?:に|ごとに|毎に)?(?P<times>\d{1,3})回|(?P<word>毎(?:年度?|月|週|日)))"
)
_ON_OCCASION = re.compile(r"都度|随時|常時|常に|リアルタイム")
_DAYS = {
    "年": 365.0,
    "年度": 365.0,
    "月": 30.0,
    "か月": 30.0,
    "ヶ月": 30.0,
    "カ月": 30.0,
    "週": 7.0,
    "週間": 7.0,
    "日": 1.0,
}


def _frequencies(text: str) -> list[float]:
    """How often a year things are done that a text gives a frequency for."""
    found = _FREQUENCY.finditer(unicodedata.normalize("NFKC", text))
    return [
        365 / _DAYS[match["word"][1:]]
        if match["word"]
        else 365 * int(match["times"]) / (_DAYS[match["unit"]] * int(match["every"] or 1))
        for match in found
    ]


def _oftener(change: Change) -> bool | None:
    """Whether the one frequency of a text went up; None when there is none, more than one, or no difference."""
    before, after = _frequencies(change.before), _frequencies(change.after)
    if len(before) != 1 or len(after) != 1 or before == after:
        return None
    return after > before


_HEADS = re.compile(r"[2-9２-９二三四五]\s*(?:人|名|重|要素|段階)")
_PERIODS = {"毎日": 1.0, "毎週": 7.0, "毎月": 30.0, "毎年度": 365.0, "毎年": 365.0}
_UNITS = {
    "分": 1 / 1440,
    "時間": 1 / 24,
    "日": 1.0,
    "営業日": 1.0,
    "週": 7.0,
    "か月": 30.0,
    "ヶ月": 30.0,
    "カ月": 30.0,
    "月": 30.0,
    "年": 365.0,
}


def _figure(text: str) -> float | None:
    """The size of a number with its unit; periods in days."""
    plain = unicodedata.normalize("NFKC", text)
    for word, days in _PERIODS.items():
        if word in plain:
            return days
    match = re.search(r"(\d+(?:\.\d+)?)\s*(営業日|か月|ヶ月|カ月|時間|分|日|週|月|年)?", plain)
    if not match:
        return None
    return float(match[1]) * _UNITS.get(match[2] or "", 1.0)


_LIST_MARK = re.compile(
    r"^\s*(?:[①-⑳㉑-㊿・･●■◆○◎]|[(（][0-9０-９一二三四五六七八九十ア-ン]{1,2}[)）]|[0-9０-９]{1,2}[.．、)）　 ])"
)


def _added_text(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    names = new_names(change.before, facet.after, data=role is not Role.PLACE)
    substance = told_only_in(facet.after, change.before)
    if role in (Role.MEASURE, Role.RETENTION):
        yield Signal.MEASURE_ADDED
    elif role is Role.NUMBER_USE:
        yield Signal.CITATION_ADDED
    elif role is Role.PLACE:
        yield Signal.NEW_HANDLING if names else Signal.SUPPLEMENTED if substance else Signal.ELABORATED
    elif role not in SCOPE:
        yield Signal.ELABORATED
    elif names or role in (Role.PERSONS, Role.PURPOSE):
        yield Signal.WIDENED
    elif substance:
        listed = role in _LISTS or _LIST_MARK.match(facet.after)
        yield Signal.WIDENED if listed else Signal.SUPPLEMENTED
    else:
        yield Signal.RESTATED


def _removed_text(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    if role is Role.MEASURE:
        yield Signal.MEASURE_REMOVED
    elif role in SCOPE:
        yield Signal.HANDLING_ENDED if new_names(change.after, facet.before) else Signal.RESTATED
    else:
        yield Signal.RESTATED


def _rest(facet: Facet) -> Facet:
    """A replacement that only adds words to the old ones, or drops some of them, as that addition or removal."""
    before, after = facet.before, facet.after
    if not before or not after:
        return facet
    for old, new, side in ((before, after, "after"), (after, before, "before")):
        rest = new[len(old) :] if new.startswith(old) else new[: -len(old)] if new.endswith(old) else ""
        if rest:
            return Facet(facet.kind, **{side: rest})
    return facet


def _words_changed(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    facet = _rest(facet)
    joined = _is_joined(facet, change)
    names = new_names(change.before, facet.after, data=role is not Role.PLACE)
    if role is Role.MEASURE:
        yield from _measure_words(facet, change)
    elif role not in SCOPE:
        yield Signal.RESTATED
    elif role is Role.PLACE and names:
        yield Signal.NEW_HANDLING
    elif role in (Role.USE, Role.MATCHING) or (role is Role.TASK and joined):
        yield from _use_words(facet, change, names, joined=joined)
    else:
        yield from _scope_words(facet, change, role, names, joined=joined)


def _is_joined(facet: Facet, change: Change) -> bool:
    """Whether words are one more entry of an enumeration: a joiner stands in them or beside them."""
    words, text = key(facet.after), key(change.after)
    at = text.find(words) if words else -1
    beside = at >= 0 and (_JOINED.search(text[:at][-4:]) or _JOINED.search(text[at + len(words) :][:4]))
    return bool(_JOINED.search(words) or (words and not facet.before and beside))


def _use_words(facet: Facet, change: Change, names: tuple[str, ...], *, joined: bool) -> Iterator[Signal]:
    if names and joined:
        yield Signal.KEY_ADDED if _is_key(facet.after) else Signal.ROUTE_ADDED
    elif names:
        yield Signal.REWRITTEN
    elif told_only_in(facet.after, change.before):
        yield Signal.REWRITTEN if facet.before else Signal.SUPPLEMENTED
    else:
        yield Signal.RESTATED


def _is_key(text: str) -> bool:
    return bool(re.search(r"番号|コード|情報|氏名|住所|生年月日", text))


def _scope_words(facet: Facet, change: Change, role: Role, names: tuple[str, ...], *, joined: bool) -> Iterator[Signal]:
    substance = bool(names or told_only_in(facet.after, change.before))
    if not facet.after:
        limits = re.search(r"限|のみ|だけ|当該|必要な", facet.before)
        ended = _JOINED.search(key(facet.before))
        yield Signal.WIDENED if limits else (Signal.NARROWED if ended else Signal.RESTATED)
    elif not facet.before and (joined or names):
        yield Signal.WIDENED
    elif not substance:
        yield Signal.RESTATED
    elif not facet.before or (role is Role.PERSONS and any(f.kind is FacetKind.EXCEPTION_ADDED for f in change.facets)):
        yield Signal.ELABORATED
    else:
        yield Signal.REWRITTEN


def _measure_words(facet: Facet, change: Change) -> Iterator[Signal]:
    """Words of a measure: strong ones that came or went, hedges the other way round, and what is no longer told."""
    gained, lost = _strong(facet.after) - _strong(facet.before), _strong(facet.before) - _strong(facet.after)
    hedged, firm = bool(_HEDGE.search(facet.after)), bool(_HEDGE.search(facet.before))
    told = told_only_in(facet.after, change.before)
    if hedged != firm:
        yield Signal.WEAKENED if hedged else Signal.STRENGTHENED
    elif bool(gained) != bool(lost):
        yield Signal.STRENGTHENED if gained else Signal.WEAKENED
    elif told_only_in(facet.before, change.after) or (told and _OR.match(key(facet.after))):
        yield Signal.MEASURE_EXCHANGED
    else:
        yield Signal.MEASURE_ADDED if told else Signal.RESTATED


def _strong(text: str) -> frozenset[str]:
    return frozenset(_STRENGTH.findall(text))


def _measure(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    if role is Role.PLACE and facet.after:
        named = new_names(change.before, facet.after, data=False)
        yield Signal.NEW_HANDLING if named else Signal.REWRITTEN if facet.before else Signal.ELABORATED
        return
    yield {
        FacetKind.MEASURE_ADDED: Signal.MEASURE_ADDED,
        FacetKind.MEASURE_REMOVED: Signal.MEASURE_REMOVED,
        FacetKind.MEASURE_REPLACED: Signal.MEASURE_EXCHANGED,
    }[facet.kind]


def _term(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    before, after = key(facet.before), key(facet.after)
    if role is Role.MEASURE:
        yield from _measure_term(facet, change)
    elif role in SCOPE and after in before:
        yield Signal.REWRITTEN
    elif role is Role.PLACE and new_names(change.before, facet.after, data=False):
        yield Signal.NEW_HANDLING
    elif role is Role.PLACE and new_names(change.after, facet.before, data=False):
        yield Signal.REWRITTEN
    else:
        yield Signal.RENAMED


def _measure_term(facet: Facet, change: Change) -> Iterator[Signal]:
    """One word of a measure for another: another thing done, unless one of the two only names the other."""
    before, after = _figure(facet.before), _figure(facet.after)
    often = _oftener(change)
    if bool(_ON_OCCASION.search(facet.before)) != bool(_ON_OCCASION.search(facet.after)):
        yield Signal.MEASURE_EXCHANGED
    elif often is not None:
        yield Signal.STRENGTHENED if often else Signal.WEAKENED
    elif before is not None and after is not None:
        yield Signal.STRENGTHENED if after < before else Signal.WEAKENED
    elif (before is None) != (after is None):
        yield Signal.WEAKENED if before is not None else Signal.STRENGTHENED
    elif told_only_in(facet.before, change.after) and told_only_in(facet.after, change.before):
        gained, lost = _strong(facet.after) - _strong(facet.before), _strong(facet.before) - _strong(facet.after)
        if bool(gained) != bool(lost):
            yield Signal.STRENGTHENED if gained else Signal.WEAKENED
        else:
            yield Signal.MEASURE_EXCHANGED
    elif _HEDGE.search(facet.after) or (_strong(facet.before) and not _strong(facet.after)):
        yield Signal.WEAKENED
    else:
        yield Signal.RENAMED


Reader = Callable[[Facet, Change, Role], Iterator[Signal]]
_READERS: dict[FacetKind, Reader] = {
    FacetKind.CITATION: _citation,
    FacetKind.ITEM_NUMBER_ADDED: _item_numbers,
    FacetKind.ITEM_NUMBER_REMOVED: _item_numbers,
    FacetKind.ORGANISATION: _organisation,
    FacetKind.CHOICE_UP: _choice,
    FacetKind.CHOICE_DOWN: _choice,
    FacetKind.CHOICE_CHANGED: _choice,
    FacetKind.BOX_TICKED: _box,
    FacetKind.BOX_CLEARED: _box,
    FacetKind.EXCEPTION_ADDED: _exception,
    FacetKind.EXCEPTION_REMOVED: _exception,
    FacetKind.INCLUSION_ADDED: _exception,
    FacetKind.INCLUSION_REMOVED: _exception,
    FacetKind.NEGATION: _negation,
    FacetKind.NUMBER: _number,
    FacetKind.TERM_REPLACED: _term,
    FacetKind.TEXT_ADDED: _added_text,
    FacetKind.TEXT_REMOVED: _removed_text,
    FacetKind.WORDS_ADDED: _words_changed,
    FacetKind.WORDS_REMOVED: _words_changed,
    FacetKind.WORDS_REPLACED: _words_changed,
    FacetKind.MEASURE_ADDED: _measure,
    FacetKind.MEASURE_REMOVED: _measure,
    FacetKind.MEASURE_REPLACED: _measure,
}
