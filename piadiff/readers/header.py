"""Which 様式 a text is, and what its 表紙 says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from piadiff.model import FormKind, Header, Item
from piadiff.readers.from_lines.units import prefix_of, spellings
from piadiff.templates import Template, for_kind, known, load
from piadiff.text import key, parse_date
from piadiff.text.signs import ERA

_STAMP = re.compile(rf"(?P<era>{ERA})(?P<year>\d{{1,2}}|元)年(?P<month>\d{{1,2}})月様式(?P<number>[234])")
_TITLE = re.compile(r"特定個人情報保護評価書\((?P<kind>基礎|重点|全)項目評価書\)")
_KINDS = {"基礎": FormKind.BASIC, "重点": FormKind.FOCUSED, "全": FormKind.FULL}


def stamp(folded: str) -> tuple[str, str]:
    """(様式, revision) as stamped on the form, both "" without a stamp."""
    match = _STAMP.search(folded)
    if not match:
        return "", ""
    year = "1" if match["year"] == "元" else str(int(match["year"]))
    return f"様式{match['number']}", f"{match['era']}{year}年{int(match['month'])}月"


def titles(folded: str) -> frozenset[FormKind]:
    """The kinds of form that titles in the text name."""
    return frozenset(_KINDS[match["kind"]] for match in _TITLE.finditer(folded))


def _printed(template: Template) -> dict[str, str]:
    """Pattern → label with its number, as the form prints it."""
    printed = dict[str, str]()
    for item in template.items:
        prefix = prefix_of(item)
        label = next(spellings(item))
        shown = {"circled": prefix.value, "number": f"{prefix.value}.", "roman": prefix.value}.get(prefix.sort, "")
        printed[item.pattern] = shown + label
    return printed


def labels_in(template: Template, folded: str) -> int:
    """How many different labels of a template a text holds."""
    return sum(1 for label in set(_printed(template).values()) if len(label) > 2 and label in folded)


@lru_cache(maxsize=1)
def _telling() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """様式 → its headings of sections and its other labels, those left out that stand within a label of any 様式."""
    printed = {name: _printed(load(name, revision)) for name, revision in known()}
    every = {label for labels in printed.values() for label in labels.values() if len(label) > 2}
    alone = {label for label in every if not any(label in other for other in every if label != other)}
    tops = {name: {printed[name][root.pattern] for root in load(name).items if root.depth == 0} for name in printed}
    return {name: (frozenset(tops[name]), frozenset(alone & {*printed[name].values()})) for name in printed}


def _shown(folded: str) -> dict[str, tuple[int, int]]:
    """様式 → how many of its headings and of its other labels a text holds."""
    return {
        name: (sum(top in folded for top in tops), sum(label in folded for label in labels))
        for name, (tops, labels) in _telling().items()
    }


def says_which(folded: str) -> bool:
    """Whether a text shows which 様式 it is of: by its stamp, its title, or more labels than any other 様式 has."""
    most = sorted(_shown(folded).values(), reverse=True)
    return bool(stamp(folded)[0]) or len(titles(folded)) == 1 or most[0] > most[1]


def choose_template(folded: str) -> Template:
    """The template a text was written in; without a stamp the one whose numbered labels it holds most of."""
    name, revision = stamp(folded)
    kinds = titles(folded)
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    candidates = [load(*pair) for pair in known()]
    if name and any(template.name == name for template in candidates):
        candidates = [template for template in candidates if template.name == name]
    elif kind and any(template.kind is kind for template in candidates):
        candidates = [template for template in candidates if template.kind is kind]
    else:
        names = {template.name: template for template in candidates}
        shown = _shown(folded)
        best = max(names, key=lambda name: (shown[name], -len(_printed(names[name]))))
        candidates = [template for template in candidates if template.name == best]
    if revision and len({template.kind for template in candidates}) == 1:
        return for_kind(candidates[0].kind, revision)
    # of equals the smaller form, since one that lacks what a later revision added prints nothing of it; else the newest
    ranks = [(labels_in(template, folded), -len(template.items)) for template in candidates]
    return candidates[len(ranks) - 1 - ranks[::-1].index(max(ranks))]


def read_header(template: Template, folded: str, items: Iterable[Item]) -> Header:
    """The header from the stamp and the items of the 表紙."""
    cover = {item.path.parts[0]: item.value for item in items if item.path.section == "表紙" and item.path.parts}

    def said(name: str) -> str:
        value = cover.get(name, "")
        return value.replace("\n", " ").strip() if isinstance(value, str) else ""

    _, revision = stamp(folded)
    return Header(
        kind=template.kind,
        template=template.name,
        revision=revision,
        chosen="" if revision else template.revision,
        number=key(said("評価書番号")),
        title=said("評価書名"),
        organ=said("評価実施機関名"),
        published=parse_date(said("公表日")),
    )
