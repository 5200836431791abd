"""Forms about items, revisions and conversions."""

from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.catalog import permits, queries, services
from taktline.catalog.types import (
    ConversionDraft,
    ItemDraft,
    LotRule,
    PickRule,
    RevisionDraft,
    Supply,
    Tracking,
)
from taktline.faces.web.catalog import choices
from taktline.faces.web.declare import Field, FormSpec, Section
from taktline.faces.web.filling import Data, listed, number, text, told, values
from taktline.identity.permits import MONEY_SEE
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.operation import operation

LINKS = frozenset(
    {
        "unit_id",
        "second_unit_id",
        "item_class_id",
        "default_supplier_id",
        "family_id",
        "tax_code_id",
        "customer_id",
    }
)


def linked(data: Data) -> dict[str, object]:
    """The values of a form with ids as numbers."""
    return {
        name: (number(value) if value not in (None, "") else None) if name in LINKS else value
        for name, value in data.items()
    }


@operation
def _create(data: Data, by: Actor, at: datetime, _key: str) -> str:
    item_id = services.create_item(told(ItemDraft("", "", 0), linked(data)), by=by, at=at)
    if conversions := _conversions(data):
        services.set_conversions(item_id, conversions, by=by, at=at)
    return f"/catalog/items/{text(data, 'code')}/"


@operation
def _change(data: Data, by: Actor, at: datetime, key: str) -> str:
    item_id = queries.item_by_code(key).id
    services.change_item(item_id, told(queries.item_draft_of(item_id), linked(data)), by=by, at=at)
    if (conversions := _conversions(data)) != queries.own_conversions(item_id):
        services.set_conversions(item_id, conversions, by=by, at=at)
    return f"/catalog/items/{text(data, 'code')}/"


def _load(key: str, _by: Actor) -> Data:
    item_id = queries.item_by_code(key).id
    conversions = [values(each) for each in queries.own_conversions(item_id)]
    return values(queries.item_draft_of(item_id)) | {"conversions": conversions}


def _conversions(data: Data) -> list[ConversionDraft]:
    rows = data.get("conversions")
    return [
        ConversionDraft(
            from_unit_id=number(row.get("from_unit_id") or 0),
            from_quantity=number(row.get("from_quantity") or 0),
            to_unit_id=number(row.get("to_unit_id") or 0),
            to_quantity=number(row.get("to_quantity") or 0),
        )
        for row in (rows if isinstance(rows, list) else [])
    ]


def add_revision(item_id: int, by: Actor, at: datetime, data: Data) -> None:
    """A new revision of an item's drawing."""
    begins = data.get("effective_from")
    if not isinstance(begins, date):
        raise InvalidInput(field="effective_from", reason=now("Say from when on."))
    draft = RevisionDraft(text(data, "code"), begins, drawing=text(data, "drawing"))
    services.add_revision(item_id, draft, by=by, at=at)


REVISION = FormSpec(
    fields=(
        Field("code", _("Revision"), required=True),
        Field("effective_from", _("In force from"), "date", required=True),
        Field("drawing", _("Drawing")),
    )
)
_QUANTITY = Field("lot_quantity", _("Fixed lot"), "number")
_FIELDS = (
    Field("code", _("Code"), required=True),
    Field("name", _("Chinese name"), required=True),
    Field("name_en", _("English name")),
    Field("specification", _("Specification")),
    Field("drawing", _("Drawing")),
    Field("item_class_id", _("Class"), "choice", choices=choices.classes),
    Field("unit_id", _("Stock unit"), "choice", choices=choices.units, required=True),
    Field(
        "second_unit_id",
        _("Second unit"),
        "choice",
        choices=choices.second_units,
        help=_("Each lot is also known in it: bars that are also weighed."),
    ),
    Field("supply", _("Supply"), "choice", choices=listed(Supply), initial=Supply.MAKE, required=True),
    Field("is_phantom", _("Phantom"), "bool", help=_("Never stocked: replaced by what it is made of.")),
    Field("is_customer_supplied", _("Supplied by the customer"), "bool"),
    Field(
        "tracking", _("Tracking"), "choice", choices=listed(Tracking), initial=Tracking.NONE, required=True
    ),
    Field(
        "pick_rule",
        _("Picking rule"),
        "choice",
        choices=listed(PickRule),
        initial=PickRule.FIFO,
        required=True,
    ),
    Field("shelf_days", _("Shelf life"), "whole", unit=_("days")),
    Field("lead_days", _("Lead time"), "whole", unit=_("days")),
    Field(
        "lot_rule",
        _("Lot sizing"),
        "choice",
        choices=listed(LotRule),
        initial=LotRule.LOT_FOR_LOT,
        required=True,
    ),
    _QUANTITY,
    replace(_QUANTITY, name="lot_minimum", label=_("Minimum lot")),
    replace(_QUANTITY, name="lot_multiple", label=_("Lot multiple")),
    replace(_QUANTITY, name="lot_maximum", label=_("Maximum lot")),
    Field("period_days", _("Period"), "whole", unit=_("days")),
    replace(_QUANTITY, name="safety_stock", label=_("Safety stock")),
    Field("scrap", _("Scrap share"), "number", help=_("0.03 for 3 % of started pieces.")),
    Field("family_id", _("Changeover family"), "choice", choices=choices.families),
    Field("default_supplier_id", _("Supplier"), "ref", lookup="parties.supplier"),
    Field("purchase_price", _("Purchase price"), "number", permit=MONEY_SEE, unit=_("per stock unit")),
    Field("purchase_currency", _("Currency"), initial="CNY", permit=MONEY_SEE),
    Field("tax_code_id", _("Tax code"), "choice", choices=choices.taxes),
    Field("note", _("Note"), "textarea", wide=True),
    Field(
        "conversions",
        _("Conversions"),
        "lines",
        wide=True,
        rows=1,
        help=_("Exact: 1 box are 24 pcs; 10 bars are 148 kg."),
        fields=(
            Field("from_quantity", _("Quantity"), "whole"),
            Field("from_unit_id", _("Unit"), "choice", choices=choices.second_units),
            Field("to_quantity", _("Are exactly"), "whole"),
            Field("to_unit_id", _("Of unit"), "choice", choices=choices.second_units),
        ),
    ),
)
_SECTIONS = (
    Section(_("What it is"), ("code", "name", "name_en", "specification", "drawing", "item_class_id")),
    Section(
        _("How it is counted"),
        (
            "unit_id",
            "second_unit_id",
            "tracking",
            "pick_rule",
            "shelf_days",
            "is_customer_supplied",
            "conversions",
        ),
    ),
    Section(
        _("How it is planned"),
        (
            "supply",
            "is_phantom",
            "lead_days",
            "safety_stock",
            "scrap",
            "lot_rule",
            "lot_quantity",
            "lot_minimum",
            "lot_multiple",
            "lot_maximum",
            "period_days",
            "family_id",
        ),
    ),
    Section(
        _("Buying"), ("default_supplier_id", "purchase_price", "purchase_currency", "tax_code_id", "note")
    ),
)
FORMS = (
    FormSpec(
        key="catalog.item-new",
        title=_("New item"),
        permit=permits.CHANGE,
        url="catalog/items/new/",
        fields=_FIELDS,
        sections=_SECTIONS,
        run=_create,
        back="/catalog/items/",
        says=_("Entered as a draft. Release it when it may be sold, planned and made."),
    ),
    FormSpec(
        key="catalog.item-edit",
        title=_("Change item"),
        permit=permits.CHANGE,
        url="catalog/items/<str:key>/edit/",
        fields=_FIELDS,
        sections=_SECTIONS,
        load=_load,
        run=_change,
        back="/catalog/items/",
        says=_("Saved."),
    ),
)
