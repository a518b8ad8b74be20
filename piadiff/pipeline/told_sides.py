"""What a value told beside a row says of the item before the change and after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from piadiff.guideline import threshold
from piadiff.model import ItemPath
from piadiff.text import key
from piadiff.text.cell import UNCHANGED

_OPEN, _CLOSE = r"[（(【\[［<＜]\s*", r"\s*[)）】\]］>＞]\s*[:：]?"
_WAS = r"(?:変更|改正|見直し|修正)前|従前|旧"
_IS = r"(?:変更|改正|見直し|修正)後|現在|新"
_SIDE = re.compile(rf"{_OPEN}(?:(?P<was>{_WAS})|(?P<now>{_IS})){_CLOSE}")
_HEAD = re.compile(rf"(?:^|[\n　、。，,／/;；]\s*)(?:(?P<was>{_WAS})|(?P<now>{_IS}))\s*[:：は]\s*")
_SAME = (
    rf"(?:いずれも|前後とも)?(?:{UNCHANGED}|変わらない|異動な[しい]|(?:前回|従前|これまで)と(?:同じ|同様)(?:である)?"
    r"|(?:従前|以前|前回|これまで)(?:から|より)(?:同じ|変わらず|変わらない)?)"
)
_UNCHANGED = re.compile(
    rf"(?:[（(]\s*{_SAME}。?\s*[)）]|(?:^|[、。，,\s　]){_SAME}。?"
    rf"|(?<=[\])）］」満上しり])のまま(?:である|です|、?{_SAME})?。?)\s*$"
)
_FORMER = re.compile(
    r"[（(]\s*(?:前回|従前|変更前)(?!から|より)(?:は|の|:|：|の値は)?\s*(?P<was>[^（）()]+?)\s*[)）]\s*$"
)
_FROM = re.compile(
    r"^(?P<was>[^→⇒。]+?)から、?(?P<now>[^→⇒。]+?)(?:に|へ)(?:変更|修正|改め|変わ|増加|減少|な)(?:し|する|っ|り|る)?(?:た|ました)?。?$",
    re.DOTALL,
)
_ARROW = re.compile(r"^(?P<was>[^→⇒]+?)\s*[→⇒]\s*(?P<now>[^→⇒]+)$", re.DOTALL)


def told_sides(text: str, *, prose: bool = False) -> tuple[str, str]:
    """What stood before and what stands now; "" for a side that is not told, the same twice where no side is named.

    「（変更前）X　（変更後）Y」, 「X→Y」, 「XからYに変更」, 「Y（前回X）」; 「X（変更なし）」 says X of both.
    In ``prose`` an arrow and a remark in brackets are part of what stands.
    """
    for pattern in (_SIDE, _HEAD):
        marks = list(pattern.finditer(text))
        if marks and not text[: marks[0].start()].strip() and (pattern is _SIDE or len(marks) > 1):
            return _marked(text, marks)
    bare = _UNCHANGED.sub("", text).strip()
    if prose or bare != text.strip():
        return bare, bare
    if former := _FORMER.search(text):
        return former["was"], text[: former.start()].strip()
    if arrow := _ARROW.match(bare) or _FROM.match(bare):
        return arrow["was"].strip(), arrow["now"].strip()
    return bare, bare


def _marked(text: str, marks: list[re.Match[str]]) -> tuple[str, str]:
    sides = {"was": "", "now": ""}
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        said = text[mark.end() : after.start() if after else len(text)].strip(" \n　、。，,／/;；")
        sides["was" if mark["was"] else "now"] = said
    return sides["was"], sides["now"]


_LABELS = {"対象人数": threshold.PERSONS, "取扱者数": threshold.HANDLERS, "重大事故": threshold.ACCIDENT}
_LABEL = re.compile(
    rf"(?<!委託先の)(?<!委託先における)(?<!(?<!特定)個人情報の)(?<!(?<!特定)個人情報に関する)(?P<label>{'|'.join(_LABELS)})(?:\([^()]*\))?(?=[はがもを:、])"
)
_MOVED = re.compile(r"(?P<was>[^。]+?)から、?(?P<now>[^。]+)")
_BECOMES = re.compile(r"(?:に|へ|と)(?:な[るっりら]|変わ|増|減|達し|改)[^。]*$|(?:の|(?<=[たる]))ため$")
_UNSURE = re.compile("場合|おそれ|可能性|見込|予想|かどうか|仮に|未定|ではな")


def told_figures(statements: Iterable[str]) -> dict[ItemPath, tuple[str, str]]:
    """しきい値 choices that sentences tell: what stood, and what they say came of it; "" for a side not told.

    「対象人数は12万人、取扱者数は480人から512人となる」; what is told in two ways is left out.
    """
    told: dict[ItemPath, tuple[list[str], list[str]]] = {}
    for words in (words for statement in statements for words in _of_labels(key(statement))):
        path = next(path for label, path in _LABELS.items() if words.startswith(label))
        moved = _MOVED.search(words)
        turns = bool(moved or _BECOMES.search(words))
        sides = (moved["was"], moved["now"]) if moved else ("", words) if turns else (words, "")
        for side, text in zip(told.setdefault(path, ([], [])), sides, strict=True):
            if text and not _UNSURE.search(words):
                side.append(threshold.chosen(path, _BECOMES.sub("", text).rstrip("、でに")))
    found = {path: (_only(was), _only(now)) for path, (was, now) in told.items()}
    return {path: sides for path, sides in found.items() if any(sides)}


def _only(told: list[str]) -> str:
    """What is told in one way."""
    return told[0] if len(set(told)) == 1 else ""


def _of_labels(text: str) -> Iterator[str]:
    """What a text says behind each label of a しきい値 choice, to the end of the sentence or to the next label."""
    marks = list(_LABEL.finditer(text))
    for mark, after in zip_longest(marks, marks[1:]):
        behind = text[mark.end() : after.start() if after else len(text)]
        yield mark["label"] + behind.split("。")[0]
