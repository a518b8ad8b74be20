"""Changes made ready to be shown: one entry a change, and one for a substitution made in many items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from piadiff.data import shipped
from piadiff.errors import DataError
from piadiff.model import Action, Change, Facet, FacetKind, Finding, Replacement, Timing, Verdict
from piadiff.text import key
from piadiff.writers.characters import visible
from piadiff.writers.diff.runs import Run, View, in_phrases, runs_of

_ACTIONS = {
    Action.ADDED: "追加",
    Action.REMOVED: "削除",
    Action.CHANGED: "変更",
    Action.MOVED: "移動",
    Action.MOVED_CHANGED: "移動と変更",
}
_TOGETHER = 2
"""Items a substitution must be all that changed in, to be named once for all of them."""
PLACES = "箇所: "
"""How the remark with the places of a substitution begins."""
_FIGURE = re.compile(r"\d+(?:,\d+)*万?人?(?:以上|未満)")
_WORDS_SHOWN = 4
_LONGEST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as every view shows it.

    Attributes:
        head: Address and label, with where it stood before; of a substitution, in how many items it was made.
        verdict: Verdict and timing; "" for a change nobody judged.
        facts: What changed, in words.
        remarks: Rule, clause and words seen, explanation, missing facts and notes; the places of a substitution.
    """

    head: str
    action: str
    verdict: str
    runs: tuple[Run, ...]
    facts: tuple[str, ...]
    remarks: tuple[str, ...]


def facet_names() -> dict[FacetKind, str]:
    """Japanese names of all kinds of facets.

    Raises:
        DataError: When the shipped list leaves one out.
    """
    names = shipped("piadiff.writers.diff", "facet_names.yaml", dict[FacetKind, str])
    if set(names) != set(FacetKind):
        raise DataError("種類の名前に過不足があります", where="facet_names.yaml")
    return names


Told = Finding | Change


def listed(
    found: Sequence[Told],
    replacements: Sequence[Replacement] = (),
    view: View = View.WORDS,
    *,
    heaviest_first: bool = False,
) -> list[Shown]:
    """All changes in the order of the form; each in exactly one entry.

    A substitution stands where the first of its items does, once for all items in which nothing else changed and
    which got the same verdict.
    """
    groups = _groups(found, replacements)
    entries: list[tuple[Told, Shown]] = []
    for place, told in enumerate(found):
        group = groups.get(place)
        if group is None:
            entries.append((told, shown(told, view)))
        elif group.places[0] == place:
            entries.append((told, _together(group, [found[each] for each in group.places])))
    if heaviest_first:
        entries.sort(key=lambda entry: _weight(entry[0]))
    return [entry for _, entry in entries]


def tally(found: Sequence[Told]) -> str:
    """How many changes of each verdict there are."""
    if not found:
        return "違いはありません。"
    counts = Counter(told.verdict for told in found if isinstance(told, Finding))
    told_verdicts = "、".join(f"{verdict} {counts[verdict]}" for verdict in Verdict if counts[verdict])
    spelling = sum(_change(told).notation for told in found)
    parts = [f"計 {len(found)}件", *([told_verdicts] if told_verdicts else [])]
    return ": ".join(parts) + (f"（うち表記だけの変更 {spelling}）" if spelling else "")


@dataclass(frozen=True, slots=True)
class _Group:
    """A substitution and the places, in the list of changes, of the items named together."""

    replacement: Replacement
    places: tuple[int, ...]


def _groups(found: Sequence[Told], replacements: Sequence[Replacement]) -> dict[int, _Group]:
    """Place in the list → the group it is named in."""
    groups: dict[int, _Group] = {}
    for replacement in replacements:
        alone = set(replacement.alone)
        by_verdict: dict[tuple[Verdict, Timing] | None, list[int]] = {}
        for place, told in enumerate(found):
            change = _change(told)
            if place not in groups and change.path in alone and change.action is Action.CHANGED:
                by_verdict.setdefault(_judged(told), []).append(place)
        for places in by_verdict.values():
            if len(places) >= _TOGETHER:
                groups.update(dict.fromkeys(places, _Group(replacement, tuple(places))))
    return groups


def _change(told: Told) -> Change:
    return told.change if isinstance(told, Finding) else told


def _judged(told: Told) -> tuple[Verdict, Timing] | None:
    return (told.verdict, told.timing) if isinstance(told, Finding) else None


def _weight(told: Told) -> int:
    return -told.verdict.weight if isinstance(told, Finding) else 1


def shown(told: Told, view: View = View.WORDS) -> Shown:
    """One change, judged or not."""
    change = _change(told)
    runs = list(runs_of(change.edits))
    if view is View.PHRASE and any(not run.same for run in runs):
        runs = in_phrases(runs)
    return Shown(
        head=_head(change),
        action=_ACTIONS[change.action],
        verdict=_verdict(told),
        runs=tuple(Run(visible(run.old), visible(run.new), run.same, run.notation) for run in runs),
        facts=tuple(dict.fromkeys(_facts(change))),
        remarks=tuple(map(visible, _remarks(told))) if isinstance(told, Finding) else (),
    )


def _together(group: _Group, members: Sequence[Told]) -> Shown:
    """One entry for the items of a substitution."""
    replacement, first = group.replacement, members[0]
    named = "、".join(str(_change(told).path) for told in members)
    others = [path for path in replacement.paths if path not in {_change(told).path for told in members}]
    remarks = [f"{PLACES}{named}", *(_remarks(first) if isinstance(first, Finding) else ())]
    if others:
        remarks.append(f"ほかの変更と併せて同じ置換えのある項目: {'、'.join(map(str, others))}")
    missing = [fact for told in members if isinstance(told, Finding) for fact in told.missing]
    remarks += [f"足りない事実: {fact}" for fact in dict.fromkeys(missing) if f"足りない事実: {fact}" not in remarks]
    return Shown(
        head=f"同じ置換え {len(members)}項目",
        action="一括の変更",
        verdict=_verdict(first),
        runs=(Run(visible(replacement.before), visible(replacement.after), notation=replacement.notation),),
        facts=tuple(dict.fromkeys(_facts(_change(first)))),
        remarks=tuple(map(visible, remarks)),
    )


def _verdict(told: Told) -> str:
    return f"{told.verdict}・{told.timing or '提出時期は未定'}" if isinstance(told, Finding) else ""


def _head(change: Change) -> str:
    moved = f"（{change.old_path} から）" if change.old_path and change.old_path != change.path else ""
    label = "" if change.path.parts[-1:] == (change.label,) else f" {change.label}"
    return visible(f"{change.path}{moved}{label}{'※' if change.significant else ''}")


def _facts(change: Change) -> Iterator[str]:
    if change.notation:
        yield "表記だけの変更"
        return
    for facet in change.facets:
        yield _growth(facet) or facet_names()[facet.kind]


def _growth(facet: Facet) -> str:
    """How a choice among figures moved; a form prints the smaller ones first or last. "" for another facet."""
    if facet.kind not in (FacetKind.CHOICE_UP, FacetKind.CHOICE_DOWN):
        return ""
    before, after = (_least(text) for text in (facet.before, facet.after))
    if before is None or after is None or before == after:
        return ""
    return "数の区分（増）" if before < after else "数の区分（減）"


def _least(option: str) -> int | None:
    """The least number an option stands for: 「1万人以上10万人未満」 is 10,000; None where it has no figure."""
    folded = key(option).replace(",", "")
    if not _FIGURE.search(folded):
        return None
    least = re.search(r"(\d+)(万?)人?以上", folded)
    return int(least[1]) * (10_000 if least[2] else 1) if least else 0


def _remarks(finding: Finding) -> Iterator[str]:
    for reason in finding.reasons[:1]:
        words = "、".join(_cut(each) for each in reason.words[:_WORDS_SHOWN])
        yield f"根拠: {reason.name}（{reason.clause}）" + (f" 語: {words}" if words else "")
    if finding.explanation:
        yield f"説明: {finding.explanation}"
    yield from (f"足りない事実: {fact}" for fact in finding.missing)
    yield from (f"注: {note}" for note in finding.notes)


def _cut(words: str) -> str:
    flat = words.replace("\n", "⏎")
    return flat if len(flat) <= _LONGEST_WORDS else f"{flat[: _LONGEST_WORDS - 1]}…"
