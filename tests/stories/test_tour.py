"""The guided tour as a newcomer clicks it: six clicks, in both languages, from an order file to a bar that is moved."""

import os

import pytest
from django.utils import timezone

from tests.builders.identity import make_user
from tests.builders.scheduling import firm_everything, publish
from tests.builders.tour import make_tour_company
from tests.builders.web import BUILT
from tests.stories.person import Person, open_chromium

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its loop in this thread

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUILT.exists(), reason="the front end has not been built"),
]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_newcomer_clicks_the_tour(live_server, language):
    make_tour_company()
    make_user("owner", username="shen", language=language)
    with open_chromium() as chromium:
        me = Person(chromium, live_server.url, language, "shen")
        page = me.page
        page.click("a[href='/tour/'].tk-button")
        page.wait_for_url("**/tour/")
        page.click("[hx-post='/tour/start/']")  # 1: an order comes in
        page.wait_for_selector("[data-accept]")
        page.locator("[data-accept]").first.click()  # 2: the suggestion is accepted and learnt
        page.wait_for_url("**/sales/orders/**")
        number = page.url.split("/orders/")[1].split("/")[0]
        me.go(f"/sales/orders/{number}/?tab=review")
        page.wait_for_selector(".tk-badge.tk-amber")
        assert page.locator("#detail table .tk-badge.tk-red").count() == 0, "green, but for one price"

        me.go("/tour/")
        page.click(f"section:nth-of-type(3) a[href='/sales/orders/{number}/']")
        page.click("#promise [hx-post$='/ask/']")  # 3: when?
        page.wait_for_selector(".tk-way form button")
        me.see("when")
        page.locator(".tk-way form button").first.click()  # 4: one of the ways, confirmed
        page.wait_for_selector(".tk-head .tk-badge.tk-green")
        me.rest()
        me.go("/planning/proposals/")
        assert number in page.inner_text("#list-body"), "planned by itself, for this customer"
        me.page.goto("about:blank")
        firm_everything(at=timezone.now())
        publish(at=timezone.now())

        me.go("/tour/")
        page.click(f"a[href='/board/?order={number}']")  # 5: the board opens on this order
        page.wait_for_selector(".tk-board canvas")
        me.until("document.querySelector('[data-part=panel]').innerText.trim() !== ''")
        me.see("board")
        page.locator("[data-part=scroller]").focus()
        for key in (
            "ArrowRight",
            "m",
            "ArrowRight",
            "ArrowRight",
            "Enter",
        ):  # 6: a bar is moved, and who slips is told
            page.keyboard.press(key)
        page.wait_for_selector(".tk-board-box.is-trying")
        me.see("moved")
        page.keyboard.press("Escape")
        page.wait_for_selector(".tk-board-box.is-trying", state="detached")
        assert me.faults == []
