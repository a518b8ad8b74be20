"""Names that a law put in place of others: the minister of a matter, the document handed out for one abolished."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from piadiff.guideline.language.contents import edits
from piadiff.guideline.language.synonyms import STATEMENT, Synonym
from piadiff.model import Change
from piadiff.text import key

_BODY = re.compile(r"[一-龠ァ-ヺー]{1,10}(?:大臣|[省庁](?!舎|内|外|間))")
_AMENDED = r"(?:[^、。]{0,12}[日月年]の)?[^、。のをがは]{0,12}法(?:律|令)?等?の?(?:一部)?(?:改正|施行)"
_FOUNDED = r"(?:[一-龠ぁ-ゖァ-ヺー]{2,10}[省庁]の?(?:設置|発足|創設|新設)|国の(?:組織|省庁|行政機関)の?(?:再編|改編))"
_THEN = r"(?:に(?:伴[いうっ]て?|よ[りる](?:、)?)|で)、?"
_ENDS = r"(?:した|された)?(?:こと|もの)?(?:に(?:よる|伴う)(?:変更|修正)?|の?ため)?(?:である)?。?"
_HANDED_ON = re.compile(
    rf"(?P<event>(?:{_FOUNDED}|{_AMENDED}){_THEN})?(?:所管|主務)(?:する)?(?P<whom>大臣|[府省]?省庁?|官庁)?[のが]"
    rf"(?:変更|変わった|(?:(?P<old>[^、。]{{2,12}})から)?(?P<new>[^、。]{{2,12}})[にへ](?:変更|変わった|移った)){_ENDS}"
)
_PAPER = r"[一-龠]{2,12}(?:[書証票券]|手帳|通知|のお?知らせ)"
_ABOLISHED = re.compile(
    rf"{_AMENDED}{_THEN}(?P<old>{_PAPER})[がの]、?廃止(?:された|となった)?(?:に伴う(?:変更|修正))?{_ENDS}"
)
_ABOLISHED_BY = re.compile(rf"{_AMENDED}に(?:よる|伴う)(?P<old>{_PAPER})の廃止{_ENDS}")
_REPLACED = re.compile(
    rf"{_AMENDED}{_THEN}(?P<old>{_PAPER})(?:[がを]、?(?P<new>{_PAPER})[にへと](?:変わった|変更|なった|改め(?:られ)?た)"
    rf"|に(?:代え|替え|代わり)て?、?(?P<other>{_PAPER})を交付すること(?:とな|とし|にな)っ?た){_ENDS}"
)
_PAPERS = re.compile(rf"{_PAPER}(?:(?:又は|若しくは){_PAPER})*")
"""One paper, or one of several for each person; papers listed would be more of them."""
_HANDED_OUT = re.compile(r"を、?(?:作成(?:し|して)、?)?(?:交付|発行|送付|郵送)")


def put_in_place(change: Change, statements: Iterable[str]) -> Iterator[Synonym]:
    """What a law, as the whole of a cause says, put in place of what went; one for one, and nothing else with it."""
    for statement in map(key, statements):
        if told := _HANDED_ON.fullmatch(statement):
            yield from _minister(change, told, statement)
        elif told := _ABOLISHED.fullmatch(statement) or _ABOLISHED_BY.fullmatch(statement):
            yield from _paper(change, told["old"], statement)
        elif told := _REPLACED.fullmatch(statement):
            made = _paper(change, told["old"], statement)
            yield from (each for each in made if each.new == (told["new"] or told["other"]))


def _minister(change: Change, told: re.Match[str], cause: str) -> Iterator[Synonym]:
    """The one minister, or ministry, that stands where another stood; those that the cause names, if any."""
    old, new = (list(dict.fromkeys(_BODY.findall(key(text)))) for text in (change.before, change.after))
    gone, came = [each for each in old if each not in new], [each for each in new if each not in old]
    if len(gone) != 1 or len(came) != 1 or gone[0].endswith("大臣") is not came[0].endswith("大臣"):
        return
    named = (told["old"], told["new"]) == (gone[0], came[0])
    if named or ((told["event"] or told["whom"]) and told["old"] is None and told["new"] in (None, came[0])):
        yield Synonym(gone[0], came[0], STATEMENT, cause)


def _paper(change: Change, old: str, cause: str) -> Iterator[Synonym]:
    """The papers that the house hands out for one that was abolished, in the same words."""
    found = edits(change.before, change.after)
    if len(found) != 1 or found[0].before is None or found[0].after is None:
        return
    was, now = key(found[0].before.text), key(found[0].after.text)
    head, behind, rest = was.partition(old)
    if not (behind and now.startswith(head) and now.endswith(rest) and _HANDED_OUT.match(rest)):
        return
    new = now[len(head) : len(now) - len(rest)]
    if _PAPERS.fullmatch(new) and old not in new:
        yield Synonym(old, new, STATEMENT, cause)
