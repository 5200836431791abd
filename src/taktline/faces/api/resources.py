"""The plant: work centres, machines, people, calendars, changeovers, downtimes."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, Price
from taktline.faces.api.routing import RoomRouter
from taktline.resources import permits, queries, services
from taktline.resources.types import (
    CalendarDraft,
    CentreDraft,
    DowntimeRow,
    ExceptionDraft,
    HeldSkill,
    MachineDraft,
    PersonDraft,
    ShiftDraft,
    SkillDraft,
)

router = RoomRouter(tags=["resources"])

router.lists("/centres", queries.WORK_CENTRES, permits.SEE, summary="Work centres")
router.lists("/machines", queries.MACHINES, permits.SEE, summary="Machines and benches")
router.lists("/people", queries.PEOPLE, permits.SEE, summary="People on the floor")
router.lists("/skills", queries.SKILLS, permits.SEE, summary="Skills")
router.lists("/calendars", queries.CALENDARS, permits.SEE, summary="Calendars")
router.lists("/changeovers", queries.CHANGEOVER_GROUPS, permits.SEE, summary="Changeover groups")
router.lists("/downtimes", queries.DOWNTIMES, permits.SEE, summary="Planned stops and absences")

Short = Annotated[str, Field(min_length=1, max_length=30)]
Label = Annotated[str, Field(min_length=1, max_length=80)]
Minute = Annotated[int, Field(ge=0, le=2880)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2900, 1, 1))]


class Named(Body):
    """A code and a name in both languages."""

    code: Short
    name: Label
    name_en: Annotated[str, Field(max_length=80)] = ""


class CentreIn(Named):
    """How a work centre should be. supplier_id: who works there, for kind outside."""

    site_id: Id
    kind: Literal["machine", "bench", "outside"] = "machine"
    calendar_id: Id | None = None
    truck_calendar_id: Id | None = None
    changeover_group_id: Id | None = None
    supplier_id: Id | None = None
    hour_rate: Price = Decimal(0)
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "CNY"
    is_active: bool = True


@router.post("/centres", response={201: Made}, summary="Set up a work centre")
@needs(permits.CHANGE)
def create_centre(request: ApiRequest, body: CentreIn) -> Made:
    return Made(id=services.create_centre(CentreDraft(**body.model_dump()), by=request.actor, at=request.at))


@router.put("/centres/{code}", response={204: None}, summary="Make a work centre as told")
@needs(permits.CHANGE)
def change_centre(request: ApiRequest, code: str, body: CentreIn) -> None:
    centre_id = queries.centre_by_code(code, scope=request.actor.scope).id
    services.change_centre(centre_id, CentreDraft(**body.model_dump()), by=request.actor, at=request.at)


class MachineIn(Named):
    """How a machine should be. speed_factor: 1 is the routing's pace."""

    centre_id: Id
    speed_factor: Annotated[Decimal, Field(ge=Decimal("0.01"), le=100, decimal_places=6)] = Decimal(1)
    calendar_id: Id | None = None
    is_active: bool = True


@router.post("/machines", response={201: Made}, summary="Set up a machine")
@needs(permits.CHANGE)
def create_machine(request: ApiRequest, body: MachineIn) -> Made:
    return Made(
        id=services.create_machine(MachineDraft(**body.model_dump()), by=request.actor, at=request.at)
    )


@router.put("/machines/{code}", response={204: None}, summary="Make a machine as told")
@needs(permits.CHANGE)
def change_machine(request: ApiRequest, code: str, body: MachineIn) -> None:
    machine_id = queries.machine_by_code(code, scope=request.actor.scope).id
    services.change_machine(machine_id, MachineDraft(**body.model_dump()), by=request.actor, at=request.at)


class SkillIn(Named):
    """How a skill should be."""


@router.post("/skills", response={201: Made}, summary="Enter a skill")
@needs(permits.PEOPLE)
def create_skill(request: ApiRequest, body: SkillIn) -> Made:
    return Made(id=services.create_skill(SkillDraft(**body.model_dump()), by=request.actor, at=request.at))


class HeldIn(Body):
    """A skill somebody has, until a last day (null: for good)."""

    skill_id: Id
    valid_from: Day
    valid_until: Day | None = None


class PersonIn(Body):
    """How a person should be; skills replace those held."""

    code: Short
    name: Annotated[str, Field(min_length=1, max_length=60)]
    name_en: Annotated[str, Field(max_length=60)] = ""
    site_id: Id
    calendar_id: Id | None = None
    user_id: Id | None = None
    is_active: bool = True
    skills: Annotated[list[HeldIn], Field(max_length=200)] = []

    def draft(self) -> PersonDraft:
        """As the service takes it."""
        return PersonDraft(**self.model_dump(exclude={"skills"}))

    def held(self) -> list[HeldSkill]:
        """The skills as the service takes them."""
        return [HeldSkill(**each.model_dump()) for each in self.skills]


@router.post("/people", response={201: Made}, summary="Enter somebody who works")
@needs(permits.PEOPLE)
def create_person(request: ApiRequest, body: PersonIn) -> Made:
    person_id = services.create_person(body.draft(), by=request.actor, at=request.at)
    services.set_skills(person_id, body.held(), by=request.actor, at=request.at)
    return Made(id=person_id)


@router.put("/people/{code}", response={204: None}, summary="Make a person as told")
@needs(permits.PEOPLE)
def change_person(request: ApiRequest, code: str, body: PersonIn) -> None:
    person_id = queries.person_by_code(code, scope=request.actor.scope).id
    services.change_person(person_id, body.draft(), by=request.actor, at=request.at)
    services.set_skills(person_id, body.held(), by=request.actor, at=request.at)


class CalendarIn(Named):
    """How a calendar should be."""

    site_id: Id | None = None
    parent_id: Id | None = None
    is_site_default: bool = False


@router.post("/calendars", response={201: Made}, summary="Make a calendar")
@needs(permits.CALENDAR)
def create_calendar(request: ApiRequest, body: CalendarIn) -> Made:
    return Made(
        id=services.create_calendar(CalendarDraft(**body.model_dump()), by=request.actor, at=request.at)
    )


@router.put("/calendars/{calendar_id}", response={204: None}, summary="Make a calendar as told")
@needs(permits.CALENDAR)
def change_calendar(request: ApiRequest, calendar_id: Id, body: CalendarIn) -> None:
    services.change_calendar(calendar_id, CalendarDraft(**body.model_dump()), by=request.actor, at=request.at)


class ShiftIn(Body):
    """Working time on a weekday (Monday is 0), in minutes of the day."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    start: Annotated[int, Field(ge=0, le=1439)]
    end: Minute
    valid_from: Day | None = None
    valid_until: Day | None = None


class ShiftsIn(Body):
    """A calendar's whole week."""

    shifts: Annotated[list[ShiftIn], Field(max_length=200)]


@router.put("/calendars/{calendar_id}/shifts", response={204: None}, summary="Replace the weekly shifts")
@needs(permits.CALENDAR)
def set_shifts(request: ApiRequest, calendar_id: Id, body: ShiftsIn) -> None:
    shifts = [ShiftDraft(**each.model_dump()) for each in body.shifts]
    services.set_shifts(calendar_id, shifts, by=request.actor, at=request.at)


class DayIn(Body):
    """A day that differs: a holiday, a day worked like another weekday, overtime."""

    day: Day
    kind: Literal["holiday", "workday", "overtime"]
    weekday: Annotated[int, Field(ge=0, le=6)] | None = None
    start: Minute | None = None
    end: Minute | None = None
    name: Annotated[str, Field(max_length=60)] = ""


class DaysIn(Body):
    """Days that differ."""

    days: Annotated[list[DayIn], Field(min_length=1, max_length=400)]


@router.post("/calendars/{calendar_id}/days", response={204: None}, summary="Say how days differ")
@needs(permits.CALENDAR)
def add_days(request: ApiRequest, calendar_id: Id, body: DaysIn) -> None:
    days = [ExceptionDraft(**each.model_dump()) for each in body.days]
    services.add_exceptions(calendar_id, days, by=request.actor, at=request.at)


class DayOut(Schema):
    """One day: working spans in minutes of the day, and how it differs."""

    day: date
    spans: list[tuple[int, int]]
    kind: str
    name: str


@router.get("/calendars/{calendar_id}/month", response=list[DayOut], summary="A month, day by day")
@needs(permits.SEE)
def month(
    request: ApiRequest,
    calendar_id: Id,
    year: Annotated[int, Field(ge=2000, le=2100)],
    month: Annotated[int, Field(ge=1, le=12)],
) -> list[DayOut]:
    rows = queries.month(calendar_id, year, month)
    return [DayOut(day=row.day, spans=list(row.spans), kind=row.kind, name=row.name) for row in rows]


class ChangeoverIn(Body):
    """Minutes from one family to another."""

    from_family_id: Id
    to_family_id: Id
    minutes: Annotated[int, Field(ge=0, le=10_080)]


class MatrixIn(Body):
    """A group's whole matrix; what is not said takes no time."""

    times: Annotated[list[ChangeoverIn], Field(max_length=10_000)]


@router.put("/changeovers/{group_id}/matrix", response={204: None}, summary="Replace a changeover matrix")
@needs(permits.CHANGE)
def set_matrix(request: ApiRequest, group_id: Id, body: MatrixIn) -> None:
    minutes = {(each.from_family_id, each.to_family_id): each.minutes for each in body.times}
    services.set_changeovers(group_id, minutes, by=request.actor, at=request.at)


class DowntimeIn(Body):
    """A planned stop of one machine, or an absence of one person."""

    machine_id: Id | None = None
    person_id: Id | None = None
    start: AwareDatetime
    end: AwareDatetime
    reason: Annotated[str, Field(min_length=1, max_length=120)]


@router.post("/downtimes", response={201: Made}, summary="Plan a stop or an absence")
@needs(permits.DOWNTIME)
def add_downtime(request: ApiRequest, body: DowntimeIn) -> Made:
    row = DowntimeRow(id=0, **body.model_dump())
    return Made(id=services.add_downtime(row, by=request.actor, at=request.at))


@router.delete("/downtimes/{downtime_id}", response={204: None}, summary="Take a downtime back")
@needs(permits.DOWNTIME)
def remove_downtime(request: ApiRequest, downtime_id: Id) -> None:
    services.remove_downtime(downtime_id, by=request.actor, at=request.at)
