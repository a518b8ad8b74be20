"""Every address of every template survives every spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spellings import Style, chain, spell

from piadiff.addresses.resolver import official_spelling, resolve
from piadiff.model import ItemPath, parse_path
from piadiff.templates import Template, known, load
from tests.effort import examples

FILES = ("市民税ファイル", "介護保険ファイル（資格）", "健康管理情報ファイル", "みほん市宛名ファイル")
HYPHENS = ("-", "－", "‐", "‑", "―", "−", "ー", " ", "　", "．", "/", "＞", "の", " － ")
NEWEST = ("様式2", "様式3", "様式4")

STYLES = {
    "official": Style(hyphen="－", wide=True),
    "ascii": Style(roman="ascii", hyphen="-"),
    "wide roman": Style(roman="wide", hyphen="－", wide=True),
    "small roman": Style(roman="small", hyphen=" "),
    "dots": Style(roman="ascii", hyphen="", dot=True),
    "dots and hyphens": Style(hyphen="－", dot=True, wide=True),
    "no separators": Style(hyphen=""),
    "black circles": Style(circle="black"),
    "label behind the number": Style(hyphen="－", labels="last"),
    "every label": Style(hyphen="　", labels="every", dot=True, wide=True),
    "labels only": Style(hyphen="　", labels="only"),
    "file in other brackets": Style(file="【】", hyphen="－"),
    "file first": Style(file="「」", before=True, hyphen="-"),
    "numbered file": Style(file="()", numbered_file=True, hyphen=" "),
    "file without brackets": Style(file="", hyphen="-"),
    "mark": Style(mark=True, hyphen="-"),
}


def address(pattern: str, file: str = FILES[0], number: int = 3) -> ItemPath:
    return parse_path(pattern.replace("(*)", f"({file})").replace("*", str(number)))


def labelled_alike(path: ItemPath, template: Template) -> str:
    """Key of the unnumbered item right below that prints the same label, "" when there is none."""
    item = template.item(path)
    children = [child for child in template.below(item.pattern) if child.depth == item.depth + 1] if item else []
    alike = [child.key for child in children if child.label == item.label and not child.key.isdigit()]
    return alike[0] if alike else ""


def expected(path: ItemPath, template: Template, style: Style) -> ItemPath:
    """What a spelling means where a group and an item in it print one label.

    「⑧使用方法」 means the item 使用方法 of the group ⑧; where the upper one holds a value itself, it is meant.
    """
    item, parent = template.item(path), path.parent
    below = labelled_alike(path, template)
    if below and item and item.is_group and style.labels not in {"none", "only"}:
        return path.child(below)
    above = template.item(parent) if parent else None
    if parent and above and not above.is_group and labelled_alike(parent, template) == path.parts[-1]:
        return path if style.labels in {"every", "only"} else parent
    return path


@pytest.mark.long
@pytest.mark.parametrize(
    "every", [pytest.param(1, marks=pytest.mark.ci, id="all"), pytest.param(len(STYLES), id="one each")]
)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("name", NEWEST)
def test_every_address_in_every_style(name: str, style: Style, every: int):
    """While developing, each address is spelt in one style; CI tries every address in all of them."""
    template = load(name)
    first = list(STYLES.values()).index(style) % every
    wrong = []
    for item in template.items[first::every]:
        path = address(item.pattern)
        text = spell(path, template, style)
        found = resolve(text, template)
        if found.paths != (expected(path, template, style),):
            wrong.append((text, [str(p) for p in found.paths], found.reason))
    assert not wrong


@given(data=st.data())
@examples(150)
def test_any_mixture_of_habits(data: st.DataObject):
    template = load(*data.draw(st.sampled_from(known())))
    item = data.draw(st.sampled_from(template.items))
    path = address(item.pattern, data.draw(st.sampled_from(FILES)), data.draw(st.integers(1, 60)))
    style = data.draw(
        st.builds(
            Style,
            roman=st.sampled_from(("sign", "ascii", "wide", "small", "stroke")),
            hyphen=st.sampled_from(HYPHENS),
            wide=st.booleans(),
            dot=st.booleans(),
            circle=st.sampled_from(("sign", "black")),
            labels=st.sampled_from(("none", "last", "every")),
            file=st.sampled_from(("（）", "()", "【】", "「」", "［］", "〔〕")),
            numbered_file=st.booleans(),
            mark=st.booleans(),
        )
    )
    text = spell(path, template, style)
    found = resolve(text, template)
    assert found.paths == (expected(path, template, style),), (text, found)


@given(data=st.data())
@examples(100)
def test_lost_signs_never_lead_elsewhere(data: st.DataObject):
    """Circles read as digits and labels without numbers: the right item, or none and why."""
    template = load(*data.draw(st.sampled_from(known())))
    item = data.draw(st.sampled_from(template.items))
    path = address(item.pattern)
    style = data.draw(
        st.builds(
            Style,
            roman=st.sampled_from(("sign", "ascii", "stroke")),
            hyphen=st.sampled_from(("-", "－", " ", "．")),
            circle=st.sampled_from(("plain", "sign")),
            labels=st.sampled_from(("none", "last", "only")),
        )
    )
    text = spell(path, template, style)
    found = resolve(text, template)
    assert found.paths in {(expected(path, template, style),), ()}, (text, found)
    assert found.paths or found.reason


@pytest.mark.parametrize(("name", "revision"), known())
def test_official_spelling_is_read_back(name: str, revision: str):
    template = load(name, revision)
    paths = [address(item.pattern, file) for item in template.items for file in FILES[:1]]
    assert [resolve(official_spelling(path), template).paths for path in paths] == [(path,) for path in paths]


def test_styles_differ():
    template = load("様式4")
    path = parse_path("Ⅱ(市民税ファイル)-4-委託事項3-②-対象となる本人の範囲")
    assert len({spell(path, template, style) for style in STYLES.values()}) == len(STYLES)
    assert all(chain(path, template))
