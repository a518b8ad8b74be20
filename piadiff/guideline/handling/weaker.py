"""Forms by which a measure is made weaker though no word of it goes: a choice, a part, a limit, a case."""

from __future__ import annotations

import re
from dataclasses import replace

from piadiff.guideline.handling.added_words import adds_words
from piadiff.guideline.handling.insertions import came
from piadiff.guideline.handling.measures import names_way, says, step
from piadiff.guideline.handling.places import NOT_OWN, OUTSIDE
from piadiff.guideline.handling.turned_round import turned_round
from piadiff.guideline.language.amounts import deadlines, frequencies, plain_figures
from piadiff.guideline.language.clauses import MADE_SO, TO_NOUN, Clause, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import CAN, NOT, OR, tokens
from piadiff.guideline.vocabulary import Signal
from piadiff.model import Change
from piadiff.text import key


def loosened(edit: Edit) -> bool:
    """Whether one of several means is now enough, a part or fewer cases are meant, or a limit lets more in."""
    if edit.before is None or edit.after is None:
        return False
    old, new = key(edit.before.text), key(edit.after.text)
    way = _any_of_them(edit, old, new) or _one_more_way(edit, old, new)
    way = way or _or_outside(old, new)
    fewer = _in_part(edit) or _of_some(old, new) or _fewer_cases(edit, old, new)
    undone = _is_denied_now(edit.before.text, edit.after.text) or _denies_but(edit.before.text, edit.after.text)
    undone = undone or _lets_now(edit.before.text, edit.after.text) or _unseen_now(edit.before.text, edit.after.text)
    return way or fewer or undone or _leaves(old, new) or _waits_for_turn(old, new)


def _said_alone(text: str) -> list[Clause]:
    """What a sentence says is done, or not done, and neither of a noun nor as a condition."""
    return [c for c in clauses(text) if c.doing and not (c.link.startswith(TO_NOUN) or c.link in _CONDITIONS)]


_CONDITIONS = ("と", "ば", "か", "こと", "よう", MADE_SO)


def _is_denied_now(before: str, after: str) -> bool:
    """Whether what guards was said to be done, and is now said not to be: 返却する, 返却せずに保管する."""
    old, new = _said_alone(before), _said_alone(after)
    was = {clause.doing for clause in old if not {NOT, CAN} & set(clause.sense)}
    stays = {clause.doing for clause in new if NOT not in clause.sense} | {c.doing for c in old if NOT in c.sense}
    denied = [clause for clause in new if NOT in clause.sense]
    now = {clause.doing for clause in denied[-1:] if CAN not in clause.sense}  # not 点検せずに出力しない
    return any(_ASKS.fullmatch(doing) or _guards(doing) for doing in (was & now) - stays)


_ASKS = re.compile(r"求|返却|返送|返還|提出|提示|同封|報告")


def _guards(doing: str) -> bool:
    return says("guards", doing) and not says("handlings", doing)


def _denies_but(before: str, after: str) -> bool:
    """Whether what a sentence denied is now done to something else, told against it: 設けないが、自由欄を設ける."""
    denied = {clause.doing for clause in _said_alone(before) if NOT in clause.sense}
    told = _said_alone(after)
    for at, clause in enumerate(told):
        against = NOT in clause.sense and clause.link == "が" and clause.doing in denied
        if against and any(c.doing == clause.doing and NOT not in c.sense and _is_open(c) for c in told[at + 1 :]):
            return True
    return False


def _lets_now(before: str, after: str) -> bool:
    """Whether a handling that was denied in one clause is now done to the same thing: 郵送の申請は受け付けない."""
    old, new = clauses(before), clauses(after)
    if len(old) != 1 or old[0].sense != (NOT,) or not says("handlings", old[0].doing) or _LET_IN.search(before + after):
        return False
    again = [clause for clause in new if clause.doing == old[0].doing]
    if len(again) != 1 or again[0] is not new[-1] or again[0].sense or again[0].link or _has_guard(after):
        return False
    things = {phrase.words for phrase in old[0].phrases}
    return bool(things) and things <= {phrase.words for phrase in again[0].phrases}


def _has_guard(text: str) -> bool:
    return any(says("guards", clause.doing) for clause in clauses(text))


def _unseen_now(before: str, after: str) -> bool:
    """Whether what was ruled out, so that somebody looks, is now the way it is done, and no one looks: 自動応答."""
    old, new = _said_alone(before), _said_alone(after)
    denied = {clause.doing for clause in old if NOT in clause.sense}
    if not denied or any(NOT in clause.sense for clause in new):
        return False
    looked = any(_guards(clause.doing) and NOT not in clause.sense for clause in old) and not _has_guard(after)
    by = [phrase.words for clause in new for phrase in clause.phrases if "によって" in phrase.cases]
    done = [clause.doing for clause in new]
    return looked and any(word.removeprefix("全") in denied for word in (*by, *done))


def _is_open(clause: Clause) -> bool:
    return not any(says("guards", phrase.words) for phrase in clause.phrases)


def _waits_for_turn(old: str, new: str) -> bool:
    """Whether what was due within some days now waits for a turn that comes more seldom: 1か月以内, 四半期ごと."""
    sides = [plain_figures(text) for text in (old, new)]
    by_when = [list(deadlines(side)) for side in sides]
    often = [frequencies(side) for side in sides]
    ends = [span[1] for span, _ in often[1]]
    own = [span for span, _ in by_when[1] if span[0] - 1 not in ends]
    if len(by_when[0]) != 1 or own or often[0]:
        return False
    turns = [_YEAR / times for _, times in often[1]] or [_YEAR for _ in _YEARLY.findall(sides[1])]
    return len(turns) == 1 and turns[0] >= _SELDOM * max(by_when[0][0][1][1], 1.0)


_YEAR, _SELDOM = 365, 2
_YEARLY = re.compile(r"年度?の?(?:当初|初め|始め)")


def takes_back(edit: Edit, change: Change) -> bool:
    """Whether the opposite is done now, or what went would be one more measure if it came, and stands nowhere else."""
    if turned_round(change.before, change.after):
        return True
    if not edit.lost or edit.gained or edit.turned:
        return False
    gone = adds_words(replace(edit, lost=(), gained=edit.lost, before=edit.after, after=edit.before))
    return bool(gone) and key(gone) not in key(change.after)


def lapses(edit: Edit, before: str, after: str) -> bool:
    """Whether it is no longer told how often something is done, here or anywhere else in the item."""
    if edit.before is None or edit.after is None:
        return False
    sides = [frequencies(plain_figures(text)) for text in (edit.before.text, edit.after.text)]
    if not sides[0] or sides[1] or _EVERY_TIME.search(key(edit.after.text)):
        return False
    whole = [len(frequencies(plain_figures(text))) for text in (before, after)]
    return whole[1] < whole[0]


_EVERY_TIME = re.compile(r"常時|都度|自動|即時|直ち|毎回|全件|リアルタイム|その場")


def _leaves(old: str, new: str) -> bool:
    """Whether what was ruled out may now be done with somebody's leave: 書出しは不可, 書出しは課長の許可制."""
    ruled = _RULED_OUT.search(old) and not _RULED_OUT.search(new)
    leave = _LEAVE.search(new) and not _LEAVE.search(old)
    return bool(ruled and leave) and NOT not in {token.text for token in tokens(new)}


_RULED_OUT = re.compile(r"不可|禁止|禁じ")
_BOTH = re.compile(r"及び|および|並びに|ならびに|かつ|且つ|とともに|[しいきりせけ]、|と(?=[一-龠ァ-ヺ])")
_ANY = re.compile(r"いずれか|どちらか|一方(?:で|の|に)")


def _any_of_them(edit: Edit, old: str, new: str) -> bool:
    """Whether one of means that were all required is now enough."""
    if edit.before is None or edit.after is None:
        return False
    more = edit.after.words.count(OR) + len(_ANY.findall(new)) > edit.before.words.count(OR) + len(_ANY.findall(old))
    return more and len(_BOTH.findall(old)) > len(_BOTH.findall(new))


_WAY = re.compile(r"[しきりちみいせけ]?、?(?:又は|または|若しくは|もしくは)(?P<way>[^、。]+)")
_OF_CASE = re.compile(r"[^、。]*?(?:場合|とき|時|際|者|おそれ)")
_LEAVE = re.compile(r"承[諾認]|許[諾可]|決裁|同意")
_IN_THE_END = re.compile(r"(?:を(?:行う|行っている|実施する|実施している)|する|[うくすつぬぶむぐる]|している)?$")
_BY = re.compile(r"(?:により|によって|による|で(?!き)|を用い)")


def _one_more_way(edit: Edit, old: str, new: str) -> bool:
    """Whether a thing that had to be done in one way may now be done in another: 破砕し、又は初期化する."""
    if edit.lost or "禁止" in new or not (says("guards", new) or names_way(new) or _LEAVE.search(new)):
        return False
    if (edit.after and NOT in edit.after.words) or step(old, new) is Signal.STRENGTHENED:
        return False
    for words, behind in came(edit):
        found = _WAY.fullmatch(words)
        ends = found is not None and bool(_IN_THE_END.fullmatch(behind) or _BY.match(behind))
        if found and ends and not _OF_CASE.match(behind):
            return True
    return False


def _or_outside(old: str, new: str) -> bool:
    """Whether a place that is not of the house is now named as a choice: 端末室又は委託先の事業所で."""
    told = (match["place"] for match in _OR_PLACE.finditer(new))
    return any(place not in old and (OUTSIDE.search(place) or NOT_OWN.search(place)) for place in told)


_OR_PLACE = re.compile(
    r"(?:又は|または|若しくは|もしくは)(?P<place>[^、。をはが]{0,16}(?:[所場室庫館宅社外]|センター?|施設|拠点))(?:で|に|から|へ)"
)
_PART = re.compile(
    r"\d+(?:件|枚|回|台|kb|mb|gb)(?:以上|を超える)の|(?:一部|大量|大部分|新規)の|(?:主|主要|重要|重大|特殊)な|抽出した|希望する|抜き取った"
)
_LET_IN = re.compile(r"以外|のみ|だけ|に限|しか")
_ONE_MORE = re.compile(r"(?:及び|並びに|又は|若しくは|、|・)[^、。]{2,}")


def _in_part(edit: Edit) -> bool:
    """Whether what is guarded, or when, is now told of a part, or a limit names one more whom it lets in."""
    for words, behind in came(edit):
        if _PART.fullmatch(words.casefold()) and re.match("[一-龠ァ-ヺ]", behind):
            return True
        if (_ONE_MORE.fullmatch(words) or words == "等") and _LET_IN.match(behind):
            return True
    return False


_ALL = re.compile(r"(?:(?:全て|すべて)の|(?<![安保完健])全)(?P<noun>[一-龠]{2,6})(?![一-龠])")
_EACH = re.compile(r"全|すべて|各|いずれ|漏れ|例外")


def _of_some(old: str, new: str) -> bool:
    """Whether what all of a kind did, or had done to them, is told of those a clause says: 全所属, 抽出した所属."""
    nouns = tuple(dict.fromkeys(_ALL.findall(old)))
    if not nouns or len(_EACH.findall(new)) >= len(_EACH.findall(old)):
        return False
    bare = _ALL.sub(lambda match: match["noun"], old)
    told = re.findall(rf"[一-龠ァ-ヺ]+[ぁ-ん]*[たるうく](?:{'|'.join(nouns)})", new)
    return any(each not in bare for each in told)


_CASE = re.compile(r"(?:又は|または|若しくは|もしくは)(?P<case>[^、。]{1,30}?)(?:とき|場合|時に|際)")


def _fewer_cases(edit: Edit, old: str, new: str) -> bool:
    """Whether one of the cases in which something is done is told of no more: 発生し、又はそのおそれがあるとき."""
    if all(token.text != OR for token in edit.lost) or len(_CASE.findall(new)) >= len(_CASE.findall(old)):
        return False
    return any(_is_gone(match["case"], new) for match in _CASE.finditer(old))


def _is_gone(case: str, new: str) -> bool:
    letters = re.findall(r"[一-龠ァ-ヺ]", case)
    return not any(letter in new for letter in letters) if letters else case.strip("のがある") not in new
