"""The desk on loopback, until somebody ends it."""

from __future__ import annotations

import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from piadiff.desk.app import Owner, application
from piadiff.desk.folder import default_folder, uploads
from piadiff.desk.opening import Room
from piadiff.errors import WrongCallError, reason

_HOST = "127.0.0.1"
_WAITING = 64


def listening(port: int) -> socket.socket:
    """A port of this machine, 0 for any that is free.

    Raises:
        WrongCallError: When it is taken.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((_HOST, port))
        made.listen(_WAITING)
    except OSError as error:
        made.close()
        raise WrongCallError(
            f"ポート {port} を開けません（{reason(error)}）", remedy="--port を付けずに始めるか、別の番号にしてください"
        ) from error
    return made


def room_for(folder: Path | None, uploads_in: Path, *, read_only: bool) -> Room:
    """What a desk is started with: a registry's folder is picked from, any other folder keeps the work."""
    if folder is not None and (folder / ".git").exists():
        return Room(default_folder(), uploads_in, folder, read_only)
    return Room(folder or default_folder(), uploads_in, None, read_only)


@dataclass(frozen=True, slots=True)
class Told:
    """What the one who starts a desk is shown.

    Attributes:
        ready: Gets the address with its token.
        about: Makes a line of a fault of piadiff itself.
    """

    ready: Callable[[str], None]
    about: Callable[[Exception], str]


def serve(folder: Path | None, port: int, told: Told, *, read_only: bool) -> None:
    """Serve until the desk is ended.

    Raises:
        WrongCallError: When the port is taken.
    """
    with listening(port) as door, uploads() as place:
        number, token = door.getsockname()[1], secrets.token_urlsafe(24)
        holder: list[uvicorn.Server] = []

        def stop() -> None:
            holder[0].should_exit = True

        app = application(room_for(folder, place, read_only=read_only), token, number, Owner(stop, told.about))
        config = uvicorn.Config(app, log_level="critical", access_log=False, server_header=False, lifespan="off")
        server = uvicorn.Server(config)
        holder.append(server)
        told.ready(f"http://{_HOST}:{number}/{token}/")
        if threading.current_thread() is threading.main_thread():
            # uvicorn raises the signal again at its end: it must end this block, not the process inside it
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[door])
