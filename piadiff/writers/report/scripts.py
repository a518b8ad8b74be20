"""Values → what may stand in a script beside a page."""

from __future__ import annotations

import json


def script_value(value: object) -> str:
    """JSON that is also a script, wherever it stands: no tag, no line break that only scripts know."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
