"""The open orders, taken, reviewed and confirmed as the sales desk would; then what makes some of them special."""

from collections.abc import Callable
from decimal import Decimal

from taktline.catalog import queries as catalog
from taktline.demo.book import Ordered, Story, Wanted, the_book
from taktline.demo.desk import by_mail
from taktline.demo.partners import CUSTOMERS, ON_HOLD
from taktline.demo.structures import FORKLIFT_NUMBERS
from taktline.demo.world import World
from taktline.flows.take_order import confirm_order, release_hold, review_order
from taktline.flows.take_order.hands_free import review_and_pass
from taktline.inventory import queries as stock
from taktline.inventory import services as inventory
from taktline.inventory.types import Expected, Posting, Withdrawal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.exact import Money
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.parties import services as parties
from taktline.sales import queries as sales
from taktline.sales import services
from taktline.sales.services import DeliveredRow
from taktline.sales.types import DELIVERY, Axis, DeliveryWish, LineInput, OrderInput, OrderType

UNPAID = Decimal("0.12")  # share of the credit limit that is owed from earlier deliveries
NEARLY_ALL = Decimal("0.97")  # of the customer that is on hold
RELEASED = Story.CHEAP, "老客户让利，厂长已同意"


def take_orders(world: World) -> None:
    """Enter the whole book in the order in which it came."""
    owed = {
        world.parties[each.code]: Money.of(
            each.limit * (NEARLY_ALL if each.code == ON_HOLD else UNPAID), each.currency
        ).minor
        for each in CUSTOMERS
    }
    parties.set_exposure(owed, by=SYSTEM)
    for order in sorted(the_book(world), key=lambda each: (each.on, each.number)):
        _TAKE.get(order.story, _usual)(world, order)


@operation
def _usual(world: World, order: Ordered) -> int:
    """Entered, reviewed, and confirmed for the days that were asked for."""
    entered = _enter(world, order)
    if order.customer.auto_confirm:
        review_and_pass(entered, by=world.by(order.customer.clerk), at=world.moment(order.on, 10))
        return entered
    review_order(entered, by=world.by(order.customer.clerk), at=world.moment(order.on, 10))
    sheet = sales.sheet_of(entered, scope=world.by("owner").scope)
    for axis in [Axis(each) for each in sheet.holds]:
        reason = "定金已到账" if axis is Axis.TERMS and order.story is Story.USUAL else RELEASED[1]
        release_hold(entered, axis=axis, reason=reason, by=world.by("owner"), at=world.moment(order.on, 14))
    promises = {row.delivery_id: row.requested_on for row in sales.demand_of(entered)}
    confirm_order(entered, promises=promises, by=world.by("owner"), at=world.moment(order.on, 15))
    return entered


@operation
def _held(world: World, order: Ordered) -> int:
    """Reviewed, and held by what the review found: credit, deposit, engineering, or simply not promised yet."""
    entered = _enter(world, order)
    review_order(entered, by=world.by(order.customer.clerk), at=world.moment(order.on, 10))
    return entered


@operation
def _part(world: World, order: Ordered) -> int:
    """Confirmed, and half of its first line delivered a few days ago."""
    entered = _usual(world, order)
    row = sales.demand_of(entered)[0]
    half = (row.quantity / 2).quantize(Decimal(1))
    item = catalog.items([row.item_id])[row.item_id]
    then = world.moment(world.day(-4), 15)
    source = Source(DELIVERY, row.delivery_id)
    inventory.release_reservations([source], by=SYSTEM, at=then)
    free = _free(world, row.item_id)
    gone = min(half, free) if item.tracking != "serial" else min(half, Decimal(4))
    if gone > 0:
        taken = Withdrawal(row.item_id, gone)
        inventory.issue(
            [taken], site_id=world.site_id, posting=Posting(source=source), by=world.by("warehouse"), at=then
        )
        delivered = DeliveredRow(row.delivery_id, delivered=gone, on=then.date())
        services.set_delivered([delivered], by=SYSTEM, at=then)
        left = Expected(
            row.delivery_id,
            row.item_id,
            world.site_id,
            row.promised_on or row.requested_on,
            row.quantity - gone,
        )
        inventory.set_expectations(DELIVERY, [left], at=then)
    return entered


_TAKE: dict[Story, Callable[[World, Ordered], int]] = {
    Story.CREDIT: _held, Story.DEPOSIT: _held, Story.SAMPLE: _held, Story.FRESH: by_mail, Story.PART: _part,
}  # fmt: skip


def _free(world: World, item_id: int) -> Decimal:
    free = stock.free_stock({item_id}, site_id=world.site_id, at=world.at)
    return free.get(item_id, Decimal(0))


def _enter(world: World, order: Ordered) -> int:
    draft = OrderInput(
        customer_id=world.parties[order.customer.code],
        site_id=world.site_id,
        lines=tuple(_line(world, order, line) for line in order.lines),
        type=OrderType(order.type),
        customer_number=f"{order.customer.code}-PO{order.on:%y%m}{order.number + 11:03}",
        tax_included=order.customer.currency == "CNY",
        priority=2 if order.is_rush else 5,
        is_rush=order.is_rush,
        ordered_on=order.on,
    )
    by, at = world.by(order.customer.clerk), world.moment(order.on, 9, order.number % 50)
    drafted = services.create_order(draft, by=by, at=at)
    world.orders.setdefault(order.story, drafted.order_id)
    return drafted.order_id


def _line(world: World, order: Ordered, line: Wanted) -> LineInput:
    item = world.items[line.code]
    theirs, text = FORKLIFT_NUMBERS.get(line.code, ("", "")) if order.customer.code == "C001" else ("", "")
    price = None
    if line.factor != 1:
        day = order.on
        agreed = catalog.price_for(item, world.parties[order.customer.code], Decimal(line.quantity), day)
        price = (agreed.price * Decimal("1.13") * line.factor).quantize(Decimal("0.01")) if agreed else None
    if order.story is Story.SAMPLE:
        price = Decimal(0)
    return LineInput(
        quantity=Decimal(line.quantity), item_id=item, text=text, customer_item_code=theirs, price=price,
        tax_rate=Decimal(0) if order.customer.currency != "CNY" else None, deliveries=(DeliveryWish(line.due),),
    )  # fmt: skip
