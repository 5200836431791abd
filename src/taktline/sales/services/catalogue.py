"""What this room asks the catalogue, in batches: items, units, agreements, customers' own part numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Protocol

from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries, services
from taktline.catalog.types import CustomerItemRow, ItemRow, LearntItem, PriceAnswer
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Conversion, UnknownConversion, convert
from taktline.kernel.exact.units import ratio_between
from taktline.kernel.search import normal
from taktline.sales.types import LineInput

Agreement = PriceAnswer
USUAL_TAX = Decimal("0.13")
# Words for one piece, whatever the item's own unit is called.
_PIECES = frozenset({"件", "个", "只", "台", "支", "根", "pcs", "pc", "ea", "each", "piece", "pieces", "psc", "nr"})


class Asked(Protocol):
    """What is read of a line here."""

    @property
    def item_id(self) -> int | None:
        """The item, None where nobody knows it yet."""

    @property
    def unit(self) -> str:
        """The unit as the line says, "" for the stock unit."""

    @property
    def customer_item_code(self) -> str:
        """The customer's part number."""


@dataclass(frozen=True, slots=True)
class Goods:
    """The items of some lines with what is known of their units."""

    items: Mapping[int, ItemRow]
    conversions: Mapping[int, tuple[Conversion, ...]] = field(default_factory=dict)
    learnt: Mapping[str, CustomerItemRow] = field(default_factory=dict)
    taxes: Mapping[str, Decimal] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[int, str] = field(default_factory=dict)

    def customer_code(self, line: Asked) -> str:
        """The customer's own number of the item: as the line says unless that is ours, else as it was learnt."""
        said = line.customer_item_code[:80]
        if line.item_id is None or (said and normal(said) != normal(self.items[line.item_id].code)):
            return said
        return self.codes.get(line.item_id, "")

    def unit_of(self, line: Asked) -> str:
        """The line's unit: as it says, else the item's stock unit."""
        if line.unit or line.item_id is None:
            return line.unit[:12]
        return self.items[line.item_id].unit

    def tax_rate(self, line: LineInput) -> Decimal:
        """The line's tax rate: as it says, else the item's, else the usual one."""
        if line.tax_rate is not None:
            return line.tax_rate
        code = self.items[line.item_id].tax_code if line.item_id is not None else ""
        return self.taxes.get(code, USUAL_TAX)

    def _learnt(self, line: Asked) -> CustomerItemRow | None:
        row = self.learnt.get(line.customer_item_code)
        fits = row is not None and row.item_id == line.item_id and row.unit and normal(row.unit) == normal(line.unit)
        return row if fits else None

    def ratio(self, line: Asked) -> Fraction:
        """Stock units per one of the line's units. Raises UnknownConversion."""
        if line.item_id is None or not line.unit or line.unit == self.items[line.item_id].unit:
            return Fraction(1)
        if row := self._learnt(line):
            return row.factor
        return ratio_between(line.unit, self.items[line.item_id].unit, self.conversions.get(line.item_id, ()))

    def in_stock(self, line: LineInput, quantity: Decimal | None = None) -> Decimal:
        """A quantity of the line's unit (its own where None) in the item's stock unit, rounded once."""
        wanted = line.quantity if quantity is None else quantity
        if line.item_id is None:
            return wanted
        item = self.items[line.item_id]
        ratio = self.ratio(line)
        return convert(wanted, item.unit, item.stock_unit) if ratio == 1 else item.stock_unit.round(Fraction(wanted) * ratio)

    def factor(self, line: LineInput) -> Decimal:
        """Stock units per line unit as a decimal, for stating prices per line unit."""
        ratio = self.ratio(line)
        with localcontext(prec=40):
            return Decimal(ratio.numerator) / Decimal(ratio.denominator)

    def known_unit(self, line: Asked) -> str | None:
        """The unit of a line in our words, None where nobody knows it for this item."""
        if line.item_id is None:
            return line.unit
        item = self.items[line.item_id]
        said = normal(line.unit)
        if self._learnt(line) or said == normal(item.unit):
            return line.unit if self._learnt(line) else item.unit
        if said in _PIECES and self._is_piece(item.unit):
            return item.unit
        code = self.words.get(said)
        if code is None:
            return None
        try:
            ratio_between(code, item.unit, self.conversions.get(item.id, ()))
        except UnknownConversion:
            return None
        return code

    def _is_piece(self, unit: str) -> bool:
        return normal(unit) in _PIECES or any(word in _PIECES for word, code in self.words.items() if code == unit)


def goods(lines: Sequence[Asked], customer_id: int, *, words: bool = False) -> Goods:
    """Everything about the lines' items, in at most six queries. Raises NotFound for an item that is not there.

    words: also read how units are called, for understanding a customer's own words.
    """
    ids = {line.item_id for line in lines if line.item_id is not None}
    items = queries.items(ids)
    if missing := ids - items.keys():
        raise NotFound(what=N_("item"), key=min(missing))
    foreign = [line for line in lines if line.item_id is not None and line.unit and line.unit != items[line.item_id].unit]
    taxes = any(item.tax_code for item in items.values())
    return Goods(
        items=items,
        conversions=queries.conversions({line.item_id for line in foreign if line.item_id}) if foreign else {},
        learnt=queries.customer_items(customer_id, [line.customer_item_code for line in foreign]) if foreign else {},
        taxes={code: row.rate for code, row in queries.tax_codes().items()} if taxes else {},
        words=_words() if words and foreign else {},
        codes={} if words else _codes(lines, items, customer_id),
    )


def _codes(lines: Sequence[Asked], items: Mapping[int, ItemRow], customer_id: int) -> dict[int, str]:
    """What the customer calls the items of lines that do not say so."""
    bare = {
        line.item_id
        for line in lines
        if line.item_id is not None
        and normal(line.customer_item_code) in ("", normal(items[line.item_id].code))
    }
    return queries.codes_of(customer_id, bare) if bare else {}


def _words() -> dict[str, str]:
    """Unit codes by every word they go by."""
    found: dict[str, str] = {}
    for code, row in queries.units().items():
        for word in (row.name.zh, row.name.en, code):
            if word:
                found[normal(word)] = code
    return found


def agreements(
    asked: Sequence[tuple[int | None, Decimal]], *, customer_id: int, on: date, currency: str
) -> list[Agreement | None]:
    """What is agreed for (item, quantity in the stock unit), in order; one query."""
    known = [(item_id, quantity) for item_id, quantity in asked if item_id is not None]
    answers = iter(queries.prices_for(known, customer_id, on, currency) if known else ())
    return [None if item_id is None else next(answers) for item_id, _quantity in asked]


def find_items(customer_id: int, codes: Iterable[str]) -> dict[str, int]:
    """Item ids by the code a customer writes: learnt codes first, then our own; two queries."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    found = {code: row.item_id for code, row in queries.customer_items(customer_id, wanted).items()}
    rest = wanted - found.keys()
    return found | (queries.item_ids(rest) if rest else {})


def learn(learnt: LearntItem, *, by: Actor, at: datetime) -> None:
    """Remember which item a customer means by a code, and what its unit is worth; a person's word counts anew."""
    services.learn_customer_item(learnt, replace=True, by=by, at=at)
