"""A 表紙 alone, as people copy it: its facts are read, and what is missing is said."""

import json
from pathlib import Path

import pytest
import yaml

from piadiff.errors import ExitCode

from . import entry

COVERS = yaml.safe_load((Path(__file__).parent / "covers.yaml").read_text(encoding="utf-8"))
FACTS = ("kind", "template", "revision", "number", "title", "organ", "published")
SHARE = 0.95


@pytest.fixture
def told(tmp_path, capfd):
    """What piadiff read tells of a text: its exit status and the facts of the header."""

    def read(text: str) -> tuple[int, dict]:
        source = tmp_path / "表紙.txt"
        source.write_text(text, encoding="utf-8")
        status = entry.command("read", str(source), "--json")
        shown = capfd.readouterr().out
        return status, json.loads(shown)["form"] if shown else {}

    return read


def test_the_facts_of_a_cover_are_read(told):
    off, wrong = list[str](), list[str]()
    for cover in COVERS:
        _, form = told(cover["text"])
        differ = [fact for fact in FACTS if _plain(form.get(fact, ...)) != _plain(cover["facts"][fact])]
        off += [f"{cover['habit']}: {fact} {form.get(fact, '（読めない）')}" for fact in differ]
        wrong += [f"{cover['habit']}: {fact} {form[fact]}" for fact in differ if form.get(fact)]
    assert not wrong
    assert len(off) <= (1 - SHARE) * len(FACTS) * len(COVERS), "\n".join(
        [f"{len(off)} of {len(FACTS) * len(COVERS)}", *off]
    )


@pytest.mark.parametrize("cover", [pytest.param(cover, id=str(number)) for number, cover in enumerate(COVERS, 1)])
def test_a_cover_alone_is_read_incompletely(cover, told):
    status, form = told(cover["text"])
    assert (status, form.get("kind")) == (ExitCode.INCOMPLETE, cover["facts"]["kind"]), cover["habit"]


def _plain(value: object) -> object:
    """A fact without the white space that a copy may lose."""
    return "".join(value.split()) if isinstance(value, str) else value
