"""Stories of making: pieces use material, products come into stock with their value and their ancestors."""

from datetime import timedelta
from decimal import Decimal

import pytest

from taktline.flows.make.report_operation import report_operation
from taktline.inventory import queries as inventory
from taktline.inventory.errors import WrongPlace
from taktline.inventory.models import Balance, Expectation, Lot, Reservation
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInput
from taktline.office.models import Task
from taktline.shopfloor import errors, services
from taktline.shopfloor.models import (
    Completion,
    Issue,
    MadeLot,
    Material,
    Operation,
    QuantityReport,
    UsedLot,
    WorkOrder,
)
from taktline.shopfloor.types import MATERIAL, WORK_ORDER, Finished, IssueLine, Offcut, Pieces, Who
from tests.builders.catalog import make_bom, make_item, make_routing
from tests.builders.identity import NOW, actor, make_site
from tests.builders.inventory import make_place, make_store, stock
from tests.builders.resources import make_centre
from tests.builders.shopfloor import released_order

pytestmark = pytest.mark.django_db
ALONE = Who()


@pytest.fixture(autouse=True)
def books_agree():
    yield
    assert inventory.drifts() == []


class Shop:
    """A shaft of one bar each, turned and ground, at 60 yuan a machine hour."""

    def __init__(self, *, quantity=10, steps=2, tracking="lot", per=1):
        self.bar = make_item("BAR", tracking="lot")
        self.shaft = make_item("SHAFT", supply="make", tracking=tracking)
        make_bom(self.shaft, (self.bar, per))
        centre = make_centre(rate=60)
        make_routing(self.shaft, *((centre, 60, {}) for _ in range(steps)))
        self.order = released_order(self.shaft, quantity=quantity)
        rows = Operation.objects.filter(work_order_id=self.order).order_by("number")
        self.operations = list(rows.values_list("pk", flat=True))
        self.line = Material.objects.get(work_order_id=self.order).pk

    def report(self, at, good=1, *, by=SYSTEM, who=ALONE, **more):
        pieces = Pieces(good=Decimal(good), **more)
        return report_operation(self.operations[at], pieces, who=who, by=by, at=NOW)

    def issue(self, quantity, *, lot="", by=SYSTEM, reason="", **more):
        lot_id = inventory.lot_by_code(lot, item_id=self.bar).id if lot else 0
        line = IssueLine(self.line, Decimal(quantity), make_store() if lot else 0, lot_id, **more)
        return services.issue(self.order, [line], reason=reason, by=by, at=NOW)

    def state(self):
        return WorkOrder.objects.get(pk=self.order).state


def on_hand(item_id, kinds=("warehouse",)):
    rows = Balance.objects.filter(item_id=item_id, place__kind__in=kinds)
    return sum(row.on_hand for row in rows), sum(row.value_minor for row in rows)


def expected(kind):
    return {row.item_id: row.quantity for row in Expectation.objects.filter(source_kind=kind)}


def test_an_order_is_made_from_bars_to_shafts_with_value_and_ancestors():
    shop = Shop(quantity=10)
    stock(shop.bar, 30, lot="H1", value=3000)
    services.start(shop.operations[0], "run", who=ALONE, by=SYSTEM, at=NOW - timedelta(minutes=5))
    services.pause(shop.operations[0], everybody=True, who=ALONE, by=SYSTEM, at=NOW)
    shop.report(0, 10, by=actor("operator"))
    assert expected(MATERIAL) == {}
    assert on_hand(shop.bar, ("wip",)) == (10, 100_000)
    assert expected(WORK_ORDER) == {shop.shaft: 10}
    outcome = shop.report(1, 4, by=actor("operator"))
    assert (outcome.completed.quantity, expected(WORK_ORDER)) == (4, {shop.shaft: 6})
    shop.report(1, 6)
    assert shop.state() == "completed"
    assert on_hand(shop.shaft) == (10, 100_500)  # ten bars at 100 yuan and five minutes at 60 yuan an hour
    assert on_hand(shop.bar, ("wip",)) == (0, 0)
    assert expected(WORK_ORDER) == expected(MATERIAL) == {}
    assert {row.lot.code for row in UsedLot.objects.all()} == {"H1"}
    assert Lot.objects.get(item_id=shop.shaft).code == WorkOrder.objects.get().number


def test_a_report_whose_material_is_not_in_the_books_is_kept_and_counted_again():
    shop = Shop(quantity=10)
    stock(shop.bar, 4, lot="H1", value=400)
    outcome = shop.report(0, 10)
    assert [(each.wanted, each.taken) for each in outcome.missing] == [(10, 4)]
    assert (Operation.objects.get(pk=shop.operations[0]).good, Material.objects.get().issued) == (10, 4)
    task = Task.objects.get(kind="shopfloor.material-missing")
    assert (task.role, task.data["item"]) == ("warehouse_clerk", "BAR")
    assert expected(MATERIAL) == {shop.bar: 6}  # the plan still knows what is owed


def test_issue_by_hand_uses_what_was_reserved_and_nothing_is_backflushed_twice():
    shop = Shop(quantity=10)
    stock(shop.bar, 6, lot="H1", value=600)
    stock(shop.bar, 6, lot="H2", value=1200)
    assert services.reserve_materials(shop.order, by=SYSTEM, at=NOW).missing == ()
    shop.issue(4, by=actor("warehouse_clerk"))
    shop.issue(2, lot="H2")  # the clerk scans another lot than the one that was kept
    assert sum(row.quantity - row.taken for row in Reservation.objects.filter(state="hard")) == 4
    shop.issue(4)
    assert Material.objects.get().issued == 10
    assert not Reservation.objects.filter(state="hard").exists()
    shop.report(0, 10)
    assert Issue.objects.filter(kind="backflush").count() == 0


def test_more_than_the_recipe_needs_a_reason_and_somebody_who_may():
    shop = Shop(quantity=10)
    stock(shop.bar, 30, lot="H1")
    with pytest.raises(errors.OverIssue):
        shop.issue(11, by=actor("warehouse_clerk"))
    with pytest.raises(errors.OverIssueNeedsReason):
        shop.issue(11, by=actor("team_leader"))
    assert not Issue.objects.exists()
    shop.issue(11, by=actor("team_leader"), reason="料短")
    assert Material.objects.get().issued == 11


def test_material_goes_back_whole_or_as_an_offcut_with_its_heat_number():
    shop = Shop(quantity=10)
    stock(shop.bar, 10, lot="H1", value=1000)
    lot = Lot.objects.get(code="H1")
    Lot.objects.filter(pk=lot.pk).update(attributes={"heat_number": "A77"})
    (issued,) = shop.issue(10).issues
    assert Lot.objects.get(code="H1").state == "consumed"
    services.return_material(issued, Decimal(2), place_id=make_store(), by=SYSTEM, at=NOW)
    assert Lot.objects.get(code="H1").state == "released"
    offcut = Offcut("H1-A", 640)
    services.return_material(issued, Decimal(1), place_id=make_store(), offcut=offcut, by=SYSTEM, at=NOW)
    made = Lot.objects.get(code="H1-A")
    assert made.attributes == {"heat_number": "A77", "length_mm": "640", "cut_from": "H1"}
    assert on_hand(shop.bar) == (3, 30_000)
    assert Material.objects.get().issued == 7
    assert MadeLot.objects.get().lot_id == made.pk
    with pytest.raises(errors.NotInWip):
        services.return_material(issued, Decimal(8), place_id=make_store(), by=SYSTEM, at=NOW)


def test_a_wrong_report_is_mended_and_everything_it_did_goes_back():
    shop = Shop(quantity=10)
    stock(shop.bar, 10, lot="H1", value=1000)
    shop.report(0, 10)
    wrong = shop.report(1, 10)
    assert shop.state() == "completed"
    first = QuantityReport.objects.order_by("pk").first().pk
    with pytest.raises(errors.Blocked):
        services.reverse_report(first, reason="数错", by=SYSTEM, at=NOW)
    services.reverse_report(wrong.reported.report_id, reason="数错", by=actor("team_leader"), at=NOW)
    assert (shop.state(), on_hand(shop.shaft), on_hand(shop.bar, ("wip",))) == (
        "in_progress",
        (0, 0),
        (10, 100_000),
    )
    with pytest.raises(errors.ReversedAlready):
        services.reverse_report(wrong.reported.report_id, reason="数错", by=SYSTEM, at=NOW)
    services.reverse_report(first, reason="数错", by=SYSTEM, at=NOW)
    states = list(Operation.objects.order_by("number").values_list("state", "good"))
    assert states == [("paused", 0), ("paused", 0)]
    assert (on_hand(shop.bar), expected(MATERIAL)) == ((10, 100_000), {shop.bar: 10})
    shop.report(0, 9, scrap_machining=Decimal(1), reason="dimension")
    shop.report(1, 9)
    assert (shop.state(), on_hand(shop.shaft)) == ("completed", (9, 100_000))


def test_a_product_that_went_on_blocks_its_reversal():
    shop = Shop(quantity=2, steps=1)
    stock(shop.bar, 2, lot="H1", value=200)
    made = shop.report(0, 2).completed
    part = make_item("PUMP", supply="make")
    make_bom(part, (shop.shaft, 1))
    make_routing(part, (make_centre(), 60))
    user = released_order(part, quantity=2)
    line = Material.objects.get(work_order_id=user).pk
    (issued,) = services.issue(user, [IssueLine(line, Decimal(2))], by=SYSTEM, at=NOW).issues
    with pytest.raises(errors.Blocked) as refused:
        services.reverse_completion(made.completion_id, reason="错", by=SYSTEM, at=NOW)
    assert WorkOrder.objects.get(pk=user).number in str(refused.value)
    services.reverse_issue(issued, reason="错", by=SYSTEM, at=NOW)
    services.reverse_completion(made.completion_id, reason="错", by=SYSTEM, at=NOW)
    assert (on_hand(shop.shaft), on_hand(shop.bar, ("wip",))) == ((0, 0), (2, 20_000))


def test_a_cancelled_order_gives_its_material_back_or_writes_it_off():
    shop = Shop(quantity=10)
    stock(shop.bar, 20, lot="H1", value=2000)
    shop.issue(10)
    services.cancel(shop.order, reason="客户取消", by=SYSTEM, at=NOW)
    assert (on_hand(shop.bar), expected(MATERIAL), expected(WORK_ORDER)) == ((20, 200_000), {}, {})
    other = released_order(shop.shaft, quantity=10)
    line = Material.objects.get(work_order_id=other).pk
    services.issue(other, [IssueLine(line, Decimal(10))], by=SYSTEM, at=NOW)
    services.cancel(other, reason="客户取消", scrap=True, by=SYSTEM, at=NOW)
    assert (on_hand(shop.bar), on_hand(shop.bar, ("wip",))) == ((10, 100_000), (0, 0))


def test_serial_numbers_are_drawn_piece_by_piece():
    shop = Shop(quantity=3, steps=1, tracking="serial")
    stock(shop.bar, 3, lot="H1", value=100)
    shop.report(0, 2)
    shop.report(0, 1)
    number = WorkOrder.objects.get().number
    assert set(Lot.objects.filter(item_id=shop.shaft).values_list("code", flat=True)) == {
        f"{number}-{at:03d}" for at in (1, 2, 3)
    }
    assert on_hand(shop.shaft)[1] == 10_000


def test_an_approved_alternate_counts_for_the_line_and_another_item_does_not():
    bar, thick, wood = make_item("BAR"), make_item("BAR-THICK"), make_item("WOOD")
    shaft = make_item("SHAFT", supply="make")
    group = {"alternate_group": "A"}
    make_bom(shaft, (bar, 2, group), (thick, 1, {**group, "alternate_priority": 1}))
    make_routing(shaft, (make_centre(), 60))
    order = released_order(shaft, quantity=5)
    line = Material.objects.get(work_order_id=order).pk
    for item in (thick, wood):
        stock(item, 10, value=100)
    with pytest.raises(errors.NoSuchAlternate):
        services.issue(order, [IssueLine(line, Decimal(5), item_id=wood)], by=SYSTEM, at=NOW)
    services.issue(order, [IssueLine(line, Decimal(5), item_id=thick)], by=SYSTEM, at=NOW)
    assert Material.objects.get(pk=line).issued == 10


def test_an_order_that_is_all_scrap_ends_with_nothing_in_stock():
    shop = Shop(quantity=2)
    stock(shop.bar, 2, lot="H1", value=200)
    shop.report(0, 0, scrap_material=Decimal(2), reason="crack")
    assert (shop.state(), on_hand(shop.shaft), on_hand(shop.bar, ("wip",))) == ("completed", (0, 0), (0, 0))
    assert expected(WORK_ORDER) == {}


def test_products_booked_by_hand_are_no_more_than_reported():
    shop = Shop(quantity=2, steps=1)
    with pytest.raises(errors.NotMade):
        services.complete(shop.order, Finished(Decimal(1)), by=SYSTEM, at=NOW)
    assert not Completion.objects.exists()


def test_a_report_that_took_from_two_lots_gives_both_back_and_the_line_wants_it_all_again():
    shop = Shop(quantity=10, steps=1)
    stock(shop.bar, 6, lot="H1", value=600)
    stock(shop.bar, 4, lot="H2", value=400)
    wrong = shop.report(0, 10)
    services.reverse_report(wrong.reported.report_id, reason="数错", by=SYSTEM, at=NOW)
    assert (on_hand(shop.bar), Material.objects.get().issued) == ((10, 100_000), 0)
    assert expected(MATERIAL) == {shop.bar: 10}


def test_scrap_that_was_none_opens_what_was_done_without_it():
    shop = Shop(quantity=10)
    stock(shop.bar, 10, lot="H1", value=1000)
    Operation.objects.update(transfer_quantity=1)
    wrong = shop.report(0, 0, scrap_machining=Decimal(4), reason="dimension")
    shop.report(0, 6)
    shop.report(1, 6)
    assert shop.state() == "completed"
    services.reverse_report(wrong.reported.report_id, reason="没有报废", by=SYSTEM, at=NOW)
    assert shop.state() == "in_progress"
    assert set(Operation.objects.values_list("state", flat=True)) == {"paused"}
    shop.report(0, 4)
    shop.report(1, 4)
    assert (shop.state(), on_hand(shop.shaft)[0]) == ("completed", 10)


def test_what_was_cancelled_is_reversed_no_more():
    shop = Shop(quantity=10, steps=1)
    stock(shop.bar, 10, lot="H1", value=1000)
    made = shop.report(0, 4)
    services.cancel(shop.order, reason="客户取消", by=SYSTEM, at=NOW)
    for refused in (
        lambda: services.reverse_report(made.reported.report_id, reason="错", by=SYSTEM, at=NOW),
        lambda: services.reverse_completion(made.completed.completion_id, reason="错", by=SYSTEM, at=NOW),
    ):
        with pytest.raises(errors.OrderNotOpen):
            refused()
    assert (on_hand(shop.shaft)[0], on_hand(shop.bar, ("wip",)), expected(MATERIAL)) == (4, (0, 0), {})


def test_an_alternate_that_counts_by_thirds_is_kept_to_the_millionth():
    bar, thick = make_item("BAR"), make_item("BAR-THICK")
    shaft = make_item("SHAFT", supply="make")
    make_bom(
        shaft,
        (bar, 1, {"alternate_group": "A"}),
        (thick, 3, {"alternate_group": "A", "alternate_priority": 1}),
    )
    make_routing(shaft, (make_centre(), 60))
    order = released_order(shaft, quantity=5)
    line = Material.objects.get(work_order_id=order).pk
    stock(thick, 10, value=100)
    services.issue(order, [IssueLine(line, Decimal(10), item_id=thick)], by=SYSTEM, at=NOW)
    assert Material.objects.get(pk=line).issued == Decimal("3.333333")


def test_nothing_goes_to_or_comes_from_a_place_of_another_site():
    shop = Shop(quantity=2, steps=1)
    stock(shop.bar, 5, lot="H1", value=500)
    far = make_place("W9", site_id=make_site("S2").id)
    stock(shop.bar, 5, lot="H9", value=500, place_id=far)
    (issued,) = shop.issue(2).issues
    line = IssueLine(shop.line, Decimal(1), far, Lot.objects.get(code="H9").pk)
    with pytest.raises(WrongPlace):
        services.issue(shop.order, [line], reason="多领", by=SYSTEM, at=NOW)
    with pytest.raises(InvalidInput):
        services.return_material(issued, Decimal(1), place_id=far, by=SYSTEM, at=NOW)
    report = services.report(shop.operations[0], Pieces(good=Decimal(2)), who=ALONE, by=SYSTEM, at=NOW)
    with pytest.raises(InvalidInput):
        services.complete(shop.order, Finished(Decimal(2), far), by=SYSTEM, at=NOW)
    assert (report.good, on_hand(shop.shaft), on_hand(shop.bar, ("wip",))) == (2, (0, 0), (2, 20_000))


def test_an_order_whose_rest_is_split_off_is_through_when_all_it_made_is_in_stock():
    shop = Shop(quantity=10, steps=1)
    stock(shop.bar, 10, lot="H1", value=1000)
    shop.issue(8, lot="H1")
    shop.report(0, 6)
    assert shop.state() == "in_progress"
    services.split(shop.order, Decimal(4), by=SYSTEM, at=NOW)
    assert (shop.state(), on_hand(shop.shaft)[0], on_hand(shop.bar, ("wip",))) == ("completed", 6, (0, 0))
