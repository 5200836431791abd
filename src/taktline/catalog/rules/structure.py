"""Circles in bills of material, and blowing phantoms through."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from taktline.catalog.types import Alternate, BomLineRow, BomRow, Material


def path_back(parent: int, children: Mapping[int, Collection[int]]) -> tuple[int, ...]:
    """The shortest way from an item down to itself, both ends included; () when there is none."""
    came: dict[int, int] = {}
    queue = [parent]
    for here in queue:
        for child in children.get(here, ()):
            if child == parent:
                path = [child, here]
                while path[-1] != parent:
                    path.append(came[path[-1]])
                return tuple(reversed(path))
            if child not in came:
                came[child] = here
                queue.append(child)
    return ()


def materials(item_id: int, boms: Mapping[int, BomRow]) -> tuple[Material, ...]:
    """What one started piece takes, phantoms replaced by what they are made of.

    boms: the BOMs in force by item, those of all phantoms below included. A phantom without one stays as it is.
    """
    bom = boms.get(item_id)
    return () if bom is None else tuple(_blown(bom, boms, Fraction(1), ()))


def _blown(
    bom: BomRow,
    boms: Mapping[int, BomRow],
    factor: Fraction,
    via: tuple[int, ...],
    operation: int | None = None,
) -> list[Material]:
    found: list[Material] = []
    for line, others in _mains(bom):
        net = factor * Fraction(line.quantity) / Fraction(bom.base)
        gross = net if line.is_by_product else net / (1 - Fraction(line.scrap))
        at = operation if via else line.operation_number
        inner = boms.get(line.component_id) if line.is_phantom and not line.is_by_product else None
        if inner is not None:
            found += _blown(inner, boms, gross, (*via, line.component_id), at)
            continue
        found.append(
            Material(
                component_id=line.component_id,
                net=net,
                gross=gross,
                scrap=line.scrap,
                places=line.unit_places,
                operation_number=at,
                is_by_product=line.is_by_product,
                alternates=tuple(_alternate(other, bom, factor) for other in others),
                via=via,
            )
        )
    return found


def _mains(bom: BomRow) -> list[tuple[BomLineRow, list[BomLineRow]]]:
    """Each line that counts, with those that may stand in for it, best first."""
    groups: dict[str, list[BomLineRow]] = {}
    for line in bom.lines:
        if line.alternate_group and not line.is_by_product:
            groups.setdefault(line.alternate_group, []).append(line)
    ordered = {
        key: sorted(each, key=lambda x: (x.alternate_priority, x.position)) for key, each in groups.items()
    }
    mains: list[tuple[BomLineRow, list[BomLineRow]]] = []
    for line in bom.lines:
        group = ordered.get(line.alternate_group, []) if not line.is_by_product else []
        if not group:
            mains.append((line, []))
        elif group[0] is line:
            mains.append((line, group[1:]))
    return mains


def _alternate(line: BomLineRow, bom: BomRow, factor: Fraction) -> Alternate:
    gross = factor * Fraction(line.quantity) / Fraction(bom.base) / (1 - Fraction(line.scrap))
    return Alternate(line.component_id, gross, line.alternate_priority, line.unit_places)


def levels(items: Collection[int], children: Mapping[int, Collection[int]]) -> list[int]:
    """The items in an order in which every component comes before what it goes into. Without circles only."""
    done: dict[int, None] = {}
    for top in items:
        stack: list[tuple[int, bool]] = [(top, False)]
        while stack:
            here, finished = stack.pop()
            if finished:
                done[here] = None
            elif here not in done:
                stack.append((here, True))
                stack.extend((child, False) for child in children.get(here, ()) if child not in done)
    return list(done)
