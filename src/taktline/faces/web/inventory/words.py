"""Words and colours of stock that several pages share."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.registry import registry
from taktline.faces.web.sources import TEXT
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Refusal
from taktline.kernel.listing import Row
from taktline.kernel.source import Source

STATUS_TONES = {"free": "green", "inspection": "amber", "quarantine": "red"}
LOT_TONES = {
    "announced": "grey",
    "in_inspection": "amber",
    "released": "green",
    "quarantined": "red",
    "recalled": "red",
    "consumed": "grey",
    "shipped": "grey",
    "scrapped": "grey",
}
COUNT_TONES = {"draft": "grey", "counting": "blue", "review": "amber", "posted": "green", "rejected": "grey"}
RESERVATION_TONES = {"soft": "amber", "hard": "blue", "consumed": "green", "released": "grey"}
MOVE_TONES = {
    "receipt": "green",
    "opening": "green",
    "return": "green",
    "issue": "blue",
    "transfer": "grey",
    "adjustment": "amber",
    "count": "amber",
    "hold": "red",
    "release": "green",
    "reversal": "purple",
}
SOURCE_KINDS = {
    "sales.delivery": _("order delivery"),
    "sales.order": _("sales order"),
    "sales.quotation": _("quotation"),
    "shopfloor.work-order": _("work order"),
    "shopfloor.material": _("material of a work order"),
    "purchasing.requisition": _("requisition"),
    "purchasing.line": _("purchase order"),
    "purchasing.order-line": _("purchase order"),
    "promising.offer": _("offer"),
    "inventory.count": _("count"),
}


def source_text(row: Row) -> str:
    """The document a row points at: what it is, and the number it is known by."""
    return told(row.values.get("source_kind"), row.values.get(TEXT))


def told(kind: object, number: object) -> str:
    """A document in words."""
    return f"{SOURCE_KINDS.get(str(kind), kind)} {number or '…'}" if kind else ""


def source_url(source: Source, by: Actor) -> str:
    """The page of a document, "" where there is none for this actor."""
    find = registry().sources.get(source.kind)
    if find is None:
        return ""
    try:
        return find(source.id, by)
    except Refusal:
        return ""
