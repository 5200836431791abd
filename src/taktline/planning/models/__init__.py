"""Rows of planning; only its own services write them."""

from taktline.planning.models.exception import ExceptionMessage
from taktline.planning.models.peg import Peg
from taktline.planning.models.proposal import Proposal
from taktline.planning.models.rule import AutoFirmRule
from taktline.planning.models.run import PlanState, Run

__all__ = ["AutoFirmRule", "ExceptionMessage", "Peg", "PlanState", "Proposal", "Run"]
