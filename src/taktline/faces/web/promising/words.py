"""An offer in words: which line when and why, what each way costs and whom it delays."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taktline.faces.web.scheduling import labels
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.listing import Measured
from taktline.promising import queries
from taktline.promising.types import Method, OptionKind, OptionRow, Overtime, Part, SlippedOrder
from taktline.sales.queries import DeliveryRow, LineRow, OrderSheet
from taktline.shopfloor import queries as shopfloor

TONES = {"stock": "green", "supply": "green", "make": "blue", "buy": "purple"}
MOST_NAMED = 8


class Teller:
    """Tells the options of one order's offer, times on the site's clock."""

    def __init__(self, order: OrderSheet, time_zone: str, by: Actor) -> None:
        self._zone, self._time_zone, self._by = ZoneInfo(time_zone), time_zone, by
        self._places: dict[int, tuple[LineRow, DeliveryRow]] = {
            each.id: (line, each) for line in order.lines for each in line.deliveries
        }

    def moment(self, moment: datetime) -> str:
        """11-22 14:30."""
        return f"{moment.astimezone(self._zone):%m-%d %H:%M}"

    def lines(self, option: OptionRow) -> list[dict[str, Any]]:
        """A row for each dated part, in the order of the lines."""
        rows = [self._line(part) for part in option.parts if part.delivery_id in self._places]
        return sorted(rows, key=lambda row: (row["position"], row["promised_on"]))

    def _line(self, part: Part) -> dict[str, Any]:
        line, _delivery = self._places[part.delivery_id]
        why = queries.why(part, time_zone=self._time_zone)
        return {
            "position": line.position,
            "item": line.item_code,
            "name": line.item_name,
            "quantity": Measured(part.quantity, line.stock_unit),
            "requested_on": part.requested_on,
            "earliest_on": part.earliest_on,
            "promised_on": part.promised_on,
            "late": part.days_late,
            "method": Method(part.method).label,
            "tone": TONES.get(part.method, "grey"),
            "why": why,
            "short": _(" Then: ").join(queries.briefly(part, time_zone=self._time_zone)) if part.days_late else "",
        }

    def way(self, option: OptionRow, usual: OptionRow) -> dict[str, Any]:
        """One way to deliver, as a card."""
        return {
            "kind": option.kind,
            "label": OptionKind(option.kind).label,
            "is_usual": option is usual,
            "dates": self._dates(option, usual),
            **self._headline(option, usual),
            "cost": option.cost,
            "is_free": option.cost is not None and option.cost.minor == 0,
            "slips": [self._slip(each) for each in option.slips[:MOST_NAMED]],
            "slip_count": len(option.slips),
            "late_count": sum(1 for each in option.slips if each.late_minutes > 0),
            "more": max(0, len(option.slips) - MOST_NAMED),
            "overtime": [self._overtime(each) for each in option.overtime],
        }

    def _headline(self, option: OptionRow, usual: OptionRow) -> dict[str, Any]:
        """The date a way is chosen for: of the lines that come late in the usual way, first and last delivery."""
        late = {part.delivery_id for part in usual.parts if part.days_late}
        parts = [part for part in option.parts if not late or part.delivery_id in late]
        days = sorted(part.promised_on for part in parts)
        parted = len(parts) > len({part.delivery_id for part in parts})
        return {
            "first_on": days[0] if parted and days[0] != days[-1] else None,
            "last_on": days[-1],
            "late": max(part.days_late for part in parts),
        }

    def _dates(self, option: OptionRow, usual: OptionRow) -> list[dict[str, Any]]:
        """When what: all that is late in the usual way, or differs from it."""
        before = {part.delivery_id: part for part in usual.parts}
        found = []
        for part in sorted(option.parts, key=lambda each: (self._position(each), each.promised_on)):
            was = before.get(part.delivery_id)
            if option is not usual and was is not None and not was.days_late and part.promised_on == was.promised_on:
                continue
            line = self._places[part.delivery_id][0] if part.delivery_id in self._places else None
            found.append(
                {
                    "position": line.position if line else "",
                    "quantity": Measured(part.quantity, line.stock_unit if line else ""),
                    "on": part.promised_on,
                    "late": part.days_late,
                    "sooner": (was.promised_on - part.promised_on).days if was and option is not usual else 0,
                }
            )
        return found

    def _position(self, part: Part) -> int:
        return self._places[part.delivery_id][0].position if part.delivery_id in self._places else 0

    def _slip(self, slip: SlippedOrder) -> dict[str, Any]:
        number, customer = slip.number, ""
        try:
            order = shopfloor.work_order_by_number(slip.number, scope=self._by.scope)
        except NotFound:
            order = None
        if order is not None:
            known = labels.for_whom({order.id: order.demand}, self._by).get(order.id)
            number, customer = (known.number, str(known.customer)) if known else (number, "")
        return {
            "number": number,
            "customer": customer,
            "before": self._day(slip.before),
            "after": self._day(slip.after),
            "is_late": slip.late_minutes > 0,
        }

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()

    def _overtime(self, each: Overtime) -> str:
        start, end = each.start.astimezone(self._zone), each.end.astimezone(self._zone)
        return f"{str(each.name) or each.machine} {date_format(start, 'D')} {start:%m-%d %H:%M}–{end:%H:%M}"

