"""The grid of lines in forms of orders and quotations: from rows to lines, and from lines to rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Field
from taktline.kernel.exact import plain
from taktline.sales.queries import LineRow, QuotationLineRow
from taktline.sales.types import DeliveryWish, LineInput

Row = Mapping[str, Any]
Rows = Sequence[Row]
OldLine = LineRow | QuotationLineRow
_HUNDRED = Decimal(100)

LINES = Field(
    "lines",
    _("Lines"),
    "lines",
    rows=5,
    help=_("A row with only a quantity and a date is one more delivery of the line above."),
    fields=(
        Field("item", _("Item"), "ref", lookup="sales.item"),
        Field("quantity", _("Quantity"), "number", required=True),
        Field("requested_on", _("Delivery date"), "date"),
        Field("price", _("Unit price"), "number", placeholder=_("agreed"), permit="identity.money.see"),
        Field("discount", _("Discount %"), "number", permit="identity.money.see"),
        Field("unit", _("Unit")),
        Field("text", _("In the customer's words")),
        Field("drawing_revision", _("Drawing revision")),
        # Which line the row was, so that what the grid does not show stays with it.
        Field("line", "", "hidden"),
    ),
)
RATES = (("0.13", "13 %"), ("0.09", "9 %"), ("0.06", "6 %"), ("0", "0 %"))
# What belongs to every line alike; what is left empty stays as each line has it.
FOR_ALL = (
    Field("tax_rate", _("Tax rate"), "choice", choices=RATES, help=_("Empty: the rate of each item.")),
    Field("over_tolerance", _("May be over by %"), "number"),
    Field("under_tolerance", _("May be short by %"), "number"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of the form: its first row, and its dated parts (None where the row names no date)."""

    row: Row
    parts: tuple[tuple[date | None, Decimal], ...]

    @property
    def quantity(self) -> Decimal:
        """All of it."""
        return sum((quantity for _day, quantity in self.parts), Decimal(0))


def wanted(rows: Rows) -> list[Wanted]:
    """The lines of a form; a row that names no goods is a further delivery of the line above."""
    found: list[Wanted] = []
    for row in rows:
        part = (row.get("requested_on"), row.get("quantity") or Decimal(0))
        if found and not (row.get("item") or row.get("text") or row.get("line")):
            found[-1] = Wanted(found[-1].row, (*found[-1].parts, part))
        else:
            found.append(Wanted(row, (part,)))
    return found


def terms_of(data: Mapping[str, Any]) -> dict[str, Decimal]:
    """What the form says for all lines, as ratios; nothing for a box left empty."""
    told = {}
    if data.get("tax_rate"):
        told["tax_rate"] = Decimal(str(data["tax_rate"]))
    for name in ("over_tolerance", "under_tolerance"):
        if data.get(name) is not None:
            told[name] = data[name] / _HUNDRED
    return told


def told_lines(rows: Rows, terms: Mapping[str, Decimal]) -> list[dict[str, Any]]:
    """Every line as a structured message keeps it: only what was said.

    One without a date has that of the line above (the first line: the first date there is).
    """
    day = next((row["requested_on"] for row in rows if row.get("requested_on")), None)
    told = []
    for line in wanted(rows):
        parts = []
        for on, quantity in line.parts:
            day = on or day
            parts.append({"requested_on": day.isoformat() if day else None, "quantity": plain(quantity)})
        told.append(_told(line, parts) | {name: plain(value) for name, value in terms.items()})
    return told


def _told(line: Wanted, parts: list[dict[str, Any]]) -> dict[str, Any]:
    row = line.row
    kept = {
        "item_id": row.get("item"),
        "text": row.get("text"),
        "quantity": plain(line.quantity),
        "unit": row.get("unit"),
        "price": plain(row["price"]) if row.get("price") is not None else None,
        "discount": plain(row["discount"] / _HUNDRED) if row.get("discount") else None,
        "requested_on": parts[0]["requested_on"],
        "drawing_revision": row.get("drawing_revision"),
        "deliveries": parts if len(parts) > 1 else None,
    }
    return {name: value for name, value in kept.items() if value not in (None, "")}


def line_inputs(
    rows: Rows,
    *,
    fallback: date | None,
    old: Sequence[OldLine] = (),
    terms: Mapping[str, Decimal] | None = None,
) -> tuple[LineInput, ...]:
    """The lines of a form. What the grid does not ask for stays as the old line has it, found by the row's own id."""
    by_id = {str(line.id): line for line in old}
    terms = terms or {}
    return tuple(
        _line_input(each, fallback, by_id.get(str(each.row.get("line") or "")), terms)
        for each in wanted(rows)
    )


def _line_input(
    line: Wanted, fallback: date | None, old: OldLine | None, terms: Mapping[str, Decimal]
) -> LineInput:
    row = line.row
    # Other goods have their own part number and tax.
    same = old is not None and row.get("item") == old.item_id
    kept_tax = old.tax_rate if old is not None and same else None
    whole = len(line.parts) == 1
    return LineInput(
        quantity=line.quantity,
        item_id=row.get("item"),
        text=row.get("text") or "",
        customer_item_code=old.customer_item_code if old is not None and same else "",
        drawing_revision=row.get("drawing_revision") or "",
        unit=row.get("unit") or "",
        price=row.get("price"),
        discount=(row.get("discount") or Decimal(0)) / _HUNDRED,
        tax_rate=terms.get("tax_rate", kept_tax),
        over_tolerance=terms.get("over_tolerance", old.over_tolerance if old else Decimal(0)),
        under_tolerance=terms.get("under_tolerance", old.under_tolerance if old else Decimal(0)),
        note=old.note if old else "",
        deliveries=tuple(DeliveryWish(day or fallback, None if whole else part) for day, part in line.parts),
    )


def shown_lines(lines: Sequence[LineRow]) -> Iterator[dict[str, Any]]:
    """Rows of the grid: one per line, and one more per further delivery."""
    for line in lines:
        row = head_row(line)
        live = [each for each in line.deliveries if not each.is_cancelled]
        if len(live) < 2:
            yield row
            continue
        ratio = line.quantity / line.quantity_stock
        parts = [(each.quantity * ratio).quantize(Decimal("0.000001")) for each in live[:-1]]
        parts.append(line.quantity - sum(parts, Decimal(0)))
        yield row | {"quantity": parts[0], "requested_on": live[0].requested_on}
        for each, part in zip(live[1:], parts[1:], strict=True):
            yield {"quantity": part, "requested_on": each.requested_on}


def head_row(line: OldLine) -> dict[str, Any]:
    """A line as one row of the grid."""
    return {
        "item": line.item_id,
        "text": line.text or ("" if line.item_id else line.customer_item_code),
        "quantity": line.quantity,
        "unit": line.unit,
        "requested_on": line.requested_on,
        "price": line.price,
        "discount": line.discount * _HUNDRED if line.discount else None,
        "drawing_revision": line.drawing_revision,
        "line": line.id,
    }
