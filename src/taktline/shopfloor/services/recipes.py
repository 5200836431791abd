"""The recipe of a work order: materials and operations copied from the catalogue for one quantity."""

from collections.abc import Sequence
from datetime import date

from taktline.catalog import types as catalog
from taktline.catalog.types import Recipe
from taktline.shopfloor.models import Material, Operation, OperationAlternative, WorkOrder


def copy(orders: Sequence[tuple[WorkOrder, Recipe]]) -> list[Material]:
    """Write the materials and operations of new work orders. Returns the materials, with their ids."""
    materials = [
        _material(order, at, each, order.start)
        for order, recipe in orders
        for at, each in enumerate(recipe.materials, start=1)
        if each.needed(order.quantity) > 0
    ]
    Material.objects.bulk_create(materials)
    operations: list[Operation] = []
    others: list[OperationAlternative] = []
    for order, recipe in orders:
        for each in recipe.operations:
            operation = _operation(order, each)
            operations.append(operation)
            others += [
                OperationAlternative(
                    operation=operation,
                    centre_id=other.centre_id,
                    machine_id=other.machine_id,
                    run_seconds=other.run_seconds,
                )
                for other in each.alternatives
            ]
    Operation.objects.bulk_create(operations)
    OperationAlternative.objects.bulk_create(others)
    return materials


def _material(order: WorkOrder, position: int, each: catalog.Material, start: date) -> Material:
    return Material(
        work_order=order,
        position=position,
        item_id=each.component_id,
        quantity=each.needed(order.quantity),
        is_by_product=each.is_by_product,
        needed_on=order.due if each.is_by_product else start,
        operation_number=each.operation_number,
    )


def _operation(order: WorkOrder, each: catalog.OperationRow) -> Operation:
    return Operation(
        work_order=order,
        number=each.number,
        name=each.name.zh,
        name_en=each.name.en,
        centre_id=each.centre_id,
        quantity=order.quantity,
        setup_seconds=each.setup_seconds,
        run_seconds=each.run_seconds,
        is_pausable=each.is_pausable,
        transfer_quantity=each.transfer_quantity,
        queue_minutes=each.queue_minutes,
        wait_minutes=each.wait_minutes,
        skill_id=each.skill_id,
        family_id=each.family_id,
        outside_days=each.outside.days if each.outside else 0,
        supplier_id=each.outside.supplier_id if each.outside else None,
    )
