"""Database fields that hold exact numbers as BIGINT on every database.

SQLite keeps Django's DecimalField as a binary fraction, where 0.1 + 0.2 is not 0.3; whole numbers
have no such trouble, add up in SQL, and compare the same everywhere. Multiply in Python, not in SQL.
"""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from taktline.kernel.exact.quantity import from_micro, to_micro


class _MicroField(models.BigIntegerField):  # type: ignore[type-arg]
    """A Decimal with six places, stored as whole millionths."""

    # What the type checker takes a value of such a field for.
    _pyi_private_set_type: Decimal | Combinable  # type: ignore[assignment]
    _pyi_private_get_type: Decimal  # type: ignore[assignment]

    def from_db_value(self, value: int | None, expression: object, connection: object) -> Decimal | None:
        return None if value is None else from_micro(int(value))

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        if isinstance(value, float):
            raise ValidationError(_("A fraction in binary is not exact; give a decimal."), code="float")
        try:
            return Decimal(str(value))
        except InvalidOperation as error:
            raise ValidationError(_("This is not a number."), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if isinstance(value, float):
            raise TypeError("exact numbers never touch float")
        return to_micro(value if isinstance(value, Decimal) else Decimal(str(value)))

    def get_default(self) -> Any:
        value = super().get_default()
        return Decimal(value) if isinstance(value, int) else value

    @property
    def validators(self) -> list[Any]:
        # BigIntegerField's bounds are in whole units; to_micro() checks the bounds of millionths.
        return list(self._validators)  # type: ignore[attr-defined]


class QuantityField(_MicroField):
    """A quantity in the unit named beside it, to the millionth."""


class PriceField(_MicroField):
    """A price per unit in the currency named beside it, to the millionth of its major unit."""


class RatioField(_MicroField):
    """A ratio such as a tax rate or a scrap share, to the millionth."""


class MoneyField(models.BigIntegerField):  # type: ignore[type-arg]
    """An amount in whole minor units of the currency named beside it."""
