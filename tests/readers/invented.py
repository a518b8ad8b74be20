"""Forms of every 様式 and revision with invented values, no two texts alike, so that none can stand in for another."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from piadiff.model import Form, Header, Item, ItemKind, ItemPath, Value
from piadiff.templates import Template, TemplateItem, load

_PAPERS = ["申請書", "届出書", "台帳", "通知書", "証明書", "申告書", "名簿", "帳票"]
_DEEDS = ["受け付ける", "点検する", "保管する", "廃棄する", "照合する", "送付する", "記録する", "確認する"]
_DIVISIONS = ["総務部庶務課", "税務部納税課", "健康部保健課", "福祉部給付課", "市民部戸籍課"]
_DATES = ["平成28年1月1日", "令和5年4月1日", "令和元年10月1日"]
_FILES = ["みどり情報ファイル", "ひかり管理ファイル"]
_TWICE = 2


@dataclass
class _Author:
    """Writes the values of one form."""

    seed: int
    files: list[str]
    count: int = 0
    rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)  # noqa: S311 - no secret

    def sentence(self) -> str:
        self.count += 1
        pick, number = self.rng.choice, self.count
        return pick(
            [
                f"{pick(_DIVISIONS)}の担当者{number}名が{pick(_PAPERS)}を{pick(_DEEDS)}。",
                f"{pick(_PAPERS)}の写しを{number}日以内に{pick(_DEEDS)}ため、特定個人情報の入手に当たり本人確認を行う。",
                f"番号法第{number}条第2号、別表の{number}、{number + 1}及び{number + 7}の項による。",
            ]
        )

    def text(self) -> str:
        lines = [self.sentence() for _ in range(self.rng.randint(2, 4))]
        return self.rng.choice(
            [
                "－",
                lines[0],
                "".join(lines),
                "\n".join(f"{mark}{line}" for mark, line in zip("①②③④", lines, strict=False)),
                "\n".join(f"・{line}" for line in lines),
                "\n".join(f"{number}．{line}" for number, line in enumerate(lines, 1)),
                f"＜みどり市における措置＞\n{lines[0]}\n＜中間サーバーにおける措置＞\n{lines[1]}",
            ]
        )

    def ticked(self, item: TemplateItem) -> tuple[str, ...]:
        chosen = [option for option in item.options if self.rng.random() < 0.4]
        return tuple(self.with_text(option) if option in item.texts else option for option in chosen)

    def with_text(self, option: str) -> str:
        counted = option.endswith("行っている")
        return f"{option}（{self.rng.randint(1, 30)}件）" if counted else f"{option}（{self.rng.choice(_DIVISIONS)}）"

    def value(self, item: TemplateItem, path: ItemPath, cover: dict[str, str]) -> Value:
        """The value of an item."""
        if path.section == "表紙":
            return cover[path.parts[0]]
        if item.kind is ItemKind.CHOICE:
            return self.rng.choice(item.options)
        if item.kind is ItemKind.CHECKS:
            return self.ticked(item)
        if item.kind is ItemKind.DATE:
            return self.rng.choice(_DATES)
        if item.kind is ItemKind.COUNT:
            return str(_TWICE)
        if path.file and path.parts == ("1",):
            return path.file
        if item.label.startswith("特定個人情報ファイル名"):
            return "\n".join(f"（{number}）{name}" for number, name in enumerate(self.files, 1))
        return self.text()


def _cover(form_name: str, author: _Author) -> dict[str, str]:
    kind = {"様式2": "基礎", "様式3": "重点", "様式4": "全"}[form_name]
    return {
        "評価書番号": str(author.rng.randint(1, 99)),
        "評価書名": f"こもれび給付に関する事務　{kind}項目評価書",
        "宣言": "みどり市は、給付に関する事務で特定個人情報ファイルを扱うことが個人のプライバシー等に影響し得ることを認め、"
        "適切な措置を講じて権利利益の保護に取り組むことを宣言する。",
        "特記事項": author.rng.choice(["特になし", author.sentence()]),
        "評価実施機関名": author.rng.choice(["みどり市長", "ひかり町教育委員会", "みどり県後期高齢者医療広域連合"]),
        "承認日": "",
        "公表日": author.rng.choice(_DATES),
    }


def _below(items: tuple[TemplateItem, ...], start: int, end: int, path: ItemPath) -> Iterator[tuple[int, ItemPath]]:
    """Places and addresses of an item and all below it, repeated groups twice."""
    yield start, path
    depth = items[start].depth + 1
    starts = [place for place in range(start + 1, end) if items[place].depth == depth]
    for first, last in pairwise([*starts, end]):
        child = items[first]
        for number in range(1, _TWICE + 1) if child.repeat else [""]:
            yield from _below(items, first, last, path.child(f"{child.key}{number}"))


def _addresses(template: Template, files: list[str]) -> Iterator[tuple[TemplateItem, ItemPath]]:
    items = template.items
    roots = [place for place, item in enumerate(items) if item.depth == 0]
    for start, end in pairwise([*roots, len(items)]):
        root = items[start]
        if root.key != template.change_table:
            for name in files if root.per_file else [""]:
                yield from ((items[place], path) for place, path in _below(items, start, end, ItemPath(root.key, name)))


def invented(form_name: str, revision: str, seed: int = 0, files: int = 1) -> Form:
    """A form of a revision with values for all its items; the values of two seeds differ."""
    template, author = load(form_name, revision), _Author(seed, _FILES[:files])
    cover = _cover(form_name, author)
    items = tuple(
        Item(path, item.label, item.kind, author.value(item, path, cover), item.options, item.significant)
        for item, path in _addresses(template, author.files)
        if item.kind is not None
    )
    header = Header(template.kind, form_name, revision, cover["評価書番号"], cover["評価書名"], cover["評価実施機関名"])
    return Form(header=header, items=items)
