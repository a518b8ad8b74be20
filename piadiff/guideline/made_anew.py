"""Whether a day of the assessment moved because it was made anew (規則第15条), as far as somebody says so."""

from __future__ import annotations

import re

from piadiff.guideline.facts import Facts
from piadiff.guideline.vocabulary import Context, Role
from piadiff.model import Change, ItemPath
from piadiff.text import key, parse_date

_REMARKS = ItemPath("表紙", parts=("特記事項",))
_ROLES = frozenset({Role.PROCEDURE, Role.PUBLISHED})
_COUNTED = frozenset({Role.HEADCOUNT, Role.HANDLERS, Role.ACCIDENT_YEAR})
"""Items that are counted anew with an assessment made anew, as with any look at the figures."""
_NEARLY_FIVE_YEARS = 54 * 30
"""Days between two assessments from which the clock of 規則第15条 is likely to be the cause."""
_DOES = (
    r"(?:を?(?:し(?:た(?!い|場|日|際|時|とき|後)|てい(?:る|ます)|ており|て、|ました)|する(?!予定|必要|か|こと(?!に伴|による|により)|もの(?:では|でな|と[すし])|場合|まで|べき|見込|計画))"
    r"|を?行(?:い(?!たい)|った(?!日|際|時|とき|後)|う(?!予定|必要|か|こと|もの(?:では|でな|と[すし])|場合|まで|べき|見込|計画))"
    r"|であ[るり]|です|として|の?ため|に(?:伴[いう]|よ[りる]|当た[りっ]|係る)|$|(?=\((?![^()]*(?:未|予定|不要|検討))))"
)
_AGAIN = r"(?:再び|再度|改めて|あらためて|新たに)"
_FIVE_YEARS = r"(?:5年|一定(?:の)?期間)[^。]*?経過[^。]*?"
_ASSESSMENT = r"(?<!己)(?<!の)評価(?!書|実施機関|指針|計画)"
_PASSED = re.compile(
    r"(?:5年|一定の?期間|(?:指針|規則)[にで]定める期間)(?:が|を)?[^。、が]{0,4}(?:経過|満了|到来)(?:する|した)?の?ため(?:である)?。?$"
    rf"|(?:5年|一定の?期間)[がを]経過する前に、?{_ASSESSMENT}を(?:実施し|行(?:い|っ))た?(?:もの|の?ため)?(?:である)?。?$"
)
_STEPS = r"(?:意見の?聴取|第三者点検|しきい値判断)"
_ANEW = re.compile(
    rf"(?:評価(?:の(?:全体|全て|すべて))?[をの]|(?:年|前|後|ごと|期間|定期)の|(?<![のを]))再(?:実施|評価){_DOES}"
    rf"|{_AGAIN}[^。、]{{0,12}}?{_ASSESSMENT}を?(?:実施)?{_DOES}"
    rf"|{_ASSESSMENT}を?{_AGAIN}(?:実施)?{_DOES}"
    rf"|{_FIVE_YEARS}{_STEPS}からやり直し"
    rf"|{_FIVE_YEARS}{_STEPS}を?{_AGAIN}(?:実施)?{_DOES}"
    rf"|(?:{_ASSESSMENT}を?(?:[一-龠]{{1,4}}的に)?|しきい値判断から|評価[^。]{{0,20}}(?:全部|全て|最初から|初めから)を?)やり直(?:し|す(?!予定|必要|か|場合))"
)
_SENTENCE = re.compile(r"。|\n")
_MENDED = re.compile(r"誤記|誤り|訂正|書き間違|入力ミス")
_NOT_SO = re.compile(r"な[いくか]|ません|せず|予定|検討|見込|不要|場合")


def made_anew(change: Change, role: Role, facts: Facts) -> set[Context]:
    """Whether a day of an assessment moved on and the form or a person says that it was made anew, or may have been."""
    if role in _COUNTED:
        return {Context.MADE_ANEW} if any(map(_says_so, facts.statements)) else set()
    days = (parse_date(change.before), parse_date(change.after)) if role in _ROLES else (None, None)
    if not (days[0] and days[1] and days[0] < days[1]):
        return set()
    if any(map(_says_so, facts.statements)) or (role is Role.PROCEDURE and _form_says_so(change, facts)):
        return {Context.MADE_ANEW}
    item = facts.template.nearest(change.path)
    held = role is Role.PUBLISHED or (item is not None and "実施日" in item.label)
    if role is Role.PROCEDURE and held and any(map(_period_passed, facts.statements)):
        return {Context.MADE_ANEW}
    long_ago = (days[1] - days[0]).days >= _NEARLY_FIVE_YEARS
    return {Context.LONG_AFTER} if held and long_ago else set()


def _period_passed(text: str) -> bool:
    """Whether a cause says that the period after which an assessment is made anew has passed, or passes."""
    return _PASSED.search(key(text)) is not None and _MENDED.search(key(text)) is None


def _form_says_so(change: Change, facts: Facts) -> bool:
    """Whether 特記事項, or an item beside the day, says that the assessment was made anew."""
    said = [text for path, text in facts.stands.items() if path == _REMARKS or path.parent == change.path.parent]
    return any(map(_says_so, said))


def _says_so(text: str) -> bool:
    """Whether a text says outright that an assessment was, or is being, made anew."""
    if _MENDED.search(key(text)):
        return False
    found = ((said, match) for said in map(key, _SENTENCE.split(text)) for match in _ANEW.finditer(said))
    rests = (re.split("[、(]", said[match.end() :], maxsplit=1)[0] for said, match in found)
    return any(not _NOT_SO.search(rest) for rest in rests)
