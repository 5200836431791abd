"""The live stream: a small async application that tails the numbered facts and tells every open page."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import SimpleCookie
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, close_old_connections

from taktline.faces.live.events import encode
from taktline.kernel import deliver

log = logging.getLogger(__name__)
AsgiScope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

POLL_SECONDS = 0.3
KEEP_ALIVE_SECONDS = 15.0
STREAM_SECONDS = 600.0
MOST_STREAMS = 500
MOST_WAITING = 1000
MOST_REPLAYED = 5000


Event = tuple[int, bytes]


class Listener:
    """One open stream: the events that wait for it. One that cannot keep up is told to come back."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[Event] = asyncio.Queue(maxsize=MOST_WAITING)
        self.late = False

    def tell(self, event: Event) -> None:
        """Put an event in line."""
        if self._waiting.full():
            self.late = True
        else:
            self._waiting.put_nowait(event)

    async def next(self) -> Event:
        """The next event. Raises TimeoutError when nothing has happened for a while."""
        return await asyncio.wait_for(self._waiting.get(), KEEP_ALIVE_SECONDS)


class Hub:
    """Reads new facts once for all open streams; rests while nobody listens."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._task: asyncio.Task[None] | None = None

    def join(self) -> Listener | None:
        """A listener from now on, or None when there are too many streams."""
        if len(self._listeners) >= MOST_STREAMS:
            return None
        listener = Listener()
        self._listeners.add(listener)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._tail())
        return listener

    def leave(self, listener: Listener) -> None:
        """Stop listening."""
        self._listeners.discard(listener)

    async def _tail(self) -> None:
        last: int | None = None
        while self._listeners:
            try:
                last = await self._tell_since(last)
            except DatabaseError:  # away for a while: nothing is lost, the facts are numbered
                log.warning("The live streams cannot read the facts; trying again.", exc_info=True)
            await asyncio.sleep(POLL_SECONDS)

    async def _tell_since(self, last: int | None) -> int:
        if last is None:
            return int(await _in_thread(deliver.last_sequence))
        for sequence, topic, body in await _in_thread(deliver.since, last):
            last = sequence
            for listener in self._listeners:
                listener.tell((sequence, encode(sequence, topic, body)))
        return last


hub = Hub()


async def live(scope: AsgiScope, receive: Receive, send: Send) -> None:
    """ASGI: GET /live/ streams events to those who are signed in."""
    if scope["type"] != "http":
        return
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    if not await _in_thread(_signed_in, headers.get("cookie", "")):
        await _refuse(send, 401, b"Sign in first.")
        return
    listener = hub.join()
    if listener is None:
        await _refuse(send, 503, b"Too many open streams; the page will ask again.")
        return
    try:
        await _stream(send, receive, listener, headers.get("last-event-id", ""))
    finally:
        hub.leave(listener)


async def _stream(send: Send, receive: Receive, listener: Listener, last_id: str) -> None:
    head = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    gone = asyncio.create_task(_until_gone(receive))
    # The page asks again by itself, with the last id it saw, and is let in anew: sessions end, too.
    ends = asyncio.get_running_loop().time() + STREAM_SECONDS
    try:
        await _body(send, b"retry: 3000\n\n")
        told = await _replay(send, int(last_id)) if last_id.isdecimal() else 0
        while not gone.done() and not listener.late and asyncio.get_running_loop().time() < ends:
            try:
                sequence, chunk = await listener.next()
            except TimeoutError:
                sequence, chunk = told + 1, b": still here\n\n"
            if sequence > told:
                await _body(send, chunk)
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()


async def _replay(send: Send, last: int) -> int:
    """Tell what happened since; of very much the newest part, for lists are fetched anew by any of it.

    Returns the last sequence told.
    """
    last = max(last, await _in_thread(deliver.last_sequence) - MOST_REPLAYED)
    while missed := await _in_thread(deliver.since, last):
        for sequence, topic, body in missed:
            last = sequence
            await _body(send, encode(sequence, topic, body))
    return last


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _body(send: Send, chunk: bytes) -> None:
    await send({"type": "http.response.body", "body": chunk, "more_body": True})


async def _refuse(send: Send, status: int, text: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": text})


async def _in_thread(work: Callable[..., Any], *args: object) -> Any:
    def run() -> Any:
        try:
            return work(*args)
        finally:
            close_old_connections()

    return await sync_to_async(run, thread_sensitive=False)()


def _signed_in(cookie_header: str) -> bool:
    cookie = SimpleCookie(cookie_header).get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and "_auth_user_id" in SessionStore(cookie.value)
