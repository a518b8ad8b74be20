"""piadiff: versions, differences, verdicts and audits of 特定個人情報保護評価書.

>>> from piadiff import read, diff, classify, draft
>>> old, new = read("corpora/kiso-jidou-teate/2023-04-28.yaml"), read("corpora/kiso-jidou-teate/2025-03-31.yaml")
>>> findings = classify(diff(old, new))
>>> sorted({str(finding.verdict) for finding in findings})
['軽微']
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from piadiff.api import Registry, audit, classify, diff, draft, read, rewind  # noqa: TC004 - imported when used

__version__ = "0.1.0"
__all__ = ["Registry", "__version__", "audit", "classify", "diff", "draft", "read", "rewind"]


class _Package(ModuleType):
    """The package, whose names are imported when they are used.

    Rooms are called like the functions that lead into them: ``piadiff.diff`` is the function however many modules
    of the room are imported, and ``from piadiff.diff import …`` reaches into the room.
    """

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - a function, a class or a module
        if name in _PUBLIC:
            from piadiff import api

            return getattr(api, name)
        return super().__getattribute__(name)


_PUBLIC = frozenset(__all__) - {"__version__"}
sys.modules[__name__].__class__ = _Package
