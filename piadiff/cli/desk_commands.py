"""The command that opens the officer's desk in a browser: desk."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

import click

from piadiff.cli import options
from piadiff.cli.faults import report
from piadiff.cli.japanese import Command
from piadiff.cli.printing import show, tell
from piadiff.errors import WrongCallError

_MISSING = ("starlette", "uvicorn", "python_multipart")


@click.command("desk", cls=Command)
@click.argument("folder", metavar="[フォルダ]", type=options.FOLDER, required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="ポート番号（既定は空いている番号）。")
@click.option("--no-open", "--no-browser", "no_open", is_flag=True, help="ブラウザを開きません。")
@click.option("--read-only", is_flag=True, help="見るだけにします（決定を記録しません）。")
def desk(folder: Path | None, port: int, no_open: bool, read_only: bool) -> None:
    """ブラウザで、2つのファイルから変更箇所の表を作り、1行ずつ決めます。

    旧と新の評価書（または変更履歴の付いた Word 文書1つ）を画面に置くと、変更箇所を起案します。
    フォルダに版の保管庫を指定すると、その版から選べます。ほかのフォルダなら、決めたことをそこに残します。
    この機械の中だけで動き、外とは通信しません。最初の行に、画面のアドレスを表示します。
    """
    try:
        import python_multipart  # noqa: F401 - starlette asks for it only when a form comes

        from piadiff.desk.serving import Told, serve
    except ModuleNotFoundError as error:
        if error.name not in _MISSING:
            raise
        raise WrongCallError(
            "画面に要る部品が入っていません", remedy="pip install 'piadiff[desk]' で入れてください"
        ) from error

    def ready(address: str) -> None:
        show(f"{address}\n")
        tell("ブラウザで上のアドレスを開いています。終わるときは、画面の「終わる」か Ctrl+C です。")
        if not no_open:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    serve(folder, port, Told(ready, lambda fault: report(fault, "piadiff desk")), read_only=read_only)
