"""Texts without what only names the subject that their file has anyway: 児童手当の受給者 in a file of 児童手当."""

from __future__ import annotations

import re

from piadiff.text import key

_SORT = re.compile(r"(?:関係|管理|業務|事務|資格|台帳|情報|特定個人情報|ファイル)+$")
_LAW = re.compile(
    r"(?P<law>[一-龠]{2,16}法|同法|同条|同項)(?:第?[0-9]+条(?:の[0-9]+)*)?(?:第[0-9]+項)?(?:第[0-9]+号)?"
    r"(?:に(?:規定|定義)する|(?:の規定)?に(?:基づく|よる))"
    r"(?=(?P<term>[第0-9一-龠ァ-ヺー]{3,20}))"
)
_BEGINS = r"(?<![一-龠ァ-ヺー])"
_NAME = 3
"""Letters from which the name of a file's subject is one that nothing else bears."""
_SHORT = 2
"""Letters of a name's end by which it may be called: 手当."""


def without_own_subject(before: str, after: str, file: str) -> str:
    """The new text without its file's subject before what the old one says without it.

    The subject is the name of the file without its sort; a law that bears its name, and the places of that law, go
    with it where the term behind them stands in the old text. Another name, or a term that is new, stays.
    """
    subject = _SORT.sub("", key(file))
    if len(subject) < _NAME or key(after).count(subject) <= key(before).count(subject):
        return after
    text = _without_law(key(before), key(after), subject)
    return _without_name(key(before), text, subject)


def _without_name(before: str, text: str, subject: str) -> str:
    def bare(match: re.Match[str]) -> str:
        behind = f"{match['of']}{match['noun']}"
        if f"{subject}{behind}" in before:
            return match[0]
        if f"{subject[-_SHORT:]}{behind}" in before:
            return f"{subject[-_SHORT:]}{behind}"
        return match["noun"] if match["of"] and match["noun"] in before else match[0]

    return re.sub(rf"{_BEGINS}{re.escape(subject)}(?P<of>の?)(?P<noun>[一-龠ァ-ヺー]{{2}})", bare, text)


def _without_law(before: str, text: str, subject: str) -> str:
    found = list(_LAW.finditer(text))
    named = any(match["law"].startswith(subject[:_NAME]) for match in found)
    if not named or _LAW.search(before):
        return text
    ours = re.compile(rf"{re.escape(subject[:_NAME])}[一-龠]*法|同[法条項]")
    return _LAW.sub(lambda match: "" if match["term"] in before and ours.fullmatch(match["law"]) else match[0], text)
