"""A decision made on any surface is seen by every other; no decision of several writers is lost."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.desk.opening import Room
from piadiff.draft import Decision
from piadiff.model import Timing, Verdict
from tests.effort import examples

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
VERSIONS = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))[1:3]
OPEN = ("課長の許しがなければできない", "係長の許しがなければできない")


@pytest.fixture
def told(piadiff):
    """What a command prints as JSON."""
    return lambda *args: json.loads(piadiff(*args, "--json")[1])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A registry of two versions with an open question; the older side is a file."""
    folder = tmp_path_factory.mktemp("保管庫")
    old, new = VERSIONS
    text = new.read_text(encoding="utf-8")
    assert OPEN[0] in text
    later = folder / "次.yaml"
    later.write_text(text.replace(*OPEN), encoding="utf-8")
    registry = folder / "納めた版"
    for source in (old, later):
        assert run(cli, ["import", str(source), "--registry", str(registry)]) == 0
    return registry


def on_desk(place, names):
    """The versions of the registry as the desk opens them."""
    form = next(place.rglob("*-全項目.yaml")).relative_to(place).as_posix()
    return Room(folder=place.parent / "卓", uploads=place.parent, registry=place).picked(form, *names)


def decide(piadiff, place, surface, names, row, decision):
    """Make a decision on one of the surfaces."""
    number, (verdict, timing) = row, decision
    if surface == "decide":
        call = ("--person", "見本 花子", "--verdict", verdict, "--timing", timing, "--reason", "課で確かめた")
        call += ("--until", "2025-09-30")  # making a row lighter takes a reason and a last day
        assert piadiff("decide", *names, number, "--registry", place, *call)[0] == 0
        return
    if surface == "desk":
        work = on_desk(place, names)
        marked = list(work.judged().draft.rows)[number - 1]
        how = {"verdict": Verdict(verdict), "timing": Timing(timing), "person": "見本 花子", "reason": "課で確かめた"}
        decided = Decision(item=marked.item, until=date(2025, 9, 30), **how)
        work.sign({marked.fingerprint: decided}, {})
        return
    table = place.parent / "表.xlsx"
    assert piadiff("draft", *names, "--registry", place, "-o", table)[0] == 0
    workbook = load_workbook(table)
    sheet = workbook["変更箇所"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    words = {"判定": verdict, "提出時期": timing, "決定者": "見本 花子", "決定の理由": "課で確かめた", "決定の期限": "令和7年9月30日"}
    for name, text in words.items():
        sheet.cell(number + 1, columns[name]).value = text
    workbook.save(table)
    assert piadiff("draft", *names, "--registry", place, "--decisions-from", table)[0] == 0


@pytest.mark.long
@given(data=st.data())
@examples(4, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_decision_is_seen_by_every_surface(place, piadiff, told, data):
    names = ("HEAD~1", "HEAD")
    form = next(place.rglob("*-全項目.yaml"))
    file = form.with_suffix(".decisions.yaml")
    file.unlink(missing_ok=True)
    drafted = told("draft", *names, "--registry", place)["rows"]
    row = data.draw(st.sampled_from(range(1, len(drafted) + 1)))
    decision = data.draw(st.sampled_from([("軽微", "事後"), ("軽微", "事前"), ("重要", "事前"), ("再実施", "事前")]))
    surface = data.draw(st.sampled_from(["decide", "xlsx", "desk"]))
    decide(piadiff, place, surface, names, row, decision)
    paths = drafted[row - 1]["paths"]
    alone = [path for path in paths if sum(path in each["paths"] for each in drafted) == 1]

    again = told("draft", *names, "--registry", place)["rows"][row - 1]
    assert (again["verdict"], again["timing"], again["decided_by"]) == (*decision, "見本 花子")
    seen = on_desk(place, names).draft().rows[row - 1]
    assert (seen.verdict, seen.timing, seen.decided_by) == (*decision, "見本 花子")
    changes = {each["path"]: each for each in told("diff", *names, "--registry", place)["changes"]}
    assert all((changes[path]["verdict"], changes[path]["timing"]) == decision for path in alone)
    steps = [step["title"] for step in told("next", *names, "--registry", place)["steps"]]
    verdicts = {each["verdict"] for each in changes.values()}
    assert any("しきい値判断" in step for step in steps) == bool(verdicts & {"重要", "再実施"})
    assert any(step.startswith("要判断") for step in steps) == ("要判断" in verdicts)
    open_items = {seen["path"] for seen in told("check", *names, "--registry", place)["observations"] if seen["check"] == "A38"}
    assert not open_items & set(paths) or not alone
    in_audit = {o["path"] for o in told("audit", "--registry", place)["observations"] if o["check"] == "A38"}
    assert in_audit == open_items
    assert not file.with_suffix(".yaml.lock").exists()


def test_a_decision_in_the_registry_is_in_pr_and_report(place, piadiff, told, tmp_path):
    names = ("HEAD~1", "HEAD")
    form = next(place.rglob("*-全項目.yaml"))
    form.with_suffix(".decisions.yaml").unlink(missing_ok=True)
    number = next(n for n, row in enumerate(told("draft", *names, "--registry", place)["rows"], 1) if row["verdict"] == "要判断")
    piadiff("decide", *names, number, "--registry", place, "--person", "見本 花子", "--verdict", "軽微", "--timing", "事後")
    piadiff("report", "--registry", place, "-o", tmp_path / "頁")
    (page,) = (tmp_path / "頁").glob("*3-全項目.html")
    assert "見本 花子" in page.read_text(encoding="utf-8")
    subprocess.run(["git", "-C", place, "add", "-A"], check=True)
    subprocess.run(["git", "-C", place, "-c", "user.name=見本", "-c", "user.email=m@example.invalid", "commit", "-qm", "決定"], check=True)
    span = json.loads(piadiff("pr", "HEAD~2..HEAD", "--registry", place, "--json")[1])
    changed = {each["path"]: each["verdict"] for each in span["forms"][0]["changes"]}
    subprocess.run(["git", "-C", place, "reset", "-q", "--hard", "HEAD~1"], check=True)
    assert "要判断" not in changed.values()


@pytest.mark.long
def test_six_at_once_lose_nothing(tmp_path):
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    for target, source in zip((old, new), VERSIONS, strict=True):
        target.write_bytes(source.read_bytes())

    def call(row):
        code = "import sys; from piadiff.cli import main; sys.argv[0] = 'piadiff'; main()"
        args = ["decide", old, new, str(row), "--person", f"担当{row}", "--explanation", f"説明{row}"]
        return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, check=False).returncode

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(call, range(1, 7))) == [0] * 6
    kept = new.with_suffix(".decisions.yaml").read_text(encoding="utf-8")
    assert all(f"担当{row}" in kept and f"説明{row}" in kept for row in range(1, 7))


@pytest.mark.parametrize("command", ["draft", "diff", "check", "next"])
def test_a_key_written_twice_is_an_error(piadiff, tmp_path, command):
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    for target, source in zip((old, new), VERSIONS, strict=True):
        target.write_bytes(source.read_bytes())
    piadiff("decide", old, new, "1", "--person", "見本", "--reason", "確かめた")
    file = new.with_suffix(".decisions.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "".join(text.splitlines(keepends=True)[2:]), encoding="utf-8")
    status, _, err = piadiff(command, old, new)
    assert (status, "2回書かれています" in err) == (2, True)


def test_an_item_of_two_rows_stays_open_while_one_of_them_is(piadiff, told, tmp_path):
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    for target, source in zip((old, new), VERSIONS, strict=True):
        target.write_bytes(source.read_bytes())
    new.write_text(new.read_text(encoding="utf-8").replace(*OPEN), encoding="utf-8")
    drafted = told("draft", old, new)["rows"]
    shared = [
        (one, two)
        for (one, a), (two, b) in product(enumerate(drafted, 1), repeat=2)
        if one != two and set(a["paths"]) & set(b["paths"]) and "要判断" in (a["verdict"], b["verdict"])
    ]
    for one, other in shared[:2]:
        path = (set(drafted[one - 1]["paths"]) & set(drafted[other - 1]["paths"])).pop()
        light = one if drafted[one - 1]["verdict"] != "要判断" else other
        piadiff("decide", old, new, light, "--person", "見本", "--verdict", "軽微", "--timing", "事後")
        assert next(c for c in told("diff", old, new)["changes"] if c["path"] == path)["verdict"] == "要判断"
