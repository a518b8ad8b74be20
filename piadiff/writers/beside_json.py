"""What stands beside a comparison in the published JSON: whether the two are a pair, the days, what was not read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from piadiff.model import Late, Mismatch, Opinion, Uncertain, Unread, Verdict

Object = dict[str, Any]


def uncertain(told: Uncertain) -> Object:
    """Why a value is not proven."""
    return {"row": told.row, "reason": told.reason}


def pair(found: Iterable[Mismatch]) -> list[Object]:
    """What speaks against two forms being versions of one 評価書."""
    return [{"fact": each.fact, "old": each.old, "new": each.new, "message": each.message} for each in found]


def late(found: Iterable[Late]) -> list[Object]:
    """Changes whose 提出 is not before their 施行."""
    return [
        {
            "effective": each.effective.isoformat(),
            "submitted": each.submitted.isoformat(),
            "items": list(each.items),
            "message": each.message,
        }
        for each in found
    ]


def opinion(told: Opinion, verdict: Verdict) -> Object:
    """What a second reader thinks of a change, beside its verdict."""
    return {
        "verdict": str(told.verdict),
        "heavier": told.heavier(verdict),
        "reason": told.reason,
        "facts": list(told.facts),
        "model": told.model,
        "day": told.day.isoformat(),
    }


def unread(entries: Iterable[Unread]) -> Object:
    """What of either side a comparison cannot see: text without a place, items left undetermined or not proven."""
    told: Object = {side: {"unassigned": [], "undetermined": [], "uncertain": []} for side in ("old", "new")}
    for entry in entries:
        if entry.path is None:
            told[entry.side]["unassigned"].append({"line": entry.line, "text": entry.text})
        elif entry.uncertain is None:
            told[entry.side]["undetermined"].append(str(entry.path))
        else:
            told[entry.side]["uncertain"].append({"path": str(entry.path), **uncertain(entry.uncertain)})
    return told
