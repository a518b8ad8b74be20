"""The git side: what a person and git itself see of a registry."""

import dataclasses
import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from piadiff.canonical import dump
from piadiff.errors import RegistryError, UnreadableSourceError
from piadiff.model import FormKind, Version
from piadiff.pipeline.sides import registry_around
from piadiff.registry import Registry, writing
from piadiff.registry import git as git_module
from piadiff.rewind import rewind
from tests.registry.samples import DAY, form, row

PATH = "みほん市長/7-全項目.yaml"
ROWS = (
    row(1, "Ⅰ-1-②", "甲を使う", "乙を使う", date(2021, 4, 1)),
    row(2, "Ⅰ-1-②", "乙を使う", "丙を使う", date(2023, 4, 1)),
    row(3, "共通", "30万人以上", "30万人以上であること", date(2023, 4, 1)),
)


def version(text: str, day: date | None = DAY, **more) -> Version:
    return Version(form({"Ⅰ-1-②": text}, published=day, **more), date=day, published=day)


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """The user's own git."""
    done = subprocess.run(
        ["git", "-c", "core.quotepath=false", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().rstrip("\n")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A place for a registry on a machine whose user has no git configuration at all."""
    monkeypatch.setenv("HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_CONFIG_GLOBAL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "保管庫"


@pytest.fixture
def registry(folder):
    with Registry.open(folder, create=True) as opened:
        yield opened


def test_a_version_is_one_commit_with_clean_work_tree(registry, folder):
    commit = registry.store(version("甲"), source_sha256="a" * 64)
    assert git(folder, "rev-parse", "HEAD") == commit
    assert git(folder, "status", "--porcelain") == ""
    assert (folder / PATH).read_text(encoding="utf-8") == dump(version("甲").form)
    assert git(folder, "log", "-1", "--format=%an <%ae> %ad", "--date=iso-strict") == (
        "piadiff <piadiff@localhost> 2025-04-01T12:00:00+09:00"
    )
    assert git(folder, "log", "-1", "--format=%(trailers)").splitlines() == [
        "Piadiff-Published: 2025-04-01",
        "Piadiff-Changed: 2025-04-01",
        f"Piadiff-Source-SHA256: {'a' * 64}",
    ]
    assert git(folder, "log", "-1", "--format=%s") == "みほん事務 評価書　令和7年4月1日公表"
    assert git(folder, "fsck", "--strict") == ""


def test_the_same_content_twice_is_one_commit(registry, folder):
    commits = registry.store_many([version("甲", date(2023, 4, 1)), version("乙"), version("乙")])
    assert commits[1] == commits[2]
    assert registry.created == set(commits)
    with Registry.open(folder) as again:
        assert again.store(version("甲", date(2023, 4, 1))) == commits[0]
        assert again.created == frozenset()
    assert git(folder, "rev-list", "--count", "HEAD") == "2"


def test_commits_are_the_same_on_every_machine(registry, tmp_path):
    versions = rewind(form({"Ⅰ-1-②": "丙を使う。"}, ROWS, published=date(2023, 4, 1)))
    with Registry.open(tmp_path / "別", create=True) as other:
        assert other.store_many(versions[1:]) == registry.store_many(versions[1:])


def test_rewound_versions_come_back_with_what_was_undone_and_kept(registry):
    versions = rewind(form({"Ⅰ-1-②": "丙を使う。"}, ROWS))
    commits = registry.store_many(versions)
    stored = registry.versions(PATH)
    assert [found.commit for found in stored] == commits
    assert [dataclasses.replace(found, commit="") for found in stored] == list(versions)
    assert stored[1].rows_kept[0].row == 3
    assert {told.row for found in stored for told in found.form.uncertain.values()} == {3}


def test_a_doubt_stands_in_the_trailers_of_the_commit(registry, folder):
    registry.store_many(rewind(form({"Ⅰ-1-②": "丙を使う。"}, ROWS)))
    trailers = git(folder, "log", "-1", "--format=%(trailers:key=Piadiff-Uncertain,valueonly)", "HEAD^").splitlines()
    row, reason, items = json.loads(trailers[0])
    assert (row, items) == (3, ["Ⅰ-1-②"]) and reason
    kept = git(folder, "log", "-1", "--format=%(trailers:key=Piadiff-Row-Kept,valueonly)", "HEAD^").splitlines()
    assert [json.loads(line)[0] for line in kept if line] == [3]


def test_no_version_vanishes_where_rows_have_no_day(registry):
    rows = (ROWS[0], dataclasses.replace(ROWS[1], date=None, date_raw=""), row(3, "Ⅰ-1-②", "丙を使う", "丁を使う"))
    versions = rewind(form({"Ⅰ-1-②": "丁を使う。"}, rows))
    assert len(versions) == 4
    commits = registry.store_many(versions)
    assert [found.commit for found in registry.versions(PATH)] == commits


def test_a_version_whose_content_is_lost_is_an_error_that_names_it(registry, folder):
    commit = registry.store(version("甲"))
    registry.store(version("乙", date(2026, 4, 1)))
    blob = git(folder, "rev-parse", f"{commit}:{PATH}")
    file = folder / ".git" / "objects" / blob[:2] / blob[2:]
    if not file.exists():
        for pack in (folder / ".git" / "objects" / "pack").glob("*.pack"):
            packed = pack.read_bytes()
            pack.unlink()
            subprocess.run(["git", "unpack-objects", "-q"], cwd=folder, input=packed, check=True)
    file.unlink()
    with Registry.open(folder) as again, pytest.raises(RegistryError, match=commit[:10]):
        again.versions(PATH)


def test_a_published_form_takes_the_place_of_the_one_rebuilt_from_its_table(registry):
    registry.store_many(rewind(form({"Ⅰ-1-②": "丙を使う。"}, ROWS)))
    late = Version(
        form({"Ⅰ-1-②": "乙を使う。"}, ROWS[:1], published=date(2021, 6, 1)), date(2021, 6, 1), date(2021, 6, 1)
    )
    real = registry.store(late)
    found = registry.versions(PATH)
    assert [each.published for each in found] == [None, date(2021, 6, 1), DAY]
    assert found[1].commit == real


def test_the_message_of_a_rebuilt_version_names_the_rows(registry, folder):
    registry.store_many(rewind(form({"Ⅰ-1-②": "丙を使う。"}, ROWS)))
    message = git(folder, "log", "-1", "--format=%B", "HEAD^")
    assert "公表された文書そのものではありません" in message
    assert "元に戻した変更箇所: 2" in message
    assert "・3行目（共通）: " in message
    assert "Piadiff-Reconstructed: yes" in message


def test_git_diff_of_two_versions_reads_well(registry, folder):
    registry.store_many([version("①受ける。②記す。", date(2023, 4, 1)), version("①受ける。②記録する。")])
    changed = [line for line in git(folder, "diff", "HEAD^", "HEAD").splitlines() if line[0] in "+-"]
    assert changed == [
        f"--- a/{PATH}",
        f"+++ b/{PATH}",
        "-  公表日: 2023-04-01",
        "+  公表日: 2025-04-01",
        "-    ↪②記す。",
        "+    ↪②記録する。",
    ]


def test_versions_follow_the_law_and_not_the_commits(registry):
    newer, older = registry.store_many([version("乙"), version("甲", date(2020, 4, 1))])
    assert [found.commit for found in registry.versions(PATH)] == [older, newer]
    assert [found.commit for found in registry.versions(PATH, every=True)] == [newer, older]


def test_a_later_reading_of_the_same_publication_takes_the_place_of_the_first(registry):
    registry.store(version("読み違い"))
    right = registry.store(version("読み直し"))
    assert [found.commit for found in registry.versions(PATH)] == [right]


def test_a_published_form_takes_the_place_of_a_rebuilt_one(registry):
    registry.store_many(rewind(form({"Ⅰ-1-②": "丙を使う。"}, ROWS)))
    real = registry.store(version("乙を使う。", date(2021, 4, 1)))
    found = registry.versions(PATH)
    assert real in [each.commit for each in found]
    assert [each.published for each in found] == [None, date(2021, 4, 1), DAY]


def test_two_forms_keep_out_of_each_others_way(registry, folder):
    registry.store(version("甲"))
    registry.store(version("乙", number="８"))
    assert registry.forms() == (PATH, "みほん市長/8-全項目.yaml")
    assert registry.load("HEAD", "8-全項目.yaml").items[0].value == "乙"
    assert registry.load("HEAD~1").items[0].value == "甲"
    with pytest.raises(RegistryError, match="どれか決められません"):
        registry.load("HEAD")
    assert [path for path, _ in registry.histories()] == list(registry.forms())
    assert git(folder, "status", "--porcelain") == ""


def test_a_version_is_found_by_commit_branch_path_and_day(registry, folder):
    old, _ = registry.store_many([version("甲", date(2023, 4, 1)), version("乙")])
    for name in (old, old[:8], "HEAD^", "main~1", "2023-04-01"):
        assert registry.load(name, PATH).items[0].value == "甲"
    git(folder, "tag", "第1版", old)
    assert registry.load("第1版").items[0].value == "甲"


@pytest.mark.parametrize(
    "revision",
    [
        "",
        "--output=x",
        "-h",
        "--all",
        "nothing",
        "HEAD\nHEAD",
        "HEAD^{tree}",
        "HEAD:" + PATH,
        "a b",
        "ext::sh -c x",
        "\0",
        "2001-01-01",
        "HEAD^{/甲}",
    ],
)
def test_a_name_that_is_no_version_is_refused(registry, folder, revision):
    registry.store(version("甲"))
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(RegistryError):
        registry.load(revision, PATH)
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("path", ["--help", "../../etc/passwd", "", "みほん市長", ":(glob)*", "7-基礎.yaml"])
def test_a_path_that_is_no_form_is_refused(registry, path):
    registry.store_many([version("甲"), version("乙", number="8")])
    with pytest.raises(RegistryError):
        registry.versions(path)


def test_a_file_with_uncommitted_changes_is_not_overwritten(registry, folder):
    registry.store(version("甲"))
    (folder / PATH).write_text("書きかけ", encoding="utf-8")
    head = git(folder, "rev-parse", "HEAD")
    with pytest.raises(RegistryError, match="コミットしていない変更") as caught:
        registry.store(version("乙", date(2026, 4, 1)))
    assert PATH in caught.value.where
    assert git(folder, "rev-parse", "HEAD") == head
    assert (folder / PATH).read_text(encoding="utf-8") == "書きかけ"


def test_a_file_that_stands_in_the_way_is_not_overwritten(registry, folder):
    (folder / PATH).parent.mkdir()
    (folder / PATH).write_text("覚え書き", encoding="utf-8")
    with pytest.raises(RegistryError, match="上書きしません"):
        registry.store(version("甲"))
    assert (folder / PATH).read_text(encoding="utf-8") == "覚え書き"


def test_other_work_of_a_person_stays_as_it_is(registry, folder):
    registry.store_many([version("甲"), version("乙", number="8")])
    other = folder / "みほん市長" / "8-全項目.yaml"
    other.write_text("書きかけ", encoding="utf-8")
    (folder / "覚え.txt").write_text("覚え", encoding="utf-8")
    git(folder, "add", "覚え.txt")
    registry.store(version("丙", date(2026, 4, 1)))
    assert git(folder, "status", "--porcelain").splitlines() == [" M みほん市長/8-全項目.yaml", "A  覚え.txt"]


def test_commits_and_deletions_of_a_person_are_understood(registry, folder):
    registry.store_many([version("甲", date(2023, 4, 1)), version("乙", number="8")])
    (folder / PATH).write_text(dump(version("手で直した").form), encoding="utf-8")
    identity = {"GIT_AUTHOR_NAME": "担当", "GIT_COMMITTER_NAME": "担当", "EMAIL": "tanto@example.jp"}
    git(folder, "commit", "-qam", "直した", **identity)
    git(folder, "rm", "-q", "みほん市長/8-全項目.yaml")
    git(folder, "commit", "-qm", "廃止", **identity)
    assert registry.forms() == (PATH,)
    assert [found.published for found in registry.versions(PATH)] == [date(2023, 4, 1), DAY]
    assert registry.load(registry.versions(PATH)[-1].commit, PATH).items[0].value == "手で直した"


def test_a_file_a_person_broke_is_named(registry, folder):
    registry.store(version("甲"))
    (folder / PATH).write_text("項目: [", encoding="utf-8")
    git(folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qam", "壊した")
    with pytest.raises(UnreadableSourceError) as caught:
        registry.load("HEAD")
    assert f"HEAD:{PATH}" in caught.value.where


def test_the_users_own_identity_is_used(folder, tmp_path, monkeypatch):
    config = tmp_path / "gitconfig"
    config.write_text('[user]\n\tname = "見本 <太郎>"\n\temail = taro@example.jp\n', encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    config.rename(tmp_path / ".gitconfig")
    with Registry.open(folder, create=True) as registry:
        registry.store(version("甲"))
    assert git(folder, "log", "-1", "--format=%an|%ae") == "見本 太郎|taro@example.jp"


HOSTILE = """[core]
\thooksPath = {hooks}
\tautocrlf = true
\tfsmonitor = {hooks}/evil
\tquotepath = true
\tattributesFile = {hooks}/attributes
\texcludesFile = {hooks}/excludes
[commit]
\tgpgsign = true
[init]
\tdefaultBranch = 変な枝
\ttemplateDir = {hooks}
[log]
\tshowSignature = true
[alias]
\tlog = !touch {hooks}/ran
[status]
\tbranch = true
\tshort = true
"""


def test_a_hostile_configuration_changes_nothing(folder, tmp_path, monkeypatch):
    hooks = tmp_path / "hooks"
    (hooks / "hooks").mkdir(parents=True)
    for name in ("evil", "reference-transaction", "post-checkout", "hooks/reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{hooks}/ran'\nexit 1\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    (hooks / "excludes").write_text("*.yaml\n", encoding="utf-8")
    (hooks / "attributes").write_text("*.yaml text eol=crlf\n", encoding="utf-8")
    (tmp_path / ".gitconfig").write_text(HOSTILE.format(hooks=hooks), encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("GIT_CONFIG_NOSYSTEM")
    with Registry.open(folder, create=True) as registry:
        registry.store_many([version("甲", date(2023, 4, 1)), version("乙")])
        assert len(registry.versions(PATH)) == 2
    assert not (hooks / "ran").exists()
    assert b"\r" not in (folder / PATH).read_bytes()


def test_the_environment_of_a_hook_leads_nowhere_else(folder, tmp_path, monkeypatch):
    elsewhere = tmp_path / "別"
    with Registry.open(elsewhere, create=True) as other:
        other.store(version("よそ"))
    head = git(elsewhere, "rev-parse", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(elsewhere / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(elsewhere))
    monkeypatch.setenv("GIT_INDEX_FILE", str(elsewhere / ".git" / "index"))
    with Registry.open(folder, create=True) as registry:
        registry.store(version("甲"))
        assert registry.load("HEAD").items[0].value == "甲"
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name)
    assert git(elsewhere, "rev-parse", "HEAD") == head
    assert git(folder, "status", "--porcelain") == ""


def test_a_folder_that_is_no_registry_is_refused(tmp_path):
    for missing in (tmp_path, tmp_path / "ない"):
        with pytest.raises(RegistryError, match="保管庫ではありません"):
            Registry.open(missing)
    assert registry_around(tmp_path) is None


def test_an_empty_registry_says_so(registry, folder):
    assert registry.forms() == ()
    assert registry_around(folder / "下" / "の下") == folder
    with pytest.raises(RegistryError, match="まだ1つも"):
        registry.versions(PATH)


def test_a_detached_head_is_refused(registry, folder):
    commit, _ = registry.store_many([version("甲", date(2023, 4, 1)), version("乙")])
    git(folder, "checkout", "-q", commit)
    with pytest.raises(RegistryError, match="ブランチ"):
        registry.store(version("丙", date(2026, 4, 1)))


def test_a_bare_repository_serves_as_well(folder):
    folder.mkdir()
    git(folder, "init", "-q", "--bare")
    with Registry.open(folder) as registry:
        registry.store(version("甲"))
        assert registry.versions(PATH)[0].form.items[0].value == "甲"
    assert git(folder, "fsck", "--strict") == ""


def test_an_unwritable_registry_is_said(registry, folder):
    (folder / ".git" / "piadiff.lock").unlink(missing_ok=True)
    (folder / ".git" / "piadiff.lock").mkdir()
    with pytest.raises(RegistryError, match="書き込めません"):
        registry.store(version("甲"))


def test_kinds_are_kept_apart(registry):
    registry.store(version("甲"))
    basic = form({"Ⅰ-1-②": "甲"}, kind=FormKind.BASIC)
    registry.store(Version(basic, date=DAY, published=DAY))
    assert set(registry.forms()) == {PATH, "みほん市長/7-基礎.yaml"}


def test_a_version_can_have_a_name(registry):
    old, new = registry.store_many([version("甲", date(2023, 4, 1)), version("乙")])
    assert registry.tag("令和5年度版", "2023-04-01") == old
    assert registry.tag("令和5年度版", old) == old
    assert registry.load("令和5年度版").items[0].value == "甲"
    with pytest.raises(RegistryError, match="付いています"):
        registry.tag("令和5年度版", new)
    for name in ("", "a b", "-x\n", "a..b", "x.lock", "/", "a~1"):
        with pytest.raises(RegistryError):
            registry.tag(name)


def test_what_git_refuses_for_good_is_not_tried_again(registry, folder, monkeypatch):
    pack = folder / ".git/objects/pack"
    pack.rmdir()
    pack.write_text("", encoding="utf-8")
    waited = []
    monkeypatch.setattr(writing.time, "sleep", waited.append)
    with pytest.raises(RegistryError, match="fast-import"):
        registry.store(version("甲"))
    assert not any(waited)


def test_a_full_disk_is_said_so(tmp_path):
    told = git_module._refused("fast-import", "fatal: write error: No space left on device", tmp_path)
    assert "空き" in told.message and "空き" in told.remedy


def test_a_version_whose_content_is_lost_is_named(registry, folder):
    first, _ = registry.store_many([version("甲", date(2023, 4, 1)), version("乙")])
    blob = git(folder, "rev-parse", f"{first}:{PATH}")
    (folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with Registry.open(folder) as again, pytest.raises(RegistryError, match="保管庫にありません") as lost:
        again.versions(PATH)
    assert PATH in lost.value.where and first[:10] in lost.value.message


def test_a_day_and_a_path_name_one_form_among_several(folder):
    other = Version(form({"Ⅰ-1-②": "丁"}, number="8"), date=DAY, published=DAY)
    with Registry.open(folder, create=True) as store:
        store.store_many([version("甲", date(2024, 4, 1)), version("乙"), other])
        assert store.form_path(PATH, "2024-04-01") == PATH
        assert store.load("2024-04-01", PATH).items[0].value == "甲"
