"""Two forms → whether they can be an older and a newer version of one 評価書."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from piadiff.errors import WrongCallError
from piadiff.guideline.next_steps import ENDED
from piadiff.model import Form, FormKind, ItemPath, Mismatch, compare_tables
from piadiff.text import key, wareki

_HEAD = re.compile(r"(?:知事|長)$")
_FACTS = (
    ("number", "評価書番号", "別の評価書ではありませんか"),
    ("title", "評価書名", "別の事務の評価書ではありませんか"),
    ("organ", "評価実施機関名", "別の機関の評価書ではありませんか"),
)


def mismatches(old: Form, new: Form) -> tuple[Mismatch, ...]:
    """What speaks against the two being an older and a newer version of one 評価書.

    A 番号, 評価書名 or 評価実施機関名 that a row of the newer form records the change of does not; neither does one
    that a side leaves open.
    """
    return (*_other_kind(old.header.kind, new.header.kind), *_other_form(old, new), *_swapped(old, new))


def refuse(found: Sequence[Mismatch]) -> None:
    """Refuse to write rows drafted from such a pair.

    Raises:
        WrongCallError: When there is a mismatch.
    """
    if found:
        raise WrongCallError(
            "旧と新の組が疑わしいため、書き込みません（" + "、".join(each.message for each in found) + "）",
            remedy="ファイルと順を確かめてください。この組で正しければ --force を付けてください",
        )


def _other_kind(old: FormKind, new: FormKind) -> Iterator[Mismatch]:
    if old != new:
        yield Mismatch("kind", old, new, f"評価書の種類が違います（旧は{old}、新は{new}）")


def of_rows(kinds: Sequence[FormKind], form: Form | None) -> tuple[Mismatch, ...]:
    """What speaks against rows belonging to a form: their 評価書の種類."""
    others = dict.fromkeys(kind for kind in kinds if form and kind is not form.header.kind)
    return tuple(
        Mismatch(
            "kind",
            kind,
            form.header.kind,
            f"{kind}の行は、--form の評価書（{form.header.kind}）の行ではないため、その記載を前提にしていません",
        )
        for kind in others
        if form
    )


def _other_form(old: Form, new: Form) -> Iterator[Mismatch]:
    added = compare_tables(old.changes, new.changes).added
    for fact, name, doubt in _FACTS:
        before, after = (_said(form, fact) for form in (old, new))
        told = any(row.covers(ItemPath("表紙", parts=(name,))) for row in added)
        if _key(fact, before) and _key(fact, after) and _key(fact, before) != _key(fact, after) and not told:
            yield Mismatch(fact, before, after, f"{name}が違います（旧「{before}」、新「{after}」）。{doubt}")


def _said(form: Form, fact: str) -> str:
    header = form.header
    return {"number": header.number, "title": header.title, "organ": header.organ}[fact]


def _key(fact: str, text: str) -> str:
    """What two spellings of one fact share: 市 and 市長 are one body."""
    return _HEAD.sub("", key(text)) if fact == "organ" else key(ENDED.sub("", text))


def _swapped(old: Form, new: Form) -> Iterator[Mismatch]:
    first, last = old.header.published, new.header.published
    doubt = "旧と新が逆ではありませんか"
    if first and last and first > last:
        told = f"新の公表日（{wareki(last)}）が旧の公表日（{wareki(first)}）より前です。{doubt}"
        yield Mismatch("order", first.isoformat(), last.isoformat(), told)
    elif not (first and last) and _goes_on(new, old):
        more, fewer = (f"{len(form.changes)}行" for form in (old, new))
        told = f"旧の変更箇所（{more}）が、新の変更箇所（{fewer}）の続きです。{doubt}"
        yield Mismatch("order", more, fewer, told)


def _goes_on(form: Form, later: Form) -> bool:
    """Whether the 変更箇所 of a form stands in another's, which has more rows below it."""
    rows, longer = ([(key(r.item_raw), key(r.before), key(r.after)) for r in each.changes] for each in (form, later))
    return 0 < len(rows) < len(longer) and longer[: len(rows)] == rows
