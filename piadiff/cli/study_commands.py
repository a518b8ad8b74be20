"""The command that studies published forms: study."""

from __future__ import annotations

from pathlib import Path

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.pipeline import studying
from piadiff.writers.study import study_json, study_text


@click.command("study", cls=Command)
@click.argument("folder", metavar="フォルダ", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.output
@options.as_json
def study(folder: Path, output: Path | None, as_json: bool) -> None:
    """手元の評価書が公表している判断と、規則の判定との一致を、集計だけで示します。

    規則ごと・原因ごとの一致（95%の信頼区間付き）と、法令だけで決まる誤り（項番・条・見出し）を数えます。
    評価書の名前・番号・文は出力に入らないので、表をほかの人へ渡せます。同じ評価書の版がいくつもあれば、最も新しいものを見ます。
    """
    found = studying.study(folder)
    options.deliver(study_json(found) if as_json else study_text(found), output)
