"""What can be done with schedules."""

from taktline.scheduling.services.move import keep_move, preview_move
from taktline.scheduling.services.publish import discard, publish
from taktline.scheduling.services.run import KIND, request_run, solve_run
from taktline.scheduling.services.unpin import unpin

__all__ = ["KIND", "discard", "keep_move", "preview_move", "publish", "request_run", "solve_run", "unpin"]
