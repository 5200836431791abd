"""A schedule run: asked for, computed by a worker, proposed to the planner."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime

from taktline.engines import scheduling as engine
from taktline.engines.errors import EngineError
from taktline.engines.scheduling.prove import is_expressible, prove
from taktline.engines.scheduling.solve import solve
from taktline.kernel import jobs, journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation, snapshot
from taktline.scheduling import locks, permits, store
from taktline.scheduling.facts import ScheduleProposed
from taktline.scheduling.life import RUN_LIFE, RunState
from taktline.scheduling.models import ScheduleRun
from taktline.scheduling.queries.basis import Digests, basis_of
from taktline.scheduling.queries.problem import Loaded, load
from taktline.scheduling.refuse import refused
from taktline.scheduling.types import KeptRoom

KIND = "scheduling.run"
USUAL_SECONDS = 10
SEARCHED = 0.4
MOST_ITERATIONS = 20_000_000


@operation
def request_run(site_id: int, *, seconds: int = USUAL_SECONDS, by: Actor, at: datetime) -> int:
    """Ask for a new schedule of all open work, to be improved for `seconds`. Returns the run's id.

    Raises AlreadyRunning while another is being computed for the site.
    """
    by.require(permits.RUN)
    locks.require_site(site_id, scope=by.scope)
    run = ScheduleRun.objects.create(site_id=site_id, created_at=at, created_by=by.name[:80])
    payload = {"run_id": run.pk, "seconds": seconds}
    run.job_id = jobs.enqueue(KIND, key=f"site-{site_id}", payload=payload, by=by, at=at)
    run.save(update_fields=["job_id"])
    journal.record("scheduling.request-run", subject=run, by=by, at=at, after={"seconds": seconds})
    return run.pk


def solve_run(
    payload: Mapping[str, object],
    by: Actor,
    at: datetime,
    progress: jobs.Progress,
    *,
    kept: Sequence[KeptRoom] = (),
) -> Mapping[str, object]:
    """The job behind a run: load, solve, check, store. Started again, it computes again.

    kept: time that was promised and must stay free. Raises what load raises.
    """
    run_id, seconds = int(str(payload["run_id"])), int(str(payload.get("seconds", USUAL_SECONDS)))
    site_id = _begin(run_id, by)
    if site_id is None:
        return {"run_id": run_id, "already": True}
    progress.report(0, 100, "read")
    try:
        loaded, basis = _read(run_id, site_id, kept, at)
        result = improved(loaded, seconds, progress)
    except EngineError as error:
        _give_up(run_id, by)
        raise refused(error) from error
    except Exception:
        _give_up(run_id, by)
        raise
    progress.report(99, 100, "check and store")
    _propose(run_id, (loaded, basis), result, by=by, at=at)
    progress.report(100, 100, "proposed")
    return {"run_id": run_id, "operations": len(loaded.operation_ids)}


def _read(run_id: int, site_id: int, kept: Sequence[KeptRoom], at: datetime) -> tuple[Loaded, Digests]:
    """The problem, and digests of what it rests on; both of one state."""
    since = ScheduleRun.objects.values_list("created_at", flat=True).get(pk=run_id)
    with snapshot():
        loaded = load(site_id, at=at, kept=kept)
        basis = basis_of(site_id, loaded.order_ids, since=since)
    return loaded, basis


def improved(loaded: Loaded, seconds: int, progress: jobs.Progress) -> engine.Result:
    """The best schedule found in the time, or earlier when somebody asks for the end; 0 seconds only construct.

    A small problem is searched for a part of the time and for the rest proved, so that its gap says something.
    """
    began = time.monotonic()
    small = seconds > 0 and is_expressible(loaded.problem)
    searching = seconds * SEARCHED if small else float(seconds)

    def stop(so_far: engine.Progress) -> bool | float:
        share = (time.monotonic() - began) / searching if seconds else 1.0
        done = (time.monotonic() - began) / seconds if seconds else 1.0
        progress.report(int(min(done, 1.0) * 98), 100, f"improve: {so_far.iterations} moves tried")
        return True if progress.stop_requested() else share

    found = solve(loaded.problem, stop, seed=1, iterations=MOST_ITERATIONS)
    if not small or progress.stop_requested():
        return found
    progress.report(int(SEARCHED * 98), 100, "prove")
    return prove(loaded.problem, found, effort=seconds - searching, stop=progress.stop_requested)


@operation
def _begin(run_id: int, by: Actor) -> int | None:
    run = locks.run(run_id, scope=by.scope)
    if run.state == RunState.QUEUED:
        run.state = RunState.SOLVING
        run.save(update_fields=["state"])
    return run.site_id if run.state == RunState.SOLVING else None


@operation
def _give_up(run_id: int, by: Actor) -> None:
    run = locks.run(run_id, scope=by.scope)
    if RUN_LIFE.may(RunState(run.state), RunState.DISCARDED):
        run.state = RunState.DISCARDED
        run.save(update_fields=["state"])


@operation
def _propose(
    run_id: int, read: tuple[Loaded, Digests], result: engine.Result, *, by: Actor, at: datetime
) -> None:
    loaded, basis = read
    run = locks.run(run_id, scope=by.scope)
    RUN_LIFE.require(run, RunState(run.state), RunState.PROPOSED)
    run.state, run.basis = RunState.PROPOSED, basis
    store.write(run, loaded, result)
    after = {"operations": run.operations, "late_orders": run.late_orders, "gap": run.gap}
    journal.record("scheduling.propose", subject=run, by=by, at=at, after=after)
    outbox.publish(ScheduleProposed(run.pk, run.site_id), at=at)
