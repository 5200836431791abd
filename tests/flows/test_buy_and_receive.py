"""Stories of buying, from the order to what comes of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail as django_mail

from taktline.config.wiring import REACTIONS
from taktline.flows import buy_and_receive as flow
from taktline.kernel import deliver
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, InvalidInput
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.source import Source
from taktline.office import queries as office
from taktline.office import services as desk
from taktline.office.errors import OwnRequest
from taktline.parties import services as parties
from taktline.parties.types import ContactDraft
from taktline.planning import queries as plans
from taktline.planning import services as planning
from taktline.purchasing import queries, services
from taktline.purchasing.errors import AboveLimit, NoApprovalNeeded, NotAsked
from taktline.purchasing.services import LineChange
from taktline.purchasing.types import ORDER
from taktline.sales import queries as sales
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, actor, make_site
from tests.builders.parties import make_supplier
from tests.builders.planning import confirmed_order, day, delivery_of, plan, proposed
from tests.builders.purchasing import make_draft, make_purchase, make_requisition, make_supplier_item
from tests.builders.scheduling import firm_everything

pytestmark = pytest.mark.django_db


def a_second_later(at=NOW):
    later = at + timedelta(seconds=1)
    deliver.relay(REACTIONS, at=later)
    deliver.deliver(REACTIONS, at=later, limit=1000)


def state(order_id):
    return queries.purchase_order(order_id, scope=EVERYTHING).state


def costly(amount):
    """A draft order of one piece at a price."""
    return make_draft(
        make_requisition(
            make_item(default_supplier_id=make_supplier(), purchase_price=Decimal(amount)), quantity=1
        )
    )


def test_small_orders_are_approved_by_the_buyer_large_ones_by_who_may():
    buyer, manager, owner = actor("buyer"), actor("plant_manager"), actor("owner")
    small, large, huge = costly(50_000), costly(50_001), costly(2_000_000)
    services.approve_order(small, by=buyer, at=NOW)
    with pytest.raises(NoApprovalNeeded):
        services.ask_approval(costly(10), reason="请批", by=buyer, at=NOW)
    with pytest.raises(AboveLimit):
        services.approve_order(large, by=buyer, at=NOW)
    assert state(large) == "draft"
    services.ask_approval(large, reason="年度备料", by=buyer, at=NOW)
    services.approve_order(large, by=manager, at=NOW)
    with pytest.raises(AboveLimit):
        services.approve_order(huge, by=manager, at=NOW)
    services.ask_approval(huge, reason="年度备料", by=buyer, at=NOW)
    services.approve_order(huge, by=owner, at=NOW)
    assert [state(each) for each in (small, large, huge)] == ["approved"] * 3
    assert all(row.state == "approved" for row in office.approvals_of(Source(ORDER, large), scope=EVERYTHING))


def test_what_is_decided_among_the_approvals_moves_the_order_a_second_later():
    buyer, manager = actor("buyer"), actor("plant_manager")
    good, bad = costly(90_000), costly(80_000)
    for order in (good, bad):
        services.ask_approval(order, reason="急用", by=buyer, at=NOW)
    with pytest.raises(OwnRequest):
        desk.decide_approval(
            office.approvals_of(Source(ORDER, good), scope=EVERYTHING)[0].id,
            approve=True,
            by=actor_like(buyer, manager),
            at=NOW,
        )
    for order, yes in ((good, True), (bad, False)):
        (asked,) = office.approvals_of(Source(ORDER, order), scope=EVERYTHING)
        desk.decide_approval(asked.id, approve=yes, note="太贵", by=manager, at=NOW)
    a_second_later()
    assert (state(good), state(bad)) == ("approved", "draft")
    assert [task.kind for task in office.tasks_of(Source(ORDER, bad), actor=buyer)] == [
        "purchasing.order-rejected"
    ]
    (line,) = queries.lines_of(queries.purchase_order(bad, scope=EVERYTHING).number, scope=EVERYTHING)
    services.change_order(bad, [LineChange(line.id, price=Decimal(40_000))], by=buyer, at=NOW)
    services.approve_order(bad, by=buyer, at=NOW)
    assert office.tasks_of(Source(ORDER, bad), actor=buyer) == []


def actor_like(asker, decider):
    """The asker, with the decider's roles."""
    return type(asker)(asker.kind, asker.id, asker.name, decider.permits, decider.scope, roles=decider.roles)


def test_an_order_can_be_sent_back_and_a_changed_one_has_to_be_asked_for_again():
    buyer, manager = actor("buyer"), actor("plant_manager")
    order = costly(90_000)
    with pytest.raises(NotAsked):
        services.reject_order(order, reason="不要", by=manager, at=NOW)
    services.ask_approval(order, reason="急用", by=buyer, at=NOW)
    (line,) = queries.lines_of(queries.purchase_order(order, scope=EVERYTHING).number, scope=EVERYTHING)
    with pytest.raises(InvalidInput):
        services.change_order(order, [LineChange(line.id, price=Decimal(-1))], by=buyer, at=NOW)
    services.change_order(
        order, [LineChange(line.id, price=Decimal(95_000))], note="含运费", by=buyer, at=NOW
    )
    assert office.approvals_of(Source(ORDER, order), scope=EVERYTHING)[0].state == "withdrawn"
    services.ask_approval(order, reason="急用", by=buyer, at=NOW)
    with pytest.raises(InvalidInput):
        services.reject_order(order, reason=" ", by=manager, at=NOW)
    services.reject_order(order, reason="太贵", by=manager, at=NOW)
    a_second_later()
    assert state(order) == "draft"


def test_an_order_goes_out_by_mail_as_a_pdf_in_the_suppliers_language():
    order = costly(100)
    buyer = actor("buyer")
    with pytest.raises(IllegalMove):
        flow.send_order(order, to="a@supplier.example", by=buyer, at=NOW)
    services.approve_order(order, by=buyer, at=NOW)
    with pytest.raises(InvalidInput):
        flow.send_order(order, to="nobody", by=buyer, at=NOW)
    assert state(order) == "approved"
    flow.send_order(order, to="a@supplier.example", by=buyer, at=NOW)
    desk.deliver_mails(NOW)
    (sent,) = django_mail.outbox
    number = queries.purchase_order(order, scope=EVERYTHING).number
    assert sent.subject.startswith(f"采购单 {number}")
    ((name, content, kind),) = sent.attachments
    assert (name, content[:5], kind) == (f"{number}.pdf", b"%PDF-", "application/pdf")
    assert state(order) == "sent"
    assert flow.order_paper(order, language="en", scope=Scope())[:5] == b"%PDF-"


def test_a_supplier_names_days_that_can_be():
    order = costly(100)
    services.approve_order(order, by=actor("buyer"), at=NOW)
    flow.send_order(order, by=actor("buyer"), at=NOW)
    row = queries.purchase_order(order, scope=EVERYTHING)
    (line,) = queries.lines_of(row.number, scope=EVERYTHING)
    for wrong in (row.ordered_on - timedelta(days=1), row.ordered_on + timedelta(days=4000)):
        with pytest.raises(InvalidInput):
            services.acknowledge(order, promised={line.id: wrong}, by=actor("buyer"), at=NOW)
    services.acknowledge(
        order, promised={line.id: row.ordered_on}, reference="SO-8812", by=actor("buyer"), at=NOW
    )
    assert queries.purchase_order(order, scope=EVERYTHING).supplier_reference == "SO-8812"


@pytest.fixture
def pump():
    """A pump of two seals that are bought from a supplier with a mail address."""
    supplier = make_supplier(name="恒封密封件", name_en="Hengfeng Seals")
    parties.set_contacts(supplier, [ContactDraft("封安", mail="seals@supplier.example")], by=SYSTEM, at=NOW)
    seal = make_item("SEAL", lead_days=10, default_supplier_id=supplier, purchase_price=Decimal("2.5"))
    return make_product("PUMP", lines=[(seal, 2)], lead_days=2), seal, supplier


def test_a_supplier_who_slips_moves_the_promise_and_is_chased_with_the_customer_who_waits(pump):
    pump_id, _seal, _supplier = pump
    order = confirmed_order((pump_id, 50, day(30)))
    plan()
    firm_everything()
    (wanted,) = queries.buy_now(scope=EVERYTHING)
    purchase = make_purchase(wanted.id)
    (line,) = queries.lines_of(queries.purchase_order(purchase, scope=EVERYTHING).number, scope=EVERYTHING)
    services.acknowledge(purchase, promised={line.id: line.due}, by=SYSTEM, at=NOW)
    plan()
    assert flow.expedite_list(scope=EVERYTHING, at=NOW) == []
    before = sales.projected_dates([delivery_of(order).id])[delivery_of(order).id]

    services.move_date(purchase, promised={line.id: day(45)}, reason="缺料", by=SYSTEM, at=NOW)
    a_second_later()
    assert planning.dirty_sites(at=NOW + timedelta(seconds=30), quiet=timedelta()) == [make_site().id]
    plan()
    (chased,) = flow.expedite_list(scope=EVERYTHING, at=NOW)
    number = sales.sheet_of(order, scope=EVERYTHING).number
    assert (chased.risk, chased.cover.number) == ("breaks", number)
    assert chased.days == chased.cover.late_days > 0
    assert sales.projected_dates([delivery_of(order).id])[delivery_of(order).id] > before
    assert page(plans.EXCEPTIONS, scope=EVERYTHING).rows  # the planner sees it

    assert flow.remind_suppliers([line.id], by=actor("buyer"), at=NOW) == 1
    desk.deliver_mails(NOW)
    assert "SEAL" in django_mail.outbox[0].body


def test_a_preferred_suppliers_lead_time_counts_for_the_plan(pump):
    pump_id, seal, supplier = pump
    confirmed_order((pump_id, 50, day(60)))
    plan()
    (usual,) = [row for row in proposed() if row.item_id == seal]
    make_supplier_item(supplier, seal, is_preferred=True, lead_days=30)
    a_second_later()
    plan()
    (slower,) = [row for row in proposed() if row.item_id == seal]
    assert usual.start - slower.start >= timedelta(days=18)


def test_who_has_no_mail_address_cannot_be_reminded_by_mail():
    order = make_purchase()
    (line,) = queries.lines_of(queries.purchase_order(order, scope=EVERYTHING).number, scope=EVERYTHING)
    with pytest.raises(flow.NoMailAddress):
        flow.remind_suppliers([line.id], by=actor("buyer"), at=NOW)
    assert office.mails_of(Source(ORDER, order), scope=EVERYTHING) == []


def test_an_absurd_amount_is_approved_by_nobody():
    order = costly(100)
    (line,) = queries.lines_of(queries.purchase_order(order, scope=EVERYTHING).number, scope=EVERYTHING)
    services.change_order(order, [LineChange(line.id, Decimal(10**9), Decimal(10**9))], by=actor("buyer"), at=NOW)
    with pytest.raises(InvalidInput):
        services.approve_order(order, by=SYSTEM, at=NOW)
    assert state(order) == "draft"
