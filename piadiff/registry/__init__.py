"""The git repository of canonical forms; the only package that runs git."""

from piadiff.registry.blame import Blame, Origin
from piadiff.registry.store import Registry

__all__ = ["Blame", "Origin", "Registry"]
