"""A question to an OpenAI-compatible chat endpoint → its answer, checked; nothing is sent anywhere else."""

from __future__ import annotations

import http.client
import io
import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, StringConstraints, ValidationError

from piadiff.data import Strict, parse_json
from piadiff.errors import PiadiffError, WrongCallError, reason

_MOST_BYTES = 1_000_000
_PIECE = 16_384
_FENCE = re.compile(r"\s*```(?:json)?\s*\n(?P<held>.*?)\n?```\s*", re.DOTALL)


class UnansweredError(PiadiffError):
    """The endpoint gave no answer that can be used; ``gone`` says that asking again would not help."""

    def __init__(self, message: str, *, gone: bool = False) -> None:
        super().__init__(message)
        self.gone = gone


class Answer(Strict):
    """What an answer must be, and nothing else."""

    verdict: Literal["再実施", "重要", "要判断", "軽微"]
    reason: str = Field(min_length=1, max_length=600)
    facts: list[Annotated[str, StringConstraints(min_length=1, max_length=200)]] = Field(max_length=5)


@dataclass(frozen=True, slots=True)
class SecondReader:
    """An endpoint as it was given, the model it is asked for, and how long an answer may take."""

    url: str
    model: str
    seconds: float = 60.0

    def __post_init__(self) -> None:
        _address(self.url)

    def ask(self, system: str, question: str) -> Answer:
        """Put one question.

        Raises:
            UnansweredError: When no answer comes in time, or none that holds to the form.
        """
        messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
        body = json.dumps({"model": self.model, "messages": messages, "temperature": 0, "stream": False})
        return _checked(self._posted(body.encode()))

    def _posted(self, body: bytes) -> bytes:
        end = time.monotonic() + self.seconds
        place = _address(self.url)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        target = f"{place.path or '/'}{f'?{place.query}' if place.query else ''}"
        with _faults(), closing(kind(place.hostname or "", place.port, timeout=self.seconds)) as connection:
            connection.request("POST", target, body, {"Content-Type": "application/json", "Connection": "close"})
            received = _Received(connection.sock, end)
            with closing(http.client.HTTPResponse(received, method="POST")) as response:  # type: ignore[arg-type]
                response.begin()
                if response.status != http.client.OK:
                    raise UnansweredError(f"相手が {response.status} を返しました（転送には従いません）")
                return b"".join(_pieces(response))


def _address(url: str) -> SplitResult:
    """The parts of an address.

    Raises:
        WrongCallError: When it is no plain http(s) address.
    """
    try:
        place = urlsplit(url)
        usable = place.scheme in ("http", "https") and place.hostname and place.port != 0 and not place.username
    except ValueError:
        usable = None
    if not usable or place.fragment or not url.isascii() or any(char.isspace() for char in url):
        raise WrongCallError(
            f"参考意見を聞く相手「{url}」は http か https の番地ではありません",
            remedy="例: --opinion http://moji.example.local:8000/v1/chat/completions",
        )
    return place


class _Received(io.RawIOBase):
    """What a socket receives up to an end: each read waits for no longer than what is left, however little comes."""

    def __init__(self, opened: socket.socket, end: float) -> None:
        super().__init__()
        self._opened, self._end = opened, end

    def makefile(self, _mode: str) -> io.BufferedReader:
        """As ``HTTPResponse`` asks for it."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever the library reads into
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._opened.settimeout(left)
        return self._opened.recv_into(buffer)


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    size = 0
    while piece := response.read1(_PIECE):
        size += len(piece)
        if size > _MOST_BYTES:
            raise UnansweredError(f"答えが大きすぎます（{_MOST_BYTES:,}バイトまで）")
        yield piece


@contextmanager
def _faults() -> Iterator[None]:
    """Whatever goes wrong on the way is one kind of fault."""
    try:
        yield
    except TimeoutError as error:
        raise UnansweredError("時間内に答えがありません") from error
    except OSError as error:
        raise UnansweredError(f"つながりません（{reason(error)}）", gone=True) from error
    except (http.client.HTTPException, ValueError) as error:
        raise UnansweredError("HTTP として読めない答えです") from error


def _checked(data: bytes) -> Answer:
    """The answer in a completion.

    Raises:
        UnansweredError: When it is anything else.
    """
    try:
        told = _content(_json(data.decode()))
        fenced = _FENCE.fullmatch(told)
        return Answer.model_validate(_json(fenced["held"] if fenced else told))
    except (ValidationError, UnicodeDecodeError, KeyError, TypeError, IndexError) as error:
        raise UnansweredError("決めた形の答えではありません") from error


def _content(completion: Any) -> str:  # noqa: ANN401 - whatever came
    told = completion["choices"][0]["message"]["content"]
    if not isinstance(told, str):
        raise TypeError
    return told


def _json(text: str) -> Any:  # noqa: ANN401 - whatever came
    try:
        return parse_json(text, "答え")
    except PiadiffError as error:
        raise UnansweredError("決めた形の答えではありません") from error
