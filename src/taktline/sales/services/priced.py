"""From lines as they are entered to priced rows: items, units, agreements, tax and amounts in constant queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from taktline.kernel.errors import Fault, InvalidInputs
from taktline.kernel.exact import to_micro
from taktline.sales.models import PricedLine
from taktline.sales.rules import dated, pricing
from taktline.sales.rules.dated import Part
from taktline.sales.rules.pricing import Pricing
from taktline.sales.services import catalogue
from taktline.sales.services.catalogue import Agreement, Goods
from taktline.sales.types import LineInput

L = TypeVar("L", bound=PricedLine)


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """What the head says about prices. is_free: goods cost nothing (replacements)."""

    customer_id: int
    currency: str
    tax_included: bool
    on: date
    is_free: bool = False


def priced_lines(kind: type[L], inputs: Sequence[LineInput], terms: PriceTerms) -> list[tuple[L, tuple[Part, ...]]]:
    """Rows of `kind`, not written yet, each with its dated parts in the stock unit.

    A line without a price takes the agreement. Raises InvalidInputs naming every bad field, NotFound for an item,
    UnknownConversion, DeliveriesDoNotAddUp.
    """
    _require_sane(inputs)
    goods = catalogue.goods(inputs, terms.customer_id)
    quantities = [goods.in_stock(line) for line in inputs]
    agreements = catalogue.agreements(
        [(line.item_id, quantity) for line, quantity in zip(inputs, quantities, strict=True)],
        customer_id=terms.customer_id,
        on=terms.on,
        currency=terms.currency,
    )
    rows = []
    for number, (line, quantity, agreement) in enumerate(zip(inputs, quantities, agreements, strict=True), start=1):
        row = kind(position=number)
        _fill(row, line, terms, goods, agreement)
        row.quantity_stock = quantity
        parts = dated.parts(
            line.deliveries,
            line=number,
            quantity=line.quantity,
            in_stock=lambda value, line=line: goods.in_stock(line, value),  # type: ignore[misc]
            fallback=terms.on,
        )
        rows.append((row, parts))
    return rows


def _fill(row: PricedLine, line: LineInput, terms: PriceTerms, goods: Goods, agreement: Agreement | None) -> None:
    row.item_id = line.item_id
    row.text = line.text[:300]
    row.customer_item_code = goods.customer_code(line)
    row.drawing_revision = line.drawing_revision[:40]
    row.quantity = line.quantity
    row.unit = goods.unit_of(line)
    row.discount = line.discount
    row.tax_rate = goods.tax_rate(line)
    row.over_tolerance, row.under_tolerance, row.note = line.over_tolerance, line.under_tolerance, line.note[:400]
    if agreement is not None:
        factor = goods.factor(line)
        row.agreed_price = _in_terms(agreement.price, agreement, row.tax_rate, terms, factor)
        if agreement.floor is not None:
            row.floor_price = _in_terms(agreement.floor, agreement, row.tax_rate, terms, factor)
    row.price = Decimal(0) if terms.is_free else line.price if line.price is not None else row.agreed_price
    price_amounts(row, terms)


def _in_terms(
    price: Decimal, agreement: Agreement, tax_rate: Decimal, terms: PriceTerms, factor: Decimal
) -> Decimal:
    """An agreed price per stock unit, restated per the line's unit and with or without tax as the head says."""
    stated = pricing.restate(price, tax_rate, included=agreement.tax_included, wanted=terms.tax_included)
    return (stated * factor).quantize(Decimal("0.000001"))


def price_amounts(row: PricedLine, terms: PriceTerms) -> None:
    """Net, tax and gross from the row's quantity and price; nothing without a price."""
    amounts = pricing.amounts(
        Pricing(
            quantity=row.quantity,
            price=row.price or Decimal(0),
            discount=row.discount,
            tax_rate=row.tax_rate,
            tax_included=terms.tax_included,
            currency=terms.currency,
        )
    )
    row.net_minor, row.tax_minor, row.gross_minor = amounts.net, amounts.tax, amounts.gross


def _require_sane(inputs: Sequence[LineInput]) -> None:
    faults: list[Fault] = []
    for number, line in enumerate(inputs):
        where = f"lines[{number}]"
        if line.quantity <= 0 or not fits(line.quantity):
            faults.append(Fault(f"{where}.quantity", _("A quantity is above zero, with at most six decimal places.")))
        if line.price is not None and (line.price < 0 or not fits(line.price)):
            faults.append(Fault(f"{where}.price", _("A price is not below zero, with at most six decimal places.")))
        if not 0 <= line.discount < 1:
            faults.append(Fault(f"{where}.discount", _("A discount is a share from 0 to below 1.")))
        if line.tax_rate is not None and not 0 <= line.tax_rate < 1:
            faults.append(Fault(f"{where}.tax_rate", _("A tax rate is a share from 0 to below 1.")))
        if not 0 <= line.over_tolerance <= 1 or not 0 <= line.under_tolerance <= 1:
            faults.append(Fault(f"{where}.over_tolerance", _("A tolerance is a share from 0 to 1.")))
        if line.item_id is None and not (line.text or line.customer_item_code).strip():
            faults.append(Fault(f"{where}.item", _("Name an item, or say in words what is wanted.")))
        if any(wish.quantity is not None and wish.quantity <= 0 for wish in line.deliveries):
            faults.append(Fault(f"{where}.deliveries", _("Each dated delivery needs a quantity above zero.")))
    if faults:
        raise InvalidInputs(faults=faults)


def fits(value: Decimal) -> bool:
    """Whether a number can be kept as it is: six decimal places, below a thousand million."""
    try:
        to_micro(value)
    except (ValueError, ArithmeticError):
        return False
    return abs(value) < Decimal(10) ** 9
