"""What a run leaves: only differences, in one short transaction."""

from taktline.planning.store.keep import keep

__all__ = ["keep"]
