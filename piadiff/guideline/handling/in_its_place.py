"""What stands in the place of what went, where that does not tell by itself that a measure is weaker."""

from __future__ import annotations

import re
import unicodedata

from piadiff.guideline.handling.measures import says
from piadiff.guideline.handling.places import another_building
from piadiff.guideline.handling.unsaid import says_how_often
from piadiff.guideline.language.contents import Edit
from piadiff.text import key


def stands_in_place(edit: Edit) -> bool:
    """Whether a thing has another name, a letter was mended, a leave took a look's place, or more is told of it."""
    if edit.before is None or edit.after is None or not (edit.lost and edit.gained):
        return False
    old, new = key(edit.before.text), key(edit.after.text)
    return (
        another_building(edit, system=True)
        or _one_letter(old, new)
        or _leave_instead(old, new)
        or _by_more(edit)
        or _forbidden_instead(edit)
        or any(_handed_in(one) and _received(other) for one, other in ((old, new), (new, old)))
        or _period_by_name(old, new)
        or says_how_often(edit)
    )


def _period_by_name(old: str, new: str) -> bool:
    """Whether all that changed is that a period is told by a name for it: 5年を過ぎた, 保存期間を過ぎた."""
    old, new = (unicodedata.normalize("NFKC", text) for text in (old, new))
    for figure in _PERIOD.finditer(old) if _NAMES_PERIOD.search(new) else ():
        ahead, behind = figure.start(), len(old) - figure.end()
        told = new[ahead : len(new) - behind]
        if (new[:ahead], new[len(new) - behind :]) == (old[:ahead], old[figure.end() :]) and _BY_NAME.fullmatch(told):
            return True
    return False


_PERIOD = re.compile(
    r"(?P<when>(?:[^、。()は]{1,20}(?:から|より))(?:起算して)?)?"
    r"\d+(?:年|か月|ヶ月|カ月|箇月|月|週|日|時間|分|秒)間?"
)
_NAMES_PERIOD = re.compile(r"期[間限]|年限|[年月日]数|時間")
_FIXED = r"所定|法定|規定|既定|定め|保[存管]|消去|廃棄|有効"
"""What says that a period is fixed somewhere; 一定の, 相当の and 必要な say that it is not."""
_BY_NAME = re.compile(rf"[^、。]{{0,16}}(?:{_FIXED})[^、。]{{0,6}}?(?:{_NAMES_PERIOD.pattern})")


def _one_letter(old: str, new: str) -> bool:
    """Whether two sentences differ by one letter of a compound: 履暦, 履歴; figures and 年, 月, 日 are none."""
    if len(old) != len(new):
        return False
    apart = [at for at, (was, now) in enumerate(zip(old, new, strict=True)) if was != now]
    return len(apart) == 1 and all(
        _LETTER.match(text, apart[0]) and _IN_COMPOUND.search(text[max(apart[0] - 1, 0) : apart[0] + 2])
        for text in (old, new)
    )


_LETTER = re.compile(r"[一-龠](?<![一二三四五六七八九十百千万年月日時分秒週全各毎有無不未非可否要])")
_IN_COMPOUND = re.compile(r"[一-龠]{2}")
_GIVEN = re.compile(r"(?<=の)(?P<what>[一-龠]{2,4})を(?:受け|得|経)")
_LEAVE = re.compile(r"承[諾認]|許[諾可]|決裁|同意")


def _leave_instead(old: str, new: str) -> bool:
    """Whether all that changed is that a leave is to be had where a look was: 課長の確認を受ける, 課長の決裁を得る."""
    sides = [_GIVEN.findall(text) for text in (old, new)]
    moved = [(was, now) for was, now in zip(*sides, strict=False) if was != now]
    if len(sides[0]) != len(sides[1]) or len(moved) != 1 or _GIVEN.sub("を得", old) != _GIVEN.sub("を得", new):
        return False
    return says("examines", moved[0][0]) and bool(_LEAVE.fullmatch(moved[0][1]))


_handed_in, _received = re.compile(r"提出さ?せ").search, re.compile(r"受領|受け取|受取").search
"""What someone is made to hand in, and what is only received: who made whom do what is not told by both."""


def _by_more(edit: Edit) -> bool:
    """Whether what whoever is in charge did is now done by several: 担当職員が, 職員2人で."""
    lost, gained = ("".join(token.text for token in side) for side in (edit.lost, edit.gained))
    return bool(_IN_CHARGE.fullmatch(lost) and _SEVERAL.fullmatch(gained))


def _forbidden_instead(edit: Edit) -> bool:
    """Whether what was limited is now forbidden: 使用を制限する, 使用を禁止する."""
    return ["".join(token.text for token in side) for side in (edit.lost, edit.gained)] == ["制限", "禁止"]


_IN_CHARGE = re.compile(r"担当者?|担当?職員|[係職]員|係")
_SEVERAL = re.compile(r"(?:別|担当者?|職員)*[2-9]名(?:以上)?")
