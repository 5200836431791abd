"""Forms and buttons about bills of material and routings."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from unicodedata import normalize

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.catalog import permits, queries, services
from taktline.catalog.types import AlternativeDraft, OperationDraft, OperationRow
from taktline.faces.web.catalog import choices
from taktline.faces.web.declare import Done, Field, FormSpec
from taktline.faces.web.filling import Data, key_of, number, text, today
from taktline.identity.permits import MONEY_SEE
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.resources import queries as resources


def _new_bom(data: Data, by: Actor, at: datetime, _key: str) -> str:
    base = data.get("base")
    bom_id = services.create_bom(
        number(data["item_id"]),
        code=text(data, "code"),
        base=base if isinstance(base, Decimal) else Decimal(1),
        by=by,
        at=at,
    )
    return f"/catalog/boms/{bom_id}/"


def revise_bom(bom_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """A draft with the same lines."""
    del data
    return Done(url=f"/catalog/boms/{services.revise_bom(bom_id, by=by, at=at)}/")


def activate_bom(bom_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Put a draft in force."""
    services.activate_bom(bom_id, effective_from=_start(data, by, at), by=by, at=at)


def drop_bom(bom_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Throw a draft away."""
    del data
    services.drop_bom(bom_id, by=by, at=at)
    return Done(url="/catalog/boms/")


def revise_routing(routing_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """A draft with the same operations."""
    del data
    return Done(url=f"/catalog/routings/{services.revise_routing(routing_id, by=by, at=at)}/edit/")


def activate_routing(routing_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Put a draft in force."""
    services.activate_routing(routing_id, effective_from=_start(data, by, at), by=by, at=at)


def drop_routing(routing_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Throw a draft away."""
    del data
    services.drop_routing(routing_id, by=by, at=at)
    return Done(url="/catalog/routings/")


def _start(data: Data, by: Actor, at: datetime) -> date:
    day = data.get("effective_from")
    return day if isinstance(day, date) else today(at, by)


def _new_routing(data: Data, by: Actor, at: datetime, _key: str) -> str:
    routing_id = services.create_routing(number(data["item_id"]), code=text(data, "code"), by=by, at=at)
    return f"/catalog/routings/{routing_id}/edit/"


def _save_routing(data: Data, by: Actor, at: datetime, key: str) -> str:
    rows = data.get("operations")
    centres = {row.code: pk for pk, row in resources.centres().items()}
    steps = [_step(row, at_, centres) for at_, row in enumerate(rows if isinstance(rows, list) else [])]
    services.set_operations(key_of(key), steps, by=by, at=at)
    return f"/catalog/routings/{key_of(key)}/"


def _step(row: Data, at: int, centres: Mapping[str, int]) -> OperationDraft:
    if not row.get("centre_id"):
        raise InvalidInput(field=f"operations[{at}].centre_id", reason=now("There is no such work centre."))
    price, transfer = row.get("outside_price"), row.get("transfer_quantity")
    return OperationDraft(
        number=number(row.get("number") or 10 * (at + 1)),
        name=text(row, "name"),
        name_en=text(row, "name_en"),
        centre_id=number(row["centre_id"]),
        setup_seconds=60 * number(row.get("setup_minutes") or 0),
        run_seconds=number(row.get("run_seconds") or 0),
        is_pausable=not row.get("unbroken"),
        transfer_quantity=transfer if isinstance(transfer, Decimal) else Decimal(0),
        queue_minutes=number(row.get("queue_minutes") or 0),
        wait_minutes=number(row.get("wait_minutes") or 0),
        skill_id=number(row["skill_id"]) if row.get("skill_id") else None,
        inspection_point=bool(row.get("inspection_point")),
        outside_price=price if isinstance(price, Decimal) else None,
        outside_days=number(row.get("outside_days") or 0),
        alternatives=tuple(_alternatives(text(row, "alternatives"), at, centres)),
    )


def _alternatives(words: str, at: int, centres: Mapping[str, int]) -> list[AlternativeDraft]:
    """Codes of centres or machines, parted by commas, each with its seconds a piece if they differ: MILL 90, M-07."""
    found = []
    machines = {row.code: row for row in resources.machines()}
    for priority, part in enumerate((each.split() for each in normalize("NFKC", words).split(",")), start=1):
        if not part:
            continue
        seconds = int(part[1]) if len(part) > 1 and part[1].isdecimal() else None
        if part[0] in machines:
            machine = machines[part[0]]
            found.append(AlternativeDraft(machine.centre_id, machine.id, None, seconds, priority))
        elif part[0] in centres:
            found.append(AlternativeDraft(centres[part[0]], None, None, seconds, priority))
        else:
            reason = now("There is nothing with the code %(code)s.") % {"code": part[0]}
            raise InvalidInput(field=f"operations[{at}].alternatives", reason=reason)
    return found


def _load_routing(key: str, by: Actor) -> Data:
    routing = queries.routing(key_of(key), scope=by.scope)
    centres = resources.centres()
    names = resources.machine_names(
        {a.machine_id for o in routing.operations for a in o.alternatives if a.machine_id}
    )
    codes = {pk: row.code for pk, row in centres.items()}
    machines = {pk: code for pk, (code, _name) in names.items()}
    return {"operations": [_shown(each, codes, machines) for each in routing.operations]}


def _shown(row: OperationRow, centres: Mapping[int, str], machines: Mapping[int, str]) -> dict[str, object]:
    others = [
        (machines.get(each.machine_id or 0) or centres.get(each.centre_id, ""))
        + (f" {each.run_seconds}" if each.run_seconds != row.run_seconds else "")
        for each in row.alternatives
    ]
    return {
        "number": row.number,
        "name": row.name.zh,
        "name_en": row.name.en,
        "centre_id": row.centre_id,
        "setup_minutes": -(-row.setup_seconds // 60),
        "run_seconds": row.run_seconds,
        "transfer_quantity": row.transfer_quantity or None,
        "queue_minutes": row.queue_minutes or None,
        "wait_minutes": row.wait_minutes or None,
        "skill_id": row.skill_id,
        "unbroken": not row.is_pausable,
        "inspection_point": row.inspection_point,
        "outside_days": row.outside.days if row.outside else None,
        "outside_price": row.outside.price if row.outside else None,
        "alternatives": ", ".join(others),
    }


ACTIVATE = FormSpec(
    fields=(Field("effective_from", _("In force from"), "date", help=_("Empty: from today.")),),
)
_ITEM = (
    Field("item_id", _("Item"), "ref", lookup="catalog.made-item", required=True),
    Field("code", _("Version"), help=_("Empty: the next number.")),
)
FORMS = (
    FormSpec(
        key="catalog.bom-new",
        title=_("New bill of material"),
        permit=permits.STRUCTURE,
        url="catalog/boms/new/",
        fields=(*_ITEM, Field("base", _("Lines are for"), "number", initial=1, unit=_("pieces"))),
        run=_new_bom,
        back="/catalog/boms/",
    ),
    FormSpec(
        key="catalog.routing-new",
        title=_("New routing"),
        permit=permits.STRUCTURE,
        url="catalog/routings/new/",
        fields=_ITEM,
        run=_new_routing,
        back="/catalog/routings/",
    ),
    FormSpec(
        key="catalog.routing-edit",
        title=_("Operations of a routing"),
        permit=permits.STRUCTURE,
        url="catalog/routings/<str:key>/edit/",
        load=_load_routing,
        run=_save_routing,
        back="/catalog/routings/",
        says=_("Saved."),
        help=_(
            "A draft can be edited; revise what is in force. Outside work asks for days and, if known, the price."
        ),
        fields=(
            Field(
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
                    Field("setup_minutes", _("Setup min"), "whole"),
                    Field("run_seconds", _("Seconds per piece"), "whole"),
                    Field(
                        "alternatives", _("Alternatives"), help=_("MILL 90, M-07: code and seconds per piece")
                    ),
                    Field("transfer_quantity", _("Transfer batch"), "number"),
                    Field("queue_minutes", _("Queue min"), "whole"),
                    Field("wait_minutes", _("Wait min"), "whole"),
                    Field("skill_id", _("Skill"), "choice", choices=choices.skills),
                    Field("outside_days", _("Outside days"), "whole"),
                    Field("outside_price", _("Outside price"), "number", permit=MONEY_SEE),
                    Field("unbroken", _("No break"), "bool"),
                    Field("inspection_point", _("Inspection"), "bool"),
                ),
            ),
        ),
    ),
)
