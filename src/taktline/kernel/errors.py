"""One family of refusals: each has a code, a sentence that says what to do next, and its facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_


class Refusal(Exception):
    """A request the business refuses. Not a bug: never logged as an error, and nothing was changed.

    Subclasses set `code` ("room.what", stable, for programs), `sentence` (an English msgid with
    named placeholders, for people) and, where it is not a conflict, the HTTP `status`.
    """

    code: ClassVar[str] = "kernel.refused"
    sentence: ClassVar[str] = N_("This cannot be done now.")
    status: ClassVar[int] = 409

    def __init__(self, **facts: object) -> None:
        self.facts: Mapping[str, object] = facts
        super().__init__(facts)

    def __str__(self) -> str:
        what = self.facts.get("what")
        said = gettext(what) if isinstance(what, str) and what else what
        return gettext(self.sentence) % {**self.facts, "what": said}


class IllegalMove(Refusal):
    """A document was asked to go to a state that does not follow from the one it is in."""

    code = "kernel.illegal-move"
    sentence = N_("%(what)s is %(now)s; it cannot become %(then)s. Reload the page to see where it stands.")


class StaleSnapshot(Refusal):
    """What a decision rests on has changed since it was read."""

    code = "kernel.stale-snapshot"
    sentence = N_("%(what)s has changed since you looked. Reload, check the figures and try again.")


class NotFound(Refusal):
    """There is no such row, or the asker may not know of it."""

    code = "kernel.not-found"
    sentence = N_("There is no %(what)s %(key)s that you may see. Check the number.")
    status = 404


class NotPermitted(Refusal):
    """The actor lacks a permit."""

    code = "kernel.not-permitted"
    sentence = N_("You may not do this: the permit “%(permit)s” is missing. Ask your administrator for it.")
    status = 403


class Busy(Refusal):
    """The database could not take the change in time, although it was tried again."""

    code = "kernel.busy"
    sentence = N_("Many people are writing at once. Nothing was changed; please try again.")
    status = 503


class InvalidInput(Refusal):
    """One value cannot be accepted. `field` is its path in the request, such as lines[2].quantity."""

    code = "kernel.invalid-input"
    sentence = N_("%(field)s: %(reason)s")
    status = 422

    def __init__(self, *, field: str, reason: str) -> None:
        super().__init__(field=field, reason=reason)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field, in the reader's language."""

    field: str
    reason: str


class InvalidInputs(Refusal):
    """Several values cannot be accepted; `faults` names each."""

    code = "kernel.invalid-inputs"
    sentence = N_("%(count)s values cannot be accepted. First: %(first)s")
    status = 422

    def __init__(self, *, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        first = f"{self.faults[0].field}: {self.faults[0].reason}" if self.faults else ""
        super().__init__(count=len(self.faults), first=first)
