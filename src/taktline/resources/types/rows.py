"""How things are: what queries answer."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.kernel.naming import Name
from taktline.resources.types.drafts import ShiftDraft
from taktline.resources.types.kinds import CentreKind, ExceptionKind


@dataclass(frozen=True, slots=True)
class SkillRow:
    """Something a person can be able to do."""

    id: int
    code: str
    name: Name


@dataclass(frozen=True, slots=True)
class CentreRow:
    """A work centre. calendar_id: the one in force (its own or its site's), None where there is none.

    supplier_id: the party that works there when it is outside. truck_calendar_id: when goods go and come back.
    hour_rate: cost of a machine hour in `currency`.
    """

    id: int
    code: str
    name: Name
    site_id: int
    kind: CentreKind
    calendar_id: int | None
    truck_calendar_id: int | None
    changeover_group_id: int | None
    supplier_id: int | None
    hour_rate: Decimal
    currency: str
    is_active: bool

    @property
    def is_outside(self) -> bool:
        """Whether a subcontractor does the work."""
        return self.kind == CentreKind.OUTSIDE


@dataclass(frozen=True, slots=True)
class MachineRow:
    """A machine, a bench, or the gate of a subcontractor. speed_ppm: 1,000,000 works at the routing's pace.

    calendar_id: the one in force: its own, its centre's or its site's; None where there is none.
    """

    id: int
    code: str
    name: Name
    centre_id: int
    speed_ppm: int
    calendar_id: int | None
    is_outside: bool
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who works. skills: (skill id, first day, last day or None)."""

    id: int
    code: str
    name: Name
    site_id: int
    calendar_id: int | None
    user_id: int | None
    skills: tuple[tuple[int, date, date | None], ...] = ()
    is_active: bool = True

    def can(self, skill_id: int, on: date) -> bool:
        """Whether the skill is held and valid on a day."""
        return any(
            skill == skill_id and begins <= on and (ends is None or on <= ends)
            for skill, begins, ends in self.skills
        )


@dataclass(frozen=True, slots=True)
class ChangeoverRow:
    """A group of centres that share a matrix. families: ids in the matrix's order; minutes[from][to]."""

    id: int
    code: str
    name: Name
    families: tuple[int, ...]
    family_codes: tuple[str, ...]
    minutes: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class DowntimeRow:
    """A time in which a machine, or a person, is not there."""

    id: int
    machine_id: int | None
    person_id: int | None
    start: datetime
    end: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A day that differs, as it stands. inherited: said by a parent calendar."""

    id: int
    day: date
    kind: ExceptionKind
    weekday: int | None
    start: int | None
    end: int | None
    name: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar with its own shifts and days."""

    id: int
    code: str
    name: Name
    site_id: int | None
    parent_id: int | None
    is_site_default: bool
    shifts: tuple[ShiftDraft, ...] = ()
    exceptions: tuple[ExceptionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of a month view. spans: (start, end) in minutes of the day; kind: how it differs, "" if it does not."""

    day: date
    spans: tuple[tuple[int, int], ...]
    kind: str = ""
    name: str = ""

    @property
    def minutes(self) -> int:
        """Working minutes of the day."""
        return sum(end - start for start, end in self.spans)
