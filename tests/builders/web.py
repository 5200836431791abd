"""Browsers for tests: signed in, and asking as HTMX does."""

import shutil
from pathlib import Path

from django.test import Client

from tests.builders.identity import PASSWORD, make_user

BUILT = Path(__file__).resolve().parents[2] / "src/taktline/faces/web/static/taktline/build/app.js"
HTMX = {"HX-Request": "true"}


def browser(role="admin", *, language="en", username="") -> Client:
    """A browser in which a fresh user of the role has signed in through the door."""
    name = username or f"web-{role}"
    make_user(role, username=name, language=language)
    client = Client(enforce_csrf_checks=False)
    answer = client.post("/sign-in/", {"username": name, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return client


def text_of(answer) -> str:
    """The page as text."""
    return answer.content.decode()


def chromium_path() -> str | None:
    """Where the browser for stories is."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
