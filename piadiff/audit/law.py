"""Citations of a form against the law of the form's day, and of a row's against that of its 変更日."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from piadiff import law
from piadiff.audit.catalogue import Subject, check, note
from piadiff.audit.contents import is_outdated
from piadiff.law import Checked, Citation, Compared, Criterion, Status
from piadiff.law.shelf import note_used, used
from piadiff.model import ChangeRow, Form, Item, ItemKind, Level, Observation

_QUOTED = 60
_TABLE = "番号法第19条第8号に基づく主務省令第2条の表"


@dataclass(frozen=True, slots=True)
class _Look:
    """A text of the form that cites law, and what the law says to it.

    Attributes:
        days: The day whose law counts; two where the form bears none: a fault must be one on both ends of the time
            the form can be from.
        answers: For every number cited the answers of those days.
        rule: The rule by which the text says it lists 項番.
    """

    days: tuple[date, ...]
    citations: tuple[Citation, ...]
    answers: tuple[tuple[Checked, ...], ...]
    rule: Criterion | None
    outdated: bool
    item: Item | None = None
    row: ChangeRow | None = None

    def note(self, check_id: str, message: str, *evidence: str) -> Observation:
        """An observation at the place of the text."""
        return note(check_id, message, *evidence, path=self.item.path if self.item else None, row=self.row)

    def wrong(self, *wanted: Status) -> Iterator[Checked]:
        """Answers that are the same on every day the text can be from; what a rule lists is compared as a list."""
        for answers in self.answers:
            listed = self.rule is not None and answers[0].citation.numbers
            if answers[0].status in wanted and len({each.status for each in answers}) == 1 and not listed:
                yield answers[-1]


def _looks(subject: Subject) -> tuple[_Look, ...]:
    looks, files = _looked(subject.form, subject.template.in_force, subject.as_of)
    note_used(*files)
    return looks


@lru_cache(maxsize=2)
def _looked(form: Form, in_force: str, as_of: date | None) -> tuple[tuple[_Look, ...], tuple[str, ...]]:
    with used() as files:
        return tuple(_look_at(form, in_force, as_of)), tuple(sorted(files))


def _look_at(form: Form, in_force: str, as_of: date | None) -> Iterator[_Look]:
    day = form.header.published or as_of
    days = (day,) if day else (date.fromisoformat(in_force), _end()) if in_force else ()
    names = law.defined(item.text for item in form.items)
    texts = [(item.text, days, item, None) for item in form.items if item.kind is ItemKind.TEXT]
    rows = [(row.after, (row.date,) if row.date else days, None, row) for row in form.changes]
    yield from filter(None, (_look(text, own, names, item, row) for text, own, item, row in (*texts, *rows) if own))


def _look(
    text: str, days: tuple[date, ...], names: Mapping[str, str], item: Item | None, row: ChangeRow | None
) -> _Look | None:
    citations = law.find_citations(text, names)
    if not citations:
        return None
    answers = tuple(
        pair for each in citations for pair in zip(*(law.check(each, day) for day in days), strict=True) if each.law
    )
    return _Look(days, citations, answers, law.criterion(text), is_outdated(text, days[-1]), item, row)


def _end() -> date:
    """Last day up to which every law with a table is held."""
    return min(text.checked for entry in law.entries() if entry.tables and (text := law.law(entry.id)))


@check("A34", Level.INFO, "引用された条の見出しが、その日の法令の見出しと違います", "引用された法令の条の見出し")
def captions_of_articles(subject: Subject) -> Iterator[Observation]:
    """「番号法第19条（…）」: the words in brackets should be the caption of the article on that day."""
    for look in _looks(subject):
        for answer in look.wrong(Status.CAPTION) if look.item else ():
            yield look.note(
                "A34",
                f"{answer.message}（版 {answer.revision}）",
                f"{answer.citation.text}（{answer.citation.caption}）",
            )


@check("A29B", Level.WARNING, "引用された条・項番が、その日の法令にありません", "引用された法令")
def not_in_the_law(subject: Subject) -> Iterator[Observation]:
    """条 and 項番 that had gone by the day, or never were."""
    for look in _looks(subject):
        wrong = look.wrong(Status.GONE, Status.NEVER)
        found = [each for each in wrong if _of_table(each, look.days[-1]) or not (each.number or look.outdated)]
        for message, answer in {each.message: each for each in found}.items():
            version = f"（版 {answer.revision}）" if answer.revision else ""
            yield look.note("A29B", f"{message}{version}", answer.citation.text[:_QUOTED])


def _of_table(answer: Checked, day: date) -> bool:
    """Whether an article, or a row of a table that stands, is what is wrong, not the table as a whole."""
    text = law.table(answer.law, answer.citation.table) if answer.citation.table else None
    return not answer.citation.table or (bool(answer.number) and text is not None and text.stands(day))


@check("A29C", Level.INFO, "引用された条・項番が、その日の法令より先のものです（お尋ね）", "引用された法令")
def ahead_of_the_law(subject: Subject) -> Iterator[Observation]:
    """条 and 項番 that came later: the form may have been written for the coming law."""
    for look in _looks(subject):
        for message, answer in {each.message: each for each in look.wrong(Status.NOT_YET)}.items():
            yield look.note("A29C", f"{message}（版 {answer.revision}）。施行を見込んだ記載でしょうか")


def _lists(look: _Look) -> Iterator[Compared]:
    """Lists of a text that states by which rule it lists, where the data reach every day it can be from."""
    for citation in look.citations if look.rule else ():
        text = law.table(citation.law, citation.table) if citation.law and citation.table else None
        if text is None or look.rule is None or len(citation.numbers) < _LIST or not citation.whole:
            continue
        found = [law.compare_list(text, citation.numbers, look.rule, day) for day in look.days]
        kept = [each for each in found if each is not None]
        if len(kept) == len(found) and all(_off(each) == _off(kept[0]) for each in kept):
            yield kept[-1]


def _off(compared: Compared) -> tuple[set[str], set[str]]:
    return {row.number for row in compared.too_many}, {row.number for row in compared.lacking}


_LIST = 3
"""Numbers from which on a text that states a rule is taken to list what the rule calls for."""


@check("A17B", Level.WARNING, "項番の一覧が、記載の基準による法令の表と合いません", _TABLE)
def list_and_table(subject: Subject) -> Iterator[Observation]:
    """A list that says it holds the rows of a kind: those it lacks, and those it has too many."""
    for look in _looks(subject):
        for compared in _lists(look):
            off = [*compared.too_many, *compared.lacking]
            if off and not compared.ahead:
                message = f"法令の表では {len(compared.wanted)} 項です（版 {compared.revision}）"
                yield look.note("A17B", message, *(row.message for row in off))


@check("A17C", Level.INFO, "項番の一覧が、法令の表より先のものです（お尋ね）", _TABLE)
def list_ahead_of_table(subject: Subject) -> Iterator[Observation]:
    """A list with rows that came later: a question, since it may have been written for the coming law."""
    for look in _looks(subject):
        for compared in _lists(look):
            if compared.ahead:
                off = (*compared.ahead, *compared.too_many, *compared.lacking)
                message = f"施行を見込んだ記載でしょうか（版 {compared.revision}）"
                yield look.note("A17C", message, *(row.message for row in off))


@check("A29D", Level.INFO, "この日の法令の版がないため、引用を確かめていません", "収録した法令の範囲")
def outside_the_data(subject: Subject) -> Iterator[Observation]:
    """Laws cited whose data do not reach the form's day: nothing is said of those citations."""
    looks = [look for look in _looks(subject) if look.item]
    cited = {each.law for look in looks for each in look.citations if each.law}
    texts = [text for id_ in sorted(cited) if (text := law.law(id_)) is not None]
    reasons = [law.outside(text, day) for text in texts for look in looks[:1] for day in look.days]
    if any(reasons):
        yield note("A29D", "この日の版を収録していない法令があります", *filter(None, dict.fromkeys(reasons)))
