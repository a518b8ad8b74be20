"""The public API: cheap to import, examples that run, values in and values out."""

import doctest
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import piadiff
from piadiff import Registry, audit, classify, diff, draft, read, rewind
from piadiff.draft import Decision
from piadiff.errors import UnreadableSourceError, WrongCallError
from piadiff.model import Timing, Verdict, Version

ROOT = Path(__file__).parent.parent
OLD, NEW = sorted((ROOT / "corpora" / "zenkoumoku-jumin-zei").glob("*.yaml"))[-2:]


@pytest.fixture
def shown(piadiff):
    """What a command prints as JSON."""

    def call(*args):
        status, out, err = piadiff(*args, "--json")
        assert status in (0, 1), err
        return json.loads(out)

    return call


def test_importing_the_package_imports_nothing_else():
    script = "import sys; before = set(sys.modules); import piadiff; print(sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not re.search(r"piadiff\.|pydantic|yaml|git", loaded.stdout), loaded.stdout


def test_a_name_is_the_function_whatever_rooms_are_imported():
    for name in ("diff", "draft", "audit", "rewind"):
        import_module(f"piadiff.{name}")
        assert callable(getattr(piadiff, name))
    assert set(piadiff.__all__) <= set(dir(piadiff)) | {
        "Registry",
        "audit",
        "classify",
        "diff",
        "draft",
        "read",
        "rewind",
    }
    assert re.fullmatch(r"\d+\.\d+\.\d+", piadiff.__version__)
    assert (ROOT / "piadiff" / "py.typed").is_file()


@pytest.mark.parametrize("name", ["piadiff", "piadiff.api"])
def test_examples_of_the_docstrings_run(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    done = doctest.testmod(sys.modules["piadiff"] if name == "piadiff" else import_module(name))
    assert (done.failed, done.attempted > 0) == (0, True)


def test_examples_of_the_readme_run(monkeypatch):
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    for block in blocks:
        made = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
        assert doctest.DocTestRunner().run(made).failed == 0


def test_what_comes_back_is_what_the_commands_print(shown):
    old, new = read(OLD), read(NEW)
    findings = classify(diff(old, new))
    assert findings.to_dicts() == shown("diff", OLD, NEW)["changes"]
    assert draft(findings).to_dicts() == shown("draft", OLD, NEW)["rows"]
    assert new.to_dicts() == shown("read", NEW)["items"]
    judged = [{k: v for k, v in seen.items() if k != "form"} for seen in shown("audit", NEW)["observations"]]
    mine = [{k: v for k, v in seen.items() if k != "form"} for seen in audit(new).to_dicts()]
    assert [seen["check"] for seen in mine] == [seen["check"] for seen in judged]
    assert all(not isinstance(each, list) or json.dumps(each) for row in findings.to_dicts() for each in row.values())


def test_a_form_comes_from_bytes_too():
    assert read(NEW.read_bytes(), name="届いた文書") == read(NEW)
    with pytest.raises(UnreadableSourceError, match="届いた文書"):
        read(b"\x00\x00\x01\x01" * 50, name="届いた文書")


def test_decisions_are_values(tmp_path):
    findings = classify(diff(read(OLD), read(NEW)))
    mark = draft(findings)[0].fingerprint
    how = {"verdict": Verdict.MINOR, "timing": Timing.AFTER, "person": "山田", "reason": "確かめた"}
    rows = draft(findings, decisions={mark: Decision(until=date(2030, 3, 31), **how)})
    assert (rows[0].verdict, rows[0].decided_by, rows[0].refused) == (Verdict.MINOR, "山田", "")
    (lacking, *_) = draft(findings, decisions={mark: Decision(**how)})
    assert (lacking.verdict, "期限" in lacking.refused) == (Verdict.SIGNIFICANT, True)
    assert list(tmp_path.iterdir()) == []


def test_rewound_versions_can_be_audited_and_stored(tmp_path):
    form = read(NEW)
    versions = rewind(form)
    assert audit(form, versions)
    assert all(set(each) >= {"date", "rows_undone", "rows_kept"} for each in versions.to_dicts())
    with Registry.open(tmp_path / "保管庫", create=True) as store:
        store.store(Version(form=form, date=form.header.published, published=form.header.published))
        assert store.load("HEAD") == replace(form)


def test_what_is_no_pair_of_forms_is_refused():
    rows = [{"form": "基礎", "item": "Ⅰ-3", "before": "甲", "after": "乙"}]
    with pytest.raises(WrongCallError, match="2つの評価書"):
        draft(classify(rows))
    with pytest.raises(WrongCallError, match="種類"):
        diff(read(OLD), read(next((ROOT / "corpora" / "kiso-jidou-teate").glob("*.yaml"))))
    with pytest.raises(UnreadableSourceError, match="1件目"):
        classify([{"item": "Ⅰ-3"}])
