"""The floor terminal when the network goes: fifty reports, the browser is closed, and all of them arrive once."""

import os
import time

import pytest

from taktline.shopfloor import queries
from tests.builders.identity import NOW, PASSWORD, make_user
from tests.builders.resources import make_person, user_of_person
from tests.builders.shopfloor import make_operations_order
from tests.builders.web import BUILT, chromium_path

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUILT.exists(), reason="the front end has not been built"),
]
REPORTS = 50


def opened(playwright, folder):
    """A browser whose memory lies in a folder, as a tablet's does."""
    return playwright.chromium.launch_persistent_context(
        str(folder),
        executable_path=chromium_path(),
        args=["--no-sandbox", "--disable-gpu"],
        viewport={"width": 1024, "height": 768},
    )


def report_one(page):
    """One good piece by three taps."""
    page.click("button:has-text('Report')")
    page.fill("dialog [name=good]", "1")
    page.click("dialog button.fl-send")
    page.wait_for_selector("dialog", state="detached")


def test_fifty_reports_without_a_network_arrive_once_after_the_browser_was_closed(
    live_server, tmp_path, monkeypatch
):
    from playwright.sync_api import sync_playwright

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    user_of_person(make_person("P01"), make_user("operator", username="wang", language="en"))
    order, (first, _last) = make_operations_order(quantity=60)
    faults: list[str] = []
    with sync_playwright() as started:
        context = opened(started, tmp_path)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(live_server.url + "/sign-in/?next=/floor/")
        page.fill("[name=username]", "wang")
        page.fill("[name=password]", PASSWORD)
        page.click("button.tk-primary")
        page.wait_for_selector(".fl-card")
        page.wait_for_selector("html[data-kept]", state="attached")
        context.set_offline(True)
        for _ in range(REPORTS):
            report_one(page)
        page.wait_for_selector(f"text={REPORTS} waiting")
        assert queries.reports_of(order) == []
        context.close()

        context = opened(started, tmp_path)
        context.set_offline(True)
        page = context.new_page()
        page.goto(live_server.url + "/floor/")  # from the worker's memory
        page.wait_for_selector(f"text={REPORTS} waiting")
        context.set_offline(False)
        deadline = time.monotonic() + 60
        while len(queries.reports_of(order)) < REPORTS and time.monotonic() < deadline:
            page.wait_for_timeout(200)
        page.wait_for_selector("text=Connected")
        page.reload()
        page.wait_for_selector(".fl-count b:has-text('50')")
        context.close()
    reports = queries.reports_of(order)
    assert [(row.operation_id, row.good) for row in reports] == [(first, 1)] * REPORTS
    assert faults == []
