"""What a wanted change would make different, field by field; prices are told apart."""

from collections.abc import Sequence
from decimal import Decimal

from taktline.catalog import queries as catalog
from taktline.kernel.exact import plain
from taktline.sales.queries import DeliveryRow, LineRow, OrderSheet
from taktline.sales.types import Change, LineChange


def differences(order: OrderSheet, change: Change) -> list[dict[str, object]]:
    """A row for each field that changes, lines before the head."""
    lines = {line.id: line for line in order.lines}
    named = {each.item_id for each in change.lines} | {each.new.item_id for each in change.lines if each.new}
    codes = {pk: row.code for pk, row in catalog.items([pk for pk in named if pk]).items()}
    found = [row for each in change.lines for row in _of_line(lines, each, codes)]
    head: Sequence[tuple[str, object, object]] = (
        ("priority", order.priority, change.priority),
        ("is_rush", order.is_rush, change.is_rush),
        ("customer_number", order.customer_number, change.customer_number),
    )
    return found + [_row("", name, before, after) for name, before, after in head if after not in (None, before)]


def _of_line(lines: dict[int, LineRow], change: LineChange, codes: dict[int, str]) -> list[dict[str, object]]:
    if change.line_id is None:
        new = change.new
        text = f"{codes.get(new.item_id or 0, new.text)} × {plain(new.quantity)}" if new else ""
        return [_row("+", "new", "", text)]
    line = lines[change.line_id]
    part = next((each for each in line.deliveries if each.id == change.delivery_id), None)
    if part is not None:
        return _of_delivery(line, part, change)
    if change.cancel:
        return [_row(line.position, "cancel", plain(line.quantity), plain(line.shipped))]
    item = None if change.item_id is None else codes.get(change.item_id, "")
    pairs: Sequence[tuple[str, object, object]] = (
        ("quantity", plain(line.quantity), None if change.quantity is None else plain(change.quantity)),
        ("requested_on", line.requested_on, change.requested_on),
        ("promised_on", line.promised_on, change.promised_on),
        ("drawing_revision", line.drawing_revision, change.drawing_revision),
        ("item", line.item_code, item),
    )
    return [_row(line.position, name, before, after) for name, before, after in pairs if after not in (None, before)]


def _of_delivery(line: LineRow, part: DeliveryRow, change: LineChange) -> list[dict[str, object]]:
    """As of a line, for one of its dated deliveries: 2·1 is the first delivery of line 2."""
    where = f"{line.position}·{part.position}"
    before = (part.quantity * line.quantity / line.quantity_stock).quantize(Decimal("0.000001"))
    if change.cancel:
        return [_row(where, "cancel", plain(before), "0")]
    pairs: Sequence[tuple[str, object, object]] = (
        ("quantity", plain(before), None if change.quantity is None else plain(change.quantity)),
        ("requested_on", part.requested_on, change.requested_on),
        ("promised_on", part.promised_on, change.promised_on),
    )
    return [_row(where, name, old, new) for name, old, new in pairs if new not in (None, old)]


def _row(line: object, field: str, before: object, after: object) -> dict[str, object]:
    return {"line": line, "field": field, "from": _text(before), "to": _text(after)}


def _text(value: object) -> str:
    return "✓" if value is True else "" if value in (None, False) else str(value)


def promises(order: OrderSheet, change: Change) -> list[dict[str, object]]:
    """The promised days of touched lines, before and after."""
    lines = {line.id: line for line in order.lines}
    return [_promise(lines[each.line_id], each) for each in change.lines if each.line_id and _redates(each)]


def _redates(change: LineChange) -> bool:
    return change.cancel or any(
        value is not None for value in (change.quantity, change.requested_on, change.promised_on, change.item_id)
    )


def _promise(line: LineRow, change: LineChange) -> dict[str, object]:
    part = next((each for each in line.deliveries if each.id == change.delivery_id), None)
    stays = (part or line).promised_on
    then = change.promised_on or stays
    where = line.position if part is None else f"{line.position}·{part.position}"
    return {"line": where, "from": _text(stays) or None, "to": None if change.cancel else _text(then) or None}
