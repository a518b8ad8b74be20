"""Workbooks → PDF by LibreOffice → texts by four extractors; what was printed once is kept under ``build/``."""

from __future__ import annotations

import hashlib
import io
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2
from pdfminer.high_level import extract_text

KEPT = Path(__file__).resolve().parents[2] / "build" / "print-loop"
OFFICE = shlex.split(os.environ.get("SOFFICE", "soffice"))
"""The command that starts LibreOffice."""
_BATCH = 24


def _poppler(*options: str) -> Callable[[Path], str]:
    def extract(pdf: Path) -> str:
        return subprocess.run(
            ["pdftotext", *options, pdf, "-"], check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout

    return extract


def _pdfium(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "\f".join(page.replace("\r\n", "\n") for page in pages)


EXTRACTORS: Mapping[str, Callable[[Path], str]] = {
    "layout": _poppler("-layout"),
    "raw": _poppler("-raw"),
    "pdfium": _pdfium,
    "pdfminer": lambda pdf: extract_text(pdf),
}
"""What takes the text out of a print, by name."""


def digest(workbook: bytes) -> str:
    """What a workbook shows, as a name: its parts without the clock in its properties."""
    found = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for name in sorted(archive.namelist()):
            if not name.startswith("docProps/"):
                found.update(name.encode() + b"\0" + archive.read(name))
    return found.hexdigest()[:20]


def printed(workbooks: Sequence[bytes]) -> list[Path]:
    """The PDF of every workbook; LibreOffice runs only for those not printed before."""
    KEPT.mkdir(parents=True, exist_ok=True)
    targets = [KEPT / f"{digest(workbook)}.pdf" for workbook in workbooks]
    missing = {
        target.stem: workbook for target, workbook in zip(targets, workbooks, strict=True) if not target.is_file()
    }
    names = sorted(missing)
    for at in range(0, len(names), _BATCH):
        _print({name: missing[name] for name in names[at : at + _BATCH]})
    return targets


def _print(workbooks: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory(prefix="print-loop-") as folder:
        work = Path(folder)
        for name, workbook in workbooks.items():
            (work / f"{name}.xlsx").write_bytes(workbook)
        sources = sorted(work.glob("*.xlsx"))
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        subprocess.run(
            [*OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", work, *sources],
            check=True,
            capture_output=True,
            timeout=900,
        )
        for source in sources:
            shutil.move(source.with_suffix(".pdf"), KEPT / f"{source.stem}.pdf")


def extracted(pdf: Path, extractor: str) -> Path:
    """The text of a print in a file beside it."""
    target = pdf.with_suffix(f".{extractor}.txt")
    if not target.is_file():
        text = EXTRACTORS[extractor](pdf)
        spare = target.with_suffix(f".{os.getpid()}")
        spare.write_text(text, encoding="utf-8", newline="\n")
        spare.replace(target)
    return target


def kept(content: bytes, suffix: str) -> Path:
    """A workbook or document in a file."""
    KEPT.mkdir(parents=True, exist_ok=True)
    target = KEPT / f"{digest(content)}.{suffix}"
    if not target.is_file():
        target.write_bytes(content)
    return target


def side_by_side(work: Callable, tasks: Sequence, jobs: int) -> list:
    """Results of tasks in their order, on some processes."""
    if jobs < 2:
        return [work(task) for task in tasks]
    with ProcessPoolExecutor(jobs) as pool:
        found = []
        for number, result in enumerate(pool.map(work, tasks, chunksize=4), 1):
            found.append(result)
            if number % 50 == 0:
                print(f"{number}/{len(tasks)}", file=sys.stderr, flush=True)  # noqa: T201 - progress
        return found
