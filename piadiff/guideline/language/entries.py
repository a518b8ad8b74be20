"""Whether a text that says all it said names one more beside it, however both are joined and reworded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from piadiff.guideline.language.reading import plainly, sentence_texts, with_boxes

_JOINS = (
    r"及び|および|並びに|ならびに|又は|または|若しくは|もしくは|[のるた]?ほか、|に加えて?、?|とともに、?"
    r"|(?<=[一-龠々ァ-ヺー）)])[やと](?=[一-龠々ァ-ヺ])"
)
_PARTS = re.compile(rf"(?P<join>{_JOINS})|[、，・／/（）()「」\n 　⏎]")
_EXPLAINED = re.compile(r"[（(][^（）()]*をい(?:う|います)。?[)）]")
_BINDS = re.compile(r"(?<![権期上下])限|(?<![一-龠])除|のみ|だけ|以外(?!の[一-龠])|ない|なし|予定")
_NOUN = re.compile(r"(?P<noun>.*[一-龠ァ-ヺーa-z0-9])(?:を(?:通じ|介し)て|を|により|によって)[^をは]*")
_LETTER = re.compile(r"[一-龠々ァ-ヺーa-z0-9]")
_BRACKETS = frozenset("（）()「」")
_RUN = re.compile(r"[一-龠々ァ-ヺーa-z0-9]+")
_SAYS_NOTHING = re.compile(r"利用|使用|実施|場合|必要|事務|業務|次|下|対象|記載|処理|[及並又]")
"""Words that say nothing of whom or what, and letters of a joiner that is mistyped."""
_UNIT = re.compile(r"[課部局係室班]$")
"""Offices, of which one may have become two."""
_MOST_PAIRS = 10_000
"""Entries of both sides that are held against each other; of longer texts nothing is said."""
_SURE, _FRESH = 2, 0.5
"""Letters that no other entry has from which one is new, and the share of its pairs of letters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is named between two joiners; ``joined``: by a word that says beside, or as a bare noun of a list."""

    text: str
    joined: bool

    @property
    def pairs(self) -> frozenset[str]:
        """Every two letters that stand together in a word."""
        return _pairs(self.text)

    @property
    def head(self) -> str:
        """The last letters of the last word: what it is that is named."""
        runs = _RUN.findall(self.text)
        return str(runs[-1][-2:]) if runs else ""


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    runs = _RUN.findall(_SAYS_NOTHING.sub(" ", text))
    return frozenset(one + other for run in runs for one, other in pairwise(run))


def _entries(text: str) -> Iterator[Entry]:
    """What is named in a text; behind a comma or a line end only a bare noun behind another stands beside it."""
    bare = _EXPLAINED.sub("", text)
    at, join, listed = 0, "", True
    for match in (*_PARTS.finditer(bare), None):
        end, sign = (match.start(), match[0].strip() or " ") if match else (len(bare), "")
        told = plainly(bare[at:end]).strip("。")
        if told:
            noun, bare_noun = _NOUN.fullmatch(told), bool(_LETTER.match(told[-1]))
            if _pairs(told):
                yield Entry(noun["noun"] if noun else told, bool(join) or (listed and bare_noun))
            join, listed = "", bare_noun
        join = join or (match["join"] if match else "") or ""
        listed = listed and sign not in _BRACKETS
        at = match.end() if match else end


def _units(text: str) -> list[str]:
    """Sentences, and the lines of what has none."""
    return [part.strip() for each in sentence_texts(text) for part in ([each] if "。" in each else each.split("⏎"))]


@lru_cache(maxsize=64)
def names_more(before: str, after: str) -> bool:
    """Whether all that was named stays, and one more that neither limits nor denies stands beside it."""
    sides = [_units(text) for text in with_boxes(before, after)]
    stays = set(sides[0]) & set(sides[1])
    old, new = ([text for text in side if text not in stays] for side in sides)
    was, now = ([entry for text in side for entry in _entries(text)] for side in (old, new))
    if not was or len(was) * len(now) > _MOST_PAIRS:
        return False
    more = [entry for entry in _beside(was, now) if entry.joined and not _BINDS.search(entry.text)]
    if not more:
        return False
    told = ["\n".join(map(plainly, side)) for side in (old, new)]
    if any(_UNIT.search(entry.text) and entry.text not in {each.text for each in now} for entry in was):
        return False
    longer = len(now) > len(was)
    if longer and all(entry.pairs <= _pairs(told[1]) for entry in was):
        return any(not entry.pairs <= _pairs(told[0]) for entry in more)
    kept = all((longer and entry.head in told[1]) or _mostly_stays(entry, told[1]) for entry in was)
    return kept and any(_is_fresh(entry, told[0]) for entry in more)


def _mostly_stays(entry: Entry, after: str) -> bool:
    """Whether most of what an entry names, and no others, is still told: 認定請求書を受け付け, 認定請求を受けた."""
    told = len(entry.pairs & _pairs(after)) >= _MOSTLY * len(entry.pairs)
    return told and not _OTHERS.search(entry.text)


_MOSTLY, _OTHERS = 0.75, re.compile(r"等|など")


def _beside(was: Sequence[Entry], now: Sequence[Entry]) -> list[Entry]:
    """Entries that none of the old ones has become: each takes the one that holds most of it, and least besides."""
    left = list(now)
    for entry in sorted(was, key=lambda each: -len(each.pairs)):
        if left and entry.pairs:
            best = max(left, key=lambda each: (len(each.pairs & entry.pairs), -len(each.pairs - entry.pairs)))
            if best.pairs & entry.pairs:
                left.remove(best)
    return left


def _is_fresh(entry: Entry, before: str) -> bool:
    fresh = entry.pairs - _pairs(before)
    letters = {letter for pair in fresh for letter in pair} - set(before)
    return len(letters) >= _SURE and len(fresh) >= _FRESH * len(entry.pairs)
