"""What an officer takes away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from piadiff.desk.work import Work
from piadiff.errors import WrongCallError
from piadiff.pipeline import drafting, keeping
from piadiff.writers.draft import notes
from piadiff.writers.draft.formats import write_draft, write_summary
from piadiff.writers.draft.table import TableOptions

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = {".xlsx": _XLSX, ".docx": _DOCX}


class Taken(NamedTuple):
    """One file."""

    name: str
    kind: str
    content: bytes


class Offer(NamedTuple):
    """One file that can be taken: how it is called, for whom, and what makes it."""

    title: str
    says: str
    make: Callable[[Work], Taken]


def _title(work: Work) -> str:
    return work.new.form.header.title or Path(work.new.name).stem


def _table(
    suffix: str, kind: str, ending: str, *, official_only: bool = False, tracked: bool = False
) -> Callable[[Work], Taken]:
    def make(work: Work) -> Taken:
        options = TableOptions(_title(work), tracked, official_only)
        return Taken(f"変更箇所{ending}.{suffix}", kind, write_draft(work.draft(), suffix, options))

    return make


def next_version(work: Work) -> tuple[Taken, str]:
    """The next version with the rows in it, and what was done to it, in lines.

    Raises:
        WrongCallError: When the pair is doubted and nobody said that it is right, or the file cannot be kept.
    """
    source = work.new.file
    if source is None:
        raise WrongCallError(
            "保管庫から選んだ版には、もとのファイルがありません",
            remedy="評価書のファイルを置いて始めるか、変更箇所の表を評価書に貼り付けてください",
        )
    if work.mismatches and not work.confirmed:
        raise WrongCallError(
            "旧と新の組が疑わしいため、書き込みません", remedy="「読む」の頁で組を確かめ、正しければそう答えてください"
        )
    suffix = source.suffix.lower()
    target = Path(f"{source.stem}（変更箇所入り）{suffix}")
    made = keeping.into(source, target, work.draft(), work.old.form)
    taken = Taken(target.name, _KINDS.get(suffix, "application/yaml"), made.content or source.read_bytes())
    return taken, notes.placed(made.placed, target.name, made.notes)


def _next(work: Work) -> Taken:
    return next_version(work)[0]


def _summary(format_: str, suffix: str, kind: str) -> Callable[[Work], Taken]:
    def make(work: Work) -> Taken:
        return Taken(f"変更概要.{suffix}", kind, write_summary(work.summary(), format_))

    return make


def _decisions(work: Work) -> Taken:
    name = f"{Path(work.new.name).stem}{drafting.DECISIONS}"
    return Taken(name, "application/yaml", work.decisions_text().encode())


OFFERS: dict[str, Offer] = {
    "xlsx": Offer(
        "変更箇所の表（Excel）", "決めたことの印の付いた表。書き換えて、この頁に戻せます。", _table("xlsx", _XLSX, "")
    ),
    "xlsx-official": Offer(
        "変更箇所の表（Excel、公式の6列だけ）",
        "印のない、提出用の表。",
        _table("xlsx", _XLSX, "（公式）", official_only=True),
    ),
    "docx": Offer("変更箇所の表（Word）", "変わった語に印の付いた表。", _table("docx", _DOCX, "")),
    "docx-official": Offer(
        "変更箇所の表（Word、公式の6列だけ）",
        "印のない、提出用の表。",
        _table("docx", _DOCX, "（公式）", official_only=True),
    ),
    "next": Offer(
        "次の版の評価書",
        "新しい版の変更箇所に、この行を書き込んだもの。ほかは変えません。",
        _next,
    ),
    "summary": Offer(
        "変更概要（頁）", "住民の方に向けた、やさしい言葉のまとめ。", _summary("html", "html", "text/html")
    ),
    "summary-text": Offer("変更概要（文）", "同じまとめの、文だけのもの。", _summary("text", "txt", "text/plain")),
    "decisions": Offer(
        "決定の記録", "だれが何をどう決めたか。評価書と同じフォルダに置くと、ほかの命令も読みます。", _decisions
    ),
}
