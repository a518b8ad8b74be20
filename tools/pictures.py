"""Pictures for docs/ci.md, made of the samples: how a comment, annotations and a merge look."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "corpora" / "zenkoumoku-jumin-zei").glob("*.yaml"))
_TASK, _OTHER_TASK = "個人住民税に関する事務\n", "個人市民税に関する事務\n"
FORM = "みほん市長/3-全項目.yaml"
_STYLE = """
body{font:14px/1.6 "Noto Sans CJK JP","Noto Sans JP",sans-serif;margin:24px;color:#1f2328;background:#fff;width:980px}
.box{border:1px solid #d0d7de;border-radius:6px;padding:4px 16px 12px}
table{border-collapse:collapse;font-size:12px}th,td{border:1px solid #d0d7de;padding:4px 8px;vertical-align:top}
h2{font-size:18px;border-bottom:1px solid #d0d7de;padding-bottom:6px}
ins{background:#dafbe1;text-decoration:none}del{background:#ffebe9}a{color:#0969da;text-decoration:none}
.error,.warning,.notice{border:1px solid;border-left-width:4px;border-radius:4px;padding:6px 12px;margin:8px 0}
.error,.warning,.notice{font-size:12px}
.error{border-color:#cf222e}.warning{border-color:#bf8700}.notice{border-color:#0969da}
pre{background:#1f2328;color:#e6edf3;padding:16px;border-radius:6px;white-space:pre-wrap}
pre{font:12px/1.7 "Noto Sans Mono CJK JP",monospace}
"""


def _git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=山田", "-c", "user.email=yamada@example.org", "-c", "core.quotepath=false")
    return _run(folder, "git", *who, *arguments)


def _run(folder: Path, *call: str) -> str:
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own calls
    return done.stdout + done.stderr


def _commit(folder: Path, content: str) -> None:
    (folder / FORM).parent.mkdir(parents=True, exist_ok=True)
    (folder / FORM).write_text(content, encoding="utf-8")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", "x")


def _piadiff(folder: Path, *arguments: str) -> str:
    return _run(folder, "piadiff", *arguments)


def _annotations(commands: str) -> str:
    shown = []
    for kind, properties, text in re.findall(r"^::(\w+) (.*?)::(.*)$", commands, re.M):
        title = re.search(r"title=([^,]*)", properties)
        place = re.search(r"file=([^,]*)(?:,line=(\d+))?", properties)
        where = f"{place[1]}{f'#L{place[2]}' if place[2] else ''}" if place else ""
        body = text.replace("%0A", "\n").replace("%25", "%")
        named = (title[1] if title else "").replace("%3A", ":").replace("%2C", ",")
        told = f"<b>{html.escape(named)}</b> {html.escape(where)}<br>{html.escape(body)[:160]}"
        shown.append(f'<div class="{kind}">{told}</div>')
    return "".join(shown)


def _quality(report: str, suites: str) -> str:
    """What a merge request lists: the issues of the quality report, the count of the tests."""
    counted = re.search(r'<testsuites[^>]*?tests="(\d+)"[^>]*?failures="(\d+)"', suites)
    head = f"<b>試験</b>　{counted[1]} 件のうち {counted[2]} 件が通りません" if counted else ""
    kinds = {"critical": "error", "blocker": "error", "major": "warning"}
    shown = [
        f'<div class="{kinds.get(issue["severity"], "notice")}"><b>{issue["severity"]}</b>　'
        f"{html.escape(issue['description'][:120])}<br>"
        f"{html.escape(issue['location']['path'])}:{issue['location']['lines']['begin']}</div>"
        for issue in json.loads(report)
    ]
    return f'<div class="box"><p>{head}</p><p><b>コード品質</b>　{len(shown)} 件</p>{"".join(shown)}</div>'


def _merge(folder: Path) -> str:
    old = SAMPLES[1].read_text(encoding="utf-8")
    _git(folder, "switch", "-qc", "甲")
    _commit(folder, old.replace(_TASK, _OTHER_TASK, 1))
    _git(folder, "switch", "-q", "main")
    _commit(folder, old.replace(_TASK, "個人住民税の賦課に関する事務\n", 1))
    told = _git(folder, "merge", "甲")
    text = (folder / FORM).read_text(encoding="utf-8")
    mark = re.search(r"<<<<<<<.*?>>>>>>>[^\n]*", text, re.S)
    return f"$ git merge 甲\n{told}\n{mark[0] if mark else ''}"


def _shoot(body: str, target: Path, height: int) -> None:
    with tempfile.TemporaryDirectory() as work:
        page = Path(work) / "page.html"
        page.write_text(f'<meta charset="utf-8"><style>{_STYLE}</style>{body}', encoding="utf-8")
        browser = os.environ.get("CHROMIUM", "chromium")
        size, profile = f"--window-size=1040,{height}", f"--user-data-dir={work}/profile"
        options = ("--headless", "--no-sandbox", "--hide-scrollbars", profile, size, f"--screenshot={target}")
        _run(Path(work), browser, *options, page.as_uri())


def main() -> int:
    """Make the pictures."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        _git(folder, "init", "-q", "-b", "main")
        _piadiff(folder, "git", "install")
        _commit(folder, SAMPLES[1].read_text(encoding="utf-8"))
        _git(folder, "switch", "-qc", "next")
        _commit(folder, SAMPLES[2].read_text(encoding="utf-8"))
        links = "https://git.example/blob/next"
        comment = _piadiff(folder, "pr", "main..next", "--format", "markdown", "--links", links)
        annotations = _piadiff(folder, "pr", "main..next", "--format", "github")
        quality = _quality(*(_piadiff(folder, "pr", "main..next", "--format", name) for name in ("gitlab", "junit")))
        _git(folder, "switch", "-q", "main")
        (folder / ".git" / "hooks").mkdir(exist_ok=True)
        hook = folder / ".git" / "hooks" / "pre-commit"
        hook.write_text("#!/bin/sh\nexec piadiff pr --staged --fail-on 点検\n", encoding="utf-8")
        hook.chmod(0o755)
        text = (folder / FORM).read_text(encoding="utf-8")
        (folder / FORM).write_text(text.replace(_TASK, _OTHER_TASK, 1), encoding="utf-8")
        stopped = "$ git commit -a -m 事務の名称\n" + _git(folder, "commit", "-a", "-m", "事務の名称")
        hook.unlink()
        _git(folder, "checkout", "-q", "--", ".")
        merged = _merge(folder)
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(comment)
    for sign, colour in (("🔴", "#cf222e"), ("🟡", "#bf8700"), ("⚪", "#8c959f"), ("⚠️", "#bf8700")):
        # Drawn, since not every machine has a font for them.
        shown = shown.replace(sign, f'<span style="color:{colour}">●</span>')
    _shoot(f'<div class="box">{shown}</div>', ROOT / "docs" / "comment.png", 1130)
    _shoot(_annotations(annotations), ROOT / "docs" / "annotations.png", 720)
    _shoot(quality, ROOT / "docs" / "gitlab.png", 720)
    _shoot(f"<pre>{html.escape(merged)}</pre>", ROOT / "docs" / "merge.png", 350)
    _shoot(f"<pre>{html.escape(stopped)}</pre>", ROOT / "docs" / "hook.png", 290)
    return 0


if __name__ == "__main__":
    sys.exit(main())
