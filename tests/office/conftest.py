"""A real LibreOffice for tests that look at what it shows."""

import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def converted(tmp_path_factory):
    """Convert a file with LibreOffice in a profile of its own; gives the path of the result."""
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(source: Path, suffix: str, *, folder: Path | None = None) -> Path:
        target = folder or source.parent
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                target,
                source,
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return target / f"{source.stem}.{suffix.split(':')[0]}"

    return convert


@pytest.fixture(scope="session")
def text_of():
    """Text of a PDF, page by page, without white space."""

    def read(pdf: Path) -> list[str]:
        told = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
        return ["".join(page.split()) for page in told.removesuffix("\f").split("\f")]

    return read
