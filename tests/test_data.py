"""One loader for YAML and JSON: keys written twice, encodings, depth, lines, wordings."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff import data
from piadiff.errors import DataError, UnreadableSourceError
from piadiff.model import Verdict


class Entry(data.Strict):
    day: datetime.date
    verdict: Verdict
    words: tuple[str, ...] = ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_a_file_is_read_in_the_encoding_its_bytes_are_in(encoding: str, tmp_path: Path):
    file = tmp_path / "決定.yaml"
    file.write_bytes("day: 2027-03-31\nverdict: 重要\nwords: [能力]\n".encode(encoding))
    assert data.read(file, Entry) == Entry(day=datetime.date(2027, 3, 31), verdict=Verdict.SIGNIFICANT, words=("能力",))


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("day: 2027-03-31\nverdict: 重要\nday: 2028-03-31\n", "a.yaml 3行目", "キー「day」が2回"),
        ("day: 2027-03-31\nverdict: 中くらい\n", "a.yaml", "2行目 verdict: 使えない値です"),
        ("day: 2027-02-30\nverdict: 重要\n", "a.yaml", "1行目 day: 日付として読めません"),
        ("day: 2027-03-31\nverdict: 重要\nwords:\n- 甲\n- 1\n", "a.yaml", "5行目 words.1: 文字列ではありません"),
        ("day: 2027-03-31\nverdict: 重要\nwort: x\n", "a.yaml", "3行目 wort: 知らないキーです"),
        ("day: 2027-03-31\n", "a.yaml", "verdict: 必要なキーがありません"),
        ("day: &x 2027-03-31\nverdict: *x\n", "a.yaml 1行目", "別名"),
        ("day: !!python/name:os.system x\n", "a.yaml 1行目", "型の指定"),
        ("day: [\n", "a.yaml 2行目", "YAML として読めません"),
        ("- a\n", "a.yaml", "キーと値の組ではありません"),
        ("", "a.yaml", "キーと値の組ではありません"),
        ("a: " + "[" * 10_000, "a.yaml 1行目", "深すぎます"),
    ],
)
def test_a_fault_names_file_line_and_remedy(text: str, where: str, says: str):
    with pytest.raises(DataError) as refused:
        data.parse(text, Entry, "a.yaml")
    assert (refused.value.where.split("（")[0], says in refused.value.message) == (where, True), str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a": 1, "a": 2}', "キー「a」が2回"),
        ('{"a": [{"b": 1, "b": 1}]}', "キー「b」が2回"),
        ('{"a": 1\n"b"}', "2行目"),
        ("[" * 100_000, "深すぎる"),
        ('{"a": ' + "9" * 5_000 + "}", "大きすぎ"),
    ],
)
def test_broken_json_is_refused_with_its_place(text: str, says: str):
    with pytest.raises(UnreadableSourceError, match=says):
        data.parse_json(text, "rows.json", fault=UnreadableSourceError)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path):
    for content, says in ((b"\x00\x00\x01\x01" * 50, "テキストではなく"), (b"a: \xff\xfe\x81", "文字コード")):
        (tmp_path / "a.yaml").write_bytes(content)
        with pytest.raises(DataError, match=says):
            data.read(tmp_path / "a.yaml", Entry)
    with pytest.raises(DataError, match="開けません"):
        data.read(tmp_path / "none.yaml", Entry)


def test_own_keys_stand_on_those_given():
    base = {"a": 1, "b": {"c": 1, "d": 2}}
    merged = data.parse("b: {c: 5}\n", dict[str, int | dict[str, int]], "x", over=base)
    assert merged == {"a": 1, "b": {"c": 5, "d": 2}}
    assert data.parse("", dict[str, int | dict[str, int]], "x", over=base) == base


@given(
    st.recursive(
        st.text("甲乙1-:#{}[]&*! \n", max_size=6), lambda inner: st.dictionaries(st.text("甲a1", min_size=1), inner)
    )
)
def test_what_json_can_say_yaml_says_too(value):
    """The two readers agree: JSON without floats is YAML."""
    import json

    wrapped = {"x": value}
    assert data.parse(json.dumps(wrapped, ensure_ascii=False), dict[str, object], "x") == wrapped
    assert data.parse_json(json.dumps(wrapped), "x") == wrapped


def test_verdicts_are_listed_by_weight():
    weights = [verdict.weight for verdict in Verdict]
    assert weights == sorted(set(weights), reverse=True)


def test_no_room_reads_yaml_or_json_or_fills_wordings_by_itself():
    """Whoever loads data elsewhere would accept what this loader refuses."""
    rival = re.compile(
        r"yaml\.(?:safe_|full_|unsafe_)?load|YAML\.load|json\.loads?\(|SafeLoader|enumerate\(Verdict|class \w+\(BaseModel\)"
    )
    # Tolerant on purpose: an address, git's own note, and answers that piadiff kept and can find again.
    own = {"data.py", "canonical/entries.py", "registry/writing.py", "pipeline/kept.py", "cli/unchanged.py"}
    package = Path(data.__file__).parent
    found = {str(file.relative_to(package)) for file in package.rglob("*.py") if rival.search(file.read_text("utf-8"))}
    assert found - own == set()
