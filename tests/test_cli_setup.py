"""What fits the program to its surroundings: JSON schemas, settings, completion, the manual page."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import jsonschema
import pytest

from piadiff.cli import overview
from piadiff.cli.commands import cli
from tests.pipeline.test_pull_request import PLACE, pr, repository  # noqa: F401 - fixtures

CORPORA = Path(__file__).parent.parent / "corpora"
FULL = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))
BASIC = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))


def calls(work):
    """Every command with --json, on what a registry and files hold."""
    stored, rebuilt = work / "保管庫", work / "復元"
    (work / "rows.json").write_text(
        '[{"form": "全項目", "item": "不明な欄", "before": "甲", "after": "乙"}]', encoding="utf-8"
    )
    yield ["import", *FULL, *BASIC, "--registry", stored]
    yield ["rewind", FULL[-1], "--registry", rebuilt]
    for registry in (stored, rebuilt):
        yield ["log", "--registry", registry]
        yield ["blame", "--registry", registry, PLACE]
    yield ["read", BASIC[-1]]
    for command in ("diff", "draft", "next", "summary", "check"):
        yield [command, BASIC[0], BASIC[1]]
        yield [command, f"HEAD~1:{PLACE}", f"HEAD:{PLACE}", "--registry", rebuilt]
    yield ["classify", work / "rows.json"]
    shutil.copy(BASIC[0], work / "旧.yaml")
    shutil.copy(BASIC[1], work / "新.yaml")
    yield [
        "decide",
        work / "旧.yaml",
        work / "新.yaml",
        "1",
        "--person",
        "山田",
        "--timing",
        "事後",
        "--reason",
        "確認",
    ]
    yield ["draft", "--registry", stored, "--since", "2022-04-28"]
    yield ["audit", "--registry", stored]
    yield ["accept", PLACE, "A11", "--all", "--registry", stored, "--person", "佐藤", "--reason", "確認"]
    yield ["audit", "--registry", stored]
    yield ["pr", "HEAD~3..HEAD", "--registry", stored]
    yield ["law"]
    yield ["law", "番号法第28条", "--on", "2023-12-29"]
    yield ["law", "diff", "主務省令第2条の表", "--from", "2025-07-01", "--to", "2025-10-01"]
    yield ["law", "impact", "--from", "2023-12-29", "--to", "2025-10-01", "--registry", stored]
    yield from (["rules"], ["checks", "A01"], ["templates"], ["templates", "様式2"], ["config"])
    yield ["report", "--registry", stored, "-o", work / "頁", "--reproducible"]
    yield ["study", BASIC[0].parent]


@pytest.mark.long
def test_every_json_output_has_the_shape_that_is_shipped(tmp_path, piadiff):
    names = piadiff("schema")[1].split()
    met = set()
    for call in calls(tmp_path):
        status, out, err = piadiff(*call, "--json")
        assert status in (0, 1, 4), (call, err)
        document = json.loads(out)
        name = document["schema"].split("/")[1]
        jsonschema.validate(document, json.loads(piadiff("schema", *name.split("-", 1))[1]))
        met.add(name)
    assert met == set(names)


def test_every_command_with_json_has_a_schema(piadiff):
    names = set(piadiff("schema")[1].split())

    def walk(command, name):
        if isinstance(command, click.Group):
            for below in command.commands.values():
                yield from walk(below, f"{name}-{below.name}")
        elif any("--json" in parameter.opts for parameter in command.params):
            yield name.removesuffix("-show")

    found = {each for name in overview.COMMANDS for each in walk(cli.get_command(click.Context(cli), name), name)}
    assert found <= names
    status, _, err = piadiff("schema", "dif")
    assert (status, "diff" in err) == (2, True)


def test_settings_are_defaults_and_say_where_they_come_from(pr, repository, piadiff, monkeypatch):  # noqa: F811
    def config(*arguments):
        status, out, err = piadiff("config", *arguments)
        assert status == 0, err
        return out

    monkeypatch.chdir(repository)
    assert pr("--json")[0] == 1
    (repository / "piadiff.toml").write_text('[pr]\nfail-on = ["要判断"]\nformat = "json"\n', encoding="utf-8")
    status, out, _ = pr()
    assert (status, json.loads(out)["must_look"]) == (0, False)
    assert pr("--fail-on", "重要")[0] == 1
    (repository / "下").mkdir()
    monkeypatch.chdir(repository / "下")
    told = json.loads(config("--json"))["settings"]
    assert [(one["name"], one["value"]) for one in told] == [("pr.fail-on", ["要判断"]), ("pr.format", "json")]
    assert {one["source"] for one in told} == {str(repository / "piadiff.toml")}
    (repository / "piadiff.toml").unlink()
    (repository / "pyproject.toml").write_text('[tool.piadiff.pr]\nfail-on = "なし"\n', encoding="utf-8")
    assert pr()[0] == 0
    (repository / "piadiff-policy.yaml").write_text("", encoding="utf-8")
    assert "piadiff-policy.yaml = 有効" in config()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[pr]\noutput = 'a'\n", "output"),
        ("[pull]\n", "pr"),
        ("pr = 1\n", "下に書いて"),
        ("[pr\n", "TOML"),
        ("[pr]\nformat = 'x'\n", "markdown"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(text, says, tmp_path, piadiff, monkeypatch):
    (tmp_path / "piadiff.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    status, _, err = piadiff("pr")
    assert (status, says in err, "Traceback" in err) == (2, True, False)


def asked(shell, words, typed, number):
    code = "import sys; sys.argv[0] = 'piadiff'; from piadiff.cli import main; main()"
    told = {
        "_PIADIFF_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": number if shell != "powershell" else typed,
    }
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.thinned(2)
def test_a_shell_is_told_and_is_offered_commands_options_and_choices(shell, piadiff):
    status, out, _ = piadiff("completion", shell)
    assert status == 0
    assert f"{shell}_complete" in out
    assert "draft" in asked(shell, "piadiff dra", "dra", "dra" if shell == "fish" else "1")
    if shell == "powershell":
        assert "sarif" in asked(shell, "piadiff pr --format sa", "sa", "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_takes_what_it_is_told(piadiff):
    script = piadiff("completion", "bash")[1]
    done = subprocess.run(["bash", "-c", f"{script}\ncomplete -p piadiff"], capture_output=True, text=True, check=False)
    assert "_piadiff_completion" in done.stdout


@pytest.mark.ci
def test_fish_offers_what_the_program_says(piadiff, tmp_path):
    (tmp_path / "piadiff.fish").write_text(piadiff("completion", "fish")[1], encoding="utf-8")
    (tmp_path / "piadiff").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "from piadiff.cli import main; main()" "$@"\n', encoding="utf-8"
    )
    (tmp_path / "piadiff").chmod(0o755)
    path = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    asking = f'source "{tmp_path}/piadiff.fish"; complete -C "piadiff dra"'
    done = subprocess.run(["fish", "-c", asking], capture_output=True, text=True, check=True, env=path)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["draft"]


@pytest.mark.ci
def test_zsh_takes_what_it_is_told(piadiff, tmp_path):
    (tmp_path / "_piadiff").write_text(piadiff("completion", "zsh")[1], encoding="utf-8")
    asking = f'fpath=("{tmp_path}" $fpath); autoload -U compinit; compinit -u -D; print -r -- $_comps[piadiff]'
    done = subprocess.run(["zsh", "-fc", asking], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "_piadiff"
    loaded = f'source "{tmp_path}/_piadiff"; whence -w _piadiff_completion'
    again = subprocess.run(["zsh", "-fc", f"compdef() {{ }}; {loaded}"], capture_output=True, text=True, check=True)
    assert again.stdout.strip() == "_piadiff_completion: function"


def test_the_manual_names_every_command_and_option(piadiff):
    status, out, _ = piadiff("man")
    assert status == 0
    page = out.replace("\\-", "-")
    assert all(f"piadiff {name}" in page for name in overview.COMMANDS)
    assert "--fail-on" in page
    assert not re.search(r"^[.'](?!TH|SH|SS|TP|B )", page, re.M)
