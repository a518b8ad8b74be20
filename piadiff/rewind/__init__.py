"""The earlier versions of a form, rebuilt by undoing its published 変更箇所, newest first."""

from piadiff.rewind.batches import replay, rewind, steps
from piadiff.rewind.steps import Step

__all__ = ["Step", "replay", "rewind", "steps"]
