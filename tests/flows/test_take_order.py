"""From an order to a commitment: drafted, reviewed, held, released, confirmed, cancelled."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from taktline.flows import take_order
from taktline.inventory import queries as inventory
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, NotPermitted, StaleSnapshot
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.office import queries as office
from taktline.parties import queries as parties
from taktline.parties import services as accounts
from taktline.parties.types import TermsKind
from taktline.sales import errors, queries, services
from taktline.sales.types import Axis, Change, Department, LineChange, OrderType
from tests.builders import identity, sales
from tests.builders import inventory as store
from tests.builders.sales import LATER, NOW, TODAY

pytestmark = pytest.mark.django_db


def sheet(order_id):
    return queries.sheet_of(order_id, scope=EVERYTHING)


def outcomes(order_id):
    return {(each.rule, each.line_id): each.outcome for each in sheet(order_id).verdicts}


def by_rule(order_id, rule):
    return [each for each in sheet(order_id).verdicts if each.rule == rule]


def test_a_clean_order_is_reviewed_confirmed_and_expected():
    item = sales.make_item()
    sales.agree(item, "188.8")
    order_id = sales.draft_order(sales.line(item, 10), customer_id=sales.make_customer(limit=100_000))

    reviewed = take_order.review_order(order_id, by=SYSTEM, at=NOW)

    assert [each for each in sheet(order_id).verdicts if each.outcome != "green"] == []
    assert reviewed.clean
    assert set(outcomes(order_id).values()) == {"green"}
    take_order.confirm_order(order_id, promises=sales.promises_of(order_id), by=SYSTEM, at=NOW)
    order = sheet(order_id)
    assert order.state == "confirmed"
    assert order.promised_on == order.projected_on == LATER
    (step,) = inventory.projection(item, site_id=order.site_id, at=NOW)
    assert (step.due, step.quantity, step.direction) == (LATER, Decimal(10), "out")
    assert parties.customer(order.customer_id).exposure.minor == 188_800 == order.gross.minor


def test_prices_come_from_the_agreement_and_add_up():
    item = sales.make_item()
    customer = sales.make_customer()
    sales.agree(item, "200")
    sales.agree(item, "188.8", customer_id=customer)
    sales.agree(item, "180", customer_id=customer, from_quantity=100)
    order = sheet(sales.draft_order(sales.line(item, 10), sales.line(item, 100), customer_id=customer))
    assert [each.price for each in order.lines] == [Decimal("188.8"), Decimal(180)]
    assert order.gross.minor == 188_800 + 1_800_000
    assert order.net.minor + order.tax.minor == order.gross.minor


def test_an_agreement_without_tax_is_restated_for_an_order_with_tax_and_in_its_unit():
    item = sales.make_item()
    sales.convert(item, from_unit="box", quantity=1, to_unit="pcs", worth=24)
    sales.agree(item, "100", tax_included=False)
    (line,) = sheet(sales.draft_order(sales.line(item, 2, unit="box"))).lines
    assert line.quantity_stock == 48
    assert line.price == Decimal(2712)  # 100 × 1.13 × 24
    assert (line.net.minor, line.tax.minor, line.gross.minor) == (480_000, 62_400, 542_400)


def test_three_percent_below_the_agreement_is_amber_and_holds_nothing():
    item = sales.make_item()
    sales.agree(item, "200", floor="180")
    order_id = sales.draft_order(sales.line(item, 10, price="194"))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    (verdict,) = by_rule(order_id, "price")
    assert verdict.outcome == "amber"
    assert "3" in verdict.text
    assert "194" not in verdict.text
    assert "194" in verdict.money
    assert sheet(order_id).holds == ()
    (blind,) = [each for each in queries.verdicts(order_id, scope=Scope(money=False)) if each.rule == "price"]
    assert blind.money == ""


def test_below_the_floor_waits_for_a_manager():
    item = sales.make_item()
    sales.agree(item, "200", floor="180")
    order_id = sales.draft_order(sales.line(item, 10, price="170"))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    assert sheet(order_id).holds == ("terms",)
    finance = identity.actor("finance_clerk")
    with pytest.raises(NotPermitted):
        take_order.release_hold(order_id, axis=Axis.TERMS, reason="ok", by=finance, at=NOW)
    take_order.release_hold(order_id, axis=Axis.TERMS, reason="新客户首单", by=identity.actor("plant_manager"), at=NOW)
    assert sheet(order_id).holds == ()


def test_beyond_the_credit_limit_the_order_is_held_and_finance_is_asked():
    clerk = identity.actor("sales_clerk")
    customer = sales.make_customer(limit=1000, clerk_id=clerk.id)
    order_id = sales.priced_order(customer_id=customer)
    take_order.review_order(order_id, by=clerk, at=NOW)
    assert sheet(order_id).holds == ("credit",)
    finance = identity.actor("finance_clerk")
    (task,) = office.my_tasks(actor=finance)
    assert sheet(order_id).number in task.title
    assert task.due is not None
    assert task.due.isoformat() == "2026-03-02T15:59:00+00:00", "by the end of the day in Shanghai"

    with pytest.raises(errors.OpenHolds):
        take_order.confirm_order(order_id, promises=sales.promises_of(order_id), by=SYSTEM, at=NOW)
    assert sheet(order_id).state == "reviewed"
    with pytest.raises(errors.ReasonNeeded):
        take_order.release_hold(order_id, axis=Axis.CREDIT, reason=" ", by=finance, at=NOW)
    with pytest.raises(NotPermitted):
        take_order.release_hold(order_id, axis=Axis.CREDIT, reason="please", by=clerk, at=NOW)

    take_order.release_hold(order_id, axis=Axis.CREDIT, reason="已收款", by=finance, at=NOW)
    assert office.my_tasks(actor=finance) == []
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    assert sheet(order_id).holds == ()  # what a person released stays released
    take_order.confirm_order(order_id, promises=sales.promises_of(order_id), by=SYSTEM, at=NOW)
    assert sheet(order_id).state == "confirmed"


def test_a_larger_order_brings_a_released_credit_hold_back():
    customer = sales.make_customer(limit=1000)
    order_id = sales.priced_order(customer_id=customer)
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    take_order.release_hold(order_id, axis=Axis.CREDIT, reason="已收款", by=SYSTEM, at=NOW)
    item = sheet(order_id).lines[0].item_id
    order = sales.OrderInput(customer, sheet(order_id).site_id, (sales.line(item, 999),))
    services.edit_order(order_id, order, by=SYSTEM, at=NOW)
    assert sheet(order_id).state == "draft"
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    assert sheet(order_id).holds == ("credit",)


def test_a_blocked_customer_holds_and_its_end_clears_the_hold():
    customer = sales.make_customer()
    accounts.block_party(customer, reason="欠款", by=SYSTEM, at=NOW)
    order_id = sales.priced_order(customer_id=customer)
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    assert sheet(order_id).holds == ("credit",)
    accounts.unblock_party(customer, reason="已付", by=SYSTEM, at=NOW)
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    assert sheet(order_id).holds == ()


def test_a_prepayment_holds_until_finance_has_seen_it():
    sales.make_terms("P30", kind=TermsKind.PREPAID, days=0, share=Decimal("0.3"))
    order_id = sales.priced_order(customer_id=sales.make_customer(terms="P30"))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    (verdict,) = by_rule(order_id, "terms")
    assert (verdict.outcome, verdict.axis) == ("red", "terms")
    assert "566.40" in verdict.money


def test_the_customers_number_twice_is_held_as_a_duplicate():
    customer = sales.make_customer()
    first = sales.priced_order(customer_id=customer, customer_number="PO-1")
    second = sales.priced_order(customer_id=customer, customer_number="PO-1")
    take_order.review_order(second, by=SYSTEM, at=NOW)
    (verdict,) = by_rule(second, "duplicate")
    assert verdict.outcome == "red"
    assert sheet(first).number in verdict.text
    assert sheet(second).holds == ("data",)


def test_stock_is_shared_between_the_lines_of_an_order():
    item = sales.make_item()
    sales.agree(item, "10")
    store.stock(item, 15)
    order_id = sales.draft_order(sales.line(item, 10), sales.line(item, 10))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    first, second = by_rule(order_id, "stock")
    assert first.evidence["free"] == "15"
    assert second.evidence == {"free": "5", "unit": "pcs", "short": "5"}


def test_without_stock_the_lead_time_says_when():
    item = sales.make_item(lead_days=60)
    sales.agree(item, "10")
    order_id = sales.draft_order(sales.line(item, 10))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    (verdict,) = by_rule(order_id, "date")
    assert verdict.outcome == "amber"
    assert verdict.evidence["on"] == (TODAY + timedelta(days=60)).isoformat()


def test_expected_supply_covers_a_line_by_its_day():
    item = sales.make_item()
    sales.agree(item, "10")
    store.expect(item, 20, due=date(2026, 3, 20))
    order_id = sales.draft_order(sales.line(item, 10))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    (stock,) = by_rule(order_id, "stock")
    assert stock.evidence["on"] == "2026-03-20"


def test_a_part_that_is_not_released_goes_to_engineering_and_cannot_be_promised():
    item = sales.make_item(released=False)
    sales.agree(item, "10")
    order_id = sales.draft_order(sales.line(item, 10), type=OrderType.SAMPLE)
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    order = sheet(order_id)
    assert order.holds == ("engineering",)
    assert {each.department for each in order.sign_offs} == {"engineering", "purchasing", "production", "quality"}
    engineer = identity.actor("engineer")
    assert len(office.my_tasks(actor=engineer)) == 2  # release it, and sign it off
    with pytest.raises(errors.EngineeringGap):
        take_order.release_hold(order_id, axis=Axis.ENGINEERING, reason="快点", by=engineer, at=NOW)

    sales.goods.release_item(item, by=SYSTEM, at=NOW)
    line_id = order.lines[0].id
    with pytest.raises(NotPermitted):
        take_order.sign_off(line_id, department=Department.QUALITY, approved=True, remark="", by=engineer, at=NOW)
    signers = {"engineering": "engineer", "purchasing": "buyer", "production": "planner", "quality": "quality_engineer"}
    for department, role in signers.items():
        take_order.sign_off(
            line_id, department=Department(department), approved=True, remark="", by=identity.actor(role), at=NOW
        )
    order = sheet(order_id)
    assert order.holds == ()
    assert office.my_tasks(actor=engineer) == []


def test_a_line_without_item_is_held_and_never_confirmed():
    order_id = sales.draft_order(sales.line(None, 10, text="新泵 CB-99", price="10"))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    assert sheet(order_id).holds == ("engineering",)
    services.release_hold(order_id, axis=Axis.ENGINEERING, reason="?", by=SYSTEM, at=NOW)
    with pytest.raises(errors.UnresolvedLines):
        take_order.confirm_order(order_id, promises={}, by=SYSTEM, at=NOW)


def test_an_order_edited_after_its_review_cannot_be_confirmed():
    order_id = sales.reviewed_order()
    order = sheet(order_id)
    item = order.lines[0].item_id
    services.edit_order(
        order_id, sales.OrderInput(order.customer_id, order.site_id, (sales.line(item, 11),)), by=SYSTEM, at=NOW
    )
    with pytest.raises(IllegalMove):
        take_order.confirm_order(order_id, promises=sales.promises_of(order_id), by=SYSTEM, at=NOW)


def test_every_delivery_needs_a_date():
    item = sales.make_item()
    sales.agree(item, "10")
    order_id = sales.draft_order(sales.line(item, 10, deliveries=[(LATER, 6), (LATER + timedelta(days=7), 4)]))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    some = dict(list(sales.promises_of(order_id).items())[:1])
    with pytest.raises(errors.UnpromisedLines):
        take_order.confirm_order(order_id, promises=some, by=SYSTEM, at=NOW)
    order = sheet(order_id)
    assert order.state == "reviewed"
    assert [each.promised_on for each in order.lines[0].deliveries] == [None, None]


def test_dated_deliveries_must_add_up():
    item = sales.make_item()
    with pytest.raises(errors.DeliveriesDoNotAddUp):
        sales.draft_order(sales.line(item, 10, deliveries=[(LATER, 6), (LATER, 5)]))


def test_a_cancelled_order_lets_everything_go():
    order_id = sales.confirmed_order()
    order = sheet(order_id)
    item = order.lines[0].item_id
    take_order.cancel_order(order_id, reason="客户取消", by=SYSTEM, at=NOW)
    assert sheet(order_id).state == "cancelled"
    assert inventory.projection(item, site_id=order.site_id, at=NOW) == []
    assert parties.customer(order.customer_id).exposure.minor == 0
    with pytest.raises(IllegalMove):
        take_order.cancel_order(order_id, reason="again", by=SYSTEM, at=NOW)


def test_what_has_left_cannot_be_cancelled():
    order_id = sales.confirmed_order()
    (row,) = queries.demand_of(order_id)
    services.set_delivered([services.DeliveredRow(row.delivery_id, delivered=Decimal(4))], by=SYSTEM, at=NOW)
    with pytest.raises(errors.AlreadyDelivered):
        take_order.cancel_order(order_id, reason="客户取消", by=SYSTEM, at=NOW)
    assert sheet(order_id).delivery == 40


def test_a_change_is_shown_first_and_applies_whole():
    order_id = sales.confirmed_order()
    order = sheet(order_id)
    (line,) = order.lines
    new = sales.make_item()
    sales.agree(new, "50")
    wanted = Change(
        lines=(
            LineChange(line_id=line.id, quantity=Decimal(25), requested_on=date(2026, 4, 20)),
            LineChange(new=sales.line(new, 4, on=date(2026, 5, 1)), promised_on=date(2026, 5, 1)),
        ),
        reason="客户加单",
    )
    preview = take_order.preview_change(order_id, wanted, by=SYSTEM, at=NOW)
    assert {each["field"] for each in preview.impact["lines"]} == {"quantity", "requested_on", "new"}
    assert sheet(order_id).lines == order.lines  # nothing has changed yet

    take_order.apply_change(preview.change_id, by=SYSTEM, at=NOW)
    after = sheet(order_id)
    assert [each.quantity for each in after.lines] == [25, 4]
    assert after.gross.minor == 25 * 18_880 + 4 * 5_000
    assert parties.customer(order.customer_id).exposure.minor == after.gross.minor
    (step,) = inventory.projection(line.item_id, site_id=order.site_id, at=NOW)
    assert step.quantity == 25
    (step,) = inventory.projection(new, site_id=order.site_id, at=NOW)
    assert (step.due, step.quantity) == (date(2026, 5, 1), 4)


def test_a_change_that_cannot_be_changes_nothing():
    order_id = sales.confirmed_order()
    (row,) = queries.demand_of(order_id)
    services.set_delivered([services.DeliveredRow(row.delivery_id, delivered=Decimal(4))], by=SYSTEM, at=NOW)
    before = sheet(order_id)
    line = before.lines[0]
    wanted = Change(
        lines=(
            LineChange(new=sales.line(line.item_id, 5), promised_on=LATER),
            LineChange(line_id=line.id, quantity=Decimal(3)),
        ),
        reason="减少",
    )
    with pytest.raises(errors.BelowDelivered):
        take_order.change_order(order_id, wanted, by=SYSTEM, at=NOW)
    assert sheet(order_id) == before


def test_an_older_preview_is_stale():
    order_id = sales.confirmed_order()
    (line,) = sheet(order_id).lines
    wanted = Change(lines=(LineChange(line_id=line.id, quantity=Decimal(12)),), reason="a")
    first = take_order.preview_change(order_id, wanted, by=SYSTEM, at=NOW)
    second = take_order.preview_change(order_id, wanted, by=SYSTEM, at=NOW)
    take_order.apply_change(first.change_id, by=SYSTEM, at=NOW)
    with pytest.raises(StaleSnapshot):
        take_order.apply_change(second.change_id, by=SYSTEM, at=NOW)


def test_a_quotation_is_sent_revised_won_and_becomes_an_order():
    item = sales.make_item()
    sales.agree(item, "100")
    store.stock(item, 50)
    customer = sales.make_customer()
    site = identity.make_site().id
    drafted = take_order.create_quotation(
        services.QuotationInput(customer, site, date(2026, 4, 1), (sales.line(item, 10),), holds_stock=True),
        by=SYSTEM,
        at=NOW,
    )
    take_order.send_quotation(drafted.order_id, by=SYSTEM, at=NOW)
    assert inventory.position(item, site_id=site, at=NOW).soft == 10
    assert take_order.revise_quotation(drafted.order_id, by=SYSTEM, at=NOW) == 2
    take_order.send_quotation(drafted.order_id, by=SYSTEM, at=NOW)
    order = take_order.accept_quotation(drafted.order_id, customer_number="PO-9", by=SYSTEM, at=NOW)
    quotation = queries.quotation(drafted.order_id, scope=EVERYTHING)
    assert (quotation.state, quotation.order_number) == ("won", order.number)
    assert [each.version for each in quotation.versions] == [2, 1]
    won = sheet(order.order_id)
    assert (won.customer_number, won.lines[0].price, won.state) == ("PO-9", Decimal(100), "reviewed")
    assert inventory.position(item, site_id=site, at=NOW).soft == 0


def test_an_expired_quotation_must_be_revised_and_a_lost_one_says_why():
    item = sales.make_item()
    quotation = services.QuotationInput(sales.make_customer(), identity.make_site().id, TODAY, (sales.line(item, 1, price=5),))
    first = take_order.create_quotation(quotation, by=SYSTEM, at=NOW)
    take_order.send_quotation(first.order_id, by=SYSTEM, at=NOW)
    with pytest.raises(errors.QuotationExpired):
        take_order.accept_quotation(first.order_id, by=SYSTEM, at=NOW + timedelta(days=3))
    with pytest.raises(errors.ReasonNeeded):
        take_order.lose_quotation(first.order_id, reason="", by=SYSTEM, at=NOW)
    take_order.lose_quotation(first.order_id, reason="价格", by=SYSTEM, at=NOW)
    assert queries.quotation(first.order_id, scope=EVERYTHING).lost_reason == "价格"


def test_a_quotation_runs_out_with_its_last_day_at_the_site_and_frees_its_stock():
    item = sales.make_item()
    store.stock(item, 10)
    line = sales.line(item, 4, price=5)
    wanted = services.QuotationInput(sales.make_customer(), identity.make_site().id, TODAY, (line,), holds_stock=True)
    made = take_order.create_quotation(wanted, by=SYSTEM, at=NOW)
    take_order.send_quotation(made.order_id, by=SYSTEM, at=NOW)
    site_id = identity.make_site().id
    assert inventory.free_stock([item], site_id=site_id, at=NOW)[item] == 6
    evening = datetime(2026, 3, 2, 15, 59, tzinfo=UTC)  # 23:59 in China
    assert take_order.expire_quotations(evening) == 0
    assert take_order.expire_quotations(evening + timedelta(minutes=1)) == 1
    assert queries.quotation(made.order_id, scope=EVERYTHING).state == "expired"
    assert inventory.free_stock([item], site_id=site_id, at=evening)[item] == 10
