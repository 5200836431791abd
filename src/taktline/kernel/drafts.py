"""Masters are written from drafts: frozen values that say how a whole row should be."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _

from taktline.kernel.errors import Fault, InvalidInputs
from taktline.kernel.exact import MoneyField, PriceField, QuantityField, RatioField, to_micro

_MICRO = (QuantityField, PriceField, RatioField)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a draft changes in a row: names of the model's attributes, and the journal's before, after and money."""

    names: tuple[str, ...] = ()
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    money: dict[str, object] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.names)


def fill(row: Model, draft: Any, *, leave: Collection[str] = ()) -> Difference:
    """Write the draft's fields of the same names into the row (not into the database), after checking each.

    leave: fields of the draft that the caller writes. Texts are stripped. Prices and amounts go to the journal's
    money. Raises InvalidInputs naming each field that is too long, out of range, unknown or empty.
    """
    fresh = row.pk is None
    names: list[str] = []
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    money: dict[str, object] = {}
    for each in fields(draft):
        if each.name in leave:
            continue
        value, now = getattr(draft, each.name), getattr(row, each.name)
        value = value.strip() if isinstance(value, str) else value
        if value == now and not fresh:
            continue
        setattr(row, each.name, value)
        names.append(each.name)
        if isinstance(_model_field(row, each.name), PriceField | MoneyField):
            money[each.name] = value if fresh else [now, value]
        elif not fresh or value not in (None, "", False):
            after[each.name] = value
            before |= {} if fresh else {each.name: now}
    check(row, names)
    return Difference(tuple(names), before, after, money)


def check(row: Model, names: Iterable[str]) -> None:
    """Refuse values that the columns cannot hold, and links that lead nowhere. Raises InvalidInputs."""
    faults: list[Fault] = []
    for name in names:
        column = _model_field(row, name)
        try:
            setattr(row, name, _clean(column, getattr(row, name), row))
        except ValidationError as error:
            faults.extend(Fault(name, str(reason)) for reason in error.messages)
        except (ValueError, TypeError):
            faults.append(Fault(name, _("This number has more than six decimal places or is too large.")))
    if faults:
        raise InvalidInputs(faults=faults)


def _clean(column: "Field[Any, Any]", value: Any, row: Model) -> Any:
    if isinstance(value, str) and "\x00" in value:
        raise ValidationError(_("This text holds a character that cannot be stored."))
    if column.name == "code" and isinstance(value, str) and set(value) & set("/\\?#"):
        raise ValidationError(_("A code stands in addresses: it cannot hold / \\ ? or #."))
    if column.blank and value in column.empty_values:
        return value
    if isinstance(column, ForeignKey):
        there = column.related_model._default_manager
        if value is None or not there.filter(pk=value).exists():
            raise ValidationError(_("There is no such choice any more; choose another."))
        return value
    if isinstance(column, _MICRO) and isinstance(value, Decimal | int):
        to_micro(value)
    return column.clean(value, row)


def _model_field(row: Model, name: str) -> "Field[Any, Any]":
    return next(each for each in row._meta.local_fields if name in (each.attname, each.name))
