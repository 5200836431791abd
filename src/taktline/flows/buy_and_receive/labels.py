"""Labels for what came in."""

from io import BytesIO

import segno
from django.utils import translation
from django.utils.translation import gettext as _

from taktline.flows.buy_and_receive.paper import said
from taktline.identity import queries as identity
from taktline.kernel.exact import plain
from taktline.kernel.scope import Scope
from taktline.office import services as office
from taktline.purchasing import queries
from taktline.purchasing.types import ReceiptLineRow, ReceiptRow


def receipt_labels(receipt_id: int, *, language: str, scope: Scope) -> bytes:
    """A label for each lot of a receipt as a PDF; its code is what scanners know: the lot, else the item.

    language: zh-hans or en. Raises NotFound, CannotPrint.
    """
    receipt = queries.receipt(receipt_id, scope=scope)
    with translation.override(language):
        labels = [_label(receipt, each) for each in queries.receipt_lines(receipt_id, scope=scope)]
    return office.render("labels", {"labels": labels}, language=language)


def _label(receipt: ReceiptRow, line: ReceiptLineRow) -> dict[str, object]:
    code = line.lot_code or line.item_code
    day = identity.site_day(receipt.site_id, receipt.received_at)
    facts: list[tuple[str, object]] = [
        (_("Lot"), line.lot_code),
        (_("Supplier's lot"), line.supplier_lot),
        (_("Heat number"), line.attributes.get("heat_number", "")),
        (_("Expires on"), line.expires_on.isoformat() if line.expires_on else ""),
        (_("Supplier"), said(receipt.supplier)),
    ]
    return {
        "title": line.item_code,
        "subtitle": said(line.item_name),
        "big": f"{plain(line.quantity)} {line.unit}",
        "facts": [pair for pair in facts if pair[1]],
        "qr": qr(code),
        "code": code,
        "number": f"{receipt.number} · {day.isoformat()} · {receipt.delivery_note}".rstrip(" ·"),
    }


def qr(text: str) -> str:
    """A QR code as an SVG."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=1, scale=4)
    return out.getvalue().decode()
