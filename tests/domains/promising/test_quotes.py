"""When can I have it? A date that stock, material, machines and people can keep, and what holds it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taktline.flows import take_order
from taktline.inventory import queries as inventory
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, NotPermitted, StaleSnapshot
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.office import services as office
from taktline.promising import queries
from taktline.promising.errors import EngineeringMissing, NoSuchOption, OfferExpired
from taktline.promising.models import Offer, OfferPart
from taktline.promising.policies import PromisePolicy
from taktline.promising.types import Method, OptionKind
from taktline.resources import queries as resources
from taktline.sales import queries as sales
from taktline.scheduling.models import Publication
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, actor, make_site
from tests.builders.inventory import stock
from tests.builders.planning import confirmed_order, day
from tests.builders.promising import TODAY, make_pump, quoted, reviewed
from tests.builders.resources import make_centre
from tests.builders.scheduling import firm_everything, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def pump():
    """A pump put together of a body that one lathe turns from bar; seals are bought, ten working days away."""
    return make_pump()


def test_what_lies_in_stock_is_promised_for_the_day_asked_and_held(pump):
    stock(pump, 50)
    offer = quoted(reviewed((pump, 30, day(3))))

    (usual,) = offer.options
    (part,) = usual.parts
    assert (part.method, part.promised_on, part.earliest_on) == (Method.STOCK, day(3), TODAY)
    assert inventory.positions([pump], site_id=make_site().id, at=NOW)[pump].free == 20


def test_what_must_be_made_is_inserted_into_the_schedule_and_the_chain_says_what_holds_it(pump):
    confirmed_order((pump, 30, day(20)))
    firm_everything()
    publish()

    offer = quoted(reviewed((pump, 10, day(1))))
    part = offer.options[0].parts[0]

    assert part.method == Method.MAKE
    assert part.promised_on > day(1)
    kinds = [link["kind"] for link in part.chain]
    assert "machine" in kinds or "calendar" in kinds
    sentences = [queries.told(link, time_zone="Asia/Shanghai") for link in part.chain]
    assert all(sentences)


def test_material_that_must_be_bought_moves_the_date_and_is_named(pump):
    offer = quoted(reviewed((pump, 60, day(1))))
    part = offer.options[0].parts[0]

    purchase = [link for link in part.chain if link["kind"] == "purchase"]
    assert part.promised_on >= day(14)
    assert [(link["item"], link["days"]) for link in purchase] == [("SEAL", 10)]


def test_two_lines_are_not_promised_the_same_stock(pump):
    stock(pump, 50)
    offer = quoted(reviewed((pump, 40, day(2)), (pump, 40, day(2))))

    methods = sorted(part.method for part in offer.options[0].parts)
    assert methods == [Method.MAKE, Method.STOCK]


def test_a_late_line_gets_priced_options_and_overtime_reaches_the_calendars(pump):
    order_id = reviewed((pump, 40, day(2)))
    offer = quoted(order_id)
    options = {option.kind: option for option in offer.options}

    assert OptionKind.SPLIT in options
    split = options[OptionKind.SPLIT]
    assert [part.quantity for part in split.parts] == [24, 16]
    assert split.parts[0].promised_on < options[OptionKind.AS_IS].parts[0].promised_on
    assert split.cost.minor > 0
    assert queries.offer(offer.id, scope=Scope()).options[1].cost is None

    both = options.get(OptionKind.BOTH, split)
    take_order.confirm_order(order_id, offer_id=offer.id, option=both.kind, by=SYSTEM, at=NOW)
    deliveries = sales.demand_of(order_id)
    assert sorted(row.quantity for row in deliveries) == [16, 24]
    assert {row.promised_on for row in deliveries} == {part.promised_on for part in both.parts}
    if both.overtime:
        saturday = both.overtime[0].start.date()
        machine = next(each for each in resources.machines() if each.id == both.overtime[0].machine_id)
        assert resources.working_days(machine.calendar_id, saturday, 1)[0]


def test_only_late_lines_are_parted_and_each_part_keeps_its_own_delivery(pump):
    order_id = reviewed((pump, 40, day(2)), (pump, 10, day(200)), (pump, 20, day(3)))
    offer = quoted(order_id)
    wanted = {row.delivery_id: row.quantity for row in sales.demand_of(order_id)}

    split = next(option for option in offer.options if option.kind == OptionKind.SPLIT)
    found = {pk: [part.quantity for part in split.parts if part.delivery_id == pk] for pk in wanted}
    assert {pk: sum(parts) for pk, parts in found.items()} == wanted
    assert max(len(parts) for parts in found.values()) == 2
    late = {part.delivery_id for part in offer.options[0].parts if part.days_late}
    before = {part.delivery_id: part.promised_on for part in offer.options[0].parts}
    for pk, parts in found.items():
        if len(parts) == 2:  # only what comes late, and only where the first part comes sooner for it
            assert pk in late
            assert min(part.promised_on for part in split.parts if part.delivery_id == pk) < before[pk]


def test_capacity_held_for_one_customer_is_not_offered_to_the_next(pump):
    first = quoted(reviewed((pump, 10, day(1)))).options[0].parts[0]
    second = quoted(reviewed((pump, 10, day(1)))).options[0].parts[0]

    assert second.earliest_on > first.earliest_on


def test_confirming_with_the_offer_computes_nothing_and_hardens_the_stock(pump):
    stock(pump, 50)
    order_id = reviewed((pump, 30, day(3)))
    offer = quoted(order_id)

    take_order.confirm_order(order_id, offer_id=offer.id, by=SYSTEM, at=NOW)

    here = inventory.positions([pump], site_id=make_site().id, at=NOW)[pump]
    assert (here.reserved, here.soft) == (30, 0)
    assert sales.demand_of(order_id)[0].promised_on == day(3)
    with pytest.raises(IllegalMove):
        take_order.confirm_order(order_id, offer_id=offer.id, by=SYSTEM, at=NOW)


def test_an_offer_that_expired_is_of_another_order_or_lost_its_machine_is_refused_and_nothing_changes(pump):
    order_id = reviewed((pump, 10, day(1)))
    offer = quoted(order_id)
    late = NOW + timedelta(hours=2)
    with pytest.raises(OfferExpired):
        take_order.confirm_order(order_id, offer_id=offer.id, by=SYSTEM, at=late)
    with pytest.raises(NoSuchOption):
        take_order.confirm_order(order_id, offer_id=offer.id, option="magic", by=SYSTEM, at=NOW)

    confirmed_order((pump, 30, day(5)))
    firm_everything()
    publish(at=late)  # a run that finds the offer expired leaves it no room
    assert Publication.objects.exists()
    with pytest.raises(StaleSnapshot):
        take_order.confirm_order(order_id, offer_id=offer.id, by=SYSTEM, at=NOW)
    assert sales.demand_of(order_id)[0].promised_on is None
    assert Offer.objects.get(pk=offer.id).state == "open"


def test_asking_again_lets_the_first_answer_go(pump):
    stock(pump, 50)
    order_id = reviewed((pump, 30, day(3)))
    first, second = quoted(order_id), quoted(order_id)

    assert queries.offer(first.id, scope=EVERYTHING).state == "let_go"
    assert queries.current_offer(order_id, scope=EVERYTHING).id == second.id
    assert inventory.positions([pump], site_id=make_site().id, at=NOW)[pump].soft == 30


def test_an_item_without_a_recipe_cannot_be_promised(pump):
    new = make_item("NEW", supply="make")
    order_id = reviewed((new, 5, day(9)))
    with pytest.raises(EngineeringMissing, match="NEW"):
        take_order.quote_order(order_id, by=SYSTEM, at=NOW)
    assert not OfferPart.objects.exists()


def test_the_warehouse_may_not_ask_for_dates(pump):
    order_id = reviewed((pump, 5, day(9)))
    with pytest.raises(NotPermitted):
        take_order.quote_order(order_id, by=actor("warehouse_clerk"), at=NOW)


def test_one_piece_is_not_parted(pump):
    offer = quoted(reviewed((pump, 1, day(-1))))
    assert OptionKind.SPLIT not in {option.kind for option in offer.options}


def test_going_first_is_offered_for_a_rush_order_only_while_few_others_are_delayed(pump):
    for number in range(3):
        confirmed_order((pump, 5, day(20 + number)))
    firm_everything()
    publish()
    asked = reviewed((pump, 5, day(1)), rush=True)
    first = {option.kind: option for option in quoted(asked).options}[OptionKind.EXPEDITE]
    assert 0 < len(first.slips) <= 8
    assert all(slip.after > slip.before for slip in first.slips)

    office.set_policy(PromisePolicy(most_slips=0), valid_from=NOW, by=SYSTEM, at=NOW)
    assert OptionKind.EXPEDITE not in {option.kind for option in quoted(asked).options}


def test_a_deeper_structure_is_asked_for_in_as_many_queries(pump):
    bench = make_centre("ASSEMBLY", machines=1)
    unit = pump
    for level in range(5):
        unit = make_product(f"UNIT-{level}", lines=[(unit, 1)], operations=[(bench, 60)], lead_days=2)

    quoted(reviewed((pump, 2, day(300))))  # from here on something is held for somebody else
    counts = []
    for item in (pump, unit):
        order_id = reviewed((item, 2, day(300)))
        with CaptureQueriesContext(connection) as seen:
            take_order.quote_order(order_id, by=SYSTEM, at=NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    made = queries.current_offer(order_id, scope=EVERYTHING).options[0].parts[0]
    assert made.method == Method.MAKE
