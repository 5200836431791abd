"""Work centres and machines from Excel: entered or changed by code."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy

from taktline.kernel.actor import Actor
from taktline.kernel.bring import Became, bring, overlaid
from taktline.kernel.cells import linked
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.resources.models import (
    Calendar,
    ChangeoverGroup,
    Machine,
    WorkCentre,
)
from taktline.resources.queries import (
    centre_draft_of,
    machine_draft_of,
    site_codes,
)
from taktline.resources.services.plant import change_centre, change_machine, create_centre, create_machine
from taktline.resources.services.sheets.columns import (
    ACTIVE,
    CALENDAR,
    NAMES,
    SITE,
)
from taktline.resources.types import (
    CentreDraft,
    CentreKind,
    MachineDraft,
)


def centre_sheet(suppliers: Callable[[], Mapping[str, int]]) -> Sheet:
    """The table of work centres. suppliers: their ids by code, since partners are none of this room's business."""

    def apply(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
        return _centres(rows, suppliers(), by=by, at=at, dry_run=dry_run)

    return Sheet("resources.work-centres", gettext_lazy("Work centres"), _CENTRE_COLUMNS, apply)


def _centres(
    rows: Sequence[Values], suppliers: Mapping[str, int], *, by: Actor, at: datetime, dry_run: bool
) -> SheetReport:
    ids, sites = dict(WorkCentre.objects.values_list("code", "id")), site_codes()
    calendars = dict(Calendar.objects.values_list("code", "id"))
    groups = dict(ChangeoverGroup.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        code = str(values["code"])
        old = (
            centre_draft_of(ids[code])
            if code in ids
            else CentreDraft(code, "", next(iter(sites.values()), 0))
        )
        links = linked(values, "site", sites) | linked(values, "calendar", calendars)
        links |= linked(values, "truck_calendar", calendars) | linked(values, "changeover_group", groups)
        links |= linked(values, "supplier", suppliers)
        draft = overlaid(old, values, links=links)
        if code in ids:
            return Became.CHANGED if change_centre(ids[code], draft, by=by, at=at) else Became.UNCHANGED
        ids[code] = create_centre(draft, by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def _machines(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    ids = dict(Machine.objects.values_list("code", "id"))
    centres = dict(WorkCentre.objects.values_list("code", "id"))
    calendars = dict(Calendar.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        code = str(values["code"])
        links = linked(values, "centre", centres) | linked(values, "calendar", calendars)
        old = machine_draft_of(ids[code]) if code in ids else MachineDraft(code, "", 0)
        draft = overlaid(old, values, links=links)
        if code in ids:
            return Became.CHANGED if change_machine(ids[code], draft, by=by, at=at) else Became.UNCHANGED
        ids[code] = create_machine(draft, by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


_CENTRE_COLUMNS = (
    *NAMES,
    SITE,
    SheetColumn("kind", gettext_lazy("Kind"), Cell.CHOICE, choices=dict(CentreKind.choices)),
    CALENDAR,
    SheetColumn("truck_calendar", gettext_lazy("Truck calendar")),
    SheetColumn("changeover_group", gettext_lazy("Changeover group")),
    SheetColumn(
        "supplier", gettext_lazy("Supplier"), help=gettext_lazy("Code of the subcontractor who works there")
    ),
    SheetColumn("hour_rate", gettext_lazy("Rate per hour"), Cell.DECIMAL),
    SheetColumn("currency", gettext_lazy("Currency")),
    ACTIVE,
)
MACHINE_SHEET = Sheet(
    "resources.machines",
    gettext_lazy("Machines"),
    (
        *NAMES,
        SheetColumn("centre", gettext_lazy("Work centre"), required=True),
        SheetColumn("speed_factor", gettext_lazy("Speed factor"), Cell.DECIMAL),
        CALENDAR,
        ACTIVE,
    ),
    _machines,
)
