"""One amendment across a registry: touched provisions → the items that cite them → one proposal a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml
from pydantic import Field

from piadiff import law
from piadiff.data import Strict, read
from piadiff.errors import WrongCallError
from piadiff.model import Form, Item, ItemKind
from piadiff.model.impact import ADOPTED, REJECTED, Impact, Proposed, Question, Touch
from piadiff.pipeline.drafting import Drafting, style_of
from piadiff.pipeline.proposing import Placing, Written, mark_of, propose, write_changed
from piadiff.pipeline.sides import open_registry, policy_of

STATE_FILE = "law-impact.yaml"
_SCHEMA = "piadiff/law-impact/1"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for.

    Attributes:
        into: Folder the proposals go to; None only shows.
        day: 公表日 and 変更日 of the proposals; None takes the second day.
        answers: Decision id → 採用 or 不採用.
        form: Form the answers are an exception for, "" when they are for all.
    """

    since: date
    until: date
    into: Path | None = None
    day: date | None = None
    answers: Mapping[str, str] | None = None
    form: str = ""
    person: str = ""
    reason: str = ""


class _Decision(Strict):
    answer: str = ""
    person: str = ""
    reason: str = ""
    exceptions: dict[str, str] = Field(default_factory=dict)


class _State(Strict):
    schema_: str = Field(alias="schema", pattern=f"^{_SCHEMA}$")
    since: str = Field(alias="from")
    until: str = Field(alias="to")
    decisions: dict[str, _Decision] = Field(default_factory=dict)
    written: dict[str, Written] = Field(default_factory=dict)


def impact(registry: Path | None, wish: Wish) -> Impact:
    """What an amendment does to the newest version of every form of a registry.

    Raises:
        WrongCallError: When the days stand the wrong way round, a decision is unknown, or the folder is of others.
    """
    if wish.until < wish.since:
        raise WrongCallError("--from の日が --to より後です", remedy="早い日を --from に指定してください")
    with open_registry(registry) as store:
        forms = {path: store.load("HEAD", path) for path in store.forms()}
        folder = store.folder
    touched = {path: touched_by(path, form, wish.since, wish.until) for path, form in forms.items()}
    state = _decided(_state(wish), wish, [touch for _, found in touched.items() for touch in found])
    answered = {
        path: [replace(touch, answer=_answer(state, touch.question, path)) for touch in found]
        for path, found in touched.items()
    }
    how = Drafting(style=style_of(folder, None), policy=policy_of(folder))
    proposed, written = list[Proposed](), dict(state.written)
    for path, form in forms.items():
        place = Placing(wish.into / path if wish.into else None, wish.since, wish.until, wish.day or wish.until)
        made = propose(form, answered[path], place, how, state.written.get(path, Written()))
        if made is not None:
            proposed.append(replace(made[0], form=path))
            written[path] = made[1]
    _save(wish, state.model_copy(update={"written": written}))
    touches = [touch for found in answered.values() for touch in found]
    notes = dict.fromkeys(
        note
        for entry in law.entries()
        if (text := law.law(entry.id))
        for day in (wish.since, wish.until)
        if entry.tables and (note := law.outside(text, day))
    )
    told = (*notes, law.NUMBERS_ONLY)
    return Impact(wish.since, wish.until, len(forms), touches, _questions(touches, state), proposed, told)


def touched_by(path: str, form: Form, since: date, until: date) -> list[Touch]:
    """Everything the law changed between two days that a form cites."""
    names = law.defined(item.text for item in form.items)
    found = []
    for item in form.items:
        if item.kind is ItemKind.TEXT and item.text:
            made = law.rewrites(item.text, names, since, until)
            found += [_touch(path, form, item, each) for each in made]
    return found


def _touch(path: str, form: Form, item: Item, made: law.Rewrite) -> Touch:
    mark = mark_of(made.before, made.after, made.place)
    return Touch(
        path,
        form.header.title,
        item.path,
        made.before,
        made.after,
        str(made.sure),
        made.because,
        made.place,
        made.amendments,
        mark,
    )


def _state(wish: Wish) -> _State:
    file = wish.into / STATE_FILE if wish.into else None
    fresh = _State.model_validate({"schema": _SCHEMA, "from": wish.since.isoformat(), "to": wish.until.isoformat()})
    if file is None or not file.is_file():
        return fresh
    state = read(file, _State)
    if (state.since, state.until) != (fresh.since, fresh.until):
        raise WrongCallError(
            f"{wish.into} には {state.since} から {state.until} までの検討が入っています",
            remedy="--into に別のフォルダを指定してください",
        )
    return state


def _decided(state: _State, wish: Wish, touches: Sequence[Touch]) -> _State:
    """The state with the answers of this call."""
    known = {touch.question for touch in touches}
    decisions = dict(state.decisions)
    for mark, answer in (wish.answers or {}).items():
        if mark not in known or answer not in (ADOPTED, REJECTED):
            wrong = f"決定「{mark}」はありません" if mark not in known else f"「{answer}」は決定ではありません"
            raise WrongCallError(
                wrong, remedy=f"識別子は {'、'.join(sorted(known)) or 'ありません'}、決定は {ADOPTED}・{REJECTED} です"
            )
        if wish.form and wish.form not in {touch.form for touch in touches if touch.question == mark}:
            raise WrongCallError(
                f"決定「{mark}」は「{wish.form}」に関わりません", remedy="保管庫でのパスを指定してください"
            )
        if not wish.person or wish.into is None:
            raise WrongCallError(
                "決定した人か、記録するフォルダがありません", remedy="--person と --into を指定してください"
            )
        before = decisions.get(mark, _Decision())
        change = {"exceptions": {**before.exceptions, wish.form: answer}} if wish.form else {"answer": answer}
        decisions[mark] = before.model_copy(update={**change, "person": wish.person, "reason": wish.reason})
    return state.model_copy(update={"decisions": decisions})


def _answer(state: _State, mark: str, path: str) -> str:
    decision = state.decisions.get(mark, _Decision())
    return decision.exceptions.get(path, decision.answer)


def _questions(touches: Sequence[Touch], state: _State) -> list[Question]:
    """The touches of the same words as one question, the ones about most forms first."""
    by_mark: dict[str, list[Touch]] = {}
    for touch in touches:
        by_mark.setdefault(touch.question, []).append(touch)
    found = []
    for mark, same in by_mark.items():
        first, decision = same[0], state.decisions.get(mark, _Decision())
        forms = tuple(dict.fromkeys(touch.form for touch in same))
        words = first.before, first.after, first.pile, first.because
        found.append(
            Question(mark, *words, forms, decision.answer, decision.person, decision.reason, decision.exceptions)
        )
    return sorted(found, key=lambda each: (-len(each.forms), each.id))


def _save(wish: Wish, state: _State) -> None:
    if wish.into is not None:
        document = state.model_dump(by_alias=True)
        write_changed(
            wish.into / STATE_FILE, yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=10_000)
        )
