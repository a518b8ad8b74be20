"""Where a text cites law: which law, 条・項・号, table and 項番, and the caption quoted behind it.

One pass over the comparison key, every look to the left or right bounded: time grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from piadiff.law.shelf import entries
from piadiff.text import fold, key
from piadiff.text.signs import CIRCLED

_K = "一二三四五六七八九十百"
_N = rf"(?:\d+|[{_K}]+)"
_ITEM = r"\d+(?:(?:の|-)\d+)*"
_AND = r"(?:[、,・]|及び|並びに|又は|若しくは|および|ならびに|と)"
_RUN = rf"{_ITEM}(?:(?:{_AND}|から|~){_ITEM})*"
_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\)){0,200}\)")
_GAP = re.compile(
    rf"(?:{_AND}|から|まで|[~:;.の-]|\(\d{{1,2}}\)|[{CIRCLED}]|に(?:掲げる|定める|規定する)|で定める|関係|\(|の規定){{0,8}}"
)
_DEFINED = re.compile(r"以下、?(?:単に)?「([^「」]{1,40})」と(?:いう|総称)")
_LAWLIKE = re.compile(r"[一-鿿々ァ-ヺーA-Za-z・]{0,40}(?:法律|法|令|規則|条例|規程|要綱|要領|指針|細則)$")
_OTHER_LAW = re.compile(
    r"(?:施行|実施)(?:令|規則|条例|細則)|に基づく[^第、。]{0,20}(?:省令|命令|規則|条例)|第\d+条[^第、。]{0,12}に基づく[^第、。]{0,20}(?:条例|規則)"
)
_FORMER = re.compile(r"(?:旧|改正[前後]の|改正|新)$")
_PROVISION = re.compile(rf"第{_N}[条項]|別表")
_NEAR = 40
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision a text cites.

    Attributes:
        start: Place in the published text.
        law: e-Gov id; "" where the text names a law that is not known, or none.
        article: 条, ``16の2``; "" for a table.
        part: 前段, 後段, 本文 or ただし書.
        table: Name of the table, ``別表第二`` or ``第2条の表``.
        numbers: 項番 of the table in the order of the text, ``85の2``; empty where the table alone is cited.
        ranged: The list names a range (``1から5``), so ``numbers`` holds its ends only.
        caption: Words in brackets right behind the number.
    """

    start: int
    end: int
    text: str
    law: str
    article: str = ""
    paragraph: str = ""
    item: str = ""
    part: str = ""
    table: str = ""
    numbers: tuple[str, ...] = ()
    ranged: bool = False
    caption: str = ""


Aliases = Mapping[str, str]
"""What a text calls a law by its own definition, as a key → e-Gov id; "" for a law that is not known."""


def _either_digits(name: str) -> str:
    """Pattern of a name whose numbers may be written in kanji."""
    return "".join(
        rf"(?:{part}|{_kanji(int(part))})" if part.isdigit() else re.escape(part)
        for part in re.split(r"(\d+)", key(name))
    )


def _promulgated(number: str) -> str:
    """Pattern of a number of promulgation with the brackets that end behind it; forms add month and day."""
    year, rest = number.split("年", 1)
    return rf"{_either_digits(year)}年(?:{_N}月{_N}日)?{_either_digits(rest)}(?:\)|(?=。以下))?"


def _kanji(number: int) -> str:
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = "〇" + _K
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")


def arabic(text: str) -> str:
    """十六の二 and 16-2 as 16の2."""
    return "の".join(_arabic(part) for part in re.split(r"[の-]", text))


def _arabic(text: str) -> str:
    if text.isdigit():
        return str(int(text))
    total = digit = 0
    for char in text:
        value = _K.index(char) + 1
        if value >= 10:
            total, digit = total + (digit or 1) * (10 if value == 10 else 100), 0
        else:
            digit = value
    return str(total + digit)


@lru_cache(maxsize=64)
def _tokens(aliases: frozenset[tuple[str, str]]) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of all that a citation is made of, and the law behind every group that names one."""
    named = {_either_digits(name): entry.id for entry in entries() for name in entry.names}
    named.update((_promulgated(entry.number), entry.id) for entry in entries())
    named.update((_alone(alias), id_) for alias, id_ in aliases)
    laws: dict[str, list[str]] = {}
    for pattern in sorted(named, key=len, reverse=True):
        laws.setdefault(named[pattern], []).append(pattern)
    by_length = sorted(named, key=len, reverse=True)
    groups = {f"law{at}": named[pattern] for at, pattern in enumerate(by_length)}
    names = "|".join(f"(?P<law{at}>{pattern})" for at, pattern in enumerate(by_length))
    appendix = rf"別表(?:第(?P<ordinal>{_N})|(?P<bare>[一二]|[12](?![\d、,・の項])))?"
    table = rf"{appendix}|第(?P<article_table>{_N}(?:の{_N})*)条の表"
    rest = (
        rf"(?P<table>{table})(?:の?第?(?P<kanji_row>[{_K}]+(?:の[{_K}]+)*)の?項)?"
        rf"|(?P<article>第(?P<number>{_N})条(?P<branch>(?:の{_N}(?![人件日年月欄]))*)(?:第(?P<paragraph>{_N})項)?"
        rf"(?:第(?P<item>{_N})号)?(?P<part>前段|後段|本文|ただし書)?)"
        rf"|第(?P<alone>{_N}(?:の{_N})*)項(?:第(?P<alone_item>{_N})号)?(?P<alone_part>前段|後段|本文|ただし書)?"
        rf"|(?P<lead>項番号?:?)?(?P<run>{_RUN})(?P<mark>の?項(?:番(?!号法))?(?!目))?"
    )
    return re.compile(f"(?:{names})|{rest}"), groups


def _alone(alias: str) -> str:
    """Pattern of a defined name; one as short as 法 counts only right before a provision."""
    return rf"(?<![一-鿿ァ-ヺ]){re.escape(alias)}(?=第|別表|の規定)" if len(alias) <= _SHORT else re.escape(alias)


def definitions(text: str) -> dict[str, str]:
    """Names a text gives to laws by 「（以下「…」という。）」; a known name it gives to another law is that law's."""
    return dict(_definitions(fold(text).key))


def defined(texts: Iterable[str]) -> dict[str, str]:
    """The names that several texts of one form give to laws."""
    return {name: law for text in texts if "以下" in text for name, law in definitions(text).items()}


def _definitions(folded: str) -> Iterator[tuple[str, str]]:
    if not _DEFINED.search(folded):
        return
    pattern, groups = _tokens(frozenset())
    behind: dict[int, str] = {}
    for match in pattern.finditer(folded):
        if match.lastgroup in groups and not _elsewhere(folded, match):
            at = match.end()
            while (bracket := _BRACKETS.match(folded, at)) is not None:
                behind[at], at = groups[str(match.lastgroup)], bracket.end()
    for found in _DEFINED.finditer(folded):
        opened = folded.rfind("(", max(0, found.start() - 200), found.start())
        before = folded[max(0, opened - _NEAR) : max(0, opened)]
        if opened in behind or _LAWLIKE.search(before):
            yield found[1], behind.get(opened, "")


def _elsewhere(folded: str, match: re.Match[str]) -> bool:
    """Whether a name is the beginning of another law's, or of a law as it was."""
    return bool(
        _OTHER_LAW.match(folded, match.end()) or _FORMER.search(folded, max(0, match.start() - 4), match.start())
    )


@dataclass(slots=True)
class _Reading:
    """State of the pass.

    Attributes:
        law: The law that the chain is on; None when there is none.
        chained: Where the last citation or name of the chain ends.
        table: Law and name of the table last cited.
        article: The 条 that the chain ends in, for a 項 that follows alone.
        around: Law and end of the chain that goes on behind the brackets the pass is in.
    """

    law: str | None = None
    chained: int = -1
    around: tuple[str | None, int] | None = None
    table: tuple[str, str] | None = None
    table_end: int = -1
    article: Citation | None = None

    def enter(self, start: int) -> None:
        """Go into the brackets behind the last link of the chain, or out of them."""
        if self.around is not None and start >= self.around[1]:
            (self.law, self.chained), self.around = self.around, None
        elif self.around is None and start < self.chained:
            self.around = self.law, self.chained
            self.law, self.chained = None, -1


def find_citations(text: str, aliases: Aliases | None = None) -> tuple[Citation, ...]:
    """Citations of a text in its order.

    ``aliases`` are names defined elsewhere in the same form; the text's own definitions come on top.
    """
    return _found(text, frozenset((key(name), law) for name, law in (aliases or {}).items()))


@lru_cache(maxsize=256)
def _found(text: str, aliases: frozenset[tuple[str, str]]) -> tuple[Citation, ...]:
    folded = fold(text)
    if not _PROVISION.search(folded.key):
        return ()
    pattern, groups = _tokens(frozenset((dict(aliases) | dict(_definitions(folded.key))).items()))
    state, found = _Reading(), list[Citation]()
    for match in pattern.finditer(folded.key):
        state.enter(match.start())
        if match.lastgroup in groups:
            _take_name(folded.key, match, groups[match.lastgroup], state)
            continue
        cited = _take(folded.key, match, state)
        if cited is not None:
            start, end = folded.span(match.start(), match.end())
            found.append(replace(cited, start=start, end=end, text=text[start:end]))
    return tuple(found)


def _take_name(folded: str, match: re.Match[str], law: str, state: _Reading) -> None:
    law, state.article = "" if _elsewhere(folded, match) else law, None
    at = match.end()
    while law and (bracket := _BRACKETS.match(folded, at)) is not None and not _PROVISION.match(bracket[0], 1):
        at = bracket.end()
    if state.table and state.table[0] != law:
        state.table = None
    state.law, state.chained = law, at


def _take(folded: str, match: re.Match[str], state: _Reading) -> Citation | None:
    if match["article"]:
        return _article(folded, match, state)
    if match["table"]:
        state.article = None
        return _table(folded, match, state)
    return _paragraph(folded, match, state) or _rows(folded, match, state)


def _law_at(folded: str, start: int, state: _Reading) -> str | None:
    """The law that words right before a number name or chain to; "" an unknown one, None none."""
    gap = start - state.chained
    if state.law is not None and 0 <= gap <= _NEAR and _GAP.fullmatch(folded, state.chained, start):
        return state.law
    left = folded[max(0, start - _NEAR) : start].rstrip("の")
    return "" if _LAWLIKE.search(re.sub(r"\([^()]*\)$", "", left)) else None


def _article(folded: str, match: re.Match[str], state: _Reading) -> Citation:
    law = _law_at(folded, match.start(), state)
    branch = arabic(match["branch"].removeprefix("の")) if match["branch"] else ""
    caption = _BRACKETS.match(folded, match.end())
    state.law, state.chained = law, caption.end() if caption else match.end()
    state.article = Citation(
        start=0,
        end=0,
        text="",
        law=law or "",
        article=arabic(match["number"]) + (f"の{branch}" if branch else ""),
        paragraph=arabic(match["paragraph"]) if match["paragraph"] else "",
        item=arabic(match["item"]) if match["item"] else "",
        part=match["part"] or "",
        caption=caption[0][1:-1] if caption else "",
    )
    return state.article


def _paragraph(folded: str, match: re.Match[str], state: _Reading) -> Citation | None:
    """第9条第1項及び第2項: a 項 of the 条 that the chain ends in."""
    if state.article is None or not match["alone"] or not _GAP.fullmatch(folded, state.chained, match.start()):
        return None
    state.chained = match.end()
    item = arabic(match["alone_item"]) if match["alone_item"] else ""
    paragraph = arabic(match["alone"])
    return replace(state.article, paragraph=paragraph, item=item, part=match["alone_part"] or "", caption="")


_TABLE_OF = re.compile(r"(?:主務省令|命令|省令|同令|同号|に基づく)(?:の)?$")


def _table(folded: str, match: re.Match[str], state: _Reading) -> Citation:
    name = _table_name(match)
    law = _law_at(folded, match.start(), state)
    holders = [entry.id for entry in entries() if name in entry.tables]
    if match["article_table"] and law not in holders:
        before = folded[max(0, match.start() - 12) : match.start()]
        law = holders[0] if len(holders) == 1 and (law is None or _TABLE_OF.search(before)) else law
    elif law is None and state.table and state.table[0] in holders:
        law = state.table[0]
    rows = (arabic(match["kanji_row"]),) if match["kanji_row"] else ()
    state.law, state.chained, state.table, state.table_end = law, match.end(), (law or "", name), match.end()
    return Citation(0, 0, "", law or "", table=name, numbers=rows)


def _table_name(match: re.Match[str]) -> str:
    if match["article_table"]:
        return f"第{arabic(match['article_table'])}条の表"
    number = match["ordinal"] or match["bare"]
    return f"別表第{_kanji(int(arabic(number)))}" if number else "別表"


def _rows(folded: str, match: re.Match[str], state: _Reading) -> Citation | None:
    """項番 of the table last cited; numbers that nothing marks as 項番 are something else."""
    marked = match["lead"] or match["mark"]
    beside = match["alone"] and folded[state.table_end : match.start()] in {"", "の"}
    if state.table is None or not (marked or beside):
        return None
    law, name = state.table
    said = match["alone"] or match["run"]
    numbers = tuple(
        arabic(number) for number in re.findall(rf"{_N}(?:(?:の|-){_N})*" if match["alone"] else _ITEM, said)
    )
    if name == "別表" and match.start() == state.table_end and re.match("[12]の", numbers[0]):
        law = ""  # 別表1の16の項: row 1の16 of 別表, or row 16 of 別表第一
    state.law, state.chained = law, match.end()
    return Citation(0, 0, "", law, table=name, numbers=numbers, ranged="から" in said or "~" in said)
