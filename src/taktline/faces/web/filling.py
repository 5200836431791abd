"""From the values of a form to the draft of a master, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop as N_

from taktline.faces.web.form import Choices
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound

Draft = TypeVar("Draft")
Data = Mapping[str, object]


def told(draft: Draft, data: Data) -> Draft:
    """The draft with what a form says; a box left empty gives the field's default.

    What the form does not ask this actor for stays as it is.
    """
    wanted: dict[str, Any] = {}
    for each in fields(draft):  # type: ignore[arg-type]
        if each.name not in data:
            continue
        value = data[each.name]
        if value in (None, "") and each.default is not MISSING:
            value = each.default
        wanted[each.name] = value
    return replace(draft, **wanted)  # type: ignore[type-var]


def values(draft: object) -> dict[str, object]:
    """A draft as the starting values of a form."""
    return {each.name: getattr(draft, each.name) for each in fields(draft)}  # type: ignore[arg-type]


def listed(choices: Any) -> Choices:
    """The choices of a closed list of words."""
    return tuple(choices.choices)


def number(value: object) -> int:
    """An id that a form gave."""
    return int(str(value))


def key_of(key: str) -> int:
    """The id that stands in an address. Raises NotFound for anything else."""
    if not key.isdecimal() or len(key) > 18:
        raise NotFound(what=N_("page"), key=key)
    return int(key)


Row = TypeVar("Row")


def one(rows: Iterable[Row], key: object) -> Row:
    """The one row there is. Raises NotFound for none."""
    found = next(iter(rows), None)
    if found is None:
        raise NotFound(what=N_("page"), key=key)
    return found


def text(data: Data, name: str) -> str:
    """A text that a form gave, "" for none."""
    return str(data.get(name) or "")


def today(at: datetime, by: Actor) -> date:
    """The local day of a moment, where the actor is."""
    return at.astimezone(ZoneInfo(by.time_zone)).date()
