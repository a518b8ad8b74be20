"""The answer of an audit is given again without loading anything, and only where nothing it rests on has changed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from piadiff.cli import unchanged
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run

SAMPLES = sorted(Path("corpora/kiso-jidou-teate").glob("*.yaml"))
PROGRAM = """
import atexit, sys
from pathlib import Path
atexit.register(lambda: Path(sys.argv.pop()).write_text("loaded" if "piadiff.data" in sys.modules else "none"))
from piadiff.cli import main
sys.argv, mark = sys.argv[:-1], sys.argv[-1]
atexit.register(lambda: sys.argv.append(mark))
main()
"""


@pytest.fixture
def registry(tmp_path, capfd):
    assert run(cli, ["import", *map(str, SAMPLES[:2]), "--registry", str(tmp_path / "庫")]) == 0
    capfd.readouterr()
    return tmp_path / "庫"


@pytest.fixture
def audited(registry, tmp_path):
    """Status, output, and whether more than the standard library was loaded; ``kept`` False takes no kept result."""

    def call(*more, kept=True):
        environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PIADIFF_CACHE": str(tmp_path / "kept") if kept else ""}
        (tmp_path / "cwd").mkdir(exist_ok=True)
        told = subprocess.run(
            [sys.executable, "-c", PROGRAM, "audit", "--registry", str(registry), *more, str(tmp_path / "loaded")],
            env=environment,
            capture_output=True,
            check=False,
            cwd=tmp_path / "cwd",
        )
        return (told.returncode, told.stdout, told.stderr), (tmp_path / "loaded").read_text() == "loaded"

    return call


@pytest.mark.long
def test_an_unchanged_registry_is_answered_before_anything_is_loaded(audited):
    first, loaded = audited("--json", "--processes", "1")
    assert loaded and first[0] in (0, 1) and b"piadiff/audit/1" in first[1]
    assert audited("--json", "--processes", "1") == (first, False)
    assert audited("--json", "--processes", "1", kept=False) == (first, True)
    assert audited("--processes", "1")[1], "another call is another answer"


def commit(at):
    run(cli, ["import", str(SAMPLES[2]), "--registry", str(at / "庫")])


def beside(name, text):
    def write(at):
        folder = next((at / "庫").glob("*長")) if name.endswith("decisions.yaml") else at / "庫"
        (folder / name).write_text(text, encoding="utf-8")

    return write


def setting(at):
    (at / "cwd" / "piadiff.toml").write_text('[audit]\nignore = ["A34=見本"]\n', encoding="utf-8")


def config(at):
    with (at / "庫" / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write("[gpg]\n\tprogram = /bin/false\n[log]\n\tshowSignature = true\n")


def link(at):
    (at / "secret").write_text("合言葉", encoding="utf-8")
    (at / "庫" / "piadiff-policy.yaml").symlink_to(at / "secret")


def lost(at):
    (at / "庫" / ".git" / "HEAD").write_text("ref: refs/heads/none\n", encoding="utf-8")


@pytest.mark.long
def test_each_change_is_answered_anew(audited, tmp_path):
    call = ("--json", "--processes", "1")
    told = [audited(*call)]
    for change in (setting, commit, config):
        change(tmp_path)
        told.append(audited(*call))
    assert all(loaded for _, loaded in told) and len({answer for answer, _ in told}) > 1
    assert told[-1][0] == audited(*call, kept=False)[0]


@pytest.mark.ci
@pytest.mark.parametrize(
    "change",
    [
        commit,
        beside("piadiff-policy.yaml", "overrides: {}\n"),
        beside("piadiff-policy.yaml", "broken: ["),
        beside("piadiff-accepted.yaml", "broken: ["),
        beside("7-基礎項目.decisions.yaml", "broken: ["),
        setting,
        config,
        link,
        lost,
    ],
)
def test_a_change_is_answered_anew_and_as_without_kept_results(audited, tmp_path, change):
    call = ("--json", "--processes", "1")
    audited(*call)
    assert not audited(*call)[1]
    change(tmp_path)
    told, loaded = audited(*call)
    assert loaded
    assert told == audited(*call, kept=False)[0]


def test_a_damaged_answer_is_none(monkeypatch, tmp_path, registry):
    monkeypatch.setenv("PIADIFF_CACHE", str(tmp_path / "kept"))
    call = ["audit", "--registry", str(registry)]
    assert unchanged.find(call) is None
    unchanged.keep(unchanged.Answer(1, "", "答え".encode()))
    assert unchanged.find(call) == (1, "", "答え".encode())
    (file,) = (tmp_path / "kept" / "whole").iterdir()
    good = file.read_bytes()
    for damage in (b"", b"{", b"[]\n", b'{"mark": 1}\nx', b"\x00\xff", good[:-1], good + b"x", good.replace(b'"', b"")):
        file.write_bytes(damage)
        assert unchanged.find(call) is None


@pytest.fixture
def kept_audit(registry, monkeypatch, tmp_path, capfd):
    """The audit with results kept for each form, and whether the same call would be given the answer of before."""
    (tmp_path / "上" / "cwd").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "上" / "cwd")
    monkeypatch.setenv("PIADIFF_CACHE", str(tmp_path / "kept"))

    def call(*more):
        arguments = ["audit", "--registry", str(registry), "--json", "--processes", "1", *map(str, more)]
        capfd.readouterr()
        again = unchanged.find(arguments) is not None
        return (run(cli, arguments), *capfd.readouterr()), again

    return call


def loose(at):
    """The first version's content, in a folder with another."""
    form = next((at / "庫").glob("*/*.yaml")).relative_to(at / "庫").as_posix()
    told = subprocess.run(
        ["git", "rev-parse", f"HEAD~1:{form}"], cwd=at / "庫", capture_output=True, text=True, check=True
    )
    name = told.stdout.strip()
    file = at / "庫" / ".git" / "objects" / name[:2] / name[2:]
    (file.parent / ("0" * 38)).touch()
    return file


def lose(at):
    loose(at).rename(at / "lost")


def bring_back(at):
    (at / "lost").rename(loose(at))


def damage(at):
    file = loose(at)
    (at / "lost").write_bytes(file.read_bytes())
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-4] + b"0000")


def mend(at):
    loose(at).write_bytes((at / "lost").read_bytes())


def named(at, text):
    (at / "受容.yaml").write_text(text, encoding="utf-8")


def same_size(at):
    """Another content of the same length, written at the same time, as some programs copy."""
    file = at / "庫" / "設定" / "policy.yaml"
    stat = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("overrides: {}", "overrides: []"), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def policy_linked(at):
    (at / "庫" / "設定").mkdir()
    (at / "庫" / "設定" / "policy.yaml").write_text("overrides: {}\n", encoding="utf-8")
    (at / "庫" / "piadiff-policy.yaml").symlink_to("設定/policy.yaml")


def register_linked(at):
    named(at, "schema: piadiff/accepted/1\naccepted: []\n")
    (at / "リンク.yaml").symlink_to(at / "受容.yaml")


def settings_above(at):
    (at / "上" / "piadiff.toml").write_text('[audit]\nignore = ["A34=見本", "A36=見本"]\n', encoding="utf-8")


def own_repository(at):
    (at / "上" / "cwd" / ".git").mkdir()


def leave(at):
    (at / "上" / "cwd" / ".git").rmdir()


def linked_out(at):
    (at / "庫" / ".git" / "objects").rename(at / "objects")
    (at / "庫" / ".git" / "objects").symlink_to(at / "objects")


def shared_with_another(at):
    (at / "庫" / ".git" / "commondir").write_text(str(at), encoding="utf-8")


def several(*changes):
    def done(at):
        for change in changes:
            change(at)

    return done


CHANGED = {
    "a repository begins below the settings": (settings_above, own_repository),
    "a repository ends below the settings": (several(settings_above, own_repository), leave),
    "what a named link leads to": (register_linked, lambda at: named(at, "broken: [")),
    "what a link of the registry leads to": (policy_linked, same_size),
    "a version lost": (lambda _: None, lose),
    "a version brought back": (lose, bring_back),
    "a version mended": (damage, mend),
    "objects elsewhere": (lambda _: None, linked_out),
    "refs elsewhere": (lambda _: None, shared_with_another),
}


@pytest.mark.parametrize(("before", "change"), CHANGED.values(), ids=CHANGED)
def test_nothing_that_an_answer_rests_on_may_change_unnoticed(kept_audit, tmp_path, monkeypatch, before, change):
    before(tmp_path)
    more = ("--accepted", tmp_path / "リンク.yaml") if before is register_linked else ()
    kept_audit(*more)
    first, again = kept_audit(*more)
    assert again, "the answer of before is not given again at all"
    change(tmp_path)
    second, again = kept_audit(*more)
    assert not again and second != first
    monkeypatch.setenv("PIADIFF_CACHE", "")
    assert kept_audit(*more)[0] == second
