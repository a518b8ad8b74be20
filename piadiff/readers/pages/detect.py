"""Which form a text is, of which revision, or what it looks like instead."""

from __future__ import annotations

import re
import unicodedata

from piadiff.errors import UnreadableSourceError
from piadiff.model import FormKind
from piadiff.readers.pages.fragments import Fragment
from piadiff.readers.pages.labels import find_labels
from piadiff.templates import Template, for_kind, known, load
from piadiff.text import key

_TITLES = {
    FormKind.BASIC: re.compile(r"特定個人情報保護評価書\(基礎項目評価書\)"),
    FormKind.FOCUSED: re.compile(r"特定個人情報保護評価書\(重点項目評価書\)"),
    FormKind.FULL: re.compile(r"特定個人情報保護評価書\(全項目評価書\)"),
}
_STAMP = re.compile(r"(平成|令和)(元|\d{1,2})年(\d{1,2})月様式(\d)")
_LOOKS = (
    ("意見募集・説明の資料", re.compile(r"意見.{0,6}募集|意見提出|パブリックコメント|説明資料|スケジュール")),
    ("特定個人情報保護評価計画管理書（様式1）", re.compile(r"計画管理書")),
    ("条例・規程", re.compile(r"第\d+条.{0,200}第\d+条.{0,200}附則|規程第|要綱第")),
    ("会議の記録", re.compile(r"議事録|会議録|出席者")),
    ("プログラムのソース", re.compile(r"def \w+\(|#include|function \w+\(|import \w+")),
)
_FEWEST = 12
NAMES = {FormKind.BASIC: "様式2", FormKind.FOCUSED: "様式3", FormKind.FULL: "様式4"}


def detect(text: str, parts: list[Fragment], name: str) -> Template:
    """Template of a text.

    Raises:
        UnreadableSourceError: When the text is no form; the message says what it looks like.
    """
    squeezed = key(text)
    shipped = {name for name, _ in known()}
    scores = {kind: _score(parts, for_kind(kind)) for kind, form in NAMES.items() if form in shipped}
    titled = [kind for kind, pattern in _TITLES.items() if pattern.search(squeezed[:6000])]
    best = titled[0] if len(titled) == 1 else max(scores, key=lambda kind: scores[kind])
    if scores[best] < _FEWEST:
        raise UnreadableSourceError(
            f"評価書（様式2・3・4）ではありません。{_looks_like(text)}。様式の項目名は {scores[best]} 個しか見当たりません",
            where=name,
            remedy="公表された評価書そのもの（基礎・重点・全項目のどれか）を指定してください",
        )
    template = for_kind(best)
    return load(template.name, _revision(squeezed, template, parts))


def _score(parts: list[Fragment], template: Template) -> int:
    """How many different items of a template have their label in the text."""
    found = find_labels(parts, template)
    return len({label.candidates[0].pattern for label in found if len(label.candidates[0].label) >= 4})


def _revision(squeezed: str, template: Template, parts: list[Fragment]) -> str:
    """The printed stamp, else the newest revision none of whose own items is absent."""
    shipped = [revision for name, revision in known() if name == template.name]
    stamp = _STAMP.search(squeezed)
    if stamp:
        printed = f"{stamp[1]}{stamp[2]}年{int(stamp[3])}月"
        if printed in shipped:
            return printed
    for revision in reversed(shipped):
        candidate = load(template.name, revision)
        if candidate.since is None:
            return revision
        seen = {item.pattern for label in find_labels(parts, candidate) for item in label.candidates}
        if any(pattern in seen for pattern in candidate.since.added):
            return revision
        moved = [move for move in candidate.since.moves if move.target in seen]
        if not candidate.since.added and not moved:
            return revision
    return shipped[0]


def _looks_like(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[:20000])
    if not folded.strip():
        return "中身が空です"
    for what, pattern in _LOOKS:
        match = pattern.search(folded)
        if match:
            return f"{what}のように見えます（「{match[0][:20].strip()}」とあります）"
    if folded.count("変更前の記載") and folded.count("変更後の記載"):
        return "変更箇所の表だけのように見えます"
    return f"別の文書のように見えます（書き出しは「{folded.strip()[:20]}」）"
