"""Make the law data of piadiff: ``python -m tools.law_update FOLDER --checked DAY``.

FOLDER holds e-Gov law documents (XML, one a revision) or is laid out as ``shared/law``. What changed is printed;
a line that an older revision loses or changes means that the source was corrected: read it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from tools.law_documents import from_documents, from_shared
from tools.law_facts import Text, Version, arabic, digest, moves, on, same_row

DATA = Path(__file__).resolve().parents[1] / "piadiff" / "law" / "data"


def laws(folder: Path, checked: str) -> list[Text]:
    """The laws a folder holds."""
    return from_shared(folder, checked) if (folder / "index.json").is_file() else from_documents(folder, checked)


def documents(text: Text) -> Iterator[tuple[str, str]]:
    """File name and content of a law and its tables, one line a number."""
    head = {
        "id": text.id,
        "number": text.number,
        "title": text.title,
        "source": text.source,
        "checked": max(text.checked, text.revisions[-1][0]),
        "revisions": text.revisions,
    }
    articles = {number: [[*each[:2], *_article(each[2])] for each in held] for number, held in text.articles.items()}
    yield f"{text.id}.json", _lines(head, "articles", articles)
    for name, rows in text.tables.items():
        facts = {number: [[*each[:2], each[2][0]] for each in held] for number, held in rows.items()}
        yield (
            f"{text.id}_{_file_name(name)}.json",
            _lines({"law": text.id, "table": name, "source": text.source}, "rows", facts),
        )


def _file_name(table: str) -> str:
    """別表第二 → table2, 別表 → table, 第2条の表 → article2."""
    number = re.search(r"第(.+?)(?:条|$)", table)
    kind = "article" if "条の表" in table else "table"
    return kind + (arabic(number[1]).replace("の", "-") if number else "")


def _article(value: tuple[str, dict[str, list[int]]]) -> list[Any]:
    caption, paragraphs = value
    return [caption, paragraphs] if paragraphs else [caption]


def _lines(head: dict[str, Any], name: str, entries: dict[str, Any]) -> str:
    """JSON that shows one line a number, so that a diff of two versions of the file reads well."""
    parts = [f"{_json(key)}:{_json(value)}" for key, value in head.items() if key != "revisions"]
    if "revisions" in head:
        parts.append('"revisions":[\n' + ",\n".join(map(_json, head["revisions"])) + "\n]")
    parts.append(f"{_json(name)}:{{\n" + ",\n".join(f"{_json(k)}:{_json(v)}" for k, v in entries.items()) + "\n}")
    return "{" + ",\n".join(parts) + "}\n"


def _json(value: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def renumbered(text: Text) -> Iterator[dict[str, Any]]:
    """What every day's revisions did to the numbers of a law and its tables, where the words prove it."""
    parts: list[tuple[str, Any, Callable[[Any], str]]] = [("", text.articles, lambda value: value[0].strip("（削除）"))]
    parts += [(name, rows, lambda value: value[1]) for name, rows in text.tables.items()]
    last = [
        at for at, each in enumerate(text.revisions, 1) if at == len(text.revisions) or text.revisions[at][0] != each[0]
    ]
    for name, held, words in parts:
        for was, now in pairwise(last):
            pairs = moves(held, was, now, words)
            if pairs:
                because = "照会者と事務の文言が同じ" if name else "見出しが同じ"
                yield {
                    "from": [text.id, name],
                    "to": [text.id, name],
                    "day": text.revisions[now - 1][0],
                    "revision": text.revisions[now - 1][1],
                    "pairs": [[*pair, "certain" if name else "likely", because] for pair in pairs],
                }


_SURE = {"same words": "certain", "sure": "certain", "likely": "likely", "none": "none"}
_TABLES = {"beppyo2_to_order": ("別表第二", "第2条の表"), "beppyo1_to_beppyo": ("別表第一", "別表")}


def between_tables(folder: Path, texts: list[Text]) -> Iterator[dict[str, Any]]:
    """The moves from one table to another that ``shared/law`` derived."""
    for path in sorted(folder.glob("renumbering_*.json")):
        day = path.stem.removeprefix("renumbering_")
        for name, moved in json.loads(path.read_bytes()).items():
            old, new = (next(text for text in texts if table in text.tables) for table in _TABLES[name])
            revision = next(each for each in reversed(new.revisions) if each[0] == day)
            twins = _twins(new.tables[_TABLES[name][1]], new.revisions.index(revision) + 1)
            yield {
                "from": [old.id, _TABLES[name][0]],
                "to": [new.id, _TABLES[name][1]],
                "day": day,
                "revision": revision[1],
                "source": f"{path.name} sha256:{digest([path.read_bytes()])}",
                "pairs": [
                    [each["old"], each["new"], _SURE[each["confidence"]], _because(each, twins)]
                    for each in moved["map"]
                ],
            }


_TWINS = "照会者と事務の文言が同じ（同じ文言の項がほかにもあり、表の中の順による）"


def _twins(held: dict[str, list[Version]], revision: int) -> set[str]:
    """Numbers whose words stand at another number too."""
    words = {number: value[1] for number, value in on(held, revision).items()}
    often = Counter(words.values())
    return {number for number, said in words.items() if said and often[said] > 1}


def _because(pair: dict[str, Any], twins: set[str]) -> str:
    if pair["new"] is None:
        return "文言の合う項がない"
    if pair["confidence"] == "same words":
        return _TWINS if pair["new"] in twins else "照会者と事務の文言が同じ"
    alike = f"事務の文言の {pair['score']:.0%} が同じ" if "score" in pair else "照会者が同じ、事務の書き方が違う"
    return f"{alike}（照会者の記載が違う）" if "who_was" in pair else alike


def between_documents(old: Text, new: Text, names: tuple[str, str], day: str) -> dict[str, Any]:
    """A table that moved into another on a day: pairs by words, by nearly the same words, and none."""
    before = on(old.tables[names[0]], max(at for at, each in enumerate(old.revisions, 1) if each[0] < day))
    now = max(at for at, each in enumerate(new.revisions, 1) if each[0] <= day)
    after = on(new.tables[names[1]], now)
    pairs = list(_paired(before, after, _twins(new.tables[names[1]], now)))
    paired = {pair[0] for pair in pairs}
    pairs += [
        [number, None, "none", "文言の合う項がない"]
        for number, row in before.items()
        if row[1] and number not in paired
    ]
    return {
        "from": [old.id, names[0]],
        "to": [new.id, names[1]],
        "day": day,
        "revision": new.revisions[now - 1][1],
        "pairs": pairs,
    }


def _paired(before: dict[str, Any], after: dict[str, Any], twins: set[str]) -> Iterator[list[Any]]:
    """Rows of the same words, those that several have in their order, then rows of nearly the same."""
    left, free = dict(before), dict(after)
    for number, row in before.items():
        found = [each for each, other in free.items() if row[1] and other[1] == row[1]]
        if found and len(found) == sum(other[1] == row[1] for other in left.values()):
            yield [number, found[0], "certain", _TWINS if found[0] in twins else "照会者と事務の文言が同じ"]
            del left[number], free[found[0]]
    for number, row in tuple(left.items()):
        found = [each for each, other in free.items() if other[1] and same_row(row[0], other[0], (row[1], other[1]))]
        if row[1] and len(found) == 1:
            yield [number, found[0], "certain", "事務の文言がほぼ同じ"]
            del free[found[0]]


def _moved(texts: list[Text], moved: Sequence[Sequence[str]]) -> Iterator[dict[str, Any]]:
    by_id = {text.id: text for text in texts}
    for *places, day in moved:
        (old, old_table), (new, new_table) = (place.split(":") for place in places)
        yield between_documents(by_id[old], by_id[new], (old_table, new_table), day)


def _moves_text(entries: list[dict[str, Any]]) -> str:
    shown = []
    for entry in entries:
        head = {key: value for key, value in entry.items() if key != "pairs"}
        shown.append(_json(head)[:-1] + ',"pairs":[\n' + ",\n".join(map(_json, entry["pairs"])) + "\n]}")
    return "[" + ",\n".join(shown) + "]\n"


def update(folder: Path, checked: str, target: Path, moved: Sequence[Sequence[str]] = ()) -> list[str]:
    """Write the data of the laws in a folder into a folder; laws it does not hold stay as they are.

    ``moved`` names tables that went into another on a day: ``law:table``, ``law:table``, day.
    Returns what changed, in words.
    """
    texts = laws(folder, checked)
    told: list[str] = []
    for text in texts:
        for name, content in documents(text):
            told += _written(target / name, content)
    moves_file = target / "moves.json"
    known = json.loads(moves_file.read_bytes()) if moves_file.is_file() else []
    fresh = [
        *between_tables(folder, texts),
        *_moved(texts, moved),
        *(entry for text in texts for entry in renumbered(text)),
    ]
    keys = {(*entry["from"], *entry["to"], entry["day"]) for entry in fresh}
    kept = [entry for entry in known if (*entry["from"], *entry["to"], entry["day"]) not in keys]
    every = sorted([*kept, *fresh], key=lambda entry: (entry["day"], entry["from"], entry["to"]))
    return told + _written(moves_file, _moves_text(every))


def _written(path: Path, content: str) -> list[str]:
    """Write a file when it differs; what came, went and changed by its lines' numbers."""
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if before == content:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    if not before:
        return [f"{path.name}: 新しく作りました"]
    old, new = (set(text.splitlines()) for text in (before, content))
    return [f"{path.name}: - {line[:120]}" for line in sorted(old - new)] + [
        f"{path.name}: + {line[:120]}" for line in sorted(new - old)
    ]


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--checked", required=True, help="day up to which the source is known to be complete")
    parser.add_argument("--into", type=Path, default=DATA)
    parser.add_argument("--moved", nargs=3, action="append", default=[], metavar=("LAW:TABLE", "LAW:TABLE", "DAY"))
    chosen = parser.parse_args()
    for line in update(chosen.folder, chosen.checked, chosen.into, chosen.moved) or ["変わった点はありません"]:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
