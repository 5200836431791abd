"""From typed cells of a row to values, and from codes in cells to ids."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.kernel.errors import InvalidInput
from taktline.kernel.sheets import Values


def linked(values: Values, column: str, codes: Mapping[str, int], field: str = "") -> dict[str, object]:
    """{field: id} for the code in a cell, {} for an empty cell. Raises InvalidInput for an unknown code."""
    code = values.get(column)
    if not code:
        return {}
    if str(code) not in codes:
        raise InvalidInput(
            field=column, reason=_("There is nothing with the code %(code)s.") % {"code": code}
        )
    return {field or f"{column}_id": codes[str(code)]}


def needed(values: Values, column: str, codes: Mapping[str, int]) -> int:
    """The id for the code in a cell. Raises InvalidInput for an unknown code or an empty cell."""
    found = linked(values, column, codes, "id").get("id")
    if not isinstance(found, int):
        raise InvalidInput(field=column, reason=_("This cell must be filled."))
    return found


def decimal(values: Values, column: str, otherwise: Decimal = Decimal(0)) -> Decimal:
    """The number in a cell."""
    value = values.get(column)
    return value if isinstance(value, Decimal) else otherwise


def whole(values: Values, column: str, otherwise: int = 0) -> int:
    """The whole number in a cell."""
    value = values.get(column)
    return value if isinstance(value, int) else otherwise


def day(values: Values, column: str) -> date | None:
    """The date in a cell."""
    value = values.get(column)
    return value if isinstance(value, date) else None


def text(values: Values, column: str) -> str:
    """The text in a cell."""
    return str(values.get(column) or "")


def yes(values: Values, column: str, *, otherwise: bool = False) -> bool:
    """Whether a cell says yes."""
    return values[column] == "yes" if values.get(column) else otherwise
