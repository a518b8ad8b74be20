"""Options chosen and boxes ticked."""

from __future__ import annotations

from collections.abc import Iterator

from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change, Facet, FacetKind

_YES_NO = {
    "委託する": (Signal.STARTED, Signal.STOPPED),
    "再委託する": (Signal.STARTED, Signal.STOPPED),
    "実施する": (Signal.STARTED, Signal.STOPPED),
    "発生あり": (Signal.STARTED, Signal.STOPPED),
    "行っている": (Signal.AFFIRMED, Signal.DENIED),
    "定めている": (Signal.AFFIRMED, Signal.DENIED),
    "制限している": (Signal.AFFIRMED, Signal.DENIED),
    "記録を残している": (Signal.AFFIRMED, Signal.DENIED),
    "保管している": (Signal.STARTED, Signal.STOPPED),
}

_NONE_OF_IT = "再委託していない"
"""An option of a scale of measures that says there is nothing to take measures for."""

_EXCLUDING = frozenset(
    {
        "委託しない",
        "提供・移転しない",
        "接続しない（入手）",
        "接続しない（提供）",
        "行っていない",
        "人手を介在させる作業はない",
    }
)


def choice(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """One option for another."""
    if _NONE_OF_IT in (facet.before, facet.after):
        yield Signal.STARTED if facet.before == _NONE_OF_IT else Signal.STOPPED
        return
    for option, (started, stopped) in _YES_NO.items():
        if facet.after == option:
            yield started
            return
        if facet.before == option:
            yield stopped
            return
    if facet.after == "未定":
        yield Signal.LEFT_OPEN
    elif (
        facet.after.startswith(("課題が残されている", "十分に")) and facet.after.endswith("いない")
    ) or facet.after.startswith("課題"):
        yield Signal.GRADE_INSUFFICIENT
    elif role in (Role.HEADCOUNT, Role.HANDLERS, Role.PERSON_COUNT, Role.USER_COUNT, Role.OUTSOURCING_DETAIL):
        yield Signal.COUNT_DOWN if facet.kind is FacetKind.CHOICE_UP else Signal.COUNT_UP
    elif role in (Role.MEASURE, Role.ADEQUACY):
        yield Signal.GRADE_LOWERED if facet.kind is FacetKind.CHOICE_DOWN else Signal.GRADE_RAISED
    else:
        yield Signal.OPTION_CHANGED


def box(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """A box ticked or cleared."""
    ticked = facet.kind is FacetKind.BOX_TICKED
    option = facet.after or facet.before
    if option in _EXCLUDING:
        yield Signal.STOPPED if ticked else Signal.STARTED
    elif role in (Role.RECORD_ITEMS, Role.SOURCE):
        yield Signal.WIDENED if ticked else Signal.NARROWED
    elif role is Role.MEASURE:
        yield Signal.STRENGTHENED if ticked else Signal.WEAKENED
    else:
        yield Signal.OPTION_CHANGED
