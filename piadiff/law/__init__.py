"""Law as dated facts: articles, captions, tables of 項番, what became what; read when it is asked for."""

from piadiff.law.changes import Touched, What, changes, differences
from piadiff.law.checking import NUMBERS_ONLY, WRONG, Checked, Status, absent, article, check, lacking, outside
from piadiff.law.citation_lists import Citation
from piadiff.law.citations import as_it_was, defined, definitions, find_citations
from piadiff.law.evidence import Evidence, Weighed, amendment, weigh
from piadiff.law.lists import Compared, Criterion, Row, compare_list, criterion
from piadiff.law.place import Place, locate
from piadiff.law.provisions import exchanged, gained, moved_items
from piadiff.law.relist import Rewrite, Sure
from piadiff.law.renumbering import Cause, Listed, Pair, Proof, prove, successors
from piadiff.law.rewrite import apply, rewrites
from piadiff.law.shelf import entries, law, named, table
from piadiff.law.text import Given, Hold, Revision, Text, Version, gone, order

__all__ = [
    "NUMBERS_ONLY",
    "WRONG",
    "Cause",
    "Checked",
    "Citation",
    "Compared",
    "Criterion",
    "Evidence",
    "Given",
    "Hold",
    "Listed",
    "Pair",
    "Place",
    "Proof",
    "Revision",
    "Rewrite",
    "Row",
    "Status",
    "Sure",
    "Text",
    "Touched",
    "Version",
    "Weighed",
    "What",
    "absent",
    "amendment",
    "apply",
    "article",
    "as_it_was",
    "changes",
    "check",
    "compare_list",
    "criterion",
    "defined",
    "definitions",
    "differences",
    "entries",
    "exchanged",
    "find_citations",
    "gained",
    "gone",
    "lacking",
    "law",
    "locate",
    "moved_items",
    "named",
    "order",
    "outside",
    "prove",
    "rewrites",
    "successors",
    "table",
    "weigh",
]
