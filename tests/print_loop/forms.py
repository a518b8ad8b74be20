"""Filled-in forms whose truth is known: invented ones of every template, and the samples of みほん市."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from piadiff import canonical
from piadiff.model import ChangeRow, Form, Header, Item, ItemKind, ItemPath, Value
from piadiff.templates import Template, TemplateItem, known, load
from piadiff.text import parse_date

from .words import Author

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
_OPTIONAL = (
    "備考",
    "特記事項",
    "その他の措置の内容",
    "変更の妥当性",
    "他の評価実施機関",
    "期間を短縮する特段の理由",
    "法令による特別の手続",
    "個人情報ファイル簿への不記載等",
    "適用した理由",
    "主な意見の内容",
    "その内容",
    "再発防止策の内容",
)
_WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


def samples() -> dict[str, Form]:
    """The forms of ``corpora/`` by name."""
    files = sorted(CORPORA.rglob("*.yaml"))
    return {
        f"{path.parent.name}/{path.stem}": canonical.load(path.read_text(encoding="utf-8"), path.name) for path in files
    }


def invented(name: str, revision: str, seed: int) -> Form:
    """A form of a revision, the same for the same seed."""
    return _Filling(load(name, revision), seed).form()


def every_template() -> tuple[tuple[str, str], ...]:
    """(様式, revision) of all templates."""
    return known()


class _Filling:
    """Fills in one template."""

    def __init__(self, template: Template, seed: int) -> None:
        self.template = template
        self.author = Author(f"{template.name} {template.revision} {seed}")
        self.files = self.author.file_names()
        self.labels = sorted({item.label for item in template.items if 3 < len(item.label) < 16})
        self.groups: dict[tuple[str, str], int] = {}

    def form(self) -> Form:
        items = tuple(self._filled())
        cover = {item.path.parts[0]: str(item.value) for item in items if item.path.section == "表紙"}
        header = Header(
            self.template.kind,
            self.template.name,
            self.template.revision,
            cover["評価書番号"],
            cover["評価書名"],
            cover["評価実施機関名"],
            parse_date(cover["公表日"]),
        )
        rows = tuple(self._row(number, items) for number in range(1, self._row_count() + 1))
        return Form(header=header, items=items, changes=rows)

    def _filled(self) -> Iterator[Item]:
        for owner, path, blank in self._addresses():
            if owner.kind is not None:
                value = self._value(owner, path) if not blank else (() if owner.kind is ItemKind.CHECKS else "")
                yield Item(path, owner.label, owner.kind, value, owner.options, owner.significant)

    def _addresses(self) -> Iterator[tuple[TemplateItem, ItemPath, bool]]:
        items = self.template.items
        roots = [place for place, item in enumerate(items) if item.depth == 0]
        for start, end in pairwise([*roots, len(items)]):
            for name in self.files if items[start].per_file else [""]:
                yield from self._below(start, end, ItemPath(items[start].key, name), blank=False)

    def _below(
        self, start: int, end: int, path: ItemPath, *, blank: bool
    ) -> Iterator[tuple[TemplateItem, ItemPath, bool]]:
        items = self.template.items
        yield items[start], path, blank
        depth = items[start].depth + 1
        starts = [place for place in range(start + 1, end) if items[place].depth == depth]
        for first, last in pairwise([*starts, end]):
            child = items[first]
            if not child.repeat:
                yield from self._below(first, last, path.child(child.key), blank=blank)
                continue
            count = self._count(path.file, child.key)
            shown = count or int(self.author.chance(0.4))
            for number in range(1, shown + 1):
                yield from self._below(first, last, path.child(f"{child.key}{number}"), blank=not count)

    def _count(self, file: str, key: str) -> int:
        """How many groups of a name a file has; the printed numbers agree with it."""
        if (file, key) not in self.groups:
            least = 1 if key == "システム" else 0
            self.groups[file, key] = self.author.pick(
                [least, 1, 1, 2, 3] if key == "システム" else [0, 1, 1, 2, 2, 3, 4]
            )
        return self.groups[file, key]

    def _value(self, owner: TemplateItem, path: ItemPath) -> Value:
        if owner.kind is ItemKind.CHOICE:
            return self._choice(owner, path)
        if owner.kind is ItemKind.CHECKS:
            return self._checks(owner, path)
        if owner.kind is ItemKind.DATE:
            return "" if path.parts[-1] == "承認日" else self.author.day()
        if owner.kind is ItemKind.COUNT:
            return str(self._count(path.file, "委託事項") or "")
        return self._text(owner, path)

    def _choice(self, owner: TemplateItem, path: ItemPath) -> str:
        if path.parts[-1] == "委託の有無":
            return owner.options[0 if self._count(path.file, "委託事項") else 1]
        return "" if self.author.chance(0.04) else self.author.pick(owner.options)

    def _checks(self, owner: TemplateItem, path: ItemPath) -> tuple[str, ...]:
        if path.parts[-1] == "提供・移転の有無":
            given, moved = self._count(path.file, "提供先"), self._count(path.file, "移転先")
            shown = [
                f"{option}（{count}件）" for option, count in zip(owner.options, (given, moved), strict=False) if count
            ]
            return tuple(shown or owner.options[2:])
        share = 0.3 if len(owner.options) > 1 else 0.5
        ticked = [option for option in owner.options if self.author.chance(share)]
        return tuple(
            f"{option}（{self.author.short()}）" if option in owner.texts and self.author.chance(0.85) else option
            for option in ticked
        )

    def _text(self, owner: TemplateItem, path: ItemPath) -> str:
        author, label = self.author, owner.label
        if path.section == "表紙":
            return self._cover(path.parts[0])
        if path.file and path.parts == ("1",):
            return path.file
        if label == "特定個人情報ファイル名":
            return (
                "\n".join(f"({number}) {name}" for number, name in enumerate(self.files, 1))
                if len(self.files) > 1
                else self.files[0]
            )
        if label in _OPTIONAL and author.chance(0.5):
            return author.pick(["", "", "－", "特になし。"])
        special = {
            "事務の名称": lambda: author.task,
            "部署": author.department,
            "事務担当部署": author.department,
            "使用部署": author.department,
            "所属長の役職名": author.post,
            "所属長": author.post,
            "委託先名": author.firm,
            "システムの名称": author.system,
            "個人情報ファイル名": lambda: f"{author.task[:-5]}ファイル",
            "特定個人情報の開示・訂正・利用停止請求": author.contact,
            "特定個人情報ファイルの取扱いに関する問合せ": author.contact,
            "請求先": author.contact,
            "連絡先": author.contact,
            "特定個人情報ファイル記録項目": author.record_items,
            "実施日・期間": lambda: f"{author.day()}から30日間",
            "しきい値判断結果": lambda: "基礎項目評価の実施が義務付けられる",
        }
        if label in special:
            return special[label]()
        if label in {"法令上の根拠", "個人番号の利用"}:
            return "\n".join(author.clause() for _ in range(author.rng.randint(1, 4)))
        if owner.repeat or label.endswith(("用途", "時期・頻度", "公表場所", "妥当性", "必要性")):
            return author.pick([author.phrase, author.phrase, author.sentence])()
        long = label in {"事務の概要", "事務の内容", "システムの機能"} or owner.depth > 3
        return author.text(self.labels, 6 if long else 3)

    def _cover(self, key: str) -> str:
        author, kind = self.author, {"様式2": "基礎", "様式3": "重点", "様式4": "全"}[self.template.name]
        return {
            "評価書番号": lambda: str(author.pick([author.rng.randint(1, 99), author.rng.randint(100, 99999)])),
            "評価書名": lambda: f"{author.task}　{kind}項目評価書",
            "宣言": lambda: (
                f"{author.place}は、{author.task}で特定個人情報ファイルを扱うことが住民の権利利益に影響し得ることを認め、{author.sentence()[:-1]}などの手立てを講じて、個人のプライバシー等の保護に取り組むことを宣言する。"
            ),
            "特記事項": lambda: author.pick(["", "特になし", author.sentence()]),
            "評価実施機関名": author.organ,
        }[key]()

    def _row_count(self) -> int:
        return (
            self.author.pick([0, 2, 5, 8, 12, 25]) if self.template.name != "様式2" else self.author.pick([0, 3, 6, 14])
        )

    def _row(self, number: int, items: tuple[Item, ...]) -> ChangeRow:
        author = self.author
        texts = [item for item in items if item.kind is ItemKind.TEXT and item.path.section != "表紙" and item.value]
        item = author.pick(texts)
        before, after = author.text(self.labels, 2), author.text(self.labels, 2)
        if author.chance(0.35):
            before, after = f"（省略）\n{before}\n（省略）", f"（省略）\n{after}\n（省略）"
        elif author.chance(0.15):
            before = "－"
        return ChangeRow(
            row=number,
            date_raw="" if author.chance(0.1) else author.day(),
            item_raw=self._spelt(item),
            before=before,
            after=after,
            timing=author.pick(["事後", "事後", "事前"]),
            explanation=author.pick(
                [
                    "軽微な変更であるため。",
                    f"{author.phrase()}の見直しであり、重要な変更に当たらない。",
                    f"{author.system()}の更新による。",
                    "",
                ]
            ),
        )

    def _spelt(self, item: Item) -> str:
        path = item.path
        head = f"{path.section}（{path.file}）" if path.file else path.section
        spelt = "－".join([head, *path.parts])
        return self.author.pick([spelt.translate(_WIDE), spelt, f"{spelt}　{item.label}", f"{spelt}\n{item.label}"])


def without_stamp(form: Form) -> Form:
    """The form as a source without a stamp shows it."""
    return replace(form, header=replace(form.header, revision=""))
