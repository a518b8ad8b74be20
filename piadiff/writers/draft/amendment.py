"""Drafts of several forms → one review as Markdown or JSON: what is the same everywhere is shown once."""

from __future__ import annotations

import json
from typing import Any

from piadiff.model.amendment import Group, Place, Review
from piadiff.writers.characters import json_visible
from piadiff.writers.draft.json import draft_object
from piadiff.writers.draft.table import decider
from piadiff.writers.markdown_text import escaped


def _place(place: Place) -> list[str]:
    row = place.row
    return [
        place.form,
        str(place.number),
        row.item,
        row.before,
        row.after,
        f"{row.verdict}・{row.timing or '時期未定'}",
        row.explanation,
        decider(row),
    ]


_HEADS = ("評価書", "行", "項目", "変更前の記載", "変更後の記載", "判定・提出時期", "提出時期に係る説明", "決定者")


def _group(group: Group) -> list[str]:
    told = "、".join(f"「{before or '－'}」→「{after or '－'}」" for before, after in group.changes[:3])
    more = f" ほか{len(group.changes) - 3}か所" if len(group.changes) > 3 else ""
    doubt = [] if group.agreed else ["**判定又は提出時期が評価書によって異なります。確かめてください。**", ""]
    return [
        f"### {escaped(told)}{more}",
        "",
        f"{len(group.forms)}つの評価書、{len(group.places)}行",
        "",
        *doubt,
        f"| {' | '.join(_HEADS)} |",
        f"|{' --- |' * len(_HEADS)}",
        *(f"| {' | '.join(map(escaped, _place(place)))} |" for place in group.places),
        "",
    ]


def review_markdown(review: Review) -> str:
    """Common changes first, then what only one form has."""
    rows = sum(len(draft.rows) for draft in review.drafts.values())
    lines = ["# 評価書をまたぐ変更箇所の確認", "", f"評価書 {len(review.drafts)}件、起案 {rows}行", ""]
    for title, groups in (("複数の評価書に共通する変更", review.common), ("一つの評価書だけの変更", review.own)):
        lines += [f"## {title}（{len(groups)}）", ""]
        for group in groups:
            lines += _group(group)
    return "\n".join(lines)


def _object(group: Group) -> dict[str, Any]:
    return {
        "changes": [list(pair) for pair in group.changes],
        "forms": list(group.forms),
        "agreed": group.agreed,
        "verdicts": list(map(str, group.verdicts)),
        "timings": list(map(str, group.timings)),
        "places": [{"form": place.form, "row": place.number} for place in group.places],
    }


def review_json(review: Review) -> str:
    """One object, ``"schema": "piadiff/review/1"``, each form's draft as ``piadiff draft`` gives it."""
    told = {
        "schema": "piadiff/review/1",
        "forms": {form: draft_object(draft) for form, draft in review.drafts.items()},
        "common": [_object(group) for group in review.common],
        "own": [_object(group) for group in review.own],
    }
    return json_visible(json.dumps(told, ensure_ascii=False, indent=1)) + "\n"
