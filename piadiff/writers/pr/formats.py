"""The formats a pull request can be shown in."""

from __future__ import annotations

from piadiff.writers.formats import Format, Formats

FORMATS: Formats = {
    "text": Format((".txt",), "pr.text:pr_text"),
    "markdown": Format((".md", ".markdown"), "pr.markdown:pr_markdown"),
    "summary": Format((), "pr.markdown:pr_summary"),
    "report": Format((), "pr.markdown:pr_report"),
    "json": Format((".json",), "pr.json:pr_json"),
    "sarif": Format((".sarif",), "pr.hosts:pr_sarif"),
    "junit": Format((".xml",), "pr.hosts:pr_junit"),
    "rdjson": Format((".rdjson",), "pr.hosts:pr_rdjson"),
    "gitlab": Format((), "pr.hosts:pr_gitlab"),
    "github": Format((), "pr.hosts:pr_github"),
}
