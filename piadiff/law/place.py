"""What a person names at the command line → a law, one of its tables, one number of either."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from piadiff.errors import WrongCallError
from piadiff.law import shelf
from piadiff.law.citation_words import arabic
from piadiff.law.text import Text

_N = r"(?:\d+|[一二三四五六七八九十百]+)"
_MANY = rf"{_N}(?:[の-]{_N})*"
_TABLE = re.compile(
    rf"(?P<law>.*?)の?(?:(?P<appendix>別表)(?:第(?P<ordinal>{_N})|(?P<bare>[一二]|[12](?!\d|の項)))?|第?(?P<article>{_MANY})条の表)"
    rf"(?:の?(?:第|項番)?(?P<row>{_MANY})(?:の?項)?)?"
)
_ARTICLE = re.compile(rf"(?P<law>.+?)の?第?(?P<number>{_N})条(?:の(?P<branch>{_MANY}))?(?:第?{_N}項)?(?:第?{_N}号)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A law or a table, and a number in it; ``number`` is "" for the whole."""

    text: Text
    number: str = ""


def locate(name: str) -> Place:
    """The place a person names: 番号法, 番号法第28条, 別表第二の21の項, 主務省令第2条の表48.

    Raises:
        WrongCallError: When the name is unknown, or means more than one; the candidates are listed.
    """
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    table = _TABLE.fullmatch(plain)
    if table:
        number = arabic(table["row"]) if table["row"] else ""
        return Place(_table(plain, table), number)
    article = _ARTICLE.fullmatch(plain)
    if article and not _is_name(plain):
        branch = f"の{arabic(article['branch'])}" if article["branch"] else ""
        return Place(_law(article["law"]), arabic(article["number"]) + branch)
    return Place(_law(plain))


def _is_name(plain: str) -> bool:
    return any(plain in entry.names for entry in shelf.entries())


def _law(name: str) -> Text:
    entry = shelf.named(name)
    text = shelf.law(entry.id)
    if text is None:
        raise WrongCallError(
            f"{entry.short}（{entry.number}）の条文は収録していません",
            remedy="`piadiff law` で収録した法令を見られます",
        )
    return text


def _table(plain: str, match: re.Match[str]) -> Text:
    name = table_name(match["ordinal"] or match["bare"] or "", match["article"] or "")
    holders = [entry for entry in shelf.entries() if name in entry.tables]
    if match["law"]:
        entry = shelf.named(match["law"])
        holders = [each for each in holders if each is entry]
    found = shelf.table(holders[0].id, name) if len(holders) == 1 else None
    if found is None:
        known = "、".join(f"{entry.short}{each}" for entry in shelf.entries() for each in entry.tables)
        raise WrongCallError(f"「{plain}」という表は収録していません", remedy=f"次から選んでください: {known}")
    return found


def table_name(ordinal: str, article: str) -> str:
    """別表第二 for 2, 第2条の表 for article 2, 別表 for neither."""
    if article:
        return f"第{arabic(article)}条の表"
    return f"別表第{'一二三四五六七八九十'[int(arabic(ordinal)) - 1]}" if ordinal else "別表"
