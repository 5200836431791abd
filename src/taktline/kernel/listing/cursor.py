"""Cursors name the last row seen, so that deep pages cost what the first does."""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from taktline.kernel.errors import InvalidInput

_TYPES: dict[str, Callable[[str], Any]] = {"d": date.fromisoformat, "t": datetime.fromisoformat, "n": Decimal}


def write(value: Any, pk: int) -> str:
    """A cursor for the row with this sort value and key."""
    return base64.urlsafe_b64encode(json.dumps([_tagged(value), pk]).encode()).decode().rstrip("=")


def read(text: str) -> tuple[Any, int]:
    """What write() wrote. Raises InvalidInput on anything else."""
    try:
        padded = text + "=" * (-len(text) % 4)
        tagged, pk = json.loads(base64.urlsafe_b64decode(padded.encode()))
        if isinstance(tagged, list):
            tag, raw = tagged
            return _TYPES[tag](raw), int(pk)
        return tagged, int(pk)
    except (ValueError, TypeError, KeyError, ArithmeticError, binascii.Error) as error:
        raise InvalidInput(field="cursor", reason=_("This page no longer exists; start from the first.")) from error


def _tagged(value: Any) -> Any:
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, Decimal):
        return ["n", str(value)]
    return value


def beyond(path: str, value: Any, pk: int, *, ascending: bool) -> Q:
    """The rows that come after (value, pk); empty values come last when ascending and first when descending."""
    step = "gt" if ascending else "lt"
    after_key = Q(**{f"pk__{step}": pk})
    if path in ("id", "pk"):
        return after_key
    if value is None:
        same = Q(**{f"{path}__isnull": True}) & after_key
        return same if ascending else same | Q(**{f"{path}__isnull": False})
    rows = Q(**{f"{path}__{step}": value}) | (Q(**{path: value}) & after_key)
    return rows | Q(**{f"{path}__isnull": True}) if ascending else rows


def ordering(path: str, *, ascending: bool) -> list[Any]:
    """Sort keys with empty values last when ascending and first when descending, on every database."""
    key = "pk" if ascending else "-pk"
    if path in ("id", "pk"):
        return [key]
    return [F(path).asc(nulls_last=True) if ascending else F(path).desc(nulls_first=True), key]
