"""Finds every address of the house by following its links, so that a test can look at all of them."""

import io
import re
from collections import Counter
from html import unescape
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile, is_zipfile

from django.test import Client
from django.urls import Resolver404, resolve

from taktline.faces.api import registry as api
from taktline.faces.web import urls as web

LINK = re.compile(r'(?:href|hx-get|data-url|data-detail|data-combo)="(/[^"#]*|\?[^"#]*)"')
SKIP = ("/static/", "/sign-", "/live/", "/api/")
EACH = 2  # of one address pattern and tab so many are looked at


def body_of(answer) -> str:
    """Everything an answer says: pages, JSON, and the cells of workbooks."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if is_zipfile(io.BytesIO(content)):
        with ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return content.decode("utf-8", "replace")


def _kind(path: str) -> str:
    """The pattern of an address, with its tab: what is looked at a few times only."""
    parts = urlsplit(path)
    try:
        route = resolve(parts.path).route
    except Resolver404:
        return ""
    tab = re.search(r"(?:^|&)tab=([\w-]+)", parts.query)
    return f"{route}?{tab.group(1)}" if tab else f"{route}{'?' if parts.query else ''}"


def pages_for(client: Client) -> dict[str, str]:
    """Addresses that links lead to, by pattern at most EACH, with what they say. Starts at every fixed address."""
    waiting = [route.path for route in web.routes() if "GET" in route.methods and "<" not in route.path]
    seen: dict[str, str] = {}
    count: Counter[str] = Counter()
    while waiting:
        path = waiting.pop(0)
        kind = _kind(path)
        if path in seen or not kind or count[kind] >= EACH or path.startswith(SKIP):
            continue
        count[kind] += 1
        answer = client.get(path)
        seen[path] = text = body_of(answer)
        if "html" in answer.headers.get("Content-Type", ""):
            waiting += [urljoin(path, unescape(link)) for link in LINK.findall(text)]
    return seen


def answers_of_api(client: Client) -> dict[str, str]:
    """What every GET route says; a parameter is filled from the list that stands before it, else from all lists."""
    routes = [route.path for route in api.routes() if "GET" in route.methods and route.permit != "public"]
    said: dict[str, str] = {}
    rows: dict[str, list[dict]] = {}
    for path in (each for each in routes if "{" not in each):
        answer = client.get(path)
        said[path] = body_of(answer)
        if answer.status_code == 200 and isinstance(answer.json(), dict):
            rows[path] = answer.json().get("items", [])
    for path in (each for each in routes if "{" in each):
        for filled in _filled(path, rows):
            answer = client.get(filled)
            if answer.status_code != 404:
                said[filled] = body_of(answer)
    return said


def _filled(path: str, rows: dict[str, list[dict]]) -> list[str]:
    before, name, after = re.fullmatch(r"(.*?)/\{(?:\w+:)?(\w+)\}(.*)", path).groups()
    near = rows.get(before) or [row for each in rows.values() for row in each[:3]]
    if name == "kind":
        kinds = ("sales.delivery", "planning.proposal", "shopfloor.work-order", "purchasing.order-line")
        made = [f"{before}/{kind}{after}" for kind in kinds]
    else:
        field = name if name in ("code", "number") else "id"
        made = [f"{before}/{row[field]}{after}" for row in near[:6] if row.get(field)]
    return [
        each for one in dict.fromkeys(made) for each in ([one] if "{" not in one else _filled(one, rows))
    ][:12]
