"""From filter texts to a narrowed queryset; a text that cannot be read is refused, never ignored."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from taktline.kernel import search
from taktline.kernel.errors import InvalidInput
from taktline.kernel.listing.declare import Filter, FilterKind, Listing
from taktline.kernel.scope import Scope


def narrowed(listing: Listing, *, scope: Scope, where: Mapping[str, str], text: str) -> "QuerySet[Any]":
    """All rows of the list that the actor may see and the filters and the search leave.

    Raises InvalidInput for an unknown filter or a text it cannot read.
    """
    rows = listing.scope(listing.model._default_manager.all(), scope)
    if listing.prepare is not None:
        rows = listing.prepare(rows)
    known = {each.name: each for each in listing.filters}
    for name, value in where.items():
        if value == "":
            continue
        if name not in known:
            raise InvalidInput(field=name, reason=_("This list has no such filter."))
        rows = _apply(rows, known[name], value)
    if text.strip() and listing.search:
        rows = rows.filter(**{f"{listing.search_path}__in": search.matching(listing.search, text)})
    return rows


def _apply(rows: "QuerySet[Any]", each: Filter, value: str) -> "QuerySet[Any]":
    if each.narrow is not None:
        return each.narrow(rows, value)
    path = each.path or each.name
    match each.kind:
        case FilterKind.CHOICE:
            return rows.filter(**{f"{path}__in": _choices(each, value)})
        case FilterKind.TEXT:
            return rows.filter(**{f"{path}__icontains": value})
        case FilterKind.FLAG:
            return rows.filter(**{path: value in ("1", "true")})
        case FilterKind.ID:
            return rows.filter(**{f"{path}__in": [_whole(each, part) for part in value.split(",")]})
        case FilterKind.DAY | FilterKind.NUMBER:
            return rows.filter(_between(each, path, value))


def _choices(each: Filter, value: str) -> list[str]:
    codes = value.split(",")
    if each.choices is not None and (unknown := [code for code in codes if code not in each.choices]):
        raise InvalidInput(field=each.name, reason=_("Unknown choice: %(what)s.") % {"what": unknown[0]})
    return codes


def _whole(each: Filter, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise InvalidInput(field=each.name, reason=_("This must be a whole number.")) from error


def _between(each: Filter, path: str, value: str) -> Q:
    low, dots, high = value.partition("..")
    if not dots:
        high = low
    condition = Q()
    if low:
        condition &= Q(**{f"{path}__gte": _bound(each, low)})
    if high:
        condition &= Q(**{f"{path}__lte": _bound(each, high)})
    return condition


def _bound(each: Filter, text: str) -> date | Decimal:
    try:
        return date.fromisoformat(text) if each.kind is FilterKind.DAY else Decimal(text)
    except (ValueError, InvalidOperation) as error:
        reason = _("Write it as from..to, such as 2026-01-01..2026-01-31 or 10..20.")
        raise InvalidInput(field=each.name, reason=reason) from error
