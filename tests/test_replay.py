"""The same question has the same answer: on every machine, and again years later for the day it was asked of."""

import itertools
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from piadiff.guideline import rules

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT / "corpora"
FORMS = ("kiso-jidou-teate", "juuten-yobou-sesshu", "zenkoumoku-jumin-zei")
SLIPS = next((CORPORA / "planned-slips").glob("*.yaml"))
LINKED = (
    ("Ⅱ（税ファイル）－６－①", "庁内に置く。", "標準準拠システムを用い、ガバメントクラウド及び統合連携サーバに置く。"),
    (
        "Ⅰ－２－システム２－②",
        "税を計算する。",
        "標準準拠システム、ガバメントクラウド及び統合連携サーバで税を計算する。",
    ),
)
WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "3", "TZ": "America/New_York", "LANG": "ja_JP.eucJP", "LC_ALL": "ja_JP.eucJP", "COLUMNS": "40"},
    {"PYTHONHASHSEED": "4", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "", "PYTHONUTF8": "0"},
)


@pytest.fixture
def printed(piadiff):
    def call(*args):
        status, out, err = piadiff(*args)
        assert status in (0, 1), err
        return out

    return call


def rows_file(folder, rows):
    source = folder / "rows.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return source


def calls(folder):
    """One call of every command whose output people keep; the registries are made where they run."""
    versions = [str(path) for form in FORMS for path in sorted((CORPORA / form).glob("*.yaml"))]
    yield ["import", *versions, "--registry", "保管庫", "--json"]
    yield ["rewind", str(SLIPS), "--registry", "復元", "--json"]
    for command in ("log", "blame", "audit"):
        yield [command, *(["12-基礎"] if command == "blame" else []), "--registry", "保管庫", "--json"]
        yield [command, "--registry", "復元"]
    yield ["report", "--registry", "保管庫", "-o", "{out}", "--reproducible"]
    rows = [{"form": "全項目", "item": item, "before": before, "after": after} for item, before, after in LINKED]
    yield ["classify", str(rows_file(folder, rows)), "--json"]
    for form in FORMS:
        for old, new in itertools.pairwise(map(str, sorted((CORPORA / form).glob("*.yaml")))):
            yield ["diff", old, new, "--json"]
            yield ["diff", new, old, "--format", "side", "--as-of", "2020-01-01"]
            yield ["check", old, new, "--json"]
            yield ["draft", old, new, "--json"]
            yield from (
                ["draft", old, new, "-o", "{out}", "--format", kind] for kind in ("xlsx", "docx", "html", "csv")
            )
    yield ["audit", str(SLIPS), "--json"]
    yield ["audit", str(SLIPS), "--as-of", "2026-01-01"]


def answers(folder, world, cwd):
    """What all calls say in one world: its hash seed, time zone, language and folder."""
    cwd.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **world}
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "replay.py"), str(folder)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return json.loads(done.stdout)


@pytest.mark.long
def test_every_answer_is_the_same_in_every_world(tmp_path):
    (tmp_path / "calls.json").write_text(json.dumps(list(calls(tmp_path))), encoding="utf-8")
    first, *others = (answers(tmp_path, world, tmp_path / f"世界{at}") for at, world in enumerate(WORLDS))
    for other in others:
        assert [call for call in first if other[call] != first[call]] == []
    assert [call for call, (status, _, _) in first.items() if status not in "01"] == []
    assert sum(bool(digest) for _, _, digest in first.values()) > len(FORMS)


@pytest.mark.long
def test_a_registry_made_anew_elsewhere_has_the_same_commits(tmp_path):
    told = []
    for at, world in enumerate(WORLDS[:3]):
        folder = tmp_path / str(at)
        folder.mkdir()
        made = [call for call in calls(folder) if call[0] in ("import", "rewind")]
        (folder / "calls.json").write_text(json.dumps(made), encoding="utf-8")
        documents = [json.loads(printed) for _, printed, _ in answers(folder, world, folder / "世界").values()]
        told.append([[version["commit"] for version in document["versions"]] for document in documents])
    assert all(commits and all(commits) for commits in told[0])
    assert told[0] == told[1] == told[2]


def begins(rule):
    """The first day every instrument of a rule has a clause for it."""
    first = {}
    for basis in rule.basis:
        first[basis.instrument] = min(basis.effective_from, first.get(basis.instrument, "9999"))
    return date.fromisoformat(max(first.values()))


LATER = [rule for rule in rules() if begins(rule) > min(map(begins, rules()))]


def example_rows():
    return [
        {"form": str(example.form), "item": example.item, "before": example.before, "after": example.after}
        for rule in LATER
        for example in rule.examples.hit
    ]


def spoken(found):
    return {rule for change in found["changes"] for rule in change["rules"]}


def test_there_are_rules_of_different_days():
    assert LATER
    assert all(basis.effective_from <= (basis.effective_to or "9999") for rule in rules() for basis in rule.basis)


@pytest.mark.parametrize("day", sorted({begins(rule) for rule in LATER}))
def test_a_rule_does_not_speak_for_a_day_before_it_is_in_force(printed, tmp_path, day):
    source = rows_file(tmp_path, example_rows())
    before = json.loads(printed("classify", source, "--as-of", day - timedelta(days=1), "--json"))
    after = json.loads(printed("classify", source, "--as-of", day, "--json"))
    young = {rule.id for rule in LATER if begins(rule) >= day}
    assert not spoken(before) & young
    assert spoken(after) & young
    assert spoken(after) == spoken(json.loads(printed("classify", source, "--json")))


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2019, 4, 30), False),
        (date(2019, 5, 1), True),
        (date(2021, 3, 31), True),
        (date(2021, 4, 1), False),
        (None, False),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last(day, in_force):
    rule = rules()[0]
    basis = rule.basis[0].model_copy(update={"effective_from": "2019-05-01", "effective_to": "2021-03-31"})
    assert rule.model_copy(update={"basis": [basis]}).in_force(day) is in_force
    older = rule.basis[0].model_copy(
        update={"instrument": "別の規程", "effective_from": "2014-04-20", "effective_to": ""}
    )
    assert rule.model_copy(update={"basis": [older, basis]}).in_force(day) is in_force
    assert rule.model_copy(update={"basis": [older]}).in_force(day)


def test_a_change_no_rule_of_its_day_speaks_on_is_undecided_and_not_minor(printed, tmp_path):
    source = rows_file(tmp_path, example_rows())
    found = json.loads(printed("classify", source, "--as-of", "2013-01-01", "--json"))["changes"]
    assert {change["verdict"] for change in found} == {"要判断"}
    assert all(change["missing"] for change in found)


def test_diff_draft_and_audit_go_by_the_day_asked_for(printed, tmp_path):
    old, new = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))[1:3]
    registry = tmp_path / "保管庫"
    printed("import", old, new, "--registry", registry)
    for call, changes in (
        (("diff", old, new), "changes"),
        (("draft", old, new), "rows"),
    ):
        now = json.loads(printed(*call, "--json"))[changes]
        then = json.loads(printed(*call, "--as-of", "2013-01-01", "--json"))[changes]
        assert "要判断" not in {each["verdict"] for each in now}
        assert {each["verdict"] for each in then} == {"要判断"}
    undecided = [
        {
            o["path"]
            for o in json.loads(printed("audit", "--registry", registry, "--select", "A38", "--json", *day))[
                "observations"
            ]
        }
        for day in ((), ("--as-of", "2013-01-01"))
    ]
    assert undecided[0] == set() or undecided[0] < undecided[1]
    timing = json.loads(printed("audit", "--registry", registry, "--select", "A04B", "--as-of", "2013-01-01", "--json"))
    assert timing["observations"] == []
