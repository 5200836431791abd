"""What is on order from suppliers: one delivered in part, one announced, one that slips."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from taktline.demo.stock import SHORT
from taktline.demo.world import World
from taktline.inventory.types import LotGiven
from taktline.kernel.listing import page
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.purchasing import queries, services
from taktline.purchasing.services import LineReceipt
from taktline.purchasing.types import RequisitionDraft

SLIPS = "轴承钢带缺料，整批推迟"


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase order. placed, due: days from today; promised: what the supplier named; moved: what it names now.

    received: share of the first line that is here already.
    """

    supplier: str
    buyer: str
    lines: tuple[tuple[str, int], ...]
    placed: int
    due: int
    promised: int | None = None
    moved: int | None = None
    received: Decimal = Decimal(0)


ORDERS = (
    Bought("V01", "buyer", (("20CRMNTI-32", 40), ("20CRMNTI-40", 60), ("20CRMNTI-55", 50)), -9, 8, 9),
    Bought("V02", "buyer", (("CF2", 1500), ("CR2", 1500), ("CM2", 300)), -14, 10, 12, received=Decimal("0.4")),
    Bought("V05", "buyer2", (("SS2-FKM", 1200), ("OR2-FKM", 2400)), -4, 18, 19),
    Bought("V06", "buyer2", ((SHORT, 3000), ("BU3", 6000)), -18, 4, 4, moved=19),
    Bought("V09", "buyer", (("DCM-12", 80), ("DCM-24", 60), ("TANK-6", 120)), -6, 14, 14),
    Bought("V03", "buyer", (("AL-2", 60),), -1, 13),
)  # fmt: skip


def order_supplies(world: World) -> None:
    """Place every order and let the suppliers answer."""
    for each in ORDERS:
        _place(world, each)


@operation
def _place(world: World, bought: Bought) -> None:
    by, at = world.by(bought.buyer), world.moment(world.day(bought.placed), 10)
    due = world.day(bought.due)
    drafts = [
        RequisitionDraft(
            world.items[code],
            world.site_id,
            Decimal(quantity),
            due,
            world.parties[bought.supplier],
            order_by=at.date(),
        )
        for code, quantity in bought.lines
    ]
    asked = services.create_requisitions(drafts, by=by, at=at)
    services.approve(asked, by=by, at=at)
    order = services.order_requisitions(asked, on=world.day(bought.placed), by=by, at=at)
    services.approve_order(order, by=world.by("manager"), at=at + timedelta(hours=1))
    services.send_order(order, by=by, at=at + timedelta(hours=2))
    if bought.promised is None:
        return
    lines = [row.id for row in queries.lines_of(_number_of(order), scope=EVERYTHING)]
    promised = dict.fromkeys(lines, world.day(bought.promised))
    services.acknowledge(order, promised=promised, by=by, at=at + timedelta(days=1))
    if bought.moved is not None:
        later = dict.fromkeys(lines, world.day(bought.moved))
        services.move_date(order, promised=later, reason=SLIPS, by=by, at=world.moment(world.day(-1), 16))
    if bought.received:
        quantity = bought.lines[0][1]
        lot = LotGiven(f"{bought.supplier}-{world.today:%y%m}C")
        came = LineReceipt(lines[0], (quantity * bought.received).quantize(Decimal(1)), lot)
        services.receive(
            order,
            [came],
            place_id=world.places["W1-CAST"],
            by=world.by("warehouse2"),
            at=world.moment(world.day(-2), 11),
        )


def _number_of(order_id: int) -> str:
    rows = page(queries.PURCHASE_ORDERS, scope=EVERYTHING, size=100).rows
    return next(str(row["number"]) for row in rows if row.id == order_id)
