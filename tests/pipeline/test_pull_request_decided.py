"""What people laid down beside the forms is known to the pull request: decisions, acceptances, what it stops for."""

import json

from piadiff import canonical
from piadiff.writers.form.formats import write_form
from tests.pipeline.test_pull_request import FULL, PLACE, commit, git, pr, repository, write  # noqa: F401 - fixtures


def changes(out):
    return {change["path"]: change for change in json.loads(out)["forms"][0]["changes"]}


def test_a_decision_stands_and_says_whose_it_is(pr, repository, piadiff):  # noqa: F811
    before = changes(pr("--json")[1])
    path = next(path for path, change in before.items() if change["verdict"] == "重要" and "システム" not in path)
    decided = ["decide", "main:" + PLACE, "HEAD:" + PLACE, path, "--registry", repository]
    lighter = [*decided, "--person", "山田", "--verdict", "軽微", "--timing", "事後"]
    assert piadiff(*lighter, "--reason", "委員会で確認")[0] == 2
    assert piadiff(*lighter, "--until", "2030-03-31")[0] == 2
    assert piadiff(*lighter, "--reason", "委員会で確認", "--until", "2030-03-31")[0] == 0
    commit(repository)
    out = pr("--json")[1]
    after = changes(out)[path]
    assert (after["verdict"], after["timing"], json.loads(out)["forms"][0]["decided"][path]) == ("軽微", "事後", "山田")
    assert after["notes"][0] == "決定: 山田（委員会で確認）"
    assert json.loads(out)["stopped_by"]["重要"] == 6
    assert "決定: 山田" in pr("--format", "report")[1]


def test_an_accepted_observation_stops_nothing_and_is_still_shown(pr, repository):  # noqa: F811
    (seen,) = json.loads(pr("--json")[1])["forms"][0]["observations"]
    entry = f"schema: piadiff/accepted/1\naccepted:\n- check: {seen['check']}\n  form: {PLACE}\n  person: 佐藤\n  reason: 確認済み\n  until: 2026-01-31\n"
    commit(repository, **{"piadiff-accepted.yaml": entry})
    status, out, _ = pr("--json", "--fail-on", "点検")
    assert (status, json.loads(out)["forms"][0]["accepted"]) == (0, [{"fingerprint": seen["fingerprint"], "person": "佐藤", "reason": "確認済み"}])
    assert "承認済み（1）" in pr("--format", "markdown")[1]
    assert "suppressions" in pr("--format", "sarif")[1]
    assert "<skipped" in pr("--format", "junit")[1]
    commit(repository, **{"piadiff-accepted.yaml": "accepted: ["})
    assert pr("--json")[0] == 2


def test_one_result_decides_comment_status_and_exit(pr, repository):  # noqa: F811
    for wish, format_, says, status in (
        ("重要", "markdown", "人の確認が要ります（重要 7）", 1),
        ("要判断、再実施", "markdown", "確認を求める点はありません", 0),
        ("軽微", "junit", 'failures="9"', 1),
        ("なし", "junit", 'failures="0"', 0),
    ):
        code, out, _ = pr("--fail-on", wish, "--format", format_)
        assert (code, says in out) == (status, True)
    assert pr("--fail-on", "何か")[0] == 2
    commit(repository, **{"a.pdf": b"%PDF-1.4 broken"})
    assert pr("--fail-on", "要判断")[0] == 1
    assert pr("--fail-on", "なし")[0] == 0


def test_a_version_without_any_row_is_one_finding_with_the_command_that_drafts_them(pr, repository, piadiff, monkeypatch):  # noqa: F811
    new, old = (canonical.load(file.read_text(encoding="utf-8"), "x") for file in (FULL[2], FULL[1]))
    bare = canonical.dump(type(new)(new.header, new.items, old.changes))
    commit(repository, **{PLACE: bare})
    told = json.loads(pr("--json")[1])
    gate = [seen for seen in told["forms"][0]["observations"] if seen["check"].startswith("A01")]
    assert len(gate) == 1
    (one,) = told["commands"]
    monkeypatch.chdir(repository)
    call = one["command"].replace("'", "").split(" ")
    assert call[0] == "piadiff"
    assert piadiff(*call[1:])[0] == 0
    commit(repository)
    assert "A01" not in {seen["check"] for seen in json.loads(pr("--json")[1])["forms"][0]["observations"]}


def test_the_same_form_in_two_files_counts_once(pr, repository, tmp_path):  # noqa: F811
    git(repository, "switch", "-q", "main")
    def book(file):
        return write_form(canonical.load(file.read_text(encoding="utf-8"), "x"), tmp_path / "a.xlsx")
    commit(repository, **{"様式/3.xlsx": book(FULL[1])})
    git(repository, "switch", "-qc", "both")
    commit(repository, **{"様式/3.xlsx": book(FULL[2]), PLACE: FULL[2].read_bytes()})
    (form,) = json.loads(pr("main..both", "--json")[1])["forms"]
    assert (form["path"], form["also"]) == (PLACE, ["様式/3.xlsx"])
    text = FULL[2].read_text(encoding="utf-8").replace("個人住民税に関する事務\n", "個人市民税に関する事務\n")
    commit(repository, **{PLACE: text})
    one, two = json.loads(pr("main..both", "--json")[1])["forms"]
    assert (one["differs_from"], two["differs_from"]) == (None, PLACE)
    assert "変更が違います" in pr("main..both")[1]


def test_what_one_side_alone_does_not_tell_is_not_passed_over(pr, repository):  # noqa: F811
    text = FULL[2].read_text(encoding="utf-8")
    unplaced = "未配置:\n  - 行: 1\n    文: |-\n      置き場のない記載\n"
    git(repository, "switch", "-qc", "unplaced")
    commit(repository, **{PLACE: text + unplaced})
    status, out, _ = pr("HEAD~1..HEAD")
    assert (status, "比べていない記載が 1件" in out) == (4, True)
    commit(repository, **{PLACE: text.replace("、", "，", 1) + unplaced})
    status, out, _ = pr("HEAD~1..HEAD", "--fail-on", "重要")
    assert (status, "どちらの版にも、置き場が分からず比べていない記載が 1件" in out) == (0, True)
