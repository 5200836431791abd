"""Walks through the house in a real browser and writes down what a visitor would complain about."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
QUIET = "!document.querySelector('.htmx-request, .tk-skeleton') && document.readyState === 'complete'"
LINKS = '[...document.querySelectorAll(\'a[href^="/"], a[href^="?"]\')].map((each) => each.pathname + each.search)'
LEAVE = re.compile(
    r"^/(sign-|static/|api/|theme/|language/|.*/(export|template|print|raw|sheet|file)/?(\?|$)|tour/file/)"
)
# Said alike in both languages, or names and codes people gave.
ALIKE = frozenset({"Taktline", "EN", "OEE", "MRP"})


def sentences() -> frozenset[str]:
    """Everything our code says in English that has a Chinese of its own."""
    found = set()
    for path in (ROOT / "src/taktline").rglob("django.po"):
        with path.open("rb") as catalogue:
            for each in read_po(catalogue):
                texts = each.id if isinstance(each.id, tuple) else (each.id,)
                found |= {text for text in texts if re.search(r"[A-Za-z]{3}", text) and text != each.string}
    return frozenset(found - ALIKE)


class Walker:
    """One visitor: a role's user in a language at a size. each: how many addresses of one kind are looked at."""

    def __init__(self, chromium, url, *, name, password, language, width, each=1):
        self.url, self.language, self.each = url, language, each
        context = chromium.new_context(viewport={"width": width, "height": 800})
        self.page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.complaints: list[str] = []
        self.english = sentences() if language == "zh-hans" else frozenset()
        # The stream of events has an application of its own, which a test's server does not run.
        self.page.route(
            "**/live/", lambda route: route.fulfill(content_type="text/event-stream", body=": \n\n")
        )
        self.page.on("pageerror", lambda error: self._say(f"error: {error}"))
        self.page.on(
            "console", lambda line: self._say(f"console: {line.text}") if line.type == "error" else None
        )
        self.page.on("response", self._heard)
        self.page.goto(url + "/sign-in/")
        self.page.fill("[name=username]", name)
        self.page.fill("[name=password]", password)
        self.page.click("button.tk-primary")
        self.page.wait_for_url(url + "/")
        context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}])

    def _say(self, what: str) -> None:
        self.complaints.append(f"{urlsplit(self.page.url).path} {what}")

    def _heard(self, answer) -> None:
        if answer.status >= 400:
            self._say(f"{answer.status} of {answer.url.removeprefix(self.url)}")

    def walk(self, *, most=1000, axe=True) -> list[str]:
        """Follow links from the workbench on; at most so many pages. What is to complain about."""
        waiting, seen, kinds = ["/"], set(), Counter()
        while waiting and len(seen) < most:
            path = waiting.pop(0)
            kind = self._kind(path)
            if path in seen or LEAVE.match(path) or kinds[kind] >= self.each:
                continue
            seen.add(path)
            kinds[kind] += 1
            self.page.goto(self.url + path)
            self._rest()
            self.complaints += [f"{path} {each}" for each in self._look(axe)]
            waiting += self.page.evaluate(LINKS)
        self.seen = seen
        return self.complaints

    def _rest(self) -> None:
        for _turn in range(100):
            if self.page.evaluate(QUIET):
                return
            self.page.wait_for_timeout(50)
        self._say("does not come to rest")

    @staticmethod
    def _kind(path: str) -> str:
        """Addresses of things are of one kind, whatever the thing; a tab is one of its own."""
        parts = urlsplit(path)
        tab = re.search(r"tab=([\w-]+)", parts.query)
        kind = re.sub(r"/(?=[^/]*\d)[^/]+/", "/*/", parts.path)
        kind = re.sub(r"^(/(?:\w+)/(?:[\w-]+)/)(?!new/|import/|\*)[^/]+/", r"\1*/", kind)
        return f"{kind}?{tab.group(1) if tab else ''}{'q' if parts.query and not tab else ''}"

    def _look(self, axe: bool) -> Iterator[str]:
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            yield f"scrolls sideways by {wide}"
        lines = {line.strip() for line in self.page.inner_text("body").splitlines()}
        if found := sorted(lines & self.english):
            yield f"untranslated: {found}"
        if axe and AXE.exists():
            self.page.evaluate(AXE.read_text("utf-8"))
            result = self.page.evaluate("axe.run({resultTypes: ['violations']})")
            for each in result["violations"]:
                if each["impact"] in ("serious", "critical"):
                    yield f"axe {each['id']}: {each['nodes'][0]['html'][:160]}"
