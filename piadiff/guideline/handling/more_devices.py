"""One more device that wards off, one more place that a camera sees, and both of what one was enough."""

from __future__ import annotations

import re

from piadiff.guideline.handling.measures import opens, says
from piadiff.guideline.handling.places import OUTSIDE
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.nouns import named
from piadiff.guideline.language.reading import CAN, NOT
from piadiff.guideline.language.stretch import Came, entries_of
from piadiff.text import key


def more_devices(at: Came) -> bool:
    """Whether one more device that wards off is put in beside another, or a camera is put in one more place."""
    found = entries_of(at)
    if found is None:
        return False
    if _PUT_IN.match(found[1]):
        return all(map(_wards_off, found[0]))
    there = _CAMERA.match(found[1]) or (_OF_CAMERA.search(at.ahead) and _STANDS.match(found[1]))
    return bool(there) and all(map(_SPOT.fullmatch, found[0]))


_PUT_IN = re.compile(r"を(?:[^をはが、。]{0,12}に)?(?:[設配]置|導入|配備|整備|増設|稼[働動]|実装|搭載|備え)")
_DEVICE = re.compile(r"(?P<of>.+?)(?:装置|機器|機能|ソフト(?:ウ[エェ]ア)?|設備|ツール|センサー?)")
_WARDS = re.compile(r"(?:検知|防止|遮断|防御|検疫|隔離)$|(?:操作|通信|アクセス|ログ|端末|ネットワーク|接続)監視$")
_CAMERA = re.compile(r"に(?:も)?、?(?:監視|防犯)カメラを(?:設置|増設|備え)")
_OF_CAMERA, _STANDS = re.compile(r"(?:監視|防犯)カメラ[をは][^、。を]*$"), re.compile(r"に(?:も)?(?:設置|増設|備え)")
_SPOT = re.compile(r"室内|(?:搬入|[出入裏])入?口|出入口|通路|廊下|扉|前室|(?:サーバー?|電算|機械)室内?|書庫内?|倉庫内?")


def _wards_off(entry: str) -> bool:
    """Whether a device is called by what it wards off, and nobody's data or affairs by what it looks at."""
    found = _DEVICE.fullmatch(entry)
    if found is None or _WARDS.search(found["of"]) is None or OUTSIDE.search(entry) or _OF_PERSONS.search(entry):
        return False
    return not named(entry) > named(entry, data=False)


_OF_PERSONS = re.compile(r"[者民児人客員]|世帯|家族|顔|音声|通話|位置|行動|外部提供")


def both_required(edit: Edit) -> bool:
    """Whether both of what was enough one by one are now a condition, and all else stays: 又は, 及び."""
    if edit.before is None or edit.after is None or opens(edit) or {NOT, CAN} & set(edit.after.words):
        return False
    old, new = key(edit.before.text), _BOTH.sub("", key(edit.after.text))
    if says("hedges", new) or len(_OR.findall(old)) != 1:
        return False
    found = next(_OR.finditer(old))
    ahead, behind = old[: found.start()], old[found.end() :]
    joined = any(f"{ahead}{each}{behind}" == new for each in _AND)
    proofs = _FACTOR.search(ahead) is not None and _PROVES.match(behind) is not None
    return joined and (_CONDITION.match(behind) is not None or proofs)


_OR = re.compile(r"、?(?:又は|または|若しくは|もしくは)")
_AND = ("及び", "並びに", "かつ", "と", "、", "および")
_BOTH = re.compile(r"の?(?:両方|双方|いずれも)(?=[のをに]|による|により|で)")
_CONDITION = re.compile(r"[^、。をはがに]{1,24}を(?:[^をはが、。]{1,6}の)?(?:条件|要件|必須|必要)")
_FACTOR = re.compile(r"(?:カード|パスワー?ド|暗証番号|静脈|指紋|生体(?:情報)?|職員証|トークン)$")
_PROVES = re.compile(
    r"[^、。をはがに]{0,8}(?:カード|パスワー?ド|暗証番号|静脈|指紋|生体(?:情報)?|職員証|トークン)"
    r"(?:による|により|で|を用いて)、?(?:本人を)?(?:認証|ログイン|解錠|入室)"
)
