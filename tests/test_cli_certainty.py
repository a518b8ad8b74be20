"""What a rebuilt version is not sure of is said on every surface that shows it."""

import json
import subprocess
from pathlib import Path

import pytest

from piadiff.canonical import dump
from piadiff.model import FormKind
from tests.registry.samples import DAY, form, row

FORM = "みほん市長/7-全項目.yaml"
ROWS = (
    row(1, "Ⅰ-5", "旧法による", "番号法による", DAY.replace(year=2023)),
    row(2, "Ⅰ-1-②", "文言の整理", "文言の整理"),
    row(3, "Ⅰ-5", "番号法による", "番号利用法による"),
    row(4, "Ⅰ-4-①", "窓口で受けて、名簿に記す。", "窓口で受けて、台帳に記す。"),
)
ITEMS = {
    "Ⅰ-1-②": "届出を受ける。",
    "Ⅰ-4-①": "窓口で受け、台帳に記す。",
    "Ⅰ-5": "番号利用法による。",
}


@pytest.fixture
def printed(piadiff):
    """What a command prints that ends as it should."""

    def call(*args, status=0):
        ended, out, err = piadiff(*args)
        assert ended == status, err
        return out

    return call


@pytest.fixture
def rewound(printed, tmp_path) -> tuple[Path, dict]:
    source = tmp_path / "評価書.yaml"
    source.write_text(dump(form(ITEMS, ROWS, kind=FormKind.FULL)), encoding="utf-8")
    told = printed("rewind", source, "--registry", tmp_path / "保管庫", "--json")
    return tmp_path / "保管庫", json.loads(told)


def test_rewind_and_log_list_every_open_item_of_every_version(printed, rewound):
    folder, told = rewound
    logged = json.loads(printed("log", "--registry", folder, "--json"))
    for versions in (told["versions"], logged["versions"]):
        assert [{(each["path"], each["row"]) for each in v["uncertain"]} for v in versions] == [
            {("Ⅰ-1-②", 2), ("Ⅰ-4-①", 4)},
            {("Ⅰ-1-②", 2), ("Ⅰ-4-①", 4)},
            set(),
        ]
        assert [[kept["row"] for kept in v["rows_differing"]] for v in versions] == [[], [4], []]
        assert [v["published"] for v in versions] == [None, None, "2025-04-01"]
        assert [v["since"] for v in versions] == [None, "2023-04-01", None]
    shown = printed("log", "--registry", folder)
    assert shown.count("不確かな項目 2") == 2 and shown.count("公表日は不明") == 2
    assert "2023年4月1日 公表" not in shown and "令和5年4月1日 公表" not in shown


def test_rewind_says_at_its_end_what_it_did_and_where_to_look(printed, tmp_path):
    source = tmp_path / "評価書.yaml"
    source.write_text(dump(form(ITEMS, ROWS)), encoding="utf-8")
    told = printed("rewind", source, "--registry", tmp_path / "保管庫")
    summary = told[told.index("取り消した行 3（") :].splitlines()
    assert summary[0] == (
        "取り消した行 3（うち記載と違う行 1）、取り消せない行 1、復元した版 2、どれかの版で記載が不確かな項目 2"
    )
    assert [line.split("「")[0] for line in summary[1:]] == ["まず見るところ: 2行目", "まず見るところ: 4行目"]


def test_read_shows_the_mark_of_an_item(printed, rewound):
    folder, told = rewound
    commit = told["versions"][1]["commit"]
    stored = printed("read", folder / FORM, "--json", status=4)
    assert json.loads(stored)["uncertain"] == []
    version = folder.parent / "版.yaml"
    shown = subprocess.run(["git", "-C", str(folder), "show", f"{commit}:{FORM}"], capture_output=True, check=True)
    version.write_bytes(shown.stdout)
    items = {item["path"]: item for item in json.loads(printed("read", version, "--json", status=4))["items"]}
    assert items["Ⅰ-1-②"]["uncertain"]["row"] == 2 and items["Ⅰ-1-②"]["uncertain"]["reason"]
    assert "uncertain" not in items["Ⅰ-5"]


def test_blame_says_since_when_a_value_is_known(printed, rewound):
    folder, _ = rewound
    found = {each["path"]: each for each in json.loads(printed("blame", "--registry", folder, "--json"))["items"]}
    assert (found["Ⅰ-1-②"]["origin"], found["Ⅰ-1-②"]["uncertain"]["row"]) == ("変更箇所あり", 2)
    assert "uncertain" not in found["Ⅰ-5"]
    shown = printed("blame", "--registry", folder)
    assert "これより前は不明（2行目）" in shown


def test_diff_says_which_side_of_a_change_is_open(piadiff, printed, rewound):
    folder, told = rewound
    old, new = (version["commit"] for version in told["versions"][1:])
    document = json.loads(printed("diff", old, new, "--registry", folder, "--json"))
    changes = {change["path"]: change for change in document["changes"]}
    assert changes["Ⅰ-4-①"]["uncertain"]["row"] == 4
    assert "uncertain" not in changes["Ⅰ-5"]
    assert {each["path"] for each in document["unread"]["old"]["uncertain"]} == {"Ⅰ-1-②", "Ⅰ-4-①"}
    assert "記載が確かでない項目が 2件" in piadiff("diff", old, new, "--registry", folder)[2]


def test_a_rebuilt_version_is_found_by_the_day_of_its_change(printed, rewound):
    folder, _ = rewound
    document = json.loads(printed("diff", "2023-04-01", "2025-04-01", "--registry", folder, "--json"))
    assert {change["path"] for change in document["changes"]} >= {"Ⅰ-5"}


def test_the_report_hatches_what_is_not_certain_and_calls_no_unknown_day_a_change(printed, rewound, tmp_path):
    folder, told = rewound
    printed("report", "--registry", folder, "-o", tmp_path / "頁")
    page = next((tmp_path / "頁").glob("*全項目*.html")).read_text(encoding="utf-8")
    heat = page[page.index('<table class="heat') : page.index("</table>", page.index('<table class="heat'))]
    assert heat.count("unsure") == 2
    assert "2行目" in heat and "4行目" in heat
    assert "表紙-公表日" not in heat
    before, now = (each["commit"] for each in told["versions"][-2:])
    found = json.loads(printed("diff", before, now, "--registry", folder, "--json"))
    assert "表紙-公表日" not in {change["path"] for change in found["changes"]}
