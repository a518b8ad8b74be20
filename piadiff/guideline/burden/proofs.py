"""The burden of proof: on a ※ item an edit is light only by one of these proofs, each of which names itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from piadiff.guideline.handling.added_words import adds_words
from piadiff.guideline.handling.beside import as_needed_beside, says_more
from piadiff.guideline.handling.done_more import begins_handling
from piadiff.guideline.handling.guarding import guards_less, guards_more
from piadiff.guideline.handling.insertions import (
    acts_no_more,
    came,
    clears_box,
    forbids_all,
    grows_on,
    guards_besides,
    limited_to,
    softens,
    stands,
    still_guards,
    told_of_each,
    went,
)
from piadiff.guideline.handling.means import guards_by_more
from piadiff.guideline.handling.measures import (
    as_often,
    member_of_kind,
    of_figures,
    of_ladder,
    only_amounts,
    opens,
    polarity,
    step,
)
from piadiff.guideline.handling.one_more import by_article, fixes_how_often
from piadiff.guideline.language.contents import Edit, counted
from piadiff.guideline.language.naming import same_name
from piadiff.guideline.language.own_acts import own_act
from piadiff.guideline.language.reading import CAN, NOT, OR, Token, tokens
from piadiff.guideline.language.said_again import only_implied
from piadiff.guideline.language.slips import doubled, mistyped
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.text import key

NAMING = frozenset({Role.PERSONS, Role.RECORD_ITEMS, Role.SOURCE, Role.USERS})
"""Items that tell by a list alone whose data, which data, from whom and by whom."""
OF_UNITS = (Role.USERS, Role.SOURCE)
"""Items that tell by the name alone who has, or gives, the data."""
LISTS = frozenset({Role.PERSONS, Role.RECORD_ITEMS, Role.SOURCE, Role.PURPOSE, Role.USERS, Role.NUMBER_USE})
"""Items that list who, what, what for or by which authority."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Why an edit is harmless, in words that name themselves, and the words it holds for."""

    name: str
    signal: Signal
    words: str = ""


SAME_KEY = "比較の鍵が同じで、表記だけが違う"
SAME_BOXES = "選ばれた欄と、その書き添えが同じ"
SAME_READING = "内容を表す語・数字・限定・否定に増減がない"
NONE_AGAIN = "どちらも、その項目に当たるものがないとだけ述べている"
SAID_AGAIN = "同じ語句が同じ格で同じ述語に係り、言い方だけが違う"
CITED = "法令の引用どうしの置換えで、引用のほかに変わりがない"
BY_LAW = "法令の対応表による項番の置換えで、引用のほかに変わりがない"
DEFINED = "用語の定義だけが加わった、又はなくなった"
OWN_SUBJECT = "そのファイルの事務の名、その法の条だけが加わった"
NAMED = "語幹の同じ名称どうしの、同じ数の置換え"
ONE_THING = "同じものの名称であると評価書が述べている"
ONE_AS_STATED = "名称だけの変更であると説明が述べている"
QUOTED = "参照先に同じ記載がある"
POINTED = "ほかの文書を参照する文だけが加わった"
REPEATED = "削られた語は同じ文に残っている"
DOUBLED = "同じ語が続けて書かれた誤りだけが違う"
MISTYPED = "熟語の中の一字が、取り違えやすい似た字に変わっただけ"
OWN_ACT = "職員のほかにすることのない行為に、職員と書き添えただけ"
HEADED = "見出しだけが違い、その語は見出しの下の文か様式の項目名にある"
TOLD_OF_EACH = "並ぶ語の初めに付いていた語を、ほかの語にも付けただけ"
NAMED_AGAIN = "代名詞が、その指す語に改まった"
EXAMPLE = "対策の対象に例が書き添えられただけ"
IMPLIED = "限った対象のほかを除くことを、裏から言っただけ"
KIND = "対策の対象が、同じ種類の全体を指す語に改まった"
FIGURE = "その文の数字が対策を強める向きに変わった"
AMOUNT = "頻度・期限が同じで、言い方だけが違う"
GUARDED = "対策を表す述語が加わり、対策を外す語がない"
STEPPED = "同じことをする、より強い方法への置換え"
FEWER = "列挙の一部がなくなっただけで、ほかは同じ"
EXCLUDED = "含むとしていたものを含まないことにした"
TURNED = "取扱いそのものをやめた"
DETAILED = "対策を強める向きに変わった選択の、具体的な内容の記載"
CHOSEN = "様式の選択肢が、対策を強める向きか取扱いを減らす向きに変わった"
LESS = "件数が減っただけで、ほかは同じ"
LIMITED = "対象を限る語句だけが加わった"
UNBOUND = "対策を緩める語句・例外だけがなくなった"
BESIDES = "対策・手段・行う者・頻度だけが加わり、ほかは同じ"
BOUND = "契約などで定める義務だけが加わった"
FORBIDDEN = "許可を要するとしていた取扱いを、一切行わないことにした"
PLANNED = "予定の時期だけが変わった"
COUNTED = "計数の時点・連絡先だけが違う"


def _text(words: Sequence[Token]) -> str:
    return "".join(token.text for token in words)


def _named(edit: Edit, role: Role) -> Proof | None:
    """One name for another of the same stem, and nothing else in the sentence with it."""
    if _text(edit.lost) not in edit.old_word or _text(edit.gained) not in edit.new_word:
        return None
    if same_name(edit.old_word, edit.new_word, of_users=role in OF_UNITS):
        told = Signal.ORGANISATION if edit.old_word[-1:] in "課部局係室班所長" else Signal.RENAMED
        return Proof(NAMED, told, f"{edit.old_word}→{edit.new_word}")
    return None


_BINDING = re.compile(r"[限除外非不無未のみだけ必]")
_NEVER_AGAIN = frozenset({OR, NOT, CAN, "から", "まで", "より", "も", "しか"})
"""Words that bind only what they stand beside."""
_JOINED = re.compile(r"及び|および|並びに|ならびに|かつ|且つ")


def _binds(token: Token) -> bool:
    return token.text in _NEVER_AGAIN or token.text.isdigit() or bool(_BINDING.search(token.text))


def _slip(edit: Edit, role: Role) -> Proof | None:
    """A word written twice by mistake, or no longer so; a letter taken for one like it; an own act named so."""
    told = MISTYPED if mistyped(edit) else DOUBLED if doubled(edit) else ""
    if not told and own_act(edit):
        return Proof(OWN_ACT, Signal.RESTATED, edit.words)
    return Proof(told, Signal.FORM, edit.words) if told else None


def _repeated(edit: Edit, role: Role) -> Proof | None:
    """Words dropped that the sentence still holds; none that binds, counts, denies or joins."""
    if edit.gained or not edit.lost or edit.before is None or edit.after is None:
        return None
    words = [token.text for token in edit.lost]
    if any(map(_binds, edit.lost)) or acts_no_more(edit) or grows_on(edit):
        return None
    if role is Role.MEASURE and guards_less(edit.before.text, edit.after.text):
        return None
    if len(_JOINED.findall(key(edit.before.text))) != len(_JOINED.findall(key(edit.after.text))):
        return None
    return Proof(REPEATED, Signal.RESTATED, edit.words) if stands("".join(words), edit.after.words) else None


def _told_of_each(edit: Edit, role: Role) -> Proof | None:
    """What was said of the first of those listed said of another too, which it can only limit."""
    if role is Role.MEASURE or any(map(_binds, edit.gained)):
        return None
    return Proof(TOLD_OF_EACH, Signal.RESTATED, edit.words) if told_of_each(edit) else None


def _named_again(edit: Edit, role: Role) -> Proof | None:
    """The noun that その stands for written in its place, or the other way round: 受給者及びその配偶者."""
    if edit.before is None or edit.after is None or bool(edit.lost) == bool(edit.gained):
        return None
    word = _text(edit.lost or edit.gained)
    short, long = (edit.after, edit.before) if edit.lost else (edit.before, edit.after)
    text = key(short.text)
    found = next((it for it in _ITS.finditer(text) if text.endswith(word, 0, it.start())), None)
    if len(word) < _WORD or found is None or word + OR in "".join(short.words[: len(word) + 1]):
        return None
    written = f"{text[: found.start('it')]}{word}の{text[found.end('it') :]}"
    same = [token.text for token in tokens(written)] == list(long.words)
    return Proof(NAMED_AGAIN, Signal.RESTATED, edit.words) if same else None


_ITS = re.compile(r"(?:及び|並びに|又は|と|、)(?P<it>その)(?=[一-龠ァ-ヺ])")
_WORD = 2
"""Letters of a word that can be told from its neighbours."""
_EXAMPLE = re.compile(r"\([^()]*(?:等|など)(?:をいう。?)?\)")


def _example(edit: Edit, role: Role) -> Proof | None:
    """Examples that came in brackets behind what a measure is told of, and that leave open what else it is told of."""
    if role is not Role.MEASURE or edit.lost or edit.after is None or begins_handling(edit) or opens(edit):
        return None
    if not still_guards(key(edit.after.text), edit.after.words) or _text(edit.gained[-1:]) != "等":
        return None
    if re.search(rf"[{NOT}{CAN}{OR}\d]|{_BINDING.pattern}", _text(edit.gained)):
        return None
    found = next((words for words, _ in came(edit) if _EXAMPLE.fullmatch(words)), "")
    return Proof(EXAMPLE, Signal.RESTATED, found[:40]) if found else None


def _implied(edit: Edit, role: Role) -> Proof | None:
    """What only says of all others what a limit says already."""
    if edit.before is None or edit.after is None:
        return None
    told = only_implied(edit.before, edit.after) or only_implied(edit.after, edit.before)
    return Proof(IMPLIED, Signal.RESTATED, edit.words[:40]) if told else None


def _of_kind(edit: Edit, role: Role) -> Proof | None:
    if role is Role.MEASURE and member_of_kind(edit.old_word, edit.new_word):
        return Proof(KIND, Signal.RESTATED, f"{edit.old_word}→{edit.new_word}")
    return None


def _figure(edit: Edit, role: Role) -> Proof | None:
    if role is not Role.MEASURE:
        return None
    told = only_amounts(edit)
    if told is Signal.RESTATED:
        return Proof(AMOUNT, told, edit.words)
    more = fixes_how_often(edit) or (of_figures(edit) and polarity(edit) is Signal.STRENGTHENED)
    if told is Signal.STRENGTHENED or more:
        return Proof(FIGURE, Signal.STRENGTHENED, edit.words)
    return None


def _guarded(edit: Edit, role: Role) -> Proof | None:
    if role is Role.MEASURE and guards_more(edit):
        return Proof(GUARDED, Signal.MEASURE_ADDED, edit.words)
    return None


def _stepped(edit: Edit, role: Role) -> Proof | None:
    if role is not Role.MEASURE or not edit.gained or edit.before is None or edit.after is None or opens(edit):
        return None
    told = step(edit.before.text, edit.after.text) if of_ladder(edit) else None
    return Proof(STEPPED, Signal.STRENGTHENED, edit.words) if told is Signal.STRENGTHENED else None


def _fewer(edit: Edit, role: Role) -> Proof | None:
    """Entries gone from a list of scope that says nothing else: no predicate, no limit, and the others stay."""
    if edit.gained or not edit.lost or edit.before is None:
        return None
    old, new = (Counter(side.members) if side else Counter() for side in (edit.before, edit.after))
    whole = edit.lost == edit.before.tokens
    figures = role is not Role.NUMBER_USE and any(token.text.isdigit() for token in edit.lost)
    if figures or not (whole or (edit.after is not None and new < old)):
        return None
    return Proof(FEWER, _gone(role), edit.words)


def _gone(role: Role) -> Signal:
    """What it is that a member of a list went: whose data are held, and which, is told by naming them alone."""
    return Signal.LEFT_OUT if role in NAMING else Signal.NARROWED


def _excluded(edit: Edit, role: Role) -> Proof | None:
    words = [[token.text for token in side] for side in (edit.lost, edit.gained)]
    if not words[0] or words[0][-1] != "含" or {NOT, CAN, OR} & {*words[0], *words[1]}:
        return None
    dropped = not words[1] and not _BINDING.search("".join(words[0]))
    if not dropped and words != [["含"], ["除"]]:
        return None
    return Proof(EXCLUDED, _gone(role) if dropped else Signal.NARROWED, edit.words)


_NARROWED = LISTS | {Role.TASK, Role.USE, Role.MATCHING, Role.ANALYSIS, Role.DECISION}


def _limited(edit: Edit, role: Role) -> Proof | None:
    found = limited_to(edit) if role in _NARROWED else ""
    return Proof(LIMITED, Signal.NARROWED, found[:40]) if found else None


def _unbound(edit: Edit, role: Role) -> Proof | None:
    if role is not Role.MEASURE or edit.gained or edit.after is None:
        return None
    if not still_guards(key(edit.after.text), edit.after.words):
        return None
    found = next((words for words, behind in went(edit) if softens(words, behind)), "")
    return Proof(UNBOUND, Signal.STRENGTHENED, found[:40]) if found else None


def _besides(edit: Edit, role: Role) -> Proof | None:
    if role is not Role.MEASURE or edit.after is None:
        return None
    if _says_more(edit):
        return Proof(BESIDES, Signal.MEASURE_ADDED, edit.words[:40])
    if added := adds_words(edit):
        return Proof(BESIDES, Signal.MEASURE_ADDED, added[:40])
    if edit.lost or begins_handling(edit):
        return None
    sentence = key(edit.after.text)
    more = ((words, by_article(words) or guards_besides(words, behind, sentence)) for words, behind in came(edit))
    found = next((words for words, guards in more if guards), "")
    return Proof(BESIDES, Signal.MEASURE_ADDED, found[:40]) if found else None


def _says_more(edit: Edit) -> bool:
    """Whether a sentence says all it said, perhaps more often, and besides what more guards, or by what more."""
    if edit.before is None or edit.after is None or edit.turned or (opens(edit) and not as_needed_beside(edit)):
        return False
    old = as_often(edit.before, edit.after)
    more = says_more(old, edit.after, edit.before.text)
    return guards_by_more(old, edit.after) if more is None else more


def _forbidden(edit: Edit, role: Role) -> Proof | None:
    return Proof(FORBIDDEN, Signal.STRENGTHENED, edit.words) if role is Role.MEASURE and forbids_all(edit) else None


def _cleared(edit: Edit, role: Role) -> Proof | None:
    """A printed box that lost its mark, where the marks say what is recorded or where it comes from."""
    boxed = role in (Role.RECORD_ITEMS, Role.SOURCE)
    return Proof(FEWER, _gone(role), edit.words) if boxed and clears_box(edit) else None


def _planned(edit: Edit, role: Role) -> Proof | None:
    if role is Role.MEASURE or edit.before is None or edit.after is None:
        return None
    dates = all(token.text.isdigit() for token in (*edit.lost, *edit.gained))
    texts = [re.sub(r"\d+年度?|\d+月|\d+日", "", key(side.text)) for side in (edit.before, edit.after)]
    same = texts[0] == texts[1] and "予定" in texts[0]
    return Proof(PLANNED, Signal.DATE, edit.words) if dates and same else None


def _less(edit: Edit, role: Role) -> Proof | None:
    told = counted(edit)
    fewer = role is Role.OUTSOURCING and told is not None and told < 0
    return Proof(LESS, Signal.NARROWED, edit.words) if fewer else None


OF_EDITS: tuple[Callable[[Edit, Role], Proof | None], ...] = (
    _named,
    _slip,
    _repeated,
    _told_of_each,
    _named_again,
    _example,
    _implied,
    _of_kind,
    _stepped,
    _figure,
    _guarded,
    _less,
    _cleared,
    _limited,
    _unbound,
    _besides,
    _forbidden,
    _planned,
)
"""Proofs of single edits, tried in this order."""
OF_LISTS = (_fewer, _excluded)
"""Proofs where an item does nothing but list who, what, what for or by which authority."""
