"""The earlier versions of a form, rebuilt by undoing its published 変更箇所, newest first."""

from piadiff.rewind.steps import Step, replay
from piadiff.rewind.versions import rewind, steps

__all__ = ["Step", "replay", "rewind", "steps"]
