"""The editor of a routing: its operations, who else can do them in what time, and what is done outside."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.catalog import permits, queries, services
from taktline.catalog.types import AlternativeDraft, OperationDraft, OperationRow
from taktline.faces.web.catalog import choices
from taktline.faces.web.declare import Field, FormSpec
from taktline.faces.web.filling import Data, key_of, number, text
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.scope import EVERYTHING
from taktline.resources import queries as resources

_MINUTE = Decimal(60)


def _save(data: Data, by: Actor, at: datetime, key: str) -> str:
    routing_id = key_of(key)
    standing = {row.number: row for row in queries.routing(routing_id, scope=EVERYTHING).operations}
    steps = [_step(row, place, standing) for place, row in enumerate(_rows(data, "operations"))]
    known = {step.number: place for place, step in enumerate(steps)}
    others: dict[int, list[AlternativeDraft]] = {}
    for place, row in enumerate(_rows(data, "alternatives")):
        step = _of(row, known, f"alternatives[{place}].operation")
        others.setdefault(step, []).append(_alternative(row, place, len(others.get(step, ())) + 1))
    outside = {}
    for place, row in enumerate(_rows(data, "outside")):
        outside[_of(row, known, f"outside[{place}].operation")] = row
    whole = [
        _with(step, others.get(place, []), outside.get(place), standing.get(step.number))
        for place, step in enumerate(steps)
    ]
    services.set_operations(routing_id, whole, by=by, at=at)
    return f"/catalog/routings/{routing_id}/"


def _rows(data: Data, name: str) -> Sequence[Mapping[str, object]]:
    rows = data.get(name)
    return rows if isinstance(rows, list) else []


def _of(row: Data, known: Mapping[int, int], field: str) -> int:
    """The place of the operation a row is about. Raises InvalidInput."""
    wanted = row.get("operation")
    if not isinstance(wanted, int) or wanted not in known:
        raise InvalidInput(field=field, reason=now("There is no such operation above."))
    return known[wanted]


def _step(row: Data, at: int, standing: Mapping[int, OperationRow]) -> OperationDraft:
    if not row.get("centre_id"):
        raise InvalidInput(field=f"operations[{at}].centre_id", reason=now("There is no such work centre."))
    transfer, wanted = row.get("transfer_quantity"), number(row.get("number") or 10 * (at + 1))
    old = standing.get(wanted)
    return OperationDraft(
        number=wanted,
        name=text(row, "name"),
        name_en=text(row, "name_en"),
        centre_id=number(row["centre_id"]),
        setup_seconds=_seconds(row.get("setup_minutes")) or 0,
        run_seconds=number(row.get("run_seconds") or 0),
        is_pausable=not row.get("unbroken"),
        transfer_quantity=transfer if isinstance(transfer, Decimal) else Decimal(0),
        queue_minutes=number(row.get("queue_minutes") or 0),
        wait_minutes=number(row.get("wait_minutes") or 0),
        skill_id=number(row["skill_id"]) if row.get("skill_id") else None,
        family_id=number(row["family_id"]) if row.get("family_id") else None,
        inspection_point=bool(row.get("inspection_point")),
        note=old.note if old else "",
    )


def _seconds(minutes: object) -> int | None:
    """Minutes that may have decimals as whole seconds; None for an empty box."""
    return round(minutes * _MINUTE) if isinstance(minutes, Decimal) else None


def _minutes(seconds: int) -> Decimal:
    """Whole seconds as minutes that come back as the same seconds."""
    return (Decimal(seconds) / _MINUTE).quantize(Decimal("0.0001")).normalize()


def _alternative(row: Data, place: int, priority: int) -> AlternativeDraft:
    where = text(row, "where")
    kind, pk = where[:1], where[1:]
    if kind not in ("c", "m") or not pk.isdecimal():
        raise InvalidInput(
            field=f"alternatives[{place}].where", reason=now("Choose a work centre or a machine.")
        )
    machine = int(pk) if kind == "m" else None
    centre = int(pk)
    if machine is not None:
        centre = next((row.centre_id for row in resources.machines() if row.id == machine), 0)
    run = row.get("run_seconds")
    return AlternativeDraft(
        centre, machine, _seconds(row.get("setup_minutes")), run if isinstance(run, int) else None, priority
    )


def _with(
    step: OperationDraft, others: Sequence[AlternativeDraft], outside: Data | None, old: OperationRow | None
) -> OperationDraft:
    """The step with its alternatives and what is done outside; a price that was not asked for stays."""
    if outside is None:
        return replace(step, alternatives=tuple(others))
    was = old.outside if old else None
    price = outside.get("price", was.price if was else None)
    return replace(
        step,
        alternatives=tuple(others),
        supplier_id=number(outside["supplier_id"]) if outside.get("supplier_id") else None,
        outside_days=number(outside.get("days") or 0),
        outside_price=price if isinstance(price, Decimal) else None,
        outside_currency=text(outside, "currency") or (was.currency if was else "CNY"),
    )


def _load(key: str, by: Actor) -> Data:
    routing_id = key_of(key)
    routing = queries.routing(routing_id, scope=by.scope)
    own = queries.own_families(routing_id)
    return {
        "operations": [_shown(each, own[each.number]) for each in routing.operations],
        "alternatives": [
            {
                "operation": each.number,
                "where": f"m{other.machine_id}" if other.machine_id else f"c{other.centre_id}",
                "setup_minutes": _minutes(other.setup_seconds),
                "run_seconds": other.run_seconds,
            }
            for each in routing.operations
            for other in each.alternatives
        ],
        "outside": [
            {
                "operation": each.number,
                "supplier_id": each.outside.supplier_id,
                "days": each.outside.days,
                "price": each.outside.price,
                "currency": each.outside.currency,
            }
            for each in routing.operations
            if each.outside
        ],
    }


def _shown(row: OperationRow, family_id: int | None) -> dict[str, object]:
    return {
        "number": row.number,
        "name": row.name.zh,
        "name_en": row.name.en,
        "centre_id": row.centre_id,
        "setup_minutes": _minutes(row.setup_seconds),
        "run_seconds": row.run_seconds,
        "transfer_quantity": row.transfer_quantity or None,
        "queue_minutes": row.queue_minutes or None,
        "wait_minutes": row.wait_minutes or None,
        "skill_id": row.skill_id,
        "family_id": family_id,
        "unbroken": not row.is_pausable,
        "inspection_point": row.inspection_point,
    }


_OPERATIONS = Field(
    "operations",
    _("Operations"),
    "lines",
    wide=True,
    rows=3,
    fields=(
        Field("number", _("Number"), "whole"),
        Field("name", _("Chinese name")),
        Field("name_en", _("English name")),
        Field("centre_id", _("Work centre"), "choice", choices=choices.centres),
        Field("setup_minutes", _("Setup min"), "number"),
        Field("run_seconds", _("Seconds per piece"), "whole"),
        Field("transfer_quantity", _("Transfer batch"), "number"),
        Field("queue_minutes", _("Queue min"), "whole"),
        Field("wait_minutes", _("Wait min"), "whole"),
        Field("skill_id", _("Skill"), "choice", choices=choices.skills),
        Field("family_id", _("Changeover family"), "choice", choices=choices.families),
        Field("unbroken", _("No break"), "bool"),
        Field("inspection_point", _("Inspection"), "bool"),
    ),
)
_ALTERNATIVES = Field(
    "alternatives",
    _("Alternatives"),
    "lines",
    wide=True,
    rows=1,
    help=_(
        "Another centre, or one machine, that can do an operation; empty times are the operation's own. The first is tried first."
    ),
    fields=(
        Field("operation", _("Operation"), "whole"),
        Field("where", _("Work centre or machine"), "choice", choices=choices.places_of_work),
        Field("setup_minutes", _("Setup min"), "number"),
        Field("run_seconds", _("Seconds per piece"), "whole"),
    ),
)
_OUTSIDE = Field(
    "outside",
    _("Outside work"),
    "lines",
    wide=True,
    rows=1,
    help=_("For operations at a centre outside: who does it, in how many days, for what a piece."),
    fields=(
        Field("operation", _("Operation"), "whole"),
        Field("supplier_id", _("Supplier"), "ref", lookup="parties.supplier"),
        Field("days", _("Days"), "whole"),
        Field("price", _("Price per piece"), "number", money=True),
        Field("currency", _("Currency"), money=True),
    ),
)
EDIT_ROUTING = FormSpec(
    key="catalog.routing-edit",
    title=_("Operations of a routing"),
    permit=permits.STRUCTURE,
    url="catalog/routings/<str:key>/edit/",
    load=_load,
    run=_save,
    back="/catalog/routings/",
    says=_("Saved."),
    help=_("A draft can be edited; revise what is in force."),
    fields=(_OPERATIONS, _ALTERNATIVES, _OUTSIDE),
)
