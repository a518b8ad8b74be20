"""An item that was edited in several places → one row for the places that are worded alike.

提出時期 and 説明 speak for a whole row. So places of one item that the guideline judges differently get rows of
their own; places judged alike stay together, cut short by （省略）.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from piadiff.draft.claims import Claim, ClaimKind
from piadiff.model import Action, Change, Finding, Form, ItemKind, ItemPath, Timing, Verdict
from piadiff.text.alignment import opcodes
from piadiff.text.signs import CIRCLED

Judge = Callable[[Form], Sequence[Finding]]
"""What the guideline says of the step from the older version to another newer one."""

_BORDER = re.compile(rf"(\n+|[ 　]+(?=(?:[0-9０-９]{{1,2}}[.．)）]|[{CIRCLED}・]))|(?<=。)(?=[^\n）)」』。]))")
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Place:
    """``old[start:end]`` became ``words``, counted in the pieces of ``split``."""

    start: int
    end: int
    words: tuple[str, ...]


def split(text: str) -> list[str]:
    """Sentences, list items and lines, with what stands between them; joined they give the text."""
    return [piece for piece in _BORDER.split(text) if piece]


def places(before: str, after: str) -> list[Place]:
    """Where two texts differ; what came or went goes with a change that only a border parts from it."""
    old, new = split(before), split(after)
    found: list[Place] = []
    for same, a, b, c, d in opcodes(old, new):
        if same:
            continue
        last = found[-1] if found else None
        one_sided = a == b or c == d or (last is not None and (last.start == last.end or not last.words))
        if last is not None and one_sided and not "".join(old[last.end : a]).strip():
            found.pop()
            found.append(Place(last.start, b, (*last.words, *old[last.end : a], *new[c:d])))
        else:
            found.append(Place(a, b, tuple(new[c:d])))
    return found


def put(before: str, chosen: Sequence[Place]) -> str:
    """A text with some of its places changed."""
    pieces = split(before)
    for place in sorted(chosen, key=lambda one: one.start, reverse=True):
        pieces[place.start : place.end] = place.words
    return "".join(pieces)


def together(before: str, partly: Sequence[str], after: str) -> bool:
    """Whether texts that each have some places changed change different ones, and all of them."""
    told = sorted((place for text in partly for place in places(before, text)), key=lambda one: (one.start, one.end))
    disjoint = all(one.end <= other.start and one != other for one, other in pairwise(told))
    return disjoint and before not in partly and put(before, told) == after


@dataclass(frozen=True, slots=True)
class _Divided:
    """A claim on one item whose places may have to be distinguished."""

    claim: Claim
    places: tuple[Place, ...]

    @property
    def change(self) -> Change:
        return self.claim.lead.change


def _divided(claim: Claim) -> _Divided | None:
    change = claim.lead.change
    told_alone = claim.kind is ClaimKind.SINGLE and change.action is Action.CHANGED and change.kind is ItemKind.TEXT
    if not told_alone or not change.before or not change.after:
        return None
    found = places(change.before, change.after)
    return _Divided(claim, tuple(found)) if 1 < len(found) <= _MOST_PLACES else None


def _with_texts(form: Form, texts: dict[ItemPath, str]) -> Form:
    items = (replace(item, value=texts[item.path]) if item.path in texts else item for item in form.items)
    return replace(form, items=tuple(items))


def _judged(
    chosen: Sequence[tuple[_Divided, Sequence[Sequence[Place]]]], new: Form, judge: Judge
) -> dict[ItemPath, list[Finding]]:
    """A finding for each choice of places of each item; all else is as in the newer version, which may matter."""
    found: dict[ItemPath, list[Finding]] = {divided.change.path: [] for divided, _ in chosen}
    for number in range(max((len(choices) for _, choices in chosen), default=0)):
        texts = {
            divided.change.path: put(divided.change.before, choices[number])
            for divided, choices in chosen
            if number < len(choices)
        }
        for finding in judge(_with_texts(new, texts)):
            path = finding.change.path
            if path in texts and finding.change.after == texts[path] and finding.change.action is Action.CHANGED:
                found[path].append(finding)
    return found


def _told(finding: Finding) -> tuple[Verdict, Timing]:
    return finding.verdict, finding.timing


def _alike(divided: _Divided, findings: Sequence[Finding]) -> dict[tuple[Verdict, Timing], list[Place]]:
    """Places by what is said of them, in the order of the text; empty when they need no rows of their own."""
    if len(findings) != len(divided.places):
        return {}
    heaviest = max((finding.verdict for finding in findings), key=lambda verdict: verdict.weight)
    if heaviest is not divided.claim.lead.verdict:
        return {}
    groups: dict[tuple[Verdict, Timing], list[Place]] = {}
    for place, finding in zip(divided.places, findings, strict=True):
        groups.setdefault(_told(finding), []).append(place)
    return groups if len(groups) > 1 else {}


def apart(claims: Sequence[Claim], new: Form | None, judge: Judge | None) -> list[Claim]:
    """The claims, with those whose places are judged differently in several."""
    divided = [found for claim in claims if (found := _divided(claim))] if new and judge else []
    if not divided or new is None or judge is None:
        return list(claims)
    each = _judged([(one, [[place] for place in one.places]) for one in divided], new, judge)
    grouped = [(one, groups) for one in divided if (groups := _alike(one, each[one.change.path]))]
    told = _judged([(one, list(groups.values())) for one, groups in grouped], new, judge)
    parts = {id(one.claim): told[one.change.path] for one, groups in grouped if _holds(one, groups, told)}
    return [part for claim in claims for part in _claims(claim, parts.get(id(claim), ()))]


def _holds(one: _Divided, groups: Iterable[tuple[Verdict, Timing]], told: dict[ItemPath, list[Finding]]) -> bool:
    """Whether places put together are still judged as each of them was."""
    findings = told[one.change.path]
    alike = list(map(_told, findings)) == list(groups)
    return alike and together(one.change.before, [finding.change.after for finding in findings], one.change.after)


def _claims(claim: Claim, findings: Sequence[Finding]) -> Iterator[Claim]:
    if not findings:
        yield claim
    for finding in findings:
        yield replace(claim, findings=(finding,))
