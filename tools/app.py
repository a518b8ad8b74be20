"""The program as a folder for people without Python: python -m tools.app FOLDER (see ``make app``)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from piadiff import __version__

NAME = "piadiff"
_HERE = Path(__file__).parent
_WITH_DATA = ("piadiff", "budoux", "docx", "pdfminer", "pdfplumber")
_WITH_MODULES = ("piadiff", "uvicorn")
_WITHOUT = ("distributed", "dask", "tkinter", "pytest", "hypothesis", "openpyxl", "IPython", "pandas")
_READ_ME = f"""piadiff {__version__}

「{NAME}」をダブルクリックすると、ブラウザに画面が開きます。旧の評価書と新しい評価書を置いてください。
この機械の中だけで動き、外とは通信しません。終わるときは、画面の「終わる」を押します。
"""


def build(folder: Path) -> Path:
    """Make the folder; the program in it."""
    with tempfile.TemporaryDirectory() as work:
        call = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "--name", NAME]
        call += ["--onedir", "--console", "--python-option", "X utf8", "--paths", str(_HERE.parent)]
        call += ["--distpath", str(folder), "--workpath", work, "--specpath", work]
        for name in _WITH_DATA:
            call += ["--collect-data", name]
        for name in _WITH_MODULES:
            call += ["--collect-submodules", name]
        for name in _WITHOUT:
            call += ["--exclude-module", name]
        subprocess.run([*call, str(_HERE / "app_start.py")], check=True)  # noqa: S603 - our own call
    made = folder / NAME
    (made / "はじめに.txt").write_text(_READ_ME, encoding="utf-8-sig", newline="\r\n")
    return made / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]))}\n")
