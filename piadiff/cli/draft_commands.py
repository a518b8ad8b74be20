"""Commands on 変更箇所 rows: draft, decide, summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command, Day
from piadiff.cli.printing import tell
from piadiff.draft import Accepted, Decision, read_decisions, with_decisions
from piadiff.errors import ExitCode, WrongCallError
from piadiff.model import Draft, Form, Timing, Verdict
from piadiff.pipeline import drafting, keeping, pairing, sides, signing
from piadiff.writers import json_contract
from piadiff.writers.draft import notes as draft_notes
from piadiff.writers.draft.formats import (
    FORMATS,
    REVIEW_FORMATS,
    SUMMARY_FORMATS,
    write_draft,
    write_review,
    write_summary,
)
from piadiff.writers.draft.table import TableOptions
from piadiff.writers.unread import opinion_lines, pair_lines, unread_lines

if TYPE_CHECKING:
    from piadiff.pipeline.second_reader import SecondReader

_granularity = click.option(
    "--granularity",
    type=click.Choice(["change", "item"]),
    default="change",
    help="change: 同じ変更は1行にまとめる（既定）。item: 項目ごとに1行。",
)
_day = click.option("--date", "day", type=Day(), default=None, help="変更日（既定は新しい版の公表日）。")
_style = click.option(
    "--style", type=options.SOURCE, default=None, help="書き方の設定（既定は保管庫の piadiff-style.yaml）。"
)


@click.command("draft", cls=Command)
@click.argument("old", metavar="[旧]", required=False)
@click.argument("new", metavar="[新]", required=False)
@options.registry
@options.format_of(FORMATS, "text")
@_granularity
@_day
@_style
@click.option("--heading", default="", help="表の上に書く見出し。")
@click.option("--official-only", is_flag=True, help="公式の6列だけにします。")
@click.option("--tracked", is_flag=True, help="変更履歴の付いた文書にします（docx）。")
@click.option(
    "--decisions-from",
    "signed",
    type=options.SOURCE,
    default=None,
    help="書き換えて戻された xlsx から、決定を記録します。",
)
@click.option("--accept", "signed_before", type=options.SOURCE, default=None, hidden=True)
@click.option("--person", default="", help="決めた人の名前（--decisions-from で「決定者」の列が空の行に使います）。")
@click.option(
    "--into",
    "target",
    type=options.SOURCE,
    default=None,
    help="次の版の変更箇所の表に行を書き込みます（xlsx・docx のほかの所はそのまま残ります）。",
)
@click.option("--force", is_flag=True, help="旧と新の組が疑わしくても --into で書き込みます。")
@click.option("--since", default="", metavar="版", help="保管庫の全評価書について、この版からの変更を起案します。")
@options.output
@options.as_json
@options.opinion
@options.days
def draft(
    old: str | None,
    new: str | None,
    registry: Path | None,
    output: Path | None,
    as_json: bool,
    **rest: Any,  # noqa: ANN401
) -> int:
    """変更箇所の表を起案します。

    旧・新は、ファイル、版（コミット・公表日）、または 版:パス です。
    変更履歴の付いた Word 文書は、一つだけ指定すれば、変更の前と後を比べます。
    担当者の決定（新.decisions.yaml）は、起案し直しても残ります。
    """
    rest["signed"] = rest["signed"] or rest.pop("signed_before")
    reader = options.second_reader(rest)
    if rest["since"]:
        return _review(old, registry, output, as_json=as_json, rest=rest)
    if old and not new and Path(old).suffix.lower() == ".docx":
        new = old
    if not old or not new:
        raise WrongCallError("旧と新の版が要ります", remedy="`piadiff draft 旧 新`、または --since 版 で保管庫全体")
    days = options.gathered(rest)
    to_form = bool(rest["target"] or rest["signed"])
    format_ = (
        "text" if to_form else options.chosen_format(FORMATS, rest["format_"], output, as_json=as_json, default="text")
    )
    pair = sides.open_pair(old, new, registry)
    how = drafting.drafting(pair, new, registry, day=rest["day"], granularity=rest["granularity"], style=rest["style"])
    drafted = _with_opinions(drafting.draft(*pair, days, how), pair[1], drafting.decisions_file(new, registry), reader)
    incomplete = _status(drafted)
    if rest["signed"]:
        _take_decisions(rest["signed"], drafted, how, drafting.decisions_file(new, registry), rest["person"])
        return incomplete
    if rest["target"]:
        if not rest["force"]:
            pairing.refuse(drafted.pair)
        made = keeping.into(rest["target"], output, drafted, pair[0])
        if made.content is not None:
            options.deliver(made.content, output or rest["target"])
        options.deliver(draft_notes.placed(made.placed, str(output or rest["target"]), made.notes), None)
        return incomplete
    table = TableOptions(rest["heading"], rest["tracked"], rest["official_only"])
    options.deliver(write_draft(drafted, format_, table), output)
    tell(draft_notes.told(drafted, how.decisions), end="")
    return incomplete


def _with_opinions(drafted: Draft, form: Form, decisions: Path, reader: SecondReader | None) -> Draft:
    """The draft with the opinions kept beside the decisions, and those of a second reader who is named now."""
    file = decisions.with_name(decisions.name.removesuffix(drafting.DECISIONS) + drafting.OPINIONS)
    if reader is None and not file.is_file():
        return drafted
    from piadiff.pipeline import opining

    opinions = opining.kept_opinions(file)
    if reader is not None:
        listed = (item.path for item in form.items if item.significant)
        asked = opining.ask_about_draft(drafted, listed, reader, options.today())
        opining.keep(file, asked.opinions)
        tell(opinion_lines(asked.unanswered), end="")
        opinions.update(asked.opinions)
    return opining.with_opinions(drafted, opinions)


def _status(*drafts: Draft) -> int:
    """4 where a side of a comparison was read incompletely."""
    unread = any(sides.incomplete(drafted.unread) for drafted in drafts)
    return int(ExitCode.INCOMPLETE if unread else ExitCode.DONE)


def _take_decisions(file: Path, drafted: Any, how: drafting.Drafting, target: Path, person: str) -> None:  # noqa: ANN401 - a Draft
    taken: list[tuple[Accepted, Mapping[str, Decision]]] = []

    def take(text: str) -> str:
        stands = read_decisions(text, str(target))
        now = replace(how, decisions=stands)
        accepted = drafting.accept(file.read_bytes(), str(file), with_decisions(drafted, stands), now, person)
        taken.append((accepted, stands))
        return drafting.recorded(text, accepted.decisions, str(target))

    signing.changed(target, take)
    options.deliver(draft_notes.accepted(*taken[-1], str(target)), None)


def _review(
    old: str | None, registry: Path | None, output: Path | None, *, as_json: bool, rest: dict[str, Any]
) -> int:
    """All forms of a registry at once."""
    if old or rest["signed"] or rest["target"]:
        raise WrongCallError(
            "--since は旧・新・--decisions-from・--into と一緒には使えません",
            remedy="`piadiff draft --registry 保管庫 --since 版`",
        )
    days = options.gathered(rest)
    named = rest["format_"]
    if named not in (None, *REVIEW_FORMATS):
        raise WrongCallError(
            f"複数の評価書の確認は形式「{named}」では書けません", remedy=f"{'、'.join(REVIEW_FORMATS)} のどれかです"
        )
    format_ = options.chosen_format(REVIEW_FORMATS, named, output, as_json=as_json, default="markdown")
    how = drafting.Drafting(rest["day"], rest["granularity"], drafting.style_of(registry, rest["style"]))
    review, left_out = drafting.review(registry, rest["since"], days, how)
    options.deliver(write_review(review, format_), output)
    for form, drafted in review.drafts.items():
        for line in (*pair_lines((*drafted.pair, *drafted.late)), *unread_lines(drafted.unread)):
            tell(f"{form}: {line}")
    tell(draft_notes.left_out(left_out), end="")
    return _status(*review.drafts.values())


@click.command("decide", cls=Command)
@options.old
@options.new
@click.argument("row", metavar="行")
@options.registry
@_granularity
@_day
@click.option("--person", required=True, help="決めた人の名前。")
@click.option("--explanation", default=None, help="提出時期に係る説明。")
@click.option("--verdict", type=click.Choice([str(verdict) for verdict in Verdict]), default=None, help="重要度。")
@click.option("--timing", type=click.Choice(["事前", "事後"]), default=None, help="提出時期。")
@click.option("--changed-on", type=Day(), default=None, help="この行の変更日。")
@click.option("--effective-on", type=Day(), default=None, help="この行の施行日・運用開始日。")
@click.option("--until", type=Day(), default=None, help="重要な変更を軽くする決定の期限（この変更日まで）。")
@click.option("--reason", default="", help="そう決めた理由。")
@options.as_json
@options.days
def decide(old: str, new: str, row: str, registry: Path | None, as_json: bool, **rest: Any) -> None:  # noqa: ANN401
    """起案の1行について、担当者の決定を記録します。

    行は、起案の行番号、項目（Ⅰ－５ など）、または識別子で指定します。
    記録は 新.decisions.yaml に残り、起案し直しても上書きされません。
    """
    days = options.gathered(rest)
    pair = sides.open_pair(old, new, registry)
    how = drafting.drafting(pair, new, registry, day=rest["day"], granularity=rest["granularity"], style=None)
    drafted = drafting.draft(*pair, days, how)
    chosen = drafting.row_named(drafted, row, pair[1])
    decision = _decision(rest)
    target = drafting.decisions_file(new, registry)
    signing.changed(target, lambda text: drafting.record(text, chosen, decision, str(target)))
    document = {
        "schema": "piadiff/decide/1",
        "file": str(target),
        "item": chosen.item,
        "fingerprint": chosen.fingerprint,
    }
    told = f"{target} に「{chosen.item}」の決定（{decision.person}）を記録しました\n"
    options.deliver(json_contract.dumps(document) if as_json else told, None)


def _decision(rest: dict[str, Any]) -> Decision:
    told: dict[str, str | date | None] = {
        "explanation": rest["explanation"],
        "verdict": rest["verdict"] and Verdict(rest["verdict"]),
        "timing": rest["timing"] and Timing(rest["timing"]),
        "date": rest["changed_on"],
        "effective": rest["effective_on"],
        "until": rest["until"],
    }
    if not any(told.values()) and not rest["reason"]:
        raise WrongCallError(
            "決める内容がありません",
            remedy="--explanation --verdict --timing --changed-on --effective-on --reason のどれかを付けてください",
        )
    return Decision.model_validate({**told, "person": rest["person"], "reason": rest["reason"]})


@click.command("summary", cls=Command)
@options.old
@options.new
@options.registry
@options.format_of(SUMMARY_FORMATS, "text")
@_granularity
@_day
@_style
@options.output
@options.as_json
@options.days
def summary(old: str, new: str, registry: Path | None, output: Path | None, as_json: bool, **rest: Any) -> int:  # noqa: ANN401
    """住民向けの変更概要（意見募集などに使う、やさしい言葉のまとめ）を作ります。"""
    days = options.gathered(rest)
    format_ = options.chosen_format(SUMMARY_FORMATS, rest["format_"], output, as_json=as_json, default="text")
    pair = sides.open_pair(old, new, registry)
    how = drafting.drafting(pair, new, registry, day=rest["day"], granularity=rest["granularity"], style=rest["style"])
    drafted = drafting.draft(*pair, days, how)
    for line in (*pair_lines((*drafted.pair, *drafted.late)), *unread_lines(drafted.unread)):
        tell(line)
    options.deliver(write_summary(drafting.summary(pair[1], drafted, how.style), format_), output)
    return _status(drafted)
