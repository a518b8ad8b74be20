"""The command on one source: read."""

from __future__ import annotations

from pathlib import Path

import click

from piadiff import canonical
from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.cli.printing import tell
from piadiff.errors import ExitCode
from piadiff.pipeline import sides
from piadiff.writers import json_contract, terminal
from piadiff.writers.form.formats import FORMATS, write_form
from piadiff.writers.formats import of_file, suffixes


@click.command("read", cls=Command)
@click.argument("source", metavar="評価書", type=options.SOURCE)
@click.option(
    "-o",
    "--output",
    type=options.OUTPUT,
    default=None,
    help=f"書き出すファイル。拡張子（{'・'.join(suffixes(FORMATS))}）の形で書きます。xlsx・docx は様式の形です。",
)
@click.option("--min-coverage", type=click.FloatRange(0, 1), default=0.9, help="読み取り率の下限（既定 0.9）。")
@options.as_json
def read(source: Path, output: Path | None, min_coverage: float, as_json: bool) -> int:
    """評価書（xlsx・docx・PDF・テキスト・YAML）を読み、正規形にします。

    -o に .xlsx か .docx のファイルを指定すると、公式の様式の形に書き戻します。
    """
    if output is not None:
        of_file(FORMATS, output, "yaml")
    form = sides.read_source(source)
    content = json_contract.dumps(json_contract.read(form)) if as_json else canonical.dump(form)
    if output is not None:
        options.deliver(write_form(form, output), output)
    if output is None or as_json:
        options.deliver(content, None)
    tell(terminal.coverage(form))
    if sides.is_tracked(source):
        note = f"変更履歴のある文書です。変更を受け入れた形で読みました（前後の比較: piadiff diff {source} {source}）"
        tell(note)
    absent = sides.absent_sections(form)
    if absent:
        tell(f"原稿にない節: {'、'.join(absent)}（途中で切れているか、評価書の一部だけの原稿です）")
    return int(ExitCode.INCOMPLETE if absent or form.coverage < min_coverage else ExitCode.DONE)
