"""The guided tour's purchase order: an Excel file of the forklift maker, fresh each time."""

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from openpyxl import Workbook
from openpyxl.styles import Font

from taktline.catalog import queries as catalog
from taktline.demo.demand import SHELF
from taktline.demo.partners import FORKLIFT
from taktline.demo.products.range import FORKLIFT_PUMP
from taktline.demo.structures import FORKLIFT_NUMBERS
from taktline.demo.world import ZONE
from taktline.flows.take_order.quote import quote_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import Refusal
from taktline.kernel.scope import EVERYTHING
from taktline.parties import queries as parties
from taktline.promising import queries as promising
from taktline.promising.types import OptionKind
from taktline.sales import services as sales
from taktline.sales.types import Channel, DeliveryWish, LineInput, MessageInput, OrderInput

# The knobs of the tour: how much of what; by how much line 2 is asked too early; which price is too low.
FROM_STOCK = (SHELF, 20)
MADE = (FORKLIFT_PUMP, 200)  # enough that splitting, overtime and both each bring something of their own
CHEAP = ("JP2-16", 30)
UNKNOWN = ("JP2-25", 10)
DAYS_TOO_EARLY = 9
BELOW = Decimal("0.97")
UNLESS_KNOWN = 28  # days ahead for line 2 where no date can be computed
HEADINGS = ("序号", "物料编码", "物料名称", "数量", "单位", "含税单价", "交货日期")


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    name: str
    quantity: int
    price: Decimal
    due: date


class _OnlyAsked(Exception):
    """Carries nothing; undoes what was drafted to ask for a date."""


def is_ready() -> bool:
    """Whether this company has the forklift maker and its own pump."""
    return bool(catalog.item_ids({FORKLIFT_PUMP}))


def sample_message(site_id: int, *, at: datetime) -> MessageInput:
    """The purchase order as it would arrive now. Raises NotFound in a company that is not the demo."""
    local = at.astimezone(ZONE)
    customer = parties.party_by_code(FORKLIFT)
    number = f"HL-PO-{local:%y%m%d}-{local:%H%M%S}"
    rows = _rows(customer.id, site_id, at)
    return MessageInput(
        channel=Channel.FILE,
        site_id=site_id,
        content=_workbook(number, customer.name.zh, rows, local.date()),
        sender="purchasing@hualing.example",
        customer_id=customer.id,
        subject=number,
        name=f"{number}.xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        layout_known=True,
    )


def _rows(customer_id: int, site_id: int, at: datetime) -> list[_Row]:
    today = at.astimezone(ZONE).date()
    made_on = _earliest(customer_id, site_id, at) or today + timedelta(days=UNLESS_KNOWN + DAYS_TOO_EARLY)
    asked = {
        FROM_STOCK: today + timedelta(days=3),
        MADE: max(today + timedelta(days=2), made_on - timedelta(days=DAYS_TOO_EARLY)),
        CHEAP: today + timedelta(days=50),
        UNKNOWN: today + timedelta(days=52),
    }
    rows = []
    for (ours, quantity), due in asked.items():
        item = catalog.item_by_code(ours)
        answer = catalog.price_for(item.id, customer_id, Decimal(quantity), today)
        price = (answer.price if answer else Decimal(0)) * Decimal("1.13")
        if (ours, quantity) == CHEAP:
            price *= BELOW
        theirs, name = FORKLIFT_NUMBERS.get(ours, (f"HL-N{at:%d%H%M%S}", item.name.zh))
        rows.append(_Row(theirs, name, quantity, price.quantize(Decimal("0.01")), due))
    return rows


def _earliest(customer_id: int, site_id: int, at: datetime) -> date | None:
    """When line 2 could leave if it were asked for tomorrow: computed as for any order, and forgotten again."""
    found: list[date] = []
    try:
        with transaction.atomic():
            found.append(_asked_on(customer_id, site_id, at))
            raise _OnlyAsked
    except (_OnlyAsked, Refusal):
        return found[0] if found else None


def _asked_on(customer_id: int, site_id: int, at: datetime) -> date:
    code, quantity = MADE
    tomorrow = at.astimezone(ZONE).date() + timedelta(days=1)
    line = LineInput(Decimal(quantity), catalog.item_by_code(code).id, deliveries=(DeliveryWish(tomorrow),))
    drafted = sales.create_order(OrderInput(customer_id, site_id, (line,)), by=SYSTEM, at=at)
    offer = promising.offer(quote_order(drafted.order_id, by=SYSTEM, at=at), scope=EVERYTHING)
    as_is = next(each for each in offer.options if each.kind == OptionKind.AS_IS)
    return max(part.promised_on for part in as_is.parts)


def _workbook(number: str, buyer: str, rows: list[_Row], today: date) -> bytes:
    book = Workbook()
    page = book.active
    if page is None:
        page = book.create_sheet()
    page.title = "采购订单"
    page["A1"], page["A1"].font = "采购订单", Font(bold=True, size=16)
    page.merge_cells("A1:G1")
    page.append(["采购方", buyer, None, "采购单号", number])
    page.append(["下单日期", today.isoformat(), None, "币种", "CNY"])
    page.append([])
    page.append(list(HEADINGS))
    for at, row in enumerate(rows, start=1):
        page.append([at, row.code, row.name, row.quantity, "件", float(row.price), row.due])
    page.append(["合计", None, None, sum(row.quantity for row in rows)])
    for column, width in zip("ABCDEFG", (6, 16, 24, 8, 6, 12, 14), strict=True):
        page.column_dimensions[column].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
