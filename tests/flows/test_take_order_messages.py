"""Customers' messages: received, understood or waiting with the reason, learnt from, and never taken twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taktline.catalog import queries as catalog
from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.listing import count, page
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.office import queries as office
from taktline.sales import errors, queries
from taktline.sales.types import Channel, LineAnswer
from tests.builders import identity, sales, tables
from tests.builders.sales import NOW

pytestmark = pytest.mark.django_db
DUE = date(2026, 5, 1)
COLUMNS = {"item": 0, "name": 1, "quantity": 2, "unit": 3, "price": 4, "requested": 5}


def send(content, **more):
    return take_order.receive_message(sales.message(content, **more), by=SYSTEM, at=NOW)


def seen(message_id):
    return queries.message(message_id, scope=EVERYTHING)


def all_messages():
    return count(queries.MESSAGES, scope=EVERYTHING)


def two_known_items(customer):
    items = [sales.make_item(), sales.make_item()]
    for item, code in zip(items, ("FK-1", "FK-2"), strict=True):
        sales.agree(item, "100")
        sales.teach(customer, code, item)
    return items


def test_an_excel_order_is_confirmed_once_by_its_columns_and_from_then_on_goes_through():
    customer = sales.make_customer()
    items = two_known_items(customer)
    first = tables.workbook_of([("FK-1", "泵", 10, "件", 100, DUE), ("FK-2", "泵", 5, "个", 100, DUE)])
    received = send(first, customer_id=customer, sender="po@changhe.example")
    assert received.order_id is None
    waiting = seen(received.message_id)
    assert waiting.fault_codes == ("layout-unconfirmed",)
    assert waiting.layout["columns"] == COLUMNS
    clerk = identity.actor("sales_clerk")
    assert len(office.my_tasks(actor=clerk)) == 1

    done = take_order.confirm_layout(received.message_id, columns=COLUMNS, by=SYSTEM, at=NOW)
    assert done.order_id is not None
    assert office.my_tasks(actor=clerk) == []
    order = queries.sheet_of(done.order_id, scope=EVERYTHING)
    assert [(each.item_id, each.quantity, each.unit) for each in order.lines] == [
        (items[0], 10, "pcs"),
        (items[1], 5, "pcs"),
    ]
    assert order.state == "reviewed"
    assert order.message_number == seen(received.message_id).number

    second = tables.workbook_of([("FK-1", "泵", 7, "件", 100, DUE)])
    again = send(second, customer_id=customer, sender="po@changhe.example")
    assert again.order_id is not None  # the layout is remembered


def test_the_same_message_twice_makes_one_order():
    customer = sales.make_customer()
    (item, _other) = two_known_items(customer)
    lines = [{"item_id": item, "quantity": "3", "requested_on": "2026-05-01"}]
    order = sales.structured(lines, customer_id=customer, customer_number="PO-5")
    first = take_order.receive_message(order, by=SYSTEM, at=NOW)
    second = take_order.receive_message(order, by=SYSTEM, at=NOW)
    assert first.is_new
    assert not second.is_new
    assert (second.order_id, second.order_number) == (first.order_id, first.order_number)
    assert count(queries.ORDERS, scope=EVERYTHING) == 1
    assert all_messages() == 1


def test_unknown_items_wait_with_the_reason_and_are_learnt():
    customer = sales.make_customer()
    (known, _other) = two_known_items(customer)
    target = sales.make_item(name="双联齿轮泵 CB-20")
    sales.agree(target, "300")
    lines = [
        {"customer_item_code": "FK-1", "quantity": "3", "requested_on": "2026-05-01"},
        {"customer_item_code": "NEW-7", "text": "双联齿轮泵", "quantity": "2", "requested_on": "2026-05-01"},
    ]
    received = take_order.receive_message(sales.structured(lines, customer_id=customer), by=SYSTEM, at=NOW)
    assert received.order_id is None
    waiting = seen(received.message_id)
    assert waiting.open_count == 1
    first, second = waiting.lines
    assert (first.item_id, first.faults) == (known, ())
    assert second.fault_codes == ("item-unknown",)
    assert "NEW-7" in second.faults[0]
    assert target in [each.id for each in catalog.suggest_items("双联齿轮泵")]

    drafted = take_order.answer_line(second.id, answer=LineAnswer(item_id=target), by=SYSTEM, at=NOW)
    assert drafted is not None  # that was the last thing open
    assert queries.sheet_of(drafted.order_id, scope=EVERYTHING).lines[1].item_id == target
    assert catalog.find_customer_item(customer, "new-7") == target
    other = [{"customer_item_code": "NEW-7", "quantity": "9", "requested_on": "2026-05-02"}]
    again = take_order.receive_message(sales.structured(other, customer_id=customer), by=SYSTEM, at=NOW)
    assert again.order_id is not None


def test_a_customers_own_unit_is_learnt():
    customer = sales.make_customer()
    item = sales.make_item()
    sales.agree(item, "10")
    lines = [{"customer_item_code": "X", "quantity": "2", "unit": "箱", "requested_on": "2026-05-01"}]
    received = take_order.receive_message(sales.structured(lines, customer_id=customer), by=SYSTEM, at=NOW)
    (line,) = seen(received.message_id).lines
    take_order.answer_line(line.id, answer=LineAnswer(item_id=item), by=SYSTEM, at=NOW)
    (line,) = seen(received.message_id).lines
    assert line.fault_codes == ("unit-unknown",)
    drafted = take_order.answer_line(line.id, answer=LineAnswer(unit_factor=Decimal(24)), by=SYSTEM, at=NOW)
    (made,) = queries.sheet_of(drafted.order_id, scope=EVERYTHING).lines
    assert (made.quantity, made.unit, made.quantity_stock) == (2, "箱", 48)
    assert made.gross.minor == 48_000


def test_three_unknown_items_a_negative_quantity_and_a_past_date_each_say_so():
    customer = sales.make_customer()
    two_known_items(customer)
    content = tables.workbook_of(
        [
            ("U-1", "", 1, "", "", DUE),
            ("U-2", "", 1, "", "", DUE),
            ("U-3", "", 1, "", "", DUE),
            ("FK-1", "", -4, "", "", DUE),
            ("FK-2", "", 4, "", "", date(2020, 1, 1)),
        ]
    )
    received = send(content, customer_id=customer, layout_known=True)
    waiting = seen(received.message_id)
    assert [line.fault_codes for line in waiting.lines] == [
        ("item-unknown",),
        ("item-unknown",),
        ("item-unknown",),
        ("quantity-not-positive",),
        ("date-past",),
    ]
    assert waiting.open_count == 5
    assert count(queries.ORDERS, scope=EVERYTHING) == 0


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (tables.zip_bomb(), errors.ZipBomb),
        (tables.long_workbook(3000), errors.TooManyLines),
        (b"\x89PNG\r\n\x1a\n\x00", errors.NotATable),
        (tables.workbook_of([("x",)], headings=("天气",)), errors.WrongSheet),
        (tables.workbook_of([("A", "b", DUE)], headings=("料号", "品名", "交期")), errors.MissingColumn),
    ],
)
def test_what_cannot_be_an_order_is_refused_and_nothing_is_kept(content, refusal):
    with pytest.raises(refusal):
        send(content, customer_id=sales.make_customer())
    assert all_messages() == 0


def test_a_message_of_nobody_waits_until_somebody_says_whose_it_is():
    customer = sales.make_customer()
    two_known_items(customer)
    content = "料号\t数量\t交期\nFK-1\t3\t2026-05-01\n".encode()
    received = send(content, channel=Channel.PASTE, name="", layout_known=True)
    assert "customer-missing" in seen(received.message_id).fault_codes
    drafted = take_order.choose_customer(received.message_id, customer_id=customer, by=SYSTEM, at=NOW)
    assert drafted is not None


def test_a_rejected_message_may_come_again():
    content = "料号,数量,交期\nU,3,2026-05-01\n".encode()
    customer = sales.make_customer()
    first = send(content, customer_id=customer, name="a.csv")
    with pytest.raises(errors.ReasonNeeded):
        take_order.reject_message(first.message_id, reason="", by=SYSTEM, at=NOW)
    take_order.reject_message(first.message_id, reason="发错了", by=SYSTEM, at=NOW)
    second = send(content, customer_id=customer, name="a.csv")
    assert second.is_new
    assert second.message_id != first.message_id


def test_a_new_part_goes_to_engineering_with_the_order():
    customer = sales.make_customer()
    lines = [{"text": "新泵按图", "quantity": "2", "price": "99", "requested_on": "2026-05-01"}]
    received = take_order.receive_message(sales.structured(lines, customer_id=customer), by=SYSTEM, at=NOW)
    (line,) = seen(received.message_id).lines
    drafted = take_order.answer_line(line.id, answer=LineAnswer(as_new=True), by=SYSTEM, at=NOW)
    assert queries.sheet_of(drafted.order_id, scope=EVERYTHING).holds == ("engineering",)


def test_a_clean_order_of_a_customer_who_wants_it_so_passes_without_hands():
    customer = sales.make_customer(auto=True)
    (item, _other) = two_known_items(customer)
    lines = [{"item_id": item, "quantity": "3", "requested_on": "2026-05-01"}]
    received = take_order.receive_message(sales.structured(lines, customer_id=customer), by=SYSTEM, at=NOW)
    order = queries.sheet_of(received.order_id, scope=EVERYTHING)
    assert (order.state, order.promised_on) == ("confirmed", DUE)


def test_a_clerk_sees_own_customers_only():
    mine, theirs = identity.actor("sales_clerk"), identity.actor("sales_clerk")
    order_id = sales.priced_order(customer_id=sales.make_customer(clerk_id=mine.id))
    assert [row.id for row in page(queries.ORDERS, scope=mine.scope).rows] == [order_id]
    assert page(queries.ORDERS, scope=theirs.scope).rows == []


def test_amounts_are_hidden_from_those_who_may_not_see_money():
    order_id = sales.reviewed_order()
    blind = Scope(money=False)
    order = queries.sheet_of(order_id, scope=blind)
    assert order.gross is None
    assert order.lines[0].price is None
    assert all(each.money == "" for each in order.verdicts)
    (row,) = page(queries.ORDERS, scope=blind).rows
    assert "gross" not in row.values


def queries_of(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_orders_cost_the_same_number_of_queries_whatever_their_length():
    short, long = sales.reviewed_order(lines=1), sales.reviewed_order(lines=12)

    def confirm(order_id):
        dates = sales.promises_of(order_id)
        return queries_of(lambda: take_order.confirm_order(order_id, promises=dates, by=SYSTEM, at=NOW))

    look = [queries_of(lambda each=each: queries.sheet_of(each, scope=EVERYTHING)) for each in (short, long)]
    assert look == [7, 7]
    again = [queries_of(lambda each=each: take_order.review_order(each, by=SYSTEM, at=NOW)) for each in (short, long)]
    assert again[0] == again[1]
    confirmed = [confirm(short), confirm(long)]
    assert confirmed[0] == confirmed[1]
    assert confirmed[0] <= 24


def test_the_list_costs_one_query_whatever_its_length():
    for _each in range(3):
        sales.priced_order()
    assert queries_of(lambda: page(queries.ORDERS, scope=EVERYTHING)) == 1
    assert queries_of(lambda: page(queries.ORDER_LINES, scope=EVERYTHING)) == 1


def test_taking_an_order_by_program_costs_a_constant_number_of_queries():
    customer = sales.make_customer()
    items = [sales.make_item() for _each in range(8)]
    for item in items:
        sales.agree(item, "10")

    def take(number):
        lines = [{"item_id": item, "quantity": "1", "requested_on": "2026-05-01"} for item in items[:number]]
        message = sales.structured(lines, customer_id=customer, customer_number=f"N{number}")
        return queries_of(lambda: take_order.receive_message(message, review=False, by=SYSTEM, at=NOW))

    costs = [take(1), take(8)]
    assert costs[1] <= costs[0]
    assert costs[1] <= 28
