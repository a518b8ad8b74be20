"""What a pull request does to forms."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from piadiff.model.acceptance import Noted
from piadiff.model.change import Finding, Replacement, Verdict
from piadiff.model.draft import Unread
from piadiff.model.form import Form
from piadiff.model.observation import Level, Observation
from piadiff.model.path import ItemPath


@dataclass(frozen=True, slots=True)
class FilePair:
    """One file on both sides; None where it does not exist.

    Attributes:
        old_path: Name on the old side, where it had another.
        problem: Why the two sides cannot be determined, "" when they can.
    """

    path: str
    before: bytes | None
    after: bytes | None
    old_path: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule, or a check of the gate, as it is reported to a host."""

    id: str
    name: str
    help: str
    level: Level = Level.WARNING


UNDECIDED, UNREADABLE, ADDED, REMOVED, DIFFERENT = (
    RuleText(
        "no-rule", "どの規則も当てはまらない変更", "規則では決められません。担当者が判断し、決定を記録してください。"
    ),
    RuleText(
        "unreadable", "読めないファイル", "変更を確かめられていません。読める形で保存し直してください。", Level.ERROR
    ),
    RuleText("form-added", "新しい評価書", "新しく作られた評価書です。全体を確かめてください。"),
    RuleText("form-removed", "取り下げられた評価書", "評価書が取り下げられます。意図したものか確かめてください。"),
    RuleText("copies-differ", "同じ評価書の写しの食い違い", "同じ評価書を別の形でも保管していますが、変更が違います。"),
)
"""What is said of a pull request besides the rules and the checks."""

OBSERVED, NEW, GONE, NOTHING = "点検", "追加", "取下げ", "なし"
STOPS_FOR = (*map(str, Verdict), OBSERVED, NEW, GONE)
"""What a pull request can be stopped for, besides a file that cannot be read."""
USUAL = frozenset(STOPS_FOR) - {str(Verdict.MINOR)}


def urgency(found: Finding) -> tuple[int, bool]:
    """Sort key: the heaviest verdict first, ※ items before others."""
    return -found.verdict.weight, not found.change.significant


@dataclass(frozen=True, slots=True)
class FormReview:
    """One form of a pull request: its changes with their verdicts, and what the gate says of its 変更箇所.

    Attributes:
        old: None for a form that is new.
        new: None for a form that is taken away.
        noted: What the gate says, with what a person accepted of it.
        decided: Who decided on a change, and why, by item.
        also: Other files of the pull request that keep the same form and change alike.
        differs_from: The file that keeps the same form and changes in another way, "" when there is none.
        lines: Line of the file an item begins in, by item; by number for rows of the 変更箇所.
        to_draft: The command that drafts the rows of a version that has none, "" when there is no need.
        unseen: What of either side could not be compared.
        gate: Checks of the gate; what others say comes from an audit that did not say it of the older side.
    """

    path: str
    old: Form | None
    new: Form | None
    findings: tuple[Finding, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    noted: tuple[Noted, ...] = ()
    old_path: str = ""
    decided: Mapping[ItemPath, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    differs_from: str = ""
    lines: Mapping[ItemPath | int, int] = field(default_factory=dict)
    to_draft: str = ""
    unseen: tuple[Unread, ...] = ()
    gate: frozenset[str] = frozenset()

    @property
    def observations(self) -> tuple[Observation, ...]:
        """All that the gate says."""
        return tuple(each.observation for each in self.noted)

    @property
    def weighty(self) -> tuple[Finding, ...]:
        """Changes that are not 軽微: the heaviest first, ※ items before others, else in the order of the form."""
        return tuple(sorted((found for found in self.findings if found.verdict is not Verdict.MINOR), key=urgency))

    @property
    def concerns(self) -> tuple[Observation, ...]:
        """Observations a person must look at."""
        return tuple(each.observation for each in self.noted if each.counts)

    @property
    def accepted(self) -> tuple[Noted, ...]:
        """Observations a person stands for."""
        return tuple(each for each in self.noted if each.accepted)

    @property
    def action(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"

    def line_of(self, path: ItemPath | None, row: int | None = None) -> int | None:
        """Line of a row, else of an item or of the closest one around it; None where the file has no lines."""
        if row is not None and row in self.lines:
            return self.lines[row]
        while path is not None and path not in self.lines:
            path = path.parent
        return self.lines[path] if path is not None else None


@dataclass(frozen=True, slots=True)
class PullRequest:
    """All forms of a pull request; comment, status and exit are decided by it alone.

    Attributes:
        span: What was compared, as a person named it.
        unread: Path and reason of files that could not be read as forms though they may be ones.
        others: Number of changed files that are no forms.
        stops_for: Which of ``STOPS_FOR`` keep it from passing; empty lets even an unreadable file pass.
        rules: All rules and checks, whether they spoke or not.
        links: Address of the newer side's files, "" where there is none.
    """

    span: str
    forms: tuple[FormReview, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    others: int = 0
    stops_for: frozenset[str] = USUAL
    rules: Sequence[RuleText] = ()
    links: str = ""

    @property
    def stopped_by(self) -> Counter[str]:
        """How many of each sort keep it from passing."""
        found = Counter(str(finding.verdict) for form in self.forms for finding in form.findings)
        found[OBSERVED] = sum(len(form.concerns) + bool(form.differs_from) for form in self.forms)
        found[NEW] = sum(form.action == "added" for form in self.forms)
        found[GONE] = sum(form.action == "removed" for form in self.forms)
        kept = Counter({word: found[word] for word in STOPS_FOR if word in self.stops_for and found[word]})
        if self.unread and self.stops_for:
            kept["読めないファイル"] = len(self.unread)
        return kept

    @property
    def must_look(self) -> bool:
        """Whether anything keeps it from passing."""
        return bool(self.stopped_by)

    @property
    def incomplete(self) -> bool:
        """Whether something could be read on one side of a form only; what neither side could place did not change."""
        return any(_unread(form, "old") != _unread(form, "new") for form in self.forms)


def _unread(form: FormReview, side: str) -> Counter[tuple[str, str]]:
    """What of a side could not be compared; a rebuilt value that is not proven was."""
    read = (entry for entry in form.unseen if entry.side == side and entry.uncertain is None)
    return Counter((str(entry.path or ""), entry.text) for entry in read)


def digest(*parts: str) -> str:
    """24 hex digits that name what is said of a pull request, in every run alike."""
    return hashlib.sha256("\x1f".join(parts).encode(errors="replace")).hexdigest()[:24]
