"""Facts that a form states in several places: they should agree."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from piadiff.audit.catalogue import Subject, check, note
from piadiff.model import FacetKind, Item, ItemKind, ItemPath, Level, Observation
from piadiff.text import key
from piadiff.text.cell import blank

_LEAST_MOVED = 2
"""Rows in which a citation moved, for the old one to count as left behind elsewhere."""


def _texts(items: Iterable[Item]) -> Iterator[Item]:
    return (item for item in items if item.kind is ItemKind.TEXT and item.text.strip())


@check("A17", Level.WARNING, "提供・移転の件数と、記載された先の数が合いません", "様式の記載要領")
def counts_of_recipients(subject: Subject) -> Iterator[Observation]:
    """「提供を行っている（N件）」 and the 提供先 listed for the same file."""
    for item in subject.form.items:
        if item.kind is not ItemKind.CHECKS or item.path.parts[-1:] != ("提供・移転の有無",):
            continue
        for word in ("提供", "移転"):
            told = re.search(rf"{word}を行っている\((\d+)件\)", key("、".join(item.value)))
            listed = _listed(subject, item.path.file, f"{word}先")
            count = int(told[1]) if told else listed
            if listed > count or (0 < listed < count and not _in_attachment(subject, item.path.file)):
                message = f"{word}の件数は {count}件ですが、{word}先は {listed}件あります"
                yield note("A17", message, path=item.path)


def _in_attachment(subject: Subject, file: str) -> bool:
    """Whether the rest is listed elsewhere: in an attachment, or under a range of numbers."""
    below = (item for item in subject.form.items if item.path.file == file and item.path.parts[:1] == ("5",))
    return any(item.path.section.startswith("別紙") for item in subject.form.items) or any(
        re.search(r"別紙|別添|別表のとおり|[1-9]\d*~\d+", key(item.text)) for item in below
    )


def _listed(subject: Subject, file: str, word: str) -> int:
    """How many 提供先 or 移転先 a file's section lists; a range counts as many as it spans, one left empty as none."""
    filled = (i for i in subject.form.items if i.path.file == file and i.value and not blank(i.text))
    named = dict.fromkeys(part for item in filled for part in item.path.parts)
    numbers: set[int] = set()
    for part in named:
        match = re.fullmatch(rf"{word}(\d+)(?:~(\d+))?", part)
        if match:
            numbers.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return len(numbers)


@check("A22", Level.INFO, "評価書名と事務の名称が合いません", "記載要領「評価書名」「事務の名称」")
def title_and_task(subject: Subject) -> Iterator[Observation]:
    """評価書名 should hold the name of the task."""
    item = next((i for i in subject.form.items if i.path.section == "Ⅰ" and i.path.parts == ("1", "①")), None)
    if item is None or not item.text.strip() or not subject.form.header.title.strip():
        return
    title, task = (_bare_name(text) for text in (subject.form.header.title, item.text))
    if title and task and task not in title and title not in task:
        yield note("A22", "評価書名に事務の名称がありません", subject.form.header.title, item.text[:60], path=item.path)


def _bare_name(text: str) -> str:
    return re.sub(r"(?:基礎項目|重点項目|全項目)評価書|に関する事務|関係事務|事務|の|に関する|「|」", "", key(text))


@check("A27B", Level.WARNING, "改められた条項が、ほかの記載に残っています", "記載の整合")
def citation_left_behind(subject: Subject) -> Iterator[Observation]:
    """A provision that several rows moved should not stand unmoved elsewhere in the form."""
    moved: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, finding in subject.row_findings.items():
        for facet in finding.change.facets:
            pair = _article_moved(facet.before, facet.after) if facet.kind is FacetKind.CITATION else None
            if pair:
                moved[pair].add(number)
    for (before, after), rows in moved.items():
        law, article = before.split("第", 1)
        left = re.compile(rf"{re.escape(law)}(?:」という。\))?第{re.escape(article)}(?![0-9の])")
        if len(rows) >= _LEAST_MOVED:
            for item in _texts(subject.form.items):
                if left.search(key(item.text)):
                    listed = "、".join(map(str, sorted(rows)))
                    yield note("A27B", f"{listed}行目では「{after}」に改められています", before, path=item.path)


def _article_moved(before: str, after: str) -> tuple[str, str] | None:
    """(old, new) of a law's article where only its number moved; the name of the law stands with it."""
    article = re.compile(r"(?P<law>[^\s、。()「」\d]{2,20})(?P<number>第\d+条(?:の\d+)*)")
    old, new = (article.search(key(text)) for text in (before, after))
    if old and new and old["law"] == new["law"] and old["number"] != new["number"]:
        return old[0], new[0]
    return None


@check("A28", Level.WARNING, "クラウドの利用が、保管場所の記載に表れていません", "様式の記載要領、指針別表")
def cloud_without_place(subject: Subject) -> Iterator[Observation]:
    """A cloud that systems or measures speak of should stand where the form asks for the place of storage."""
    told = [item for item in subject.form.items if item.path.section in {"Ⅰ", "Ⅲ", "Ⅳ"} and _CLOUD.search(item.text)]
    if not told:
        return
    places = [
        item
        for item in subject.form.items
        if item.path.section == "Ⅱ" and re.match("保管場所|特定個人情報の保管", item.label) and item.text.strip()
    ]
    if places and not any(_CLOUD.search(item.text) for item in places):
        where = [str(item.path) for item in told[:4]]
        message = "クラウドを使う記載がありますが、どのファイルの保管場所にもクラウドの記載がありません"
        yield note("A28", message, *where, path=places[0].path)


_CLOUD = re.compile("クラウド")
_SECTION = re.compile(
    r"(?P<above>[一-龠々ァ-ヺー]{1,24}(?:部|局|室|センター)|[一-龠ァ-ヺー]{1,4}[)）])?"
    r"(?P<name>[一-龠々ァ-ヺー]{2,12}?課)(?!題|税|程|外)"
)


@check("A30", Level.WARNING, "同じ課の所属の書き方が違います", "記載の整合")
def sections_placed_apart(subject: Subject) -> Iterator[Observation]:
    """One section under two parents: the older name may have been left."""
    parents: dict[str, dict[str, ItemPath]] = defaultdict(dict)
    for item in _texts(subject.form.items):
        if item.path.section in {"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ"}:
            for match in _SECTION.finditer(unicodedata.normalize("NFKC", item.text)):
                name, above = _apart(f"{match['above'] or ''}{match['name']}")
                if above:
                    parents[name].setdefault(above, item.path)
    for name, found in parents.items():
        unlike = [above for above in found if not any(above != other and _part_of(above, other) for other in found)]
        unlike = [above for above in unlike if not any(above != other and _short_for(above, other) for other in unlike)]
        if len(unlike) > 1:
            yield note("A30", f"「{name}」の前に置かれた部局の名前がそろっていません", *unlike, path=found[unlike[-1]])


def _apart(full: str) -> tuple[str, str]:
    """Name of a section and what stands before it."""
    cut = max((full.rfind(mark) for mark in ("部", "局", "室", ")", "センター")), default=-1)
    return (full[cut + 1 :], full[: cut + 1]) if 0 <= cut < len(full) - 2 else (full, "")


def _short_for(above: str, other: str) -> bool:
    """Whether a name in front of a bracket (「総）」) is the beginning of another."""
    return above.endswith(")") and other.startswith(above[:-1])


def _part_of(above: str, other: str) -> bool:
    return other.endswith(above)


@check("A31B", Level.WARNING, "提供・移転の欄に、入手についての文章があります", "様式の記載要領")
def acquisition_told_as_provision(subject: Subject) -> Iterator[Observation]:
    """A cell on handing over that repeats, word for word, a cell on acquiring."""
    for file in subject.form.files:
        below = [item for item in _texts(subject.form.by_file.get(file, ())) if item.path.section == "Ⅱ"]
        acquired = {
            line[-_SAME_END:]: item
            for item in below
            if item.path.parts[:1] == ("3",)
            for line in _sentences(item.text)
            if "入手" in line[-_SAME_END:] and len(line) >= _SAME_END
        }
        for item in below:
            same = [line for line in _sentences(item.text) if line[-_SAME_END:] in acquired]
            if item.path.parts[:1] == ("5",) and same:
                message = f"{acquired[same[0][-_SAME_END:]].path} と同じ、入手についての文章です"
                yield note("A31B", message, same[0][:60], path=item.path)


@check("A31C", Level.WARNING, "二つの提供先・移転先の用途が同じ文章です", "様式の記載要領")
def recipients_alike(subject: Subject) -> Iterator[Observation]:
    """Two recipients of one file under other names with one and the same use: a copy that was never edited."""
    groups: dict[tuple[str, str], ItemPath] = {}
    for item in _texts(subject.form.items):
        parts = item.path.parts
        if item.path.section != "Ⅱ" or len(parts) < 3 or not re.match(r"(?:提供|移転)先\d", parts[-2]):
            continue
        if parts[-1] != "②" or len(key(item.text)) < _TOLD or _REFERS.search(item.text):
            continue
        first = groups.setdefault((item.path.file, key(item.text)), item.path)
        if first != item.path and _same_group(subject, first, item.path):
            yield note("A31C", f"{first} と同じ文章です", item.text[:60], path=item.path)


def _same_group(subject: Subject, one: ItemPath, two: ItemPath) -> bool:
    """Whether two uses belong to recipients of one sort, and what is given or on what law is the same too."""
    tops = [path.parent for path in (one, two) if path.parent]
    told = [
        [key(item.text) if (item := subject.form.by_path.get(top.child(part))) else "" for part in "①③"] for top in tops
    ]
    return tops[0].parts[-1][:2] == tops[1].parts[-1][:2] and any(a == b for a, b in zip(*told, strict=True))


_REFERS = re.compile(r"別紙|別表|別添|同上|同じ")
_TOLD = 8
"""Letters from which on a use is described and not only referred to."""
_SAME_END = 16
"""Letters at the end of a sentence that two cells must share to say the same."""


def _sentences(text: str) -> list[str]:
    return [line for line in (key(part) for part in re.split(r"[。\n]", text)) if line]
