"""Nothing of a file the user did not name, and nothing that steers a screen, comes out of a command."""

import dataclasses
import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from junitparser import JUnitXml

from piadiff import canonical
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.registry import Registry
from piadiff.writers.markdown_text import escaped
from piadiff.writers.pr.formats import FORMATS
from tests.registry.test_store import PATH, version

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NASTY = "題\x1b]0;盗\x07\x1b[31m\u202e逆\u2066\x9b2J\u200f名"
FORMS = Path.cwd()
OLD, NEW = "corpora/kiso-jidou-teate/2023-04-28.yaml", "corpora/kiso-jidou-teate/2025-03-31.yaml"


@pytest.fixture
def registry(tmp_path):
    folder = tmp_path / "保管庫"
    with Registry.open(folder, create=True) as store:
        store.store(version("甲を使う。"))
    return folder


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "secret"
    file.write_text("hunter2: 合言葉\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("piadiff-policy.yaml", ("audit",)),
        ("piadiff-accepted.yaml", ("audit",)),
        ("piadiff-style.yaml", ("draft", "HEAD", "HEAD")),
        (PATH.replace(".yaml", ".decisions.yaml"), ("draft", "HEAD", "HEAD")),
    ],
)
def test_settings_that_a_link_leads_out_of_a_registry_are_not_read(registry, secret, capfd, name, call):
    (registry / name).symlink_to(secret)
    assert run(cli, [*call, "--registry", str(registry)]) == 2
    told = capfd.readouterr()
    assert "リンク" in told.err and name in told.err
    assert "hunter2" not in told.err + told.out and "合言葉" not in told.err + told.out


@pytest.mark.parametrize("text", ["合言葉: hunter2\n", "none: [hunter2]\n", "none: hunter2: 合言葉\n", "hunter2\n"])
def test_a_settings_file_that_is_something_else_is_not_quoted(tmp_path, capfd, text):
    file = tmp_path / "style.yaml"
    file.write_text(text, encoding="utf-8")
    assert run(cli, ["draft", OLD, NEW, "--style", str(file)]) == 2
    told = capfd.readouterr()
    assert "style.yaml" in told.err and "hunter2" not in told.err + told.out


@pytest.fixture
def nasty(tmp_path):
    """A form whose title and texts steer a screen, under a name that does."""
    form = canonical.load((tmp_path.cwd() / NEW).read_text(encoding="utf-8"), "x")
    items = tuple(
        dataclasses.replace(item, value=f"{item.value}{NASTY}") if item.kind == "text" else item for item in form.items
    )
    changed = dataclasses.replace(form, header=dataclasses.replace(form.header, title=NASTY, organ=NASTY), items=items)
    file = tmp_path / f"{NASTY.replace('/', '')}.yaml"
    file.write_text(canonical.dump(changed), encoding="utf-8")
    return file, changed


@pytest.mark.parametrize(
    "call",
    [
        ("read", "NEW"),
        ("read", "NEW", "--json"),
        ("diff", OLD, "NEW"),
        ("diff", OLD, "NEW", "--json"),
        ("diff", OLD, "NEW", "--format", "markdown"),
        ("diff", OLD, "NEW", "--format", "html"),
        ("draft", OLD, "NEW"),
        ("draft", OLD, "NEW", "--format", "markdown"),
        ("draft", OLD, "NEW", "--format", "csv"),
        ("summary", OLD, "NEW", "--format", "markdown"),
        ("audit", "NEW"),
        ("check", OLD, "NEW"),
        ("next", OLD, "NEW"),
        ("read", "NEW\x1b[2J\u202e"),
        ("rules", NASTY),
        ("diff", NASTY, NASTY),
    ],
    ids=lambda call: " ".join(call).encode("unicode_escape").decode(),
)
def test_nothing_that_steers_a_screen_is_printed(nasty, capfdbinary, call):
    assert run(cli, [word.replace("NEW", str(nasty[0])) for word in call]) != 5
    told = capfdbinary.readouterr()
    for text in (told.out.decode(), told.err.decode()):
        assert not STEERING.search(text.replace("\r\n", "\n"))


def test_what_is_escaped_in_json_and_yaml_is_still_there(nasty, capfdbinary):
    assert run(cli, ["read", str(nasty[0]), "--json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["form"]["title"] == NASTY
    assert run(cli, ["read", str(nasty[0])]) == 0
    assert canonical.load(capfdbinary.readouterr().out.decode(), "x") == nasty[1]


def test_a_registry_with_such_names_prints_none_of_them(nasty, tmp_path, capfdbinary):
    with Registry.open(tmp_path / "庫", create=True) as store:
        store.store(version("甲", organ=NASTY, number="7"))
    for call in (["log"], ["blame"], ["audit"], ["import", str(nasty[0])]):
        assert run(cli, [*call, "--registry", str(tmp_path / "庫")]) != 5
        told = capfdbinary.readouterr()
        assert not STEERING.search(told.out.decode() + told.err.decode())


def test_markdown_takes_the_same_away():
    assert not STEERING.search(escaped(NASTY))


NAMES = ["組織/7-基礎.yaml".encode("cp932"), f"{NASTY}/7-基礎.yaml".encode(), "a%0A::error::x/7-基礎.yaml".encode(),
         "=cmd,\":x<b>&]]>'\n/7-基礎.yaml".encode(), "a\x01\x0b\ufffe/7-基礎.yaml".encode()]  # fmt: skip


def patch_of(name):
    """A patch that makes the newer form of the older one, under a name as git quotes it."""
    quoted = "".join(chr(byte) if 32 < byte < 127 and byte not in b'"\\' else f"\\{byte:03o}" for byte in name)
    sides = [(FORMS / file).read_text(encoding="utf-8").splitlines() for file in (OLD, NEW)]
    lines = [f"{sign}{line}" for sign, side in zip("-+", sides, strict=True) for line in side]
    head = [f'diff --git "a/{quoted}" "b/{quoted}"', f'--- "a/{quoted}"', f'+++ "b/{quoted}"']
    return "\n".join([*head, f"@@ -1,{len(sides[0])} +1,{len(sides[1])} @@", *lines, ""]).encode()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.thinned(3)
def test_a_file_name_does_no_harm_in_any_output_of_a_pull_request(tmp_path, monkeypatch, name):
    file = tmp_path / os.fsdecode(name)
    file.parent.mkdir(parents=True)
    shutil.copy2(FORMS / OLD, file)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.patch").write_bytes(patch_of(name))
    for format_ in FORMATS:
        target = tmp_path / "out"
        assert run(cli, ["pr", "--patch", "p.patch", "--format", format_, "-o", str(target), "--links", "https://x"]) <= 1
        text = target.read_bytes().decode()
        assert not STEERING.search(text) and "\n::error::x" not in text
        assert format_ not in ("markdown", "summary", "report") or "<b>" not in text
        assert format_ != "junit" or JUnitXml.fromstring(target.read_bytes()) is not None
        assert format_ not in ("json", "sarif", "rdjson", "gitlab") or json.loads(text)


@pytest.mark.parametrize(
    "place", ["{cause.__class__}", "{explanation[0]}", "{explanation!r}", "{0}", "{cause.format}", "{"]
)
def test_a_wording_reaches_no_attributes(tmp_path, capfd, place):
    file = tmp_path / "style.yaml"
    file.write_text(f"phrases:\n  - text: '{place}'\n", encoding="utf-8")
    assert run(cli, ["draft", OLD, NEW, "--style", str(file)]) == 2
    assert "差し込み" in capfd.readouterr().err
