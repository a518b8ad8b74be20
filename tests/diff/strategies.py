"""Invented texts and forms of みほん市, and what an officer may do to them."""

import random
from dataclasses import replace

from hypothesis import strategies as st

from piadiff.model import Form, Header, Item, ItemKind, ItemPath
from piadiff.templates import load

_SUBJECTS = (
    "住民票の写し",
    "マイナンバーカード",
    "課税台帳",
    "宛名情報",
    "申請書（紙）",
    "サーバー",
    "除票",
    "①の届出",
)
_ACTS = (
    "を確認する",
    "を３０日以内に消去する",
    "を番号法第19条第8号に基づき提供する",
    "を令和6年4月1日から扱う",
    "は持ち出さない",
)
_MARKS = ("", "", "・", "①", "②", "１．", "(2)", "※", "＜みほん市における措置＞\n")
_ENDS = ("。", "。\n", "\n", "。　", "")

pieces = st.builds(
    "".join,
    st.tuples(st.sampled_from(_MARKS), st.sampled_from(_SUBJECTS), st.sampled_from(_ACTS), st.sampled_from(_ENDS)),
)
prose = st.lists(pieces, max_size=7).map("".join)
noise = st.text(alphabet="あいのをー-－、，,。()（）「」・①⑫ⅠＡa1１ 　\nカナｶﾞ㈱漢字省略第条号年月日令和", max_size=40)
texts = st.one_of(prose, noise, st.sampled_from(("－", "-", "―　", "なし")))


@st.composite
def edited_texts(draw):
    """A text and the same text with words put in, taken out or put elsewhere."""
    before = draw(st.one_of(prose, noise))
    after = before
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(after)))
        end = draw(st.integers(start, min(len(after), start + 12)))
        after = after[:start] + draw(st.one_of(st.just(""), pieces, st.sampled_from(_SUBJECTS), noise)) + after[end:]
    return before, after


def mihon_form(seed: int = 0, files: tuple[str, ...] = ("宛名ファイル", "税務ファイル")) -> Form:
    """A whole 全項目評価書 of みほん市 with two groups of every repeating kind."""
    template = load("様式4")
    chance = random.Random(seed)  # noqa: S311 - the same form every time
    items = [
        Item(path, item.label, item.kind, _value(item, chance, path), item.options, item.significant)
        for item in template.items
        if item.kind is not None
        for path in _addresses(item.pattern, files if item.per_file else ("",))
    ]
    return Form(Header(template.kind, template.name, template.revision, "1", "みほん事務", "みほん市長"), tuple(items))


def _addresses(pattern: str, files: tuple[str, ...]):
    section, *parts = pattern.replace("(*)", "").split("-")
    for file in files:
        for number in ("1", "2") if any("*" in part for part in parts) else ("",):
            yield ItemPath(section, file, tuple(part.replace("*", number) for part in parts))


def _value(item, chance: random.Random, path: ItemPath):
    if item.kind is ItemKind.CHOICE:
        return chance.choice(item.options)
    if item.kind is ItemKind.CHECKS:
        return tuple(option for option in item.options if chance.random() < 0.5)
    words = "".join(chance.choice(_SUBJECTS) + chance.choice(_ACTS) + "。" for _ in range(chance.randint(1, 3)))
    return f"{path.parts[-1] if path.parts else path.section}{chance.randint(1, 99)}、{words}"


def renumbered(form: Form, was: str, now: str) -> Form:
    """The form with one numbered part called otherwise everywhere."""
    return replace(
        form,
        items=tuple(
            replace(
                item,
                path=ItemPath(
                    item.path.section, item.path.file, tuple(now if part == was else part for part in item.path.parts)
                ),
            )
            for item in form.items
        ),
    )


class Revision:
    """A form and what became of it; shown by what differs, since two whole forms fill pages."""

    def __init__(self, old: Form, new: Form) -> None:
        self.old, self.new = old, new

    def __repr__(self) -> str:
        old, new = ({(str(item.path), item.value) for item in form.items} for form in (self.old, self.new))
        return f"Revision(gone={sorted(map(str, old - new))[:12]}, come={sorted(map(str, new - old))[:12]})"


@st.composite
def edited_forms(draw):
    """A form and what became of it: values, items and groups changed, dropped, renumbered."""
    old = mihon_form(draw(st.integers(0, 3)))
    items = list(old.items)
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(0, len(items) - 1))
        item = items[place]
        if item.kind is ItemKind.CHECKS:
            items[place] = replace(item, value=tuple(draw(st.lists(st.sampled_from(item.options), unique=True))))
        elif item.kind is ItemKind.CHOICE:
            items[place] = replace(item, value=draw(st.sampled_from(item.options)))
        else:
            items[place] = replace(item, value=draw(texts))
    new = replace(old, items=tuple(items))
    group = draw(st.sampled_from(("", "システム", "提供先", "移転先", "委託事項")))
    if group and draw(st.booleans()):
        new = replace(new, items=tuple(item for item in new.items if f"{group}1" not in item.path.parts))
        new = renumbered(new, f"{group}2", f"{group}1")
    elif group:
        new = renumbered(new, f"{group}2", f"{group}7")
    if draw(st.booleans()):
        new = replace(
            new,
            items=tuple(
                replace(item, path=replace(item.path, file=item.path.file.replace("税務", "市民税")))
                for item in new.items
            ),
        )
    return Revision(old, new)
