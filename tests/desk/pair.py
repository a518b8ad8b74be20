"""Two versions of a form of みほん市 with every sort of verdict between them."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from piadiff import canonical
from piadiff.model import Form
from piadiff.writers.form.xlsx import form_xlsx

OLD = Path(__file__).resolve().parents[2] / "corpora" / "zenkoumoku-jumin-zei" / "2025-09-30.yaml"
_FILE = "Ⅱ(住民税ファイル)-"
_RISK = "Ⅲ(住民税ファイル)-"
ASKED = f"{_FILE}3-⑧-使用方法"
_NEW = {
    "Ⅰ-7-①": "税務部市民税課（本庁舎２階）",
    ASKED: "・課税資料をまとめ、税額を計算する。\n・計算の結果を通知書に印字する。",
    f"{_FILE}3-⑧-情報の突合": "個人番号と4情報を用い、課税資料と住民票の情報を突き合わせ、違いがあれば訂正する。",
    f"{_RISK}3-リスク3-リスクに対する措置の内容": "毎年、職員に研修を行い、記録を監査担当が点検する。",
    f"{_RISK}7-リスク2-リスクに対する措置の内容": "住民票の異動を随時取り込む。",
    "Ⅳ-1-①-具体的なチェック方法": "年に1回、点検票により各係が確認する。",
    "Ⅳ-2-具体的な方法": "新しく着任した職員と、毎年度の全ての職員に研修を行う。",
}


def pair() -> tuple[Form, Form]:
    """The older and the newer version."""
    old = canonical.load(OLD.read_text(encoding="utf-8"), OLD.name)
    items = tuple(replace(item, value=_NEW.get(str(item.path), item.value)) for item in old.items)
    day = date(2026, 3, 31)
    items = tuple(replace(item, value=day.isoformat()) if str(item.path) == "表紙-公表日" else item for item in items)
    return old, replace(old, items=items, header=replace(old.header, published=day))


def write(folder: Path) -> tuple[Path, Path]:
    """Both versions as workbooks."""
    files = folder / "旧_個人住民税.xlsx", folder / "新_個人住民税.xlsx"
    for file, form in zip(files, pair(), strict=True):
        file.write_bytes(form_xlsx(form))
    return files


if __name__ == "__main__":
    write(Path(sys.argv[1]))
