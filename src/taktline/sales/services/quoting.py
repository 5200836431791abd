"""Quotations: drafted, sent in versions, won into an order without retyping, or lost with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.errors import IllegalMove, InvalidInput, NotFound
from taktline.kernel.locks import lock_rows
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.sales import locks, permits
from taktline.sales.errors import EmptyOrder, QuotationExpired, ReasonNeeded
from taktline.sales.facts import QuotationDecided, QuotationSent
from taktline.sales.life import QUOTATION_LIFE, QuotationState
from taktline.sales.models import Quotation, QuotationLine, QuotationVersion
from taktline.sales.rules import pricing
from taktline.sales.rules.pricing import Amounts
from taktline.sales.services.drafting import Drafted, create_order
from taktline.sales.services.priced import PriceTerms, priced_lines
from taktline.sales.types import DeliveryWish, LineInput, OrderInput


@dataclass(frozen=True, slots=True)
class QuotationInput:
    """A quotation as it is entered. holds_stock: the flow keeps stock for it softly until valid_until."""

    customer_id: int
    site_id: int
    valid_until: date
    lines: tuple[LineInput, ...]
    currency: str | None = None
    tax_included: bool = True
    customer_number: str = ""
    note: str = ""
    holds_stock: bool = False


@operation
def create_quotation(quotation: QuotationInput, *, today: date, by: Actor, at: datetime) -> Drafted:
    """Write a quotation down. Raises NotFound, EmptyOrder, InvalidInput for a validity that is past."""
    by.require(permits.QUOTE)
    if not by.scope.covers_site(quotation.site_id):
        raise NotFound(what=N_("site"), key=quotation.site_id)
    customer = parties.customer(quotation.customer_id, scope=by.scope)
    site = identity.site(quotation.site_id)
    row = Quotation(site_id=site.id, customer_id=customer.id, created_at=at, created_by=by.name[:80])
    built = _fill(row, quotation, currency=quotation.currency or customer.currency, today=today)
    row.number = numbering.draw("QT", site=site.code, year=today.year)
    row.save(force_insert=True)
    _write_lines(row, built)
    _find(row)
    journal.record("sales.quote", subject=row, by=by, at=at, after=_said(row), money=_money(row))
    return Drafted(row.pk, row.number)


def _fill(row: Quotation, quotation: QuotationInput, *, currency: str, today: date) -> list[QuotationLine]:
    if not quotation.lines:
        raise EmptyOrder(order=row.number or _("The new quotation"))
    if quotation.valid_until < today:
        raise InvalidInput(field="valid_until", reason=_("This day is past."))
    row.currency, row.tax_included, row.valid_until = currency, quotation.tax_included, quotation.valid_until
    row.customer_number, row.note = quotation.customer_number[:60], quotation.note[:1000]
    row.holds_stock = quotation.holds_stock
    terms = PriceTerms(row.customer_id, currency, quotation.tax_included, today)
    built = []
    for line, parts in priced_lines(QuotationLine, quotation.lines, terms):
        line.requested_on = min((part.requested_on for part in parts), default=None)
        built.append(line)
    sums = pricing.total(Amounts(line.net_minor, line.tax_minor, line.gross_minor) for line in built)
    row.net_minor, row.tax_minor, row.gross_minor = sums.net, sums.tax, sums.gross
    return built


def _find(row: Quotation) -> None:
    customer = parties.customer(row.customer_id)
    words = (row.number, row.customer_number, customer.code, customer.name.zh, customer.name.en)
    search.index("sales.quotation", row.pk, *words)


def _write_lines(row: Quotation, built: list[QuotationLine]) -> None:
    for number, line in enumerate(built, start=1):
        line.quotation, line.position = row, number
    QuotationLine.objects.bulk_create(built)


@operation
def edit_quotation(quotation_id: int, quotation: QuotationInput, *, today: date, by: Actor, at: datetime) -> None:
    """Replace what a draft quotation says. Raises IllegalMove when it is not a draft (revise it first)."""
    by.require(permits.QUOTE)
    row = locks.quotation(quotation_id, scope=by.scope)
    if row.state != QuotationState.DRAFT:
        raise IllegalMove(what=row, now=QuotationState(row.state).label, then=QuotationState.DRAFT.label)
    before, money = _said(row), _money(row)
    built = _fill(row, quotation, currency=quotation.currency or row.currency, today=today)
    QuotationLine.objects.filter(quotation=row).delete()
    row.save()
    _write_lines(row, built)
    _find(row)
    journal.record(
        "sales.edit-quotation",
        subject=row,
        by=by,
        at=at,
        before=before,
        after=_said(row),
        money={"before": money, "after": _money(row)},
    )


@operation
def send_quotation(quotation_id: int, *, promises: Mapping[int, date], by: Actor, at: datetime) -> None:
    """Send it: the version is kept as it stands. promises: date by line id, for the lines that have one."""
    by.require(permits.QUOTE)
    row = locks.quotation(quotation_id, scope=by.scope)
    QUOTATION_LIFE.require(row, QuotationState(row.state), QuotationState.SENT)
    lines = list(QuotationLine.objects.filter(quotation=row).order_by("position"))
    for line in lines:
        line.promised_on = promises.get(line.pk, line.promised_on)
    QuotationLine.objects.bulk_update(lines, ["promised_on"])
    row.state, row.sent_at = QuotationState.SENT, at
    row.save(update_fields=["state", "sent_at"])
    content = {
        "valid_until": row.valid_until,
        "note": row.note,
        "lines": [
            {
                "position": line.position,
                "item": line.item_id,
                "text": line.text,
                "customer_item_code": line.customer_item_code,
                "quantity": str(line.quantity),
                "unit": line.unit,
                "promised_on": line.promised_on,
            }
            for line in lines
        ],
    }
    money = {"gross_minor": row.gross_minor, "prices": {str(line.position): str(line.price) for line in lines}}
    QuotationVersion.objects.create(quotation=row, version=row.version, content=content, money=money, sent_at=at)
    journal.record("sales.send-quotation", subject=row, by=by, at=at, after={"version": row.version})
    outbox.publish(QuotationSent(row.pk), at=at)


@operation
def revise_quotation(quotation_id: int, *, by: Actor, at: datetime) -> int:
    """Open a sent or expired quotation for the next version. Returns its version. Raises IllegalMove."""
    by.require(permits.QUOTE)
    row = locks.quotation(quotation_id, scope=by.scope)
    QUOTATION_LIFE.require(row, QuotationState(row.state), QuotationState.DRAFT)
    before = row.state
    row.state, row.version = QuotationState.DRAFT, row.version + 1
    row.save(update_fields=["state", "version"])
    journal.record(
        "sales.revise-quotation", subject=row, by=by, at=at, before={"state": before}, after={"version": row.version}
    )
    return row.version


@operation
def win_quotation(
    quotation_id: int, *, customer_number: str, today: date, by: Actor, at: datetime
) -> Drafted:
    """The customer said yes: an order with the quoted lines and prices.

    Raises IllegalMove unless sent, QuotationExpired when its validity is over.
    """
    by.require(permits.QUOTE)
    row = locks.quotation(quotation_id, scope=by.scope)
    QUOTATION_LIFE.require(row, QuotationState(row.state), QuotationState.WON)
    if row.valid_until < today:
        raise QuotationExpired(quotation=row, until=row.valid_until.isoformat())
    lines = QuotationLine.objects.filter(quotation=row).order_by("position")
    drafted = create_order(
        OrderInput(
            customer_id=row.customer_id,
            site_id=row.site_id,
            lines=tuple(_as_order_line(line, today) for line in lines),
            customer_number=customer_number or row.customer_number,
            currency=row.currency,
            tax_included=row.tax_included,
            ordered_on=today,
            note=row.note,
            quotation_id=row.pk,
        ),
        by=by,
        at=at,
    )
    row.state, row.decided_at, row.order_number = QuotationState.WON, at, drafted.number
    row.save(update_fields=["state", "decided_at", "order_number"])
    journal.record("sales.win-quotation", subject=row, by=by, at=at, after={"order": drafted.number})
    outbox.publish(QuotationDecided(row.pk, "won"), at=at)
    return drafted


def _as_order_line(line: QuotationLine, today: date) -> LineInput:
    wanted = max((day for day in (line.requested_on, line.promised_on) if day), default=today)
    return LineInput(
        quantity=line.quantity,
        item_id=line.item_id,
        text=line.text,
        customer_item_code=line.customer_item_code,
        drawing_revision=line.drawing_revision,
        unit=line.unit,
        price=line.price,
        discount=line.discount,
        tax_rate=line.tax_rate,
        over_tolerance=line.over_tolerance,
        under_tolerance=line.under_tolerance,
        note=line.note,
        deliveries=(DeliveryWish(wanted),),
    )


@operation
def lose_quotation(quotation_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """The customer said no, and why. Raises IllegalMove, ReasonNeeded."""
    by.require(permits.QUOTE)
    if not reason.strip():
        raise ReasonNeeded
    row = locks.quotation(quotation_id, scope=by.scope)
    QUOTATION_LIFE.require(row, QuotationState(row.state), QuotationState.LOST)
    row.state, row.decided_at, row.lost_reason = QuotationState.LOST, at, reason[:400]
    row.save(update_fields=["state", "decided_at", "lost_reason"])
    journal.record("sales.lose-quotation", subject=row, by=by, at=at, after={"state": row.state}, reason=reason)
    outbox.publish(QuotationDecided(row.pk, "lost"), at=at)


@operation
def expire_quotations(site_id: int, *, today: date, by: Actor, at: datetime) -> list[int]:
    """A site's sent quotations whose validity is over run out. Returns their ids."""
    by.require(permits.QUOTE)
    rows = lock_rows(Quotation.objects.filter(site_id=site_id, state=QuotationState.SENT, valid_until__lt=today))
    for row in rows:
        row.state, row.decided_at = QuotationState.EXPIRED, at
        journal.record("sales.expire-quotation", subject=row, by=by, at=at, after={"state": row.state})
    Quotation.objects.bulk_update(rows, ["state", "decided_at"])
    outbox.publish(*(QuotationDecided(row.pk, "expired") for row in rows), at=at)
    return [row.pk for row in rows]


def _said(row: Quotation) -> dict[str, object]:
    return {"version": row.version, "valid_until": row.valid_until, "customer_number": row.customer_number}


def _money(row: Quotation) -> dict[str, object]:
    return {"gross_minor": row.gross_minor, "currency": row.currency}
