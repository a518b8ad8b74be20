"""A patch or a stretch of history → what a pull request shows."""

from piadiff.review.files import may_be_form
from piadiff.review.patch import read_patch

__all__ = ["may_be_form", "read_patch"]
