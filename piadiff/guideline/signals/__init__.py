"""What a change does, read from its facets: the vocabulary the rules are written in."""

from piadiff.guideline.signals.dispatch import Told, signals_of

__all__ = ["Told", "signals_of"]
