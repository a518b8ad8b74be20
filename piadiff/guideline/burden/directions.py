"""Edits without a proof → what they do to the handling: direction decides, and what goes both ways is a rewriting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from piadiff.guideline.handling.authorities import adds_authority, adds_way, another_law
from piadiff.guideline.handling.begun import another_site, use
from piadiff.guideline.handling.beside import guards_beside
from piadiff.guideline.handling.deciding import decision
from piadiff.guideline.handling.done_more import handles_anew
from piadiff.guideline.handling.guarding import does_less
from piadiff.guideline.handling.in_its_place import stands_in_place
from piadiff.guideline.handling.insertions import came, forbidding, narrows_what_is_guarded, softens
from piadiff.guideline.handling.means import exchanged
from piadiff.guideline.handling.measures import (
    figure_moved,
    guards_place,
    hedged,
    lets_out,
    names_way,
    opens,
    polarity,
    says,
    step,
)
from piadiff.guideline.handling.mildly import excepted_before, said_otherwise
from piadiff.guideline.handling.persons import persons
from piadiff.guideline.handling.places import (
    another_building,
    another_company,
    another_house,
    another_room,
    given_outside,
    one_place_for_another,
)
from piadiff.guideline.handling.unsaid import no_longer_said
from piadiff.guideline.handling.weaker import lapses, loosened, takes_back
from piadiff.guideline.handling.widening import LIMIT, Moved, binds, binds_or_counts, comes, scope, words_of
from piadiff.guideline.language.contents import Edit, counted, together
from piadiff.guideline.language.entries import names_more
from piadiff.guideline.language.headings import new_blocks
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import NOT, OR
from piadiff.guideline.language.references import refers_instead
from piadiff.guideline.statements.carried_out import is_plans_day
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change
from piadiff.text import key

SCOPE = frozenset(
    {Role.PERSONS, Role.RECORD_ITEMS, Role.SOURCE, Role.PURPOSE, Role.USERS, Role.MATCHING, Role.ANALYSIS,
     Role.DECISION, Role.FILE_KIND}
)  # fmt: skip
"""Items that say whose, what, who uses, for what and with what it is matched: more content is a wider scope."""
WIDENS = SCOPE | {Role.TASK, Role.USE}
"""The same, and items that say what is done."""


def directions(left: Sequence[Edit], change: Change, role: Role) -> Iterator[tuple[Signal, str]]:
    """What the edits without a proof do, sentence by sentence: what one of them loses and gains is weighed together."""
    by_sentence: dict[tuple[object, object], list[Edit]] = {}
    for edit in left:
        by_sentence.setdefault((edit.before, edit.after), []).append(edit)
    moved = Moved(left, key(change.after))
    for edits in by_sentence.values():
        whole = together(edits)
        told = direction(whole, change, role)
        if told in (Signal.WIDENED, Signal.WEAKENED) and is_plans_day(whole, change):
            told = Signal.MEASURE_EXCHANGED if role is Role.MEASURE else Signal.REWRITTEN
        if told is Signal.WIDENED and not comes(whole, change, moved):
            told = Signal.REWRITTEN
        elif told is Signal.WEAKENED and (
            _moved_denial(whole, moved) or not _weakens(whole, moved) or _only_beside(whole, moved)
        ):
            told = Signal.MEASURE_EXCHANGED if role is Role.MEASURE else Signal.REWRITTEN
        if told is Signal.REWRITTEN and role in WIDENS and whole.gained and names_more(change.before, change.after):
            told = Signal.WIDENED
        told = Signal.WEAKENED if told is Signal.MEASURE_EXCHANGED and takes_back(whole, change) else told
        told = Signal.REWRITTEN if told is Signal.WIDENED and another_law(change) else told
        gone = no_longer_said(whole) if told is Signal.UNSAID else ""
        yield told, gone or "、".join(edit.words for edit in edits)


def _moved_denial(edit: Edit, moved: Moved) -> bool:
    """Whether an edit is a denial alone, and the whole text denies as much as it did: 未受講, 受けていない."""
    alone = "".join(_texts(edit)) == NOT
    return alone and moved.gone[NOT] <= 0 and moved.come[NOT] <= 0


def _only_beside(edit: Edit, moved: Moved) -> bool:
    """Whether a whole sentence came to a text that lost nothing, and it takes no measure out: a hedge binds only it."""
    if moved.lost or edit.before is not None or edit.after is None:
        return False
    return forbidding(edit.after.text) or not lets_out(edit.after.text)


def _weakens(edit: Edit, moved: Moved) -> bool:
    return _opened(edit) or _goes_abroad(edit) or _goes(edit, moved)


def _goes(edit: Edit, moved: Moved) -> bool:
    """Whether content of an edit went from the whole text and does not come back in another sentence of it."""
    words = [word for word in words_of(edit)[0] if moved.gone[word] > 0 and (_is_content(word) or binds((word,)))]
    return bool(words) and _tells(edit, words, moved.new, moved.text)


def direction(edit: Edit, change: Change, role: Role) -> Signal:
    """What an edit without a proof does."""
    reader = _READERS.get(role, scope if role in SCOPE else _other)
    return reader(edit, change)


def _of_new_handling(edit: Edit, change: Change) -> bool:
    """Whether a whole sentence came with the heading of a new place or party, which itself is a new handling."""
    if edit.before is not None or edit.after is None:
        return False
    return any(key(edit.after.text) in key(below) for _, below in new_blocks(change))


def _measure(edit: Edit, change: Change) -> Signal:
    """A content word, figure, actor or limit that went and does not stand again in its sentence weakens a measure."""
    if edit.turned:
        return Signal.MEASURE_EXCHANGED
    if handles_anew(edit) or no_longer_said(edit):
        return Signal.NEW_HANDLING if handles_anew(edit) else Signal.UNSAID
    lost, gained = _texts(edit)
    if _opened(edit) or lapses(edit, change.before, change.after):
        open_ = _of_new_handling(edit, change) or excepted_before(edit, key(change.before))
        return Signal.MEASURE_EXCHANGED if open_ else Signal.WEAKENED
    gone, come = _net(edit)
    if not gained:
        stays = _is_content(lost) and not (gone and _tells(edit, gone, come, key(change.after)))
        empty = says("hedges", lost) or lost in (OR, "時") or stays or _HOUSE.fullmatch(lost)
        return Signal.MEASURE_EXCHANGED if empty else Signal.WEAKENED
    every = _WHOLLY.search(gained) and not _EVERY.search(lost)
    stricter = Signal.STRENGTHENED in (polarity(edit) or _stepped(edit), figure_moved(edit))
    open_ = not gone or every or stricter or stands_in_place(edit) or _elsewhere_or_typo(edit) or _by_other_means(edit)
    if open_ or (come and _may_be_said_again(edit, gone, come)):
        return Signal.MEASURE_EXCHANGED
    return Signal.WEAKENED if _tells(edit, gone, come, key(change.after)) else Signal.MEASURE_EXCHANGED


def _by_other_means(edit: Edit) -> bool:
    """Whether a thing by which something is done gave way to another, and neither denies, limits nor counts."""
    if edit.before is None or edit.after is None or any(map(binds_or_counts, words_of(edit))):
        return False
    return not names_way(edit.old_word) and exchanged(edit.before, edit.after)


def _elsewhere_or_typo(edit: Edit) -> bool:
    """Whether what went may stand in a document that is now named, or gave way to as many letters of one compound."""
    if edit.before is None or edit.after is None or not edit.lost:
        return False
    figures = any(token.text.isdigit() for token in (*edit.lost, *edit.gained))
    alike = len(edit.lost) == len(edit.gained) < len(edit.old_word) == len(edit.new_word)
    inside = edit.inside and alike and not figures and not _EVERY.search(_texts(edit)[0])
    return inside or refers_instead(edit.before.text, edit.after.text)


def _opened(edit: Edit) -> bool:
    """Whether what came makes a measure weaker: a hedge, an exception, a lower figure or step, a denial, a part."""
    weaker = Signal.WEAKENED in (polarity(edit), _stepped(edit)) or narrows_what_is_guarded(edit)
    said = not guards_beside(edit) and (hedged(edit) or opens(edit) or "".join(_texts(edit)) == NOT)
    return weaker or said or _unlimited(edit) or given_outside(edit) or _loosens(edit)


def _unlimited(edit: Edit) -> bool:
    """Whether an only went, and nothing that limits, denies or forbids came."""
    lost, gained = words_of(edit)
    too = "も" in gained and not LIMIT.search("".join(gained))
    return any(word in _ONLY for word in lost) and (too or not (binds(gained) or set("禁限許認") & set(gained)))


_ONLY = frozenset({"のみ", "だけ"})


def _tells(edit: Edit, gone: Sequence[str], come: Sequence[str], text: str) -> bool:
    """Whether what went is enough to tell that a measure is weaker: a limit, a figure, a name, not one native verb."""
    if NOT in gone and any(letter in "防禁止" for letter in come):
        gone = [word for word in gone if word != NOT]
    if any(LIMIT.search(word) for word in gone) and LIMIT.search("".join(words_of(edit)[1])):
        gone = [word for word in gone if not LIMIT.search(word)]
    still = said_otherwise(edit, text)
    gone = [word for word in gone if word not in still]
    if binds_or_counts(tuple(gone)) or _EVERY.search("".join(gone)):
        return True
    before = key(edit.before.text) if edit.before else ""
    runs = [run for run, part in _runs(edit) if not part and (run in gone or _mostly(run, gone))]
    alone = r"(?<![一-龠]){}(?:[をがはのと]|に(?!な)|ちに|やかに|ず)"
    return any(len(run) > 1 or re.search(alone.format(re.escape(run)), before) for run in runs)


def _mostly(run: str, gone: Sequence[str]) -> bool:
    letters, told = "".join(gone), _CONTENT.findall(run)
    return 2 * sum(letter in letters for letter in told) > len(told)


def _net(edit: Edit) -> tuple[list[str], list[str]]:
    """Words of content that went and do not stand elsewhere in the sentence, and those that came."""
    lost, gained = (Counter(words) for words in words_of(edit))
    gone, come = lost - gained, gained - lost
    still = "".join(edit.after.words) if edit.after else ""
    stays = {letter for run, _ in _runs(edit) if run in still and not binds_or_counts((run,)) for letter in run}
    if NOT in come and "無" in gone:
        stays |= {"有", "無"}  # 誤りの有無, 誤りがないこと
    missing = [word for word in gone if _is_content(word) and word not in stays]
    return missing, [word for word in come if _is_content(word)]


def _runs(edit: Edit) -> list[tuple[str, bool]]:
    """Stretches of compounds that went, and whether each is only a later part of one."""
    whole = "".join(edit.before.words) if edit.before else ""
    found: list[tuple[str, bool]] = []
    for token in edit.lost:
        if token.glued and found and found[-1][0] + token.text in whole:
            found[-1] = (found[-1][0] + token.text, found[-1][1])
        else:
            found.append((token.text, token.glued))
    return found


def _is_content(word: str) -> bool:
    return bool(_CONTENT.search(word)) and word != "時"


_WHOLLY = re.compile(r"(?<![安保完健])全|必(?!要)|(?<![異通日平非])常")
_EVERY = re.compile(rf"{_WHOLLY.pattern}|各|毎")


def _loosens(edit: Edit) -> bool:
    """Whether an exception or a hedge came, or one of the forms by which a measure is made weaker."""
    if edit.before is None or edit.after is None:
        return False
    return any(softens(*each) for each in came(edit)) or loosened(edit)


def _may_be_said_again(edit: Edit, gone: list[str], come: list[str]) -> bool:
    """Whether what went may stand in what came: every word shares a letter with one that came, or begins alike."""
    if all(any(set(_KANJI.findall(word)) & set(other) for other in come) for word in gone):
        return True
    common = Counter(token.text for token in edit.lost) & Counter(token.text for token in edit.gained)
    if common.total() * 5 >= len(edit.lost) * 2:
        return True
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(edit.old_word, edit.new_word, strict=False))))
    native = any(len(word) == 1 or _KANA.match(word[1:]) for word in (edit.old_word, edit.new_word) if word)
    begins_alike = alike > 1 or (alike == 1 and native and _KANJI.match(edit.old_word))
    named = _NAMED.match(edit.old_word[::-1]) and edit.old_word[-1:] == edit.new_word[-1:]
    return bool(begins_alike or (named and not does_less(edit)))


_HOUSE = re.compile(r"[本当][市町村区県都府道]|本庁|当庁")
"""The body itself, which is meant where nobody is named."""
_NAMED = re.compile(r"[課部局係室班所長法例則]")
"""Last letters of names, in whose place another name is a matter of identity."""
_CONTENT = re.compile(r"[^ぁ-ゖ]")
_KANJI = re.compile(r"[一-龠々]")
_KANA = re.compile(r"[ぁ-ゖ]")


def _stepped(edit: Edit) -> Signal | None:
    if edit.before is None or edit.after is None:
        return None
    told = step(edit.before.text, edit.after.text)
    guarded = says("guards", edit.after.text) and not says("guards", edit.before.text)
    return None if told is Signal.WEAKENED and guarded else told


def _texts(edit: Edit) -> tuple[str, str]:
    return "".join(token.text for token in edit.lost), "".join(token.text for token in edit.gained)


def _place(edit: Edit, change: Change) -> Signal:
    lost, gained = _texts(edit)
    abroad = (not gained and _IN_COUNTRY.search(lost)) or _goes_abroad(edit)
    if abroad or _loosens(edit) or _stepped(edit) is Signal.WEAKENED or given_outside(edit):
        return Signal.WEAKENED
    figures = all(token.text.isdigit() for token in edit.gained)
    renamed = another_company(edit) or another_room(edit) or another_building(edit) or one_place_for_another(edit)
    if renamed or (not guards_place(edit) and (figures or not gained)):
        return Signal.REWRITTEN
    moved = all(token.text.isdigit() for token in (*edit.lost, *edit.gained))
    another = another_house(edit) or another_site(edit, change.before)
    if not moved and edit.after and (another or new_names(change.before, edit.after.text, data=False)):
        return Signal.NEW_HANDLING
    if moved and guards_place(edit):
        return polarity(edit) or Signal.REWRITTEN
    if guards_place(edit):
        weaker = Signal.WEAKENED in (polarity(edit), _stepped(edit))
        return _measure(edit, change) if weaker or _guarded(edit) else Signal.REWRITTEN
    return Signal.REWRITTEN if lost or edit.inside else Signal.SUPPLEMENTED


def _goes_abroad(edit: Edit) -> bool:
    """Whether a sentence names a place outside the country, or in and outside it, and did not."""
    sides = [key(side.text) if side else "" for side in (edit.before, edit.after)]
    return bool(_ABROAD.search(sides[1])) and not _ABROAD.search(sides[0]) and NOT not in words_of(edit)[1]


_IN_COUNTRY, _ABROAD = re.compile(r"国内|本邦"), re.compile(r"国内外|国外|海外|外国")
"""Where data are kept under no other country's law, and where not (個人情報の保護に関する法律第28条)."""


def _guarded(edit: Edit) -> bool:
    """Whether what went, of a sentence that says where things are kept and how, said how."""
    lost = "".join(token.text for token in edit.lost)
    held = edit.before is not None and _KEEPS.search(key(edit.before.text))
    return not held or says("guards", lost) or bool(_EVERY.search(lost)) or binds_or_counts((*words_of(edit)[0], lost))


_KEEPS = re.compile(r"保管|保存|設置|置[いきくかけ]")


def _number_use(edit: Edit, change: Change) -> Signal:
    return Signal.CITATION_ADDED if edit.gained and (not edit.lost or adds_authority(change)) else Signal.REWRITTEN


def _linkage(edit: Edit, change: Change) -> Signal:
    if edit.gained and adds_way(change):
        return Signal.WIDENED
    figures = edit.gained and not edit.lost and any(token.text.isdigit() for token in edit.gained)
    return Signal.NUMBERS_ADDED if figures else Signal.REWRITTEN


def _outsourcing(edit: Edit, change: Change) -> Signal:
    told = counted(edit)
    return Signal.STARTED if told is not None and told > 0 else Signal.REWRITTEN


def _other(edit: Edit, change: Change) -> Signal:
    return Signal.REWRITTEN


_READERS: dict[Role, Callable[[Edit, Change], Signal]] = {
    Role.MEASURE: _measure,
    Role.ADEQUACY: _measure,
    Role.PERSONS: persons,
    Role.DECISION: decision,
    Role.TASK: use,
    Role.USE: use,
    Role.PLACE: _place,
    Role.NUMBER_USE: _number_use,
    Role.LINKAGE: _linkage,
    Role.OUTSOURCING: _outsourcing,
}
