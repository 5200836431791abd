"""Wrong input on the pages: a sentence with its code, and nothing has changed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.promising import queries as promising
from taktline.sales import queries as sales
from tests.builders import tables
from tests.builders.catalog import make_product
from tests.builders.identity import make_site
from tests.builders.resources import make_centre
from tests.builders.sales import NOW, draft_order, line, make_customer, make_item, teach
from tests.builders.web import HTMX, browser, text_of

DUE = date(2099, 4, 10)
ROW = ("FK-1", "泵", 3, "件", 100, DUE)

pytestmark = pytest.mark.django_db


def kept() -> tuple[int, int]:
    """How many messages and orders there are."""
    return tuple(len(page(each, scope=EVERYTHING).rows) for each in (sales.MESSAGES, sales.ORDERS))


@pytest.fixture
def clerk():
    make_site()
    return browser("owner")


def drop(clerk, content, name="po.xlsx", **more):
    """Drop a file into the inbox."""
    file = SimpleUploadedFile(name, content)
    return clerk.post(
        "/sales/messages/new/", {"customer": make_customer(), "file": file} | more, headers=HTMX
    )


def several_sheets():
    book = Workbook()
    book.active.title = "封面"
    book.active.append(["致：采购部"])
    book.create_sheet("说明").append(["谢谢"])
    return tables.saved(book)


@pytest.mark.parametrize(
    ("content", "name", "code", "words"),
    [
        (several_sheets(), "po.xlsx", "sales.wrong-sheet", "封面, 说明"),
        (tables.workbook_of([ROW[:2]], headings=("料号", "品名")), "po.xlsx", "sales.missing-column", "no column for Quantity"),
        (tables.long_workbook(100_000), "po.xlsx", "sales.too-many-lines", "Split it"),
        (tables.zip_bomb(), "po.xlsx", "sales.file-unpacks-too-large", "po.xlsx"),
        (b"%PDF-1.7 no workbook", "po.pdf", "sales.not-a-table", "po.pdf"),
        (b"\xd0\xcf\x11\xe0 half a workbook", "po.xls", "sales.not-a-table", "po.xls"),
    ],
    ids=["wrong-sheet", "missing-column", "100000-rows", "zip-bomb", "pdf", "torn"],
)  # fmt: skip
def test_a_file_that_is_no_order_is_refused_with_a_sentence_and_kept_nowhere(
    clerk, content, name, code, words
):
    before = kept()
    answer = drop(clerk, content, name)
    assert answer.status_code in (409, 413, 422)
    assert code in text_of(answer)
    assert words in text_of(answer)
    assert kept() == before


def test_what_is_wrong_with_lines_is_said_line_by_line_and_no_order_is_made(clerk):
    customer = make_customer("C-7")
    teach(customer, "FK-1", make_item())
    rows = [(f"X-{number}", "泵", 1, "件", 1, DUE) for number in range(3)]
    rows += [
        ("FK-1", "泵", -5, "件", 1, DUE),
        ("FK-1", "泵", 5, "件", 1, date(2020, 1, 1)),
        ("FK-1", "泵", "=1+", "件", 1, DUE),
    ]
    answer = drop(clerk, tables.workbook_of(rows), customer=customer)
    assert answer.status_code == 204
    shown = text_of(clerk.get(answer.headers["HX-Redirect"]))
    for sentence in ("is not known for this customer", "is not above zero", "is past", "formula"):
        assert sentence in shown
    assert shown.count("is not known for this customer") == 3
    assert kept() == (1, 0)


def test_the_same_file_twice_makes_one_message(clerk):
    customer = make_customer("C-8")
    content = tables.workbook_of([ROW])
    first, second = (drop(clerk, content, customer=customer).headers["HX-Redirect"] for _time in range(2))
    assert first == second
    assert kept() == (1, 0)


@pytest.mark.parametrize("quantity", ["-3", "0", "many", "1e30"])
def test_a_typed_quantity_that_is_none_is_marked_and_nothing_is_entered(clerk, quantity):
    data = {"customer": make_customer(), "lines[0].item": make_item(), "lines[0].quantity": quantity}
    data["lines[0].requested_on"] = DUE.isoformat()
    before = kept()
    answer = clerk.post("/sales/orders/new/", data, headers=HTMX)
    if answer.status_code == 204:  # kept as a message that says what is wrong
        assert "is not above zero" in text_of(clerk.get(answer.headers["HX-Redirect"]))
        assert kept() == (before[0] + 1, before[1])
        return
    assert answer.status_code == 422
    assert "tk-notice" in text_of(answer) or "alert" in text_of(answer)
    assert kept() == before


def test_a_machine_without_a_calendar_is_named_where_a_date_is_asked_for(clerk):
    centre = make_centre("BARE", with_calendar=False)
    pump = make_product("PUMP", operations=[(centre, 60)])
    order_id = reviewed_line(pump)
    order = sales.sheet_of(order_id, scope=EVERYTHING)
    answer = clerk.post(f"/promise/{order.number}/ask/", headers=HTMX)
    assert "resources.no-calendar" in text_of(answer)
    assert "has no calendar" in text_of(answer)
    assert promising.current_offer(order_id, scope=EVERYTHING) is None


def reviewed_line(item_id):
    """A reviewed order of five pieces."""
    order_id = draft_order(line(item_id, 5, price=10, on=DUE))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    return order_id
