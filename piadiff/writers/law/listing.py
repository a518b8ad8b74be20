"""The law of a day, and what changed between two, for people and as JSON objects."""

from __future__ import annotations

from datetime import date
from typing import Any

from piadiff.law import (
    NUMBERS_ONLY,
    Hold,
    Place,
    Revision,
    Text,
    Touched,
    Version,
    What,
    absent,
    article,
    differences,
    entries,
    gone,
    lacking,
    law,
    outside,
    successors,
)
from piadiff.text import wareki

Object = dict[str, Any]

_DONE = {
    What.ADDED: "加わりました",
    What.REMOVED: "なくなりました",
    What.CHANGED: "改まりました",
    What.WORDS: "文言だけが改まりました",
}


def shelf() -> str:
    """The laws held, with the days they are held for."""
    lines = ["収録している法令（条の番号・見出し、表の項番・照会者・提供者・情報の種類。条文はありません）"]
    for entry in entries():
        text = law(entry.id)
        span = f"{wareki(text.since)} から {wareki(text.checked)} まで" if text else "名前だけ（条文の版はありません）"
        tables = f"、{'・'.join(entry.tables)}" if entry.tables else ""
        lines.append(f"  {entry.short}{tables}（{entry.number}） {span}")
    return "\n".join(lines) + "\n"


def shelf_object() -> Object:
    """The same as an object."""
    held = [(entry, law(entry.id)) for entry in entries()]
    return {
        "schema": "piadiff/law/1",
        "laws": [
            {
                "id": entry.id,
                "number": entry.number,
                "names": list(entry.names),
                "tables": list(entry.tables),
                "held": {"from": text.since.isoformat(), "to": text.checked.isoformat()} if text else None,
            }
            for entry, text in held
        ],
    }


def place(found: Place, day: date) -> str:
    """A law, a table or a number on a day."""
    text = found.text
    revision = text.revision(day)
    lines = [f"{text.title}（{text.number}） {wareki(day)}"]
    lines += [f"  版: {_revision(revision)}"] if revision else []
    note = outside(text, day) or absent(text, day)
    lines += [f"  注意: {note}"] if note else []
    if found.number:
        return "\n".join([*lines, *_number(text, found.number, day), *_below(found, day)]) + "\n"
    lines += [f"  {_name(text, number)} {_said(version)}" for number, version in text.on(day).items()]
    return "\n".join(lines) + "\n"


def _revision(revision: Revision) -> str:
    return f"{revision.id}（{wareki(revision.day)} 施行、{revision.by}）"


def _name(text: Text, number: str) -> str:
    return f"{number}の項" if text.table else article(number)


def _said(version: Version) -> str:
    if gone(version):
        return "（削除）"
    return "／".join(filter(None, (version.who, version.law))) if version.who else version.caption


def _number(text: Text, number: str, day: date) -> list[str]:
    name, version = _name(text, number), text.version(number, day)
    if version is None:
        lines = [f"{name}は、この日の版にありません"] if text.hold(day) is not Hold.BEFORE else []
    else:
        lines = [f"{name} {_said(version)}", *_given(version)]
    for each in text.versions(number):
        until = f"{wareki(each.until.day)} の前日まで" if each.until else "収録の終わりまで"
        begin = f"{wareki(each.since.day)} から" if each.since.day > text.since else "収録の初めから"
        lines.append(f"  {begin}{until}: {_said(each) or '（見出しなし）'} ［{each.since.id}］")
    for begin, end, items in text.clauses.get(number, ()):
        span = f"{begin} から{f' {end} の前日まで' if end else ''}"
        lines.append(f"  {span}: {'、'.join(f'第{item}号 {about}' for item, about in items.items())}")
    moved = successors(text, number)
    lines += [f"  {wareki(when)} に{to}になりました（{because}）" for when, to, because in moved]
    return lines


def _stands_below(found: Place, day: date) -> bool | None:
    """Whether the article has the 項 or 号 named, None where the data do not say."""
    version = found.text.version(found.number, day) if found.text.hold(day) is Hold.HELD else None
    if found.deeper is None or version is None or not version.paragraphs:
        return None
    return not lacking(found.deeper, version)


def _below(found: Place, day: date) -> list[str]:
    if found.deeper is None:
        return []
    said = {True: "あります", False: "ありません", None: "項・号は収録していません"}
    return [f"  {found.deeper.text}: {said[_stands_below(found, day)]}"]


def _given(version: Version) -> list[str]:
    return [f"  提供者 {given.by}: {'、'.join(given.kinds) or '（種類の名前なし）'}" for given in version.give]


def place_object(found: Place, day: date) -> Object:
    """A law, a table or a number on a day, as an object."""
    text = found.text
    document: Object = {
        "schema": "piadiff/law/1",
        **_head(text),
        "day": day.isoformat(),
        "revision": _revision_object(text.revision(day)),
        "hold": str(text.hold(day)),
        "note": outside(text, day) or absent(text, day),
    }
    if not found.number:
        rows = text.on(day).items()
        return document | {"numbers": [{"number": number, **_version(version)} for number, version in rows]}
    version = text.version(found.number, day)
    moved = [
        {"day": when.isoformat(), "to": to, "because": because} for when, to, because in successors(text, found.number)
    ]
    deeper = {"said": found.deeper.text, "exists": _stands_below(found, day)} if found.deeper else None
    return document | {
        "number": found.number,
        "exists": version is not None and not gone(version) if text.hold(day) is Hold.HELD else None,
        **({"deeper": deeper} if deeper else {}),
        "version": _version(version) if version else None,
        "versions": [_version(each) for each in text.versions(found.number)],
        "became": moved,
    }


def _head(text: Text) -> Object:
    return {
        "law": text.id,
        "law_number": text.number,
        "name": text.short,
        "table": text.table,
        "held": {"from": text.since.isoformat(), "to": text.checked.isoformat()},
        "source": text.source,
    }


def _revision_object(revision: Revision | None) -> Object | None:
    return {"id": revision.id, "from": revision.day.isoformat(), "by": revision.by} if revision else None


def _version(version: Version) -> Object:
    document: Object = {
        "from": version.since.day.isoformat(),
        "until": version.until.day.isoformat() if version.until else None,
        "revision": version.since.id,
    }
    if version.who:
        give = [{"by": given.by, "kinds": list(given.kinds)} for given in version.give]
        return document | {"who": version.who, "law": version.law, "give": give}
    return document | ({"deleted": True} if gone(version) else {"caption": version.caption})


def changed(text: Text, touched: tuple[Touched, ...], span: tuple[date, date]) -> str:
    """What changed between two days, by day."""
    lines = [f"{text.title}（{text.number}） {wareki(span[0])} → {wareki(span[1])}"]
    lines += [f"  注意: {note}" for note in _limits(text, span)]
    last = None
    for each in touched:
        lines += [_revision(each.revision)] if each.revision != last else []
        last = each.revision
        lines.append(f"  {_name(text, each.number)} {told(text, each)}")
    return "\n".join(lines if touched else [*lines, "  変わった点はありません"]) + "\n"


def _limits(text: Text, span: tuple[date, date]) -> list[str]:
    """What the data do not hold of a law between two days."""
    reasons = [outside(text, day) for day in span]
    reasons += [absent(text, span[1])] if absent(text, span[0]) else []
    return list(dict.fromkeys(filter(None, [*reasons, "" if text.table else NUMBERS_ONLY])))


def told(text: Text, touched: Touched) -> str:
    """What became of one number, in a sentence without its subject."""
    if touched.what is What.MOVED:
        to = _name(text, touched.to) if touched.to in text.lines else touched.to
        return f"{to}になりました（{touched.because}）"
    now = touched.new or touched.old
    found = differences(touched.old, touched.new) if touched.old and touched.new else ()
    detail = "、".join(found) or (_said(now) if now else "")
    return f"{_DONE[touched.what]}{f'（{detail}）' if detail else ''}"


def changed_object(text: Text, touched: tuple[Touched, ...], span: tuple[date, date]) -> Object:
    """The same as an object."""
    return {
        "schema": "piadiff/law-diff/1",
        **_head(text),
        "from": span[0].isoformat(),
        "to": span[1].isoformat(),
        "notes": _limits(text, span),
        "changes": [
            {
                "number": each.number,
                "what": str(each.what),
                "revision": _revision_object(each.revision),
                "became": each.to or None,
                "told": f"{_name(text, each.number)}が{told(text, each)}",
                "before": _version(each.old) if each.old else None,
                "after": _version(each.new) if each.new else None,
            }
            for each in touched
        ],
    }
