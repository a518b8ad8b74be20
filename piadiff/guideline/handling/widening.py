"""Edits without a proof in items of scope and of handling: whether more persons, data, purposes or acts are meant."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import chain, pairwise, takewhile

from piadiff.guideline.handling.insertions import came, limits, went
from piadiff.guideline.handling.measures import handles
from piadiff.guideline.language.ages import with_age_bounds
from piadiff.guideline.language.clauses import TO_NOUN, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.reading import BOX_CROSSED, BOX_EMPTY, BOX_TICKED, NOT, OR, plainly, sentence_texts
from piadiff.guideline.language.said_again import said_besides
from piadiff.guideline.vocabulary import Signal
from piadiff.model import Change
from piadiff.text import key
from piadiff.text.signs import ERA

LIMIT = re.compile(r"(?<![権期上下])限|(?<![消解免控排])除|のみ|だけ|以外|に必要な|外に")


def binds_or_counts(words: tuple[str, ...]) -> bool:
    """Whether words bind what stands beside them: a limit, a denial, a figure."""
    return any(word == NOT or word.isdigit() for word in words) or bool(LIMIT.search("".join(words)))


def binds(words: tuple[str, ...]) -> bool:
    """Whether words deny or limit."""
    return NOT in words or bool(LIMIT.search("".join(words)))


def words_of(edit: Edit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words lost and gained."""
    return tuple(token.text for token in edit.lost), tuple(token.text for token in edit.gained)


def scope(edit: Edit, change: Change) -> Signal:
    """What an edit does to whose, what, who, for what or with what."""
    lost, gained = _without_joiner(*words_of(edit))
    ticked = set(lost) <= {BOX_EMPTY, BOX_CROSSED} and set(gained) == {BOX_TICKED}
    if ticked or any(more(edit) for more in (_bound_moved, _joined_instead, _of_all, _more_purposes)):
        return Signal.WIDENED
    if _adds_act(edit, change) or _number_comes(edit, change):
        return Signal.WIDENED
    if not gained:
        told = lost if not _dates_only(edit) else tuple(word for word in lost if not word.isdigit())
        bound = binds_or_counts(told) or any(limits(words) for words, _ in went(edit))
        limited = bound and not (_explains(edit) or _whole_entry(edit))
        return Signal.WIDENED if limited and not _planned(lost) else Signal.REWRITTEN
    if lost:
        return Signal.WIDENED if _unbound(lost, gained) and not _narrows(edit) else Signal.REWRITTEN
    return Signal.WIDENED if _stands_beside(edit, gained) else Signal.REWRITTEN


def _whole_entry(edit: Edit) -> bool:
    """Whether what went is one entry of a list with the limit that was its own: 及び転出した者(未納の者に限る。)."""
    return any(_ENTRY_WITH_LIMIT.fullmatch(words) for words, _ in went(edit))


_ENTRY_WITH_LIMIT = re.compile(r"(?:及び|並びに|又は|若しくは|、)[^、。()]{2,40}[^、。()ぁ-ん]\([^()]+\)")
_CONTENT = re.compile(r"[^ぁ-ゖ]")
_DENYING = frozenset("不無非未")


class Moved:
    """What the edits of a whole text lose and gain together, counted once for all of them."""

    def __init__(self, left: Iterable[Edit], text: str) -> None:
        words = [words_of(edit) for edit in left]
        self.lost, self.gained = (Counter(chain.from_iterable(each[side] for each in words)) for side in (0, 1))
        self.gone, self.come = _net(self.lost, self.gained), _net(self.gained, self.lost)
        self.new = list(self.gained - self.lost)
        self.text = text
        self._narrows: bool | None = None

    def narrows(self, change: Change) -> bool:
        """Whether the whole text of the change says more often that something is taken out or limited."""
        if self._narrows is None:
            self._narrows = len(_NARROWING.findall(change.after)) > len(_NARROWING.findall(change.before))
        return self._narrows


def _net(lost: Counter[str], gained: Counter[str]) -> Counter[str]:
    """Words that a whole text has less: 不, 無 and 未 stand for a denial, ほか for 以外."""
    gone = Counter(lost)
    gone.subtract(gained)
    gone[NOT] += sum(gone[letter] for letter in _DENYING if gone[letter] < 0)
    if gone["未"] > 0 and gone[NOT] < 0:
        gone.subtract({"未": 1, NOT: -1})
    if gone["ほか"] + gone["他"] < 0:
        gone.subtract({"以": 1, "外": 1})
    return gone


def comes(edit: Edit, change: Change, moved: Moved) -> bool:
    """Whether content of an edit is new to the whole text, or a limit went from it: a word, not one letter of one."""
    gone, come, lost, gained = moved.gone, moved.come, moved.lost, moved.gained
    words = words_of(edit)
    if _joined_instead(edit) or all_of_them(edit):
        return True
    if not words[1] and moved.narrows(change):
        return False
    if BOX_TICKED in words[1] or any(gone[word] > 0 and binds((word,)) for word in words[0]):
        return True
    if not words[1]:
        return any(gone[word] > 0 and (_CONTENT.search(word) or binds((word,))) for word in words[0])
    denied = _DENYING | {"有"} if gone[NOT] != lost[NOT] - gained[NOT] or lost[NOT] > gained[NOT] else frozenset()
    if (come["全"] > 0 and _of_all(edit)) or _number_comes(edit, change):
        return True
    told = "".join(word if come[word] > 0 and word not in denied | {OR} else " " for word in words[1])
    if edit.after is not None and _THE_SAME.search(key(edit.after.text)):
        told = told.replace("内容", " ")
    told = told.replace("利用", " ")  # of what an item is about as a whole it says nothing
    return any(run.isdigit() or len(run) > 1 for run in told.split()) or bool(new_names(change.before, told))


_THE_SAME = re.compile(r"、その内容[をに]")
"""A pronoun for what was told before."""
_BOUND = re.compile(r"(\d+(?:\.\d+)?)([^\d、。()]{0,4}?)(以上|以降|を?超|(?<=歳)から|以下|未満|以内|以前|まで)")
_MORE = frozenset({"等", "他"})
_FROM_BELOW = ("以上", "以降", "超", "から")


def _bound_moved(edit: Edit) -> bool:
    """Whether the one figure that moved lets more in: 65歳以上 to 60歳以上, 3年以内 to 5年以内."""
    if edit.before is None or edit.after is None or NOT in edit.after.words or _TAKES_OUT.search(edit.after.text):
        return False
    if not all(word.isdigit() or word in _MORE for side in words_of(edit) for word in side):
        return False
    old, new = (_BOUND.findall(with_age_bounds(key(side.text))) for side in (edit.before, edit.after))
    moved = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
    if len(old) != len(new) or len(moved) != 1 or moved[0][0][1:] != moved[0][1][1:]:
        return False
    was, now = float(moved[0][0][0]), float(moved[0][1][0])
    return now < was if moved[0][1][2].lstrip("を") in _FROM_BELOW else now > was


_TAKES_OUT = re.compile(r"(?<![消解免控排])除|以外|でない")
_ALL = re.compile(r"全て|すべて|全員|(?<![安保完健])全(?=[一-龠]{2,8}(?:[^一-龠]|$))")
_ALL_BEHIND = re.compile(r"(?P<noun>[一-龠]{2,10})の?(?:全員|全て|すべて)(?=[をはがにの、。]|及び|$)")
_PART_OF = re.compile(r"のうち|うち、|に限|のみ|だけ|であって|\d+[歳級号]")


def _of_all(edit: Edit) -> bool:
    """Whether what was said of some is now said of all of them: 町民のうち申し込んだ者, 全町民."""
    if edit.before is None or edit.after is None or binds(words_of(edit)[1]):
        return False
    old, new = (_ALL_BEHIND.sub(r"全ての\g<noun>", key(side.text)) for side in (edit.before, edit.after))
    if len(_ALL.findall(new)) <= len(_ALL.findall(old)):
        return False
    fewer = len(_PART_OF.findall(new)) < len(_PART_OF.findall(old))
    return fewer or _in_place_of_some(old, new) or _all_of_others(old, new)


def _all_of_others(old: str, new: str) -> bool:
    """Whether those who did something gave way to all of others: 申請をした者, 全ての被保険者."""
    whole = _ALL_OF.fullmatch(new)
    if whole is None or _WHO_DID.search(old) is None:
        return False
    return not any(pair in old for pair in map("".join, pairwise(whole["noun"])))


_ALL_OF = re.compile(r"[^、。]*?全ての(?P<noun>[一-龠]{2,10})")
_WHO_DID = re.compile(r"[たるい](?:者|人|世帯|児童)$")


def _joined_instead(edit: Edit) -> bool:
    """Whether those among others are now named beside them: 受給者のうち、転出した者; 受給者及び転出した者."""
    old, new = (key(side.text).strip("。\n") if side else "" for side in (edit.before, edit.after))
    return "のうち" in old and _AMONG.sub("", old) == _BESIDE.sub("", new)


_AMONG = re.compile(r"のうち、?")
_BESIDE = re.compile(r"及び|並びに|、")


def _in_place_of_some(old: str, new: str) -> bool:
    """Whether all that differs is an all in the place of what was said of the noun behind: 申込みをした者, 全ての者."""
    ahead = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    rest = zip(reversed(old[ahead:]), reversed(new[ahead:]), strict=False)
    behind = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    was, now = (text[ahead : len(text) - behind] for text in (old, new))
    noun = new[len(new) - behind :]
    return bool(_EVERY.fullmatch(now) and _SAID_OF_NOUN.search(was) and NOUN_AHEAD.match(noun))


_EVERY = re.compile(r"(?:全て|すべて|全)の?")
_SAID_OF_NOUN = re.compile(r"[一-龠ァ-ヺ].*[るたいうの]$")


_PURPOSE = re.compile(r"ため|目的")
_KEPT, _KNOWN = 0.7, 0.4
"""Of the letters of what was said, how many stand again; of those of one more purpose, how many stood before."""


def _more_purposes(edit: Edit) -> bool:
    """Whether one more purpose is told, in letters of its own, beside those that stay, however they are reworded."""
    if edit.before is None or edit.after is None or NOT in words_of(edit)[1]:
        return False
    old, new = key(edit.before.text), key(edit.after.text)
    told = [set(_CONTENT_LETTER.findall(part)) for part in _PURPOSE.split(new)[:-1]]
    if len(told) <= len(_PURPOSE.findall(old)):
        return False
    before, after = (set(_CONTENT_LETTER.findall(text)) for text in (old, new))
    stays = len(before & after) >= _KEPT * len(before)
    return stays and any(len(part) > _WORDS and len(part & before) <= _KNOWN * len(part) for part in told)


_CONTENT_LETTER = re.compile(r"[一-龠ァ-ヺ]")
_WORDS = 4
"""Letters below which a purpose may be told in words that only differ."""


def _number_comes(edit: Edit, change: Change) -> bool:
    """Whether something is now done by, to or with the 個人番号, of which the item told nothing but that it is not."""
    if edit.after is None or _NUMBER not in plainly(edit.after.text):
        return False
    return _by_number(edit.after.text) and not any(map(_by_number, sentence_texts(change.before)))


_NUMBER = "個人番号"


def _by_number(text: str) -> bool:
    told = (clause for clause in clauses(text) if NOT not in clause.sense)
    return any(phrase.words == _NUMBER for clause in told for phrase in clause.phrases)


def _adds_act(edit: Edit, change: Change) -> bool:
    """Whether a sentence says all it said, and besides that something else is done, with someone it did not name."""
    if edit.before is None or edit.after is None or edit.turned:
        return False
    more = [clause for clause in said_besides(edit.before, edit.after) if not clause.link.startswith(TO_NOUN)]
    told = "".join(clause.doing + "".join(phrase.words for phrase in clause.phrases) for clause in more)
    done = bool(more) and NOT not in more[-1].sense and not any("限" in clause.doing for clause in more)
    return done and (handles(more[-1].doing) or bool(new_names(change.before, told)))


def _without_joiner(lost: tuple[str, ...], gained: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words lost and gained without an or that only moved behind one more entry."""
    if lost != (OR,) or gained.count(OR) != 1:
        return lost, gained
    return (), tuple(word for word in gained if word != OR)


def _explains(edit: Edit) -> bool:
    """Whether what went only said what a term means: it may have bound it, which is not told here."""
    return any(_SAYS_MEANING.match(words) for words, _ in went(edit))


def _denies_of_nouns(text: str) -> bool:
    """Whether all that a sentence denies is said of a noun: 届出が出ていない者を把握する."""
    return all(NOT not in clause.sense or clause.link.startswith(TO_NOUN) for clause in clauses(text))


def _stands_beside(edit: Edit, gained: tuple[str, ...]) -> bool:
    """Whether what came is one more entry, and neither says what a term means nor binds."""
    stretches = [words for words, _ in came(edit)]
    entries = [words for words in stretches if _ENTRY.match(words)]
    of_nouns = edit.after is not None and _denies_of_nouns(edit.after.text)
    if of_nouns and (edit.before is None or entries):
        gained = tuple(word for word in gained if word != NOT)
    bound = binds(gained) and not any(not LIMIT.search(_LIMIT_NAMED.sub("", words)) for words in entries)
    if bound or NOT in gained or any(map(_SAYS_MEANING.fullmatch, stretches)):
        return False
    plain = not _narrows(edit) and not edit.inside and gained not in {(OR,), ("等",), ("他",)}
    return bool(entries) or (plain and _joins(edit))


_LIMIT_NAMED = re.compile(r"制限(?=の?[一-龠]{2})(?!の?(?:対象|範囲))")
"""A limit that is itself what is decided, or looked into: 給付制限の決定."""
_SAYS_MEANING = re.compile(r"\([^()]*をいう。?(?:以下同じ。?)?\)")


def _dates_only(edit: Edit) -> bool:
    """Whether every figure of a sentence that went is of a day on which something was done, not from when or until."""
    if edit.before is None or edit.after is not None:
        return False
    rest = _DAY.sub("", unicodedata.normalize("NFKC", key(edit.before.text)))
    return not re.search(r"\d", rest)


_DAY = re.compile(rf"(?:{ERA})?(?:\d+|元)年度?(?:\d+月)?(?:\d+日)?(?!\d|以|から|まで|より|[前後])")
_ENTRY = re.compile(r"(?:及び|および|並びに|又は|または|若しくは|、|・|[→⇒])[^、・]{2,}")
"""How one more entry of a list, or one more step of a flow, begins."""


def _unbound(lost: tuple[str, ...], gained: tuple[str, ...]) -> bool:
    """Whether a denial or a limit went, and what came neither denies nor limits."""
    return binds(lost) and not binds(gained) and not _planned(lost)


_JOINERS = re.compile(
    r"及び|および|並びに|又は|または|若しくは|加え|含|[、，・／/や\n]"
    r"|(?<=[一-龠々ァ-ヺーA-Za-z0-9）)])(?:と(?![なはいきしす])|も(?=[、一-龠ァ-ヺ]))"
)


def _joins(edit: Edit) -> bool:
    """Whether what came stands beside what was there, as one more entry, instead of saying which of it is meant."""
    if edit.before is None or edit.after is None:
        return True
    return len(_JOINERS.findall(edit.after.text.strip())) > len(_JOINERS.findall(edit.before.text.strip()))


def _planned(words: tuple[str, ...]) -> bool:
    """Whether what went only said that something is planned."""
    return "予定" in "".join(words)


_NARROWING = re.compile(r"であって|のうち|に該当する|を満たす")


def _narrows(edit: Edit) -> bool:
    """Whether what came says which of those named are meant."""
    old, new = (side.text if side else "" for side in (edit.before, edit.after))
    return bool(_NARROWING.search(new)) and not _NARROWING.search(old)


NOUN_AHEAD = re.compile(r"[一-龠ァ-ヺ]")


def all_of_them(edit: Edit) -> bool:
    """Whether those of whom a part was meant are all meant now: Aのうち、未納の者; Aと同じ."""
    old, new = (key(side.text).strip("。\n") if side else "" for side in (edit.before, edit.after))
    part = _PART.match(old)
    same = _SAME.match(new, len(part["all"])) if part and new.startswith(part["all"]) else None
    return same is not None and not _BOUND_AGAIN.search(new, same.end())


_PART, _SAME = re.compile(r"(?P<all>[^、。]{2,40})のうち"), re.compile(r"[とに](?:同じ|同様|同一)|の?全(?:て|員)")
_BOUND_AGAIN = re.compile(r"のうち|限|除|のみ|だけ")
