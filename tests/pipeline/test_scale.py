"""A registry is audited by tasks that give the same bytes wherever they are done, and are done only once."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.law import shelf
from piadiff.pipeline import spread, tasks, whole_registry
from piadiff.pipeline.days import Days
from piadiff.registry import Registry
from tests.registry.test_store import version

SAMPLES = sorted(Path("corpora").glob("*/*.yaml"))


@pytest.fixture
def registry(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.setenv("PIADIFF_CACHE", str(tmp_path / "kept"))
    assert run(cli, ["import", *map(str, SAMPLES), "--registry", str(tmp_path / "庫")]) == 0
    capfdbinary.readouterr()
    return tmp_path / "庫"


@pytest.fixture
def audited(registry, capfdbinary):
    def call(*more):
        status = run(cli, ["audit", "--registry", str(registry), "--json", *more])
        told = capfdbinary.readouterr()
        assert status in (0, 1), told.err.decode()
        return told.out

    return call


@pytest.fixture
def counted(monkeypatch):
    """Paths of the forms that were audited anew."""
    paths = []

    def done(task):
        paths.append(task.path)
        return tasks.done(task)

    monkeypatch.setattr(whole_registry, "done", done)
    return paths


def without_kept(monkeypatch):
    monkeypatch.setenv("PIADIFF_CACHE", "")


def test_one_and_two_processes_give_the_same_bytes(audited, monkeypatch):
    without_kept(monkeypatch)
    alone = audited("--processes", "1")
    assert alone.count(b'"check"') > 3
    assert audited("--processes", "2") == alone


def test_what_has_not_changed_is_not_done_again(audited, counted, registry):
    first = audited()
    forms = len(counted)
    assert forms > 2
    assert audited() == first and len(counted) == forms
    with Registry.open(registry) as store:
        store.store(version("新しい。", date(2026, 4, 1)))
    audited()
    assert counted[forms:] == ["みほん市長/7-全項目.yaml"]


def test_another_day_policy_or_rules_are_another_result(audited, counted, registry, monkeypatch):
    audited()
    forms = len(counted)
    audited("--as-of", "2026-01-01")
    assert len(counted) == 2 * forms
    (registry / "piadiff-policy.yaml").write_text("overrides: {}\n", encoding="utf-8")
    audited("--as-of", "2026-01-01")
    assert len(counted) == 3 * forms
    monkeypatch.setattr(tasks, "_shipped", lambda: "other rules")
    audited("--as-of", "2026-01-01")
    assert len(counted) == 4 * forms


def test_an_amendment_redoes_only_the_forms_that_look_into_the_law(audited, counted, registry, monkeypatch):
    """A table that one form's rows are held against is amended; the forms that cite nothing of it stay."""
    first = audited()
    forms = len(counted)
    held = {each.path: {name for name, _ in tasks.done(each).law} for each in _tasks(registry)}
    assert len(held) == forms
    everywhere = set.intersection(*held.values())
    somewhere = sorted(set.union(*held.values()) - everywhere)
    assert somewhere
    for name in somewhere[:3]:
        real, cited = shelf.digest, [path for path in held if name in held[path]]
        with monkeypatch.context() as amended:
            amended.setattr(shelf, "digest", lambda each, name=name, real=real: "" if each == name else real(each))
            del counted[:]
            assert audited() == first
            assert counted == cited and 0 < len(cited) < forms
        del counted[:]
        audited()


def test_what_is_looked_into_is_known_though_it_was_looked_into_before(registry):
    """Law that another form has loaded, or looked up, is named by every result that rests on it."""
    alone, again = ([tasks.done(each).law for each in _tasks(registry)] for _ in range(2))
    assert alone == again and any(alone)


def _tasks(registry):
    with Registry.open(registry) as store:
        for path, entries in store.commits():
            contents = {entry.blob: store.content(entry.blob) for entry in entries}
            yield tasks.Task(path, entries, contents, Days(), None)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"schema": "piadiff/kept/1", "observations": [{}]}', "\x00"])
@pytest.mark.thinned(3)
def test_a_damaged_result_is_done_again(audited, tmp_path, damage):
    first = audited()
    for file in (tmp_path / "kept").rglob("*.json"):
        file.write_text(damage, encoding="utf-8")
    assert audited() == first


def test_a_registry_brings_no_results_of_its_own(registry, audited, tmp_path):
    audited()
    assert not [file for file in registry.rglob("*") if "kept" in file.name]
    assert list((tmp_path / "kept").rglob("*.json"))


def dies_once(marker: str) -> str:
    """Ends its process the first time it is called."""
    if marker and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{marker} done"


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of POSIX")
@pytest.mark.long
def test_a_worker_that_dies_costs_no_result(tmp_path):
    given = ["", str(tmp_path / "a"), "", ""]
    made = list(spread.spread(dies_once, given, spread.Workers(2), large=True))
    assert made == [f"{marker} done" for marker in given]


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of POSIX")
@pytest.mark.long
def test_an_interrupt_leaves_nothing_half_written(registry, audited, tmp_path):
    program = "from piadiff.cli import main\nif __name__ == '__main__': main()"
    script = tmp_path / "call.py"
    script.write_text(program, encoding="utf-8")
    call = [sys.executable, str(script), "audit", "--registry", str(registry), "--processes", "2"]
    begun = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path.cwd())
    while not list((tmp_path / "kept").rglob("*.json")) and begun.poll() is None:
        time.sleep(0.01)
    begun.send_signal(signal.SIGINT)
    _, told = begun.communicate(timeout=60)
    assert b"Traceback" not in told
    kept = (file for file in (tmp_path / "kept").rglob("*") if file.is_file())
    left = [file for file in kept if file.suffix != ".json" and file.parent.name != "whole"]
    assert not left
    assert audited() == audited("--processes", "1")


@pytest.mark.ci
def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(audited, monkeypatch):
    distributed = pytest.importorskip("distributed")
    without_kept(monkeypatch)
    alone = audited("--processes", "1")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        victim = next(iter(cluster.workers.values()))
        real = whole_registry.spread

        def losing(work, given, workers, *, large):
            made = real(work, given, workers, large=large)
            yield next(made)
            os.kill(victim.process.pid, signal.SIGKILL)
            yield from made

        monkeypatch.setattr(whole_registry, "spread", losing)
        assert audited("--scheduler", cluster.scheduler_address) == alone


@pytest.mark.ci
def test_a_cluster_that_is_not_there_is_said(registry, capfdbinary):
    pytest.importorskip("distributed")
    assert run(cli, ["audit", "--registry", str(registry), "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "127.0.0.1:9" in capfdbinary.readouterr().err.decode()
