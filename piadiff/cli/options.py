"""Options that several commands share."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from piadiff.cli.japanese import Day
from piadiff.cli.printing import put, show
from piadiff.data import write_whole
from piadiff.errors import WrongCallError, reason
from piadiff.pipeline.days import Days
from piadiff.writers.characters import visible
from piadiff.writers.formats import Formats, of_file, suffixes

if TYPE_CHECKING:
    from piadiff.pipeline.second_reader import SecondReader

Function = TypeVar("Function", bound=Callable[..., Any])

_IN_MEMORY = 4_000_000
_KEPT = 64_000_000

SOURCE = click.Path(exists=True, dir_okay=False, path_type=Path)
SOURCES = click.Path(exists=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)

old = click.argument("old", metavar="旧")
new = click.argument("new", metavar="新")
as_json = click.option("--json", "as_json", is_flag=True, help="JSONで出力します。")
registry = click.option("--registry", type=FOLDER, default=None, help="版の保管庫（既定は今いるフォルダの保管庫）。")
registry_required = click.option("--registry", type=FOLDER, required=True, help="版の保管庫のフォルダ。")
output = click.option("-o", "--output", type=OUTPUT, default=None, help="書き出すファイル。")


def format_of(formats: Formats, default: str) -> Callable[[Function], Function]:
    """``--format`` with the choices of a table of writers."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(list(formats)),
        default=None,
        help=f"出力の形（既定は -o の拡張子 {'・'.join(suffixes(formats))} から、なければ {default}）。",
    )


def chosen_format(
    formats: Formats, chosen: str | None, output: Path | None, *, as_json: bool = False, default: str
) -> str:
    """The format named, else the one the suffix of the file says, else the default.

    Raises:
        WrongCallError: When the file has a suffix of no format, or the format cannot be shown on a screen.
    """
    name = "json" if as_json else chosen or (of_file(formats, output, default) if output else default)
    if formats[name].binary and output is None:
        raise WrongCallError(f"{name} は画面には出せません", remedy="-o で書き出すファイルを指定してください")
    return name


def days(function: Function) -> Function:
    """``--as-of --effective --submitted``, given to the command as one ``Days``."""
    for name, text in (
        ("--submitted", "提出・公表する日（既定は新しい版の公表日）。"),
        ("--effective", "変更が実際に行われる日（施行日・運用開始日）。"),
        ("--as-of", "この日に効力のある規則で判定し直します（既定は今の規則）。"),
    ):
        function = click.option(name, type=Day(), default=None, help=text)(function)
    return function


def opinion(function: Function) -> Function:
    """``--opinion --model --opinion-timeout``: a second reader, where an office has one."""
    for name, kind, default, metavar, text in (
        ("--opinion-timeout", click.FloatRange(min=0.1), 60.0, "秒", "参考意見の1件を待つ長さ（既定は60秒）。"),
        ("--model", str, "", "名前", "参考意見を聞くモデルの名前。"),
        ("--opinion", str, "", "URL", "要判断の行と※の軽微の行に、庁内の chat completions の参考意見を添えます。"),
    ):
        option = click.option(name, type=kind, default=default, metavar=metavar, show_default=False, help=text)
        function = option(function)
    return function


def second_reader(options: dict[str, Any]) -> SecondReader | None:
    """The second reader a person names, None where none is; the options are taken out.

    Raises:
        WrongCallError: When only one of address and model is named, or the address is none.
    """
    url, model, seconds = (options.pop(name) for name in ("opinion", "model", "opinion_timeout"))
    if not url and not model:
        return None
    if not url or not model:
        raise WrongCallError("--opinion と --model は両方が要ります", remedy="--opinion URL --model 名前")
    from piadiff.pipeline.second_reader import SecondReader

    return SecondReader(url, model, seconds)


def gathered(options: dict[str, Any]) -> Days:
    """The three day options as ``Days``; they are taken out of the options."""
    return Days(**{name: options.pop(name) for name in ("as_of", "effective", "submitted")})


def deliver_pieces(pieces: Iterable[str]) -> bytes:
    """Print what comes piece by piece, all of it or, when one of them fails to come, nothing.

    Returns:
        What was printed; nothing where it is too large to be kept.
    """
    printed: list[bytes] = []
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as whole:
        for piece in pieces:
            whole.write(visible(piece).encode(errors="backslashreplace"))
        size = whole.tell()
        whole.seek(0)
        while part := whole.read(_IN_MEMORY):
            put(part)
            printed += [part] if size <= _KEPT else []
    return b"".join(printed)


def deliver(content: str | bytes, target: Path | None, *, coloured: bool = False) -> None:
    """Print, or write a file whole or not at all; ``coloured`` says that a writer steers the terminal on purpose."""
    if target is None:
        show(content, coloured=coloured)
        return
    try:
        write_whole(content if isinstance(content, bytes) else content.encode(errors="backslashreplace"), target)
    except OSError as error:
        raise WrongCallError(
            f"書き込めません（{reason(error)}）", where=str(target), remedy="場所と権限、空き容量を確かめてください"
        ) from error


def today() -> datetime.date:
    """The day at this desk; only commands know it."""
    return datetime.datetime.now().astimezone().date()
