"""A sentence that says all it said → whether the clauses that it says besides guard, each with its own cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from piadiff.guideline.handling.done_more import with_object
from piadiff.guideline.handling.done_to import GOES
from piadiff.guideline.handling.guarding import adds_clause, adds_told
from piadiff.guideline.handling.measures import done, handles, lets_out, says
from piadiff.guideline.handling.places import OUTSIDE
from piadiff.guideline.language.clauses import DONE, TO_NOUN, Clause, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import CAN, NOT, OR, Sentence, tokens
from piadiff.guideline.language.said_again import said_besides, same_said
from piadiff.text import key


def says_more(old: Sentence, new: Sentence, known: str) -> bool | None:
    """Whether all that a sentence says besides what it said guards; None where it says nothing besides."""
    second = _second(old, new) or _behind_what_is_used(old, new)
    if second is not None:
        return bool(second) and _guards(second, known)
    more = said_besides(old, new)
    if not more:
        return None
    told = clauses(new.text)
    groups = list(_groups(told, more))
    before = [clause for clause in told if not any(clause is each for each in more)]
    return bool(groups) and all(group and (_once_more(group, before) or _guards(group, known)) for group in groups)


def _once_more(group: Sequence[Clause], before: Sequence[Clause]) -> bool:
    """Whether what is done, or asked of who works for the house, is done again in one more case: 変更の時も."""
    *cases, main = group
    again = [clause for clause in before if clause.doing == main.doing and clause.sense == main.sense]
    things = [p.words for clause in before for p in clause.phrases if DONE in p.cases]
    if not again or any(_DATA.search(thing) for thing in things):
        return False
    told = bool(cases) and all(clause.link == f"{TO_NOUN}時" for clause in cases) and not handles(main.doing)
    named = {phrase.words for clause in before for phrase in clause.phrases}
    only = all(p.words in named or p.words == "時" or p.cases & _HOW for p in main.phrases)
    party = any("に" in p.cases and OUTSIDE.match(p.words) for clause in before for p in clause.phrases)
    return told and only and (says("guards", main.doing) or ("させ" in main.sense and party))


def guards_beside(edit: Edit) -> bool:
    """Whether a sentence says all it said and, behind a ほか, what guards besides: a hedge there binds only that."""
    old, new = (key(side.text).strip("。\n ") if side else "" for side in (edit.before, edit.after))
    found = _BESIDES.match(new[len(old) :]) if old and new.startswith(old) else None
    if found is None or {NOT, CAN} & {token.text for token in edit.gained}:
        return False
    second = new[len(old) + found.end() :]
    return done(second) and not (lets_out(second) or any(handles(clause.doing) for clause in clauses(second)))


def as_needed_beside(edit: Edit) -> bool:
    """Whether the one hedge that came binds only what is done besides: 点検するほか、必要に応じて確認する."""
    told = _AS_NEEDED.sub("", key(edit.after.text)) if edit.after else ""
    return guards_beside(edit) and not says("hedges", told)


_AS_NEEDED = re.compile(r"(?<=ほか、)必要に応じて?、?|(?<=他、)必要に応じて?、?")
_BESIDES = re.compile(r"(?:ほか|他|とともに|と共に)、")
_DATA = re.compile(r"データ|情報|個人番号|台帳|[申届請]書|届出書|調書|資料")
_HOW = frozenset({"かに", "ちに"})
"""How 速やかに and 直ちに stand among the cases."""


_BESIDE = re.compile(
    r"(?P<first>[^、。]*(?:監査|点検|検査|研修|訓練|教育))に加えて?、(?P<second>[^。を]+)(?P<done>を(?:実施|行|受)[^。]*)"
)


def _second(old: Sentence, new: Sentence) -> list[Clause] | None:
    """The second of two checks, or trainings, of which only the first was told, None where no sentence tells of two."""
    found = _BESIDE.search(key(new.text))
    if found is None or "に加え" in old.text:
        return None
    ahead = key(new.text)[: found.start()]
    for end in (found["done"], re.sub(r"^を(?:受け|行い|行う)", "を実施し", found["done"])):
        text = f"{ahead}{found['first']}{end}"
        if same_said((old,), (Sentence(text, tokens(text)),)):
            told = clauses(f"{found['second']}を実施する")
            apart = [phrase for clause in told if not clause.doing for phrase in clause.phrases]
            every = [clause for clause in told if clause.doing]
            return [*every[:-1], *(replace(each, phrases=(*each.phrases, *apart)) for each in every[-1:])]
    return None


def _behind_what_is_used(old: Sentence, new: Sentence) -> list[Clause] | None:
    """What is said behind a thing that is used, where a sentence said that alone: 回線を用い、内容を暗号化する."""
    used = _USES.fullmatch(key(old.text).strip("。\n "))
    text = key(new.text).strip("。\n ")
    if used is None or not text.startswith(used["thing"]):
        return None
    rest = text[used.end("thing") :]
    found = _USING.match(rest)
    return list(clauses(rest[found.end() :])) or None if found else None


_USES = re.compile(r"(?P<thing>[^。]*を)(?:用い(?:る|ている)|[利使]用(?:する|している))")
_USING = re.compile(r"(?:用い|[利使]用し)、")


def _groups(told: Sequence[Clause], more: Sequence[Clause]) -> Iterator[list[Clause]]:
    """What came, each act with the cases, nouns and purposes before it; empty where what was said is told of them."""
    waiting: list[Clause] = []
    last: Clause | None = None
    for clause in told:
        came = any(clause is each for each in more)
        if came and ((clause.doing == "新" and clause.link == "に") or _as_needed(clause, waiting)):
            continue
        if came and (clause.link.startswith((TO_NOUN, *_LEADS)) or GOES.fullmatch(clause.doing)):
            waiting.append(clause)
        elif came:
            yield [*waiting, with_object(clause, last)]
            waiting = []
        elif waiting:
            yield []
            waiting = []
        if not clause.link.startswith(TO_NOUN):
            last = clause
    if waiting:
        yield []


def _as_needed(clause: Clause, waiting: Sequence[Clause]) -> bool:
    """Whether a clause only hedges what comes besides, which takes nothing from what is done anyway: 必要に応じて."""
    plain = all(p.words in ("必要", "他") or p.cases == _TOPIC for p in clause.phrases)
    plain = plain and any(p.words == "他" for p in clause.phrases)
    return not waiting and clause.doing == "応" and not (clause.link or clause.sense) and plain


_TOPIC = frozenset({"が", DONE, "－"})
_LEADS = ("こと", "か", "まま", "まで", "ため", "よう")


def _guards(group: Sequence[Clause], known: str) -> bool:
    """Whether an act that came, with what leads to it, is a measure by itself."""
    *ahead, main = group
    if not ahead and adds_clause(main, known):
        return True
    words = [word for clause in group for word in (*(phrase.words for phrase in clause.phrases), clause.doing)]
    return OR not in "".join(words) and adds_told(group, "、".join(words), known)
