"""Rows of the room `resources`; only its own services write them."""

from taktline.resources.models.calendar import Calendar, CalendarException, Shift
from taktline.resources.models.changeover import ChangeoverFamily, ChangeoverGroup, ChangeoverTime
from taktline.resources.models.downtime import Downtime
from taktline.resources.models.people import Person, PersonSkill, Skill
from taktline.resources.models.plant import Machine, PlantVersion, WorkCentre

__all__ = [
    "Calendar",
    "CalendarException",
    "ChangeoverFamily",
    "ChangeoverGroup",
    "ChangeoverTime",
    "Downtime",
    "Machine",
    "Person",
    "PersonSkill",
    "PlantVersion",
    "Shift",
    "Skill",
    "WorkCentre",
]
