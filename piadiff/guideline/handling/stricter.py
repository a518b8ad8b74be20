"""A measure that is told with a stricter figure, or with no exception any more."""

from __future__ import annotations

import re
import unicodedata

from piadiff.guideline.handling.measures import as_often, figure_moved, handles, says
from piadiff.guideline.language.amounts import plain_figures
from piadiff.guideline.language.clauses import clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import CAN, NOT, Sentence, Token, sentences
from piadiff.guideline.vocabulary import Signal
from piadiff.text import key


def as_strict(old: Sentence, new: Sentence) -> tuple[str, str]:
    """Both sentences, the old one with the one figure of the new that is stricter; as they are where none is."""
    often = as_often(old, new)
    if often is not old:
        return often.text, plain_figures(new.text)
    texts = [unicodedata.normalize("NFKC", key(side.text)) for side in (old, new)]
    found = [list(_FIGURE.finditer(text)) for text in texts]
    pairs = zip(*found, strict=False)
    moved = [(was, now) for was, now in pairs if was[0] != now[0]]
    if len(found[0]) != len(found[1]) or len(moved) != 1:
        return old.text, new.text
    was, now = moved[0]
    edit = Edit((Token(was[0]),), (Token(now[0]),), old, new)
    if figure_moved(edit) is not Signal.STRENGTHENED:
        return old.text, new.text
    return f"{texts[0][: was.start()]}{now[0]}{texts[0][was.end() :]}", texts[1]


_FIGURE = re.compile(r"\d+")


def ends_exception(edit: Edit, before: str, after: str) -> bool:
    """Whether nothing went but the exception from a sentence that binds and stays: ただし、…この限りでない."""
    if edit.gained or edit.before is None or edit.after is not None or not _EXCEPTS.fullmatch(key(edit.before.text)):
        return False
    told = [each.text for each in sentences(before)]
    at = told.index(edit.before.text) if edit.before.text in told else 0
    if not at or told.count(edit.before.text) > 1 or any(map(_OF_EXCEPTION.match, told[at + 1 : at + 2])):
        return False
    bound = sentences(before)[at - 1]
    return _binds(bound, key(edit.before.text)) and any(each.words == bound.words for each in sentences(after))


_EXCEPTS = re.compile(
    r"\s*(?:ただし|但し)、?[^。]+(?:この限りで(?:は)?(?:ない|ありません)|を除(?:く|きます))。?\s*"
)
_OF_EXCEPTION = re.compile(r"\s*(?:(?:また|なお)、)?(?:その|この|当該|同)")
"""How the next sentence begins where it says what holds for what was excepted."""
_BANS = re.compile(r"(?P<of>.*?)(?:を|は、?|を一切)?(?:禁止|禁じ)(?:する|る|し?ている|し?ます|し?ています)?")
_LIMITS = re.compile(r".*に限(?:る|っている|定する|定している|ります|っています)")


def _binds(rule: Sentence, exception: str) -> bool:
    """Whether a sentence forbids or denies a handling, or limits it: nothing that guards is what it bars."""
    text = key(rule.text).strip("。\n ")
    if CAN in rule.words or says("opens", text):
        return False
    told = [clause for clause in clauses(text) if clause.doing]
    if (banned := _BANS.fullmatch(text)) is not None:
        return handles(banned["of"]) and not _GUARDED.search(banned["of"])
    if not told:
        return False
    if NOT in told[-1].sense:
        named = "".join(phrase.words for phrase in told[-1].phrases)
        return handles(told[-1].doing) and not _GUARDED.search(named)
    limits = "除" not in exception and _LIMITS.fullmatch(text) is not None and _LETS_IN.search(exception) is not None
    return limits and not says("guards", _LEAVE.sub("", text))


_LETS_IN = re.compile(r"(?:認め|許可し|承認し)た|(?:場合|とき|時|際)(?:に?は|について(?:は)?)?、?この限り")
"""What says of a case, or of whom one allows, that no limit holds: who else is no part of it may be let in, or out."""
_LEAVE = re.compile("承認|許可|認証")
_GUARDED = re.compile("消去|廃棄|削除|返却|返還|暗号|点検|監査|監視|施錠")
"""What guards, and is barred by a sentence that says that it is not done."""
