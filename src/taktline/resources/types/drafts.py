"""How things should be: what services take."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taktline.resources.types.kinds import CentreKind


@dataclass(frozen=True, slots=True)
class CentreDraft:
    """How a work centre should be. supplier_id: who works there, for kind outside only."""

    code: str
    name: str
    site_id: int
    name_en: str = ""
    kind: str = CentreKind.MACHINE
    calendar_id: int | None = None
    truck_calendar_id: int | None = None
    changeover_group_id: int | None = None
    supplier_id: int | None = None
    hour_rate: Decimal = Decimal(0)
    currency: str = "CNY"
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class MachineDraft:
    """How a machine should be. speed_factor: 1 works at the routing's pace, 2 twice as fast."""

    code: str
    name: str
    centre_id: int
    name_en: str = ""
    speed_factor: Decimal = Decimal(1)
    calendar_id: int | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """How a person should be."""

    code: str
    name: str
    site_id: int
    name_en: str = ""
    calendar_id: int | None = None
    user_id: int | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class SkillDraft:
    """How a skill should be."""

    code: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDraft:
    """How a calendar should be. parent_id: whose shifts (where it has none of its own) and days it takes over.

    is_site_default: used at the site wherever nothing nearer is said.
    """

    code: str
    name: str
    name_en: str = ""
    site_id: int | None = None
    parent_id: int | None = None
    is_site_default: bool = False


@dataclass(frozen=True, slots=True)
class ShiftDraft:
    """Working time on a weekday (Monday is 0), in minutes of the day; an end beyond 1440 is the next morning.

    Several on one day leave breaks between them. valid_from, valid_until: half-open, None for always.
    """

    weekday: int
    start: int
    end: int
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class ExceptionDraft:
    """A day that differs. weekday: whose shifts a WORKDAY has; start, end: minutes of the day of OVERTIME."""

    day: date
    kind: str
    weekday: int | None = None
    start: int | None = None
    end: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """How a changeover group should be."""

    code: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class FamilyDraft:
    """A changeover family: items that follow each other without changing over. id: None for a new one."""

    code: str
    name: str
    name_en: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """A skill that a person has, from a day until a last day (None: for good)."""

    skill_id: int
    valid_from: date
    valid_until: date | None = None
