"""A Word document with tracked changes is two versions for whoever asks for both."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.writers.form.docx import form_docx

FORM = sorted((Path(__file__).resolve().parent.parent / "corpora" / "kiso-jidou-teate").glob("*.yaml"))[-1]
OLD, NEW = "児童手当に関する事務", "児童手当の支給に関する事務"


@pytest.fixture
def document(tmp_path):
    """The form as a document in which 事務の名称 is changed with the change recorded."""
    data = form_docx(canonical.load(FORM.read_text(encoding="utf-8"), str(FORM)))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text, made = re.subn(
                    rf"<w:r>((?:(?!</w:r>).)*)<w:t(?: [^>]*)?>{OLD}</w:t></w:r>", _tracked, content.decode()
                )
                assert made == 1
                content = text.encode()
            target.writestr(name, content)
    file = tmp_path / "案.docx"
    file.write_bytes(stream.getvalue())
    return file


def _tracked(match):
    deleted = f'<w:del w:id="901" w:author="a"><w:r>{match[1]}<w:delText>{OLD}</w:delText></w:r></w:del>'
    return f'{deleted}<w:ins w:id="902" w:author="a"><w:r>{match[1]}<w:t>{NEW}</w:t></w:r></w:ins>'


def test_one_document_named_twice_is_compared_before_and_after(document, capfd):
    assert run(cli, ["diff", str(document), str(document), "--json"]) == 0
    (change,) = json.loads(capfd.readouterr().out)["changes"]
    assert (change["path"], change["before"], change["after"]) == ("Ⅰ-1-①", OLD, NEW)


def test_a_draft_of_one_document_tells_its_tracked_changes(document, capfd):
    assert run(cli, ["draft", str(document), "--json"]) == 0
    (row,) = json.loads(capfd.readouterr().out)["rows"]
    assert (row["item"], row["before"], row["after"]) == ("Ⅰ－１－①", OLD, NEW)


def test_reading_takes_the_changes_as_accepted_and_says_so(document, capfd):
    assert run(cli, ["read", str(document), "--json"]) == 0
    told = capfd.readouterr()
    values = {item["path"]: item["value"] for item in json.loads(told.out)["items"]}
    assert values["Ⅰ-1-①"] == NEW
    assert "変更履歴のある文書です" in told.err
