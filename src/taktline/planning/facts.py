"""What happened in planning."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class PlanChanged(Fact):
    """A run stored differences: proposals, pegs or exceptions of a site are not what they were."""

    topic: ClassVar[str] = "planning.plan-changed"
    run_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class ProposalsFirmed(Fact):
    """Proposals became work orders or requisitions."""

    topic: ClassVar[str] = "planning.proposals-firmed"
    site_id: int
    proposals: list[int]
