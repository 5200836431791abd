"""Control totals: what a table adds up to, beside what the old books say and what the ledger holds afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taktline.catalog import services as catalog
from taktline.flows.open_books.open_orders import OPEN_ORDERS
from taktline.inventory import services as inventory
from taktline.kernel.cells import decimal, text
from taktline.kernel.sheets import Sheet, Values
from taktline.parties import services as parties

ROWS = "rows"
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Control:
    """One control total. figure: a column or "rows"; group: of which warehouse or customer, "" for all of the table.

    stated: what the old books say, None where nobody said; booked: what the ledger gained, where it can be asked.
    """

    table: str
    figure: str
    group: str
    amount: Decimal
    stated: Decimal | None = None
    booked: Decimal | None = None

    @property
    def key(self) -> Key:
        """Which total it is."""
        return self.table, self.figure, self.group

    @property
    def ties(self) -> bool:
        """Whether the table, the old books and the ledger agree."""
        return all(other in (None, self.amount) for other in (self.stated, self.booked))


def _ordered(row: Values) -> Decimal:
    return decimal(row, "quantity") * decimal(row, "price")


# What is added up of a table: columns, or a figure made of several; by which column the sums are parted as well.
_FIGURES: Mapping[str, tuple[tuple[str, ...], str]] = {
    parties.CUSTOMER_SHEET.key: (("credit_limit",), ""),
    catalog.BOM_SHEET.key: (("quantity",), ""),
    catalog.ROUTING_SHEET.key: (("setup_seconds", "run_seconds"), ""),
    catalog.PRICE_SHEET.key: (("price",), ""),
    inventory.OPENING_STOCK.key: (("quantity", "value"), "place"),
    OPEN_ORDERS.key: (("quantity", "delivered", "amount"), "customer"),
}
_MADE: Mapping[str, Callable[[Values], Decimal]] = {"amount": _ordered}


def totals_of(table: Sheet, rows: Sequence[Values]) -> list[Control]:
    """The control totals of a table's typed rows: how many, then each figure in all and by group."""
    figures, by = _FIGURES.get(table.key, ((), ""))
    found = [Control(table.key, ROWS, "", Decimal(len(rows)))]
    for figure in figures:
        parts: dict[str, Decimal] = {}
        for row in rows:
            name = text(row, by) if by else ""
            parts[name] = parts.get(name, Decimal(0)) + _figure(row, figure)
        found.append(Control(table.key, figure, "", sum(parts.values(), Decimal(0))))
        found += [Control(table.key, figure, name, parts[name]) for name in sorted(parts) if name]
    return found


def _figure(row: Values, figure: str) -> Decimal:
    if figure in _MADE:
        return _MADE[figure](row)
    value = row.get(figure)
    return Decimal(value) if isinstance(value, Decimal | int) else Decimal(0)
