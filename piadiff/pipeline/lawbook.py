"""What a person asks of the law → what is shown."""

from __future__ import annotations

from datetime import date

from piadiff import law
from piadiff.errors import WrongCallError
from piadiff.writers import json_contract
from piadiff.writers.law import listing as law_listing


def shown(name: str | None, day: date | None, *, as_json: bool) -> str:
    """The laws held, or one law, table, article or row on a day; without a day on the last one held."""
    if name is None:
        return json_contract.dumps(law_listing.shelf_object()) if as_json else law_listing.shelf()
    place = _located(name)
    when = day or place.text.checked
    return json_contract.dumps(law_listing.place_object(place, when)) if as_json else law_listing.place(place, when)


def _located(name: str) -> law.Place:
    """The place of a name, its number one that some revision has.

    Raises:
        WrongCallError: When none has; numbers near it are listed.
    """
    place = law.locate(name)
    if place.number and not place.text.versions(place.number):
        said = f"{place.number}の項" if place.text.table else law.article(place.number)
        near = "、".join(each for each in place.text.lines if each.split("の")[0] == place.number.split("の")[0])
        raise WrongCallError(
            f"{place.text.title}に、{said}を収録した版はありません",
            remedy=f"近い番号: {near}" if near else f"`piadiff law {place.text.title}` で一覧を見られます",
        )
    return place


def compared(name: str, since: date, until: date, *, as_json: bool) -> str:
    """What changed in a law or a table between two days.

    Raises:
        WrongCallError: When the name is none, or the days stand the wrong way round.
    """
    if until < since:
        raise WrongCallError("--from の日が --to より後です", remedy="早い日を --from に指定してください")
    place = _located(name)
    touched = law.changes(place.text, since, until)
    if place.number:
        touched = tuple(each for each in touched if place.number in (each.number, each.to))
    span = (since, until)
    if as_json:
        return json_contract.dumps(law_listing.changed_object(place.text, touched, span))
    return law_listing.changed(place.text, touched, span)
