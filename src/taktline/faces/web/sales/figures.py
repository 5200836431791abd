"""Prices and sums of an order while it is typed: agreement, floor, last price, net, tax and gross."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from taktline.catalog import queries as catalog
from taktline.faces.web import reading
from taktline.faces.web.declare import Endpoint, WebRequest
from taktline.faces.web.sales.entry import NEW
from taktline.faces.web.sales.rows import Rows, line_inputs, terms_of
from taktline.identity import queries as identity
from taktline.kernel.errors import Refusal
from taktline.sales import permits, services
from taktline.sales.services import LineAhead
from taktline.sales.types import LineInput


def figures(request: HttpRequest) -> HttpResponse:
    """The table below the lines; empty while customer, item or quantity are missing, or for who may not see money."""
    asked = cast(WebRequest, request)
    data = reading.filled(NEW, asked.actor, {}, request.POST, MultiValueDict()).data
    every = line_inputs(cast(Rows, data["lines"]), fallback=None, terms=terms_of(data))
    rows = [line for line in every if line.item_id and line.quantity > 0]
    customer = data.get("customer")
    if not rows or not isinstance(customer, int) or not asked.actor.scope.money:
        return HttpResponse("")
    try:
        found = services.prices_ahead(
            customer,
            rows,
            site_id=identity.default_site(scope=asked.actor.scope).id,
            tax_included=bool(data.get("tax_included")),
            by=asked.actor,
            at=asked.at,
        )
    except Refusal as refusal:
        return render(request, "sales/figures.html", {"refused": refusal})
    if found is None:
        return HttpResponse("")
    items = catalog.items({row.item_id for row in rows if row.item_id is not None})
    lines = [
        _line(items[row.item_id].code if row.item_id in items else "", row, ahead)
        for row, ahead in zip(rows, found.lines, strict=True)
    ]
    return render(request, "sales/figures.html", {"found": found, "lines": lines})


def _line(code: str, row: LineInput, ahead: LineAhead) -> dict[str, object]:
    price = None if ahead.price is None else ahead.price * (1 - row.discount)
    return {
        "item": code,
        "quantity": row.quantity,
        "unit": ahead.unit,
        "price": price,
        "ahead": ahead,
        "below": ahead.agreed is not None and price is not None and price < ahead.agreed,
        "below_floor": ahead.floor is not None and price is not None and price < ahead.floor,
    }


PAGES = (Endpoint("sales/orders/figures/", figures, permits.ENTER, "sales.order-figures", ("POST",)),)
