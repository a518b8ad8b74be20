"""The command that writes the offline pages of a registry: report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command, Day
from piadiff.errors import WrongCallError
from piadiff.pipeline import reporting
from piadiff.writers import json_contract
from piadiff.writers.report.frame import Footing, Sides
from piadiff.writers.report.listing import INDEX


@click.command("report", cls=Command)
@options.registry
@click.option("-o", "--output", type=options.FOLDER, required=True, help="頁を書き出すフォルダ。")
@click.option(
    "--as-of",
    type=Day(),
    default=None,
    help="判定をこの日の規則で行い、期限の経過をこの日で示します（既定は最新の規則。期限の経過は示しません）。",
)
@click.option("--reproducible", is_flag=True, help="頁に作成日を入れません。同じ保管庫からは、いつも同じ頁ができます。")
@click.option("--new-left", is_flag=True, help="新しい方を左に置きます（既定は古い方が左）。")
@click.option(
    "--titles",
    default="変更前,変更後",
    metavar="旧,新",
    help="二つの欄の名前（既定は 変更前,変更後。例 改正前,改正後）。",
)
@options.as_json
def report(registry: Path | None, output: Path, titles: str, as_json: bool, **rest: Any) -> None:  # noqa: ANN401
    """保管庫の全履歴を、通信の要らないHTMLの頁にします。

    評価書の一覧と、評価書ごとの頁（まず見る点、所見、年表、版ごとの変更と判定の理由、公表された行、いまの記載）を
    書き出します。どの頁も、絞り込み（頁の番地に残ります）、検索、A4横の印刷ができます。所見は、部署が書き込む
    表（xlsx・csv）にもなり、piadiff accept --from で読み戻せます。
    """
    made = None if rest["reproducible"] else options.today()
    old, _, new = titles.replace("、", ",").partition(",")
    if not old.strip() or not new.strip() or "," in new:
        raise WrongCallError(f"--titles「{titles}」は二つの名前ではありません", remedy="例: --titles 改正前,改正後")
    footing = Footing(as_of=rest["as_of"], made=made, sides=Sides(old.strip(), new.strip(), new_left=rest["new_left"]))
    names = []
    for name, content in reporting.report(registry, footing):
        options.deliver(content, output / name)
        names.append(name)
    pages = sorted(name for name in names if name.endswith(".html"))
    document = {"schema": "piadiff/report/1", "pages": pages, "files": sorted(set(names) - set(pages))}
    told = f"{output / INDEX} に書きました（{len(pages)} 頁）\n"
    options.deliver(json_contract.dumps(document) if as_json else told, None)
