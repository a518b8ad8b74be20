"""log and blame on the command line: when an item changed, in which commit, and which published row explains it."""

import json
import subprocess
from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
KISO = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))
ZEI = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))


@pytest.fixture
def registry(piadiff, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_NAME", "見本 太郎")
    folder = tmp_path / "保管庫"
    assert piadiff("import", *KISO, *ZEI, "--registry", folder)[0] == 0
    return folder


@pytest.fixture
def found(piadiff, registry):
    """The list a command gives as JSON."""

    def call(command, *args):
        status, out, err = piadiff(command, *args, "--registry", registry, "--json")
        assert status == 0, err
        return json.loads(out)["versions" if command == "log" else "items"]

    return call


def test_the_log_tells_form_day_commit_and_author(found, piadiff, registry):
    versions = found("log")
    heads = subprocess.run(
        ["git", "-C", str(registry), "log", "--format=%H"], capture_output=True, text=True, check=True
    )
    assert {version["commit"] for version in versions} == set(heads.stdout.split())
    assert {version["author"] for version in versions} == {"見本 太郎"}
    assert [v["published"] for v in versions if v["form"] == "みほん市長/12-基礎.yaml"] == [path.stem for path in KISO]
    told = piadiff("log", "--registry", registry)[1]
    assert "■ みほん市長/12-基礎.yaml" in told and "■ みほん市長/3-全項目.yaml" in told and "（見本 太郎）" in told


@pytest.mark.parametrize("name", ["12", "１２", "12-基礎", "12-基礎.yaml", "みほん市長/12-基礎.yaml"])
def test_a_form_is_found_by_path_and_number(found, name):
    assert len(found("log", name)) == len(KISO)
    assert found("blame", name)


def test_the_log_of_an_item_holds_the_versions_that_changed_it(found):
    assert [version["published"] for version in found("log", "12", "Ⅰ-5-②")] == ["2019-06-28", "2023-04-28"]


def test_blame_names_day_commit_author_and_row_of_each_item(found):
    items = {item["path"]: item for item in found("blame", "12")}
    chief = items["Ⅰ-5-②"]
    commit = next(version["commit"] for version in found("log", "12") if version["published"] == "2023-04-28")
    assert (chief["origin"], chief["published"], chief["commit"]) == ("変更箇所あり", "2023-04-28", commit)
    assert (chief["author"], chief["rows"], chief["quoted"]) == ("見本 太郎", [5], [5])
    assert [(row["row"], "こども給付課長" in row["after"]) for row in chief["explained_by"]] == [(5, True)]
    assert items["Ⅱ-1"]["origin"] == "最初の版から"


def test_blame_of_an_item_tells_all_its_changes_newest_first(found):
    changes = found("blame", "12", "Ⅰ-5-②")
    assert [(change["published"], change["origin"]) for change in changes] == [
        ("2023-04-28", "変更箇所あり"),
        ("2019-06-28", "最初の版から"),
    ]


def test_an_item_that_a_revision_moved_is_followed_and_called_by_its_present_address(found, piadiff, registry):
    moved = next(item for item in found("blame", "12") if item["label"] == "監査")
    assert (moved["path"], moved["then"]) == ("Ⅳ-9", "Ⅳ-8")
    assert "Ⅳ-9（当時 Ⅳ-8）" in piadiff("blame", "12", "--registry", registry)[1]


def test_rows_of_the_only_version_tell_what_they_can(piadiff, tmp_path):
    folder = tmp_path / "一つ"
    assert piadiff("import", KISO[-1], "--registry", folder)[0] == 0
    items = {item["path"]: item for item in json.loads(piadiff("blame", "--registry", folder, "--json")[1])["items"]}
    assert {item["origin"] for item in items.values()} == {"最初の版から"}
    assert items["Ⅰ-5-②"]["quoted"] == [5]
    assert items["Ⅰ-2"]["rows"] == []


def test_a_text_that_no_row_explains_is_found(found, piadiff, registry, tmp_path):
    assert found("blame", "12", "--unexplained") == []
    later = tmp_path / "次の版.yaml"
    text = KISO[-1].read_text(encoding="utf-8").replace("公表日: 2025-03-31", "公表日: 2026-03-31")
    items, heading, rows = text.partition("\n変更箇所:")
    later.write_text(items.replace("こども給付課長", "こども支援課長") + heading + rows, encoding="utf-8")
    assert piadiff("import", later, "--registry", registry)[0] == 0
    unexplained = {item["path"]: item for item in found("blame", "12", "--unexplained")}
    assert unexplained["Ⅰ-5-②"]["published"] == "2026-03-31"
    assert all(item["origin"] == "変更箇所なし" and item["rows"] == [] for item in unexplained.values())
    told = piadiff("blame", "12", "--registry", registry, "--unexplained")[1]
    assert f"変更箇所なし {len(unexplained)}" in told
    every = piadiff("blame", "12", "Ⅰ-5-②", "--registry", registry)[1]
    assert "変更箇所なし 1" in every and "変更箇所あり 1" in every


def test_a_row_whose_words_do_not_stand_in_the_item_is_marked(found, piadiff, registry):
    marked = [item for item in found("blame", "12") if set(item["rows"]) - set(item["quoted"])]
    assert marked
    assert "見当たりません" in piadiff("blame", "12", "--registry", registry)[1]
    quoted = next(item for item in found("blame", "12") if item["rows"] and item["rows"] == item["quoted"])
    assert "（?）" not in piadiff("blame", "12", quoted["path"], "--registry", registry)[1].split("最初の版から")[0]


@pytest.mark.parametrize("args", [("log", "99"), ("blame", "99"), ("blame",), ("blame", "12", "Ⅸ"), ("log", "12", "Ⅸ")])
def test_what_the_registry_does_not_hold_is_told_with_a_remedy(piadiff, registry, args):
    status, out, err = piadiff(*args, "--registry", registry)
    assert (status, out, "対処" in err) == (2, "", True)
