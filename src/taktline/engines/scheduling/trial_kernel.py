"""Working memory of a search, and its dice."""

# A cell of an int64 table is Any to the type checker and an int to the kernel.
# mypy: disable-error-code="no-any-return"

from typing import NamedTuple

from taktline.engines.compiled import kernel
from taktline.engines.scheduling.plant_kernel import State
from taktline.engines.scheduling.problem import Ints


class Search(NamedTuple):
    """Working memory of the annealing.

    best: the best schedule so far; ends: end of each job; late: late jobs, refreshed now and then;
    tally: cost, best cost, best saved (0/1), accepted, random state (two), late jobs, cost of the saved;
    heap, item: operations to re-time; log: what was overwritten, a row per update.
    """

    best: State
    ends: Ints
    late: Ints
    tally: Ints
    heap: Ints
    item: Ints
    log: Ints


T_COST, T_BEST, T_SAVED, T_ACCEPTED, T_RANDOM, T_RANDOM2, T_LATE = range(7)


@kernel
def draw(search: Search) -> float:
    """A random number in (0, 1): two multiplicative generators combined (L'Ecuyer, 1988)."""
    a = search.tally[T_RANDOM] * 40014 % 2147483563
    b = search.tally[T_RANDOM2] * 40692 % 2147483399
    search.tally[T_RANDOM], search.tally[T_RANDOM2] = a, b
    return ((a - b) % 2147483562 + 1) / 2147483564.0


@kernel
def draw_below(search: Search, n: int) -> int:
    """A random index below n."""
    return min(int(draw(search) * n), n - 1)
