"""Texts without what only says what a term means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from piadiff.guideline.language.clauses import COMPOUND, OF, clauses
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import plainly
from piadiff.model import Change
from piadiff.text import key

_TERM = re.compile(r"\(以下「(?P<term>[^「」]{2,12})」という。?\)")
_WIDENS = re.compile(r"[含又及も]|または|および")


_SAYS_WHAT = re.compile(r"\((?![^()]*(?:[含除限]|のみ|以外|以下「))([^()]{2,60})をいう。?(?:以下同じ。?)?\)")


def undefined_before(change: Change) -> str:
    """The old text without the explanation of a term that stays and whose letters it holds: （…をいう。）."""
    text = key(change.before)
    told = _SAYS_WHAT.search(text)
    if told is None or _SAYS_WHAT.search(key(change.after)):
        return change.before
    term = re.search(r"[一-龠々]{2,8}$", text[: told.start()])
    explains = term and set(term[0]) <= set(told[0]) and term[0] not in told[0] and _is_plain(told[1])
    return _SAYS_WHAT.sub("", text) if explains else change.before


def _is_plain(told: str) -> bool:
    """Whether an explanation says one thing of one object: where, when or from whom besides would bound the term."""
    said = [clause for clause in clauses(told) if clause.doing]
    bare = len(said) == 1 and len(said[0].doing) <= COMPOUND and len(said[0].phrases) == 1
    return bare and said[0].phrases[0].words.count(OF) <= 1


def undefined(change: Change) -> str:
    """The new text with a term the old one knew in place of its definition: 者（以下「消除者」という。）.

    A definition that holds the term's own letters in their order only says more of what it means; one that
    includes something besides does not count.
    """
    text = key(change.after)
    for phrase, term, whole in _defined(text):
        letters = iter(phrase)
        if term in key(change.before) and all(x in letters for x in term) and phrase[-1:] == term[-1]:
            return change.after if _WIDENS.search(phrase) else text.replace(whole, term, 1)
    return change.after


def explained(before: str, after: str) -> str:
    """The new text without the explanation of a term that stays, which says of what sort the thing is that it names.

    It names the law that defines the very term; or it ends in the last word of the term and holds nothing more of it,
    no party, place, medium or datum that the old text does not hold, and no second thing beside:
    擬制世帯主（加入者でない世帯主をいう。）.
    """
    if _MEANS not in after or _MEANS in before:
        return after
    text = key(after)
    return _SAYS_WHAT.sub(lambda match: "" if _says_sort(match, before) else match[0], text)


_MEANS = "をいう"
_NAME = re.compile(r"[一-龠々ァ-ヺー・]{3,24}$")
_HEAD = re.compile(r"[一-龠々ァ-ヺー]{2,}$")


_BY_LAW = re.compile(
    r"(?P<law>[^、]*?(?:法律?|令|規則|条例))第[^、]*?に(?:規定する|定義する|定める)「?(?P<term>[^、「」]{2,24})」?"
)
_IN_NAME = re.compile(r"[一-龠々ァ-ヺー]$")


def _says_sort(match: re.Match[str], before: str) -> bool:
    by_law, ahead = _BY_LAW.fullmatch(match[1]), match.string[: match.start()]
    if by_law and ahead.endswith(by_law["term"]) and by_law["term"] in key(before):
        whose = ahead.removesuffix(by_law["term"])
        return not _IN_NAME.search(whose) and _is_of(by_law["law"], whose)
    term, head = _NAME.search(match.string[: match.start()]), _HEAD.search(match[1])
    if term is None or head is None or _WIDENS.search(match[1]) or new_names(before, match[1]):
        return False
    return term[0] not in key(match[1]) and term[0].endswith(head[0]) and term[0] in key(before)


def _is_of(law: str, whose: str) -> bool:
    """Whether a law may be that of a subject before a term, 後期高齢者医療の: two of its letters stand in it."""
    subject = _SUBJECT.search(whose)
    return subject is None or any(map(law.__contains__, map("".join, pairwise(subject[1]))))


_SUBJECT = re.compile(r"([一-龠々ァ-ヺー]{2,})の$")


def without_basis(before: str, after: str, *, of_measures: bool) -> str:
    """The new text without the law on which a sentence that stays now says that it rests: 番号法第16条に基づき、.

    Outside of measures the law has to be that of what the sentence tells of.
    """
    known = key(before)
    if key(after).count("基づ") <= known.count("基づ"):
        return after
    lines = [_without_basis(line, known, of_measures=of_measures) for line in key(after).split("\n")]
    return "\n".join(lines)


def _without_basis(line: str, known: str, *, of_measures: bool) -> str:
    found = _RESTS_ON.match(line)
    rest = line[found.end() :] if found else ""
    if found is None or found["law"] in known or rest.split("。")[0] not in known:
        return line
    ours = of_measures or any(map(rest.__contains__, map("".join, pairwise(found["law"]))))
    return found["mark"] + rest if ours else line


_RESTS_ON = re.compile(
    r"(?P<mark>[・\s]*)(?P<law>[一-龠ぁ-ゖァ-ヺー]{2,40}?(?:法律?|条例))(?:第[0-9第条項号の]+)?(?:\([^()]{1,30}\))?(?:の規定)?に基づき、"
)


def with_one_term(before: str, after: str) -> str:
    """The new text with the old name of what is defined, where both define one thing alike by other names."""
    if not any(word in before and word in after for word in (_MEANS, "という")):
        return after
    old, new = (list(_GIVEN.finditer(key(text))) for text in (before, after))
    if len(old) != len(new) or not old:
        return after
    text = key(after)
    for was, now in zip(old, new, strict=True):
        names = [match["name"] or match["short"] for match in (was, now)]
        same = plainly(was["what"] or "") == plainly(now["what"] or "") and bool(was["name"]) == bool(now["name"])
        if same and names[0] != names[1] and names[1] not in key(before) and _share(*names):
            text = text.replace(names[1], names[0])
    return text


_GIVEN = re.compile(
    r"(?P<name>[一-龠々ァ-ヺー]{2,16})\((?P<what>[^()]{4,80})をいう。?(?:以下同じ。?)?\)"
    r"|\((?:以下|以後)「(?P<short>[^「」]{2,16})」という。?\)"
)


def _share(one: str, other: str) -> bool:
    """Whether two names have a letter in common that is more than an ending: 世帯員等, 同一世帯員."""
    return len(set(one) & set(other) - set("等者")) >= COMPOUND


def _defined(text: str) -> Iterator[tuple[str, str, str]]:
    """(phrase, term, both as written) of every definition; one in a phrase is part of it."""
    found = list(_TERM.finditer(text))
    start = -1
    for at, match in enumerate(found):
        if start < 0:
            start = min(_phrase_starts(text, found[at - 1].end() if at else 0, match.start()))
        if at + 1 < len(found) and match.start() in _phrase_starts(text, match.start(), found[at + 1].start()):
            continue
        yield text[start : match.start()], match["term"], text[start : match.end()]
        start = -1


def _phrase_starts(text: str, low: int, end: int) -> set[int]:
    """Where a phrase up to a place may begin: it goes over no 、, 。 or ※ but those in brackets."""
    starts = {end}
    close = -1
    for at in range(end - 1, low - 1, -1):
        if (at + 1 in starts and text[at] not in "、。※") or (text[at] == "(" and close + 1 in starts and close > at):
            starts.add(at)
        close = at if text[at] == ")" else -1 if text[at] == "(" else close
    return starts
