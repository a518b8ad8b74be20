"""Drafts between the rebuilt versions of real forms hold the laws too."""

import itertools

import pytest

from piadiff.addresses.resolver import resolve
from piadiff.diff import diff
from piadiff.draft import coverage, draft
from piadiff.draft.into import into
from piadiff.draft.quote import pieces
from piadiff.guideline import Facts, classify
from piadiff.model import ItemKind
from piadiff.readers import read
from piadiff.rewind import rewind
from piadiff.templates import for_kind
from piadiff.text import find_all

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module", params=["000", "003"])
def steps(request, seed):
    """(old, new, findings) of each revision of a form."""
    versions = [version.form for version in rewind(read(seed(request.param)))]
    template = for_kind(versions[0].header.kind, versions[-1].header.revision)
    made = []
    for old, new in itertools.pairwise(versions):
        facts = Facts(kind=new.header.kind, template=template, old=old, new=new)
        made.append((old, new, template, classify(diff(old, new), facts)))
    return made


@pytest.mark.parametrize("granularity", ["change", "item"])
def test_every_change_is_told_once(steps, granularity):
    assert steps
    for old, new, template, findings in steps:
        made = draft(findings, old=old, new=new, template=template, granularity=granularity)
        assert coverage(made, findings).complete
        assert made.rows


def test_every_row_leads_to_its_items_and_quotes_them_where_they_stand(steps):
    for old, new, template, findings in steps:
        for row in draft(findings, old=old, new=new, template=template, granularity="item").rows:
            (path,) = row.paths
            named = resolve(row.item, template, form=new).paths or resolve(row.item, template, form=old).paths
            assert named == (path,)
            for form, cell in ((old, row.before), (new, row.after)):
                item = form.by_path.get(path)
                if item is None or item.kind is not ItemKind.TEXT or cell == "－":
                    continue
                for piece in pieces(cell, "（省略）"):
                    assert not piece or len(find_all(item.text, "\n".join(piece))) == 1


def test_rows_put_into_the_next_version_stay_put(steps):
    for old, new, template, findings in steps:
        made = draft(findings, old=old, new=new, template=template)
        once = into(new, made, template=template, published=old.changes)
        assert into(once.form, made, template=template, published=old.changes).form == once.form
        assert [row.before for row in once.form.changes[: len(old.changes)]] == [row.before for row in old.changes]
