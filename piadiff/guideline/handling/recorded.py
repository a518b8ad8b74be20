"""One thing more that a record of what is done tells: of the act, what it is done with, and who does it."""

from __future__ import annotations

import re

from piadiff.guideline.handling.insertions import SECRET, tells_act, tells_who
from piadiff.guideline.handling.looked_at import is_citizen
from piadiff.guideline.language.nouns import new_names

_OF_ANY_ACT = (
    r"(?:年月)?日時?|時刻|時間|期限|目的|理由|用途|条件|内容|結果|件数|数量|回数|種類|種別|区分|方法|手段|場所"
    r"|状況|経過|有無|可否|成否"
)
"""What every act has, and tells nothing of whom it is done to."""
_DOING = r"[操動]作|作業|[使利]用|接続|処理|[送受]信|貸出し?|持ち?出し?|[入出]力"
_MADE_USE_OF = rf"(?:(?:{_DOING})(?:した|する|[元先]の?|対象の|中の|の)?)?"
_THING = r"(?:業務|管理|専用)?(?:端末|機器|媒体|サーバ|画面|帳票|鍵|カード)|(?:接続|[送受]信|通信)[元先]|ipアドレス"
_NAMED_BY = r"(?:の?(?:種類|名|名称|番号|(?:管理|識別|固有|製造)番号|id|ipアドレス|台数|個数|本数))?"
_WITH = re.compile(rf"{_MADE_USE_OF}(?:{_THING})(?:の(?:{_THING}))?{_NAMED_BY}", re.IGNORECASE)
_ACT_ITS = re.compile(rf"(?P<act>..+?)(?:した|する)?の?(?:{_OF_ANY_ACT})")
_DOES = re.compile(rf"{_DOING}|[入退]室|送受信|実行|印刷|検索|更新|登録|承認|失敗|変更|アクセス|照会")
_BARE = re.compile(
    r"(?:承認|許可|確認|点検|立会|責任|管理|監督|受領|引渡|授受|貸出|返却|決裁)者(?:の(?:氏名|職名|印|署名))?|所属"
    r"|(?:[使利]用者)?id|日時|時刻|件数|回数|数量|方法|目的|理由|用途",
    re.IGNORECASE,
)


def tells_of_record(entry: str, known: str) -> bool:
    """Whether an entry that came to what is recorded tells of the act alone, of no person's affairs and no secret."""
    if any(map(is_citizen, entry.split("の"))) or "写" in entry or set(new_names(known, entry)) > set(
        new_names(known, entry, data=False)
    ):
        return False
    if _WITH.fullmatch(entry) or _BARE.fullmatch(entry) or tells_who(entry):
        return True
    found = _ACT_ITS.fullmatch(entry)
    return found is not None and _is_act(found["act"])


def _is_act(act: str) -> bool:
    """Whether a noun is what is done with data or media, or done to guard them."""
    last = act.split("の")[-1]
    if SECRET.search(last) or _SHOWN.search(act) or _OF_PERSONS.search(last):
        return False
    return bool(_DOES.search(last)) or tells_act(last)


_SHOWN = re.compile(r"(?:した|する|された)[一-龠]")
"""What was put out, or shown, is no act."""
_OF_PERSONS = re.compile(r"[検審]査")
"""What is done to things, and to persons."""
