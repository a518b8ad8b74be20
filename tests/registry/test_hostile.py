"""A registry somebody else made runs nothing and leads nowhere, and each guard is what keeps it so."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from piadiff.errors import RegistryError
from piadiff.registry import Registry, configuration
from piadiff.registry import git as git_module
from piadiff.registry.lock import locked
from tests.registry.test_store import PATH, folder, git, version  # noqa: F401 - folder is a fixture

MANY = 101
"""So many forms that git is asked about the whole work tree."""
posix = pytest.mark.skipif(sys.platform == "win32", reason="the attacks are written as shell scripts")
pytestmark = posix


@pytest.fixture
def trap(tmp_path):
    """A program that leaves a mark when it is run; what it prints is taken for nothing."""
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def ran(tmp_path):
    """Whether the program has been run since the last question."""

    def asked():
        mark = tmp_path / "ran"
        there = mark.exists()
        mark.unlink(missing_ok=True)
        return there

    return asked


@pytest.fixture
def stored(folder):  # noqa: F811 - the fixture
    with Registry.open(folder, create=True) as registry:
        registry.store_many([version("甲", date(2023, 4, 1)), version("乙", date(2024, 4, 1))])
    return folder


def used(at: Path, text: str) -> None:
    """Everything a command may do with a registry; what it refuses is refused."""
    try:
        with Registry.open(at) as registry:
            registry.forms()
            registry.versions(PATH)
            registry.blame(PATH)
            registry.load("HEAD", PATH)
            registry.changed("HEAD~1..HEAD")
            registry.authors()
            registry.store_many([version(text, date(2025, 4, 1), number=str(number)) for number in range(MANY)])
            registry.tag(f"版{text}")
    except RegistryError:
        return


def signed(at: Path) -> None:
    """The newest commit bears a signature nobody has checked."""
    raw = git(at, "cat-file", "commit", "HEAD")
    head, _, text = raw.partition("\n\n")
    sealed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\n{text}\n"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=at,
        input=sealed.encode(),
        capture_output=True,
        check=True,
    )
    git(at, "update-ref", "HEAD", made.stdout.decode().strip())


def check_signature(at, trap):
    signed(at)
    git(at, "config", "log.showSignature", "true")
    git(at, "config", "gpg.program", str(trap))


def run_hook(at, trap):
    for name in ("reference-transaction", "post-index-change", "post-checkout", "pre-commit"):
        (at / ".git/hooks").mkdir(exist_ok=True)
        shutil.copy2(trap, at / ".git/hooks" / name)


def watch_files(at, trap):
    git(at, "config", "core.fsmonitor", str(trap))


def filter_files(at, trap):
    (at / ".git/info").mkdir(exist_ok=True)
    (at / ".git/info/attributes").write_text("*.yaml filter=evil\n", encoding="utf-8")
    for key in ("process", "clean", "smudge"):
        git(at, "config", f"filter.evil.{key}", str(trap))
    git(at, "config", "filter.evil.required", "true")
    for file in at.rglob("*.yaml"):
        file.touch()
        file.write_bytes(file.read_bytes())
    os.utime(at / PATH, (1, 1))


def fetch_lazily(at, trap):
    git(at, "config", "extensions.partialClone", "origin")
    git(at, "config", "remote.origin.promisor", "true")
    git(at, "config", "remote.origin.url", str(at))
    git(at, "config", "remote.origin.uploadpack", str(trap))
    git(at, "config", "core.repositoryFormatVersion", "1")
    blob = git(at, "rev-parse", f"HEAD~1:{PATH}")
    loose = at / ".git/objects" / blob[:2] / blob[2:]
    for pack in (at / ".git/objects/pack").glob("*.pack"):
        with (moved := at / pack.name).open("wb") as copy:
            copy.write(pack.read_bytes())
        for part in pack.parent.glob(f"{pack.stem}.*"):
            part.unlink()
        with moved.open("rb") as packed:
            subprocess.run(["git", "unpack-objects", "-q"], cwd=at, stdin=packed, check=True)
        moved.unlink()
    loose.unlink()


def look_into_submodule(at, trap):
    below = at / "下"
    subprocess.run(["git", "init", "-q", str(below)], check=True)
    named = ("-c", "user.name=a", "-c", "user.email=a@b")
    (below / "a").write_text("a", encoding="utf-8")
    git(below, "add", "a")
    git(below, *named, "commit", "-q", "-m", "x")
    git(at, "-c", "advice.addEmbeddedRepo=false", "add", "下")
    git(at, *named, "commit", "-q", "-m", "x")
    (below / ".git/info").mkdir(exist_ok=True)
    (below / ".git/info/attributes").write_text("a filter=evil\n", encoding="utf-8")
    git(below, "config", "filter.evil.clean", str(trap))
    os.utime(below / "a", (1, 1))


def without_setting(name):
    def taken_out(patch):
        patch.setattr(git_module, "FIXED", {key: value for key, value in configuration.FIXED.items() if key != name})

    return taken_out


def without_switch(patch):
    patch.setattr(git_module, "overrides", lambda *_: ())


def without_fetch_guard(patch):
    patch.setattr(git_module, "_NO_FETCH", {})


def without_option(name):
    """git without one of the arguments it is always given."""
    run = git_module.Git.run

    def taken_out(patch):
        patch.setattr(
            git_module.Git,
            "run",
            lambda self, *given, **more: run(self, *(one for one in given if one != name), **more),
        )

    return taken_out


ATTACKS = [
    pytest.param(
        check_signature, without_setting("log.showSignature"), id="a signature checked by the registry's program"
    ),
    pytest.param(run_hook, without_setting("core.hooksPath"), id="hooks"),
    pytest.param(watch_files, without_setting("core.fsmonitor"), id="a watcher of files"),
    pytest.param(filter_files, without_switch, id="filters of files"),
    pytest.param(fetch_lazily, without_fetch_guard, id="a missing object asked for from elsewhere"),
    pytest.param(look_into_submodule, without_option("--ignore-submodules=all"), id="the settings of a submodule"),
]


@pytest.mark.parametrize(("attack", "guard_taken_out"), ATTACKS)
def test_nothing_of_a_foreign_registry_runs(stored, trap, ran, attack, guard_taken_out):
    attack(stored, trap)
    ran()
    used(stored, "丙")
    assert not ran()
    with pytest.MonkeyPatch.context() as patch:
        guard_taken_out(patch)
        used(stored, "丁")
    assert ran(), "the guard is not what holds this attack off"


@pytest.mark.parametrize(
    "name",
    [
        "include.path",
        "includeIf.gitdir:/.path",
        "trace2.eventTarget",
        "filter.a=b.process",
        "unheard.of",
        "core.newThing",
        "protocol.ext.allow",
        "extensions.compatObjectFormat",
    ],
)
def test_a_setting_not_known_to_be_harmless_is_refused_by_name(stored, trap, name):
    trap.write_text("", encoding="utf-8")
    git(stored, "config", name, str(trap))
    with pytest.raises(RegistryError) as refused:
        Registry.open(stored)
    assert name.casefold() in refused.value.message.casefold()
    assert refused.value.remedy


@pytest.mark.parametrize(
    "name",
    ["core.sshCommand", "core.pager", "core.editor", "core.askPass", "diff.external", "diff.x.command", "diff.x.textconv",
     "credential.helper", "pager.log", "merge.x.driver", "alias.log", "sequence.editor", "gpg.ssh.program", "gc.recentObjectsHook",
     "uploadpack.packObjectsHook", "gpg.x509.program", "url.ext::sh.insteadOf", "core.alternateRefsCommand", "core.gitProxy", "interactive.diffFilter", "trailer.x.command"],
)  # fmt: skip
@pytest.mark.thinned(3)
def test_commands_in_other_settings_stay_unused(stored, trap, ran, name):
    (stored / ".git/info").mkdir(exist_ok=True)
    (stored / ".git/info/attributes").write_text("*.yaml diff=x merge=x\n", encoding="utf-8")
    git(stored, "config", name, f"!{trap}" if name.startswith("alias") else str(trap))
    ran()
    used(stored, "丙")
    assert not ran()


def test_a_program_of_the_user_is_not_run_because_a_registry_asks_for_it(stored, trap, ran, tmp_path, monkeypatch):
    """As ``git lfs`` is set up: the filter is the user's, the files that go through it are named by the registry."""
    filter_files(stored, trap)
    git(stored, "config", "--remove-section", "filter.evil")
    (tmp_path / ".gitconfig").write_text(f'[filter "evil"]\n\tclean = {trap}\n\tsmudge = {trap}\n', encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    ran()
    used(stored, "丙")
    assert not ran()
    with pytest.MonkeyPatch.context() as patch:
        deaf = git_module._deaf_environment
        patch.setattr(git_module, "_deaf_environment", lambda at: {**deaf(at), "GIT_CONFIG_GLOBAL": str(tmp_path / ".gitconfig")})
        used(stored, "丁")
    assert ran(), "the guard is not what holds this off"


def test_a_folder_within_a_registry_is_none(stored):
    with pytest.raises(RegistryError, match="保管庫ではありません"):
        Registry.open((stored / PATH).parent)
    with Registry.open(stored / ".git") as registry:
        assert registry.folder == stored


def test_settings_of_a_linked_work_tree_are_read_too(stored, tmp_path, trap):
    git(stored, "config", "extensions.worktreeConfig", "true")
    git(stored, "worktree", "add", "-q", "--detach", str(tmp_path / "別"))
    trap.write_text("", encoding="utf-8")
    git(tmp_path / "別", "config", "--worktree", "include.path", str(trap))
    with pytest.raises(RegistryError, match=r"include\.path"):
        Registry.open(tmp_path / "別")


def test_settings_that_cannot_be_read_are_refused(stored):
    with (stored / ".git/config").open("a", encoding="utf-8") as file:
        file.write("[include\n")
    with pytest.raises(RegistryError):
        Registry.open(stored)


def test_a_work_tree_elsewhere_is_refused(stored, tmp_path):
    (tmp_path / "よそ").mkdir()
    git(stored, "config", "core.worktree", str(tmp_path / "よそ"))
    with pytest.raises(RegistryError, match=r"core\.worktree"):
        Registry.open(stored)


def test_a_git_lying_in_the_registry_is_not_taken(stored, trap, ran, monkeypatch):
    shutil.copy2(trap, stored / "git")
    monkeypatch.chdir(stored)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", os.environ["PATH"])))
    with Registry.open(stored) as registry:
        assert len(registry.versions(PATH)) == 2
    assert not ran()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(git_module, "_search_path", lambda: os.environ["PATH"])
        used(stored, "丁")
    assert ran()


@pytest.mark.parametrize("name", ["piadiff.lock", "piadiff.index"])
def test_files_of_the_user_are_not_written_through_links(stored, tmp_path, name):
    mine = tmp_path / "mine"
    mine.write_text('{"head": "", "branch": ""}', encoding="utf-8")
    (stored / ".git" / name).unlink(missing_ok=True)
    (stored / ".git" / name).symlink_to(mine)
    used(stored, "丙")
    assert mine.read_text(encoding="utf-8") == '{"head": "", "branch": ""}'


def test_the_lock_file_is_no_link(tmp_path):
    (tmp_path / "target").touch()
    (tmp_path / "lock").symlink_to(tmp_path / "target")
    with pytest.raises(RegistryError, match="リンク"), locked(tmp_path / "lock"):
        pass


def replaced(at):
    git(at, "replace", git(at, "rev-parse", "HEAD~1"), git(at, "rev-parse", "HEAD~2"))


def grafted(at):
    (at / ".git/info").mkdir(exist_ok=True)
    (at / ".git/info/grafts").write_text(git(at, "rev-parse", "HEAD") + " " + git(at, "rev-parse", "HEAD~2"))


def charted(at):
    """The chart that git keeps of the commits says that the newest has the tree of the one before."""
    git(at, "commit-graph", "write", "--reachable")
    chart = at / ".git/objects/info/commit-graph"
    new, old = (bytes.fromhex(git(at, "rev-parse", f"{commit}^{{tree}}")) for commit in ("HEAD", "HEAD~1"))
    content = chart.read_bytes().replace(new, old)
    chart.unlink()
    chart.write_bytes(content)


def without_history(name):
    def taken_out(patch):
        kept = {key: value for key, value in git_module._AS_COMMITTED.items() if key != name}
        patch.setattr(git_module, "_AS_COMMITTED", kept)

    return taken_out


def values(at):
    with Registry.open(at) as registry:
        return [each.form.items[0].value for each in registry.versions(PATH)]


@pytest.mark.parametrize(
    ("forge", "guard_taken_out"),
    [
        pytest.param(replaced, without_history("GIT_NO_REPLACE_OBJECTS"), id="a commit put in the place of another"),
        pytest.param(grafted, without_history("GIT_GRAFT_FILE"), id="other parents"),
        pytest.param(charted, without_setting("core.commitGraph"), id="a chart of the commits"),
    ],
)
def test_what_lies_beside_the_objects_changes_no_history(stored, forge, guard_taken_out):
    with Registry.open(stored) as registry:
        registry.store(version("丙", date(2025, 4, 1)))
    forge(stored)
    assert values(stored) == ["甲", "乙", "丙"]
    with pytest.MonkeyPatch.context() as patch:
        guard_taken_out(patch)
        assert values(stored) != ["甲", "乙", "丙"], "the guard is not what keeps the history"


def test_a_history_that_was_cut_off_is_not_taken_for_the_whole(stored, tmp_path):
    subprocess.run(["git", "clone", "-q", "--depth=1", stored.as_uri(), str(tmp_path / "写し")], check=True)
    with Registry.open(tmp_path / "写し") as registry, pytest.raises(RegistryError, match="shallow") as refused:
        registry.versions(PATH)
    assert "unshallow" in refused.value.remedy
    git(tmp_path / "写し", "fetch", "-q", "--unshallow")
    assert values(tmp_path / "写し") == ["甲", "乙"]


def test_a_content_that_is_not_what_its_name_says_is_refused(stored):
    name, other = (git(stored, "rev-parse", f"{commit}:{PATH}") for commit in ("HEAD", "HEAD~1"))
    loose, forged = (stored / ".git/objects" / each[:2] / each[2:] for each in (name, other))
    assert loose.is_file() and forged.is_file()
    loose.unlink()
    shutil.copy2(forged, loose)
    with pytest.raises(RegistryError, match="合いません"):
        values(stored)


def test_a_content_larger_than_any_form_is_refused_and_the_next_one_is_read(stored, monkeypatch):
    (stored / "large").write_bytes(b"a" * 100_001)
    large = git(stored, "hash-object", "-w", "large")
    form = git(stored, "rev-parse", f"HEAD:{PATH}")
    monkeypatch.setattr(git_module, "_LARGEST_BLOB", 100_000)
    with Registry.open(stored) as registry:
        told = registry.content(large)
        assert isinstance(told, RegistryError) and "大きすぎます（100,001バイト）" in told.message
        assert registry.content(form) == (stored / PATH).read_bytes()


@pytest.mark.parametrize("part", ["config", "logs", "logs/HEAD", "refs", "refs/heads", "refs/heads/main", "info",
                                  "objects", "objects/pack", "objects/info/alternates", "packed-refs", "index"])  # fmt: skip
def test_git_is_not_led_out_of_a_registry_by_a_link(stored, tmp_path, part):
    here, outside = stored / ".git" / part, tmp_path / "よそ"
    if here.exists():
        shutil.move(here, outside)
    else:
        outside.touch()
    here.parent.mkdir(exist_ok=True)
    here.symlink_to(outside)
    before = {file: file.read_bytes() for file in (outside, *outside.rglob("*")) if file.is_file()}
    with pytest.raises(RegistryError, match="リンク") as refused:
        Registry.open(stored)
    assert refused.value.where.endswith(part)
    assert before == {file: file.read_bytes() for file in (outside, *outside.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("link", [False, True])
def test_a_pointer_to_another_repository_is_no_registry_unless_that_one_says_so(stored, tmp_path, link):
    around = tmp_path / "指すだけ"
    around.mkdir()
    if link:
        (around / ".git").symlink_to(stored / ".git")
    else:
        (around / ".git").write_text(f"gitdir: {stored / '.git'}\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="ほかの保管庫"):
        Registry.open(around)
    git(stored, "config", "core.worktree", str(around))
    with Registry.open(around) as registry:
        assert len(registry.versions(PATH)) == 2


@pytest.mark.parametrize("hide", ["--assume-unchanged", "--skip-worktree", "core.ignoreStat"])
def test_an_edit_that_git_was_told_not_to_see_is_not_written_over(stored, hide):
    mine = (stored / PATH).read_text(encoding="utf-8") + "# 書きかけ\n"
    if hide.startswith("--"):
        git(stored, "update-index", hide, PATH)
    else:
        git(stored, "config", hide, "true")
        for commit in ("HEAD~1", "main"):
            git(stored, "checkout", "-q", commit)
    (stored / PATH).write_text(mine, encoding="utf-8")
    with Registry.open(stored) as registry, pytest.raises(RegistryError, match="上書きしません"):
        registry.store(version("丙", date(2025, 4, 1)))
    assert (stored / PATH).read_text(encoding="utf-8") == mine


@pytest.mark.parametrize(
    ("name", "value"),
    [("PATH", ".:{PATH}"), ("GIT_PYTHON_GIT_EXECUTABLE", "{trap}"), ("GIT_EXTERNAL_DIFF", "{trap}"), ("GIT_EXEC_PATH", "."),
     ("GIT_SSH_COMMAND", "{trap}"), ("GIT_TRACE", "{at}/ran"), ("GIT_DIR", "{at}"), ("GIT_GRAFT_FILE", "{at}/ran"),
     ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "{at}"), ("GIT_CONFIG_PARAMETERS", "'core.fsmonitor={trap}'")],
)  # fmt: skip
@pytest.mark.thinned(3)
def test_nothing_around_a_command_leads_git_elsewhere(stored, trap, ran, name, value):
    shutil.copy2(trap, stored / "git")
    told = value.format(PATH=os.environ["PATH"], trap=trap, at=stored.parent)
    program = "from piadiff.cli import main; import sys; sys.argv = ['piadiff', 'log', '--registry', '.']; main()"
    around = {"PYTHONPATH": str(Path(__file__).parents[2]), name: told}
    called = [sys.executable, "-X", "utf8", "-c", program]
    done = subprocess.run(called, cwd=stored, env={**os.environ, **around}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "令和6年" in done.stdout.decode() or "2024-04-01" in done.stdout.decode()
    assert not ran()


@pytest.mark.parametrize(
    ("name", "value"),
    [("log.showRoot", "false"), ("log.follow", "true"), ("log.diffMerges", "off"), ("i18n.logOutputEncoding", "CP932"),
     ("diff.orderFile", "nowhere"), ("core.autocrlf", "true"), ("core.attributesFile", "crlf"), ("core.excludesFile", "all"),
     ("core.quotepath", "true"), ("color.ui", "always"), ("format.pretty", "oneline"), ("diff.relative", "true"),
     ("diff.renames", "copies"), ("core.abbrev", "4"), ("status.showUntrackedFiles", "no"), ("diff.noprefix", "true"),
     ("status.short", "true"), ("log.date", "relative"), ("core.ignoreCase", "true"), ("diff.submodule", "log")],
)  # fmt: skip
@pytest.mark.thinned(3)
def test_settings_change_nothing_of_versions_and_files(stored, tmp_path, name, value):
    def told(at):
        with Registry.open(at) as registry:
            return list(registry.commits()), registry.changed("HEAD~1..HEAD"), registry.blame(PATH), registry.authors()

    (tmp_path / "crlf").write_text("* text eol=crlf\n", encoding="utf-8")
    (tmp_path / "all").write_text("*\n", encoding="utf-8")
    before = told(stored)
    git(stored, "config", name, str(tmp_path / value) if name.endswith("File") else value)
    assert told(stored) == before
    new = stored / PATH.replace("7-", "8-")
    new.write_text("誰かの書きかけ", encoding="utf-8")
    with Registry.open(stored) as registry:
        with pytest.raises(RegistryError, match="上書きしません"):
            registry.store(version("新", date(2025, 4, 1), number="8"))
        registry.store(version("丙", date(2025, 4, 1)))
    assert b"\r" not in (stored / PATH).read_bytes()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_registry_of_somebody_else_is_opened_only_where_the_user_says_so(stored, tmp_path, monkeypatch):
    for file in (stored, *stored.rglob("*")):
        os.chown(file, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    for name in ("GIT_CONFIG_GLOBAL", "SUDO_UID"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(RegistryError, match="ほかの利用者"):
        Registry.open(stored)
    (tmp_path / ".gitconfig").write_text(f"[safe]\n\tdirectory = {stored}\n", encoding="utf-8")
    assert values(stored) == ["甲", "乙"]


def tree(at, name, kind, content):
    entry = f"{kind} {name}".encode() + b"\0" + bytes.fromhex(content)
    made = ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"]
    return subprocess.run(made, cwd=at, input=entry, capture_output=True, check=True).stdout.decode().strip()


@pytest.mark.parametrize("organ", ["..", ".", ".GIT", "a\\..\\..\\b", "C:", "組\n織", "\x1b[2J"])
def test_a_form_is_never_called_by_a_name_that_leads_elsewhere(stored, organ):
    blob = git(stored, "rev-parse", f"HEAD:{PATH}")
    top = tree(stored, organ, "40000", tree(stored, "7-基礎.yaml", "100644", blob))
    commit = git(stored, "-c", "user.name=a", "-c", "user.email=a@b", "commit-tree", top, "-p", "HEAD", "-m", "x")
    git(stored, "update-ref", "HEAD", commit)
    with Registry.open(stored) as registry, pytest.raises(RegistryError, match="保管庫の外を指しうる"):
        registry.forms()


def test_registries_opened_at_once_leave_the_environment_as_it_was(stored):
    program = (
        "import os, sys; from concurrent.futures import ThreadPoolExecutor; from pathlib import Path\n"
        "from piadiff.registry import Registry\n"
        "assert 'git' not in sys.modules; before = dict(os.environ)\n"
        "def opened(_):\n"
        "    with Registry.open(Path('.')) as registry:\n"
        "        return len(registry.forms())\n"
        "print(set(ThreadPoolExecutor(8).map(opened, range(16))), dict(os.environ) == before)\n"
    )
    around = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "GIT_AUTHOR_NAME": "見本"}
    called = [sys.executable, "-X", "utf8", "-c", program]
    done = subprocess.run(called, cwd=stored, env=around, capture_output=True, text=True, check=False)
    assert done.stdout == "{1} True\n", done.stderr
