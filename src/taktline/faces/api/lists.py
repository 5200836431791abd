"""Declared lists as routes: parameters from filters, fields from columns, pages by cursor."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import ConfigDict, Field, create_model

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import MeasuredOut, MoneyOut, NameOut
from taktline.kernel.errors import Fault, InvalidInputs
from taktline.kernel.exact import Money, plain
from taktline.kernel.listing import Column, Kind, Listing, Measured, Row, page
from taktline.kernel.listing.page import LARGEST_PAGE
from taktline.kernel.naming import Name
from taktline.kernel.permit import Permit

_TYPES: dict[Kind, Any] = {
    Kind.TEXT: Any,
    Kind.NAME: NameOut,
    Kind.QUANTITY: str,
    Kind.PRICE: str,
    Kind.MONEY: MoneyOut,
    Kind.NUMBER: int,
    Kind.RATIO: str,
    Kind.DATE: date,
    Kind.DATETIME: datetime,
    Kind.FLAG: bool,
    Kind.CHOICE: str,
}


class ListParameters(Schema):
    """What every list takes."""

    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="Rows to answer at most.")] = 50
    cursor: Annotated[str, Field(max_length=400, description="`next` of the page before.")] = ""
    sort: Annotated[str, Field(max_length=60, description="A field; “-” before it for descending.")] = ""
    q: Annotated[str, Field(max_length=200, description="Search text.")] = ""


def list_of(listing: Listing, permit: Permit) -> tuple[Callable[..., HttpResponse], type[Schema], str]:
    """A handler for the list, the schema of its answer, and its name."""
    name = "".join(part.capitalize() for part in listing.key.replace("-", ".").replace("_", ".").split("."))
    parameters = _parameters(listing, name)
    known = set(parameters.model_fields)

    @needs(permit)
    def handler(request: ApiRequest, query: Any) -> HttpResponse:
        if unknown := sorted(set(request.GET) - known):
            reason = _("This list has no such filter.")
            raise InvalidInputs(faults=[Fault(field, reason) for field in unknown])
        told = query.model_dump()
        where = {each.name: told[each.name] for each in listing.filters if told.get(each.name)}
        found = page(
            listing,
            scope=request.actor.scope,
            where=where,
            text=told["q"],
            sort=told["sort"],
            after=told["cursor"] or None,
            size=told["limit"],
        )
        body = {"items": [row_out(listing, row) for row in found.rows], "next": found.after}
        return JsonResponse(body, json_dumps_params={"ensure_ascii": False})

    handler.__annotations__["query"] = Annotated[parameters, Query(...)]  # type: ignore[type-arg]
    handler.__name__ = f"list_{listing.key.replace('.', '_').replace('-', '_')}"
    return handler, _answer(listing, name), f"list{name}"


def _parameters(listing: Listing, name: str) -> type[Schema]:
    fields: dict[str, Any] = {
        each.name: (Annotated[str, Field(max_length=400, description=f"{each.kind.value} filter")], "")
        for each in listing.filters
    }
    return create_model(f"{name}Parameters", __base__=ListParameters, **fields)


def _answer(listing: Listing, name: str) -> type[Schema]:
    """The schema of a page. Amounts are left out for those who may not see money, so they are never required."""
    fields: dict[str, Any] = {"id": (int, ...)}
    fields.update({column.name: (_type(column) | None, None) for column in listing.columns})
    row = create_model(f"{name}Row", __base__=Schema, __config__=None, **fields)
    row.model_config = ConfigDict(title=f"{name}Row")
    return create_model(f"{name}Page", __base__=Schema, items=(list[row], ...), next=(str | None, None))  # type: ignore[valid-type]


def _type(column: Column) -> Any:
    if column.kind is Kind.QUANTITY and column.unit:
        return MeasuredOut
    return _TYPES[column.kind]


_AS_IT_IS = frozenset({str, int, bool, type(None)})


def row_out(listing: Listing, row: Row) -> dict[str, object]:
    """A row as JSON: exact numbers as text, names in both languages."""
    told = {
        name: value if type(value) in _AS_IT_IS else value_out(value) for name, value in row.values.items()
    }
    return {"id": row.id, **told}


def value_out(value: object) -> object:
    """One value as JSON."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Name):
        return {"zh": value.zh, "en": value.en, "text": str(value)}
    if isinstance(value, Money):
        return {"minor": value.minor, "amount": str(value.amount), "currency": value.currency}
    if isinstance(value, Measured):
        return {"quantity": plain(value.quantity), "unit": value.unit}
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
