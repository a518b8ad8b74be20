"""Commands on the shipped data: templates, rules, checks."""

from __future__ import annotations

from pathlib import Path

import click

from piadiff import guideline
from piadiff import templates as shelf
from piadiff.audit import catalogue as all_checks
from piadiff.audit import find as find_check
from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.guideline import catalogue
from piadiff.writers import audit_listing, json_contract, terminal


@click.command("templates", cls=Command)
@click.argument("name", metavar="[様式]", required=False)
@click.option("--revision", default="", help="改訂（例 令和6年10月。既定は最新）。")
@options.as_json
def templates(name: str | None, revision: str, as_json: bool) -> None:
    """登録されている様式の一覧、または一つの様式の項目を表示します。

    確かさは、公表された評価書で確かめたか、公表資料か、一般的な知識だけかを示します。
    """
    if name is None:
        shipped = shelf.catalogue()
        document = {"schema": "piadiff/templates/1", "templates": shipped}
        shown = terminal.templates(shipped)
    else:
        one = shelf.describe(name, revision)
        document, shown = {"schema": "piadiff/templates/1", **one}, terminal.template(one)
    options.deliver(json_contract.dumps(document) if as_json else shown, None)


@click.command("rules", cls=Command)
@click.argument("rule", metavar="[規則]", required=False)
@click.option("--page", is_flag=True, help="すべての規則を一つの頁（Markdown）にします。")
@options.output
@options.as_json
def rules(rule: str | None, page: bool, output: Path | None, as_json: bool) -> None:
    """判定規則の一覧、または一つの規則の根拠と例を表示します。"""
    options.deliver(catalogue.page() if page else _rules(rule, as_json=as_json), output)


def _rules(rule: str | None, *, as_json: bool) -> str:
    chosen = [catalogue.find(rule)] if rule else list(guideline.rules())
    if as_json:
        objects = [catalogue.as_object(entry) for entry in chosen]
        return json_contract.dumps({"schema": "piadiff/rules/1", "rules": objects})
    if rule:
        return catalogue.explain(chosen[0])
    rows = [(entry.id, entry.name, "・".join(entry.forms), str(entry.verdict), str(entry.timing)) for entry in chosen]
    return terminal.table(rows, ("規則", "何が起きたか", "評価書", "重要度", "提出時期")) + "\n"


@click.command("checks", cls=Command)
@click.argument("check", metavar="[検査]", required=False)
@options.as_json
def checks(check: str | None, as_json: bool) -> None:
    """点検（piadiff audit）の検査の一覧、または一つの検査の段階と根拠を表示します。"""
    chosen = [find_check(check)] if check else list(all_checks())
    if as_json:
        objects = [{"id": c.id, "level": str(c.level), "title": c.title, "clause": c.clause} for c in chosen]
        options.deliver(json_contract.dumps({"schema": "piadiff/checks/1", "checks": objects}), None)
        return
    levels = audit_listing.LEVELS
    if check:
        one = chosen[0]
        options.deliver(
            f"{one.id}: {one.title}\n  段階: {levels[one.level]}\n  根拠: {one.clause}\n{_HOW_TO.format(id=one.id)}",
            None,
        )
        return
    rows = [(each.id, levels[each.level], each.title, each.clause) for each in chosen]
    options.deliver(terminal.table(rows, ("検査", "段階", "気づく点", "根拠")) + "\n", None)


_HOW_TO = (
    "  この検査だけを行う: piadiff audit --select {id}　除く: piadiff audit --ignore {id}=理由\n"
    "  気づいた点を受容する: piadiff accept 評価書 {id} --person 名前 --reason 理由\n"
)
