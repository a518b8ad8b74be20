"""A patch gives what the range gives, however git was asked to write it."""

import dataclasses
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.pipeline.reviewing import Contents
from piadiff.readers.patch import read_patch
from piadiff.registry import Registry
from piadiff.writers.form.formats import write_form
from tests.pipeline.test_pull_request import BASIC, FULL, PLACE, commit, git, write

OTHER = "みほん市長/12-基礎.yaml"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def office(file, path):
    return write_form(canonical.load(file.read_text(encoding="utf-8"), "x"), path)


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """One commit after another: changed, changed and renamed, made anew and withdrawn, as a workbook too."""
    folder = tmp_path_factory.mktemp("history")
    git(folder, "init", "-q", "-b", "main")
    book = folder / "様式" / "住民 税.xlsx"
    commit(folder, **{PLACE: FULL[0].read_bytes(), OTHER: BASIC[0].read_bytes(), "README.md": "a\n"})
    commit(folder, **{PLACE: FULL[1].read_bytes(), "README.md": "b\n", "様式/住民 税.xlsx": office(FULL[1], book)})
    git(folder, "mv", PLACE, "みほん市長/4-全項目.yaml")
    changed = FULL[1].read_text(encoding="utf-8").replace("個人住民税に関する事務\n", "個人市民税に関する事務\n")
    (folder / OTHER).unlink()
    commit(folder, **{"みほん市長/4-全項目.yaml": changed})
    commit(folder, **{OTHER: BASIC[1].read_bytes(), "様式/住民 税.xlsx": office(FULL[2], book)})
    git(folder, "mv", "みほん市長/4-全項目.yaml", PLACE)
    commit(folder)
    return folder


@pytest.fixture
def pr(piadiff, monkeypatch):
    def call(*arguments, given=None):
        if given is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        return piadiff("pr", *arguments)

    return call


WAYS = [
    (),
    ("-U0",),
    ("-c", "core.quotepath=true"),
    ("--no-prefix", "-U1"),
    ("--src-prefix=old/", "--dst-prefix=new/"),
    ("--no-renames",),
    ("--full-index", "--binary"),
    ("-c", "diff.mnemonicPrefix=true", "-C"),
]


@pytest.fixture(scope="module")
def spans(history):
    """What each step of the history does, as the range tells it."""
    with Registry.open(history) as store:
        return {f"HEAD~{at + 1}..HEAD~{at}": store.changed(f"HEAD~{at + 1}..HEAD~{at}")[2] for at in range(3, -1, -1)}


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_patch_has_both_sides_that_the_range_has(history, spans, way):
    before = way[: 2 * (way[:1] == ("-c",))]
    with Registry.open(history) as store:
        for span, pairs in spans.items():
            patch = git(history, *before, "diff", *way[len(before) :], *span.split(".."))
            read = sorted(read_patch(patch, Contents(history, store), "-"), key=lambda pair: pair.path)
            if way == ("--no-renames",):
                assert {(p.path, p.after) for p in pairs} == {
                    (p.path, p.after) for p in read if p.after is not None
                } | {(p.path, None) for p in pairs if p.after is None}
            else:
                assert read == sorted(pairs, key=lambda pair: pair.path)


@pytest.mark.long
def test_a_patch_from_standard_input_says_what_the_range_says(history, spans, pr, monkeypatch):
    monkeypatch.chdir(history)
    seen = set()
    for span in spans:
        one, two = (
            pr(span, "--json"),
            pr("--patch", "-", "--json", given=git(history, "diff", "-U0", "--no-renames", *span.split(".."))),
        )
        told, same = json.loads(one[1]), json.loads(two[1])
        assert (one[0], told["forms"], told["unread"], told["others"]) == (
            two[0],
            same["forms"],
            same["unread"],
            same["others"],
        )
        seen |= {(form["action"], bool(form["old_path"])) for form in told["forms"]}
    assert seen == {("added", False), ("removed", False), ("changed", False), ("changed", True)}


def test_outside_git_a_patch_is_put_to_the_files_at_hand(history, pr, tmp_path, monkeypatch):
    folder = tmp_path / "folder"
    shutil.copytree(history, folder, ignore=shutil.ignore_patterns(".git"))
    git(history, "checkout", "-q", "HEAD~4", "--", PLACE)
    monkeypatch.chdir(folder)
    span = git(history, "diff", "HEAD~4", "HEAD~3", "--", PLACE)
    write(folder, PLACE, FULL[0].read_bytes())
    told = json.loads(pr("--patch", "-", "--json", given=span)[1])
    assert [form["path"] for form in told["forms"]] == [PLACE]
    assert told["forms"][0]["changes"]
    plain = subprocess.run(["diff", "-u", FULL[0], FULL[1]], capture_output=True, check=False).stdout
    plain = plain.replace(str(FULL[0]).encode(), PLACE.encode()).replace(str(FULL[1]).encode(), PLACE.encode())
    assert json.loads(pr("--patch", "-", "--json", given=plain)[1])["forms"] == told["forms"]
    git(history, "checkout", "-q", "HEAD", "--", PLACE)


def test_lines_without_an_end_and_of_windows_come_back_whole(pr, tmp_path, monkeypatch):
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    old, new = (file.read_bytes().replace(b"\n", b"\r\n").rstrip() for file in FULL[:2])
    commit(folder, **{PLACE: old})
    commit(folder, **{PLACE: new})
    monkeypatch.chdir(folder)
    patch = git(folder, "diff", "HEAD~", "HEAD")
    span = json.loads(pr("HEAD~..HEAD", "--json")[1])["forms"]
    shutil.rmtree(folder / ".git")
    assert json.loads(pr("--patch", "-", "--json", given=patch)[1])["forms"] == span
    write(folder, PLACE, old)
    assert json.loads(pr("--patch", "-", "--json", given=patch)[1])["forms"] == span


def test_what_cannot_be_told_is_said(history, pr, monkeypatch, tmp_path):
    patch = git(history, "diff", "HEAD~4", "HEAD~3", "--", PLACE)
    monkeypatch.chdir(tmp_path)
    for given, says in (
        (patch, "合いません"),
        (patch + patch, "いくつもあります"),
        (f"diff --cc {PLACE}\nindex a,b..c\n".encode(), "マージの差分"),
        (patch[: len(patch) // 2], "合いません"),
        (git(history, "diff", "HEAD~2", "HEAD~1", "--", "様式"), "バイナリ"),
    ):
        status, out, _ = pr("--patch", "-", given=given)
        assert (status, says in out) == (1, True), out
    assert pr("--patch", "-", given=b"")[0] == 0
    assert pr("--patch", "-", given="これはパッチではありません".encode())[0] == 3
    status, _, err = pr()
    assert status == 2
    assert "git のリポジトリの中ではありません" in err
    monkeypatch.chdir(history)
    status, _, err = pr("mian..HEAD")
    assert status == 2
    assert "ある枝: main" in err


@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside the project")
def test_a_branch_on_a_rebuilt_registry_reads_well(pr, piadiff, tmp_path, monkeypatch):
    folder = tmp_path / "保管庫"
    source = next(path for path in sorted(SEEDS.iterdir()) if "000" in path.name and path.suffix in (".txt", ".pdf"))
    assert piadiff("rewind", source, "--registry", folder)[0] == 0
    monkeypatch.chdir(folder)
    (form,) = folder.glob("*/*.yaml")
    published = canonical.load(form.read_text(encoding="utf-8"), "x")
    values = {str(item.path): item.value for item in published.items if item.kind == "text"}
    spelt, added = [path for path, value in values.items() if "、" in value][:2]
    persons = next(item for item in published.items if str(item.path) == "Ⅱ-1")
    fewer = next(option for option in persons.options if option != persons.value)
    edits = {spelt: values[spelt].replace("、", "，"), added: f"{values[added]}\n加えた記載。", "Ⅱ-1": fewer}
    items = [dataclasses.replace(item, value=edits.get(str(item.path), item.value)) for item in published.items]
    git(folder, "switch", "-qc", "改定")
    name = str(form.relative_to(folder))
    commit(folder, **{name: canonical.dump(dataclasses.replace(published, items=tuple(items)))})
    status, out, _ = pr("main..HEAD", "--json")
    (told,) = json.loads(out)["forms"]
    assert status == 1
    assert told["path"] == name
    verdicts = {change["path"]: (change["verdict"], change["notation"]) for change in told["changes"]}
    assert verdicts.keys() == edits.keys()
    assert verdicts[spelt] == ("軽微", True)
    assert [seen["check"] for seen in told["observations"]].count("A01") == 1
    patch = git(folder, "diff", "main", "HEAD")
    assert json.loads(pr("--patch", "-", "--json", given=patch)[1])["forms"] == [told]
