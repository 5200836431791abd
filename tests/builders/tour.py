"""The least of the demo company that the guided tour needs: its forklift maker, four pumps, one slow machine."""

from decimal import Decimal

from django.utils import timezone

from taktline.catalog import services as catalog
from taktline.catalog.types import LearntItem
from taktline.demo.partners import FORKLIFT
from taktline.demo.sample import CHEAP, FROM_STOCK, MADE, UNKNOWN
from taktline.demo.structures import FORKLIFT_NUMBERS
from taktline.kernel.actor import SYSTEM
from tests.builders.catalog import make_item, make_price, make_product, make_tax
from tests.builders.identity import NOW
from tests.builders.inventory import stock
from tests.builders.parties import make_customer, make_supplier
from tests.builders.resources import make_centre


def make_tour_company() -> None:
    """What the tour's purchase order asks for can be sold, made and bought; the first pump lies on the shelf."""
    customer = make_customer(FORKLIFT, name="华岭叉车", name_en="Hualing Forklift")
    make_tax()
    hobbing, bench = make_centre("HOB", machines=1), make_centre("BENCH", machines=1)
    bar = make_item("BAR", lead_days=2)
    stock(bar, 10_000)
    seal = make_item("SEAL", lead_days=5, default_supplier_id=make_supplier("V1"), purchase_price=Decimal(2))
    for code, quantity in (FROM_STOCK, MADE, CHEAP, UNKNOWN):
        shaft = make_product(f"{code}-S", lines=[(bar, 1)], operations=[(hobbing, 1800)], lead_days=2)
        pump = make_product(
            code, name=f"齿轮泵 {code}", lines=[(shaft, 1), (seal, 2)], operations=[(bench, 300)], lead_days=2
        )
        make_price(pump, Decimal(250), floor_price=Decimal(200))
        if code in FORKLIFT_NUMBERS:
            theirs = FORKLIFT_NUMBERS[code][0]
            catalog.learn_customer_item(LearntItem(customer, theirs, pump), by=SYSTEM, at=NOW)
        if (code, quantity) == FROM_STOCK:
            stock(pump, quantity * 2, at=timezone.now())
