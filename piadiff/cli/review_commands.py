"""What a pull request shows: pr."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.errors import ExitCode, UnreadableSourceError, WrongCallError
from piadiff.model.pull_request import NOTHING, STOPS_FOR, USUAL
from piadiff.pipeline import reviewing
from piadiff.writers.pr.formats import FORMATS

_STDIN = "-"


@click.command("pr", cls=Command)
@click.argument("span", metavar="[BASE..HEAD]", default="")
@click.option(
    "--patch",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    default=None,
    help="git diff の出力のファイル（- は標準入力）。適用前でも適用後でも構いません。",
)
@click.option("--staged", is_flag=True, help="コミットしようとしている変更を見ます（git add したもの）。")
@options.format_of(FORMATS, "text")
@click.option(
    "--write",
    "writes",
    multiple=True,
    metavar="形=ファイル",
    help="同じ結果を、ほかの形でもファイルに書きます（何度でも。例 --write sarif=piadiff.sarif）。",
)
@click.option(
    "--fail-on",
    multiple=True,
    metavar="何か,…",
    help=f"1 で終わる理由（{'・'.join(STOPS_FOR)}・{NOTHING}。既定は軽微以外のすべて。読めないファイルはいつも）。",
)
@click.option("--links", default="", metavar="URL", help="行へのリンクの元（例 https://…/blob/コミット）。")
@options.registry
@options.output
@options.as_json
@options.days
def pr(span: str, patch: str | None, registry: Path | None, output: Path | None, **rest: Any) -> int:  # noqa: ANN401
    """プルリクエストの評価書の変更を、重い順に示します。

    BASE..HEAD を省くと、主のブランチから分かれた後の変更を見ます。BASE が先に進んでいても、分かれた所と比べます。
    markdown はコメント、summary はジョブの要約、report は省略のない全体、github は注釈として貼る形です。
    担当者の決定（.decisions.yaml）と受容の記録（piadiff-accepted.yaml）は、新しい側のものを使います。
    人が見るべき点（--fail-on）があれば 1 で終わります。
    """
    if sum((bool(span), bool(patch), rest["staged"])) > 1:
        raise WrongCallError("BASE..HEAD と --patch と --staged は一緒に使えません", remedy="どれか一つにしてください")
    writes = [_target(each) for each in rest["writes"]]
    format_ = options.chosen_format(FORMATS, rest["format_"], output, as_json=rest["as_json"], default="text")
    how = reviewing.Reviewing(options.gathered(rest), _stops_for(rest["fail_on"]), rest["links"], options.today())
    if patch is None:
        pull = reviewing.review_span(reviewing.STAGED if rest["staged"] else span, registry, how)
    else:
        pull = reviewing.review_patch(_content(patch), patch, registry, how)
    for name, file in writes:
        options.deliver(FORMATS[name].write(pull), file)
    options.deliver(FORMATS[format_].write(pull), output)
    passed = ExitCode.INCOMPLETE if pull.incomplete else ExitCode.DONE
    return int(ExitCode.FOUND if pull.must_look else passed)


def _target(told: str) -> tuple[str, Path]:
    """Format and file of ``--write``.

    Raises:
        WrongCallError: When there is no such format, or no file.
    """
    name, _, file = told.partition("=")
    if name not in FORMATS or not file:
        raise WrongCallError(
            f"--write の「{told}」が読めません", remedy=f"形=ファイル の形で、形は {'・'.join(FORMATS)} のどれかです"
        )
    return name, Path(file)


def _content(patch: str) -> bytes:
    """A patch from a file or standard input.

    Raises:
        UnreadableSourceError: When the file cannot be opened.
    """
    try:
        return sys.stdin.buffer.read() if patch == _STDIN else Path(patch).read_bytes()
    except OSError as error:
        raise UnreadableSourceError(
            "ファイルを開けません", where=patch, remedy="場所と権限を確かめてください"
        ) from error


def _stops_for(told: tuple[str, ...]) -> frozenset[str]:
    """The words of ``--fail-on``.

    Raises:
        WrongCallError: When one is none of those there are.
    """
    words = {word for each in told for word in each.replace("、", ",").split(",") if word}
    unknown = words - {*STOPS_FOR, NOTHING}
    if unknown:
        raise WrongCallError(
            f"--fail-on の「{'、'.join(sorted(unknown))}」はありません",
            remedy=f"{'・'.join((*STOPS_FOR, NOTHING))} から、, で区切って選んでください",
        )
    return frozenset(words - {NOTHING}) if words else USUAL
