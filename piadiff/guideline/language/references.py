"""A text that gave way to a reference: 「Ⅲ（…）－７－リスク１－⑤に記載のとおり」, 「実施手順に従って行う」."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from piadiff.addresses.resolver import resolve
from piadiff.model import Change, ItemPath
from piadiff.templates import Template
from piadiff.text import key
from piadiff.text.signs import CIRCLED

_TOLD = (
    r"(?:に(?:記載|記述|示|定め|掲げ|述べ)[^。、]{0,6}?(?:とおり|通り)|のとおり|の通り|に同じ|参照"
    r"|と(?:同じ|同様|同一)(?:の(?:内容|対策|措置|取扱い|記載|方法))?|を参照(?:のこと|する|されたい|ください)?)"
    r"(?:(?:で|と)(?:ある|する|しており|している)|です|だ)?"
)
_DONE = r"(?:適切に|適正に)?(?:(?:措置|対策|管理|対応)を)?(?:(?:講じ|行|実施|取り扱|対応|運用|管理|定め)[ぁ-ん]*)?"
_DOCUMENT = r"[^、。]*(?:手順|規程|規則|要領|要綱|基準|マニュアル|ポリシー|細則|仕様|別紙|別表|別添)[0-9０-９]{0,2}書?"
_TOPIC = r"(?:[^、。]{1,20}は、)?"
_REFERRING = re.compile(rf"\s*[（(]?{_TOPIC}(?P<label>[^、。]{{1,60}}?){_TOLD}[）)]?。?\s*")
_ANNEX = r"(?:[（(][^（）()。]{1,12}[）)])?"
_BY_DOCUMENT = re.compile(
    rf"\s*{_TOPIC}(?P<label>{_DOCUMENT}){_ANNEX}(?:に(?:従|基づ|よ|定め|準じ|沿)[ぁ-ん]*){_DONE}。?\s*"
)
_SENTENCE = re.compile(r"[^。\n]+。?")
_ITEM = re.compile(r"[Ⅰ-ⅥIV]|別添|リスク")
_IN_SECTION = re.compile(r"[0-9０-９]+[．.－‐-]")
_NEAR = re.compile(rf"(?:(?:上記|前記|下記|本表|同表)の?)?(?P<number>[{CIRCLED}])(?:の欄)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A sentence that says nothing but where a thing is written, and what stands there if that is known."""

    sentence: str
    label: str
    path: ItemPath | None = None
    told: str = ""


def references(change: Change, template: Template, values: Mapping[ItemPath, str]) -> tuple[Reference, ...]:
    """References that came with a change to a text that had other words."""
    if not change.before or not change.after:
        return ()
    known = key(change.before)
    return tuple(
        _reference(sentence[0], match["label"].strip("「」『』 　"), change.path, template, values)
        for sentence in _SENTENCE.finditer(change.after)
        if key(sentence[0]).rstrip("。") not in known
        and (match := _refers(sentence[0]))
        and key(match["label"]) not in known
    )


def _reference(
    sentence: str, label: str, here: ItemPath, template: Template, values: Mapping[ItemPath, str]
) -> Reference:
    for path in _meant(label, here, template):
        told = values.get(path, "")
        if path != here and told and not any(map(_refers, _SENTENCE.findall(told))):
            return Reference(sentence, label, path, told)
    return Reference(sentence, label)


def _refers(sentence: str) -> re.Match[str] | None:
    return _REFERRING.fullmatch(sentence) or _BY_DOCUMENT.fullmatch(sentence)


_IN_DOCUMENT = re.compile(rf"{_DOCUMENT}」?(?:に(?:従|基づ|定め|規定|準拠|準じ)|で定め|の定め)")


def refers_instead(before: str, after: str) -> bool:
    """Whether a sentence names a document for what is done, where it named none: 要領に定める強度."""
    return bool(_IN_DOCUMENT.search(key(after))) and not _IN_DOCUMENT.search(key(before))


def _meant(label: str, here: ItemPath, template: Template) -> tuple[ItemPath, ...]:
    """The one item that a label means, if it means one: an address, or a number beside the item itself."""
    near = _NEAR.fullmatch(label)
    if near and here.parts:
        return (replace(here, parts=(*here.parts[:-1], near["number"])),)
    if not (_ITEM.match(label) or _IN_SECTION.match(label)):
        return ()
    section = f"{replace(here, parts=())}－" if _IN_SECTION.match(label) else ""
    found = resolve(section + label.removesuffix("の欄").removesuffix("の項目"), template).paths
    return found if len(found) == 1 else ()


def written_out(change: Change, found: tuple[Reference, ...]) -> Change:
    """The change with what stands in the items it refers to in place of the references; unknown ones left out."""
    after = change.after
    for each in found:
        after = after.replace(each.sentence, f"{each.told}\n" if each.told else "", 1)
    stays = tuple(facet for facet in change.facets if facet.after and key(facet.after) in key(after))
    return replace(change, after=after.strip("\n"), facets=stays)
