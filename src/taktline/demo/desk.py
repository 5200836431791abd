"""What lies on the sales desk: messages that came in, and quotations that are out."""

from datetime import date
from decimal import Decimal

from taktline.demo.book import Ordered
from taktline.demo.demand import SHELF
from taktline.demo.partners import EXPORT
from taktline.demo.world import World
from taktline.flows.take_order.quotations import create_quotation, lose_quotation, send_quotation
from taktline.flows.take_order.receive import receive_message, reject_message
from taktline.kernel.actor import SYSTEM
from taktline.kernel.operation import operation
from taktline.sales.services import QuotationInput
from taktline.sales.types import Channel, DeliveryWish, LineInput, MessageInput

HEADINGS = "物料编码,物料名称,数量,单位,交货日期"
NEVER_SEEN = ("BC-P3340", "转向齿轮泵 40 改型")


def by_mail(world: World, order: Ordered) -> int:
    """An order that came as a table in our own part numbers: read, resolved and reviewed without hands."""
    rows = [(line.code, "", line.quantity, "套" if line.code.startswith("SK") else "件", line.due) for line in order.lines]
    number = f"{order.customer.code}-PO{order.on:%y%m}{order.number + 11:03}"
    message = _message(world, order.customer.code, number, rows)
    received = receive_message(message, by=world.by(order.customer.clerk), at=world.moment(order.on, 9, 20))
    if received.order_id is None:
        raise ValueError(f"{number} waits in the inbox, though every part number in it is ours")
    return received.order_id


@operation
def fill_desk(world: World) -> None:
    """One message with a part nobody knows, one that is no order, and quotations: drafted, sent, sent in dollars, lost."""
    _inbox(world)
    _quotations(world)


def _inbox(world: World) -> None:
    due = world.day(33)
    rows = [("JP2-14", "起升齿轮泵 14", 40, "件", due), (*NEVER_SEEN, 15, "件", due)]
    waiting = _message(world, "C005", f"BC-PO-{world.today:%y%m}07", rows)
    receive_message(waiting, by=SYSTEM, at=world.moment(world.today, 8, 12))
    rows = [("样本", "请寄产品样本和报价", 1, "份", due)]
    asked = _message(world, "C013", f"LN-{world.today:%y%m}-询价", rows)
    then = world.moment(world.day(-1), 16, 40)
    received = receive_message(asked, by=SYSTEM, at=then)
    if received.order_id is None:
        by = world.by("sales3")
        reject_message(received.message_id, reason="询价，不是订单，已转报价", by=by, at=world.moment(world.day(-1), 17, 5))


def _message(world: World, customer: str, number: str, rows: list[tuple[str, str, int, str, date]]) -> MessageInput:
    lines = [HEADINGS, *(",".join((code, name, str(n), unit, due.isoformat())) for code, name, n, unit, due in rows)]
    return MessageInput(
        channel=Channel.FILE,
        site_id=world.site_id,
        content="\r\n".join(lines).encode(),
        sender=f"{customer.lower()}@partner.example",
        customer_id=world.parties[customer],
        subject=number,
        name=f"{number}.csv",
        media_type="text/csv",
        layout_known=True,
    )


def _quotations(world: World) -> None:
    _quote(world, "sales", "C002", (("JP3-40", 120), ("JM2-20", 40)), sent=False)
    _quote(world, "sales2", "C004", ((SHELF, 24), ("JP2-16", 60)), holds=True)
    _quote(world, "sales3", EXPORT, (("JP2-20", 200), ("JP3-50", 80)))
    lost = _quote(world, "sales2", "C012", (("JU-24-4", 20),))
    lose_quotation(lost, reason="客户认为交期太长", by=world.by("sales2"), at=world.moment(world.day(-1), 14))


def _quote(
    world: World, clerk: str, customer: str, wanted: tuple[tuple[str, int], ...], *, sent: bool = True, holds: bool = False
) -> int:
    by, at = world.by(clerk), world.moment(world.day(-3), 10, 30)
    due = world.day(45)
    lines = tuple(LineInput(Decimal(n), world.items[code], deliveries=(DeliveryWish(due),)) for code, n in wanted)
    domestic = customer != EXPORT
    asked = QuotationInput(
        world.parties[customer], world.site_id, world.day(27), lines, tax_included=domestic, holds_stock=holds
    )
    quotation = create_quotation(asked, by=by, at=at).order_id
    if sent:
        send_quotation(quotation, by=by, at=world.moment(world.day(-2), 11))
    return quotation
