"""What a promise keeps of machines and people: kept from others, handed to its work orders, and let go in time."""

from datetime import timedelta
from decimal import Decimal

import pytest

from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, NotFound, NotPermitted, StaleSnapshot
from taktline.kernel.scope import EVERYTHING
from taktline.promising import queries, services
from taktline.promising.errors import AlreadyPromised
from taktline.promising.models import Offer, OfferSlot
from taktline.promising.types import OptionKind
from taktline.resources import queries as resources
from taktline.resources.types import ExceptionKind
from taktline.sales import queries as sales
from taktline.sales.types import Change, LineChange
from tests.builders.identity import NOW, actor, make_site
from tests.builders.planning import confirmed_order, day, plan, proposed
from tests.builders.promising import make_pump, promised, quoted, reviewed
from tests.builders.scheduling import firm_everything, publish, slots_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pump():
    """A pump of one turned body; one lathe, one bench."""
    return make_pump()


def finish(order_id):
    """When an offer could be kept at the earliest."""
    return quoted(order_id).options[0].parts[0].earliest_on


def overtime_days():
    """The overtime in all calendars."""
    return [
        each
        for row in resources.calendars().values()
        for each in row.exceptions
        if each.kind == ExceptionKind.OVERTIME
    ]


def test_a_delivery_that_is_changed_away_frees_its_machines_for_the_next_customer(pump):
    order_id = promised((pump, 20, day(1)))
    waiting = reviewed((pump, 20, day(1)))
    behind = finish(waiting)

    line = sales.sheet_of(order_id, scope=EVERYTHING).lines[0]
    change = Change(lines=(LineChange(line_id=line.id, quantity=Decimal(1)),), reason="fewer")
    take_order.change_order(order_id, change, by=SYSTEM, at=NOW)

    assert finish(waiting) < behind
    assert queries.current_offer(order_id, scope=EVERYTHING).state == "accepted"


def test_cancelling_frees_capacity_and_takes_back_overtime_that_nobody_else_needs(pump):
    asked = reviewed((pump, 40, day(2)))
    offer = quoted(asked)
    with_overtime = next(each for each in offer.options if each.overtime)
    take_order.confirm_order(asked, offer_id=offer.id, option=with_overtime.kind, by=SYSTEM, at=NOW)
    assert len(overtime_days()) >= len(with_overtime.overtime) > 0
    held = queries.kept_room(make_site().id, at=NOW)

    take_order.cancel_order(asked, reason="customer withdrew", by=SYSTEM, at=NOW)

    assert held
    assert not queries.kept_room(make_site().id, at=NOW)
    assert overtime_days() == []


def test_overtime_that_another_promise_stands_in_stays(pump):
    asked = reviewed((pump, 40, day(2)))
    offer = quoted(asked)
    with_overtime = next(each for each in offer.options if each.overtime)
    take_order.confirm_order(asked, offer_id=offer.id, option=with_overtime.kind, by=SYSTEM, at=NOW)
    before = len(overtime_days())
    theirs = OfferSlot.objects.filter(part__option__offer__order_id=promised((pump, 30, day(2))))
    needed = [
        each
        for each in with_overtime.overtime
        if theirs.filter(machine_id=each.machine_id, begin__lt=each.end, end__gt=each.start).exists()
    ]
    assert needed, "the next customer was promised time in the same Saturday shift"

    take_order.cancel_order(asked, reason="customer withdrew", by=SYSTEM, at=NOW)

    assert len(needed) <= len(overtime_days()) <= before


def test_a_new_schedule_leaves_room_for_what_was_promised_and_then_hands_it_over(pump):
    confirmed_order((pump, 10, day(5)))
    firm_everything()
    promised((pump, 10, day(1)))
    held = queries.kept_room(make_site().id, at=NOW)
    run_id = publish()

    assert held
    assert not any(
        slot.machine_id == room.machine_id and slot.begin < room.end and room.begin < slot.end
        for slot in slots_of(run_id)
        for room in held
    )
    plan()
    firm_everything()
    assert queries.kept_room(make_site().id, at=NOW) == []


def test_between_firming_and_the_next_schedule_nobody_else_is_promised_the_time(pump):
    confirmed_order((pump, 1, day(5)))
    firm_everything()
    publish()
    promised((pump, 20, day(1)))
    waiting = reviewed((pump, 20, day(1)))
    before = finish(waiting)
    firm_everything()
    assert proposed() == []
    assert finish(waiting) >= before
    publish()
    assert finish(waiting) >= before


def test_the_second_delivery_of_a_split_keeps_its_own_capacity(pump):
    asked = reviewed((pump, 40, day(2)))
    offer = quoted(asked)
    take_order.confirm_order(asked, offer_id=offer.id, option=OptionKind.SPLIT, by=SYSTEM, at=NOW)
    first, second = (row.delivery_id for row in sales.demand_of(asked))

    services.let_go_deliveries([second], by=SYSTEM, at=NOW)

    chosen = OfferSlot.objects.filter(part__option__offer=offer.id, part__option__kind=OptionKind.SPLIT)
    assert set(chosen.values_list("part__delivery_id", flat=True)) == {first}


def test_a_closed_order_holds_nothing(pump):
    asked = promised((pump, 10, day(1)))
    assert queries.kept_room(make_site().id, at=NOW)
    assert (
        services.let_go_deliveries([row.delivery_id for row in sales.demand_of(asked)], by=SYSTEM, at=NOW) > 0
    )
    assert not queries.kept_room(make_site().id, at=NOW)


def test_accepting_and_letting_go_need_their_permits_and_the_site(pump):
    asked = reviewed((pump, 10, day(1)))
    offer = quoted(asked)
    elsewhere = actor("sales_clerk", sites=[make_site("S2").id])
    for act in (
        lambda by: services.accept(offer.id, order_id=asked, by=by, at=NOW),
        lambda by: services.let_go(asked, by=by, at=NOW),
        lambda by: services.let_go_deliveries([1], by=by, at=NOW),
    ):
        with pytest.raises(NotPermitted):
            act(actor("warehouse_clerk"))
    with pytest.raises(NotFound):
        services.accept(offer.id, order_id=asked, by=elsewhere, at=NOW)
    assert services.let_go(asked, by=elsewhere, at=NOW) == 0
    assert Offer.objects.get(pk=offer.id).state == "open"


def test_a_confirmed_order_is_not_asked_for_again_so_that_its_promise_is_not_lost(pump):
    asked = promised((pump, 10, day(1)))
    with pytest.raises(AlreadyPromised):
        take_order.quote_order(asked, by=SYSTEM, at=NOW)
    assert queries.current_offer(asked, scope=EVERYTHING).state == "accepted"


def test_a_person_whom_the_schedule_took_makes_the_offer_stale(pump):
    asked = reviewed((pump, 10, day(1)))
    offer = quoted(asked)
    confirmed_order((pump, 30, day(5)))
    firm_everything()
    publish(at=NOW + timedelta(hours=2))
    with pytest.raises((StaleSnapshot, IllegalMove)):
        services.accept(offer.id, order_id=asked, by=SYSTEM, at=NOW)
