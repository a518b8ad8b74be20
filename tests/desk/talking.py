"""The real desk on loopback, spoken to as a browser would."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT / "corpora"
_CALL = "from piadiff.cli import main; main()"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def field(self, name: str, form: str = "") -> str:
        """The value of an input of the page, of one form where the page has several."""
        text = self.text[self.text.index(f'id="{form}"') :] if form else self.text
        return unescape(re.search(rf'name="{name}"[^>]*? value="([^"]*)"', text)[1])

    def rows(self) -> list[str]:
        """Rows in the order of the queue."""
        return re.findall(
            r'/desk\?row=([0-9a-f]{12})" data-go(?: aria-current="true")?>\n<span class="line"', self.text
        )


@dataclass(frozen=True)
class Visitor:
    """Somebody at the desk's address; ``host``, ``origin`` and ``site`` are what a browser would send."""

    port: int
    token: str
    host: str = ""
    origin: str | None = ""
    site: str = ""

    def ask(self, method: str, place: str, body: bytes = b"", kind: str = "", token: str | None = None) -> Answer:
        headers = {"Host": self.host or f"127.0.0.1:{self.port}"}
        if self.origin or (method == "POST" and self.origin is not None):
            headers["Origin"] = self.origin or f"http://127.0.0.1:{self.port}"
        if self.site:
            headers["Sec-Fetch-Site"] = self.site
        if kind:
            headers["Content-Type"] = kind
        own = self.token if token is None else token
        # closed although the desk is killed under the request
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, f"/{own}{'/' if own else ''}{place}", body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def get(self, place: str) -> Answer:
        return self.ask("GET", place)

    def follow(self, answer: Answer) -> tuple[str, Answer]:
        """The place a form led to, and what stands there."""
        assert answer.status == 303, answer.text
        place = urlsplit(answer.headers["location"])
        there = place.path.removeprefix(f"/{self.token}/") + (f"?{place.query}" if place.query else "")
        return there, self.get(there)

    def post(self, place: str, *fields: tuple[str, str], **more: str) -> Answer:
        body = urlencode([*fields, *more.items()]).encode()
        return self.ask("POST", place, body, "application/x-www-form-urlencoded")

    def upload(self, place: str, *files: tuple[str, str, bytes]) -> Answer:
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n".encode()
            + content
            + b"\r\n"
            for field, name, content in files
        ]
        return self.ask(
            "POST", place, b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
        )

    def drop(self, *files: Path) -> str:
        """Drop files together; the place of the work."""
        sent = self.upload("open", *(("files", file.name, file.read_bytes()) for file in files))
        return self.follow(sent)[0]


@contextmanager
def desk(*arguments: str, temporary: Path | None = None) -> Iterator[tuple[Visitor, subprocess.Popen[bytes]]]:
    """A desk in a process of its own; ``temporary`` is where it puts what is gone at its end."""
    call = [sys.executable, "-c", _CALL, "desk", "--no-open", *arguments]
    environment = {**os.environ, **({"TMPDIR": str(temporary)} if temporary else {})}
    process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    try:
        address = urlsplit(process.stdout.readline().decode().strip())
        assert address.hostname == "127.0.0.1", process.stderr.read()
        yield Visitor(address.port, address.path.strip("/")), process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def sign(visitor: Visitor, place: str, row: str, verdict: str = "軽微", timing: str = "事後", **more: str) -> Answer:
    """Sign a row as the page that shows it would."""
    seen = more.pop("seen", None)
    page = visitor.get(f"{place}desk?row={row}")
    told = {"explanation": "", "person": "見本 花子", **more}
    return visitor.post(
        f"{place}decide",
        row=row,
        seen=page.field("seen", "decide") if seen is None else seen,
        next=page.field("next", "decide"),
        verdict=verdict,
        timing=timing,
        **told,
    )
