"""The rule catalogue for people: a list, one rule explained, and the page in reports/."""

from __future__ import annotations

from typing import Any

from piadiff.errors import WrongCallError
from piadiff.guideline.rule import Basis, Example, Rule, rules


def find(id_: str) -> Rule:
    """The rule with an id or an alias.

    Raises:
        WrongCallError: When there is none.
    """
    for rule in rules():
        if id_ == rule.id or id_ in rule.aliases:
            return rule
    raise WrongCallError(f"規則「{id_}」はありません", remedy="`piadiff rules` で一覧を見てください")


def as_object(rule: Rule) -> dict[str, Any]:
    """A rule as plain data."""
    return rule.model_dump(mode="json")


def explain(rule: Rule) -> str:
    """One rule for people: what happened, where it rests, both verdicts, examples."""
    lines = [
        f"{rule.id}: {rule.name}",
        f"  判定: {rule.verdict}{f'・{rule.timing}' if rule.timing else ''}（{'・'.join(rule.forms)}）",
        f"  説明の文: {rule.explanation.replace('{cause}', rule.cause)}",
    ]
    if rule.note:
        lines.append(f"  併せて確かめること: {rule.note}")
    if rule.missing:
        lines.append(f"  足りない事実: {rule.missing.replace('{words}', '…')}")
    lines.append("  根拠:")
    lines.extend(f"    {b.instrument}{b.clause}（{_span(b)}）: {b.says}" for b in rule.basis)
    lines.append("  当たる例:")
    lines.extend(f"    {_example(example)}" for example in rule.examples.hit)
    lines.append("  当たらない例:")
    lines.extend(f"    {_example(example)}" for example in rule.examples.near_miss)
    return "\n".join(lines) + "\n"


def _span(basis: Basis) -> str:
    until = f"{basis.effective_to}まで" if basis.effective_to else ""
    forms = f"{'・'.join(basis.forms)}、" if basis.forms else ""
    return f"{forms}{basis.effective_from}から{until}"


def _example(example: Example) -> str:
    flat = [text.replace("\n", "⏎") for text in (example.before, example.after)]
    return f"［{example.form}］{example.item}: 「{flat[0]}」→「{flat[1]}」"


def page() -> str:
    """All rules as one Markdown page."""
    lines = [
        "# 判定規則の一覧",
        "",
        "`piadiff/guideline/rules/` の規則ファイルから作った頁です（`make docs`）。",
        "",
        "| 規則 | 何が起きたか | 評価書 | 重要度 | 提出時期 | 根拠 |",
        "|---|---|---|---|---|---|",
    ]
    lines.extend(
        f"| `{rule.id}` | {rule.name} | {'・'.join(rule.forms)} | {rule.verdict} | "
        f"{rule.timing or '－'} | {rule.clause} |"
        for rule in rules()
    )
    for rule in rules():
        lines.extend(["", f"## {rule.id}", "", "```text", explain(rule).rstrip(), "```"])
    return "\n".join(lines) + "\n"
