"""A study → tables for people, or JSON; counts only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from piadiff.model.study import Agreed, Share, Study
from piadiff.writers import json_contract
from piadiff.writers.terminal import table

_COLUMNS = ("行", "提出時期の一致", "重要度の一致", "要判断")
_HOW = (
    "提出時期は、公表された事前・事後と規則のものが同じ行。重要度は、説明が重要・軽微と言う行で、規則も同じと言う行。\n"
    "どちらも、規則が要判断とした行を除きます。かっこは 95% の信頼区間（Wilson）です。\n"
    "原因がいくつもある行は、それぞれに数えます。一致しないことは、どちらかの誤りを意味しません。"
)


def study_text(study: Study) -> str:
    """The study as tables."""
    forms = "、".join(f"{kind} {count}" for kind, count in study.forms)
    unread = f"、読めないファイル {study.unread}" if study.unread else ""
    unplaced = f"、項目が分からず判定していない行 {study.unplaced}" if study.unplaced else ""
    parts = [f"評価書: {forms}{unread}　変更箇所の行: {study.total.rows}{unplaced}", _HOW]
    groups = (
        ("評価書の種類", (study.total, *study.kinds)),
        ("最も重い規則", study.rules),
        ("変更の原因", study.causes),
    )
    parts += [f"{name}ごと\n{table(_rows(members), (name, *_COLUMNS))}" for name, members in groups if members]
    slips = [(each.check, each.title, str(each.count), _told(each.forms)) for each in study.slips]
    head = "法令だけで決まる誤り（意見によりません。評価書の公表日・行の変更日の法令と比べたもの）"
    parts.append(f"{head}\n{table(slips, ('検査', '内容', '件数', 'ある評価書'))}")
    return "\n\n".join(parts) + "\n"


def _rows(groups: Sequence[Agreed]) -> Iterator[tuple[str, ...]]:
    for each in groups:
        name = f"{each.name} {each.title}".strip() or "すべて"
        yield name, str(each.rows), _told(each.timing), _told(each.verdict), _told(each.open)


def _told(share: Share) -> str:
    """「12/15 80%（55～93）」, 「－」 of nothing."""
    if share.value is None or share.interval is None:
        return "－"
    low, high = share.interval
    return f"{share.part}/{share.whole} {share.value:.0%}（{low * 100:.0f}～{high * 100:.0f}）"


def study_json(study: Study) -> str:
    """The study as one object."""
    document = {
        "schema": "piadiff/study/1",
        "forms": dict(study.forms),
        "unread": study.unread,
        "unplaced": study.unplaced,
        "total": _group(study.total),
        "kinds": [_group(each) for each in study.kinds],
        "rules": [_group(each) for each in study.rules],
        "causes": [_group(each) for each in study.causes],
        "slips": [
            {"check": each.check, "title": each.title, "count": each.count, "forms": _share(each.forms)}
            for each in study.slips
        ],
    }
    return json_contract.dumps(document)


def _group(each: Agreed) -> dict[str, Any]:
    shares = {"timing": _share(each.timing), "verdict": _share(each.verdict), "undecided": _share(each.open)}
    return {"name": each.name, "title": each.title, "rows": each.rows, **shares}


def _share(share: Share) -> dict[str, Any]:
    interval = [round(end, 4) for end in share.interval] if share.interval else None
    return {"part": share.part, "whole": share.whole, "interval": interval}
