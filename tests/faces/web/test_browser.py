"""In a real browser: nothing is refused by the content policy, nothing scrolls sideways, axe finds nothing serious."""

import os
import shutil
from pathlib import Path

import pytest

from tests.builders.identity import PASSWORD, make_user

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its loop in this thread
ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BUILT = ROOT / "src/taktline/faces/web/static/taktline/build/app.js"
SIZES = {"desktop": {"width": 1440, "height": 900}, "tablet": {"width": 1024, "height": 768}}
PAGES = (
    "/",
    "/gallery/",
    "/system/users/",
    "/system/users/new/",
    "/system/roles/",
    "/tasks/",
    "/search/?q=x",
)

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUILT.exists(), reason="the front end has not been built"),
]


@pytest.fixture
def chromium():
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


def enter(chromium, live_server, size, language):
    """A page of a browser that has signed in as the administrator, and what its console complained about."""
    make_user("admin", username="boss", language=language)
    context = chromium.new_context(viewport=SIZES[size])
    page = context.new_page()
    page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Security Policy" in line.text else None)
    page.goto(live_server.url + "/sign-in/")
    page.fill("[name=username]", "boss")
    page.fill("[name=password]", PASSWORD)
    page.click("button.tk-primary")
    page.wait_for_url(live_server.url + "/")
    return page, complaints


@pytest.mark.parametrize(("size", "language"), [("desktop", "zh-hans"), ("tablet", "en")])
def test_pages_fit_and_obey_the_policy_and_axe_finds_nothing_serious(chromium, live_server, size, language):
    page, complaints = enter(chromium, live_server, size, language)
    found = []
    for path in PAGES:
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide}"
        if AXE.exists():
            page.evaluate(AXE.read_text("utf-8"))
            result = page.evaluate("axe.run({resultTypes: ['violations']})")
            found += [
                f"{path} {each['id']}: {node['html'][:120]} {node['failureSummary'][:160]}"
                for each in result["violations"]
                if each["impact"] in ("serious", "critical")
                for node in each["nodes"][:3]
            ]
    assert not found, "\n".join(found)
    assert complaints == []


def test_keys_open_rows_and_dialogs_and_the_board_is_moved_without_a_mouse(chromium, live_server):
    page, complaints = enter(chromium, live_server, "desktop", "en")
    page.goto(live_server.url + "/system/users/")
    page.keyboard.press("?")
    page.wait_for_selector("#shortcuts[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#shortcuts[open]", state="detached")  # keys belong to a dialog until it is gone
    page.keyboard.press("j")
    page.wait_for_selector("#list-body tr.is-now")
    page.keyboard.press("Enter")
    page.wait_for_url("**/system/users/boss/")
    page.click("text=New password")
    page.wait_for_selector("#dialog[open] [name=password]")
    page.goto(live_server.url + "/gallery/")
    board = page.locator("[data-part=scroller]")
    board.focus()
    for key in ("ArrowRight", "ArrowRight", "m", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.wait_for_selector(".tk-board-box.is-trying")
    page.keyboard.press("Escape")
    page.wait_for_selector(".tk-board-box.is-trying", state="detached")
    assert complaints == []
