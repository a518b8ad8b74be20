"""What a comparison could not see and what speaks against its pair, in words, for whatever shows a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from piadiff.model import Late, Mismatch, Unread

_NAMED = 5
_SIDES = {"old": "旧", "new": "新"}


def pair_lines(found: Iterable[Mismatch | Late]) -> list[str]:
    """One line each; none where nothing is wrong with the pair as a whole."""
    return [f"注意: {each.message}" for each in found]


def unread_lines(entries: Sequence[Unread]) -> list[str]:
    """One line a side and sort; none when everything was compared."""
    lines = []
    for side, name in _SIDES.items():
        paths = [entry for entry in entries if entry.side == side and entry.path is not None]
        items = [str(entry.path) for entry in paths if entry.uncertain is None]
        texts = [entry for entry in entries if entry.side == side and entry.path is None]
        if len(items) < len(paths):
            told = f"記載が確かでない項目が {len(paths) - len(items)}件あります（公表された行からは決まりません）"
            lines.append(f"注意: {name}の版には、{told}")
        if texts:
            lines.append(f"注意: {name}の版には、置き場が分からず比べていない記載が {len(texts)}件あります")
        if items:
            listed = f"{'、'.join(items[:_NAMED])}{' ほか' * (len(items) > _NAMED)}"
            lines.append(f"注意: {name}の版には、値が決まらない項目が {len(items)}件あります: {listed}")
    return lines


def opinion_lines(unanswered: Sequence[tuple[str, str]]) -> str:
    """For which changes a second reader gave no answer, and why; "" where there is none."""
    by_reason: dict[str, list[str]] = {}
    for name, why in unanswered:
        by_reason.setdefault(why, []).append(name)
    return "".join(
        f"注意: 参考意見を得られなかったもの {len(names)}件（{why}）: "
        f"{'、'.join(names[:_NAMED])}{' ほか' * (len(names) > _NAMED)}\n"
        for why, names in by_reason.items()
    )
