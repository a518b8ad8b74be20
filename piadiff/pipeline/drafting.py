"""Two versions → the 変更箇所 rows between them, and what officers decide about them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from piadiff.addresses.resolver import resolve
from piadiff.data import text_of
from piadiff.draft import (
    Accepted,
    Decision,
    Granularity,
    Style,
    default_style,
    on_top,
    read_decisions,
    read_style,
    refusal,
    write_decision,
)
from piadiff.draft import accept as accepted_decisions
from piadiff.draft import draft as drafted_rows
from piadiff.draft import review as reviewed
from piadiff.draft import summary as summarised
from piadiff.errors import RegistryError, WrongCallError
from piadiff.guideline import Policy
from piadiff.model import Draft, DraftRow, Finding, Form
from piadiff.model.amendment import Review, Summary
from piadiff.pipeline import sisters
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import judge
from piadiff.pipeline.lateness import late_rows
from piadiff.pipeline.pairing import mismatches
from piadiff.pipeline.sides import open_registry, own_file, policy_of, registry_around, template_of, unread
from piadiff.text import key

STYLE_FILE = "piadiff-style.yaml"
DECISIONS = ".decisions.yaml"
OPINIONS = ".opinions.yaml"
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Drafting:
    """How rows are drafted.

    Attributes:
        day: 変更日 of the rows; None takes the newer form's 公表日.
        granularity: ``change`` gives changes of one cause one row, ``item`` every item its own.
        style: The house's wording; None takes the shipped one.
        decisions: What officers decided, by fingerprint.
        sister: Whether the 重点・全項目評価書 of the same file has a 重要な変更 beside the rows.
    """

    day: date | None = None
    granularity: Granularity = "change"
    style: Style | None = None
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    policy: Policy | None = None
    sister: bool | None = None


def drafting(  # noqa: PLR0913 - what a person gives is named one by one
    pair: tuple[Form, Form],
    new: str,
    registry: Path | None,
    *,
    day: date | None = None,
    granularity: Granularity,
    style: Path | None,
) -> Drafting:
    """What is laid down for the newer version: decisions beside it, style, policy and sister forms of its registry."""
    return Drafting(
        day=day,
        granularity=granularity,
        style=style_of(registry, style),
        decisions=decisions_in(decisions_file(new, registry)),
        policy=policy_of(registry),
        sister=sisters.in_registry(*pair, new, registry),
    )


def style_of(registry: Path | None, named: Path | None) -> Style:
    """The style a person names, else the registry's own, else the shipped one."""
    top = registry or registry_around(Path.cwd())
    own = own_file(top / STYLE_FILE, top) if top else None
    file = named or (own if own and own.is_file() else None)
    return read_style(text_of(file), str(file)) if file else default_style()


def decisions_in(file: Path) -> dict[str, Decision]:
    """Decisions of a file; none when there is no file."""
    return read_decisions(text_of(file), str(file)) if file.is_file() else {}


def decisions_file(new: str, registry: Path | None) -> Path:
    """Where decisions about a version are kept: beside the file, or beside the form in the registry."""
    if Path(new).is_file():
        return Path(new).with_suffix(DECISIONS)
    revision, _, form_path = new.partition(":")
    with open_registry(registry) as store:
        beside = (store.folder / store.form_path(form_path or None, revision)).with_suffix(DECISIONS)
        return own_file(beside, store.folder)


def draft(old: Form, new: Form, days: Days, how: Drafting, findings: Sequence[Finding] | None = None) -> Draft:
    """The 変更箇所 rows between two versions; ``findings`` are their changes, where they have been judged."""
    made = drafted_rows(
        judge(old, new, days, policy=how.policy, sister=how.sister) if findings is None else findings,
        old=old,
        new=new,
        template=template_of(new),
        day=how.day or new.header.published,
        style=how.style,
        decisions=how.decisions,
        granularity=how.granularity,
        judge=lambda other: judge(old, other, days, policy=how.policy, sister=how.sister),
    )
    late = late_rows(made.rows, new, days)
    return replace(made, unread=unread(old, new), pair=mismatches(old, new), late=late)


def row_named(drafted: Draft, name: str, new: Form) -> DraftRow:
    """The row a person means by its number, its 項目, the address of an item, or its 識別子.

    Raises:
        WrongCallError: When no row, or more than one, is meant.
    """
    numbered = list(enumerate(drafted.rows, 1))
    if _FINGERPRINT.fullmatch(name):
        found = [row for _, row in numbered if row.fingerprint == name]
    elif name.isdecimal():
        found = [row for number, row in numbered if number == int(name)]
    else:
        wanted = key(name)
        found = [row for _, row in numbered if wanted == key(row.item)]
        meant = set(resolve(name, template_of(new), form=new).paths)
        found = found or [row for _, row in numbered if meant & set(row.paths)]
    if len(found) == 1:
        return found[0]
    listed = "、".join(f"{number} {row.item}" for number, row in numbered if not found or row in found)
    raise WrongCallError(
        f"「{name}」に当たる行が{'いくつもあります' if found else 'ありません'}",
        remedy=f"行: {listed or '起案に行がありません'}",
    )


def record(text: str, row: DraftRow, decision: Decision, where: str) -> str:
    """The decisions file with one decision recorded, on top of what was decided about the row before.

    Raises:
        WrongCallError: When it makes a row lighter without a reason and a last day, or one that may not be.
    """
    before = read_decisions(text, where).get(row.fingerprint)
    made = decision.model_copy(update={"item": row.item})
    made = on_top(before, made) if before else made
    refused = refusal(row, made) if decision.verdict else ""
    if refused:
        raise WrongCallError(
            refused,
            remedy="--reason 理由 --until 期限（この変更日まで）を付けるか、説明や提出時期だけを決めてください",
        )
    return write_decision(text, row.fingerprint, made, where)


def accept(content: bytes, name: str, drafted: Draft, how: Drafting, person: str) -> Accepted:
    """Decisions of a workbook that an officer edited, on top of those kept already.

    Raises:
        DataError: When a cell cannot be understood or nobody stands for an edit.
        UnreadableSourceError: When the file is no drafted workbook.
    """
    from piadiff.readers.signed_draft import read_draft_xlsx

    return accepted_decisions(read_draft_xlsx(content, name), drafted, kept=how.decisions, person=person)


def recorded(text: str, decisions: Mapping[str, Decision], where: str) -> str:
    """The decisions file with all these decisions in it; what stays is not touched."""
    kept = read_decisions(text, where)
    for mark, decision in decisions.items():
        if kept.get(mark) != decision:
            text = write_decision(text, mark, decision, where)
    return text


def review(registry: Path | None, since: str, days: Days, how: Drafting) -> tuple[Review, tuple[tuple[str, str], ...]]:
    """Drafts of every form of a registry since a version, and the forms left out with the reason."""
    drafts: dict[str, Draft] = {}
    left_out: list[tuple[str, str]] = []
    with open_registry(registry) as store:
        for path in store.forms():
            try:
                old, new = store.load(since, path), store.load("HEAD", path)
            except RegistryError as error:
                left_out.append((path, error.message))
                continue
            decisions = decisions_in(own_file((store.folder / path).with_suffix(DECISIONS), store.folder))
            sister = sisters.in_registry(old, new, path, store.folder)
            drafts[path] = draft(old, new, days, replace(how, decisions=decisions, sister=sister))
    return reviewed(drafts), tuple(left_out)


def summary(new: Form, drafted: Draft, style: Style | None) -> Summary:
    """A draft put for residents (変更概要)."""
    return summarised(drafted, template=template_of(new), form=new, style=style)
