"""Whether a text is a form at all, and what it looks like when it is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from piadiff.data import Strict, shipped
from piadiff.errors import UnreadableSourceError
from piadiff.readers.from_lines.units import spellings
from piadiff.readers.header import says_which, stamp
from piadiff.templates import Template, known, load
from piadiff.text import key

_LABELS_AT_LEAST = 2
LABEL_LENGTH = 4
"""Characters of a label that other documents hardly use."""
_COVER = tuple(
    map(key, ("評価書番号", "評価書名", "プライバシー等の権利利益の保護の宣言", "特記事項", "評価実施機関名", "公表日"))
)
_COVER_AT_LEAST = 4
_STAMPED_AT_LEAST = 3
_COVER_LENGTH = 6_000
_ITEMS_AT_LEAST = 8
_ITEMS_UNTITLED = 14
_ANSWERED_AT_LEAST = 3
_LOOKED_AT = 60_000
_TABLE_SHARE = 0.7
_REMEDY = "公表された評価書（様式2・3・4）そのものを渡してください"


class _Kind(Strict):
    name: str
    least: int
    signs: list[str]


def _kinds() -> tuple[_Kind, ...]:
    return shipped("piadiff.readers", "resemblance.yaml", tuple[_Kind, ...])


@lru_cache(maxsize=1)
def _all_labels() -> tuple[str, ...]:
    templates = [load(*pair) for pair in known()]
    labels = {label for template in templates for item in template.items for label in spellings(item)}
    return tuple(sorted(label for label in labels if len(label) >= LABEL_LENGTH))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text shows of a form.

    Attributes:
        items: Labels of items that stand where a form prints them, those of the 表紙 left out.
        titled: The title or the stamp of a 様式 is there.
        rows: Lines of a 変更箇所 table.
        begins: The text begins with a label, as a piece copied out of a form does.
        answered: Items with a value, whose labels are no everyday words.
    """

    items: int = 0
    titled: bool = False
    rows: int = 0
    begins: bool = False
    answered: int = 0

    @property
    def is_piece(self) -> bool:
        """Whether a text is a piece of a form, be it too short to say of which."""
        return self.begins and self.answered > 0

    @property
    def is_long(self) -> bool:
        """Whether there are as many items as no other document shows by chance."""
        return self.items >= (_ITEMS_AT_LEAST if self.titled else _ITEMS_UNTITLED)


def refuse_without_labels(lines: Sequence[str], folded: str, name: str, *, rows: int) -> None:
    """Refuse a text that does not even mention the labels of a form.

    Raises:
        UnreadableSourceError: When it does not.
    """
    if not folded.strip() and not rows:
        raise UnreadableSourceError("中身が空です", where=name, remedy=_REMEDY)
    if _is_cover(folded):
        return
    found = (label for label in _all_labels() if label in folded)
    if sum(1 for _ in islice(found, _LABELS_AT_LEAST)) < _LABELS_AT_LEAST:
        _refuse(lines, folded, name, Evidence(rows=rows))


def _is_cover(folded: str) -> bool:
    """Whether a short text is the 表紙 of a form, and what of the form may follow it before it breaks off."""
    told = sum(1 for label in _COVER if label in folded)
    enough = _STAMPED_AT_LEAST if stamp(folded)[0] else _COVER_AT_LEAST
    return told >= enough and "項目評価書" in folded and len(folded) < _COVER_LENGTH


def refuse_others(lines: Sequence[str], folded: str, name: str, evidence: Evidence) -> None:
    """Refuse a text that mentions labels but is not laid out as a form.

    Raises:
        UnreadableSourceError: When it is not.
    """
    managed = "計画管理書" in folded[:600] and not evidence.titled
    piece = evidence.begins and evidence.answered >= _ANSWERED_AT_LEAST
    if managed or not (evidence.is_long or _is_cover(folded) or (piece and says_which(folded))):
        _refuse(lines, folded, name, evidence)


def refuse_several(template: Template, counts: Counter[str], name: str) -> None:
    """Refuse a text that holds more than one form.

    Raises:
        UnreadableSourceError: When it does.
    """
    if min(counts[field] for field in ("評価書番号", "評価書名", "宣言", "評価実施機関名")) > 1:
        raise UnreadableSourceError(
            "評価書が2件以上入っています（表紙が複数あります）",
            where=name,
            remedy=f"評価書ごとに分けて渡してください（{template.name} など）",
        )


def _refuse(lines: Sequence[str], folded: str, name: str, evidence: Evidence) -> None:
    found = f"評価書の項目名は{evidence.items}個" if evidence.items else "評価書の項目名がほとんどありません"
    raise UnreadableSourceError(
        f"評価書（様式2・3・4）ではありません。{looks_like(lines, folded, evidence)}（{found}）",
        where=name,
        remedy=_REMEDY,
    )


def looks_like(lines: Sequence[str], folded: str, evidence: Evidence) -> str:
    """What a text looks like, with the words that say so."""
    if evidence.rows:
        return "変更箇所の表だけに見えます。評価書の本体と一緒に渡してください"
    if evidence.is_piece:
        return "評価書の一部に見えますが、どの様式のどの節か決められません。節の見出し（「Ⅲ …」など）から渡してください"
    if "選択肢" in folded and len(re.findall(r"\d\)", folded)) > 2 and len(folded) < 4000:
        return "選択肢の一覧だけに見えます"
    table = _table(lines)
    head = folded[:_LOOKED_AT]
    best: tuple[int, str, list[str]] | None = None
    for kind in _kinds():
        words = [match.group()[:20] for sign in kind.signs if (match := re.search(sign, head))]
        if len(words) >= kind.least and (best is None or len(words) > best[0]):
            best = (len(words), kind.name, words)
    if best is None and table:
        return f"表計算のデータに見えます（{table}）"
    if best is None:
        return f"別の文書に見えます（書き出しは「{folded.strip()[:20]}」）"
    return f"「{best[1]}」に見えます（「{'」「'.join(best[2][:3])}」とあります）"


def _table(lines: Sequence[str]) -> str:
    """How a text that is a table of data is separated, "" when it is none."""
    shown = [line for line in lines if line.strip()][:400]
    for mark, word in ((",", "コンマ区切り"), ("\t", "タブ区切り"), (";", "セミコロン区切り")):
        counts = Counter(line.count(mark) for line in shown)
        columns, rows = counts.most_common(1)[0] if counts else (0, 0)
        if columns and len(shown) > 1 and rows >= _TABLE_SHARE * len(shown):
            return f"{word}、{columns + 1}列"
    return ""
