"""The worker's turn: number facts, deliver them, hand out jobs, and do what is due by the clock."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import InterfaceError, OperationalError, close_old_connections

from taktline.kernel import deliver, idempotency, job_run, seal

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]

IDLE_SECONDS = 0.25
# Longer than anybody repeats a request, follows the live events, or looks at how a job ended.
ANSWERS_KEPT = timedelta(days=30)
FACTS_KEPT = timedelta(days=30)
JOBS_KEPT = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be done every so often. run(at) must be safe to run twice."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


def chores() -> tuple[Chore, ...]:
    """What every worker does by the clock, whatever rooms there are."""
    return (
        Chore("kernel.seal", timedelta(seconds=30), lambda _at: seal.seal()),
        Chore(
            "kernel.forget-answers",
            timedelta(hours=6),
            lambda at: idempotency.forget(before=at - ANSWERS_KEPT),
        ),
        Chore("kernel.forget-facts", timedelta(hours=6), lambda at: deliver.forget(before=at - FACTS_KEPT)),
        Chore("kernel.forget-jobs", timedelta(hours=6), lambda at: job_run.forget(before=at - JOBS_KEPT)),
        Chore("identity.forget-sessions", timedelta(hours=6), lambda _at: SessionStore.clear_expired()),
    )


class Worker:
    """One worker: `turn` does everything that is due once; `run` repeats it until `stop` is called."""

    def __init__(
        self,
        *,
        reactions: Sequence[deliver.Reaction],
        chores: Sequence[Chore],
        submit: Callable[[int], None],
        clock: Clock,
    ) -> None:
        self._reactions, self._chores, self._submit, self._clock = reactions, chores, submit, clock
        self._last: dict[str, datetime] = {}
        self._ended = threading.Event()

    def turn(self) -> int:
        """Do what is due. Returns how many things were done; zero means that there is time to rest."""
        at = self._clock()
        done = deliver.relay(self._reactions, at=at)
        done += deliver.deliver(self._reactions, at=at)
        done += self._offer(at)
        for chore in self._chores:
            last = self._last.get(chore.name)
            if last is None or at - last >= chore.every:
                self._last[chore.name] = at
                self._do(chore, at)
        return done

    def run(self) -> None:
        """Take turns until stopped; a database that is away for a while is waited for."""
        while not self._ended.is_set():
            try:
                busy = self.turn()
            except (OperationalError, InterfaceError):
                log.warning("The database is away; trying again.", exc_info=True)
                close_old_connections()
                busy = 0
            if not busy:
                self._ended.wait(IDLE_SECONDS)

    def stop(self) -> None:
        """End `run` after the turn it is in."""
        self._ended.set()

    def _offer(self, at: datetime) -> int:
        try:
            return job_run.offer(self._submit, at=at)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("The job engine took no job; it will be asked again in %s.", job_run.OFFER_AGAIN)
            return 0

    def _do(self, chore: Chore, at: datetime) -> None:
        try:
            chore.run(at)
        except Exception:
            log.exception("The chore %s failed; it will be tried at its next time.", chore.name)
