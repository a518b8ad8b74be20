"""What an edit does more than its sentence did: whether that guards, or a handling may begin with it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from piadiff.guideline.handling.begun import new_way_in
from piadiff.guideline.handling.done_to import LIGHT
from piadiff.guideline.handling.framed import kept_elsewhere
from piadiff.guideline.handling.insertions import LEDGER, copies
from piadiff.guideline.handling.looked_at import examines_anew, is_citizen
from piadiff.guideline.handling.measures import handles, names_way, says
from piadiff.guideline.handling.places import held_to_it
from piadiff.guideline.language.clauses import DONE, TO_NOUN, Clause, Phrase, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import NOT
from piadiff.text import key


def ends_record(clause: Clause) -> bool:
    """Whether a clause does away with what guards: ログを消去する."""
    things = [phrase.words for phrase in clause.phrases if DONE in phrase.cases]
    ended = _ENDED.search(clause.doing) is not None or names_way(clause.doing)
    return ended and any(says("guards", thing) or _SPARE.search(thing) for thing in things)


_SPARE = re.compile(r"バックアップ|予備|控え?$")  # against loss
_ENDED = re.compile(r"(?:消去|削除|廃棄)$")


def brings(clause: Clause, before: str) -> bool:
    """Whether a clause handles what was not, or names a party, a place or a medium that was not named."""
    known = key(before)
    anew = handles(clause.doing) and clause.doing not in known and NOT not in clause.sense
    if anew and clause.link.startswith(TO_NOUN):
        return True
    apart = "から" if _SEVERS.search(clause.doing) else ""
    told = (p.words for p in clause.phrases if apart not in p.cases and not held_to_it(clause, p))
    if kept_elsewhere(clause, known):
        return True
    if any(_OUT_OF_HOUSE.search(p.words) and p.words not in known for p in clause.phrases):
        return True
    return any(bool(new_names(before, words, data=False)) and not says("guards", words) for words in told)


_OUT_OF_HOUSE = re.compile(r"(?:[庁市町村区県館所]|構)外|自宅|在宅|私物|私有|個人所有|テレワ|リモート")
"""What is not of the house, or not in it."""
_SEVERS = re.compile(r"分離|隔離|遮断|切断|保護")
"""What takes a thing out of reach of what is named with it: インターネットから分離する."""


def begins_handling(edit: Edit) -> bool:
    """Whether what came also does something that does not guard: it may be a new handling told with its measure.

    What is only said of a noun (送付する書類を点検する) or of a case (送付する時は) is not begun, nor what is denied.
    """
    known = edit.before.text if edit.before else None
    told = _more_done(edit)
    if known is not None and any(_is_no_measure(clause, known) for clause in told):
        return True
    return any(not is_guard(clause) or elsewhere_too(clause) for clause in told) or of_more_handled(edit)


def _is_no_measure(clause: Clause, known: str) -> bool:
    """Whether what is done more in a sentence looks at persons, ends a record, or brings a party, place or medium."""
    return examines_anew(clause, known) or ends_record(clause) or (NOT not in clause.sense and brings(clause, known))


def of_more_handled(edit: Edit) -> bool:
    """Whether a sentence came that is told of something else too, which is said to be handled: 郵送された申請書も."""
    told = clauses(edit.after.text) if edit.after and edit.before is None else ()
    too = {phrase.words for clause in told for phrase in clause.phrases if "も" in phrase.cases}
    return any(clause.link.removeprefix(TO_NOUN) in too or handed_over(clause) for clause in told)


def handed_over(clause: Clause) -> bool:
    """Whether a clause says of a noun from where, or by what means, it was had: 口頭で聞き取った個人番号."""
    of_noun = clause.link.startswith(TO_NOUN) and not clause.link.startswith(f"{TO_NOUN}時")
    return of_noun and not is_guard(clause) and any(phrase.cases & {"から", "によって"} for phrase in clause.phrases)


def handles_anew(edit: Edit) -> bool:
    """Whether a whole sentence came that says itself that something is handled newly."""
    if edit.before is not None or edit.after is None:
        return False
    if "新たに" not in key(edit.after.text):
        return new_way_in(edit.after.text)
    return any(handles(clause.doing) and NOT not in clause.sense for clause in _more_done(edit))


def _more_done(edit: Edit) -> list[Clause]:
    """What is done more in a sentence than in the one it takes the place of, besides what is said of nouns."""
    old, new = ([c for c in clauses(side.text) if c.doing] if side else [] for side in (edit.before, edit.after))
    more = Counter(clause.doing for clause in new) - Counter(clause.doing for clause in old)
    told = [clause for clause in new if not clause.link.startswith(TO_NOUN)]
    whole = map(with_object, told, [None, *told])
    return [clause for clause in whole if clause.doing in more]


def with_object(clause: Clause, last: Clause | None) -> Clause:
    """A clause with what the one before it does something to, where it names nothing: 入退室を記録し、保存する."""
    if last is None or any(DONE in phrase.cases and not phrase.leads for phrase in clause.phrases):
        return clause
    if last.doing != clause.doing and any(LEDGER.search(phrase.words) for phrase in clause.phrases):
        return clause
    things = [Phrase(p.words, frozenset({DONE})) for p in last.phrases if DONE in p.cases and not p.leads]
    record = [Phrase(last.doing, frozenset({DONE}))] if last.doing in _RECORDS else []
    return replace(clause, phrases=(*clause.phrases, *(record or things)))


_RECORDS = ("記録", "記入", "記載")


def elsewhere_too(clause: Clause) -> bool:
    """Whether a clause says that something is done at one more place, or by one more means: 郵送でも."""
    return any(
        len(case) > 1 and case.endswith("も") and not (case == "にも" and _WHEN.search(phrase.words))
        for phrase in clause.phrases
        for case in phrase.cases
    )


_WHEN = re.compile(r"(?:時|際|場合|都度|[前後])$")
_AGAINST = re.compile(r"[防守抑避禁離]|^(?:確保|担保|図|報告)$")
"""Letters of verbs that ward off, and verbs by which a measure's end, or a report of it, is told."""


def is_guard(clause: Clause) -> bool:
    """Whether a clause denies something, guards, wards off, or says so by a noun: 承認を得る, 監視カメラで撮影する."""
    if NOT in clause.sense or _AGAINST.search(clause.doing):
        return True
    if says("guards", clause.doing):
        return not copies(clause)
    if handles(clause.doing):
        return False
    if any(is_citizen(phrase.words) for phrase in clause.phrases if DONE in phrase.cases):
        return False
    by = {"によって", *((DONE,) if LIGHT.fullmatch(clause.doing) else ())}
    return any(phrase.cases & by and says("guards", phrase.words) for phrase in clause.phrases)
