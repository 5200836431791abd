"""Read the open work and the plant of a site, once and consistently, as the engine's problem."""

from taktline.scheduling.queries.problem.loading import Loaded, load

__all__ = ["Loaded", "load"]
