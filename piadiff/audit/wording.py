"""How a form is worded: slips of the pen, one term in several spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from piadiff.audit.catalogue import Subject, check, note
from piadiff.data import Strict, shipped
from piadiff.model import Form, Item, ItemKind, Level, Observation
from piadiff.text import key
from piadiff.text.signs import ERA

_DOUBLED_MARK = re.compile(r"、、|。。|をを|の(?<!もの)の(?![ぁ-ん])|がが(?![ぁ-ん])|はは(?![ぁ-ん])|にに(?![ぁ-ん])")
"""The same particle twice; もの・の and the like are two words."""
_DOUBLED_PHRASE = re.compile(r"([^\s、。（）()・\d]{6,30})(\n[ 　]*)?\1")
_DOUBLED_BEFORE_NO = re.compile(r"([^\s、。（）()・\d]{1,20}[ぁ-ん][^\s、。（）()・\d]{1,20})の\1")
_DOUBLED_WORD = re.compile(r"(?<![一-龠])(?!一)([一-龠]{2,5})\1(?=[ぁ-ん])")


def doubled(text: str) -> list[str]:
    """Marks, particles and phrases written twice; a heading may be followed by a text that begins with its words."""
    lines = text.replace(" ", "").replace("　", "")
    found = [match[0] for match in _DOUBLED_MARK.finditer(lines)]
    found += [match[0] for match in _DOUBLED_BEFORE_NO.finditer(lines)] if _comes_again_behind_no(lines) else []
    found += [match[0] for match in _DOUBLED_WORD.finditer(text)]
    phrases = _DOUBLED_PHRASE.finditer(lines)
    return [*found, *(re.sub(r"\s", "", each[0]) for each in phrases if not each[2] or "ぁ" <= each[1][-1] <= "ん")]


def _comes_again_behind_no(text: str) -> bool:
    """Whether three letters behind a の stand shortly before it as well."""
    return any(text[at + 1 : at + 4] in text[max(0, at - 41) : at] for at, char in enumerate(text) if char == "の")


def lone_brackets(text: str) -> list[str]:
    """Brackets without a partner, with the words before them; what may have been lost at a line's end counts not.

    A list number (「1)」) is none.
    """
    plain = unicodedata.normalize("NFKC", _LIST_NUMBER.sub("", text))
    open_at: list[int] = []
    found: list[str] = []
    for at, char in enumerate(plain):
        if char == "(":
            open_at.append(at)
        elif char == ")" and open_at:
            open_at.pop()
        elif char == ")" and plain[at - 1 : at] == ")":
            found.append(plain[max(0, at - 15) : at + 1])
    whole = (at for at in open_at if plain[at:].partition("\n")[0].rstrip().endswith("。"))
    return [*found, *(plain[max(0, at - 5) : at + 10] for at in whole)]


_LIST_NUMBER = re.compile(r"(?m)(?:^|(?<=\s))[^\s()（）]{1,2}[)）]")


@check("A32", Level.INFO, "文字の重なりや、対にならない括弧があります", "記載の体裁")
def doubled_words(subject: Subject) -> Iterator[Observation]:
    """Doubled particles, phrases written twice, brackets without a partner, in items and in what rows wrote."""
    for found, place in _slips_of(subject, doubled):
        yield place("A32", "文字が重なっています", *found[:3])
    for found, place in _slips_of(subject, lone_brackets):
        yield place("A32", "対にならない括弧があります", *found[:3])


def _slips_of(
    subject: Subject, find: Callable[[str], list[str]]
) -> Iterator[tuple[list[str], Callable[..., Observation]]]:
    """What is found in each text item, then in each 変更後 and 説明 of a row where no item has it."""
    known: set[str] = set()
    for item in subject.form.items:
        found = find(item.text) if item.kind is ItemKind.TEXT else []
        known.update(found)
        if found:
            yield found, partial(note, path=item.path)
    for row in subject.form.changes:
        new = [each for cell in (row.after, row.explanation) for each in find(cell) if each not in known]
        known.update(new)
        if new:
            yield new, partial(note, row=row)


class _Slip(Strict):
    """``beside`` must stand in the form too, where the slip alone is a matter of taste."""

    pattern: re.Pattern[str]
    meant: str
    beside: str = ""


def _slips() -> tuple[_Slip, ...]:
    return shipped("piadiff.audit", "slips.yaml", tuple[_Slip, ...])


@check("A32B", Level.INFO, "書き誤りと思われる語があります", "記載の体裁")
def slips_of_the_pen(subject: Subject) -> Iterator[Observation]:
    """Words that are often written for others."""
    whole = "\n".join(item.text for item in subject.form.items if item.kind is ItemKind.TEXT)
    for slip in _slips():
        if not slip.beside or slip.beside in whole:
            for found, place in _slips_of(subject, partial(_matches, slip.pattern)):
                yield place("A32B", f"{slip.meant}でしょうか", found[0])


def _matches(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match[0] for match in pattern.finditer("".join(text.split()))]


def spellings(form: Form) -> dict[str, Counter[str]]:
    """Terms of a form without regard to spelling → how often each spelling stands there."""
    found: dict[str, Counter[str]] = {}
    for item in form.items:
        if item.kind is ItemKind.TEXT:
            for term in re.findall(r"[ァ-ヺー・･Ａ-Ｚａ-ｚA-Za-z]{3,}(?:[ァ-ヺー・･]|カード)*", item.text):
                bare = term.strip("・･")
                if len(key(bare)) >= 3:
                    found.setdefault(key(bare).upper(), Counter())[unicodedata.normalize("NFKC", bare)] += 1
    return found


@check("A33", Level.INFO, "同じ言葉の書き方がそろっていません", "記載の体裁")
def term_drift(subject: Subject) -> Iterator[Observation]:
    """One term in several spellings within one form."""
    for variants in spellings(subject.form).values():
        if len(variants) > 1:
            spelt = [f"{term}（{count}）" for term, count in sorted(variants.items(), key=lambda v: (-v[1], v[0]))]
            yield note("A33", "書き方がそろっていません", *spelt)


_LETTERS = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]{2,}")
_FIRST_YEAR = re.compile(rf"(?:{ERA})(?:[1１]|元)年")


def two_widths_and_first_years(subject: Subject) -> Iterator[Observation]:
    """Letters in two widths; the first year of an era as 元年 and as 1年."""
    spelt = _two_widths([item for item in subject.form.items if item.kind is ItemKind.TEXT])
    if spelt:
        yield note("A33B", "全角と半角の英字が混ざっています", *spelt)
    years = [
        span for row in subject.form.changes for span in _FIRST_YEAR.findall(f"{row.date_raw} {row.before} {row.after}")
    ]
    if len({span.replace("1", "元").replace("１", "元") for span in years}) < len(set(years)):
        yield note("A33B", "元年と1年の書き方がそろっていません", *sorted(set(years)))


def _two_widths(texts: list[Item]) -> list[str]:
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for item in texts:
        for word in _LETTERS.findall(item.text):
            spelt[unicodedata.normalize("NFKC", word)][word] += 1
    several = [variants.most_common() for variants in spelt.values() if len(variants) > 1]
    return ["、".join(f"{word}（{count}）" for word, count in variants) for variants in several]
