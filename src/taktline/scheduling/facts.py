"""What happened in scheduling."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class ScheduleProposed(Fact):
    """A run found a schedule; a planner may look at it."""

    topic: ClassVar[str] = "scheduling.proposed"
    run_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class SchedulePublished(Fact):
    """A schedule is in force."""

    topic: ClassVar[str] = "scheduling.published"
    run_id: int
    site_id: int
