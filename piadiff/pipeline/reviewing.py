"""A pull request → its forms, their changes with verdicts, and what the gate says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from piadiff import readers
from piadiff.errors import UnreadableSourceError, WrongCallError
from piadiff.guideline import Policy
from piadiff.model import Form, Level
from piadiff.model.pull_request import FilePair, FormReview, PullRequest
from piadiff.pipeline.auditing import audit_form, check
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import judge, replacements
from piadiff.pipeline.sides import open_registry, policy_of, registry_around
from piadiff.readers.patch import read_patch
from piadiff.readers.patch_files import may_be_form


def review_span(span: str, folder: Path | None, days: Days) -> PullRequest:
    """What the commits ``BASE..HEAD`` do to the forms of a repository."""
    with open_registry(folder) as store:
        old, new, pairs = store.changed(span)
        return _reviewed(f"{span or f'{old[:10]}..{new[:10]}'}", pairs, days, policy_of(folder))


def review_patch(patch: Path, folder: Path | None, days: Days) -> PullRequest:
    """What a patch does to the forms of a folder, whether it has been applied or not.

    Raises:
        UnreadableSourceError: When the file is no patch.
    """
    top = folder or registry_around(Path.cwd()) or Path.cwd()
    try:
        text = patch.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise UnreadableSourceError(
            "ファイルを開けません", where=str(patch), remedy="場所と権限を確かめてください"
        ) from error

    def content_of(path: str) -> bytes | None:
        file = (top / path).resolve()
        inside = file.is_relative_to(top.resolve()) and file.is_file()
        return file.read_bytes() if inside else None

    return _reviewed(patch.name, read_patch(text, content_of, str(patch)), days, policy_of(folder))


def _reviewed(span: str, pairs: Iterable[FilePair], days: Days, policy: Policy | None) -> PullRequest:
    forms: list[FormReview] = []
    unread: list[tuple[str, str]] = []
    others = 0
    for pair in sorted(pairs, key=lambda pair: pair.path):
        if not pair.problem and not may_be_form(pair):
            others += 1
            continue
        try:
            forms.append(_form(pair, days, policy))
        except (UnreadableSourceError, WrongCallError) as error:
            unread.append((pair.path, str(error)))
    return PullRequest(span, tuple(forms), tuple(unread), others)


def _form(pair: FilePair, days: Days, policy: Policy | None) -> FormReview:
    if pair.problem:
        raise UnreadableSourceError(pair.problem, where=pair.path)
    old = readers.read_bytes(pair.before, pair.old_path or pair.path) if pair.before is not None else None
    new = readers.read_bytes(pair.after, pair.path) if pair.after is not None else None
    if old is None or new is None:
        seen = tuple(o for o in audit_form(new, (), days, policy) if o.level is Level.ERROR) if new else ()
        return FormReview(pair.path, old, new, observations=seen, old_path=pair.old_path)
    return _changed(pair, old, new, days, policy)


def _changed(pair: FilePair, old: Form, new: Form, days: Days, policy: Policy | None) -> FormReview:
    findings = judge(old, new, days, policy=policy)
    return FormReview(
        pair.path,
        old,
        new,
        findings,
        replacements(findings),
        check(old, new, days, policy),
        old_path=pair.old_path,
    )
