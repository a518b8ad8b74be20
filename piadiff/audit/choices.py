"""Choices against what stands below them and against each other: a 無 excludes what speaks of it, a 有 asks for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from piadiff.audit.catalogue import Subject, check, note
from piadiff.model import Item, ItemKind, ItemPath, Level, Observation
from piadiff.text import key
from piadiff.text.cell import blank

_FORM = "様式の記載要領"
_DENIES = re.compile(r"(?:しない|(?<!られ)ていない|はない|なし)(?:\(.*\))?$")
_DENIAL = re.compile(r"ない|なし|無し|該当|ありません|ません|予定")
"""Words by which a text may say that there is nothing to say."""
_NAMED = re.compile(r"\((.+?)\)$")
_OF_WAYS = "提供・移転の有無"


@check("A21", Level.ERROR, "チェック欄・選択と、その下の記載が食い違います", _FORM)
def contradictory_choices(subject: Subject) -> Iterator[Observation]:
    """「委託しない」「発生なし」 exclude what the form asks for where the answer is another."""
    for item in subject.form.items:
        for denial in filter(_denies, _chosen(item)):
            told = [other for other in _below(subject, item, denial) if _affirms(other)]
            if told:
                message = f"「{denial}」ですが、{told[0].path} に記載があります"
                yield note("A21", message, told[0].text[:40], path=item.path)
        ticked = _chosen(item)
        if item.kind is ItemKind.CHECKS and len(ticked) > 1 and any(v.startswith("行っていない") for v in ticked):
            yield note("A21", "「行っていない」と他の選択が同時に選ばれています", item.text, path=item.path)
    yield from _between_sections(subject)
    yield from _counts(subject)


def _chosen(item: Item) -> list[str]:
    if item.kind is ItemKind.CHOICE:
        return [str(item.value)]
    return list(item.value) if item.kind is ItemKind.CHECKS else []


def _denies(option: str) -> bool:
    """Whether an option says no; one of a scale (「十分に行っていない」) says how much."""
    folded = key(option)
    return bool(_DENIES.search(folded)) and "十分" not in folded


def _below(subject: Subject, item: Item, option: str = "") -> list[Item]:
    """Items that a choice decides on: those under it, and behind a 有無 those beside it.

    An option with a word in brackets (「接続しない（入手）」) decides on the items whose labels hold that word.
    """
    found = [other for other in subject.form.below(item.path) if other.path != item.path]
    if "有無" in item.label and item.path.parent is not None:
        beside = list(subject.form.below(item.path.parent))
        found += [other for other in beside[beside.index(item) + 1 :] if other not in found]
    word = _NAMED.search(key(option))
    return [other for other in found if _label_holds(subject, item.path, other.path, word[1])] if word else found


def _label_holds(subject: Subject, top: ItemPath, path: ItemPath, word: str) -> bool:
    here: ItemPath | None = path
    while here is not None and here != top:
        known = subject.template.item(here)
        if known is not None and word in f"{key(here.parts[-1])}{key(known.label)}":
            return True
        here = here.parent
    return False


def _affirms(item: Item) -> bool:
    """Whether an item says something that a 無 excludes; a text that may itself say "none" does not."""
    if not item.value or blank(item.text):
        return False
    if item.kind is ItemKind.TEXT:
        return not _DENIAL.search(item.text)
    return key(item.text) != "0" and not any(map(_denies, _chosen(item)))


def _between_sections(subject: Subject) -> Iterator[Observation]:
    for file in subject.form.files:
        yield from _outsourcing(subject, file)
        yield from _transfer(subject, file)
    yield from _connection(subject)


def _outsourcing(subject: Subject, file: str) -> Iterator[Observation]:
    chosen = subject.form.by_path.get(ItemPath("Ⅱ", file, ("4", "委託の有無")))
    box = subject.form.by_path.get(ItemPath("Ⅲ", file, ("4",)))
    if chosen and box and not blank(chosen.text) and (chosen.text == "委託しない") != ("委託しない" in box.value):
        yield note("A21", "Ⅱの委託の有無と、Ⅲの「委託しない」が食い違います", chosen.text, box.text, path=box.path)


def _transfer(subject: Subject, file: str) -> Iterator[Observation]:
    """移転 never goes through 情報提供ネットワークシステム, which the box of Ⅲ leaves out."""
    chosen = subject.form.by_path.get(ItemPath("Ⅱ", file, ("5", _OF_WAYS)))
    box = subject.form.by_path.get(ItemPath("Ⅲ", file, ("5",)))
    if not chosen or not box or not chosen.value:
        return
    moves = any(value.startswith("移転を行っている") for value in chosen.value)
    none = any(map(_denies, chosen.value))
    measures = any(_affirms(item) for item in subject.form.below(box.path) if item.path != box.path)
    if (moves and box.value) or (none and not box.value and measures):
        message = "Ⅱの提供・移転の有無と、Ⅲの「提供・移転しない」が食い違います"
        yield note("A21", message, chosen.text, box.text, path=box.path)


def _connection(subject: Subject) -> Iterator[Observation]:
    """実施の有無 of 情報連携 against the boxes of 接続."""
    asked = [i for i in subject.form.items if i.path.section == "Ⅰ" and i.label == "実施の有無" and _chosen(i) != [""]]
    boxes = [i for i in subject.form.items if i.options and all(o.startswith("接続しない") for o in i.options)]
    shut = bool(boxes) and all(len(box.value) == len(box.options) for box in boxes)
    for item in asked:
        used = [box for box in boxes if not box.value and any(map(_graded, subject.form.below(box.path)))]
        wrong = boxes if shut and item.text == "実施する" else used if item.text == "実施しない" else []
        if wrong:
            message = f"情報連携の実施の有無（{item.path}）と、接続の欄が食い違います"
            yield note("A21", message, item.text, wrong[0].text, path=wrong[0].path)


def _graded(item: Item) -> bool:
    return item.kind is ItemKind.CHOICE and _affirms(item)


def _counts(subject: Subject) -> Iterator[Observation]:
    for item in subject.form.items:
        if item.kind is ItemKind.COUNT and item.text.isdigit() and item.path.parts[:1] == ("4",):
            groups = _numbered(subject, item.path.file, "委託事項")
            if groups and int(item.text) != groups:
                yield note("A21", f"委託の件数は {item.text}件、委託事項は {groups}件です", path=item.path)


def _numbered(subject: Subject, file: str, word: str) -> int:
    filled = (i for i in subject.form.items if i.path.file == file and i.value and not blank(i.text))
    parts = {part for item in filled for part in item.path.parts if part.startswith(word)}
    return len({part for part in parts if part.removeprefix(word).isdigit()})


@check("A21B", Level.WARNING, "「有」を選んでいますが、その内容の記載がありません", _FORM)
def chosen_without_contents(subject: Subject) -> Iterator[Observation]:
    """Where an option of a 有無 is not the one that says no, the items it decides on should say something."""
    for item in subject.form.items:
        told = [option for option in _chosen(item) if not blank(option)]
        asks = any(map(_denies, item.options)) and "未定" not in told
        if not told or not asks or any(map(_denies, told)) or item.options == tuple(told):
            continue
        for option in told:
            below = [other for other in _below(subject, item) if _of_option(other, item, option)]
            if below and not any(other.value and not blank(other.text) for other in below):
                yield note("A21B", f"「{option}」ですが、{below[0].path} などが空です", path=item.path)


def _of_option(other: Item, item: Item, option: str) -> bool:
    """Whether an item speaks of an option: 提供 and 移転 have groups of their own."""
    if other.kind is ItemKind.COUNT:
        return False
    if item.path.parts[-1] != _OF_WAYS:
        return True
    return any(part.startswith(f"{option[:2]}先") for part in other.path.parts)


@check("A13B", Level.WARNING, "人数の選択どうしが合いません", _FORM)
def numbers_that_exclude_each_other(subject: Subject) -> Iterator[Observation]:
    """A file holds no more persons than the task is about; what is given on no more than the file holds."""
    task = next((i for i in subject.form.items if i.path.section in {"Ⅰ", "Ⅱ"} and i.label == "対象人数"), None)
    for file in subject.form.files:
        whole = subject.form.by_path.get(ItemPath("Ⅱ", file, ("2", "②")))
        if task and whole and _exceeds(whole, task):
            yield note("A13B", f"対象人数（{task.path}）より多い選択です", whole.text, task.text, path=whole.path)
        below = subject.form.by_file.get(file, ())
        parts = (i for i in below if i.label.endswith("対象となる本人の数"))
        for part in parts:
            if whole and part.path != whole.path and _exceeds(part, whole):
                message = f"ファイルの本人の数（{whole.path}）より多い選択です"
                yield note("A13B", message, part.text, whole.text, path=part.path)


def _exceeds(part: Item, whole: Item) -> bool:
    """Whether the least that one range allows is beyond the most the other does."""
    (least, _), (_, most) = _range(part.text), _range(whole.text)
    return least is not None and most is not None and least >= most


_BOUND = re.compile(r"(?P<number>[\d,]+)(?P<unit>万|千)?人(?P<side>以上|未満)")


def _range(text: str) -> tuple[int | None, int | None]:
    found = {
        match["side"]: int(match["number"].replace(",", "") or 0) * {"万": 10_000, "千": 1_000, None: 1}[match["unit"]]
        for match in _BOUND.finditer(unicodedata.normalize("NFKC", text))
    }
    return found.get("以上", 0 if "未満" in found else None), found.get("未満")
