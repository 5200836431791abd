"""Compile what will be needed, so that the first planner does not wait for it."""

from dataclasses import replace

from taktline.engines.scheduling.draft import Alternative, Draft, Link, MachineSpec, OperationSpec
from taktline.engines.scheduling.problem import Problem
from taktline.engines.scheduling.repair import Move, consequence
from taktline.engines.scheduling.solve import solve
from taktline.engines.timeline import WorkingTime


def warm() -> None:
    """Solve and drag a problem of three operations; the machine code stays on disk for the next process."""
    problem = example()
    table = solve(problem, iterations=64).timetable
    held = replace(problem.commitments, published=table)
    consequence(replace(problem, commitments=held), table, Move(1, 200))


def example() -> Problem:
    """The smallest plant that meets every kernel: a machine, a person, a chain, a pin."""
    draft = Draft(horizon=10_000)
    always = draft.calendar(WorkingTime.always(0, 10_000))
    machine = draft.machine(MachineSpec("M", always))
    draft.person("P", always, ("s",))
    job = draft.job("J", due=10)
    alternatives = (Alternative(machine, 10),)
    first = draft.operation(job, OperationSpec("1", alternatives, skill="s"))
    draft.operation(job, OperationSpec("2", alternatives, (Link(first, lead=5),), family="a"))
    draft.operation(job, OperationSpec("3", alternatives, pin_start=100))
    return draft.problem()
