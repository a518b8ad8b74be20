"""Two texts → what content each of their sentences lost and gained."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from piadiff.guideline.language.headings import heads
from piadiff.guideline.language.joints import apart, joints, rejoined
from piadiff.guideline.language.reading import Sentence, Token, sentence_texts, spelt, tokens, with_boxes
from piadiff.guideline.language.said_again import Letters, letters, same_said
from piadiff.guideline.language.turns import turned
from piadiff.text.matching import opcodes

_LONGEST = 1500
"""Tokens beyond which a gap is not looked into: one whole for another."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one place of a text lost and gained.

    Attributes:
        before: The old sentence it stands in, None when the whole of a sentence came.
        after: The new sentence it stands in, None when the whole of a sentence went.
        inside: It begins or ends inside a compound.
        old_word: What was lost, with the rest of the words it begins and ends in.
        new_word: What was gained, likewise.
        turned: Both sides hold the same words, one of them in another case.
    """

    lost: tuple[Token, ...]
    gained: tuple[Token, ...]
    before: Sentence | None = None
    after: Sentence | None = None
    inside: bool = False
    old_word: str = ""
    new_word: str = ""
    turned: bool = False

    @property
    def words(self) -> str:
        """The edit for people; a sentence that came or went as a whole is quoted."""
        whole = self.after if self.before is None else self.before if self.after is None else None
        if whole is not None and len(self.lost or self.gained) == len(whole.tokens):
            return whole.text.strip()[:40]
        return "→".join(filter(None, (spelt(self.lost)[:30], spelt(self.gained)[:30])))


def counted(edit: Edit) -> int | None:
    """By how many a lone figure rose, None where anything else changed."""
    figures = [token.text for token in (*edit.lost, *edit.gained)]
    if len(edit.lost) != 1 or len(edit.gained) != 1 or not all(figure.isdigit() for figure in figures):
        return None
    return int(figures[1]) - int(figures[0])


@dataclass(frozen=True, slots=True)
class Compared:
    """Every place at which two readings differ, and sentences that say the same in other words."""

    edits: tuple[Edit, ...]
    said_again: tuple[str, ...] = ()


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """Every place at which the readings differ; none when both texts read the same."""
    return compared(before, after).edits


@lru_cache(maxsize=256)
def compared(before: str, after: str) -> Compared:
    """Two texts sentence by sentence: as they read, and where that differs, by what their clauses say."""
    sides = _sides(before, after)
    old, new = ([each for each in side if isinstance(each, Sentence)] for side in sides)
    turns = [*_turns(old, new), *_points_elsewhere(before, after)]
    if list(_words(sides[0])) == list(_words(sides[1])):
        return Compared((*turns, *_turns_in_place(old, new)))
    gaps = list(zip(*_stayed(*sides), strict=True))
    again = [said for was, now in gaps for said in _say_again(was, now)]
    if len(gaps) > 1 and not heads(before) and not heads(after):
        again += _say_elsewhere(gaps)
    found = [edit for was, now in gaps if was or now for edit in _in_gap(was, now)]
    return Compared((*_with_moved(found), *turns), tuple(again))


def _sides(before: str, after: str) -> list[list[Sentence | str]]:
    """The sentences of both texts; one that stands as often in the other is not read, and stays a string."""
    texts = [sentence_texts(text) for text in with_boxes(before, after)]
    times = [Counter(side) for side in texts]
    stays = {text for text, often in times[0].items() if times[1][text] == often}
    read = ([text if text in stays else Sentence(text, tokens(text)) for text in side] for side in texts)
    return [[each for each in side if isinstance(each, str) or each.tokens] for side in read]


def _words(side: Sequence[Sentence | str]) -> Iterator[str | tuple[str]]:
    """The words of a side; a sentence that stays is one, and no other."""
    for each in side:
        yield from ((each,),) if isinstance(each, str) else each.words


def _with_moved(found: Sequence[Edit]) -> Iterator[Edit]:
    """Edits of a sentence as one where words that one of them loses stand in another."""
    by_pair: dict[tuple[Sentence | None, Sentence | None], list[Edit]] = {}
    for edit in found:
        if edit.turned:
            yield edit
        else:
            by_pair.setdefault((edit.before, edit.after), []).append(edit)
    for each in by_pair.values():
        lost, gained = (Counter(token.text for edit in each for token in side(edit)) for side in (_lost, _gained))
        yield from (together(each),) if len(each) > 1 and lost & gained else each


def _lost(edit: Edit) -> tuple[Token, ...]:
    return edit.lost


def _gained(edit: Edit) -> tuple[Token, ...]:
    return edit.gained


def together(found: Sequence[Edit]) -> Edit:
    """Edits of one sentence as one."""
    if len(found) == 1:
        return found[0]
    lost, gained = (tuple(token for edit in found for token in side(edit)) for side in (_lost, _gained))
    return replace(found[0], lost=lost, gained=gained, inside=any(edit.inside for edit in found))


def _turns(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[Edit]:
    """Words that stand in another case of a sentence that reads the same."""
    left: dict[tuple[tuple[str, ...], ...], deque[Sentence]] = {}
    for each in new:
        left.setdefault(each.members, deque()).append(each)
    for each in old:
        others = left.get(each.members)
        if not others:
            continue
        other = others.popleft()
        if other.text == each.text:
            continue
        words = turned((each,), (other,)) or _joined_otherwise((each,), (other,))
        if words is not None:
            yield _turn(words, each, other)


def _turns_in_place(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[Edit]:
    """Words in another case where both sides hold the same words in order, and sentences are cut or listed apart."""
    apart = [(old, new)]
    if len(old) == len(new):
        apart = [((was,), (now,)) for was, now in zip(old, new, strict=True) if was.members != now.members]
        if any(was.words != now.words for (was,), (now,) in apart):
            apart = [(old, new)]
    for was, now in apart:
        words = turned(was, now) or _joined_otherwise(was, now)
        if words is not None:
            yield _turn(words, was[0], now[0])


def _joined_otherwise(was: Sequence[Sentence], now: Sequence[Sentence]) -> tuple[str, str] | None:
    return (was[0].text.strip(), now[0].text.strip()) if rejoined(was, now) else None


def _turn(words: tuple[str, str], old: Sentence, new: Sentence) -> Edit:
    return Edit((Token(words[0]),), (Token(words[1]),), old, new, turned=True)


def _say_again(old: list[Sentence], new: list[Sentence]) -> list[str]:
    """Sentences taken out of a gap because both sides say them, one by one or several together."""
    told: list[str] = []
    if max(sum(len(each.tokens) for each in side) for side in (old, new)) > _LONGEST:
        return told
    for sizes in ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)):
        there = _runs(new, sizes[1]) if len(old) >= sizes[0] else []
        for i in range(len(old) - sizes[0], -1, -1):
            was = old[i : i + sizes[0]]
            at = _said_at(was, there) if there and len(was) == sizes[0] else None
            if at is not None:
                told.append(was[0].text.strip()[:20])
                del old[i : i + sizes[0]], new[at : at + sizes[1]]
                there = _runs(new, sizes[1])
    return told


def _say_elsewhere(gaps: Sequence[tuple[list[Sentence], list[Sentence]]]) -> list[str]:
    """Sentences taken out of all gaps because the other side says them in another; none that points back."""
    pooled = tuple([each for gap in gaps for each in gap[side] if not _POINTS.match(each.text)] for side in (0, 1))
    left = list(pooled[0]), list(pooled[1])
    told = _say_again(*left)
    for side in (0, 1):
        stays = set(map(id, left[side]))
        gone = {id(each) for each in pooled[side]} - stays
        for gap in gaps:
            gap[side][:] = [each for each in gap[side] if id(each) not in gone]
    return told


_POINTS = re.compile(
    r"[ 　]*(?:(?:また|なお|さらに|更に)、)?"
    r"(?:そ[のれ](?!ため|ほか|他)|こ[のれ](?!ため|ほか|に加え)|当該|同(?!様に)|前[記述]|ただし、|但し、)"
)
"""How a sentence begins that says what it says of the one before it."""


def _points_elsewhere(before: str, after: str) -> Iterator[Edit]:
    """Sentences that point back to another sentence now, where both texts say both of these."""
    texts = [sentence_texts(text) for text in (before, after)]
    if not any(map(_POINTS.match, texts[0][1:])):
        return
    read = [[tuple(token.text for token in tokens(text)) for text in side] for side in texts]
    for at, (words, text) in enumerate(zip(read[0], texts[0], strict=True)):
        if not at or not _POINTS.match(text) or [side.count(words) for side in read] != [1, 1]:
            continue
        now = read[1].index(words)
        ahead = read[0][at - 1], read[1][now - 1] if now else ()
        if ahead[0] != ahead[1] and ahead[0] in read[1] and ahead[1] in read[0]:
            was, then = (Sentence(said, tokens(said)) for said in (text, texts[1][now]))
            yield _turn((texts[0][at - 1].strip(), texts[1][now - 1].strip()), was, then)


def _runs(side: Sequence[Sentence], size: int) -> list[tuple[list[Sentence], Letters]]:
    """Every run of some sentences, the last first, with its letters."""
    runs = [list(side[at : at + size]) for at in range(len(side) - size, -1, -1)]
    return [(run, letters(run)) for run in runs]


def _said_at(was: Sequence[Sentence], there: Sequence[tuple[list[Sentence], Letters]]) -> int | None:
    """Where the last run begins that says the same, None where none does."""
    mine = letters(was)
    for back, (run, others) in enumerate(there, 1):
        if mine.may_be_said_by(others) and same_said(was, run):
            return len(there) - back
    return None


def _stayed(
    old: Sequence[Sentence | str], new: Sequence[Sentence | str]
) -> tuple[list[list[Sentence]], list[list[Sentence]]]:
    """Sentences between those that stayed, side by side; what only stands elsewhere stayed too."""
    keys = [[each if isinstance(each, str) else each.members for each in side] for side in (old, new)]
    both = Counter(keys[0]) & Counter(keys[1])
    gaps: tuple[list[list[Sentence]], list[list[Sentence]]] = ([], [])
    left = [_unmatched(side, Counter(both)) for side in keys]
    for op, i1, i2, j1, j2 in opcodes(*keys):
        if op != "equal":
            gaps[0].append([each for at in range(i1, i2) if at in left[0] and isinstance(each := old[at], Sentence)])
            gaps[1].append([each for at in range(j1, j2) if at in left[1] and isinstance(each := new[at], Sentence)])
    return gaps


def _unmatched(side: Sequence[Hashable], both: Counter[Hashable]) -> set[int]:
    left = set()
    for at, each in enumerate(side):
        if both[each] > 0:
            both[each] -= 1
        else:
            left.add(at)
    return left


def _in_gap(before: list[Sentence], after: list[Sentence]) -> Iterator[Edit]:
    sides = [[(token, each) for each in side for token in each.tokens] for side in (before, after)]
    if not sides[0] or not sides[1] or max(map(len, sides)) > _LONGEST:
        yield from (Edit(each.tokens, (), each, None) for each in before)
        yield from (Edit((), each.tokens, None, each) for each in after)
        return
    words = [[token.text for token, _ in side] for side in sides]
    joined = joints(before), joints(after)
    for op, i1, i2, j1, j2 in opcodes(*words):
        if op != "equal":
            yield from _by_sentence(sides, (i1, i2), (j1, j2))
            continue
        at = next((at for at in range(1, i2 - i1) if apart(joined[0].get(i1 + at), joined[1].get(j1 + at))), None)
        if at is not None:
            was, now = sides[0][i1 + at][1], sides[1][j1 + at][1]
            yield _turn((was.text.strip(), now.text.strip()), was, now)


def _by_sentence(
    sides: list[list[tuple[Token, Sentence]]], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[Edit]:
    """A stretch cut where its sentences end; whole sentences that only one side has stand alone."""
    parts = [_cut(side, *span) for side, span in zip(sides, (old, new), strict=True)]
    both = min(map(len, parts))
    if max(map(len, parts)) <= 1 and (both or not _whole(sides, old, new)):
        yield _edit(sides, old, new)
        return
    for was, now in zip(*parts, strict=False):
        yield _edit(sides, was, now)
    for at, side in enumerate(sides):
        for start, end in parts[at][both:]:
            found, sentence = tuple(token for token, _ in side[start:end]), side[start][1]
            if found == sentence.tokens:
                yield Edit(found, (), sentence, None) if at == 0 else Edit((), found, None, sentence)
            else:
                gap = (old[1], old[1]) if at else (new[1], new[1])
                yield _edit(sides, gap, (start, end)) if at else _edit(sides, (start, end), gap)


def _whole(sides: list[list[tuple[Token, Sentence]]], old: tuple[int, int], new: tuple[int, int]) -> bool:
    """Whether what came, or went, is one sentence."""
    side, (start, end) = (sides[0], old) if old[0] < old[1] else (sides[1], new)
    return tuple(token for token, _ in side[start:end]) == side[start][1].tokens


def _cut(side: list[tuple[Token, Sentence]], start: int, end: int) -> list[tuple[int, int]]:
    """Places of a stretch, sentence by sentence."""
    ends = [at for at in range(start + 1, end) if side[at][1] is not side[at - 1][1]]
    return list(pairwise([start, *ends, end])) if start < end else []


def _edit(sides: list[list[tuple[Token, Sentence]]], old: tuple[int, int], new: tuple[int, int]) -> Edit:
    (before, after), (i1, i2), (j1, j2) = sides, old, new
    behind = [side[end][0].glued for side, end in ((before, i2), (after, j2)) if end < len(side)]
    ahead = [side[start][0].glued for side, start, end in ((before, i1, i2), (after, j1, j2)) if 0 < start < end]
    return Edit(
        tuple(token for token, _ in before[i1:i2]),
        tuple(token for token, _ in after[j1:j2]),
        before[min(i1, len(before) - 1)][1],
        after[min(j1, len(after) - 1)][1],
        any(behind) or any(ahead),
        _word(before, i1, i2),
        _word(after, j1, j2),
    )


def _word(side: list[tuple[Token, Sentence]], start: int, end: int) -> str:
    """The stretch with the rest of the words it begins and ends in."""
    while start > 0 and start < len(side) and side[start][0].glued:
        start -= 1
    if start == end and start < len(side):
        end += 1
    while end < len(side) and side[end][0].glued:
        end += 1
    return "".join(token.text for token, _ in side[start:end])
