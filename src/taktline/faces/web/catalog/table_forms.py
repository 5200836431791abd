"""Forms about units, classes, taxes, rates, price lists, prices and customers' part numbers."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.catalog import permits, queries, services
from taktline.catalog.types import (
    ClassDraft,
    ClassKind,
    LearntItem,
    PriceDraft,
    PriceListDraft,
    RoundingRule,
    TaxDraft,
    UnitDraft,
)
from taktline.faces.web.catalog import choices
from taktline.faces.web.catalog.forms import linked
from taktline.faces.web.declare import Field, FormSpec
from taktline.faces.web.filling import Data, key_of, listed, number, one, text, today, told
from taktline.faces.web.pairs import Does, new_and_edit
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput

NAMES = (
    Field("code", _("Code"), required=True),
    Field("name", _("Chinese name"), required=True),
    Field("name_en", _("English name")),
)


def _new_unit(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_unit(told(UnitDraft("", ""), data), by=by, at=at)
    return "/catalog/units/"


def _change_unit(data: Data, by: Actor, at: datetime, key: str) -> str:
    services.change_unit(key_of(key), told(UnitDraft("", ""), data), by=by, at=at)
    return "/catalog/units/"


def _load_unit(key: str, _by: Actor) -> Data:
    row = one((each for each in queries.units().values() if each.id == key_of(key)), key)
    return {
        "code": row.code,
        "name": row.name.zh,
        "name_en": row.name.en,
        "places": row.places,
        "rounding": row.rounding,
    }


def _new_class(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_class(told(ClassDraft("", ""), data), by=by, at=at)
    return "/catalog/classes/"


def _change_class(data: Data, by: Actor, at: datetime, key: str) -> str:
    services.change_class(key_of(key), told(ClassDraft("", ""), data), by=by, at=at)
    return "/catalog/classes/"


def _load_class(key: str, _by: Actor) -> Data:
    draft = queries.class_draft_of(key_of(key))
    return {"code": draft.code, "name": draft.name, "name_en": draft.name_en, "kind": draft.kind}


def _new_tax(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_tax(told(TaxDraft("", "", Decimal(0)), data), by=by, at=at)
    return "/catalog/taxes/"


def _change_tax(data: Data, by: Actor, at: datetime, key: str) -> str:
    services.change_tax(key_of(key), told(TaxDraft("", "", Decimal(0)), data), by=by, at=at)
    return "/catalog/taxes/"


def _load_tax(key: str, _by: Actor) -> Data:
    row = one((each for each in queries.tax_codes().values() if each.id == key_of(key)), key)
    return {"code": row.code, "name": row.name.zh, "name_en": row.name.en, "rate": row.rate}


def _new_rate(data: Data, by: Actor, at: datetime, _key: str) -> str:
    on, rate = data.get("on"), data.get("rate")
    if not isinstance(on, date) or not isinstance(rate, Decimal):
        raise InvalidInput(field="rate", reason=now("A rate above zero."))
    services.set_rate(text(data, "currency"), on, rate, by=by, at=at)
    return "/catalog/rates/"


def _new_list(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_price_list(told(PriceListDraft("", ""), linked(data)), by=by, at=at)
    return "/catalog/price-lists/"


def _change_list(data: Data, by: Actor, at: datetime, key: str) -> str:
    services.change_price_list(key_of(key), told(PriceListDraft("", ""), linked(data)), by=by, at=at)
    return f"/catalog/prices/?price_list={key_of(key)}"


def _load_list(key: str, _by: Actor) -> Data:
    row = queries.price_list(key_of(key))
    return {
        "code": row.code,
        "name": row.name.zh,
        "name_en": row.name.en,
        "customer_id": row.customer_id,
        "currency": row.currency,
        "tax_included": row.tax_included,
        "is_active": row.is_active,
    }


def _new_price(data: Data, by: Actor, at: datetime, _key: str) -> str:
    list_id = number(data["price_list"])
    plain = {name: value for name, value in data.items() if name != "price_list"}
    begins = plain["valid_from"] if isinstance(plain["valid_from"], date) else today(at, by)
    services.set_price(list_id, told(PriceDraft(0, Decimal(0), begins), plain), by=by, at=at)
    return f"/catalog/prices/?price_list={list_id}"


def end_price(price_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Let a price end."""
    day = data.get("valid_until")
    if not isinstance(day, date):
        raise InvalidInput(field="valid_until", reason=now("Enter a day."))
    services.end_price(price_id, valid_until=day, by=by, at=at)


def _learn(data: Data, by: Actor, at: datetime, _key: str) -> str:
    below = number(data.get("denominator") or 1)
    if below <= 0:
        raise InvalidInput(field="denominator", reason=now("An exact amount above zero."))
    learnt = LearntItem(
        customer_id=number(data["customer_id"]),
        code=text(data, "code"),
        item_id=number(data["item_id"]),
        unit=text(data, "unit"),
        factor=Fraction(number(data.get("numerator") or 1), below),
        name=text(data, "name"),
    )
    services.learn_customer_item(learnt, replace=bool(data.get("replace")), by=by, at=at)
    return "/catalog/customer-items/"


def forget(entry_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Forget what a customer's code means."""
    del data
    services.forget_customer_item(entry_id, by=by, at=at)


END_PRICE = FormSpec(fields=(Field("valid_until", _("Until before"), "date", required=True),))
_UNIT = (
    *NAMES,
    Field("places", _("Decimal places"), "whole", initial=0),
    Field(
        "rounding", _("Rounding"), "choice", choices=listed(RoundingRule), initial="nearest", required=True
    ),
)
_CLASS = (
    *NAMES,
    Field("kind", _("Kind"), "choice", choices=listed(ClassKind), initial="part", required=True),
)
_TAX = (*NAMES, Field("rate", _("Rate"), "number", required=True, help=_("0.13 for 13 %")))
_LIST = (
    *NAMES,
    Field("customer_id", _("Customer"), "ref", lookup="parties.customer", help=_("Empty: everybody's list.")),
    Field("currency", _("Currency"), initial="CNY", required=True),
    Field("tax_included", _("Prices include tax"), "bool"),
    Field("is_active", _("Active"), "bool", initial=True),
)
FORMS = (
    *new_and_edit(
        "catalog",
        "units",
        (_("New unit"), _("Change unit")),
        permits.TABLES,
        _UNIT,
        Does(_new_unit, _change_unit, _load_unit),
    ),
    *new_and_edit(
        "catalog",
        "classes",
        (_("New class"), _("Change class")),
        permits.TABLES,
        _CLASS,
        Does(_new_class, _change_class, _load_class),
    ),
    *new_and_edit(
        "catalog",
        "taxes",
        (_("New tax code"), _("Change tax code")),
        permits.TABLES,
        _TAX,
        Does(_new_tax, _change_tax, _load_tax),
    ),
    *new_and_edit(
        "catalog",
        "price-lists",
        (_("New price list"), _("Change price list")),
        permits.PRICE_CHANGE,
        _LIST,
        Does(_new_list, _change_list, _load_list),
    ),
    FormSpec(
        key="catalog.rate-new",
        title=_("New rate"),
        permit=permits.TABLES,
        url="catalog/rates/new/",
        fields=(
            Field("currency", _("Currency"), required=True, placeholder="USD"),
            Field("on", _("Valid from"), "date", required=True),
            Field("rate", _("Worth in CNY"), "number", required=True),
        ),
        run=_new_rate,
        back="/catalog/rates/",
        says=_("Saved."),
    ),
    FormSpec(
        key="catalog.price-new",
        title=_("New price"),
        permit=permits.PRICE_CHANGE,
        url="catalog/prices/new/",
        fields=(
            Field("price_list", _("Price list"), "choice", choices=choices.price_lists, required=True),
            Field("item_id", _("Item"), "ref", lookup="catalog.item", required=True),
            Field("from_quantity", _("From quantity"), "number", initial=0),
            Field("price", _("Price"), "number", required=True, unit=_("per stock unit")),
            Field("discount", _("Discount"), "number", help=_("0.05 for 5 %")),
            Field("floor_price", _("Floor price"), "number", help=_("Below it a sale needs approval.")),
            Field("valid_from", _("Valid from"), "date", required=True),
            Field("valid_until", _("Until before"), "date"),
        ),
        run=_new_price,
        back="/catalog/prices/",
        says=_("Saved."),
    ),
    FormSpec(
        key="catalog.customer-item-new",
        title=_("New customer's part number"),
        permit=permits.LEARN,
        url="catalog/customer-items/new/",
        fields=(
            Field("customer_id", _("Customer"), "ref", lookup="parties.customer", required=True),
            Field("code", _("Customer's code"), required=True),
            Field("name", _("Customer's name for it")),
            Field("item_id", _("Item"), "ref", lookup="catalog.item", required=True),
            Field("unit", _("Customer's unit"), help=_("As written on the order, such as 盒.")),
            Field("numerator", _("Stock units"), "whole", initial=1),
            Field("denominator", _("Per customer's units"), "whole", initial=1),
            Field("replace", _("Replace what was learnt before"), "bool"),
        ),
        run=_learn,
        back="/catalog/customer-items/",
        says=_("Learnt."),
    ),
)
