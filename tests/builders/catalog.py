"""Makes items, structures and prices for tests."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

from taktline.catalog import queries, services
from taktline.catalog.types import (
    BomLineDraft,
    ConversionDraft,
    ItemDraft,
    OperationDraft,
    PriceDraft,
    PriceListDraft,
    Supply,
    TaxDraft,
    UnitDraft,
)
from taktline.kernel.actor import SYSTEM
from tests.builders.identity import NOW
from tests.builders.resources import make_centre

START = date(2026, 1, 1)
_number = count(1)
_PLACES = {"pcs": 0, "kg": 3, "m": 3, "bar": 0, "box": 0, "g": 0}


def make_unit(code="pcs", *, places=None) -> int:
    """A unit; the one of that code if it is there already."""
    found = queries.units().get(code)
    if found is not None:
        return found.id
    places = _PLACES.get(code, 3) if places is None else places
    return services.create_unit(UnitDraft(code, code, code, places), by=SYSTEM, at=NOW)


def make_item(code="", *, name="", unit="pcs", released=True, second_unit="", **more) -> int:
    """An item, bought and released unless said otherwise. more: any field of ItemDraft."""
    code = code or f"I{next(_number):05d}"
    draft = ItemDraft(code=code, name=name or f"物料{code}", name_en=f"Item {code}", unit_id=make_unit(unit))
    draft = replace(
        draft,
        **{"supply": Supply.BUY, "second_unit_id": make_unit(second_unit) if second_unit else None} | more,
    )
    item_id = services.create_item(draft, by=SYSTEM, at=NOW)
    if released:
        services.release_item(item_id, by=SYSTEM, at=NOW)
    return item_id


def make_bom(item_id, *lines, base=1, start=START, active=True) -> int:
    """A bill of material. lines: (component id, quantity) or (component id, quantity, {more of BomLineDraft})."""
    drafts = [BomLineDraft(line[0], Decimal(line[1]), **(line[2] if len(line) > 2 else {})) for line in lines]
    bom_id = services.create_bom(item_id, base=Decimal(base), lines=drafts, by=SYSTEM, at=NOW)
    if active:
        services.activate_bom(bom_id, effective_from=start, by=SYSTEM, at=NOW)
    return bom_id


def make_routing(item_id, *operations, start=START, active=True) -> int:
    """A routing. operations: (centre id, run seconds) or (centre id, run seconds, {more of OperationDraft})."""
    drafts = [
        OperationDraft(
            number=10 * at,
            name=f"工序{10 * at}",
            name_en=f"Operation {10 * at}",
            centre_id=operation[0],
            run_seconds=operation[1],
            **(operation[2] if len(operation) > 2 else {}),
        )
        for at, operation in enumerate(operations, start=1)
    ]
    routing_id = services.create_routing(item_id, operations=drafts, by=SYSTEM, at=NOW)
    if active:
        services.activate_routing(routing_id, effective_from=start, by=SYSTEM, at=NOW)
    return routing_id


def make_product(code="", *, lines=None, operations=None, **more) -> int:
    """A made item that can be promised: with a BOM (one bought part without `lines`) and a routing of one operation."""
    item_id = make_item(code, **{"supply": Supply.MAKE} | more)
    make_bom(item_id, *(lines or [(make_item(), 1)]))
    make_routing(item_id, *(operations or [(make_centre(), 60)]))
    return item_id


def make_conversion(item_id, one, amount, two, worth) -> None:
    """Add to the item's own conversions: amount of unit one are worth of unit two."""
    fresh = ConversionDraft(make_unit(one), amount, make_unit(two), worth)
    services.set_conversions(item_id, [*queries.own_conversions(item_id), fresh], by=SYSTEM, at=NOW)


def make_price(
    item_id, price, *, customer_id=None, code="", currency="CNY", tax_included=False, **more
) -> int:
    """A price on the list of that code (made when it is not there). more: any field of PriceDraft."""
    code = code or f"PL-{customer_id or 'ALL'}-{currency}"
    found = next((row.id for row in queries.price_lists() if row.code == code), None)
    if found is None:
        draft = PriceListDraft(
            code, code, code, customer_id=customer_id, currency=currency, tax_included=tax_included
        )
        found = services.create_price_list(draft, by=SYSTEM, at=NOW)
    draft = PriceDraft(item_id, Decimal(price), **{"valid_from": START} | more)
    return services.set_price(found, draft, by=SYSTEM, at=NOW)


def make_tax(code="VAT13", rate="0.13") -> int:
    """A tax code; the one of that code if it is there already."""
    found = queries.tax_codes().get(code)
    if found is not None:
        return found.id
    return services.create_tax(
        TaxDraft(code, f"增值税 {rate}", Decimal(rate), f"VAT {rate}"), by=SYSTEM, at=NOW
    )
