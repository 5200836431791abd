"""Rows of the kernel; only the kernel's own modules write them."""

from taktline.kernel.models.counter import Counter
from taktline.kernel.models.entry import Entry, Seal
from taktline.kernel.models.job import Job, JobState
from taktline.kernel.models.message import Delivery, DeliveryState, Message
from taktline.kernel.models.search import Gram
from taktline.kernel.models.seen import SeenRequest

__all__ = ["Counter", "Delivery", "DeliveryState", "Entry", "Gram", "Job", "JobState", "Message", "Seal", "SeenRequest"]
