"""What each review rule says, from plain values: green, amber or red, with its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taktline.kernel.exact import Money, plain
from taktline.parties.types import CustomerRow, TermsKind
from taktline.sales.queries import LineRow
from taktline.sales.types import Axis, Finding, LastPrice, OrderType, Outcome

GREEN, AMBER, RED = Outcome.GREEN, Outcome.AMBER, Outcome.RED
_HUNDRED = Decimal(100)


def _percent(share: Decimal) -> str:
    return plain((share * _HUNDRED).quantize(Decimal("0.1")))


def judge_customer(customer: CustomerRow) -> Finding:
    """Whether we deal with this customer at all."""
    evidence: dict[str, object] = {"customer": customer.code}
    if customer.blocked:
        evidence["reason"] = customer.block_reason
        return Finding("customer", RED, "customer.blocked", Axis.CREDIT, evidence=evidence)
    if not customer.is_active:
        return Finding("customer", RED, "customer.inactive", Axis.DATA, evidence=evidence)
    return Finding("customer", GREEN, "customer.active", evidence=evidence)


def judge_credit(customer: CustomerRow, order: Money, *, warning: Decimal) -> Finding:
    """Whether exposure with this order stays within the limit. order: in the customer's currency."""
    exposure = (customer.exposure or Money(0, order.currency)) + order
    money: dict[str, object] = {"exposure": str(exposure)}
    if customer.credit_limit is None:
        return Finding("credit", GREEN, "credit.no-limit", money=money)
    limit = customer.credit_limit
    money["limit"] = str(limit)
    if exposure.minor > limit.minor:
        weight = str(order.minor)
        return Finding("credit", RED, "credit.over", Axis.CREDIT, money=money, weight=weight)
    if exposure.minor > warning * limit.minor:
        return Finding("credit", AMBER, "credit.near", evidence={"share": _percent(warning)}, money=money)
    return Finding("credit", GREEN, "credit.within", money=money)


def judge_terms(customer: CustomerRow, gross: Money) -> Finding:
    """Whether the terms let us begin. A prepayment holds the order until finance has seen it."""
    terms = customer.terms
    if terms is None:
        return Finding("terms", RED, "terms.missing", Axis.TERMS)
    evidence: dict[str, object] = {"terms": terms.code}
    if terms.kind == TermsKind.PREPAID and terms.prepaid_share > 0:
        evidence["share"] = _percent(terms.prepaid_share)
        amount = Money.of(gross.amount * terms.prepaid_share, gross.currency)
        money: dict[str, object] = {"amount": str(amount)}
        return Finding(
            "terms", RED, "terms.prepayment", Axis.TERMS, evidence=evidence, money=money, weight=str(gross.minor)
        )
    code = "terms.before-delivery" if terms.kind == TermsKind.CASH_BEFORE_DELIVERY else "terms.agreed"
    return Finding("terms", GREEN, code, evidence=evidence)


@dataclass(frozen=True, slots=True)
class PriceCase:
    """What a line's price is judged by."""

    currency: str
    type: str
    tolerance: Decimal
    last: LastPrice | None


def judge_price(line: LineRow, case: PriceCase) -> Finding:
    """Whether a price is as agreed; below the floor holds the order until a manager approves."""
    if case.type == OrderType.REPLACEMENT:
        return Finding("price", GREEN, "price.free", line_id=line.id)
    if not line.price:
        axis = None if case.type in (OrderType.SAMPLE, OrderType.STOCK, OrderType.REWORK) else Axis.DATA
        return Finding("price", RED if axis else GREEN, "price.missing" if axis else "price.free", axis, line.id)
    price = line.price * (1 - (line.discount or Decimal(0)))
    money: dict[str, object] = {"price": _money(price, case.currency)}
    if line.agreed_price is None:
        money["last"] = _money(case.last.price, case.last.currency) if case.last else "–"
        return Finding("price", AMBER, "price.no-agreement", line_id=line.id, money=money)
    money["agreed"] = _money(line.agreed_price, case.currency)
    if line.floor_price is not None and price < line.floor_price:
        money["floor"] = _money(line.floor_price, case.currency)
        weight = str(price)
        return Finding("price", RED, "price.below-floor", Axis.TERMS, line.id, money=money, weight=weight)
    share = (line.agreed_price - price) / line.agreed_price if line.agreed_price else Decimal(0)
    # A cent of rounding between prices with and without tax is not a difference of opinion.
    if share > case.tolerance + Decimal("0.00005"):
        return Finding("price", AMBER, "price.below", line_id=line.id, evidence={"share": _percent(share)}, money=money)
    if share < Decimal("-0.00005"):
        return Finding("price", GREEN, "price.above", line_id=line.id, evidence={"share": _percent(-share)}, money=money)
    return Finding("price", GREEN, "price.agreed", line_id=line.id, money=money)


def _money(price: Decimal, currency: str) -> str:
    return f"{currency} {plain(price.quantize(Decimal('0.0001')))}"


@dataclass(frozen=True, slots=True)
class LotCase:
    """The lot rule of an item, 0 where it has none."""

    minimum: Decimal
    multiple: Decimal
    places: int


def judge_quantity(line: LineRow, case: LotCase) -> Finding:
    """Whether the quantity can be counted, and fits the lot it is made or bought in."""
    evidence: dict[str, object] = {"quantity": plain(line.quantity_stock), "unit": line.stock_unit}
    if line.quantity_stock != round(line.quantity_stock, case.places):
        return Finding("quantity", RED, "quantity.unit", Axis.DATA, line.id, evidence)
    if case.minimum and line.quantity_stock < case.minimum:
        evidence["minimum"] = plain(case.minimum)
        return Finding("quantity", AMBER, "quantity.minimum", line_id=line.id, evidence=evidence)
    if case.multiple and line.quantity_stock % case.multiple:
        evidence["multiple"] = plain(case.multiple)
        return Finding("quantity", AMBER, "quantity.multiple", line_id=line.id, evidence=evidence)
    return Finding("quantity", GREEN, "quantity.fits", line_id=line.id, evidence=evidence)


def judge_duplicate(similar: Sequence[tuple[str, bool]], *, number: str, days: int) -> Finding:
    """Whether the same order may have come before. similar: our number, whether theirs is the same."""
    same = [ours for ours, same_number in similar if same_number]
    if same:
        evidence: dict[str, object] = {"number": number, "orders": ", ".join(same[:5])}
        return Finding("duplicate", RED, "duplicate.number", Axis.DATA, evidence=evidence, weight=same[0])
    if similar:
        orders = ", ".join(ours for ours, _same in similar[:5])
        return Finding("duplicate", AMBER, "duplicate.lines", evidence={"orders": orders})
    return Finding("duplicate", GREEN, "duplicate.none", evidence={"days": days})


@dataclass(frozen=True, slots=True)
class StockCase:
    """What there is of a line's item.

    free: today, less what earlier lines of this order take. covered_on: by when enough is expected, None if never.
    can_supply: whether it is made or bought.
    """

    free: Decimal
    covered_on: date | None
    can_supply: bool


def judge_stock(line: LineRow, case: StockCase) -> Finding:
    """Stock now and over time. What is made or bought is not a fault; what nobody supplies is."""
    free = max(Decimal(0), case.free)
    evidence: dict[str, object] = {"free": plain(free), "unit": line.stock_unit}
    if free >= line.quantity_stock:
        return Finding("stock", GREEN, "stock.now", line_id=line.id, evidence=evidence)
    if case.covered_on is not None:
        evidence["on"] = case.covered_on.isoformat()
        return Finding("stock", GREEN, "stock.later", line_id=line.id, evidence=evidence)
    if not case.can_supply:
        return Finding("stock", RED, "stock.no-supply", Axis.STOCK, line.id, evidence)
    evidence["short"] = plain(line.quantity_stock - free)
    return Finding("stock", GREEN, "stock.short", line_id=line.id, evidence=evidence)


def judge_engineering(line: LineRow, gaps: Sequence[str], unsigned: Sequence[str]) -> Finding:
    """Whether the part can be made or bought as released, and who has not signed a new one off."""
    if line.item_id is None:
        text = line.text or line.customer_item_code
        return Finding("engineering", RED, "engineering.no-item", Axis.ENGINEERING, line.id, {"text": text})
    if gaps:
        evidence: dict[str, object] = {"gaps": ", ".join(gaps)}
        return Finding("engineering", RED, "engineering.gap", Axis.ENGINEERING, line.id, evidence)
    if unsigned:
        evidence = {"departments": ", ".join(unsigned)}
        return Finding("engineering", RED, "engineering.unsigned", Axis.ENGINEERING, line.id, evidence)
    return Finding("engineering", GREEN, "engineering.released", line_id=line.id)


@dataclass(frozen=True, slots=True)
class DateCase:
    """When a line can be delivered. on: None when no date was found; is_offer: computed by promising, not by lead time."""

    on: date | None
    why: str = ""
    lead_days: int = 0
    is_offer: bool = False


def judge_date(line: LineRow, case: DateCase, *, today: date) -> Finding:
    """Whether the requested date can be kept. A later one is the customer's to accept; none at all holds the order."""
    wanted = line.requested_on or today
    if case.on is None:
        return Finding("date", RED, "date.never", Axis.DATE, line.id, {"why": case.why})
    days = (case.on - max(wanted, today)).days
    evidence: dict[str, object] = {"on": case.on.isoformat(), "days": days, "why": case.why}
    if not case.is_offer and case.lead_days:
        evidence.update(days=case.lead_days, late=days)
        code = "date.lead-time-late" if days > 0 else "date.lead-time"
        return Finding("date", AMBER if days > 0 else GREEN, code, line_id=line.id, evidence=evidence)
    if days > 0:
        return Finding("date", AMBER, "date.later", line_id=line.id, evidence=evidence)
    if wanted < today:
        return Finding("date", AMBER, "date.past", line_id=line.id, evidence={"on": wanted.isoformat()})
    return Finding("date", GREEN, "date.in-time", line_id=line.id, evidence=evidence)
