"""Which price counts."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from taktline.catalog.types import PriceAnswer, PriceRow


def best(rows: Iterable[PriceRow], *, item_id: int, quantity: Decimal, on: date) -> PriceAnswer | None:
    """The price of an item for a quantity on a day, None where there is none.

    The customer's own lists come before everybody's; then the highest quantity reached, then the latest begun.
    """
    fitting = [
        row
        for row in rows
        if row.item_id == item_id
        and row.from_quantity <= quantity
        and row.valid_from <= on
        and (row.valid_until is None or on < row.valid_until)
    ]
    if not fitting:
        return None
    chosen = max(
        fitting, key=lambda row: (row.customer_id is not None, row.from_quantity, row.valid_from, row.id)
    )
    return PriceAnswer(
        item_id=item_id,
        price=discounted(chosen.price, chosen.discount),
        floor=chosen.floor_price,
        currency=chosen.currency,
        list_code=chosen.list_code,
        tax_included=chosen.tax_included,
        list_price=chosen.price,
        discount=chosen.discount,
        from_quantity=chosen.from_quantity,
        is_agreed=chosen.customer_id is not None,
    )


def discounted(price: Decimal, discount: Decimal) -> Decimal:
    """The price after its discount, to six places."""
    with localcontext(prec=40):
        return (price * (1 - discount)).quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)
