"""What goes to the customer on paper: confirmation and quotation, in the customer's language."""

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from taktline.faces.web.declare import Endpoint, WebRequest
from taktline.identity import queries as identity
from taktline.parties import queries as parties
from taktline.sales import permits, queries
from taktline.sales.queries import LineRow, QuotationLineRow


def confirmation(request: HttpRequest, number: str) -> HttpResponse:
    """The order confirmation 订单确认; ?language=en or zh-hans, else the customer's."""
    scope = cast(WebRequest, request).actor.scope
    order = queries.sheet(number, scope=scope)
    context = {"order": order, "prices": _prices(order.lines), "ship_to": order.ship_to_id}
    return _print(request, "sales/print_order.html", context, order.customer_id, order.site_id)


def quotation(request: HttpRequest, number: str) -> HttpResponse:
    """The quotation 报价单."""
    scope = cast(WebRequest, request).actor.scope
    sheet = queries.quotation(queries.quotation_id_of(number, scope=scope), scope=scope)
    context = {"quotation": sheet, "prices": _prices(sheet.lines)}
    return _print(request, "sales/print_quotation.html", context, sheet.customer_id, sheet.site_id)


def _prices(lines: Sequence[LineRow] | Sequence[QuotationLineRow]) -> dict[int, Decimal | None]:
    """What one unit costs after the discount, by line id."""
    return {line.id: None if line.price is None else line.price * (1 - (line.discount or 0)) for line in lines}


def _print(
    request: HttpRequest, template: str, context: dict[str, object], customer_id: int, site_id: int
) -> HttpResponse:
    customer = parties.customer(customer_id)
    asked = request.GET.get("language", customer.language)
    language = asked if asked in ("en", "zh-hans") else "zh-hans"
    with translation.override(language):
        addresses = parties.addresses(customer_id)
        wanted = next((each for each in addresses if each.id == context.get("ship_to")), None)
        address = wanted or next(iter(addresses), None)
        extra = {"customer": customer, "site": identity.site(site_id), "address": address}
        return render(request, template, context | extra)


PAGES = (
    Endpoint("sales/orders/<str:number>/print/", confirmation, permits.SEE, "sales.order-print"),
    Endpoint("sales/quotations/<str:number>/print/", quotation, permits.SEE_QUOTATIONS, "sales.quotation-print"),
)
