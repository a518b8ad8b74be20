"""How many files and repeated groups a form has, and which headings are only its table of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from piadiff.readers.from_lines.tokens import Kind, Token
from piadiff.readers.from_lines.units import Extent, spellings
from piadiff.templates import Template
from piadiff.text import key

_HEADINGS = frozenset({"roman", "attachment"})
_CONTENTS_AT_LEAST = 4
_MOST_FILES = 30
_MOST_NUMBERS = 120


def without_doubles(tokens: Sequence[Token]) -> list[Token]:
    """Tokens in which of a label printed twice in a row only the second one is a label."""
    result = list(tokens)
    for place, (first, second) in enumerate(pairwise(tokens)):
        both = first.kind is second.kind is Kind.LABEL
        if both and (first.text, first.prefix, first.end) == (second.text, second.prefix, second.start):
            result[place] = first._replace(kind=Kind.PRINT)
    return result


def without_contents(tokens: Sequence[Token]) -> list[Token]:
    """Tokens in which the headings of a table of contents are print instead of labels.

    A table of contents is a run of section headings with no other label between them.
    """
    labels = [place for place, token in enumerate(tokens) if token.kind is Kind.LABEL]
    result, run = list(tokens), list[int]()
    for place in [*labels, -1]:
        if place >= 0 and tokens[place].prefix.sort in _HEADINGS:
            run.append(place)
            continue
        if len(run) >= _CONTENTS_AT_LEAST and len({tokens[p].prefix for p in run}) >= _CONTENTS_AT_LEAST:
            ending = run[-1] if place < 0 or len(run) == len(labels) else _last_of_contents(tokens, run)
            for heading in run:
                if heading <= ending:
                    result[heading] = tokens[heading]._replace(kind=Kind.PRINT)
        run = []
    return result


def _last_of_contents(tokens: Sequence[Token], run: Sequence[int]) -> int:
    """The last heading of a run that is contents: a heading printed again begins the form itself."""
    seen = set[str]()
    for position, place in enumerate(run):
        if tokens[place].text in seen:
            return run[position - 1]
        seen.add(tokens[place].text)
    return run[-1]


def measure(template: Template, tokens: Iterable[Token]) -> Extent:
    """Files and group numbers of a form whose labels are given."""
    labels = [token for token in tokens if token.kind is Kind.LABEL]
    counts = Counter(token.text for token in labels)
    files = 1
    for item in template.items:
        if item.depth == 0 and item.per_file and item.is_group:
            files = max(files, *(counts[text] for text in spellings(item)))
    numbers = dict[str, Sequence[str]]()
    for place, item in enumerate(template.items):
        if item.repeat:
            seen = {token.prefix.value for token in labels if token.text == key(item.label) and token.prefix.value}
            first = template.items[place + 1] if place + 1 < len(template.items) else None
            ranked = sorted(seen, key=lambda number: (int(number.partition("~")[0]), "~" not in number, number))
            found = ranked[:_MOST_NUMBERS]
            unnumbered = counts[key(first.label)] if first else 0
            numbers[item.key] = found or [str(n) for n in range(1, min(unnumbered, 30) + 1)] or ["1"]
    return Extent(min(files, _MOST_FILES), numbers)
