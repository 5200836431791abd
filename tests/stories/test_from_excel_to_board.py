"""The main story in a real browser: a customer's Excel file becomes bars on the machine board."""

import os

import pytest

from tests.builders.identity import make_user
from tests.builders.stories import make_plant, order_file
from tests.builders.web import BUILT
from tests.stories.person import Person, open_chromium

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its loop in this thread

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUILT.exists(), reason="the front end has not been built"),
]
WORDS = {
    "zh-hans": {"read": "读取", "columns": "确认列", "sure": "已确认"},
    "en": {"read": "Read it", "columns": "These are the columns", "sure": "confirmed"},
}


@pytest.fixture
def chromium():
    with open_chromium() as running:
        yield running


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_excel_order_becomes_bars_on_the_board(chromium, live_server, tmp_path, language):
    make_plant()
    make_user("admin", username="lin", language=language)
    words = WORDS[language]
    me = Person(chromium, live_server.url, language, "lin")
    page = me.page

    order = bring_in(me, tmp_path, words)
    quote_and_confirm(me, order)
    assert words["sure"] in page.inner_text(".tk-head").lower()

    me.rest()
    me.do_all("/planning/proposals/", "firm")
    me.see("firmed")
    me.rest()
    me.do_all("/shopfloor/work-orders/", "release-anyway")
    me.see("released")

    schedule(me)
    page.wait_for_selector(".tk-board canvas")
    page.wait_for_timeout(600)
    me.see("board")
    board = page.evaluate("fetch('/board/data/').then((answer) => answer.json())")
    bars = [bar for bar in board["bars"] if bar["order"] == order]
    assert {bar["item"].split()[0] for bar in bars} == {"JP2-12", "JP2-12-B", "JP2-25", "JP2-25-B"}
    assert page.locator("html").get_attribute("lang") == language
    assert me.faults == []


def bring_in(me, tmp_path, words) -> str:
    """Drop the file, say which column is which, accept what is suggested. The order's number."""
    page, path = me.page, tmp_path / "po.xlsx"
    path.write_bytes(order_file())
    me.go("/sales/messages/new/")
    page.fill("[data-combo='/lookup/sales.customer/'] [role=combobox]", "C-HL")
    page.wait_for_selector("#tk-options [data-value]")
    page.keyboard.press("Enter")
    page.set_input_files("[name=file]", path)
    me.see("file")
    page.click(f"button:has-text('{words['read']}')")
    page.wait_for_selector("form[action$='/columns/']")
    me.see("columns")
    page.click(f"button:has-text('{words['columns']}')")
    page.wait_for_selector("[data-accept]")
    me.see("unknown-part")
    page.locator("[data-accept]").first.click()
    page.wait_for_url("**/sales/orders/**")
    me.see("order")
    me.go(page.url.removeprefix(me.url).split("?")[0] + "?tab=review")
    page.wait_for_selector(".tk-badge.tk-green")
    me.see("review")
    return page.url.split("/orders/")[1].split("/")[0]


def quote_and_confirm(me, order):
    """Ask when, choose the first way."""
    page = me.page
    me.go(f"/sales/orders/{order}/")
    page.click("#promise [hx-post$='/ask/']")
    page.wait_for_selector(".tk-way form button")
    me.see("when")
    page.locator(".tk-way form button").first.click()
    page.wait_for_selector(".tk-head .tk-badge.tk-green")
    me.see("confirmed")


def schedule(me):
    """Compute a schedule, look at it, publish it."""
    page = me.page
    me.go("/board/")
    page.select_option("#run-seconds", "5")
    page.click(".tk-run-form button")
    page.wait_for_selector("#run-controls progress")
    me.rest()
    me.go("/board/runs/")
    page.click("#list-body tbody a >> nth=0")
    page.wait_for_selector("[hx-get$='/do/publish/']")
    me.see("run")
    page.click("[hx-get$='/do/publish/']")
    page.click("#dialog[open] .tk-dialog-foot button:not([data-close-dialog])")
    page.wait_for_selector(".tk-head .tk-badge.tk-green")
    me.go("/board/")
