"""How long a diff takes beside plain tools, and how it grows: python tests/bench/bench_diff.py [form file].

Takes the form named, else the largest real form beside the project, else the largest invented one. Prints tables;
figures are the least of several runs on whatever machine this is, every tool on the same texts in the same run.
"""

from __future__ import annotations

import difflib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diff_match_patch import diff_match_patch
from tabulate import tabulate

from piadiff import canonical
from piadiff.diff import diff
from piadiff.diff.texts import compare_texts
from piadiff.model import Change, Form, Item, ItemKind
from piadiff.readers import read
from piadiff.text import fold, key
from piadiff.text.segment import segments

HERE = Path(__file__).resolve()
RUNS = 5
PHRASES = (
    "（みほん市を除く。）",
    "第２条の表",
    "令和7年4月1日",
    "マイナンバーカード",
    "30日以内に",
    "又は電子記録媒体",
)
EDITS = 60
Text = tuple[str, str]


@dataclass(frozen=True)
class Result:
    """What a tool made of the two texts: changed stretches, changed letters, stretches that begin inside a word."""

    chunks: int
    letters: int
    cut: int


def source() -> Path:
    """The form to measure on."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    real = sorted((HERE.parents[3] / "shared" / "seeds").glob("*.txt"), key=lambda path: path.stat().st_size)
    invented = sorted((HERE.parents[2] / "corpora").rglob("*.yaml"), key=lambda path: path.stat().st_size)
    return (real or invented)[-1]


def edited(form: Form, edits: int) -> Form:
    """The form with so many texts edited, the same ones every time."""
    chance = random.Random(7)  # noqa: S311 - the same edits every time
    items = list(form.items)
    long = [at for at, item in enumerate(items) if item.kind is ItemKind.TEXT and len(str(item.value)) > 20]
    for number in range(edits):
        at = long[chance.randrange(len(long))]
        text = str(items[at].value)
        start = chance.randrange(len(text) - 4)
        words = PHRASES[number % len(PHRASES)]
        items[at] = replace(items[at], value=text[:start] + words + text[start + chance.randrange(4) :])
    return replace(form, items=tuple(items))


def forget() -> None:
    """Empties the caches a first run has not got."""
    fold.cache_clear()
    key.cache_clear()
    segments.cache_clear()
    compare_texts.cache_clear()


def least(work: Callable[[], object], runs: int = RUNS) -> float:
    """Shortest run in milliseconds."""
    taken = []
    for _ in range(runs):
        forget()
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken) * 1000


def whole(form: Form) -> str:
    """All texts of a form as one."""
    return "\n".join(f"{item.path}\n{item.text}" for item in form.items)


def inside_word(text: str, at: int) -> bool:
    """Whether a place stands between two letters of one script or inside a number."""

    def script(char: str) -> str:
        if char.isdecimal():
            return "digit"
        if "ぁ" <= char <= "ん":
            return "hiragana"
        if "ァ" <= char <= "ー":
            return "katakana"
        return "kanji" if "一" <= char <= "鿿" else ""

    return 0 < at < len(text) and script(text[at]) != "" and script(text[at - 1]) == script(text[at])


def summed(scripts: Sequence[Sequence[tuple[str, str]]]) -> Result:
    """Counts over edit scripts of (operation, text)."""
    chunks = letters = cut = 0
    for script in scripts:
        old, kept = "", True
        for operation, text in script:
            if operation != "=":
                chunks += 1
                letters += len(text)
            if operation != "+":
                cut += (operation != "=") == kept and inside_word(old + text, len(old))
                kept = operation == "="
                old += text
    return Result(chunks, letters, cut)


def by_piadiff(old: Form, new: Form) -> Result:
    """The diff with facets, as the commands use it."""
    return summed([[(edit.op, edit.text) for edit in change.edits] for change in diff(old, new)])


def _matched(old: str, new: str, *, lines: bool, tidy: bool) -> list[tuple[str, str]]:
    matcher = diff_match_patch()
    matcher.Diff_Timeout = 0
    found = matcher.diff_main(old, new, lines)
    if tidy:
        matcher.diff_cleanupSemantic(found)
    return [("-=+"[operation + 1], text) for operation, text in found]


def by_dmp(old: str, new: str) -> Result:
    """diff-match-patch on the whole text, line mode, cleaned up."""
    return summed([_matched(old, new, lines=True, tidy=True)])


def by_difflib(old: str, new: str) -> Result:
    """difflib with its defaults on the whole text."""
    script = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            script.append(("=", old[a:b]))
        else:
            script += [(op, text) for op, text in (("-", old[a:b]), ("+", new[c:d])) if text]
    return summed([script])


def by_git(old: Path, new: Path) -> Result:
    """git with every character a word."""
    call = ("git", "diff", "--no-index", "--word-diff=porcelain", "--word-diff-regex=.", "-U0", str(old), str(new))
    told = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False).stdout
    script = []
    for line in told.splitlines():
        if line[:1] in "+- " and not line.startswith(("+++", "---")):
            script.append(({" ": "="}.get(line[0], line[0]), line[1:]))
    return summed([script])


def compared(old: Form, new: Form) -> list[tuple[object, ...]]:
    """One line a tool."""
    before, after = whole(old), whole(new)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("old.txt", "new.txt", "old.yaml", "new.yaml")]
        for file, text in zip(files, (before, after, canonical.dump(old), canonical.dump(new)), strict=True):
            file.write_text(text, encoding="utf-8")
        command = Path(sys.executable).parent / "piadiff"
        tools: list[tuple[str, Callable[[], Result | None], int]] = [
            ("piadiff（読込み済みの2様式、意味の種類も）", lambda: by_piadiff(old, new), RUNS),
            ("diff-match-patch 全文（行モード）", lambda: by_dmp(before, after), RUNS),
            ("difflib 全文（既定）", lambda: by_difflib(before, after), 1),
            ("git diff --word-diff-regex=.", lambda: by_git(files[0], files[1]), RUNS),
        ]
        lines: list[tuple[object, ...]] = []
        for name, work, runs in tools:
            took = least(work, runs)
            result = work()
            lines.append((name, f"{took:.1f}", result.chunks, result.letters, result.cut))
        if command.exists():
            call = (str(command), "diff", str(files[2]), str(files[3]), "--json")
            took = least(lambda: subprocess.run(call, capture_output=True, check=False), 3)
            lines.append(("piadiff diff（コマンド全体）", f"{took:.0f}", "", "", ""))
    return lines


def drawn(points: Sequence[tuple[str, float]]) -> str:
    """A bar a point."""
    most = max(value for _, value in points)
    return "\n".join(f"  {name:>8} {'█' * round(40 * value / most):<40} {value:.1f} ms" for name, value in points)


def smaller(form: Form, share: float) -> Form:
    """The first part of a form."""
    return replace(form, items=form.items[: max(1, round(len(form.items) * share))])


def enlarged(form: Form, times: int) -> Form:
    """The form with its per-file sections told several times over."""
    more: list[Item] = list(form.items)
    for number in range(2, times + 1):
        for item in form.items:
            file = f"{item.path.file or '共通部'}{number}"
            more.append(replace(item, path=replace(item.path, file=file)))
    return replace(form, items=tuple(more))


def unrelated(form: Form) -> tuple[str, str]:
    """Two texts of 5,000 letters that have nothing to do with each other."""
    words = "".join(item.text for item in form.items)
    chance = random.Random(11)  # noqa: S311 - the same letters every time
    return words[:5000], "".join(chance.choice(words) for _ in range(5000))


def say(text: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{text}\n")


def main() -> None:
    """Measures and prints."""
    form = read(source())
    new = edited(form, EDITS)
    check(diff(form, new))
    letters = sum(len(item.text) for item in form.items)
    say(
        f"様式 {form.header.template}、項目 {len(form.items)}、{letters:,} 字、変更 {EDITS} か所（項目 {len(diff(form, new))}）"
    )
    headers = ("道具", "時間 ms", "違いの数", "違いの字数", "語の途中で始まる違い")
    say(tabulate(compared(form, new), headers=headers, tablefmt="simple", disable_numparse=True))
    say("\n変更の数による伸び")
    say(drawn([(f"{n} か所", least(lambda n=n: diff(form, edited(form, n)))) for n in (10, 20, 40, 80, 160)]))
    say("\n様式の大きさによる伸び（変更は字数に比例）")
    points = []
    for share in (0.25, 0.5, 1.0, 2.0, 4.0):
        sized = smaller(form, share) if share <= 1 else enlarged(form, int(share))
        later = edited(sized, round(EDITS * share))
        count = sum(len(item.text) for item in sized.items)
        points.append((f"{count:,} 字", least(lambda a=sized, b=later: diff(a, b))))
    say(drawn(points))
    path = next(item for item in form.items if item.kind is ItemKind.TEXT)
    pair = [replace(form, items=(replace(path, value=text),)) for text in unrelated(form)]
    say(f"\n無関係な 5,000 字どうし: {least(lambda: diff(*pair)):.1f} ms")


def check(changes: Sequence[Change]) -> None:
    """A figure of a wrong diff is worth nothing."""
    for change in changes:
        if "".join(edit.text for edit in change.edits if edit.op != "+") != change.before:
            raise SystemExit(f"{change.path}: 差分から変更前を作り直せません")


if __name__ == "__main__":
    main()
