"""How long reading takes, beside the goals we set ourselves: python tests/bench/bench_readers.py.

A workbook in the shape of a 様式 with 2,000 merged cells, the largest real text beside the project (an invented one
of that size without it), and a ruled PDF page where LibreOffice can make one. Figures are the least of several runs.
"""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tabulate import tabulate

from piadiff import canonical
from piadiff.model import Form, ItemPath
from piadiff.readers import read_bytes
from piadiff.writers.form.docx import form_docx
from piadiff.writers.form.xlsx import form_xlsx

HERE = Path(__file__).resolve()
SAMPLE = HERE.parents[2] / "corpora" / "zenkoumoku-jumin-zei" / "2025-09-30.yaml"
RUNS = 3
MERGED = 2_000
TEXT_BYTES = 246_000


@dataclass(frozen=True)
class Source:
    """Something to read, and how many milliseconds a page of it should take; None where nothing is set."""

    name: str
    data: bytes
    goal: float | None = None
    pages: int = 1


def sample() -> Form:
    """The largest invented form."""
    return canonical.load(SAMPLE.read_text(encoding="utf-8"), str(SAMPLE))


def with_files(form: Form, count: int) -> Form:
    """The form with its sections for a file told for so many files."""
    items = list(form.items)
    for number in range(2, count + 1):
        for item in form.items:
            if item.path.file:
                path = replace(item.path, file=f"{item.path.file}{number}")
                value = path.file if path.parts == ("1",) else item.value
                items.append(replace(item, path=path, value=value))
    order = {section: at for at, section in enumerate(dict.fromkeys(item.path.section for item in form.items))}
    ranked = sorted(items, key=lambda item: (order[item.path.section], _number(item.path)))
    return replace(form, items=tuple(ranked))


def _number(path: ItemPath) -> int:
    digits = path.file.rpartition("ファイル")[2]
    return int(digits) if digits else 0


def merged_cells(workbook: bytes) -> int:
    """How many merged cells a workbook has."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(archive.read(name).count(b"<mergeCell ") for name in sheets)


def workbook() -> bytes:
    """A workbook with at least as many merged cells as ``MERGED``."""
    count = 1
    while merged_cells(made := form_xlsx(with_files(sample(), count))) < MERGED:
        count += 1
    return made


def text() -> tuple[str, bytes]:
    """The largest real text, or an invented one of its size."""
    seeds = sorted((HERE.parents[3] / "shared" / "seeds").glob("*.txt"), key=lambda path: path.stat().st_size)
    if seeds:
        return "公表された評価書のテキスト", seeds[-1].read_bytes()
    count = 1
    while len(told := printed(with_files(sample(), count)).encode()) < TEXT_BYTES:
        count += 1
    return "作ったテキスト", told


def printed(form: Form) -> str:
    """A form as its cells from left to right, a row on a line."""
    from piadiff.writers.form.layout import lay_out

    sheets = lay_out(form)
    pages = (
        "\n".join("\t".join(cell.text.replace("\n", "<br>") for cell in row) for row in each.rows) for each in sheets
    )
    return "\n\f".join(pages)


def pdf() -> tuple[bytes, int] | None:
    """A form as PDF with its rules, and how many pages it has; None without LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "form.xlsx"
        source.write_bytes(form_xlsx(sample()))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        call = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source))
        try:
            subprocess.run(call, capture_output=True, check=True, timeout=180)
        except (OSError, subprocess.SubprocessError):
            return None
        data = source.with_suffix(".pdf").read_bytes()
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return data, len(document.pages)


def sources() -> Iterator[Source]:
    """Everything that is measured."""
    made = workbook()
    yield Source(f"xlsx（結合セル {merged_cells(made):,}、{len(made):,} バイト）", made)
    document = form_docx(sample())
    yield Source(f"docx（{len(document):,} バイト）", document)
    name, data = text()
    yield Source(f"{name}（{len(data):,} バイト）", data, 500)
    ruled = pdf()
    if ruled is not None:
        yield Source(f"罫線のあるPDF（{ruled[1]} 頁、1頁あたり）", ruled[0], 45, ruled[1])


def least(work: Callable[[], object]) -> float:
    """Shortest run in milliseconds."""
    taken = []
    for _ in range(RUNS):
        gc.collect()
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken) * 1000


def main() -> None:
    """Measures and prints."""
    read_bytes(form_xlsx(sample()), "見本.xlsx")
    rows = []
    for source in sources():
        form = read_bytes(source.data, source.name)
        took = least(lambda data=source.data: read_bytes(data, "見本")) / source.pages
        goal, within = ("－", "－") if source.goal is None else (source.goal, "○" if took <= source.goal else "×")
        rows.append((source.name, f"{took:.0f}", goal, within, len(form.items), f"{form.coverage:.3f}"))
    headers = ("読むもの", "時間 ms", "目標 ms", "届いた", "項目", "読み取り率")
    sys.stdout.write(tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True) + "\n")


if __name__ == "__main__":
    main()
