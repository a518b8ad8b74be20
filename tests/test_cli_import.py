"""Importing on the command line: one file, many, folders; all of them or none."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
KISO = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))
ZEI = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))


@pytest.fixture
def registry(tmp_path):
    return tmp_path / "保管庫"


@pytest.fixture
def imported(piadiff, registry):
    """Import; gives the exit status and the versions."""

    def call(*args):
        status, out, _ = piadiff("import", *args, "--registry", registry, "--json")
        found = json.loads(out)
        assert found["schema"] == "piadiff/import/1"
        return status, found["versions"]

    return call


def commits(registry):
    """Commits of a registry, oldest first; none where there is no registry."""
    done = subprocess.run(
        ["git", "-C", str(registry), "log", "--reverse", "--format=%H"], capture_output=True, text=True, check=False
    )
    return done.stdout.split()


@pytest.fixture
def folder(tmp_path):
    """A folder as people keep them: names that tell no order, folders below, things that are no forms."""
    place = tmp_path / "届いたもの"
    (place / "古いもの").mkdir(parents=True)
    (place / ".git").mkdir()
    (place / ".git" / "config").write_text("no form", encoding="utf-8")
    (place / "~$評価書.xlsx").write_bytes(b"lock")
    (place / "a.decisions.yaml").write_text("schema: piadiff/decisions/1\n", encoding="utf-8")
    (place / "a.opinions.yaml").write_text("schema: piadiff/opinions/1\n", encoding="utf-8")
    (place / "piadiff-policy.yaml").write_text("overrides: {}\n", encoding="utf-8")
    for name, source in zip(("d", "b", "古いもの/z", "a"), KISO, strict=True):
        shutil.copy(source, place / f"{name}.yaml")
    return place


def test_a_folder_is_imported_in_the_order_of_publication(imported, registry, folder):
    status, versions = imported(folder)
    assert status == 0
    assert [version["published"] for version in versions] == [source.stem for source in KISO]
    assert [Path(version["source"]).name for version in versions] == ["d.yaml", "b.yaml", "z.yaml", "a.yaml"]
    assert {version["form"] for version in versions} == {"みほん市長/12-基礎.yaml"}
    assert [version["commit"] for version in versions] == commits(registry)
    assert all(version["stored"] and version["notes"] == [] for version in versions)


def test_files_and_folders_of_several_forms_go_together(imported, registry, folder):
    _, versions = imported(*reversed(ZEI), folder)
    days = [version["published"] for version in versions]
    assert days == sorted(days)
    assert len({version["form"] for version in versions}) == 2
    assert len(commits(registry)) == len(ZEI) + len(KISO)


def test_what_cannot_be_read_is_named_and_nothing_is_stored(piadiff, registry, folder):
    (folder / "覚え.txt").write_text("会議録\n出席者 3名\n", encoding="utf-8")
    (folder / "古いもの" / "壊れた.xlsx").write_bytes(b"PK\x03\x04broken")
    status, out, err = piadiff("import", folder, "--registry", registry)
    assert (status, out) == (3, "")
    assert "覚え.txt" in err and "壊れた.xlsx" in err and "2件" in err and "--skip-unreadable" in err
    assert not registry.exists()


def test_nothing_is_added_to_a_registry_either(piadiff, imported, registry, tmp_path):
    imported(KISO[0])
    before = commits(registry)
    (tmp_path / "空.txt").write_bytes(b"")
    assert piadiff("import", KISO[1], tmp_path / "空.txt", "--registry", registry)[0] == 3
    assert commits(registry) == before


def test_the_readable_ones_alone_are_stored_when_a_person_says_so(piadiff, registry, folder):
    (folder / "覚え.txt").write_text("会議録\n出席者 3名\n", encoding="utf-8")
    status, out, err = piadiff("import", folder, "--registry", registry, "--skip-unreadable", "--json")
    found = json.loads(out)
    assert status == 4
    assert len(found["versions"]) == len(KISO) == len(commits(registry))
    assert [Path(left["source"]).name for left in found["left_out"]] == ["覚え.txt"]
    assert "覚え.txt" in err


def test_when_none_can_be_read_skipping_helps_nobody(piadiff, registry, tmp_path):
    (tmp_path / "覚え.txt").write_text("会議録\n", encoding="utf-8")
    status, _, err = piadiff("import", tmp_path / "覚え.txt", "--registry", registry, "--skip-unreadable")
    assert (status, "覚え.txt" in err) == (3, True)
    assert not registry.exists()


def test_an_empty_folder_is_a_wrong_call(piadiff, registry, tmp_path):
    (tmp_path / "空").mkdir()
    status, _, err = piadiff("import", tmp_path / "空", "--registry", registry)
    assert (status, "対処" in err, registry.exists()) == (2, True, False)


def test_a_version_that_is_there_makes_no_commit_and_is_told(piadiff, imported, registry, tmp_path):
    imported(*KISO)
    before = commits(registry)
    again = tmp_path / "別名.yaml"
    shutil.copy(KISO[1], again)
    status, versions = imported(again)
    assert (status, versions[0]["stored"], versions[0]["commit"]) == (0, False, before[1])
    assert "すでに保管されています" in piadiff("import", again, "--registry", registry)[1]
    assert commits(registry) == before


def test_one_content_twice_in_one_call_is_one_version(imported, registry):
    _, versions = imported(KISO[0], KISO[0])
    assert [version["stored"] for version in versions] == [True, False]
    assert len(commits(registry)) == 1


def test_an_older_publication_than_the_newest_is_told_and_takes_its_place_by_law(piadiff, imported, registry):
    imported(KISO[0], KISO[2])
    _, out, _ = piadiff("import", KISO[1], "--registry", registry)
    assert "2023-04-28" in out and "より前です" in out
    versions = json.loads(piadiff("log", "--registry", registry, "--json")[1])["versions"]
    assert [version["published"] for version in versions] == [source.stem for source in KISO[:3]]
    assert imported(KISO[3])[1][0]["notes"] == []


def test_another_reading_of_the_same_publication_takes_the_place_of_the_first(piadiff, imported, registry, tmp_path):
    imported(KISO[0])
    other = tmp_path / "読み直し.yaml"
    text = KISO[0].read_text(encoding="utf-8")
    other.write_text(text.replace("児童手当", "児童扶養手当"), encoding="utf-8")
    assert text != other.read_text(encoding="utf-8")
    _, versions = imported(other)
    assert (versions[0]["stored"], len(versions[0]["notes"])) == (True, 1)
    assert len(json.loads(piadiff("log", "--registry", registry, "--json")[1])["versions"]) == 1
    assert len(commits(registry)) == 2


@pytest.mark.parametrize("batches", [[[3], [2], [1], [0]], [[1, 3], [0, 2]], [[2, 0], [3], [1, 2]], [[3, 2, 1, 0]]])
def test_the_history_is_the_same_whatever_came_when(piadiff, imported, registry, batches):
    for batch in batches:
        assert imported(*(KISO[at] for at in batch))[0] == 0
    versions = json.loads(piadiff("log", "--registry", registry, "--json")[1])["versions"]
    assert [version["published"] for version in versions] == [source.stem for source in KISO]
    for version, source in zip(versions, KISO, strict=True):
        call = ("git", "-C", str(registry), "show", f"{version['commit']}:{version['form']}")
        assert subprocess.run(call, capture_output=True, check=True).stdout == source.read_bytes()


def test_two_readings_of_one_publication_in_one_call_are_told_too(imported, registry):
    slips = next((CORPORA / "planned-slips").glob("*.yaml"))
    _, versions = imported(KISO[-1], slips)
    assert [bool(version["notes"]) for version in versions] == [False, True]
    assert len(commits(registry)) == 2


def test_a_version_without_a_day_is_told(imported, tmp_path):
    other = tmp_path / "日付なし.yaml"
    text = KISO[0].read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("  公表日:")]
    other.write_text("".join(lines), encoding="utf-8")
    versions = imported(other)[1]
    assert versions[0]["published"] is None
    assert "公表日が読み取れない" in versions[0]["notes"][0]


def test_help_says_that_nothing_is_half_written(piadiff):
    told = "".join(piadiff("import", "--help")[1].split())
    assert "すべてを一度に納めます" in told and "何も納めません" in told
