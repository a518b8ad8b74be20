"""A pull request as hosts and their tools take it: SARIF 2.1.0, JUnit, rdjson, GitLab, annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape as xml_text

from piadiff import __version__
from piadiff.model import Level
from piadiff.model.pull_request import PullRequest
from piadiff.writers.characters import json_visible, visible
from piadiff.writers.pr.alerts import Alert, alerts
from piadiff.writers.pr.common import headline, verdict_line

_SARIF = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_RDJSON = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.INFO: "INFO"}
_GITLAB = {Level.ERROR: "critical", Level.WARNING: "major", Level.INFO: "info"}
_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
_ANNOTATIONS = 10
"""Of each kind; hosts drop the rest without a word."""
_RESULTS = 5_000
"""What code scanning shows; entries beyond are counted in the last one's notification."""
_HOME = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def _dumps(document: object) -> str:
    return json_visible(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def pr_sarif(pull: PullRequest) -> str:
    """A SARIF log with every rule declared, so that what is mended can close."""
    found = alerts(pull)
    rules = {rule.id: number for number, rule in enumerate(pull.rules)}
    driver = {
        "name": "piadiff",
        "version": __version__,
        "rules": [
            {
                "id": rule.id,
                "shortDescription": {"text": rule.name},
                "fullDescription": {"text": rule.name},
                "help": {"text": rule.help or rule.name},
                "defaultConfiguration": {"level": _SARIF[rule.level]},
            }
            for rule in pull.rules
        ],
    }
    left = len(found) - _RESULTS
    notes = [{"level": "warning", "message": {"text": f"ほか {left}件は数の都合で省きました"}}] if left > 0 else []
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": [_result(alert, rules) for alert in found[:_RESULTS]],
    }
    return _dumps({"$schema": _HOME, "version": "2.1.0", "runs": [run]})


def _result(alert: Alert, rules: dict[str, int]) -> dict[str, Any]:
    region = {"region": {"startLine": alert.line}} if alert.line else {}
    place = {"artifactLocation": {"uri": quote(alert.path, errors="surrogateescape")}, **region}
    suppressed = {"suppressions": [{"kind": "external", "justification": alert.accepted}]} if alert.accepted else {}
    return {
        "ruleId": alert.rule,
        **({"ruleIndex": rules[alert.rule]} if alert.rule in rules else {}),
        "level": _SARIF[alert.level],
        "message": {"text": f"{alert.title}\n{alert.message}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"piadiff/v1": alert.fingerprint},
        **suppressed,
    }


def pr_rdjson(pull: PullRequest) -> str:
    """Diagnostics of reviewdog."""
    return _dumps(
        {
            "source": {"name": "piadiff"},
            "severity": "ERROR" if pull.must_look else "INFO",
            "diagnostics": [
                {
                    "message": f"{alert.title}\n{alert.message}",
                    "location": {
                        "path": alert.path,
                        **({"range": {"start": {"line": alert.line}}} if alert.line else {}),
                    },
                    "severity": _RDJSON[alert.level],
                    "code": {"value": alert.rule},
                }
                for alert in alerts(pull)
                if not alert.accepted
            ],
        }
    )


def pr_gitlab(pull: PullRequest) -> str:
    """A Code Quality report of GitLab."""
    return _dumps(
        [
            {
                "description": f"{alert.title} {alert.message}".replace("\n", " "),
                "check_name": alert.rule,
                "fingerprint": alert.fingerprint,
                "severity": _GITLAB[alert.level],
                "location": {"path": alert.path, "lines": {"begin": alert.line or 1}},
            }
            for alert in alerts(pull)
            if not alert.accepted
        ]
    )


def pr_github(pull: PullRequest) -> str:
    """Workflow commands that make annotations: the heaviest of each kind, and how many more there are."""
    found = [alert for alert in alerts(pull) if not alert.accepted]
    lines = [line for level in Level for line in _annotations([a for a in found if a.level is level], level)]
    lines.append(f"::notice title={_property('piadiff')}::{_data(f'{headline(pull)}。{verdict_line(pull)}')}")
    return "".join(f"{line}\n" for line in lines)


def _annotations(found: list[Alert], level: Level) -> Iterator[str]:
    kind = _GITHUB[level]
    # The line that sums up is a notice too.
    most = _ANNOTATIONS - (level is Level.INFO)
    some = found if len(found) <= most else found[: most - 1]
    for alert in some:
        line = f",line={alert.line}" if alert.line else ""
        yield f"::{kind} file={_property(alert.path)}{line},title={_property(alert.title)}::{_data(alert.message)}"
    if len(found) > len(some):
        yield f"::{kind} title=piadiff::{_data(f'ほか {len(found) - len(some)}件は要約とコメントにあります')}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def pr_junit(pull: PullRequest) -> str:
    """Test cases: each change and each remark is one; what keeps the pull request from passing has failed."""
    found = alerts(pull)
    names = list(dict.fromkeys(alert.form or alert.path for alert in found))
    suites = [_suite(name, [alert for alert in found if (alert.form or alert.path) == name]) for name in names]
    counts = _counts(found)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="piadiff" {counts}>\n'
    return head + "".join(suites) + "</testsuites>\n"


def _counts(found: list[Alert]) -> str:
    def number(wanted: Callable[[Alert], bool]) -> int:
        return sum(map(wanted, found))

    failed = number(lambda alert: alert.stops)
    return f'tests="{len(found)}" failures="{failed}" errors="0" skipped="{number(lambda alert: bool(alert.accepted))}"'


def _suite(name: str, found: list[Alert]) -> str:
    return f"<testsuite name={_attribute(name)} {_counts(found)}>\n{''.join(map(_case, found))}</testsuite>\n"


def _case(alert: Alert) -> str:
    head = f"<testcase classname={_attribute(alert.path)} name={_attribute(f'{alert.title} [{alert.fingerprint[:8]}]')}"
    if alert.accepted:
        return f"{head}><skipped message={_attribute(alert.accepted)}/></testcase>\n"
    if not alert.stops:
        return f"{head}/>\n"
    told = f"type={_attribute(alert.rule)} message={_attribute(alert.title)}"
    return f"{head}><failure {told}>{_xml(alert.message)}</failure></testcase>\n"


def _xml(text: str) -> str:
    return xml_text(visible(text))


def _attribute(text: str) -> str:
    return '"' + _xml(text).replace('"', "&quot;").replace("\n", "&#10;") + '"'
