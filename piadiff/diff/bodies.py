"""Sections, posts and bodies by name; addresses, telephone and mail."""

from __future__ import annotations

import re
from functools import lru_cache

from piadiff.diff.lcs import Hunk
from piadiff.diff.scene import Scene, Span
from piadiff.diff.vocabulary import any_of, vocabulary
from piadiff.model import FacetKind

_DIRECT = (
    r"〒?\d{3}-\d{4}(?!\d)|\(?0\d{1,4}\)?-?\d{1,4}-\d{3,4}(?:\(?内線\d+(?:[-~、]\d+)*\)?)?|内線\d+(?:[-~、]\d+)*"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[\w./?=&%~#+-]+|(?:電話(?:番号)?|TEL|FAX|ファクス|ファックス)(?:番号)?:?(?=\(?0\d)"
)


@lru_cache(maxsize=1)
def _address() -> re.Pattern[str]:
    words = vocabulary().contact
    name = r"[一-鿿々ヶケァ-ヺーぁ-ん0-9]"
    places = rf"(?:{name}{{1,8}}?{any_of(words.places)}){{1,4}}"
    lot = rf"\d+(?:{any_of(words.street)}(?:東|西|南|北)?(?:\d+(?:-\d+)*)?)+(?:\d+)?"
    street = rf"(?:{name}{{0,10}}?{lot}|{name}{{1,10}}?\d+(?:-\d+)+)"
    building = rf"(?:\(?{name}{{0,8}}?{any_of(words.buildings)}\d*階?\)?|\(?\d+階\)?)"
    return re.compile(rf"{_DIRECT}|{places}{street}|(?:{places})?{building}|{street}")


@lru_cache(maxsize=1)
def _direct() -> re.Pattern[str]:
    return re.compile(_DIRECT)


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    """A name of a body, or a word that only ends like one and is passed over."""
    words = vocabulary().organisations
    never = any_of(words.not_names)
    letter = rf"(?:(?!{never})[一-鿿々ァ-ヺーA-Z]|{any_of(words.kana_words)})"
    ending = rf"(?!{never}){any_of([*words.titles, *words.endings])}"
    name = rf"(?:{letter}{{1,14}}?(?<!第){ending})+(?:\([^()]{{1,24}}?{ending}\))?"
    return re.compile(rf"{never}|(?P<body>{name})")


@lru_cache(maxsize=512)
def find_bodies(text: str) -> tuple[Span, ...]:
    """Spans of names of sections, posts and bodies."""
    return tuple(match.span() for match in _body().finditer(text) if match["body"])


@lru_cache(maxsize=512)
def find_direct(text: str) -> tuple[Span, ...]:
    """Spans of postal codes, telephone numbers, mail and web addresses."""
    return tuple(match.span() for match in _direct().finditer(text))


@lru_cache(maxsize=512)
def find_addresses(text: str) -> tuple[Span, ...]:
    """Spans of everything that says where to turn to."""
    return tuple(match.span() for match in _address().finditer(text))


def tell_contacts(scene: Scene) -> None:
    """Notes where to turn to: telephone and mail anywhere, street and building where the item is about it."""
    scene.tell_spans(find_direct, lambda _old, _new: FacetKind.CONTACT)
    if scene.subject.contact:
        scene.tell_spans(find_addresses, lambda _old, _new: FacetKind.CONTACT)


def tell_bodies(scene: Scene) -> None:
    """Notes sections, posts and bodies renamed; in items that hold nothing else, every word of them."""
    scene.tell_spans(find_bodies, lambda _old, _new: FacetKind.ORGANISATION, beside=True)
    if scene.subject.organisation and not scene.subject.contact:
        _tell_rest(scene, FacetKind.ORGANISATION)


def tell_contact_rest(scene: Scene) -> None:
    """What else changed in an item that says where to turn to."""
    if scene.subject.contact:
        _tell_rest(scene, FacetKind.CONTACT)


def _tell_rest(scene: Scene, kind: FacetKind) -> None:
    for hunk in list(scene.open_hunks()):
        if "。" not in "".join(scene.texts(hunk)):
            scene.tell(kind, _side(hunk, old=True), _side(hunk, old=False))


def _side(hunk: Hunk, *, old: bool) -> Span | None:
    start, end = (hunk.old_start, hunk.old_end) if old else (hunk.new_start, hunk.new_end)
    return (start, end) if start < end else None
