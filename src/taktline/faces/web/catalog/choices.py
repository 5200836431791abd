"""What the boxes of these forms offer."""

from taktline.catalog import queries
from taktline.faces.web.form import Choices
from taktline.kernel.actor import Actor
from taktline.resources import queries as resources


def units(_by: Actor) -> Choices:
    """A unit."""
    return [(str(row.id), f"{row.code} {row.name}") for row in queries.units().values()]


def second_units(by: Actor) -> Choices:
    """A unit, or none."""
    return units(by)


def classes(_by: Actor) -> Choices:
    """An item class, or none."""
    return [(str(pk), f"{code} {name}") for code, (pk, name) in queries.classes().items()]


def taxes(_by: Actor) -> Choices:
    """A tax code, or none."""
    return [(str(row.id), f"{code} {row.name}") for code, row in queries.tax_codes().items()]


def families(_by: Actor) -> Choices:
    """A changeover family, or none."""
    return [(str(pk), code) for code, pk in resources.families().items()]


def centres(by: Actor) -> Choices:
    """A work centre."""
    rows = resources.centres(scope=by.scope)
    return [(str(pk), f"{row.code} {row.name}") for pk, row in rows.items() if row.is_active]


def places_of_work(by: Actor) -> Choices:
    """A work centre, or one machine of it, each centre before its machines."""
    machines: dict[int, list[tuple[str, str]]] = {}
    for row in resources.machines(scope=by.scope):
        machines.setdefault(row.centre_id, []).append((f"m{row.id}", f"— {row.code} {row.name}"))
    found: list[tuple[str, str]] = []
    for pk, centre in resources.centres(scope=by.scope).items():
        if centre.is_active:
            found += [(f"c{pk}", f"{centre.code} {centre.name}"), *machines.get(pk, [])]
    return found


def skills(_by: Actor) -> Choices:
    """A skill, or none."""
    return [(str(pk), f"{row.code} {row.name}") for pk, row in resources.skills().items()]


def price_lists(_by: Actor) -> Choices:
    """A price list."""
    return [(str(row.id), f"{row.code} {row.name} ({row.currency})") for row in queries.price_lists()]
