"""What came with an edit of a measure → whether all of it guards, or a handling begins with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from piadiff.guideline.handling.done_more import (
    begins_handling,
    brings,
    elsewhere_too,
    ends_record,
    handed_over,
    is_guard,
    of_more_handled,
)
from piadiff.guideline.handling.done_to import DONE_TO, acts, goes_there, protects, shows_data
from piadiff.guideline.handling.framed import (
    after_check,
    after_wrong,
    alerts,
    kept_elsewhere,
    of_unallowed,
    until_released,
    without_adverbs,
)
from piadiff.guideline.handling.held_to import bars, leads_to, lifts_ban, seeks_needless, shortens
from piadiff.guideline.handling.insertions import copies, forbidding, reports
from piadiff.guideline.handling.installed import in_full, installs
from piadiff.guideline.handling.looked_at import examines_anew, is_citizen
from piadiff.guideline.handling.measures import handles, lets_out, opens, predicates, says
from piadiff.guideline.language.amounts import amounts_aside, plain_figures
from piadiff.guideline.language.clause_text import clause_text
from piadiff.guideline.language.clauses import DONE, TO_NOUN, Clause, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import CAN, NOT, OR
from piadiff.text import key
from piadiff.text.cell import says_nothing


def guards_more(edit: Edit) -> bool:
    """Whether an edit only adds what guards, and nothing in its sentence opens another way."""
    if edit.lost or edit.after is None or opens(edit) or only_handles(edit):
        return False
    if edit.before is None:
        return _guards_when(edit.after.text)
    if begins_handling(edit) or not _stays_done(edit):
        return False
    words = "".join(token.text for token in edit.gained)
    told = {token.text for token in edit.gained}
    if NOT in told:
        return handles(words) and not says("guards", words)
    if {CAN, "のみ"} & told or any(token.text.isdigit() for token in edit.gained):
        return False
    known = predicates(edit.before.text)
    return any(word in words for word in predicates(edit.after.text) - known)


def adds_measure(edit: Edit, before: str, *, other: bool = False) -> bool:
    """Whether a whole sentence came that says of each thing done that it guards, and brings nobody and nothing new.

    What it only tells of, a case, a noun, a purpose, may name what ``before`` names, and what it denies anything.
    ``other``: the item asks for any other measures, so that nothing begins with the first of them.
    """
    if edit.before is not None or edit.after is None or not is_sentence(edit):
        return False
    if of_more_handled(edit) or (says_nothing(before, "before") and not other):
        return False
    text = in_full(edit.after.text)
    told = until_released(without_adverbs(clauses(text)))
    return shortens(text, before) or adds_told(told, text, before)


def adds_told(told: Sequence[Clause], text: str, before: str) -> bool:
    """Whether what clauses say, the last of them in the end, guards, and brings nobody and nothing new."""
    opened = (lets_out(text) and not forbidding(text)) or (told and lifts_ban(told, before))
    if not told or opened or says("hedges", key(text)) or any(map(elsewhere_too, told)):
        return False
    *ahead, main = told
    leads = any(_leads_to_object(clause, main) for clause in ahead)
    giving = [c for c in ahead if leads and c.link and not re.search("(?:誤|間違|失敗)$", c.doing)]
    handed = "".join(c.doing + "".join(p.words for p in c.phrases) for c in giving)
    put_in = installs(ahead, main, before)
    prepares = [c for c in ahead if leads_to(c, main, before)]
    going = [c for at, c in enumerate(ahead) if not (goes_there(c, main, before) or installs(ahead[:at], c, before))]
    beside = put_in or all(c in prepares or _tells_of(c) or protects(c, before) or is_guard(c) for c in going)
    ends = (put_in and any(map(ends_record, ahead))) or shows_data(told, by=_TRAINS)
    seen = [c for c in told if not (prepares and (c in prepares or seeks_needless(c)))]
    if not beside or put_in is False or ends or any(examines_anew(clause, before) for clause in seen):
        return False
    known = put_in or _limits_who(ahead, main) or _locks_away(ahead, main, key(before)) or _gives_back(ahead, main)
    known = known or alerts(ahead, main) or after_check(ahead, main) or bars(ahead, main, before)
    if not (known or protects(main, before, handed)) or not (known or _plainly_more(main, ahead, text, before)):
        return False
    denies = NOT in main.sense or _BARS.search(main.doing)
    bare = [c for c in ahead if not (of_unallowed(c, ahead) or c in prepares)]
    tells = bare if not _TRAINS.search(main.doing) else ()
    return bool(denies) or not any(brings(clause, before) for clause in (*tells, main))


_TRAINS = re.compile(r"(?:研修|訓練|演習|教育)$")
"""What only tells of what may happen, and does nothing with it."""


def _limits_who(ahead: Sequence[Clause], main: Clause) -> bool:
    """Whether who can do something is limited, and nothing else is said of them: 入室できる者を職員に限る."""
    can = [clause for clause in ahead if CAN in clause.sense and NOT not in clause.sense]
    return _LIMITS.fullmatch(main.doing) is not None and len(can) == 1 and not can[0].phrases and not main.sense


_LIMITS = re.compile("限|限定|制限")


def _locks_away(ahead: Sequence[Clause], main: Clause, known: str) -> bool:
    """Whether things that were named are put where they can be locked away: 施錠できる書庫に収納する."""
    if not all(p.words in known for clause in (*ahead, main) for p in clause.phrases if DONE in p.cases or p.leads):
        return False
    kept = {phrase.words for phrase in main.phrases if "に" in phrase.cases}
    locks = (c.link.removeprefix(TO_NOUN) for c in ahead if CAN in c.sense and c.doing.endswith("施錠"))
    return _PUTS.fullmatch(main.doing) is not None and not main.sense and any(lock in kept for lock in locks)


def _gives_back(ahead: Sequence[Clause], main: Clause) -> bool:
    """Whether what is not needed is given back to who brought it."""
    told = "".join(phrase.words for clause in (*ahead, main) for phrase in clause.phrases)
    to = [p.words for p in main.phrases if "に" in p.cases and p.words != "時" and not is_citizen(p.words)]
    back = _RETURNS.fullmatch(main.doing) is not None and not main.sense and not to
    return back and _UNNEEDED.search(told) is not None


_RETURNS, _UNNEEDED = re.compile(r"返却|返還|差戻|返"), re.compile(r"不要|不備|以外")
_PUTS = re.compile(r"保管|収納|格納|納|入")


def _plainly_more(main: Clause, ahead: Sequence[Clause], text: str, before: str) -> bool:
    """Whether a sentence adds an act, and does not only say how, by whom, until when or when alone one is done."""
    if NOT in main.sense or _BARS.search(main.doing):
        return True
    cases = {case for phrase in main.phrases for case in phrase.cases}
    if any("のみ" in case for case in cases) or _TOO_LATE.search(text) or _LIMITED.search(text):
        return False
    if ends_record(main) or (main.doing == "管理" and any(p.words.endswith("権限") for p in main.phrases)):
        return False
    if _KEPT.search(main.doing):
        return _KEPT.search(before) is None
    special = any(pattern.search(main.doing) for pattern, _ in DONE_TO) or "させ" in main.sense
    told = special or bool(predicates(text) or predicates(clause_text(text))) or acts(main, before)
    return reports(main) or (told and (not _counts(text) or not _counts(_said(main, ahead, before))))


def _said(main: Clause, ahead: Sequence[Clause], before: str) -> str:
    """What is done with how often and by when, and with the cases in which it is, where it may be done already."""
    known = main.doing in before
    going = (c for c in ahead if not (NOT in c.sense and c.link in ("と", "ば")))
    told = (main, *(clause for clause in going if known or not clause.link.startswith(TO_NOUN)))
    return "、".join(
        "".join(p.words + ("ごとに、" if "ごと" in p.cases else "") for p in clause.phrases) + clause.doing
        for clause in told
    )


def _counts(text: str) -> bool:
    """Whether a text counts anything but people, times and places, or amounts of time."""
    return re.search(r"\d", _COUNTED.sub("", amounts_aside(plain_figures(text))[0])) is not None


_KEPT = re.compile(r"保存|保管")
_LIMITED = re.compile(r"(?<![権期門])限")
_TOO_LATE = re.compile(r"事後|後から")
_COUNTED = re.compile(r"24時間(?=[一-龠])(?![以後前])|\d+(?:月(?![間分額])|名|人|回|か所|つ|秒|分(?!の))")
_BARS = re.compile(r"(?:禁止|制限|遮断|防止|拒否)$")


def adds_clause(clause: Clause, before: str) -> bool:
    """Whether a clause that came to a sentence is a measure by itself, and brings nobody and nothing new."""
    told = "".join((*(phrase.words for phrase in clause.phrases), clause.doing))
    opened = lets_out(told) or says("hedges", told) or OR in told or elsewhere_too(clause)
    too = any("も" in phrase.cases for phrase in clause.phrases)
    plain = protects(clause, before) and _plainly_more(clause, (), told, before)
    return not (opened or too or examines_anew(clause, before)) and plain and not brings(clause, before)


def _leads_to_object(clause: Clause, main: Clause) -> bool:
    things = {phrase.words for phrase in main.phrases if DONE in phrase.cases}
    return clause.link.removeprefix(TO_NOUN) in things and clause.link.startswith(TO_NOUN)


_BASIS = re.compile(r"踏|基")
_TELLS_OF, _PURPOSE = (TO_NOUN, "こと", "か", "まで"), ("ため", "よう")


def _tells_of(clause: Clause) -> bool:
    """Whether a clause only says when, of what or what for something is done, or what is found out."""
    if (_BASIS.fullmatch(clause.doing) or after_wrong(clause)) and not clause.link and not clause.sense:
        return True
    purpose = clause.link.startswith(_PURPOSE)
    return is_guard(clause) if purpose else clause.link.startswith(_TELLS_OF) and not handed_over(clause)


def _guards_when(sentence: str) -> bool:
    """Whether a sentence says that something guards where a case arises, whatever that case denies or counts."""
    *cases, main = clauses(sentence) or (Clause("", (), "", ()),)
    arising = bool(cases) and all(clause.link.startswith(f"{TO_NOUN}時") for clause in cases)
    done = says("guards", main.doing) and not handles(main.doing) and not main.sense and not copies(main)
    told = "".join(phrase.words for clause in (*cases, main) for phrase in clause.phrases)
    # 「点検は、…ときに行う」 may say when alone what is done at all times is done.
    only_then = says("guards", key(sentence).partition("は")[0])
    done = done and not kept_elsewhere(main, "")
    return arising and done and not only_then and not any(says(sort, told) for sort in ("opens", "hedges"))


def _stays_done(edit: Edit) -> bool:
    """Whether all that a sentence said is done it still says is done: 消去を確認する does not say 消去する."""
    if edit.before is None or edit.after is None:
        return True
    old, new = (Counter(clause.doing for clause in clauses(side.text)) for side in (edit.before, edit.after))
    return not old - new


def guards_less(before: str, after: str) -> bool:
    """Whether something that guards is done less often in a sentence; what only can be, or was, done is not counted."""
    told = ([c for c in clauses(text) if CAN not in c.sense] for text in (before, after))
    old, new = (Counter(c.doing for c in side if not c.link.startswith(TO_NOUN)) for side in told)
    return any(says("guards", doing) for doing in old - new)


def does_less(edit: Edit) -> bool:
    """The same of the sentence that an edit stands in."""
    if edit.before is None or edit.after is None:
        return False
    return guards_less(edit.before.text, edit.after.text)


def only_handles(edit: Edit) -> bool:
    """Whether a new sentence only speaks of a handling."""
    told = "" if edit.after is None else key(edit.after.text)
    return (
        is_sentence(edit)
        and says("handlings", told)
        and not says("guards", told)
        and all(token.text != NOT for token in edit.gained)
    )


def is_sentence(edit: Edit) -> bool:
    """Whether a whole sentence came."""
    return edit.after is not None and edit.gained == edit.after.tokens
