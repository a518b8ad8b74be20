"""What a change does, in words, for a 説明 that would otherwise only say what it is not."""

from __future__ import annotations

from collections.abc import Sequence

from piadiff.data import Strict, shipped
from piadiff.model import Action, FacetKind, Finding, Verdict
from piadiff.templates import Template

_ADDED, _REMOVED = "項目の記載を加える", "項目の記載を除く"
_JOIN = "ものであり、"


class _Line(Strict):
    facets: tuple[FacetKind, ...]
    needs: FacetKind | None = None
    within: str = ""
    says: str


def saying(explanation: str, lead: Finding, findings: Sequence[Finding], template: Template) -> str:
    """The 説明 of a 軽微 row with what changed before it, where all its changes do one thing and no cause says it."""
    causes = [cause for cause in lead.cause.split("、") if cause]
    if lead.verdict is not Verdict.MINOR or explanation != lead.explanation or any(c in explanation for c in causes):
        return explanation
    told = _said(findings, template)
    return f"{told}{_JOIN}{explanation}" if told else explanation


def _said(findings: Sequence[Finding], template: Template) -> str:
    actions = {found.change.action for found in findings}
    if actions <= {Action.ADDED} or actions <= {Action.REMOVED}:
        return _ADDED if Action.ADDED in actions else _REMOVED
    kinds = {facet.kind for found in findings for facet in found.change.facets} - {FacetKind.NOTATION}
    if not kinds or actions != {Action.CHANGED}:
        return ""
    items = [template.nearest(found.change.path) for found in findings]
    labels = ["".join(item.labels) if item else "" for item in items]
    for line in shipped("piadiff.draft", "said.yaml", tuple[_Line, ...]):
        inside = all(line.within in label for label in labels)
        if kinds <= set(line.facets) and (line.needs is None or line.needs in kinds) and inside:
            return line.says
    return ""
