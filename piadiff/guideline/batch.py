"""What the changes of one revision say together: rows that share a name with a 重要 change of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from piadiff.guideline.language.headings import places
from piadiff.guideline.language.nouns import named
from piadiff.model import Finding, ItemPath, Verdict
from piadiff.text import key

_SHORTEST = 6
_CLOUD = re.compile(r"ガバメントクラウド|クラウド")


class Batch:
    """Names that 重要 changes of the form bring in."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._heavy = [finding for finding in findings if finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO)]
        self._names = {name: finding.change.path for finding in self._heavy for name in _new_names(finding)}
        self._groups: dict[ItemPath, str] = {}
        for finding in findings:
            group = _system_group(finding.change.path)
            told = self._shared(finding) if group else None
            if group and told:
                self._groups.setdefault(group, told)

    def link(self, finding: Finding) -> str | None:
        """Why a change belongs to a 重要 change of the same form, None when it does not."""
        group = _system_group(finding.change.path)
        if finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO) or group is None:
            return None
        return self._shared(finding) or self._groups.get(group)

    def _shared(self, finding: Finding) -> str | None:
        text = key(finding.change.after)
        for name, path in self._names.items():
            if name in text and name not in key(finding.change.before):
                return f"同じ改定で重要な変更となる {path} と「{name}」を共有するため、併せて判断しました"
        return None


def _new_names(finding: Finding) -> list[str]:
    """Distinctive names that stand only on the new side of a 重要 change, the longest first."""
    before, after = finding.change.before, finding.change.after
    named_new = {*map(key, places(after)), *named(after), *map(key, _CLOUD.findall(after))}
    names = {name for name in named_new if name not in key(before)}
    return sorted((name for name in names if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))


def _system_group(path: ItemPath) -> ItemPath | None:
    """The システムN an address belongs to."""
    if path.section == "Ⅰ" and len(path.parts) >= 2 and path.parts[1].startswith("システム"):
        return ItemPath(path.section, path.file, path.parts[:2])
    return None
