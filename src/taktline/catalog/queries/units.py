"""Units, classes and exact conversion."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_noop as N_

from taktline.catalog.models import Item, ItemClass, Unit, UnitConversion
from taktline.catalog.types import ClassDraft, ConversionDraft, RoundingRule, UnitRow
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Conversion, Rounding, convert
from taktline.kernel.exact import Unit as Measure
from taktline.kernel.naming import Name


def units() -> dict[str, UnitRow]:
    """All units by code."""
    rows = Unit.objects.order_by("code").values_list("id", "code", "name", "name_en", "places", "rounding")
    return {
        code: UnitRow(pk, code, Name(zh, en), places, RoundingRule(rounding))
        for pk, code, zh, en, places, rounding in rows
    }


def classes() -> dict[str, tuple[int, Name]]:
    """Item classes by code: id and name."""
    rows = ItemClass.objects.order_by("code").values_list("code", "id", "name", "name_en")
    return {code: (pk, Name(zh, en)) for code, pk, zh, en in rows}


def class_draft_of(class_id: int) -> ClassDraft:
    """An item class as it is, ready to be changed. Raises NotFound."""
    row = ItemClass.objects.filter(pk=class_id).first()
    if row is None:
        raise NotFound(what=N_("item class"), key=class_id)
    return ClassDraft(row.code, row.name, row.name_en, row.kind)


def conversions(item_ids: Iterable[int]) -> dict[int, tuple[Conversion, ...]]:
    """Conversions that count for each item, its own before the general ones; one query."""
    wanted = set(item_ids)
    own: dict[int | None, list[Conversion]] = defaultdict(list)
    rows = UnitConversion.objects.filter(item_id__in=wanted) | UnitConversion.objects.filter(
        item_id__isnull=True
    )
    for item_id, one, amount, two, worth in rows.order_by("id").values_list(
        "item_id", "from_unit__code", "from_quantity", "to_unit__code", "to_quantity"
    ):
        own[item_id].append(Conversion(one, amount, two, worth))
    return {item_id: preferred(own[item_id], own[None]) for item_id in wanted}


def conversions_of(item_id: int | None) -> Q:
    """The item's own conversions, or the general ones."""
    return Q(item__isnull=True) if item_id is None else Q(item_id=item_id)


def own_conversions(item_id: int | None) -> list[ConversionDraft]:
    """An item's own conversions, or the general ones (None), ready to be changed."""
    rows = UnitConversion.objects.filter(conversions_of(item_id)).order_by("id")
    return [
        ConversionDraft(*row)
        for row in rows.values_list("from_unit_id", "from_quantity", "to_unit_id", "to_quantity")
    ]


def preferred(own: Sequence[Conversion], general: Sequence[Conversion]) -> tuple[Conversion, ...]:
    """An item's own conversions, and those general ones that speak of another pair of units."""
    pairs = {frozenset((each.from_unit, each.to_unit)) for each in own}
    return (*own, *(each for each in general if frozenset((each.from_unit, each.to_unit)) not in pairs))


def stock_quantity(item_id: int, quantity: Decimal, unit: str) -> Decimal:
    """A quantity in the item's stock unit, rounded once by that unit's rule.

    unit: a code; "" is the stock unit. Raises UnknownConversion, NotFound.
    """
    return stock_quantities([(item_id, quantity, unit)])[0]


def stock_quantities(asked: Sequence[tuple[int, Decimal, str]]) -> list[Decimal]:
    """Many quantities in their items' stock units; two queries. Raises UnknownConversion, NotFound."""
    ids = {item_id for item_id, _, _ in asked}
    measures = {
        pk: Measure(code, places, Rounding(rounding))
        for pk, code, places, rounding in Item.objects.filter(pk__in=ids).values_list(
            "id", "unit__code", "unit__places", "unit__rounding"
        )
    }
    if missing := ids - set(measures):
        raise NotFound(what=N_("item"), key=min(missing))
    rules = conversions(ids)
    return [
        convert(quantity, unit or measures[pk].code, measures[pk], rules[pk]) for pk, quantity, unit in asked
    ]
