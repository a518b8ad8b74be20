"""One stretch that came into a sentence, or went from it, while every other letter stayed: what it says."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from piadiff.guideline.handling.measures import done, handles, says
from piadiff.guideline.language.amounts import frequencies, plain_figures
from piadiff.guideline.language.clauses import DONE, Clause, clauses
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.nouns import named
from piadiff.guideline.language.reading import BOX_CROSSED, BOX_EMPTY, BOX_TICKED, CAN, NOT, OR, tokens
from piadiff.guideline.language.recast import PEOPLE
from piadiff.text import key

_ROTATIONS = 12


def stretches(short: str, long: str) -> Iterator[tuple[str, str]]:
    """Every reading of the one stretch that ``long`` has more, with what follows it; none where more differs."""
    size = len(long) - len(short)
    if size <= 0:
        return
    head = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    for at in range(head, max(-1, head - _ROTATIONS), -1):
        if long[:at] + long[at + size :] == short:
            yield long[at : at + size], long[at + size :]


def came(edit: Edit) -> list[tuple[str, str]]:
    """The stretch that came, in every reading of where it begins, each with what follows it."""
    return list(stretches(*_sides(edit)))


def went(edit: Edit) -> list[tuple[str, str]]:
    """The stretch that went, likewise."""
    old, new = _sides(edit)
    return list(stretches(new, old))


def _sides(edit: Edit) -> tuple[str, str]:
    old, new = (key(side.text).strip("。\n") if side else "" for side in (edit.before, edit.after))
    return (old, new) if old and new else ("", "")


_LIMITING = re.compile(
    r"のうち、?[^、。]*(?:者|もの|世帯|人)|\([^()]*(?:に限る|を除く|に限ります|を除きます)。?\)"
    r"|うち、?[^、。]*(?:者|もの|世帯|人)の"
)
_ENTRIES = re.compile(r"及び|および|又は|または|並びに|若しくは|もしくは|含|加え|等|以外|ほか")


def limits(stretch: str) -> bool:
    """Whether a stretch does nothing but say which of those named are meant."""
    return bool(_LIMITING.fullmatch(stretch)) and not _ENTRIES.search(stretch)


_TURNS = re.compile(r"(?<![消解免控排])除|以外|限")
"""Words behind which a limit takes less out, or lets less in: there a limit may widen."""
_ALL = re.compile(r"(?:全て|すべて|全)の?(?=[者人児世])")


def limited_to(edit: Edit) -> str:
    """The stretch that only limits whom a sentence is about, "" where more came, or more than an 全て went."""
    old, new = _sides(edit)
    lost_all = len(_ALL.findall(old)) - len(_ALL.findall(new)) == 1
    if any(token.text != "全" for token in edit.lost) or (edit.lost and not lost_all) or not old:
        return ""
    if edit.before is None or NOT in edit.before.words or _TURNS.search(edit.before.text):
        return ""
    found = stretches(_ALL.sub("", old, count=1) if lost_all else old, new)
    return next((words for words, _ in found if limits(words)), "")


def clears_box(edit: Edit) -> bool:
    """Whether a printed box lost its mark and nothing else changed."""
    marks = [{token.text for token in side} for side in (edit.lost, edit.gained)]
    return marks[0] == {BOX_TICKED} and bool(marks[1]) and marks[1] <= {BOX_EMPTY, BOX_CROSSED}


def stands(word: str, words: Sequence[str]) -> bool:
    """Whether a compound, or the same compound said several times, stands in a sentence."""
    text = "".join(words)
    return word in text or any(
        word == word[:size] * (len(word) // size) and word[:size] in text
        for size in range(2, len(word))
        if len(word) % size == 0
    )


def acts_no_more(edit: Edit) -> bool:
    """Whether who did a thing still stands in the sentence, but as no one who does it."""
    word = "".join(token.text for token in edit.lost)
    if not PEOPLE.search(word):
        return False
    texts = (key(side.text) if side else "" for side in (edit.before, edit.after))
    was, now = (re.search(f"{re.escape(word)}[がは]", text) for text in texts)
    return was is not None and now is None


def told_of_each(edit: Edit) -> bool:
    """Whether all that came is said of the first of those listed, and now of another: 市税の額及び市税の減免."""
    led = f"{''.join(token.text for token in edit.gained)}の"
    old, new = _sides(edit)
    if edit.lost or len(led) <= _LETTERS or not re.search(f"{_BEGINS_ENTRY}{re.escape(led)}", old.casefold()):
        return False
    inside = [new[: len(new) - len(behind) - len(words)] for words, behind in came(edit) if words.casefold() == led]
    apart = new.casefold().startswith(led) and new[len(led) :] in old
    return apart or any(re.search(f"{_BEGINS_ENTRY}$", ahead) for ahead in inside)


_LETTERS = 2
_BEGINS_ENTRY = "(?:^|[、・]|及び|並びに)"
_SOFT = re.compile(r"(?:原則として|(?:できる|可能な)限り|必要に応じて?|努めて)、?")
_EXCEPTION = re.compile(r"\((?!.*\().+を除く。?\)|[^、。()]+(?:を除く(?!もの)|を除き、?|を除いて、?)")


_FORBIDS = re.compile(r"禁止(?:する|している|します|しています)$")


def forbidding(sentence: str) -> bool:
    """Whether a sentence does nothing in the end but forbid a handling, or say that it is not done or allowed."""
    text = key(sentence).strip("。\n ")
    return not _EXCEPT.search(text) and bool(_FORBIDS.search(text) or _denied(text))


def _denied(text: str) -> bool:
    """Whether a sentence of one clause denies a handling, or work elsewhere, and nothing that guards."""
    told = [clause for clause in clauses(text) if clause.doing]
    denies = len(told) == 1 and NOT in told[0].sense
    return denies and (handles(text) or _WORK.search(text) is not None) and not says("guards", text)


_WORK = re.compile(r"作業|業務|執務|勤務|持込|持ち込")
_EXCEPT = re.compile(r"ただし|但し|除[くきい外]|以外|例外|限りで|のほか|しか|だけで|のみで")


def still_guards(sentence: str, words: Container[str]) -> bool:
    """Whether a sentence guards without handling or allowing anything, or denies a handling."""
    if _FORBIDS.search(sentence.strip("。")) and NOT not in words:
        return not says("opens", sentence) and not _ALLOWS.search(sentence)
    if NOT in words:
        return handles(sentence) and not says("guards", sentence)
    return says("guards", sentence) and not handles(sentence) and not _ALLOWS.search(sentence)


_ALLOWS = re.compile(r"許可する|許可して|認め|できる|可能|任せ|委ね")


def softens(stretch: str, behind: str = "") -> bool:
    """Whether a stretch is a hedge, or an exception, and nothing else: 原則として, 原則 before 禁止."""
    if stretch == "原則" and behind.startswith("禁止"):
        return True
    return bool(_SOFT.fullmatch(stretch) or (_EXCEPTION.fullmatch(stretch) and len(tokens(stretch)) > 1))


_JOINED_CLAUSE = re.compile(
    r"(?:する|し|した|[るうくすつぬむぐ])?(?:とともに|と共に|ほか|上で|うえで|、)(?P<x>[^。]+)"
    r"|(?P<y>[^。]+)(?:[しいきりみ]、|(?:する|[るうく])(?:とともに|と共に|ほか)、)"
)
_JOINED_NAME = re.compile(
    r"(?:及び|並びに|と|、)(?P<x>[一-龠ァ-ヺーa-z0-9]+)|(?P<y>[一-龠ァ-ヺーa-z0-9]+)(?:及び|並びに|と|、)"
)
POST = re.compile(r"[一-龠ァ-ヺー]{0,12}(?:長|責任者|管理者|監督者|委員会)")
_GRANTS = re.compile(r"制限|限[らりるっ定]|のみ|許可|権限|付与|認め|できる")
_OFTEN = re.compile(
    r"(?:毎(?:日|週|月|年)(?:\d+回)?|(?:\d*(?:年|か月|月|週|日)に?)\d+回|定期的に|随時|都度)(?:、|に)?"
    r"|(?:複数|[2-9])(?:の?(?:職員|担当者|者)|名|人)(?:以上)?(?:で|により|が)"
)


_ENDS_IT = re.compile(r"[^をは、。]{0,12}[をは](?:[^をは、。]{1,10}(?:から|より))?(?:削除|消去|廃棄|禁止|制限)[しすさ]")
"""A verb that guards when it is done to data, and ends what guards when it is done to that."""


def guards_besides(stretch: str, behind: str, sentence: str) -> bool:
    """Whether a stretch adds a duty, a means, an actor or a frequency to a measure and opens nothing."""
    told = {token.text for token in tokens(stretch)}
    if told & {NOT, CAN, OR} or says("opens", stretch) or says("hedges", stretch) or not done(sentence):
        return False
    if _OFTEN.fullmatch(stretch.lstrip("、")) and "随時" not in stretch:
        return all(times >= 1 for _, times in frequencies(plain_figures(stretch)))
    name = _JOINED_NAME.fullmatch(stretch)
    if name:
        word = name["x"] or name["y"]
        if POST.fullmatch(word):
            own = not OTHER_HOUSE.search(word)
            return own and behind[:1] in "がは" and not _GRANTS.search(sentence) and not handles(sentence)
        secret = SECRET.search(word) and "記録" in sentence
        return says("guards", word) and not (secret or handles(word) or _ENDS_IT.match(behind))
    clause = _JOINED_CLAUSE.fullmatch(stretch)
    ends = not stretch.endswith("、") and _ENDS_IT.match(behind)
    if ends or (clause and clause["x"] and _WORD.search(behind)):
        return False
    return bool(clause) and says("guards", stretch) and not handles(stretch) and not any(map(copies, clauses(stretch)))


def guards_too(clause: Clause) -> bool:
    """Whether a clause that came besides says that something is done that guards, or reported within the house."""
    told = "".join(phrase.words for phrase in clause.phrases)
    if {NOT, CAN, "させ"} & set(clause.sense) or OR in told or any(says(sort, told) for sort in ("opens", "hedges")):
        return False
    if copies(clause):
        return False
    return reports(clause) or (says("guards", clause.doing) and not handles(clause.doing))


def reports(clause: Clause) -> bool:
    """Whether a clause says that something is reported, or made known at once, to a post of one's own house."""
    things = [p.words.split("の")[-1] for p in clause.phrases if DONE in p.cases]
    secret = any(SECRET.search(thing) or named(thing) > named(thing, data=False) for thing in things)
    told = clause.doing in ("報告", "通知") and not secret
    posts = [phrase.name for phrase in clause.phrases if "に" in phrase.cases and POST.fullmatch(phrase.name)]
    return told and bool(posts) and not any(map(OTHER_HOUSE.search, posts))


_WORD = re.compile(r"[一-龠ァ-ヺ]")
OTHER_HOUSE = re.compile(
    r"署長|警察|学校長|議長|会頭|理事長|(?:教育|選挙管理|農業)委員会|学長|病院長|院長|園長|社長|会長|組合長|外部"
)


_ACT = re.compile(
    r"ログ|履歴|証跡|入退|出し?入れ?|操作|作業|試行|取扱|遵守|履行|対応|使用|付与|端末|媒体|機器|持ち?出|持ち?込|受け?渡|授受|返却|貸出|立会|来訪"
)


def copies(clause: Clause) -> bool:
    """Whether a clause says that a thing, and not what was done with it, is recorded: 申請書を写真で記録する."""
    if not clause.doing.startswith("記録"):
        return False
    things = [p.words for p in clause.phrases if DONE in p.cases and not p.leads]
    by = "".join(p.words for p in clause.phrases if "によって" in p.cases)
    kept = any(LEDGER.search(p.words) for p in clause.phrases if "に" in p.cases)
    told = all(tells_act(thing) or SCENE.fullmatch(thing) or (kept and _PLAIN.fullmatch(thing)) for thing in things)
    copied = _COPIED_BY.search(by) is not None and not all(map(SCENE.fullmatch, things))
    return copied or not told or any(map(SECRET.search, things))


OF_ALL = re.compile(
    r"都度|状況|状態|内容|結果|有無|履歴|経過|過程|様子|写真|日時|時刻|方法|種類|理由|旨|件数|数量|場所|(?:有効)?期限|氏名|名称|情報|者|人|本人"
)
"""What all things have, or all of them are."""
_OF_PERSONS = re.compile(r"[者民児人員徒]$|世帯|家族|本人")
_OF_ACTS = re.compile("都度|状況|経過|有無|履歴|日時|時刻")
"""What is said of acts where nothing says of what it is."""


def tells_act(thing: str) -> bool:
    """Whether a thing that is recorded, or handed in, tells what was done: 入退室の日時, 消去の証明書."""
    nouns = [noun for noun in thing.split("の") if not OF_ALL.fullmatch(noun)]
    owned = all(_is_act(noun) or not _OF_PERSONS.search(noun) for noun in nouns[:-1])
    return tells_who(thing) or (owned and all(map(_is_act, nouns[-1:])) and bool(nouns or _OF_ACTS.search(thing)))


def _is_act(noun: str) -> bool:
    return bool(_ACT.search(noun)) or handles(noun) or says("guards", noun) or tells_who(noun)


def tells_who(thing: str) -> bool:
    """Whether a thing is who did the work, by no more than the name, or by which way it was done."""
    return _WORKER.fullmatch(thing) is not None


_WORKER = re.compile(
    r"(?:(?:担当の?)?職員|担当者?|係員|(?:操作|作業|入退?室|立会|点検|確認|承認|処理|消去|廃棄|受領|貸出|実施|利用)者)"
    r"(?:の(?:氏名|職名|職氏名|所属|id))?|端末の?(?:番号|名|名称|id)|方法|(?:書類の)?種類|件数|数量|場所"
)


LEDGER = re.compile(r"(?:管理|貸出|持ち?出し?|入退?室|受渡し?|作業|点検|廃棄|消去|操作)(?:簿|日誌|記録票|記録表)$")
_PLAIN = re.compile(r"氏名|時刻|日時|理由|用途|目的")
"""What a book of who did what tells of each act."""
SECRET = re.compile(r"(?:パスワー?ド|暗証番号|鍵)$")
SCENE = re.compile(r"(?:作業|搬出|廃棄|破壊|破砕|裁断|溶解|消去)(?:作業)?の(?:様子|状況|経過|過程|写真)")
"""What only shows that things are done away with."""
_COPIED_BY = re.compile(r"写真|画像|撮影|スキャ|複写|コピー")


_ONLY_OF = re.compile(r"のうち、?[^、。]{1,20}(?:のみ|だけ)(?=[をは])|のうち、?[^、。]{1,20}に(?:限り|限って|限定し)")


def narrows_what_is_guarded(edit: Edit) -> bool:
    """Whether a measure that was told of a thing is now told of a part of it: …のうち、…のみを暗号化する."""
    old, new = _sides(edit)
    stays = {token.text for token in edit.lost} <= {token.text for token in edit.gained}
    if not stays or edit.after is None or not new or not still_guards(new, edit.after.words):
        return False
    return len(_ONLY_OF.findall(new)) > len(_ONLY_OF.findall(old)) or any(limits(words) for words, _ in came(edit))


_TOTAL = re.compile(r"一切|いかなる場合も|全面的に")


def forbids_all(edit: Edit) -> bool:
    """Whether a handling that was bound to a leave is now forbidden without exception."""
    old, new = _sides(edit)
    if not new or not _TOTAL.search(new) or _TOTAL.search(old) or says("opens", new):
        return False
    words = [token.text for token in tokens(old)]
    forbidden = "禁止" in new or NOT in {token.text for token in tokens(new)}
    rest = "".join(token.text for token in tokens(_TOTAL.sub("", new).replace("禁止", "")) if token.text != NOT)
    return forbidden and NOT not in words and handles(rest) and rest in "".join(words)


def grows_on(edit: Edit) -> bool:
    """Whether an entry lost its last word, and goes on as another that it was beside: 所得情報、税額情報."""
    ahead = len(edit.before.words) - len(edit.lost) if edit.before else 0
    if edit.before is None or edit.after is None or edit.before.tokens[ahead:] != edit.lost:
        return False
    return 0 < ahead < len(edit.after.words) and edit.before.words[:ahead] == edit.after.words[:ahead]
