"""A table of findings that a department filled in → the register of accepted observations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from piadiff.audit.acceptance import LONGEST
from piadiff.errors import DataError
from piadiff.model import Acceptance, Observation
from piadiff.model.answer import ACCEPT, DECIDED, RESPONSES, Answer
from piadiff.pipeline import accepting
from piadiff.pipeline.auditing import audit_form, form_named
from piadiff.pipeline.days import Days
from piadiff.pipeline.sides import policy_of
from piadiff.readers.answers import read_answers
from piadiff.text import key, parse_date

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a table.

    Attributes:
        text: The register with what is new.
        accepted: Entries that are new or have changed.
        kept: Entries that stood there already.
        others: Other responses and how often they were given; they are recorded nowhere.
        gone: Lines whose observation an audit no longer makes.
    """

    text: str
    accepted: int
    kept: int
    others: Mapping[str, int]
    gone: tuple[str, ...]


def take(source: Path, file: Path, folder: Path | None, days: Days, day: date) -> Taken:
    """The register with what a table accepts; the table is taken whole or not at all.

    Raises:
        DataError: When a line cannot be understood; all such lines are named.
    """
    known = accepting.register_in(accepting.register_text(file), str(file)).entries
    standing = {
        (each.check, str(each.path or ""), str(each.row or ""), each.fingerprint, each.person, each.reason, each.until)
        for each in known
    }
    answers = read_answers(source.read_bytes(), source.name)
    new = [answer for answer in answers if _told(answer) not in standing]
    _refuse(new, day)
    wanted = sorted((answer for answer in new if answer.response == ACCEPT), key=lambda each: each.form)
    fresh, gone = list[Acceptance](), list[str]()
    for name, group in groupby(wanted, key=lambda each: each.form):
        path, form, history = form_named(name, folder)
        found = audit_form(form, history, days, policy_of(folder))
        for answer in group:
            seen = _meant(answer, found)
            if seen is None:
                gone.append(f"{answer.where}（{answer.check} {answer.path}）")
            else:
                fresh.append(_entry(answer, path, seen, day))
    others = Counter(answer.response for answer in new if answer.response not in (ACCEPT, DECIDED))
    return Taken(accepting.written(file, fresh), len(fresh), len(answers) - len(new), others, tuple(gone))


def _told(answer: Answer) -> tuple[object, ...] | None:
    """What a line says, as an entry of the register says it; None where it accepts nothing."""
    where = answer.check, answer.path, answer.row, answer.fingerprint
    said = answer.person, answer.remark, parse_date(answer.until)
    return (*where, *said) if answer.response == ACCEPT else None


def _entry(answer: Answer, path: str, seen: Observation, day: date) -> Acceptance:
    until = parse_date(answer.until) or day + LONGEST
    return Acceptance(seen.check, path, seen.path, seen.row, answer.person, answer.remark, until, seen.fingerprint)


def _meant(answer: Answer, found: Sequence[Observation]) -> Observation | None:
    """The observation of a line: the same words at the same place; its row may have got another number."""
    same = [
        seen
        for seen in found
        if seen.check == answer.check
        and seen.fingerprint == answer.fingerprint
        and key(str(seen.path or "")) == key(answer.path)
    ]
    return next((seen for seen in same if str(seen.row or "") == answer.row), same[0] if same else None)


def _refuse(answers: Sequence[Answer], day: date) -> None:
    faults = [f"{answer.where}: {fault}" for answer in answers for fault in _faults(answer, day)]
    if faults:
        more = f"\nほか {len(faults) - _SHOWN}件" if len(faults) > _SHOWN else ""
        raise DataError(
            "読めない対応があるため、何も記録しません\n" + "\n".join(faults[:_SHOWN]) + more,
            remedy="示された行の所見・対応・担当者・期限を直して、もう一度渡してください",
        )


def _faults(answer: Answer, day: date) -> Iterator[str]:
    if answer.response not in (*RESPONSES, DECIDED):
        yield f"対応「{answer.response[:20]}」は使えません（{'、'.join(RESPONSES)}）"
    if answer.response != ACCEPT:
        return
    if not answer.remark:
        yield "所見（受容する理由）が空です"
    if not answer.person:
        yield "担当者が空です"
    until = parse_date(answer.until)
    if answer.until and until is None:
        yield f"期限「{answer.until[:20]}」は日付として読めません（例: 2027-03-31、令和9年3月31日）"
    if until and not day <= until <= day + LONGEST:
        yield f"期限 {until} は、{day} から {LONGEST.days}日までの間にありません"
