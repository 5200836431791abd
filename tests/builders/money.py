"""A small company in which every amount is unmistakable, and another clerk's customer likewise."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.source import Source
from taktline.office import services as office
from taktline.sales import queries as sales
from taktline.sales import services
from taktline.sales.types import ORDER, DeliveryWish, LineInput, OrderInput
from tests.builders.catalog import make_item, make_price, make_product, make_tax
from tests.builders.identity import make_site, make_user
from tests.builders.inventory import stock
from tests.builders.office import PDF
from tests.builders.parties import make_customer, make_supplier
from tests.builders.purchasing import make_purchase, make_requisition
from tests.builders.resources import make_centre
from tests.builders.scheduling import firm_everything, publish

# Amounts as they were given; whatever is reckoned from them is found by looking at what a sighted person sees.
PRICE, FLOOR, BUY, RATE = Decimal("7654.32"), Decimal("6543.21"), Decimal("5432.19"), Decimal("4321.98")
CREDIT, VALUE = Decimal("98765432.17"), Decimal("87654.31")
OTHER = "洋桥重工"


def make_company() -> dict[str, int]:
    """Prices, costs, values, limits, orders of two clerks' customers, a purchase, work orders. Ids by name."""
    lin = make_user("sales_clerk", username="lin")
    other = make_user("sales_clerk", username="sun")
    make_tax()
    supplier = make_supplier("V-1")
    steel = make_item("STEEL", default_supplier_id=supplier, purchase_price=BUY, lead_days=2)
    stock(steel, 13, value=VALUE)
    pump = make_product(
        "PUMP", lines=[(steel, 1)], operations=[(make_centre("TURN", rate=RATE), 600)], lead_days=2
    )
    make_price(pump, PRICE, floor_price=FLOOR)
    found = {"lin": lin, "sun": other, "pump": pump, "steel": steel}
    customers = {
        "mine": make_customer("C-MINE", name="我的叉车", credit_limit=CREDIT, clerk_id=lin),
        "theirs": make_customer(
            "C-OTHER", name=OTHER, name_en="Zyxwv Works", credit_limit=CREDIT, clerk_id=other
        ),
    }
    for name, customer in customers.items():
        found[name] = customer
        found[f"{name}-draft"] = _order(customer, pump, price=Decimal("7600.02"), number=f"PO-{name}")
        take_order.review_order(found[f"{name}-draft"], by=SYSTEM, at=timezone.now())
        found[f"{name}-order"] = order = _order(customer, pump, number=f"PO2-{name}")
        take_order.review_order(order, by=SYSTEM, at=timezone.now())
        promises = {row.delivery_id: row.requested_on for row in sales.demand_of(order)}
        take_order.confirm_order(order, promises=promises, by=SYSTEM, at=timezone.now())
        quotation = services.QuotationInput(
            customer_id=customer,
            site_id=make_site().id,
            valid_until=timezone.localdate() + timedelta(days=30),
            lines=(_line(pump),),
        )
        found[f"{name}-quotation"] = take_order.create_quotation(
            quotation, by=SYSTEM, at=timezone.now()
        ).order_id
    make_purchase(make_requisition(steel, quantity=7))
    firm_everything(at=timezone.now())
    publish(at=timezone.now())
    _ask(found["mine-order"])
    return found


def _line(item, price=None) -> LineInput:
    due = timezone.localdate() + timedelta(days=42)
    return LineInput(quantity=Decimal(7), item_id=item, price=price, deliveries=(DeliveryWish(due),))


def _order(customer, item, *, price=None, number="") -> int:
    draft = OrderInput(
        customer_id=customer,
        site_id=make_site().id,
        lines=(_line(item, price),),
        ordered_on=timezone.localdate(),
        customer_number=number,
    )
    return services.create_order(draft, by=SYSTEM, at=timezone.now()).order_id


def _ask(order) -> None:
    """An approval with an amount, and a file that shows one."""
    office.request_approval(
        "sales.price", source=Source(ORDER, order), role="plant_manager", reason="促销", title="Approve a price",
        money={"floor": FLOOR, "price": PRICE}, by=SYSTEM, at=timezone.now(),
    )  # fmt: skip
    office.attach(
        Source(ORDER, order), [PDF], name="quote-7654.32.pdf", shows_money=True, by=SYSTEM, at=timezone.now()
    )
