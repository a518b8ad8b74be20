"""規則第5条第1項後段: a 基礎項目評価書 beside a 重要な変更 of the heavier form of the same file."""

import dataclasses
import json

import pytest

from piadiff import canonical
from tests.pipeline.test_pull_request import BASIC, FULL, commit, git

PATHS = {"基礎": "みほん市長/7-基礎.yaml", "全項目": "みほん市長/7-全項目.yaml"}


def renumbered(file, number="7", organ="みほん市長"):
    form = canonical.load(file.read_text(encoding="utf-8"), file.name)
    return canonical.dump(dataclasses.replace(form, header=dataclasses.replace(form.header, number=number, organ=organ)))


@pytest.fixture
def registry(tmp_path):
    """A 基礎 with two versions; ``call(sister)`` puts versions of a 全項目 beside it and gives the timings of a diff."""
    folder = tmp_path / "registry"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def timings(folder, piadiff, *command):
    told = json.loads(piadiff(*command, "--registry", folder, "--json")[1])
    changes = told["changes"] if "changes" in told else next(f for f in told["forms"] if "基礎" in f["path"])["changes"]
    return {change["timing"] for change in changes if change["path"].startswith("Ⅰ-1")}, json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize(("sister", "wanted"), [(FULL[1:3], "事前"), ((), "事後")])
def test_the_heavier_form_of_the_same_file_decides_when_the_basic_one_is_due(registry, piadiff, sister, wanted):
    old, new = BASIC[-2:]
    first = {PATHS["基礎"]: renumbered(old)} | ({PATHS["全項目"]: renumbered(sister[0])} if sister else {})
    commit(registry, **first)
    git(registry, "switch", "-qc", "next")
    commit(registry, **{PATHS["基礎"]: renumbered(new)} | ({PATHS["全項目"]: renumbered(sister[1])} if sister else {}))
    for command in (["diff", f"main:{PATHS['基礎']}", f"next:{PATHS['基礎']}"], ["pr", "main..next"]):
        found, told = timings(registry, piadiff, *command)
        assert found == {wanted}
        assert "第5条第1項後段" in told


def test_a_form_of_another_number_is_no_sister(registry, piadiff):
    old, new = BASIC[-2:]
    other = "みほん市長/8-全項目.yaml"
    commit(registry, **{PATHS["基礎"]: renumbered(old), other: renumbered(FULL[1], "8")})
    git(registry, "switch", "-qc", "next")
    commit(registry, **{PATHS["基礎"]: renumbered(new), other: renumbered(FULL[2], "8")})
    assert timings(registry, piadiff, "pr", "main..next")[0] == {"事後"}
