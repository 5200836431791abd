"""What can be read of the plan."""

from taktline.planning.queries.covers import covers, covers_of_lines
from taktline.planning.queries.grid import item_plan, pegs_between, supplies_between
from taktline.planning.queries.listings import (
    CHANGES,
    DISMISSED_EXCEPTIONS,
    EXCEPTIONS,
    PROPOSALS,
    RULES,
    RUNS,
)
from taktline.planning.queries.rows import (
    figures,
    firmable,
    proposal,
    proposals,
    ripe_proposals,
    rule,
    standing,
)
from taktline.planning.queries.runs import moved_by_run, run
from taktline.planning.queries.trace import describe, trace

__all__ = [
    "CHANGES",
    "DISMISSED_EXCEPTIONS",
    "EXCEPTIONS",
    "PROPOSALS",
    "RULES",
    "RUNS",
    "covers",
    "covers_of_lines",
    "describe",
    "figures",
    "firmable",
    "item_plan",
    "moved_by_run",
    "pegs_between",
    "proposal",
    "proposals",
    "ripe_proposals",
    "rule",
    "run",
    "standing",
    "supplies_between",
    "trace",
]
