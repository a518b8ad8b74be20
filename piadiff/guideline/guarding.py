"""What came with an edit of a measure → whether all of it guards, or a handling begins with it."""

from __future__ import annotations

import re
from collections import Counter

from piadiff.guideline.amounts import amounts_aside, plain_figures
from piadiff.guideline.clauses import DONE, TO_NOUN, Clause, clauses
from piadiff.guideline.contents import Edit
from piadiff.guideline.insertions import copies, reports, tells_act
from piadiff.guideline.measures import handles, lets_out, opens, predicates, says
from piadiff.guideline.nouns import new_names
from piadiff.guideline.places import held_to_it
from piadiff.guideline.reading import CAN, NOT, OR
from piadiff.text import key
from piadiff.text.cell import says_nothing


def guards_more(edit: Edit) -> bool:
    """Whether an edit only adds what guards, and nothing in its sentence opens another way."""
    if edit.lost or edit.after is None or opens(edit) or only_handles(edit):
        return False
    if edit.before is None:
        return _guards_when(edit.after.text)
    anew = any(examines_anew(clause, edit.before.text) for clause in _more_done(edit))
    if anew or begins_handling(edit) or not _stays_done(edit):
        return False
    words = "".join(token.text for token in edit.gained)
    told = {token.text for token in edit.gained}
    if NOT in told:
        return handles(words) and not says("guards", words)
    if CAN in told or any(token.text.isdigit() for token in edit.gained):
        return False
    known = predicates(edit.before.text)
    return any(word in words for word in predicates(edit.after.text) - known)


def adds_measure(edit: Edit, before: str) -> bool:
    """Whether a whole sentence came that says of each thing done that it guards, and brings nobody and nothing new.

    What it only tells of, a case, a noun, a purpose, may name what ``before`` names, and what it denies anything.
    """
    if edit.before is not None or edit.after is None or not is_sentence(edit):
        return False
    text = edit.after.text
    told = [clause for clause in clauses(text) if clause.doing and not _is_adverb(clause)]
    opened = lets_out(text) or says("hedges", key(text)) or _of_more_handled(edit) or any(map(_elsewhere_too, told))
    if not told or opened or says_nothing(before, "before"):
        return False
    *ahead, main = told
    leads = any(_leads_to_object(clause, main) for clause in ahead)
    handed = "".join(c.doing + "".join(p.words for p in c.phrases) for c in ahead if leads and c.link)
    beside = all(_tells_of(c) or _protects(c) or _is_guard(c) for c in ahead)
    if not beside or any(examines_anew(clause, before) for clause in told):
        return False
    if not _protects(main, handed) or not _plainly_more(main, text, before):
        return False
    denies = NOT in main.sense or _BARS.search(main.doing)
    return bool(denies) or not any(_brings(clause, before) for clause in told)


def _plainly_more(main: Clause, text: str, before: str) -> bool:
    """Whether a sentence adds an act, and does not only say how, by whom, until when or when alone one is done."""
    if NOT in main.sense or _BARS.search(main.doing):
        return True
    cases = {case for phrase in main.phrases for case in phrase.cases}
    if any("のみ" in case for case in cases) or _TOO_LATE.search(text) or "限" in text:
        return False
    if _ENDED.search(main.doing) and any(says("guards", p.words) for p in main.phrases if DONE in p.cases):
        return False
    if _KEPT.search(main.doing):
        return _KEPT.search(before) is None
    special = any(pattern.search(main.doing) for pattern, _ in _DONE_TO) or "させ" in main.sense
    figures = _COUNTED.sub("", amounts_aside(plain_figures(text))[0])
    return reports(main) or ((special or bool(predicates(text))) and not re.search(r"\d", figures))


_ENDED = re.compile(r"(?:消去|削除|廃棄)$")
_KEPT = re.compile(r"保存|保管")
_TOO_LATE = re.compile(r"事後|後から")
_COUNTED = re.compile(r"\d+(?:名|人|回|か所|つ)")
_BARS = re.compile(r"(?:禁止|制限|遮断|防止|拒否)$")


def adds_clause(clause: Clause, before: str) -> bool:
    """Whether a clause that came to a sentence is a measure by itself, and brings nobody and nothing new."""
    told = "".join((*(phrase.words for phrase in clause.phrases), clause.doing))
    opened = lets_out(told) or says("hedges", told) or OR in told or _elsewhere_too(clause)
    too = any("も" in phrase.cases for phrase in clause.phrases)
    plain = _protects(clause) and _plainly_more(clause, told, before)
    return not (opened or too or examines_anew(clause, before)) and plain and not _brings(clause, before)


def examines_anew(clause: Clause, before: str) -> bool:
    """Whether a clause looks at, or writes down, what is no thing of the measures and was not named before.

    A log that is looked at guards; a person's property that is looked at is handled.
    """
    if not says("examines", clause.doing) or NOT in clause.sense or clause.link.startswith(TO_NOUN):
        return False
    known = key(before)
    things = [phrase.words for phrase in clause.phrases if phrase.cases & {DONE, "と"} and not phrase.leads]
    data = (set(new_names(before, p.words)) - set(new_names(before, p.words, data=False)) for p in clause.phrases)
    return any(data) or not all(_is_of_measures(thing, known) for thing in things)


def _is_of_measures(thing: str, known: str) -> bool:
    """Whether a thing is how often, or a noun of it is guarded, guards or was named; what all things have is none."""
    nouns = [noun for noun in thing.split("の") if not _OF_ALL.fullmatch(noun)]
    if any(_OF_PERSONS.search(noun) and not (noun in known or handles(noun) or _ACTS.search(noun)) for noun in nouns):
        return False
    return not nouns or bool(_OFTEN.search(thing)) or any(
        noun in known or says("guards", noun) or handles(noun) or _ACTS.search(noun) for noun in nouns
    )


_OF_ALL = re.compile(r"状況|状態|内容|結果|有無|履歴|経過|日時|時刻|氏名|名称|情報|者|人|本人")
_OFTEN = re.compile(r"^毎|^[0-9]")
_OF_PERSONS = re.compile(r"(?:[者民児]|世帯|家族|本人)$")
"""Whom data may be about; who works with them bears the name of the work: 操作者, 利用者."""
_ACTS = re.compile(
    r"操作|作業|入退|持ち?出|持ち?込|受け?渡|授受|返却|貸出|立会|ログ|証跡|アカウント|権限|鍵|書庫|媒体|通信|機器|端末"
)


def _is_adverb(clause: Clause) -> bool:
    """Whether a verb only says how the next thing is done: 併せて, 連続して."""
    return not (clause.phrases or clause.sense or clause.link) and _HOW.fullmatch(clause.doing) is not None


_HOW = re.compile(r"併|連続|継続|引き?続|重|改")


def _leads_to_object(clause: Clause, main: Clause) -> bool:
    things = {phrase.words for phrase in main.phrases if DONE in phrase.cases}
    return clause.link.removeprefix(TO_NOUN) in things and clause.link.startswith(TO_NOUN)


_TELLS_OF, _PURPOSE = (TO_NOUN, "こと", "か"), ("ため", "よう")


def _tells_of(clause: Clause) -> bool:
    """Whether a clause only says when, of what or what for something is done, or what is found out."""
    purpose = clause.link.startswith(_PURPOSE)
    return _is_guard(clause) if purpose else clause.link.startswith(_TELLS_OF) and not _handed_over(clause)


_LIGHT = re.compile(r"[残得付行設求受施取掛講〓]|設定|実施|徹底")
"""Verbs that say nothing of what is done but that it is: 記録を残す."""
_LETS_IN = re.compile(r"^id|id$|権限|アカウント|アクセス|ログイン|カード|利用者")
"""What lets someone in: it guards that it be taken away."""
_SHOWS = re.compile(r"誓約|報告|証明|計画|結果|状況")


def _is_kept(thing: str) -> bool:
    return says("guards", thing)


def _lets_in(thing: str) -> bool:
    return _LETS_IN.search(thing) is not None and not says("guards", thing)


def _is_log(thing: str) -> bool:
    return tells_act(thing) and not _SECRET.search(thing)


_SECRET = re.compile(r"パスワー?ド|暗証|鍵")


def _shows(thing: str) -> bool:
    """Whether what is handed in tells what was done, or binds who hands it in."""
    return tells_act(thing) or _SHOWS.search(thing) is not None


_DONE_TO = (
    (re.compile(r"停止|失効|抹消|無効"), _lets_in),
    (re.compile(r"(?:提出|報告|届出?)させ$|受領$|^徴"), _shows),
    (re.compile(r"(?:保存|保管)$"), _is_kept),
    (re.compile(r"^記[録入載]$"), _is_log),
    (re.compile(rf"^(?:{_LIGHT.pattern})$|^(?:設置|導入|配置|併用)$"), _is_kept),
)
"""What guards when it is done to certain things; ``させ``: someone is made to do it."""


def _protects(clause: Clause, handed: str = "") -> bool:
    """Whether what a clause says is done, or demanded, is a measure by itself; ``handed``: what its object tells of."""
    if NOT in clause.sense:
        return handles(clause.doing) and not says("guards", clause.doing)
    if CAN in clause.sense or copies(clause):
        return False
    doing = f"{clause.doing}{'させ' if 'させ' in clause.sense else ''}"
    fits = next((fits for pattern, fits in _DONE_TO if pattern.search(doing)), None)
    if fits is not None:
        light = _LIGHT.fullmatch(clause.doing) is not None
        done = (p for p in clause.phrases if DONE in p.cases and not p.leads and not (light and len(p.cases) > 1))
        return any(fits(phrase.words + handed) for phrase in done)
    return reports(clause) or (says("guards", clause.doing) and not handles(clause.doing))


def _brings(clause: Clause, before: str) -> bool:
    """Whether a clause handles what was not, or names a party, a place or a medium that was not named."""
    known = key(before)
    if handles(clause.doing) and clause.doing not in known and clause.link.startswith(TO_NOUN):
        return True
    apart = "から" if _SEVERS.search(clause.doing) else ""
    told = (p.words for p in clause.phrases if apart not in p.cases and not held_to_it(clause, p))
    return any(bool(new_names(before, words, data=False)) and not says("guards", words) for words in told)


_SEVERS = re.compile(r"分離|隔離|遮断|切断|保護")
"""What takes a thing out of reach of what is named with it: インターネットから分離する."""


def _guards_when(sentence: str) -> bool:
    """Whether a sentence says that something guards where a case arises, whatever that case denies or counts."""
    *cases, main = clauses(sentence) or (Clause("", (), "", ()),)
    arising = bool(cases) and all(clause.link.startswith(f"{TO_NOUN}時") for clause in cases)
    done = says("guards", main.doing) and not handles(main.doing) and not main.sense and not copies(main)
    told = "".join(phrase.words for clause in (*cases, main) for phrase in clause.phrases)
    # 「点検は、…ときに行う」 may say when alone what is done at all times is done.
    only_then = says("guards", key(sentence).partition("は")[0])
    return arising and done and not only_then and not any(says(sort, told) for sort in ("opens", "hedges"))


def begins_handling(edit: Edit) -> bool:
    """Whether what came also does something that does not guard: it may be a new handling told with its measure.

    What is only said of a noun (送付する書類を点検する) or of a case (送付する時は) is not begun, nor what is denied.
    """
    return any(not _is_guard(clause) or _elsewhere_too(clause) for clause in _more_done(edit)) or _of_more_handled(edit)


def _of_more_handled(edit: Edit) -> bool:
    """Whether a sentence came that is told of something else too, which is said to be handled: 郵送された申請書も."""
    told = clauses(edit.after.text) if edit.after and edit.before is None else ()
    too = {phrase.words for clause in told for phrase in clause.phrases if "も" in phrase.cases}
    return any(clause.link.removeprefix(TO_NOUN) in too or _handed_over(clause) for clause in told)


def _handed_over(clause: Clause) -> bool:
    """Whether a clause says of a noun from where, or by what means, it was had: 口頭で聞き取った個人番号."""
    of_noun = clause.link.startswith(TO_NOUN) and not clause.link.startswith(f"{TO_NOUN}時")
    return of_noun and not _is_guard(clause) and any(phrase.cases & {"から", "によって"} for phrase in clause.phrases)


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


def handles_anew(edit: Edit) -> bool:
    """Whether a whole sentence came that says itself that something is handled newly."""
    if edit.before is not None or edit.after is None or "新たに" not in key(edit.after.text):
        return False
    return any(handles(clause.doing) and NOT not in clause.sense for clause in _more_done(edit))


def _more_done(edit: Edit) -> list[Clause]:
    """What is done more in a sentence than in the one it takes the place of, besides what is said of nouns."""
    old, new = ([c for c in clauses(side.text) if c.doing] if side else [] for side in (edit.before, edit.after))
    more = Counter(clause.doing for clause in new) - Counter(clause.doing for clause in old)
    return [clause for clause in new if clause.doing in more and not clause.link.startswith(TO_NOUN)]


def _elsewhere_too(clause: Clause) -> bool:
    """Whether a clause says that something is done at one more place, or by one more means: 郵送でも."""
    return any(len(case) > 1 and case.endswith("も") for phrase in clause.phrases for case in phrase.cases)


_AGAINST = re.compile(r"[防守抑避禁離]|^(?:確保|担保|図|報告)$")
"""Letters of verbs that ward off, and verbs by which a measure's end, or a report of it, is told."""


def _is_guard(clause: Clause) -> bool:
    """Whether a clause denies something, guards, wards off, or says so by a noun: 承認を得る, 監視カメラで撮影する."""
    if NOT in clause.sense or _AGAINST.search(clause.doing):
        return True
    if says("guards", clause.doing):
        return not copies(clause)
    if handles(clause.doing):
        return False
    by = {"によって", *((DONE,) if _LIGHT.fullmatch(clause.doing) else ())}
    return any(phrase.cases & by and says("guards", phrase.words) for phrase in clause.phrases)


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
