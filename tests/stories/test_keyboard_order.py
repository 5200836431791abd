"""Five lines typed in under a minute without the mouse, and rows pasted from a spreadsheet, prices shown meanwhile."""

import os
import time

import pytest

from tests.builders.identity import make_site, make_user
from tests.builders.sales import agree, make_customer, make_item
from tests.builders.web import BUILT
from tests.stories.person import Person, open_chromium

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its loop in this thread

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUILT.exists(), reason="the front end has not been built"),
]


@pytest.fixture
def clerk(live_server):
    make_site()
    make_customer("C-9", clerk_id=make_user("sales_clerk", username="lin", language="en"))
    for number in range(1, 8):
        agree(make_item(f"GP-{number}"), "113", floor="100")
    with open_chromium() as chromium:
        yield Person(chromium, live_server.url, "en", "lin")


def to_the_lines(clerk):
    """Customer by code, then Tab until the first line."""
    page = clerk.page
    clerk.until("document.activeElement.id === 'f-customer'")
    page.keyboard.type("C-9")
    for _tab in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "f-lines[0].item":
            return
    raise AssertionError("Tab does not lead to the lines")


def test_five_lines_are_typed_in_under_a_minute_without_the_mouse(clerk):
    page, keys = clerk.page, clerk.page.keyboard
    clerk.go("/sales/orders/new/")
    began = time.monotonic()
    to_the_lines(clerk)
    for number in range(1, 6):
        keys.type(f"GP-{number}")
        keys.press("Tab")
        keys.type(f"{number}0")
        if number == 1:
            keys.press("Tab")
            keys.type("20991220")
        keys.press("Enter")
    clerk.until("document.querySelector('.tk-sums')?.innerText.includes('16,950.00')")
    figures = page.inner_text(".tk-figures")
    assert "15,000.00" in figures, "net, at 13 % tax"
    assert "100" in figures, "the floor price"
    clerk.see("typed-order")
    keys.press("Control+Enter")
    page.wait_for_url("**/sales/orders/SO-**")
    assert time.monotonic() - began < 60
    table = page.inner_text(".tk-table:has-text('GP-5')")
    assert all(f"GP-{number}" in table for number in range(1, 6))
    assert table.count("2099-12-20") >= 5, "an empty date is that of the line above"
    assert clerk.faults == []


def test_rows_copied_from_a_spreadsheet_become_lines(clerk):
    page = clerk.page
    clerk.go("/sales/orders/new/")
    to_the_lines(clerk)
    rows = "\n".join(f"GP-{number}\t{number}\t2099/12/{number}" for number in range(1, 8))
    page.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(paste);
        }""",
        rows,
    )
    clerk.until(
        "[...document.querySelectorAll('[name^=lines][name$=item]')].filter((box) => box.value).length === 7"
    )
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sales/orders/SO-**")
    assert "GP-7" in page.inner_text("#detail")
    assert clerk.faults == []
