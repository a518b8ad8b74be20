"""What a sentence says can be done that opens nothing: a leave bound by a limit, what a lock or a cipher can do."""

from __future__ import annotations

import re

BOUND_LEAVE = re.compile(
    r"(?<=のみ)(?:(?:が|に|を|は|、)[^。、]{0,20}?|、?)(?:認め(?:る|て)|こと(?:が|は)できる|でき|可能)"
    r"|(?<=だけ)(?:が|に|を|は)[^。、]{0,20}?(?:こと(?:が|は)できる|でき|可能)"
    r"|(?:(?<=に限り)|(?<=に限って))、?[^。、]{0,20}?(?:認め(?:る|て)|こと(?:が|は)できる|でき|可能)"
)
"""A leave that a limit before it grants to nobody and nothing else."""
_LOCKABLE = re.compile(r"(?:施錠|暗号化|認証|監視)(?:することが)?できる(?=[一-龠ァ-ヺ])(?![者職人])")
_MAY_ONLY = re.compile(
    r"できる(?:の|者|もの|職員|端末)[はを][^。]*(?:限|のみ|だけ)|でき[るた](?:場合|とき|時)(?:に)?(?:のみ|限|だけ)"
    rf"|{BOUND_LEAVE.pattern}"
)
"""How a limit is told by what it leaves possible: 閲覧できるのは職員に限る."""


def leaves_nothing_open(after: str) -> bool:
    """Whether what a sentence says can be done is done by a limit alone, or is what a lock does: 施錠できる書庫."""
    return bool(_MAY_ONLY.search(after)) or "でき" not in _LOCKABLE.sub("", after)


RELEASED = re.compile(
    r"((?:停止|ロック|失効|無効化?|凍結)(?:し|され)て?、[^。]*?)"
    r"(?:承認|許可|許諾|確認)を(?:得|受け)て、?(?:解除|再開)"
)
"""A stop that is lifted with leave alone: ＩＤは停止し、承認を得て解除する."""
