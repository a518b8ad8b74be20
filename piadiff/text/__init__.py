"""Japanese text: comparison key and dates."""

from piadiff.text.dates import DateSpan, find_dates, parse_date, wareki
from piadiff.text.fold import Folded, find_all, fold, key, keys

__all__ = ["DateSpan", "Folded", "find_all", "find_dates", "fold", "key", "keys", "parse_date", "wareki"]
