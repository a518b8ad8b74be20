"""Everything a Word document shows is in a cell or told; tracked changes are two versions."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.errors import UnreadableSourceError
from piadiff.readers.docx import Side, docx_grid, tracked
from tests.effort import examples
from tests.readers.docx_files import dele, docx, ins, p, run, tbl, tc, tr


def texts(data: bytes, side: Side = Side.AFTER) -> list[str]:
    return [cell.text for cell in docx_grid(data, "見本.docx", side).cells]


def cell(data: bytes, text: str):
    return next(cell for cell in docx_grid(data, "見本.docx").cells if cell.text == text)


def notes(data: bytes) -> str:
    return "\n".join(note.text for note in docx_grid(data, "見本.docx").notes)


def test_merged_cells_cover_the_rows_and_columns_they_are_merged_over():
    data = docx(
        tbl(
            tr(tc("①事務の名称", merge="start"), tc("みほん事務", span=2)),
            tr(tc(merge="on"), tc("左"), tc("右")),
            tr(tc("次"), tc("下", span=2)),
            widths=(1000, 3000, 1000),
        )
    )
    label, name, left, right, below = (cell(data, text) for text in ("①事務の名称", "みほん事務", "左", "右", "下"))
    assert (label.top, label.bottom) == (0, 2)
    assert (name.left, name.right) == (left.left, right.right)
    assert label.right == left.left < left.right == right.left
    assert label.beside(left) and name.over(right) and not label.over(left) and not label.beside(below)


def test_a_table_in_a_cell_lies_beside_the_label_of_the_cell():
    inner = tbl(tr(tc("紙"), tc("○")), tr(tc("電子"), tc("")))
    data = docx(tbl(tr(tc("入手方法"), tc("まえがき", inner, "あとがき")), tr(tc("下"), tc("値"))))
    label = cell(data, "入手方法")
    assert all(label.beside(cell(data, text)) for text in ("まえがき", "紙", "○", "電子", "あとがき"))
    assert cell(data, "下").top == label.bottom
    assert cell(data, "紙").top < cell(data, "電子").top


BOX = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
)
OLD_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>{}</w:checkBox></w:ffData>'
    "</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LIST = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="定めていない"/>'
    '<w:listEntry w:val="定めている"/></w:ddList></w:ffData></w:fldChar></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第９条</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (BOX.format(1, "☒"), "☑紙"),
        (BOX.format(0, "☐"), "☐紙"),
        (BOX.format(1, "■"), "☑紙"),
        (OLD_BOX.format("<w:checked/>"), "☑紙"),
        (OLD_BOX.format('<w:checked w:val="0"/>'), "☐紙"),
        (OLD_BOX.format(""), "☐紙"),
        (LIST, "定めている紙"),
        (FIELD, "第９条紙"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>令和7年</w:t></w:r></w:fldSimple>', "令和7年紙"),
        ("<w:r><w:t>Ⅰ</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:tab/></w:r>", "Ⅰ-1　紙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑紙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="00A8"/></w:r>', "□紙"),
        ("<w:hyperlink>" + run("例規") + "</w:hyperlink>", "例規紙"),
        ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>", "上\n下紙"),
        ("<w:ruby><w:rt>" + run("しめい") + "</w:rt><w:rubyBase>" + run("氏名") + "</w:rubyBase></w:ruby>", "氏名紙"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + run("入力してください")
            + "</w:sdtContent></w:sdt>",
            "紙",
        ),
        ("<w:sdt><w:sdtContent>" + run("みほん市") + "</w:sdtContent></w:sdt>", "みほん市紙"),
    ],
)
def test_what_word_shows_in_a_line(content: str, shown: str):
    assert texts(docx(p(content, "紙"))) == [shown]


def test_a_sign_without_a_character_is_marked_and_told():
    data = docx(p('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>', "印"))
    assert texts(data) == ["〓印"]
    assert "Webdings F021" in notes(data)


def test_text_boxes_count_once():
    box = "<w:txbxContent>" + p("枠の中") + "</w:txbxContent>"
    data = docx(
        p(
            "前",
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>" + box + "</wps:txbx></w:drawing></mc:Choice>"
            "<mc:Fallback><w:pict><v:textbox>"
            + box
            + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            "後",
        )
    )
    assert texts(data) == ["前後", "枠の中"]


def test_what_stands_beside_the_body_is_told():
    data = docx(
        p("本文") + p("<w:r><w:drawing/></w:r>"),
        header1=p("みほん市 様式2"),
        footer1=p("－ 3 －"),
        footnotes=f'<w:footnote w:id="0" w:type="separator">{p("線")}</w:footnote><w:footnote w:id="2">{p("注の文")}</w:footnote>',
        comments=f'<w:comment w:id="1">{p("要確認")}</w:comment>',
    )
    told = notes(data)
    assert all(words in told for words in ("みほん市 様式2", "脚注2: 注の文", "コメント1: 要確認", "図・画像"))
    assert "－ 3 －" not in told and "線" not in told


TRACKED = {
    "words": (p("住民", dele("情報"), ins("戸籍"), "課"), ["住民情報課"], ["住民戸籍課"]),
    "moved": (
        p(
            '<w:moveFrom w:id="1">' + run("甲") + "</w:moveFrom>",
            "乙",
            '<w:moveTo w:id="2">' + run("甲") + "</w:moveTo>",
        ),
        ["甲乙"],
        ["乙甲"],
    ),
    "paragraph split": (p("前", mark='<w:ins w:id="1"/>') + p("後"), ["前後"], ["前", "後"]),
    "paragraphs joined": (p("前", mark='<w:del w:id="1"/>') + p("後"), ["前", "後"], ["前後"]),
    "paragraph added": (p("前") + p(ins("新"), mark='<w:ins w:id="1"/>') + p("後"), ["前", "後"], ["前", "新", "後"]),
    "row added": (tbl(tr(tc("一")), tr(tc(p(ins("二"))), properties='<w:ins w:id="1"/>')), ["一"], ["一", "二"]),
    "row deleted": (tbl(tr(tc("一")), tr(tc(p(dele("二"))), properties='<w:del w:id="1"/>')), ["一", "二"], ["一"]),
    "cell added": (tbl(tr(tc("一"), tc("二", extra='<w:cellIns w:id="1"/>'))), ["一"], ["一", "二"]),
    "box ticked": (
        p(
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            + dele("☐")
            + ins("☒")
            + "</w:sdtContent></w:sdt>",
            "紙",
        ),
        ["☐紙"],
        ["☑紙"],
    ),
    "old formatting is no text": (
        p("<w:r><w:rPr><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>字</w:t></w:r>"),
        ["字"],
        ["字"],
    ),
}


@pytest.mark.parametrize("name", TRACKED)
def test_tracked_changes_are_two_versions(name: str):
    body, before, after = TRACKED[name]
    data = docx(body)
    assert (texts(data, Side.BEFORE), texts(data, Side.AFTER)) == (before, after)
    assert tracked(data, "見本.docx") == (before != after)


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalFullWidth"/><w:lvlText w:val="%1．"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
)


def numbered(text: str, level: int) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>{run(text)}</w:p>'


def test_a_list_that_names_no_numbering_prints_no_number():
    nameless = NUMBERING.replace(' w:abstractNumId="0"', "").replace("<w:num ", "<w:number ").replace("</w:num>", "</w:number>")
    body = numbered("対象", 0) + numbered("範囲", 0).replace('<w:numId w:val="7"/>', "")
    assert texts(docx(body, numbering=nameless)) == ["対象", "範囲"]


def test_numbers_that_word_counts_are_printed():
    levels = [("対象", 0), ("範囲", 1), ("必要性", 1), ("入手", 0), ("方法", 1)]
    data = docx("".join(numbered(*each) for each in levels), numbering=NUMBERING)
    assert texts(data) == ["１．　対象", "①範囲", "②必要性", "２．　入手", "①方法"]


def test_a_style_gives_its_paragraphs_their_numbers():
    style = (
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr>{run("範囲")}</w:p>'
    assert texts(docx(paragraph * 2, numbering=NUMBERING, styles=style)) == ["①範囲", "②範囲"]


words = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x30FA), min_size=1, max_size=6)
bodies = st.recursive(
    words.map(p),
    lambda inner: st.lists(st.lists(st.lists(inner, max_size=3), min_size=1, max_size=3), min_size=1, max_size=3).map(
        lambda rows: tbl(*(tr(*(tc(*cell) for cell in row)) for row in rows))
    ),
    max_leaves=12,
)


@given(st.lists(bodies, max_size=5))
@examples(60)
def test_every_character_is_in_one_cell(body: list[str]):
    source = "".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", "".join(body)))
    found = "".join(texts(docx("".join(body)))).replace("\n", "")
    assert sorted(unicodedata.normalize("NFC", found)) == sorted(unicodedata.normalize("NFC", source))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx("<w:p>" * 3), "XMLとして読めません"),
        (docx(p("x"), footnotes="&a;"), "XMLとして読めません"),
        (
            docx(
                tbl(tr(tc(p("x"))))
                .replace("<w:p>", "<w:tbl><w:tr><w:tc>" * 400 + "<w:p>")
                .replace("</w:p>", "</w:p>" + "</w:tc></w:tr></w:tbl>" * 400)
            ),
            "入れ子",
        ),
    ],
)
def test_broken_documents_are_refused(data: bytes, message: str):
    with pytest.raises(UnreadableSourceError, match=message) as refused:
        docx_grid(data, "見本.docx")
    assert "見本.docx" in refused.value.where and refused.value.remedy
