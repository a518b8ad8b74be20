"""The offline report: every change and row on its page once, nothing from outside, the same bytes from the same registry."""

import dataclasses
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff import canonical
from piadiff.model import Form, FormKind, Header, Item, ItemKind, Verdict, Version, parse_path
from piadiff.pipeline.across import Gathering
from piadiff.pipeline.days import Days
from piadiff.pipeline.importing import import_sources
from piadiff.pipeline.judging import judge
from piadiff.pipeline.reporting import report
from piadiff.pipeline.sides import template_of
from piadiff.pipeline.storing import rewind_source
from piadiff.readers import read
from piadiff.registry import Registry
from piadiff.writers.characters import visible
from piadiff.writers.report.changes import Step
from piadiff.writers.report.dues import year
from piadiff.writers.report.form_page import form_files
from piadiff.writers.report.frame import Footing, Sides
from piadiff.writers.report.history import FormHistory
from piadiff.writers.report.listing import INDEX, Told, list_files
from tests.effort import examples
from tests.writers.listed import listed

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
KISO = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))
ZEI = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))


class Page(HTMLParser):
    """A page as a browser takes it: its elements, and the text outside styles and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._words: list[str] = []
        self._silent = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._silent = tag in ("style", "script")

    def handle_endtag(self, tag):
        self._silent = self._silent and tag not in ("style", "script")

    def handle_data(self, data):
        if not self._silent:
            self._words.append(data)

    @property
    def text(self) -> str:
        return "".join("".join(self._words).split())

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for _, attrs in self.elements if name in (attrs.get("class") or "").split()]


@pytest.fixture(scope="module")
def registry(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report") / "registry"
    import_sources([*KISO, *ZEI], folder)
    return folder


@pytest.fixture(scope="module")
def pages(registry):
    return html(report(registry, Footing()))


def zei(pages) -> Page:
    return Page(next(page for name, page in pages.items() if name.endswith("全項目.html")))


def html(files) -> dict[str, str]:
    """The pages of a report by their names."""
    return {name: content for name, content in files if name.endswith(".html")}


def with_header(path: Path, form: Form, **values: object) -> Path:
    path.write_text(
        canonical.dump(dataclasses.replace(form, header=dataclasses.replace(form.header, **values))), encoding="utf-8"
    )
    return path


def test_every_change_of_every_revision_has_its_place(pages):
    judged = [finding for old, new in pairwise(map(read, ZEI)) for finding in judge(old, new, Days())]
    shown = [(change["data-item"], change["data-verdict"]) for change in zei(pages).of_class("change")]
    assert shown == [(str(finding.change.path), finding.verdict) for finding in judged]


def test_every_row_that_a_version_adds_is_told_in_full_once(pages):
    forms = [read(path) for path in ZEI]
    full = [attrs["id"] for attrs in zei(pages).of_class("row") if "id" in attrs]
    assert len(full) == len(set(full)) == len(forms[-1].changes)


def test_links_lead_to_places_on_the_page_or_to_pages_of_the_report(pages, registry):
    made = {name for name, _ in report(registry, Footing())}
    for text in pages.values():
        page = Page(text)
        ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
        links = [attrs["href"] or "" for tag, attrs in page.elements if tag == "a" and "download" not in attrs]
        tables = {unquote(attrs["href"] or "") for tag, attrs in page.elements if tag == "a" and "download" in attrs}
        assert links
        assert tables <= made
        states = [link for link in links if link.startswith("#") and "=" in link]
        assert all(
            link[1:] in ids if link.startswith("#") else link.endswith(".html") and ":" not in link
            for link in links
            if link not in states
        )
        filters = {attrs.get("id") for tag, attrs in page.elements if tag in ("select", "input")}
        assert {name for link in states for name in parse_qs(link[1:])} <= filters | {"t", "j"}


def test_the_matrix_counts_every_row_once_and_its_cells_lead_to_as_many_rows(pages):
    page = zei(pages)
    cells = [parse_qs(link[1:]) for tag, each in page.elements if tag == "a" and (link := each["href"] or "")[:3] == "#t="]
    shown = Counter((row["data-timing"], row["data-judged"]) for row in page.of_class("row") if "id" in row)
    text = next(page for name, page in pages.items() if name.endswith("全項目.html"))
    counts = re.findall(r'href="#t=[^"]*"[^>]*>(\d+)</a>', text)
    assert [shown[cell["t"][0], cell["j"][0]] for cell in cells] == [int(count) for count in counts]
    assert sum(map(int, counts)) == len(read(ZEI[-1]).changes)


def test_what_to_look_at_first_stands_before_everything_else_and_leads_to_its_place(pages):
    for name, text in pages.items():
        if name == "across.html":
            continue
        at = [text.index(f'id="{id_}"') for id_ in ("first", "forms" if name == INDEX else "state")]
        assert at == sorted(at)
        assert text.count('<b class="concern">') == len(re.findall(r'<b class="concern">[^<]+</b> <a href="[^"]+">', text))
        assert 0 < text.count('<b class="concern">') <= 5


def test_a_check_or_rule_that_is_named_is_explained_on_the_page(pages):
    page = zei(pages)
    asked = {attrs["popovertarget"] for tag, attrs in page.elements if tag == "button" and "popovertarget" in attrs}
    assert len(asked) > 3
    assert asked <= {attrs["id"] for _, attrs in page.elements if "popover" in attrs}


def test_nothing_is_asked_of_the_network(pages):
    for text in pages.values():
        page = Page(text)
        assert not {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "embed", "form", "base"}
        assert not [attrs for _, attrs in page.elements if "src" in attrs or "style" in attrs]
        assert not re.search(r"https?://|url\((?!#)|@import", text)
        assert "default-src 'none'" in text


def test_the_list_tells_days_and_deadlines_and_how_far_they_are(registry):
    shown = Page(html(report(registry, Footing(as_of=date(2027, 6, 1))))[INDEX])
    assert "令和7年9月30日" in shown.text
    assert "令和12年9月30日あと1217日" in shown.text
    assert "令和8年9月30日目安の日から244日" in shown.text


def test_a_form_whose_day_is_not_known_gets_no_deadline(tmp_path):
    source = with_header(tmp_path / "undated.yaml", read(KISO[0]), published=None)
    import_sources([source], tmp_path / "registry")
    told = html(report(tmp_path / "registry", Footing(as_of=date(2027, 6, 1))))
    index = Page(told.pop(INDEX))
    form = Page(next(page for name, page in told.items() if name != "across.html"))
    assert "うち公表日が分からないもの1" in index.text
    assert "公表日が分からず、数えられません" in form.text
    assert "比べる版がありません" in form.text


def test_the_list_is_in_the_order_of_the_numbers(tmp_path):
    form = read(KISO[0])
    sources = [with_header(tmp_path / f"{number}.yaml", form, number=number) for number in ("10", "2", "1-2", "")]
    import_sources(sources, tmp_path / "registry")
    listed = html(report(tmp_path / "registry", Footing()))[INDEX]
    assert re.findall(r'<td class="num">([\d-]*)</td>\n<th', listed) == ["", "1-2", "2", "10"]


def test_forms_whose_names_differ_by_case_alone_get_a_page_each(tmp_path):
    form = read(KISO[0])
    sources = [with_header(tmp_path / f"{organ}.yaml", form, organ=organ) for organ in ("Ａ市長", "ａ市長")]
    import_sources(sources, tmp_path / "registry")
    names = [name.casefold() for name in html(report(tmp_path / "registry", Footing()))]
    assert len(set(names)) == len(names) == 4


@pytest.mark.long
def test_the_same_registry_gives_the_same_bytes_wherever_and_whenever(registry, tmp_path):
    """The two places are never on the same calendar day."""
    made = {}
    for zone, language, seed in (("Pacific/Kiritimati", "ja_JP.UTF-8", "1"), ("Etc/GMT+12", "C", "2")):
        for option in ("--reproducible", "--json"):
            folder = tmp_path / f"{seed}{option}"
            subprocess.run(
                [Path(sys.executable).with_name("piadiff"), "report", "--registry", registry, "-o", folder, option],
                check=True,
                capture_output=True,
                env={**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed},
            )
            made[option, seed] = {page.name: page.read_bytes() for page in folder.iterdir()}
    assert made["--reproducible", "1"] == made["--reproducible", "2"]
    assert made["--json", "1"] != made["--json", "2"]
    assert not any("作成日".encode() in page for page in made["--reproducible", "1"].values())


MARKUP = st.text(alphabet="<>&\"'/=!-;` \nabimgscrptonlxｓあ個", max_size=40)
KISO_FORM = read(KISO[0])


@examples(40)
@given(before=MARKUP, after=MARKUP, title=MARKUP)
def test_no_text_of_a_form_becomes_an_element(before, after, title):
    def page(first: str, second: str, name: str) -> Page:
        old, new = (
            dataclasses.replace(
                KISO_FORM,
                header=dataclasses.replace(KISO_FORM.header, title=name),
                items=tuple(
                    dataclasses.replace(item, value=value) if str(item.path) == "Ⅰ-1-②" else item
                    for item in KISO_FORM.items
                ),
            )
            for value in (first, second)
        )
        steps = (Step(Version(old)), Step(Version(new), judge(old, new, Days())))
        return Page(next(form_files(FormHistory("a/b.yaml", "b.html", template_of(new), steps), Footing()))[1])

    shown, plain = page(before, after, title), page("甲", "乙", "丙")
    usual = {tag for tag, _ in plain.elements} | {"del", "ins", "br"}
    assert {tag for tag, _ in shown.elements} <= usual
    assert Counter(tag for tag, _ in shown.elements)["script"] == 1
    assert {name for _, attrs in shown.elements for name in attrs} <= {
        name for _, attrs in plain.elements for name in attrs
    }
    assert "".join(title.split()) in shown.text


def values_of(script: str) -> dict:
    """What the script beside a page gives it."""
    head, _, rest = script.partition("(")
    assert head == "report.past" and rest.endswith(");\n")
    return json.loads(rest.removesuffix(");\n"))


def test_the_slider_holds_every_value_of_every_version(registry):
    told = next(values_of(text) for name, text in report(registry, Footing()) if "_3-全項目-版.js" in name)
    assert len(told["versions"]) == len(ZEI)
    for number, form in enumerate(map(read, ZEI), 1):
        held = {path: [entry for entry in entries if entry[0] <= number] for path, _, _, entries in told["items"]}
        shown = {path: entries[-1][1] for path, entries in held.items() if entries and entries[-1][1] is not None}
        assert shown == {str(item.path): item.text or "" for item in form.items}


def test_what_a_version_changed_is_lit_with_its_verdict(registry):
    told = next(values_of(text) for name, text in report(registry, Footing()) if "_3-全項目-版.js" in name)
    lit = {path: entry[2] for path, _, _, entries in told["items"] for entry in entries if entry[0] == len(ZEI)}
    judged = judge(read(ZEI[-2]), read(ZEI[-1]), Days())
    ranks = {str(each.change.path): list(Verdict).index(each.verdict) for each in judged if each.change.after}
    assert {path: rank for path, rank in lit.items() if path in ranks} == ranks


@examples(40)
@given(value=MARKUP)
def test_no_text_of_a_form_ends_the_script_that_holds_it(value):
    item = dataclasses.replace(KISO_FORM.items[0], value=value + "</script>\u2028\u2029")
    form = dataclasses.replace(KISO_FORM, items=(item,))
    history = FormHistory("a/b.yaml", "b.html", template_of(form), (Step(Version(form)),))
    script = next(text for name, text in form_files(history, Footing()) if name.endswith(".js"))
    assert not re.search("[<\u2028\u2029]", script)
    assert len(script.splitlines()) == 1
    (told,) = values_of(script)["items"]
    assert "".join(told[3][0][1].split()) == "".join(visible(item.value).split())


@pytest.mark.parametrize(("new_left", "titles"), [(False, ["改正前", "改正後"]), (True, ["改正後", "改正前"])])
def test_old_and_new_stand_where_a_body_wants_them_under_its_own_names(registry, new_left, titles):
    sides = Sides("改正前", "改正後", new_left=new_left)
    page = zei(html(report(registry, Footing(sides=sides))))
    changed = [page.elements[at + 1 :] for at, (_, attrs) in enumerate(page.elements) if attrs.get("class") == "change"]
    assert changed
    for rest in changed:
        cells = [attrs.get("data-title") for tag, attrs in rest if tag == "td" and attrs.get("class") == "text"][:2]
        assert cells == titles
    text = next(text for name, text in html(report(registry, Footing(sides=sides))).items() if "全項目" in name)
    gone, new = (re.search(f'data-title="{title}">(?:(?!</td>).)*<{tag}>', text) for title, tag in (("改正前", "del"), ("改正後", "ins")))
    assert gone and new


def test_every_item_that_changed_shows_its_whole_life(pages):
    text = next(page for name, page in pages.items() if name.endswith("_3-全項目.html"))
    now = text[text.index('id="now"') :]
    paths = [str(item.path) for item in read(ZEI[-1]).items]
    changed = {each["data-item"] for each in zei(pages).of_class("change")} & set(paths)
    lives = re.findall(r'<tr class="item"[^>]*><th scope="row">([^<]+)<.*?</tr>', now, re.DOTALL)
    assert lives == paths
    with_life = set(re.findall(r'<th scope="row">([^<]+)<small>(?:(?!</tr>).)*?class="life"', now, re.DOTALL))
    assert with_life == changed


def test_a_long_list_is_cut_into_pages_and_lies_whole_beside_them():
    files = dict(list_files(listed(250), Footing(), Told()))
    parts = [files[name] for name in (INDEX, "index-2.html", "index-3.html")]
    shown = [link for part in parts for link in re.findall(r'<th scope="row"><a href="([^"]+)"', part)]
    whole = json.loads(files["index-list.js"].removeprefix("report.list(").removesuffix(");\n"))
    assert [unquote(link) for link in shown] == [form.page for form in listed(250)]
    assert re.findall(r'<th scope="row"><a href="([^"]+)"', whole) == shown
    assert "<b>みほん" not in whole
    assert "<" not in files["index-list.js"]
    assert max(len(part.encode()) for part in parts) < 300_000


def test_a_short_list_is_one_page():
    assert set(dict(list_files(listed(100), Footing(), Told()))) == {INDEX, "across.html"}


def test_the_year_of_a_body_holds_every_day_that_is_due_once():
    for start in (None, date(2026, 11, 21)):
        told = year(listed(400), start)
        shown = [due for month in told.months for due in month.dues]
        beyond = sum(count for _, count in told.later)
        early = [due for due in told.overdue if (due.day.year, due.day.month) < (2026, 11)] if start else []
        assert len(shown) + len(early) + beyond == 400
        assert len(told.months) == 12


def test_what_only_shows_across_forms_is_told_with_all_its_forms():
    form = read(KISO[0])
    cited = "番号法別表第二の27の項、{}サーバを使う。"

    def made(number, kind, day, words, organ="みほん市長"):
        value = dict(zip(("Ⅰ-3", "Ⅰ-5-①"), words, strict=True))
        items = tuple(dataclasses.replace(each, value=value.get(str(each.path), each.value)) for each in form.items)
        header = dataclasses.replace(form.header, number=number, kind=kind, published=day, organ=organ)
        return f"{organ}/{number}-{kind}.yaml", dataclasses.replace(form, header=header, items=items)

    gathering = Gathering(date(2025, 1, 1))
    forms = [
        made("1", FormKind.BASIC, date(2022, 4, 1), (cited.format("コンピュータ"), "税務部")),
        made("1", FormKind.FULL, date(2023, 4, 1), (cited.format("コンピュータ"), "市民部")),
        made("2", FormKind.BASIC, date(2023, 4, 1), (cited.format("コンピューター"), "税務部")),
    ]
    for path, each in forms:
        gathering.add(path, each)
    told = gathering.told()
    assert {path for each in told.amended if "別表第二" in each.before for path in each.forms} == {path for path, _ in forms}
    assert [(each.label, each.before, each.after, each.behind) for each in told.lags] == [
        ("部署", "税務部", "市民部", forms[0][0])
    ]
    (spelt,) = [each for each in told.spelt if any("コンピュータ" in word for word, _ in each.spellings)]
    assert [len(paths) for _, paths in spelt.spellings] == [2, 1]


@pytest.mark.seeds
def test_a_long_real_form_stays_below_one_megabyte(seed, tmp_path):
    rewind_source(seed("003"), tmp_path / "registry")
    for page in html(report(tmp_path / "registry", Footing())).values():
        assert len(page.encode()) < 1_000_000


def test_a_citation_opens_what_the_law_said_on_the_day_of_the_version(tmp_path):
    versions = []
    for day, text in (
        (date(2020, 4, 1), "番号法第22条（特定個人情報の提供）、番号法別表第二の27の項"),
        (date(2024, 6, 1), "番号法第22条（利用特定個人情報の提供）、番号法別表第二の27の項、主務省令第2条の表の48の項"),
    ):
        item = Item(parse_path("Ⅰ-4-②"), "法令上の根拠", ItemKind.TEXT, text)
        header = Header(FormKind.BASIC, "様式2", "令和6年10月", "1", "見本の事務", "みほん市長", day)
        versions.append(Version(Form(header, (item,)), published=day))
    with Registry.open(tmp_path / "registry", create=True) as store:
        store.store_many(versions)
    pages = html(report(tmp_path / "registry", Footing()))
    page = next(text for name, text in pages.items() if "基礎" in name)
    assert "引用された法令（令和6年6月1日の版" in page
    assert "番号法第22条　利用特定個人情報の提供" in page
    assert "市町村長　地方税法" in page
    assert 'class="off"><b>別表第二</b> 番号法別表第二は 令和6年5月27日 からありません' in page
    assert "506M60004008009_20240527" in page
