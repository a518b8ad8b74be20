"""Versions + published rows + Findings → Observations."""
