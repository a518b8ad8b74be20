"""変更概要 → Markdown, text, JSON, or one HTML page."""

from __future__ import annotations

import json
from dataclasses import asdict

from piadiff.model.amendment import Summary
from piadiff.writers.characters import json_visible, printable
from piadiff.writers.markdown_text import escaped
from piadiff.writers.pages import page, shipped


def summary_markdown(summary: Summary) -> str:
    """Headings and quotes; no text of a form is read as markup."""
    lines = [f"# {escaped(summary.title)}", "", *(line for lead in summary.lead for line in (escaped(lead), ""))]
    for section in summary.sections:
        lines += [f"## {escaped(section.title)}（{len(section.points)}件）", "", escaped(section.lead), ""]
        for point in section.points:
            lines += [f"### {escaped(point.about)}", "", escaped(point.says), ""]
            for before, after in point.quotes:
                lines += [f"> **変更前** {escaped(before)}", ">"] if before else []
                lines += [f"> **変更後** {escaped(after)}"] if after else ["> **変更後** （なし）"]
                lines.append("")
            by = "（担当課の説明）" if point.by_person else ""
            reason = [f"- 理由{by}: {escaped(point.reason)}"] if point.reason else []
            lines += [*reason, f"- 評価書の欄: {escaped(point.item)}", ""]
    if summary.terms:
        lines += ["## 言葉の説明", "", *(f"- **{escaped(term)}** {escaped(told)}" for term, told in summary.terms), ""]
    return "\n".join(lines)


def _indented(quote: str) -> str:
    return (quote or "（なし）").replace("\n", f"\n{' ' * 12}")


def summary_text(summary: Summary) -> str:
    """Plain lines for a terminal or a mail."""
    lines = [summary.title, "", *summary.lead, ""]
    for section in summary.sections:
        lines += [f"■ {section.title}（{len(section.points)}件）", section.lead, ""]
        for point in section.points:
            lines += [f"● {point.about}", f"  {point.says}"]
            for before, after in point.quotes:
                lines += [f"    変更前: {_indented(before)}", f"    変更後: {_indented(after)}"]
            by = "（担当課の説明）" if point.by_person else ""
            lines += [*([f"  理由{by}: {point.reason}"] if point.reason else []), f"  評価書の欄: {point.item}", ""]
    lines += [f"※ {term} … {told}" for term, told in summary.terms]
    return "\n".join(lines).rstrip("\n") + "\n"


def summary_json(summary: Summary) -> str:
    """One object, ``"schema": "piadiff/summary/1"``."""
    told = {"schema": "piadiff/summary/1", **asdict(summary)}
    return json_visible(json.dumps(told, ensure_ascii=False, indent=1)) + "\n"


def summary_html(summary: Summary) -> str:
    """One offline page, readable on paper and on a telephone."""
    return page("summary.html.j2", summary=summary, printable=printable, css=shipped("summary.css"))
