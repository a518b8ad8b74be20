"""One amendment across a registry as text, JSON, Markdown, xlsx or HTML: decisions first, then the three piles."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from piadiff.model.impact import PILES, Impact, Question, Touch
from piadiff.text import wareki
from piadiff.writers import json_contract
from piadiff.writers.formats import Format, Formats
from piadiff.writers.markdown_text import escaped
from piadiff.writers.packed import FIXED_TIME, repacked

FORMATS: Formats = {
    "text": Format((".txt",), "law.impact:impact_text"),
    "json": Format((".json",), "law.impact:impact_json"),
    "markdown": Format((".md", ".markdown"), "law.impact:impact_markdown"),
    "html": Format((".html", ".htm"), "law.impact:impact_html"),
    "xlsx": Format((".xlsx",), "law.impact:impact_xlsx", binary=True),
}

_NONE = "該当なし（この改正に関わる記載はありません）"
_QUESTIONS = ("識別子", "決定", "評価書の数", "記載", "改正後", "理由", "例外")
_TOUCHES = ("分類", "評価書", "項目", "記載", "改正後", "理由", "改正した法令", "識別子", "決定")
_WIDTH = 60
_FIXED = datetime(*FIXED_TIME)  # the same content, the same bytes


def _title(found: Impact) -> str:
    return f"法令の改正の反映 {wareki(found.since)} → {wareki(found.until)}"


def _summary(found: Impact) -> list[str]:
    counts = "、".join(
        f"{name} {sum(touch.pile == pile for touch in found.touches)}か所" for pile, name in PILES.items()
    )
    return [
        f"評価書 {found.forms}件のうち {len({touch.form for touch in found.touches})}件に関わります。{counts}",
        f"決めること {len(found.questions)}件（うち未決定 {len(found.open)}件）",
        *found.notes,
    ]


def _answer(answer: str) -> str:
    return answer or "未決定"


def _question(each: Question) -> tuple[str, ...]:
    exceptions = "、".join(f"{form}: {answer}" for form, answer in each.exceptions.items())
    answer = _answer(each.answer) + (f"（{each.person}）" if each.person else "")
    return each.id, answer, str(len(each.forms)), each.before, each.after, each.because, exceptions


def _touch(each: Touch) -> tuple[str, ...]:
    by_law = "／".join(each.amendments)
    words = each.before, each.after if each.after != each.before else "（そのまま）", each.because, by_law
    return PILES[each.pile], each.form, str(each.path), *words, each.question, _answer(each.answer)


def _tables(found: Impact) -> Iterator[tuple[str, Sequence[str], list[tuple[str, ...]]]]:
    """Heading, columns and rows of the decisions and of each pile."""
    yield (
        "決めること（同じ書き換えは一度で決め、評価書ごとの例外を添えます）",
        _QUESTIONS,
        [*map(_question, found.questions)],
    )
    for pile, name in PILES.items():
        yield name, _TOUCHES, [_touch(touch) for touch in found.touches if touch.pile == pile]


def _proposed(found: Impact) -> list[str]:
    lines = []
    for each in found.proposed:
        state = (
            f"{each.file}（{'書きました' if each.written else '変わりません'}）"
            if each.file
            else "--into で書き出します"
        )
        kept = f"。担当者の記載を残した所: {'、'.join(each.kept)}" if each.kept else ""
        lines.append(f"{each.form}: {state}{kept}")
    return lines


def _untouched(found: Impact) -> bool:
    """Whether there is nothing to list."""
    return not (found.touches or found.questions or found.proposed)


def impact_text(found: Impact) -> str:
    """For the terminal: of long words only what differs."""
    if _untouched(found):
        return "\n".join([_title(found), *_summary(found), "", _NONE]) + "\n"
    lines = [
        _title(found),
        *_summary(found),
        "",
        "■ 決めること（同じ書き換えは一度で決め、評価書ごとの例外を添えます）",
    ]
    for question in found.questions:
        mark, answer, count, *_, exceptions = _question(question)
        lines.append(f"  {mark} {answer} 評価書 {count}件 {_edit(question.before, question.after)}")
        lines += [f"    理由: {question.because}", *([f"    例外: {exceptions}"] if exceptions else [])]
    for pile, name in PILES.items():
        touches = [touch for touch in found.touches if touch.pile == pile]
        lines += ["", f"■ {name}: {len(touches)}か所"]
        lines += [
            f"  {touch.form} {touch.path} {touch.place}（{touch.question} {_answer(touch.answer)}）"
            for touch in touches
        ]
    return "\n".join([*lines, "", "■ 次の版の案", *(f"  {line}" for line in _proposed(found))]) + "\n"


_TOKEN = re.compile(r"\d+(?:[の-]\d+)*|\D")


def _edit(before: str, after: str) -> str:
    """「旧」→「新」, or what came and went in a long list."""
    if before == after:
        return f"「{_cut(before)}」（そのまま）"
    if len(before) + len(after) <= _WIDTH:
        return f"「{before}」→「{after}」"
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces = []
    for tag, begin, end, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            pieces += [f"－「{''.join(old[begin:end])}」"] if end > begin else []
            pieces += [f"＋「{''.join(new[start:stop])}」"] if stop > start else []
    return f"「{_cut(before)}」 {' '.join(pieces)}"


def _cut(text: str) -> str:
    flat = text.replace("\n", "⏎")
    return flat if len(flat) <= _WIDTH else f"{flat[: _WIDTH // 2]}…{flat[-_WIDTH // 4 :]}"


def impact_json(found: Impact) -> str:
    """For scripts."""
    document = {
        "schema": "piadiff/law-impact/1",
        "from": found.since.isoformat(),
        "to": found.until.isoformat(),
        "forms": found.forms,
        "notes": list(found.notes),
        "questions": [_question_json(each) for each in found.questions],
        "touches": [_touch_json(each) for each in found.touches],
        "proposed": [
            {"form": each.form, "file": each.file or None, "written": each.written, "kept": list(each.kept)}
            for each in found.proposed
        ],
    }
    return json_contract.dumps(document)


def _question_json(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "before": question.before,
        "after": question.after,
        "pile": question.pile,
        "because": question.because,
        "forms": list(question.forms),
        "answer": question.answer or None,
        "person": question.person,
        "reason": question.reason,
        "exceptions": dict(question.exceptions),
    }


def _touch_json(touch: Touch) -> dict[str, Any]:
    return {
        "form": touch.form,
        "path": str(touch.path),
        "before": touch.before,
        "after": touch.after,
        "pile": touch.pile,
        "because": touch.because,
        "place": touch.place,
        "amendments": list(touch.amendments),
        "question": touch.question,
        "answer": touch.answer or None,
    }


def impact_markdown(found: Impact) -> str:
    """For a pull request or a wiki."""
    lines = [f"# {_title(found)}", "", *(f"- {line}" for line in _summary(found))]
    if _untouched(found):
        return "\n".join([*lines, "", _NONE]) + "\n"
    for heading, columns, rows in _tables(found):
        lines += ["", f"## {heading}", "", f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
        lines += [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
    return "\n".join([*lines, "", "## 次の版の案", "", *(f"- {escaped(line)}" for line in _proposed(found))]) + "\n"


_STYLE = (
    "body{font-family:sans-serif}table{border-collapse:collapse}"
    "td,th{border:1px solid #999;padding:.3em;vertical-align:top;text-align:left}"
)


def impact_html(found: Impact) -> str:
    """One page without anything from outside."""
    parts = [f"<h1>{html.escape(_title(found))}</h1>", _list(_summary(found))]
    for heading, columns, rows in () if _untouched(found) else _tables(found):
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in columns)
        body = "".join(f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>" for row in rows)
        parts.append(
            f"<h2>{html.escape(heading)}</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )
    parts.append(f"<p>{_NONE}</p>" if _untouched(found) else f"<h2>次の版の案</h2>{_list(_proposed(found))}")
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{html.escape(_title(found))}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _list(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{_html(line)}</li>' for line in lines)}</ul>"


def _html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def impact_xlsx(found: Impact) -> bytes:
    """A workbook: the decisions and each pile on a sheet."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": _title(found), "author": "piadiff", "created": _FIXED})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, (heading, columns, rows) in zip(("決めること", *PILES.values()), _tables(found), strict=True):
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, heading, bold)
            sheet.set_column(0, len(columns) - 1, 24, wrapped)
            for at, line in enumerate([tuple(columns), *rows], 2):
                for column, cell in enumerate(line):
                    sheet.write_string(at, column, cell, bold if at == 2 else wrapped)
            sheet.freeze_panes(3, 0)
    return repacked(out.getvalue())
