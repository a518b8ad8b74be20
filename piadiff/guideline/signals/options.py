"""Options chosen and boxes ticked."""

from __future__ import annotations

from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Facet, FacetKind

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


def choice(facet: Facet, role: Role) -> Signal:
    """One option for another."""
    if _NONE_OF_IT in (facet.before, facet.after):
        return Signal.STARTED if facet.before == _NONE_OF_IT else Signal.STOPPED
    for option, (started, stopped) in _YES_NO.items():
        if option in (facet.after, facet.before):
            return started if facet.after == option else stopped
    if facet.after == "未定":
        return Signal.LEFT_OPEN
    return _graded(facet, role)


def _graded(facet: Facet, role: Role) -> Signal:
    """An option of a scale for another."""
    if facet.after.startswith("課題") or (facet.after.startswith("十分に") and facet.after.endswith("いない")):
        return Signal.GRADE_INSUFFICIENT
    if role in (Role.HEADCOUNT, Role.HANDLERS, Role.PERSON_COUNT, Role.USER_COUNT, Role.OUTSOURCING_DETAIL):
        return Signal.COUNT_DOWN if facet.kind is FacetKind.CHOICE_UP else Signal.COUNT_UP
    if role in (Role.MEASURE, Role.ADEQUACY):
        return Signal.GRADE_LOWERED if facet.kind is FacetKind.CHOICE_DOWN else Signal.GRADE_RAISED
    return Signal.OPTION_CHANGED


def box(facet: Facet, role: Role) -> Signal:
    """A box ticked or cleared."""
    ticked = facet.kind is FacetKind.BOX_TICKED
    option = facet.after or facet.before
    if option in _EXCLUDING:
        return Signal.STOPPED if ticked else Signal.STARTED
    if role in (Role.RECORD_ITEMS, Role.SOURCE):
        return Signal.WIDENED if ticked else Signal.LEFT_OUT
    if role is Role.MEASURE:
        return Signal.STRENGTHENED if ticked else Signal.WEAKENED
    return Signal.OPTION_CHANGED
