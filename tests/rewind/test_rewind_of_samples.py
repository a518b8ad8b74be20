"""The sample forms of みほん市 have real earlier versions: rebuilding them must give those."""

from pathlib import Path

import pytest

from piadiff import readers
from piadiff.model.path import COVER_DAY
from piadiff.rewind import rewind
from piadiff.text import key

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SERIES = [folder for folder in sorted(CORPORA.iterdir()) if len(list(folder.glob("*.yaml"))) > 1]


def words(form) -> dict:
    """What each item says, by address; a dash says the same as an empty field."""
    said = {i.path: (i.value,) if isinstance(i.value, str) else i.value for i in form.items if i.path != COVER_DAY}
    told = {path: tuple(word for word in map(key, texts) if word not in {"", "-"}) for path, texts in said.items()}
    return {path: texts for path, texts in told.items() if texts}


@pytest.mark.parametrize("folder", SERIES, ids=lambda folder: folder.name)
def test_rebuilt_versions_are_the_ones_that_were_published(folder):
    *older, newest = (readers.read(file) for file in sorted(folder.glob("*.yaml")))
    rebuilt = rewind(newest)[:-1]
    assert len(rebuilt) == len(older)
    for real, version in zip(older, rebuilt, strict=True):
        assert words(version.form) == words(real)
        assert version.form.header.revision == real.header.revision
        assert (version.published, version.form.uncertain) == (None, {})
        assert version.since == max((row.date for row in real.changes), default=None)
