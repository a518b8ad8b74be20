"""The ready parts for CI, run step by step as their platforms run them, against a host on loopback."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import yaml

from tests.pipeline.test_pull_request import FULL, PLACE, commit, git, write
from tests.registry.test_git_drivers import program  # noqa: F401 - fixture

ROOT = Path(__file__).parent.parent


class Host(BaseHTTPRequestHandler):
    """Comments of one pull request, on GitHub's paths and GitLab's."""

    comments: ClassVar[list] = []
    calls: ClassVar[list] = []
    read_only = False

    def _do(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        type(self).calls.append(
            (
                self.command,
                self.path.partition("?")[0],
                self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN"),
            )
        )
        if self.command != "GET" and self.read_only:
            return self._say(403, {"message": "Resource not accessible by integration"})
        if self.command == "GET":
            page = int(re.search(r"[?&]page=(\d+)", self.path)[1])
            return self._say(200, self.comments[(page - 1) * 100 : page * 100])
        if self.command == "POST":
            self.comments.append({"id": len(self.comments) + 1, **body})
        else:
            self.comments[int(self.path.rpartition("/")[2]) - 1].update(body)
        return self._say(200, {})

    do_GET = do_POST = do_PUT = do_PATCH = _do  # noqa: N815 - as the library calls them

    def _say(self, status, document):
        content = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.fixture
def host():
    kind = type(
        "Fresh",
        (Host,),
        {"comments": [{"id": n + 1, "body": "ほかの人"} for n in range(100)], "calls": [], "read_only": False},
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield kind, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def branch(tmp_path, program):  # noqa: F811, ARG001 - the steps find it
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, **{PLACE: FULL[1].read_bytes()})
    git(folder, "switch", "-qc", "next")
    commit(folder, **{PLACE: FULL[2].read_bytes()})
    return folder


def action(folder, tmp_path, address, **inputs):
    """Run the steps of the composite action; (exit status of the last, its printed lines, summary, outputs)."""
    told = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    ends = [git(folder, "rev-parse", name).decode().strip() for name in ("main", "next")]
    known = {
        "github.action_path": ROOT, "github.server_url": "https://git.example", "github.repository": "みほん市/評価書",
        "github.token": "t0", "github.event_name": "pull_request", "github.event.pull_request.number": 7,
        "github.event.pull_request.base.sha": ends[0], "github.event.pull_request.head.sha": ends[1], "runner.temp": tmp_path / "temp",
    }  # fmt: skip

    def filled(text):
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda name: str(known[name[1]]), str(text))

    for name, entry in told["inputs"].items():
        known[f"inputs.{name}"] = inputs.get(name.replace("-", "_"), filled(entry["default"]))
    summary, outputs = tmp_path / "summary", tmp_path / "outputs"
    status, printed = 0, ""
    for step in told["runs"]["steps"]:
        wanted = [part.strip() for part in step.get("if", "1 == 1").split("&&")]
        if not all(
            str(known.get(left.strip(), left.strip())) == right.strip(" '")
            for left, right in (part.split("==") for part in wanted)
        ):
            continue
        outputs.write_text("", encoding="utf-8")
        environment = {
            **os.environ, "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(outputs), "GITHUB_API_URL": address,
            "GITHUB_REPOSITORY": "mihon/forms", **{name: filled(value) for name, value in step.get("env", {}).items()},
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", filled(step["run"])],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        status, printed = done.returncode, printed + done.stdout + done.stderr
        for line in outputs.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            known[f"steps.{step['id']}.outputs.{name}"] = value
        if status:
            break
    given = {name: filled(entry["value"]) for name, entry in told["outputs"].items()}
    return status, printed, summary.read_text(encoding="utf-8"), given


@pytest.mark.parametrize(
    ("schema", "path", "document"),
    [("vendor.github-actions", "action.yml", 0), ("vendor.gitlab-ci", "templates/piadiff.yml", 1)],
)
def test_the_hosts_own_schema_takes_the_part(schema, path, document, tmp_path):
    part = tmp_path / "part.yml"
    part.write_text((ROOT / path).read_text(encoding="utf-8").split("\n---\n")[document], encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(part)]
    if "gitlab" in schema:
        command += ["--data-transform", "gitlab-ci"]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stdout


@pytest.mark.long
def test_the_action_comments_once_and_renews_it(branch, tmp_path, host):
    kind, address = host
    status, printed, summary, outputs = action(branch, tmp_path, address)
    assert status == 1, printed
    assert printed.count("::error file=みほん市長/3-全項目.yaml,line=") == 7
    assert "重要 7" in summary
    assert outputs["must-look"] == "true"
    assert {file.name for file in Path(outputs["folder"]).iterdir()} >= {
        "report.md",
        "piadiff.sarif",
        "piadiff.xml",
        "piadiff.json",
    }
    assert len(kind.comments) == 101
    assert "https://git.example/みほん市/評価書/blob/" in kind.comments[-1]["body"]
    shutil.copyfile(FULL[1], branch / PLACE)
    commit(branch)
    status, printed, _, outputs = action(branch, tmp_path, address, fail_on="なし")
    assert (status, outputs["must-look"]) == (0, "false")
    assert len(kind.comments) == 101
    assert "評価書の変更はありません" in kind.comments[-1]["body"]
    assert [call[0] for call in kind.calls if call[0] != "GET"] == ["POST", "PATCH"]
    assert {call[2] for call in kind.calls} == {"Bearer t0"}


@pytest.mark.long
def test_the_action_without_leave_to_write_still_decides_and_sums_up(branch, tmp_path, host):
    kind, address = host
    kind.read_only = True
    status, printed, summary, _ = action(branch, tmp_path, address)
    assert status == 1
    assert "要約と注釈だけにします" in printed
    assert "::error file=" in printed
    assert "重要 7" in summary
    assert len(kind.comments) == 100
    status, printed, _, outputs = action(branch, tmp_path, address, base="none")
    assert (status, outputs["must-look"]) == (2, "true")
    assert "ある枝: next、main" in printed
    assert "コメント" not in printed


@pytest.mark.long
def test_the_gitlab_component_reports_and_notes(branch, host, program, monkeypatch):  # noqa: F811
    kind, address = host
    for name, source in (("piadiff-review", "review.sh"), ("piadiff-comment", "comment.py")):
        shutil.copy(ROOT / "ready" / source, program.parent / name)
        (program.parent / name).chmod(0o755)
    spec, job = yaml.safe_load_all((ROOT / "templates" / "piadiff.yml").read_text(encoding="utf-8"))
    job = job["piadiff"]
    defaults = {name: str(entry["default"]) for name, entry in spec["spec"]["inputs"].items()}
    variables = {
        name: re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: defaults[found[1]], value)
        for name, value in job["variables"].items()
    }
    for name, value in {
        **variables, "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(branch, "rev-parse", "main").decode().strip(), "PIADIFF_TOKEN": "t1",
        "CI_COMMIT_SHA": git(branch, "rev-parse", "next").decode().strip(), "CI_PROJECT_DIR": str(branch), "CI_API_V4_URL": address,
        "CI_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "9", "CI_PROJECT_URL": "https://git.example/forms",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    for _ in range(2):
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])],
            cwd=branch,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    assert all((branch / file).stat().st_size for file in reports.values())
    assert [call[:2] for call in kind.calls if call[0] != "GET"] == [
        ("POST", "/projects/5/merge_requests/9/notes"),
        ("PUT", "/projects/5/merge_requests/9/notes/101"),
    ]
    assert kind.calls[-1][2] == "t1"


@pytest.mark.long
def test_the_hook_stops_a_commit_without_rows_and_sees_what_is_committed(branch):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    file = branch / ".git" / "hooks" / "pre-commit"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\nexec {hook['entry']} {' '.join(hook['args'])}\n", encoding="utf-8")
    file.chmod(0o755)
    text = (branch / PLACE).read_text(encoding="utf-8")
    write(branch, PLACE, text.replace("個人住民税に関する事務\n", "個人市民税に関する事務\n"))
    write(branch, "a.md", "x")
    git(branch, "add", "a.md")
    git(branch, "commit", "-qm", "別のファイルだけ")
    for way in (("-a",), ("--", PLACE)):
        with pytest.raises(subprocess.CalledProcessError) as stopped:
            git(branch, "commit", "-qm", "行がない", *way)
        assert "A01" in (stopped.value.stdout + stopped.value.stderr).decode()


def test_the_image_holds_what_the_component_calls():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    copied = [line.split()[1:] for line in lines if line.startswith("COPY")]
    assert all((ROOT / source).exists() for *sources, _ in copied for source in sources)
    told = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert all(f"!{source.partition('/')[0]}" in told for *sources, _ in copied for source in sources)
    script = " ".join(
        yaml.safe_load((ROOT / "templates" / "piadiff.yml").read_text(encoding="utf-8").split("---\n")[1])["piadiff"][
            "script"
        ]
    )
    placed = {target for *_, target in copied}
    assert {f"/usr/local/bin/{name}" for name in re.findall(r"piadiff-(?:review|comment)", script)} <= placed
