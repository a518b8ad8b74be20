"""What a change does, read from its facets: the vocabulary the rules are written in."""

from piadiff.guideline.signals.dispatch import Known, Told, signals_of

__all__ = ["Known", "Told", "signals_of"]
