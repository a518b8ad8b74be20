"""A pull request as a list of what is said of it: a rule, a place, a message, and a name that lasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from piadiff.model import Finding, Level, Noted, Verdict
from piadiff.model.pull_request import (
    ADDED,
    DIFFERENT,
    GONE,
    NEW,
    OBSERVED,
    REMOVED,
    UNDECIDED,
    UNREADABLE,
    FormReview,
    PullRequest,
    digest,
    urgency,
)
from piadiff.text import key
from piadiff.writers.characters import visible
from piadiff.writers.diff.listing import shown
from piadiff.writers.pr.common import name_of

_LEVELS = {Verdict.MINOR: Level.INFO, Verdict.UNDECIDED: Level.WARNING}


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing said of a pull request.

    Attributes:
        title: What it is about, in a few words.
        line: Line of the file, None where the file has none.
        fingerprint: The same in every run, whatever the line and the wording have become.
        stops: It keeps the pull request from passing.
        accepted: Who accepted it, and why; "" when nobody did.
    """

    rule: str
    level: Level
    title: str
    message: str
    path: str
    line: int | None
    fingerprint: str
    form: str = ""
    stops: bool = False
    accepted: str = ""


def alerts(pull: PullRequest) -> list[Alert]:
    """All of them, heaviest first; 軽微 changes last."""
    found = [alert for form in pull.forms for alert in _of_form(pull, form)]
    found += [
        Alert(
            UNREADABLE.id, Level.ERROR, "読めないファイル", reason, path, None, digest(UNREADABLE.id, path), stops=True
        )
        for path, reason in pull.unread
    ]
    rank = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}
    return _distinct(sorted(found, key=lambda alert: (bool(alert.accepted), rank[alert.level])), pull)


def _distinct(found: list[Alert], pull: PullRequest) -> list[Alert]:
    """Each under a name of its own: what is said twice of one place is counted."""
    met = Counter[str]()
    told = []
    for alert in found:
        met[alert.fingerprint] += 1
        number = met[alert.fingerprint]
        named = alert if number == 1 else replace(alert, fingerprint=digest(alert.fingerprint, str(number)))
        told.append(named if pull.stops_for else replace(named, stops=False))
    return told


def _of_form(pull: PullRequest, form: FormReview) -> Iterator[Alert]:
    name = name_of(form)
    said = {"added": (ADDED, NEW), "removed": (REMOVED, GONE)}.get(form.action)
    if said is not None:
        rule, word = said
        mark = digest(rule.id, name)
        yield Alert(rule.id, rule.level, rule.name, name, form.path, None, mark, name, word in pull.stops_for)
    if form.differs_from:
        told = f"{form.differs_from} にも同じ評価書がありますが、変更が違います"
        stops = OBSERVED in pull.stops_for
        mark = digest(DIFFERENT.id, name, form.path)
        yield Alert(DIFFERENT.id, DIFFERENT.level, DIFFERENT.name, told, form.path, 1, mark, name, stops)
    yield from (_finding(pull, form, found) for found in sorted(form.findings, key=urgency))
    yield from (_observation(pull, form, each) for each in form.noted)


def _finding(pull: PullRequest, form: FormReview, found: Finding) -> Alert:
    entry = shown(found)
    facets = sorted(f"{facet.kind}\x1e{key(facet.before)}\x1e{key(facet.after)}" for facet in found.change.facets)
    facts = facets or [key(found.change.before), key(found.change.after)]
    rule = found.rules[0] if found.rules else UNDECIDED.id
    return Alert(
        rule=rule,
        level=_LEVELS.get(found.verdict, Level.ERROR),
        title=f"{entry.verdict} {entry.head}",
        message="\n".join((f"〔{entry.action}〕{'、'.join(entry.facts)}", *entry.remarks)),
        path=form.path,
        line=form.line_of(found.change.path),
        fingerprint=digest(rule, name_of_form(form), str(found.change.path), *facts),
        form=name_of(form),
        stops=str(found.verdict) in pull.stops_for,
    )


def _observation(pull: PullRequest, form: FormReview, each: Noted) -> Alert:
    seen = each.observation
    facts = sorted(key(words) for words in seen.evidence)
    row = f"変更箇所 {seen.row}行目" if seen.row else ""
    place = "、".join(filter(None, (str(seen.path or ""), row)))
    entry = each.acceptance
    return Alert(
        rule=seen.check,
        level=seen.level,
        title=visible(f"{seen.check} {place}".rstrip()),
        message=visible("\n".join((seen.message, *seen.evidence))),
        path=form.path,
        line=form.line_of(seen.path, seen.row),
        fingerprint=digest(seen.check, name_of_form(form), str(seen.path or ""), *facts),
        form=name_of(form),
        stops=each.counts and OBSERVED in pull.stops_for,
        accepted=f"{entry.person}: {entry.reason}" if each.accepted and entry else "",
    )


def name_of_form(form: FormReview) -> str:
    """What a form is called wherever it is kept."""
    side = form.new or form.old
    return "\x1f".join((side.header.organ, side.header.number, side.header.kind)) if side else form.path
