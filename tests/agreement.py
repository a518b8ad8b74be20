"""Write reports/agreement.md: published rows of the real forms beside what is drafted and decided for them.

Run as ``python tests/agreement.py`` with the real forms beside the project; quotes stay below 20 characters.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run as a script, the tests are no package of their own

from piadiff import readers  # noqa: E402
from piadiff.addresses.resolver import resolve  # noqa: E402
from piadiff.diff import change_of_row  # noqa: E402
from piadiff.guideline import Facts, classify  # noqa: E402
from piadiff.model import Finding, Form, Verdict  # noqa: E402
from piadiff.readers.from_rows import with_items_of_rows  # noqa: E402
from piadiff.rewind import replay, rewind, steps  # noqa: E402
from piadiff.rewind.merge import hunks  # noqa: E402
from piadiff.templates import load  # noqa: E402
from tests import judgements  # noqa: E402
from tests.draft.redrafted import Told  # noqa: E402
from tests.draft.redrafted import quoted as quoted_pieces  # noqa: E402
from tests.draft.redrafting import Redrafted, redrafted  # noqa: E402

GOLD = {"000": ("asahikawa.json", "様式2"), "003": ("sapporo.json", "様式4")}
QUOTE = 16
FATES = {
    "same": "起案と同じ",
    "surroundings": "変わった語句が同じ（変わらない語句の引用だけが本文と違う）",
    "described": "説明だけの行を、引用で起案し直した",
    "other": "公表された変更後が本文や次の行と違うため、起案と違う",
    "kept": "前の版へ戻せない",
}


def short(text: str) -> str:
    """The start of a text in one line, short enough to quote, safe in a table."""
    flat = " ".join(text.split()).replace("|", "｜")
    return f"{flat[:QUOTE]}{'…' if len(flat) > QUOTE else ''}"


def quoted(text: str) -> str:
    """A short text in brackets."""
    return f"「{short(text)}」"


def cell(text: str) -> str:
    """A cell by its length and how it begins, as the whole may not be shown."""
    shown = " ".join(text.split())[: max(2, min(QUOTE, len(text) // 2))].replace("|", "｜")
    return f"{len(text)}字 「{shown}{'…' if len(text) > len(shown) else ''}」"


def changed(pairs: Sequence[tuple[str, str]]) -> str:
    """How many characters cells drop and add."""
    texts = [("".join(quoted_pieces(before)), "".join(quoted_pieces(after))) for before, after in pairs]
    found = [hunk for before, after in texts for hunk in hunks(before, after)]
    return f"－{sum(hunk.i2 - hunk.i1 for hunk in found)} ＋{sum(hunk.j2 - hunk.j1 for hunk in found)}"


def told_briefly(reason: str) -> str:
    """A reason with what it quotes cut short."""
    head, *rest = reason.replace("|", "｜").split("「")
    return head + "".join("「" + _cut(part) for part in rest)


def _cut(part: str) -> str:
    words, closing, behind = part.partition("」")
    return (words if len(words) <= QUOTE else f"{words[:QUOTE]}…") + closing + behind


def fate(made: Redrafted) -> str:
    """What became of a published row."""
    if made.kept:
        return "kept"
    if made.told is Told.SAME:
        return "same"
    if made.told is Told.SURROUNDINGS:
        return "surroundings"
    return "described" if made.described and made.drafted else "other"


def _notes(made: Redrafted) -> Iterator[str]:
    if made.kept:
        yield told_briefly(made.kept)
    if made.beside and fate(made) == "same" and len(made.drafted) == 1:
        yield f"同じ項目の行{'、'.join(map(str, made.beside))}と合わせて1行に起案"
    if len(made.drafted) > 1:
        yield f"{len(made.drafted)}行に分けて起案"
    if made.remark:
        yield told_briefly(made.remark)
    if made.drafted and not made.timed:
        undecided = any(not row.timing for row in made.drafted)
        yield "人の判断が要る変更としている" if undecided else "事後で足りる変更を、事前に提出・公表している"


def _drafted_cells(made: Redrafted) -> str:
    if not made.drafted:
        return "－ | － | －"
    items = "<br>".join(short(row.item) for row in made.drafted[:3])
    before, after = (
        "<br>".join(cell(text) for text in texts[:3])
        for texts in zip(*[(r.before, r.after) for r in made.drafted], strict=True)
    )
    return f"{items} | {before} | {after}"


def redrafted_section(number: str, rows: Sequence[Redrafted]) -> list[str]:
    """One form: every published row beside the drafted one."""
    lines = [
        f"### {number}（{len(rows)} 行）",
        "",
        "| 行 | 公表された項目 | 変更前 | 変更後 | 起案の項目 | 変更前 | 変更後 | 変わった字数（公表／起案） | 結果 | 提出時期（公表／起案） | 注 |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for made in rows:
        timings = "、".join(dict.fromkeys(str(row.timing) or "要判断" for row in made.drafted)) or "－"
        ours = changed([(row.before, row.after) for row in made.drafted]) if made.drafted else "－"
        lines.append(
            f"| {made.row.row} | {short(made.row.item_raw)} | {cell(made.row.before)} | {cell(made.row.after)} | "
            f"{_drafted_cells(made)} | {changed([(made.row.before, made.row.after)])}／{ours} | {FATES[fate(made)]} | {made.row.timing}／{timings} | {'。'.join(_notes(made))} |"
        )
    return [*lines, ""]


def replayed(form: Form) -> bool:
    """Whether doing the undone rows again on the oldest version gives the published items, character by character."""
    versions = rewind(form)
    return replay(versions[0].form, steps(form)).items == versions[-1].form.items


def summary(forms: dict[str, Sequence[Redrafted]], exact: dict[str, bool]) -> list[str]:
    """How many rows met which fate."""
    everything = [made for rows in forms.values() for made in rows]
    counts = {number: Counter(map(fate, rows)) for number, rows in forms.items()}
    lines = [
        f"| 公表された行 | {' | '.join(forms)} | 合わせて |",
        f"|---|{'---:|' * (len(forms) + 1)}",
        f"| すべて | {' | '.join(str(len(rows)) for rows in forms.values())} | {len(everything)} |",
    ]
    for name, words in FATES.items():
        each = [counts[number][name] for number in forms]
        lines.append(f"| {words} | {' | '.join(map(str, each))} | {sum(each)} |")
    again = [made for made in everything if fate(made) in ("same", "surroundings", "described")]
    timed = sum(made.timed for made in again)
    return [
        *lines,
        "",
        "- 戻した行を古い版から当て直すと公表された版と1字も違わない: "
        + "、".join(f"{number} {'はい' if same else 'いいえ'}" for number, same in exact.items()),
        f"- 起案し直せた行（上の3つ）: {len(everything)} 行のうち **{len(again)} 行**",
        f"- そのうち提出時期が同じ: {len(again)} 行のうち **{timed} 行**（{timed / len(again):.1%}）",
        "",
    ]


def findings(rows: list[dict[str, str]], name: str) -> list[Finding]:
    """Verdicts of the rules on published rows."""
    template = load(name)
    changes = []
    for row in rows:
        paths = resolve(row["item_raw"], template, before=row["before"], after=row["after"]).paths
        changes.append(change_of_row(paths[0], row["before"], row["after"], template))
    return list(classify(changes, Facts(kind=template.kind, template=template)))


def with_versions(rows: list[dict[str, str]], found: list[Finding], made: Sequence[Redrafted]) -> str:
    """How many verdicts agree where both versions are known; a row that cannot be undone stands alone."""
    drafted = {one.row.row: max((row.verdict for row in one.drafted), key=_weight) for one in made if one.drafted}
    pairs = enumerate(zip(rows, found, strict=True), 1)
    stated = [(row["verdict"], str(drafted.get(n, f.verdict))) for n, (row, f) in pairs if row["verdict"] != "不明"]
    same = sum(published == ours for published, ours in stated)
    return f"- 前後の版も見た重要度（起案の行。戻せない行は行だけ）: {len(stated)} 行のうち {same} 行が一致"


def _weight(verdict: Verdict) -> int:
    return verdict.weight


def section(number: str, rows: list[dict[str, str]], found: list[Finding], made: Sequence[Redrafted]) -> list[str]:
    """One form: the counts, then every row on which the two disagree."""
    pairs = list(enumerate(zip(rows, found, strict=True), 1))
    stated = [(n, row, f) for n, (row, f) in pairs if row["verdict"] != "不明"]
    same = sum(row["verdict"] == str(f.verdict) for _, row, f in stated)
    timed = sum(row["timing"] == str(f.timing) for _, (row, f) in pairs)
    undecided = sum(str(f.verdict) == "要判断" for f in found)
    lines = [
        f"### {number}（{len(rows)} 行）",
        "",
        f"- 重要度: 説明から読み取れる {len(stated)} 行のうち {same} 行が一致",
        f"- 提出時期: {len(rows)} 行のうち {timed} 行が一致",
        f"- 要判断: {undecided} 行",
        with_versions(rows, found, made),
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


HOW = """\
# 公表された変更箇所との一致

公表された2つの評価書（000 基礎、003 全項目）で測りました。`make agreement` で作り直せます。引用は各欄 20 字までに切っています。

## 起案し直した行

公表された変更箇所を新しいものから順に戻して前の版を復元し（`rewind`）、隣り合う版の間で変更箇所を起案し直して、公表された行と比べました。

**同じ**とは、同じ項目の起案の行があり、公表された行も起案の行も、同じ「前の記載」と「後の記載」を（省略）で縮めた引用であることです。
すなわち、公表された行の（省略）と前後に同じ文を補うと、変更前の欄は項目の前の記載に、変更後の欄は後の記載になります。変わらない語句を
どこまで引用するかは問いませんが、変わった語句は1字でも違えば別の変更とします（空白、全角・半角、長音、行頭の「・」は問いません）。
1つの項目の変更が公表では2行、起案では1行のときは、公表の2行を続けて行った結果と比べます。同じ変更日の中で、ある行が書いた語句を別の行が
消しているときは、2回の改訂として比べます。基準は `tests/draft/redrafted.py` に、正しい例と誤った例は
`tests/draft/test_redrafted.py` にあります。
"""

RULES = """\
## 行だけを見た判断

公表された変更箇所の行を、行だけを見て（前後の版なしで）判定した結果です。
様式4の重要度は、説明の文に書かれた判断（重要な変更に当たる・当たらない）と比べています。
"""


def main() -> int:
    """Write the page."""
    shared = ROOT.parent / "shared"
    if not (shared / "gold").is_dir():
        print("公表された評価書（../shared）がないため、作れません", file=sys.stderr)  # noqa: T201
        return 1
    read = {number: readers.read(next((shared / "seeds").glob(f"{number}_*"))) for number in GOLD}
    forms = {number: redrafted(form) for number, form in read.items()}
    lines = [HOW, *summary(forms, {number: replayed(with_items_of_rows(form)[0]) for number, form in read.items()})]
    for number, rows in forms.items():
        lines.extend(redrafted_section(number, rows))
    lines.append(RULES)
    for number, (name, form) in GOLD.items():
        gold = json.loads((shared / "gold" / name).read_text(encoding="utf-8"))
        lines.extend(section(number, gold, findings(gold, form), forms[number]))
    lines.extend(line for folder in judgements.HOW for line in judgements.section(folder))
    (ROOT / "reports" / "agreement.md").write_text("\n".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
