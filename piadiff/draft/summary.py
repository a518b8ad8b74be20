"""Drafted rows → 変更概要: what changes, in plain words for residents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pydantic import Field

from piadiff.data import Strict, shipped
from piadiff.draft.marks import mark
from piadiff.draft.parts import split
from piadiff.draft.style import Style, default_style
from piadiff.draft.substitution import Pair, word_pairs
from piadiff.draft.wordings import fill
from piadiff.errors import DataError
from piadiff.model import Draft, DraftRow, Form, ItemPath, Verdict
from piadiff.model.amendment import Summary, SummaryPoint, SummarySection
from piadiff.templates import Template
from piadiff.text import key
from piadiff.text.alignment import opcodes


class _Section(Strict):
    verdict: Verdict
    title: str
    lead: str


class _Says(Strict):
    added: str
    removed: str
    words: str
    rewritten: str
    rewritten_more: str
    places: str


class _Reason(Strict):
    cause: str
    says: str


class _Words(Strict):
    title: str
    lead: list[str]
    counts: str
    significant_counts: str
    none_significant: str
    nameless: str
    organless: str
    sections: list[_Section]
    says: _Says
    reasons: list[_Reason]
    otherwise: dict[Verdict, str]
    quote_limit: int = Field(gt=0)
    line_limit: int = Field(gt=0)
    quotes_limit: int = Field(gt=0)
    cut: str
    terms: list[tuple[str, str]]


@lru_cache(maxsize=1)
def _words() -> _Words:
    words = shipped("piadiff.draft", "summary.yaml", _Words)
    if {section.verdict for section in words.sections} != set(Verdict) or set(words.otherwise) != set(Verdict):
        raise DataError("概要の文例に、ない判定があります", where="summary.yaml")
    return words


def about(path: ItemPath, template: Template) -> str:
    """What an item is about, by the printed labels without their numbers: 「消去方法（特定個人情報の保管・消去）」."""
    known = template.nearest(path)
    if known is None:
        return path.section
    numbered = next((part for part in reversed(path.parts) if part[-1:].isdecimal() and not part.isdecimal()), "")
    labels = [label for label in known.labels[1:] if label] or list(known.labels)
    name = numbered if known.repeat and numbered else labels[-1]
    higher = labels[-2] if len(labels) > 1 and not (numbered and numbered.startswith(labels[-2])) else ""
    beside = "、".join(dict.fromkeys(label for label in (path.file, numbered, higher) if label not in ("", name)))
    return f"{name}（{beside}）" if beside else name


def _common(paths: Sequence[ItemPath]) -> ItemPath:
    """The address above all the paths of a row."""
    here = paths[0]
    while here.parent is not None and not all(here.contains(path) for path in paths):
        here = here.parent
    return here


def _cut(text: str) -> str:
    words = _words()
    return text if len(text) <= words.quote_limit else text[: words.quote_limit] + words.cut


def _changed_lines(before: str, after: str) -> Iterator[Pair]:
    """Lines and sentences that changed, each beside what became of it; "" where it came or went."""
    old, new = ([piece for piece in split(text) if piece.strip()] for text in (before, after))
    for same, start, end, begin, stop in opcodes([key(piece) for piece in old], [key(piece) for piece in new]):
        if same:
            continue
        come = list(new[begin:stop])
        for line in old[start:end]:
            twin = next((at for at, other in enumerate(come) if _alike(key(line), key(other))), None)
            if twin is None:
                yield line, ""
                continue
            yield from (("", other) for other in come[:twin])
            yield line, come[twin]
            del come[: twin + 1]
        yield from (("", other) for other in come)


def _alike(one: str, other: str) -> bool:
    """Whether two lines share most of their pairs of letters."""
    left, right = ({text[at : at + 2] for at in range(len(text) - 1)} or {text} for text in (one, other))
    return 2 * len(left & right) >= _LIKE * (len(left) + len(right))


_LIKE = 0.4


def _in_words(lines: Pair) -> Sequence[Pair]:
    """A pair of short lines as it is, one of long lines by the words that changed."""
    if all(len(line) <= _words().line_limit for line in lines) or not all(lines):
        return [lines]
    return word_pairs(mark(*lines))


def _quotes(row: DraftRow, style: Style) -> tuple[str, tuple[Pair, ...]]:
    """What happens and the words it happens to."""
    says, words = _words().says, _words()
    if row.before == style.none:
        return says.added, (("", _cut(row.after)),)
    if row.after == style.none:
        return says.removed, ((_cut(row.before), ""),)
    pairs = [pair for lines in _changed_lines(row.before, row.after) for pair in _in_words(lines)]
    if len(row.before) + len(row.after) <= words.quote_limit and "\n" not in row.before + row.after:
        return says.words, ((row.before, row.after),)
    shown = tuple((_cut(before.strip()), _cut(after.strip())) for before, after in pairs[: words.quotes_limit])
    more = len(pairs) - len(shown)
    return (fill(says.rewritten_more, more=more) if more else says.rewritten), shown


def _point(number: int, row: DraftRow, template: Template, style: Style) -> SummaryPoint:
    says, quotes = _quotes(row, style)
    whole = style.none in (row.before, row.after) and len(row.paths) > 1
    paths = (_common(row.paths),) if whole else row.paths
    places = tuple(dict.fromkeys(about(path, template) for path in paths))
    if len(places) > 1:
        says += fill(_words().says.places, number=len(places), places="、".join(places))
    return SummaryPoint(
        about=places[0],
        item=row.item,
        says=says,
        quotes=quotes,
        reason=row.explanation if "説明" in row.decided else _why(row),
        rows=(number,),
        by_person="説明" in row.decided,
    )


def _why(row: DraftRow) -> str:
    """Why a row changes, as one says it to residents; what no rule says is put by its verdict."""
    words = _words()
    causes = row.cause.split("、")
    told = [each.says for each in words.reasons if each.cause in causes] if "判定" not in row.decided else []
    return told[0] if len(told) == len(causes) == 1 else words.otherwise[row.verdict]


def _terms(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    text = key("\n".join(texts))
    explained: set[str] = set()
    for term, meaning in _words().terms:
        if key(term) in text and meaning not in explained:
            explained.add(meaning)
            yield term, meaning


def _lead(form: Form | None, rows: Sequence[DraftRow]) -> tuple[str, ...]:
    words = _words()
    header = form.header if form else None
    names = {
        "title": (header.title if header else "") or words.nameless,
        "organ": (header.organ if header else "") or words.organless,
    }
    heavy = sum(row.verdict in (Verdict.REDO, Verdict.SIGNIFICANT) for row in rows)
    weight = fill(words.significant_counts, significant=heavy) if heavy else words.none_significant
    if any(row.verdict is Verdict.UNDECIDED for row in rows) and not heavy:
        weight = ""
    return (*(fill(line, **names) for line in words.lead), fill(words.counts, rows=len(rows)) + weight)


def summary(draft: Draft, *, template: Template, form: Form | None = None, style: Style | None = None) -> Summary:
    """The summary of a draft; every row is in it once."""
    words, style = _words(), style or default_style()
    sections = []
    for section in words.sections:
        points = tuple(
            _point(number, row, template, style)
            for number, row in enumerate(draft.rows, start=1)
            if row.verdict is section.verdict
        )
        if points:
            sections.append(SummarySection(section.title, section.lead, points))
    title = (form.header.title if form else "") or words.nameless
    shown = [
        text for part in sections for point in part.points for pair in point.quotes for text in (*pair, point.about)
    ]
    return Summary(
        title=fill(words.title, title=title),
        lead=_lead(form, draft.rows),
        sections=tuple(sections),
        terms=tuple(_terms(shown)),
    )
