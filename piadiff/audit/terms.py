"""Terms of a form held against each other: a letter short, over, wrong or out of place, one word in two spellings.

The form is its own dictionary: a stretch of letters that stands nowhere else is held against those that stand often.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise

from piadiff import law
from piadiff.audit.catalogue import Subject, check, note
from piadiff.audit.wording import two_widths_and_first_years
from piadiff.model import ItemKind, ItemPath, Level, Observation
from piadiff.text import key

_RUN = re.compile(r"[一-龠々ァ-ヺー]+")
_RARE, _OFTEN, _VERY_OFTEN, _ALWAYS = 3, 3, 10, 30
_AROUND, _CONTEXT = 2, 3
_SHOWN = 14
_OTHER_WORDS = frozenset(
    "一二三四五六七八九十百千元上下大小前後新旧内外入出本別国県市町村区都府省税住個法甲乙丙第東西南北左右正副有無可否増減"
)
"""Numerals, places and opposites: one for the other makes another word, not a slip."""


Place = Callable[..., Observation]


@dataclass(frozen=True)
class _Words:
    """What a form says, line by line.

    Attributes:
        texts: Text items, then what rows wrote.
        printed: Labels and options of the 様式.
    """

    texts: tuple[tuple[str, Place], ...]
    printed: str

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every run of kanji and katakana with the first place it stands at; what a line's end may cut is left out."""
        found: dict[str, Place] = {}
        for text, place in self.texts:
            lines = text.split("\n")
            for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
                for run in _RUN.finditer(line):
                    begins = run.start() == 0 and _RUN.fullmatch(above[-1:])
                    ends = run.end() == len(line) and _RUN.fullmatch(below[:1])
                    if not begins and not ends:
                        found.setdefault(run[0], place)
        return found

    @cached_property
    def joined(self) -> str:
        """All of it as one text, with the print of the 様式."""
        return "\n".join((*dict.fromkeys(text for text, _ in self.texts), self.printed))

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often two letters stand together."""
        return Counter(a + b for run in _RUN.findall(self.joined) for a, b in pairwise(run))

    @cached_property
    def triples(self) -> Counter[str]:
        """How often three letters stand together."""
        return Counter(run[at : at + 3] for run in _RUN.findall(self.joined) for at in range(len(run) - 2))

    @cached_property
    def between(self) -> Mapping[str, Counter[str]]:
        """For every two letters what stands between them."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for run in _RUN.findall(self.joined):
            for at in range(len(run) - 2):
                found[run[at] + run[at + 2]][run[at + 1]] += 1
        return found

    def after(self, context: str) -> str:
        """The letter that nearly always follows a stretch, "" where there is none."""
        return self._foreseen(context, rf"{context}(.)")

    def ahead(self, context: str) -> str:
        """The letter that nearly always stands before a stretch."""
        return self._foreseen(context, rf"(.){context}")

    def _foreseen(self, context: str, pattern: str) -> str:
        if self.triples[context] <= _VERY_OFTEN:
            return ""
        counted = Counter(re.findall(pattern, self.joined))
        (letter, count), total = counted.most_common(1)[0] if counted else ("", 0), counted.total()
        return letter if count > _VERY_OFTEN and count >= total - 1 and _RUN.fullmatch(letter) else ""

    def once(self, letter: str) -> bool:
        """Whether a letter stands in one place only."""
        return self.joined.count(letter) == 1

    def rare(self, pair: str) -> bool:
        """Whether two letters stand together in few places."""
        return self.pairs[pair] <= _RARE


def _words(subject: Subject) -> _Words:
    texts: list[tuple[str, Place]] = [
        (item.text, partial(note, path=item.path)) for item in subject.form.items if item.kind is ItemKind.TEXT
    ]
    known = {line for text, _ in texts for line in text.split("\n")}
    for row in subject.form.changes:
        cells = (f"{row.after}\n{row.explanation}").split("\n")
        texts.append(("\n".join(line for line in cells if line not in known), partial(note, row=row)))
        known.update(cells)
    print_ = {text for item in subject.template.items for text in (*item.labels, *item.options)}
    folded = tuple((unicodedata.normalize("NFKC", text), place) for text, place in texts)
    return _Words(folded, unicodedata.normalize("NFKC", "\n".join(sorted(print_))))


@check("A33B", Level.INFO, "書き方が1か所だけ違う語があります", "記載の体裁")
def odd_one_out(subject: Subject) -> Iterator[Observation]:
    """A rare word that is a frequent one with a letter left out, put in, swapped or taken for another.

    Letters in two widths, and the first year of an era in two spellings, are odd in the same way.
    """
    words = _words(subject)
    told: set[str] = set()
    for run, place in words.places.items():
        for slip, meant in _slips(run, words):
            if slip not in told:
                told.add(slip)
                count = words.joined.count(meant)
                whole = run if len(run) <= _SHOWN else slip
                right = whole.replace(slip, meant)
                yield place("A33B", f"「{right}」（{count}か所）の書き誤りでしょうか", whole)
    yield from two_widths_and_first_years(subject)


def _slips(run: str, words: _Words) -> Iterator[tuple[str, str]]:
    """(slip, what was probably meant) in one run of letters, each with what stands around it."""
    for at in range(1, len(run)):
        if words.rare(run[at - 1 : at + 1]):
            found = next((each for each in _candidates(run, at, words) if _is_slip(*each, words)), None)
            if found:
                yield found
    if len(run) > _CONTEXT:
        yield from _cut_short(run[-_CONTEXT:], words)


def _cut_short(end: str, words: _Words) -> Iterator[tuple[str, str]]:
    """The end of a run that goes on with one and the same letter everywhere else."""
    whole = words.triples[end]
    letter = words.after(end)
    if letter and letter not in _OTHER_WORDS and whole == words.joined.count(end + letter) + 1 > _ALWAYS:
        yield end, end + letter


def _candidates(run: str, at: int, words: _Words) -> Iterator[tuple[str, str]]:
    """(stretch of the run, what it would be) for every slip of one letter that two rare neighbours may come from."""
    head, tail = run[max(0, at - _AROUND) : at], run[at : at + _AROUND]
    for letter, count in words.between.get(run[at - 1] + run[at], Counter()).items():
        if count >= _OFTEN and _left_out(head, letter, tail, words):
            yield head + tail, head + letter + tail
    if run[at - 1] == run[at]:
        yield head + tail, head + tail[1:]
    yield from _foreseen(run, at, words)
    here, after = run[at], run[at + 1 : at + 1 + _AROUND]
    if len(head) == _AROUND and after and words.rare(run[at : at + 2]):
        for letter, count in words.between.get(run[at - 1] + run[at + 1], Counter()).items():
            if count >= (_OFTEN if words.once(here) else _VERY_OFTEN) and _taken_for(here, letter):
                yield head + here + after, head + letter + after
        if len(after) == _AROUND:
            yield head + here + after, head + after[0] + here + after[1:]


def _foreseen(run: str, at: int, words: _Words) -> Iterator[tuple[str, str]]:
    """A kanji that stands where another always does, found from three letters on one side of it."""
    if not _is_kanji(run[at]):
        return
    here, before, behind = run[at], run[max(0, at - _CONTEXT) : at], run[at + 1 : at + 1 + _CONTEXT]
    if len(before) == _CONTEXT and (letter := words.after(before)) and _mistaken(here, letter, before, words):
        yield before + here, before + letter
    if len(behind) == _CONTEXT and (letter := words.ahead(behind)) and _mistaken(here, letter, behind, words):
        yield here + behind, letter + behind


def _mistaken(letter: str, meant: str, context: str, words: _Words) -> bool:
    """Whether a kanji is taken for the one its context calls for; a very frequent context leaves no other word."""
    always = letter != meant and _is_kanji(meant) and words.joined.count(context) >= _ALWAYS
    return always or _taken_for(letter, meant)


def _taken_for(letter: str, meant: str) -> bool:
    return not {letter, meant} & _OTHER_WORDS and _is_kanji(letter) is _is_kanji(meant)


def _left_out(head: str, letter: str, tail: str, words: _Words) -> bool:
    """Whether leaving a letter out breaks a word: on one side what is left never stands without it."""
    if len(head) < _AROUND or len(tail) < _AROUND or letter in _OTHER_WORDS:
        return False
    alone = words.joined.count(head + tail)
    return any(
        words.joined.count(part) - words.joined.count(whole) <= alone
        for part, whole in ((head, head + letter), (tail, letter + tail))
    )


def _is_slip(window: str, meant: str, words: _Words) -> bool:
    """Whether a stretch stands in few places, what was meant in many, and its odd pairs of letters nowhere else."""
    seen, often = words.joined.count(window), words.joined.count(meant)
    odd = [window[at : at + 2] for at in range(len(window) - 1) if window[at : at + 2] not in meant]
    return (
        len(window) > _OFTEN
        and seen <= _RARE
        and often >= _OFTEN * seen
        and window not in words.printed
        and all(words.pairs[pair] <= seen for pair in odd)
    )


def _is_kanji(letter: str) -> bool:
    return "一" <= letter <= "龠"


_PARTICLES = "のはをがとへに"
_STEM = "りきけみちえせれめげびぎし"
_SPLIT = re.compile(
    rf"(?<![一-龠])[一-龠](?:[{_STEM}]|い(?=.わせ))[一-龠]"
    rf"(?:[一-龠]|わせ(?=[{_PARTICLES}一-龠])|[い{_STEM}]?(?=[{_PARTICLES}]))"
)
"""「取り扱いの」「申し込みを」「届け出書」: a noun of two verbs with the first one's ending written out."""


@check("A33C", Level.INFO, "送り仮名の書き方がそろっていません", "記載の体裁")
def two_spellings(subject: Subject) -> Iterator[Observation]:
    """One noun with and without the kana inside it."""
    texts = [item for item in subject.form.items if item.kind is ItemKind.TEXT]
    joined = "\n".join(item.text for item in texts)
    for long in dict.fromkeys(match[0] for match in _SPLIT.finditer(joined)):
        short = long[0] + long[2:]
        found = {word: _alone(word, joined) for word in (long, *dict.fromkeys((short, short.replace("わせ", "せ"))))}
        spelt = {word: count for word, count in found.items() if count}
        if len(long) > _CONTEXT and len(spelt) > 1:
            rarest = re.compile(_whole_word(min(spelt, key=lambda word: spelt[word])))
            path = next(item.path for item in texts if rarest.search(item.text))
            told = [f"{word}（{count}）" for word, count in spelt.items()]
            yield note("A33C", "送り仮名の書き方がそろっていません", *told, path=path)


def _alone(word: str, text: str) -> int:
    return len(re.findall(_whole_word(word), text))


def _whole_word(word: str) -> str:
    return rf"(?<![一-龠]){word}" + ("" if "一" <= word[-1] <= "龠" else rf"(?=[{_PARTICLES}一-龠])")


@check("A33D", Level.INFO, "自ら定めた略称と違う名前で法律を引用しています", "記載の整合")
def law_by_another_name(subject: Subject) -> Iterator[Observation]:
    """A form that defines 「以下「…法」という。」 cites that law by this name."""
    texts = [item for item in subject.form.items if item.kind is ItemKind.TEXT]
    defined: dict[str, set[str]] = defaultdict(set)
    for name, id_ in law.defined(item.text for item in texts).items():
        defined[id_].add(name)
    for entry in law.entries() if any(defined) else ():
        others = [name for name in map(key, entry.names[1:]) if name not in defined.get(entry.id, {name})]
        used = re.compile(rf"(?<![一-龠ァ-ヺ「])(?:{'|'.join(map(re.escape, others))})(?=第|別表|の規定|に)")
        for item in texts if others else ():
            found = used.search(key(item.text))
            if found:
                told = "、".join(f"「{name}」" for name in sorted(defined[entry.id]))
                yield note("A33D", f"{told}と定めていますが、「{found[0]}」と書かれています", found[0], path=item.path)


_ABBREVIATION = re.compile(r"([^\s、。「」()]{2,40})\((?:[^()]|\([^()]*\))*?以下、?(?:単に)?「([^「」]{1,20})」とい")


_LEADS_IN = re.compile(r"(?:^|及び|および|並びに|ならびに|又は|または|若しくは|もしくは|は)$")
_LAW = re.compile(r"(?:法律?|条例|規則|要綱|省令|政令)$")
_LAW_NAME = 10


def _one_term(term: str, other: str) -> bool:
    """Whether two stretches before an abbreviation end with one term: the same words, or a law among other words."""
    if term.endswith(other) or other.endswith(term):
        return True
    shared = next(at for at, (one, two) in enumerate(zip(term[::-1], other[::-1], strict=False)) if one != two)
    return bool(_LAW.search(term)) and any(
        all(_LEADS_IN.search(each[: len(each) - end]) for each in (term, other)) for end in range(_LAW_NAME, shared + 1)
    )


@check("A33E", Level.INFO, "一つの略称が、二つの語に定められています", "記載の整合")
def abbreviation_of_two(subject: Subject) -> Iterator[Observation]:
    """「以下「…」という。」 behind two terms of which neither is a part of the other."""
    meant: dict[str, dict[str, ItemPath]] = defaultdict(dict)
    for item in subject.form.items:
        if item.kind is ItemKind.TEXT and "以下" in item.text:
            for term, short in _ABBREVIATION.findall(key(item.text)):
                if not any(_one_term(term, other) for other in meant[short]):
                    meant[short][term] = item.path
    for short, terms in meant.items():
        if len(terms) > 1:
            yield note("A33E", f"「{short}」の意味が一つに定まりません", *terms, path=list(terms.values())[-1])
