"""Write reports/agreement.md: the published rows of the real forms beside the verdicts of the rules.

Run as ``python tests/agreement.py`` with the real forms beside the project; quotes stay below 20 characters.
"""

import json
import sys
from pathlib import Path

from piadiff.diff import change_of_row
from piadiff.guideline import Facts, classify
from piadiff.model import Finding
from piadiff.templates import load
from piadiff.templates.resolver import resolve

ROOT = Path(__file__).resolve().parent.parent
GOLD = {"000": ("asahikawa.json", "様式2"), "003": ("sapporo.json", "様式4")}
QUOTE = 18


def quoted(text: str) -> str:
    """The start of a text, short enough to quote, safe in a table."""
    flat = text.replace("\n", " ").replace("|", "｜")
    return f"「{flat[:QUOTE]}{'…' if len(flat) > QUOTE else ''}」"


def findings(rows: list[dict[str, str]], name: str) -> list[Finding]:
    """Verdicts of the rules on published rows."""
    template = load(name)
    changes = []
    for row in rows:
        paths = resolve(row["item_raw"], template, before=row["before"], after=row["after"]).paths
        changes.append(change_of_row(paths[0], row["before"], row["after"], template))
    return list(classify(changes, Facts(kind=template.kind, template=template)))


def section(number: str, rows: list[dict[str, str]], found: list[Finding]) -> list[str]:
    """One form: the counts, then every row on which the two disagree."""
    pairs = list(enumerate(zip(rows, found, strict=True), 1))
    stated = [(n, row, f) for n, (row, f) in pairs if row["verdict"] != "不明"]
    same = sum(row["verdict"] == str(f.verdict) for _, row, f in stated)
    timed = sum(row["timing"] == str(f.timing) for _, (row, f) in pairs)
    undecided = sum(str(f.verdict) == "要判断" for f in found)
    lines = [
        f"## {number}（{len(rows)} 行）",
        "",
        f"- 重要度: 説明から読み取れる {len(stated)} 行のうち {same} 行が一致",
        f"- 提出時期: {len(rows)} 行のうち {timed} 行が一致",
        f"- 要判断: {undecided} 行",
        "",
        "| 行 | 項目 | 公表された判断 | piadiff | 規則 | 見た言葉 | piadiff の理由 |",
        "|---|---|---|---|---|---|---|",
    ]
    for n, (row, f) in pairs:
        differs = row["verdict"] not in ("不明", str(f.verdict)) or row["timing"] != str(f.timing)
        if differs:
            words = "、".join(quoted(word) for word in f.reasons[0].words[:2]) if f.reasons else ""
            why = f.missing[0] if f.missing else f.explanation
            lines.append(
                f"| {n} | {quoted(row['item_raw'])} | {row['verdict']}・{row['timing']} | "
                f"{f.verdict}・{f.timing or '－'} | `{f.rules[0]}` | {words} | {why} |"
            )
    return [*lines, ""]


def main() -> int:
    """Write the page."""
    shared = ROOT.parent / "shared"
    if not (shared / "gold").is_dir():
        print("公表された評価書（../shared）がないため、作れません", file=sys.stderr)  # noqa: T201
        return 1
    lines = [
        "# 公表された判断との一致",
        "",
        "公表された評価書の変更箇所の行を、行だけを見て（前後の版なしで）判定した結果です。`make agreement` で作り直せます。",
        "様式4の重要度は、説明の文に書かれた判断（重要な変更に当たる・当たらない）と比べています。",
        "",
    ]
    for number, (name, form) in GOLD.items():
        rows = json.loads((shared / "gold" / name).read_text(encoding="utf-8"))
        lines.extend(section(number, rows, findings(rows, form)))
    (ROOT / "reports" / "agreement.md").write_text("\n".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
