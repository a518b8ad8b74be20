"""The real published forms as text: what a careful person reads off them must stand where it belongs."""

import json
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from piadiff.errors import ExitCode, UnreadableSourceError
from piadiff.model import Form, ItemKind, parse_path
from piadiff.readers import read
from piadiff.templates import load
from piadiff.text import key

pytestmark = pytest.mark.seeds

_TABLE = yaml.safe_load((Path(__file__).parent / "data" / "seed003.yaml").read_text(encoding="utf-8"))
_ENTRIES = [entry for sort in ("texts", "choices", "checks") for entry in _TABLE[sort]]


@lru_cache(maxsize=4)
def _read(path: Path) -> Form:
    return read(path)


@pytest.fixture(params=["000", "003"])
def form(request, seed):
    return _read(seed(request.param))


def _squeeze(text):
    return "".join(text.split())


def _told(text):
    return {"length": len(text), "first": text[:10], "last": text[-10:]}


def _spelt(item):
    """The value of an item as the table tells it."""
    if item.kind is ItemKind.CHECKS:
        return [_box(item, value) for value in item.value]
    return item.value if item.kind is ItemKind.CHOICE else _told(_squeeze(item.value))


def _box(item, value):
    option = next((each for each in item.options if value.startswith(f"{each}（") and value not in item.options), None)
    return {"option": option, **_told(_squeeze(value[len(option) + 1 : -1]))} if option else value


def _wanted(entry):
    return entry["value"] if "value" in entry else {name: entry[name] for name in ("length", "first", "last")}


def test_no_value_of_the_table_is_wrong_and_nearly_all_are_found(seed):
    form = _read(seed("003"))
    read_off = {entry["path"]: form.by_path.get(parse_path(entry["path"])) for entry in _ENTRIES}
    right = [entry["path"] for entry in _ENTRIES if _spelt(read_off[entry["path"]]) == _wanted(entry)]
    open_ones = [path for path, item in read_off.items() if item is not None and item.undetermined]
    assert sorted({*right, *open_ones}) == sorted(read_off)
    assert len(right) >= 0.98 * len(_ENTRIES)


@pytest.mark.parametrize("number", ["000", "003"])
def test_header_and_items_of_the_gold_file(number, seed, shared):
    form = _read(seed(number))
    gold = json.loads((shared / "gold" / "items.json").read_text(encoding="utf-8"))[number]
    header = form.header
    published = header.published.isoformat() if header.published else None
    assert gold["form"] == {
        "kind": header.kind.value,
        "template": header.template,
        "number": header.number,
        "organ": header.organ,
        "published": published,
    }
    missing = [
        (path, text)
        for path, text in gold["items"]
        if not any(key(text) in key(item.text) for item in form.below(parse_path(path)))
    ]
    assert missing == []


def test_rows_are_all_there(seed):
    assert [len(_read(seed(number)).changes) for number in ("000", "003")] == [27, 33]


def test_nearly_every_character_is_explained_and_the_rest_listed(form):
    assert form.coverage >= 0.995
    assert all(piece.line > 0 and piece.text.strip() for piece in form.unassigned)


def test_no_value_holds_a_label_or_an_option_list(form):
    labels = {key(item.label) for item in load(form.header.template, form.header.revision).items}
    long_labels = {label for label in labels if len(label) >= 6}
    for item in form.items:
        lines = item.text.split("\n") if item.kind is ItemKind.TEXT and item.path.section != "別添1" else []
        assert not [line for line in lines if key(line) in long_labels], item.path
        assert "選択肢" not in item.text, item.path


def test_a_page_that_could_not_be_read_is_named(seed):
    assert [piece.text for piece in _read(seed("000")).unassigned] == ["[illegible]"]


def test_an_explanatory_booklet_is_refused(seed):
    with pytest.raises(UnreadableSourceError, match="評価書（様式2・3・4）ではありません") as refusal:
        read(seed("002"))
    assert refusal.value.exit_code is ExitCode.UNREADABLE
    assert "資料" in refusal.value.message
