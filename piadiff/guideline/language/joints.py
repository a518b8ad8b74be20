"""How two words that stand side by side are joined: one belongs to the other, is listed beside it, or does the next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from piadiff.guideline.language.reading import Sentence, plain_tokens, plainly
from piadiff.guideline.language.recast import PEOPLE
from piadiff.text import key

_OWNS, _LISTS, _DOES, _WITHIN, _NEXT, _WITH, _ONE_WORD = "の", "、", "が", "(", "し", "と", ""
_THING, _BEING, _BESIDE = "を", "で", "と、"
_JOINT = re.compile(
    r"(?P<does>[がは]、?(?=[^ぁ-ゖ、。]+を(?!〓)))|(?P<next>(?<=[一-龠]{2})(?:し、|して、?|を〓[いっ]て?、))(?=[^ぁ-ゖ、。])"
    r"|(?:の|(?P<with>と(?=[^、。と]{1,12}を?(?:同じ|同一|共に|とも|別|異)))|(?P<being>で、)|(?P<thing>を)|(?P<beside>と)|(?P<lists>[、・])|(?P<within>\())"
    r"(?=[^ぁ-ゖ、。])"
)
_PART = re.compile(r"[一-龠ァ-ヺー]{2}(?<![前後時中内間日月年度期回])$")
"""How the first part of a compound ends, where it is no time: 支給認定, not 終了後返却."""
_WORD = re.compile(r"[^ぁ-ゖ、。・]$|[一-龠][いみきりしちえけせてねべめれ]$")
_OFTEN = re.compile(r"(?:毎[日週月年]度?|回|定期|随時|都度|原則)$")
"""How often: it is said of what is done, with or without の."""
_LISTED = (_OWNS, _WITHIN, _ONE_WORD, _WITH, _BEING)
_APART = (
    *(frozenset({each, lists}) for each in _LISTED for lists in (_LISTS, _BESIDE)),
    *(
        frozenset(pair)
        for pair in ((_OWNS, _DOES), (_ONE_WORD, _NEXT), (_THING, _LISTS), (_THING, _NEXT), (_OWNS, _NEXT))
    ),
)
_LEAVE = re.compile(r"許可|許諾|承認|承諾|同意|決裁")
_LOOKS = re.compile(rf"{_LEAVE.pattern}|確認|証明|照合")
_DONE = re.compile(r"(?<!てい)た(?:時|こと|(?=[一-龠][^。]*、[^。]*(?:許可|許諾|承認|承諾|同意|決裁)))")
_ANY_MEANS = re.compile(r"や(?=[一-龠ァ-ヺa-z][^、。をがは]{0,14}(?:により|によって|で(?![はも])|を[用使]))")
"""や before what something is done by: one of the means, or another like them."""


def rejoined(was: Sequence[Sentence], now: Sequence[Sentence]) -> bool:
    """Whether sentences of the same words join them otherwise, ask for leave when all is done, or name any means."""
    if [word for each in was for word in each.words] != [word for each in now for word in each.words]:
        return False
    there = joints(now)
    otherwise = any(apart(joint, there.get(at)) for at, joint in joints(was).items())
    return otherwise or _looks_after(was) != _looks_after(now) or _any_means(was) != _any_means(now)


def apart(joint: str | None, other: str | None) -> bool:
    """Whether two joints of the same words say another thing: 甲の世帯主, 甲及び世帯主; 職員が記録を, 職員の記録を."""
    return frozenset({joint, other}) in _APART


def joints(side: Sequence[Sentence]) -> Mapping[int, str]:
    """Joints by the number of words of a reading that stand before them."""
    found: dict[int, str] = {}
    behind = 0
    for each in side:
        plain = plainly(each.text)
        count, start = behind, 0
        for match in _JOINT.finditer(plain):
            ahead = plain[start : match.start()]
            count, start = count + len(plain_tokens(ahead)), match.start()
            if _WORD.search(ahead) and not _OFTEN.search(ahead) and (not match["does"] or PEOPLE.search(ahead)):
                found[count] = _joint(match)
        found = {**_compounds(each, behind), **found}
        behind += len(each.tokens)
        if _WORD.search(plain):
            found[behind] = _LISTS
    return found


def _compounds(each: Sentence, behind: int) -> Mapping[int, str]:
    """Places inside compounds at which they could be taken apart."""
    words = each.words
    glued = (at for at, token in enumerate(each.tokens) if token.glued and at > 1 and each.tokens[at - 1].glued)
    return {behind + at: _ONE_WORD for at in glued if _PART.search("".join(words[at - 2 : at]))}


def _joint(match: re.Match[str]) -> str:
    return _KINDS.get(match.lastgroup or "", _OWNS)


_KINDS = {
    "does": _DOES, "lists": _LISTS, "beside": _BESIDE, "within": _WITHIN, "next": _NEXT, "with": _WITH,
    "being": _BEING, "thing": _THING,
}  # fmt: skip


def _looks_after(side: Sequence[Sentence]) -> int:
    """How often leave is asked for, or is looked at, what is done already."""
    plain = (plainly(each.text) for each in side if _LOOKS.search(each.text))
    return sum(len(_DONE.findall(text)) for text in plain)


def _any_means(side: Sequence[Sentence]) -> int:
    return sum(len(_ANY_MEANS.findall(key(each.text))) for each in side)
