"""How a form is worded: slips of the pen, one term in several spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from piadiff.audit.catalogue import Subject, check, note
from piadiff.data import Strict, shipped
from piadiff.model import Item, ItemKind, ItemPath, Level, Observation
from piadiff.text import key
from piadiff.text.signs import ERA

_DOUBLED_MARK = re.compile(r"、、|。。|をを|がが|はは|にに(?!ゃ)|のの(?![うしち])")


_LONE_BRACKET = re.compile(r"(?m)(?:^|(?<=[\s、。]))[^\s()（）]{1,2}[)）]")


_DOUBLED_PHRASE = re.compile(r"([^\s、。（）()・\d]{6,30})\1")


@check("A32", Level.INFO, "文字の重なりや、対にならない括弧があります", "記載の体裁")
def doubled_words(subject: Subject) -> Iterator[Observation]:
    """Doubled particles, phrases written twice, brackets without a partner."""
    for item in subject.form.items:
        if item.kind is not ItemKind.TEXT:
            continue
        squeezed = re.sub(r"\s", "", item.text)
        found = [m[0] for pattern in (_DOUBLED_MARK, _DOUBLED_PHRASE) for m in pattern.finditer(squeezed)]
        if found:
            yield note("A32", "文字が重なっています", *found[:3], path=item.path)
        folded = unicodedata.normalize("NFKC", _LONE_BRACKET.sub("", item.text))
        if folded.count("(") != folded.count(")"):
            yield note("A32", "括弧の数が合いません", path=item.path)


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
    texts = [item for item in subject.form.items if item.kind is ItemKind.TEXT]
    whole = "\n".join(item.text for item in texts)
    for slip in _slips():
        if slip.beside and slip.beside not in whole:
            continue
        for item in texts:
            match = slip.pattern.search(re.sub(r"\s", "", item.text))
            if match:
                yield note("A32B", f"{slip.meant}でしょうか", match[0], path=item.path)


@check("A33", Level.INFO, "同じ言葉の書き方がそろっていません", "記載の体裁")
def term_drift(subject: Subject) -> Iterator[Observation]:
    """One term in several spellings within one form."""
    spellings: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item in subject.form.items:
        if item.kind is ItemKind.TEXT:
            for term in re.findall(r"[ァ-ヺー・･Ａ-Ｚａ-ｚA-Za-z]{3,}(?:[ァ-ヺー・･]|カード)*", item.text):
                bare = term.strip("・･")
                if len(key(bare)) >= 3:
                    spellings[key(bare).upper()][bare] += 1
    for variants in spellings.values():
        if len(variants) > 1:
            spelt = [f"{term}（{count}）" for term, count in sorted(variants.items(), key=lambda v: (-v[1], v[0]))]
            yield note("A33", "書き方がそろっていません", *spelt)


_TERM = re.compile(r"[一-龠々ァ-ヺー]{5,12}")
_RARE, _COMMON = 3, 10
_LETTERS = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]{2,}")
_FIRST_YEAR = re.compile(rf"(?:{ERA})(?:[1１]|元)年")


@check("A33B", Level.INFO, "書き方が1か所だけ違う語があります", "記載の体裁")
def odd_one_out(subject: Subject) -> Iterator[Observation]:
    """A rare term that differs in one letter from a frequent one; letters and first years in two spellings."""
    texts = [item for item in subject.form.items if item.kind is ItemKind.TEXT]
    counts: Counter[str] = Counter()
    places: dict[str, ItemPath] = {}
    for item in texts:
        for term in _TERM.findall(item.text):
            counts[term] += 1
            places.setdefault(term, item.path)
    for rare, common in _near_terms(counts):
        yield note("A33B", f"「{common}」（{counts[common]} か所）の書き誤りでしょうか", rare, path=places[rare])
    yield from _two_widths(texts)
    years = [
        span for row in subject.form.changes for span in _FIRST_YEAR.findall(f"{row.date_raw} {row.before} {row.after}")
    ]
    if len({span.replace("1", "元").replace("１", "元") for span in years}) < len(set(years)):
        yield note("A33B", "元年と1年の書き方がそろっていません", *sorted(set(years)))


def _near_terms(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """(rare, frequent) terms of one length that differ in one kanji inside."""
    by_gap: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term, count in counts.items():
        if count >= _COMMON:
            for at in range(1, len(term) - 1):
                by_gap[term[:at], term[at + 1 :]].append(term)
    for term, count in counts.items():
        if count <= _RARE:
            for at in range(1, len(term) - 1):
                near = [other for other in by_gap.get((term[:at], term[at + 1 :]), ()) if _slip_of(term[at], other[at])]
                if near:
                    yield term, near[0]
                    break


def _slip_of(letter: str, meant: str) -> bool:
    """Whether one kanji may stand for another by mistake; numerals and opposites are other words."""
    plain = "一二三四五六七八九十上下大小前後新旧内外入出本別国県市町村区都府省税住個法甲乙丙第"
    return (
        letter != meant
        and not set(letter + meant) & set(plain)
        and all("一" <= each <= "龠" for each in letter + meant)
    )


def _two_widths(texts: list[Item]) -> Iterator[Observation]:
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for item in texts:
        for word in _LETTERS.findall(item.text):
            spelt[unicodedata.normalize("NFKC", word)][word] += 1
    for variants in spelt.values():
        if len(variants) > 1:
            told = [f"{word}（{count}）" for word, count in variants.most_common()]
            yield note("A33B", "全角と半角の英字が混ざっています", *told)
