"""Pages of one centre, machine or person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.faces.web.declare import Badge, Col, Detail, Fact, Lazy, Lines, Notice, Tab, Timeline
from taktline.faces.web.filling import one
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.listing import page
from taktline.parties import queries as parties
from taktline.resources import permits, queries


def calendar_name(calendar_id: int | None) -> str:
    """Code and name of a calendar, nothing for none."""
    row = queries.calendars().get(calendar_id) if calendar_id is not None else None
    return f"{row.code} {row.name}" if row else ""


def _no_calendar(calendar_id: int | None) -> tuple[Notice, ...]:
    if calendar_id is not None:
        return ()
    text = _(
        "Nobody knows when it works: nothing can be planned here. Give it a calendar, or its centre or site."
    )
    return (Notice(text, "red", _("No calendar")),)


def history(kind: str, pk: int, by: Actor) -> Tab:
    """What happened to a thing."""
    return Tab("log", _("History"), (Timeline(journal.history(f"resources.{kind}", pk, scope=by.scope)),))


def _downtimes(by: Actor, where: dict[str, str]) -> Tab:
    rows = page(queries.DOWNTIMES, scope=by.scope, where=where, size=100).rows
    columns = (Col("start", _("Start")), Col("end", _("End")), Col("reason", _("Reason"), wide=True))
    lines = Lines(columns, rows, empty=_("No downtime is planned."))
    return Tab("downtimes", _("Downtimes"), (lines,), len(rows))


MACHINES = (
    Col("code", gettext_lazy("Machine"), "link", url="/resources/machines/{code}/"),
    Col("name", gettext_lazy("Name"), wide=True),
    Col("speed_factor", gettext_lazy("Speed factor")),
    Col("calendar", gettext_lazy("Calendar of its own")),
    Col("is_active", gettext_lazy("Active")),
)


def centre(centre_id: int, by: Actor) -> Detail:
    """One work centre with its machines."""
    row = one(queries.centres([centre_id], scope=by.scope).values(), centre_id)
    machines = page(queries.MACHINES, scope=by.scope, where={"centre": str(centre_id)}, size=200).rows
    facts = [
        Fact(_("Kind"), row.kind.label),
        Fact(_("Calendar in force"), calendar_name(row.calendar_id)),
        Fact(_("Changeover group"), _group_code(row.changeover_group_id)),
    ]
    if row.is_outside and row.supplier_id is not None:
        supplier = parties.parties([row.supplier_id], scope=by.scope).get(row.supplier_id)
        facts += [
            Fact(_("Supplier"), str(supplier.name) if supplier else ""),
            Fact(_("Truck calendar"), calendar_name(row.truck_calendar_id)),
        ]
    if by.scope.money:
        facts.append(
            Fact(_("Rate per hour"), f"{row.currency} {row.hour_rate:f}".rstrip("0").rstrip("."), money=True)
        )
    tabs = (
        Tab(
            "machines", _("Machines"), (Lines(MACHINES, machines, empty=_("No machine yet.")),), len(machines)
        ),
        history("workcentre", centre_id, by),
    )
    return Detail(
        title=str(row.name),
        subtitle=row.code,
        badges=() if row.is_active else (Badge(_("no longer active"), "grey"),),
        facts=facts,
        blocks=_no_calendar(row.calendar_id),
        tabs=tabs,
        edit_url=f"/resources/centres/{row.code}/edit/",
        edit_permit=permits.CHANGE,
    )


def _group_code(group_id: int | None) -> str:
    row = queries.changeover_groups().get(group_id) if group_id is not None else None
    return row.code if row else ""


def machine(machine_id: int, by: Actor) -> Detail:
    """One machine with its working month and downtimes."""
    draft = queries.machine_draft_of(machine_id)
    row = queries.machine_by_code(draft.code, scope=by.scope)
    at = queries.centres([row.centre_id], scope=by.scope)[row.centre_id]
    blocks = (Lazy(f"/resources/calendars/{row.calendar_id}/month/"),) if row.calendar_id else ()
    return Detail(
        title=str(row.name),
        subtitle=row.code,
        badges=() if row.is_active else (Badge(_("no longer active"), "grey"),),
        facts=(
            Fact(_("Work centre"), str(at.name), url=f"/resources/centres/{at.code}/"),
            Fact(_("Speed factor"), draft.speed_factor),
            Fact(_("Calendar in force"), calendar_name(row.calendar_id)),
        ),
        blocks=_no_calendar(row.calendar_id),
        tabs=(
            Tab("month", _("Working time"), blocks),
            _downtimes(by, {"machine": str(machine_id)}),
            history("machine", machine_id, by),
        ),
        edit_url=f"/resources/machines/{row.code}/edit/",
        edit_permit=permits.CHANGE,
    )


def person(person_id: int, by: Actor) -> Detail:
    """One person with skills, working month and absences."""
    row = queries.person_by_code(queries.person_draft_of(person_id).code, scope=by.scope)
    names = queries.skills()
    skills = [
        {"skill": f"{names[skill].code} {names[skill].name}", "from": begins, "until": ends or _("for good")}
        for skill, begins, ends in row.skills
    ]
    columns = (
        Col("skill", _("Skill"), wide=True),
        Col("from", _("Valid from"), "date"),
        Col("until", _("Last day")),
    )
    month = (Lazy(f"/resources/calendars/{row.calendar_id}/month/"),) if row.calendar_id else ()
    return Detail(
        title=str(row.name),
        subtitle=row.code,
        badges=() if row.is_active else (Badge(_("no longer active"), "grey"),),
        facts=(Fact(_("Calendar in force"), calendar_name(row.calendar_id)), Fact(_("Skills"), len(skills))),
        blocks=_no_calendar(row.calendar_id),
        tabs=(
            Tab("skills", _("Skills"), (Lines(columns, skills, empty=_("No skill yet.")),), len(skills)),
            Tab("month", _("Working time"), month),
            _downtimes(by, {"person": str(person_id)}),
            history("person", person_id, by),
        ),
        edit_url=f"/resources/people/{row.code}/edit/",
        edit_permit=permits.PEOPLE,
    )
