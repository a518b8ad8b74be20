"""A unit, building or system that a text names by 同, under the name it was told by before: 情報課に連絡し、同課が."""

from __future__ import annotations

import re

from piadiff.text import key

_AGAIN = re.compile(r"同(?P<kind>[課係室部局館署]|庁舎|委員会|協会|システム)(?=[のがはをにへでと長、])")
_NAME = r"[一-龠々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ0-9０-９]{1,15}(?<!同)"


def named_in_full(before: str, after: str) -> tuple[str, str]:
    """Both texts with the full names, where only one of them goes without one."""
    again = [len(_AGAIN.findall(text)) if "同" in text else 0 for text in (before, after)]
    return (before, after) if again[0] == again[1] else (_in_full(before), _in_full(after))


def _in_full(text: str) -> str:
    while (again := next((each for each in _AGAIN.finditer(text) if _named(text, each)), None)) is not None:
        text = f"{text[: again.start()]}{_named(text, again)}{text[again.end() :]}"
    return text


def _named(text: str, again: re.Match[str]) -> str:
    """The last name before a place that ends in the kind that is told of again; "" where none, or two at once, does."""
    names = list(re.finditer(f"{_NAME}{again['kind']}", text[: again.start()]))
    if not names or key(text[: names[-1].start()]).endswith(("及び", "又は", "並びに", "・", "と")):
        return ""
    return names[-1][0]
