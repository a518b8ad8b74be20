"""The commands in a line each, by who needs them: what ``piadiff --help`` prints without importing anything else."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One command: its module and function below ``piadiff.cli``, and its line."""

    target: str
    line: str


SUMMARY = "特定個人情報保護評価書の版を比べ、重要な変更かどうかを判定し、変更箇所の表を起案し、履歴を点検します。"
EXITS = (
    "終了コード: 0 済み、1 人が見るべき点あり、2 呼び出しの誤り、3 読めない入力、4 読み取りが不完全、5 piadiff の不具合"
)

SECTIONS: dict[str, dict[str, Entry]] = {
    "担当の方へ（変更箇所の表を作る）": {
        "desk": Entry("desk_commands:desk", "ブラウザで、2つのファイルから変更箇所の表を作り、1行ずつ決めます。"),
        "draft": Entry("draft_commands:draft", "新旧2つの評価書から変更箇所の表を起案します。"),
        "decide": Entry("draft_commands:decide", "起案の1行について、担当者の決定を記録します。"),
        "next": Entry("change_commands:next_", "判定の結果から、次に必要な手続を順に示します。"),
        "summary": Entry("draft_commands:summary", "住民向けの変更概要を作ります。"),
        "check": Entry("gate_commands:check", "提出の前に確かめます（行の漏れ、時期、残った判断）。"),
    },
    "監査の方へ（履歴を調べる）": {
        "audit": Entry("audit_commands:audit", "評価書または保管庫の全履歴を点検し、気づいた点を挙げます。"),
        "accept": Entry("audit_commands:accept", "気づいた点の一つを、人と理由を付けて受容します。"),
        "rewind": Entry("registry_commands:rewind", "変更箇所の表を新しい方から取り消し、過去の版を復元します。"),
        "import": Entry("registry_commands:import_", "評価書を読み、保管庫に版として納めます。"),
        "log": Entry("registry_commands:log", "保管庫にある評価書の版を古い順に示します。"),
        "blame": Entry("registry_commands:blame", "項目ごとに、いつ変わり、どの行が説明しているかを示します。"),
        "study": Entry("study_commands:study", "手元の評価書の公表された判断と規則との一致を、集計だけで示します。"),
        "report": Entry("report_commands:report", "全履歴を、通信の要らないHTMLの頁にします。"),
    },
    "変更を確認する方へ（差分を見る）": {
        "diff": Entry("change_commands:diff", "2つの版の違いを項目ごとに示し、判定します。"),
        "pr": Entry("review_commands:pr", "プルリクエストの評価書の変更を、重い順に示します。"),
        "git": Entry("git_commands:git", "git の diff と merge を、評価書の項目ごとにします。"),
    },
    "そのほか": {
        "read": Entry("read_commands:read", "評価書を読み、正規形や公式の様式の形にします。"),
        "classify": Entry("change_commands:classify", "変更の行（JSON・CSV・xlsx など）を判定します。"),
        "law": Entry("law_commands:law", "法令のある日の状態、2つの日の違い、改正の評価書への影響を示します。"),
        "rules": Entry("catalogue_commands:rules", "判定規則の一覧、または一つの規則の根拠と例を示します。"),
        "checks": Entry("catalogue_commands:checks", "点検の検査の一覧、または一つの検査の段階と根拠を示します。"),
        "schema": Entry("setup_commands:schema", "各コマンドの --json の形（JSON Schema）を示します。"),
        "config": Entry("setup_commands:config", "効いている設定（piadiff.toml）と、その出どころを示します。"),
        "completion": Entry("setup_commands:completion", "シェルの補完（bash・zsh・fish・PowerShell）を設定します。"),
        "man": Entry("setup_commands:man", "マニュアルの頁を作ります。"),
        "templates": Entry("catalogue_commands:templates", "様式の一覧、または一つの様式の項目を示します。"),
    },
}
COMMANDS: dict[str, Entry] = {name: entry for section in SECTIONS.values() for name, entry in section.items()}


def page() -> str:
    """The whole help page."""
    lines = ["使い方: piadiff [オプション] コマンド …", "", f"  {SUMMARY}", ""]
    for title, commands in SECTIONS.items():
        lines += [f"{title}:", *(f"  {name:<10} {entry.line}" for name, entry in commands.items()), ""]
    lines += [
        "オプション:",
        "  --version  版を表示して終わります。",
        "  --help     この説明を表示して終わります（各コマンドにもあります）。",
        "",
        EXITS,
    ]
    return "\n".join(lines) + "\n"
