"""e-Gov law documents (XML, one a revision) and the derived folder ``shared/law`` → ``Text``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from tools.law_facts import Facts, Text, arabic, digest, kinds_of, law_named, versions, without_brackets

_NAME = re.compile(r"(?P<id>[0-9A-Z]{15})_(?P<day>\d{8})_(?P<by>[0-9A-Z]{15})")
_NUMBER = re.compile(r"(?P<number>[一二三四五六七八九十百]+(?:の[一二三四五六七八九十]+)*)(?:　|$)")
_FACTS = ("who", "law", "article", "deleted")
_ERAS = {"1": "明治", "2": "大正", "3": "昭和", "4": "平成", "5": "令和"}
_KINDS = {"AC": "法律", "CO": "政令"}


def from_documents(folder: Path, checked: str) -> list[Text]:
    """Laws of a folder of documents named ``<law>_<day>_<amending law>.xml``, wherever below they lie.

    Revisions of one day are ordered by the amending laws, oldest first: the last alone ever held.
    """
    named = sorted((match["id"], match["day"], match["by"], path) for match, path in _documents(folder))
    return [
        _law([(day, by, path) for _, day, by, path in group], checked) for _, group in groupby(named, lambda e: e[0])
    ]


def _documents(folder: Path) -> Iterator[tuple[re.Match[str], Path]]:
    for path in folder.rglob("*.xml"):
        match = _NAME.fullmatch(path.stem)
        if match:
            yield match, path


def _law(revisions: list[tuple[str, str, Path]], checked: str) -> Text:
    contents = [path.read_bytes() for *_, path in revisions]
    roots = [fromstring(content) for content in contents]
    law = roots[-1] if roots[-1].tag == "Law" else next(roots[-1].iter("Law"))
    newest = revisions[-1][2].stem
    text = Text(
        newest.partition("_")[0],
        _words(law.find("LawNum")),
        _words(law.find("LawBody/LawTitle")),
        f"e-Gov {newest} sha256:{digest(contents)}",
        checked,
        [(f"{day[:4]}-{day[4:6]}-{day[6:]}", path.stem, _amending(by)) for day, by, path in revisions],
    )
    text.articles = versions([dict(_articles(root)) for root in roots])
    tables = [dict(_tables(root)) for root in roots]
    for name in dict.fromkeys(name for each in tables for name in each):
        text.tables[name] = versions([each.get(name, {}) for each in tables])
    return text


def _amending(by: str) -> str:
    """平成28年法律第63号 for 428AC0000000063; the id itself where it does not say the kind."""
    kind = _KINDS.get(by[3:5])
    if not by.strip("0"):
        return "（改正によらない版）"
    return f"{_ERAS[by[0]]}{int(by[1:3])}年{kind}第{int(by[-7:])}号" if kind else by


def _raw(element: Element) -> str:
    """Text without readings above the letters."""
    if element.tag == "Rt":
        return ""
    return (element.text or "") + "".join(_raw(child) + (child.tail or "") for child in element)


def _words(element: Element | None) -> str:
    """Text without white space."""
    return "" if element is None else re.sub(r"\s", "", _raw(element))


def _cell(element: Element) -> str:
    """Text of a cell; the space behind its number stays."""
    return re.sub(r"\s+", "　", _raw(element).strip())


def _articles(root: Element) -> Iterator[tuple[str, tuple[str, dict[str, list[int]]]]]:
    """条 of the main provision: caption without its brackets, 項 with 号 and sentences."""
    main = next(root.iter("MainProvision"), None)
    for article in main.iter("Article") if main is not None else ():
        numbers = article.get("Num", "").split(":")
        caption = _words(article.find("ArticleCaption")).strip("（）")
        paragraphs = {
            paragraph.get("Num", str(at)): [
                len(paragraph.findall("Item")),
                len(paragraph.findall("ParagraphSentence/Sentence")),
            ]
            for at, paragraph in enumerate(article.findall("Paragraph"), 1)
        }
        gone = "".join(_words(each) for each in article.iter("Sentence")) == "削除"
        for number in numbers:
            yield arabic(number), ("（削除）" if gone else caption, {} if gone else paragraphs)


def _tables(root: Element) -> Iterator[tuple[str, dict[str, tuple[Facts, str]]]]:
    """別表 by their titles, and the tables inside articles as 第2条の表."""
    for appendix in root.iter("AppdxTable"):
        title = re.match(r"別表(?:第[一二三四五六七八九十]+)?", _words(appendix.find("AppdxTableTitle")))
        if title:
            yield title[0], dict(_rows(appendix))
    for article in root.iter("Article"):
        rows = dict(_rows(article)) if article.find(".//TableStruct") is not None else {}
        if rows:
            yield f"第{arabic(article.get('Num', ''))}条の表", rows


def _rows(part: Element) -> Iterator[tuple[str, tuple[Facts, str]]]:
    """項 of a table: a number opens one, the lines below it without a number belong to it."""
    found: dict[str, tuple[list[str], list[tuple[str, str]]]] = {}
    number = ""
    for cells in _grid(part):
        match = _NUMBER.match(cells[0])
        if match:
            number = arabic(match["number"])
        if not number:
            continue
        alone = [cells[0][match.end() :].strip() if match else cells[0], *cells[1:]]
        rest = alone if alone[0] and match else cells[1:]
        if number not in found:
            found[number] = (rest[:2], [])
        if len(rest) > 3 and tuple(rest[2:4]) not in found[number][1]:
            found[number][1].append((rest[2], rest[3]))
    for each, (said, given) in found.items():
        yield each, _row_facts(said, given)


def _grid(part: Element) -> Iterator[list[str]]:
    """Lines of the tables with every cell that spans several of them in each."""
    for table in part.iter("Table"):
        open_: dict[int, tuple[int, str]] = {}
        for row in table.findall("TableRow"):
            cells: list[str] = []
            columns = iter(row.findall("TableColumn"))
            while True:
                left, text = open_.get(len(cells), (0, ""))
                if left:
                    open_[len(cells)] = (left - 1, text)
                    cells.append(text)
                    continue
                column = next(columns, None)
                if column is None:
                    break
                text = _cell(column)
                open_[len(cells)] = (int(column.get("rowspan", "1")) - 1, text)
                cells.append(text)
            if cells:
                yield cells


def _row_facts(said: list[str], given: list[tuple[str, str]]) -> tuple[Facts, str]:
    who = without_brackets(said[0]) if said else ""
    if who.startswith("削除"):
        return {"deleted": True}, ""
    task = without_brackets(said[1]) if len(said) > 1 else ""
    give = [[without_brackets(by), kinds_of(information)] for by, information in given]
    return _facts({"who": who, "law": law_named(task), "give": give}), f"{who}\t{task}"


def _facts(row: dict[str, Any]) -> Facts:
    facts: Facts = {name: row[name] for name in _FACTS if row.get(name)}
    if row.get("give"):
        facts["give"] = row["give"]
    return facts


def from_shared(folder: Path, checked: str) -> list[Text]:
    """Laws of a folder as ``shared/law`` is laid out."""
    laws: dict[str, Text] = {}
    for path in sorted(folder.glob("articles_*.json")):
        data = json.loads(path.read_bytes())
        text = Text(data["id"], data["number"], data["title"], "", checked)
        text.revisions = [(each["from"], each["id"], each["by"]) for each in data["revisions"]]
        text.source = f"{data['source']} {text.revisions[-1][1]} sha256:{digest([path.read_bytes()])}"
        text.articles = {number: list(_held(lines, _caption)) for number, lines in data["items"].items()}
        laws[data["id"]] = text
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_bytes())
        if "items" in data and not path.name.startswith("articles_"):
            rows = {number: list(_held(lines, _shared_row)) for number, lines in data["items"].items()}
            text = laws[data["id"]]
            text.tables[_table_name(data["what"])] = {number: held for number, held in rows.items() if held}
            text.source += f" sha256:{digest([path.read_bytes()])}"
    for text in laws.values():
        _add_paragraphs(text, folder / "kisoku")
    return list(laws.values())


def _held(lines: list[dict[str, Any]], value: Callable[[dict[str, Any]], Any]) -> Iterator[tuple[int, int, Any]]:
    """Versions that ever held alone."""
    for line in lines:
        if line["from"] != line.get("until"):
            yield line["rev"], line.get("rev_until", 0), value(line)


def _caption(line: dict[str, Any]) -> tuple[str, dict[str, list[int]]]:
    return line["caption"], {}


def _shared_row(line: dict[str, Any]) -> tuple[Facts, str]:
    give = [[each["by"], each.get("kinds", [])] for each in line.get("give", ())]
    return _facts({**line, "give": give}), f"{line.get('who', '')}\t{line.get('task', '')}".strip()


def _table_name(what: str) -> str:
    match = re.search(r"第2条の表|別表(?:第[一二])?", what)
    return match[0] if match else what


def _add_paragraphs(text: Text, folder: Path) -> None:
    """項, 号 and sentences of every article, where the folder has the text of every revision."""
    files = [folder / f"{text.id}_{day}.md" for day, *_ in text.revisions]
    if not all(path.is_file() for path in files):
        return
    text.source += f" sha256:{digest(path.read_bytes() for path in files)}"
    shapes = [_shapes(path.read_text(encoding="utf-8")) for path in files]
    states = [
        {number: (value[0], shape.get(number, {})) for number, value in _state(text.articles, at).items()}
        for at, shape in enumerate(shapes, 1)
    ]
    text.articles = versions(states)


def _state(held: dict[str, list[Any]], revision: int) -> dict[str, Any]:
    return {
        number: value
        for number, lines in held.items()
        for first, until, value in lines
        if first <= revision and (not until or revision < until)
    }


_OPENED = re.compile(
    r"\*\*(?:第(?P<article>[一二三四五六七八九十百]+条(?:の[一二三四五六七八九十]+)*)[^*]*"
    r"|(?P<paragraph>[０-９\d]+))\*\*(?P<text>.*)"
)


def _shapes(markdown: str) -> dict[str, dict[str, list[int]]]:
    """Article → 項 → (号, sentences) of a text in Markdown, the supplementary provisions left off."""
    found: dict[str, dict[str, list[int]]] = {}
    article = paragraph = ""
    for line in markdown.partition("## 附則")[0].splitlines():
        opened = _OPENED.match(line)
        if opened:
            article = arabic(opened["article"].replace("条", "")) if opened["article"] else article
            paragraph = "1" if opened["article"] else str(int(opened["paragraph"]))
            sentences = without_brackets(opened["text"]).count("。")
            found.setdefault(article, {})[paragraph] = [0, sentences]
        elif article and re.match(r"- [一二三四五六七八九十]", line):
            found[article][paragraph][0] += 1
    return found
