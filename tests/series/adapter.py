"""The one place where the series touch piadiff: a written version → its form, rebuilt forms, observations.

Everything else in this folder speaks of versions as plain addresses and values, so that a room of piadiff may be
renamed or an attribute added by changing this file alone.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from piadiff import readers
from piadiff.addresses.resolver import resolve
from piadiff.canonical import dump, load
from piadiff.model import Form, ItemPath, Version
from piadiff.pipeline.auditing import audit_form
from piadiff.pipeline.days import Days
from piadiff.readers.from_rows import with_items_of_rows
from piadiff.rewind import rewind
from piadiff.templates import for_kind
from tests.series.written import Row, Series, State

TEMPLATES = {"基礎": "様式2", "重点": "様式3", "全項目": "様式4"}


class _Plain(yaml.CSafeDumper):
    """YAML without aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the name the base class calls by
        return True


def _text(series: Series, state: State) -> str:
    """The version as a canonical file whose rows have no addresses yet."""
    header = {
        "種類": series.kind,
        "様式": TEMPLATES[series.kind],
        "改訂": state.revision,
        "評価書番号": series.number,
        "評価書名": str(state.items["表紙-評価書名"]),
        "評価実施機関": str(state.items["表紙-評価実施機関名"]),
        "公表日": state.day.isoformat(),
    }
    rows = [
        {
            "行": number,
            "変更日": row.day_raw,
            "変更日（西暦）": row.day.isoformat() if row.day else "",
            "項目": row.item,
            "対象": [],
            "変更前の記載": row.before,
            "変更後の記載": row.after,
            "提出時期": row.timing,
            "提出時期に係る説明": row.explanation,
        }
        for number, row in enumerate(state.rows, 1)
    ]
    document = {"schema": "piadiff/form/1", "評価書": header, "項目": dict(state.items), "変更箇所": rows}
    return yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)


def form_of(series: Series, state: State) -> Form:
    """The version as piadiff reads it; the addresses of its rows are what their 項目 cells resolve to."""
    return _form(series.kind, series.number, state)


@lru_cache(maxsize=512)
def _form(kind: str, number: str, state: State) -> Form:
    bare = load(_text(Series("", kind, number, (state,)), state), f"{kind}-{number}")
    template = for_kind(bare.header.kind, bare.header.in_use)
    named = tuple(str(item.path) for item in bare.items)
    rows = []
    for row in bare.changes:
        asked = (kind, bare.header.revision, named, row.item_raw, row.before, row.after)
        if asked not in _resolved:
            found = resolve(row.item_raw, template, form=bare, before=row.before, after=row.after)
            _resolved[asked] = found.paths
        rows.append(dataclasses.replace(row, items=_resolved[asked]))
    return dataclasses.replace(bare, changes=tuple(rows))


_resolved: dict[tuple[object, ...], tuple[ItemPath, ...]] = {}
"""What a cell means in a form of these items; the same rows stand in many versions."""


def write(series: Series, state: State) -> str:
    """The version as the project keeps it."""
    return dump(form_of(series, state))


@dataclasses.dataclass(frozen=True)
class Rebuilt:
    """A version as ``rewind`` rebuilt it.

    Attributes:
        day: Newest 変更日 of the rows that stand in its table, None for the oldest.
        marked: Addresses it says it is not sure of.
    """

    day: date | None
    revision: str
    items: Mapping[str, str | list[str]]
    marked: frozenset[str]


def rebuilt(series: Series) -> list[Rebuilt]:
    """The earlier versions that piadiff tells from the last one alone, oldest first."""
    last = series.versions[-1]
    shown = {path: value for path, value in last.items.items() if path not in series.unread}
    form, _ = with_items_of_rows(form_of(series, dataclasses.replace(last, items=shown)))
    return [_rebuilt(version) for version in rewind(form)[:-1]]


def rewound(form: Form) -> list[Form]:
    """All versions of a form that piadiff tells from it, the form itself last."""
    return [version.form for version in rewind(form)]


def _rebuilt(version: Version) -> Rebuilt:
    form = version.form
    return Rebuilt(
        day=max((row.date for row in form.changes if row.date), default=None),
        revision=form.header.revision,
        items={str(i.path): i.value if isinstance(i.value, str) else list(i.value) for i in form.items},
        marked=frozenset(
            {str(i.path) for i in form.items if i.undetermined or getattr(i, "uncertain", None)}
            | {str(path) for path in getattr(form, "uncertain", None) or ()}
        ),
    )


@dataclasses.dataclass(frozen=True, order=True)
class Seen:
    """One observation of ``audit``; ``path`` and ``row`` are empty where it names none."""

    check: str
    level: str
    path: str
    row: int
    message: str
    evidence: tuple[str, ...]


def observed(series: Series, *, history: bool = True, day: date | None = None) -> list[Seen]:
    """What audit says of the last version on a day, with all real versions as its history or none."""
    forms = [form_of(series, state) for state in (series.versions if history else series.versions[-1:])]
    return audited(forms[-1], forms if history else (), day)


def audited(form: Form, forms: Sequence[Form] = (), day: date | None = None) -> list[Seen]:
    """What audit says of a form, given its versions oldest first."""
    history = [Version(each, date=each.header.published, published=each.header.published) for each in forms]
    return [
        Seen(o.check, str(o.level), str(o.path or ""), o.row or 0, o.message, tuple(o.evidence))
        for o in audit_form(form, history, Days(as_of=day))
    ]


def read(source: Path) -> Form:
    """A form of any readable file."""
    return readers.read(source)


def published(folder: Path) -> Series:
    """The canonical files of a folder as the versions of one series."""
    forms = [readers.read(file) for file in sorted(folder.glob("*.yaml"))]
    header = forms[-1].header
    return Series(folder.name, header.kind.value, header.number, tuple(map(_state, forms)))


def _state(form: Form) -> State:
    return State(
        form.header.published or date.min,
        form.header.revision,
        {str(i.path): i.value if isinstance(i.value, str) else list(i.value) for i in form.items},
        tuple(
            Row(r.date, r.date_raw, r.item_raw, r.before, r.after, r.timing, r.explanation, tuple(map(str, r.items)))
            for r in form.changes
        ),
    )
