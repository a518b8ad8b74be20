"""The sample forms of みほん市 have real earlier versions: rebuilding them must give those."""

from pathlib import Path

import pytest

from piadiff import readers
from piadiff.addresses.of_rows import addresses
from piadiff.model import ItemPath
from piadiff.rewind import rewind
from piadiff.templates import for_kind
from piadiff.templates.moves import moved
from piadiff.text import key

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SERIES = [folder for folder in sorted(CORPORA.iterdir()) if len(list(folder.glob("*.yaml"))) > 1]


def words(value) -> tuple[str, ...]:
    """Keys of a value; a dash says the same as an empty field."""
    texts = (value,) if isinstance(value, str) else value
    return tuple(word for word in map(key, texts) if word not in {"", "-"})


@pytest.mark.parametrize("folder", SERIES, ids=lambda folder: folder.name)
def test_rebuilt_versions_are_the_ones_that_were_published(folder):
    *older, newest = (readers.read(file) for file in sorted(folder.glob("*.yaml")))
    template = for_kind(newest.header.kind, newest.header.revision)
    versions = rewind(newest)[:-1]
    named = {path for row in newest.changes for paths in addresses(row, template) for path in paths}
    for real in older:
        rebuilt = next((each for each in versions if each.published == real.header.published), versions[0])
        told, now = {}, {}
        for item in real.items:
            path: ItemPath | None = item.path
            if real.header.revision != template.revision:
                path = moved(item.path, template.name, real.header.revision, template.revision)
            if path is not None:
                told[path] = words(item.value)
        for item in rebuilt.form.items:
            now[item.path] = words(item.value)
        about = {path for path in told | now if any(wanted.contains(path) for wanted in named)}
        assert [str(path) for path in about if told.get(path, ()) != now.get(path, ())] == []
