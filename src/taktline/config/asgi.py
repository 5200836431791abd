"""One port for everything: live streams are async, all else is Django's WSGI in a bounded pool of threads."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware

from taktline.config.wsgi import application as pages
from taktline.faces.live.app import live

THREADS = int(os.environ.get("TAKTLINE_THREADS", "8"))
_pages = WSGIMiddleware(pages, workers=THREADS)  # type: ignore[arg-type]


async def application(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    """Send each request to its face."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"].startswith("/live/"):
        await live(scope, receive, send)
    else:
        await _page(scope, receive, send)


async def _page(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    """A page or an API answer, from the pool. The pool needs coroutines where the server hands in plain futures."""

    async def next_part() -> MutableMapping[str, Any]:
        return await receive()

    async def answer(message: MutableMapping[str, Any]) -> None:
        await send(message)

    await _pages(scope, next_part, answer)  # type: ignore[arg-type]


async def _lifespan(
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return
