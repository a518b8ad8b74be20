"""What hosts take of a pull request: valid, within their limits, under names that last."""

import dataclasses
import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml
from lxml import etree

from piadiff import canonical
from piadiff.model import Level
from piadiff.model.pull_request import FilePair, PullRequest
from piadiff.pipeline.reviewing import Reviewing, _Newer, _reviewed
from piadiff.writers.pr.alerts import alerts
from piadiff.writers.pr.formats import FORMATS
from tests.pipeline.test_pull_request import FULL, PLACE

BROWSER = Path(__file__).parent.parent / "browser"
OLD, NEW = (file.read_text(encoding="utf-8") for file in FULL[1:3])

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = {"type": "string", "pattern": r"^[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$"}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": URI,
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "properties": {
                                "toolExecutionNotifications": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["message"],
                                        "properties": {"message": TEXT, "level": LEVEL},
                                    },
                                }
                            },
                        },
                    },
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id", "help"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string", "minLength": 1},
                                                "name": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {
                                                    "type": "object",
                                                    "properties": {"level": LEVEL},
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "ruleIndex", "partialFingerprints"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": LEVEL,
                                "message": TEXT,
                                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "required": ["kind"],
                                        "properties": {"kind": {"enum": ["inSource", "external"]}},
                                    },
                                },
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "properties": {
                                                    "artifactLocation": {"properties": {"uri": URI}},
                                                    "region": {
                                                        "properties": {"startLine": {"type": "integer", "minimum": 1}}
                                                    },
                                                }
                                            }
                                        }
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
PLACED = {"type": "object", "required": ["path"], "properties": {"path": {"type": "string", "minLength": 1}}}
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"required": ["name"]},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": PLACED,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"required": ["value"]},
                },
            },
        },
    },
}
GITLAB = {
    "type": "array",
    "items": {
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {**PLACED, "required": ["path", "lines"], "properties": {"lines": {"required": ["begin"]}}},
        },
    },
}
JUNIT = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
 <xs:element name="failure"><xs:complexType mixed="true"><xs:attribute name="type"/><xs:attribute name="message"/></xs:complexType></xs:element>
 <xs:element name="skipped"><xs:complexType mixed="true"><xs:attribute name="message"/></xs:complexType></xs:element>
 <xs:element name="testcase"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="skipped"/><xs:element ref="failure"/></xs:choice>
  <xs:attribute name="name" use="required"/><xs:attribute name="classname"/></xs:complexType></xs:element>
 <xs:attributeGroup name="counts"><xs:attribute name="name" use="required"/><xs:attribute name="tests" type="xs:integer" use="required"/>
  <xs:attribute name="failures" type="xs:integer"/><xs:attribute name="errors" type="xs:integer"/><xs:attribute name="skipped" type="xs:integer"/></xs:attributeGroup>
 <xs:element name="testsuite"><xs:complexType><xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:attributeGroup ref="counts"/></xs:complexType></xs:element>
 <xs:element name="testsuites"><xs:complexType><xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:attributeGroup ref="counts"/></xs:complexType></xs:element>
</xs:schema>"""


def review(new=NEW, extra=(), old=OLD) -> PullRequest:
    pairs = [FilePair(PLACE, old.encode(), new.encode()), *extra]
    return _reviewed("x", pairs, _Newer(lambda _: None, ("a", "b")), Reviewing(links="https://example.org/blob/1"))


@pytest.fixture(scope="module")
def pull() -> PullRequest:
    return review(extra=[FilePair("壊れた,評価書:1.pdf", b"%PDF-1.4", b"%PDF-1.4 \x00\x1b[31m")])


@pytest.fixture(scope="module")
def revision() -> PullRequest:
    """A revision of some two hundred changes, of every weight."""
    form = canonical.load(NEW, "x")
    items = tuple(
        dataclasses.replace(item, value=f"{item.value}\n・<b>@here</b> 提供先に甲{number}を加える。\x08")
        if item.kind == "text"
        else item
        for number, item in enumerate(form.items)
    )
    return review(canonical.dump(dataclasses.replace(form, items=items)))


def written(pull, name) -> str:
    return FORMATS[name].write(pull).decode()


@pytest.mark.parametrize("which", ["pull", "revision"])
def test_every_format_is_valid(which, request):
    pull = request.getfixturevalue(which)
    for name, schema in (("sarif", SARIF), ("rdjson", RDJSON), ("gitlab", GITLAB)):
        jsonschema.validate(json.loads(written(pull, name)), schema)
    tree = etree.fromstring(FORMATS["junit"].write(pull))
    etree.XMLSchema(etree.fromstring(JUNIT)).assertValid(tree)
    assert int(tree.get("tests")) == len(tree.findall(".//testcase")) == len(alerts(pull))
    assert int(tree.get("failures")) == len(tree.findall(".//failure")) == sum(pull.stopped_by.values())


def test_a_reader_of_junit_counts_what_was_said(pull):
    suites = JUnitXml.fromstring(FORMATS["junit"].write(pull))
    assert suites.tests == sum(len(list(suite)) for suite in suites) == len(alerts(pull))
    assert suites.failures == sum(case.is_failure for suite in suites for case in suite)


@pytest.mark.ci
def test_the_validator_of_sarif_has_nothing_to_say(pull, revision, tmp_path):
    if not (BROWSER / "node_modules" / ".bin" / "sarif-multitool").exists():
        subprocess.run(["npm", "ci"], cwd=BROWSER, check=True)
    for name, each in (("pull", pull), ("revision", revision)):
        (tmp_path / f"{name}.sarif").write_bytes(FORMATS["sarif"].write(each))
    (tmp_path / "broken.sarif").write_text('{"version": "2.1.0", "runs": [{}]}', encoding="utf-8")
    tool = BROWSER / "node_modules" / ".bin" / "sarif-multitool"
    said = {
        name: subprocess.run(
            [tool, "validate", f"{name}.sarif"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
        ).stdout
        for name in ("pull", "revision", "broken")
    }
    faults = {name: set(re.findall(r"(?:error|warning) \w+:.*", text)) for name, text in said.items()}
    # Advice alone: an address for information (the project has none that lasts), a line where only a file is meant.
    advice = ("'informationUri'", "'region' property is absent")
    assert [f for name in ("pull", "revision") for f in faults[name] if not any(a in f for a in advice)] == []
    assert any(fault.startswith("error JSON") for fault in faults["broken"])


def test_every_rule_is_declared_whether_it_spoke_or_not(pull):
    (run,) = json.loads(written(pull, "sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {result["ruleId"] for result in run["results"]} < {rule["id"] for rule in rules}
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert len(rules) == len({rule["id"] for rule in rules}) > 100
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)


def test_a_name_lasts_when_lines_move_and_words_change(pull):
    names = {alert.fingerprint for alert in alerts(pull)}
    assert len(names) == len(alerts(pull))
    moved = alerts(
        review(f"# 注\n\n{NEW}".replace("# 注\n\nschema: piadiff/form/1\n", "schema: piadiff/form/1\n# 注\n# 注\n"))
    )
    assert {alert.fingerprint for alert in moved} < names
    assert {alert.line for alert in moved} != {alert.line for alert in alerts(pull)}
    (form,) = pull.forms
    told = [
        dataclasses.replace(each, observation=dataclasses.replace(each.observation, message="別の言い方"))
        for each in form.noted
    ]
    findings = [dataclasses.replace(found, explanation="別の説明", notes=()) for found in form.findings]
    again = dataclasses.replace(pull, forms=(dataclasses.replace(form, noted=tuple(told), findings=tuple(findings)),))
    assert {alert.fingerprint for alert in alerts(again)} == names


def test_an_alert_stands_at_the_line_of_its_item(pull):
    lines = NEW.splitlines()
    for alert in alerts(pull):
        path = [*re.split("[ 、※]", alert.title), ""][1]
        if alert.line and alert.line > 1:
            assert lines[alert.line - 1].lstrip().startswith((path, f"'{path}", "- 行:"))
    assert sum(alert.line is not None for alert in alerts(pull)) > 10


def test_a_revision_of_two_hundred_changes_stays_within_the_limits_and_counts_what_it_leaves_out(revision):
    (form,) = revision.forms
    assert len(form.findings) >= 150
    comment, summary, report = (written(revision, name) for name in ("markdown", "summary", "report"))
    assert 40_000 < len(comment) < 65_000
    assert len(summary.encode()) < 1_048_576
    assert report.count("\n| ") > 150
    assert "省きました" not in report
    rows = comment.count("\n| ") - 4
    left = re.search(r"ほか (\d+)行（(.*?)）は長さの都合で省きました", comment)
    assert rows + int(left[1]) == report.count("\n| ") - 4
    assert sum(int(n) for n in re.findall(r"\d+", left[2])) == int(left[1])
    order = list(re.findall(r"\*\*(再実施|重要|要判断|軽微)・[^*]*\*\*<br>", comment))
    assert order == sorted(order, key=["再実施", "重要", "要判断", "軽微"].index)
    for text in (comment, summary, report):
        assert text.count("<details>") == text.count("</details>")
        assert "<b>" not in text
        assert "@here" not in text
        assert "https://example.org/blob/1/%E3%81%BF" in text


def test_annotations_are_ten_of_a_kind_and_say_how_many_more(revision, pull):
    lines = written(revision, "github").splitlines()
    said = alerts(revision)
    for kind, level in (("error", Level.ERROR), ("warning", Level.WARNING), ("notice", Level.INFO)):
        mine = [line for line in lines if line.startswith(f"::{kind} ")]
        assert len(mine) <= 10
        more = [int(n) for line in mine for n in re.findall(r"::ほか (\d+)件", line)]
        told = sum("file=" in line for line in mine)
        assert told + sum(more) == sum(alert.level is level for alert in said)
    assert all(line.startswith("::") for line in lines)
    assert "file=壊れた%2C評価書%3A1.pdf" in written(pull, "github")
