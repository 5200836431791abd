"""The machine board under a planner's mouse: drag a bar, see who slips, keep it or leave it; and axe finds nothing."""

import os

import pytest

from taktline.kernel.scope import EVERYTHING
from taktline.sales import queries as sales
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, PASSWORD, make_user
from tests.builders.inventory import stock
from tests.builders.planning import confirmed_order, day
from tests.builders.promising import reviewed
from tests.builders.resources import default_calendar, make_centre
from tests.builders.scheduling import firm_everything, publish, published, slots_of
from tests.builders.web import chromium_path
from tests.faces.web.test_browser import AXE, BUILT

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUILT.exists(), reason="the front end has not been built"),
]


@pytest.fixture
def shop(monkeypatch):
    """Two lathes and a bench with three scheduled orders; pages read the tests' clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    default_calendar()
    lathes = make_centre("TURN", machines=2)
    bench = make_centre("BENCH", machines=1)
    steel = make_item("STEEL", lead_days=2)
    stock(steel, 1000)
    body = make_product("BODY", lines=[(steel, 1)], operations=[(lathes, 3600)], lead_days=2)
    pump = make_product("PUMP", lines=[(body, 1)], operations=[(bench, 300)], lead_days=2)
    for quantity, due in ((20, 4), (10, 3), (30, 6)):
        confirmed_order((pump, quantity, day(due)))
    firm_everything()
    publish()
    return pump


@pytest.fixture
def page(shop, live_server):
    """A planner's board; complaints of the content policy fail the test."""
    from playwright.sync_api import sync_playwright

    make_user("admin", username="boss", language="en")
    with sync_playwright() as started:
        running = started.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        found = running.new_context(viewport={"width": 1024, "height": 768}).new_page()
        faults: list[str] = []
        found.on("pageerror", lambda error: faults.append(str(error)))
        found.goto(live_server.url + "/sign-in/")
        found.fill("[name=username]", "boss")
        found.fill("[name=password]", PASSWORD)
        found.click("button.tk-primary")
        found.wait_for_url(live_server.url + "/")
        found.goto(live_server.url + "/board/")
        found.wait_for_selector("[data-part=scroller] canvas")
        yield found
        assert faults == []
        running.close()


def grab(page):
    """Choose the last operation that may be moved, by the table; where it is drawn."""
    board = page.evaluate("fetch('/board/data/').then((answer) => answer.json())")
    bar = max((each for each in board["bars"] if each["eligible"]), key=lambda each: each["start"])
    if page.locator("[data-part=as-table]").get_attribute("aria-expanded") == "false":
        page.click("[data-part=as-table]")
    page.locator("[data-part=table] tr", has_text=bar["label"]).locator("button, a").first.click()
    page.locator("[data-part=scroller]").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    box = page.locator("[data-part=scroller]").bounding_box()
    x, y = map(int, page.locator("[data-board]").get_attribute("data-at").split())
    return box["x"] + x, box["y"] + y


def drag(page, *, by):
    """Drag a bar along its machine and let go; the panel says what would happen."""
    x, y = grab(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by // 2, y, steps=4)
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()
    page.wait_for_selector("[data-part=panel] >> text=What would happen")
    page.wait_for_selector("[data-part=panel] button:has-text('Keep')")


def serious(page):
    """What axe finds serious or critical."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        f"{each['id']}: {node['html'][:140]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:3]
    ]


def test_a_bar_is_dragged_looked_at_left_and_dragged_again_and_kept(page):
    before = published().id
    drag(page, by=90)
    panel = page.locator("[data-part=panel]").inner_text()
    assert "SO-" in panel, panel  # the customer's order that slips is named before anything is kept
    page.click("[data-part=panel] button:has-text('Undo')")
    page.wait_for_selector("[data-part=panel] button:has-text('Keep')", state="detached")
    assert published().id == before

    drag(page, by=90)
    with page.expect_response("**/board/keep/**") as kept:
        page.click("[data-part=panel] button:has-text('Keep')")
    assert kept.value.status == 200
    after = published().id
    assert after != before
    assert sum(slot.is_pinned for slot in slots_of(after)) == 1


def test_axe_finds_nothing_serious_on_the_board_and_the_promise_of_an_order(page, shop, live_server):
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found = serious(page)
    order = sales.sheet_of(reviewed((shop, 40, day(2))), scope=EVERYTHING)
    page.goto(f"{live_server.url}/sales/orders/{order.number}/")
    page.click("#promise form button, #promise button")
    page.wait_for_selector(".tk-ways")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found += serious(page)
    assert not found, "\n".join(found)
