"""A text as its reading: sentences blind to line ends, each as the words that carry content, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from piadiff.data import Strict, shipped
from piadiff.guideline.language.among import in_one_order
from piadiff.guideline.language.amounts import in_years
from piadiff.guideline.language.rewriting import Rewrites, aside_as_sentence
from piadiff.law import entries
from piadiff.text import key
from piadiff.text.numerals import clause_numbers
from piadiff.text.segment import SegmentKind, segments
from piadiff.text.signs import BARE_EMPTY, BARE_TICKED, CROSSES, ERA, TICKED, year_of_era

OR, NOT, CAN, MASK = "∨", "¬", "◇", "§"
"""Tokens that stand for 又は, ない, できる, and for what a proof has matched already."""
BOX_TICKED, BOX_EMPTY, BOX_CROSSED = "⊤", "⊥", "⊗"
"""Tokens of a printed box: a mark is what the box says, not how it is spelt."""

_ATOM = re.compile(
    r"[一-龠々〆ヶ㐀-䶿]|(?P<ending>[ぁ-ゖ](?<=[a-z0-9ァ-ヺー一-龠々〆ヶ㐀-䶿〓].)[ぁ-ゖ]*)|(?P<kana>[ぁ-ゖ]+)"
    r"|[ァ-ヺー]+|\d+(?:[.,]\d+)*|[a-z]+|(?P<sign>[∨§→⇒⊤⊥⊗])|%|(?P<gap>.)",
    re.DOTALL,
)
"""A letter, or a run of one sort; an ending stands behind a word, or 〓 for a verb that says nothing by itself."""
_BETWEEN = "⏎"
_CLOSES = ("。", ":", "：")
_ENUMERATED = re.compile(r"[、・⏎]|及び|および|並びに|ならびに")
_OF_SEVERAL = re.compile(r":[^:]*[、・⏎][^:]*:|\([^()]*、.*\(|\(.*\([^()]*、", re.DOTALL)  # lists of several words
_KANA = re.compile(r"[ぁ-ゖ]+")


_NUMBERED = re.compile(r"^\s*[0-9０-９]{1,2}[ 　]+(?=\S)")
_BEGINS = re.compile(rf"{_NUMBERED.pattern}|[ 　]*(?:(?:なお|また|ただし|そのため|このため)、|以上を)")
"""How a line begins that goes on with no line before it."""
_BOXES = (
    (re.compile(rf"[\[［〔]\s*[{TICKED}]\s*[\]］〕]"), BOX_TICKED),
    (re.compile(r"[\[［〔]\s*[\]］〕]"), BOX_EMPTY),
    (re.compile(rf"[\[［〔]\s*[{CROSSES}]\s*[\]］〕]"), BOX_CROSSED),
)
_BARE = ((re.compile(f"[{BARE_TICKED}]"), BOX_TICKED), (re.compile(f"[{BARE_EMPTY}]"), BOX_EMPTY))
_OPTION = re.compile(r"\s*[\[［〔][^\[\]［］〔〕]{1,30}[\]］〕]\s*")
_SMALL = str.maketrans("ァィゥェォ", "アイウエオ")
"""One sound has one spelling: ソフトウェア and ソフトウエア."""
_GLIDE = re.compile("(?<=[イキシチニヒミリギジビピエケセテネヘメレゲゼデベペ])ヤ")
"""ア behind one of these is also written ヤ: ファイア, ファイヤ (外来語の表記, 平成3年内閣告示第2号)."""
_ERA = re.compile(rf"({ERA})(元|\d{{1,2}})年")


def _western(match: re.Match[str]) -> str:
    """One year has one reading, whatever the era: 平成31年 and 令和元年."""
    return f"{year_of_era(match[1], 1 if match[2] == '元' else int(match[2]))}年"


class _Grammar(Strict):
    glosses: str
    same: list[list[str]]
    rewrites: list[str]
    endings: str
    grammar: str
    negation: str
    can: str
    kept: str


class Token(NamedTuple):
    """A word of a reading, or one letter of a compound; ``glued``: no particle stands before it."""

    text: str
    glued: bool = False


_token = lru_cache(maxsize=8192)(Token)
"""One object for one word: a form repeats its words."""


@dataclass(frozen=True)
class Sentence:
    """One sentence or list entry as written, and its reading."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def members(self) -> tuple[tuple[str, ...], ...]:
        """The parts of an enumeration without regard to their order; the sentence alone where it denies or binds."""
        return (self.words,) if any(word in (NOT, CAN, OR) for word in self.words) else _members(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The reading without regard to what is glued to what."""
        return tuple(token.text for token in self.tokens)


@lru_cache(maxsize=16384)
def _members(text: str) -> tuple[tuple[str, ...], ...]:
    plain = _LISTED.sub(_in_order, key(text))
    if "及び" in plain or "並びに" in plain:
        plain = _OWNED.sub(_owned_in_order, plain)
    parts = [plain] if _OF_SEVERAL.search(plain) else _ENUMERATED.split(plain)
    read = [(words, part) for part in parts if (words := tuple(token.text for token in tokens(part)))]
    return tuple(sorted((*words, *_position(at, part)) for at, (words, part) in enumerate(read)))


_LISTED = re.compile(r"\((?:[一-龠々ァ-ヺーa-z0-9]+、)+[一-龠々ァ-ヺーa-z0-9]+\)")


def _in_order(match: re.Match[str]) -> str:
    """A list of bare names in brackets, in an order of its own."""
    return f"({'、'.join(sorted(match[0][1:-1].split('、')))})"


_NOUN = r"[一-龠々ァ-ヺーa-zA-Z0-9]{1,12}"
_OWNED = re.compile(
    rf"(?P<of>の|された|した)(?P<list>{_NOUN}(?:、{_NOUN})*)(?:及び|並びに)(?P<last>{_NOUN})(?=[とをはがにで、])"
)
"""Bare names behind one word that says whose they are."""


def _owned_in_order(match: re.Match[str]) -> str:
    return f"{match['of']}{'、'.join(sorted((*match['list'].split('、'), match['last'])))}"


_CLAUSE_END = re.compile(r"[しいきりちみびえけせてでず]$")


def _position(at: int, part: str) -> tuple[str, ...]:
    """A clause keeps its place among the parts of a sentence; an entry of a list does not."""
    return (str(at),) if _CLAUSE_END.search(part) else ()


_MAY_NAME_LAW = re.compile(r"法(?<!方法)|令(?!和)|規則")


def _laws_in(text: str) -> tuple[tuple[str, str], ...]:
    """The names of laws, where a text can hold one: else the law's data are not asked for."""
    return _laws() if _MAY_NAME_LAW.search(text) else ()


@lru_cache(maxsize=1)
def _laws() -> tuple[tuple[str, str], ...]:
    """Every name of a law for its shortest."""
    long = [(key(name).casefold(), key(min(law.names, key=len)).casefold()) for law in entries() for name in law.names]
    return tuple((name, short) for name, short in sorted(long, key=lambda pair: -len(pair[0])) if len(name) > 6)


@lru_cache(maxsize=1)
def _glosses() -> re.Pattern[str]:
    return re.compile(shipped("piadiff.guideline.language", "reading.yaml", _Grammar).glosses)


@lru_cache(maxsize=1)
def _rewrites() -> Rewrites:
    """What is written in several ways, and how it is read."""
    grammar = shipped("piadiff.guideline.language", "reading.yaml", _Grammar)
    pairs = []
    for names in grammar.same:
        folded = sorted((key(name).casefold().translate(_SMALL) for name in names), key=len, reverse=True)
        pairs.append(("|".join(map(re.escape, folded)), key(names[0]).casefold().translate(_SMALL)))
    pairs += [(before, after) for before, _, after in (line.partition(" → ") for line in grammar.rewrites)]
    return Rewrites(pairs)


@lru_cache(maxsize=1)
def _kana() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand in a run of kana behind a word: an ending at its head, then grammar, negation, can."""
    grammar = shipped("piadiff.guideline.language", "reading.yaml", _Grammar)
    sorts = {"not": grammar.negation, "can": grammar.can, "kept": grammar.kept, "say": grammar.grammar}
    parts = "|".join(f"(?P<{sort}>{_longest(words)})" for sort, words in sorts.items())
    return re.compile(grammar.endings), re.compile(parts)


@lru_cache(maxsize=1)
def _kept() -> frozenset[str]:
    return frozenset(shipped("piadiff.guideline.language", "reading.yaml", _Grammar).kept.split("|"))


def _longest(pattern: str) -> str:
    return "|".join(sorted(re.split(r"\|(?![^(]*\))", pattern), key=len, reverse=True))


@lru_cache(maxsize=4096)
def meant_by_kana(run: str, *, behind_word: bool) -> tuple[str, ...]:
    """What a run of kana says: negation and possibility; a run that is not all grammar is a word by itself."""
    ending, parts = _kana()
    starts = [0]
    if behind_word and (head := ending.match(run)):
        starts = [0, head.end()]
    for start in starts:
        found = _parsed(run, start, parts)
        if found is not None:
            return found
    return (run[:-1] if run[-1:] in "をのがはに" and len(run) > 2 else run,)


def _parsed(run: str, start: int, parts: re.Pattern[str]) -> tuple[str, ...] | None:
    """Grammar from a place to the end of a run, None when something else stands there."""
    steps: dict[int, tuple[str | None, int]] = {len(run): (None, 0)}
    for at in range(len(run) - 1, start - 1, -1):
        match = next((match for match in _alternatives(run, at, parts) if match.end() in steps), None)
        if match is not None:
            steps[at] = (NOT if match["not"] else CAN if match["can"] else match["kept"], match.end())
    found, at = list[str | None](), start
    while at < len(run) and at in steps:
        own, at = steps[at]
        found.append(own)
    return tuple(filter(None, found)) if at == len(run) else None


def _alternatives(run: str, at: int, parts: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Every part that stands at a place, the longest first."""
    end = len(run)
    while end > at:
        match = parts.match(run, at, end)
        if match is None:
            return
        yield match
        end = match.end() - 1


_OFTEN = re.compile(r"毎(?:日|週|月|年度?)(?:\d+回)?(?![\d度の])(?:、|に)?")
_CLAUSES = re.compile(
    r"[しいきりちみせけてで]、|とともに|ほか、|他、|うえで|上で|、[^、]*、|(?<!と[しす])[るたうくすむぶつぐぬい](?=[一-龠ァ-ヺa-z])"
)


def _often_first(plain: str) -> str:
    """How often a sentence of one clause says something is done has no place of its own in it."""
    found = list(_OFTEN.finditer(plain))
    rest = _OFTEN.sub("", plain)
    return f"{found[0][0].strip('、に')}、{rest}" if len(found) == 1 and not _CLAUSES.search(rest) else plain


def _unwrapped(plain: str) -> str:
    """A sentence with the names of laws that a line end cuts in two."""
    whole = plain.replace(_BETWEEN, "")
    for name, short in _laws_in(whole):
        if name in whole:
            plain = re.sub(f"{_BETWEEN}?".join(map(re.escape, name)), short, plain)
    return plain


@lru_cache(maxsize=16384)
def plainly(text: str) -> str:
    """One sentence with one spelling for what is spelt or said in several ways."""
    folded = key(_NUMBERED.sub("", text)).casefold().translate(_SMALL)
    return _one_spelling(_GLIDE.sub("ア", folded) if "ヤ" in folded else folded)


@lru_cache(maxsize=16384)
def _one_spelling(folded: str) -> str:
    plain = _glosses().sub("", in_years(_ERA.sub(_western, clause_numbers(folded))))
    for name, short in _laws_in(plain):
        plain = plain.replace(name, short)
    if _BETWEEN in plain:
        plain = _unwrapped(plain)
    plain = _often_first(_rewrites().applied(plain))
    return in_one_order(plain) if "のうち" in plain else plain


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """The reading of one sentence."""
    return plain_tokens(plainly(text))


@lru_cache(maxsize=16384)
def plain_tokens(plain: str) -> tuple[Token, ...]:
    """The reading of a stretch that has one spelling already."""
    found: list[Token] = []
    glued = False
    for match in _ATOM.finditer(plain):
        piece, sort = match[0], match.lastgroup
        if sort is None:
            found.append(_token(piece, glued))
            glued = True
        elif sort in ("kana", "ending"):
            told = meant_by_kana(piece, behind_word=sort == "ending")
            word = told == (piece,) or (told == (piece[:-1],) and told[0] not in _kept())
            found += [_token(each, glued and word) for each in told]
            glued = word
        else:
            found += [Token(piece)] if sort == "sign" else []
            glued = False
    return tuple(found)


def with_boxes(before: str, after: str) -> tuple[str, str]:
    """Both texts with the marks of their boxes as letters; bare squares are boxes where full and empty ones stand."""
    bare = all(pattern.search(before + after) for pattern, _ in _BARE)
    for pattern, meant in (*_BOXES, *(_BARE if bare else ())):
        before, after = pattern.sub(meant, before), pattern.sub(meant, after)
    return before, after


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences, list entries and headings of a text; a line end inside one is no end."""
    return tuple(Sentence(each, read) for each in sentence_texts(text) if (read := tokens(each)))


@lru_cache(maxsize=1024)
def sentence_texts(text: str) -> tuple[str, ...]:
    """Sentences, list entries and headings as written, none of them read."""
    return tuple(_joined(text))


def sentences_apart(old: str, new: str) -> str:
    """All sentences that stand in one of two texts only, as one text."""
    sides = sentence_texts(old), sentence_texts(new)
    common = set(sides[0]) & set(sides[1])
    return "\n".join(text.replace(_BETWEEN, "") for side in sides for text in side if text not in common)


def _joined(text: str) -> Iterator[str]:
    """Bodies of the pieces of a text; what goes on in the next line without a mark is one."""
    waiting = ""
    for piece in segments(aside_as_sentence(text)):
        body, heads = piece.body, piece.kind is SegmentKind.HEADING
        if waiting and (piece.mark or heads or waiting.rstrip().endswith(_CLOSES) or _BEGINS.match(body)):
            yield waiting
            waiting = ""
        waiting = f"{waiting}{_BETWEEN if _parts(waiting, body) else ''}{body}" if waiting else body
        if heads or _OPTION.fullmatch(waiting):
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _parts(waiting: str, body: str) -> bool:
    """Whether a line end stands between two letters that are no kana: it may stand between two entries."""
    ends = waiting.rstrip()[-1:], body.lstrip()[:1]
    return all(end and not _KANA.match(end) and end not in "、。" for end in ends)


def spelt(words: Sequence[Token]) -> str:
    """Tokens for people."""
    signs = {OR: "又は", NOT: "ない", CAN: "できる", MASK: "", BOX_TICKED: "[○]", BOX_EMPTY: "[　]", BOX_CROSSED: "[×]"}
    return "".join(
        f"{'・' if at and not token.glued else ''}{signs.get(token.text, token.text)}" for at, token in enumerate(words)
    )
