"""Stubs of a rule or a check with its two samples: ``make new-rule ID=…``, ``make new-check ID=…``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
RULE = """id: {id}
name: "何が起きたか（した、が変わった、の形で）"
basis:
  - instrument: 指針
    clause: 別表
    says: 根拠の条項の要旨（条文は写さない）
    effective_from: "2014-04-20"
forms: [重点, 全項目]
when:
  signals: [system_added]
verdict: 要判断
timing: ""
cause: 変更の理由の言葉
explanation: "{{cause}}であり、重要な変更に当たるかどうかを確かめる必要がある。"
missing: "何が分かれば決まるか"
since: "0.1.0"
aliases: []
examples:
  hit:
    - {{form: 全項目, item: "Ⅰ－２－システム１－①", before: "甲システム", after: "乙システム"}}
  near_miss:
    - {{form: 全項目, item: "Ⅰ－２－システム１－①", before: "甲システム", after: "甲システム（改称）"}}
"""
CHECK = '''"""{id}: what the check holds the form against."""

from __future__ import annotations

from collections.abc import Iterator

from piadiff.audit.catalogue import Subject, check, note
from piadiff.model import Level, Observation


@check("{id}", Level.INFO, "何が見つかったか（違反と言わない）", "根拠の条項")
def {name}(subject: Subject) -> Iterator[Observation]:
    """When it speaks, and when it is silent."""
    for item in subject.form.items:
        if item.text == "当たる例":
            yield note("{id}", "何が食い違うか", item.text, path=item.path)
'''
CASE = '''    "{id}": (
        lambda: Subject(form({{"Ⅰ-1-①": "当たる例"}})),
        lambda: Subject(form({{"Ⅰ-1-①": "当たらない例"}})),
    ),
'''


def new_rule(name: str, root: Path = ROOT) -> list[Path]:
    """The file of a rule, which must not exist.

    Raises:
        ValueError: When the name is no id, or is taken.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+", name):
        raise ValueError(f"「{name}」は規則の名になりません（例: system_added。英小文字と _ で、何が起きたか）")
    file = root / "piadiff" / "guideline" / "rules" / f"{name}.yaml"
    if file.exists():
        raise ValueError(f"規則「{name}」はすでにあります")
    file.write_text(RULE.format(id=name), encoding="utf-8")
    return [file]


def new_check(name: str, root: Path = ROOT) -> list[Path]:
    """The module of a check, its place in the catalogue and among what is raised first, and its two samples.

    Raises:
        ValueError: When the name is no id, or is taken.
    """
    if not re.fullmatch(r"A\d{2,3}[A-Z]?", name):
        raise ValueError(f"「{name}」は検査の番号になりません（例: A99）")
    room, cases = root / "piadiff" / "audit", root / "tests" / "audit" / "test_checks.py"
    if any(f'@check("{name}"' in file.read_text(encoding="utf-8") for file in room.glob("*.py")):
        raise ValueError(f"検査「{name}」はすでにあります")
    module, entry = room / f"check_{name.lower()}.py", room / "__init__.py"
    listed = entry.read_text(encoding="utf-8")
    known = re.search(r"^from piadiff\.audit import \([^\n]*\n(?P<names>(?:    \w+,\n)+)\)", listed, re.MULTILINE)
    samples = cases.read_text(encoding="utf-8")
    if known is None or "}  # fmt: skip" not in samples:
        raise ValueError("検査の一覧（audit/__init__.py、test_checks.py）の形が変わっています。手で加えてください")
    order, weights = room / "points.yaml", (room / "points.yaml").read_text(encoding="utf-8")
    last = weights.rindex("  checks: [") + len("  checks: [")
    names = "".join(f"    {name},\n" for name in sorted([*re.findall(r"\w+", known["names"]), module.stem]))
    module.write_text(CHECK.format(id=name, name=f"check_{name.lower()}"), encoding="utf-8")
    entry.write_text(listed[: known.start("names")] + names + listed[known.end("names") :], encoding="utf-8")
    cases.write_text(samples.replace("}  # fmt: skip", CASE.format(id=name) + "}  # fmt: skip", 1), encoding="utf-8")
    order.write_text(f"{weights[:last]}{name}, {weights[last:]}", encoding="utf-8")
    return [module, entry, cases, order]


def main(arguments: list[str]) -> int:
    """Make a stub and name the files; 2 for a wrong call."""
    makers = {"rule": new_rule, "check": new_check}
    if len(arguments) != 2 or arguments[0] not in makers:
        print("ID=名前 を付けてください（例: make new-rule ID=system_added、make new-check ID=A99）")  # noqa: T201
        return 2
    try:
        made = makers[arguments[0]](arguments[1])
    except ValueError as error:
        print(error)  # noqa: T201
        return 2
    for file in made:
        print(f"{file.relative_to(ROOT)} を書きました。中を埋めて make test で確かめてください")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
