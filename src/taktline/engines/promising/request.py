"""What is asked for, and what is answered."""

from dataclasses import dataclass

from taktline.engines.scheduling import Binding, OperationSpec, Slip
from taktline.engines.timeline import WorkingTime


@dataclass(frozen=True, slots=True)
class Request:
    """The work of an ordered quantity over all its make levels.

    steps: operations, each naming its predecessors by their position in this tuple (Link.operation);
    release is when a step's material and bought components are there; family and skill are names known to
    the published problem. weight: how much it matters against published jobs when it is expedited.
    """

    steps: tuple[OperationSpec, ...]
    weight: int = 1
    earliest: int = 0


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """Where a step would run. machine, person: indexes, -1 no person; begin: setup start."""

    step: int
    machine: int
    person: int
    begin: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Promise:
    """finish: when the last step ends; steps: in the order asked.

    bindings: what holds the date, from the last step back to the origin. In a binding, operations from
    ``published`` upward are steps of the request (operation - published), below it published operations.
    setup: minutes of setup in the steps. beyond: it ends after the horizon of the calendars.
    """

    finish: int
    steps: tuple[PlacedStep, ...]
    bindings: tuple[Binding, ...]
    published: int
    setup: int
    beyond: bool


@dataclass(frozen=True, slots=True)
class Extra:
    """Overtime: working windows added for some machines and people."""

    windows: WorkingTime
    machines: tuple[int, ...] = ()
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to do it. requests: usually one; the parts of a split come one after the other.

    expedite: published jobs of less weight may be pushed aside.
    """

    name: str
    requests: tuple[Request, ...]
    overtime: tuple[Extra, ...] = ()
    expedite: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a choice brings, for the caller to price.

    promises: one per request, finish of the last is the date; setup: minutes of setup in all steps;
    overtime: minutes of the added windows that the steps use, summed over machines; slips: published jobs
    that would end later, empty unless expedited.
    """

    name: str
    promises: tuple[Promise, ...]
    finish: int
    setup: int
    overtime: int
    slips: tuple[Slip, ...]
