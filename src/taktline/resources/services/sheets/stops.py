"""Changeover matrices and planned downtimes from Excel."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.bring import Became, bring
from taktline.kernel.bring_groups import at_row, bring_groups
from taktline.kernel.cells import linked, text, whole
from taktline.kernel.errors import InvalidInput
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.resources.models import (
    ChangeoverGroup,
    Downtime,
    Machine,
    Person,
)
from taktline.resources.services.changeovers import LONGEST, create_group, set_changeovers, set_families
from taktline.resources.services.downtimes import add_downtime
from taktline.resources.services.sheets.columns import (
    moment,
)
from taktline.resources.types import (
    DowntimeRow,
    FamilyDraft,
    GroupDraft,
)


def _changeovers(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    groups = {row.code: row for row in ChangeoverGroup.objects.all()}

    def apply(members: Sequence[Values]) -> Became:
        code = text(members[0], "group")
        is_new = code not in groups
        if is_new:
            name = text(members[0], "name") or code
            groups[code] = ChangeoverGroup.objects.get(pk=create_group(GroupDraft(code, name), by=by, at=at))
        changed = _entered(groups[code], members, by, at)
        return Became.CREATED if is_new else Became.CHANGED if changed else Became.UNCHANGED

    return bring_groups(rows, "group", apply, dry_run=dry_run)


def _entered(group: ChangeoverGroup, members: Sequence[Values], by: Actor, at: datetime) -> bool:
    """Enter the rows' families and minutes into the group's matrix; what is not told stays as it is."""
    rows = list(group.families.order_by("id"))
    known = {row.code for row in rows}
    fresh = list(
        dict.fromkeys(
            text(row, name)
            for row in members
            for name in ("from_family", "to_family")
            if text(row, name) not in known
        )
    )
    if fresh:
        kept = [FamilyDraft(row.code, row.name, row.name_en, row.pk) for row in rows]
        set_families(group.pk, [*kept, *(FamilyDraft(code, code) for code in fresh)], by=by, at=at)
    ids = dict(group.families.values_list("code", "id"))
    standing = {(a, b): m for a, b, m in group.times.values_list("from_family_id", "to_family_id", "minutes")}
    wanted = dict(standing)
    for number, row in enumerate(members):
        minutes = whole(row, "minutes")
        if not 0 <= minutes <= LONGEST:
            raise at_row(number, "minutes", _("Whole minutes, from 0 to %(most)s.") % {"most": LONGEST})
        wanted[ids[text(row, "from_family")], ids[text(row, "to_family")]] = minutes
    wanted = {pair: minutes for pair, minutes in wanted.items() if minutes}
    if wanted != standing:
        set_changeovers(group.pk, wanted, by=by, at=at)
    return bool(fresh) or wanted != standing


def _downtimes(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    machines = dict(Machine.objects.values_list("code", "id"))
    people = dict(Person.objects.values_list("code", "id"))
    sites = dict(Machine.objects.values_list("id", "centre__site_id"))
    homes = dict(Person.objects.values_list("id", "site_id"))

    def each(values: Values) -> Became:
        machine, person = linked(values, "machine", machines), linked(values, "person", people)
        if bool(machine) == bool(person):
            raise InvalidInput(field="machine", reason=_("Name one machine or one person."))
        machine_id, person_id = number_in(machine), number_in(person)
        zone = identity.site(sites[machine_id] if machine_id else homes[person_id or 0]).time_zone
        start, end = moment(values, "start", zone), moment(values, "end", zone)
        same = Downtime.objects.filter(**machine, **person, start=start, end=end)
        if same.exists():
            return Became.UNCHANGED
        add_downtime(DowntimeRow(0, machine_id, person_id, start, end, text(values, "reason")), by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def number_in(link: dict[str, object]) -> int | None:
    """The id of a link, if there is one."""
    return next((value for value in link.values() if isinstance(value, int)), None)


CHANGEOVER_SHEET = Sheet(
    "resources.changeovers",
    gettext_lazy("Changeover matrix"),
    (
        SheetColumn(
            "group",
            gettext_lazy("Changeover group"),
            required=True,
            help=gettext_lazy("A new code makes it."),
        ),
        SheetColumn("name", gettext_lazy("Chinese name"), help=gettext_lazy("Of a group that is new.")),
        SheetColumn(
            "from_family",
            gettext_lazy("From family"),
            required=True,
            help=gettext_lazy("A new code makes it."),
        ),
        SheetColumn(
            "to_family", gettext_lazy("To family"), required=True, help=gettext_lazy("A new code makes it.")
        ),
        SheetColumn("minutes", gettext_lazy("Minutes"), Cell.WHOLE, required=True),
    ),
    _changeovers,
)
DOWNTIME_SHEET = Sheet(
    "resources.downtimes",
    gettext_lazy("Planned downtimes"),
    (
        SheetColumn("machine", gettext_lazy("Machine"), help=gettext_lazy("Or a person.")),
        SheetColumn("person", gettext_lazy("Person")),
        SheetColumn(
            "start",
            gettext_lazy("Start"),
            required=True,
            help=gettext_lazy("2026-01-31 08:30, in the site's time"),
        ),
        SheetColumn("end", gettext_lazy("End"), required=True),
        SheetColumn("reason", gettext_lazy("Reason"), required=True),
    ),
    _downtimes,
)
