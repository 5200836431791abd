"""The content of a structured message: what our form and the API hand in."""

from collections.abc import Mapping
from typing import Any

from taktline.sales.rules import structured


def order_content(head: Mapping[str, Any], lines: list[dict[str, Any]]) -> bytes:
    """The bytes of a structured order, for MessageInput.content; the same order gives the same bytes.

    head: type, currency, tax_included, priority, is_rush, note, ship_to_id, ordered_on, customer_number.
    lines: item_id or customer_item_code or item_code, text, quantity, unit, price, requested_on, drawing_revision,
    note, discount, tax_rate, over_tolerance, under_tolerance, deliveries [{requested_on, quantity}].
    """
    return structured.write(head, lines)
