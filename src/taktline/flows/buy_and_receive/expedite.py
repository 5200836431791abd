"""What is still to come and at risk, with the customer who waits for it, and the reminder to its supplier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.flows.buy_and_receive.send import mail_of
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Refusal
from taktline.kernel.exact import plain
from taktline.kernel.operation import operation
from taktline.kernel.scope import Scope
from taktline.kernel.source import Source
from taktline.office import services as office
from taktline.office.types import NewMail
from taktline.parties import queries as parties
from taktline.planning import queries as planning
from taktline.planning.types import Cover
from taktline.purchasing import permits, queries
from taktline.purchasing import services as purchasing
from taktline.purchasing.life import PurchaseState
from taktline.purchasing.types import ORDER, PurchaseLineRow


class Risk(StrEnum):
    """Why a line is chased, the worst first."""

    OVERDUE = "overdue"
    BREAKS = "breaks"
    SLIPPED = "slipped"
    UNSENT = "unsent"
    UNANSWERED = "unanswered"


class NoMailAddress(Refusal):
    """The supplier has no mail address."""

    code = "flows.no-mail-address"
    sentence = N_("%(supplier)s has no mail address. Enter one with its contacts, or call.")


@dataclass(frozen=True, slots=True)
class Chased:
    """A line to chase. expected: when it comes as things stand; days: by how many it is late for whom it is meant."""

    line: PurchaseLineRow
    expected: date
    risk: Risk
    days: int
    cover: Cover | None


def expedite_list(*, scope: Scope, at: datetime, limit: int = 200) -> list[Chased]:
    """Open purchase lines at risk: first those that break a customer's promise, by how many days, then by risk."""
    lines = queries.open_lines(scope=scope)
    covers = planning.covers_of_lines({each.id: each.requisition_id for each in lines}, scope=scope)
    today = identity.company_day(at)
    chased = [found for each in lines if (found := _chased(each, covers.get(each.id), today)) is not None]
    order = list(Risk)

    def rank(each: Chased) -> tuple[int, int, date, int]:
        late = each.cover.late_days if each.cover else 0
        return (-late, order.index(each.risk), each.expected, each.line.id)

    return sorted(chased, key=rank)[:limit]


def _chased(line: PurchaseLineRow, cover: Cover | None, today: date) -> Chased | None:
    expected = line.promised or line.due
    if expected < today:
        return Chased(line, expected, Risk.OVERDUE, (today - expected).days, cover)
    if cover is not None and cover.late_days > 0:
        return Chased(line, expected, Risk.BREAKS, cover.late_days, cover)
    if expected > line.due:
        return Chased(line, expected, Risk.SLIPPED, (expected - line.due).days, cover)
    if line.state == PurchaseState.APPROVED:
        return Chased(line, expected, Risk.UNSENT, 0, cover)
    if line.state == PurchaseState.SENT and line.promised is None:
        return Chased(line, expected, Risk.UNANSWERED, 0, cover)
    return None


@operation
def remind_suppliers(line_ids: Iterable[int], *, by: Actor, at: datetime) -> int:
    """Mail the suppliers of these lines what is still to come and when; one mail an order. Returns how many.

    Raises NoMailAddress, IllegalMove; then nobody is reminded.
    """
    by.require(permits.ORDER)
    rows = queries.line_rows(line_ids, scope=by.scope)
    orders: dict[int, list[PurchaseLineRow]] = {}
    for row in sorted(rows.values(), key=lambda each: (each.order_id, each.position)):
        orders.setdefault(row.order_id, []).append(row)
    for order_id, lines in orders.items():
        _remind(order_id, lines, by, at)
    return len(orders)


def _remind(order_id: int, lines: list[PurchaseLineRow], by: Actor, at: datetime) -> None:
    order = queries.purchase_order(order_id, scope=by.scope)
    to = mail_of(order_id, scope=by.scope)
    if not to:
        raise NoMailAddress(supplier=order.supplier)
    purchasing.remind(order_id, [each.id for each in lines], to=to, by=by, at=at)
    with translation.override(parties.party(order.supplier_id).language):
        told = {"number": order.number, "company": str(identity.site(order.site_id).name), "who": by.name}
        rows = [
            _("%(line)s. %(item)s %(name)s: %(open)s %(unit)s, expected on %(day)s") % {
                "line": each.position, "item": each.part_number or each.item_code, "name": each.item_name,
                "open": plain(each.quantity - each.received), "unit": each.unit,
                "day": (each.promised or each.due).isoformat(),
            }
            for each in lines
        ]  # fmt: skip
        body = _("Of our purchase order %(number)s these lines are still to come:") % told
        end = _("Please tell us by return on which day you will deliver them.")
        mail = NewMail(
            to, _("Reminder: purchase order %(number)s of %(company)s") % told,
            "\n".join([body, "", *rows, "", end, "", by.name, told["company"]]),
            source=Source(ORDER, order.id), site_id=order.site_id,
        )  # fmt: skip
    office.post_mail(mail, by=by, at=at)
