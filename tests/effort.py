"""How many examples a property is tried on: a few while developing, all of them in CI (``--hypothesis-profile=ci``)."""

from typing import Any

from hypothesis import settings

WHOLE = 100
"""Examples in CI of a property that names no number; profiles are told by their share of it."""


def examples(count: int, **more: Any) -> settings:
    """Settings of a property that CI tries on ``count`` examples; a busy machine must not fail it."""
    share = settings.default.max_examples / WHOLE
    return settings(max_examples=max(4, round(count * share)), deadline=None, **more)
