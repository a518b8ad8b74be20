"""The commands that look for what differs, and record what a person accepts of it: audit, accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from piadiff.audit import catalogue
from piadiff.audit.acceptance import LONGEST
from piadiff.cli import options, unchanged
from piadiff.cli.japanese import Command, Day
from piadiff.cli.printing import tell
from piadiff.errors import ExitCode, WrongCallError
from piadiff.model import Audited, Noted
from piadiff.pipeline import accepting, answering, auditing
from piadiff.pipeline.spread import Workers
from piadiff.writers import audit_listing, json_contract

_LAST_DAY = (
    "注意: 受容の期限は評価書の公表日の時点で見ました。今日の時点で見るには --as-of に今日の日付を付けてください"
)


@click.command("audit", cls=Command)
@click.argument("source", metavar="[評価書]", required=False, type=options.SOURCE)
@options.registry
@click.option(
    "--select", multiple=True, metavar="検査", help="この検査だけを行います（例 A02。何度でも指定できます）。"
)
@click.option("--ignore", multiple=True, metavar="検査=理由", help="この検査を、理由を付けて除きます。")
@click.option(
    "--accepted",
    type=options.SOURCE,
    default=None,
    help=f"受容の記録（既定は保管庫の {accepting.ACCEPTED_FILE}）。期限は --as-of、なければ公表日で見ます。",
)
@click.option(
    "--processes", type=click.IntRange(min=1), default=None, help="同時に使うプロセスの数（既定は計算機に合わせます）。"
)
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Dask のクラスタで行います（piadiff[scale] が要ります）。"
)
@options.as_json
@options.days
def audit(
    source: Path | None,
    registry: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_json: bool,
    **rest: Any,  # noqa: ANN401
) -> int:
    """評価書または保管庫の全履歴を点検し、気づいた点を挙げます（違反の断定はしません）。

    受容済みの点（piadiff accept で記録したもの）は、挙げますが終了コードを 1 にしません。
    """
    chosen = auditing.Selection.of(select, ignore)
    workers = Workers(rest.pop("processes") or 0, rest.pop("scheduler"))
    basis = auditing.Basis(options.gathered(rest), chosen, rest["accepted"], options.today(), workers)
    found = auditing.audit(source, registry, basis)
    watch = _Watch(found.noted)
    noted = Audited(watch, found.unused)
    if as_json:
        printed = options.deliver_pieces(json_contract.audit(noted, chosen.ignored))
    else:
        titles = {check.id: check.title for check in catalogue()}
        printed = options.deliver_pieces(audit_listing.audited(noted, chosen.ignored, titles))
    said = _LAST_DAY if watch.has_last_day and basis.days.as_of is None else ""
    if said:
        tell(said)
    status = int(ExitCode.FOUND if watch.counts else ExitCode.DONE)
    unchanged.keep(unchanged.Answer(status, f"{said}\n" if said else "", printed))
    return status


class _Watch:
    """Observations on their way out: whether one of them counts, and whether one is accepted up to a day."""

    def __init__(self, noted: Iterable[Noted]) -> None:
        self._noted = noted
        self.counts = False
        self.has_last_day = False

    def __iter__(self) -> Iterator[Noted]:
        for each in self._noted:
            self.counts = self.counts or each.counts
            self.has_last_day = self.has_last_day or bool(each.acceptance and each.acceptance.until)
            yield each


@click.command("accept", cls=Command)
@click.argument("form", metavar="[評価書]", required=False)
@click.argument("check", metavar="[検査]", required=False)
@options.registry
@click.option(
    "--from",
    "source",
    type=options.SOURCE,
    default=None,
    metavar="表",
    help="report の所見の表（xlsx）に書き込まれた対応を取り込みます。",
)
@click.option("--row", type=click.IntRange(min=1), default=None, metavar="行", help="変更箇所の行。")
@click.option("--path", default="", metavar="番地", help="項目の番地（Ⅰ-1-② など、audit の示すもの）。")
@click.option("--fingerprint", default="", metavar="識別子", help="同じ所に2件以上あるときの識別子（audit --json）。")
@click.option("--all", "all_of_them", is_flag=True, help="当たる気づきが2件以上のとき、すべてを受容します。")
@click.option("--person", default="", help="受容する人の名前（--from のほかでは必ず要ります）。")
@click.option("--reason", default="", help="受容する理由（--from のほかでは必ず要ります）。")
@click.option(
    "--until",
    type=Day(),
    default=None,
    help=f"受容の期限（この日まで。最長 {LONGEST.days} 日、既定も同じ）。",
)
@click.option(
    "--accepted",
    type=options.OUTPUT,
    default=None,
    help=f"書き込む受容の記録（既定は保管庫の {accepting.ACCEPTED_FILE}）。",
)
@options.as_json
@options.days
def accept(
    form: str | None,
    check: str | None,
    registry: Path | None,
    source: Path | None,
    as_json: bool,
    **rest: Any,  # noqa: ANN401
) -> None:
    """点検で気づいた点の一つを、人と理由を付けて受容します。--from では、書き込まれた所見の表から取り込みます。

    評価書は、保管庫でのパス、評価書番号、またはファイルです。今の点検で見つかる点だけを記録でき、
    記載が変わるか期限が来れば、受容は終わります。表は、すべての行が読めたときだけ取り込みます。
    """
    days = options.gathered(rest)
    file = accepting.file_of(rest.pop("accepted"), registry)
    if file is None:
        raise WrongCallError("受容の記録の置き場がありません", remedy="--registry か --accepted を指定してください")
    day = days.as_of or options.today()
    if source is not None:
        if form or check or any(rest.values()):
            raise WrongCallError("--from では、ほかの指定はできません", remedy="評価書・検査・人・理由は表に書きます")
        _take(source, file, answering.take(source, file, registry, days, day), as_json=as_json)
        return
    if not form or not check:
        remedy = "例: piadiff accept 12 A02 --person 名前 --reason 理由"
        raise WrongCallError("評価書と検査を指定してください", remedy=remedy)
    wish = accepting.Wish(check, day=day, **rest)
    text, count = auditing.accept(form, wish, file, registry, days)
    options.deliver(text, file)
    document = {"schema": "piadiff/accept/1", "file": str(file), "check": check, "accepted": count}
    told = f"{file} に {check} の受容 {count}件（{wish.person}）を記録しました\n"
    options.deliver(json_contract.dumps(document) if as_json else told, None)


def _take(source: Path, file: Path, taken: answering.Taken, *, as_json: bool) -> None:
    if taken.accepted:
        options.deliver(taken.text, file)
    others = "、".join(f"{response} {count}" for response, count in taken.others.items())
    told = [
        f"{source.name} から {file} に受容 {taken.accepted}件を記録しました（すでにあるもの {taken.kept}件）",
        f"記録しない対応: {others}（受容だけを記録します）" if others else "",
        *(f"もう見つからない点です（直っていれば、そのままで構いません）: {where}" for where in taken.gone),
    ]
    document = {
        "schema": "piadiff/accept/1",
        "file": str(file),
        "check": "",
        "accepted": taken.accepted,
        "kept": taken.kept,
        "others": dict(taken.others),
        "gone": list(taken.gone),
    }
    shown = "".join(f"{line}\n" for line in told if line)
    options.deliver(json_contract.dumps(document) if as_json else shown, None)
