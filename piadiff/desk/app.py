"""Requests → work → pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from piadiff.desk import receiving, views
from piadiff.desk.exports import OFFERS, next_version
from piadiff.desk.folder import kept
from piadiff.desk.guard import Guard
from piadiff.desk.opening import Room
from piadiff.desk.work import TakenError, Words, Work, decision_for, together
from piadiff.errors import PiadiffError, WrongCallError
from piadiff.model import Timing, Verdict
from piadiff.pipeline import signing
from piadiff.writers.pages import page, text

_ROOM = "piadiff.desk.pages"
_MOST = 8
"""Pairs that stay open; decisions about the others are in their files."""
_OURS = {"desk.css": "text/css", "desk.js": "text/javascript"}
_GONE = "この画面の2つの版は、もう開いていません"
Handler = Callable[[Request], Awaitable[Response]]


class Desk:
    """The pages of one desk."""

    def __init__(self, room: Room, token: str, stop: Callable[[], None], about: Callable[[Exception], str]) -> None:
        self._room, self._home, self._stop, self._about = room, f"/{token}", stop, about
        self._works: OrderedDict[str, Work] = OrderedDict()

    def routes(self) -> list[Route]:
        """Every address of the desk."""
        get, post = ["GET"], ["POST"]
        return [
            Route("/", _told(self, self.start), methods=get),
            Route("/open", _told(self, self.open), methods=post),
            Route("/versions", _told(self, self.versions), methods=get),
            Route("/pick", _told(self, self.pick), methods=post),
            Route("/end", _told(self, self.end), methods=post),
            Route("/part/{name}", self.part, methods=get),
            Route("/w/{id}/", _told(self, self.overview), methods=get),
            Route("/w/{id}/swap", _told(self, self.swap), methods=post),
            Route("/w/{id}/confirm", _told(self, self.confirm), methods=post),
            Route("/w/{id}/desk", _told(self, self.desk), methods=get),
            Route("/w/{id}/decide", _told(self, self.decide), methods=post),
            Route("/w/{id}/undo", _told(self, self.undo), methods=post),
            Route("/w/{id}/answer", _told(self, self.answer), methods=post),
            Route("/w/{id}/sign", _told(self, self.sign), methods=post),
            Route("/w/{id}/say", _told(self, self.say), methods=post),
            Route("/w/{id}/take", _told(self, self.take), methods=get),
            Route("/w/{id}/next", _told(self, self.next_version), methods=get),
            Route("/w/{id}/file/{kind}", _told(self, self.file), methods=get),
            Route("/w/{id}/return", _told(self, self.returned), methods=post),
        ]

    def page(self, name: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 - whatever the page shows
        """A page with what all of them show."""
        shared = {"home": self._home, "read_only": self._room.read_only, "day": views.day}
        return HTMLResponse(page(name, _ROOM, **shared, **values), status)

    def _work(self, request: Request) -> Work:
        found = self._works.get(request.path_params["id"])
        if found is None:
            raise WrongCallError(_GONE, remedy="ファイルをもう一度置いてください。決めたことは残っています")
        return found

    def _keep(self, work: Work) -> Response:
        self._works[work.id] = work
        while len(self._works) > _MOST:
            self._works.popitem(last=False)
        return self._to(f"w/{work.id}/")

    def _to(self, place: str) -> Response:
        return RedirectResponse(f"{self._home}/{place}", 303)

    async def part(self, request: Request) -> Response:
        """A style sheet or script."""
        name = request.path_params["name"]
        return Response(text(name, _ROOM), media_type=_OURS[name]) if name in _OURS else Response(status_code=404)

    async def start(self, request: Request) -> Response:  # noqa: ARG002 - the shape of a handler
        """Where files are dropped."""
        return await run_in_threadpool(self._start)

    def _start(self, fault: str = "", status: int = 200) -> Response:
        room = self._room
        return self.page(
            "start.html.j2",
            status,
            folder=str(room.folder),
            kept=kept(room.folder),
            forms=room.forms(),
            fault=fault,
        )

    async def open(self, request: Request) -> Response:
        """One or two files that were dropped: in the places of the old and the new one, or together."""
        form = await receiving.sent(request)
        placed = [each for name in ("old", "new") for each in receiving.files(form, name)]
        given = placed or receiving.files(form, "files")
        stored = [await receiving.stored(each, self._room.uploads) for each in given]
        return self._keep(await run_in_threadpool(self._room.dropped, stored, as_given=bool(placed)))

    async def versions(self, request: Request) -> Response:
        """Versions of one form of the registry, to pick two of."""
        path = request.query_params.get("path", "")
        return self.page("versions.html.j2", path=path, versions=await run_in_threadpool(self._room.versions, path))

    async def pick(self, request: Request) -> Response:
        """Two versions of the registry."""
        form = await receiving.sent(request)
        named = [receiving.text(form, name) for name in ("path", "old", "new")]
        return self._keep(await run_in_threadpool(self._room.picked, *named))

    async def end(self, request: Request) -> Response:  # noqa: ARG002 - the shape of a handler
        """The desk is closed."""
        self._stop()
        return self.page("ended.html.j2")

    async def overview(self, request: Request) -> Response:
        """What was recognised, and the drafted rows."""
        return self.page("overview.html.j2", **await run_in_threadpool(views.overview, self._work(request)))

    async def swap(self, request: Request) -> Response:
        """The pair the other way round."""
        return self._keep(await run_in_threadpool(self._room.swapped, self._work(request)))

    async def confirm(self, request: Request) -> Response:
        """The pair is right although something speaks against it."""
        work = self._work(request)
        work.confirmed = True
        return self._to(f"w/{work.id}/desk")

    async def desk(self, request: Request) -> Response:
        """The three panes."""
        return await self._panes(self._work(request), request.query_params.get("row", ""))

    async def _panes(
        self, work: Work, row: str = "", *, notice: str = "", fault: str = "", status: int = 200
    ) -> Response:
        return self.page("desk.html.j2", status, **await run_in_threadpool(views.desk, work, row, notice, fault))

    async def decide(self, request: Request) -> Response:
        """One row is signed; the next one that is open comes."""
        work, form = self._work(request), await receiving.sent(request)
        mark = receiving.text(form, "row")
        row = work.row(mark)
        words = Words(
            receiving.one_of(form, "verdict", Verdict, "判定"),
            receiving.one_of(form, "timing", Timing, "提出時期"),
            receiving.text(form, "explanation"),
            receiving.day(form, "effective", "施行日"),
            receiving.text(form, "reason"),
            receiving.day(form, "until", "期限"),
        )
        person = receiving.text(form, "person") or work.session.person
        try:
            decision = decision_for(row, person, words)
            await run_in_threadpool(work.sign, {mark: decision}, {mark: receiving.text(form, "seen")})
        except TakenError as taken:
            return await self._panes(work, mark, fault=_taken(taken), status=409)
        except WrongCallError as error:
            return await self._panes(work, mark, fault=_said(error), status=400)
        if person != work.session.person:
            work.say(person=person)
        return self._to(f"w/{work.id}/desk?row={receiving.text(form, 'next')}")

    async def undo(self, request: Request) -> Response:
        """A signature is taken back."""
        work, form = self._work(request), await receiving.sent(request)
        mark = receiving.text(form, "row")
        try:
            await run_in_threadpool(work.sign, {mark: None}, {mark: receiving.text(form, "seen")})
        except TakenError as taken:
            return await self._panes(work, mark, fault=_taken(taken), status=409)
        return self._to(f"w/{work.id}/desk?row={mark}")

    async def answer(self, request: Request) -> Response:
        """A missing fact is known."""
        work, form = self._work(request), await receiving.sent(request)
        mark = receiving.text(form, "row")
        yes = receiving.text(form, "answer") == "yes"
        await run_in_threadpool(work.answer, mark, receiving.text(form, "rule"), yes)
        return self._to(f"w/{work.id}/desk?row={mark}")

    async def sign(self, request: Request) -> Response:
        """Everything that is proven harmless is signed together, as far as it stood on the page."""
        work, form = self._work(request), await receiving.sent(request)
        here = receiving.text(form, "row")
        shown = {each for each in form.getlist("harmless") if isinstance(each, str)}
        person = receiving.text(form, "person") or work.session.person
        rows = [row for row in signing.harmless(work.judged().draft) if row.fingerprint in shown]
        try:
            await run_in_threadpool(work.sign, together(rows, person, work.session.effective), {})
        except TakenError as taken:
            return await self._panes(work, here, fault=_taken(taken), status=409)
        except WrongCallError as error:
            return await self._panes(work, here, fault=_said(error), status=400)
        if person != work.session.person:
            work.say(person=person)
        return await self._panes(work, notice=f"証明のある軽微な変更 {len(rows)} 件を決めました")

    async def say(self, request: Request) -> Response:
        """Days and the name of the person."""
        work, form = self._work(request), await receiving.sent(request)
        said = {name: receiving.day(form, name, label) for name, label in _DAYS.items()}
        await run_in_threadpool(partial(work.say, person=receiving.text(form, "person"), **said))
        return self._to(f"w/{work.id}/desk?row={receiving.text(form, 'row')}")

    async def take(self, request: Request) -> Response:
        """What can be taken away."""
        return await self._taking(self._work(request))

    async def _taking(self, work: Work, notes: tuple[str, ...] = (), notice: str = "", fault: str = "") -> Response:
        told = {"notes": notes, "notice": notice, "fault": fault}
        return self.page("take.html.j2", 400 if fault else 200, **await run_in_threadpool(_offers, work), **told)

    async def next_version(self, request: Request) -> Response:
        """What was done to the officer's file, before it is taken."""
        work = self._work(request)
        try:
            taken, told = await run_in_threadpool(next_version, work)
        except PiadiffError as error:
            return self.page("next.html.j2", 400, work=work, made="", told=(), fault=_said(error))
        return self.page("next.html.j2", work=work, made=taken.name, told=told.splitlines()[1:], fault="")

    async def file(self, request: Request) -> Response:
        """One file that is taken away."""
        work, offer = self._work(request), OFFERS.get(request.path_params["kind"])
        if offer is None:
            return Response(status_code=404)
        made = await run_in_threadpool(offer.make, work)
        named = {"content-disposition": f"attachment; filename*=UTF-8''{quote(made.name, safe='')}"}
        return Response(made.content, media_type=made.kind, headers=named)

    async def returned(self, request: Request) -> Response:
        """A table that somebody edited comes back."""
        work, form = self._work(request), await receiving.sent(request)
        (upload,) = receiving.files(form, "table") or (None,)
        if upload is None:
            raise WrongCallError("表のファイルがありません", remedy="書き換えた Excel の表を選んでください")
        name, file = await receiving.stored(upload, self._room.uploads)
        try:
            fresh, notes = await run_in_threadpool(work.accept, file.read_bytes(), name, work.session.person)
        except PiadiffError as error:
            return await self._taking(work, fault=_said(error))
        return await self._taking(
            work, notes, f"表から {fresh} 件の決定を記録しました" if fresh else "新しい決定はありません"
        )

    def refused(self, error: PiadiffError) -> Response:
        """The start page with what is wrong."""
        return self._start(_said(error), 400)

    def failed(self, fault: Exception) -> Response:
        """The start page with the line about a fault of piadiff itself; what was decided before is kept."""
        return self._start(f"{self._about(fault)}。決めたことは残っています", 500)


_DAYS = {"day": "変更日", "effective": "施行日", "submitted": "提出日"}


def _offers(work: Work) -> dict[str, Any]:
    drafted = work.draft()
    open_ = [row.item for row in drafted.rows if not row.signed]
    return {
        "work": work,
        "offers": [(kind, offer.title, offer.says) for kind, offer in OFFERS.items()],
        "steps": work.next_steps(drafted),
        "tally": views.tally(drafted),
        "open": open_,
        "all": len(drafted.rows),
    }


def _said(error: PiadiffError) -> str:
    place = f"{error.where}: " if error.where else ""
    return f"{place}{error.message}" + (f"。{error.remedy}" if error.remedy else "")


def _taken(taken: TakenError) -> str:
    who = f"{taken}さんが" if str(taken) else ""
    return f"この行は、別の画面で{who}先に決めています。今の決定を確かめて、必要なら決め直してください"


def _told(desk: Desk, handler: Handler) -> Handler:
    """A handler whose faults are shown on a page, those a person can mend with the remedy."""

    async def told(request: Request) -> Response:
        try:
            return await handler(request)
        except PiadiffError as error:
            return await run_in_threadpool(desk.refused, error)
        except Exception as fault:
            return await run_in_threadpool(desk.failed, fault)
        finally:
            await receiving.done(request)

    return told


@dataclass(frozen=True, slots=True)
class Owner:
    """Who runs the desk.

    Attributes:
        stop: Ends it.
        about: A fault of piadiff itself as a line for a person.
    """

    stop: Callable[[], None]
    about: Callable[[Exception], str]


def application(room: Room, token: str, port: int, owner: Owner) -> ASGIApp:
    """The desk behind its guard."""
    desk = Desk(room, token, owner.stop, owner.about)
    return Guard(Starlette(routes=[Mount(f"/{token}", routes=desk.routes())]), token, port)
