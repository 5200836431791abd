"""Anneal a schedule for as long as is allowed."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from taktline.engines.scheduling import columns
from taktline.engines.scheduling.anneal_kernel import CAP
from taktline.engines.scheduling.construct import Built
from taktline.engines.scheduling.pack import empty_state
from taktline.engines.scheduling.plant_kernel import Plant
from taktline.engines.scheduling.result import Progress
from taktline.engines.scheduling.retime_kernel import total_cost
from taktline.engines.scheduling.search_kernel import anneal
from taktline.engines.scheduling.trial_kernel import T_BEST, T_COST, Search

Stop = Callable[[Progress], bool | float]

ROUND = 4096
"""Trial moves between two looks at ``stop``."""


@dataclass(frozen=True, slots=True)
class Improved:
    """The best schedule found and the trial moves made for it."""

    built: Built
    iterations: int


def improve(plant: Plant, built: Built, stop: Stop | None, seed: int, iterations: int) -> Improved:
    """Anneal from a built schedule; the same seed and iterations give the same schedule.

    stop: see the package; a float steers the cooling by the share of the caller's budget spent.
    """
    search = _search(plant, built, seed)
    hot, cold = temperatures(plant, built.cost)
    made, share = 0, 0.0
    while made < iterations and share < 1.0:
        trials = min(ROUND, iterations - made)
        ahead = max((made + trials) / iterations, share)
        anneal(plant, built.state, search, trials, _cooled(hot, cold, share), _cooled(hot, cold, ahead))
        made += trials
        told = float(stop(Progress(share, made, int(search.tally[T_BEST])))) if stop else 0.0
        share = max(made / iterations, told)
    return Improved(Built(search.best, int(search.tally[T_BEST]), built.rule), made)


def temperatures(plant: Plant, cost: int) -> tuple[float, float]:
    """Where to begin and to end, in cost units: from some hours late on an average job to minutes.

    A plant that is hardly ever late begins cooler, or the search would throw away the little there is to gain.
    """
    weight = plant.job[:-1, columns.WEIGHT]
    mean = float(weight.mean()) if len(weight) else 1.0
    minute = max(
        1.0, mean * float(plant.const[columns.COST_TARDINESS]), float(plant.const[columns.COST_CHANGEOVER])
    )
    hot = max(1.0, min(150.0 * minute, cost / 50.0))
    return hot, hot / 100.0


def _cooled(hot: float, cold: float, share: float) -> float:
    return float(hot * (cold / hot) ** min(share, 1.0))


def _search(plant: Plant, built: Built, seed: int) -> Search:
    jobs = len(plant.job) - 1
    ends = np.zeros(jobs, dtype=np.int64)
    tally = np.zeros(7, dtype=np.int64)
    tally[T_COST] = tally[T_BEST] = total_cost(plant, built.state, ends)
    first, second = np.random.default_rng(seed).integers(1, 2**31 - 300, size=2)
    tally[4], tally[5] = int(first), int(second)
    best = empty_state(plant)
    best.op[:], best.seq[:], best.length[:] = built.state.op, built.state.seq, built.state.length
    tally[2] = 1
    return Search(
        best=best,
        ends=ends,
        late=np.zeros(jobs, dtype=np.int64),
        tally=tally,
        heap=np.zeros(8 * CAP, dtype=np.int64),
        item=np.zeros(8 * CAP, dtype=np.int64),
        log=np.zeros((CAP + 1, 6), dtype=np.int64),
    )
