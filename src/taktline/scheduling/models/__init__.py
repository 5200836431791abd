"""Rows of scheduling; only its own services write them."""

from taktline.scheduling.models.run import Pin, Publication, ScheduleRun, Slot

__all__ = ["Pin", "Publication", "ScheduleRun", "Slot"]
