"""A pull request on a repository of forms, as a reviewer and a script see it."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from piadiff.writers.pr.markdown import MARK

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
FULL = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))
BASIC = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))
PLACE = "みほん市長/3-全項目.yaml"


def git(folder, *arguments):
    settings = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True).stdout


def write(folder, path, content):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def commit(folder, **files):
    for path, content in files.items():
        write(folder, path, content)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", "--allow-empty")


@pytest.fixture
def repository(tmp_path):
    """A form on main, its next version on a branch, and a later commit on main that the branch does not have."""
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, **{PLACE: FULL[1].read_bytes(), "README.md": "x"})
    git(folder, "switch", "-qc", "next")
    commit(folder, **{PLACE: FULL[2].read_bytes(), "README.md": "y"})
    git(folder, "switch", "-q", "main")
    commit(folder, **{"みほん市長/12-基礎.yaml": BASIC[-1].read_bytes()})
    git(folder, "switch", "-q", "next")
    return folder


@pytest.fixture
def pr(repository, piadiff):
    return lambda *arguments: piadiff("pr", *arguments, "--registry", repository)


def test_the_branch_is_compared_with_where_it_left(pr):
    for span in ((), ("main..HEAD",), ("main...next",), ("main",)):
        status, out, _ = pr(*span, "--json")
        told = json.loads(out)
        assert status == 1
        assert [form["path"] for form in told["forms"]] == [PLACE]
        assert told["others"] == 1


def test_each_change_is_that_of_the_diff(pr, piadiff):
    _, out, _ = pr("--json")
    alone = json.loads(piadiff("diff", *FULL[1:3], "--json")[1])
    assert json.loads(out)["forms"][0]["changes"] == alone["changes"]


def test_the_weighty_changes_come_first_and_the_comment_carries_its_mark(pr):
    _, out, _ = pr("--format", "markdown")
    assert out.startswith(MARK)
    numbered = re.findall(r"^\d+\. .*$", out, re.M)
    assert len(numbered) == 7
    assert all("重要" in line for line in numbered)
    assert "保管場所※" in numbered[0]
    assert out.count("<details>") == out.count("</details>") == 2
    assert "すべての変更に行があります、点検で新たに 1" in out


def test_a_change_without_a_row_is_what_a_person_must_see(pr, repository):
    text = (repository / PLACE).read_text(encoding="utf-8")
    write(repository, PLACE, text.replace("個人住民税に関する事務\n", "個人市民税に関する事務\n"))
    commit(repository)
    status, out, _ = pr()
    assert status == 1
    assert "[A01] Ⅰ-1-①" in out


def test_nothing_to_look_at_is_silence_and_zero(pr, repository):
    commit(repository, **{"README.md": "z"})
    status, out, _ = pr("HEAD~1..HEAD")
    assert status == 0
    assert "評価書の変更はありません" in out


def test_new_and_withdrawn_forms_are_named(pr, repository):
    write(repository, "みほん市長/12-基礎.yaml", BASIC[0].read_bytes())
    (repository / PLACE).unlink()
    commit(repository)
    status, out, _ = pr("HEAD~1..HEAD", "--json")
    assert status == 1
    assert {form["path"]: form["action"] for form in json.loads(out)["forms"]} == {
        PLACE: "removed",
        "みほん市長/12-基礎.yaml": "added",
    }


def test_a_renamed_form_is_one_form(pr, repository):
    git(repository, "mv", PLACE, "みほん市長/4-全項目.yaml")
    commit(repository)
    _, out, _ = pr("HEAD~1..HEAD", "--json")
    (form,) = json.loads(out)["forms"]
    assert (form["old_path"], form["action"], form["changes"]) == (PLACE, "changed", [])


def test_a_file_that_cannot_be_read_is_not_passed_over(pr, repository):
    write(repository, "評価書.pdf", b"%PDF-1.4 broken")
    write(repository, PLACE, "schema: piadiff/form/1\n評価書: [\n")
    commit(repository)
    status, out, _ = pr("HEAD~1..HEAD")
    assert status == 1
    assert out.count("■ 読めません") == 2
    assert "Traceback" not in out


@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize("quoted", ["true", "false"])
@pytest.mark.parametrize("context", [3, 0])
@pytest.mark.thinned(3)
def test_a_patch_says_the_same_before_and_behind_it(pr, repository, tmp_path, applied, quoted, context):
    patch = tmp_path / "change.patch"
    patch.write_bytes(git(repository, "-c", f"core.quotepath={quoted}", "diff", f"-U{context}", "HEAD~1", "HEAD"))
    _, span, _ = pr("HEAD~1..HEAD", "--json")
    if not applied:
        git(repository, "checkout", "-q", "HEAD~1", "--", ".")
    status, out, _ = pr("--patch", patch, "--json")
    assert status == 1
    assert json.loads(out)["forms"] == json.loads(span)["forms"]


def test_a_patch_that_does_not_fit_says_so(pr, repository, tmp_path):
    patch = tmp_path / "change.patch"
    patch.write_bytes(git(repository, "diff", "HEAD~1", "HEAD"))
    write(repository, PLACE, BASIC[0].read_bytes())
    shutil.rmtree(repository / ".git")
    status, out, _ = pr("--patch", patch)
    assert status == 1
    assert "パッチが手元のファイルに合いません" in out


def test_wrong_calls_are_told_in_japanese(pr, tmp_path):
    patch = tmp_path / "no.patch"
    patch.write_text("これはパッチではありません", encoding="utf-8")
    for arguments, status in (
        (("none..HEAD",), 2),
        (("main..HEAD", "--patch", patch), 2),
        (("--patch", patch), 3),
    ):
        code, out, err = pr(*arguments)
        assert (code, out) == (status, "")
        assert err
        assert "Traceback" not in err


@pytest.mark.long
def test_a_comment_is_never_longer_than_a_host_takes(pr, repository):
    for version in FULL[1:]:
        for number in range(60):
            text = version.read_text(encoding="utf-8").replace("評価書番号: '3'", f"評価書番号: '{100 + number}'")
            write(repository, f"みほん市長/{100 + number}-全項目.yaml", text)
        commit(repository)
    _, out, _ = pr("HEAD~1..HEAD", "--format", "markdown")
    assert len(out) <= 65_536
    assert re.search(r"省いた明細 \d+（", out)
    assert all(f"みほん市長 {100 + number} 全項目" in out for number in range(60))


def test_what_a_form_holds_is_shown_as_text(pr, repository):
    text = (repository / PLACE).read_text(encoding="utf-8")
    nasty = "<script>alert(1)</script> | @everyone #1 [x](http://example.org) \\x1b[31m"
    write(repository, PLACE, text.replace("個人住民税に関する事務\n", f"{nasty}\n", 1))
    commit(repository)
    _, out, _ = pr("HEAD~1..HEAD", "--format", "markdown")
    assert "<script>" not in out
    assert "@everyone" not in out
    assert "](http" not in out
