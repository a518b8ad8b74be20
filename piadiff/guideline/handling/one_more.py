"""One stretch that came into a sentence of measures: the least number, a whole kind, one more event, a factor named."""

from __future__ import annotations

import re

from piadiff.guideline.language.amounts import amounts_aside, frequencies, plain_figures
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import tokens
from piadiff.text import key

_LEAST = re.compile(r"\d(?:回|名|人|文字)$")
_KIND = re.compile(r"(?:等|など)の[一-龠ァ-ヺーa-z]{2,12}")
_FORBIDDEN = re.compile(r"の[^、。をは]{1,8}[をは]、?(?:一切)?(?:禁止|禁じ|不可)")
_FACTOR = re.compile(
    r"(?:(?:id|ID|IC|ic|職員)カード|(?:手の?ひら|指)?静脈|指紋|顔|虹彩|生体情報|暗証番号|パスワー?ド|電子錠)"
    r"(?:による|により|で|を(?:用い|利用し)た)"
)
_ENTRANCE = re.compile(r"(?:認証|入退?室|施錠|解錠|ログイン)")


def one_more(ahead: str, words: str, behind: str) -> bool:
    """Whether a number is now the least, a whole kind is forbidden of which one thing was, or a factor is named."""
    least = words == "以上" and _LEAST.search(plain_figures(ahead)) is not None and not behind.startswith("の")
    kind = _KIND.fullmatch(words) is not None and _FORBIDDEN.match(behind) is not None
    named = _FACTOR.fullmatch(words) is not None and _ENTRANCE.match(behind) is not None
    included = _INCLUDED.fullmatch(words) is not None and ahead.endswith(("職員", "従業者"))
    taught = (included or _MORE_STAFF.fullmatch(words) is not None) and _TAUGHT.match(behind) is not None
    return least or kind or named or taught or by_one_of(words) or _proves(ahead, words, behind)


def by_one_of(words: str) -> bool:
    """Whether one of those who do it is said to be of a higher post: (うち1人は係長以上)."""
    return _BY_ONE_OF.fullmatch(words) is not None


def _proves(ahead: str, words: str, behind: str) -> bool:
    """Whether a proof is said to be one of how a thing that was told of is done away with: 廃棄の証明書."""
    found = _DONE_AWAY.fullmatch(words)
    return found is not None and found["how"] in ahead and behind.startswith("証明書を")


_DONE_AWAY = re.compile(r"(?P<how>廃棄|消去|溶解|破壊|裁断|破砕)(?:処理)?の?")


def fixes_how_often(edit: Edit) -> bool:
    """Whether how often a thing is done took the place of a hedge, and all else stays: 必要に応じて, 年1回."""
    if edit.before is None or edit.after is None or not _AT_WILL.search(key(edit.before.text)):
        return False
    old, new = (plain_figures(side.text) for side in (edit.before, edit.after))
    if frequencies(old) or len(frequencies(new)) != 1 or _AT_WILL.search(new):
        return False
    rest, bare = _AT_WILL.sub("", old), amounts_aside(new)[0].replace("、§、", "")
    return [token.text for token in tokens(rest)] == [token.text for token in tokens(bare)]


_AT_WILL = re.compile(r"(?:必要に応じて?|必要があると(?:き|認める時)(?:は|に)?|適宜|随時)、?")


def by_article(words: str) -> bool:
    """Whether what came only names the article by which a measure is taken."""
    return _BASIS.fullmatch(words) is not None


_BASIS = re.compile(
    r"[^、。をはがに]{0,30}(?:法|法律|令|規則|条例)(?:\(.*\))?第?\d+条(?:第\d+[項号])*(?:に基づき|に基づいて|の規定により|に従い)、?"
)
_BY_ONE_OF = re.compile(r"[(（]うち\d[人名]は[^()（）]{1,12}(?:長|責任者|管理者)(?:以上|級)?[)）]")
_STAFF = r"(?:[^、。をは()]{0,16}[たる])?[一-龠]{0,6}(?:職員|従業者|従事者|担当者|管理職|異動者|採用者)"
_MORE_STAFF = re.compile(rf"(?:、|及び|並びに)(?:{_STAFF})|(?:{_STAFF})(?:、|及び|並びに)")
_INCLUDED = re.compile(rf"[(（](?:{_STAFF})を含む。?[)）]")
_TAUGHT = re.compile(
    r"[^。をは]{0,20}(?:を対象(?:に|とし)|に(?:対し|は)?)[^。を]{0,20}(?:研修|教育|訓練|講習|ラー?ニング)(?!資料|教材|室)"
)
_EVENT = r"[一-龠]{2,6}"
_JOIN = r"(?:、|及び|並びに)"
_EVENTS = re.compile(rf"(?:{_JOIN}{_EVENT})+|(?:{_EVENT}{_JOIN})+")
_WHEN = re.compile(r"[一-龠、及び並に]*の(?:際|時|都度|場合)に?")


def at_one_more_event(words: str, behind: str) -> bool:
    """Whether one more event is named at which something is done: 異動の際に, 異動及び退職の際に."""
    return _EVENTS.fullmatch(words) is not None and _WHEN.match(behind) is not None


def until_when(words: str) -> bool:
    """Whether a bracket says until when, or how often, a duty has to be met."""
    found = _BRACKET.fullmatch(words)
    told = _AMOUNT.sub("", found["told"]) if found else ""
    rest, often, by_when = amounts_aside(plain_figures(told))
    plain = rest.replace("§", "").replace("、", "")
    if found is None or re.sub("[のにをは]", "", plain):
        return False
    soon = bool(by_when) and all(last <= _WEEK for _, last in by_when)
    return soon or (bool(often) and not by_when) or found["told"] in _SOON


_WEEK = 7
_BRACKET = re.compile(r"[(（](?P<told>[^()（）]{2,20})[)）]")
_AMOUNT = re.compile(r"(?:事故の?)?(?:発生|発見|契約|作業|業務)?(?:の|から)?(?:終了)?後|以上|〼")
_SOON = ("直ちに", "速やかに", "変更の都度", "都度", "その都度")
