"""Check boxes of a page → ticked options per label, undetermined where the text does not tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from piadiff.readers.pages.assignment import cheapest
from piadiff.readers.pages.choices import Token
from piadiff.readers.pages.labels import Label


@dataclass(slots=True)
class Opening:
    """A box that opens at the end of a line: its state and the option printed before it."""

    state: str
    option: str
    line: int


@dataclass(slots=True)
class PageBoxes:
    """All tokens and openings of a page."""

    tokens: list[Token] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)


def settle(boxes: PageBoxes, labels: list[Label], place: dict[int, int]) -> dict[int, list[Token]]:
    """Tokens by the index of their label in ``labels``; ``place`` gives the line of each label."""
    owned: dict[int, list[Token]] = {}
    by_option: dict[str, list[Token]] = {}
    for token in boxes.tokens:
        by_option.setdefault(token.option, []).append(token)
    for option, tokens in by_option.items():
        able = [n for n, label in enumerate(labels) if label.chosen and option in label.chosen.options]
        if not able:
            continue
        costs = [[float(abs(token.line - place[n])) for n in able] for token in tokens]
        for token, column in zip(tokens, cheapest(costs), strict=True):
            if column is not None:
                owned.setdefault(able[column], []).append(token)
    for n, tokens in owned.items():
        _close(tokens, labels[n], boxes)
    return owned


def _close(tokens: list[Token], label: Label, boxes: PageBoxes) -> None:
    """Settle the boxes whose opening bracket stands on another line."""
    options = label.chosen.options if label.chosen else ()
    for token in tokens:
        if token.state == "?":
            spot = options.index(token.option)
            before = options[spot - 1] if spot else None
            fitting = [o for o in boxes.openings if o.option == before and before]
            opening = min(fitting, key=lambda o: abs(o.line - token.line), default=None)
            if opening is not None:
                boxes.openings.remove(opening)
                token.state = "○" if opening.state == "○" else ""
    lone = [opening for opening in boxes.openings if not opening.option]
    states = {opening.state for opening in lone}
    for token in tokens:
        if token.state == "?" and len(states) == 1:
            token.state = "○" if states == {"○"} else ""
