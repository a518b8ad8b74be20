"""Requests → what a person sent: fields, days, and files put into the folder of uploads."""

from __future__ import annotations

import re
import secrets
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from piadiff.errors import WrongCallError
from piadiff.readers.limits import LIMITS, check, check_size

_FILES = 2
_SLOTS = 4
"""Files of a form, those left empty among them."""
_FIELDS = 2_000
_FIELD_BYTES = 1_000_000
Choice = TypeVar("Choice", bound=StrEnum)
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST = 80


async def sent(request: Request) -> FormData:
    """The form of a request, refused before it fills the memory or the disk.

    Raises:
        UnreadableSourceError: When it holds more than two sources may.
        WrongCallError: When it is no form.
    """
    most = _FILES * LIMITS.source_bytes + _FIELD_BYTES
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        check(taken, most, "送られたものの大きさ", "バイト", "")
        return message

    try:
        form = await Request(request.scope, counted).form(
            max_files=_SLOTS, max_fields=_FIELDS, max_part_size=_FIELD_BYTES
        )
    except HTTPException as error:
        raise WrongCallError("送られたものを読めません", remedy="ファイルを選び直してください") from error
    request.state.form = form
    return form


async def done(request: Request) -> None:
    """Let go of the files of a request that has been answered."""
    form = getattr(request.state, "form", None)
    if isinstance(form, FormData):
        await form.close()


def text(form: FormData, name: str) -> str:
    """A field, "" where it was not sent."""
    value = form.get(name, "")
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""


def one_of(form: FormData, name: str, kind: type[Choice], label: str) -> Choice:
    """A choice of a closed list.

    Raises:
        WrongCallError: When it is none of them.
    """
    value = text(form, name)
    if value not in [str(each) for each in kind]:
        raise WrongCallError(f"{label}「{value}」は選べません", remedy="画面を開き直してください")
    return kind(value)


def day(form: FormData, name: str, label: str) -> date | None:
    """A day, None where the field is empty.

    Raises:
        WrongCallError: When it is no day.
    """
    value = text(form, name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise WrongCallError(
            f"{label}「{value}」は日付として読めません", remedy="年・月・日を選び直してください"
        ) from None


def files(form: FormData, name: str) -> list[UploadFile]:
    """Files of a field; one left empty is none."""
    return [each for each in form.getlist(name) if isinstance(each, UploadFile) and each.filename]


async def stored(upload: UploadFile, folder: Path) -> tuple[str, Path]:
    """A file as its sender calls it, and where it lies now: in a folder of its own, under a name that does no harm.

    Raises:
        UnreadableSourceError: When it is larger than any form.
    """
    called = _UNFIT.sub("_", Path((upload.filename or "").replace("\\", "/")).name).strip(". ")[-_LONGEST:] or "評価書"
    check_size(upload.size or 0, called)
    place = folder / secrets.token_hex(8)
    place.mkdir()
    file = place / called
    file.write_bytes(await upload.read())
    return called, file
