"""The lists of prices, customers' part numbers and small tables."""

from django.utils.translation import gettext_lazy as _

from taktline.catalog import permits, queries, services
from taktline.faces.web.catalog import table_forms
from taktline.faces.web.declare import Action, Chip, Col, Empty, Link, Pick, Screen

_NEW_LIST = Link(_("New price list"), "/catalog/price-lists/new/", permits.PRICE_CHANGE)
_NEW_PRICE = Link(_("New price"), "/catalog/prices/new/", permits.PRICE_CHANGE)
_NEW_CODE = Link(_("New customer's part number"), "/catalog/customer-items/new/", permits.LEARN)
_NEW_UNIT = Link(_("New unit"), "/catalog/units/new/", permits.TABLES)
_NEW_CLASS = Link(_("New class"), "/catalog/classes/new/", permits.TABLES)
_NEW_TAX = Link(_("New tax code"), "/catalog/taxes/new/", permits.TABLES)
_NEW_RATE = Link(_("New rate"), "/catalog/rates/new/", permits.TABLES)

PRICE_LISTS = Screen(
    key="catalog.price-lists",
    title=_("Price lists"),
    listing=queries.PRICE_LISTS,
    permit=permits.PRICE_SEE,
    url="catalog/price-lists/",
    icon="receipt-2",
    order=20,
    columns=(
        Col("code", _("Code"), "code"),
        Col("name", _("Name"), "link", wide=True),
        Col("customer", _("Customer")),
        Col("currency", _("Currency")),
        Col("tax_included", _("With tax")),
        Col("prices", _("Prices"), url="/catalog/prices/?price_list={id}"),
        Col("is_active", _("Active")),
    ),
    filters=(Pick("customer", _("Customer"), lookup="parties.customer"), Pick("is_active", _("Active"))),
    new=_NEW_LIST,
    sheet=services.PRICE_LIST_SHEET,
    sheet_permit=permits.PRICE_CHANGE,
    row_url="/catalog/price-lists/{id}/edit/",
    help=_("A list in one currency, for one customer or for everybody; the customer's own comes first."),
    empty=Empty(_("No price list yet."), _NEW_LIST),
)
PRICES = Screen(
    key="catalog.prices",
    title=_("Prices"),
    listing=queries.PRICES,
    permit=permits.PRICE_SEE,
    url="catalog/prices/",
    icon="tag",
    order=22,
    columns=(
        Col("item", _("Item"), "link", url="/catalog/items/{item}/?tab=prices"),
        Col("item_name", _("Name"), wide=True),
        Col("price_list", _("Price list"), "code"),
        Col("customer", _("Customer")),
        Col("from_quantity", _("From quantity")),
        Col("price", _("Price")),
        Col("currency", _("Currency")),
        Col("discount", _("Discount"), hidden=True),
        Col("floor_price", _("Floor price")),
        Col("tax_included", _("With tax"), hidden=True),
        Col("valid_from", _("Valid from"), "date"),
        Col("valid_until", _("Until before"), "date"),
    ),
    filters=(
        Pick("code", _("Item")),
        Pick("customer", _("Customer"), lookup="parties.customer"),
        Pick("valid_from", _("Valid from")),
    ),
    actions=(
        Action(
            "end",
            _("End the price"),
            permits.PRICE_CHANGE,
            run=table_forms.end_price,
            form=table_forms.END_PRICE,
            icon="calendar-off",
            bulk=True,
            says=_("The price ends there."),
        ),
    ),
    new=_NEW_PRICE,
    sheet=services.PRICE_SHEET,
    sheet_permit=permits.PRICE_CHANGE,
    help=_(
        "Prices per stock unit: by list, from a quantity, on days. Below the floor a sale needs approval."
    ),
    empty=Empty(_("No price yet. A price list comes first."), _NEW_PRICE),
)
CUSTOMER_ITEMS = Screen(
    key="catalog.customer-items",
    title=_("Customers' part numbers"),
    listing=queries.CUSTOMER_ITEMS,
    permit=permits.SEE,
    url="catalog/customer-items/",
    icon="transform",
    order=24,
    columns=(
        Col("customer", _("Customer"), wide=True),
        Col("code", _("Customer's code"), "code"),
        Col("name", _("Customer's name for it")),
        Col("item", _("Item"), "link", url="/catalog/items/{item}/"),
        Col("item_name", _("Name")),
        Col("unit", _("Customer's unit")),
        Col("numerator", _("Stock units")),
        Col("denominator", _("Per customer's units"), hidden=True),
        Col("learnt_at", _("Learnt"), "ago"),
    ),
    filters=(
        Pick("customer", _("Customer"), lookup="parties.customer"),
        Pick("code", _("Customer's code")),
        Pick("item", _("Item"), lookup="catalog.item"),
    ),
    actions=(
        Action(
            "forget",
            _("Forget"),
            permits.LEARN,
            run=table_forms.forget,
            confirm=_("Forget what this code means?"),
            icon="trash",
            tone="red",
            bulk=True,
            says=_("Forgotten."),
        ),
    ),
    new=_NEW_CODE,
    sheet=services.CUSTOMER_ITEM_SHEET,
    sheet_permit=permits.LEARN,
    help=_("What customers call our items. Learnt once when an order is resolved, known from then on."),
    empty=Empty(_("Nothing learnt yet; it comes with the first order."), _NEW_CODE),
)
UNITS = Screen(
    key="catalog.units",
    title=_("Units"),
    listing=queries.UNITS,
    permit=permits.SEE,
    url="catalog/units/",
    icon="ruler-measure",
    order=80,
    columns=(
        Col("code", _("Code"), "code"),
        Col("name", _("Name"), "link", wide=True),
        Col("places", _("Decimal places")),
        Col("rounding", _("Rounding")),
    ),
    filters=(Pick("code", _("Code")),),
    new=_NEW_UNIT,
    row_url="/catalog/units/{id}/edit/",
    sheet=services.UNIT_SHEET,
    sheet_permit=permits.TABLES,
    help=_("How things are counted, and to how many decimal places."),
    empty=Empty(_("No unit yet."), _NEW_UNIT),
)
CLASSES = Screen(
    key="catalog.classes",
    title=_("Item classes"),
    listing=queries.CLASSES,
    permit=permits.SEE,
    url="catalog/classes/",
    icon="category",
    order=82,
    columns=(
        Col("code", _("Code"), "code"),
        Col("name", _("Name"), "link", wide=True),
        Col("kind", _("Kind")),
        Col("items", _("Items")),
    ),
    filters=(Pick("kind", _("Kind")),),
    new=_NEW_CLASS,
    sheet=services.CLASS_SHEET,
    sheet_permit=permits.TABLES,
    row_url="/catalog/classes/{id}/edit/",
    help=_("Kinds of items, for lists and figures."),
    empty=Empty(_("No class yet."), _NEW_CLASS),
)
TAXES = Screen(
    key="catalog.taxes",
    title=_("Tax codes"),
    listing=queries.TAXES,
    permit=permits.PRICE_SEE,
    url="catalog/taxes/",
    icon="receipt-tax",
    order=84,
    columns=(
        Col("code", _("Code"), "code"),
        Col("name", _("Name"), "link", wide=True),
        Col("rate", _("Rate")),
    ),
    new=_NEW_TAX,
    sheet=services.TAX_SHEET,
    sheet_permit=permits.TABLES,
    row_url="/catalog/taxes/{id}/edit/",
    help=_("Rates of value added tax."),
    empty=Empty(_("No tax code yet."), _NEW_TAX),
)
RATES = Screen(
    key="catalog.rates",
    title=_("Currency rates"),
    listing=queries.RATES,
    permit=permits.PRICE_SEE,
    url="catalog/rates/",
    icon="currency-yuan",
    order=86,
    columns=(
        Col("currency", _("Currency"), "code"),
        Col("on", _("Valid from"), "date"),
        Col("rate", _("Worth in CNY")),
    ),
    filters=(Pick("currency", _("Currency")), Pick("on", _("Valid from"))),
    chips=(Chip("USD", {"currency": "USD"}),),
    new=_NEW_RATE,
    sheet=services.RATE_SHEET,
    sheet_permit=permits.TABLES,
    help=_("What a foreign currency is worth in CNY from a day on."),
    empty=Empty(_("No rate yet."), _NEW_RATE),
)
SCREENS = (PRICE_LISTS, PRICES, CUSTOMER_ITEMS, UNITS, CLASSES, TAXES, RATES)
