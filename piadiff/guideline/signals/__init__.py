"""What a change does, read from its facets: the vocabulary the rules are written in."""

from piadiff.guideline.signals.dispatch import Signals, signals_of

__all__ = ["Signals", "signals_of"]
