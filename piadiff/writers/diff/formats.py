"""All views of a diff: terminal, side by side, Markdown, HTML; in words or in phrases."""

from piadiff.writers.diff.html import html as render_html
from piadiff.writers.diff.markdown import markdown as render_markdown
from piadiff.writers.diff.runs import View
from piadiff.writers.diff.terminal import inline as render_terminal
from piadiff.writers.diff.terminal import side_by_side as render_side_by_side

__all__ = ["View", "render_html", "render_markdown", "render_side_by_side", "render_terminal"]
