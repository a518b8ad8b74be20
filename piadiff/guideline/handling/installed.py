"""Sentences whose last verb says nothing (仕組みを入れる), or is left out (係長が確認): what they say is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from piadiff.guideline.handling.done_to import protects
from piadiff.guideline.handling.looked_at import examines_anew, is_citizen
from piadiff.guideline.language.clauses import DONE, OF, TO_NOUN, Clause
from piadiff.guideline.language.reading import CAN, NOT

_ENDS_IN_NOUN = re.compile(r"(?<=[をがはにでへとてりいきしち、])(?:再)?[一-龠]{2}$")


def in_full(text: str) -> str:
    """A sentence that ends in a noun of doing, with its verb: 係長が確認, 係長が確認する."""
    told = _BESIDES.sub("", text.strip("。\n 　"))
    return f"{told}する。" if _ENDS_IN_NOUN.search(told) else text if text.startswith(told) else f"{told}。"


_BESIDES = re.compile(r"^(?:(?:これら?に|更に)?(?:加え|併せ|合わせ|あわせ)て?|さらに|更に|また|このほか)、")
"""Words by which a sentence says that it is told beside others."""

_PUT_IN = re.compile(
    r"[設入備付加]|[新増]設|設[置定]|導入|配置|整備|構築|追加|採用|(?:取り?|備え?)付け?|実装|装備|搭載"
)
_MECHANISM = re.compile(r"(?:仕組み?|機能|装置|機器|設備|設定|センサー?|ソフト(?:ウ[エェ]ア)?)$")


def installs(ahead: Sequence[Clause], main: Clause, before: str) -> bool | None:
    """Whether a mechanism is put in all of whose acts guard; None where none is, or it is not said what it does.

    Its acts are weighed as if they were done: 所得を確認する機能を設ける is 所得を確認する.
    """
    things = {phrase.words for phrase in main.phrases if DONE in phrase.cases}
    at = next((at for at, c in enumerate(ahead) if c.link.removeprefix(TO_NOUN) in things and c.link), None)
    if _PUT_IN.fullmatch(main.doing) is None or at is None or main.sense:
        return None
    cases, leading = ahead[:at], replace(ahead[at], link="")
    told = [*(replace(clause, link="") for clause in cases if _is_act(clause)), leading]
    if any(examines_anew(clause, before) or _of_citizen(clause, before) for clause in told):
        return False
    if _MECHANISM.search(ahead[at].link) is None:
        return None
    return all(_guards(clause, before) for clause in told) and at == len(ahead) - 1


def _is_act(clause: Clause) -> bool:
    """Whether a clause says what is done, and not of what, or when: 無断で開いたことを検知する, 操作がないと."""
    return NOT not in clause.sense and not clause.link.startswith(_OF_WHAT)


_OF_WHAT = (f"{TO_NOUN}時", f"{TO_NOUN}場合", f"{TO_NOUN}際", "こと")


def _guards(clause: Clause, before: str) -> bool:
    return CAN not in clause.sense and (protects(clause, before) or _tells_of_alarm(clause))


def _tells_of_alarm(clause: Clause) -> bool:
    """Whether what was found is made known within the house, by what alone sends no data: 管理者に通知する."""
    return clause.doing in ("通知", "警告", "警報") and not any(DONE in p.cases for p in clause.phrases)


def _of_citizen(clause: Clause, before: str) -> bool:
    """Whether something is done to what a person has that the text did not name: 来庁者の顔を識別する."""
    things = [noun for p in clause.phrases if DONE in p.cases for noun in p.words.split(OF)]
    return any(is_citizen(noun) and noun not in before for noun in things)
