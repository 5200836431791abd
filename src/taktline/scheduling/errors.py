"""What scheduling refuses."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal, StaleSnapshot


class NothingToSchedule(Refusal):
    """There is no open work at the site."""

    code = "scheduling.nothing-to-schedule"
    sentence = N_("There is no open work order to schedule. Firm proposals or create work orders first.")


class NotOnTheBoard(Refusal):
    """An operation that the published schedule does not hold."""

    code = "scheduling.not-on-the-board"
    sentence = N_(
        "This operation is not in the published schedule. Run the scheduler and publish, then move it."
    )
    status = 404


class CannotSchedule(Refusal):
    """The engine says why the plant, as described, cannot be scheduled."""

    code = "scheduling.cannot-schedule"
    sentence = N_("The schedule cannot be made: %(why)s. Mend what it names and try again.")
    status = 422


class BrokenSchedule(Refusal):
    """The independent check found a rule broken; nothing was stored."""

    code = "scheduling.broken-schedule"
    sentence = N_(
        "The computed schedule breaks %(count)s rules (first: %(first)s) and was not stored. Please report this."
    )


class NotPublished(Refusal):
    """No schedule was published yet."""

    code = "scheduling.not-published"
    sentence = N_("No schedule is published yet. Run the scheduler and publish its result.")
    status = 404


class AlreadyFrozen(Refusal):
    """A bar that may not move any more."""

    code = "scheduling.frozen"
    sentence = N_(
        "%(operation)s has started or lies inside the frozen zone; it cannot be moved. Move what follows it."
    )


class OutdatedRun(StaleSnapshot):
    """What a run rests on has changed since it was computed."""

    code = "scheduling.outdated-run"
    sentence = N_(
        "This schedule is out of date, since it was computed these have changed: %(what)s. Compute it anew and publish that."
    )


GROUNDS: Mapping[str, str] = {
    "orders": N_("quantities, due days or priorities of work orders"),
    "routings": N_("operations of work orders"),
    "plant": N_("hours of machines or people"),
    "pins": N_("pins"),
    "started": N_("an operation has begun on another machine"),
    "published": N_("another schedule was published"),
}
"""What a run may rest on, as a planner reads it."""

WORDS: Mapping[str, str] = {
    "scheduling.operation_without_machine": N_("operation %(operation)s has no machine that can do it"),
    "scheduling.machine_without_working_time": N_(
        "machine %(machine)s, which operation %(operation)s needs, has no working time in the weeks ahead"
    ),
    "scheduling.nobody_has_skill": N_("nobody has the skill %(skill)s that operation %(operation)s needs"),
    "scheduling.no_shared_working_time": N_(
        "machine and people for operation %(operation)s never work at the same time"
    ),
    "scheduling.longer_than_any_window": N_(
        "operation %(operation)s may not be interrupted but is longer than any shift of its machines"
    ),
    "scheduling.cycle": N_("operations wait for each other in a circle: %(path)s"),
    "scheduling.frozen_cannot_move": N_("operation %(operation)s has started or is inside the frozen zone"),
    "scheduling.pin_in_the_past": N_("operation %(operation)s is pinned into the past"),
    "scheduling.pin_machine_not_allowed": N_("operation %(operation)s cannot be done on that machine"),
    "scheduling.pin_before_material": N_("operation %(operation)s is pinned before its material is there"),
    "scheduling.pin_outside_calendar": N_(
        "operation %(operation)s is pinned to a time when its machine does not work"
    ),
    "scheduling.pin_before_predecessor": N_(
        "operation %(operation)s is pinned before the operation it follows can be done"
    ),
    "scheduling.pin_overlaps": N_(
        "operation %(operation)s is pinned to a time that another pinned operation has"
    ),
}
"""What the engine's codes say to a planner; placeholders are the engine's facts."""
