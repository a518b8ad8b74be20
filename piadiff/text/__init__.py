"""Japanese text: comparison key and dates."""

from piadiff.text.dates import DateSpan, find_dates, parse_date, wareki
from piadiff.text.fold import Folded, find_all, fold, key, one_holds

__all__ = ["DateSpan", "Folded", "find_all", "find_dates", "fold", "key", "one_holds", "parse_date", "wareki"]
