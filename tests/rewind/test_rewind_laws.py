"""Laws of undoing, on forms and rows that hypothesis makes up."""

import dataclasses
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from piadiff.canonical import canonical, canonical_text, dump, load
from piadiff.model import parse_path
from piadiff.rewind import replay, rewind, steps
from piadiff.text import key
from tests.effort import examples
from tests.registry.samples import form, row

SENTENCES = [
    "窓口で届出を受け付ける。",
    "届出の内容を端末に入力する。",
    "台帳に記載する。",
    "台帳に記載した内容を確認する。",
    "住民に通知する。",
    "郵送により住民に通知する。",
    "サーバー室の入退室を管理する。",
    "委託先の従業者に研修を行う。",
    "番号法第19条第8号による。",
    "１年ごとに見直しを行う。",
]
WORDS = ["台帳", "名簿", "住民", "市民", "第7号", "サーバ", "原則として", "（写しを含む。）", "マイナンバーカード"]
PATHS = ["Ⅰ-1-②", "Ⅰ-4-①", "Ⅰ-5", "Ⅴ-1-①"]
paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("".join)
texts = st.lists(paragraphs, min_size=1, max_size=5).map("\n".join)
noise = st.sampled_from([("、", "，"), ("０", "0"), ("１", "1"), ("サーバー", "サーバ"), ("（", "("), ("。", "。\n")])


@dataclass(frozen=True)
class Edited:
    """A text before and after one edit, and the row an officer would write."""

    old: str
    new: str
    before: str
    after: str


def quote(text: str, start: int, end: int, context: int) -> str:
    """The edit with some text around it, （略） for the rest."""
    left, right = max(0, start - context), min(len(text), end + context)
    return ("（略）\n" if left else "") + text[left:right] + ("\n（略）" if right < len(text) else "")


@st.composite
def edited(draw):
    old = draw(texts)
    start = draw(st.integers(0, len(old)))
    end = draw(st.integers(start, min(len(old), start + 12)))
    words = draw(st.sampled_from(["", *WORDS, *SENTENCES]))
    new = canonical_text(old[:start] + words + old[end:])
    old = canonical_text(old)
    context = draw(st.sampled_from([0, 4, 10, 1000]))
    before, after = quote(old, start, end, context), quote(new, start, start + len(words), context)
    swap = draw(st.lists(noise, max_size=2))
    for there, here in swap:
        before, after = before.replace(there, here), after.replace(there, here)
    return Edited(old, new, before, after)


@given(edited())
@examples(300)
def test_a_true_row_is_undone_rightly_or_not_at_all(edit):
    published = canonical(form({"Ⅰ-1-②": edit.new, "Ⅰ-4-①": SENTENCES[0]}, (row(1, "Ⅰ-1-②", edit.before, edit.after),)))
    old = rewind(published)[0]
    now = old.form.by_path[parse_path("Ⅰ-1-②")].value
    if old.rows_undone:
        assert key(now) == key(edit.old)
    else:
        assert now == published.items[0].value
        assert old.rows_kept[0].reason
        assert old.form.uncertain[parse_path("Ⅰ-1-②")].row == 1
    assert old.form.items[1] == published.items[1]


cells = st.one_of(
    texts,
    st.sampled_from(
        ["-", "", "（削除）", "（略）", "※図を追加", "「台帳」→「名簿」", "30万人以上", "[○]庁内連携システム"]
    ),
    st.tuples(texts, texts).map("\n（略）\n".join),
)
days = st.sampled_from([None, date(2021, 4, 1), date(2023, 4, 1), date(2025, 4, 1)])


@st.composite
def forms(draw):
    items = {path: draw(texts) for path in draw(st.lists(st.sampled_from(PATHS), unique=True, max_size=4))}
    items["Ⅰ-1-③"] = draw(st.sampled_from(["30万人以上", "1,000人未満", ""]))
    items["Ⅰ-2-システム1-③"] = draw(st.sampled_from([(), ("庁内連携システム",), ("税務システム", "その他（甲）")]))
    items["Ⅵ-1-①"] = draw(st.sampled_from(["令和3年4月1日", ""]))
    count = draw(st.integers(0, 6))
    targets = st.sampled_from([*items, "Ⅰ-1", "Ⅰ", "共通", "", "Ⅰ-9-①", "Ⅰ-1-②-⑫", "Ⅰ-1-②;Ⅰ-1-③"])
    rows = []
    for number in range(1, count + 1):
        after = draw(st.one_of(cells, st.sampled_from([value for value in items.values() if isinstance(value, str)])))
        rows.append(row(number, draw(targets), draw(cells), after, draw(days)))
    return form(items, tuple(rows))


@given(forms())
@examples(200)
def test_every_row_is_undone_or_kept_and_the_steps_lead_back_to_the_same_bytes(published):
    published = canonical(published)
    versions = rewind(published)
    undone = [number for version in versions for number in version.rows_undone]
    kept = [kept.row for version in versions for kept in version.rows_kept]
    assert sorted(undone + kept) == [row.row for row in published.changes]
    assert all(kept.reason for version in versions for kept in version.rows_kept)
    assert replay(versions[0].form, steps(published)).items == published.items
    assert versions[-1].form == published
    for version in versions:
        assert load(dump(version.form), "x") == version.form


@given(forms())
@examples(30)
def test_the_same_form_gives_the_same_versions(published):
    again = dataclasses.replace(published, items=tuple(published.items))
    assert rewind(published) == rewind(again)
