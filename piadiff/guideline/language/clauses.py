"""A sentence as its clauses: what is done, and in which case every word belongs to it.

Only the grammar of the written language is known here, no word of any form: what it does not know stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from piadiff.guideline.language.clause_text import LETTER, clause_text
from piadiff.guideline.language.reading import OR, meant_by_kana

DOER, DONE, ASIDE = "が", "を", "－"
"""Who does it, what it is done to, and what stands beside both; other cases are named by their particle."""

OF = "の"
AND = "、"
"""The link of a noun that says what is done in a list of such: 記載、修正及び消除を行う."""
MADE_SO = "ようにする"
"""The link of a clause that ends a sentence by saying what is brought about by the one before it."""
TO_NOUN = "→"
"""How the link of a clause begins that says something of the noun behind it."""
_WORD = rf"(?:[{LETTER}]|(?<=\d)か(?=月))+|[〓{OR}]"
_CHUNK = re.compile(rf"({_WORD})?([ぁ-ゖ]*)([^{LETTER}〓{OR}ぁ-ゖ]*)")
"""A word, what follows it in kana, and what stands before the next."""
_TAIL = re.compile(
    r"(?P<rest>.*?)(?P<link>(?:こと|もの|ため|よう|ところ|ほか|まま|とともに|つつ|ながら)?)"
    r"(?P<case>(?:により|による|によって|から|より|まで|のみ|だけ|しか|ごとに?|[はがをにへでとのなもやか])*)"
)
_NOUN = re.compile(r"[いきぎしちびみりえけげせてねべめれかやわ]{1,2}")
_ENDING = re.compile(r"[ぁ-ゖ]{0,2}[るすくぐうむぶつぬたてでいりしめえけげせれべ]")
_BEFORE_NOUN = re.compile(r".*[るうくすつぬぶむぐたい]")
_MADE_SO = re.compile(r"ように(?:する|し(?:ている|ておる|た)?)")
_SUFFERED = re.compile(r"[わかがさたなばまら]れ")
_MADE_DO = re.compile(r"(?:さ|[わらたかがまば])せ(?:[るてたらよなぬず]|$)|.+させ")
_NO_MADE_DO = re.compile(r"[合併任済終知減漏]$")
"""Who is made to do a thing: 行わせる, 提出させる; 問い合わせる and 済ませる are verbs of their own."""
_WAS = re.compile(r"[てで]い(?:た|まし)|[てで]おりまし")
COMPOUND = 2
"""Letters of a compound; 有 behind one says that it is there: 記載がある."""
_OFTEN = re.compile(r"^毎|回(?:以上|程度)?$|^定期$")
_OFTEN_AHEAD = re.compile(r"(?:毎(?:年度|[日週月年](?!度))(?:\d+回(?!目))?|都度)(?=[一-龠ァ-ヺ]|\d+月)")
HOW_LONG = re.compile(r"(?P<amount>\d+(?:年|か月|週|日|時間|分))間?")
"""For how long a thing is done."""
_HOW_OFTEN = re.compile(rf"{_OFTEN.pattern}|都度$|^{HOW_LONG.pattern}$")
_ADVERB = re.compile(r"毎|原則|随時|適宜|都度|必|[0-9ぁ-ゖ]")
"""How a word begins that says how, where it stands without a case."""
_TIME = re.compile(r"(?P<doing>[^\d時]{2,})時")
_WHEN = re.compile(r"^時$|(?:前|後)$")
_WHEN_TOLD = {"": "に", "は": "に", "でも": "も"}
ONLY = re.compile(r"のみ|だけ|しか")
CASES = {
    "を": {DONE}, "が": {DOER}, "は": {DOER, DONE, ASIDE}, "に": {"に"}, "へ": {"に"}, "への": {"に"}, "な": {"に"},
    "で": {"で", "によって"}, "での": {"で", "によって"}, "から": {"から"}, "からの": {"から", DOER}, "との": {"と"},
    "ごとに": {"ごと"}, "により": {"によって", DOER}, "による": {"によって", DOER}, "によって": {"によって", DOER},
    "の": {DOER}, "の!": {DONE, "に"},
}  # fmt: skip
_WHEN_SUFFERED = {"は": {DONE, ASIDE}, "が": {DONE}, "の": {DONE}, "に": {"に", DOER}}
_WHEN_SUFFERED |= {case: {DOER, "によって", "から"} for case in ("により", "による", "によって", "から")}
_MADE_TO_DO = {"は": {DOER, DONE, ASIDE, "に"}, "から": {"から", "に"}}
_OWN_ACT = re.compile(
    r"退[職室庁去席勤]|転[出入居勤職]|異動|[入来離在]室|入庁|来[庁所]|離[席職]|死亡|出[生勤張席]|帰[宅庁]|[休就復]職|着任|婚姻|離婚"
)
"""What only the one does whom it is said of: 職員の退職 is no act done to 職員."""
_BEFALLS = re.compile(r"[終完満]了|終結|経過|過|開始|到来|終|停止|発生|故障")
"""What a thing does, or is done to it, with one outcome: 契約が終了する, 契約を終了する."""
_ONE_OUTCOME = {case: {DOER, DONE} for case in ("が", "を", "の!")}
_LEADS = frozenset({"の", "での", "への", "からの", "との", "による", "な"})
"""Cases of a word that belongs to the noun behind it."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A word with what follows it in kana."""

    word: str
    case: str = ""
    doing: bool = False
    noun: bool = False  # a noun that tells what is done: 点検を行う
    sense: tuple[str, ...] = ()
    suffered: bool = False
    link: str = ""
    listed: bool = False  # a comma or a dot stands behind it


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word, with those that belong to it, and the cases it may stand in; ``leads``: it belongs to the next one."""

    words: str
    cases: frozenset[str]
    leads: bool = False

    @property
    def name(self) -> str:
        """The words as one compound: 秘密の保持 and 秘密保持."""
        return self.words.replace(OF, "")


@dataclass(frozen=True, slots=True)
class Clause:
    """What is done, how that is meant, what the clause leads to, and its phrases."""

    doing: str
    sense: tuple[str, ...]
    link: str
    phrases: tuple[Phrase, ...]


def _chunks(text: str) -> Iterator[_Chunk]:
    for word, kana, gap in _CHUNK.findall(clause_text(text)):
        yield from _chunks_of(word, kana, gap)


@lru_cache(maxsize=16384)
def _chunks_of(word: str, kana: str, gap: str) -> tuple[_Chunk, ...]:
    """One word with what follows it, how often and when apart."""
    if not word:
        told = meant_by_kana(kana, behind_word=False) if kana else ()
        return (_Chunk("".join(told), listed=True),) if told else ()
    ahead: list[_Chunk] = []
    often = _OFTEN_AHEAD.match(word)
    if often:
        ahead.append(_Chunk(often[0]))
        word = word[often.end() :]
    timed = _TIME.fullmatch(word)
    if timed:
        ahead.append(_Chunk(timed["doing"], "の"))
        word = "時"
    chunk = _chunk(HOW_LONG.sub(r"\g<amount>", word) if HOW_LONG.fullmatch(word) else word, kana, gap)
    if _WHEN.search(chunk.word) and chunk.case in _WHEN_TOLD and not chunk.doing:
        chunk = replace(chunk, case=_WHEN_TOLD[chunk.case])
    if often and not chunk.doing:
        ahead[0] = replace(ahead[0], listed=chunk.listed)
    return (*ahead, chunk)


def _chunk(word: str, kana: str, gap: str) -> _Chunk:
    tail = _TAIL.fullmatch(kana)
    if tail is None or (word[-1:] == "必" and kana == "ず"):
        return _Chunk(word + kana, listed=True)
    rest, link, case = tail["rest"], tail["link"], tail["case"]
    listed = any(sign in gap for sign in "、・,")
    noun = (bool(link) and rest in ("の", "")) or rest.startswith(("を", "はでき", "ができ"))
    if not link and (not rest or (case and _NOUN.fullmatch(rest))) and word != "〓":
        return _Chunk(word, _plain(case), listed=listed)
    if not case and not link and not gap and _BEFORE_NOUN.fullmatch(rest):
        link = TO_NOUN
    sense = [each for each in meant_by_kana(rest, behind_word=True) if not _ENDING.fullmatch(each)] if rest else []
    made = _MADE_DO.match(rest) and not _NO_MADE_DO.search(word)
    sense += [name for name, found in (("させ", made), ("ていた", _WAS.search(rest))) if found]
    if link != TO_NOUN:
        link = "" if link == "とともに" else f"{link}{_bound(case) if link else case}"
    if not link and gap in ("", "。") and _MADE_SO.search(rest):
        link = MADE_SO
    suffered = bool(_SUFFERED.search(rest))
    if len(word) > COMPOUND and word[-1] == "有":
        word, noun, suffered = word[:-1], True, True
    return _Chunk(word, "", True, noun, tuple(sense), suffered, link, listed)


def _bound(case: str) -> str:
    """What of a case says that nothing else, or something else too, is meant: だけに, にも."""
    return "のみ" if ONLY.search(case) else "も" if case.endswith("も") else ""


def _plain(case: str) -> str:
    """A case without what only marks its topic: では."""
    return case[:-1] if len(case) > 1 and case[-1] == "は" else case


def _doing(chunks: Sequence[_Chunk]) -> list[_Chunk]:
    """Nouns that say what is done as verbs: 点検を行う, 廃棄の時, 審査のため."""
    found: list[_Chunk] = []
    for chunk in chunks:
        if chunk.word == "時" and found and found[-1].case == "の":
            verb = replace(found.pop(), case="", doing=True, noun=True, link=TO_NOUN)
            found = [*_owned(found), verb, chunk]
        elif chunk.word == "〓" and chunk.doing and (at := _object(found, suffered=chunk.suffered)) is not None:
            found = _with_verb(found, at, chunk)
        elif chunk.noun and chunk.word in ("実施", "実行"):
            found = _owned(found, "を")
            at = _object(found)
            found = [*found, chunk] if at is None else _with_verb(found, at, chunk)
        elif chunk.noun:
            found = _with_verb([*found, chunk], len(found), chunk) if _each_own(found) else [*_owned(found), chunk]
        else:
            found.append(chunk)
    return found


def _each_own(found: Sequence[_Chunk]) -> bool:
    """Whether the noun before this one says what is done to another thing: 資格の確認及び保険料の賦課のため."""
    first = _first_of(found, len(found))
    last = found[first - 1] if first > 1 else None
    return last is not None and last.listed and not (last.case or last.doing) and found[first - 2].case == OF


def _object(found: Sequence[_Chunk], *, suffered: bool = False) -> int | None:
    """Where the noun stands that a verb without a meaning of its own makes a verb: 点検を行う, 点検は課長が行う."""
    places: dict[str, int] = {}
    passed = False
    for at in range(len(found) - 1, -1, -1):
        if found[at].doing and found[at].link != TO_NOUN:
            break
        passed = passed or found[at].doing
        if not passed or found[at].case == "は" or (found[at].case == "を" and found[at].listed):
            places.setdefault(found[at].case, at)
    last = found[-1] if found else None
    if last and not (last.case or last.doing or _ADVERB.match(last.word)):
        return len(found) - 1
    return next((places[case] for case in ("を", *("がは" if suffered else "はが")) if case in places), None)


def _with_verb(found: list[_Chunk], at: int, light: _Chunk) -> list[_Chunk]:
    first = _first_of(found, at)
    while first and found[first - 1].listed and not (found[first - 1].case or found[first - 1].doing):
        if _ADVERB.match(found[first - 1].word):
            break
        first = _first_of(found, first - 1)
    head = [*found[:first], *(found[at + 1 :] if first < _first_of(found, at) else ())]
    for chunk in found[first:at]:
        does = chunk.listed and not chunk.case
        head = [*_owned(head), replace(chunk, doing=True, noun=True, link=AND)] if does else [*head, chunk]
    verb = replace(light, word=found[at].word, noun=True)
    return [*_owned(head), *(found[at + 1 :] if first == _first_of(found, at) else ()), verb]


def _first_of(found: Sequence[_Chunk], at: int) -> int:
    """Where the words that belong to a noun begin."""
    while at and found[at - 1].case in _LEADS and not found[at - 1].listed:
        at -= 1
    return at


def _owned(found: list[_Chunk], case: str = "の!") -> list[_Chunk]:
    """The word before a noun that became a verb belongs to the verb."""
    for at in range(len(found) - 1, -1, -1):
        if found[at].case == "の":
            told = "" if _OFTEN.search(found[at].word) else case
            return [*found[:at], replace(found[at], case=told), *found[at + 1 :]]
        if found[at].case != "な":
            break
    return found


@lru_cache(maxsize=16384)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of one sentence, in their order."""
    found: list[Clause] = []
    waiting: list[_Chunk] = []
    chunks = _doing(list(_chunks(text)))
    for at, chunk in enumerate(chunks):
        if not chunk.doing:
            waiting.append(chunk)
            continue
        link, outer = chunk.link, []
        if link and link != MADE_SO:
            outer = _outer(waiting, chunk)
        if link == TO_NOUN:
            link = f"{TO_NOUN}{chunks[at + 1].word}" if at + 1 < len(chunks) else ""
        inner = [each for each in waiting if each not in outer]
        odd = ("られ",) if chunk.suffered and any(each.case == "を" for each in inner) else ()
        found.append(Clause(chunk.word, (*chunk.sense, *odd), link, tuple(_phrases(inner, chunk))))
        waiting = list(outer)
    if waiting:
        found.append(Clause("", (), "", tuple(_phrases(waiting, _Chunk("")))))
    return tuple(found)


def _outer(waiting: Sequence[_Chunk], verb: _Chunk) -> list[_Chunk]:
    """Topics, and what stands before a comma, with what leads there: they belong behind the next clause."""
    found: list[_Chunk] = []
    group: list[_Chunk] = []
    for chunk in waiting:
        group.append(chunk)
        if chunk.case in _LEADS and not chunk.listed:
            continue
        apart = chunk.listed and (chunk.case or _ADVERB.match(chunk.word))
        if apart or chunk.case == "は" or (chunk.case == "の!" and not verb.noun):
            found += group
        group = []
    return found


def _phrases(waiting: Sequence[_Chunk], verb: _Chunk) -> Iterator[Phrase]:
    cases = CASES if "させ" not in verb.sense else {**CASES, **_MADE_TO_DO}
    cases = {**cases, **(_WHEN_SUFFERED if verb.suffered and all(x.case != "を" for x in waiting) else {})}
    chain: list[str] = []
    made: list[tuple[str, str, bool]] = []
    for chunk in waiting:
        if chunk.word.endswith("等") and chunk.case == "の" and not chain:
            listed = _taken(made)
            chain.append(AND.join(sorted((*listed, chunk.word[:-1]))) + "等")
        else:
            chain.append(chunk.word)
        if chunk.case != "の":
            made.append((OF.join(chain), chunk.case, chunk.listed))
            chain = []
    if chain:
        made.append((OF.join(chain), "の!" if verb.noun else "の", False))
    if not verb.suffered and {"は", "の!"} <= {case for _, case, _ in made}:
        cases = {**cases, "は": {DOER, ASIDE}, "の!": {DONE, "に"}}
    if _OWN_ACT.fullmatch(verb.word):
        cases = {**cases, "の!": {DOER}}
    if _BEFALLS.fullmatch(verb.word):
        cases = {**cases, **_ONE_OUTCOME}
    told = [_cases_of(case, cases) for _, case, _ in made]
    taken = {one for each in told if len(each) == 1 for one in each} & {DOER, DONE}
    told = [(each - taken) or each if len(each) > 1 else each for each in told]
    for at in range(len(made) - 2, -1, -1):
        if made[at][1] == "と" or (not made[at][1] and made[at][2] and not _HOW_OFTEN.search(made[at][0])):
            told[at] |= told[at + 1]
            if made[at][1] == "と" and told[at + 1] == {DONE}:
                told[at + 1] |= {"と"}  # AとBを照合する: AをBと照合する
    yield from (Phrase(words, each, case in _LEADS) for (words, case, _), each in zip(made, told, strict=True))


def _taken(made: list[tuple[str, str, bool]]) -> list[str]:
    """The entries before the last one of a list that 等 closes, taken out of the phrases."""
    first = len(made)
    while first and made[first - 1][2] and not made[first - 1][1] and not _ADVERB.match(made[first - 1][0]):
        first -= 1
    listed = [words for words, _, _ in made[first:]]
    del made[first:]
    return listed


def _cases_of(case: str, cases: Mapping[str, set[str]]) -> frozenset[str]:
    """Cases that a particle may stand for; one that binds says so: でのみ, のみで."""
    bare = ONLY.sub("", case)
    if bare == case:
        return frozenset(cases.get(case, {case or ASIDE}))
    stands = {DOER, DONE, ASIDE} if bare in ("", "が", "は", "を") else cases.get(bare, {bare})
    return frozenset(f"{each}のみ" for each in stands)
