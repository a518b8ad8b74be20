"""Who may speak to the desk: this machine's own browser that was given the token, and no other page in it."""

from __future__ import annotations

from collections.abc import MutableMapping
from hmac import compare_digest
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# `same-origin` and not `no-referrer`, which would make browsers send `Origin: null` with our own forms.
_HEADERS = (
    ("content-security-policy", _POLICY),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
)
_OURS = ("same-origin", "none")


class Guard:
    """Lets through what names this host, holds the token, and comes from a page of the desk.

    A name that some other site made point here (DNS rebinding) stands in Host; a page of another site in Origin.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, answered with 403 where it may not speak."""
        if scope["type"] != "http":
            return
        if not self._may(scope):
            refusal = PlainTextResponse("この画面を開いたアドレスからだけ使えます。\n", 403, dict(_HEADERS))
            await refusal(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in _HEADERS)]
            await send(message)

        await self._app(scope, receive, guarded)

    def _may(self, scope: MutableMapping[str, Any]) -> bool:
        told = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        origin = told.get("origin")
        reads = scope["method"] in ("GET", "HEAD")
        given = scope["path"].partition("/")[2].partition("/")[0]
        return (
            told.get("host") in self._hosts
            and (origin in self._origins or (origin is None and reads))
            and (told.get("sec-fetch-site", "none") in _OURS)
            and compare_digest(given.encode(errors="replace"), self._token.encode())
        )
