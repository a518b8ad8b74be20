"""What a pull request shows: pr."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.errors import ExitCode, WrongCallError
from piadiff.pipeline import reviewing
from piadiff.writers.pr.formats import FORMATS


@click.command("pr", cls=Command)
@click.argument("span", metavar="[BASE..HEAD]", default="")
@click.option(
    "--patch", type=options.SOURCE, default=None, help="git diff の出力のファイル。適用前でも適用後でも構いません。"
)
@options.format_of(FORMATS, "text")
@options.registry
@options.output
@options.as_json
@options.days
def pr(span: str, patch: Path | None, registry: Path | None, output: Path | None, **rest: Any) -> int:  # noqa: ANN401
    """プルリクエストの評価書の変更を、重い順に示します。

    BASE..HEAD を省くと、主のブランチから分かれた後の変更を見ます。BASE が先に進んでいても、分かれた所と比べます。
    markdown は、プルリクエストのコメントとして貼る形です。
    人が見るべき点（軽微でない変更、変更箇所の表の誤り、読めないファイルなど）があれば 1 で終わります。
    """
    if span and patch:
        raise WrongCallError("BASE..HEAD と --patch は一緒に使えません", remedy="どちらか一つにしてください")
    format_ = options.chosen_format(FORMATS, rest["format_"], output, as_json=rest["as_json"], default="text")
    chosen = options.gathered(rest)
    pull = reviewing.review_patch(patch, registry, chosen) if patch else reviewing.review_span(span, registry, chosen)
    options.deliver(FORMATS[format_].write(pull), output)
    return int(ExitCode.FOUND if pull.must_look else ExitCode.DONE)
