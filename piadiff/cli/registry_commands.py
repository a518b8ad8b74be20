"""Commands around the git registry: import, rewind, log, blame."""

from __future__ import annotations

from pathlib import Path

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.cli.printing import tell
from piadiff.errors import ExitCode
from piadiff.pipeline import importing, storing
from piadiff.writers import history_listing, json_contract, terminal


@click.command("import", cls=Command)
@click.argument("sources", metavar="評価書またはフォルダ...", nargs=-1, required=True, type=options.SOURCES)
@options.registry_required
@click.option("--skip-unreadable", is_flag=True, help="読めないファイルを挙げて除き、残りを納めます（終了コード 4）。")
@options.as_json
def import_(sources: tuple[Path, ...], registry: Path, skip_unreadable: bool, as_json: bool) -> int:
    """評価書を読み、保管庫に版として納めます。

    いくつでも、フォルダごとでも（下のフォルダも含めて）指定でき、公表日の順に納めます。
    すべてを一度に納めます: 読めないファイルが一つでもあれば、それらを挙げ、何も納めません。
    同じ内容がすでに保管されていれば、新しい版を作りません。
    """
    made, left_out = importing.import_sources(sources, registry, skip_unreadable=skip_unreadable)
    told = json_contract.dumps(json_contract.imported(made, left_out)) if as_json else terminal.imported(made)
    options.deliver(told, None)
    tell(terminal.left_out(left_out), end="")
    return int(ExitCode.INCOMPLETE if left_out else ExitCode.DONE)


@click.command("rewind", cls=Command)
@click.argument("source", metavar="評価書", type=options.SOURCE)
@options.registry_required
@options.as_json
def rewind(source: Path, registry: Path, as_json: bool) -> None:
    """変更箇所の表を新しい方から取り消し、過去の版を保管庫に復元します。

    復元した版の公表日は分かりません。どの行でも裏づけられない項目には、不確かであることとその理由が付きます。
    """
    versions, filled = storing.rewind_source(source, registry)
    document = json_contract.dumps(json_contract.rewind(versions, filled))
    options.deliver(
        document if as_json else terminal.versions(versions) + terminal.filled(filled) + terminal.rewound(versions),
        None,
    )


@click.command("log", cls=Command)
@click.argument("form", metavar="[評価書]", required=False)
@click.argument("item", metavar="[項目]", required=False)
@options.registry
@options.as_json
def log(form: str | None, item: str | None, registry: Path | None, as_json: bool) -> None:
    """保管庫にある評価書の版を、公表日の古い順に示します。

    評価書は保管庫でのパスか評価書番号です。項目を付けると、その項目が変わった版だけを示します。
    """
    found = storing.log(registry, form, item)
    options.deliver(json_contract.dumps(json_contract.log(found)) if as_json else history_listing.log(found), None)


@click.command("blame", cls=Command)
@click.argument("form", metavar="[評価書]", required=False)
@click.argument("item", metavar="[項目]", required=False)
@options.registry
@click.option("--unexplained", is_flag=True, help="変更箇所のどの行も説明していない変更だけを示します。")
@options.as_json
def blame(form: str | None, item: str | None, registry: Path | None, unexplained: bool, as_json: bool) -> None:
    """項目ごとに、いつ、どの版で変わり、変更箇所のどの行がそれを説明しているかを示します。

    評価書は保管庫でのパスか評価書番号です。項目を付けると、その項目の変更を新しい方からすべて示します。
    """
    lines = storing.blame(registry, form, item, unexplained=unexplained)
    told = json_contract.dumps(json_contract.blame(lines)) if as_json else history_listing.blame(lines)
    options.deliver(told, None)
