"""What can be done with a plan."""

from taktline.planning.load.solved import Solved
from taktline.planning.services.dirty import clear_dirty, dirty_sites, mark_dirty
from taktline.planning.services.dismiss import (
    dismiss_exceptions,
    dismiss_proposals,
    reopen_exceptions,
    reopen_proposals,
)
from taktline.planning.services.firm import record_firmed, take_proposals
from taktline.planning.services.rule import delete_rule, set_rule
from taktline.planning.services.run import compute_plan, keep_plan

__all__ = [
    "Solved",
    "clear_dirty",
    "compute_plan",
    "delete_rule",
    "dirty_sites",
    "dismiss_exceptions",
    "dismiss_proposals",
    "keep_plan",
    "mark_dirty",
    "record_firmed",
    "reopen_exceptions",
    "reopen_proposals",
    "set_rule",
    "take_proposals",
]
