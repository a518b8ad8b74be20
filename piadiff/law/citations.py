"""Where a text cites law: which law, 条・項・号, table and 項番, and the caption quoted behind it.

One pass over the comparison key, every look to the left or right bounded: time grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from piadiff.law.citation_lists import BESIDE, Citation, settled
from piadiff.law.citation_words import (
    JOINED,
    NUMBER,
    ROW_NUMBER,
    arabic,
    in_kanji,
    names_and_provisions,
    names_given,
)
from piadiff.law.shelf import entries
from piadiff.text import fold, key
from piadiff.text.signs import CIRCLED

_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\)){0,200}\)")
_GAP = re.compile(
    rf"(?:{JOINED}|から|まで|[~:;.の-]|\(\d{{1,2}}\)|[{CIRCLED}]|に(?:掲げる|定める|規定する)|で定める|関係|\(|の規定){{0,8}}"
)
_DEFINED = re.compile(r"以下、?(?:単に)?「([^「」]{1,40})」と(?:いう|総称)")
_LAWLIKE = re.compile(r"[一-鿿々ァ-ヺーA-Za-z・]{0,40}(?:法律|法|令|規則|条例|規程|要綱|要領|指針|細則)$")
_OTHER_LAW = re.compile(
    r"(?:施行|実施)(?:令|規則|条例|細則)|に基づく[^第、。]{0,20}(?:省令|命令|規則|条例)|第\d+条[^第、。]{0,12}に基づく[^第、。]{0,20}(?:条例|規則)"
)
_FORMER = re.compile(r"(?:旧|改正[前後]の|改正|新|施行前の?|以前|まで|当時の?|[(]旧[)])[のは、]{0,2}$")
_AS_IT_WAS = re.compile(r"改正[前後]|[(]旧|施行前")
_OTHERS = re.compile(r"条例|規則|規程|要綱|要領|細則|別紙|別記|別添|様式")
_PROVISION = re.compile(rf"第{NUMBER}[条項]|別表")
_ALONE, _IN_ROW = re.compile(rf"{NUMBER}(?:(?:の|-){NUMBER})*"), re.compile(ROW_NUMBER)
_NEAR = 40


Aliases = Mapping[str, str]
"""What a text calls a law by its own definition, as a key → e-Gov id; "" for a law that is not known."""


def definitions(text: str) -> dict[str, str]:
    """Names a text gives to laws by 「（以下「…」という。）」; a known name it gives to another law is that law's."""
    return dict(_definitions(key(text)))


def defined(texts: Iterable[str]) -> dict[str, str]:
    """The names that several texts of one form give to laws."""
    return {name: law for text in texts if "以下" in text for name, law in definitions(text).items()}


def _definitions(folded: str) -> tuple[tuple[str, str], ...]:
    return _defined_in(folded) if _DEFINED.search(folded) else ()


@lru_cache(maxsize=256)
def _defined_in(folded: str) -> tuple[tuple[str, str], ...]:
    return tuple(_each_defined(folded))


def _each_defined(folded: str) -> Iterator[tuple[str, str]]:
    behind: dict[int, str] = {}
    for match, law in names_and_provisions(folded, None):
        if law is not None and not _elsewhere(folded, match):
            at = match.end()
            while (bracket := _BRACKETS.match(folded, at)) is not None:
                behind[at], at = law, bracket.end()
    for found in _DEFINED.finditer(folded):
        opened = folded.rfind("(", max(0, found.start() - 200), found.start())
        before = folded[max(0, opened - _NEAR) : max(0, opened)]
        if opened in behind or _LAWLIKE.search(before):
            former = found[1].startswith("旧") or _AS_IT_WAS.search(folded, max(0, opened), found.start())
            yield found[1], "" if former else behind.get(opened, "")


def _elsewhere(folded: str, match: re.Match[str]) -> bool:
    """Whether a name is the beginning of another law's, or of a law as it was."""
    return bool(_OTHER_LAW.match(folded, match.end())) or as_it_was(folded, match.start())


def as_it_was(folded: str, start: int) -> bool:
    """Whether the words before a place of a comparison key say that what follows is law of another time."""
    return _FORMER.search(folded, max(0, start - 6), start) is not None


@dataclass(slots=True)
class _Reading:
    """State of the pass.

    Attributes:
        law: The law that the chain is on; None when there is none.
        chained: Where the last citation or name of the chain ends.
        table: Law and name of the table last cited; ``rows_end`` is where its last row cited ends.
        article: The 条 that the chain ends in, for a 項 that follows alone.
        around: Law and end of the chain that goes on behind the brackets the pass is in.
        named: Law named last, and where its name ends, for 同法.
        inside: Law and begin of the chain inside those brackets, where they hold a provision, no caption.
    """

    law: str | None = None
    chained: int = -1
    around: tuple[str | None, int] | None = None
    inside: tuple[str | None, int] = (None, -1)
    rows_end: int = -1
    named: tuple[str, int] = ("", 0)
    table: tuple[str, str] | None = None
    table_end: int = -1
    article: Citation | None = None

    def enter(self, start: int) -> None:
        """Go into the brackets behind the last link of the chain, or out of them."""
        if self.around is not None and start >= self.around[1]:
            (self.law, self.chained), self.around = self.around, None
        elif self.around is None and start < self.chained:
            self.around = self.law, self.chained
            self.law, self.chained = self.inside


def find_citations(text: str, aliases: Aliases | None = None) -> tuple[Citation, ...]:
    """Citations of a text in its order.

    ``aliases`` are names defined elsewhere in the same form; the text's own definitions come on top.
    """
    return _found(text, frozenset((key(name), law) for name, law in (aliases or {}).items()))


@lru_cache(maxsize=256)
def _found(text: str, aliases: frozenset[tuple[str, str]]) -> tuple[Citation, ...]:
    folded = fold(text)
    if "条" not in folded.key and "別表" not in folded.key:
        return ()
    own = names_given(frozenset((dict(aliases) | dict(_definitions(folded.key))).items()))
    state, found = _Reading(), list[tuple[int, int, Citation]]()
    for match, law in names_and_provisions(folded.key, own):
        state.enter(match.start())
        if law is not None or match["same"]:
            _take_name(folded.key, match, law if law is not None else _same(folded.key, match, state), state)
            continue
        cited = _take(folded.key, match, state)
        if cited is not None:
            start, end = folded.span(match.start(), match.end())
            cited = replace(cited, start=start, end=end, text=text[start:end])
            found.append((match.start(), match.end(), cited))
    return tuple(settled(text, folded.key, found))


def _take_name(folded: str, match: re.Match[str], law: str, state: _Reading) -> None:
    law, state.article, state.inside = "" if _elsewhere(folded, match) else law, None, (None, -1)
    at = match.end()
    while law and (bracket := _BRACKETS.match(folded, at)) is not None and not _PROVISION.match(bracket[0], 1):
        law = "" if _AS_IT_WAS.search(bracket[0]) else law
        at = bracket.end()
    if state.table and state.table[0] != law:
        state.table = None
    state.law, state.chained = law, at
    state.named = law, at


_LAWS = re.compile(r"法(?![令人定的])|条例|規則|規程|命令|[省政]令|要綱")


def _same(folded: str, match: re.Match[str], state: _Reading) -> str:
    """The law that 同法 means: the one named last, where no other is named between."""
    law, end = state.named
    return "" if _LAWS.search(folded, end, match.start()) else law


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
    cites = caption is not None and _PROVISION.match(caption[0], 1) is not None
    state.inside = (law, match.end()) if cites else (None, -1)
    state.article = Citation(
        start=0,
        end=0,
        text="",
        law=law or "",
        article=arabic(match["number"]) + (f"の{branch}" if branch else ""),
        paragraph=arabic(match["paragraph"]) if match["paragraph"] else "",
        item=arabic(match["item"]) if match["item"] else "",
        part=match["part"] or "",
        caption=caption[0][1:-1] if caption and not cites else "",
    )
    return state.article


def _paragraph(folded: str, match: re.Match[str], state: _Reading) -> Citation | None:
    """第9条第1項及び第2項, 第19条第7号、同条第8号: a 項 or 号 of the 条 that the chain ends in."""
    if state.article is None or not (match["alone"] or match["item_alone"]):
        return None
    if not _GAP.fullmatch(folded[state.chained : match.start()].removesuffix("同条")):
        return None
    state.chained = match.end()
    if match["item_alone"]:
        return replace(state.article, item=arabic(match["item_alone"]), part="", caption="")
    item = arabic(match["alone_item"]) if match["alone_item"] else ""
    paragraph = arabic(match["alone"])
    return replace(state.article, paragraph=paragraph, item=item, part=match["alone_part"] or "", caption="")


_BY = re.compile(r"に(?:基づく|よる|係る)")
"""What joins a table to the provision of the same law that calls for it."""
_TABLE_OF = re.compile(r"(?:主務省令|命令|省令|同令|同号|に基づく)(?:の)?$")


def _table(folded: str, match: re.Match[str], state: _Reading) -> Citation:
    name = _table_name(match)
    law = _law_at(folded, match.start(), state)
    holders = [entry.id for entry in entries() if name in entry.tables]
    if match["article_table"] and law not in holders:
        before = folded[max(0, match.start() - 12) : match.start()]
        law = holders[0] if len(holders) == 1 and (law is None or _TABLE_OF.search(before)) else law
    elif law is None and state.law in holders and _BY.fullmatch(folded, state.chained, match.start()):
        law = state.law
    elif law is None and state.table and state.table[0] in holders and _repeated(folded, match.start(), name, state):
        law = state.table[0]
    state.law, state.chained, state.table, state.table_end = law, match.end(), (law or "", name), match.end()
    state.rows_end = match.end()
    return Citation(0, 0, "", law or "", table=name)


def _repeated(folded: str, start: int, name: str, state: _Reading) -> bool:
    """Whether a table named without its law is that of the table before it, and no rule of others lies between."""
    alike = state.table is not None and (name == state.table[1] or ("別表第" in name and "別表第" in state.table[1]))
    return alike and not _OTHERS.search(folded, state.table_end, start)


def _table_name(match: re.Match[str]) -> str:
    if match["article_table"]:
        return f"第{arabic(match['article_table'])}条の表"
    number = match["ordinal"] or match["bare"]
    return f"別表第{in_kanji(int(arabic(number)))}" if number else "別表"


def _rows(folded: str, match: re.Match[str], state: _Reading) -> Citation | None:
    """項番 of the table last cited; numbers that nothing marks as 項番 are something else."""
    kanji = match["kanji_led"] or match["kanji_run"]
    marked = match["lead"] or match["mark"] or kanji
    beside = match["alone"] and BESIDE.fullmatch(folded, state.rows_end, match.start())
    if state.table is None or not (marked or beside) or _of_others(folded, match.start()):
        return None
    law, name = state.table
    said = match["alone"] or match["run"] or kanji
    numbers = tuple(map(arabic, (_IN_ROW if match["run"] else _ALONE).findall(said)))
    if name == "別表" and match.start() == state.table_end and re.match("[12]の", numbers[0]):
        law = ""  # 別表1の16の項: row 1の16 of 別表, or row 16 of 別表第一
    state.law, state.chained, state.rows_end = law, match.end(), match.end()
    return Citation(0, 0, "", law, table=name, numbers=numbers, ranged="から" in said or "~" in said)


_OWN_TABLE = re.compile(r"(?:[^同の]表|別[紙記添]|様式)\d*の?$")


def _of_others(folded: str, start: int) -> bool:
    """Whether a row is that of some list of the form's own: 様式3の5の項."""
    left = folded[max(0, start - _NEAR) : start]
    return bool(_OWN_TABLE.search(left)) and not re.search(r"別表(?:第.)?の?$|条の?表の?$", left)
