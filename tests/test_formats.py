"""One table of formats a kind: readers and writers, and what the commands take from them."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from piadiff import readers
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.readers.formats import DOCUMENTS, SUFFIXES
from piadiff.readers.formats import FORMATS as READABLE
from piadiff.registry.drivers import attribute_lines
from piadiff.writers.diff.formats import FORMATS as DIFF
from piadiff.writers.draft.formats import FORMATS as DRAFT
from piadiff.writers.draft.formats import REVIEW_FORMATS, SUMMARY_FORMATS
from piadiff.writers.form.formats import FORMATS as FORM
from piadiff.writers.pr.formats import FORMATS as PULL

TABLES = {"form": FORM, "draft": DRAFT, "review": REVIEW_FORMATS, "summary": SUMMARY_FORMATS, "diff": DIFF, "pr": PULL}
OLD, NEW = sorted((Path(__file__).parent.parent / "corpora" / "kiso-jidou-teate").glob("*.yaml"))[-2:]


@pytest.mark.parametrize("table", TABLES)
def test_every_writer_of_a_table_exists_and_no_suffix_stands_twice(table):
    for known in TABLES[table].values():
        module, _, function = known.writer.partition(":")
        assert callable(getattr(import_module(f"piadiff.writers.{module}"), function))
    suffixes = [suffix for known in TABLES[table].values() for suffix in known.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("known", READABLE, ids=lambda known: known.name)
def test_every_reader_exists(known):
    assert callable(known.load())


@pytest.mark.parametrize(
    "call",
    [
        ["read", NEW],
        ["draft", OLD, NEW],
        ["summary", OLD, NEW],
        ["diff", OLD, NEW],
        ["draft", "--since", "HEAD"],
        ["pr"],
    ],
    ids=lambda call: " ".join(str(part) for part in call[:2]),
)
@pytest.mark.parametrize("suffix", [".xyz", ".pptx", ".yaml~", ".doc"])
def test_an_unknown_suffix_is_refused_and_nothing_is_written(call, suffix, tmp_path, capfd):
    target = tmp_path / f"出力{suffix}"
    assert run(cli, [*map(str, call), "-o", str(target)]) == 2
    assert suffix in capfd.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("command", ["draft", "summary", "diff"])
def test_the_suffix_of_a_file_says_its_format(command, tmp_path):
    for name, known in TABLES[command].items():
        for suffix in known.suffixes:
            by_suffix, by_name = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
            assert run(cli, [command, str(OLD), str(NEW), "-o", str(by_suffix)]) == 0
            assert run(cli, [command, str(OLD), str(NEW), "--format", name, "-o", str(by_name)]) == 0
            assert by_suffix.read_bytes() == by_name.read_bytes() != b""


def test_what_is_binary_is_not_shown_on_a_screen(capfd):
    assert run(cli, ["draft", str(OLD), str(NEW), "--format", "xlsx"]) == 2
    assert "-o" in capfd.readouterr().err


@pytest.mark.parametrize("command", ["draft", "summary", "diff", "pr"])
def test_help_names_what_the_table_holds(command, capfd):
    assert run(cli, [command, "--help"]) == 0
    shown = re.sub(r"\s", "", capfd.readouterr().out)
    assert all(name in shown for name in TABLES[command])
    assert all(known.suffixes[0] in shown for known in TABLES[command].values() if known.suffixes)


def test_git_is_told_of_every_document_that_can_be_read():
    lines = attribute_lines(DOCUMENTS)
    assert {f"*{suffix} diff=piadiff" for suffix in DOCUMENTS} < set(lines)
    assert set(DOCUMENTS) < set(SUFFIXES)


def test_the_bytes_decide_not_the_name(tmp_path):
    renamed = tmp_path / "評価書.pdf"
    renamed.write_bytes(NEW.read_bytes())
    assert readers.read(renamed) == readers.read(NEW)
