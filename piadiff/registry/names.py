"""Where a form is kept: ``<評価実施機関>/<評価書番号>-<基礎|重点|全項目>.yaml``, whatever the form calls itself."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from piadiff.model import FormKind, Header

_LONGEST = 50
_FORBIDDEN = re.compile(r"""[/\\:*?"'<>|~^\[\]{}@#%&$`!;_]+""")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_UNSAFE = re.compile(r"(?:^|/)(?:\.{1,2}|\.git)(?:/|$)|[\x00-\x1f\x7f\\:]", re.IGNORECASE)
"""What leads out of a folder, or into that of git, on some system; no form is ever stored under such a name."""
_FORM = re.compile(rf"[^/]+/[^/]+-(?:{'|'.join(FormKind)})\.yaml")


def _component(text: str, default: str) -> str:
    """A name every file system takes; a name too long keeps a digest of the rest."""
    composed = unicodedata.normalize("NFKC", text)
    seen = "".join("_" if unicodedata.category(char) in _UNSEEN else char for char in composed)
    plain = " ".join(_FORBIDDEN.sub("_", seen).split()).strip(" .-_")
    if len(plain) > _LONGEST:
        digest = hashlib.sha256(plain.encode()).hexdigest()[:8]
        plain = f"{plain[:_LONGEST].rstrip(' .')}_{digest}"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain or default


def form_path(header: Header) -> str:
    """Path of a form in the registry; forms without a number go by their title."""
    name = _component(header.number, "") or _component(header.title, "番号なし")
    return f"{_component(header.organ, '機関名なし')}/{name}-{header.kind.value}.yaml"


def is_form(path: str) -> bool:
    """Whether a path of the registry holds a form."""
    return bool(_FORM.fullmatch(path))


def leads_out(path: str) -> bool:
    """Whether a path that somebody else gave a form could be a place outside the registry."""
    return bool(_UNSAFE.search(path))


def names_form(wanted: str, path: str) -> bool:
    """Whether a person means the form at a path of the registry: by its path, the end of it, or its number."""
    plain = unicodedata.normalize("NFKC", wanted).strip().removeprefix("./").removesuffix(".yaml")
    stem = path.removesuffix(".yaml")
    number = stem.rpartition("/")[2].rpartition("-")[0]
    return bool(plain) and (f"/{stem}".endswith(f"/{plain}") or number == plain)
