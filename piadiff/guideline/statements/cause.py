"""What a stated cause says, clause by clause: A is called B now, names changed, X stays, words were put in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from piadiff.guideline.language.synonyms import CHANGED, NAME, changed_names, ending, may_be_names
from piadiff.text import key
from piadiff.text.cell import STAYS

KIND = r"(?:部局|[部局課係室班館棟]|庁舎|センター?|[府省庁])"
"""Ends of names of offices, houses and rooms."""
_REFORM = re.compile(r"(?:行政)?(?:組織|機構)(?:規則)?の?(?:再編|改編|改正|改革|変更|見直し)")
"""What the reform of a house is called says nothing of what became of one office in it."""
REFORMED = "組織改正"
_BY = re.compile(r"(?:こと)?(?:による|により|によって|に伴う|に伴い|に伴って|(?<=改正)で)、?(?=.)")
"""What stands between an event and what it brought about."""
_TAIL = re.compile(
    r"(?:する)?こととした$|(?:(?:する)?ことと)?(?:する|した|される|された|し)?(?:(?:こと|もの)?(?:による|により|に伴う|に伴い)(?:変更|修正|もの)?|の?ため|もの|だけ)"
    r"(?:であ[るり])?$"
)
_DAY = r"(?:(?:\(?[0-9]{1,4}\)?|[^、。]{0,12}(?:日|月|年|年度)(?:付けで|付で|に|から|より)?)、)?"
_LETTERS = r"[^、。を()]{2,40}"
_ENDED = r"(?:しまし|まし|し|され|せ|められ|め|まっ|わっ|っ|え|られ)?(?:た|る|す|ている|であ[るり])?"
"""How a verb of a finite clause ends, not denied."""
_MADE = r"(?:に|へ|と)、?(?:改め(?:られ)?|改称(?:し|され)|変更(?:し|され)?|変え|変わっ|なっ|(?<=と)し)(?:た|る|ている)?"
_PAIR = re.compile(
    rf"{_DAY}(?P<old>{_LETTERS})を、?(?P<new>{_LETTERS}?)(?:に|へ|と)、?(?:改め|{CHANGED}|変更し?|し|呼[びぶ]|称し?)(?:た|る|ている)?"
)
_NAMED_FROM_TO = re.compile(rf".*{NAME}[をが]、?(?P<old>{_LETTERS})から、?(?P<new>{_LETTERS}?){_MADE}")
_NAME_ANEW = re.compile(rf"(?P<old>.*[^、])の{NAME}[をが]、?(?P<new>{_LETTERS}?){_MADE}")
_FROM_TO = re.compile(rf"(?P<old>[^、。を()→]{{2,40}})(?:から、?|→)(?P<new>{_LETTERS}?)への{CHANGED}")
_HANDED_ON = re.compile(rf"(?:.*所管が)?(?P<old>{_LETTERS})から、?(?:(?P<new>{_LETTERS}?)(?:に|へ))?移った")
"""A body that another took the place of; a renaming where only the name is said to change with it."""
_BECAME = re.compile(rf"(?P<old>{_LETTERS})が、?(?P<new>{_LETTERS}?)(?:と|に)(?:変更に|変更と)?なった")
_ARROW = re.compile(r"(?P<old>[^、。()→:]{2,40})→(?P<new>[^、。()→:]{2,40})")
_EQUAL = re.compile(r"(?P<old>[^、。()=:]{2,40})=(?P<new>[^、。()=:]{2,40})")
"""Two names that are said to stand for one thing, in either order."""
_ONE_AND_THE_SAME = re.compile(
    r"(?:(?:いずれ|どちら)も|両者は|実[体態]は)?(?:同じ|同一の)(?P<what>[一-龠ァ-ヺー]{2,12})(?:である|です|を指す)?"
)
"""What two names are said to be, which is one thing."""
_MIDWAY = re.compile(r"(?<=[をはが])、?(?P<event>[^、。をはが]{2,20}?)(?:により|によって|に伴い|に伴って)、?")
"""An event between a name and what became of it: Aの名称を条例改正によりBとした."""
_OUTRIGHT = re.compile(rf"{CHANGED}(?:した|する|している|された)?$")
_NAMES = re.compile(
    rf".*?(?:(?:名称|呼称|愛称|呼び[名方]|題名|標題|商号|社名|看板|表札|(?:組織|機関|施設|部署|部屋|項目|製品|役職|職|{KIND})の?名(?:前|称)?)"
    r"(?:のみ|だけ)?(?:の|を|が|との|への?|に)?(?:[^、。を]{2,30}[にと])?、?(?:変更|修正|改正|統一|(?<=と)し(?=た)|改[めま]|変[わえ]|なっ|合わせ|読み?替え?|掛け替え)|改称|改名|を[^、。を]{2,30}と(?:呼[びぶ]|称))"
    rf"{_ENDED}(?:のみ)?"
)
"""Names, no matter of what and to what, are said to have changed."""
PLACE = "場所"
_STAYS = re.compile(
    rf"(?P<what>[^を]*?)(?:には|では|に|は|が|も|の)?、?(?:ひとつも|一つも|一切|何も|全く|いずれも|全て)?{STAYS}(?:である|です|こと)?(?:が|の?ため)?"
    r"|(?:サーバ|機器|設備|媒体|(?:執務|保管|設置)?場所|事務室|執務室)?[をのは]*(?:移設|移転|移動)(?:[はもが]?な[いし]|[^。、()]{0,4}(?:行って?い?ない|行っておらず|していない|しておらず|伴わない))"
    r"|新たな(?P<new>[^、。を]+?)は(?:な[いし]|行わない|生じない)"
)
"""What is said to stay as it was, or that nothing was put elsewhere."""
_SYSTEM_OF = r"(?:[局部課係班]|グループ|チーム)制"
_WRITTEN = re.compile(
    rf"(?:[^、。を]*|{_DAY}|[^、。]{{0,12}}付けの?){REFORMED}"
    r"|.*(?:文言|字句|表記|表現|記載|用語|表示|[びけ]方|様式|選択肢?|条項|項番|基準|自己評価)[^、。]{0,12}?"
    r"(?:整理|統一|修正|適正化|見直し?|合わせ|そろえ|揃え|直し|改め|置き?換え|変更|補足|補記|[明正]確化|具体化|[細詳][分細]化)"
    rf"{_ENDED}|.*注記|.*整合を図っ?た?|.*(?:から|既に)[^。]*て(?:い|き)[^。]*を?(?:明記|追記|補記|付記)[しす]?た?る?|重要な変更(?:に|とは)(?:該当し|当たら|なら)ない|軽微な(?:修正|変更)"
    r"|[^、。を]*(?:法令?|条例|規則|省令|制度|要領|要綱|約款|指針|別表|仕様書?)[^、。を]*の?(?:改正|施行|制定|公布|廃止)"
    rf"|[^、。を]*(?:担当|所管)(?:課|部署|部局)の?(?:変更|修正)|[^、。を]*{_SYSTEM_OF}(?:[のを]導入し?|を廃止?し、?{_SYSTEM_OF}とし)た?"
    rf"|.*(?:分けて|別に|まとめて)(?:記載|書い(?=た)|書[きい])(?:た|する|した|していた|していたが|することとした)?|.*契約を[^、。]*に分け{_ENDED}"
)
"""Words were put in order, the house or the law was reformed: what a cause may say beside its point."""
MORE = re.compile(
    r"拡|増|広|始め|加え|加わ|追加し|新た|新設|初めて|開始|併せて|合併|統合|(?<!契約の)分割|分離|分かれ|独立|移管|引[きっ]|承継|継承|譲渡|吸収|兼|別の"
    r"|除[きくい]|一部|ほか|以外|(?<![たるう更称名])(?:のみ|だけ)|限|大き|大幅|ほぼ|おおむね|概ね|原則|基本的|予定|検討|未定|見込"
    r"|委託(?:する(?!業務|事務|内容)|し(?!ている(?:業務|事務)))|民間|外部|これまで[^。]{0,20}(?:なかった|おらず)"
    r"|移[しす転設管]"
)
"""What is done besides, or not wholly, or not yet: whatever a clause ends with, it says more than its point."""
_QUOTES = re.compile("[「」『』]")
_BRACKET = re.compile(r"\(([^()]*)\)")
_LEADS_ON = re.compile(
    r"(?:[一-龠々ァ-ヺーA-Za-z0-9]|(?<![たるいうくすつむだ])[はがをにへと]|も|(?<!もの|変更|修正|整理|統一|改正|改称)で"
    r"|により|によって|に伴い|に伴って|に合わせて?|に照らして|に基づき|に即して|として|から|より|どおり|とおり|及び)$"
)
"""Ends of what only leads on to the verb behind it."""
_HAPPENS = re.compile(
    r"[^、。を]*(?:[府省庁]の?設置|発足|開設|開庁|更改|契約の分割|(?:発行|交付|通用)が(?:終了|廃止)(?:した|された))"
)
"""What may happen around a handling and is no change of it; any other event would be one of its own."""
_SORTS = tuple(
    re.compile(rf"(?:{ends})$")
    for ends in (
        "[局部課係班室所庁省府]|グループ|チーム|担当|センタ",
        "[館棟所室]|庁舎|センタ|プラザ|ビル",
        "長|リーダ|責任者|管理者|監督者",
        "会社|法人|機構|組合|公社|連合会|協会|財団",
        "システム|ネットワーク",
    )
)
"""Ends of what bears a name of its own, sort by sort; a number, a post, a way of doing things is what it is called."""
_NAME = re.compile(r"[一-龠々ァ-ヺーA-Za-z0-9]*(?:[局部課係室館棟所庁年月日]|庁舎|センタ|システム)(?:付け?)?")
"""A bare name, or a day, as it stands in brackets."""
_CONCLUSION = re.compile(r"特定個人情報(?:ファイル)?の?取り?扱い|取り?扱い")
"""The conclusion itself is no fact that it could rest on."""
_OTHER = re.compile(r"他|ほか|別|関[係連]|以前|従前|従来|な[一-龠]|(?:(?<!現)に|[でがへ])(?!係る|関する)")
"""What makes one thing another: その他の, 重要な, 窓口で扱う."""
_OF = re.compile(r"[一-龠々ァ-ヺーA-Za-z0-9]+(?=の)")
_ANY = re.compile(
    r"実際|実施中?|現[在行]|当該|本[市町村県]|委託|契約|事務|業務|職員|担当者?|サーバ|システム|情報|データ|書類|入手|保管|設置|使用|利用"
)
"""Whose things may be told of by no name: 実際の措置, 事務の流れ."""
_APART = re.compile(r"(?<=[のや])(?:及び|並びに)|及び(?=[^、。]*(?:整理|統一|修正|適正化|見直し)$)")


@dataclass(frozen=True, slots=True)
class Cause:
    """What a person gives as the cause of a change, where all of it is understood.

    Attributes:
        text: The words as they are compared.
        pairs: Former names and what each gave way to.
        renames: Whether it says that names changed.
        stays: What it says stays as it was, each with its clause.
    """

    text: str
    pairs: tuple[tuple[str, str], ...]
    renames: bool
    stays: tuple[tuple[str, str], ...]

    def keeps(self, things: str, known: str) -> str:
        """The clause which says that one of some things stays; "" where none does, or of things not ``known``."""
        return next((clause for what, clause in self.stays if _is_one(what, things, known)), "")


def causes_of(statements: Iterable[str]) -> list[Cause]:
    """Statements read one by one; none where one of them says more than is understood."""
    read = [_cause(statement) for statement in statements]
    return [each for each in read if each] if all(read) else []


_ONE = r"[^、。を()]{2,20}"
_NAMED = r"[一-龠々ァ-ヺーA-Za-z0-9]{2,20}"
_SEVERAL = re.compile(
    rf"(?P<all>(?:{_ONE}を{_ONE}?(?:に|へ|と)?、)+{_ONE}を{_ONE}?|(?:{_NAMED}は{_NAMED}[にへ]、)+{_NAMED}は{_NAMED})"
    r"(?P<made>(?:に|へ|と)、?(?:それぞれ)?(?:改称|変更|名称変更|改め)(?:(?:し|され|られ)?た|(?=。|$)))"
)
"""Several names that one verb changes: AをB、CをDに改称した."""


def _one_by_one(match: re.Match[str]) -> str:
    made = match["made"].replace("それぞれ", "").replace("、", "")
    told = (re.sub("は", "を", each, count=1) if "を" not in each else each for each in match["all"].split("、"))
    pairs = (re.sub(r"[にへと]$", "", each) if "を" in each else each for each in told)
    return "。".join(f"{each}{made}" for each in pairs)


@lru_cache(maxsize=512)
def _cause(statement: str) -> Cause | None:
    text = _SEVERAL.sub(_one_by_one, _REFORM.sub(REFORMED, _QUOTES.sub("", key(statement))))
    stays: list[tuple[str, str]] = []
    told: list[str] = []
    one = ""
    for clause in clauses_of(text):
        if same := _ONE_AND_THE_SAME.fullmatch(clause):
            one = same["what"]
            stays.append((one, clause))
            continue
        if still := _STAYS.fullmatch(clause):
            stays.append((still["what"] or still["new"] or PLACE, clause))
            continue
        *events, head = _parted(_TAIL.sub("", clause))
        if not _known(head, one) or not all(_known(each) or _HAPPENS.fullmatch(each) for each in events):
            return None
        told += [*events, head]
    pairs = tuple(pair for each in told for pair in _pairs(each, one))
    bare = [_without_former_names(each, pairs) for each in told]
    if any(map(MORE.search, (*bare, *(what for what, _ in stays)))):
        return None
    renames = any(_NAMES.fullmatch(each) or _EQUAL.fullmatch(each) for each in told)
    return Cause(text, pairs, renames, tuple(stays))


def _without_former_names(clause: str, pairs: Iterable[tuple[str, str]]) -> str:
    """A clause without former names: what a name of one word was made of, 統合, is nothing that is done now."""
    for old, _ in pairs:
        clause = clause.replace(old, "") if _ONE_WORD.fullmatch(old) else clause
    return clause


_ONE_WORD = re.compile(r"[一-龠々ァ-ヺーA-Za-z]+システム")


def _parted(clause: str) -> list[str]:
    """What brought something about, and what it brought about at the end; an event may stand behind the name."""
    if (midway := _MIDWAY.search(clause)) and _WRITTEN.fullmatch(midway["event"]):
        return [midway["event"], *_BY.split(clause[: midway.start()] + clause[midway.end() :])]
    return _BY.split(clause)


def _known(clause: str, one: str = "") -> bool:
    shapes = (_NAMES, _WRITTEN, _HANDED_ON, _NAME)
    return any(each.fullmatch(clause) for each in shapes) or any(_pairs(clause, one))


def clauses_of(text: str) -> Iterator[str]:
    """The clauses of a text, brackets by themselves; what only leads on to a verb stays with it."""
    for sentence in (*_BRACKET.sub("", text).split("。"), *"。".join(_BRACKET.findall(text)).split("。")):
        start = 0
        for comma in re.finditer("、", sentence):
            if not _LEADS_ON.search(sentence[start : comma.start()]) or "→" in sentence[start : comma.start()]:
                yield sentence[start : comma.start()].removesuffix("で")
                start = comma.end()
        yield from filter(None, _APART.split(sentence[start:]))


def _pairs(clause: str, one: str = "") -> Iterator[tuple[str, str]]:
    """Names that a clause tells one for one; of the sort of ``one`` where they are said to stand for the same."""
    told = [(each.old, each.new) for each in changed_names(clause, "")] if _OUTRIGHT.search(clause) else []
    for shape in (_NAMED_FROM_TO, _NAME_ANEW, _FROM_TO, _HANDED_ON, _PAIR, _ARROW, _BECAME, _EQUAL):
        if (found := shape.fullmatch(clause)) and found["new"]:
            told += [(old, found["new"]) for old in (ending(found["old"]) if shape is _NAME_ANEW else [found["old"]])]
            break
    for names in told:
        ranks = [found and found[0] for found in map(_RANK.search, names)]
        other = all(ranks) and ranks[0] != ranks[1]
        alike = any(all(map(each.search, names)) for each in _SORTS) or _is_called(*names, one, clause)
        if alike and not other and may_be_names(*names, sure=True):
            yield names
            if _EQUAL.fullmatch(clause):
                yield names[::-1]


def _is_called(old: str, new: str, one: str, clause: str) -> bool:
    """Whether one of two names says what it is and the other is what it is called, said to be one and the same."""
    sorts = [[each for each in _SORTS if each.search(name)] for name in (old, new)]
    same = one and _NAMES.fullmatch(clause) and any(each.search(one) for found in sorts for each in found)
    return bool(_EQUAL.fullmatch(clause) or same) and any(sorts) and not all(sorts)


_RANK = re.compile(r"[局部課係班室所]長$")


def _is_one(what: str, things: str, known: str) -> bool:
    for each in re.split(r"、|及び|並びに|も(?!の)|[やと・]", _CONCLUSION.sub("", what)):
        thing = re.search(rf"(?:{things})(?:等|の?(?:内容|範囲|配置))?(?:自体|そのもの)?$", each)
        if thing and not _OTHER.search(each) and all(
            own in known or _ANY.fullmatch(own) for own in _OF.findall(each[: thing.start()])
        ):
            return True
    return False
