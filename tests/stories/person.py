"""Somebody at a browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.builders.identity import PASSWORD
from tests.builders.stories import work
from tests.builders.web import chromium_path


@contextmanager
def open_chromium() -> Iterator:
    """A browser, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        running = started.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


class Person:
    """Somebody at a browser, who takes pictures on the way."""

    def __init__(self, chromium, url, language, name):
        self.url, self.language, self.step = url, language, 0
        self.page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.go("/sign-in/")
        self.page.fill("[name=username]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("button.tk-primary")
        self.page.wait_for_url(url + "/")

    def go(self, path):
        self.page.goto(self.url + path)

    def until(self, expression):
        """Wait until it holds on the page; the content policy forbids Playwright's own way of asking."""
        for _ask in range(600):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(100)
        self.see("stuck")
        raise AssertionError(f"does not come true: {expression}")

    def rest(self):
        """Leave the house to the worker."""
        self.page.goto("about:blank")
        work()

    def see(self, what):
        self.step += 1
        folder = os.environ.get("TAKTLINE_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{self.language}-{self.step:02d}-{what}.png")

    def do_all(self, path, action):
        """Tick every row of a list and do something with them, saying yes where it asks."""
        self.go(path)
        self.page.click("[data-tick-all]")
        self.page.click(f"[data-bulk-do$='/do/{action}/']")
        self.page.wait_for_selector(
            "#dialog[open] .tk-dialog-foot button:not([data-close-dialog]), .tk-toast"
        )
        yes = self.page.locator("#dialog[open] .tk-dialog-foot button:not([data-close-dialog])")
        if yes.count():
            yes.click()
        self.page.wait_for_selector("#toasts > *")
