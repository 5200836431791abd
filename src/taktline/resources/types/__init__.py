"""Values that leave this room."""

from taktline.resources.types.drafts import (
    CalendarDraft,
    CentreDraft,
    ExceptionDraft,
    FamilyDraft,
    GroupDraft,
    HeldSkill,
    MachineDraft,
    PersonDraft,
    ShiftDraft,
    SkillDraft,
)
from taktline.resources.types.kinds import (
    CentreKind,
    ExceptionKind,
)
from taktline.resources.types.plant import (
    Plant,
)
from taktline.resources.types.rows import (
    CalendarRow,
    CentreRow,
    ChangeoverRow,
    DayRow,
    DowntimeRow,
    ExceptionRow,
    MachineRow,
    PersonRow,
    SkillRow,
)

__all__ = [
    "CalendarDraft",
    "CalendarRow",
    "CentreDraft",
    "CentreKind",
    "CentreRow",
    "ChangeoverRow",
    "DayRow",
    "DowntimeRow",
    "ExceptionDraft",
    "ExceptionKind",
    "ExceptionRow",
    "FamilyDraft",
    "GroupDraft",
    "HeldSkill",
    "MachineDraft",
    "MachineRow",
    "PersonDraft",
    "PersonRow",
    "Plant",
    "ShiftDraft",
    "SkillDraft",
    "SkillRow",
]
