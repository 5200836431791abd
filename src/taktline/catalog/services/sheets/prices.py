"""Prices, and customers' own part numbers, from Excel."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.catalog.models import CustomerItem, Item, Price, PriceList
from taktline.catalog.services.customers import learn_customer_item
from taktline.catalog.services.prices import set_price
from taktline.catalog.types import LearntItem, PriceDraft
from taktline.kernel.actor import Actor
from taktline.kernel.bring import Became, bring
from taktline.kernel.cells import day, decimal, needed, text, whole
from taktline.kernel.errors import InvalidInput
from taktline.kernel.search import normal
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.parties import queries as parties


def _prices(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    items = dict(Item.objects.values_list("code", "id"))
    lists = dict(PriceList.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        list_id = needed(values, "price_list", lists)
        floor, start = values.get("floor_price"), day(values, "valid_from")
        if start is None:
            raise InvalidInput(field="valid_from", reason=_("This cell must be filled."))
        draft = PriceDraft(
            item_id=needed(values, "item", items),
            price=decimal(values, "price"),
            valid_from=start,
            from_quantity=decimal(values, "from_quantity"),
            discount=decimal(values, "discount"),
            floor_price=decimal(values, "floor_price") if floor is not None else None,
            valid_until=day(values, "valid_until"),
        )
        same = Q(from_quantity=draft.from_quantity, valid_from=start)
        alike = Price.objects.filter(same, price_list_id=list_id, item_id=draft.item_id)
        now = alike.values_list("price", "discount", "floor_price", "valid_until").first()
        if now == (draft.price, draft.discount, draft.floor_price, draft.valid_until):
            return Became.UNCHANGED
        set_price(list_id, draft, by=by, at=at)
        return Became.CREATED if now is None else Became.CHANGED

    return bring(rows, each, dry_run=dry_run)


def _customer_items(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    items = dict(Item.objects.values_list("code", "id"))
    customers = parties.customer_codes()

    def each(values: Values) -> Became:
        below = whole(values, "denominator", 1)
        if below <= 0:
            raise InvalidInput(field="denominator", reason=_("An exact amount above zero."))
        learnt = LearntItem(
            customer_id=needed(values, "customer", customers),
            code=text(values, "code"),
            item_id=needed(values, "item", items),
            unit=text(values, "unit"),
            factor=Fraction(whole(values, "numerator", 1), below),
            name=text(values, "name"),
        )
        known = CustomerItem.objects.filter(customer_id=learnt.customer_id, code_key=normal(learnt.code)[:60])
        now = known.values_list("item_id", "unit", "numerator", "denominator", "name").first()
        factor = learnt.factor
        if now == (learnt.item_id, learnt.unit, factor.numerator, factor.denominator, learnt.name):
            return Became.UNCHANGED
        learn_customer_item(learnt, replace=True, by=by, at=at)
        return Became.CREATED if now is None else Became.CHANGED

    return bring(rows, each, dry_run=dry_run)


PRICE_SHEET = Sheet(
    "catalog.prices",
    gettext_lazy("Prices"),
    (
        SheetColumn("price_list", gettext_lazy("Price list"), required=True),
        SheetColumn("item", gettext_lazy("Item"), required=True),
        SheetColumn("from_quantity", gettext_lazy("From quantity"), Cell.DECIMAL),
        SheetColumn("price", gettext_lazy("Price"), Cell.DECIMAL, required=True),
        SheetColumn("discount", gettext_lazy("Discount"), Cell.DECIMAL, help=gettext_lazy("0.05 for 5 %")),
        SheetColumn("floor_price", gettext_lazy("Floor price"), Cell.DECIMAL),
        SheetColumn("valid_from", gettext_lazy("Valid from"), Cell.DATE, required=True),
        SheetColumn("valid_until", gettext_lazy("Valid until before"), Cell.DATE),
    ),
    _prices,
)
CUSTOMER_ITEM_SHEET = Sheet(
    "catalog.customer-items",
    gettext_lazy("Customers' part numbers"),
    (
        SheetColumn("customer", gettext_lazy("Customer"), required=True),
        SheetColumn("code", gettext_lazy("Customer's code"), required=True),
        SheetColumn("name", gettext_lazy("Customer's name for it")),
        SheetColumn("item", gettext_lazy("Item"), required=True),
        SheetColumn("unit", gettext_lazy("Customer's unit")),
        SheetColumn("numerator", gettext_lazy("Stock units"), Cell.WHOLE, help=gettext_lazy("24 pieces …")),
        SheetColumn(
            "denominator", gettext_lazy("Per customer's units"), Cell.WHOLE, help=gettext_lazy("… per 1 box")
        ),
    ),
    _customer_items,
)
