"""Template files → Template; every file is validated when it is first used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from pydantic import RootModel

from piadiff import data
from piadiff.errors import DataError, WrongCallError
from piadiff.model import FormKind, ItemKind
from piadiff.templates.schema import Certainty, Node, Revision, Template, TemplateFile, TemplateItem
from piadiff.templates.source import Sources, part_of
from piadiff.text.signs import ERA, ERAS, year_of_era

Options = dict[str, tuple[str, ...]]

_OPTIONS_FILE = "options.yaml"
_FILE_NAME = re.compile(r"form(?P<number>\d)-(?P<year>\d{4})-(?P<month>\d{2})\.yaml")


class _OptionLists(RootModel[dict[str, list[str]]]):
    """Option lists by name."""


def _fault(node: Node, above: _Above, options: Options) -> str:
    """What is wrong with a node in its place, "" when nothing is."""
    offers = options.get(node.options, ())
    if node.options and node.options not in options:
        return f"選択肢の一覧「{node.options}」がありません"
    if (node.kind in {"choice", "checks"}) != bool(node.options):
        return "選択肢は choice と checks にだけ、必ず書いてください"
    if not set(node.texts) <= set(offers):
        return f"texts が選択肢にありません: {'、'.join(sorted(set(node.texts) - set(offers)))}"
    if node.per_file and above.pattern:
        return "per_file は節にだけ書けます"
    return ""


@dataclass(frozen=True, slots=True)
class _Above:
    """What a node takes over from the one above it."""

    pattern: str
    labels: tuple[str, ...]
    certainty: Certainty
    covered: bool
    per_file: bool
    depth: int


def _flatten(nodes: list[Node], above: _Above, options: Options) -> Iterator[TemplateItem]:
    """Items of sibling nodes, each followed by what stands below it."""
    for node in nodes:
        pattern = "-".join(filter(None, (above.pattern, part_of(node))))
        fault = _fault(node, above, options)
        if fault:
            raise DataError(fault, where=pattern)
        here = _Above(
            pattern=pattern,
            labels=(*above.labels, node.label),
            certainty=node.certainty or above.certainty,
            covered=node.significant_below or (above.covered and node.significant is not False),
            per_file=node.per_file or above.per_file,
            depth=above.depth + 1,
        )
        yield TemplateItem(
            pattern=pattern,
            key=node.key,
            label=node.label,
            labels=here.labels,
            field=node.field,
            aka=tuple(node.aka),
            kind=None if node.kind == "group" else ItemKind(node.kind),
            options=options.get(node.options, ()),
            texts=tuple(node.texts),
            significant=node.significant if node.significant is not None else here.covered,
            repeat=node.repeat,
            per_file=here.per_file,
            prints=tuple(node.prints),
            certainty=here.certainty,
            depth=above.depth,
            note=node.note,
        )
        yield from _flatten(node.items, here, options)


@dataclass(frozen=True)
class TemplateStore:
    """All template files of one folder."""

    folder: Traversable

    @cached_property
    def files(self) -> dict[tuple[str, str], str]:
        """(様式, revision) → file name, oldest first, read off names such as ``form4-2024-10.yaml``."""
        index: dict[tuple[str, str], str] = {}
        for name in sorted(entry.name for entry in self.folder.iterdir() if entry.name.endswith(".yaml")):
            if name == _OPTIONS_FILE:
                continue
            match = _FILE_NAME.fullmatch(name)
            if match is None:
                raise DataError("様式データの名は form4-2024-10.yaml の形にしてください", where=name)
            index[f"様式{match['number']}", _stamp(int(match["year"]), int(match["month"]))] = name
        return index

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self.folder, self.files)

    @cached_property
    def options(self) -> Options:
        """Option lists that the items share."""
        lists = data.read(self.folder / _OPTIONS_FILE, _OptionLists, _OPTIONS_FILE).root
        for name, offers in lists.items():
            if len(set(offers)) < len(offers) or not offers:
                raise DataError(f"選択肢の一覧「{name}」が空か、同じ選択肢を2回含みます", where=_OPTIONS_FILE)
        return {name: tuple(offers) for name, offers in lists.items()}

    @lru_cache(maxsize=32)  # noqa: B019 - a shelf lives as long as the program
    def _items(self, name: str) -> tuple[TemplateFile, tuple[TemplateItem, ...]]:
        source = self._sources.read(name)
        if self.files.get((source.name, source.revision)) != name:
            raise DataError(f"中身は「{source.name} {source.revision}」で、ファイル名と食い違います", where=name)
        root = _Above("", (), source.certainty, covered=False, per_file=False, depth=0)
        try:
            items = tuple(_flatten(source.sections, root, self.options))
        except DataError as error:
            raise DataError(error.message, where=f"{name} {error.where}") from error
        patterns = [item.pattern for item in items]
        twice = sorted({pattern for pattern in patterns if patterns.count(pattern) > 1})
        if twice:
            raise DataError(f"同じ項目が2回書かれています: {', '.join(twice)}", where=name)
        return source, items

    def load(self, name: str, revision: str) -> Template:
        """One template.

        Raises:
            DataError: When its file, or one it rests on, is broken.
        """
        file = self.files[name, revision]
        source, items = self._items(file)
        return Template(
            kind=FormKind(source.kind),
            name=source.name,
            revision=source.revision,
            in_force=source.in_force,
            certainty=source.certainty,
            change_table=source.change_table,
            prints=tuple(source.prints),
            items=items,
            since=self._since(source, items, file),
            note=source.note,
        )

    def _since(self, source: TemplateFile, items: Sequence[TemplateItem], file: str) -> Revision | None:
        """What the revision did to the one before it, every item listed; both ends must exist."""
        since = source.since
        if since is None:
            return None
        previous = self.files.get((source.name, since.previous))
        if previous is None:
            raise DataError(f"since.previous の「{source.name} {since.previous}」がありません", where=file)
        new = [item.pattern for item in items]
        old = [item.pattern for item in self._items(previous)[1]]
        asked = [(move.source, old) for move in since.moves] + [(move.target, new) for move in since.moves]
        asked += [(pattern, new) for pattern in since.added] + [(pattern, old) for pattern in since.removed]
        unknown = [pattern for pattern, known in asked if pattern not in known]
        if unknown:
            raise DataError(f"since の番地が様式にありません: {'、'.join(unknown)}", where=file)
        return since.model_copy(
            update={"added": _with_all_below(since.added, new), "removed": _with_all_below(since.removed, old)}
        )


def _with_all_below(tops: Sequence[str], patterns: Sequence[str]) -> list[str]:
    return [pattern for pattern in patterns if any(f"{pattern}-".startswith(f"{top}-") for top in tops)]


def _stamp(year: int, month: int) -> str:
    """Revision stamp as printed on the form; the forms began in 平成26年."""
    era = next(name for name, begin in reversed(ERAS.items()) if (year, month) >= (begin.year, begin.month))
    return f"{era}{year - ERAS[era].year + 1}年{month}月"


_SHIPPED = TemplateStore(resources.files("piadiff.templates") / "data")


def known() -> tuple[tuple[str, str], ...]:
    """All (様式, revision) pairs shipped, oldest revision of each form first."""
    return tuple(_SHIPPED.files)


@lru_cache(maxsize=16)
def load(name: str, revision: str = "") -> Template:
    """The template of a 様式 (``様式4``); its newest revision unless one is named.

    Raises:
        WrongCallError: When no such template is shipped.
        DataError: When the shipped file is broken.
    """
    revisions = [known_revision for known_name, known_revision in known() if known_name == name]
    if not revisions or (revision and revision not in revisions):
        shipped = "、".join(" ".join(pair) for pair in known())
        asked = f"{name} {revision}".strip()
        raise WrongCallError(f"様式「{asked}」は登録されていません", remedy=f"次から選んでください: {shipped}")
    return _SHIPPED.load(name, revision or revisions[-1])


_NAMES = {FormKind.BASIC: "様式2", FormKind.FOCUSED: "様式3", FormKind.FULL: "様式4"}


def for_kind(kind: FormKind, revision: str = "") -> Template:
    """The template of a kind of form.

    A stamp that is not shipped (平成29年5月) gets the newest revision before it; no stamp the newest of all.
    """
    name = _NAMES[kind]
    shipped = [known_revision for known_name, known_revision in known() if known_name == name]
    asked = _month_of(revision)
    if revision in shipped or not asked:
        return load(name, revision if revision in shipped else "")
    earlier = [known_revision for known_revision in shipped if _month_of(known_revision) <= asked]
    return load(name, earlier[-1] if earlier else shipped[0])


def _month_of(stamp: str) -> tuple[int, ...]:
    """(year, month) of a stamp in any width; () when it is none."""
    match = re.fullmatch(
        rf"({ERA})(\d{{1,2}}|元)年(\d{{1,2}})月", unicodedata.normalize("NFKC", "".join(stamp.split()))
    )
    if match is None:
        return ()
    return year_of_era(match[1], 1 if match[2] == "元" else int(match[2])), int(match[3])
