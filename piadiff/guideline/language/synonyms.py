"""Names that the form itself says stand for one thing: a former name, a name that was changed, an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from piadiff.guideline.language.contents import edits
from piadiff.guideline.language.reading import sentences_apart
from piadiff.model import Change
from piadiff.text import find_all, key
from piadiff.text.signs import BULLETS, CIRCLED, ERA

NAME = r"(?:名称|社名|商号|名前|呼称|愛称|称号|(?:組織|法人|庁舎|役?職|[課係室部局館])名)"
CHANGED = rf"(?:{NAME}[のを]?(?:変更|改め|変え)|改称|改名)"
_FROM = re.compile(rf"」?(?:から|より)、?{CHANGED}")
_TO = re.compile(rf"」?(?:に|へ|と)、?{CHANGED}")
_FORMER = re.compile(r"旧(?:称|名称|社名|商号|名)?[:は]?「?(?P<old>[^、。()「」]{2,40}?)」?(?=[、。]|$)")
_SAYS = re.compile("[旧改変]|以[下降]")
_TOPIC = re.compile(r"」?(?:の名称)?[はをが]、?")
OTHERWISE = re.compile(
    r"移管|分割|分離|分かれ|分け|新設|統合|合併|承継|継承|引き?継|移転|移設|廃止|再編|独立|譲渡|移行|一部|以外|ほか|予定|検討"
    r"|(?:名称|社名|商号|称)(?:の変更)?(?:で|では|は)な"
)
"""What is done to a body or a place besides its name, or not done yet."""
_BRACKET = re.compile(r"\(([^()]*)\)")
_ABBREVIATED = re.compile(
    r"\((?:以下|以降)、?(?:単に)?「(?P<short>[^「」]{2,20})」と(?:いう|称する|略す|する|表記する|記載する)。?\)"
)
_START = re.compile(
    rf"^(?:[{CIRCLED}{BULLETS}※]|\(?\d{{1,2}}[.)])?"
    r"|[日月年度](?:に|から|付けで|付)?、?|[、。「」()『』・:のはがをにでへともやびるた]"
)
"""Where a name can begin: behind a list mark, a particle, a sign, a date or a verb."""
_LEVEL = re.compile(r"(?<=[部局課所庁市町村県区])(?=.)")
_BEFORE_NAME = re.compile(
    r"[^一-龠々ァ-ヺーA-Za-z0-9Ａ-Ｚａ-ｚ０-９ぁ-ゖ]|[のはがをにでへともやびるた部局課所庁市町村県区舎館棟]"
)
_BEHIND_DIVISION = re.compile(r"[一-龠々ァ-ヺーぁ-ゖA-Za-z0-9]{1,15}?[課係室班所]")
"""A lower unit of the office whose name stands before it."""
_BEHIND_NAME = re.compile(r"[^一-龠々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ]|[長員内職等各]")
_LONGEST = 40
"""Letters of the longest name."""
_WINDOW = _LONGEST + 20
"""Letters before the end of a name within which it begins, and what stands before it."""
_MOST_READ, _LEAST_READ = 1_000_000, 10_000
"""Letters that may be compared to see which names make texts alike, and how many a try counts at least."""
_GENERAL = re.compile(r"(?:委託|受託|提供|移転|連絡|勤務)?[先者]|事業者|業者|職員|会社|法人|[本支]庁|庁舎|[課部局係室]")
_UNIT = re.compile(r"[課部局係室班所]$")
_BUILDING = re.compile(r"(?:館|棟|庁舎|センター?|分室|支所|出張所)$")


@dataclass(frozen=True, slots=True)
class Synonym:
    """Two names for one thing, and where a form says so: "" in the text itself, else the address of an item."""

    old: str
    new: str
    place: str
    quote: str
    short: bool = False

    @property
    def told(self) -> str:
        """The statement with its place, for people."""
        return f"{self.place}「{self.quote[:30]}」" if self.place else f"「{self.quote[:30]}」"


@lru_cache(maxsize=2048)
def stated(text: str, place: str = "") -> tuple[Synonym, ...]:
    """Every pair of names that a text may say are one; which of them are whole names is seen where they stand."""
    lines = [key(line) for line in text.splitlines() if _SAYS.search(line)] if _SAYS.search(text) else []
    return tuple(
        each for line in lines for each in (*_former(line, place), *changed_names(line, place), *_short(line, place))
    )


def _former(line: str, place: str) -> Iterator[Synonym]:
    """N（旧O）, N（旧称：O）, N（令和7年にOから名称を変更）."""
    for bracket in _BRACKET.finditer(line):
        sentences = [] if OTHERWISE.search(bracket[1]) else bracket[1].split("。")
        told = next(filter(_olds, sentences), "")
        olds = _olds(told)
        for new in ending(line[: bracket.start()]) if olds else ():
            quote = f"{new}({told})"
            named = (old for old, sure in olds.items() if may_be_names(old, new, sure=sure))
            yield from (Synonym(old, new, place, quote) for old in named)


def _olds(told: str) -> dict[str, bool]:
    """Former names that a bracket may tell, and whether it says outright that only the name changed."""
    found = {}
    if former := _FORMER.match(told):
        found[former["old"]] = bool(re.search(CHANGED, told)) or former[0][1] in "称名社商"
    if change := _FROM.search(told):
        found |= {told[start : change.start()].strip("「」『』"): True for start in _starts(told, change.start())}
    return found


def changed_names(line: str, place: str) -> Iterator[Synonym]:
    """OはNに改称した, NはOから名称を変更した."""
    for sentence in line.split("。"):
        for pattern in (_TO, _FROM) if not OTHERWISE.search(sentence) else ():
            for one, other in _topic_and_end(sentence, pattern.search(sentence)):
                old, new = (one, other) if pattern is _TO else (other, one)
                if may_be_names(old, new, sure=True):
                    yield Synonym(old, new, place, sentence)


def _topic_and_end(sentence: str, change: re.Match[str] | None) -> Iterator[tuple[str, str]]:
    """Names before は, を or が, each with those that stand before the word that says the name changed."""
    if change is None:
        return
    starts = _starts(sentence, change.start())
    for topic in _TOPIC.finditer(sentence, 0, change.start()):
        ends = [sentence[at : change.start()] for at in starts if at >= topic.end()]
        yield from product(ending(sentence[: topic.start()]), ends)


STATEMENT = "添えられた説明"
"""Place of what a person says beside a row."""
def _short(line: str, place: str) -> Iterator[Synonym]:
    """X（以下「Y」という。）."""
    for match in _ABBREVIATED.finditer(line):
        quote = f"以下「{match['short']}」という。"
        yield from (Synonym(full, match["short"], place, quote, short=True) for full in ending(line[: match.start()]))


def _starts(text: str, end: int) -> list[int]:
    """Where a name that ends at ``end`` can begin, the longest first."""
    found = (match.end() for match in _START.finditer(text, max(0, end - _WINDOW), end))
    return [start for start in found if 2 <= end - start <= _LONGEST]


def ending(text: str) -> Iterator[str]:
    """Names that a text may end with, the longest first."""
    text = text.rstrip("」』")[-_WINDOW:]
    found = {*_starts(text, len(text)), *(m.end() for m in _LEVEL.finditer(text) if len(text) - m.end() >= 2)}
    yield from (text[at:] for at in sorted(found) if len(text) - at <= _LONGEST)


def may_be_names(old: str, new: str, *, sure: bool) -> bool:
    """Whether both may be names of one sort; 旧 alone says less than 旧称 or a change of name."""
    if (
        old == new
        or _GENERAL.fullmatch(old)
        or _GENERAL.fullmatch(new)
        or re.search(r"[、。()]|及び|又は|並びに", old + new)
    ):
        return False
    buildings = [found and found[0] for found in map(_BUILDING.search, (old, new))]
    return sure or (bool(buildings[0]) and buildings[0] == buildings[1]) or all(map(_UNIT.search, (old, new)))


def _whole(text: str, name: str) -> list[tuple[int, int]]:
    """Spans where a name stands in a text as written and is no part of a longer one."""
    spans = ((start, end + text.startswith("ー", end)) for start, end in find_all(text, name))
    return [(start, end) for start, end in spans if _ends_apart(text, start, end)]


def _ends_apart(text: str, start: int, end: int) -> bool:
    ahead = start == 0 or bool(_BEFORE_NAME.match(text[start - 1]))
    division = text[end - 1] in "局部庁" and _BEHIND_DIVISION.match(text, end)
    return ahead and (end == len(text) or bool(division) or bool(_BEHIND_NAME.match(text[end])))


def told_of(change: Change, said: Iterable[Synonym]) -> tuple[Synonym, ...]:
    """What is said of names that a change holds: by its new text itself, and by the other items of the form."""
    if not change.before or not change.after:
        return ()
    old, new = key(change.before), key(change.after)
    both = [*stated(change.after), *said]
    return tuple(
        each for each in both if (each.new in new and each.old in old) or (each.short and each.new in old + new)
    )


def with_one_name(change: Change, said: Iterable[Synonym]) -> tuple[Change, tuple[Synonym, ...]]:
    """A change with one name where the form says that both sides name one thing, and what says so."""
    found: list[Synonym] = []
    said = list(said)
    fulls: dict[str, list[str]] = {}
    for each in said:
        if each.short:
            fulls.setdefault(each.new, []).append(each.old)
    left = [each for each in said if not each.short or _is_only(each, fulls[each.new])]
    together = [each for each in left if each.place == STATEMENT]
    every = _all_replaced(change, together) if len(together) > 1 else None
    if every and len(edits(every.before, every.after)) < len(edits(change.before, change.after)):
        change, found, left = every, together, [each for each in left if each not in together]
    room = _MOST_READ
    while left:
        # only where a sentence of one side abbreviates and one of the other writes out do both become more alike
        apart = key(sentences_apart(change.before, change.after))
        tried = [at for at, each in enumerate(left) if not each.short or (each.new in apart and each.old in apart)]
        room -= len(tried) * max(_LEAST_READ, len(change.before + change.after))
        if room < 0:
            break
        ones = [(at, one) for at in tried if (one := _replaced(change, left[at]))]
        made = [(len(edits(one.before, one.after)), at, one) for at, one in ones]
        fewest, at, one = min(made, key=lambda each: each[:2], default=(0, 0, change))
        if one is change or fewest >= len(edits(change.before, change.after)):
            break
        change, told = one, left.pop(at)
        found.append(told)
    return change, tuple(found)


def _all_replaced(change: Change, said: Iterable[Synonym]) -> Change | None:
    """The change with every name that one cause tells of; None where one of them does not stand in it."""
    made: Change | None = change
    for each in said:
        made = _replaced(made, each) if made else None
    return made


def _is_only(each: Synonym, fulls: Iterable[str]) -> bool:
    """Whether an abbreviation is given for nothing else in the form."""
    return all(full.endswith(each.old) or each.old.endswith(full) for full in fulls)


def _replaced(change: Change, each: Synonym) -> Change | None:
    """The change with the new name in the old text; an abbreviation, written out on both sides."""
    if each.short:
        sides = [_put(text, each.new, each.old) for text in (change.before, change.after)]
        return replace(change, before=sides[0], after=sides[1])
    after = _BRACKETED.sub(lambda match: _without_name(match[0], each.old), change.after)
    if not _whole(change.before, each.old) or not _whole(after, each.new):
        return None
    return replace(change, before=_put(change.before, each.old, each.new), after=after)


_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_SAYING = re.compile(
    rf"旧(?:称|名称|社名|商号|名)?[:は]?|{CHANGED}|(?:{ERA})?(?:\d+|元)年度?(?:\d+月)?(?:\d+日)?"
    r"|から|より|付け?で|し?た|もの|である|[に、。()「」]"
)


def _without_name(bracket: str, old: str) -> str:
    """A bracket without its sentences that say nothing but a former name."""
    told = [each for each in bracket[1:-1].split("。") if each]
    kept = [each for each in told if not _says_only(key(each), old)]
    if kept == told:
        return bracket
    return f"{bracket[0]}{'。'.join(kept)}{bracket[-1]}" if kept else ""


def _says_only(bracket: str, old: str) -> bool:
    """Whether a bracket says nothing but a former name, and when it changed."""
    return old in bracket and not _SAYING.sub("", bracket.replace(old, "", 1))


def _put(text: str, name: str, other: str) -> str:
    """The text with another name for one, where it is not the end of that other name."""
    for start, end in reversed(_whole(text, name)):
        if not key(text[:end]).endswith(other):
            text = f"{text[:start]}{other}{text[end:]}"
    return text
