"""What customers call our items."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from taktline.catalog.models import CustomerItem
from taktline.catalog.types import CustomerItemRow
from taktline.kernel.composed import Given, composed
from taktline.kernel.search import normal

_COLUMNS = ("code_key", "id", "customer_id", "code", "item_id", "unit", "numerator", "denominator", "name")


def find_customer_item(customer_id: int, code: str) -> int | None:
    """The item a customer means by a code, None where nobody has learnt it yet."""
    found = customer_items(customer_id, [code]).get(code)
    return found.item_id if found else None


def customer_items(customer_id: int, codes: Iterable[str]) -> dict[str, CustomerItemRow]:
    """What is known of a customer's codes, by code as asked; one query. Case, spaces and full width do not matter."""
    keys = {code: normal(code)[:60] for code in codes}
    found = _of_customer().rows({"customer": customer_id, "keys": set(keys.values()) - {""}})
    known = dict(_row(*raw) for raw in found)
    return {code: known[key] for code, key in keys.items() if key in known}


@composed
def _of_customer() -> "QuerySet[CustomerItem, tuple[Any, ...]]":
    rows = CustomerItem.objects.filter(customer=Given("customer"), code_key__among=Given("keys"))
    return rows.values_list(*_COLUMNS)


def customer_item(customer_id: int, item_id: int) -> CustomerItemRow | None:
    """What a customer calls an item of ours: the code learnt last."""
    rows = _rows(
        CustomerItem.objects.filter(customer_id=customer_id, item_id=item_id).order_by("-learnt_at", "-id")
    )
    return next((row for _, row in rows), None)


def codes_of(customer_id: int, item_ids: Iterable[int]) -> dict[int, str]:
    """What a customer calls items of ours, by item id, the code learnt last; one query."""
    rows = CustomerItem.objects.filter(customer_id=customer_id, item_id__in=set(item_ids))
    return dict(rows.order_by("learnt_at", "id").values_list("item_id", "code"))


def _rows(rows: "QuerySet[CustomerItem]") -> list[tuple[str, CustomerItemRow]]:
    return [_row(*raw) for raw in rows.values_list(*_COLUMNS)]


def _row(key: str, *raw: Any) -> tuple[str, CustomerItemRow]:
    pk, customer, code, item, unit, above, below, name = raw
    return key, CustomerItemRow(pk, customer, code, item, unit, Fraction(above, below), name)
