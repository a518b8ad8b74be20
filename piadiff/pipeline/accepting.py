"""The register of accepted observations: found, read, asked, written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from piadiff.audit.acceptance import LONGEST, Terms, note_accepted
from piadiff.audit.acceptance_file import read_accepted, write_accepted
from piadiff.audit.catalogue import catalogue
from piadiff.data import text_of
from piadiff.errors import DataError, WrongCallError
from piadiff.model import Acceptance, Noted, Observation
from piadiff.pipeline.sides import own_file, registry_around
from piadiff.registry.names import names_form
from piadiff.text import key

ACCEPTED_FILE = "piadiff-accepted.yaml"


@dataclass(slots=True)
class Register:
    """The entries an audit goes by, and which of them it has used.

    Attributes:
        where: The file, for messages.
    """

    entries: Sequence[Acceptance] = ()
    where: str = ACCEPTED_FILE
    _met: set[int] = field(default_factory=set)
    _used: set[int] = field(default_factory=set)

    def note(self, path: str, observations: Iterable[Observation], terms: Terms) -> tuple[Noted, ...]:
        """Observations on the form at a path, each with its entry."""
        mine = [entry for entry in self.entries if names_form(entry.form, path)]
        noted = note_accepted(observations, mine, terms)
        self._met |= {entry.entry for entry in mine}
        self._used |= {each.acceptance.entry for each in noted if each.acceptance}
        return noted

    def unused(self, checks: Collection[str], *, whole: bool) -> tuple[Acceptance, ...]:
        """Entries of the checks that ran and that met nothing; of forms not audited only where all were."""
        return tuple(
            entry
            for entry in self.entries
            if entry.entry not in self._used and entry.check in checks and (whole or entry.entry in self._met)
        )

    def refuse_vague(self, paths: Sequence[str]) -> None:
        """Refuse an entry that names several forms.

        Raises:
            DataError: When there is one.
        """
        for entry in self.entries:
            named = [path for path in paths if names_form(entry.form, path)]
            if len(named) > 1:
                raise DataError(
                    f"評価書「{entry.form}」がいくつもあり、どれか決められません",
                    where=f"{self.where}（accepted > {entry.entry}番目 > form）",
                    remedy=f"form に保管庫でのパスを書いてください（{'、'.join(named[:5])}）",
                )


def checks() -> frozenset[str]:
    """Ids of all checks."""
    return frozenset(check.id for check in catalogue())


def file_of(named: Path | None, registry: Path | None) -> Path | None:
    """The register a person names, else the one at the top of the registry; it need not be there yet."""
    top = registry or registry_around(Path.cwd())
    return named or (own_file(top / ACCEPTED_FILE, top) if top else None)


def register(named: Path | None, registry: Path | None) -> Register:
    """The register an audit goes by; an empty one where there is no file.

    Raises:
        DataError: When the file is broken.
    """
    file = file_of(named, registry)
    return register_in(text_of(file), str(file)) if file is not None and file.is_file() else Register()


def register_in(text: str, where: str) -> Register:
    """A register as it is read.

    Raises:
        DataError: When it is broken.
    """
    return Register(read_accepted(text, where, checks()), where)


def register_text(file: Path) -> str:
    """Text of a register, "" when there is none yet.

    Raises:
        DataError: When it cannot be read.
    """
    return text_of(file) if file.is_file() else ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person accepts: observations of one check, narrowed by row, item or what was seen.

    Attributes:
        day: Day of the acceptance, from which its longest term is counted; ``until`` is then that term where None.
    """

    check: str
    person: str
    reason: str
    day: date
    row: int | None = None
    path: str = ""
    fingerprint: str = ""
    until: date | None = None
    all_of_them: bool = False


def entries_for(wish: Wish, form: str, observations: Sequence[Observation]) -> list[Acceptance]:
    """One entry for each observation that is meant.

    Raises:
        WrongCallError: When none is meant, or more than one without ``all_of_them``; or a word is missing.
    """
    _refuse_empty(wish)
    of_check = [seen for seen in observations if seen.check == wish.check]
    meant = [seen for seen in of_check if _meant(wish, seen)]
    if not meant or (len(meant) > 1 and not wish.all_of_them):
        raise _none_or_many(wish, form, of_check, meant)
    until = wish.until or wish.day + LONGEST
    return [
        Acceptance(wish.check, form, seen.path, seen.row, wish.person, wish.reason, until, seen.fingerprint)
        for seen in meant
    ]


def _meant(wish: Wish, seen: Observation) -> bool:
    return (
        wish.row in (None, seen.row)
        and (not wish.path or key(wish.path) == key(str(seen.path or "")))
        and wish.fingerprint in ("", seen.fingerprint)
    )


def _none_or_many(
    wish: Wish, form: str, of_check: Sequence[Observation], meant: Sequence[Observation]
) -> WrongCallError:
    listed = "、".join(_place(seen) for seen in (meant or of_check)[:10])
    if meant:
        told, remedy = (
            f"が {len(meant)}件あります",
            "--row・--path・--fingerprint で一つに絞るか、--all ですべて受容してください: ",
        )
    else:
        told, remedy = "はその場所にありません", "次の中から選んでください: "
    return WrongCallError(
        f"{form} に、検査 {wish.check} の気づき{told}",
        remedy=f"{remedy}{listed}" if listed else "piadiff audit で気づいた点を確かめてください",
    )


def _refuse_empty(wish: Wish) -> None:
    if wish.check not in checks():
        raise WrongCallError(
            f"検査「{wish.check}」はありません", remedy=f"次から選んでください: {'、'.join(sorted(checks()))}"
        )
    for name, word in (("--person", wish.person), ("--reason", wish.reason)):
        if not word.strip():
            raise WrongCallError(f"{name} が空です", remedy="受容する人と、その理由を書いてください")
    if wish.until and not wish.day <= wish.until <= wish.day + LONGEST:
        raise WrongCallError(
            f"期限 {wish.until} は、点検の日 {wish.day} から {LONGEST.days} 日までの間にありません",
            remedy=f"--until に {wish.day} から {wish.day + LONGEST} までの日を指定してください",
        )


def _place(seen: Observation) -> str:
    told = [f"--row {seen.row}" if seen.row else "", f"--path '{seen.path}'" if seen.path else ""]
    return " ".join(filter(None, (*told, f"--fingerprint {seen.fingerprint}")))


def written(file: Path, entries: Sequence[Acceptance]) -> str:
    """The register with these entries in it."""
    return write_accepted(register_text(file), entries, str(file), checks())
