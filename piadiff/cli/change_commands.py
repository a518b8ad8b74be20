"""Commands on the changes between two versions or of given rows: diff, classify, next."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.cli.printing import tell
from piadiff.errors import ExitCode
from piadiff.model import Finding, Opinion, Verdict
from piadiff.pipeline import deciding, judging, lateness, pairing, sides
from piadiff.readers.rows_file import read_rows
from piadiff.writers import beside_json, json_contract, terminal
from piadiff.writers.diff.formats import FORMATS
from piadiff.writers.diff.runs import View
from piadiff.writers.unread import opinion_lines, pair_lines, unread_lines

if TYPE_CHECKING:
    from piadiff.pipeline.second_reader import SecondReader

_WIDTH = 100
"""Columns of what is not shown on a terminal."""


@click.command("diff", cls=Command)
@options.old
@options.new
@options.registry
@options.format_of(FORMATS, "inline")
@click.option(
    "--view",
    type=click.Choice(["words", "phrase"]),
    default="words",
    help="words: 変わった語に印を付けます（既定）。phrase: 文節ごとに印を付けます。",
)
@click.option("--exit-code", is_flag=True, help="軽微でない変更があれば 1 で終わります。")
@options.output
@options.as_json
@options.days
def diff(old: str, new: str, registry: Path | None, output: Path | None, exit_code: bool, **rest: Any) -> int:  # noqa: ANN401
    """2つの版の違いを項目ごとに示し、重要度と提出時期を判定します。

    旧・新は、ファイル、版（コミット・公表日）、または 版:パス です。
    担当者の決定（新.decisions.yaml）があれば、その判定で示します。
    変更履歴の付いた Word 文書は、旧と新に同じ文書を指定すれば、変更の前と後を比べます。
    inline は重い順に1件ずつ、side・markdown・html は新旧対照表です。
    """
    format_ = options.chosen_format(FORMATS, rest["format_"], output, as_json=rest["as_json"], default="inline")
    pair = sides.open_pair(old, new, registry)
    unread, against = sides.unread(*pair), pairing.mismatches(*pair)
    findings = deciding.judged(*pair, options.gathered(rest), new, registry).findings
    screen = _screen(to_file=output is not None)
    content = FORMATS[format_].write(
        findings,
        judging.replacements(findings),
        view=View(rest["view"]),
        unread=beside_json.unread(unread),
        mismatches=against,
        **screen,
    )
    for line in pair_lines(against):
        tell(line)
    options.deliver(content, output, coloured=screen["colour"])
    for line in unread_lines(unread):
        tell(line)
    heavy = any(finding.verdict is not Verdict.MINOR for finding in findings)
    found = ExitCode.FOUND if exit_code and heavy else ExitCode.DONE
    return int(ExitCode.INCOMPLETE if sides.incomplete(unread) else found)


def _screen(*, to_file: bool) -> dict[str, Any]:
    """Width and colour: those of the terminal, where there is one."""
    screen = sys.stdout.isatty() and not to_file
    width = shutil.get_terminal_size().columns if screen else _WIDTH
    return {"width": width, "colour": screen and "NO_COLOR" not in os.environ}


@click.command("classify", cls=Command)
@click.argument("rows", metavar="行のファイル", type=options.SOURCE)
@click.option("--form", type=options.SOURCE, help="行が属する評価書。ほかの項目の記載を、判定の前提にします。")
@options.as_json
@options.opinion
@options.days
def classify(rows: Path, form: Path | None, as_json: bool, **days: Any) -> None:  # noqa: ANN401
    """変更の行（JSON・JSONL・CSV・xlsx。form, item, before, after[, context]）を判定します。

    context には、同じ評価書のほかの項目の記載（例: {"Ⅱ-2": "500人未満"}）や公表日を書けます。
    """
    known = sides.read_source(form) if form else None
    reader = options.second_reader(days)
    given = read_rows(rows)
    against = pairing.of_rows([row.form for row in given], known)
    found = judging.classify_rows(given, options.gathered(days), known)
    asked = _asked(found, reader)
    document = json_contract.classify(found, against, asked)
    content = json_contract.dumps(document) if as_json else terminal.classified(found, asked)
    for line in pair_lines(against):
        tell(line)
    options.deliver(content, None)


def _asked(found: Sequence[tuple[int, Finding]], reader: SecondReader | None) -> Mapping[int, Opinion]:
    """Opinions by row, where a second reader is named; says for which rows none came."""
    if reader is None:
        return {}
    from piadiff.pipeline import opining

    asked = opining.ask_about(found, reader, options.today())
    tell(opinion_lines(asked.unanswered), end="")
    return {int(mark): opinion for mark, opinion in asked.opinions.items()}


@click.command("next", cls=Command)
@options.old
@options.new
@options.registry
@options.as_json
@options.days
def next_(old: str, new: str, registry: Path | None, as_json: bool, **days: Any) -> int:  # noqa: ANN401
    """判定の結果から、次に必要な手続を順に示します。"""
    pair = sides.open_pair(old, new, registry)
    gathered = options.gathered(days)
    told = deciding.judged(*pair, gathered, new, registry)
    steps = judging.next_steps(pair[1], told.findings)
    against, unread = pairing.mismatches(*pair), sides.unread(*pair)
    late = lateness.late_changes(told.findings, told.rows.values(), pair[1], gathered)
    document = {
        "schema": "piadiff/next/1",
        "pair": beside_json.pair(against),
        "late": beside_json.late(late),
        "steps": steps,
        "unread": beside_json.unread(unread),
    }
    for line in (*pair_lines((*against, *late)), *unread_lines(unread)):
        tell(line)
    options.deliver(json_contract.dumps(document) if as_json else terminal.steps(steps), None)
    return int(ExitCode.INCOMPLETE if sides.incomplete(unread) else ExitCode.DONE)
