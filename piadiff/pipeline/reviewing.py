"""A pull request → its forms, their changes with verdicts, and what the gate says."""

from __future__ import annotations

import dataclasses
import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path, PurePosixPath

from piadiff import guideline, readers
from piadiff.audit.acceptance import Terms
from piadiff.audit.catalogue import catalogue
from piadiff.canonical.whereabouts import lines_of
from piadiff.data import decode
from piadiff.draft import read_decisions
from piadiff.errors import UnreadableSourceError, WrongCallError
from piadiff.model import Finding, Form, Level, Noted, Observation, Verdict, compare_tables, pull_request
from piadiff.model.pull_request import FilePair, FormReview, PullRequest, RuleText
from piadiff.pipeline import accepting, drafting, sisters
from piadiff.pipeline.auditing import GATE, Basis, Grounds, audit_form, check
from piadiff.pipeline.days import Days
from piadiff.pipeline.deciding import Decided, decided
from piadiff.pipeline.judging import judge, replacements
from piadiff.pipeline.sides import POLICY_FILE, open_registry, policy_in, registry_around, unread
from piadiff.readers.patch import read_patch
from piadiff.readers.patch_files import is_canonical, may_be_form
from piadiff.registry import Registry
from piadiff.registry.names import form_path, is_form


@dataclasses.dataclass(frozen=True, slots=True)
class Reviewing:
    """How a pull request is looked at.

    Attributes:
        links: Address of the newer side's files.
        today: Day from which the longest term of an acceptance is counted, None where no day is known.
    """

    days: Days = dataclasses.field(default_factory=Days)
    stops_for: frozenset[str] = pull_request.USUAL
    links: str = ""
    today: date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class _Newer:
    """The newer side: its files, and how a command names a form on both sides."""

    content: Callable[[str], bytes | None]
    names: tuple[str, str]

    def text(self, path: str) -> str:
        """A file of the newer side, "" where there is none."""
        content = self.content(path)
        return "" if content is None else decode(content, path)


STAGED = "--staged"
"""Stands for what is about to be committed, in the place of a span."""


def review_span(span: str, folder: Path | None, how: Reviewing) -> PullRequest:
    """What the commits ``BASE..HEAD``, or the next commit, do to the forms of a repository.

    Raises:
        WrongCallError: Outside git, or when there is no such commit.
    """
    if folder is None and registry_around(Path.cwd()) is None:
        raise WrongCallError(
            "ここは git のリポジトリの中ではありません",
            remedy="リポジトリの中で実行するか、--registry で指定するか、--patch に git diff の出力を渡してください",
        )
    with open_registry(folder) as store:
        old, new, pairs = store.staged() if span == STAGED else store.changed(span)
        names = ("HEAD", "") if span == STAGED else (old[:10], new[:10])
        newer = _Newer(lambda path: store.file(f"{new}:{path}"), names)
        told = "コミットしようとしている変更" if span == STAGED else span or f"{old[:10]}..{new[:10]}"
        return _reviewed(told, pairs, newer, how)


def review_patch(patch: bytes, name: str, folder: Path | None, how: Reviewing) -> PullRequest:
    """What a patch does to the forms of a folder, whether it has been applied or not.

    Raises:
        UnreadableSourceError: When it is no patch.
    """
    top = folder or registry_around(Path.cwd()) or Path.cwd()
    with ExitStack() as opened:
        store = opened.enter_context(Registry.open(top)) if (top / ".git").exists() else None
        pairs = tuple(read_patch(patch, Contents(top, store), name))
        after = {pair.path: pair.after for pair in pairs if not pair.problem}
        files = Contents(top, store)
        newer = _Newer(lambda path: after[path] if path in after else files.file(path), ("HEAD", ""))
        return _reviewed(name, pairs, newer, how)


@dataclasses.dataclass(frozen=True, slots=True)
class Contents:
    """What is at hand while a patch is read."""

    top: Path
    store: Registry | None

    def blob(self, name: str) -> bytes | None:
        """A content by git's own name."""
        return self.store.file(name) if self.store else None

    def file(self, path: str) -> bytes | None:
        """A file below the folder as it is now."""
        file = (self.top / path).resolve()
        inside = file.is_relative_to(self.top.resolve()) and file.is_file()
        return file.read_bytes() if inside else None


def _reviewed(span: str, pairs: Iterable[FilePair], newer: _Newer, how: Reviewing) -> PullRequest:
    review = _Review(newer, how)
    return PullRequest(
        span,
        tuple(_each_once(review.forms(pairs))),
        tuple(review.unread),
        review.others,
        stops_for=how.stops_for,
        rules=_rules(),
        links=how.links.rstrip("/"),
    )


def _rules() -> tuple[RuleText, ...]:
    """Every rule and check, and what is said besides."""
    weights = {Verdict.MINOR: Level.INFO, Verdict.UNDECIDED: Level.WARNING}
    own = (pull_request.UNDECIDED, pull_request.UNREADABLE, pull_request.ADDED, pull_request.REMOVED)
    return (
        *(
            RuleText(rule.id, rule.name, f"{rule.verdict}。{rule.clause}", weights.get(rule.verdict, Level.ERROR))
            for rule in guideline.rules()
        ),
        *(RuleText(each.id, each.title, each.clause, each.level) for each in catalogue()),
        *own,
        pull_request.DIFFERENT,
    )


class _Review:
    """One look at the files of a pull request; what could not be read and what is no form is kept aside."""

    def __init__(self, newer: _Newer, how: Reviewing) -> None:
        self._newer = newer
        self._days = how.days
        self._latest = Basis(how.days, today=how.today).latest
        policy = newer.text(POLICY_FILE)
        self._policy = policy_in(policy, POLICY_FILE) if policy else None
        self._register = accepting.register_in(newer.text(accepting.ACCEPTED_FILE), accepting.ACCEPTED_FILE)
        self.unread: list[tuple[str, str]] = []
        self.others = 0
        self._sisters: dict[tuple[str, str], bool] = {}

    def forms(self, pairs: Iterable[FilePair]) -> list[FormReview]:
        """Every form, in the order of the files."""
        read = [each for pair in sorted(pairs, key=lambda pair: pair.path) for each in self._read(pair)]
        moved = list(_moved(read))
        self._sisters = sisters.beside((old, new) for _, old, new in moved)
        return [self._form(*each) for each in moved]

    def _read(self, pair: FilePair) -> Iterator[tuple[FilePair, Form | None, Form | None]]:
        if not pair.problem and not may_be_form(pair):
            self.others += 1
            return
        try:
            if pair.problem:
                raise UnreadableSourceError(pair.problem, where=pair.path)
            old = readers.read_bytes(pair.before, pair.old_path or pair.path) if pair.before is not None else None
            new = readers.read_bytes(pair.after, pair.path) if pair.after is not None else None
            if old and new and old.header.kind != new.header.kind:
                raise UnreadableSourceError(
                    f"評価書の種類が変わっています（{old.header.kind} → {new.header.kind}）", where=pair.path
                )
            yield pair, old, new
        except UnreadableSourceError as error:
            self.unread.append((pair.path, str(error)))

    def _form(self, pair: FilePair, old: Form | None, new: Form | None) -> FormReview:
        if new is None:
            return FormReview(pair.path, old, None, old_path=pair.old_path)
        lines = lines_of(decode(pair.after, pair.path)) if pair.after and is_canonical(pair.after) else {}
        if old is None:
            seen = [one for one in audit_form(new, (), self._days, self._policy) if one.level is Level.ERROR]
            return FormReview(pair.path, None, new, noted=self._noted(pair.path, new, seen), lines=lines)
        sister = self._sisters.get(sisters.key_of(new.header))
        told = self._decided(pair, old, new, judge(old, new, self._days, policy=self._policy, sister=sister))
        findings = told.findings
        seen = [*check(old, new, Grounds(self._days, self._policy), told, item_by_item=False)]
        seen += self._came(old, new, seen)
        return FormReview(
            pair.path,
            old,
            new,
            findings,
            replacements(findings),
            self._noted(pair.path, new, seen),
            old_path=pair.old_path,
            decided=told.by,
            lines=lines,
            to_draft=self._to_draft(pair, old, new, seen),
            unseen=unread(old, new),
            gate=GATE,
        )

    def _came(self, old: Form, new: Form, gate: Sequence[Observation]) -> Iterator[Observation]:
        """What an audit of the form says now and did not say before, beyond what the gate says."""
        known = Counter(seen.fingerprint for seen in audit_form(old, (), self._days, self._policy))
        told = {(seen.check, seen.path, seen.row) for seen in gate}
        for seen in audit_form(new, (), self._days, self._policy):
            known[seen.fingerprint] -= 1
            if known[seen.fingerprint] < 0 and (seen.check, seen.path, seen.row) not in told:
                yield seen

    def _noted(self, path: str, form: Form, seen: Sequence[Observation]) -> tuple[Noted, ...]:
        kept_at = path if is_form(path) else form_path(form.header)
        return self._register.note(kept_at, seen, Terms(self._days.as_of or form.header.published, self._latest))

    def _decided(
        self, pair: FilePair, old: Form, new: Form, findings: tuple[Finding, ...]
    ) -> Decided:
        """The changes with what officers decided of them, and who did."""
        name = str(PurePosixPath(pair.path).with_suffix(drafting.DECISIONS))
        decisions = read_decisions(self._newer.text(name), name)
        how = drafting.Drafting(decisions=decisions, policy=self._policy)
        return decided(old, new, findings, self._days, how)

    def _to_draft(self, pair: FilePair, old: Form, new: Form, seen: Sequence[Observation]) -> str:
        """The command that drafts the rows, where no change has one."""
        if compare_tables(old.changes, new.changes).added or not any(one.check == "A01" for one in seen):
            return ""
        sides = (
            f"{name}:{path}" if name else path
            for name, path in zip(self._newer.names, (pair.old_path or pair.path, pair.path), strict=True)
        )
        return " ".join(("piadiff draft", *map(shlex.quote, sides), "--into", shlex.quote(pair.path)))


def _moved(
    read: Sequence[tuple[FilePair, Form | None, Form | None]],
) -> Iterator[tuple[FilePair, Form | None, Form | None]]:
    """A form that goes from one file and comes in another is one form that moved."""
    gone = {form_path(old.header): (pair, old) for pair, old, new in read if old and not new}
    come = Counter(form_path(new.header) for _, old, new in read if new and not old)
    moved = {name for name in gone if come[name] == 1}
    for pair, old, new in read:
        alone = None if old and new else new or old
        name = form_path(alone.header) if alone else ""
        if name not in moved:
            yield pair, old, new
        elif new is not None:
            from_pair, before = gone[name]
            yield dataclasses.replace(pair, before=from_pair.before, old_path=from_pair.path), before, new


def _each_once(forms: Sequence[FormReview]) -> Iterator[FormReview]:
    """Every form once: of files that keep the same form the canonical one, the others named beside it."""
    by_name: dict[tuple[str, str], list[FormReview]] = {}
    for form in forms:
        side = form.new or form.old
        by_name.setdefault((form_path(side.header) if side else form.path, form.action), []).append(form)
    for group in by_name.values():
        first, *copies = sorted(group, key=lambda form: (not form.path.endswith(".yaml"), form.path))
        alike = [copy for copy in copies if _said(copy) == _said(first)]
        yield dataclasses.replace(first, also=tuple(copy.path for copy in alike))
        yield from (dataclasses.replace(copy, differs_from=first.path) for copy in copies if copy not in alike)


def _said(form: FormReview) -> Counter[tuple[str, str, str]]:
    return Counter((str(each.change.path), each.change.before, each.change.after) for each in form.findings)
