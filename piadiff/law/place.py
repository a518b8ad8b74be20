"""What a person names at the command line → a law, one of its tables, one number of either."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from piadiff.errors import WrongCallError
from piadiff.law import shelf
from piadiff.law.citation_lists import Citation
from piadiff.law.citation_words import arabic, in_kanji
from piadiff.law.text import Text

_N = r"(?:\d+|[一二三四五六七八九十百]+)"
_MANY = rf"{_N}(?:[の-]{_N})*"
_TABLE = re.compile(
    rf"(?P<law>.*?)の?(?:(?P<appendix>別表)(?:第(?P<ordinal>{_N})|(?P<bare>[一二]|[12](?!\d|の項)))?|第?(?P<article>{_MANY})条の表)"
    rf"(?:の?(?:第|項番)?(?P<row>{_MANY})(?:の?項)?)?"
)
_ARTICLE = re.compile(
    rf"(?P<law>.+?)の?第?(?P<number>{_N})条(?:の(?P<branch>{_MANY}))?"
    rf"(?P<deeper>(?:第?(?P<paragraph>{_N})項)?(?:第?(?P<item>{_N})号)?(?P<part>前段|後段|本文|ただし書)?)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A law or a table, and a number in it; ``number`` is "" for the whole, ``deeper`` what is named below a 条."""

    text: Text
    number: str = ""
    deeper: Citation | None = None


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
        text, number = _law(article["law"]), arabic(article["number"]) + branch
        return Place(text, number, _deeper(text, number, article) if article["deeper"] else None)
    return Place(_law(plain))


def _deeper(text: Text, number: str, match: re.Match[str]) -> Citation:
    paragraph, item = (arabic(match[name]) if match[name] else "" for name in ("paragraph", "item"))
    return Citation(0, 0, match["deeper"], text.id, number, paragraph, item, match["part"] or "")


def _is_name(plain: str) -> bool:
    return any(plain in entry.names for entry in shelf.entries())


def _law(name: str) -> Text:
    rest = _rest(name)
    if rest:
        message = f"「{name}」の「{rest}」から後は読めません" if "附則" not in rest else "附則は収録していません"
        raise WrongCallError(
            message, remedy="条か項番を1つだけ指定してください（番号法第28条、別表第二の21の項 のように）"
        )
    entry = shelf.named(name)
    text = shelf.law(entry.id)
    if text is None:
        raise WrongCallError(
            f"{entry.short}（{entry.number}）の条文は収録していません",
            remedy="`piadiff law` で収録した法令を見られます",
        )
    return text


def _rest(name: str) -> str:
    """What stands behind the name of a law or of a table, where it is not the beginning of another law's name."""
    known = [each for entry in shelf.entries() for each in (*entry.names, *entry.spoken, *entry.tables)]
    first = max((each for each in known if name.startswith(each)), key=len, default="")
    rest = name.removeprefix(first)
    goes_on = not first or any(name in each for each in known)
    return rest if not goes_on and re.match(rf"[の第]*(?:{_N}|附則)", rest) else ""


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
    return f"別表第{in_kanji(int(arabic(ordinal)))}" if ordinal else "別表"
