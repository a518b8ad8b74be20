"""Rows judged as `classify` judges them, for the tests of this room."""

import dataclasses
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from piadiff.addresses.resolver import resolve
from piadiff.diff import change_of_row
from piadiff.guideline import Facts, classify
from piadiff.model import Action, ChangeRow, Facet, FacetKind, FormKind
from piadiff.templates import for_kind

HERE = Path(__file__).parent
ITEMS = {
    "対策": ("全項目", "Ⅲ（税ファイル）－３－リスク３－リスクに対する措置の内容"),
    "本人の範囲": ("全項目", "Ⅱ（税ファイル）－２－③"),
    "使用部署": ("全項目", "Ⅱ（税ファイル）－３－⑦－使用部署"),
    "使用目的": ("全項目", "Ⅱ（税ファイル）－３－⑥"),
    "使用方法": ("全項目", "Ⅱ（税ファイル）－３－⑧－使用方法"),
    "突合": ("全項目", "Ⅱ（税ファイル）－３－⑧－情報の突合"),
    "事務の内容": ("全項目", "Ⅰ－１－②"),
    "保管場所": ("全項目", "Ⅱ（税ファイル）－６－①"),
    "個人番号の利用": ("全項目", "Ⅰ－５"),
    "重点利用": ("重点", "Ⅰ－４"),
    "情報連携根拠": ("全項目", "Ⅰ－６－②"),
    "重点連携根拠": ("重点", "Ⅰ－５－②"),
    "重点対策": ("重点", "Ⅲ（健康ファイル）－３－リスク１－リスクに対する措置の内容"),
    "重点本人": ("重点", "Ⅱ（健康ファイル）－２－③"),
    "重点目的": ("重点", "Ⅱ（健康ファイル）－３－③"),
    "重点保管": ("重点", "Ⅱ（健康ファイル）－６"),
    "記録項目": ("全項目", "Ⅱ（税ファイル）－２－④－主な記録項目"),
    "入手元": ("全項目", "Ⅱ（税ファイル）－３－①"),
    "ファイルの種類": ("全項目", "Ⅱ（税ファイル）－２－①"),
    "委託の有無": ("全項目", "Ⅱ（税ファイル）－４－委託の有無"),
    "再委託の有無": ("全項目", "Ⅱ（税ファイル）－４－委託事項１－⑦"),
    "統計分析": ("全項目", "Ⅱ（税ファイル）－３－⑧－情報の統計分析"),
    "決定": ("全項目", "Ⅱ（税ファイル）－３－⑧－権利利益に影響を与え得る決定"),
    "委託箱": ("全項目", "Ⅲ（税ファイル）－４"),
    "契約規定": ("全項目", "Ⅲ（税ファイル）－４－委託契約書中の特定個人情報ファイルの取扱いに関する規定－規定の内容"),
    "提供箱": ("全項目", "Ⅲ（税ファイル）－５"),
    "接続箱": ("全項目", "Ⅲ（税ファイル）－６"),
    "重点記録項目": ("重点", "Ⅱ（健康ファイル）－２－④－主な記録項目"),
    "重点入手元": ("重点", "Ⅱ（健康ファイル）－３－①"),
    "重点ファイルの種類": ("重点", "Ⅱ（健康ファイル）－２－①"),
    "重点委託の有無": ("重点", "Ⅱ（健康ファイル）－４－委託の有無"),
    "重点接続箱": ("重点", "Ⅲ（健康ファイル）－６"),
    "監査箱": ("重点", "Ⅲ（健康ファイル）－８"),
    "その他": ("重点", "Ⅲ（健康ファイル）－７－その他の措置の内容"),
    "研修箱": ("全項目", "Ⅳ－２"),
}


@lru_cache(maxsize=512)
def path_of(kind, item):
    return resolve(item, for_kind(FormKind(kind))).paths[0]


def change(kind, item, before, after, moved_from=""):
    template = for_kind(FormKind(kind))
    path = resolve(item, template, before=before, after=after).paths[0]
    made = change_of_row(path, before, after, template)
    if not moved_from:
        return made
    return dataclasses.replace(made, action=Action.MOVED, old_path=resolve(moved_from, template).paths[0])


def changes_of(example):
    """The rows of an example of a rule as changes, the row itself first."""
    made = change(example.form, example.item, example.before, example.after, example.moved_from)
    if example.unread:
        made = dataclasses.replace(made, facets=(Facet(FacetKind.UNREAD, example.before, example.after),))
    beside = example.beside
    return [made, *([change(example.form, beside.item, beside.before, beside.after)] if beside else [])]


def facts_of(example):
    """What is known besides the rows of an example."""
    told = ChangeRow(1, "令和6年4月1日", "Ⅰ－１", "甲", "乙", "事後", "", date(2024, 4, 1))
    stands = {path_of(example.form, item): text for item, text in example.stands.items()}
    return {"rows": (told,) if example.rows else (), "values": stands, "statements": tuple(example.said)}


def judge(kind, *changes, **facts):
    kind = FormKind(kind)
    return classify(changes, Facts(kind=kind, template=for_kind(kind), **facts))


def edits(name):
    """(class, item, before, after, right verdicts) of a file of edits."""
    for group in yaml.safe_load((HERE / "edits" / name).read_text(encoding="utf-8")):
        for item, before, after, *right in group["rows"]:
            wanted = right[0].split("・") if right else ["軽微"]
            yield group["class"], item, before.replace("⏎", "\n"), after.replace("⏎", "\n"), wanted


def judged_edit(item, before, after):
    kind, address = ITEMS[item]
    return judge(kind, change(kind, address, before, after))[0]
