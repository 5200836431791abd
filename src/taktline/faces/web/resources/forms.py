"""Forms about work centres and machines."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Field
from taktline.faces.web.filling import Data, listed, text, told, values
from taktline.faces.web.pairs import Does, new_and_edit
from taktline.faces.web.resources import choices
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.resources import permits, queries, services
from taktline.resources.types import (
    CentreDraft,
    CentreKind,
    MachineDraft,
)

NAMES = (
    Field("code", _("Code"), required=True),
    Field("name", _("Chinese name"), required=True),
    Field("name_en", _("English name")),
)
ACTIVE = Field("is_active", _("Active"), "bool", initial=True)
CALENDAR = Field("calendar_id", _("Calendar"), "choice", choices=choices.calendars)
LINKS = frozenset(
    {
        "site_id",
        "calendar_id",
        "truck_calendar_id",
        "changeover_group_id",
        "centre_id",
        "supplier_id",
        "user_id",
        "parent_id",
        "machine_id",
        "person_id",
    }
)


def linked(data: Data) -> dict[str, object]:
    """The values of a form with ids as numbers."""
    return {
        name: (int(str(value)) if value not in (None, "") else None) if name in LINKS else value
        for name, value in data.items()
    }


def _create_centre(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_centre(told(CentreDraft("", "", 0), linked(data)), by=by, at=at)
    return f"/resources/centres/{text(data, 'code')}/"


def _change_centre(data: Data, by: Actor, at: datetime, key: str) -> str:
    pk = queries.centre_by_code(key, scope=by.scope).id
    services.change_centre(pk, told(queries.centre_draft_of(pk), linked(data)), by=by, at=at)
    return f"/resources/centres/{text(data, 'code')}/"


def _create_machine(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_machine(told(MachineDraft("", "", 0), linked(data)), by=by, at=at)
    return "/resources/machines/"


def _change_machine(data: Data, by: Actor, at: datetime, key: str) -> str:
    pk = queries.machine_by_code(key, scope=by.scope).id
    services.change_machine(pk, told(queries.machine_draft_of(pk), linked(data)), by=by, at=at)
    return f"/resources/machines/{text(data, 'code')}/"


def first_site(_key: str, by: Actor) -> Data:
    """A form that starts at the actor's first site."""
    return {"site_id": next((site.id for site in identity.sites(scope=by.scope)), None), "is_active": True}


def _centre_values(key: str, by: Actor) -> Data:
    return values(queries.centre_draft_of(queries.centre_by_code(key, scope=by.scope).id))


def _machine_values(key: str, by: Actor) -> Data:
    return values(queries.machine_draft_of(queries.machine_by_code(key, scope=by.scope).id))


_CENTRE = (
    *NAMES,
    Field("site_id", _("Site"), "choice", choices=choices.sites, required=True),
    Field("kind", _("Kind"), "choice", choices=listed(CentreKind), initial=CentreKind.MACHINE, required=True),
    Field(
        "calendar_id",
        _("Calendar"),
        "choice",
        choices=choices.calendars,
        help=_("Empty: the site's own calendar."),
    ),
    Field("changeover_group_id", _("Changeover group"), "choice", choices=choices.groups),
    Field(
        "supplier_id",
        _("Supplier"),
        "ref",
        lookup="parties.supplier",
        help=_("Who works there, when it is outside the house."),
    ),
    Field(
        "truck_calendar_id",
        _("Truck calendar"),
        "choice",
        choices=choices.calendars,
        help=_("When goods go out and come back, such as Tuesday and Friday."),
    ),
    Field("hour_rate", _("Rate per hour"), "number", permit=permits.RATE, money=True, unit=_("per hour")),
    Field("currency", _("Currency"), initial="CNY", permit=permits.RATE),
    ACTIVE,
)
_MACHINE = (
    *NAMES,
    Field("centre_id", _("Work centre"), "choice", choices=choices.centres, required=True),
    Field(
        "speed_factor",
        _("Speed factor"),
        "number",
        initial=1,
        help=_("1 is the routing's pace, 2 twice as fast."),
    ),
    replace(CALENDAR, help=_("Empty: the calendar of its work centre.")),
    ACTIVE,
)
FORMS = (
    *new_and_edit(
        "resources",
        "centres",
        (_("New work centre"), _("Change work centre")),
        permits.CHANGE,
        _CENTRE,
        Does(_create_centre, _change_centre, _centre_values, first_site),
    ),
    *new_and_edit(
        "resources",
        "machines",
        (_("New machine"), _("Change machine")),
        permits.CHANGE,
        _MACHINE,
        Does(_create_machine, _change_machine, _machine_values),
    ),
)
