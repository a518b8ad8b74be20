"""Lines of a printed form deleted, moved and swapped: what is then read wrong says that it is not sure."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.errors import PiadiffError
from piadiff.readers.text import read_text

from . import cases, entry, forms, printing, torn

NEWEST = ("kiso-jidou-teate/2025-03-31", "juuten-yobou-sesshu/2022-03-31", "zenkoumoku-jumin-zei/2025-09-30")
SEEDS, TIMES, RATE = 3, 3, 0.01


def measure(truth, text: str, folder: Path, seeds: int) -> tuple[int, list[str]]:
    """How many items were there to be read, and what was asserted wrongly."""
    total, off = 0, []
    for way, seed in itertools.product(torn.WAYS, range(seeds)):
        hurt = torn.torn(text, way, seed, TIMES)
        source = folder / "hurt.txt"
        source.write_text(hurt.text, encoding="utf-8")
        total += len(truth.items)
        try:
            read = entry.read(source)
        except PiadiffError:
            continue
        off += [
            f"{way} {seed} {where}: {true[:60]} | {got[:60]}"
            for where, true, got in torn.wrong(truth, read, hurt.touched)
        ]
    return total, off


def total(measured) -> tuple[int, list[str]]:
    """Sums of several measures."""
    items, off = zip(*measured, strict=True)
    return sum(items), [line for lines in off for line in lines]


def of_samples(extractor: str, names, folder: Path, seeds: int):
    """Measures of samples as they were printed."""
    samples = forms.samples()
    for name in names:
        yield measure(samples[name], printing.EXTRACTORS[extractor](forms.CORPORA / f"{name}.pdf"), folder, seeds)


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """The shortest sample as two extractors give its text."""
    names = ("pdfium", "pdfminer")
    return {name: printing.EXTRACTORS[name](forms.CORPORA / f"{NEWEST[0]}.pdf") for name in names}


@given(
    st.sampled_from(["pdfium", "pdfminer"]), st.sampled_from(sorted(torn.WAYS)), st.integers(0, 9999), st.integers(0, 30)
)
def test_all_that_a_hurt_text_says_is_in_an_item_a_row_or_left_over(printed, extractor, way, seed, times):
    text = torn.torn(printed[extractor], way, seed, times).text
    assert torn.lost(text, read_text(text, "みほん.txt")) == ""


@pytest.mark.ci
@pytest.mark.parametrize("extractor", printing.EXTRACTORS)
def test_all_that_a_print_says_is_in_an_item_a_row_or_left_over(extractor):
    prints = cases.sampled(6, 5)
    printing.printed([each.workbook for each in prints])
    for each in prints:
        text = each.file(extractor).read_text(encoding="utf-8")
        for way, seed in itertools.product(torn.WAYS, range(2)):
            hurt = torn.torn(text, way, seed, TIMES).text
            assert torn.lost(hurt, read_text(hurt, each.name)) == "", (each.name, way, seed)


@pytest.mark.long
@pytest.mark.parametrize("extractor", ["pdfium", "pdfminer"])
def test_a_hurt_sample_is_next_to_never_read_wrong_unsaid(extractor, tmp_path):
    items, off = total(of_samples(extractor, NEWEST[:2], tmp_path, seeds=1))
    assert len(off) <= RATE * items, "\n".join([f"{len(off)} of {items}", *off[:40]])


@pytest.mark.ci
@pytest.mark.parametrize("extractor", printing.EXTRACTORS)
def test_any_hurt_sample_is_next_to_never_read_wrong_unsaid(extractor, tmp_path):
    items, off = total(of_samples(extractor, NEWEST, tmp_path, SEEDS))
    assert len(off) <= RATE * items, "\n".join([f"{len(off)} of {items}", *off[:40]])


@pytest.mark.ci
@pytest.mark.parametrize("extractor", printing.EXTRACTORS)
def test_a_hurt_print_is_next_to_never_read_wrong_unsaid(extractor, tmp_path):
    prints = cases.sampled(4, 2)
    printing.printed([each.workbook for each in prints])
    items, off = total(
        measure(each.truth, each.file(extractor).read_text(encoding="utf-8"), tmp_path, 1) for each in prints
    )
    assert len(off) <= RATE * items, "\n".join([f"{len(off)} of {items}", *off[:40]])


def test_what_hurt_lines_say_is_no_fault_of_a_reading_and_another_value_is():
    truth = forms.invented("様式2", "令和6年10月", 5)
    text = next(item for item in truth.items if str(item.path) == "Ⅰ-1-②")
    assert list(torn.wrong(truth, truth, ())) == []
    other = forms.invented("様式2", "令和6年10月", 6)
    assert str(text.path) in {where for where, _, _ in torn.wrong(truth, other, ("①事務の名称",))}
    assert list(torn.wrong(truth, other, tuple(item.text for form in (truth, other) for item in form.items))) == []
